"""The playbook of one claim: one record, part of the claim's document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from negotiation.core.fields import records_field
from negotiation.core.problems import Problem
from negotiation.model.playbook.call_steps import Demand, Heard
from negotiation.model.playbook.checklist import Tick
from negotiation.model.playbook.escalation import Rung, ladder_problems
from negotiation.model.playbook.evidence import Evidence, TimeBars, evidence_problems
from negotiation.model.playbook.extra_requests import Goodwill, Request, request_problems
from negotiation.model.playbook.repeat_incidents import PastIncident, Repeats
from negotiation.model.playbook.root_cause import Cause, Measure, Trouble, cause_problems
from negotiation.model.playbook.stakeholders import Person


@dataclass(frozen=True, eq=False)
class Playbook:
    """Everything that the methods of the field ask for beside the facts. It gives advice and terms; by itself it
    changes no figure.

    `problems`, `causes` and `measures` are the diagnosis, `heard` and `demands` the call, `ticks` the twenty steps.
    `evidence` and `time_bars` say what can be proven and until when. `incidents`, `repeats` and `ladder` are the
    repeated incidents (no ladder: the default one). `requests` and `goodwill` are the scope, `people` the stakeholders.
    """

    problems: tuple[Trouble, ...] = records_field(20)
    causes: tuple[Cause, ...] = records_field(60)
    measures: tuple[Measure, ...] = records_field(60)
    heard: tuple[Heard, ...] = records_field(100)
    demands: tuple[Demand, ...] = records_field(60)
    ticks: tuple[Tick, ...] = records_field(20)
    evidence: tuple[Evidence, ...] = records_field(60)
    time_bars: TimeBars = TimeBars()
    incidents: tuple[PastIncident, ...] = records_field(100)
    repeats: Repeats = Repeats()
    ladder: tuple[Rung, ...] = records_field(12)
    requests: tuple[Request, ...] = records_field(60)
    goodwill: Goodwill = Goodwill()
    people: tuple[Person, ...] = records_field(40)


def playbook_problems(playbook: Playbook) -> Iterator[Problem]:
    """Inconsistencies of a playbook: causes without a parent or in a circle, a ladder that gets milder, codes used
    twice."""
    yield from cause_problems(playbook.problems, playbook.causes, playbook.measures)
    for place, tick in enumerate(playbook.ticks):
        if tick.code in [each.code for each in playbook.ticks[:place]]:
            yield Problem("code_not_unique", f"ticks[{place}].code", tick.code)
    yield from evidence_problems(playbook.time_bars)
    yield from ladder_problems(playbook.ladder)
    yield from request_problems(playbook.requests)
