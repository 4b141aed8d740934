"""In which currency the amounts of an audit row are: that of the claim's version, of the request, or of the booked
figures."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select

from negotiation.store.connection import Store, reading
from negotiation.store.row_mapping import Held
from negotiation.store.sql_tables import APPROVALS, AUDIT, BOOKINGS, CLAIMS, REVISIONS

AuditCurrency = tuple[str, int]
"""A currency and how many minor digits it had when it was written."""


def audit_currencies(store: Store, rows: Sequence[Held]) -> dict[int, AuditCurrency]:
    """The currency of each row of the trail by its sequence; a row without amounts in a currency of its own is left
    out."""
    with reading(store) as connection:
        promised, versions = _promised(connection, rows), _versions(connection, rows)
        numbered = {
            "approval": _numbered(connection, APPROVALS, rows, "approval"),
            "booking": _numbered(connection, BOOKINGS, rows, "booking"),
        }
    found: dict[int, AuditCurrency] = {}
    for row in rows:
        kind, _, name = str(row["subject"]).partition(":")
        sequenced = versions.get((name, row["version"])) if kind == "claim" else promised.get(row["sequence"])
        coin = sequenced or numbered.get(kind, {}).get(name)
        if coin is not None:
            found[row["sequence"]] = coin
    return found


def _names(rows: Sequence[Held], kind: str) -> Iterator[str]:
    parts = (str(row["subject"]).partition(":") for row in rows)
    return (name for which, _, name in parts if which == kind)


def _versions(connection: Connection, rows: Sequence[Held]) -> dict[tuple[str, Any], AuditCurrency]:
    query = select(CLAIMS.c.code, REVISIONS.c.version, REVISIONS.c.entry).join(
        CLAIMS, CLAIMS.c.id == REVISIONS.c.claim_id
    )
    query = query.where(
        CLAIMS.c.code.in_(set(_names(rows, "claim"))),
        REVISIONS.c.version.in_({row["version"] for row in rows if row["version"]}),
    )
    entries = ((code, version, json.loads(entry)) for code, version, entry in connection.execute(query))
    return {(code, version): (entry["currency"], entry["digits"]) for code, version, entry in entries}


def _promised(connection: Connection, rows: Sequence[Held]) -> dict[int, AuditCurrency]:
    """The currency that the claim had when a row of what was promised with it was written: that of the last version
    before the row."""
    its = (REVISIONS.c.claim_id == CLAIMS.c.id) & (REVISIONS.c.version == AUDIT.c.version)
    query = (
        select(AUDIT.c.claim, AUDIT.c.sequence, REVISIONS.c.entry)
        .join(CLAIMS, CLAIMS.c.code == AUDIT.c.claim)
        .join(REVISIONS, its)
    )
    query = query.where(AUDIT.c.claim.in_(set(_names(rows, "promised")))).order_by(AUDIT.c.sequence)
    made = [(f"promised:{code}", sequence, json.loads(entry)) for code, sequence, entry in connection.execute(query)]
    found: dict[int, AuditCurrency] = {}
    for row in rows:
        for subject, sequence, entry in made:
            if subject == row["subject"] and sequence < row["sequence"]:
                found[row["sequence"]] = entry["currency"], entry["digits"]
    return found


def _numbered(connection: Connection, table: Table, rows: Sequence[Held], kind: str) -> dict[str, AuditCurrency]:
    numbers = {int(name) for name in _names(rows, kind)}
    query = select(table.c.number, table.c.currency, table.c.digits).where(table.c.number.in_(numbers))
    return {str(number): (currency, digits) for number, currency, digits in connection.execute(query)}
