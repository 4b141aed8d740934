"""Terms at depth: the published figures, caps and expiries against a loop over orders, what waits, what is closed,
what is at risk."""

import inspect
import math
import re
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negotiation
from negotiation.core.cashflow import CUSTOMER, FACTORY, US, YEAR, present_value, sign_for
from negotiation.core.field_checks import check_record
from negotiation.core.problems import BadInput
from negotiation.i18n.catalogue import LANGUAGES, messages
from negotiation.model.facts.case import Rates
from negotiation.model.facts.contract import LateDelivery, Milestone
from negotiation.model.lifetime.lifetime_value import lifetime_value, order_stream
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import REMEDIES, Remedy
from negotiation.model.terms import (
    TERMS,
    AmountPerUnit,
    CashCompensation,
    CreditOverOrders,
    CustomerShare,
    Deposit,
    Expedite,
    ExtraOrders,
    FreeGoods,
    Guarantee,
    InspectionRule,
    MilestonePayment,
    PaymentDays,
    PriceCut,
    ReceivableNow,
    ReceivableWithOrder,
    Recovery,
    ReducedScope,
    ReturnAndRefund,
    Term,
    starting_of,
)
from negotiation.model.valuation.conditions import Closure, Wait
from negotiation.model.valuation.credit_exposure import largest_exposures
from negotiation.model.valuation.offer import Offer, options_of
from negotiation.model.valuation.term_conflicts import term_conflicts
from tests.conftest import ROOT
from tests.support.valued_terms import CASE, REMEDY, codes, exposure, to_us, worth


def test_reference_four_credits_of_5000_undiscounted() -> None:
    life = OrderStream(margin=1.0, gap=60.0, keep=0.85)
    assert round(-to_us(CreditOverOrders(20_000.0, 4.0).flows(CASE, REMEDY, life), 0.0), 2) == 13_543.16


def test_reference_200000_at_20_cents_a_unit_takes_a_million_units() -> None:
    term = AmountPerUnit(200_000.0, 0.20, units=50_000.0, most_orders=100.0)
    assert float(term.units_needed()) == 1_000_000.0
    found = term.consequence(CASE, REMEDY, OrderStream(1.0, 60.0, 0.9))
    assert (float(found["orders"]), float(found["days"]), float(found["within"])) == (20.0, 1200.0, 200_000.0)


def test_ifrs_15_example_5b_credit_of_900_put_into_30_extra_at_80() -> None:
    """60 defective, 15 off each, put into the next 30 pieces at 80: those are billed at 50."""
    term = AmountPerUnit(60 * 15.0, 30.0, units=30.0)
    order = OrderStream(margin=1.0, gap=60.0, keep=1.0)
    credited = [
        float(flow.amount) * float(flow.times)
        for flow in term.flows(CASE, REMEDY, order)
        if flow.key == "amount_per_unit"
    ]
    assert credited == [900.0, 0.0]
    assert (30 * 80.0 - sum(credited)) / 30 == 50.0
    assert float(term.units_needed()) == 30.0


def credit_by_hand(
    credit: float, orders: int, cap: float, expires: float, fallback: float, keep: float, gap: float, rate: float
) -> float:
    """What a credit costs us, order by order."""
    left, cost, used, number = credit, 0.0, 0.0, 0
    part = min(credit / orders, cap)
    while left > 1e-9 * credit and part > 0.0:
        number += 1
        if number * gap > expires + 1e-6 or number > 2000:
            break
        now = min(part, left)
        cost += now * keep**number * (1 + rate) ** (-number * gap / 365)
        used += now * keep**number
        left -= now
    at_expiry = (1 + rate) ** (-expires / 365) if math.isfinite(expires) else 0.0
    return cost + fallback * (credit - used) * at_expiry


