"""Terms, waits, exposure, division, packages and the mirror in detail: each test is one thing that once could have
been wrong unnoticed."""

from dataclasses import replace
from datetime import date

import pytest

import negotiation
from negotiation import Dossier
from negotiation.claim.checks.tornado import tornado
from negotiation.claim.defaults.option_presets import with_package, with_term, without_term
from negotiation.claim.document.uncertain_ranges import Range
from negotiation.claim.edits.apply_division import starting_stakes, with_division
from negotiation.claim.edits.upstream_claim import upstream_claim
from negotiation.core.cashflow import CUSTOMER, US, YEAR, present_value
from negotiation.core.problems import BadInput
from negotiation.model.division.claims_rules import awards
from negotiation.model.division.loss_parties import Division, Stake, best_off
from negotiation.model.facts.case import Case
from negotiation.model.facts.contract import Milestone
from negotiation.model.lifetime.lifetime_value import order_stream
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.cost_lines import CostLine
from negotiation.model.rework.remedy import Grade, Remedy
from negotiation.model.terms import (
    AmountPerUnit,
    CashCompensation,
    CreditOverOrders,
    CustomerShare,
    Expedite,
    ExtraOrders,
    InspectionRule,
    MilestonePayment,
    PaymentDays,
    ReceivableNow,
    ReceivableWithOrder,
    Recovery,
    ReducedScope,
    RepaymentOverOrders,
    ReturnAndRefund,
    Term,
    Visit,
)
from negotiation.model.valuation.conditions import Wait
from negotiation.model.valuation.offer import Offer, options_of
from negotiation.model.valuation.option_value import OptionValue, value_options
from negotiation.model.valuation.term_conflicts import term_conflicts
from tests.conftest import CLAIMS
from tests.support.valued_terms import CASE, REMEDY, codes, exposure, to_us, worth

G = negotiation.load(CLAIMS / "gift_boxes.json")
AS = Remedy("as_is", "accept_as_is")


def test_more_off_a_unit_than_it_costs_says_so() -> None:
    assert codes((AmountPerUnit(100.0, 5.0, 1000.0),)) == {("amount_per_unit", "more_than_the_price")}


def test_more_cash_than_the_harm_says_so() -> None:
    assert codes((CashCompensation(6600.0),)) == {("cash_compensation", "more_than_the_harm")}
    assert codes((CashCompensation(6400.0),)) == set()


def test_the_rest_of_a_credit_may_fall_due_on_the_day_of_expiry() -> None:
    life = OrderStream(1.0, 100.0, 1.0)
    assert -to_us(
        CreditOverOrders(250.0, 1.0, cap=100 / 14400, expires_after=300.0).flows(CASE, REMEDY, life), 0.0
    ) == pytest.approx(250.0)


def test_a_cap_is_of_a_usual_order() -> None:
    c = replace(CASE, customer=replace(CASE.customer, order_value=1000.0))
    assert float(CreditOverOrders(300.0, 1.0, cap=0.1).parts(c)[0]) == pytest.approx(100.0)


def test_cash_for_the_rest_needs_an_expiry() -> None:
    assert codes((CreditOverOrders(100.0, 4.0, expires_after=182.5, fallback=0.5),)) == set()
    assert codes((CreditOverOrders(100.0, 4.0, fallback=0.5),)) == {("credit_over_orders", "no_expiry")}


def test_expediting_cures_no_more_than_is_left() -> None:
    assert float(Expedite(100.0, cures=0.5).flows(CASE, REMEDY, order_stream(CASE))[1].amount) == pytest.approx(650.0)


def test_they_bear_the_other_part_of_the_inspectors_fee() -> None:
    f = {x.key: float(x.amount) for x in InspectionRule(fee=100.0, our_fee=0.2).flows(CASE, AS, order_stream(CASE))}
    assert f["inspection_fee_shared"] == pytest.approx(80.0)


def test_light_faults_take_off_no_more_than_serious_ones() -> None:
    assert float(InspectionRule(0.1, 0.5, 0.5).due(1.0)) == pytest.approx(0.1)


