"""Settings of the team, such as who may promise what: every version kept, and who set it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from negotiation.core.problems import BadInput, Problem
from negotiation.store.audit_chain import digest_of, listed, signature, writing
from negotiation.store.connection import Store, reading
from negotiation.store.document_diff import differences
from negotiation.store.records import Change, Conflict, Person, Setting
from negotiation.store.row_mapping import Held, canonical
from negotiation.store.sql_tables import SETTINGS
from negotiation.store.storable_values import storable

LONGEST_NAME = 60


def put_setting(store: Store, name: str, value: Any, who: Person, expected: int, *, now: datetime) -> int:
    """Set a setting to plain JSON values and return its version. `expected` is the version that was edited, 0 for
    the first; where another is kept meanwhile, Conflict says whose. A value that is no JSON raises BadInput. The
    same value again makes no version."""
    storable(name, "name")
    if not 0 < len(name) <= LONGEST_NAME:
        raise BadInput(Problem("too_long", "name", name[:40], {"longest": LONGEST_NAME}))
    try:
        text = canonical(value)
    except (TypeError, ValueError, AttributeError):
        raise BadInput(Problem("wrong_kind", name, str(value)[:40])) from None
    with writing(store, who, now) as work:
        last = _last(work.connection, name)
        if (last.version if last else 0) != expected:
            raise Conflict(
                name, last.version if last else 0, last.who if last else Person(), last.at if last else work.now
            )
        if last and canonical(last.value) == text:
            return expected
        row = {"name": name, "version": expected + 1, "value": text, **work.signed()}
        work.connection.execute(insert(SETTINGS), row)
        changed = _changes(last.value if last else None, json.loads(text))
        work.note("set", f"setting:{name}", digest_of(text, signature(row)), listed(changed), version=expected + 1)
    return expected + 1


def setting(store: Store, name: str) -> Setting | None:
    """A setting as it is now; None where nobody set it."""
    with reading(store) as connection:
        return _last(connection, name)


def setting_history(store: Store, name: str) -> tuple[Setting, ...]:
    """Every version of a setting, the newest first."""
    with reading(store) as connection:
        return tuple(
            map(
                _setting,
                connection.execute(
                    select(SETTINGS).where(SETTINGS.c.name == name).order_by(SETTINGS.c.version.desc())
                ).mappings(),
            )
        )


def _last(connection: Connection, name: str) -> Setting | None:
    query = select(SETTINGS).where(SETTINGS.c.name == name).order_by(SETTINGS.c.version.desc()).limit(1)
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else _setting(row)


def _setting(row: Held) -> Setting:
    return Setting(row["name"], json.loads(row["value"]), row["version"], Person(row["who"], row["role"]), row["at"])


def _changes(old: Any, new: Any) -> tuple[Change, ...]:
    if isinstance(old, dict) and isinstance(new, dict):
        return differences(old, new)
    return (Change("", old, new),)