@given(
    st.integers(1, 20_000),
    st.integers(1, 12),
    st.floats(0.01, 1),
    st.one_of(st.none(), st.integers(1, 1500)),
    st.floats(0, 1),
    st.floats(0.3, 1),
    st.integers(20, 200),
)
def test_caps_and_expiries_equal_a_loop_over_orders(
    credit: int, orders: int, cap: float, expires: int | None, fallback: float, keep: float, gap: int
) -> None:
    life = OrderStream(margin=1.0, gap=float(gap), keep=keep)
    term = CreditOverOrders(
        float(credit), float(orders), cap, None if expires is None else float(expires), fallback if expires else 0.0
    )
    by_hand = credit_by_hand(
        credit, orders, cap * CASE.usual_order, math.inf if expires is None else expires, term.fallback, keep, gap, 0.08
    )
    assert -to_us(term.flows(CASE, REMEDY, life)) == pytest.approx(by_hand, rel=1e-9, abs=1e-7)


@given(st.integers(1, 5000), st.floats(0.01, 5), st.integers(1, 400), st.integers(1, 40), st.floats(0.3, 0.99))
def test_an_amount_per_unit_equals_a_loop_over_orders(
    total: int, per_unit: float, units: int, most: int, keep: float
) -> None:
    life = OrderStream(margin=1.0, gap=50.0, keep=keep)
    flows = AmountPerUnit(float(total), per_unit, float(units), float(most), 0.25).flows(CASE, REMEDY, life)
    left, cost, number = float(total), 0.0, 0
    while number < most and left > 1e-9 * total:
        number += 1
        cost += min(per_unit * units, left) * keep**number * 1.08 ** (-number * 50 / 365)
        left -= per_unit * units
    step = keep * 1.08 ** (-50 / 365)
    cost += 0.25 * per_unit * units * step ** (number + 1) / (1 - step)
    assert -to_us(flows) == pytest.approx(cost, rel=1e-8, abs=1e-7)


@settings(max_examples=30)
@given(st.lists(st.sampled_from(TERMS), unique=True, min_size=1, max_size=6), st.floats(0, 1))
def test_an_offers_value_is_its_remedy_plus_its_terms_at_a_fixed_chance_of_staying(kinds: list[Any], s: float) -> None:
    terms: tuple[Term, ...] = tuple(starting_of(kind, CASE, REMEDY) for kind in kinds)
    together, alone = worth(Offer("one", "remake", terms)), worth(Offer("none", "remake"))
    for line in ("to_us", "promised", "to_customer"):
        parts = [
            getattr(worth(Offer("x", "remake", (term,))), line).at(s) - getattr(alone, line).at(s) for term in terms
        ]
        assert getattr(together, line).at(s) == pytest.approx(
            getattr(alone, line).at(s) + sum(parts), rel=1e-9, abs=1e-6
        )


@pytest.mark.parametrize("kind", TERMS, ids=lambda kind: kind.key)
def test_every_starting_term_has_an_effect_and_is_in_range(kind: Any) -> None:
    case = replace(
        CASE,
        milestones=(Milestone("final_acceptance", expected=date(2027, 6, 1), payment=5000.0),),
        receivable_after=30.0,
    )
    term = starting_of(kind, case, REMEDY)
    assert list(check_record(term)) == []
    flows = term.flows(case, REMEDY, order_stream(case))
    assert any(float(flow.amount) * float(flow.chance) for flow in flows), "a card that is added must move something"


# waits


def test_a_remedy_that_waits_for_payment_happens_later_and_only_with_its_chance() -> None:
    case = replace(CASE, order=replace(CASE.order, needed_on=None))
    plain, held = (
        worth(Offer("a", "remake"), case),
        worth(Offer("b", "remake", waits=(Wait("remedy", "payment_received", 20.0, 0.5),)), case),
    )
    later = 1.08 ** (-20 / 365)
    assert float(held.to_us.fixed) == pytest.approx(0.5 * later * float(plain.to_us.fixed))
    assert float(held.to_us.if_stays) == 0.0
    cure = float(plain.to_customer.fixed) + 6500.0
    assert float(held.to_customer.fixed) == pytest.approx(-6500.0 + 0.5 * 1.15 ** (-20 / 365) * cure)


