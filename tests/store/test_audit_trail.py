"""The audit trail: nobody rewrites it by accident, whoever does is found, and the schema moves on without touching
it."""

import dataclasses
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import insert, inspect, text
from sqlalchemy.exc import DBAPIError

from negotiation import BadInput, Dossier, store, to_document
from negotiation.store import (
    Committed,
    PeriodEnd,
    PeriodEndLine,
    PromisedAmount,
    Store,
    TrailEnd,
    audit_chain,
    claims,
    noted_promises,
    row_mapping,
    schema,
    sql_tables,
)
from negotiation.store import connection as opening
from tests.support.store_servers import ANN, BOB, NOW, entry, later


@pytest.fixture
def full(store_: Store, gift_boxes: Dossier) -> Store:
    """A store with something of everything."""
    store.save(store_, gift_boxes, entry("A-1"), ANN, 0, now=NOW)
    store.save(store_, gift_boxes, entry("A-1", paid=5.0), BOB, 1, now=later(1))
    store.save(store_, None, entry("A-2"), ANN, 0, now=later(2))
    store.put_setting(store_, "authority", {"limit": 5}, BOB, 0, now=later(3))
    store.put_setting(store_, "authority", {"limit": 6}, BOB, 1, now=later(4))
    store.ask(store_, "A-1", 2, "half_now", {"cash": 1_200.0}, "Why", ANN, now=later(5))
    store.promise(store_, "A-1", [PromisedAmount("cash", 1_200.0, date(2026, 3, 1))], ANN, now=later(6))
    store.record_period_end(
        store_,
        PeriodEnd(date(2026, 3, 31), "1.0", "USD", {"provision": 5}, (PeriodEndLine("A-1", 2, "USD", 5),)),
        BOB,
        now=later(7),
    )
    return store_


def run(opened: Store, *statements: str) -> None:
    with opened.engine.connect() as connection, connection.begin():
        for statement in statements:
            connection.execute(text(statement.replace(":", "\\:")))


def unguarded(opened: Store) -> None:
    """Take the triggers away, as somebody who owns the database can."""
    for table in sql_tables.FOR_GOOD:
        names = ("no_update", "no_delete", "no_replace") if opened.is_sqlite else ("no_change", "no_truncate")
        run(opened, *(f"DROP TRIGGER {table}_{name}" + ("" if opened.is_sqlite else f" ON {table}") for name in names))


def test_the_trail_of_everything_that_was_done_holds(full: Store) -> None:
    verdict = store.verify(full)
    assert verdict.holds
    assert verdict.rows == 8 == verdict.head.sequence
    assert verdict.head == store.trail_end(full)
    first, last = store.trail(full)[-1], store.trail(full)[0]
    assert (first["previous"], first["who"], first["role"], first["at"], first["action"]) == (
        audit_chain.START,
        "Ann Lee",
        "sales",
        NOW,
        "saved",
    )
    assert (last["action"], last["hash"]) == ("booked", verdict.head.hash)
    assert [row["version"] for row in store.trail(full, "claim:A-1")] == [2, 1]


