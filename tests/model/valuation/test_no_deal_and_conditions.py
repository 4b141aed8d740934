"""Going to law, what a closure leaves open, waits, and what speaks against them: nothing at exactly none, and one
row of a table is enough."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from negotiation.core.cashflow import (
    CREDIT_FALLBACK,
    CUSTOMER,
    OUTSIDE,
    PROMISED_MARGIN,
    US,
    Flow,
    Party,
    present_value,
    sign_for,
)
from negotiation.model.facts.case import Case, ClaimLine, Order, Rates
from negotiation.model.facts.customer import Customer
from negotiation.model.lifetime.chance_of_staying import StayingCurve
from negotiation.model.lifetime.lifetime_value import order_stream
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms import Visit
from negotiation.model.valuation.conditions import Closure, Wait
from negotiation.model.valuation.litigation import Law
from negotiation.model.valuation.offer import Offer, Option
from negotiation.model.valuation.option_value import value_options
from negotiation.model.valuation.outcomes import compare_options
from negotiation.model.valuation.term_conflicts import term_conflicts

CASE = Case(
    date(2026, 1, 1),
    order=Order(quantity=10.0, unit_price=100.0, affected=5.0, needed_on=date(2026, 1, 31)),
    claims=(ClaimLine("goods", 1200.0),),
    customer=Customer(margin_rate=0.2, orders_per_year=4.0, retention=0.8),
    rates=Rates(0.1, 0.1),
    receivable=1000.0,
)
REMEDY = Remedy("remake", done_day=5.0, transit_days=15.0)


def test_litigation_needs_a_chance_above_zero_in_at_least_one_row() -> None:
    assert list(Law(0.0, our_costs=50.0).flows(CASE, US)) == []
    one = list(Law(np.array([0.0, 0.1]), our_costs=50.0).flows(CASE, US))
    assert [flow.key for flow in one] == ["judgment", "costs_shifted", "our_law_costs", "their_law_costs"]


def worth_of(flows: list[Flow], party: Party, rate: float) -> float:
    return float(sum(sign_for(flow, party) * present_value(flow, rate) for flow in flows))


def test_the_worked_case_of_going_to_law_on_each_sides_own_belief() -> None:
    """Damages 60, costs 20 and 18, half of them shifted, .9 enforced, a year and a half: 46.28 and 10.06."""
    law = Law(1.0, 60.0, 0.5, 0.6, 20.0, 18.0, 0.5, 0.9, 1.5)
    assert worth_of(list(law.flows(CASE, US)), US, 0.08) == pytest.approx(-46.28, abs=0.005)
    assert worth_of(list(law.flows(CASE, CUSTOMER)), CUSTOMER, 0.12) == pytest.approx(10.06, abs=0.005)
    untyped = list(replace(law, damages=None).flows(CASE, US))
    assert float(untyped[0].amount) == 1000.0 + 0.5 * 18.0


def test_reopening_needs_a_chance_above_zero_in_at_least_one_row() -> None:
    assert Closure().flows(CASE) == []
    assert Closure(full_and_final=True, reopening_chance=0.5).flows(CASE) == []
    (again,) = Closure(reopening_chance=np.array([0.0, 0.2])).flows(CASE)
    assert (again.amount, again.first_day) == (1000.0, 90.0)


def said(wait: Wait, case: Case = CASE, remedy: Remedy = REMEDY) -> set[str]:
    return {each.code for each in term_conflicts(case, [remedy], Offer("o", "remake", waits=(wait,)))}


def test_goods_that_come_on_the_day_on_which_they_are_needed_do_not_wait_too_long() -> None:
    assert said(Wait("remedy", "document_signed", 10.0)) == set()
    assert said(Wait("remedy", "document_signed", 10.5)) == {"waits_too_long"}
    assert said(Wait("remedy", "document_signed", np.array([0.0, 10.5]))) == {"waits_too_long"}
    assert said(Wait("visit", "document_signed", 300.0)) == set()
    slow = replace(REMEDY, transit_days=np.array([10.0, 25.0]))
    assert said(Wait("remedy", "document_signed", 10.0), remedy=slow) == {"waits_too_long"}


def test_goods_that_are_needed_today_cannot_wait_half_a_day_and_one_term_is_not_said_twice() -> None:
    today = replace(CASE, order=replace(CASE.order, needed_on=CASE.settlement_date))
    here = Remedy("remake")
    assert said(Wait("remedy", "document_signed", 0.0), today, here) == set()
    assert said(Wait("remedy", "document_signed", 0.5), today, here) == {"waits_too_long"}
    assert term_conflicts(CASE, [REMEDY], Offer("o", "remake", (Visit(1.0),))) == ()


def test_the_longest_wait_of_the_remedy_counts() -> None:
    waits = (Wait("remedy", "document_signed", 1.0), Wait("remedy", "inspection_passed", 20.0))
    assert {each.code for each in term_conflicts(CASE, [REMEDY], Offer("o", "remake", waits=waits))} == {
        "waits_too_long"
    }


def test_waiting_for_money_that_nobody_owes_in_any_row_is_an_objection() -> None:
    assert said(Wait("visit", "payment_received"), replace(CASE, receivable=0.0)) == {"waits_for_nothing"}
    assert said(Wait("visit", "payment_received"), replace(CASE, receivable=np.array([0.0, 1.0]))) == set()
    assert said(Wait("visit", "payment_received"), replace(CASE, receivable=0.5)) == set()
    assert said(Wait("visit", "document_signed"), replace(CASE, receivable=0.0)) == set()


def test_an_event_never_comes_only_if_its_chance_is_zero_in_every_row() -> None:
    assert said(Wait("visit", "document_signed", chance=np.array([0.0, 0.1]))) == set()
    assert said(Wait("visit", "document_signed", chance=np.array([0.0, 0.0]))) == {"never_comes"}


def test_cash_out_counts_flows_that_need_them_to_stay_at_that_chance() -> None:
    flows = [
        Flow("now", US, OUTSIDE, 100.0),
        Flow("credit", US, CUSTOMER, 40.0, first_day=20.0, if_stays=True),
        Flow(CREDIT_FALLBACK, CUSTOMER, US, 10.0, first_day=25.0, if_stays=True),
        Flow("theirs", CUSTOMER, US, 7.0, first_day=1.0),
    ]
    (worth,) = value_options(CASE, order_stream(CASE), StayingCurve(), [Option("o", flows, flows)])
    assert (worth.cash_out.fixed, worth.cash_out.if_stays) == (100.0, 30.0)


def test_the_value_of_each_flow_is_at_our_rate_not_at_theirs() -> None:
    case = replace(CASE, rates=Rates(0.25, 0.5))
    flows = [Flow("a", US, OUTSIDE, 100.0, first_day=365.0)]
    (worth,) = value_options(case, order_stream(case), StayingCurve(), [Option("o", flows, flows)])
    assert [float(value) for value in worth.values] == pytest.approx([80.0])


def compared(*options: Option, lifetime: float = 1000.0, unit: float = 0.01) -> list:
    life = order_stream(CASE)
    return list(compare_options(value_options(CASE, life, StayingCurve(), options), lifetime, unit).outcomes)


def test_half_a_unit_worse_exactly_is_still_taken() -> None:
    none = Option("no_deal", [], [])
    worse = [Flow("fee", CUSTOMER, OUTSIDE, 0.5)]
    slightly = [Flow("fee", CUSTOMER, OUTSIDE, 0.5000001)]
    found = compared(none, Option("half", worse, worse), Option("more", slightly, slightly), unit=1.0)
    assert [bool(each.accepted) for each in found] == [True, True, False]


def test_later_cost_is_what_is_not_immediate_and_break_even_counts_promised_margin() -> None:
    flows = [
        Flow("now", US, CUSTOMER, 100.0),
        Flow("late", US, CUSTOMER, 50.0, first_day=365.0, if_stays=True),
        Flow(PROMISED_MARGIN, OUTSIDE, US, 30.0),
        Flow(PROMISED_MARGIN, OUTSIDE, US, 20.0, if_stays=True),
    ]
    none, one = compared(Option("no_deal", [], []), Option("one", flows, flows))
    s = float(one.staying)
    assert float(one.immediate) == pytest.approx(100.0)
    assert float(one.later) == pytest.approx(s * 50.0 / 1.1)
    fixed, slope = -100.0 + 30.0, 1000.0 - 50.0 / 1.1 + 20.0
    assert float(one.break_even_no_deal) == pytest.approx((float(none.net) - fixed) / slope)
