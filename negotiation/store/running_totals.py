"""Running totals of the register by currency and stage: moved in the transaction that changes a claim, so that
reading them costs nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, case, delete, func, insert, select, update

from negotiation.store.row_mapping import AMOUNTS, Held, canonical
from negotiation.store.sql_tables import CLAIMS, SUMS

SUMMED = (*AMOUNTS, "disputed", "provision")
"""What is summed: the amounts of an entry, claimed − accepted where that is positive, and what is provided (0 where
not worked out)."""

GROUP = ("archived", "currency", "digits", "stage")
PART = 1_000_000
"""Databases sum whole numbers below and above this apart, so that no sum overflows 64 bits."""

THERE = [SUMS.c[name] == bindparam(f"its_{name}") for name in GROUP]
ONE = select(SUMS.c.claims, SUMS.c.minor).where(*THERE)
MOVED = update(SUMS).where(*THERE)

Sums = dict[tuple[Any, ...], tuple[int, dict[str, int]]]


def summed(row: Held) -> dict[str, int]:
    """What one claim adds to the totals of its group, in minor units."""
    return {
        **{name: row[name] for name in AMOUNTS},
        "disputed": max(row["claimed"] - row["accepted"], 0),
        "provision": row["provision"] or 0,
    }


def move_totals(connection: Connection, old: Held | None, new: Held) -> None:
    """Take a claim as it was out of the totals and put it in as it is now."""
    steps = [(old, -1), (new, 1)]
    if old is not None and all(old[name] == new[name] for name in GROUP):
        before, after = summed(old), summed(new)
        if before != after:
            _add(connection, new, 0, {name: after[name] - before[name] for name in SUMMED})
        return
    for row, sign in steps:
        if row is not None:
            _add(connection, row, sign, {name: sign * value for name, value in summed(row).items()})


def _add(connection: Connection, row: Held, claims: int, minor: Mapping[str, int]) -> None:
    group = {name: row[name] for name in GROUP}
    key = {f"its_{name}": value for name, value in group.items()}
    held = connection.execute(ONE, key).one_or_none()
    if held is None:
        connection.execute(insert(SUMS), {**group, "claims": claims, "minor": canonical(minor)})
    else:
        before = json.loads(held.minor)
        total = {name: before.get(name, 0) + minor[name] for name in SUMMED}
        connection.execute(MOVED, {**key, "claims": held.claims + claims, "minor": canonical(total)})


def count_totals(connection: Connection, *group: str, where: Any = None) -> Sums:
    """The totals worked out from the claims themselves: group -> how many, and the sums in minor units."""
    columns = [CLAIMS.c[name] for name in group]
    disputed = case((CLAIMS.c.claimed > CLAIMS.c.accepted, CLAIMS.c.claimed - CLAIMS.c.accepted), else_=0)
    amounts = [*(CLAIMS.c[name] for name in AMOUNTS), disputed, func.coalesce(CLAIMS.c.provision, 0)]
    halves = [half for each in amounts for half in (func.sum(each // PART), func.sum(each % PART))]
    query = select(*columns, func.count(), *halves).group_by(*columns)
    rows = connection.execute(query if where is None else query.where(where)).all()
    size = len(group)
    return {
        tuple(row[:size]): (
            int(row[size]),
            {name: int(row[size + 1 + 2 * i]) * PART + int(row[size + 2 + 2 * i]) for i, name in enumerate(SUMMED)},
        )
        for row in rows
    }


def recount(connection: Connection) -> None:
    """Work the totals out anew, after many claims changed at once."""
    connection.execute(delete(SUMS))
    for group, (claims, minor) in count_totals(connection, *GROUP).items():
        connection.execute(
            insert(SUMS), {**dict(zip(GROUP, group, strict=True)), "claims": claims, "minor": canonical(minor)}
        )


def running_totals(connection: Connection) -> Sums:
    """The running totals: group -> how many claims, and the sums in minor units."""
    return {
        (bool(row.archived), row.currency, row.digits, row.stage): (row.claims, json.loads(row.minor))
        for row in connection.execute(select(SUMS))
    }
