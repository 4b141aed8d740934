"""Where the talks stand: what they ask, the plan of our concessions, where the tracks meet, and the next move."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiation.bargaining import Meeting, decreasing_steps, meeting, midpoint, opening
from negotiation.summary.room import Room
from negotiation.summary.sheet import Summary

STEPS = 4
"""In how many concessions the rest of the way is gone."""

REQUESTS = ("order", "payment", "release", "answer")
"""What is asked for in return for each concession, in this order."""

DEFAULT_DAYS = 21.0
"""Days from the first offer to the settlement where no deadline is typed."""


@dataclass(frozen=True)
class Step:
    """One concession of the plan: the figure that we move to, and what is asked for in return."""

    figure: float
    request: str


@dataclass(frozen=True)
class Next:
    """The next move: its `code` names the sentence; `figure` is what we name, `bracket` what they would have to move to for it, money."""

    code: str
    figure: float
    bracket: float
    middle: float
    request: str


@dataclass(frozen=True, eq=False)
class Moves:
    """Where the talks stand.

    `ask` is what they want now and `start` where we stand or would open, money; `plan` our concessions from here; `forecast` where both tracks meet
    within `days` of the first offer.
    """

    ask: float
    start: float
    plan: tuple[Step, ...]
    forecast: Meeting | None
    days: float
    next: Next


def moves_of(summary: Summary, room: Room, target: float) -> Moves:
    """Where the talks stand: what they ask, the plan of our concessions, where the tracks meet, and the next move."""
    dossier, case = summary.dossier, summary.dossier.case
    talks, unit = dossier.talks, 10.0**-summary.digits
    named = [each for each in talks.log if float(each.figure) > 0.0]
    ours, theirs = ([each for each in named if each.side == side] for side in ("us", "customer"))
    ask = float(theirs[-1].figure) if theirs else float(case.claimed)
    first = min((each.on for each in named), default=case.settlement_date)
    due = float((talks.deadline - first).days) if talks.deadline is not None and talks.deadline > first else DEFAULT_DAYS
    our_track, their_track = ([(float((each.on - first).days), float(each.figure)) for each in side] for side in (ours, theirs))
    limit = max(target, room.least)
    start = float(ours[-1].figure) if ours else opening(limit, ask, limit / 2.0)
    start = min(start, limit)
    requests = [request for request in REQUESTS if request != "payment" or float(case.receivable) > 0.0]
    steps = np.cumsum(decreasing_steps(max(limit - start, 0.0), STEPS))
    plan = tuple(
        Step(round((start + float(step)) / unit) * unit, request) for step, request in zip(steps, [*requests, "answer"], strict=False) if limit - start > unit
    )
    step = _next(talks.log[-1].side if talks.log else "", bool(ours), start, limit, ask, plan, room)
    return Moves(ask, start, plan, meeting(our_track, their_track, due, int(dossier.seed)), due, step)


def _next(last: str, opened: bool, start: float, limit: float, ask: float, plan: tuple[Step, ...], room: Room) -> Next:
    """What to say next: open; wait; accept what is within the limit; bracket towards the middle; or stand at the limit."""
    if room.gap:
        return Next("no_room", room.gap, 0.0, 0.0, "")
    if ask <= limit:
        return Next("accept", ask, ask, ask, "release")
    if not opened:
        near = abs(midpoint(start, ask) - limit) <= 0.01 * abs(limit)
        return Next("open" if near else "open_far", start, ask, midpoint(start, ask), "order")
    if last == "us":
        return Next("wait", start, ask, midpoint(start, ask), "answer")
    if not plan:
        return Next("stand", limit, ask, limit, "release")
    figure = plan[0].figure
    bracket = max(min(2.0 * limit - figure, ask - (figure - start)), figure)  # they move as much as we do, or until the middle is our target
    return Next("bracket", figure, bracket, midpoint(figure, bracket), plan[0].request)
