"""Who pays whom, how much, when, how often and how likely, and the present value of it.

A flow is one repeated payment. Its present value is a geometric sum with its special cases handled, so a term needs one
expression instead of a loop over months. The same line values one offer, a hundred thousand candidates, a set of draws
or a portfolio.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from negotiation.core.fields import Num
from negotiation.core.problems import NoEnd, Problem

YEAR = 365.0
"""Days in a year everywhere, as in the spreadsheet function XNPV."""

MONTH = YEAR / 12.0
"""Days in a month where no calendar month is meant."""

SAME_DAY = 1e-9
"""Days closer together than this are the same day. It absorbs rounding in 365 / 6 and its multiples."""


class Party(StrEnum):
    """Who can pay or be paid. OUTSIDE is everyone else, so that no money appears or disappears."""

    US = "us"
    CUSTOMER = "customer"
    FACTORY = "factory"
    INSURER = "insurer"
    FORWARDER = "forwarder"
    OUTSIDE = "outside"


US, CUSTOMER, FACTORY, INSURER, FORWARDER, OUTSIDE = Party

PROMISED_MARGIN = "promised_margin"
"""Key of margin on orders promised in return. It is counted separately and never hidden inside the claim cost."""

WITHHELD = "withheld_receivable"
"""Key of money owed to us that the customer withholds. It is no compensation, so the compensation ratio leaves it
out."""

RECEIVABLE_LATE = "receivable_late"
"""Key of the unpaid invoice when it is not paid at once. It is no compensation, and no money that leaves us."""

RECEIVABLE_PAID, MILESTONE_PAID = "receivable_paid", "milestone_paid"
"""Keys of payments that are owed anyway, on the day that a term sets for them. They are no compensation."""

OTHERWISE = "otherwise_paid"
"""Key of such a payment taken back on the day on which it would have come without the term. No compensation, and no
money that leaves us."""

ORDER_PAID, ORDER_OTHERWISE = "order_paid", "order_otherwise_paid"
"""Keys of a payment for a later order on new terms, and of the same payment taken back on its usual day."""

CREDIT_FALLBACK = "credit_fallback"
"""Key of the cash for a whole expired credit, and of the deduction of the part used by then."""

CLAIM_REOPENED = "claim_reopened"
"""Key of what is paid if the claim is reopened. It is not offered, so it is no compensation."""

LOST_MARGIN = "lost_margin"
"""Key of margin that a term gives up. It is a cost of the claim, but no money that leaves us."""


SHORTFALL_FEE = "shortfall_fee"
"""Key of the fee for promised orders that do not come, and of the part not owed because they do. No money leaves us."""


@dataclass(frozen=True, eq=False)
class Flow:
    """A payment of `amount` from `payer` to `payee`, `times` times, `every_days` apart, from `first_day` after the
    settlement date.

        step k = 0 … times − 1:  day = first_day + k · every_days,  amount · (1 + growth)^k,  chance · keep^k

    Amounts are in the claim's currency, not negative. Days are fractional; `times` is whole or infinite. `if_stays`: it
    happens only if the customer stays through this claim. Such a flow is valued as if they stayed, and multiplied once
    by the chance of staying.
    """

    key: str
    payer: Party
    payee: Party
    amount: Num
    first_day: Num = 0.0
    every_days: Num = 0.0
    times: Num = 1.0
    chance: Num = 1.0
    keep: Num = 1.0
    growth: Num = 0.0
    if_stays: bool = False


def discount(days: Num, rate: Num) -> Num:
    """Present value of 1 paid after `days` at a yearly `rate`: (1 + rate)^(−days / 365); 1 on day 0.

    The XNPV convention. `rate` > −1. Shapes broadcast.

    >>> round(float(discount(365, 0.25)), 4)
    0.8
    """
    return (1.0 + rate) ** (-np.asarray(days) / YEAR)


def geometric_sum(ratio: Num, times: Num) -> Num:
    """1 + x + … + x^(n−1) for a ratio x ≥ 0 and n = `times`, whole or infinite.

        (xⁿ − 1) / (x − 1) = expm1(n · log1p(x − 1)) / (x − 1);  n where x = 1;  1 / (1 − x) where n is infinite

    Accurate at and near x = 1. With 0 steps the sum is 0, even at ratio 0. An infinite sum with a ratio of 1 or more
    raises NoEnd.

    >>> (float(geometric_sum(0.5, 3)), float(geometric_sum(1.0, 4)), float(geometric_sum(0.0, 0)),
    ...     float(geometric_sum(0.9, np.inf)))
    (1.75, 4.0, 0.0, 10.000000000000002)
    """
    distance = np.asarray(ratio, dtype=float) - 1.0
    count = np.asarray(times, dtype=float)
    endless = np.isinf(count)
    if np.any(endless & (distance >= 0.0)):
        raise NoEnd(Problem("no_end", "ratio", float(np.max(np.where(endless, distance, -1.0)) + 1.0), {"high": 1.0}))
    at_one = distance == 0.0
    none = count == 0.0
    safe = np.where(at_one, -0.5, distance)
    with np.errstate(divide="ignore"):
        total: NDArray[np.float64] = np.expm1(np.where(none, 1.0, count) * np.log1p(safe)) / safe
    return np.where(none, 0.0, np.where(at_one, count, total))


def present_value(flow: Flow, rate: Num) -> Num:
    """Expected present value of all steps of a flow at a yearly rate, without sign. A flow with if_stays is valued as
    if they stayed.

        amount · chance · d(first_day) · Σ_{k<times} (keep · (1 + growth) · d(every_days))^k,
            d(t) = (1 + rate)^(−t / 365)

    Shapes broadcast. Rate 0 gives the plain expected sum. An infinite flow whose ratio is 1 or more raises NoEnd.
    Source: geometric series; Excel XNPV for d.

    >>> fee = Flow("fee", US, CUSTOMER, 100.0, first_day=365, every_days=365, times=2)
    >>> round(float(present_value(fee, 0.25)), 2)
    144.0
    """
    ratio = flow.keep * (1.0 + flow.growth) * discount(flow.every_days, rate)
    return flow.amount * flow.chance * discount(flow.first_day, rate) * geometric_sum(ratio, flow.times)


def all_scalar(flows: Sequence[Flow]) -> bool:
    """True if every number of every flow is a plain number, so that the flows can be stacked."""
    numbers = [number for flow in flows for number in _numbers(flow)]
    return {*map(type, numbers)} <= {float, int, np.float64} or not any(map(np.ndim, numbers))


def stack_flows(flows: Sequence[Flow]) -> Flow:
    """At least one flow of plain numbers, stacked as one flow whose numbers have an axis of flows."""
    columns = np.array([_numbers(flow) for flow in flows], dtype=float).T
    return _with_numbers(flows[0], list(columns))


def select_flows(stacked: Flow, places: NDArray[np.int64]) -> Flow:
    """Some flows of a stack."""
    return _with_numbers(stacked, [np.asarray(value)[places] for value in _numbers(stacked)])


def with_time_axis(flow: Flow) -> Flow:
    """The same flow with a trailing axis for days or months, so that a time axis never broadcasts against rows or
    draws."""
    return _with_numbers(flow, [np.asarray(value, dtype=float)[..., None] for value in _numbers(flow)])


def _numbers(flow: Flow) -> tuple[Num, ...]:
    return flow.amount, flow.first_day, flow.every_days, flow.times, flow.chance, flow.keep, flow.growth


def _with_numbers(flow: Flow, numbers: Sequence[Num]) -> Flow:
    amount, first_day, every_days, times, chance, keep, growth = numbers
    return Flow(
        flow.key, flow.payer, flow.payee, amount, first_day, every_days, times, chance, keep, growth, flow.if_stays
    )


def map_flows(flows: Sequence[Flow], formula: Callable[..., tuple[Num, ...]], *others: Num) -> list[tuple[Num, ...]]:
    """`formula(flow, *others)` for each flow. A flow that occurs twice is computed once; flows of plain numbers take a
    single pass."""
    distinct = {id(flow): flow for flow in flows}
    results: list[tuple[Num, ...]]
    if distinct and all_scalar(list(distinct.values())) and not any(map(np.ndim, others)):
        results = list(
            zip(
                *(np.asarray(result).tolist() for result in formula(stack_flows(list(distinct.values())), *others)),
                strict=True,
            )
        )
    else:
        results = [formula(flow, *others) for flow in distinct.values()]
    found = dict(zip(distinct, results, strict=True))
    return [found[id(flow)] for flow in flows]


def present_values(flows: Sequence[Flow], rate: Num) -> list[Num]:
    """The present value of each flow, in one pass if they are plain numbers."""
    return [value for (value,) in map_flows(flows, lambda flow, at: (present_value(flow, at),), rate)]


def sign_for(flow: Flow, party: Party) -> float:
    """+1 if the party is paid, −1 if it pays, 0 otherwise."""
    return float(flow.payee == party) - float(flow.payer == party)


def _steps(flow: Flow, day: Num, rounding: np.ufunc, extra: float) -> Num:
    gap = np.asarray(flow.every_days, dtype=float)
    reach = np.asarray(day, dtype=float) - flow.first_day + extra
    apart = rounding(reach / np.where(gap == 0.0, 1.0, gap)) + (rounding is np.floor)
    reached = np.where(gap == 0.0, np.where(reach >= 0.0 if rounding is np.floor else reach > 0.0, np.inf, 0.0), apart)
    return np.minimum(np.maximum(reached, 0.0), flow.times)


def part_until(flow: Flow, day: Num) -> Flow:
    """The part of a flow on or before a day. `day` broadcasts, so a trailing axis of days gives a cumulative curve."""
    return replace(flow, times=_steps(flow, day, np.floor, SAME_DAY))


def part_before(flow: Flow, day: Num) -> Flow:
    """The part of a flow strictly before a day."""
    return replace(flow, times=_steps(flow, day, np.ceil, -SAME_DAY))
