"""Many accounts and renewals: the published fits first, then small samples, and what must hold for any data."""

from importlib.resources import files

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation import BadInput
from negotiation.importers.order_lines import Accounts
from negotiation.model.lifetime.bg_nbd import BgNbd, fit_bg_nbd
from negotiation.model.lifetime.evidence_level import forecast_accounts
from negotiation.model.lifetime.gamma_gamma import fit_gamma_gamma
from negotiation.model.lifetime.shifted_beta_geometric import ShiftedBetaGeometric, fit_sbg, retention_nodes

DATA = files("lifetimes") / "datasets"
SUMMARY = pd.read_csv(str(DATA / "cdnow_customers_summary.csv"))
SPENDING = pd.read_csv(str(DATA / "cdnow_customers_summary_with_transactions.csv"))


def day_exact() -> pd.DataFrame:
    """CDNOW, one account a row from the dated orders: weeks of 7 days to the day, 39 weeks, same-day orders merged."""
    raw = pd.read_csv(
        str(DATA / "CDNOW_sample.txt"), sep=r"\s+", header=None, usecols=[1, 2, 4], names=["id", "day", "value"]
    )
    raw["day"] = pd.to_datetime(raw["day"].astype(str))
    end = pd.Timestamp("1997-09-30")
    orders = raw[raw["day"] <= end].groupby(["id", "day"], as_index=False)["value"].sum().sort_values(["id", "day"])
    grouped = orders.groupby("id")
    first, last, count = grouped["day"].min(), grouped["day"].max(), grouped.size()
    repeats = orders[orders["day"] > orders["id"].map(first)].groupby("id")["value"].mean()
    return pd.DataFrame(
        {
            "x": count - 1,
            "last": (last - first).dt.days / 7,
            "age": (end - first).dt.days / 7,
            "mean": repeats.reindex(count.index).fillna(0.0),
        }
    )


def fitted() -> BgNbd:
    return fit_bg_nbd(SUMMARY["frequency"], SUMMARY["recency"], SUMMARY["T"])


def test_fader_hardie_lee_2005_table_2_on_the_summary_file() -> None:
    found = fitted()
    assert [found.r, found.alpha, found.a, found.b] == pytest.approx([0.242593, 4.413531, 0.792886, 2.425753], abs=2e-6)
    assert found.log_likelihood == pytest.approx(-9582.4256, abs=1e-4)
    assert found.accounts == 2357.0
    assert not found.priors


def test_fader_hardie_lee_2005_table_2_to_the_day() -> None:
    accounts = day_exact()
    found = fit_bg_nbd(accounts["x"], accounts["last"], accounts["age"])
    assert [found.r, found.alpha, found.a, found.b] == pytest.approx([0.24259, 4.41360, 0.79292, 2.42591], abs=1e-5)
    assert found.log_likelihood == pytest.approx(-9582.4292, abs=1e-4)
    assert [round(each, 3) for each in (found.r, found.alpha, found.a, found.b)] == [0.243, 4.414, 0.793, 2.426]


def test_fader_hardie_lee_2005_expected_orders_and_chance_alive() -> None:
    found = fitted()
    assert [round(float(found.expected_orders(weeks)), 4) for weeks in (1.0, 3.0, 32.0, 78.0)] == [
        0.0532,
        0.1506,
        1.0437,
        1.8580,
    ]
    assert float(found.expected_orders_of(2.0, 30.43, 38.86, 39.0)) == pytest.approx(1.226, abs=5e-4)
    assert float(found.chance_alive(2.0, 30.43, 38.86)) == pytest.approx(0.7266, abs=5e-5)


def test_gamma_gamma_of_946_repeat_buyers_on_both_files() -> None:
    found = fit_gamma_gamma(SPENDING["x"], SPENDING["zbar"])
    assert found.accounts == 946.0
    assert [found.p, found.q, found.v] == pytest.approx([6.249, 3.745, 15.448], abs=1e-3)
    accounts = day_exact()
    exact = fit_gamma_gamma(accounts["x"], accounts["mean"])
    assert [exact.p, exact.q, exact.v] == pytest.approx([6.250, 3.744, 15.444], abs=1e-3)
    assert exact.log_likelihood == pytest.approx(-4055.918, abs=1e-2)