def test_a_remedy_that_waits_is_late_and_owes_damages_as_if_it_had_been_begun_later() -> None:
    case = replace(CASE, late_delivery=LateDelivery(rate=0.01, cap=0.1, weeks="pro_rata"))
    waits = Offer("b", "remake", waits=(Wait("remedy", "payment_received", 60.0, 1.0),))
    begun = replace(REMEDY, paid_day=70.0, done_day=70.0)
    life = order_stream(case)
    waiting, later = (
        options_of(case, life, [remedy], [offer], negotiation.NoDeal())[1]
        for remedy, offer in ((REMEDY, waits), (begun, Offer("a", "remake")))
    )
    damages = [
        [float(present_value(flow, 0.0)) for flow in option.as_we_see if flow.key == "late_damages"]
        for option in (waiting, later)
    ]
    assert damages[0] == pytest.approx(damages[1])
    assert sum(damages[0]) > 0.0
    cures = [
        sum(float(flow.amount) for flow in option.as_we_see if flow.key == "harm_cured") for option in (waiting, later)
    ]
    assert cures[0] < cures[1], "goods for a date that is past cure less"


def test_a_term_on_later_orders_comes_with_them_but_not_before_the_event() -> None:
    gap = order_stream(CASE).gap
    soon, late = (
        worth(Offer("b", "remake", (Deposit(0.3, 3.0),), waits=(Wait("deposit", "document_signed", days, 1.0),)))
        for days in (10.0, 90.0)
    )
    plain = worth(Offer("b", "remake", (Deposit(0.3, 3.0),)))
    assert float(soon.to_us.if_stays) == pytest.approx(float(plain.to_us.if_stays))
    first = [float(flow.first_day) for flow in late.flows if flow.key == "order_paid"]
    assert first == [90.0]
    assert gap < 90.0


def test_terms_that_depend_on_the_remedy_do_not_happen_without_it() -> None:
    never = (Wait("remedy", "payment_received", 0.0, 0.0),)
    for term in (Recovery(1000.0, chance=1.0), Expedite(100.0, cures=0.1), CustomerShare(1.0)):
        assert float(worth(Offer("o", "remake", (term,), waits=never)).to_us.fixed) == 0.0


def test_what_waits_for_an_order_comes_only_from_those_who_stay() -> None:
    held = worth(Offer("b", "remake", waits=(Wait("remedy", "order_and_deposit", 0.0, 1.0),)))
    assert float(held.to_us.fixed) == 0.0
    assert float(held.to_us.if_stays) == pytest.approx(float(worth(Offer("a", "remake")).to_us.fixed))


def test_the_customers_share_waits_with_the_remedy_and_a_price_cut_does_not() -> None:
    wait = (Wait("remedy", "payment_received", 20.0, 0.5),)
    terms = (CustomerShare(1.0), CashCompensation(100.0))
    held = worth(Offer("b", "remake", terms, waits=wait))
    assert float(held.to_us.fixed) == pytest.approx(-100.0)  # their share pays the whole remedy, whenever it comes


def test_a_wait_for_something_that_is_not_in_the_offer_is_refused(gift_boxes: negotiation.Dossier) -> None:
    offer = replace(gift_boxes.offers[0], waits=(Wait("visit"),))
    with pytest.raises(BadInput) as error:
        negotiation.summarise(replace(gift_boxes, offers=(offer,)))
    assert error.value.problems[0].path == "offers[0].waits[0].what"
    twice = replace(gift_boxes.offers[0], waits=(Wait(), Wait()))
    with pytest.raises(BadInput):
        negotiation.summarise(replace(gift_boxes, offers=(twice,)))


# closure


