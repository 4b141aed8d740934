"""Where the talks stand: what they ask, the plan of our concessions, where the tracks meet, and the next move."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiation.claim.summary.bargaining_room import BargainingRoom
from negotiation.claim.summary.claim_summary import Summary
from negotiation.model.bargaining.concession import Meeting, decreasing_steps, expected_meeting, midpoint, opening_offer
from negotiation.model.facts.case import Case

STEPS = 4
"""In how many concessions the rest of the way is gone."""

REQUESTS = ("order", "payment", "release", "answer")
"""What is asked for in return for each concession, in this order."""

DEFAULT_DAYS = 21.0
"""Days from the first offer to the settlement where no deadline is typed."""


@dataclass(frozen=True)
class ConcessionStep:
    """One concession of the plan: the figure that we move to, and what is asked for in return."""

    figure: float
    request: str


@dataclass(frozen=True)
class NextMove:
    """The next move: its `code` names the sentence; `figure` is what we name, `bracket` what they would have to move
    to for it, money."""

    code: str
    figure: float
    bracket: float
    middle: float
    request: str


@dataclass(frozen=True, eq=False)
class Moves:
    """Where the talks stand.

    `ask` is what they want now and `start` where we stand or would open, money; `plan` our concessions from here;
    `forecast` where both tracks meet within `days` of the first offer.
    """

    ask: float
    start: float
    plan: tuple[ConcessionStep, ...]
    forecast: Meeting | None
    days: float
    next: NextMove


def moves_of(summary: Summary, room: BargainingRoom, target: float) -> Moves:
    """Where the talks stand: what they ask, the plan of our concessions, where the tracks meet, and the next move."""
    dossier, case = summary.dossier, summary.dossier.case
    talks, unit = dossier.talks, 10.0**-summary.digits
    log = sorted(talks.log, key=lambda each: each.on)
    named = [each for each in log if float(each.figure) > 0.0]
    ours, theirs = ([each for each in named if each.side == side] for side in ("us", "customer"))
    ask = float(theirs[-1].figure) if theirs else float(case.claimed)
    first = min((each.on for each in named), default=case.settlement_date)
    last = max((each.on for each in named), default=first)
    due = (
        float((talks.deadline - first).days)
        if talks.deadline is not None and talks.deadline > last
        else max(DEFAULT_DAYS, float((last - first).days) + 7.0)
    )
    our_track, their_track = (
        list({float((each.on - first).days): float(each.figure) for each in side}.items()) for side in (ours, theirs)
    )
    limit = float(talks.target) if talks.target is not None else max(target, room.least, 0.0)
    start = float(ours[-1].figure) if ours else min(opening_offer(limit, ask, limit / 2.0), limit)
    rest = max(limit - start, 0.0) if not room.gap else 0.0
    steps = np.cumsum(decreasing_steps(rest, STEPS))
    plan = tuple(
        ConcessionStep(round((start + float(step)) / unit) * unit, request)
        for step, request in zip(steps, _requests(case), strict=False)
        if rest > unit
    )
    last_side = "" if not log else "chosen" if log[-1].chosen else log[-1].side
    step = _next(last_side, bool(ours), start, limit, ask, plan, room)
    forecast = expected_meeting(our_track, their_track, due, int(dossier.seed))
    return Moves(ask, start, plan, forecast, due, step)


def _requests(case: Case) -> list[str]:
    """What can be asked for here: an overdue payment only where one is overdue."""
    overdue = float(case.receivable) > 0.0 and (
        case.receivable_due is None or case.receivable_due <= case.settlement_date
    )
    return [request for request in REQUESTS if request != "payment" or overdue] + ([] if overdue else ["document"])


def _next(
    last: str,
    opened: bool,
    start: float,
    limit: float,
    ask: float,
    plan: tuple[ConcessionStep, ...],
    room: BargainingRoom,
) -> NextMove:
    """What to say next: open; wait; accept what is within the limit, in cash or as a package; bracket towards the
    middle; or stand."""
    if last == "chosen":
        return NextMove("close", 0.0, 0.0, 0.0, "release")
    if room.gap:
        return NextMove("no_room", room.gap, 0.0, 0.0, "")
    if ask <= 0.0:
        return NextMove("ask_figure", 0.0, 0.0, 0.0, "answer")
    if limit <= 0.0:
        return NextMove("no_figure", 0.0, ask, 0.0, "answer")
    if ask <= limit or (opened and ask <= start):
        return NextMove("accept" if ask <= room.most else "accept_package", ask, ask, ask, "release")
    if not opened:
        near = abs(midpoint(start, ask) - limit) <= 0.01 * abs(limit)
        return NextMove("open" if near else "open_far", start, ask, midpoint(start, ask), "order")
    if last == "us":
        return NextMove("wait", start, ask, midpoint(start, ask), "answer")
    if not plan:
        return NextMove("stand", start, ask, start, "release")
    figure = plan[0].figure
    bracket = max(
        min(2.0 * limit - figure, ask - (figure - start)), figure
    )  # they move as much as we do, or until the middle is our target
    return NextMove("bracket", figure, bracket, midpoint(figure, bracket), plan[0].request)
