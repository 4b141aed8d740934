"""The schema's version, and the steps that bring an older database to it when it is opened."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from negotiation.core.problems import BadInput, Problem
from negotiation.store.connection import Store, reading, transaction

VERSION = "5"
"""The newest step in `versions/`."""

FOLDER = Path(__file__).parent
LOCK = 7_305_113
"""PostgreSQL's advisory lock that lets one opener at a time change the schema."""


def version_of(connection: Connection) -> str | None:
    """The step that a database is at; None where it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def bring_up_to_date(store: Store, to: str = VERSION) -> None:
    """Run the steps that a database lacks, all in one transaction. One that is newer than this version of the app
    raises BadInput."""
    with reading(store) as connection:
        if version_of(connection) == to:
            return
    with transaction(store) as connection:
        if not store.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        at = version_of(connection)
        if at is not None and not (at.isdecimal() and int(at) <= int(to)):
            raise BadInput(Problem("store_newer", "", store.name, {"found": at, "known": to}))
        if at != to:
            _run(connection, to)


def _run(connection: Connection, to: str) -> None:
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(FOLDER))
    with EnvironmentContext(
        Config(), script, fn=lambda at, _: script._upgrade_revs(to, at), destination_rev=to
    ) as environment:
        environment.configure(connection=connection, transactional_ddl=True)
        with environment.begin_transaction():
            environment.run_migrations()
