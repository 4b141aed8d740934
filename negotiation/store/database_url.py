"""Where claims are kept: a file of the user's own by default, or any database that a URL names."""

from __future__ import annotations

import os
import ssl
from pathlib import Path
from typing import Any

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from negotiation.core.problems import BadInput, Problem

VARIABLE = "NEGOTIATION_DATABASE"
"""Environment variable that names another database: a URL, or the path of a SQLite file."""

WAIT = 30
"""Seconds that a writer waits for the one before."""


def default_url() -> str:
    """The URL in NEGOTIATION_DATABASE, else that of a SQLite file in the user's data directory."""
    from platformdirs import user_data_dir

    given = os.environ.get(VARIABLE, "").strip()
    if given:
        return given if "://" in given else URL.create("sqlite", database=given).render_as_string()
    return URL.create(
        "sqlite", database=str(Path(user_data_dir("negotiation", False)) / "claims.db")
    ).render_as_string()


def parse_url(url: str) -> URL:
    """The URL with the driver that we bring. What is no URL, another kind of database, or a SQLite database in
    memory raises BadInput.

    >>> parse_url("postgresql://ann@db.example/claims").drivername
    'postgresql+pg8000'
    """
    try:
        found = make_url(url)
        backend, database = found.get_backend_name(), found.database
    except (ArgumentError, ValueError):
        raise BadInput(Problem("store_kind", "", "?")) from None
    if backend in ("postgresql", "postgres") and database:
        return found.set(drivername="postgresql+pg8000")
    if (
        backend == "sqlite"
        and database
        and not (found.host or found.username)
        and ":memory:" not in database
        and found.query.get("mode") != "memory"
    ):
        return found.set(drivername="sqlite+pysqlite")
    raise BadInput(Problem("store_kind", "", printable_url(found)))


def printable_url(url: URL) -> str:
    """What may be said of a database: its file, or its kind, host and name; never a password or a user."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return URL.create(url.get_backend_name(), host=url.host, port=url.port, database=url.database).render_as_string()


def arguments(url: URL) -> tuple[URL, dict[str, Any]]:
    """The URL for the driver, and what its connections are given. `sslmode` and `options` (such as `-c
    search_path=claims`) are understood as PostgreSQL's own tools do."""
    if url.get_backend_name() == "sqlite":
        return url, {"timeout": WAIT, "check_same_thread": False, "isolation_level": None}
    mode, rest = str(url.query.get("sslmode", "prefer")), url.difference_update_query(["sslmode", "options"])
    secured = {"disable": False, "allow": None, "prefer": None, "require": True}
    options = {"options": str(url.query["options"])} if "options" in url.query else {}
    given: dict[str, Any] = {
        "timeout": 2 * WAIT,
        "application_name": "negotiation",
        "startup_params": {"lock_timeout": str(1000 * WAIT), **options},
    }
    return rest, given | {"ssl_context": secured[mode] if mode in secured else ssl.create_default_context()}


def prepare_file(url: URL) -> None:
    """Make the folder (only its owner may enter) and the file (only its owner may read) of a SQLite database that is
    not there yet."""
    database = str(url.database)
    if url.get_backend_name() != "sqlite" or database.startswith("file:"):
        return
    path = Path(database)
    if not path.parent.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
