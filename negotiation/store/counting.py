"""What counts for a customer: all that was promised within some days, with every claim and under every way of writing the name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, exists, extract, func, select

from negotiation.store.customers import customer_key, look_alike
from negotiation.store.opening import Store, reading
from negotiation.store.records import PromisedSum
from negotiation.store.rows import Held, to_major
from negotiation.store.tables import APPROVALS, CLAIMS, PROMISED, REVISIONS

AGREED = ("agreed", "settled", "closed")
"""Stages of a claim in which something was promised, whether it is noted or still waits for an approval."""


def promised_to(store: Store, customer: str, since: date | None = None, until: date | None = None, leaving_out: str = "") -> tuple[PromisedSum, ...]:
    """All that was promised to a customer from one day to another, both included, by form and currency; capitals, spaces and legal forms in the
    name make no difference. `leaving_out` is the code of a claim that is being looked at."""
    with reading(store) as connection:
        return _sums(connection, (customer,), since, until, CLAIMS.c.code != leaving_out)


def committed_to(store: Store, customers: Sequence[str], since: date | None = None, leaving_out: str = "") -> tuple[PromisedSum, ...]:
    """All that counts against a limit for a customer, under any of some names, with other claims than the one that is left out: what was
    promised since a day, and of claims with nothing noted the latest offer that was approved since then, or that was asked about and agreed."""
    with reading(store) as connection:
        number = connection.execute(select(CLAIMS.c.id).where(CLAIMS.c.code == leaving_out)).scalar() if leaving_out else None
        return committed(connection, customers, since, number)


def names_like(store: Store, customer: str) -> tuple[str, ...]:
    """Customers who were promised something, whose names are nearly this one and yet counted apart; the nearest first."""
    with reading(store) as connection:
        names = connection.execute(select(func.min(PROMISED.c.customer)).group_by(PROMISED.c.customer_key).order_by(PROMISED.c.customer_key)).scalars()
        return look_alike(customer, names)


def promised_by_year(store: Store) -> dict[tuple[str, int], tuple[PromisedSum, ...]]:
    """All that was promised, by customer and calendar year; of several ways to write a customer's name the first in the alphabet."""
    year = extract("year", PROMISED.c.day)
    group = (PROMISED.c.customer_key, year, PROMISED.c.form, PROMISED.c.currency, PROMISED.c.digits)
    names = select(PROMISED.c.customer_key, func.min(PROMISED.c.customer)).group_by(PROMISED.c.customer_key)
    found: dict[tuple[str, int], tuple[PromisedSum, ...]] = {}
    with reading(store) as connection:
        named: dict[str, str] = {row[0]: row[1] for row in connection.execute(names)}
        for key, in_year, form, currency, digits, high, low in connection.execute(select(*group, *_halves()).group_by(*group).order_by(*group)):
            each = PromisedSum(named[key], form, currency, _whole(high, low, digits))
            found[named[key], int(in_year)] = (*found.get((named[key], int(in_year)), ()), each)
    return found


PART = 1_000_000


def _halves() -> tuple[Any, Any]:
    return func.sum(PROMISED.c.minor // PART), func.sum(PROMISED.c.minor % PART)


def _whole(high: Any, low: Any, digits: int) -> float:
    return to_major(int(high) * PART + int(low), digits)


def keys_of(customers: Iterable[str]) -> set[str]:
    """The keys of names; a name without letters is nobody's."""
    return set(map(customer_key, customers)) - {""}


def _sums(connection: Connection, customers: Sequence[str], since: date | None, until: date | None, *where: Any) -> tuple[PromisedSum, ...]:
    group = (PROMISED.c.form, PROMISED.c.currency, PROMISED.c.digits)
    keys = sorted(keys_of(customers))
    query = select(*group, *_halves()).join(CLAIMS, CLAIMS.c.id == PROMISED.c.claim_id).where(PROMISED.c.customer_key.in_(keys), *where)
    query = query.where(PROMISED.c.day >= since) if since else query
    query = query.where(PROMISED.c.day <= until) if until else query
    rows = connection.execute(query.group_by(*group).order_by(*group))
    return tuple(PromisedSum(next(iter(customers), ""), form, currency, _whole(high, low, digits)) for form, currency, digits, high, low in rows)


def committed(connection: Connection, customers: Sequence[str], since: date | None, leaving_out: int | None) -> tuple[PromisedSum, ...]:
    """The same within a transaction; the claim that is left out by its number."""
    noted = _sums(connection, customers, since, None, *(() if leaving_out is None else (CLAIMS.c.id != leaving_out,)))
    return (*noted, *_waiting(connection, customers, since, leaving_out))


def _waiting(connection: Connection, customers: Sequence[str], since: date | None, leaving_out: int | None) -> Iterator[PromisedSum]:
    for row, _ in unnoted(connection, keys_of(customers), since):
        if row["claim_id"] != leaving_out:
            for form, amount in amounts_of(row):
                yield PromisedSum(next(iter(customers), ""), form, row["currency"], amount)


def unnoted(connection: Connection, keys: set[str], since: date | None) -> Iterator[tuple[Held, date]]:
    """What was approved for customers by their keys, or asked about and agreed, with claims of which nothing is noted yet: of each claim the
    latest since a day, with its day. An answer does not take back what a claim still says is agreed."""
    nothing, seen = ~exists().where(PROMISED.c.claim_id == APPROVALS.c.claim_id), set[int]()
    query = select(APPROVALS, CLAIMS.c.code, CLAIMS.c.customer, CLAIMS.c.stage).join(CLAIMS, CLAIMS.c.id == APPROVALS.c.claim_id).where(nothing)
    for row in connection.execute(query.order_by(APPROVALS.c.number.desc())).mappings():
        counts = row["state"] == "approved" or row["stage"] in AGREED
        day = (row["decided_at"] or row["asked_at"]).date()
        if counts and row["claim_id"] not in seen and (since is None or day >= since) and customer_key(row["customer"]) in keys:
            seen.add(row["claim_id"])
            yield row, day


def approved_for(connection: Connection, number: int, customers: Sequence[str]) -> Iterator[tuple[str, dict[str, float]]]:
    """What was approved for a claim while it was that of one of these customers: amounts by form, with their currency."""
    asked = (REVISIONS.c.claim_id == APPROVALS.c.claim_id) & (REVISIONS.c.version == APPROVALS.c.version)
    query = select(APPROVALS, REVISIONS.c.entry).join(REVISIONS, asked).where(APPROVALS.c.claim_id == number, APPROVALS.c.state == "approved")
    keys = set(map(customer_key, customers))
    rows = (row for row in connection.execute(query).mappings() if customer_key(json.loads(row["entry"])["customer"]) in keys)
    return ((row["currency"], dict(amounts_of(row))) for row in rows)


def amounts_of(row: Held) -> Iterator[tuple[str, float]]:
    """The amounts of an approval by form."""
    return ((form, to_major(minor, row["digits"])) for form, minor in json.loads(row["minor"]).items())
