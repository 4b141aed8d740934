"""How fast the store is: totals over 100,000 claims, an edit saved with its audit row against raw sqlite3, a register imported; both databases."""

import dataclasses
import json
import sqlite3
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import negotiation
from negotiation import store
from negotiation.store import Store
from tests.conftest import CLAIMS
from tests.store.conftest import opened, server, store_, url  # noqa: F401
from tests.store.servers import ANN, BOB, NOW, entry, later

MANY = 100_000
STAGES = ("open", "offered", "agreed", "settled", "closed")


def median(action: Callable[[], object], rounds: int = 15) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def register(count: int) -> list[Any]:
    """Lines in three currencies and all stages, of 2,000 customers."""
    return [
        entry(f"R-{place}", customer=f"Customer {place * place % 2_000}", currency=("USD", "EUR", "CNY")[place % 3], stage=STAGES[place % 5], claimed=place / 7)
        for place in range(count)
    ]


@pytest.mark.benchmark(group="store")
def test_a_register_of_100_000_claims(benchmark: Any, store_: Store) -> None:  # noqa: F811
    few = register(500)
    start = time.perf_counter()
    store.import_entries(store_, few, BOB, now=NOW)
    quick = time.perf_counter() - start
    many = register(MANY)
    start = time.perf_counter()
    store.import_entries(store_, many, BOB, now=later(1))
    whole = time.perf_counter() - start
    assert sum(each.claims for each in store.totals(store_)) == MANY
    benchmark(store.totals, store_)
    took = benchmark.stats.stats.median
    counted, found, first = (
        median(action, 5) for action in (lambda: store.totals(store_, "customer"), lambda: store.search(store_, "customer 19"), lambda: store.search(store_))
    )
    start = time.perf_counter()
    assert store.verify(store_).holds
    walked = time.perf_counter() - start
    print(
        f"\n{store_.engine.dialect.name}: import of 500 {quick:.2f} s, of {MANY:,} {whole:.1f} s (wanted: 60); totals {1e3 * took:.2f} ms (wanted: 50), "
        f"by customer {1e3 * counted:.0f} ms; search {1e3 * found:.0f} ms, first page {1e3 * first:.0f} ms; trail verified {walked:.1f} s"
    )


RAW = """
CREATE TABLE claims (id INTEGER PRIMARY KEY, code TEXT UNIQUE, version INTEGER, likely INTEGER, updated TEXT);
CREATE TABLE revisions (claim INTEGER, version INTEGER, document TEXT, PRIMARY KEY (claim, version));
CREATE TABLE audit (sequence INTEGER PRIMARY KEY, claim TEXT, version INTEGER, changes TEXT, previous TEXT, hash TEXT, UNIQUE (claim, version));
CREATE TABLE sums (currency TEXT PRIMARY KEY, minor TEXT);
INSERT INTO claims VALUES (1, 'A-1', 0, 0, '');
INSERT INTO sums VALUES ('USD', '');
"""


@pytest.mark.benchmark(group="store")
def test_an_edit_saved_with_its_audit_row_against_raw_sqlite3(benchmark: Any, tmp_path: Path) -> None:
    claim = negotiation.load(CLAIMS / "gift_boxes.json")
    kept = store.open_store(f"sqlite:///{tmp_path / 'claims.db'}")
    raw = sqlite3.connect(tmp_path / "raw.db", isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    raw.executescript(RAW)
    text = json.dumps(negotiation.document(claim), ensure_ascii=False, separators=(",", ":"))
    version, place = store.save(kept, claim, entry(), ANN, 0, now=NOW), 0

    def by_hand(document: Callable[[], str]) -> None:
        """The same edit without the app: the claim, its version, its audit row and its total, from values that are ready."""
        nonlocal place
        place += 1
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE claims SET version = ?, likely = ?, updated = ? WHERE code = 'A-1'", (place, place, "2026-03-01"))
        raw.execute("INSERT INTO revisions VALUES (1, ?, ?)", (place, document()))
        raw.execute("INSERT INTO audit VALUES (?, 'A-1', ?, ?, ?, ?)", (place, place, "[]", "0" * 64, "1" * 64))
        raw.execute("UPDATE sums SET minor = ? WHERE currency = 'USD'", (str(place),))
        raw.execute("COMMIT")

    def insert_only() -> None:
        nonlocal place
        place += 1
        raw.execute("INSERT INTO revisions VALUES (2, ?, ?)", (place, text))

    def save() -> None:
        nonlocal version
        edited = dataclasses.replace(claim, seed=float(version + 1))
        version = store.save(kept, edited, entry(paid=float(version)), ANN, version, now=later(version))

    peers: dict[str, list[float]] = {"insert": [], "ready": [], "made": []}
    for _ in range(60):
        save()
        peers["insert"].append(median(insert_only, 3))
        peers["ready"].append(median(lambda: by_hand(lambda: text), 3))
        peers["made"].append(median(lambda: by_hand(lambda: json.dumps(negotiation.document(claim))), 3))
    benchmark.pedantic(save, rounds=200, warmup_rounds=5)
    took = benchmark.stats.stats.median
    ready, made, insert = (statistics.median(peers[name]) for name in ("ready", "made", "insert"))
    print(
        f"\nan edit saved with version, audit row and totals: {1e3 * took:.2f} ms; the same by hand in raw sqlite3 from values that are ready "
        f"{1e3 * ready:.2f} ms ({took / ready:.1f} times; wanted: at most 10), from the claim {1e3 * made:.2f} ms ({took / made:.1f} times); one raw insert of "
        f"the text alone {1e3 * insert:.2f} ms ({took / insert:.1f} times)"
    )
    store.close_store(kept)
