"""The largest unsecured exposure of an option: how much of our money is at risk at the worst moment, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from negotiation.core.cashflow import (
    CREDIT_FALLBACK,
    CUSTOMER,
    LOST_MARGIN,
    ORDER_OTHERWISE,
    ORDER_PAID,
    OTHERWISE,
    RECEIVABLE_LATE,
    SAME_DAY,
    SHORTFALL_FEE,
    US,
    YEAR,
    Flow,
    all_scalar,
    stack_flows,
    with_time_axis,
)
from negotiation.core.dated_cashflow import unroll_flow
from negotiation.core.fields import Num
from negotiation.model.facts.case import Case

Amounts: TypeAlias = NDArray[np.float64]

SAME_MONEY = 1e-12
"""Relative difference below which two moments have the same exposure. It absorbs rounding in the sum."""

Events: TypeAlias = tuple[NDArray[np.float64], NDArray[np.float64]]
"""Days and signed amounts on a trailing axis."""


NEVER_PAID = (LOST_MARGIN, CREDIT_FALLBACK, SHORTFALL_FEE)
"""Keys of flows that are not paid in advance: margin given up, and expected fallbacks and fees."""

ON_ORDERS = (ORDER_PAID, ORDER_OTHERWISE)
"""Keys of later orders on new terms. What is shipped and unpaid counts; prepayments cover only those orders and reduce
no other exposure."""


def largest_exposures(case: Case, options: Sequence[Sequence[Flow]]) -> list[tuple[Num, Num]]:
    """For each option, the largest unsecured exposure within a year, money, and the first day on which it is reached.

        exposure(t) = unpaid invoices + what we have laid out for the remedy
            and the terms − what the customer has paid for them,
                      up to t, + later orders shipped and paid later than usual

    Payments to others count as work in progress or goods shipped. Compensation paid to the customer is no exposure, and
    possible recoveries from third parties do not reduce it. An invoice that is expected at once (after 0 days) has no
    date: it stays unpaid. Later payments are expected values, given that they stay. All payments of one day are summed
    first. Shapes broadcast.
    """
    start = _owed(case)
    flows = list({id(flow): flow for option in options for flow in option if _counts(flow)}.values())
    if start[1].ndim == 1 and all_scalar(flows):
        return _together(start, flows, options)
    dated = dict(zip(map(id, flows), [_signed(flow) for flow in flows], strict=True))
    return [_alone(start, [flow for flow in option if id(flow) in dated], dated) for option in options]


def _together(start: Events, flows: Sequence[Flow], options: Sequence[Sequence[Flow]]) -> list[tuple[Num, Num]]:
    """All options in one pass if all numbers are plain: every step of every flow by day, and which options have it."""
    days, amounts = start
    owner, on_order = np.full(len(days), -1), np.zeros(len(days), dtype=bool)
    if flows:
        at, money = unroll_flow(stack_flows(flows), YEAR)
        signs = np.array([_counts(flow) * float(np.all(_kept(flow))) for flow in flows])[:, None]
        days, amounts = np.concatenate([days, at.ravel()]), np.concatenate([amounts, (signs * money).ravel()])
        owner = np.concatenate([owner, np.repeat(np.arange(len(flows)), at.shape[-1])])
        on_order = np.concatenate([on_order, np.repeat([flow.key in ON_ORDERS for flow in flows], at.shape[-1])])
    places = {id(flow): place for place, flow in enumerate(flows)}
    has = np.zeros((len(options), len(flows) + 1), dtype=bool)
    has[:, -1] = True  # what is owed belongs to every option
    for row, option in enumerate(options):
        has[row, [places[id(flow)] for flow in option if id(flow) in places]] = True
    mine = np.where(has[:, owner], amounts, 0.0)
    peaks, on = _peak(days, np.where(on_order, 0.0, mine), np.where(on_order, mine, 0.0) if on_order.any() else None)
    return list(zip(peaks.tolist(), on.tolist(), strict=True))


def _alone(start: Events, flows: Sequence[Flow], dated: Mapping[int, Events]) -> tuple[Num, Num]:
    """One option whose numbers may be arrays."""
    events = [start, *(dated[id(flow)] for flow in flows)]
    shape = np.broadcast_shapes(*(np.shape(each)[:-1] for pair in events for each in pair))
    days, amounts = (
        np.concatenate(
            [np.broadcast_to(pair[side], (*shape, max(pair[0].shape[-1], pair[1].shape[-1]))) for pair in events],
            axis=-1,
        )
        for side in (0, 1)
    )
    steps = [len(start[0]), *(max(dated[id(flow)][0].shape[-1], dated[id(flow)][1].shape[-1]) for flow in flows)]
    on_order = np.repeat([False, *(flow.key in ON_ORDERS for flow in flows)], steps)
    peak, on = _peak(days, np.where(on_order, 0.0, amounts), np.where(on_order, amounts, 0.0))
    return peak[()], on[()]


def _counts(flow: Flow) -> float:
    """+1 if our money goes out, −1 if the customer's comes in, 0 otherwise."""
    if flow.key in NEVER_PAID:
        return 0.0
    if flow.payer == CUSTOMER and flow.payee == US:
        return -1.0
    if flow.payer != US:
        return 0.0
    return 1.0 if flow.payee != CUSTOMER or flow.key in (OTHERWISE, ORDER_OTHERWISE) else 0.0


