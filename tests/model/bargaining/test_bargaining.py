"""Bargaining over plain rows: Nash's Bill and Jack, pies, Rubinstein, concession curves, no deal; brute force, and
the axioms as properties."""

import itertools
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.core.problems import BadInput
from negotiation.model.bargaining.concession import (
    decreasing_steps,
    expected_meeting,
    midpoint,
    opening_offer,
)
from negotiation.model.bargaining.exact_cash import exact_cash
from negotiation.model.bargaining.nash_point import fair_points
from negotiation.model.bargaining.pareto_frontier import pareto_frontier
from negotiation.model.bargaining.zopa import legal_range, reduced_price, warranty_damages

BILLS = {"book": (2, 4), "whip": (2, 2), "ball": (2, 1), "bat": (2, 2), "box": (4, 1)}
JACKS = {"pen": (10, 1), "toy": (4, 1), "knife": (6, 2), "hat": (2, 2)}


def bill_and_jack() -> tuple[np.ndarray, np.ndarray, list[set[str]]]:
    """All 512 ways to hand things over: what each has in the end, and what changes hands."""
    names = [*BILLS, *JACKS]
    ours, theirs, moved = [], [], []
    for hands in itertools.product((False, True), repeat=len(names)):
        bill, jack = 0, 0
        for name, gives in zip(names, hands, strict=True):
            worth = BILLS.get(name) or JACKS[name]
            at_bill = (name in BILLS) != gives
            bill, jack = bill + worth[0] * at_bill, jack + worth[1] * (not at_bill)
        ours.append(bill)
        theirs.append(jack)
        moved.append({name for name, gives in zip(names, hands, strict=True) if gives})
    return np.array(ours, dtype=float), np.array(theirs, dtype=float), moved


def gains(place: int | None, start: tuple[float, float] = (12.0, 6.0)) -> tuple[float, float]:
    ours, theirs, _ = bill_and_jack()
    assert place is not None
    return float(ours[place] - start[0]), float(theirs[place] - start[1])


def test_nash_1950_bill_and_jack_whole() -> None:
    ours, theirs, moved = bill_and_jack()
    assert len(ours) == 512
    assert (ours[0], theirs[0]) == (12.0, 6.0)
    points = fair_points(ours, theirs, walk_away=(12.0, 6.0))
    assert gains(points.nash) == (12.0, 5.0)
    assert points.nash is not None
    assert moved[points.nash] == {"book", "whip", "ball", "bat", "pen", "toy", "knife"}
    assert gains(points.kalai_smorodinsky) == (12.0, 5.0)
    assert gains(points.egalitarian) == (8.0, 6.0)
    assert gains(points.best_total) == (14.0, 4.0)
    assert points.gap == 0.0


def test_nash_1950_the_frontier_of_bill_and_jack_has_seven_points() -> None:
    ours, theirs, _ = bill_and_jack()
    kept = np.flatnonzero((ours >= 12) & (theirs >= 6))
    found = kept[pareto_frontier(ours[kept], theirs[kept])]
    assert sorted((ours[found] - 12).tolist()) == [2, 6, 8, 12, 14, 16, 18]
    assert {(a, b) for a, b in zip(ours[found] - 12, theirs[found] - 6, strict=True)} == {
        (18, 0),
        (16, 2),
        (14, 4),
        (12, 5),
        (8, 6),
        (6, 7),
        (2, 8),
    }


@pytest.mark.parametrize("power", [0.25, 0.5, 0.8])
def test_a_linear_pie_is_shared_by_the_weights(power: float) -> None:
    pie = np.linspace(0.0, 1.0, 100_001)
    found = fair_points(pie, 1.0 - pie, power=power).nash
    assert found is not None
    assert pie[found] == pytest.approx(power, abs=1e-5)


def test_square_root_pie() -> None:
    cash = np.linspace(0.0, 1.0, 1_000_001)
    points, weighted = fair_points(np.sqrt(cash), 1.0 - cash), fair_points(np.sqrt(cash), 1.0 - cash, power=2 / 3)
    assert cash[points.nash] == pytest.approx(1 / 3, abs=1e-5)
    assert cash[weighted.nash] == pytest.approx(1 / 2, abs=1e-5)
    assert cash[points.kalai_smorodinsky] == pytest.approx(0.381966, abs=1e-5)


