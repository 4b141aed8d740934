"""Figures that nobody typed follow the facts: each has its formula here, and stands in the dossier with a note that
it is a default."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from negotiation.claim.defaults.business_presets import STARTING_VALUES, StartingValues
from negotiation.claim.defaults.remedy_presets import BY_AIR, steps_for, travels
from negotiation.claim.document.dossier import Dossier, Note
from negotiation.claim.document.field_paths import path_exists, value_at, with_names, with_value
from negotiation.claim.document.uncertain_ranges import Range
from negotiation.model.lifetime.order_history import Account, OrderRate, account_of, expected_order_value, order_rate
from negotiation.model.rework.remedy import Remedy
from negotiation.model.rework.schedule import cured_share, planned_done, planned_transits
from negotiation.model.valuation.invoice_recovery import recovered_if_relations_break

REMEDY_OF = {
    "wrong_goods": "remake",
    "defect": "remake",
    "shortage": "redeliver",
    "late": "expedite",
    "service_failure": "redeliver",
    "other": "other",
}
"""How a kind of incident is put right, to begin with."""


def order_account(dossier: Dossier) -> Account | None:
    """The customer as the models see it, from its order dates up to the settlement date; None where none are typed."""
    case = dossier.case
    past = [order for order in case.customer.history if order.on <= case.settlement_date]
    return (
        account_of([order.on for order in past], [float(order.value) for order in past], case.settlement_date)
        if past
        else None
    )


def order_rate_in(dossier: Dossier, account: Account) -> OrderRate:
    """The order rate of an account from its own orders and the claim's prior."""
    prior = dossier.case.customer.prior
    return order_rate(account.repeats, account.age, float(prior.shape), float(prior.months))


def _business(dossier: Dossier) -> StartingValues:
    return STARTING_VALUES[dossier.case.business]


def _days_past_due(dossier: Dossier) -> float:
    due: date | None = dossier.case.receivable_due
    return 0.0 if due is None else float((dossier.case.settlement_date - due).days)


def _saturday(dossier: Dossier) -> date:
    """The next Saturday from the settlement date on: when a weekly ship is taken to leave."""
    start = dossier.case.settlement_date
    return start + timedelta(days=(5 - start.weekday()) % 7)


def _orders_per_year(dossier: Dossier) -> float:
    """What its own order dates say, weighed with a stated prior; the usual figure of the business without any."""
    account = order_account(dossier)
    if account is None:
        return _business(dossier).orders_per_year
    return float(np.clip(round(12.0 * order_rate_in(dossier, account).mean, 2), 0.05, 366.0))


def _order_value(dossier: Dossier) -> float | None:
    """The mean of its own orders, drawn towards this order's value; None, which means this order's value, without
    any."""
    account = order_account(dossier)
    if account is None:
        return None
    return round(expected_order_value(account, float(dossier.case.order.value)), 2)


FACTS: Mapping[str, Callable[[Dossier], Any]] = {
    "case.customer.margin_rate": lambda dossier: _business(dossier).margin_rate,
    "case.customer.orders_per_year": _orders_per_year,
    "case.customer.order_value": _order_value,
    "case.customer.retention": lambda dossier: _business(dossier).retention,
    "case.customer.horizon": lambda dossier: _business(dossier).horizon,
    "case.rates.us": lambda dossier: _business(dossier).our_rate,
    "case.rates.customer": lambda dossier: _business(dossier).their_rate,
    "case.claimed_to_harm": lambda dossier: 1.2,
    "case.logistics.first_sailing": _saturday,
}


def _transit(dossier: Dossier, remedy: Remedy) -> float:
    ways = planned_transits(remedy, dossier.case)
    return _business(dossier).transit_days if ways is None else ways[0]


def _by_air(dossier: Dossier, remedy: Remedy) -> float:
    ways = planned_transits(remedy, dossier.case)
    return 0.0 if ways is None else ways[1]


def _done(dossier: Dossier, remedy: Remedy) -> float:
    done = planned_done(remedy, dossier.case)
    return _business(dossier).work_days if done is None else done


REMEDY: Mapping[str, Callable[[Dossier, Remedy], Any]] = {
    "kind": lambda dossier, remedy: REMEDY_OF[dossier.case.incident.kind],
    "steps": lambda dossier, remedy: steps_for(remedy.kind, dossier.case.business),
    "freight": lambda dossier, remedy: "shipped" if travels(remedy.kind, dossier.case.business) else "none",
    "by_air": lambda dossier, remedy: BY_AIR.get(remedy.kind, 0.0),
    "done_day": _done,
    "paid_day": lambda dossier, remedy: remedy.done_day,
    "transit_days": _transit,
    "air_days": _by_air,
    "cures": lambda dossier, remedy: float(cured_share(remedy, dossier.case)),
}
"""Field of any remedy → what stands there: the days follow its steps, the next sailing and the transit; what it
cures follows them."""

