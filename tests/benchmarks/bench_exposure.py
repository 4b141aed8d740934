"""How fast all claims are valued: a hundred thousand claims in a thousand years with one common factor, provisions,
conversion; and the memory."""

import time
import tracemalloc
from typing import Any

import numpy as np
import pytest

from negotiation.finance.loss.loss_distribution import CORRELATION, _strata, total_loss
from negotiation.finance.loss.severity_cells import size_cells
from negotiation.finance.provision.provision import provision_for
from negotiation.finance.provision.roll_forward import roll_forward, unwinding

CLAIMS, DRAWS, FEW = 100_000, 1_000, 200


def best(action: Any, rounds: int = 3) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def peak(action: Any) -> float:
    tracemalloc.start()
    action()
    found = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return found


def claims(count: int, whole_percents: bool) -> dict[str, Any]:
    random = np.random.default_rng(1)
    low = random.uniform(0.0, 1e4, count)
    likely = low + random.uniform(0.0, 1e4, count)
    chance = random.integers(0, 101, count) / 100.0 if whole_percents else random.uniform(0.0, 1.0, count)
    return {
        "chance": chance,
        "low": low,
        "likely": likely,
        "high": likely + random.uniform(0.0, 3e4, count),
        "recovery": random.uniform(0.0, 5e3, count),
    }


def codes(count: int) -> Any:
    return np.array([f"claim {number}" for number in range(count)], dtype=object)


def one_by_one(count: int, register: dict[str, Any]) -> np.ndarray:
    """The same year by year in the plain way: a loop over claims, each with its own generator and inverse beta
    distribution."""
    from scipy.special import betaincinv, ndtri

    factor, totals = _strata(DRAWS, 0), np.zeros(DRAWS)
    for place in range(count):
        random = np.random.default_rng(place)
        chance, low, likely, high, recovery = (
            float(register[name][place]) for name in ("chance", "low", "likely", "high", "recovery")
        )
        costs = np.sqrt(CORRELATION) * factor + np.sqrt(1.0 - CORRELATION) * random.standard_normal(DRAWS) < ndtri(
            chance
        )
        at = (likely - low) / (high - low)
        sizes = low + (high - low) * betaincinv(1.0 + 4.0 * at, 5.0 - 4.0 * at, random.random(DRAWS))
        totals += costs * np.maximum(sizes - recovery, 0.0)
    return totals


@pytest.mark.benchmark(group="total loss")
def test_a_hundred_thousand_claims_in_a_thousand_years(benchmark: Any) -> None:
    size_cells(0.0, 1.0, 2.0)
    names, percents, any_chance = codes(CLAIMS), claims(CLAIMS, True), claims(CLAIMS, False)
    benchmark.pedantic(total_loss, args=(names,), kwargs={**percents, "draws": DRAWS}, rounds=3)
    ours = benchmark.stats.stats.min
    slower = best(lambda: total_loss(names, **any_chance, draws=DRAWS))
    plain = best(lambda: one_by_one(FEW, percents), 2) * CLAIMS / FEW
    memory = peak(lambda: total_loss(names, **percents, draws=DRAWS))
    print(
        f"\n100,000 claims × 1,000 draws: {ours:.2f} s with chances in whole "
        f"percents, {slower:.2f} s with any chances; "
        f"peak {memory:.0f} MB (wanted: under 200); a loop over claims {plain:.0f} s: "
        f"{plain / ours:.0f} times slower (wanted: at least 20)"
    )


@pytest.mark.benchmark(group="total loss")
def test_the_register_of_a_team_as_the_page_asks_for_it(benchmark: Any) -> None:
    names, register = codes(500), claims(500, True)
    total_loss(names, **register)
    benchmark(total_loss, names, **register)
    print(f"\n500 claims × 4,096 draws: median {1e3 * benchmark.stats.stats.median:.0f} ms (wanted: under 250)")


@pytest.mark.benchmark(group="books")
def test_provisions_and_roll_forward_of_a_hundred_thousand_claims(benchmark: Any) -> None:
    random, register = np.random.default_rng(2), claims(CLAIMS, True)
    points = {name: register[name] for name in ("chance", "low", "likely", "high", "recovery")}
    days, alike = random.uniform(0.0, 800.0, CLAIMS), random.integers(1, 60, CLAIMS).astype(float)
    benchmark.pedantic(lambda: provision_for(**points, days=days, alike=alike, certainty="virtually_certain"), rounds=3)
    minor = random.integers(0, 10**8, CLAIMS)
    moved = best(lambda: roll_forward(minor, minor[::-1], minor // 3, unwinding(minor, 0.05, days)))
    print(f"\n100,000 claims: provisions {1e3 * benchmark.stats.stats.min:.0f} ms, roll-forward {1e3 * moved:.0f} ms")
