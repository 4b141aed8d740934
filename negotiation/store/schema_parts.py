"""What the steps of the schema are made of: kinds of columns, and triggers that keep rows as they were written, in
both databases."""

from typing import Any

import sqlalchemy as sa
from alembic import op

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)
AMOUNTS = (
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

FUNCTION = """
CREATE FUNCTION kept_for_good() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'rows of % are kept for good', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$
"""


def column(name: str, kind: Any, null: bool = False) -> sa.Column[Any]:
    """A column; not null unless it is said."""
    return sa.Column(name, kind, nullable=null)


def key(name: str, kind: Any = sa.BigInteger, *more: Any) -> sa.Column[Any]:
    """A part of the primary key, whose values we give."""
    return sa.Column(name, kind, *more, primary_key=True, autoincrement=False)


def money() -> list[sa.Column[Any]]:
    """The currency of a row's minor units, and how many digits they had."""
    return [column("currency", WORDS), column("digits", sa.SmallInteger)]


def signed() -> list[sa.Column[Any]]:
    """Who wrote a row, in which role, and when."""
    return [column("who", WORDS), column("role", WORDS), column("at", MOMENT)]


def keep_for_good(table: str, *keys: str) -> None:
    """From now on no statement changes a row of the table, takes one away, or puts another in its place."""
    if op.get_bind().dialect.name == "sqlite":
        same = " AND ".join(f"{key} = NEW.{key}" for key in keys)
        refuse = f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are kept for good'); END"
        op.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}")
        op.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}")
        op.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS "
            f"(SELECT 1 FROM {table} WHERE {same}) {refuse}"
        )
        return
    if (
        not op.get_bind()
        .exec_driver_sql(
            "SELECT 1 FROM pg_proc WHERE proname = 'kept_for_good' AND pronamespace = current_schema()::regnamespace"
        )
        .scalar()
    ):
        op.execute(FUNCTION)
    op.execute(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION kept_for_good()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR "
        f"EACH STATEMENT EXECUTE FUNCTION kept_for_good()"
    )
