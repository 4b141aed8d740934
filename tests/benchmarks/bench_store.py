"""How fast the store is: 100,000 claims imported and searched, an edit saved with its audit row against raw sqlite3, a
register imported; both databases."""

import dataclasses
import json
import sqlite3
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

import negotiation
from negotiation import store
from negotiation.store import Store
from tests.conftest import CLAIMS
from tests.store.conftest import opened, server, store_, url  # noqa: F401
from tests.support.store_servers import ANN, BOB, NOW, entry, later

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
        entry(
            f"R-{place}",
            customer=f"Customer {place * place % 2_000}",
            currency=("USD", "EUR", "CNY")[place % 3],
            stage=STAGES[place % 5],
            claimed=place / 7,
        )
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
    assert store.search(store_).total == MANY
    benchmark(store.search, store_)
    found, first = (
        median(action, 5)
        for action in (
            lambda: store.search(store_, "customer 19"),
            lambda: store.search(store_),
        )
    )
    start = time.perf_counter()
    assert store.verify(store_).holds
    walked = time.perf_counter() - start
    print(
        f"\n{store_.engine.dialect.name}: import of 500 {quick:.2f} s, of {MANY:,} {whole:.1f} "
        f"s (wanted: 60); search {1e3 * found:.0f} ms, first page "
        f"{1e3 * first:.0f} ms; trail verified {walked:.1f} s"
    )


@pytest.mark.benchmark(group="store")
def test_an_edit_saved_with_its_audit_row_against_raw_sqlite3(benchmark: Any, tmp_path: Path) -> None:
    """Raw sqlite3 writes the very rows of such saves into a copy of the database, from values that are ready; and
    one row of text alone."""
    claim = negotiation.load(CLAIMS / "gift_boxes.json")
    place = tmp_path / "claims.db"
    kept = store.open_store(f"sqlite:///{place}")
    version = store.save(kept, claim, entry(), ANN, 0, now=NOW)
    raw = sqlite3.connect(tmp_path / "raw.db", isolation_level=None)
    with sqlite3.connect(place) as first:
        first.backup(raw)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON"):
        raw.execute(f"PRAGMA {pragma}")
    raw.execute("CREATE TABLE texts (number INTEGER PRIMARY KEY, document TEXT)")
    text = json.dumps(negotiation.to_document(claim), ensure_ascii=False, separators=(",", ":"))
    written: list[tuple[str, Any]] = []

    def record(connection: Any, cursor: Any, statement: str, values: Any, *_: Any) -> None:
        if not statement.startswith("SELECT"):
            written.append((statement, values))

    def save() -> None:
        nonlocal version
        edited = dataclasses.replace(claim, seed=float(version + 1))
        version = store.save(kept, edited, entry(paid=float(version)), ANN, version, now=later(version))

    def by_hand(statements: list[tuple[str, Any]], document: Callable[[], str] | None = None) -> float:
        start = time.perf_counter()
        if document is not None:
            document()
        raw.execute("BEGIN IMMEDIATE")
        for statement, values in statements:
            raw.execute(statement, values)
        raw.execute("COMMIT")
        return time.perf_counter() - start

    def made() -> str:
        return json.dumps(negotiation.to_document(claim), ensure_ascii=False, separators=(",", ":"))

    event.listen(kept.engine, "before_cursor_execute", record)
    transcripts = []
    for _ in range(150):
        written.clear()
        save()
        transcripts.append([each for each in written if not each[0].startswith("BEGIN")])
    event.remove(kept.engine, "before_cursor_execute", record)
    ready = statistics.median(map(by_hand, transcripts[:75]))
    from_claim = statistics.median(by_hand(each, made) for each in transcripts[75:])
    alone = statistics.median(by_hand([("INSERT INTO texts (document) VALUES (?)", (text,))]) for _ in range(150))
    benchmark.pedantic(save, rounds=200, warmup_rounds=5)
    took = benchmark.stats.stats.median
    print(
        f"\nan edit saved with version and audit row: {1e3 * took:.2f} ms; raw sqlite3, the "
        f"same {len(transcripts[0])} statements from values that are "
        f"ready {1e3 * ready:.2f} ms ({took / ready:.1f} times; wanted: at most 10), "
        f"with the text made first {1e3 * from_claim:.2f} ms "
        f"({took / from_claim:.1f} times), one insert of the text alone {1e3 * alone:.2f} ms ({took / alone:.1f} times)"
    )
    store.close_store(kept)