def test_tey_2021_decreasing_steps() -> None:
    assert [round(step, 2) for step in decreasing_steps(20.0, 4)] == [10.67, 5.33, 2.67, 1.33]
    assert sum(decreasing_steps(20.0, 4)) == pytest.approx(20.0)
    assert decreasing_steps(20.0, 0) == []


def test_opening_and_bracket() -> None:
    assert opening_offer(3000.0, 5000.0) == 1000.0
    assert opening_offer(2000.0, 5000.0, 500.0) == 500.0
    assert midpoint(1000.0, 5000.0) == 3000.0


def test_the_worked_case_of_no_deal() -> None:
    legal = legal_range(60.0, 0.5, 0.6, 20.0, 18.0, 0.5, 0.9, 1.5, 0.08, 0.12)
    assert (round(float(legal.least), 2), round(float(legal.most), 2)) == (10.06, 46.28)


@given(st.floats(0, 100), st.floats(0, 1), st.floats(0, 1), st.floats(0, 50), st.floats(0, 50))
def test_landes_the_settlement_condition(
    damages: float, ours: float, theirs: float, our_costs: float, their_costs: float
) -> None:
    room = float(legal_range(damages, ours, theirs, our_costs, their_costs).room)
    assert room == pytest.approx(our_costs + their_costs - (theirs - ours) * damages, abs=1e-9)


def test_cisg_50_and_ucc_2_714() -> None:
    assert float(reduced_price(50_000.0, 0.6)) == 20_000.0
    assert float(warranty_damages(60_000.0, 36_000.0)) == 24_000.0
    assert float(warranty_damages(40_000.0, 24_000.0)) == 16_000.0
    assert float(reduced_price(50_000.0, 1.2)) == 0.0


# brute force


def dominated(ours: list[float], theirs: list[float], place: int) -> bool:
    for other in range(len(ours)):
        weakly = ours[other] >= ours[place] and theirs[other] >= theirs[place]
        if weakly and (ours[other] > ours[place] or theirs[other] > theirs[place] or (other < place)):
            return True
    return False


def by_definition(
    ours: list[float], theirs: list[float], walk: tuple[float, float], power: float
) -> dict[str, int | None]:
    room = [i for i in range(len(ours)) if ours[i] >= walk[0] and theirs[i] >= walk[1]]
    names = ("nash", "kalai_smorodinsky", "egalitarian", "best_total")
    if not room:
        return dict.fromkeys(names)
    gain = {i: (ours[i] - walk[0], theirs[i] - walk[1]) for i in room}
    ideal = [max(gain[i][side] for i in room) for side in (0, 1)]
    part = {i: tuple(gain[i][side] / ideal[side] if ideal[side] else 1.0 for side in (0, 1)) for i in room}

    def best(score: Any, pair: Any) -> int:
        def key(i: int) -> tuple[float, float, float]:
            return tuple(round(value, 9) for value in (score(i), min(pair[i]), max(pair[i])))  # type: ignore[return-value]

        top = max(map(key, room))
        return min(i for i in room if key(i) == top)

    return {
        "nash": best(lambda i: gain[i][0] ** power * gain[i][1] ** (1 - power), gain),
        "kalai_smorodinsky": best(lambda i: min(part[i]), part),
        "egalitarian": best(lambda i: min(gain[i]), gain),
        "best_total": best(lambda i: sum(gain[i]), gain),
    }


PAIRS = st.lists(st.tuples(st.integers(-6, 12), st.integers(-6, 12)), min_size=1, max_size=25)


@settings(max_examples=3_000)
@given(PAIRS, st.integers(-4, 6), st.integers(-4, 6), st.sampled_from([0.0, 0.3, 0.5, 0.7, 1.0]))
def test_brute_force_frontier_and_every_fair_point(pairs: list[tuple[int, int]], a: int, b: int, power: float) -> None:
    ours, theirs = [float(one) for one, _ in pairs], [float(other) for _, other in pairs]
    assert pareto_frontier(ours, theirs).tolist() == [i for i in range(len(pairs)) if not dominated(ours, theirs, i)]
    points = fair_points(ours, theirs, (float(a), float(b)), power)
    for name, place in by_definition(ours, theirs, (float(a), float(b)), power).items():
        assert getattr(points, name) == place, name
    if points.nash is None:
        assert points.gap == min(max(a - one, 0) + max(b - other, 0) for one, other in pairs)