def test_without_release_the_claim_may_be_opened_again() -> None:
    again = worth(
        Offer("b", "remake", closure=Closure(reopening_chance=0.2, reopening_amount=1000.0, reopening_day=365.0))
    )
    released = worth(Offer("b", "remake", closure=Closure("All", True, reopening_chance=0.2, reopening_amount=1000.0)))
    plain = worth(Offer("a", "remake"))
    assert float(plain.to_us.fixed - again.to_us.fixed) == pytest.approx(200.0 / 1.08)
    assert float(again.to_customer.fixed - plain.to_customer.fixed) == pytest.approx(200.0 / 1.15)
    assert float(released.to_us.fixed) == float(plain.to_us.fixed)


def test_the_default_size_of_a_claim_opened_again_is_the_harm() -> None:
    again = worth(Offer("b", "remake", closure=Closure(reopening_chance=0.5, reopening_day=0.0)))
    assert float(again.to_us.fixed) == pytest.approx(float(worth(Offer("a", "remake")).to_us.fixed) - 3250.0)


# the unpaid invoice


def test_an_invoice_that_is_expected_later_costs_every_offer_the_same_and_paying_it_now_gains_that_back() -> None:
    late = replace(CASE, receivable_after=365.0)
    base, waiting, paid = (
        worth(Offer("a", "remake")),
        worth(Offer("a", "remake"), late),
        worth(Offer("a", "remake", (ReceivableNow(1.0, 0.0),)), late),
    )
    assert float(base.to_us.fixed - waiting.to_us.fixed) == pytest.approx(14_400 * (1 - 1 / 1.08))
    assert float(paid.to_us.fixed) == pytest.approx(float(base.to_us.fixed))
    assert float(paid.to_customer.fixed) == pytest.approx(float(base.to_customer.fixed))
    assert float(waiting.ratio) == pytest.approx(float(base.ratio)), "money owed anyway is no compensation"
    assert float(waiting.cash_out.fixed) == float(base.cash_out.fixed), "and no money that leaves us"


def test_no_deal_expects_the_invoice_late_too_as_far_as_it_is_paid(gift_boxes: negotiation.Dossier) -> None:
    late = replace(gift_boxes, case=replace(gift_boxes.case, receivable_after=365.0))
    now, then = (negotiation.summarise(dossier).outcome("no_deal") for dossier in (gift_boxes, late))
    assert float(then.claim_cost - now.claim_cost) == pytest.approx(0.75 * 14_400 * (1 - 1 / 1.08))


# largest unsecured exposure


def test_the_sample_is_most_at_risk_when_the_remake_is_paid() -> None:
    assert exposure() == (19_078.0, 10.0)


def test_their_share_on_the_same_day_is_set_off_first() -> None:
    assert exposure((CustomerShare(0.5),)) == (16_739.0, 10.0)


def test_an_invoice_paid_first_is_no_longer_at_risk_when_the_work_is_paid() -> None:
    assert exposure((ReceivableNow(1.0, 7.0),)) == (14_400.0, 0.0)
    assert exposure((ReceivableNow(0.5, 7.0),)) == (14_400.0, 0.0)
    assert exposure((ReceivableNow(0.1, 7.0),)) == (round(14_400 * 0.9 + 4678, 2), 10.0)
    late = replace(CASE, receivable_after=30.0)
    assert exposure((), late) == (19_078.0, 10.0)
    assert exposure((ReceivableNow(1.0, 7.0),), late) == (14_400.0, 0.0)


def test_compensation_and_recoveries_are_no_exposure() -> None:
    assert (
        exposure((CashCompensation(3000.0),)) == exposure((Recovery(4678.0, "factory", 1.0, 0.0),)) == (19_078.0, 10.0)
    )


def test_longer_terms_put_goods_shipped_at_risk() -> None:
    amount, day = exposure((ReceivableNow(1.0, 1.0), PaymentDays(90.0, 3.0, 0.0)))
    gap = 365 / 6
    keep = 0.85 ** (1 / 6)
    assert day == pytest.approx(2 * gap)
    assert amount == pytest.approx(4678 + 14_400 * keep + 14_400 * keep**2, abs=0.01)
    assert exposure((Deposit(0.5, 3.0, 10.0),))[0] == 19_078.0


