"""The methods of the field, tied to the claim: diagnosis, the call, twenty steps, evidence, repeats, scope, people.

The complaint log and its causes (`playbook.complaints`, `playbook.causes`) read files and are imported by name.
"""

from negotiation.playbook.conversation import DEMANDS, LSCPA, Demand, Heard, by_step, to_log
from negotiation.playbook.diagnosis import MEASURES, QUESTIONS, Cause, Diagnosis, Late, Measure, Trouble, chains, diagnosis, rework_steps, too_late
from negotiation.playbook.document import Action, Playbook, actions, playbook_problems
from negotiation.playbook.evidence import (
    BARS,
    COUNTED_FROM,
    FOR_SIDES,
    PAPERS,
    Bar,
    Evidence,
    Strength,
    TimeBars,
    Unproven,
    proofs,
    strength,
    time_bars,
    two_years_after,
    unproven,
)
from negotiation.playbook.ladder import ANSWERS, LADDER, TRAVELS, Rung, ladder_problems, rung_at, rungs_of
from negotiation.playbook.people import FUNCTIONS, PERSON_SIDES, Person, beside_the_message
from negotiation.playbook.repeats import (
    Counted,
    Further,
    PastIncident,
    Repeats,
    Response,
    Staying,
    cost_of,
    counted,
    further_failures,
    one_more,
    response,
    terms_of,
)
from negotiation.playbook.scope import (
    ADVICE,
    DECISIONS,
    SCOPES,
    Budget,
    Goodwill,
    Habit,
    Request,
    Weighed,
    budget,
    cost_of_request,
    habit,
    terms_of_requests,
    weighed,
)
from negotiation.playbook.twenty import PHASES, STEPS, Tick, phase_of

__all__ = [
    "ADVICE", "ANSWERS", "BARS", "COUNTED_FROM", "DECISIONS", "DEMANDS", "FOR_SIDES", "FUNCTIONS", "LADDER", "LSCPA", "MEASURES", "PAPERS", "PERSON_SIDES",
    "PHASES", "QUESTIONS", "SCOPES", "STEPS", "TRAVELS", "Action", "Bar", "Budget", "Cause", "Counted", "Demand", "Diagnosis",
    "Evidence", "Further", "Goodwill", "Habit", "Heard", "Late", "Measure", "PastIncident", "Person", "Playbook", "Repeats", "Request",
    "Response", "Rung", "Staying", "Strength", "Tick", "TimeBars", "Trouble", "Unproven", "Weighed", "actions",
    "beside_the_message", "budget", "by_step", "chains", "cost_of", "cost_of_request", "counted", "diagnosis", "further_failures", "habit",
    "ladder_problems", "one_more", "phase_of", "playbook_problems", "proofs", "response", "rework_steps",
    "rung_at", "rungs_of", "strength", "terms_of", "terms_of_requests", "time_bars", "to_log", "too_late", "two_years_after",
    "unproven", "weighed",
]  # fmt: skip
