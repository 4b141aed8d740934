"""Figures that nobody typed follow the facts: each has its formula here, and stands in the dossier with a note that it is a default."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from negotiation.dossier import Dossier, Note, leads_somewhere, named, value_at, with_value
from negotiation.rework import cured_when_late
from negotiation.settlement import recovered_if_relations_break
from negotiation.starting.business import STARTING_VALUES, StartingValues

REMEDY_OF = {"wrong_goods": "remake", "defect": "remake", "shortage": "redeliver", "late": "expedite", "service_failure": "redeliver", "other": "other"}
"""How a kind of incident is put right, to begin with."""

QUICK = ("late",)
"""Incidents whose remedy is the faster transport itself."""


def _business(dossier: Dossier) -> StartingValues:
    return STARTING_VALUES[dossier.case.business]


def _days_late(dossier: Dossier) -> float:
    case = dossier.case
    if case.order.needed_on is None:
        return 0.0
    return float(dossier.remedies[0].arrival_day) - (case.order.needed_on - case.settlement_date).days


def _days_past_due(dossier: Dossier) -> float:
    due: date | None = dossier.case.receivable_due
    return 0.0 if due is None else float((dossier.case.settlement_date - due).days)


DEFAULTS: Mapping[str, Callable[[Dossier], Any]] = {
    "case.customer.margin_rate": lambda dossier: _business(dossier).margin_rate,
    "case.customer.orders_per_year": lambda dossier: _business(dossier).orders_per_year,
    "case.customer.retention": lambda dossier: _business(dossier).retention,
    "case.customer.horizon": lambda dossier: _business(dossier).horizon,
    "case.rates.us": lambda dossier: _business(dossier).our_rate,
    "case.rates.customer": lambda dossier: _business(dossier).their_rate,
    "case.claimed_to_harm": lambda dossier: 1.2,
    "remedies[put_right].kind": lambda dossier: REMEDY_OF[dossier.case.incident.kind],
    "remedies[put_right].paid_day": lambda dossier: 0.0 if dossier.case.incident.kind in QUICK else _business(dossier).work_days,
    "remedies[put_right].done_day": lambda dossier: 0.0 if dossier.case.incident.kind in QUICK else _business(dossier).work_days,
    "remedies[put_right].transit_days": lambda dossier: 7.0 if dossier.case.incident.kind in QUICK else _business(dossier).transit_days,
    "remedies[put_right].cures": lambda dossier: float(cured_when_late(_days_late(dossier))),
    "offers[half_over_orders].terms[repayment_over_orders].orders": lambda dossier: min(4.0, max(1.0, round(float(dossier.case.customer.orders_per_year)))),
    "offers[extra_orders].terms[extra_orders].fulfilment": lambda dossier: _business(dossier).kept,
    "offers[extra_orders].terms[extra_orders].additional": lambda dossier: _business(dossier).additional,
    "offers[price_cut].terms[price_cut].cut": lambda dossier: 0.15,
    "offers[credit_over_orders].terms[credit_over_orders].credit": lambda dossier: round(float(dossier.remedies[0].our_cost) / 2.0),
    "offers[credit_over_orders].terms[credit_over_orders].orders": lambda dossier: min(4.0, max(1.0, round(float(dossier.case.customer.orders_per_year)))),
    "no_deal.withheld_chance": lambda dossier: round(1.0 - float(recovered_if_relations_break(_days_past_due(dossier))), 4),
    "no_deal.switching_cost": lambda dossier: 0.0,
}
"""Path → what stands there until someone types something else, in the order in which they depend on each other."""


def is_default(dossier: Dossier, path: str) -> bool:
    """Whether the figure at a path is one that we filled in."""
    return _origin(dossier, path) == "default"


def is_missing(dossier: Dossier, path: str) -> bool:
    """Whether the figure at a path is the answer to a question that nobody has answered yet."""
    return _origin(dossier, path) == "missing"


def _origin(dossier: Dossier, path: str) -> str:
    return next((note.origin for note in dossier.notes if note.path == path), "")


def follow_the_facts(dossier: Dossier) -> Dossier:
    """The dossier with every default worked out anew from the facts as they stand."""
    waiting = {note.path for note in dossier.notes if note.origin in ("default", "missing")}
    for path, formula in DEFAULTS.items():
        if path in waiting and leads_somewhere(dossier, path):
            value = formula(dossier)
            if value_at(dossier, path) != value:
                dossier = with_value(dossier, path, value)
    return dossier


def typed(dossier: Dossier, path: str, value: Any) -> Dossier:
    """The dossier with a value that the user typed: a note says that it is theirs, and the defaults follow."""
    path = named(dossier, path)
    changed = with_value(dossier, path, value)
    notes = tuple(note for note in changed.notes if note.path != path)
    return follow_the_facts(replace(changed, notes=(*notes, Note(path, "ours"))))


def to_default(dossier: Dossier, path: str) -> Dossier:
    """The figure at a path given back to its default."""
    path = named(dossier, path)
    notes = tuple(note for note in dossier.notes if note.path != path)
    return follow_the_facts(replace(dossier, notes=(*notes, Note(path, "default"))))
