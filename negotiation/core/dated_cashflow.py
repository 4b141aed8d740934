"""Flows step by step: unrolled into dated rows for people, and into a running balance for the payback."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from negotiation.core.cashflow import (
    MONTH,
    SAME_DAY,
    YEAR,
    Flow,
    Party,
    all_scalar,
    discount,
    part_until,
    present_value,
    select_flows,
    sign_for,
    stack_flows,
    with_time_axis,
)
from negotiation.core.fields import Num
from negotiation.core.problems import BadInput, Problem

if TYPE_CHECKING:
    import pandas as pd


def unroll_flow(flow: Flow, horizon: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Days and expected amounts of every step up to `horizon` days, on a trailing axis. Steps that do not happen have
    amount 0.

    day_k = first_day + k · every_days;   expected_k = amount · (1 + growth)^k · chance · keep^k
    """
    return _steps_of(part_until(flow, horizon))


def _steps_of(flow: Flow) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    flow = with_time_axis(flow)
    step = np.arange(max(1, int(np.max(flow.times))), dtype=float)
    happens = step < flow.times
    expected = flow.amount * flow.chance * (flow.keep * (1.0 + flow.growth)) ** np.where(happens, step, 0.0) * happens
    return np.where(happens, flow.first_day + step * flow.every_days, 0.0), expected


def cash_calendar(
    flows: Sequence[Flow], settlement_date: date, staying: float = 1.0, horizon: float = 3 * YEAR
) -> pd.DataFrame:
    """Dated rows of all flows of one offer, sorted by day: key, payer, payee, step, day, date, amount, chance,
    expected.

    `amount` is what is paid if the step happens. `chance` includes `staying` for flows that need the customer to stay.
    expected = amount · chance. `day` is exact; `date` is the settlement date plus the rounded day. Flows must be plain
    numbers: an array raises BadInput, because a calendar is of one offer.

    Args:
        flows: the flows of one offer.
        settlement_date: day 0.
        staying: chance of staying, 0 to 1.
        horizon: last day included, days after the settlement date.
    """
    import pandas as pd

    frames = []
    for flow in flows:
        days, expected = unroll_flow(flow, horizon)
        if days.ndim > 1 or expected.ndim > 1:
            raise BadInput(Problem("one_offer_only", flow.key, days.shape))
        happening = int(np.asarray(part_until(flow, horizon).times))
        days, expected = days[:happening], expected[:happening] * (staying if flow.if_stays else 1.0)
        amounts = float(flow.amount) * (1.0 + float(flow.growth)) ** np.arange(happening)
        chance = float(flow.chance) * float(flow.keep) ** np.arange(happening) * (staying if flow.if_stays else 1.0)
        frames.append(
            pd.DataFrame(
                {
                    "key": flow.key,
                    "payer": str(flow.payer),
                    "payee": str(flow.payee),
                    "step": np.arange(1, happening + 1),
                    "day": days,
                    "date": [settlement_date + timedelta(days=round(day)) for day in days],
                    "amount": amounts,
                    "chance": chance,
                    "expected": expected,
                }
            )
        )
    rows = [frame for frame in frames if len(frame)] or frames[:1]
    if not rows:
        return pd.DataFrame(columns=["key", "payer", "payee", "step", "day", "date", "amount", "chance", "expected"])
    return pd.concat(rows, ignore_index=True).sort_values("day", kind="stable", ignore_index=True)


def balance_by_month(flows: Sequence[Flow], party: Party, rate: Num, staying: Num, months: int) -> NDArray[np.float64]:
    """Cumulative expected discounted cash of a party at the end of each month 0 … `months` (365 / 12 days each), on a
    trailing axis.

        balance_m = Σ sign · present value of the part of each flow up to day m · 365 / 12,
            flows of those who stay × `staying`

    Shapes broadcast. The month from which it stays non-negative is that of `payback_months`.

    Args:
        flows: the flows of one option.
        party: the party whose balance it is.
        rate: that party's yearly discount rate; broadcasts.
        staying: chance of staying, 0 to 1; broadcasts.
        months: last month.
    """
    days = np.arange(months + 1, dtype=float) * MONTH
    at, chance = np.asarray(rate, dtype=float)[..., None], np.asarray(staying, dtype=float)[..., None]
    total = np.zeros(months + 1)
    for flow in flows:
        direction = sign_for(flow, party)
        if direction:
            total = total + direction * present_value(part_until(with_time_axis(flow), days), at) * (
                chance if flow.if_stays else 1.0
            )
    return total


