"""The way of a claim from the facts to the follow-up: which of its seven steps are done; any of them can be skipped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from negotiation.claim.defaults.first_questions import unanswered
from negotiation.claim.document.dossier import Dossier
from negotiation.model.playbook.root_cause import diagnosis
from negotiation.model.rework.remedy import WITHOUT_GOODS

PATH = ("facts", "diagnosis", "rework", "offers", "negotiate", "share", "follow_up")
"""Seven steps in their order."""


@dataclass(frozen=True)
class WorkflowStep:
    """One step of the way, and whether the claim itself shows it as done."""

    name: str
    done: bool


def workflow_steps(dossier: Dossier, today: date) -> tuple[WorkflowStep, ...]:
    """The seven steps of a claim in order.

    Facts: every question answered. Diagnosis: the main problem and a root are known. Rework: a remedy has its costs
    or steps. Offers: there is one; both only once the facts are known, since starting values are nobody's work.
    Negotiate: we have named a figure. Share: the offer is out. Follow-up: agreed, and every promise done or lapsed.
    """
    playbook, stage = dossier.playbook, dossier.case.stage
    found = diagnosis(playbook.problems, playbook.causes, playbook.measures, dossier.case, today)
    promises, known = dossier.follow_up.promises, not unanswered(dossier)
    done = {
        "facts": known,
        "diagnosis": not {"what", "why"} & set(found.open),
        "rework": known
        and any(each.lines or each.steps for each in dossier.remedies if each.kind not in WITHOUT_GOODS),
        "offers": known and bool(dossier.offers),
        "negotiate": any(each.side == "us" for each in dossier.talks.log),
        "share": stage != "open",
        "follow_up": bool(promises) and all(each.done_on is not None or each.lapsed for each in promises),
    }
    return tuple(WorkflowStep(name, done[name]) for name in PATH)


def current_step(steps: tuple[WorkflowStep, ...]) -> WorkflowStep | None:
    """The facts until they are known; then the first step that is not done after the last one that is; else the
    first that was skipped; None once all are done."""
    if not steps[0].done:
        return steps[0]
    last = max((place for place, each in enumerate(steps) if each.done), default=-1)
    return next((each for each in (*steps[last + 1 :], *steps) if not each.done), None)
