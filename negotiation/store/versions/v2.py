"""Finance: settings, approvals, what was promised, what was booked, running totals, and the words that a search
looks through."""

import json
import unicodedata
from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from alembic import op

from negotiation.store.schema_parts import AMOUNTS, MOMENT, WORDS, column, keep_for_good, key, money, signed

revision, down_revision = "2", "1"

SEARCHED = ("code", "title", "customer", "owner", "team", "cause")


def upgrade() -> None:
    """Make the tables, fill in what follows from the claims that are there."""
    op.create_table("settings", key("name", WORDS), key("version"), column("value", WORDS), *signed())
    op.create_table(
        "approvals",
        key("number"),
        column("claim_id", sa.BigInteger),
        column("version", sa.BigInteger),
        column("offer", WORDS),
        *money(),
        *(column(name, WORDS) for name in ("minor", "asked_by", "asked_role")),
        column("asked_at", MOMENT),
        column("reason", WORDS),
        column("state", WORDS),
        column("decided_by", WORDS, True),
        column("decided_role", WORDS, True),
        column("decided_at", MOMENT, True),
        column("comment", WORDS),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="approvals_claim"),
    )
    op.create_index("approvals_by_claim", "approvals", ["claim_id"])
    op.create_index("approvals_by_state", "approvals", ["state"])
    op.create_table(
        "promised",
        key("claim_id", sa.BigInteger, sa.ForeignKey("claims.id", name="promised_claim")),
        key("place", sa.Integer),
        *(column(name, WORDS) for name in ("customer", "customer_key", "form")),
        *money(),
        column("minor", sa.BigInteger),
        column("day", sa.Date),
    )
    op.create_index("promised_by_customer", "promised", ["customer_key", "day"])
    op.create_table(
        "bookings",
        key("number"),
        column("booked_on", sa.Date),
        column("model_version", WORDS),
        *money(),
        column("totals", WORDS),
        column("note", WORDS),
        *signed(),
    )
    op.create_index("bookings_by_day", "bookings", ["booked_on"])
    op.create_table(
        "booked",
        key("booking", sa.BigInteger, sa.ForeignKey("bookings.number", name="booked_booking")),
        key("code", WORDS),
        column("version", sa.BigInteger),
        *money(),
        column("provision", sa.BigInteger),
        column("kind", WORDS),
        column("figures", WORDS),
    )
    sums = op.create_table(
        "sums",
        sa.Column("archived", sa.Boolean, primary_key=True),
        key("currency", WORDS),
        key("digits", sa.SmallInteger),
        key("stage", WORDS),
        column("claims", sa.BigInteger),
        column("minor", WORDS),
    )
    op.add_column("claims", sa.Column("haystack", WORDS, nullable=False, server_default=""))
    _fill(sums)
    for table, *keys in (("settings", "name", "version"), ("bookings", "number"), ("booked", "booking", "code")):
        keep_for_good(table, *keys)


def _fill(sums: sa.Table) -> None:
    """The words and the totals of the claims that were kept before this step."""
    claims = sa.table(
        "claims",
        *(
            sa.column(name)
            for name in ("id", *SEARCHED, "archived", "currency", "digits", "stage", *AMOUNTS, "provision", "haystack")
        ),
    )
    connection, totals = op.get_bind(), defaultdict[tuple[Any, ...], dict[str, int]](dict)
    words: list[dict[str, Any]] = []
    for row in connection.execute(sa.select(claims)).mappings():
        words.append({"its_id": row["id"], "its_words": "\n".join(_folded(row[name]) for name in SEARCHED)})
        minor = totals[bool(row["archived"]), row["currency"], row["digits"], row["stage"]]
        amounts = {
            **{name: row[name] for name in AMOUNTS},
            "disputed": max(row["claimed"] - row["accepted"], 0),
            "provision": row["provision"] or 0,
        }
        for name, value in {**amounts, "claims": 1}.items():
            minor[name] = minor.get(name, 0) + value
    if words:
        connection.execute(
            sa.update(claims).where(claims.c.id == sa.bindparam("its_id")).values(haystack=sa.bindparam("its_words")),
            words,
        )
    for (archived, currency, digits, stage), minor in totals.items():
        group = {
            "archived": archived,
            "currency": currency,
            "digits": digits,
            "stage": stage,
            "claims": minor.pop("claims"),
        }
        connection.execute(sums.insert(), {**group, "minor": json.dumps(minor, sort_keys=True, separators=(",", ":"))})


def _folded(words: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())
