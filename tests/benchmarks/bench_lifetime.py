"""How fast accounts are fitted: CDNOW against `lifetimes`, a million accounts, and a million order lines against a
plain groupby."""

import time
import tracemalloc
from datetime import date
from importlib.resources import files
from typing import Any

import numpy as np
import pandas as pd
import pytest

from negotiation.importers.order_lines import Orders, accounts_of, read_orders
from negotiation.model.lifetime.bg_nbd import fit_bg_nbd
from tests.support.timing import best


@pytest.mark.benchmark(group="cdnow")
def test_cdnow_against_lifetimes(benchmark: Any) -> None:
    from lifetimes import BetaGeoFitter

    data = pd.read_csv(str(files("lifetimes") / "datasets" / "cdnow_customers_summary.csv"))
    benchmark(fit_bg_nbd, data["frequency"], data["recency"], data["T"])
    peer = best(lambda: BetaGeoFitter().fit(data["frequency"], data["recency"], data["T"]))
    ours = best(lambda: fit_bg_nbd(data["frequency"], data["recency"], data["T"]))
    print(
        f"\nCDNOW: {1e3 * ours:.1f} ms against lifetimes {1e3 * peer:.0f} ms: "
        f"{peer / ours:.0f} times faster (wanted: at least 10)"
    )


def simulated(accounts: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Accounts in weeks, to the day, as CDNOW has them."""
    data = pd.read_csv(str(files("lifetimes") / "datasets" / "cdnow_customers_summary.csv"))
    random = np.random.default_rng(1)
    place = random.integers(0, len(data), accounts)
    longer = random.integers(0, 400, accounts) / 7.0
    return tuple(
        np.asarray(data[name], float)[place] + more
        for name, more in (("frequency", 0.0), ("recency", 0.0), ("T", longer))
    )  # type: ignore[return-value]


@pytest.mark.benchmark(group="many accounts")
def test_a_million_accounts(benchmark: Any) -> None:
    times = {}
    for accounts in (10_000, 100_000, 1_000_000):
        columns = simulated(accounts)
        times[accounts] = best(lambda columns=columns: fit_bg_nbd(*columns), 2)  # type: ignore[misc]
    tracemalloc.start()
    fit_bg_nbd(*simulated(1_000_000))
    peak = tracemalloc.get_traced_memory()[1] / 1e9
    tracemalloc.stop()
    benchmark.pedantic(fit_bg_nbd, args=simulated(10_000), rounds=3)
    growth = times[1_000_000] / times[10_000]
    print(
        f"\n1,000,000 accounts: {times[1_000_000]:.2f} s (wanted: under 5), peak {peak:.2f} GB (wanted: under 1.5); "
        f"10,000: {1e3 * times[10_000]:.0f} ms, growth {growth:.0f} for 100 times as many (wanted: at most 100)"
    )


@pytest.mark.benchmark(group="order lines")
def test_a_million_order_lines(benchmark: Any) -> None:
    random = np.random.default_rng(1)
    lines = 1_000_000
    names = np.array([f"C{number}" for number in range(200_000)], dtype=object)[random.integers(0, 200_000, lines)]
    days = np.datetime64("2023-01-01") + random.integers(0, 1_200, lines)
    orders = Orders(names, days, random.gamma(2.0, 500.0, lines).round(2), "USD")
    frame = pd.DataFrame({"account": names, "day": days, "amount": orders.amount})

    def plain() -> Any:
        daily = frame.groupby(["account", "day"], sort=False)["amount"].sum().reset_index()
        return daily.groupby("account", sort=False).agg(
            first=("day", "min"), last=("day", "max"), count=("day", "size"), mean=("amount", "mean")
        )

    ours, theirs = best(lambda: accounts_of(orders), 3), best(plain, 3)
    benchmark.pedantic(accounts_of, args=(orders,), rounds=3)
    text = frame.head(200_000).to_csv(index=False).encode()
    start = time.perf_counter()
    read_orders(text, date(2030, 1, 1))
    print(
        f"\n1,000,000 order lines to accounts: {ours:.2f} s against a pandas groupby of "
        f"{theirs:.2f} s: ratio {ours / theirs:.2f} (wanted: at most 3); "
        f"reading 200,000 lines of CSV {time.perf_counter() - start:.2f} s"
    )