def _owed(case: Case) -> Events:
    """What is unpaid on day 0, less milestones on the days their payments are expected."""
    open_ones = [each for each in case.milestones if each.reached and not each.paid]
    known = [(case.days_until(each.expected or each.due), each.payment) for each in open_ones]
    events = [
        (0.0, case.receivable + case.unpaid_milestones),
        *((day, -payment) for day, payment in known if day > 0.0),
    ]
    days, amounts = zip(*events, strict=True)
    shape = np.broadcast_shapes(*(np.shape(each) for each in amounts))
    return np.array(days), np.stack([np.broadcast_to(each, shape) for each in amounts], axis=-1).astype(float)


def _signed(flow: Flow) -> Events:
    day, money = unroll_flow(flow, YEAR)
    return day, _counts(flow) * _kept(flow) * money


def _kept(flow: Flow) -> NDArray[np.float64]:
    """0 for flows of an invoice without a date: it stays owed, so it is neither paid nor taken back on day 0. Otherwise
    1."""
    at_once = (np.asarray(with_time_axis(flow).first_day) <= 0.0) & (flow.key in (OTHERWISE, RECEIVABLE_LATE))
    return np.where(at_once, 0.0, 1.0)


def _peak(
    days: NDArray[np.float64], amounts: NDArray[np.float64], on_orders: NDArray[np.float64] | None
) -> tuple[Amounts, Amounts]:
    """The highest running sum and the first day on which it is reached. Later orders never count below 0. Events on the
    last axis."""
    order = np.argsort(days, axis=-1, kind="stable")
    days = np.broadcast_to(np.take_along_axis(days, order, -1), amounts.shape)
    order = np.broadcast_to(order, amounts.shape)
    running = np.cumsum(np.take_along_axis(amounts, order, -1), axis=-1)
    if on_orders is not None:
        running = running + np.maximum(np.cumsum(np.take_along_axis(on_orders, order, -1), axis=-1), 0.0)
    running[..., :-1] = np.where(days[..., 1:] > days[..., :-1] + SAME_DAY, running[..., :-1], -np.inf)
    peak = running.max(axis=-1)
    first = np.argmax(running >= peak[..., None] - SAME_MONEY * np.maximum(np.abs(peak), 1.0)[..., None], axis=-1)[
        ..., None
    ]
    return np.maximum(peak, 0.0), np.take_along_axis(days, first, -1)[..., 0]