def test_nothing_is_paid_before_its_order() -> None:
    life = order_stream(CASE)
    f = PaymentDays(-60.0, 1.0, 30.0).flows(CASE, REMEDY, life)
    assert float(f[0].first_day) == pytest.approx(365 / 6)


def test_longer_terms_for_a_late_payer_say_so() -> None:
    assert codes((PaymentDays(30.0),), case=replace(CASE, receivable_due=date(2026, 11, 1))) == {
        ("payment_days", "pays_late_already")
    }
    assert codes((PaymentDays(30.0),), case=replace(CASE, receivable_due=date(2026, 12, 24))) == set()


def test_all_of_an_invoice_in_two_ways_is_fine() -> None:
    assert codes((ReceivableNow(0.5), ReceivableWithOrder(0.5))) == set()


def test_a_remedy_that_counts_on_recovery_says_so() -> None:
    assert codes((Recovery(100.0),)) == set()
    assert codes((Recovery(100.0),), Remedy("r", lines=(CostLine("recovery", 1.0, -50.0),))) == {
        ("recovery", "recovered_already")
    }


def test_relief_lasts_no_longer_than_the_orders() -> None:
    life = replace(order_stream(CASE), times=3.0)
    f = ReducedScope(0.5, 24.0, 10.0).flows(CASE, REMEDY, life)[-1]
    assert float(f.times) == 3.0


def test_one_order_in_the_period_is_enough() -> None:
    assert codes((ReducedScope(0.3, 2.0),)) == set()


def test_a_repayment_depends_on_the_remedy() -> None:
    assert (
        float(
            worth(
                Offer(
                    "o",
                    "remake",
                    (RepaymentOverOrders(0.5, 4.0),),
                    waits=(Wait("remedy", "payment_received", 0.0, 0.0),),
                )
            ).to_us.if_stays
        )
        == 0.0
    )


def test_a_credit_note_is_a_refund_already() -> None:
    assert codes((ReturnAndRefund(1.0),), Remedy("c", "credit_note")) == {("return_and_refund", "refunded_already")}


def test_no_visit_is_worth_nothing() -> None:
    assert float(worth(Offer("o", "remake", (Visit(0.0, 100.0),))).to_customer.fixed) == pytest.approx(
        float(worth(Offer("o", "remake")).to_customer.fixed)
    )


def test_a_paid_milestone_is_not_owed() -> None:
    c = replace(
        CASE, milestones=(Milestone("arrival", expected=date(2026, 11, 28), payment=1000.0, reached=True, paid=True),)
    )
    assert exposure((), c) == (19078.0, 10.0)


def test_an_invoice_moved_later_is_at_risk_for_longer() -> None:
    assert exposure((ReceivableNow(1.0, 60.0),), replace(CASE, receivable_after=5.0)) == (19078.0, 10.0)


def test_exposure_is_never_below_zero() -> None:
    c = replace(CASE, receivable=0.0, milestones=(Milestone("final_acceptance", payment=5000.0),))
    assert exposure((MilestonePayment(1.0, "final_acceptance", 0.0),), c) == (0.0, 10.0)


def test_an_allowance_by_grade_waits_with_the_remedy() -> None:
    r = replace(REMEDY, grades=(Grade("", 100.0, 0.5),))
    life = order_stream(CASE)
    o = options_of(
        CASE,
        life,
        [r],
        [Offer("o", "remake", waits=(Wait("remedy", "payment_received", 20.0, 0.5),))],
        negotiation.NoDeal(),
    )[1]
    assert [float(f.first_day) for f in o.as_we_see if f.key == "grade_allowance"] == [20.0]


def no_deal_worth(nodeal: negotiation.NoDeal, case: Case = CASE) -> OptionValue:
    life = order_stream(case)
    o = options_of(case, life, [REMEDY], [], nodeal)[0]
    return value_options(case, life, negotiation.StayingCurve(), [o])[0]


def test_withholding_is_no_compensation() -> None:
    assert float(no_deal_worth(negotiation.NoDeal(0.25)).ratio) == pytest.approx(
        float(no_deal_worth(negotiation.NoDeal(0.0)).ratio)
    )


