"""A small claim on which settlement terms are valued by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import negotiation
from negotiation.core.cashflow import US, Flow, present_value, sign_for
from negotiation.model.facts.case import Case, ClaimLine, Order, Rates
from negotiation.model.facts.customer import Customer
from negotiation.model.lifetime.lifetime_value import order_stream
from negotiation.model.rework.cost_lines import CostLine
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms import Term, objections_of
from negotiation.model.valuation.conditions import Wait
from negotiation.model.valuation.credit_exposure import largest_exposures
from negotiation.model.valuation.offer import Offer, options_of
from negotiation.model.valuation.option_value import value_options

CASE = Case(
    settlement_date=date(2026, 11, 23),
    order=Order(quantity=3000.0, unit_price=4.8, affected=1000.0, needed_on=date(2027, 1, 15)),
    claims=(ClaimLine("goods", 7800.0),),
    customer=Customer(margin_rate=0.25, orders_per_year=6.0, retention=0.85),
    receivable=14_400.0,
    rates=Rates(0.08, 0.15),
)


REMEDY = Remedy(
    "remake", lines=(CostLine("production", 1000.0, 4.678),), paid_day=10.0, done_day=10.0, transit_days=30.0, cures=0.9
)


def to_us(flows: list[Flow], rate: float = 0.08) -> float:
    """Worth to us if they stay."""
    return float(sum(sign_for(flow, US) * present_value(flow, rate) for flow in flows))


def worth(offer: Offer, case: Case = CASE) -> Any:
    life = order_stream(case)
    option = options_of(case, life, [REMEDY], [offer], negotiation.NoDeal())[1]
    return value_options(case, life, negotiation.StayingCurve(), [option])[0]


def exposure(terms: tuple[Term, ...] = (), case: Case = CASE, waits: tuple[Wait, ...] = ()) -> tuple[float, float]:
    life = order_stream(case)
    option = options_of(case, life, [REMEDY], [Offer("o", "remake", terms, waits=waits)], negotiation.NoDeal())[1]
    amount, day = largest_exposures(case, [option.as_we_see])[0]
    return round(float(amount), 2), float(day)


def codes(terms: tuple[Term, ...], remedy: Remedy = REMEDY, case: Case = CASE) -> set[tuple[str, str]]:
    return {(term.key, code) for term in terms for code in objections_of(term, case, remedy, terms)}
