"""The value of one option: every value is a line fixed + s · if_stays in the chance of staying `s`, for both parties,
in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from negotiation.core.cashflow import (
    CLAIM_REOPENED,
    CREDIT_FALLBACK,
    CUSTOMER,
    LOST_MARGIN,
    MILESTONE_PAID,
    ORDER_OTHERWISE,
    OTHERWISE,
    PROMISED_MARGIN,
    RECEIVABLE_LATE,
    RECEIVABLE_PAID,
    SHORTFALL_FEE,
    US,
    WITHHELD,
    Flow,
    Party,
    map_flows,
    part_before,
    part_until,
    present_value,
    sign_for,
)
from negotiation.core.dated_cashflow import payback_months
from negotiation.core.fields import Num
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.chance_of_staying import StayingCurve, chance_of_staying, compensation_ratio
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.valuation.credit_exposure import largest_exposures
from negotiation.model.valuation.offer import Option

CASH_OUT_DAYS = 30.0

NO_COMPENSATION = (WITHHELD, RECEIVABLE_LATE, RECEIVABLE_PAID, MILESTONE_PAID, OTHERWISE, CLAIM_REOPENED)
"""Keys of what is owed anyway, whenever it is paid, and of what an open claim may still cost. None of it is offered as
compensation."""

NO_CASH = (RECEIVABLE_LATE, OTHERWISE, ORDER_OTHERWISE, LOST_MARGIN, SHORTFALL_FEE)
"""Keys of what we do not receive, as opposed to what leaves us."""


def is_cash_out(flow: Flow) -> bool:
    """True if a flow is cash that leaves us: we pay it, or it takes back part of the cash that stands in for a
    credit. What we merely do not get, and margin on promised orders, is not."""
    ours = flow.payer == US or flow.key == CREDIT_FALLBACK
    return ours and flow.key not in (*NO_CASH, PROMISED_MARGIN)


Measured: TypeAlias = tuple[Flow, tuple[Num, ...]]
"""A flow with its value to us, to the customer, to us before the first next order, and undiscounted in the first 30
days."""


@dataclass(frozen=True, eq=False)
class ValueByStaying:
    """A value as a line in the chance of staying: fixed + s · if_stays. Money; positive is good for its party."""

    fixed: Num = 0.0
    if_stays: Num = 0.0

    def at(self, staying: Num) -> Num:
        """The value at a chance of staying."""
        return self.fixed + staying * self.if_stays


@dataclass(frozen=True, eq=False)
class OptionValue:
    """One option valued for both parties.

    `to_us` leaves promised margin out; `promised` is that margin. `early` is the part of `to_us` before the first next
    order. `to_customer` is the value to the customer. `cash_out` is what leaves us undiscounted in the first 30 days.
    `staying` is the chance used, `staying_default` that of the curve at the compensation `ratio`. `exposure` is the
    largest unsecured exposure, first reached on `exposure_day`. `values` are the present values to us of each flow.
    """

    code: str
    to_us: ValueByStaying
    promised: ValueByStaying
    early: ValueByStaying
    to_customer: ValueByStaying
    cash_out: ValueByStaying
    ratio: Num
    staying: Num
    staying_default: Num
    payback: Num
    exposure: Num
    exposure_day: Num
    flows: tuple[Flow, ...]
    values: tuple[Num, ...]


def value_options(
    case: Case, life: OrderStream, curve: StayingCurve, options: Sequence[Option], payback: bool = True
) -> list[OptionValue]:
    """Value every option for both parties, each at its own rate. The flows of all options take one pass if they are
    plain numbers.

        to us = −(present value of what we pay − receive), promised margin left out;
        s = judgement, else the default curve

    Shapes broadcast over rows and draws.

    Args:
        case: facts of the claim.
        life: stream of next orders of the customer.
        curve: the default curve of the chance of staying.
        options: the options to value.
        payback: False skips the running balances, payback and exposure, for a search over many candidates.
    """

    def measured(flow: Flow, our_rate: Num, their_rate: Num, first_order: Num) -> tuple[Num, ...]:
        return (
            present_value(flow, our_rate),
            present_value(flow, their_rate),
            present_value(part_before(flow, first_order), our_rate),
            present_value(part_until(flow, CASH_OUT_DAYS), 0.0),
        )

    flows = [flow for option in options for seen in (option.as_we_see, option.as_they_see) for flow in seen]
    rows = iter(map_flows(flows, measured, case.rates.us, case.rates.customer, life.gap))
    worths = []
    for option in options:
        ours = [(flow, next(rows)) for flow in option.as_we_see]
        theirs = [(flow, next(rows)) for flow in option.as_they_see]
        worths.append(_worth(case, curve, option, ours, theirs))
    if payback:
        margin = life.margin_flows()
        months = payback_months(
            [[*worth.flows, *margin] for worth in worths], US, case.rates.us, [worth.staying for worth in worths]
        )
        out = largest_exposures(case, [worth.flows for worth in worths])
        return [
            replace(worth, payback=month, exposure=most, exposure_day=on)
            for worth, month, (most, on) in zip(worths, months, out, strict=True)
        ]
    return worths


def _worth(
    case: Case, curve: StayingCurve, option: Option, ours: list[Measured], theirs: list[Measured]
) -> OptionValue:
    claim = [pair for pair in ours if pair[0].key != PROMISED_MARGIN]
    to_customer = _line(theirs, 1, CUSTOMER)
    withheld = _line([pair for pair in theirs if pair[0].key in NO_COMPENSATION], 1, CUSTOMER)
    cash = _line([pair for pair in claim if is_cash_out(pair[0])], 3, US)
    ratio = compensation_ratio(to_customer.at(1.0) - withheld.at(1.0), case.harm_suffered)
    default = curve.chance(ratio, case.incident.earlier_similar)
    return OptionValue(
        code=option.code,
        to_us=_line(claim, 0, US),
        promised=_line([pair for pair in ours if pair[0].key == PROMISED_MARGIN], 0, US),
        early=_line(claim, 2, US),
        to_customer=to_customer,
        cash_out=ValueByStaying(-cash.fixed, -cash.if_stays),
        ratio=ratio,
        staying=chance_of_staying(option.judgement, default),
        staying_default=default,
        payback=np.nan,
        exposure=np.nan,
        exposure_day=np.nan,
        flows=tuple(option.as_we_see),
        values=tuple(row[0] for _, row in ours),
    )


def _line(pairs: Sequence[Measured], column: int, party: Party) -> ValueByStaying:
    fixed: Num = 0.0
    if_stays: Num = 0.0
    for flow, row in pairs:
        direction = sign_for(flow, party)
        if direction and flow.if_stays:
            if_stays = if_stays + direction * row[column]
        elif direction:
            fixed = fixed + direction * row[column]
    return ValueByStaying(fixed, if_stays)