def test_exposure_counts_nothing_twice_and_expected_receipts_do_not_reduce_it() -> None:
    waits = (Wait("receivable_now", "order_and_deposit", 5.0, 0.9),)
    assert exposure((ReceivableNow(1.0, 10.0),), waits=waits)[0] <= 19_078.0
    due = replace(
        CASE,
        receivable=0.0,
        milestones=(Milestone("final_acceptance", due=date(2026, 12, 23), payment=1000.0, reached=True),),
    )
    assert exposure((MilestonePayment(1.0, "final_acceptance", 60.0),), due)[0] == 5678.0
    owed_nothing = replace(CASE, receivable=0.0)
    assert exposure((CreditOverOrders(10_000.0, 1.0, None, 182.5, 1.0),), owed_nothing) == (4678.0, 10.0)
    assert exposure((ExtraOrders(3.0, 5.0, 0.9, 0.3, 0.0, 2000.0, 1.0),), owed_nothing) == (4678.0, 10.0)
    assert (
        exposure((Deposit(0.3, 3.0, 60.0),), owed_nothing)
        == exposure((PaymentDays(-30.0, 4.0, 30.0),), owed_nothing)
        == (4678.0, 10.0)
    )


def test_an_invoice_without_a_date_stays_at_risk_in_a_table_too() -> None:
    life = order_stream(CASE)
    case = replace(CASE, receivable_after=np.array([0.0, 30.0, 5.0]))
    option = options_of(case, life, [REMEDY], [Offer("o", "remake")], negotiation.NoDeal())[1]
    amounts, days = largest_exposures(case, [option.as_we_see])[0]
    assert np.asarray(amounts).tolist() == [19_078.0, 19_078.0, 14_400.0]
    assert np.asarray(days).tolist() == [10.0, 10.0, 0.0]


def test_cash_for_an_expired_credit_is_not_counted_on_top_of_what_was_used() -> None:
    case = replace(CASE, customer=replace(CASE.customer, orders_per_year=52.0, retention=1.0))
    plain = worth(Offer("o", "remake"), case).cash_out.at(1.0)
    assert worth(Offer("o", "remake", (CreditOverOrders(1000.0, 4.0, None, 29.0, 1.0),)), case).cash_out.at(
        1.0
    ) - plain == pytest.approx(1000.0)


def test_what_is_owed_anyway_and_what_may_come_back_is_no_compensation() -> None:
    plain = float(worth(Offer("o", "remake")).ratio)
    later = replace(CASE, receivable_after=365.0)
    assert float(worth(Offer("o", "remake", (ReceivableNow(1.0, 0.0),)), later).ratio) == pytest.approx(plain)
    assert float(worth(Offer("o", "remake", (ReceivableWithOrder(1.0, 1.0, 0.0),))).ratio) == pytest.approx(plain)
    assert float(worth(Offer("o", "remake", closure=Closure(reopening_chance=1.0))).ratio) == pytest.approx(plain)
    assert float(worth(Offer("o", "remake", (CashCompensation(650.0),))).ratio) == pytest.approx(plain + 0.1)


def test_an_option_without_a_value_is_never_recommended(gift_boxes: negotiation.Dossier) -> None:
    dossier = replace(gift_boxes, ranges=(), case=replace(gift_boxes.case, rates=Rates(-0.05, 0.05)))
    unit = Offer("unit", "remake", (AmountPerUnit(50_000.0, 0.0001, 1.0), CreditOverOrders(5000.0, 4.0, 1e-7)))
    sheet = negotiation.summarise(replace(dossier, offers=(*dossier.offers, unit)))
    assert sheet.verdict.code != "unit"
    assert math.isfinite(float(sheet.best.net))


