"""What someone confirmed of a pasted message, put into the field that it was proposed for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from negotiation.claim.defaults.default_rules import follow_the_facts, with_typed_value
from negotiation.claim.document.dossier import Dossier
from negotiation.core.problems import BadInput, Problem
from negotiation.importers.pasted_message import Proposal
from negotiation.model.facts.case import ClaimLine
from negotiation.model.playbook.call_steps import Demand

AMOUNTS = ("case.receivable", "case.order.unit_price")
FACTS = (
    "case.order.quantity",
    "case.order.affected",
    "case.order.needed_on",
    "case.incident.found_on",
    "case.receivable_due",
    "case.answer_by",
)


def with_confirmed(dossier: Dossier, proposal: Proposal, today: date, field: str = "") -> Dossier:
    """The dossier with one confirmed proposal: a fact typed, a claim line added, a demand noted; `field` overrides
    the proposed one.

    An amount in another currency is converted at the claim's own rate. A field that is none of these, or a currency
    without a rate, raises BadInput.
    """
    path = field or proposal.field
    if path in FACTS and not isinstance(proposal.value, str):
        return with_typed_value(dossier, path, proposal.value)
    if path in AMOUNTS:
        return with_typed_value(dossier, path, _money(dossier, proposal))
    if path == "case.claims":
        claims = (*dossier.case.claims, ClaimLine("other", _money(dossier, proposal)))
        return follow_the_facts(replace(dossier, case=replace(dossier.case, claims=claims)))
    if path in ("playbook.demands", "case.incident.ultimatum"):
        demand = (
            Demand(str(proposal.value), today, words=proposal.text)
            if proposal.kind == "demand"
            else _demand(dossier, proposal, today)
        )
        noted = replace(dossier, playbook=replace(dossier.playbook, demands=(*dossier.playbook.demands, demand)))
        return with_typed_value(noted, path, True) if path == "case.incident.ultimatum" else noted
    choices = (*FACTS, *AMOUNTS, "case.claims", "playbook.demands", "case.incident.ultimatum")
    raise BadInput(Problem("not_a_choice", "message", path, {"choices": choices}))


def _money(dossier: Dossier, proposal: Proposal) -> float:
    worth = dossier.case.worth_of_one(proposal.currency)
    if worth is None:
        raise BadInput(
            Problem("no_exchange_rate", "case.exchange_rates", proposal.currency, {"currency": dossier.case.currency})
        )
    if not isinstance(proposal.value, float):
        raise BadInput(Problem("not_a_number", "message", str(proposal.value)))
    return proposal.value * float(worth)


def _demand(dossier: Dossier, proposal: Proposal, today: date) -> Demand:
    """An amount as a demand for so much, a share as one for a price reduction, a date as a deadline."""
    if proposal.kind == "amount":
        return Demand("compensation", today, _money(dossier, proposal), proposal.text)
    return Demand({"share": "discount", "date": "deadline"}.get(proposal.kind, "other"), today, words=proposal.text)
