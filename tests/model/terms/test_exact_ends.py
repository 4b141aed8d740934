"""Where a settlement term begins to make no sense, exactly at the end and just beyond it; one row of a table is
enough. What a term starts with, and its parts."""

import math
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from scipy.stats import beta

from negotiation.core.cashflow import CUSTOMER, present_value
from negotiation.model.facts.contract import Milestone
from negotiation.model.lifetime.lifetime_value import order_stream
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.cost_lines import CostLine
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms import (
    AddedFeatures,
    AmountPerUnit,
    CashCompensation,
    CreditOverOrders,
    CustomerShare,
    Expedite,
    ExtendedWarranty,
    ExtraOrders,
    FreeGoods,
    FreeService,
    Guarantee,
    InspectionRule,
    MilestonePayment,
    PaymentDays,
    PriceCut,
    ReceivableNow,
    ReceivableWithOrder,
    Recovery,
    ReducedScope,
    RepaymentOverOrders,
    ReturnAndRefund,
    Term,
    Visit,
    consequence_of,
    starting_of,
)
from negotiation.model.terms.term import present, rounded
from tests.support.valued_terms import CASE, REMEDY, codes

AS_IS = Remedy("as_is", "accept_as_is")
FREE = Remedy("free")
"""A remedy without cost lines."""

LIFE = OrderStream(100.0, 60.0, 0.8)


def said(term: Term, remedy: Remedy = REMEDY, case: Any = CASE, beside: tuple[Term, ...] = ()) -> set[str]:
    return {code for key, code in codes((term, *beside), remedy, case) if key == term.key}


HALF_A_YEAR = math.log(2.0)
"""Failures a year at which one within a year is as likely as not."""


@pytest.mark.parametrize(
    ("at_the_end", "beyond", "code"),
    [
        (AddedFeatures(80.0, 100.0, 0.8), AddedFeatures(80.01, 100.0, 0.8), "costs_more_than_its_worth"),
        (AmountPerUnit(100.0, 4.8, 1000.0), AmountPerUnit(100.0, 4.81, 1000.0), "more_than_the_price"),
        (AmountPerUnit(30.0, 1.0, 10.0, 3.0), AmountPerUnit(30.1, 1.0, 10.0, 3.0), "not_repaid"),
        (AmountPerUnit(0.9, 0.001, 900.0), AmountPerUnit(0.9, 0.0, 900.0), "not_repaid"),
        (CashCompensation(6500.0), CashCompensation(6500.01), "more_than_the_harm"),
        (
            CreditOverOrders(9.0, expires_after=365.0 / 6.0),
            CreditOverOrders(9.0, expires_after=60.8),
            "expires_too_soon",
        ),
        (CreditOverOrders(9.0, fallback=0.0), CreditOverOrders(9.0, fallback=0.01), "no_expiry"),
        (FreeGoods(3000.0), FreeGoods(3001.0), "more_than_an_order"),
        (FreeService(12.0, 5.0, 5.0), FreeService(12.0, 5.01, 5.0), "costs_more_than_its_worth"),
        (Guarantee(12.0, 9.0, HALF_A_YEAR), Guarantee(12.0, 9.0, HALF_A_YEAR + 1e-6), "likely_to_fail"),
        (Guarantee(1.0, 0.5, 0.1, 0.0), Guarantee(1.0, 0.0, 0.1, 0.0), "promises_nothing"),
        (Guarantee(1.0, 0.0, 0.1, 0.01), Guarantee(1.0, 0.0, 0.1, 0.0), "promises_nothing"),
        (
            InspectionRule(found_low=0.5, found_likely=0.5, found_high=0.5),
            InspectionRule(found_low=0.6, found_likely=0.5, found_high=0.7),
            "range_does_not_rise",
        ),
        (
            InspectionRule(found_low=0.5, found_likely=0.5, found_high=0.5),
            InspectionRule(found_low=0.4, found_likely=0.5, found_high=0.4),
            "range_does_not_rise",
        ),
        (ReducedScope(0.3, 2.0), ReducedScope(0.3, 1.9), "no_order_in_it"),
    ],
)
def test_an_objection_begins_just_beyond_its_end(at_the_end: Term, beyond: Term, code: str) -> None:
    assert code not in said(at_the_end, AS_IS)
    assert code in said(beyond, AS_IS)