def payback_months(
    options: Sequence[Sequence[Flow]], party: Party, rate: Num, stayings: Sequence[Num], horizon: float = 30 * YEAR
) -> list[Num]:
    """For each option, the first month from which a party's cumulative expected discounted cash stays non-negative.

        month = ⌈12 · day / 365 − 1e-9⌉ of the day on which the running sum recovers for good;
            0 if it never was negative

    Payments of one day count together. Infinite if the sum has not recovered within `horizon` days. Options of plain
    numbers share one time line and take a single pass.

    Args:
        options: the flows of each option.
        party: the party whose cash it is.
        rate: that party's yearly discount rate; broadcasts.
        stayings: chance of staying of each option, 0 to 1; broadcasts.
        horizon: last day considered, days after the settlement date.
    """
    parts = [[flow for flow in flows if sign_for(flow, party)] for flows in options]
    distinct = list({id(flow): flow for flows in parts for flow in flows}.values())
    if not all_scalar(distinct) or np.ndim(rate) or any(map(np.ndim, stayings)):
        pairs = zip(parts, stayings, strict=True)
        return [_recovery(*_events(flows, party, rate, staying, horizon)) if flows else 0.0 for flows, staying in pairs]
    if not distinct:
        return [0.0] * len(options)
    stacked = part_until(stack_flows(distinct), horizon)
    long = np.asarray(stacked.times) > SHORT
    when, value, owner = [], [], []
    for group in (np.flatnonzero(~long), *np.flatnonzero(long)[:, None]):
        if group.size:
            days, expected = _steps_of(select_flows(stacked, group))
            when.append(days.ravel())
            value.append((expected * discount(days, rate)).ravel())
            owner.append(np.repeat(group, days.shape[-1]))
    weight = np.zeros((len(options), len(distinct)))
    place = {id(flow): index for index, flow in enumerate(distinct)}
    for row, (flows, staying) in enumerate(zip(parts, stayings, strict=True)):
        for flow in flows:
            weight[row, place[id(flow)]] += sign_for(flow, party) * (staying if flow.if_stays else 1.0)
    months = _recovery(np.concatenate(when), np.concatenate(value) * weight[:, np.concatenate(owner)])
    return list(months.tolist())


SHORT = 12
"""Flows of up to this many steps are unrolled together. Longer ones are unrolled one by one, so that no table is padded
to their length."""


def _events(
    flows: Sequence[Flow], party: Party, rate: Num, staying: Num, horizon: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Days and signed discounted expected amounts of all steps of one option, on one trailing axis."""
    days, values = [], []
    for flow in flows:
        day, expected = unroll_flow(flow, horizon)
        factor = sign_for(flow, party) * (np.asarray(staying, dtype=float)[..., None] if flow.if_stays else 1.0)
        values.append(expected * factor * discount(day, np.asarray(rate, dtype=float)[..., None]))
        days.append(day)
    shape = np.broadcast_shapes(*(array.shape[:-1] for array in [*days, *values]))
    when = np.concatenate([np.broadcast_to(day, (*shape, day.shape[-1])) for day in days], axis=-1)
    value = np.concatenate([np.broadcast_to(each, (*shape, each.shape[-1])) for each in values], axis=-1)
    return when, value


def _recovery(when: NDArray[np.float64], value: NDArray[np.float64]) -> NDArray[np.float64]:
    """Month from which the running sum of `value` (…, events) on the days `when` stays non-negative."""
    order = np.argsort(when, axis=-1, kind="stable")
    when = np.take_along_axis(when, order, axis=-1)
    value = np.take_along_axis(value, np.broadcast_to(order, value.shape), axis=-1)
    balance = np.cumsum(value, axis=-1)
    rounding = 1e-12 * np.sum(np.abs(value), axis=-1, keepdims=True)
    day_ends = np.concatenate([np.diff(when, axis=-1) > SAME_DAY, np.ones((*when.shape[:-1], 1), dtype=bool)], axis=-1)
    short = day_ends & (balance < -rounding)
    events = when.shape[-1]
    after_short = events - np.argmax(short[..., ::-1], axis=-1)
    recovered = np.take_along_axis(
        np.broadcast_to(when, short.shape), np.minimum(after_short, events - 1)[..., None], axis=-1
    )[..., 0]
    month = np.ceil(12.0 * recovered / YEAR - 1e-9)
    return np.where(short.any(axis=-1), np.where(after_short < events, month, np.inf), 0.0)
