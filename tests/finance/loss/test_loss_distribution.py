"""The total loss under one common factor: Vasicek's figure first, then exact peers, and what no seed, order or chunk
may change."""

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from negotiation import BadInput
from negotiation.core.distributions import Pert
from negotiation.finance.loss import loss_distribution
from negotiation.finance.loss.loss_distribution import Loss, total_loss
from negotiation.finance.loss.severity_cells import CELLS, size_cells
from negotiation.finance.position import expected_to_provision, value_register
from negotiation.finance.provision.provision import POLICIES, ProvisionPolicy
from negotiation.finance.register.entry import CERTAINTIES, Entry
from negotiation.finance.register.register import register_of
from negotiation.finance.register.valued_register import convert_register
from negotiation.model.facts.case import STAGES
from tests.support.vasicek import vasicek_loss


def codes(count: int, letter: str = "C") -> list[str]:
    return [f"{letter}{number}" for number in range(count)]


def register(count: int, seed: int = 1) -> dict[str, Any]:
    random = np.random.default_rng(seed)
    low = random.uniform(0.0, 1e4, count)
    likely = low + random.uniform(0.0, 1e4, count)
    return {
        "chance": random.integers(0, 101, count) / 100.0,
        "low": low,
        "likely": likely,
        "high": likely + random.uniform(0.0, 3e4, count),
        "recovery": random.uniform(0.0, 5e3, count) * (random.random(count) < 0.3),
    }


def rows(claims: dict[str, Any], which: Any) -> dict[str, Any]:
    return {name: column[which] for name, column in claims.items()}


def test_Vasicek_2002_one_percent_at_correlation_a_fifth_loses_14_5525_percent_in_one_year_of_a_thousand() -> None:
    assert vasicek_loss(0.01, 0.2, 0.999) == pytest.approx(0.145525, abs=5e-7)
    count = 10_000
    found = total_loss(codes(count), 0.01, 1.0, 1.0, 1.0, correlation=0.2, draws=16_384)
    quantile = found.quantile(0.999)
    assert quantile.low is not None
    assert quantile.high is not None
    assert quantile.low / count <= 0.145525 <= quantile.high / count
    assert (quantile.high - quantile.low) / count < 0.012
    assert quantile.value == pytest.approx(0.145525 * count, rel=0.02)
    assert found.mean / count == pytest.approx(0.01, rel=0.01)


def test_a_quantile_with_too_few_draws_is_not_given() -> None:
    found = total_loss(codes(50), 0.2, 1.0, 2.0, 5.0, draws=1_000)
    for chance in (0.999, 0.0001, 0.995):
        refused = found.quantile(chance)
        assert (refused.value, refused.low, refused.high, refused.reason) == (None, None, None, "too_few_draws")
    assert found.quantile(0.95).value is not None


def test_a_large_register_follows_the_expected_loss_given_the_factor() -> None:
    claims = register(20_000)
    found = total_loss(codes(20_000), **claims, draws=1_024, seed=5)
    net = np.maximum(
        size_cells(claims["low"], claims["likely"], claims["high"]) - claims["recovery"][:, None], 0.0
    ).mean(axis=-1)
    assert found.expected == pytest.approx(float((claims["chance"] * net).sum()), rel=1e-6)
    assert abs(found.mean - found.expected) < 3.0 * found.mean_error
    for chance in (0.5, 0.95):
        exact = float((vasicek_loss(claims["chance"], loss_distribution.CORRELATION, chance) * net).sum())
        quantile = found.quantile(chance)
        assert quantile.value == pytest.approx(exact, rel=0.01)
        assert quantile.low is not None
        assert quantile.high is not None
        assert quantile.low <= exact <= quantile.high


def test_the_common_factor_is_stratified_one_draw_in_each_part_and_the_worst_years_come_first() -> None:
    from scipy.special import ndtr

    factor = loss_distribution._strata(1_000, 7)
    assert np.floor(ndtr(factor) * 1_000).astype(int).tolist() == list(range(1_000))
    totals = total_loss(codes(5_000), 0.3, 1.0, 1.0, 1.0, draws=1_000).totals
    assert totals[:100].mean() > 2.0 * totals[-100:].mean()


def test_stratification_removes_the_factors_randomness_from_the_quantile() -> None:
    """Twenty seeds: the 95 % point of a large register hardly moves; with an unstratified factor it would spread by
    about 4 %."""
    found = [
        total_loss(codes(2_000), 0.05, 1.0, 1.0, 1.0, draws=1_024, seed=seed).quantile(0.95).value for seed in range(20)
    ]
    assert np.std(np.array(found, dtype=float)) / np.mean(np.array(found, dtype=float)) < 0.015


