"""The division of a loss to begin with, and how its result becomes terms of an option."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from negotiation.division import Stake, by_every_rule
from negotiation.dossier import Dossier, Note
from negotiation.starting.defaults import follow_the_facts
from negotiation.terms import CustomerShare, Recovery, Term
from negotiation.units import BadInput, Problem, minor_digits

OTHERS = ("factory", "forwarder", "insurer")


def loss_of(dossier: Dossier) -> float:
    """The loss to be divided: typed, or our cost of the first remedy. Money."""
    typed_loss = dossier.division.loss
    if typed_loss is not None:
        return float(typed_loss)
    return float(dossier.remedies[0].our_cost(dossier.case)) if dossier.remedies else 0.0


def starting_stakes(dossier: Dossier) -> tuple[Stake, ...]:
    """Factory, us and customer: the factory for what the goods cost, us and the customer for the whole loss; halves agreed. Assumptions."""
    case, loss = dossier.case, round(loss_of(dossier), minor_digits(dossier.case.currency))
    goods = round(float(np.minimum(case.unit_cost * case.order.affected, loss)), 2)
    return (Stake("factory", goods, 0.0, 0.0), Stake("us", loss, 0.5, 0.5), Stake("customer", loss, 0.5, 0.5))


def with_division(dossier: Dossier, code: str) -> Dossier:
    """The dossier with the chosen division put into an option: the customer's share of the remedy, and a recovery from every other party.

    What the option said of these before is replaced. Where the remedy costs us nothing, or the way cannot be used, BadInput.
    """
    division = dossier.division
    parts = by_every_rule(loss_of(dossier), division.stakes, minor_digits(dossier.case.currency))[division.way]
    offer = next(each for each in dossier.offers if each.code == code)
    remedy = next(each for each in dossier.remedies if each.code == offer.remedy)
    cost = float(remedy.our_cost(dossier.case))
    if parts is None:
        raise BadInput(Problem("bad_weights", "division.stakes", division.way, {"low": 0.0}))
    borne = [(stake.party, float(part)) for stake, part in zip(division.stakes, parts, strict=True)]
    theirs = sum(part for party, part in borne if party == "customer")
    if theirs > cost * (1.0 + 1e-9):
        raise BadInput(Problem("out_of_range", "division.loss", theirs, {"low": 0.0, "high": cost}))
    known = {(each.source, float(each.claimed)): each for each in offer.terms if isinstance(each, Recovery)}
    kept = tuple(each for each in offer.terms if not isinstance(each, CustomerShare | Recovery))
    made: list[Term] = [CustomerShare(theirs / cost)] if theirs > 0.0 else []
    made += [known.get((party, part), Recovery(part, party)) for party, part in borne if party in OTHERS and part > 0.0]
    head = f"offers[{code}].terms"
    dropped = tuple(note for note in dossier.notes if not note.path.startswith((f"{head}[customer_share]", f"{head}[recovery]")))
    notes = (*dropped, *(Note(f"{head}[recovery]", "assumption") for _ in made[-1:] if any(isinstance(each, Recovery) for each in made)))
    ranges = tuple(each for each in dossier.ranges if not each.path.startswith(head))
    waits = tuple(wait for wait in offer.waits if wait.what == "remedy" or wait.what in {term.key for term in (*kept, *made)})
    offers = tuple(replace(each, terms=(*made, *kept), waits=waits) if each is offer else each for each in dossier.offers)
    return follow_the_facts(replace(dossier, offers=offers, notes=notes, ranges=ranges))
