"""A claim saved and read. Every save is a new version; all versions can be had again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from negotiation.claim.document.compact_json import compact, differing_fields
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.dossier_file import loads
from negotiation.core.problems import BadInput, Problem
from negotiation.finance.register.entry import Entry
from negotiation.store.audit_chain import Work, digest_of, listed, signature, writing
from negotiation.store.connection import Store, reading
from negotiation.store.document_diff import differences
from negotiation.store.records import Change, Conflict, Line, Person, Provided
from negotiation.store.row_mapping import COLUMNS, KEPT, Held, Row, figures, line_of, to_row
from negotiation.store.sql_tables import CLAIMS, REVISIONS
from negotiation.store.storable_values import encodable

LAST = (REVISIONS.c.claim_id == CLAIMS.c.id) & (REVISIONS.c.version == CLAIMS.c.version)
LATEST = select(*COLUMNS, REVISIONS.c.document).join(REVISIONS, LAST)
"""Every claim with its document."""

BY_CODE = LATEST.where(CLAIMS.c.code == bindparam("its_code"))
REVISED = insert(REVISIONS)
CHANGED = update(CLAIMS).where(CLAIMS.c.id == bindparam("its_id"))


Step = Callable[[Work], None]
"""Something more that a transaction does."""


@dataclass(frozen=True, eq=False)
class SavedClaim:
    """A claim as it is kept: its line in the register, and the whole document where there is one."""

    line: Line
    dossier: Dossier | None


def save(
    store: Store,
    dossier: Dossier | None,
    entry: Entry,
    who: Person,
    expected: int,
    *,
    now: datetime,
    provided: Provided | None = None,
    also: Step | None = None,
) -> int:
    """Keep a claim under `entry.code` and return its version. `expected` is the version that was edited, 0 for a
    claim that is new; `also` is done in the same transaction, such as `promising`.

    Where another version is kept meanwhile, Conflict says whose and nothing is written. Without a dossier the
    document stays as it is. A save that changes nothing makes no version. Bad fields and a store that is full,
    read-only or out of reach raise BadInput.
    """
    row, text = to_row(entry, provided), None if dossier is None else encodable(compact(dossier))
    with writing(store, who, now) as work:
        version = insert_claim(work, row, text, expected)
        if also is not None:
            also(work)
    return version


def load(store: Store, code: str) -> SavedClaim:
    """A claim as it is kept now. An unknown code raises BadInput."""
    with reading(store) as connection:
        row = claim_row(connection, code)
    return SavedClaim(line_of(row), None if row["document"] is None else loads(row["document"]))


def claim_row(connection: Connection, code: str) -> Row:
    """The row of a claim. An unknown code raises BadInput."""
    row = connection.execute(BY_CODE, {"its_code": code}).mappings().one_or_none()
    if row is None:
        raise BadInput(Problem("no_such_claim", "", code))
    return dict(row)


def insert_claim(work: Work, row: Row, text: str | None, expected: int) -> int:
    """Write a claim's next version within a transaction, and return it."""
    held = work.connection.execute(BY_CODE, {"its_code": row["code"]}).mappings().one_or_none()
    if held is None:
        if expected:
            raise BadInput(Problem("no_such_claim", "", row["code"]))
        return _first(work, row, text)
    if held["version"] != expected:
        raise Conflict(row["code"], held["version"], Person(held["who"], held["role"]), held["updated"])
    row = {**row, "archived": held["archived"]}
    text = held["document"] if text is None else text
    changes = (
        *columns_changed(held, row),
        *(document_changed(held["document"], text) if text != held["document"] else ()),
    )
    if not changes:
        return expected
    version = expected + 1
    columns = {name: row[name] for name in (*KEPT, "haystack") if name in row and name != "code"}
    columns |= {"version": version, "has_document": text is not None, **stamp(work)}
    work.connection.execute(CHANGED, {**columns, "its_id": held["id"]})
    insert_version(work, held["id"], row, text, version, "saved", changes)
    return version


def _first(work: Work, row: Row, text: str | None) -> int:
    number = (work.connection.execute(select(func.max(CLAIMS.c.id))).scalar() or 0) + 1
    born = {"id": number, "version": 1, "created": work.now, "has_document": text is not None, **stamp(work)}
    work.connection.execute(insert(CLAIMS), row | born)
    insert_version(work, number, row, text, 1, "saved", ())
    return 1


def insert_version(
    work: Work, number: int, row: Row, text: str | None, version: int, action: str, changes: tuple[Change, ...]
) -> None:
    """Keep one version for good, with the audit row that vouches for it."""
    kept = {"claim_id": number, "version": version, "entry": figures(row), "document": text, **work.signed()}
    work.connection.execute(REVISED, kept)
    work.note(
        action,
        f"claim:{row['code']}",
        digest_of(kept["entry"], text, signature(kept)),
        listed(changes),
        row["code"],
        version,
    )


def stamp(work: Work) -> Row:
    """The columns of a claim that say who wrote its last version, and when."""
    return {"who": work.who.name, "role": work.who.role, "updated": work.now}


def columns_changed(old: Held, new: Held) -> tuple[Change, ...]:
    """Columns of the register that differ between two versions, as `entry.…`; money in minor units."""
    return tuple(
        Change(f"entry.{name}", _plain(old[name]), _plain(new[name])) for name in KEPT if old[name] != new[name]
    )


def document_changed(before: str | None, text: str | None) -> tuple[Change, ...]:
    """Fields of the document that differ between two versions, by path."""
    if before is None or text is None:
        return (Change("document", None if before is None else "…", None if text is None else "…"),)
    return differences(*differing_fields(before, text))


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