HIGH_END, REGULAR = (1000, 869, 743, 653, 593, 551, 517, 491), (1000, 631, 468, 382, 326, 289, 262, 241)


@pytest.mark.parametrize(
    ("counts", "alpha", "beta", "height"), [(HIGH_END, 0.6681, 3.8061, -1611.16), (REGULAR, 0.7041, 1.1820, -1680.27)]
)
def test_fader_hardie_2007_shifted_beta_geometric(
    counts: tuple[int, ...], alpha: float, beta: float, height: float
) -> None:
    found = fit_sbg(counts)
    assert (round(found.alpha, 4), round(found.beta, 4), round(found.log_likelihood, 2)) == (alpha, beta, height)


@given(st.floats(0.02, 0.98), st.floats(0.5, 200), st.floats(0.02, 0.5))
def test_weighted_nodes_match_the_closed_form_of_the_residual_lifetime(
    mean: float, strength: float, rate: float
) -> None:
    nodes, weights = retention_nodes(mean, strength)
    exact = ShiftedBetaGeometric((1.0 - mean) * strength, mean * strength).residual_lifetime(rate)
    assert float(weights @ (nodes / (1.0 - nodes / (1.0 + rate)))) == pytest.approx(exact, rel=1e-6)
    assert float(weights.sum()) == pytest.approx(1.0)
    assert float(weights @ nodes) == pytest.approx(mean, rel=1e-9)


def test_residual_lifetime_before_a_later_renewal_is_the_sum_of_what_survives() -> None:
    found = fit_sbg(HIGH_END)
    for n in (1, 3):
        start = float(found.survival(n - 1))
        summed = sum(float(found.survival(n - 1 + t)) / start / 1.1 ** (t - 1) for t in range(1, 2_000))
        assert float(found.residual_lifetime(0.1, n)) == pytest.approx(summed, rel=1e-6)


@pytest.mark.parametrize(
    "counts", [(), (10,), (10, 9), (10, 11, 9), (10, 10, 10), (0, 0, 0), (10, 9, -1), (10, float("nan"), 3)]
)
def test_tables_without_information_on_renewals_are_refused(counts: tuple[float, ...]) -> None:
    with pytest.raises(BadInput):
        fit_sbg(counts)


def test_accounts_that_are_alike_are_merged_and_weights_count_them() -> None:
    some = SUMMARY.sample(300, random_state=1)
    twice = pd.concat([some, some])
    once = fit_bg_nbd(some["frequency"], some["recency"], some["T"], weights=np.full(300, 2.0))
    both = fit_bg_nbd(twice["frequency"], twice["recency"], twice["T"])
    assert [once.r, once.alpha, once.a, once.b] == pytest.approx([both.r, both.alpha, both.a, both.b], rel=1e-5)
    assert once.accounts == both.accounts == 600.0