def test_the_first_frontier_of_the_sample_loses_no_package() -> None:
    random = np.random.default_rng(4)
    for kind in ("cloud", "curve", "grid", "line"):
        x = random.uniform(0, 1, 60_000)
        y = {
            "cloud": random.uniform(0, 1, 60_000),
            "curve": np.sqrt(1 - x**2),
            "grid": np.round(1 - x, 2),
            "line": 1 - x,
        }[kind]
        x = np.round(x, 2) if kind == "grid" else x
        order = np.lexsort((np.arange(x.size), -y, -x))
        best, kept = -np.inf, []
        for place in order:
            if y[place] > best:
                best = y[place]
                kept.append(place)
        assert pareto_frontier(x, y).tolist() == sorted(kept), kind


# the axioms


@given(PAIRS, st.floats(0.5, 4), st.floats(0.5, 4), st.integers(-5, 5), st.integers(-5, 5))
def test_scale_and_shift_do_not_matter_to_nash_and_kalai_smorodinsky(
    pairs: list[tuple[int, int]], a: float, b: float, c: int, d: int
) -> None:
    ours, theirs = np.array(pairs, dtype=float).T
    plain, moved = fair_points(ours, theirs), fair_points(a * ours + c, b * theirs + d, (float(c), float(d)))
    if plain.nash is None or moved.nash is None:
        assert plain.nash is None or min(ours[plain.nash], theirs[plain.nash]) < 1e-9
        return
    product = ours * theirs
    assert product[moved.nash] == pytest.approx(product[plain.nash], abs=1e-6)
    room = (ours >= 0) & (theirs >= 0)
    ideal = ours[room].max() or 1.0, theirs[room].max() or 1.0
    worst = [
        min(ours[place] / ideal[0], theirs[place] / ideal[1])
        for place in (plain.kalai_smorodinsky, moved.kalai_smorodinsky)
    ]
    assert worst[0] == pytest.approx(worst[1], abs=1e-9)


@given(PAIRS)
def test_symmetry(pairs: list[tuple[int, int]]) -> None:
    ours, theirs = np.array([*pairs, *((b, a) for a, b in pairs)], dtype=float).T
    one, other = fair_points(ours, theirs), fair_points(theirs, ours)
    for name in ("nash", "kalai_smorodinsky", "egalitarian", "best_total"):
        first, second = getattr(one, name), getattr(other, name)
        assert (first is None) == (second is None)
        if first is not None:
            assert sorted((ours[first], theirs[first])) == sorted((ours[second], theirs[second])), name


@given(PAIRS, st.data())
def test_independence_of_irrelevant_alternatives_for_nash(pairs: list[tuple[int, int]], data: st.DataObject) -> None:
    ours, theirs = np.array(pairs, dtype=float).T
    best = fair_points(ours, theirs).nash
    if best is None:
        return
    kept = [i for i in range(len(pairs)) if i == best or data.draw(st.booleans())]
    again = fair_points(ours[kept], theirs[kept]).nash
    assert again is not None
    assert (ours[kept][again], theirs[kept][again]) == (ours[best], theirs[best])


@given(PAIRS, PAIRS)
def test_with_the_ideal_point_fixed_more_packages_never_lower_the_smaller_part(
    pairs: list[tuple[int, int]], more: list[tuple[int, int]]
) -> None:
    fixed = [*pairs, (12, 0), (0, 12)]  # both ideals stay 12

    def smaller(rows: list[tuple[int, int]]) -> float:
        ours, theirs = np.array(rows, dtype=float).T
        place = fair_points(ours, theirs).kalai_smorodinsky
        return float(min(ours[place], theirs[place])) / 12.0 if place is not None else -1.0

    assert smaller([*fixed, *more]) >= smaller(fixed)


