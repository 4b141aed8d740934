"""What databases say when they fail, turned into Problems that a page can say in either language."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from negotiation.core.problems import BadInput, Problem

SQLITE = {
    sqlite3.SQLITE_PERM: "store_read_only",
    sqlite3.SQLITE_BUSY: "store_busy",
    sqlite3.SQLITE_LOCKED: "store_busy",
    sqlite3.SQLITE_READONLY: "store_read_only",
    sqlite3.SQLITE_IOERR: "store_unreachable",
    sqlite3.SQLITE_CORRUPT: "store_damaged",
    sqlite3.SQLITE_FULL: "store_full",
    sqlite3.SQLITE_CANTOPEN: "store_unreachable",
    sqlite3.SQLITE_NOTADB: "store_damaged",
}
"""Codes for SQLite's primary result codes."""

POSTGRESQL = {
    "53100": "store_full",
    "25006": "store_read_only",
    "42501": "store_read_only",
    "55P03": "store_busy",
    "40P01": "store_busy",
    "40001": "store_busy",
    "53300": "store_busy",
    "57014": "store_busy",
    "08": "store_unreachable",
    "57P": "store_unreachable",
    "28": "store_unreachable",
    "3D": "store_unreachable",
    "XX": "store_damaged",
}
"""Codes for PostgreSQL's states, by their longest matching beginning."""

SYSTEM = {
    errno.EACCES: "store_read_only",
    errno.EPERM: "store_read_only",
    errno.EROFS: "store_read_only",
    errno.ENOSPC: "store_full",
}
"""Codes for what the operating system says when a file or folder is made."""


def code_of(error: BaseException) -> str | None:
    """The Problem's code for what a driver raised; None where it is a fault of ours, to be seen as it is."""
    if isinstance(error, OSError):
        return SYSTEM.get(error.errno or 0, "store_unreachable")
    if isinstance(error, sqlite3.Error):
        return SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    if type(error).__name__ == "InterfaceError" and type(error).__module__.startswith("pg8000"):
        return "store_unreachable"
    if type(error).__module__.startswith("pg8000") and error.args and isinstance(error.args[0], dict):
        state = str(error.args[0].get("C", ""))
        return next((POSTGRESQL[state[:size]] for size in (5, 3, 2) if state[:size] in POSTGRESQL), None)
    return None


@contextmanager
def as_problems(name: str) -> Iterator[None]:
    """Failures of the store `name` within become BadInput: full, read-only, unreachable, busy or damaged. Everything
    else passes."""
    try:
        yield
    except PoolTimeout:
        raise BadInput(Problem("store_busy", "", name)) from None
    except (DBAPIError, sqlite3.Error, OSError) as error:
        code = code_of(error.orig if isinstance(error, DBAPIError) and error.orig else error)
        if code is None:
            raise
        if (
            code == "store_unreachable"
            and os.path.isfile(name)
            and not all(os.access(each, os.W_OK) for each in (name, os.path.dirname(name) or "."))
        ):
            code = "store_read_only"
        raise BadInput(Problem(code, "", name)) from error
