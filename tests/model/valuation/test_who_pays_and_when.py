"""Edges of the settlement that one sample cannot show: who pays a line, the thirtieth day, the last cent, ties, and
other currencies."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

import negotiation
from negotiation import (
    Case,
    ClaimLine,
    CostLine,
    CreditOverOrders,
    Customer,
    CustomerShare,
    Dossier,
    Judgement,
    NoDeal,
    Offer,
    Order,
    PriceCut,
    Rates,
    Remedy,
)
from negotiation.model.terms import RepaymentOverOrders
from negotiation.presentation.options.chart_data import loss_and_lifetime_bars
from negotiation.presentation.options.table import figures_by_option, rows_as_text

PLAIN = Case(
    date(2026, 1, 1),
    order=Order(quantity=100.0, unit_price=100.0, affected=10.0),
    claims=(ClaimLine("goods", 1200.0),),
    customer=Customer(margin_rate=0.2, orders_per_year=4.0, retention=0.8),
    rates=Rates(0.0, 0.0),
)


def one(
    *terms: object, lines: tuple[CostLine, ...] = (), case: Case = PLAIN, chance: float = 0.9, **remedy: float
) -> Dossier:
    made: tuple = terms
    return Dossier(
        case,
        (Remedy("r", lines=lines, **remedy),),
        (Offer("one", "r", made, staying=Judgement(chance)),),
        NoDeal(staying=Judgement(0.3)),
    )


def test_each_line_is_paid_by_its_payer_and_only_ours_is_shared() -> None:
    lines = (
        CostLine("production", 1.0, 1000.0),
        CostLine("freight", 1.0, 300.0, "customer"),
        CostLine("material", 1.0, 200.0, "factory"),
    )
    for term in (CustomerShare(0.5), RepaymentOverOrders(0.5, 1.0)):
        outcome = negotiation.summarise(one(term, lines=lines)).outcome("one")
        due = 500.0 * (1.0 if isinstance(term, CustomerShare) else 0.9 * 0.8**0.25)
        assert float(outcome.claim_cost) == pytest.approx(1000.0 - due)
        assert float(outcome.to_customer) == pytest.approx(-1000.0 - 300.0 - due)


@pytest.mark.parametrize(("day", "counted"), [(29.0, 500.0), (30.0, 500.0), (30.5, 0.0), (31.0, 0.0)])
def test_cash_out_takes_in_the_thirtieth_day_and_nothing_later(day: float, counted: float) -> None:
    dossier = one(lines=(CostLine("production", 1.0, 500.0),), paid_day=day)
    assert float(negotiation.summarise(dossier).outcome("one").cash_out) == counted


def test_cash_out_by_the_last_day_that_money_leaves() -> None:
    weekly = replace(PLAIN, customer=replace(PLAIN.customer, orders_per_year=52.0))
    verdict = negotiation.summarise(one(CreditOverOrders(400.0, 4.0), case=weekly)).verdict
    assert (verdict.code, verdict.cash_out_day) == ("one", 29.0)


@pytest.mark.parametrize(("worse", "accepted"), [(0.0, True), (0.004, True), (0.006, False), (0.4, False)])
def test_half_a_cent_worse_than_no_deal_is_still_taken_and_more_is_not(worse: float, accepted: bool) -> None:
    lines = (CostLine("production", 1.0, worse, "customer"),)
    assert bool(negotiation.summarise(one(lines=lines)).outcome("one").accepted) is accepted


def test_a_refused_offer_never_ties_and_losses_tie_as_gains_do() -> None:
    case = replace(PLAIN, customer=replace(PLAIN.customer, margin_rate=0.0))
    refused = Offer("refused", "dear", staying=Judgement(0.9))
    offers = tuple(
        Offer(code, "r", (PriceCut(cut),), staying=Judgement(0.9))
        for code, cut in (("a", 0.500), ("b", 0.5049), ("c", 0.51))
    )
    dear = Remedy("dear", lines=(CostLine("production", 1.0, 502.0), CostLine("production", 1.0, 1.0, "customer")))
    no_deal = NoDeal(withheld_chance=1.0, staying=Judgement(0.3), withheld_chance_as_they_see_it=0.0)
    sheet = negotiation.summarise(
        Dossier(replace(case, receivable=5000.0), (Remedy("r"), dear), (*offers, refused), no_deal)
    )
    assert (sheet.verdict.code, sheet.verdict.ties) == ("a", ("b",))


def test_break_even_at_exactly_nothing_is_always_and_at_exactly_one_is_a_chance() -> None:
    from negotiation.model.valuation.break_even import ALWAYS, break_even_chance

    assert float(break_even_chance(0.0, 100.0, 0.0)) == ALWAYS
    assert float(break_even_chance(0.0, 100.0, 100.0)) == 1.0


def test_if_staying_costs_us_money_the_expected_chance_decides() -> None:
    case = replace(PLAIN, customer=replace(PLAIN.customer, margin_rate=-0.05))
    sheet = negotiation.summarise(replace(one(case=case, chance=0.2), no_deal=NoDeal(staying=Judgement(0.9))))
    assert sheet.verdict.code == "one"
    assert figures_by_option(sheet)["one"]["s_against_no_deal_verdict"] == "always_pays"


def test_earlier_incidents_lower_the_default_chance() -> None:
    dossier = replace(one(), offers=(Offer("one", "r"),))
    again = replace(dossier, case=replace(PLAIN, incident=replace(PLAIN.incident, earlier_similar=2.0)))
    chances = [float(negotiation.summarise(each).outcome("one").staying) for each in (dossier, again)]
    assert chances[0] - chances[1] == pytest.approx(0.20)


def test_yen_have_no_cents_and_dinars_have_three_digits() -> None:
    for currency, cost in (("JPY", 123.0), ("KWD", 123.457)):
        sheet = negotiation.summarise(
            one(lines=(CostLine("production", 1.0, 123.4567),), case=replace(PLAIN, currency=currency))
        )
        assert figures_by_option(sheet)["one"]["claim_cost"] == cost


def test_a_payback_beyond_thirty_years_says_so() -> None:
    never = replace(PLAIN, customer=replace(PLAIN.customer, margin_rate=0.0))
    sheet = negotiation.summarise(one(PriceCut(0.5), case=never))
    assert np.isinf(sheet.outcome("one").worth.payback)
    assert figures_by_option(sheet)["one"]["payback_month"] is None
    assert [row["payback_month"] for row in rows_as_text(sheet, "en")] == ["0", "over 30 years"]


def test_a_payback_after_two_years_is_found_and_a_whole_month_is_not_rounded_up() -> None:
    from negotiation.core.cashflow import OUTSIDE, US, Flow
    from negotiation.core.dated_cashflow import payback_months

    out = Flow("a", US, OUTSIDE, 100.0)
    back = [Flow("b", OUTSIDE, US, 100.0, first_day=month * (365 / 12)) for month in (3, 7, 40, 300)]
    assert payback_months([[out, each] for each in back], US, 0.0, [1.0] * 4) == [3.0, 7.0, 40.0, 300.0]
    eleventh = 11 * (365 / 3)  # three orders a year: 12 · day / 365 comes out a hair above 44
    assert 12 * eleventh / 365 > 44
    assert payback_months([[out, Flow("b", OUTSIDE, US, 100.0, first_day=eleventh)]], US, 0.0, [1.0]) == [44.0]


def test_one_missing_cent_means_no_payback() -> None:
    from negotiation.core.cashflow import OUTSIDE, US, Flow
    from negotiation.core.dated_cashflow import payback_months

    out, back = Flow("a", US, OUTSIDE, 100_000.0), Flow("b", OUTSIDE, US, 99_999.99, first_day=10.0)
    assert payback_months([[out, back]], US, 0.0, [1.0]) == [np.inf]


def test_bars_of_the_signature_chart(gift_boxes: negotiation.Dossier) -> None:
    bars = {bar.code: bar for bar in loss_and_lifetime_bars(negotiation.summarise(gift_boxes))}
    assert list(bars) == [
        "remake_extra_orders",
        "credit_over_orders",
        "remake",
        "half_over_orders",
        "half_now",
        "price_cut",
        "customer_pays",
        "no_deal",
    ]
    extra, over, credit = bars["remake_extra_orders"], bars["half_over_orders"], bars["credit_over_orders"]
    assert (round(extra.hoped, 2), round(extra.solid, 2), extra.comes_back) == (3873.95, 794.20, 0.0)
    assert (round(over.solid, 2), round(over.comes_back, 2), over.follows) == (2803.44, 1864.70, 0.0)
    assert (credit.solid, round(credit.follows, 2), round(credit.kept, 2)) == (0.0, 1907.08, 79566.67)
    assert [code for code, bar in bars.items() if bar.grey] == ["price_cut", "customer_pays", "no_deal"]


def test_refused_offers_stand_below_the_others_whatever_they_would_bring(gift_boxes: negotiation.Dossier) -> None:
    sure = tuple(
        replace(offer, staying=Judgement(1.0)) if offer.code == "customer_pays" else offer
        for offer in gift_boxes.offers
    )
    codes = [bar.code for bar in loss_and_lifetime_bars(negotiation.summarise(replace(gift_boxes, offers=sure)))]
    assert codes[-3:] == ["customer_pays", "price_cut", "no_deal"]


def test_months_follow_the_horizon(gift_boxes: negotiation.Dossier) -> None:
    longer = replace(gift_boxes, case=replace(gift_boxes.case, customer=replace(gift_boxes.case.customer, horizon=5.0)))
    assert np.shape(negotiation.summarise(longer).life.by_month) == (61,)