@given(PAIRS, st.integers(0, 8), st.integers(0, 8))
def test_nothing_below_a_walk_away_is_ever_recommended(pairs: list[tuple[int, int]], a: int, b: int) -> None:
    ours, theirs = np.array(pairs, dtype=float).T
    points = fair_points(ours, theirs, (float(a), float(b)))
    for name in ("nash", "kalai_smorodinsky", "egalitarian", "best_total"):
        place = getattr(points, name)
        assert place is None or (ours[place] >= a and theirs[place] >= b)


# exact cash


@given(
    st.integers(-5000, 5000),
    st.integers(-5000, 5000),
    st.floats(0.7, 1),
    st.floats(0.7, 1),
    st.integers(-4000, 1000),
    st.integers(-4000, 1000),
    st.floats(0.1, 0.9),
)
def test_exact_cash_is_the_best_cent_of_all(
    ours: int, theirs: int, a: float, b: float, ds: int, db: int, power: float
) -> None:
    found = exact_cash(ours / 100, theirs / 100, a, b, (ds / 100, db / 100), power)
    cents = np.arange(0, 20_000) / 100
    mine, yours = ours / 100 - ds / 100 - a * cents, theirs / 100 - db / 100 + b * cents
    room = (mine >= -1e-9) & (yours >= -1e-9)
    if not room.any():
        assert math.isnan(float(found.cash))
        assert float(found.gap) > 0.0
        return
    product = np.where(room, np.maximum(mine, 0) ** power * np.maximum(yours, 0) ** (1 - power), -1)
    place = round(float(found.cash) * 100)
    assert room[place]
    assert product[place] == pytest.approx(product.max(), rel=1e-9, abs=1e-9)


def test_exact_cash_says_what_is_missing() -> None:
    found = exact_cash(0.0, -6500.0, 1.0, 1.0, (-1000.0, -4400.0))
    assert math.isnan(float(found.cash))
    assert float(found.gap) == 1100.0


# moves


def test_offers_that_follow_their_curves_meet_where_the_curves_meet() -> None:
    days = np.array([0.0, 2.0, 4.0, 6.0])
    ours, theirs = 1000 + 2000 * (days / 10), 5000 - 3000 * (days / 10)
    found = expected_meeting(list(zip(days, ours, strict=True)), list(zip(days, theirs, strict=True)), 10.0)
    assert found is not None
    assert (found.amount, found.day) == (pytest.approx(2600.0, abs=5), pytest.approx(8.0, abs=0.05))
    assert (found.low, found.high, found.gap) == (pytest.approx(2600.0, abs=10), pytest.approx(2600.0, abs=10), 0.0)


def test_offers_that_do_not_meet_leave_a_gap_and_few_offers_give_no_band() -> None:
    found = expected_meeting([(0, 1000), (5, 1100)], [(0, 5000), (5, 4800)], 10.0)
    assert found is not None
    assert found.gap > 2000.0
    assert math.isnan(found.low)
    assert expected_meeting([(0, 1000)], [(0, 5000), (5, 4800)], 10.0) is None


def test_noisy_offers_give_a_band_that_depends_only_on_the_seed() -> None:
    ours, theirs = [(0, 1000), (2, 1500), (4, 1700), (6, 2300)], [(0, 5000), (2, 4600), (4, 3700), (6, 3300)]
    one, same = expected_meeting(ours, theirs, 10.0, seed=3), expected_meeting(ours, theirs, 10.0, seed=3)
    assert one is not None
    assert same is not None
    assert one.low < one.amount < one.high
    assert (one.low, one.high) == (same.low, same.high)


@pytest.mark.parametrize(
    ("ours", "theirs", "power"), [([1.0], [1.0, 2.0], 0.5), ([[1.0]], [[1.0]], 0.5), ([1.0], [1.0], 1.5)]
)
def test_rows_of_different_lengths_are_refused(ours: Any, theirs: Any, power: float) -> None:
    with pytest.raises(BadInput):
        fair_points(ours, theirs, power=power)


def test_nothing_on_the_table() -> None:
    points = fair_points([], [])
    assert points.nash is None
    assert pareto_frontier([], []).tolist() == []
    assert pareto_frontier([float("nan"), 1.0], [1.0, float("nan")]).tolist() == []