ONE = np.array([1.0, 0.0])
"""A table of two claims of which only the first is meant."""


@pytest.mark.parametrize(
    ("term", "code"),
    [
        (AddedFeatures(100.0 * ONE, 10.0), "costs_more_than_its_worth"),
        (AmountPerUnit(100.0, 5.0 * ONE, 1000.0), "more_than_the_price"),
        (AmountPerUnit(500.0 * ONE, 0.1, 10.0, 3.0), "not_repaid"),
        (AmountPerUnit(5.0, 0.1 * ONE, 100.0), "not_repaid"),
        (CashCompensation(7000.0 * ONE), "more_than_the_harm"),
        (CreditOverOrders(9.0, expires_after=90.0 - 80.0 * ONE), "expires_too_soon"),
        (CreditOverOrders(9.0, fallback=0.5 * ONE), "no_expiry"),
        (FreeGoods(4000.0 * ONE), "more_than_an_order"),
        (FreeService(12.0, 9.0 * ONE, 5.0), "costs_more_than_its_worth"),
        (Guarantee(12.0, 9.0, 2.0 * ONE), "likely_to_fail"),
        (Guarantee(1.0, 5.0 - 5.0 * ONE, 0.1, 0.0), "promises_nothing"),
        (InspectionRule(found_low=0.2 + 0.5 * ONE, found_likely=0.5, found_high=0.9), "range_does_not_rise"),
        (ReducedScope(0.3, 6.0 - 5.0 * ONE), "no_order_in_it"),
        (ReceivableWithOrder(0.5 + 0.4 * ONE), "paid_twice"),
    ],
)
def test_an_objection_to_a_single_row_is_reported(term: Term, code: str) -> None:
    assert code in said(term, AS_IS, beside=(ReceivableNow(0.3),))


def test_nothing_can_be_shared_only_where_the_remedy_is_free_in_every_row() -> None:
    partly = Remedy("partly", lines=(CostLine("production", 1.0, 0.5 * ONE),))
    for term in (CustomerShare(0.5), RepaymentOverOrders(0.5, 2.0)):
        assert said(term, FREE) == {"nothing_to_share"}
        assert said(term, partly) == set()
        assert said(term, Remedy("cheap", lines=(CostLine("production", 1.0, 0.5),))) == set()


def test_what_is_cured_already_cannot_be_cured_faster() -> None:
    cured = replace(REMEDY, cures=1.0)
    assert said(Expedite(50.0, cures=0.1), cured) == {"all_cured_already"}
    assert said(Expedite(50.0, cures=0.1 * ONE), cured) == {"all_cured_already"}
    assert said(Expedite(50.0, cures=0.0), cured) == set()
    assert said(Expedite(50.0, cures=0.1), replace(REMEDY, cures=0.99)) == set()
    assert said(Expedite(50.0, cures=0.1), replace(REMEDY, cures=ONE)) == set()
    assert said(Expedite(50.0), AS_IS) == {"nothing_to_speed_up"}


def test_expediting_takes_back_no_cure_where_more_than_all_is_cured() -> None:
    more = Expedite(50.0, cures=0.1).flows(CASE, replace(REMEDY, cures=1.2), LIFE)[1]
    assert float(more.amount) == 0.0


def test_extra_orders_repay_nothing_where_a_usual_one_earns_nothing() -> None:
    def earning(margin: Any) -> Any:
        return replace(CASE, customer=replace(CASE.customer, margin_rate=margin))

    assert said(ExtraOrders(1.0), case=earning(0.0)) == {"no_margin"}
    assert said(ExtraOrders(1.0), case=earning(0.01)) == set()
    assert said(ExtraOrders(1.0), case=earning(0.2 * ONE)) == {"no_margin"}
    assert said(ExtraOrders(3.0 * ONE), case=earning(0.0)) == {"no_margin"}


