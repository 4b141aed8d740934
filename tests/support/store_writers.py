"""Writers in processes of their own, to be killed or set against each other."""

import multiprocessing
import os
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from types import ModuleType
from typing import Any
from unittest.mock import patch

from negotiation import BadInput, load, store
from negotiation.store import Conflict, audit_chain
from tests.conftest import CLAIMS
from tests.support.store_servers import BOB, entry, later

CONTEXT: Any = multiprocessing.get_context(
    "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
)
CONTEXT.set_forkserver_preload(["tests.support.store_writers", "alembic.runtime.environment", "pg8000"])
NOBODY = 65_534
CLAIM = load(CLAIMS / "gift_boxes.json")


def started(target: Callable[..., None], *given: Any) -> tuple[Any, Connection]:
    """A process that runs the target with one end of a pipe, and the other end; the main module, which may be a page
    after its test, is not run in it."""
    ours, theirs = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=target, args=(theirs, *given), daemon=True)
    with patch.dict(sys.modules, {"__main__": ModuleType("__main__")}):
        process.start()
    theirs.close()
    return process, ours


def write_until_killed(told: Connection, url: str, code: str, apart: bool) -> None:
    """Save version after version of a claim, and tell each version once it is saved."""
    if apart:
        audit_chain.seal = _sealed_apart
    opened = store.open_store(url)
    version = store.line(opened, code).version
    while True:
        version = store.save(opened, CLAIM, entry(code, paid=float(version)), BOB, version, now=later(version))
        told.send(version)


def _sealed_apart(work: audit_chain.Work) -> None:
    """A store as it must not be: the claim is committed first, its audit row afterwards."""
    work.connection.exec_driver_sql("COMMIT")
    time.sleep(0.02)
    if work.connection.dialect.name == "sqlite":
        work.connection.exec_driver_sql("BEGIN IMMEDIATE")
    _sealed_together(work)


_sealed_together = audit_chain.seal


def add(told: Connection, url: str, code: str, times: int) -> None:
    """Add one to what was paid, so many times, reading again after each conflict; tell how many were saved and how
    many conflicts there were."""
    told.send(added(store.open_store(url), code, times))


def added(opened: store.Store, code: str, times: int) -> tuple[int, int]:
    saved = conflicts = 0
    while saved < times:
        line = store.line(opened, code)
        try:
            store.save(
                opened, None, entry(code, paid=float(line.entry.paid) + 1.0), BOB, line.version, now=later(line.version)
            )
            saved += 1
        except Conflict:
            conflicts += 1
    return saved, conflicts


def try_to_save(told: Connection, url: str, as_nobody: bool) -> None:
    """Open and save, where root as a user without rights; tell what the store said."""
    if as_nobody:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    try:
        told.send(store.save(store.open_store(url), None, entry("new"), BOB, 0, now=later(1)))
    except BadInput as error:
        told.send([problem.code for problem in error.problems])