def simulated(accounts: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """B2B accounts as the model has them: months, r 2, α 4, a .6, b 12, watched for 12 to 48 months."""
    random = np.random.default_rng(seed)
    rate, silent, age = (
        random.gamma(2.0, 1.0 / 4.0, accounts),
        random.beta(0.6, 12.0, accounts),
        random.uniform(12.0, 48.0, accounts),
    )
    gaps = random.exponential(1.0, (accounts, 200)) / rate[:, None]
    stays = np.cumprod(random.random((accounts, 200)) > silent[:, None], axis=1)
    times = np.cumsum(gaps, axis=1)
    before = np.concatenate([np.ones((accounts, 1)), stays[:, :-1]], axis=1).astype(bool)
    happened = (times <= age[:, None]) & before
    x = happened.sum(axis=1).astype(float)
    last = np.where(x > 0, np.max(np.where(happened, times, 0.0), axis=1), 0.0)
    return x, last, age


@pytest.mark.parametrize("accounts", [1, 5, 19])
@pytest.mark.parametrize("seed", range(25))
def test_few_accounts_are_never_fitted(accounts: int, seed: int) -> None:
    with pytest.raises(BadInput) as refused:
        fit_bg_nbd(*simulated(accounts, seed))
    assert refused.value.problems[0].code in ("too_few_accounts", "no_repeat_orders")


@pytest.mark.parametrize("seed", range(25))
def test_up_to_200_accounts_the_priors_hold_the_fit_and_are_visible(seed: int) -> None:
    found = fit_bg_nbd(*simulated(50, seed))
    assert [prior.name for prior in found.priors] == ["r", "alpha", "a", "b"]
    assert 0.2 < found.a < 3.0
    assert 1.0 < found.b < 80.0
    assert all(np.isfinite(each) and each > 0 for each in found.standard_errors.values())


def test_many_accounts_give_back_the_parameters_they_were_made_from() -> None:
    found = fit_bg_nbd(*simulated(8_000, 3))
    for value, error, truth in zip(
        (found.r, found.alpha, found.a, found.b), found.standard_errors.values(), (2.0, 4.0, 0.6, 12.0), strict=True
    ):
        assert value == pytest.approx(truth, abs=4 * error)


def test_drawn_orders_have_the_expected_mean() -> None:
    found = fitted()
    for x, last, age in ((2.0, 30.43, 38.86), (0.0, 0.0, 38.86), (6.0, 35.0, 38.0)):
        drawn = found.orders_drawn(x, last, age, 39.0, draws=200_000, seed=1)
        assert drawn.mean() == pytest.approx(float(found.expected_orders_of(x, last, age, 39.0)), rel=0.02)


@given(st.integers(0, 60), st.floats(0.1, 100), st.floats(0, 1), st.floats(0.1, 200))
def test_chance_alive_is_a_chance_and_falls_with_silence(x: int, last: float, more: float, silence: float) -> None:
    found = BgNbd(0.5, 5.0, 0.8, 3.0, 0.0, {}, 0.0)
    recency = last if x else 0.0
    soon, later = (float(found.chance_alive(float(x), recency, last + each)) for each in (more, more + silence))
    assert 0.0 <= later <= soon <= 1.0
    assert x or later == 1.0


@pytest.mark.parametrize(
    "wrong",
    [(-1.0, 1.0, 2.0), (1.0, 3.0, 2.0), (0.0, 1.0, 2.0), (2.0, 0.0, 3.0), (1.5, 1.0, 2.0), (1.0, 1.0, float("nan"))],
)
def test_an_impossible_account_is_refused_with_its_row(wrong: tuple[float, float, float]) -> None:
    with pytest.raises(BadInput) as refused:
        fit_bg_nbd(*zip((3.0, 1.0, 2.0), wrong, strict=True))
    assert refused.value.problems[0].allowed == {"row": 2}


@pytest.mark.parametrize("accounts", [1, 5, 20, 50, 200])
def test_500_simulated_business_files_of_each_size_never_give_a_value_without_its_warning(accounts: int) -> None:
    """Below 20 accounts no fit at all; up to 200 the priors are visible and hold: no parameter runs away."""
    for seed in range(500):
        x, last, age = simulated(accounts, seed)
        values = np.random.default_rng(seed).gamma(4.0, 250.0, accounts)
        found = forecast_accounts(
            Accounts(np.arange(accounts).astype(object), x, last, age, np.where(x > 0, values, 0.0))
        )
        if found.fit is None:
            assert found.rung == "one_by_one"
            assert found.why_not
        else:
            assert accounts >= 20
            assert found.rung == "priors"
            assert len(found.fit.priors) == 4
            assert 0.02 < found.fit.a < 20.0
            assert 0.3 < found.fit.b < 400.0
        assert np.all(np.isfinite(found.next_year))
        assert np.all(found.next_year >= 0.0)