def test_a_milestone_paid_earlier_is_no_compensation() -> None:
    c = replace(CASE, milestones=(Milestone("final_acceptance", expected=date(2027, 11, 23), payment=5000.0),))
    assert float(
        worth(Offer("o", "remake", (MilestonePayment(1.0, "final_acceptance", 0.0),)), c).ratio
    ) == pytest.approx(float(worth(Offer("o", "remake"), c).ratio))


WEEKLY = replace(CASE, customer=replace(CASE.customer, orders_per_year=52.0))


def cash(t: tuple[Term, ...], case: Case = CASE) -> float:
    return float(worth(Offer("o", "remake", t), case).cash_out.at(1.0))


def test_an_invoice_moved_is_no_cash_out() -> None:
    assert cash((ReceivableNow(1.0, 3.0),), CASE) == pytest.approx(cash((), CASE)) == pytest.approx(4678.0)


def test_an_order_on_longer_terms_is_no_cash_out() -> None:
    assert cash((PaymentDays(60.0, 1.0, 10.0),), WEEKLY) == pytest.approx(4678.0)


def test_margin_given_up_is_no_cash_out() -> None:
    assert cash((ReducedScope(0.5, 6.0),), WEEKLY) == pytest.approx(4678.0)


def test_a_fee_that_is_not_owed_is_no_cash_out() -> None:
    assert cash((ExtraOrders(3.0, 20.0, 0.6, 0.3, 0.0, 2000.0),), CASE) == pytest.approx(4678.0)


def test_the_same_term_twice_says_so_but_two_recoveries_do_not() -> None:
    o = Offer("o", "remake", (Recovery(100.0, "factory"), Recovery(50.0, "insurer")))
    assert {x.code for x in term_conflicts(CASE, [REMEDY], o)} == set()
    assert {x.code for x in term_conflicts(CASE, [REMEDY], Offer("o", "remake", (Visit(1.0), Visit(2.0))))} == {
        "said_twice"
    }


def test_an_event_that_never_comes_says_so() -> None:
    assert {
        x.code
        for x in term_conflicts(
            CASE, [REMEDY], Offer("o", "remake", waits=(Wait("remedy", "payment_received", 0.0, 0.0),))
        )
    } == {"never_comes"}


def test_goods_kept_as_they_are_cannot_wait_too_long() -> None:
    assert {
        x.code
        for x in term_conflicts(CASE, [AS], Offer("o", "as_is", waits=(Wait("remedy", "payment_received", 90.0),)))
    } == set()


def test_an_amount_above_all_claims_by_rounding_counts_as_all_of_them() -> None:
    assert awards(100.00000001, [60.0, 40.0], "talmud").tolist() == [60.0, 40.0]


def test_a_party_that_bears_the_same_by_every_way_is_favoured_by_none() -> None:
    assert best_off({"a": list(map(float, (50, 50))), "b": [50.0, 50.0]}) == {"a": (), "b": ()}


def test_a_beta_range_is_moved_between_its_tenths() -> None:
    d = replace(G, ranges=(Range("offers[remake].staying.chance", shape="beta", strength=10.0),))
    lever = {x.path: x for x in tornado(negotiation.summarise(d), "remake").levers}["offers[remake].staying.chance"]
    assert lever.typed
    assert lever.swing.low == pytest.approx(0.8253588, abs=1e-6)
    assert lever.swing.high == pytest.approx(0.9963850, abs=1e-6)


def test_the_three_dearest_lines_are_moved() -> None:
    r = Remedy(
        "remake",
        lines=tuple(CostLine("production", 1.0, x, code=f"l{int(x)}") for x in (10.0, 400.0, 30.0, 200.0, 1000.0)),
        cures=0.9,
    )
    d = replace(G, ranges=(), remedies=tuple(r if x.code == "remake" else x for x in G.remedies))
    got = [x.path for x in tornado(negotiation.summarise(d), "remake").levers if ".lines[" in x.path]
    assert got == [f"remedies[remake].lines[l{n}].rate" for n in (1000, 400, 200)]


