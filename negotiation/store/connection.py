"""A store opened by its URL, and the two ways to be in it: reading, which sees one moment, and writing, one writer
at a time."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from negotiation.store.database_errors import as_problems
from negotiation.store.database_url import WAIT, arguments, parse_url, prepare_file, printable_url

PRAGMAS = (
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "trusted_schema=OFF",
    "synchronous=FULL",
    "journal_size_limit=16777216",
)
"""Of each SQLite connection. FULL: a commit that was acknowledged survives a power cut."""


@dataclass(frozen=True, eq=False)
class Store:
    """An open database of claims. `name` is what may be said of it: no password. May be shared among threads."""

    engine: Engine
    name: str

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file; else it is PostgreSQL."""
        return self.engine.dialect.name == "sqlite"


def reach(url: str) -> Store:
    """The database of a URL with whatever schema it has; a SQLite file that is not there is made, empty."""
    place = parse_url(url)
    with as_problems(printable_url(place)):
        prepare_file(place)
        return Store(_engine(place), printable_url(place))


def close_store(store: Store) -> None:
    """Close every connection that is not in use."""
    store.engine.dispose()


def _engine(place: URL) -> Engine:
    url, given = arguments(place)
    engine = create_engine(url, connect_args=given, pool_pre_ping=url.get_backend_name() != "sqlite", pool_timeout=WAIT)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _connected)
        event.listen(engine, "begin", _begun)
    return engine


def _connected(connection: sqlite3.Connection, _: object) -> None:
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    deadline = time.monotonic() + WAIT
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _begun(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


@contextmanager
def reading(store: Store) -> Iterator[Connection]:
    """A connection that sees the store as it is at one moment, whatever others write meanwhile."""
    options: dict[str, Any] = {} if store.is_sqlite else {"isolation_level": "REPEATABLE READ"}
    with as_problems(store.name), store.engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def transaction(store: Store) -> Iterator[Connection]:
    """A connection whose changes are all kept or none."""
    with (
        as_problems(store.name),
        store.engine.connect().execution_options(writes=True) as connection,
        connection.begin(),
    ):
        yield connection