def test_lost_business_never_exceeds_the_business_that_exists() -> None:
    for customer in (
        replace(CASE.customer, replaced=0.9, replaced_after=0.0),
        replace(CASE.customer, growth=-0.3, retention=1.0),
        replace(CASE.customer, growth=0.05),
        replace(CASE.customer, replaced=0.5, replaced_after=400.0),
    ):
        case = replace(CASE, customer=customer)
        everything = float(lifetime_value(order_stream(case), 0.08))
        less = -float(worth(Offer("o", "remake", (ReducedScope(1.0, 120.0),)), case).to_us.if_stays)
        gone = -float(worth(Offer("o", "remake", (Guarantee(1.0, 0.0, 366.0, 1.0),)), case).to_us.if_stays)
        assert 0.0 < less <= everything * (1 + 1e-9)
        assert gone == pytest.approx(everything, rel=1e-6)
    losing = replace(CASE, customer=replace(CASE.customer, margin_rate=-0.1))
    assert float(worth(Offer("o", "remake", (ReducedScope(1.0, 12.0),)), losing).to_us.if_stays) > 0.0, (
        "giving up losses gains"
    )


def test_cents_of_large_sums_are_not_lost() -> None:
    each, number, rest = AmountPerUnit(1e8, 1e8 - 0.05, 1.0).parts(CASE)
    assert each * number + rest == pytest.approx(1e8, abs=1e-4)


def test_stages_that_are_reached_and_unpaid_are_owed() -> None:
    case = replace(
        CASE,
        milestones=(Milestone("arrival", payment=1000.0, reached=True), Milestone("final_acceptance", payment=9999.0)),
    )
    assert exposure((), case) == (20_078.0, 10.0)
    paid = replace(CASE, milestones=(Milestone("arrival", expected=date(2026, 11, 28), payment=1000.0, reached=True),))
    assert exposure((), paid) == (19_078.0, 10.0)


def test_tables_of_offers_have_the_exposures_of_their_rows() -> None:
    shares = np.array([0.0, 0.5, 1.0])
    life = order_stream(CASE)
    offer = Offer("o", "remake", (CustomerShare(shares), PaymentDays(30.0, 2.0, 10.0)))
    option = options_of(CASE, life, [REMEDY], [offer], negotiation.NoDeal())[1]
    amounts, days = largest_exposures(CASE, [option.as_we_see])[0]
    for place, each in enumerate(shares):
        alone = exposure((CustomerShare(float(each)), PaymentDays(30.0, 2.0, 10.0)))
        assert (round(float(np.broadcast_to(amounts, 3)[place]), 2), float(np.broadcast_to(days, 3)[place])) == alone


# a rule instead of a sum


def test_the_rule_is_valued_over_the_range_and_the_cap_bites() -> None:
    wide = InspectionRule(0.5, 0.5, 1.0, 0.0, 0.5, 1.0)
    assert float(wide.expected()) == pytest.approx(0.25, abs=2e-3)
    capped = replace(wide, cap=0.25)
    assert float(capped.expected()) < 0.25 - 0.02
    assert float(capped.due(1.0)) == 0.25
    rows = replace(wide, cap=np.array([1.0, 0.25]))
    assert np.asarray(rows.expected()).tolist() == pytest.approx([float(wide.expected()), float(capped.expected())])


# guarantee


def test_a_guarantee_costs_the_penalty_and_the_orders_of_those_who_leave() -> None:
    life = order_stream(CASE)
    term = Guarantee(months=12.0, penalty=1000.0, failures_per_year=math.log(2.0), leave_then=1.0)
    flows = term.flows(CASE, REMEDY, life)
    lost = sum(present_value(flow, 0.08) for flow in flows if flow.key == "lost_margin" and flow.payer == US)
    after = [life.margin * life.keep**number * 1.08 ** (-number * life.gap / YEAR) for number in range(4, 4000)]
    assert float(lost) == pytest.approx(
        0.5 * sum(after), rel=1e-6
    )  # day 182.5 is the third order's; from the fourth on they are gone


# combinations that make no sense