def test_a_late_payer_is_one_whose_invoice_was_due_yesterday_or_who_is_known_to_be_late() -> None:
    yesterday, today = date(2026, 11, 22), date(2026, 11, 23)

    def due(on: date, receivable: Any = 14_400.0) -> Any:
        return replace(CASE, receivable_due=on, receivable=receivable)

    assert said(PaymentDays(30.0), case=due(yesterday)) == {"pays_late_already"}
    assert said(PaymentDays(30.0), case=due(today)) == set()
    assert said(PaymentDays(30.0), case=due(yesterday, 0.0)) == set()
    assert said(PaymentDays(30.0), case=due(yesterday, 0.5)) == {"pays_late_already"}
    assert said(PaymentDays(30.0), case=due(yesterday, 9.0 * ONE)) == {"pays_late_already"}
    assert said(PaymentDays(-30.0), case=due(yesterday)) == set()
    assert said(PaymentDays(0.5), case=due(yesterday)) == {"pays_late_already"}
    assert said(PaymentDays(30.0 * ONE), case=due(yesterday)) == {"pays_late_already"}
    for days in (0.5, 9.0 * ONE):
        late = replace(CASE, customer=replace(CASE.customer, pays_late_days=days))
        assert said(PaymentDays(30.0), case=late) == {"pays_late_already"}
    assert said(PaymentDays(np.array([-30.0, 0.0])), case=due(yesterday)) == set()


@pytest.mark.parametrize("term", [ReceivableNow(1.0), ReceivableWithOrder(1.0)])
def test_an_invoice_of_half_a_dollar_is_owed_and_one_row_of_a_table_is_enough(term: Term) -> None:
    assert said(term, case=replace(CASE, receivable=0.0)) == {"nothing_owed"}
    assert said(term, case=replace(CASE, receivable=0.5)) == set()
    assert said(term, case=replace(CASE, receivable=9.0 * ONE)) == set()


def test_terms_of_payment_that_stay_as_they_are_move_nothing() -> None:
    amounts = [[float(flow.amount) for flow in PaymentDays(days).flows(CASE, REMEDY, LIFE)] for days in (0.0, 1.0)]
    assert amounts == [[0.0, 0.0], [14_400.0, 14_400.0]]


def test_an_invoice_is_paid_twice_from_a_thousandth_more_than_all_of_it() -> None:
    assert said(ReceivableWithOrder(0.7), beside=(ReceivableNow(0.3),)) == set()
    assert said(ReceivableWithOrder(0.7), beside=(ReceivableNow(0.301),)) == {"paid_twice"}


def test_a_rule_beside_a_sum_for_the_same_goods_says_so() -> None:
    assert said(InspectionRule(), AS_IS) == set()
    assert said(InspectionRule(), AS_IS, beside=(Visit(5.0),)) == set()
    assert said(InspectionRule(), AS_IS, beside=(PriceCut(0.1),)) == {"sum_as_well"}
    assert said(InspectionRule(), AS_IS, beside=(ReturnAndRefund(),)) == {"sum_as_well"}


def test_one_line_of_recovery_among_others_is_enough() -> None:
    lines = (CostLine("production", 1.0, 9.0), CostLine("recovery", 1.0, -5.0))
    assert said(Recovery(100.0), Remedy("r", lines=lines)) == {"recovered_already"}
    assert said(Recovery(100.0), FREE) == set()


def test_a_stage_has_a_date_if_either_is_known_and_nothing_moves_without_a_stage() -> None:
    for expected, due, code in (
        (date(2027, 1, 1), None, set()),
        (None, date(2027, 1, 1), set()),
        (None, None, {"no_date"}),
    ):
        stage = Milestone("final_acceptance", expected=expected, due=due, payment=100.0)
        assert said(MilestonePayment(0.5), case=replace(CASE, milestones=(stage,))) == code
    assert said(MilestonePayment(0.5)) == {"no_such_milestone"}
    flows = MilestonePayment(0.5).flows(CASE, REMEDY, LIFE)
    assert [(float(flow.amount), float(flow.first_day)) for flow in flows] == [(0.0, 30.0), (0.0, 0.0)]


@pytest.mark.parametrize(
    ("kind", "figures"),
    [
        (AddedFeatures, {"cost": 290.0, "worth": 720.0}),
        (AmountPerUnit, {"total": 2300.0, "per_unit": 0.24}),
        (CashCompensation, {"paid": 3200.0}),
        (CreditOverOrders, {"credit": 2300.0}),
        (Expedite, {"cost": 480.0}),
        (ExtendedWarranty, {"cost": 140.0, "worth": 430.0}),
        (FreeGoods, {"quantity": 200.0}),
        (FreeService, {"monthly_cost": 72.0, "monthly_worth": 140.0}),
        (Guarantee, {"penalty": 720.0}),
        (Recovery, {"claimed": 4700.0}),
        (Visit, {"cost": 290.0}),
    ],
)
def test_a_term_starts_in_proportion_to_the_claim(kind: type, figures: dict[str, float]) -> None:
    """Assumptions to be typed over: parts of 14,400 (the order), 4,800 (affected), 6,500 (harm), 4,678 (remedy)."""
    term = starting_of(kind, CASE, REMEDY)
    assert {name: getattr(term, name) for name in figures} == pytest.approx(figures)


