"""The audit trail walked from its start: every hash worked out anew, and everything that it vouches for compared
with what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select

from negotiation.store.approval_requests import contents as approvals_kept
from negotiation.store.audit_chain import SEALED, START, digest_of, sealed, signature
from negotiation.store.connection import Store, reading
from negotiation.store.noted_promises import NOTHING
from negotiation.store.noted_promises import contents as promises_kept
from negotiation.store.period_ends import contents as bookings_kept
from negotiation.store.records import TrailEnd
from negotiation.store.row_mapping import Held, figures, haystack
from negotiation.store.sql_tables import AUDIT, CHAIN, CLAIMS, REVISIONS, SETTINGS

MOST = 100
AT_ONCE = 1_000
SHOWN = ("who", "role", "updated", "haystack")


@dataclass(frozen=True)
class Break:
    """Where the trail does not hold. `kind`: `gap` (rows are missing before `sequence`), `hash` (this row was
    rewritten or stands in the wrong place), `end` (the trail was cut or its end moved), `noted` (another hash was
    noted for this row), `unsaid` (kept, but no audit row says so), `differs` (kept otherwise than it was written),
    `missing` (written, but gone)."""

    kind: str
    sequence: int
    subject: str


@dataclass(frozen=True)
class Verdict:
    """Whether the trail holds: its end, how many rows were walked, and the first breaks."""

    head: TrailEnd
    rows: int
    breaks: tuple[Break, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.breaks


def trail_end(store: Store) -> TrailEnd:
    """The end of the audit trail now: noted elsewhere, it shows later whether everything up to here is as it was."""
    with reading(store) as connection:
        return _head(connection)


def verify(store: Store, noted: TrailEnd | None = None) -> Verdict:
    """Walk the whole trail, all versions, settings, approvals, promises and bookings. `noted` is an end that was
    noted before: the only guard against somebody who rewrites the whole trail."""
    with reading(store) as connection:
        end = _head(connection)
        rows, digests, breaks = _walked(connection, noted, end)
        found = [*breaks, *islice(_kept(connection, digests), MOST), *_present(connection)]
    return Verdict(end, rows, tuple(found[:MOST]))


def _head(connection: Connection) -> TrailEnd:
    return TrailEnd(*connection.execute(select(CHAIN.c.sequence, CHAIN.c.hash)).one())


Digests = dict[str, tuple[int, str]]


def _walked(connection: Connection, noted: TrailEnd | None, end: TrailEnd) -> tuple[int, Digests, list[Break]]:
    """How many rows the trail has, the last word on each subject and each version (by subject, or subject@version),
    and where it breaks."""
    last, rows, digests, breaks = TrailEnd(0, START), 0, Digests(), list[Break]()
    said = {} if noted is None else {noted.sequence: noted.hash}
    query = (
        select(*(AUDIT.c[name] for name in (*SEALED, "previous", "hash")))
        .order_by(AUDIT.c.sequence)
        .execution_options(yield_per=AT_ONCE)
    )
    for row in connection.execute(query).mappings():
        rows, sequence, subject = rows + 1, row["sequence"], row["subject"]
        if sequence != last.sequence + 1:
            breaks.append(Break("gap", sequence, subject))
        elif row["previous"] != last.hash:
            breaks.append(Break("hash", sequence, subject))
        if sealed(row) != row["hash"]:
            breaks.append(Break("hash", sequence, subject))
        if said.pop(sequence, row["hash"]) != row["hash"]:
            breaks.append(Break("noted", sequence, subject))
        digests[subject if row["version"] is None else f"{subject}@{row['version']}"] = sequence, row["digest"]
        last = TrailEnd(sequence, row["hash"])
    if last != end:
        breaks.append(Break("end", last.sequence, ""))
    return rows, digests, [*breaks, *(Break("noted", sequence, "") for sequence in said)]


def _kept(connection: Connection, digests: Digests) -> Iterator[Break]:
    """Where what is kept is not what the trail vouches for, in either direction."""
    left = dict(digests)
    for subject, digest in _contents(connection):
        sequence, vouched = left.pop(subject, (0, ""))
        if digest != vouched:
            yield Break("differs" if sequence else "unsaid", sequence, subject)
    for subject, (sequence, vouched) in left.items():
        if vouched != NOTHING:
            yield Break("missing", sequence, subject)


def _contents(connection: Connection) -> Iterator[tuple[str, str]]:
    query = select(CLAIMS.c.code, REVISIONS).join(REVISIONS, CLAIMS.c.id == REVISIONS.c.claim_id)
    for row in connection.execute(query.execution_options(yield_per=AT_ONCE)).mappings():
        yield f"claim:{row['code']}@{row['version']}", digest_of(row["entry"], row["document"], signature(row))
    for row in connection.execute(select(SETTINGS)).mappings():
        yield f"setting:{row['name']}@{row['version']}", digest_of(row["value"], signature(row))
    for kept in (approvals_kept, promises_kept, bookings_kept):
        yield from kept(connection).items()


def _present(connection: Connection) -> Iterator[Break]:
    """Where a line of the register is not what the last version says."""
    last = (REVISIONS.c.claim_id == CLAIMS.c.id) & (REVISIONS.c.version == CLAIMS.c.version)
    written = (REVISIONS.c.entry, REVISIONS.c.who.label("wrote"), REVISIONS.c.role.label("as_role"), REVISIONS.c.at)
    query = select(CLAIMS, *written).outerjoin(REVISIONS, last).execution_options(yield_per=AT_ONCE)
    for row in connection.execute(query).mappings():
        if (row["entry"], row["wrote"], row["as_role"], row["at"], haystack(row)) != (
            figures(row),
            *(row[name] for name in SHOWN),
        ):
            yield Break("differs", 0, f"claim:{row['code']}")
    newer = (
        select(CLAIMS.c.code)
        .join(REVISIONS, REVISIONS.c.claim_id == CLAIMS.c.id)
        .where(REVISIONS.c.version > CLAIMS.c.version)
    )
    yield from (Break("differs", 0, f"claim:{code}") for (code,) in connection.execute(newer.distinct()))


def trail(store: Store, subject: str = "", limit: int = 200) -> tuple[Held, ...]:
    """The newest rows of the audit trail as plain values; of one subject (`claim:A-1`, `setting:authority`,
    `approval:3`) where it is given."""
    query = select(AUDIT).order_by(AUDIT.c.sequence.desc()).limit(limit)
    with reading(store) as connection:
        rows: Any = connection.execute(query.where(AUDIT.c.subject == subject) if subject else query).mappings().all()
    return tuple(dict(row) for row in rows)