def test_combinations_that_make_no_sense_say_so() -> None:
    as_is = Remedy("as_is", "accept_as_is")
    assert codes((PriceCut(0.1),)) == {("price_cut", "also_put_right")}
    assert codes((PriceCut(0.1),), as_is) == set()
    assert codes((CustomerShare(0.5),), as_is) == {("customer_share", "nothing_to_share")}
    assert ("return_and_refund", "also_cut") in codes((PriceCut(0.1), ReturnAndRefund(1.0)), as_is)
    assert codes((ReducedScope(0.3, 6.0), ExtraOrders(3.0))) == {("reduced_scope", "extra_orders_too")}
    assert codes((ReducedScope(0.3, 6.0), ExtraOrders(0.0))) == set(), "a term with 0 in its first field is not there"
    assert codes((CreditOverOrders(100.0, 4.0, expires_after=10.0),)) == {("credit_over_orders", "expires_too_soon")}
    assert codes((AmountPerUnit(1000.0, 0.01, 10.0),)) == {("amount_per_unit", "not_repaid")}
    assert codes((ReceivableNow(1.0), ReceivableWithOrder(0.5))) == {("receivable_with_order", "paid_twice")}
    assert codes((ReceivableNow(1.0),), case=replace(CASE, receivable=0.0)) == {("receivable_now", "nothing_owed")}
    assert codes((FreeGoods(4000.0),)) == {("free_goods", "more_than_an_order")}
    assert codes((Guarantee(12.0, 100.0, 6.0),)) == {("guarantee", "likely_to_fail")}
    assert codes((InspectionRule(0.5, found_low=0.9), PriceCut(0.1)), as_is) >= {
        ("inspection_rule", "sum_as_well"),
        ("inspection_rule", "range_does_not_rise"),
    }


def test_waits_and_closure_that_make_no_sense_say_so() -> None:
    offer = Offer("o", "remake", waits=(Wait("remedy", "payment_received", 90.0),), closure=Closure("", True))
    found = {each.code for each in term_conflicts(CASE, [REMEDY], offer)}
    assert found == {"waits_too_long", "covers_nothing_named"}
    assert {each.code for each in term_conflicts(replace(CASE, receivable=0.0), [REMEDY], offer)} == found | {
        "waits_for_nothing"
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_objection_and_consequence_has_words(lang: str) -> None:
    known = messages(lang)
    for kind in TERMS:
        source = inspect.getsource(kind.objections) if hasattr(kind, "objections") else ""
        for code in re.findall(r'[\[(]"(\w+)"[\],)]', source):
            assert f"terms.{kind.key}.{code}" in known or code in {*REMEDIES, *(term.key for term in TERMS)}, (
                kind.key,
                code,
            )
        assert hasattr(kind, "consequence") == (f"terms.{kind.key}.consequence" in known), kind.key
    for code in re.findall(
        r'yield "", "(\w+)"', (ROOT / "negotiation" / "model" / "valuation" / "term_conflicts.py").read_text("utf-8")
    ):
        assert f"objection.{code}" in known


def test_upstream_parties_pay_us_and_never_the_customer() -> None:
    (flow,) = Recovery(100.0, "factory").flows(CASE, REMEDY, order_stream(CASE))
    assert (flow.payer, flow.payee) == (FACTORY, US)
    assert sign_for(flow, CUSTOMER) == 0.0


@pytest.mark.parametrize("retention", [0.85, 1.0])
@pytest.mark.parametrize("rates", [Rates(0.08, 0.0), Rates(0.0, 0.15), Rates(0.0, 0.0), Rates(0.08, -0.2)])
def test_an_endless_term_has_a_value_at_any_rates(retention: float, rates: Rates) -> None:
    case = replace(CASE, rates=rates, customer=replace(CASE.customer, retention=retention))
    found = worth(Offer("o", "remake", (AmountPerUnit(1000.0, 0.5, stays_lower=0.5), Guarantee(6.0, 100.0))), case)
    assert math.isfinite(float(found.to_us.at(1.0)))
    assert math.isfinite(float(found.to_customer.at(1.0)))
