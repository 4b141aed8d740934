"""Names: what was promised with a claim counts for every customer whose name the claim had."""

import sqlalchemy as sa
from alembic import op

from negotiation.store.schema_parts import WORDS, keep_for_good, key

revision, down_revision = "4", "3"


def upgrade() -> None:
    """Make the table. Claims from before have a row of it from the next note on; till then the name beside their
    promises counts."""
    op.create_table(
        "promised_names",
        key("claim_id", sa.BigInteger, sa.ForeignKey("claims.id", name="promised_name_claim")),
        key("customer_key", WORDS),
    )
    op.create_index("promised_names_by_key", "promised_names", ["customer_key"])
    keep_for_good("promised_names", "claim_id", "customer_key")
