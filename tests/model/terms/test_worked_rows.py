"""Every settlement term has one hand-worked row with its source, and its figures come out."""

import csv
import json
from datetime import date

import pytest

from negotiation.core.cashflow import CUSTOMER, OUTSIDE, US, Flow
from negotiation.model.facts.case import Case, ClaimLine, Order, Rates
from negotiation.model.facts.contract import Milestone
from negotiation.model.facts.customer import Customer
from negotiation.model.lifetime.chance_of_staying import StayingCurve
from negotiation.model.lifetime.lifetime_value import order_stream
from negotiation.model.rework.cost_lines import CostLine
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms import TERMS
from negotiation.model.valuation.offer import Option
from negotiation.model.valuation.option_value import value_options
from tests.conftest import ROOT

with (ROOT / "tests" / "tables" / "terms.csv").open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))

CASE = Case(
    settlement_date=date(2026, 1, 1),
    order=Order(quantity=10.0, unit_price=400.0, affected=5.0),
    claims=(ClaimLine("goods", 1200.0),),
    customer=Customer(margin_rate=0.025, orders_per_year=1.0, retention=0.8),
    rates=Rates(us=0.25, customer=0.25),
    receivable=1000.0,
    receivable_after=365.0,
    milestones=(Milestone("final_acceptance", expected=date(2027, 1, 1), payment=1000.0),),
)
REMEDY = Remedy("remake", lines=(CostLine("production", 10.0, 100.0),))


def test_every_term_has_a_worked_row_with_its_source() -> None:
    assert {row["term"] for row in ROWS} == {term.key for term in TERMS}
    assert all(row["source"] for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["term"])
def test_the_worked_row_comes_out(row: dict[str, str]) -> None:
    term = next(term for term in TERMS if term.key == row["term"])
    life = order_stream(CASE)
    flows = term(**json.loads(row["fields"])).flows(CASE, REMEDY, life)
    (worth,) = value_options(CASE, life, StayingCurve(), [Option("one", flows, flows)])
    found = [
        worth.to_us.fixed,
        worth.to_us.if_stays,
        worth.promised.if_stays,
        worth.to_customer.fixed,
        worth.to_customer.if_stays,
    ]
    names = ["us_fixed", "us_if_stays", "promised_if_stays", "customer_fixed", "customer_if_stays"]
    assert [float(value) for value in found] == pytest.approx([float(row[name]) for name in names], abs=1e-6)
    assert worth.promised.fixed == 0.0


def test_terms_stand_in_files_of_their_own_name() -> None:
    files = {path.stem for path in (ROOT / "negotiation" / "model" / "terms").glob("*.py")} - {"__init__", "term"}
    assert files == {term.key for term in TERMS}


FEES = {"inspection_fee"}
"""What we pay to third parties for their work: nothing that the customer gets in kind."""


def without_worth(flows: list[Flow]) -> set[str]:
    """Keys of what a term costs us in kind without a worth to the customer beside it."""
    costs = {flow.key for flow in flows if (flow.payer, flow.payee) == (US, OUTSIDE)} - FEES
    return costs - {flow.key for flow in flows if (flow.payer, flow.payee) == (OUTSIDE, CUSTOMER)}


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.key)
def test_every_cost_in_kind_has_its_worth_beside_it(term: type) -> None:
    assert without_worth(term().flows(CASE, REMEDY, order_stream(CASE))) == set()


def test_the_rule_sees_a_cost_in_kind_that_is_worth_nothing_to_them() -> None:
    cost, worth = Flow("free_goods", US, OUTSIDE, 100.0), Flow("free_goods", OUTSIDE, CUSTOMER, 180.0)
    assert without_worth([cost]) == {"free_goods"}
    assert without_worth([cost, worth]) == set()
