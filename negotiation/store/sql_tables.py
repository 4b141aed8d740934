"""The tables as queries see them; `versions/` makes them, and a test holds both together. Money is whole minor units
beside its currency.

`digits` says how many minor digits the currency had when the row was written, so that stored money never changes its
meaning.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import BigInteger, Boolean, Column, Date, Index, SmallInteger, Table, Text

METADATA = sa.MetaData()
WORDS = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that both databases sort alike: by code point."""


class Moment(sa.TypeDecorator[datetime]):
    """A point in time, in UTC on the way in and on the way out."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """SQLite keeps no zone: what it keeps is UTC."""
        return value if value is None or dialect.name != "sqlite" else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """What was kept, in UTC."""
        return value if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _column(name: str, kind: Any, *more: Any, null: bool = False, **options: Any) -> Column[Any]:
    return Column(name, kind, *more, nullable=null, **options)


def _key(name: str) -> Column[Any]:
    return Column(name, BigInteger, primary_key=True, autoincrement=False)


def _who() -> list[Column[Any]]:
    return [_column("who", WORDS), _column("role", WORDS), _column("at", Moment)]


def _money() -> list[Column[Any]]:
    return [_column("currency", WORDS), _column("digits", SmallInteger)]


CLAIMS = Table(
    "claims",
    METADATA,
    _key("id"),
    _column("code", WORDS),
    _column("version", BigInteger),
    _column("title", WORDS),
    _column("customer", WORDS),
    _column("owner", WORDS),
    _column("team", WORDS),
    _column("cause", WORDS),
    _column("stage", WORDS),
    _column("opened", Date),
    _column("next_deadline", Date, null=True),
    *_money(),
    *(
        _column(name, BigInteger)
        for name in (
            "claimed",
            "accepted",
            "paid",
            "low",
            "likely",
            "high",
            "receivable",
            "promised",
            "used",
            "expired",
            "recovery",
        )
    ),
    _column("chance", sa.Double),
    _column("settles_on", Date, null=True),
    _column("receivable_due", Date, null=True),
    _column("certainty", WORDS),
    _column("provision", BigInteger, null=True),
    _column("provision_kind", WORDS, null=True),
    _column("archived", Boolean),
    _column("has_document", Boolean),
    _column("created", Moment),
    _column("updated", Moment),
    _column("who", WORDS),
    _column("role", WORDS),
    _column("haystack", WORDS, server_default=""),
    sa.UniqueConstraint("code", name="claims_code"),
    Index("claims_by_update", "archived", "updated", "id"),
    Index("claims_by_deadline", "archived", "next_deadline", "id"),
)
"""The register: one row a claim, as its last version has it, and who wrote that. `haystack` holds the words that a
search looks through, folded."""

REVISIONS = Table(
    "revisions",
    METADATA,
    Column(
        "claim_id",
        BigInteger,
        sa.ForeignKey("claims.id", name="revisions_claim"),
        primary_key=True,
        autoincrement=False,
    ),
    _key("version"),
    _column("entry", WORDS),
    _column("document", Text, null=True),
    *_who(),
)
"""Every version of every claim: `entry` is the register's row as canonical JSON, `document` the whole claim as JSON
(null: it has none). Never rewritten."""

AUDIT = Table(
    "audit",
    METADATA,
    _key("sequence"),
    *_who(),
    _column("action", WORDS),
    _column("claim", WORDS, null=True),
    _column("version", BigInteger, null=True),
    _column("subject", WORDS),
    _column("digest", WORDS),
    _column("changes", WORDS),
    _column("previous", WORDS),
    _column("hash", WORDS),
    sa.UniqueConstraint("claim", "version", name="audit_claim_version"),
    Index("audit_by_subject", "subject"),
)
"""What was done, in one chain for the database: each row's hash covers the row and the hash before. Never rewritten."""

CHAIN = Table(
    "chain",
    METADATA,
    _key("id"),
    _column("sequence", BigInteger),
    _column("hash", WORDS),
    sa.CheckConstraint("id = 1", name="chain_is_one"),
)
"""The end of the chain, one row. A writer holds it from its first statement to its commit: one writer at a time."""


SETTINGS = Table(
    "settings", METADATA, Column("name", WORDS, primary_key=True), _key("version"), _column("value", WORDS), *_who()
)
"""Every version of every setting, as canonical JSON. Never rewritten."""

APPROVALS = Table(
    "approvals",
    METADATA,
    _key("number"),
    _column("claim_id", BigInteger, sa.ForeignKey("claims.id", name="approvals_claim")),
    _column("version", BigInteger),
    _column("offer", WORDS),
    *_money(),
    _column("minor", WORDS),
    _column("asked_by", WORDS),
    _column("asked_role", WORDS),
    _column("asked_at", Moment),
    _column("reason", WORDS),
    _column("state", WORDS),
    _column("decided_by", WORDS, null=True),
    _column("decided_role", WORDS, null=True),
    _column("decided_at", Moment, null=True),
    _column("comment", WORDS),
    Index("approvals_by_claim", "claim_id"),
    Index("approvals_by_state", "state"),
)
"""Offers over a limit, put to somebody: `minor` is what is promised by form of compensation."""

PROMISED = Table(
    "promised",
    METADATA,
    Column(
        "claim_id", BigInteger, sa.ForeignKey("claims.id", name="promised_claim"), primary_key=True, autoincrement=False
    ),
    Column("place", sa.Integer, primary_key=True, autoincrement=False),
    _column("customer", WORDS),
    _column("customer_key", WORDS),
    _column("form", WORDS),
    *_money(),
    _column("minor", BigInteger),
    _column("day", Date),
    Index("promised_by_customer", "customer_key", "day"),
)
"""What was promised with each agreement. `customer_key` is that of `customer_key()`: other capitals or legal forms
are the same customer."""

PROMISED_NAMES = Table(
    "promised_names",
    METADATA,
    Column(
        "claim_id",
        BigInteger,
        sa.ForeignKey("claims.id", name="promised_name_claim"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("customer_key", WORDS, primary_key=True),
    Index("promised_names_by_key", "customer_key"),
)
"""Under which customers a claim's promises count: every name that the claim had when something was noted. Never
rewritten, so that a claim that is given another customer still counts for the one before."""

BOOKINGS = Table(
    "bookings",
    METADATA,
    _key("number"),
    _column("booked_on", Date),
    _column("model_version", WORDS),
    *_money(),
    _column("totals", WORDS),
    _column("note", WORDS),
    *_who(),
    Index("bookings_by_day", "booked_on"),
)
"""What was booked on a day. Never rewritten: a correction is booked again."""

BOOKED = Table(
    "booked",
    METADATA,
    Column(
        "booking",
        BigInteger,
        sa.ForeignKey("bookings.number", name="booked_booking"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("code", WORDS, primary_key=True),
    _column("version", BigInteger),
    *_money(),
    _column("provision", BigInteger),
    _column("kind", WORDS),
    _column("figures", WORDS),
)
"""The lines of a booking, one a claim. Never rewritten."""

FOR_GOOD = ("audit", "revisions", "settings", "bookings", "booked", "promised_names")
"""Tables whose rows no statement may change or take away; triggers hold this in both databases."""