def test_a_repayment_starts_at_half_the_harm_where_the_remedy_is_free() -> None:
    assert starting_of(AmountPerUnit, CASE, FREE).total == 3200.0
    assert starting_of(CreditOverOrders, CASE, FREE).credit == 3200.0


def test_a_starting_value_is_of_the_largest_row_and_never_negative() -> None:
    assert rounded(np.array([1.0, 2349.0])) == 2300.0
    assert rounded(0.26) == 0.26
    assert rounded(-5.0) == 0.0
    assert np.asarray(present(np.array([0.0, 0.5]))).tolist() == [0.0, 1.0]


def parts(term: AmountPerUnit | CreditOverOrders) -> tuple[float, float, float]:
    each, number, rest = term.parts(CASE)
    return float(each), float(number), float(rest)


def test_a_whole_number_of_parts_leaves_no_rest_in_spite_of_rounding() -> None:
    for total, count in ((0.3, 3.0), (4.35, 3.0), (1e7 / 3.0, 7.0), (0.7, 7.0), (1.1, 11.0), (2.3, 23.0)):
        each = total / count
        assert parts(AmountPerUnit(total, each, 1.0)) == (each, count, 0.0)
        assert parts(CreditOverOrders(total, 1.0, cap=each / 14_400.0))[1:] == (count, 0.0)


def test_a_remainder_of_a_millionth_is_still_repaid() -> None:
    assert parts(AmountPerUnit(10.000_001, 1.0, 1.0)) == (1.0, 10.0, pytest.approx(1e-6))
    assert parts(CreditOverOrders(10.000_001, 1.0, cap=1.0 / 14_400.0)) == (
        pytest.approx(1.0),
        10.0,
        pytest.approx(1e-6, rel=1e-3),
    )


def test_nothing_off_a_unit_repays_nothing() -> None:
    assert parts(AmountPerUnit(100.0, 0.0)) == (0.0, 0.0, 0.0)
    assert parts(CreditOverOrders(100.0, 2.0, cap=0.0)) == (0.0, 0.0, 0.0)
    assert parts(CreditOverOrders(100.0, 0.0, cap=1.0)) == (100.0, 1.0, 0.0)
    assert parts(CreditOverOrders(100.0, 0.5, cap=1.0)) == (100.0, 1.0, 0.0)


def paid(term: Term, life: OrderStream = LIFE) -> list[tuple[float, float, float]]:
    """Amount, number of times and first day of each payment to the customer that happens."""
    return [
        (float(flow.amount), float(flow.times), float(flow.first_day))
        for flow in term.flows(CASE, REMEDY, life)
        if flow.payee == CUSTOMER and float(flow.times) > 0.0 and float(flow.amount) > 0.0
    ]


def test_the_last_agreed_order_repays_the_remainder_and_later_ones_nothing() -> None:
    """25 repaid with 10 an order: 10, 10 and 5."""
    three = [(10.0, 2.0, 60.0), (5.0, 1.0, 180.0)]
    assert paid(AmountPerUnit(25.0, 1.0, 10.0, 3.0)) == three
    assert paid(AmountPerUnit(25.0, 1.0, 10.0, 2.0)) == three[:1]
    assert paid(AmountPerUnit(25.0, 1.0, 10.0, 2.5)) == three[:1]
    credit = CreditOverOrders(25.0, 1.0, cap=10.0 / 14_400.0, expires_after=180.0)
    assert paid(credit) == [(pytest.approx(each), times, day) for each, times, day in three]
    assert paid(replace(credit, expires_after=179.0)) == [(pytest.approx(10.0), 2.0, 60.0)]
    assert paid(replace(credit, expires_after=119.0)) == [(pytest.approx(10.0), 1.0, 60.0)]