@pytest.mark.parametrize("correlation", [0.0, 0.2, 0.6])
def test_two_claims_cost_together_as_often_as_the_normal_pair_says(correlation: float) -> None:
    """Chances of a half: both with 1/4 + arcsin(ρ) / 2π."""
    found = total_loss(["a", "b"], 0.5, 1.0, 1.0, 1.0, correlation=correlation, draws=2**16, seed=2)
    both = float(np.mean(found.totals == 200))
    assert both == pytest.approx(0.25 + np.arcsin(correlation) / (2.0 * np.pi), abs=0.006)


def test_the_interval_of_a_quantile_holds_the_true_one_nineteen_times_in_twenty() -> None:
    claims = register(60, seed=9)
    truth = total_loss(codes(60), **claims, draws=2**18, seed=1_000).quantile(0.95).value
    assert truth is not None
    held = 0
    for seed in range(200):
        quantile = total_loss(codes(60), **claims, draws=512, seed=seed).quantile(0.95)
        assert quantile.low is not None
        assert quantile.high is not None
        held += quantile.low <= truth <= quantile.high
    assert held / 200 >= 0.92


def test_the_stated_error_of_the_mean_is_what_seeds_show() -> None:
    claims = register(200, seed=4)
    found = [total_loss(codes(200), **claims, draws=256, seed=seed) for seed in range(100)]
    spread = float(np.std([each.mean for each in found]))
    assert spread == pytest.approx(float(np.mean([each.mean_error for each in found])), rel=0.3)
    assert abs(np.mean([each.mean for each in found]) - found[0].expected) < 4.0 * spread / 10.0


