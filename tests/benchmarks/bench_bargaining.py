"""How fast the table is: frontier and fair points on a million packages, against a pairwise frontier, and a whole
table of a claim."""

import statistics
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import negotiation
from negotiation.model.bargaining.nash_point import fair_points
from negotiation.model.bargaining.pareto_frontier import pareto_frontier
from tests.conftest import CLAIMS


def packages(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Packages as a claim has them: what one side gains the other mostly loses."""
    random = np.random.default_rng(5)
    ours = np.round(random.uniform(-4000, 6000, count), 2)
    return ours, np.round(3000 - ours + random.uniform(-5000, 800, count), 2)


def median(action: Callable[[], object], rounds: int = 5) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def pairwise(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """The frontier by comparing all with each, in NumPy: the peer."""
    kept = []
    for place in range(ours.size):
        better = (ours >= ours[place]) & (theirs >= theirs[place])
        worse = better & ((ours > ours[place]) | (theirs > theirs[place]) | (np.arange(ours.size) < place))
        if not worse.any():
            kept.append(place)
    return np.array(kept)


@pytest.mark.benchmark(group="bargaining")
def test_frontier_and_fair_points_of_a_million_packages(benchmark: Any) -> None:
    ours, theirs = packages(1_000_000)

    def both() -> None:
        pareto_frontier(ours, theirs)
        fair_points(ours, theirs)

    tracemalloc.start()
    both()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    benchmark.pedantic(both, rounds=7)
    few = packages(10_000)
    small = median(lambda: (pareto_frontier(*few), fair_points(*few)), 25)
    took = benchmark.stats.stats.median
    print(
        f"\n1,000,000 packages: {1e3 * took:.0f} ms, {peak / 1e6:.0f} MB (wanted: 300 ms, 200 MB)"
        f"; {took / small:.0f} times 10,000 packages (100 is linear)"
    )


@pytest.mark.benchmark(group="bargaining")
def test_against_a_pairwise_frontier(benchmark: Any) -> None:
    ours, theirs = packages(100_000)
    benchmark(pareto_frontier, ours, theirs)
    part = 300
    sample = np.random.default_rng(1).choice(ours.size, part, replace=False)

    def some() -> None:
        for place in sample:
            better = (ours >= ours[place]) & (theirs >= theirs[place])
            (better & ((ours > ours[place]) | (theirs > theirs[place]) | (np.arange(ours.size) < place))).any()

    pairs = median(some, 3) * ours.size / part
    few = ours[:2_000], theirs[:2_000]
    assert pareto_frontier(*few).tolist() == pairwise(*few).tolist()
    took = benchmark.stats.stats.median
    print(
        f"\n100,000 packages: {1e3 * took:.1f} ms, pairwise about {pairs:.0f} s (from {part} "
        f"of its rows): {pairs / took:,.0f} times (wanted: 50)"
    )


@pytest.mark.benchmark(group="bargaining")
@pytest.mark.parametrize("name", ["gift_boxes", "network_delivery"])
def test_a_whole_table(benchmark: Any, name: str) -> None:
    summary = negotiation.summarise(negotiation.load(CLAIMS / f"{name}.json"))
    size = negotiation.bargain(summary).ours.size
    benchmark(negotiation.bargain, summary)
    print(f"\n{name}: {size:,} packages, the whole table {1e3 * benchmark.stats.stats.median:.0f} ms")
