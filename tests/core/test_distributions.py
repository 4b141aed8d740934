"""Ranges as distributions: known moments first, then what must hold for every spread, and any field of a dossier
drawn by its path."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation import BadInput, Dossier, dumps, evaluate, loads
from negotiation.claim.defaults.default_rules import with_range, with_typed_value
from negotiation.claim.document.dossier_checks import checked_dossier
from negotiation.claim.document.field_paths import value_at
from negotiation.claim.document.uncertain_ranges import Range, draw_dossier
from negotiation.core.distributions import Beta, Pert, Spread, ThreePoint, Triangular, Uniform
from negotiation.core.sampling import chance_by, quantiles, sample
from negotiation.importers.typed_numbers import Figure, read_typed_range

POINTS = st.tuples(*[st.floats(-1e5, 1e5)] * 3).map(sorted)


def test_classical_pert_and_beta_pert_differ_in_variance_at_10_20_60() -> None:
    """REFERENCE: mean 25; classical ((p − o) / 6)² = 69.44, the distribution's own (mean − o)(p − mean) / 7 = 75."""
    assert float(Pert(10.0, 20.0, 60.0).mean) == float(ThreePoint(10.0, 20.0, 60.0).mean) == 25.0
    assert float(ThreePoint(10.0, 20.0, 60.0).variance) == pytest.approx(69.444, abs=1e-3)
    assert float(Pert(10.0, 20.0, 60.0).variance) == 75.0
    values = sample({"x": Pert(10.0, 20.0, 60.0)}, 16_384, seed=5)["x"]
    assert (values.mean(), values.var()) == (pytest.approx(25.0, abs=0.01), pytest.approx(75.0, rel=0.005))


@pytest.mark.parametrize(
    ("spread", "mean", "variance"),
    [
        (Triangular(0.0, 1.0, 5.0), 2.0, (25.0 + 1.0 - 5.0) / 18.0),
        (Uniform(4_000.0, 7_000.0), 5_500.0, 3_000.0**2 / 12.0),
        (Beta(0.3, 20.0), 0.3, 0.3 * 0.7 / 21.0),
    ],
)
def test_drawn_moments_are_those_of_the_distribution(spread: Spread, mean: float, variance: float) -> None:
    values = sample({"x": spread}, 16_384, seed=5)["x"]
    assert values.shape == (16_384, 1)
    assert (values.mean(), values.var()) == (pytest.approx(mean, rel=1e-3), pytest.approx(variance, rel=5e-3))
    assert float(spread.mean) == pytest.approx(mean)


@given(POINTS, st.floats(0, 1), st.floats(0, 1))
def test_quantiles_rise_and_stay_between_the_ends(points: list[float], one: float, other: float) -> None:
    low, likely, high = points
    for spread in (
        Pert(low, likely, high),
        Triangular(low, likely, high),
        Uniform(low, high),
        ThreePoint(low, likely, high),
    ):
        below, above = (float(spread.quantile(each)) for each in sorted((one, other)))
        slip = 1e-9 * max(1.0, abs(low), abs(high))
        assert low - slip <= below <= above + slip <= high + 2 * slip


def test_a_spread_without_width_is_the_plain_number_and_a_certain_share_is_certain() -> None:
    assert float(Pert(5.0, 5.0, 5.0).quantile(0.3)) == float(Triangular(5.0, 5.0, 5.0).quantile(0.3)) == 5.0
    assert (float(Beta(0.0, 9.0).quantile(0.9)), float(Beta(1.0, 9.0).quantile(0.1))) == (0.0, 1.0)


def test_figures_are_drawn_independently_and_the_seed_decides() -> None:
    spreads: dict[str, Spread] = {name: Uniform(0.0, 1.0) for name in "abc"}
    first, again, other = (sample(spreads, 4_096, seed=seed) for seed in (1, 1, 2))
    assert all(np.array_equal(first[name], again[name]) for name in "abc")
    assert not np.array_equal(first["a"], other["a"])
    table = np.corrcoef(np.hstack([first[name] for name in "abc"]).T)
    np.testing.assert_allclose(table, np.eye(3), atol=0.01)


@pytest.mark.parametrize("draws", [0, -4, 3, 1_000, 2**21])
def test_draws_are_a_power_of_two(draws: int) -> None:
    with pytest.raises(BadInput) as refused:
        sample({"a": Uniform(0.0, 1.0)}, draws)
    assert refused.value.problems[0].code == "not_a_power_of_two"


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60), st.floats(0.001, 1))
def test_a_quantile_is_a_drawn_value_that_the_stated_share_does_not_exceed(values: list[float], chance: float) -> None:
    (found,) = quantiles(np.array(values), (chance,))
    assert found in values
    assert chance_by(np.array(values), found) >= chance - 1e-9