@pytest.mark.parametrize("chunk", [1, 1_000, 7_777, 10**7])
def test_chunks_change_nothing(monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    claims = register(120)
    whole = total_loss(codes(120), **claims, draws=300, seed=4)
    monkeypatch.setattr(loss_distribution, "CHUNK", chunk)
    again = total_loss(codes(120), **claims, draws=300, seed=4)
    assert (again.totals == whole.totals).all()
    assert again.expected == whole.expected


@given(st.permutations(range(12)), st.integers(0, 2**63), st.integers(1, 11))
@hypothesis_settings(max_examples=40)
def test_order_changes_nothing_and_parts_of_a_register_add_up_to_the_whole(
    order: list[int], seed: int, cut: int
) -> None:
    claims, names = register(12, seed=seed % 1_000), np.array(codes(12), dtype=object)
    whole = total_loss(names, **claims, draws=64, seed=seed)
    turned = total_loss(names[order], **rows(claims, order), draws=64, seed=seed)
    assert (turned.totals == whole.totals).all()
    assert turned.expected == whole.expected
    first, second = order[:cut], order[cut:]
    parts = [total_loss(names[part], **rows(claims, part), draws=64, seed=seed).totals for part in (first, second)]
    assert (parts[0] + parts[1] == whole.totals).all()


def test_the_same_seed_gives_the_same_totals_to_this_day_and_another_seed_others() -> None:
    claims = register(50)
    one, same, other = (total_loss(codes(50), **claims, draws=128, seed=seed) for seed in (1, 1, 2))
    assert (one.totals == same.totals).all()
    assert (one.totals != other.totals).any()
    assert int(total_loss(codes(10), 0.5, 1.0, 2.0, 9.0, draws=64, seed=1).totals.sum()) == 89_345


def test_a_certain_claim_always_costs_and_an_impossible_one_never() -> None:
    found = total_loss(
        ["sure", "never"],
        np.array([1.0, 0.0]),
        np.array([7.0, 1e6]),
        np.array([7.0, 1e6]),
        np.array([7.0, 1e6]),
        draws=4_096,
    )
    assert set(found.totals.tolist()) == {700}
    assert found.quantile(0.95).low == found.quantile(0.95).high == 7.0


def test_a_recovery_is_taken_off_claim_by_claim_and_never_below_nothing() -> None:
    found = total_loss(["a", "b"], 1.0, 100.0, 100.0, 100.0, recovery=np.array([30.0, 500.0]), draws=16)
    assert set(found.totals.tolist()) == {7_000}


def test_a_common_factor_makes_bad_years_worse_and_leaves_the_mean() -> None:
    claims = register(2_000)
    found = [total_loss(codes(2_000), **claims, correlation=each, draws=1_024) for each in (0.0, 0.15, 0.4)]
    worst = [each.quantile(0.95).value or 0.0 for each in found]
    assert worst[0] < worst[1] < worst[2]
    assert len({each.expected for each in found}) == 1


def test_the_part_of_years_above_what_is_provided() -> None:
    found = Loss(np.arange(1, 101, dtype=np.int64) * 100, 2, 50.5, 0.15, 0)
    assert found.above(95.0) == 0.05
    assert (found.quantile(0.5).value, found.mean) == (50.0, 50.5)


@given(st.tuples(*[st.floats(0.0, 1e6)] * 3).map(sorted))
def test_cells_keep_the_mean_and_lie_between_the_ends_rising(points: list[float]) -> None:
    cells, slip = size_cells(*points), 1e-9 * points[2] + 1e-9
    assert cells.mean() == pytest.approx((points[0] + 4.0 * points[1] + points[2]) / 6.0, rel=1e-9, abs=1e-9)
    assert points[0] - slip <= cells[0] <= cells[-1] <= points[2] + slip
    assert (np.diff(cells) >= -slip).all()


def test_cells_lie_on_the_beta_pert_distribution() -> None:
    for points in [(0.0, 0.0, 1.0), (0.0, 0.333, 1.0), (0.0, 0.5, 1.0), (0.0, 1.0, 1.0)]:
        spread, cells = Pert(*points), size_cells(*points)
        middles = np.asarray(spread.quantile((np.arange(CELLS) + 0.5) / CELLS))
        assert np.abs(cells - middles)[1:-1].max() < 2e-3
        assert cells.var() == pytest.approx(float(spread.variance), rel=2e-3)


@pytest.mark.parametrize(
    "wrong",
    [
        {"chance": 1.2},
        {"chance": np.nan},
        {"correlation": 1.0},
        {"draws": 1},
        {"draws": 2**21},
        {"low": 9.0},
        {"high": 1e300},
        {"recovery": np.nan},
    ],
)
def test_what_cannot_be_drawn_is_refused(wrong: dict[str, Any]) -> None:
    given: dict[str, Any] = {"chance": 0.5, "low": 1.0, "likely": 2.0, "high": 3.0}
    with pytest.raises(BadInput):
        total_loss(codes(3), **{**given, **wrong})


def test_a_code_used_twice_is_refused_since_both_would_cost_together() -> None:
    with pytest.raises(BadInput) as caught:
        total_loss(["a", "b", "a"], 0.5, 1.0, 1.0, 1.0)
    assert [(each.code, each.value) for each in caught.value.problems] == [("code_not_unique", "a")]


def test_a_register_without_claims_costs_nothing() -> None:
    found = total_loss([], np.empty(0), np.empty(0), np.empty(0), np.empty(0))
    assert (found.expected, found.mean, found.quantile(0.95).value) == (0.0, 0.0, 0.0)


REGISTERS = st.lists(
    st.tuples(
        st.floats(0.0, 1.0),
        st.floats(0.0, 5e3),
        st.floats(0.0, 5e3),
        st.sampled_from(STAGES),
        st.sampled_from(CERTAINTIES),
        st.floats(0.0, 3e3),
    ),
    min_size=1,
    max_size=30,
)


@given(REGISTERS, st.sampled_from(list(POLICIES.values())))
def test_the_steps_from_expected_cost_to_provision_add_up_to_the_cent(
    rows: list[tuple[float, float, float, str, str, float]], policy: ProvisionPolicy
) -> None:
    entries = [
        Entry(
            f"C-{place}",
            chance=chance,
            low=low,
            likely=low + more,
            high=low + 3.0 * more,
            stage=stage,
            certainty=certainty,
            recovery=back,
            settles_on=date(2028, 1, 1),
        )
        for place, (chance, low, more, stage, certainty, back) in enumerate(rows)
    ]
    found = value_register(convert_register(register_of(entries), {}, "USD", date(2026, 11, 20)), policy, draws=16)
    steps = expected_to_provision(found)
    assert (
        steps["expected"] + steps["in_full"] - steps["not_provided"] - steps["discount"]
        == steps["provided"]
        == found.total("provided")
    )
    assert steps["expected"] == int(found.converted.lines.expected.sum())
    assert min(steps["not_provided"], steps["discount"]) >= 0


def test_the_loss_deducts_only_virtually_certain_recoveries_as_the_assets_do() -> None:
    for certainty, left in (("virtually_certain", 60.0), ("probable", 100.0), ("possible", 100.0), ("remote", 100.0)):
        entry = Entry("A", chance=1.0, low=100.0, likely=100.0, high=100.0, recovery=40.0, certainty=certainty)
        found = value_register(convert_register(register_of([entry]), {}, "USD", date(2026, 11, 20)), draws=64)
        assert set(found.loss.totals.tolist()) == {round(100 * left)}
        assert found.total("provided") - found.total("assets") == round(100 * left)
