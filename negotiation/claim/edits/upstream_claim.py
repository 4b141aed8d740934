"""The claim upstream: what a claim costs us, claimed in turn from the factory, the forwarder or the insurer."""

from __future__ import annotations

from dataclasses import replace

from negotiation.claim.defaults.default_rules import follow_the_facts
from negotiation.claim.defaults.new_claim import new_claim
from negotiation.claim.document.dossier import Dossier, Note
from negotiation.claim.document.upstream import Upstream
from negotiation.core.fields import Text
from negotiation.model.facts.case import ClaimLine, Order, Rates
from negotiation.model.facts.customer import Customer
from negotiation.model.rework.cost_lines import CostLine

KNOWN = (
    "case.order.unit_price",
    "case.order.affected",
    "case.claims[0].claimed",
    "case.incident.kind",
    "case.order.needed_on",
    "case.customer.orders_per_year",
    "case.incident.proof",
)
"""What the claim below answers already."""

REMEDY_COST = "remedies[put_right].lines[production].rate"


def upstream_claim(dossier: Dossier, against: str, cost: float, title: Text = "", ourselves: Text = "") -> Dossier:
    """The same incident with the roles swapped: they supplied us, we claim `cost`, which is our harm.

    Taken over: order, incident, dates, currency, how often we order, our rate (now the customer's). What we pay them
    for a piece is our unit cost; what putting it right costs them is taken to be what it costs us, an assumption.
    What we still owe them is asked.
    """
    case = dossier.case
    fresh = new_claim(
        case.settlement_date, "box_factory" if case.business.startswith("box") else case.business, case.currency
    )
    remedy = dossier.remedies[0].our_cost(case) if dossier.remedies else 0.0
    order = Order(
        case.order.reference,
        case.order.goods,
        case.order.quantity,
        case.unit_cost,
        case.order.affected,
        case.order.needed_on,
    )
    customer = Customer(name=ourselves, orders_per_year=case.customer.orders_per_year)
    put_right = replace(fresh.remedies[0], lines=(CostLine("production", 1.0, float(remedy), code="production"),))
    facts = replace(
        fresh.case,
        title=title,
        order=order,
        customer=customer,
        harm=cost,
        claims=(ClaimLine("goods", cost),),
        answer_by=case.answer_by,
        incident=replace(case.incident, earlier_similar=0.0, claims_in_six_months=0.0, ultimatum=False),
        events=case.events,
        rates=Rates(customer=case.rates.us),
        logistics=case.logistics,
        exchange_rates=case.exchange_rates,
    )
    kept = tuple(
        note
        for note in fresh.notes
        if not (note.origin == "missing" and note.path in (*KNOWN, REMEDY_COST)) and note.path != "case.rates.customer"
    )
    notes = (*kept, Note(REMEDY_COST, "assumption"), Note("case.harm", "ours"))
    made = replace(
        fresh,
        case=facts,
        remedies=(put_right, *fresh.remedies[1:]),
        notes=notes,
        upstream=Upstream(against, case.title, cost),
    )
    return follow_the_facts(made)
