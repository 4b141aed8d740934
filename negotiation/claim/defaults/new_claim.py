"""A new claim: everything that can be assumed is filled in, everything that must be asked is marked as missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from negotiation.claim.defaults.default_rules import DEFAULTS, follow_the_facts
from negotiation.claim.defaults.remedy_presets import FOLLOWS, starting_remedy
from negotiation.claim.document.dossier import Dossier, Note
from negotiation.core.field_checks import LATEST
from negotiation.model.facts.case import Case, ClaimLine, Incident, Order
from negotiation.model.facts.customer import Customer
from negotiation.model.rework.cost_lines import CostLine
from negotiation.model.rework.remedy import WITHOUT_GOODS, Remedy
from negotiation.model.terms import CreditOverOrders, CustomerShare, ExtraOrders, PriceCut, RepaymentOverOrders
from negotiation.model.valuation.offer import NoDeal, Offer

REMEDY_LINE = "remedies[put_right].lines[production].rate"

ESSENTIAL = ("case.order.unit_price", "case.order.affected", "case.claims[0].claimed", REMEDY_LINE)
"""Without these there is nothing to work out."""

ASKED = (
    *ESSENTIAL,
    "case.incident.kind",
    "case.receivable",
    "case.receivable_due",
    "case.order.needed_on",
    "case.customer.orders_per_year",
    "case.incident.proof",
)
"""The fields behind the ten entries."""


def new_claim(today: date, business: str = "box_factory", currency: str = "USD") -> Dossier:
    """A dossier that waits for ten answers: seven usual offers, all else from the starting values of the kind of
    business.

    The settlement date is `today`, an answer is due the day after. Every unanswered question is noted as missing,
    every figure that we filled in as a default.
    """
    waits = ExtraOrders(3.0)
    case = Case(
        settlement_date=today,
        answer_by=min(today + timedelta(days=1), LATEST),
        currency=currency,
        business=business,
        order=Order(quantity=1.0, affected=1.0),
        incident=Incident(found_on=today),
        customer=Customer(),
        claims=(ClaimLine("goods"),),
    )
    put_right = Remedy("put_right", lines=(CostLine("production", 1.0, 0.0, code="production"),))
    as_is = Remedy("as_is", "accept_as_is")
    offers = (
        Offer("customer_pays", put_right.code, (CustomerShare(1.0),)),
        Offer("half_now", put_right.code, (CustomerShare(0.5),)),
        Offer("half_over_orders", put_right.code, (RepaymentOverOrders(0.5, 4.0),)),
        Offer("extra_orders", put_right.code, (waits,)),
        Offer("at_our_cost", put_right.code),
        Offer("price_cut", as_is.code, (PriceCut(0.15),)),
        Offer("credit_over_orders", put_right.code, (CustomerShare(1.0), CreditOverOrders(0.0, 4.0))),
    )
    notes = (
        *(Note(path, "missing") for path in ASKED),
        *(Note(path, "default") for path in DEFAULTS if path not in (*ASKED, "case.customer.order_value")),
    )
    return follow_the_facts(Dossier(case, (put_right, as_is), offers, NoDeal(), notes=notes))


def with_remedy(dossier: Dossier, kind: str) -> Dossier:
    """The dossier with one more remedy of a kind, its figures noted as assumptions and its days as following the
    schedule."""
    remedy = starting_remedy(kind, dossier)
    head = f"remedies[{remedy.code}]"
    follows: tuple[str, ...] = FOLLOWS
    if kind in WITHOUT_GOODS or kind == "other":
        follows = FOLLOWS[:-1] if kind == "return_and_refund" else ()
    notes = (
        *dossier.notes,
        *(
            Note(f"{head}.{name}", "assumption")
            for name in ("lines", "work", "steps", "by_air")
            if getattr(remedy, name)
        ),
        *(Note(f"{head}.{name}", "default") for name in follows),
    )
    return follow_the_facts(replace(dossier, remedies=(*dossier.remedies, remedy), notes=notes))