def test_a_figure_with_a_range_is_moved_once() -> None:
    d = replace(D, ranges=(Range("remedies[remake].cures", 0.7, 0.95),))
    got = [(x.path, x.typed) for x in tornado(negotiation.summarise(d), "o").levers if x.path.endswith(".cures")]
    assert got == [("remedies[remake].cures", True)], got


D = Dossier(CASE, (REMEDY,), (Offer("o", "remake"),))


def test_the_factory_is_asked_for_what_the_goods_cost() -> None:
    s = starting_stakes(D)
    assert s[0].most == 3600.0


def test_more_than_the_remedy_costs_cannot_be_shared() -> None:
    d = replace(D, division=Division(5000.0, "agreed", (Stake("customer", 1e6, 0, 1.0), Stake("us", 1e6, 0, 0.0))))
    with pytest.raises(BadInput) as e:
        with_division(d, "o")
    assert e.value.problems[0].path == "division.loss"


def test_a_waiting_remedy_still_waits_after_a_division() -> None:
    w = (Wait("remedy", "payment_received", 7.0, 0.9),)
    d = replace(
        D,
        offers=(Offer("o", "remake", waits=w),),
        division=Division(None, "agreed", (Stake("customer", 1e6, 0, 0.5), Stake("us", 1e6, 0, 0.5))),
    )
    assert with_division(d, "o").offers[0].waits == w


def test_a_package_takes_the_remedy_that_it_needs() -> None:
    d = replace(D, remedies=(REMEDY, AS))
    assert with_package(d, "nothing", "n").offers[-1].remedy == "remake"
    assert with_package(d, "as_is", "n").offers[-1].remedy == "as_is"


def test_paid_first_waits_for_the_invoice() -> None:
    d = with_package(D, "paid_first", "n").offers[-1].waits
    assert [(w.what, w.event, w.days, w.chance) for w in d] == [("remedy", "payment_received", 7.0, 0.9)]
    assert with_package(D, "in_kind", "n").offers[-1].waits == ()


def test_a_second_share_takes_what_is_left() -> None:
    d = with_term(replace(D, offers=(Offer("o", "remake", (CustomerShare(0.7),)),)), "o", RepaymentOverOrders)
    assert d.offers[0].terms[1].share == pytest.approx(0.3)


def test_a_wait_stays_while_its_term_does() -> None:
    w = (Wait("recovery", "document_signed", 5.0, 0.9),)
    d = replace(D, offers=(Offer("o", "remake", (Recovery(100.0, "factory"), Recovery(50.0, "insurer")), waits=w),))
    assert without_term(d, "o", 0).offers[0].waits == w
    assert without_term(without_term(d, "o", 0), "o", 0).offers[0].waits == ()


def test_upstream_our_rate_is_the_customers() -> None:
    assert upstream_claim(D, "factory", 4678.0).case.rates.customer == 0.08


def test_upstream_a_piece_costs_what_we_pay_for_it() -> None:
    assert upstream_claim(D, "factory", 4678.0).case.order.unit_price == pytest.approx(3.6)


def test_upstream_what_is_known_is_not_asked() -> None:
    assert not [
        n
        for n in upstream_claim(D, "factory", 4678.0).notes
        if n.origin == "missing" and n.path == "case.order.needed_on"
    ]


def test_orders_left_from_the_fourth_on() -> None:
    assert float(OrderStream(1.0, 60.0, 1.0, times=10.0).left_from(4.0)) == 7.0


def test_what_never_happens_is_worth_nothing_at_any_rate() -> None:
    f = OrderStream(1.0, 60.0, 0.85).steps(0.0, "x", US, CUSTOMER, 1.0, first=1e6)[0]
    assert float(present_value(f, -0.05)) == 0.0


def test_nobody_takes_over_orders_that_lose_money() -> None:
    c = replace(CASE, customer=replace(CASE.customer, margin_rate=-0.1, replaced=0.5, replaced_after=0.0))
    keys = [float(f.amount) for f in order_stream(c).margin_lost("lost_margin", 6.0) if f.payee == US]
    assert keys == [0.0]


def test_an_order_on_the_last_day_counts() -> None:
    assert float(OrderStream(1.0, YEAR / 3, 1.0).count_by(28 * YEAR / 12)) == 7.0
