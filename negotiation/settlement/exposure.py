"""The largest unsecured exposure of an option: how much of our money is out at the worst moment, and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from negotiation.case import Case
from negotiation.flows import CUSTOMER, LOST_MARGIN, OTHERWISE, US, YEAR, Flow, are_plain, over_time, stack
from negotiation.flows.dated import unroll
from negotiation.flows.flow import SAME_DAY
from negotiation.units import Num

Events: TypeAlias = tuple[NDArray[np.float64], NDArray[np.float64]]
"""Days and signed amounts on a trailing axis."""


def exposures(case: Case, options: Sequence[Sequence[Flow]]) -> list[tuple[Num, Num]]:
    """Of each option the largest unsecured exposure within a year, money, and the first day on which it is reached.

        exposure(t) = unpaid invoices + what we have laid out for the remedy and the terms − what the customer has paid for them, up to t

    Payments to others count as work in progress or goods shipped; compensation paid to the customer is no exposure, and neither is what third parties
    may return. Later payments are expected ones, given that they stay. All that happens on one day is summed first. Shapes broadcast.
    """
    start = _owed(case)
    flows = list({id(flow): flow for option in options for flow in option if _counts(flow)}.values())
    if start[1].ndim == 1 and are_plain(flows):
        return _together(start, flows, options)
    dated = dict(zip(map(id, flows), [_signed(flow, *unroll(flow, YEAR)) for flow in flows], strict=True))
    return [_peak([start, *(dated[id(flow)] for flow in option if id(flow) in dated)]) for option in options]


def _together(start: Events, flows: Sequence[Flow], options: Sequence[Sequence[Flow]]) -> list[tuple[Num, Num]]:
    """All options in one pass where all is plain numbers: every step of every flow by day, and which option has it."""
    days, amounts = start
    owner = np.full(len(days), -1)
    if flows:
        at, money = unroll(stack(flows), YEAR)
        signs = np.array([_counts(flow) * float(np.all(_kept(flow))) for flow in flows])[:, None]
        days, amounts = np.concatenate([days, at.ravel()]), np.concatenate([amounts, (signs * money).ravel()])
        owner = np.concatenate([owner, np.repeat(np.arange(len(flows)), at.shape[-1])])
    places = {id(flow): place for place, flow in enumerate(flows)}
    has = np.zeros((len(options), len(flows) + 1), dtype=bool)
    has[:, -1] = True  # what is owed is in every option
    for row, option in enumerate(options):
        has[row, [places[id(flow)] for flow in option if id(flow) in places]] = True
    order = np.argsort(days, kind="stable")
    days = days[order]
    running = np.cumsum(np.where(has[:, owner[order]], amounts[order], 0.0), axis=-1)
    running[:, :-1] = np.where(days[1:] > days[:-1] + SAME_DAY, running[:, :-1], -np.inf)
    place = np.argmax(running, axis=-1)
    return list(zip(np.maximum(running[np.arange(len(options)), place], 0.0).tolist(), days[place].tolist(), strict=True))


def _counts(flow: Flow) -> float:
    """+1 where our money goes out, −1 where theirs comes in, 0 where it is neither."""
    if flow.payer == CUSTOMER and flow.payee == US:
        return -1.0
    if flow.payer != US or flow.key == LOST_MARGIN:
        return 0.0
    return 1.0 if flow.payee != CUSTOMER or flow.key == OTHERWISE else 0.0


def _owed(case: Case) -> Events:
    """What is unpaid on day 0, and stages of the contract that are paid on the day expected."""
    known = [(case.days_until(each.expected), each.payment) for each in case.milestones if each.reached and not each.paid and each.expected]
    events = [(0.0, case.receivable + case.unpaid_milestones), *((day, -payment) for day, payment in known if day > 0.0)]
    days, amounts = zip(*events, strict=True)
    shape = np.broadcast_shapes(*(np.shape(each) for each in amounts))
    return np.array(days), np.stack([np.broadcast_to(each, shape) for each in amounts], axis=-1).astype(float)


def _signed(flow: Flow, day: NDArray[np.float64], money: NDArray[np.float64]) -> Events:
    return day, _counts(flow) * _kept(flow) * money


def _kept(flow: Flow) -> NDArray[np.float64]:
    """0 for what would have been paid at once: it was counted as owed, and stays so."""
    at_once = (np.asarray(over_time(flow).first_day) <= 0.0) & (flow.key == OTHERWISE) & (not flow.if_stays)
    return np.where(at_once, 0.0, 1.0)


def _peak(events: Sequence[Events]) -> tuple[Num, Num]:
    shape = np.broadcast_shapes(*(np.shape(each)[:-1] for pair in events for each in pair))
    days, amounts = (
        np.concatenate([np.broadcast_to(pair[side], (*shape, max(pair[0].shape[-1], pair[1].shape[-1]))) for pair in events], axis=-1) for side in (0, 1)
    )
    order = np.argsort(days, axis=-1, kind="stable")
    days, running = np.take_along_axis(days, order, -1), np.cumsum(np.take_along_axis(amounts, order, -1), axis=-1)
    ends = np.concatenate([days[..., 1:] > days[..., :-1] + SAME_DAY, np.ones((*shape, 1), dtype=bool)], axis=-1)
    place = np.argmax(np.where(ends, running, -np.inf), axis=-1)[..., None]
    peak, day = (np.take_along_axis(each, place, -1)[..., 0] for each in (running, days))
    return np.maximum(peak, 0.0)[()], day[()]
