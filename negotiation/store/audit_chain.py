"""Writing: what is done and the audit row that says so are one transaction, and each audit row is sealed by the hash
of the one before.

    hash_n = sha256(hash_{n−1} + canonical JSON of row n)

There is one chain for the database, so that a whole claim cannot vanish unseen. Its end is one row that a writer
locks with its first statement: writers follow one another, in both databases, and nobody's update is lost.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from negotiation.store.bulk_rows import put_rows
from negotiation.store.connection import Store, transaction
from negotiation.store.records import Change, Person, TrailEnd
from negotiation.store.row_mapping import Held, Row, canonical
from negotiation.store.sql_tables import AUDIT, CHAIN
from negotiation.store.storable_values import moment, named

LISTED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
END = select(CHAIN.c.sequence, CHAIN.c.hash).with_for_update()
NOTED = insert(AUDIT)
MOVED = update(CHAIN)

START = "0" * 64
"""What stands before the first hash."""

SEALED = ("sequence", "who", "role", "at", "action", "claim", "version", "subject", "digest", "changes")
"""Columns of an audit row that its hash covers."""

MOST_CHANGES, LONGEST_VALUE = 40, 80
"""Of what was changed an audit row lists so much; the versions themselves hold all of it."""


@dataclass
class Work:
    """One transaction: its connection, who works and when, and the audit rows that it will end with."""

    connection: Connection
    who: Person
    now: datetime
    head: TrailEnd
    rows: list[Row] = field(default_factory=list)

    def note(
        self,
        action: str,
        subject: str,
        digest: str,
        changes: str = "",
        claim: str | None = None,
        version: int | None = None,
    ) -> None:
        """One more audit row: what was done to which subject, and the digest of what it is now."""
        row: Row = {
            "sequence": self.head.sequence + 1,
            "who": self.who.name,
            "role": self.who.role,
            "at": self.now,
            "action": action,
            "claim": claim,
            "version": version,
            "subject": subject,
            "digest": digest,
            "changes": changes or listed(()),
            "previous": self.head.hash,
        }
        row["hash"] = sealed(row)
        self.rows.append(row)
        self.head = TrailEnd(row["sequence"], row["hash"])

    def signed(self) -> Row:
        """The columns that say who did it and when."""
        return {"who": self.who.name, "role": self.who.role, "at": self.now}


def sealed(row: Held) -> str:
    """The hash of an audit row, which covers the hash before it."""
    told = {name: row[name] for name in SEALED} | {"at": row["at"].astimezone(UTC).isoformat(timespec="microseconds")}
    return digest_of(row["previous"] + canonical(told))


def digest_of(*texts: str | None) -> str:
    """The sha256 of texts, where none and an empty one differ.

    >>> digest_of("a", None) == digest_of("a", "")
    False
    """
    whole = hashlib.sha256()
    for place, text in enumerate(texts):
        whole.update((b"\n" if place else b"") + (b"\0" if text is None else text.encode("utf-8")))
    return whole.hexdigest()


def signature(row: Held) -> str:
    """Who wrote a row, in which role and when, as text for its digest."""
    return canonical([row["who"], row["role"], row["at"].astimezone(UTC).isoformat(timespec="microseconds")])


def listed(changes: Sequence[Change]) -> str:
    """What was changed, kept short: the first changes with shortened values, and how many are left out."""
    shown = [[change.path, _short(change.old), _short(change.new)] for change in changes[:MOST_CHANGES]]
    return LISTED.encode({"changes": shown, "left_out": max(len(changes) - MOST_CHANGES, 0)})


def _short(value: Any) -> Any:
    if isinstance(value, bool | int | float | None):
        return value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def changes_in(text: str) -> tuple[tuple[Change, ...], int]:
    """The changes that an audit row lists, and how many it left out."""
    held = json.loads(text)
    return tuple(Change(*each) for each in held["changes"]), held["left_out"]


@contextmanager
def writing(store: Store, who: Person, now: datetime) -> Iterator[Work]:
    """A transaction that ends with its audit rows: all of it is kept or nothing. A person without a name raises
    BadInput."""
    named(who)
    at = moment(now)
    with transaction(store) as connection:
        work = Work(connection, who, at, TrailEnd(*connection.execute(END).one()))
        yield work
        seal(work)


def seal(work: Work) -> None:
    """Write the audit rows of a transaction and move the end of the chain."""
    if work.rows:
        put_rows(work.connection, AUDIT, work.rows) if len(work.rows) > 1 else work.connection.execute(
            NOTED, work.rows[0]
        )
        work.connection.execute(MOVED, {"sequence": work.head.sequence, "hash": work.head.hash})