def test_a_price_that_stays_lower_does_so_from_the_order_after_the_last_repayment() -> None:
    twelve = replace(LIFE, times=12.0)
    assert paid(AmountPerUnit(25.0, 1.0, 10.0, 24.0, stays_lower=0.5), twelve)[-1] == (5.0, 9.0, 240.0)
    assert paid(AmountPerUnit(20.0, 1.0, 10.0, 24.0, stays_lower=0.5), twelve)[-1] == (5.0, 10.0, 180.0)


def test_a_term_without_anything_to_say_says_nothing_and_neither_does_one_that_is_absent() -> None:
    assert consequence_of(Visit(5.0), CASE, REMEDY, LIFE) is None
    assert consequence_of(AmountPerUnit(0.0, 1.0), CASE, REMEDY, LIFE) is None
    assert consequence_of(AmountPerUnit(5.0, 1.0), CASE, REMEDY, LIFE) is not None
    assert said(AmountPerUnit(0.0, 0.0)) == set()


def test_the_consequence_of_a_repayment_counts_the_order_with_the_remainder() -> None:
    term = AmountPerUnit(25.0, 1.0, 10.0, 2.0)
    found = term.consequence(CASE, REMEDY, LIFE)
    assert {name: float(value) for name, value in found.items()} == {
        "units": 25.0,
        "orders": 3.0,
        "days": 180.0,
        "within": 20.0,
    }
    assert float(replace(term, most_orders=9.0).consequence(CASE, REMEDY, LIFE)["within"]) == 25.0
    assert float(AmountPerUnit(0.0, 0.0).units_needed()) == 0.0
    assert float(AmountPerUnit(1.0, 0.0).units_needed()) == math.inf
    credit = CreditOverOrders(25.0, 1.0, cap=10.0 / 14_400.0).consequence(CASE, REMEDY, LIFE)
    assert (float(credit["orders"]), float(credit["days"])) == (3.0, 180.0)


def test_a_row_without_anything_to_repay_needs_no_repayment() -> None:
    assert said(AmountPerUnit(5.0 * ONE, 1.0 * ONE, 10.0)) == set()


def test_a_warranty_and_a_service_of_two_months_cost_as_much_in_the_second() -> None:
    warranty = ExtendedWarranty(2.0, 12.0, cost=10.0, worth=30.0, used=0.5, starts=100.0)
    service = FreeService(2.0, 10.0, 30.0, 0.5, 100.0)
    for term in (warranty, service):
        ours, theirs = (float(present_value(flow, 0.0)) for flow in term.flows(CASE, REMEDY, LIFE))
        assert (ours, theirs) == (10.0, 30.0)
        assert [float(flow.first_day) for flow in term.flows(CASE, REMEDY, LIFE)] == pytest.approx([130.41667] * 2)
    assert {name: float(each) for name, each in warranty.consequence(CASE, REMEDY, LIFE).items()} == {"failures": 1.0}


def test_the_remainder_of_one_and_a_half_orders_needs_the_second_order() -> None:
    assert said(AmountPerUnit(15.0, 1.0, 10.0, 1.0)) == {"not_repaid"}
    assert said(AmountPerUnit(15.0, 1.0, 10.0, 2.0)) == set()


def test_an_inspection_is_valued_over_32_equally_likely_findings_in_whichever_order_they_are_typed() -> None:
    rule = InspectionRule(off=1.0, serious=1.0, found_low=0.2, found_likely=0.5, found_high=0.9, cap=0.5)
    shares = 0.2 + 0.7 * beta.ppf((np.arange(32) + 0.5) / 32, 1.0 + 4.0 * 0.3 / 0.7, 1.0 + 4.0 * 0.4 / 0.7)
    assert float(rule.expected()) == pytest.approx(np.minimum(shares, 0.5).mean(), rel=1e-12)
    assert float(replace(rule, found_low=0.9, found_high=0.2).expected()) == float(rule.expected())
    certain = replace(rule, found_low=0.4, found_likely=0.4, found_high=0.4)
    assert float(certain.expected()) == pytest.approx(0.4)
    assert float(replace(certain, found_likely=0.9).expected()) == pytest.approx(0.4)
    assert float(replace(certain, found_likely=0.1).expected()) == pytest.approx(0.4)


def test_the_terms_of_a_claim_without_later_orders_bring_nothing_later() -> None:
    none = replace(order_stream(CASE), times=0.0)
    assert [float(flow.times) for flow in ReducedScope(0.5, 24.0, 10.0).flows(CASE, REMEDY, none)[-1:]] == [0.0]