@pytest.mark.parametrize("table", sql_tables.FOR_GOOD)
def test_no_statement_changes_or_takes_away_what_is_kept_for_good(full: Store, table: str) -> None:
    column = {
        "audit": "who",
        "revisions": "who",
        "settings": "value",
        "bookings": "note",
        "booked": "kind",
        "promised_names": "customer_key",
    }[table]
    every = "SELECT * FROM " + table
    attempts = [f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"]
    attempts += (
        [f"INSERT OR REPLACE INTO {table} {every}", f"REPLACE INTO {table} {every}"]
        if full.is_sqlite
        else [f"TRUNCATE {table} CASCADE"]
    )
    for attempt in attempts:
        with pytest.raises(DBAPIError, match="kept for good"):
            run(full, attempt)
    assert store.verify(full).holds


TAMPERED = {
    "another name on a row": ("UPDATE audit SET who = 'Zoe' WHERE sequence = 2", {("hash", 2, "claim:A-1")}),
    "another time on a row": ("UPDATE audit SET changes = '{}' WHERE sequence = 2", {("hash", 2, "claim:A-1")}),
    "a row taken out": (
        "DELETE FROM audit WHERE sequence = 3",
        {("gap", 4, "setting:authority"), ("unsaid", 0, "claim:A-2@1")},
    ),
    "the end cut off": ("DELETE FROM audit WHERE sequence = 8", {("end", 7, ""), ("unsaid", 0, "booking:1")}),
    "a name that a claim had": ("DELETE FROM promised_names", {("differs", 7, "promised:A-1")}),
    "a name that it never had": (
        "INSERT INTO promised_names SELECT claim_id, 'zoe' FROM promised_names",
        {("differs", 7, "promised:A-1")},
    ),
    "the end moved": ("UPDATE chain SET sequence = 9", {("end", 8, "")}),
    "an old document rewritten": (
        "UPDATE revisions SET document = '{}' WHERE version = 1 AND document IS NOT NULL",
        {("differs", 1, "claim:A-1@1")},
    ),
    "an amount in the register": (
        "UPDATE claims SET paid = 0 WHERE code = 'A-1'",
        {("differs", 0, "claim:A-1")},
    ),
    "a claim set back": ("UPDATE claims SET version = 1 WHERE code = 'A-1'", {("differs", 0, "claim:A-1")}),
    "a version without a word": (
        "INSERT INTO revisions SELECT claim_id, 9, entry, document, who, role, at FROM revisions WHERE version = 2",
        {("unsaid", 0, "claim:A-1@9"), ("differs", 0, "claim:A-1")},
    ),
    "another author of an old version": (
        "UPDATE revisions SET who = 'Zoe' WHERE version = 1 AND document IS NOT NULL",
        {("differs", 1, "claim:A-1@1")},
    ),
    "another author in the register": (
        "UPDATE claims SET who = 'Zoe' WHERE code = 'A-2'",
        {("differs", 0, "claim:A-2")},
    ),
    "words that hide a claim from a search": (
        "UPDATE claims SET haystack = '' WHERE code = 'A-2'",
        {("differs", 0, "claim:A-2")},
    ),
    "another author of a limit": (
        "UPDATE settings SET who = 'Zoe' WHERE version = 2",
        {("differs", 5, "setting:authority@2")},
    ),
    "another day of booking": ("UPDATE bookings SET booked_on = '2026-04-01'", {("differs", 8, "booking:1")}),
    "an old limit": (
        """UPDATE settings SET value = '{"limit":9}' WHERE version = 1""",
        {("differs", 4, "setting:authority@1")},
    ),
    "a limit taken away": ("DELETE FROM settings WHERE version = 2", {("missing", 5, "setting:authority@2")}),
    "an approval given behind the trail": ("UPDATE approvals SET state = 'approved'", {("differs", 6, "approval:1")}),
    "a promise made smaller": ("UPDATE promised SET minor = 1", {("differs", 7, "promised:A-1")}),
    "a promise forgotten": ("DELETE FROM promised", {("missing", 7, "promised:A-1")}),
    "a booked figure": ("UPDATE booked SET provision = 4", {("differs", 8, "booking:1")}),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_whoever_rewrites_the_past_is_found_and_where(full: Store, what: str) -> None:
    statement, breaks = TAMPERED[what]
    unguarded(full)
    run(full, statement)
    verdict = store.verify(full)
    assert {(each.kind, each.sequence, each.subject) for each in verdict.breaks} == breaks


def test_a_trail_rewritten_from_end_to_end_is_found_by_an_end_that_was_noted(full: Store) -> None:
    noted = store.trail_end(full)
    assert store.verify(full, noted).holds
    unguarded(full)
    run(full, "UPDATE audit SET who = 'Zoe' WHERE sequence = 2")
    last = audit_chain.START
    for row in reversed(store.trail(full)):
        forged = audit_chain.sealed({**row, "previous": last})
        run(full, f"UPDATE audit SET previous = '{last}', hash = '{forged}' WHERE sequence = {row['sequence']}")
        last = forged
    run(full, f"UPDATE chain SET hash = '{last}'")
    assert store.verify(full).holds
    assert [each.kind for each in store.verify(full, noted).breaks] == ["noted"]
    assert [each.kind for each in store.verify(full, TrailEnd(99, "0" * 64)).breaks] == ["noted"]


def test_an_audit_row_lists_what_was_changed_but_stays_short(sqlite: Store, gift_boxes: Dossier) -> None:
    store.save(sqlite, gift_boxes, entry(), ANN, 0, now=NOW)
    offers = tuple(dataclasses.replace(gift_boxes.offers[0], code=f"offer_{place}") for place in range(60))
    store.save(sqlite, dataclasses.replace(gift_boxes, offers=offers), entry(title="x" * 300), ANN, 1, now=later(1))
    newest = store.history(sqlite, "A-1")[0]
    assert len(newest.changes) == audit_chain.MOST_CHANGES
    assert newest.left_out > 10
    assert all(len(str(change.new)) <= audit_chain.LONGEST_VALUE for change in newest.changes)
    assert len(store.trail(sqlite)[0]["changes"]) < 10_000


def old_store(url: str, gift_boxes: Dossier) -> Store:
    """A database as the first schema had it, with two claims in three versions."""
    old = opening.reach(url)
    schema.bring_up_to_date(old, "1")
    text_of = json.dumps(to_document(gift_boxes), ensure_ascii=False, separators=(",", ":"))
    lines = {
        1: row_mapping.to_row(entry("A-1", customer="ACME")),
        2: row_mapping.to_row(entry("A-2", stage="closed", currency="KWD")),
    }
    with audit_chain.writing(old, ANN, NOW) as work:
        for number, row in lines.items():
            held = {name: value for name, value in row.items() if name != "haystack"}
            versions = 3 - number
            held |= {
                "id": number,
                "version": versions,
                "created": NOW,
                "updated": NOW,
                "who": ANN.name,
                "role": ANN.role,
                "has_document": True,
            }
            work.connection.execute(insert(sql_tables.CLAIMS), held)
            for version in range(1, versions + 1):
                claims.insert_version(work, number, row, text_of, version, "saved", ())
    return old


def test_an_older_database_is_brought_up_to_date_with_all_that_it_holds(
    url: str, opened: Callable[[str], Store], gift_boxes: Dossier
) -> None:
    old = old_store(url, gift_boxes)
    before = store.trail_end(old)
    store.close_store(old)
    now = opened(url)
    assert store.verify(now, before).holds
    assert store.load(now, "A-1").dossier == gift_boxes
    assert len(store.history(now, "A-1")) == 2
    assert [line.entry.code for line in store.search(now, "acme").lines] == ["A-1"]
    lines = store.search(now, sort="code", descending=False).lines
    assert [(each.entry.currency, each.entry.stage, each.entry.claimed) for each in lines] == [
        ("USD", "open", 5_500.25),
        ("KWD", "closed", 5_500.25),
    ]
    assert store.save(now, gift_boxes, entry("A-1", customer="ACME"), BOB, 2, now=later(1)) == 2
    assert (
        store.save(
            now,
            dataclasses.replace(gift_boxes, seed=7.0),
            entry("A-1", customer="ACME", paid=2.0),
            BOB,
            2,
            now=later(1),
        )
        == 3
    )
    assert [change.path for change in store.history(now, "A-1")[0].changes] == ["entry.paid", "seed"]
    store.put_setting(now, "authority", {}, BOB, 0, now=later(2))
    assert store.verify(now, before).holds


@pytest.mark.parametrize("step", ["1", "2", "3", "4"])
def test_a_database_of_any_older_schema_loses_the_running_totals_and_nothing_else(
    url: str, opened: Callable[[str], Store], gift_boxes: Dossier, step: str
) -> None:
    old = old_store(url, gift_boxes)
    before = store.trail_end(old)
    schema.bring_up_to_date(old, step)
    with opening.reading(old) as connection:
        assert inspect(connection).has_table("sums") == (step != "1")
        if step != "1":
            assert {tuple(row) for row in connection.execute(text("SELECT currency, stage, claims FROM sums"))} == {
                ("USD", "open", 1),
                ("KWD", "closed", 1),
            }
    store.close_store(old)
    now = opened(url)
    with opening.reading(now) as connection:
        assert not inspect(connection).has_table("sums")
        assert schema.version_of(connection) == "5"
    assert store.load(now, "A-1").dossier == gift_boxes
    assert len(store.history(now, "A-1")) == 2
    assert store.save(now, None, entry("A-1", customer="ACME", paid=2.0), BOB, 2, now=later(1)) == 3
    assert store.verify(now, before).holds


def before_names(old: Store, code: str, minor: int, day: date, key: str = "") -> None:
    """A promise as it was noted before a claim's names were kept."""
    with audit_chain.writing(old, ANN, later(1)) as work:
        claim = (
            work.connection.execute(
                text("SELECT id, customer, currency, digits FROM claims WHERE code = :code"), {"code": code}
            )
            .mappings()
            .one()
        )
        row = {
            "claim_id": claim["id"],
            "place": 0,
            "customer": claim["customer"],
            "customer_key": key or store.customer_key(claim["customer"]),
            "form": "cash",
            "currency": claim["currency"],
            "digits": claim["digits"],
            "minor": minor,
            "day": day,
        }
        work.connection.execute(sql_tables.PROMISED.insert(), row)
        work.note(
            "promised",
            f"promised:{code}",
            audit_chain.digest_of(row_mapping.canonical([[row[name] for name in noted_promises.KEPT]])),
        )


def test_promises_that_were_noted_before_a_claims_names_were_kept_still_count(
    url: str, opened: Callable[[str], Store]
) -> None:
    old = opening.reach(url)
    schema.bring_up_to_date(old, "3")
    store.save(old, None, entry("A-1"), ANN, 0, now=NOW)
    before_names(old, "A-1", 10_000, date(2026, 3, 1))
    store.close_store(old)
    now, asked, cash = opened(url), list[Committed](), [PromisedAmount("cash", 100.0, date(2026, 3, 1))]
    assert [each.amount for each in store.promised_to_customer(now, ("Müller & Söhne GmbH",))] == [100.0]
    assert store.verify(now).holds
    for version, customer, guarded in ((1, "", 0), (2, "Other", 1), (3, "Müller & Söhne", 1)):
        noting = store.promising("A-1", lambda _: cash, guard=asked.append)
        store.save(now, None, entry("A-1", customer=customer), ANN, version, now=later(version + 1), also=noting)
        assert len(asked) == guarded
    assert [
        each.amount for name in ("Other", "Müller & Söhne") for each in store.promised_to_customer(now, (name,))
    ] == [100.0, 100.0]
    assert store.verify(now).holds


def test_promises_that_were_noted_under_an_older_key_still_count(url: str, opened: Callable[[str], Store]) -> None:
    old = opening.reach(url)
    schema.bring_up_to_date(old, "2")
    store.save(old, None, entry("A-1"), ANN, 0, now=NOW)
    before_names(old, "A-1", 120_000, date(2026, 3, 1), key="müller & söhne")
    store.close_store(old)
    now = opened(url)
    assert [each.amount for each in store.promised_to_customer(now, ("Müller & Söhne GmbH",))] == [1_200.0]
    assert store.verify(now).holds


def test_a_step_that_fails_leaves_the_older_database_as_it_was(
    url: str, opened: Callable[[str], Store], gift_boxes: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = old_store(url, gift_boxes)
    run(old, "CREATE TABLE bookings (number INTEGER)")
    with pytest.raises(DBAPIError):
        opened(url)
    with opening.reading(old) as connection:
        assert schema.version_of(connection) == "1"
        assert connection.execute(text("SELECT count(*) FROM claims")).scalar() == 2
    run(old, "DROP TABLE bookings")
    assert store.verify(opened(url)).holds
    store.close_store(old)


def test_a_database_of_a_newer_version_is_refused_and_not_touched(url: str, opened: Callable[[str], Store]) -> None:
    first = opened(url)
    store.save(first, None, entry(), ANN, 0, now=NOW)
    run(first, "UPDATE alembic_version SET version_num = '99'")
    with pytest.raises(BadInput) as error:
        store.open_store(url)
    (problem,) = error.value.problems
    assert (problem.code, dict(problem.allowed)) == ("store_newer", {"found": "99", "known": schema.VERSION})
    run(first, f"UPDATE alembic_version SET version_num = '{schema.VERSION}'")
    assert store.load(store.open_store(url), "A-1").line.version == 1


def test_many_who_open_an_empty_database_at_once_all_get_it(url: str, opened: Callable[[str], Store]) -> None:
    with ThreadPoolExecutor(8) as people:
        stores = list(people.map(opened, [url] * 8))
    assert [store.trail_end(each).sequence for each in stores] == [0] * 8


def test_the_steps_make_the_tables_that_the_queries_know(store_: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    with store_.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, sql_tables.METADATA) == []
    assert ScriptDirectory(str(schema.FOLDER)).get_heads() == [schema.VERSION]


def test_every_field_of_an_entry_has_its_column() -> None:
    assert set(row_mapping.KEPT) <= {column.name for column in sql_tables.CLAIMS.columns}
    money = {column.name for column in sql_tables.CLAIMS.columns if str(column.type) == "BIGINT"}
    assert set(row_mapping.AMOUNTS) <= money
