"""The division of a loss to begin with, and how its result becomes terms of an option."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np

from negotiation.claim.defaults.default_rules import follow_the_facts
from negotiation.claim.document.dossier import Dossier, Note
from negotiation.core.money import minor_digits
from negotiation.core.problems import BadInput, Problem
from negotiation.model.division.loss_parties import Stake, by_every_rule
from negotiation.model.terms import CustomerShare, Recovery, RepaymentOverOrders, Term
from negotiation.model.valuation.conditions import THE_REMEDY
from negotiation.model.valuation.offer import Offer

OTHERS = ("factory", "forwarder", "insurer")


def loss_of(dossier: Dossier) -> float:
    """The loss to be divided: typed, or our cost of the first remedy. Money."""
    typed_loss = dossier.division.loss
    if typed_loss is not None:
        return float(typed_loss)
    return float(dossier.remedies[0].our_cost(dossier.case)) if dossier.remedies else 0.0


def divide_loss(dossier: Dossier) -> dict[str, list[Decimal] | None]:
    """The loss divided among the parties by every rule, to the cent; None where a rule cannot be used."""
    return by_every_rule(loss_of(dossier), dossier.division.stakes, minor_digits(dossier.case.currency))


def starting_stakes(dossier: Dossier) -> tuple[Stake, ...]:
    """Factory, us and customer: the factory for what the goods cost, us and the customer for the whole loss; halves
    agreed. Assumptions."""
    case, loss = dossier.case, round(loss_of(dossier), minor_digits(dossier.case.currency))
    goods = round(float(np.minimum(case.unit_cost * case.order.affected, loss)), minor_digits(case.currency))
    return (Stake("factory", goods, 0.0, 0.0), Stake("us", loss, 0.5, 0.5), Stake("customer", loss, 0.5, 0.5))


def with_division(dossier: Dossier, code: str) -> Dossier:
    """The dossier with the chosen division put into an option: the customer's share of the remedy, and a recovery
    from every other party.

    A share that the option spreads over later orders stays spread; of a recovery from the same party its chance, day
    and fee are kept; what was agreed counts as certain. An option that is not there, a way that cannot be used, or a
    customer who would bear more than the remedy costs raise BadInput.
    """
    division, digits = dossier.division, minor_digits(dossier.case.currency)
    offer = next((each for each in dossier.offers if each.code == code), None)
    if offer is None:
        raise BadInput(
            Problem("not_a_choice", "offers", code, {"choices": tuple(each.code for each in dossier.offers)})
        )
    parts = divide_loss(dossier)[division.way]
    remedy = next(each for each in dossier.remedies if each.code == offer.remedy)
    cost = float(remedy.our_cost(dossier.case))
    if parts is None:
        raise BadInput(Problem("bad_weights", "division.stakes", division.way, {"low": 0.0}))
    borne = [(stake.party, float(part)) for stake, part in zip(division.stakes, parts, strict=True)]
    theirs = sum(part for party, part in borne if party == "customer")
    if theirs > cost + 10.0**-digits:
        raise BadInput(Problem("out_of_range", "division.loss", theirs, {"low": 0.0, "high": cost}))
    made = [*_their_share(offer, theirs, cost, 10.0**-digits), *_recoveries(offer, borne, division.way)]
    kept = tuple(each for each in offer.terms if not isinstance(each, CustomerShare | RepaymentOverOrders | Recovery))
    return _with_terms(dossier, offer, (*made, *kept))


def _their_share(offer: Offer, theirs: float, cost: float, unit: float) -> list[Term]:
    """The customer's part as a share of the remedy: now, or over as many orders as the option says already."""
    if theirs <= 0.0:
        return []
    share = 1.0 if theirs >= cost - unit else theirs / cost
    spread = [each for each in offer.terms if isinstance(each, RepaymentOverOrders)]
    now = [each for each in offer.terms if isinstance(each, CustomerShare)]
    return [replace(spread[0], share=share)] if spread and not now else [CustomerShare(share)]


def _recoveries(offer: Offer, borne: list[tuple[str, float]], way: str) -> list[Term]:
    """What the others bear, one recovery a party."""
    known = {each.source: each for each in offer.terms if isinstance(each, Recovery)}
    fresh = {"chance": 1.0} if way == "agreed" else {}
    return [
        replace(known[party], claimed=part) if party in known else Recovery(part, party, **fresh)
        for party, part in borne
        if party in OTHERS and part > 0.0
    ]


def _with_terms(dossier: Dossier, offer: Offer, terms: tuple[Term, ...]) -> Dossier:
    """The dossier with other terms in an option; notes, ranges and waits of what is gone or was replaced go too."""
    head = f"offers[{offer.code}]"
    replaced = tuple(f"{head}.terms[{key}]" for key in ("customer_share", "repayment_over_orders", "recovery"))
    waits = tuple(wait for wait in offer.waits if wait.what == THE_REMEDY or wait.what in {term.key for term in terms})
    stale = (
        *replaced,
        *(f"{head}.terms[{place}]" for place in range(10)),
        *(() if waits == offer.waits else (f"{head}.waits",)),
    )
    notes = tuple(note for note in dossier.notes if not note.path.startswith(replaced))
    notes += (
        (Note(f"{head}.terms[recovery]", "assumption"),) if any(isinstance(term, Recovery) for term in terms) else ()
    )
    ranges = tuple(each for each in dossier.ranges if not each.path.startswith(stale))
    offers = tuple(replace(each, terms=terms, waits=waits) if each is offer else each for each in dossier.offers)
    return follow_the_facts(replace(dossier, offers=offers, notes=notes, ranges=ranges))
