"""Combinations that make no sense: objections to a term in an offer, to a wait, and to the closure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from negotiation.model.facts.case import Case
from negotiation.model.rework.remedy import WITHOUT_GOODS, Remedy
from negotiation.model.terms import is_absent, objections_of
from negotiation.model.valuation.conditions import EVENTS, THE_REMEDY
from negotiation.model.valuation.offer import Offer


@dataclass(frozen=True)
class TermConflict:
    """One reason in one offer. Its words are `terms.<about>.<code>`, or `objection.<code>` if it is about no term or
    applies to any."""

    offer: str
    about: str
    code: str


def term_conflicts(case: Case, remedies: Sequence[Remedy], offer: Offer) -> tuple[TermConflict, ...]:
    """Every objection to an offer as it is put together. It can still be computed."""
    remedy = next(each for each in remedies if each.code == offer.remedy)
    keys = [term.key for term in offer.terms if not is_absent(term)]
    twice = [(key, "said_twice") for key in dict.fromkeys(keys) if keys.count(key) > 1 and key != "recovery"]
    about = [(term.key, code) for term in offer.terms for code in objections_of(term, case, remedy, offer.terms)]
    return tuple(
        TermConflict(offer.code, key, code)
        for key, code in (*about, *twice, *_waits(case, offer, remedy), *_closure(offer))
    )


def _waits(case: Case, offer: Offer, remedy: Remedy) -> Iterator[tuple[str, str]]:
    """Objections to waits: money that nobody owes, an event that is certain not to come, or a remedy that then comes
    too late."""
    for wait in offer.waits:
        if wait.event == EVENTS[0] and not np.any(np.asarray(case.receivable) > 0.0):
            yield "", "waits_for_nothing"
        if np.all(np.asarray(wait.chance) <= 0.0):
            yield "", "never_comes"
    if any(wait.what == THE_REMEDY for wait in offer.waits) and case.order.needed_on is not None:
        days = max(float(np.max(np.asarray(wait.days))) for wait in offer.waits if wait.what == THE_REMEDY)
        if (
            days + float(np.max(np.asarray(remedy.arrival_day))) > (case.days_until_needed or 0.0)
            and remedy.kind not in WITHOUT_GOODS
        ):
            yield "", "waits_too_long"


def _closure(offer: Offer) -> Iterator[tuple[str, str]]:
    if offer.closure.full_and_final and not str(getattr(offer.closure.orders, "en", offer.closure.orders)):
        yield "", "covers_nothing_named"
