"""The first schema: claims, their versions, and the audit trail."""

import sqlalchemy as sa
from alembic import op

from negotiation.store.schema_parts import AMOUNTS, MOMENT, WORDS, column, keep_for_good, key, signed

revision, down_revision = "1", None


def upgrade() -> None:
    """Make the tables, and the triggers that keep versions and audit rows as they are."""
    op.create_table(
        "claims",
        key("id"),
        column("code", WORDS),
        column("version", sa.BigInteger),
        *(column(name, WORDS) for name in ("title", "customer", "owner", "team", "cause", "stage")),
        column("opened", sa.Date),
        column("next_deadline", sa.Date, True),
        column("currency", WORDS),
        column("digits", sa.SmallInteger),
        *(column(name, sa.BigInteger) for name in AMOUNTS),
        column("chance", sa.Double),
        column("settles_on", sa.Date, True),
        column("receivable_due", sa.Date, True),
        column("certainty", WORDS),
        column("provision", sa.BigInteger, True),
        column("provision_kind", WORDS, True),
        column("archived", sa.Boolean),
        column("has_document", sa.Boolean),
        column("created", MOMENT),
        column("updated", MOMENT),
        column("who", WORDS),
        column("role", WORDS),
        sa.UniqueConstraint("code", name="claims_code"),
    )
    op.create_index("claims_by_update", "claims", ["archived", "updated", "id"])
    op.create_index("claims_by_deadline", "claims", ["archived", "next_deadline", "id"])
    op.create_table(
        "revisions",
        key("claim_id", sa.BigInteger, sa.ForeignKey("claims.id", name="revisions_claim")),
        key("version"),
        column("entry", WORDS),
        column("document", sa.Text, True),
        *signed(),
    )
    op.create_table(
        "audit",
        key("sequence"),
        *signed(),
        column("action", WORDS),
        column("claim", WORDS, True),
        column("version", sa.BigInteger, True),
        *(column(name, WORDS) for name in ("subject", "digest", "changes", "previous", "hash")),
        sa.UniqueConstraint("claim", "version", name="audit_claim_version"),
    )
    op.create_index("audit_by_subject", "audit", ["subject"])
    chain = op.create_table(
        "chain",
        key("id"),
        column("sequence", sa.BigInteger),
        column("hash", WORDS),
        sa.CheckConstraint("id = 1", name="chain_is_one"),
    )
    op.bulk_insert(chain, [{"id": 1, "sequence": 0, "hash": "0" * 64}])
    keep_for_good("audit", "sequence")
    keep_for_good("revisions", "claim_id", "version")
