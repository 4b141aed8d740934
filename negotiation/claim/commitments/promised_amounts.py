"""What an offer promises the customer, by form of compensation, in money that somebody has to be allowed to promise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.summary.bargaining_summary import AS_IS
from negotiation.core.cashflow import (
    CREDIT_FALLBACK,
    CUSTOMER,
    LOST_MARGIN,
    ORDER_OTHERWISE,
    OTHERWISE,
    PROMISED_MARGIN,
    SHORTFALL_FEE,
    US,
    YEAR,
    Flow,
)
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.lifetime_value import order_stream
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms import CreditOverOrders, CustomerShare, Term
from negotiation.model.valuation.offer import Offer

FORM_OF_GROUP: Mapping[str, str] = {
    "money": "cash",
    "later_orders": "credit",
    "goods": "goods",
    "service": "service",
    "payment": "cash",
    "safeguards": "cash",
}
"""The form of compensation of each group of terms. What is paid at once is cash whatever the group."""

NOT_PROMISED = (LOST_MARGIN, PROMISED_MARGIN, CREDIT_FALLBACK, SHORTFALL_FEE, OTHERWISE, ORDER_OTHERWISE)
"""Keys of what nobody promises: our estimates, and payments taken back on the day on which they would have come."""

LATE_DAMAGES = "late_damages"
"""Key of what the contract makes us pay for lateness: part of putting it right, promised by nobody."""

LONGEST = 3.0
"""Years over which a promise without end is counted."""


def promised_by_option(dossier: Dossier, code: str) -> dict[str, float]:
    """Face value of what the offer of a code promises beside putting it right, by form: `remedy`, `cash`, `credit`,
    `goods`, `service`. Money, ≥ 0.

        form = Σ amount · times, over what we pay or do for them, as if every order came and every event happened

    Payments to the customer count at their face, services and goods at what they cost us; the remedy at its cost
    less what they pay of it at once and less what it pays back to them (refunds, credit notes), which is cash. A
    promise without end is counted over three years. No deal, and a code that there is not, promise nothing.
    """
    offer = offer_of(dossier, code)
    return {} if offer is None else promised_by_offer(dossier, offer)


def promised_by_offer(dossier: Dossier, offer: Offer) -> dict[str, float]:
    """The same of an offer that need not be among those of the dossier, such as one of the equal offers; its remedy
    is, or they keep the goods as they are."""
    case, life = dossier.case, as_if_all_orders_come(order_stream(dossier.case))
    remedy = next(each for each in (*dossier.remedies, AS_IS) if each.code == offer.remedy)
    shared = sum(
        float(flow.amount)
        for term in offer.terms
        if isinstance(term, CustomerShare)
        for flow in term.flows(case, remedy, life)
    )
    back = sum(
        float(flow.amount)
        for flow in remedy.cost_flows(case)
        if flow.payer == US and flow.payee == CUSTOMER and flow.key != LATE_DAMAGES
    )
    found = {"remedy": max(float(remedy.cost(case)) - back - shared, 0.0), "cash": back}
    for term in offer.terms:
        form = FORM_OF_GROUP[term.group]
        for flow in promised_flows(term, case, remedy, life):
            at_once = flow.payee == CUSTOMER and not flow.if_stays
            name = "cash" if at_once else form
            found[name] = found.get(name, 0.0) + float(face_value(flow))
    return {form: amount for form, amount in found.items() if amount > 0.0}


def promised_flows(term: Term, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
    """What we pay or do for them because of a term, as it is promised."""
    return [
        flow
        for flow in as_promised(term).flows(case, remedy, life)
        if flow.payer == US and flow.key not in NOT_PROMISED
    ]


def in_kind(term: Term, case: Case, remedy: Remedy, life: OrderStream) -> float:
    """What goods and services that a term promises cost us, at face. Money, ≥ 0."""
    return sum(
        face_value(flow)
        for flow in promised_flows(term, case, remedy, as_if_all_orders_come(life))
        if flow.payee != CUSTOMER
    )


def as_if_all_orders_come(life: OrderStream) -> OrderStream:
    """The same orders as if each came: what is promised does not hang on how likely we think it is."""
    return replace(life, keep=1.0, nodes=(), times=np.inf, shared_times=np.inf)


def as_promised(term: Term) -> Term:
    """The term as it is promised: a credit whole, not as we guess its use."""
    return replace(term, expires_after=None, fallback=0.0) if isinstance(term, CreditOverOrders) else term


def face_value(flow: Flow) -> float:
    """amount · times as far as LONGEST years reach. Money."""
    first, gap, times = float(flow.first_day), float(flow.every_days), float(flow.times)
    within = np.inf if gap <= 0.0 else max(np.floor((LONGEST * YEAR - first) / gap) + 1.0, 0.0)
    return float(flow.amount) * min(
        times, within if np.isfinite(within) else max(times, 0.0) if np.isfinite(times) else 1.0
    )


def offer_of(dossier: Dossier, code: str) -> Offer | None:
    """The offer of a code; None for no deal and for a code that there is not."""
    return next((each for each in dossier.offers if each.code == code), None)
