"""Break-even, what the customer would take, the next cheaper offer, ties, and a verdict that can say "don't pay"."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import negotiation
from negotiation import CustomerShare, Judgement, Offer, PriceCut
from negotiation.model.valuation.break_even import ALWAYS, NEVER, break_even_chance


def with_offers(dossier: negotiation.Dossier, *offers: Offer) -> negotiation.Dossier:
    return replace(dossier, offers=offers)


@given(st.floats(-1e5, 1e5), st.floats(-1e5, 1e5).filter(lambda slope: abs(slope) > 1), st.floats(-1e5, 1e5))
def test_break_even_is_where_the_net_meets_the_reference(fixed: float, slope: float, reference: float) -> None:
    found = float(break_even_chance(fixed, slope, reference))
    if np.isfinite(found):
        assert slope > 0
        assert 0 <= found <= 1
        assert fixed + found * slope == pytest.approx(reference, abs=1e-6)
    elif found == ALWAYS:
        assert min(fixed, fixed + slope) >= reference - 1e-9 or (slope < 0 and fixed + slope >= reference)
    else:
        assert found == NEVER
        assert fixed + slope < reference + 1e-9


@pytest.mark.parametrize(
    ("slope", "reference", "expected"),
    [(0.0, 100.0, NEVER), (0.0, -100.0, ALWAYS), (-50.0, -60.0, ALWAYS), (-50.0, -40.0, NEVER)],
)
def test_if_staying_does_not_help_an_offer_pays_always_or_never(
    slope: float, reference: float, expected: float
) -> None:
    assert float(break_even_chance(0.0, slope, reference)) == expected


def test_break_even_exactly_at_its_ends() -> None:
    for fixed, slope, reference, expected in (
        (0.0, 0.5, 0.25, 0.5),
        (0.0, 1e-3, 1e-3, 1.0),
        (0.0, 1.0, 1.001, NEVER),
        (0.0, 1.0, 0.001, 0.001),
        (0.0, 1.0, 0.0, ALWAYS),
        (0.0, 0.0, 0.0, ALWAYS),
        (50.0, -50.0, 0.0, ALWAYS),
        (49.0, -50.0, 0.0, NEVER),
    ):
        assert float(break_even_chance(fixed, slope, reference)) == expected
    assert float(break_even_chance(30.0, -50.0, 0.0, staying=0.6)) == ALWAYS


def test_no_reference_has_no_break_even() -> None:
    assert np.isnan(break_even_chance(0.0, 1.0, np.nan))


def test_no_offer_that_the_customer_would_refuse_is_recommended(gift_boxes: negotiation.Dossier) -> None:
    generous = Offer("customer_pays", "remake", (CustomerShare(1.0),), staying=Judgement(1.0))
    sheet = negotiation.summarise(with_offers(gift_boxes, generous))
    assert float(sheet.outcome("customer_pays").net) > float(sheet.outcome("no_deal").net)
    assert not sheet.outcome("customer_pays").accepted
    assert sheet.verdict.code == "no_deal"
    assert sheet.verdict.runner_up == ""


def test_the_verdict_can_be_not_to_pay(gift_boxes: negotiation.Dossier) -> None:
    worthless = replace(
        gift_boxes, case=replace(gift_boxes.case, customer=replace(gift_boxes.case.customer, margin_rate=-0.05))
    )
    sheet = negotiation.summarise(replace(worthless, no_deal=replace(worthless.no_deal, withheld_chance=0.0)))
    assert sheet.verdict.code == "no_deal"
    assert sheet.verdict.runner_up == "customer_pays"
    assert sheet.verdict.lead > 0


def test_offers_of_equal_cost_are_not_each_others_reference(gift_boxes: negotiation.Dossier) -> None:
    one, other = Offer("one", "remake", staying=Judgement(0.9)), Offer("other", "remake", staying=Judgement(0.8))
    sheet = negotiation.summarise(with_offers(gift_boxes, one, other))
    assert [int(outcome.next_cheaper) for outcome in sheet.outcomes] == [-1, -1, -1]


@pytest.mark.parametrize(("apart", "reference"), [(0.01, 1), (0.009, -1)])
def test_one_cent_lower_is_cheaper_and_less_is_not(
    gift_boxes: negotiation.Dossier, apart: float, reference: int
) -> None:
    affected = float(gift_boxes.case.order.affected_value)
    cheaper = Offer("cheaper", "remake", (PriceCut(0.10),), staying=Judgement(0.8))
    dearer = Offer("dearer", "remake", (PriceCut(0.10 + apart / affected),), staying=Judgement(0.8))
    sheet = negotiation.summarise(with_offers(gift_boxes, cheaper, dearer))
    assert int(sheet.outcome("dearer").next_cheaper) == reference


def test_the_next_cheaper_offer_is_the_most_expensive_acceptable_one_below(
    gift_boxes: negotiation.Dossier,
) -> None:
    sheet = negotiation.summarise(gift_boxes)
    codes = [outcome.code for outcome in sheet.outcomes]
    found = {
        outcome.code: codes[int(outcome.next_cheaper)] if int(outcome.next_cheaper) >= 0 else None
        for outcome in sheet.outcomes
    }
    assert found == {
        "no_deal": None,
        "customer_pays": None,
        "price_cut": None,
        "credit_over_orders": None,
        "half_now": "credit_over_orders",
        "half_over_orders": "half_now",
        "remake": "half_over_orders",
        "remake_extra_orders": "half_over_orders",
    }


def test_differences_under_one_percent_are_ties(gift_boxes: negotiation.Dossier) -> None:
    one, other, third = (
        Offer(code, "remake", staying=Judgement(chance)) for code, chance in (("a", 0.900), ("b", 0.893), ("c", 0.88))
    )
    sheet = negotiation.summarise(with_offers(gift_boxes, one, other, third))
    assert (sheet.verdict.code, sheet.verdict.ties) == ("a", ("b",))


def test_each_side_is_valued_on_its_own_beliefs(gift_boxes: negotiation.Dossier) -> None:
    they_see = replace(gift_boxes.no_deal, withheld_chance_as_they_see_it=0.5)
    before, after = negotiation.summarise(gift_boxes), negotiation.summarise(replace(gift_boxes, no_deal=they_see))
    assert float(after.outcome("no_deal").to_customer) == pytest.approx(-6500 - 1500 + 7200)
    assert float(after.outcome("no_deal").claim_cost) == float(before.outcome("no_deal").claim_cost) == 3600
    assert after.outcome("no_deal").staying == before.outcome("no_deal").staying


def test_a_lower_chance_that_they_stay_never_raises_the_lifetime_value_kept(gift_boxes: negotiation.Dossier) -> None:
    chances = np.linspace(0, 1, 11)
    dossier = with_offers(gift_boxes, Offer("a", "remake", staying=Judgement(chances)))
    kept = negotiation.evaluate(dossier)[1].outcomes[1].lifetime_kept
    assert np.all(np.diff(kept) > 0)


def test_pays_even_if_nothing_changes(gift_boxes: negotiation.Dossier) -> None:
    costs_nothing = Offer("credit", "remake", (CustomerShare(0.9),), staying=Judgement(0.31))
    dossier = replace(
        with_offers(gift_boxes, costs_nothing), no_deal=replace(gift_boxes.no_deal, switching_cost=9000.0)
    )
    verdict = negotiation.summarise(dossier).verdict
    assert (verdict.code, verdict.reference) == ("credit", "no_deal")
    assert verdict.points_needed == verdict.points_needed_with_promise <= 0
