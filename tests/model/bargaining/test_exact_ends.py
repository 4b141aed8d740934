"""Concessions, the range of going to law and the fair points exactly at their ends."""

import math

import numpy as np
import pytest

from negotiation.model.bargaining.concession import (
    decreasing_steps,
    expected_meeting,
    fit_concession,
    midpoint,
    opening_offer,
)
from negotiation.model.bargaining.exact_cash import exact_cash
from negotiation.model.bargaining.nash_point import fair_points
from negotiation.model.bargaining.pareto_frontier import pareto_frontier
from negotiation.model.bargaining.zopa import legal_range, reduced_price, warranty_damages


def test_no_step_and_one_step() -> None:
    assert decreasing_steps(20.0, 0) == []
    assert decreasing_steps(20.0, 1) == [20.0]
    assert decreasing_steps(21.0, 3) == pytest.approx([12.0, 6.0, 3.0])


def test_an_opening_is_not_below_what_can_be_defended() -> None:
    assert [opening_offer(3.0, ask) for ask in (5.0, 6.0, 7.0)] == [1.0, 0.0, 0.0]
    assert opening_offer(3.0, 5.0, least=1.5) == 1.5
    assert midpoint(2.0, 6.0) == 4.0


@pytest.mark.parametrize("bend", [0.1, 0.5, 1.0, 2.0, 10.0])
def test_offers_on_a_curve_of_the_grid_are_fitted_with_its_bend(bend: float) -> None:
    days = np.array([0.0, 3.0, 5.0, 8.0])
    bends = np.geomspace(0.1, 10.0, 41)
    nearest = float(bends[np.argmin(np.abs(np.log(bends / bend)))])
    amounts = 100.0 + 50.0 * (days / 10.0) ** (1.0 / nearest)
    start, way, found = fit_concession(days, amounts, 10.0)
    assert (float(start), float(way), float(found)) == pytest.approx((100.0, 50.0, nearest), rel=1e-6)


def test_two_offers_of_each_side_meet_and_three_have_a_band() -> None:
    ours, theirs = [(0.0, 0.0), (5.0, 25.0), (8.0, 40.0)], [(0.0, 100.0), (5.0, 75.0), (8.0, 60.0)]
    for few in (1, 0):
        assert expected_meeting(ours[:few], theirs, 10.0) is None
        assert expected_meeting(ours, theirs[:few], 10.0) is None
    for one, other in ((ours[:2], theirs[:2]), (ours, theirs[:2]), (ours[:2], theirs)):
        met = expected_meeting(one, other, 10.0)
        assert met is not None
        assert (met.amount, met.day, met.gap) == pytest.approx((50.0, 10.0, 0.0))
        assert math.isnan(met.low)
        assert math.isnan(met.high)
    whole = expected_meeting(ours, theirs, 10.0)
    assert whole is not None
    assert (whole.low, whole.amount, whole.high) == pytest.approx((50.0, 50.0, 50.0))


def test_offers_meet_on_the_first_day_of_equality_and_never_before_the_start() -> None:
    met = expected_meeting([(0.0, 50.0), (5.0, 60.0)], [(0.0, 50.0), (5.0, 55.0)], 10.0)
    assert met is not None
    assert (met.amount, met.day, met.gap) == (50.0, 0.0, 0.0)


def test_an_offer_outside_the_days_counts_as_of_the_first_or_the_last() -> None:
    inside = expected_meeting([(0.0, 0.0), (5.0, 50.0)], [(0.0, 100.0), (10.0, 50.0)], 10.0)
    outside = expected_meeting([(-3.0, 0.0), (5.0, 50.0)], [(-3.0, 100.0), (15.0, 50.0)], 10.0)
    assert inside is not None
    assert outside is not None
    assert (outside.amount, outside.day, outside.gap) == (inside.amount, inside.day, inside.gap)


def test_offers_that_do_not_meet_give_the_middle_of_the_gap() -> None:
    left = expected_meeting([(0.0, 0.0), (10.0, 20.0)], [(0.0, 100.0), (10.0, 60.0)], 10.0)
    assert left is not None
    assert (left.amount, left.day, left.gap) == pytest.approx((40.0, 10.0, 40.0))


def test_the_range_of_going_to_law_by_hand_with_and_without_shifting() -> None:
    plain = legal_range(100.0, 0.5, 0.6, 10.0, 20.0)
    assert (float(plain.least), float(plain.most), float(plain.room)) == (40.0, 60.0, 20.0)
    shifted = legal_range(100.0, 0.5, 0.6, 10.0, 20.0, shifted=1.0, enforced=0.5)
    assert float(shifted.most) == pytest.approx(0.5 * 120.0 - 0.5 * 10.0 + 10.0)
    assert float(shifted.least) == pytest.approx(0.5 * 0.6 * 120.0 - 0.4 * 10.0 - 20.0)
    later = legal_range(100.0, 0.5, 0.6, 10.0, 20.0, years=2.0, our_rate=0.25, their_rate=1.0)
    assert (float(later.most), float(later.least)) == pytest.approx((50.0 / 1.5625 + 10.0, 60.0 / 4.0 - 20.0))