def test_any_field_is_drawn_by_its_path_and_goes_through_every_formula(gift_boxes: Dossier) -> None:
    ranges = (
        Range("case.harm", 5_000.0, 8_000.0),
        Range("case.customer.retention", strength=40.0, shape="beta"),
        Range("remedies[remake].lines[production].rate", 3.4, 4.3, "uniform"),
        Range("offers[half_now].staying.chance", 0.6, 0.95, "triangular"),
        Range("offers[half_over_orders].terms[repayment_over_orders].orders", 2.0, 6.0),
    )
    dossier = checked_dossier(replace(gift_boxes, case=replace(gift_boxes.case, harm=6_500.0), ranges=ranges))
    many = draw_dossier(dossier, 256, seed=1)
    for each in ranges:
        assert value_at(many, each.path).shape == (256, 1)
    orders = value_at(many, ranges[-1].path)
    assert set(np.unique(orders)) <= {2.0, 3.0, 4.0, 5.0, 6.0}
    together = evaluate(many)[1]
    for row in (0, 100, 255):
        alone = dossier
        for each in ranges:
            from negotiation.claim.document.field_paths import with_value

            alone = with_value(alone, each.path, float(value_at(many, each.path)[row, 0]))
        one = evaluate(replace(alone, ranges=()))[1]
        for many_outcome, outcome in zip(together.outcomes, one.outcomes, strict=True):
            assert float(np.broadcast_to(many_outcome.net, (256, 1))[row, 0]) == pytest.approx(
                float(outcome.net), rel=1e-12
            )


BAD = [
    (Range("case.harm", 1.0, 2.0), "unknown_field"),  # no figure stands there in the sample
    (Range("case.title", 1.0, 2.0), "unknown_field"),
    (Range("case.nothing", 1.0, 2.0), "unknown_field"),
    (Range("case.customer.retention", 0.9, 0.95), "points_do_not_rise"),
    (Range("case.customer.retention", 0.5, 1.5), "out_of_range"),
    (Range("case.receivable", 0.0, 15_000.0, "beta", 4.0), "not_a_choice"),
]


@pytest.mark.parametrize(("wrong", "code"), BAD)
def test_a_range_that_makes_no_sense_is_refused(gift_boxes: Dossier, wrong: Range, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        checked_dossier(replace(gift_boxes, ranges=(wrong,)))
    assert code in {problem.code for problem in refused.value.problems}


def test_ranges_are_kept_in_the_file_and_go_when_the_value_leaves_them(gift_boxes: Dossier) -> None:
    ranged = with_range(gift_boxes, "case.receivable", 12_000.0, 15_000.0)
    assert loads(dumps(ranged)) == ranged
    assert with_typed_value(ranged, "case.receivable", 13_000.0).range_of("case.receivable") is not None
    assert with_typed_value(ranged, "case.receivable", 9_000.0).range_of("case.receivable") is None
    assert with_range(ranged, "case.receivable", None, None).range_of("case.receivable") is None


TYPED = [
    ("4000 to 7000", Figure(5_500.0, 4_000.0, 7_000.0)),
    ("4,000-7,000", Figure(5_500.0, 4_000.0, 7_000.0)),
    ("4千至7千", Figure(5_500.0, 4_000.0, 7_000.0)),
    ("4000～7000", Figure(5_500.0, 4_000.0, 7_000.0)),
    ("7k to 4k", Figure(5_500.0, 4_000.0, 7_000.0)),
    ("5,000 (4,000 to 7,000)", Figure(5_000.0, 4_000.0, 7_000.0)),
    ("5000（4000 至 7000）", Figure(5_000.0, 4_000.0, 7_000.0)),
    ("4000 / 5000 / 7000", Figure(5_000.0, 4_000.0, 7_000.0)),
    ("20% to 30%", Figure(25.0, 20.0, 30.0)),
    ("1.4万", Figure(14_000.0)),
    ("-3", Figure(-3.0)),
    ("a few", None),
    ("4000 to", None),
    ("4000 to many", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "figure"), TYPED)
def test_figures_and_ranges_as_people_type_them(text: str, figure: Figure | None) -> None:
    assert read_typed_range(text) == figure
