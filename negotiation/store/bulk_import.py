"""A whole register put into the store at once: all lines or none, each with its version and its audit row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from negotiation.core.problems import BadInput, Problem
from negotiation.finance.register.entry import Entry
from negotiation.store.audit_chain import Work, digest_of, listed, signature, writing
from negotiation.store.bulk_rows import change_rows, chunks, put_rows
from negotiation.store.claims import LATEST, columns_changed, stamp
from negotiation.store.connection import Store
from negotiation.store.records import Person, Provided
from negotiation.store.row_mapping import KEPT, Held, Row, figures, to_row
from negotiation.store.sql_tables import CLAIMS, REVISIONS

MOST_PROBLEMS = 100
ASKED_AT_ONCE = 500


@dataclass(frozen=True)
class Imported:
    """What became of the lines, by code: new claims, claims with a new version, those that were the same, and those
    left as they are."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def import_entries(
    store: Store,
    entries: Sequence[Entry],
    who: Person,
    *,
    now: datetime,
    provided: Mapping[str, Provided] | None = None,
    replace: bool = False,
) -> Imported:
    """Keep every entry, in one transaction. `provided` by code. A claim that is there and differs is left as it is,
    unless `replace` says that it gets a new version; its document stays. Bad entries, or a code used twice, raise
    BadInput and nothing is written."""
    rows = _rows(entries, provided or {})
    with writing(store, who, now) as work:
        there = _held(work.connection, list(rows))
        fresh = [row for code, row in rows.items() if code not in there]
        differing = [row for code, row in rows.items() if code in there and _differs(there[code], row)]
        _add(work, fresh)
        if replace:
            _change(work, differing, there)
    other = {row["code"] for row in (*fresh, *differing)}
    codes = tuple(row["code"] for row in differing)
    return Imported(
        tuple(row["code"] for row in fresh),
        codes if replace else (),
        tuple(code for code in rows if code not in other),
        () if replace else codes,
    )


def _rows(entries: Sequence[Entry], provided: Mapping[str, Provided]) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    wrong: list[Problem] = []
    for place, entry in enumerate(entries):
        try:
            row = to_row(entry, provided.get(entry.code), path=f"entries[{place}]")
            if row["code"] in rows:
                wrong.append(Problem("code_not_unique", f"entries[{place}].code", row["code"]))
            rows[row["code"]] = row
        except BadInput as error:
            wrong += error.problems
        if len(wrong) >= MOST_PROBLEMS:
            break
    if wrong:
        raise BadInput(*wrong[:MOST_PROBLEMS])
    return rows


def _held(connection: Connection, codes: Sequence[str]) -> dict[str, Held]:
    if not connection.execute(select(CLAIMS.c.id).limit(1)).first():
        return {}
    found = (
        connection.execute(LATEST.where(CLAIMS.c.code.in_(some))).mappings() for some in chunks(codes, ASKED_AT_ONCE)
    )
    return {row["code"]: row for rows in found for row in rows}


def _differs(old: Held, new: Row) -> bool:
    return any(new[name] != old[name] for name in KEPT if name != "archived")


def _add(work: Work, rows: Sequence[Row]) -> None:
    first = (work.connection.execute(select(func.max(CLAIMS.c.id))).scalar() or 0) + 1
    born = {"version": 1, "created": work.now, "has_document": False, **stamp(work)}
    put_rows(work.connection, CLAIMS, [row | born | {"id": first + place} for place, row in enumerate(rows)])
    _revise(work, [(first + place, 1, row, None, listed(())) for place, row in enumerate(rows)])


def _change(work: Work, rows: Sequence[Row], there: Mapping[str, Held]) -> None:
    olds = [there[row["code"]] for row in rows]
    rows = [{**row, "archived": old["archived"]} for row, old in zip(rows, olds, strict=True)]
    new = [
        {**row, "id": old["id"], "version": old["version"] + 1, **stamp(work)}
        for row, old in zip(rows, olds, strict=True)
    ]
    change_rows(work.connection, CLAIMS, "id", new)
    told = [listed(columns_changed(old, row)) for row, old in zip(rows, olds, strict=True)]
    _revise(
        work,
        [
            (old["id"], old["version"] + 1, row, old["document"], text)
            for row, old, text in zip(rows, olds, told, strict=True)
        ],
    )


def _revise(work: Work, versions: Sequence[tuple[int, int, Row, str | None, str]]) -> None:
    kept: list[Row] = []
    signed = signature(work.signed())
    for number, version, row, document, changes in versions:
        kept.append(
            {"claim_id": number, "version": version, "entry": figures(row), "document": document, **work.signed()}
        )
        work.note(
            "imported",
            f"claim:{row['code']}",
            digest_of(kept[-1]["entry"], document, signed),
            changes,
            row["code"],
            version,
        )
    put_rows(work.connection, REVISIONS, kept)