def test_CISG_50_and_UCC_2_714_take_nothing_off_goods_that_are_worth_their_price() -> None:
    assert [float(reduced_price(100.0, worth)) for worth in (0.9, 1.0, 1.2)] == pytest.approx([10.0, 0.0, 0.0])
    assert float(reduced_price(50_000.0, 30_000.0, 40_000.0)) == pytest.approx(12_500.0)
    assert [float(warranty_damages(100.0, worth)) for worth in (99.5, 100.0, 120.0)] == [0.5, 0.0, 0.0]


def test_a_range_of_one_single_amount_is_room_and_one_cent_less_is_a_gap() -> None:
    one = exact_cash(0.0, -100.0, 1.0, 1.0, (-50.0, -50.0))
    assert (float(one.cash), float(one.low), float(one.high), float(one.gap)) == (50.0, 50.0, 50.0, 0.0)
    none = exact_cash(0.0, -100.01, 1.0, 1.0, (-50.0, -50.0))
    assert math.isnan(float(none.cash))
    assert float(none.gap) == pytest.approx(0.01)
    assert float(exact_cash(0.0, 0.0, 1.0, 1.0, (-50.0, 10.0), most=20.0).high) == 20.0
    assert float(exact_cash(0.0, 100.0, 1.0, 1.0, (-50.0, 0.0)).low) == 0.0


def test_a_package_at_the_walk_away_is_accepted_and_the_weight_may_be_zero_or_one() -> None:
    for power in (0.0, 1.0):
        found = fair_points([10.0, 20.0], [10.0, 5.0], (10.0, 5.0), power)
        assert found.nash == (0 if power == 0.0 else 1)
    only = fair_points([10.0], [5.0], (10.0, 5.0))
    assert (only.nash, only.kalai_smorodinsky, only.egalitarian, only.best_total, only.gap) == (0, 0, 0, 0, 0.0)


def test_without_room_the_gap_is_the_smallest_shortfall_of_both_together() -> None:
    found = fair_points([0.0, 8.0, 20.0], [9.0, 1.0, -9.0], (10.0, 5.0))
    assert (found.nash, found.gap) == (None, 6.0)
    assert fair_points([np.nan, 8.0], [9.0, 1.0], (10.0, 5.0)).gap == 6.0
    assert math.isnan(fair_points([np.nan], [9.0], (10.0, 5.0)).gap)
    assert math.isnan(fair_points([], [], (10.0, 5.0)).gap)


def test_the_sample_of_many_packages_keeps_the_whole_frontier() -> None:
    """Points on a falling line are all on the frontier, and what lies on or below it is not."""
    ours = np.arange(3_000.0)
    line = 3_000.0 - ours
    many = np.concatenate([ours, ours, ours]), np.concatenate([line - 1.0, line, line])
    assert pareto_frontier(*many).tolist() == list(range(3_000, 6_000))
    assert pareto_frontier(np.concatenate([ours] * 3), np.concatenate([line, line, line - 0.5])).size == 3_000


def test_the_day_of_a_meeting_lies_on_a_grid_of_400_parts_and_offers_of_one_day_have_no_slope() -> None:
    met = expected_meeting([(0.0, 0.0), (4.0, 40.0)], [(0.0, 99.9), (4.0, 59.9)], 10.0)
    assert met is not None
    assert (met.day, met.amount) == pytest.approx((5.0, 49.95), rel=1e-9)
    at_once = expected_meeting([(0.0, 0.0), (0.0, 20.0)], [(0.0, 90.0), (0.0, 100.0)], 10.0)
    assert at_once is not None
    assert (at_once.gap, at_once.amount) == (90.0, 45.0)


def test_cash_is_whole_in_its_smallest_unit_of_two_that_are_as_good_the_lower_and_never_above_what_we_have() -> None:
    cents = exact_cash(0.0, 0.0, 1.0, 1.0, (-10.01, 0.0))
    assert float(cents.cash) in (5.0, 5.01)
    assert float(exact_cash(0.0, 0.0, 1.0, 1.0, (-11.0, 0.0), digits=0).cash) == 5.0
    for power, cash in ((0.0, 11.0), (1.0, 0.0)):
        assert float(exact_cash(0.0, 0.0, 1.0, 1.0, (-11.0, 0.0), power, digits=0).cash) == cash


def test_of_equal_smaller_gains_the_larger_other_gain_wins_and_then_the_lowest_place() -> None:
    assert fair_points([1.0, 4.0], [3.0, 1.0]).egalitarian == 1
    assert fair_points([4.0, 1.0], [1.0, 3.0]).egalitarian == 0
    assert fair_points([1.0, 3.0], [3.0, 1.0]).egalitarian == fair_points([3.0, 1.0], [1.0, 3.0]).egalitarian == 0


def test_what_is_not_finite_for_one_side_is_never_on_the_frontier() -> None:
    assert pareto_frontier([np.inf, 1.0, 2.0], [9.0, 5.0, np.nan]).tolist() == [1]
    assert pareto_frontier([1.0, 9.0], [5.0, -np.inf]).tolist() == [0]
