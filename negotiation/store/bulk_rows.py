"""Many rows at once, quickly in both databases: SQLite takes them one by one in its own process, PostgreSQL as one
JSON text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, bindparam, insert, text, update

CHUNK = 2_000

T = TypeVar("T")


def chunks(items: Sequence[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """The items, so many at a time."""
    return (items[start : start + size] for start in range(0, len(items), size))


def put_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all fill the same columns."""
    if connection.dialect.name == "sqlite":
        for some in chunks(rows):
            connection.execute(insert(table), list(some))
    elif rows:
        names = ", ".join(rows[0])
        statement = text(
            f"INSERT INTO {table.name} ({names}) SELECT {names} FROM "
            f"json_populate_recordset(NULL::{table.name}, CAST(:rows AS json))"
        )
        for some in chunks(rows):
            connection.execute(statement, {"rows": _json(some)})


def change_rows(connection: Connection, table: Table, key: str, rows: Sequence[dict[str, Any]]) -> None:
    """Update rows by their key; all fill the same columns."""
    names = [name for name in rows[0] if name != key] if rows else []
    if connection.dialect.name == "sqlite":
        statement = (
            update(table).where(table.c[key] == bindparam("its_key")).values({name: bindparam(name) for name in names})
        )
        for some in chunks(rows):
            connection.execute(statement, [{**row, "its_key": row[key]} for row in some])
    elif rows:
        assigned = ", ".join(f"{name} = new.{name}" for name in names)
        source = f"json_populate_recordset(NULL::{table.name}, CAST(:rows AS json)) AS new"
        for some in chunks(rows):
            connection.execute(
                text(f"UPDATE {table.name} SET {assigned} FROM {source} WHERE {table.name}.{key} = new.{key}"),
                {"rows": _json(some)},
            )


def _json(rows: Sequence[dict[str, Any]]) -> str:
    return json.dumps(rows, ensure_ascii=False, default=lambda each: each.isoformat())
