"""Which of the twenty steps this claim has done already, told by its own facts or ticked off, and which reminder is
due."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from negotiation.claim.document.dossier import Dossier
from negotiation.core.fields import Text
from negotiation.finance.register.entry import AGREED_STAGES
from negotiation.model.playbook.checklist import PHASES, Tick
from negotiation.model.rework.remedy import WITHOUT_GOODS

STATES = ("done", "overdue", "due", "open", "later")
"""Done; past its day; within reach of its day; to be done without a day; not before the problem is solved."""

TELL_WITHIN, FOLLOW_UP_WITHIN = 1, 2
"""Days within which customer and sales are told and an apology is sent, and within which we ask again after it was
settled."""


@dataclass(frozen=True)
class StepState:
    """One of the twenty: its phase, its state (STATES), and how it is known to be done ("ticked", "facts" or ""
    where it is not).

    `path` is the field that shows it or where it is entered, `due` the day of its reminder, `left` the days until
    then, below 0 past.
    """

    code: str
    phase: str
    state: str
    how: str
    path: str
    owner: Text
    due: date | None = None
    left: float | None = None


def progress(dossier: Dossier, today: date) -> tuple[StepState, ...]:
    """The twenty steps in order. A tick with a day counts before the facts; the steps of afterwards wait until the
    claim is agreed."""
    ticks = {tick.code: tick for tick in dossier.playbook.ticks}
    dues = reminders(dossier)
    return tuple(
        _step(dossier, code, phase, ticks.get(code), dues.get(code), today)
        for phase, codes in PHASES.items()
        for code in codes
    )


def reminders_due(dossier: Dossier, today: date) -> tuple[StepState, ...]:
    """The steps whose day has come or is past, the longest past first."""
    found = [each for each in progress(dossier, today) if each.state in ("overdue", "due")]
    return tuple(sorted(found, key=lambda each: each.left or 0.0))


def reminders(dossier: Dossier) -> Mapping[str, date]:
    """The day of each reminder that this claim's dates give: told and apologised a day after it was found,
    alternatives by the answer date, the follow-up two days after it was settled, prevention by its own date."""
    case = dossier.case
    days: dict[str, date] = {}
    if case.incident.found_on is not None:
        soon = case.incident.found_on + timedelta(days=TELL_WITHIN)
        days |= dict.fromkeys(("tell_sales", "tell_customer", "apologise"), soon)
    if case.answer_by is not None:
        days["alternatives"] = case.answer_by
    if case.stage in AGREED_STAGES:
        days["follow_up"] = case.settlement_date + timedelta(days=FOLLOW_UP_WITHIN)
        dated = [
            each.due
            for each in dossier.playbook.measures
            if each.kind == "prevention" and each.done_on is None and each.due is not None
        ]
        days |= {"never_again": min(dated)} if dated else {}
    return days


def _step(dossier: Dossier, code: str, phase: str, tick: Tick | None, due: date | None, today: date) -> StepState:
    path, shown = SHOWN_BY.get(code, ("playbook.ticks", lambda dossier: False))
    ticked = tick is not None and tick.done_on is not None and tick.done_on <= today
    how = "ticked" if ticked else "facts" if shown(dossier) else ""
    left = None if due is None else float((due - today).days)
    if how:
        state = "done"
    elif phase == "after" and dossier.case.stage not in AGREED_STAGES:
        state = "later"
    else:
        state = "open" if left is None or left > 1.0 else "overdue" if left < 0.0 else "due"
    return StepState(code, phase, state, how, path, "" if tick is None else tick.owner, due, left)


def _noted(step: str) -> Callable[[Dossier], bool]:
    return lambda dossier: any(each.step == step for each in dossier.playbook.heard)


def _answered(dossier: Dossier) -> bool:
    spoken = any(each.step != "listen" for each in dossier.playbook.heard)
    return spoken or dossier.case.stage != "open" or any(said.side == "us" for said in dossier.talks.log)


def _has_facts(dossier: Dossier) -> bool:
    incident = dossier.case.incident
    return incident.found_on is not None and (
        incident.found_bad is not None or bool(dossier.playbook.evidence) or bool(set(incident.proof) - {"none"})
    )


def _puts_right(dossier: Dossier) -> bool:
    return any(each.kind not in WITHOUT_GOODS for each in dossier.remedies) or any(
        each.kind == "solution" for each in dossier.playbook.measures
    )


def _asked_again(dossier: Dossier) -> bool:
    return any(each.kind == "call" and each.done_on is not None for each in dossier.follow_up.promises)


def _prevented(dossier: Dossier) -> bool:
    return any(each.kind == "prevention" and each.done_on is not None for each in dossier.playbook.measures)


SHOWN_BY: Mapping[str, tuple[str, Callable[[Dossier], bool]]] = {
    "procedures": ("authority", lambda dossier: False),
    "safeguards": (
        "case.incident.proof",
        lambda dossier: bool(
            {"order_confirmed", "sample_approved", "drawings_approved"} & set(dossier.case.incident.proof)
        ),
    ),
    "recent_problems": ("playbook.incidents", lambda dossier: bool(dossier.playbook.incidents)),
    "weak_points": ("playbook.causes", lambda dossier: any(cause.root for cause in dossier.playbook.causes)),
    "priorities": (
        "playbook.people",
        lambda dossier: any(each.needs and each.side != "us" for each in dossier.playbook.people),
    ),
    "watch": (
        "remedies",
        lambda dossier: dossier.case.order.needed_on is not None and any(each.steps for each in dossier.remedies),
    ),
    "facts": ("playbook.evidence", _has_facts),
    "put_right": ("remedies", _puts_right),
    "alternatives": ("offers", lambda dossier: len(dossier.offers) > 1),
    "tell_customer": ("playbook.heard", _answered),
    "let_them_vent": ("playbook.heard", _noted("listen")),
    "be_honest": ("playbook.heard", _noted("clarify")),
    "together": ("playbook.heard", _noted("ask")),
    "positive": ("playbook.heard", _noted("present")),
    "own_it": ("playbook.measures", lambda dossier: any(each.owner for each in dossier.playbook.measures)),
    "never_again": ("playbook.measures", _prevented),
    "follow_up": ("follow_up.promises", _asked_again),
}
"""The fields that show a step as done, and when they do; the other steps can only be ticked off."""