OFFERS: Mapping[str, Callable[[Dossier], Any]] = {
    "offers[half_over_orders].terms[repayment_over_orders].orders": lambda dossier: min(
        4.0, max(1.0, round(float(dossier.case.customer.orders_per_year)))
    ),
    "offers[extra_orders].terms[extra_orders].fulfilment": lambda dossier: _business(dossier).kept,
    "offers[extra_orders].terms[extra_orders].additional": lambda dossier: _business(dossier).additional,
    "offers[price_cut].terms[price_cut].cut": lambda dossier: 0.15,
    "offers[credit_over_orders].terms[credit_over_orders].credit": lambda dossier: round(
        float(dossier.remedies[0].our_cost(dossier.case)) / 2.0
    ),
    "offers[credit_over_orders].terms[credit_over_orders].orders": lambda dossier: min(
        4.0, max(1.0, round(float(dossier.case.customer.orders_per_year)))
    ),
    "no_deal.withheld_chance": lambda dossier: round(
        1.0 - float(recovered_if_relations_break(_days_past_due(dossier))), 4
    ),
    "no_deal.switching_cost": lambda dossier: 0.0,
}

DEFAULTS = (*FACTS, *(f"remedies[put_right].{name}" for name in REMEDY), *OFFERS)
"""The figures of a new claim that follow the facts, in the order in which they depend on each other."""

FIELD_OF_REMEDY = re.compile(r"remedies\[([^\]]*)\]\.(\w+)")


def _formula(path: str) -> Callable[[Dossier], Any] | None:
    """What works out the default at a path, None where there is none."""
    found = FIELD_OF_REMEDY.fullmatch(path)
    if found is None:
        return FACTS.get(path) or OFFERS.get(path)
    by_remedy = REMEDY.get(found[2])
    if by_remedy is None:
        return None
    return lambda dossier: by_remedy(dossier, value_at(dossier, f"remedies[{found[1]}]"))


def has_default(dossier: Dossier, path: str) -> bool:
    """Whether there is a formula for the figure at a path, whether it is used now or not."""
    return _formula(with_names(dossier, path)) is not None


def _in_order(dossier: Dossier, waiting: set[str]) -> list[str]:
    """The paths that wait for a default, each after those that it depends on."""
    places = {name: place for place, name in enumerate((*FACTS, *REMEDY, *OFFERS))}
    known = {path: places.get(found[2] if (found := FIELD_OF_REMEDY.fullmatch(path)) else path) for path in waiting}
    return sorted((path for path, place in known.items() if place is not None), key=lambda path: known[path] or 0)


def is_default(dossier: Dossier, path: str) -> bool:
    """Whether the figure at a path is one that we filled in."""
    return _origin(dossier, path) == "default"


def is_missing(dossier: Dossier, path: str) -> bool:
    """Whether the figure at a path is the answer to a question that nobody has answered yet."""
    return _origin(dossier, path) == "missing"


def _origin(dossier: Dossier, path: str) -> str:
    return next((note.origin for note in dossier.notes if note.path == path), "")


def follow_the_facts(dossier: Dossier) -> Dossier:
    """The dossier with every default worked out anew from the facts as they stand; ranges of figures that are gone
    or moved away go too."""
    waiting = {note.path for note in dossier.notes if note.origin in ("default", "missing")}
    for path in _in_order(dossier, waiting):
        formula = _formula(path)
        if formula is not None and path_exists(dossier, path):
            value = formula(dossier)
            if value_at(dossier, path) != value:
                dossier = with_value(dossier, path, value)
    lost = [
        each
        for each in dossier.ranges
        if not path_exists(dossier, each.path)
        or (each.path in waiting and not _within(each, value_at(dossier, each.path)))
    ]
    return replace(dossier, ranges=tuple(each for each in dossier.ranges if each not in lost)) if lost else dossier


def with_typed_value(dossier: Dossier, path: str, value: Any) -> Dossier:
    """The dossier with a value that the user typed: a note says that it is theirs, and the defaults follow.

    A range that the value lies outside of is gone, and what stands around the figure no longer follows as a whole.
    """
    path = with_names(dossier, path)
    changed = with_value(dossier, path, value)
    known = dossier.range_of(path)
    if known is not None and not _within(known, value):
        changed = replace(changed, ranges=tuple(each for each in changed.ranges if each is not known))
    notes = tuple(
        note for note in changed.notes if note.path != path and not (note.origin == "default" and note.covers(path))
    )
    return follow_the_facts(replace(changed, notes=(*notes, Note(path, "ours"))))


def _within(known: Range, value: Any) -> bool:
    if not isinstance(value, float | int):
        return False
    low, high = (value if end is None else float(end) for end in (known.low, known.high))
    return known.shape == "beta" or low <= value <= high


def with_range(dossier: Dossier, path: str, low: float | None, high: float | None) -> Dossier:
    """The dossier with a range at a path, its likely value being the one that stands there; none where both ends are
    None."""
    path = with_names(dossier, path)
    known = dossier.range_of(path)
    if low is None and high is None:
        return (
            dossier
            if known is None
            else replace(dossier, ranges=tuple(each for each in dossier.ranges if each is not known))
        )
    if known is None:
        return replace(dossier, ranges=(*dossier.ranges, Range(path, low, high)))
    changed = replace(known, low=low, high=high)
    return replace(dossier, ranges=tuple(changed if each is known else each for each in dossier.ranges))


def reset_to_default(dossier: Dossier, path: str) -> Dossier:
    """The figure at a path given back to its default."""
    path = with_names(dossier, path)
    notes = tuple(note for note in dossier.notes if note.path != path)
    return follow_the_facts(replace(dossier, notes=(*notes, Note(path, "default"))))
