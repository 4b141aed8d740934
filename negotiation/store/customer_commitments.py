"""What counts for a customer: all that was promised within some days, with every claim and under every way of
writing the name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, literal, select

from negotiation.finance.register.entry import AGREED_STAGES
from negotiation.store.connection import Store, reading
from negotiation.store.customer_names import customer_key, look_alike
from negotiation.store.records import CustomerPromise, PromisedSum
from negotiation.store.row_mapping import Held, to_major
from negotiation.store.sql_tables import APPROVALS, AUDIT, CLAIMS, PROMISED, PROMISED_NAMES, REVISIONS

MOST_NAMES = 10_000
"""Customers that one query asks for by name; for more of them all rows are read."""


def promised_to_customer(
    store: Store, customers: Sequence[str], since: date | None = None, leaving_out: str = ""
) -> tuple[PromisedSum, ...]:
    """All that counts against a limit for a customer, under any of some names, with other claims than the one that
    is left out: what was promised since a day, and the latest offer of a claim that was approved since then, or that
    was asked about and agreed, as far as it is more than what is noted."""
    with reading(store) as connection:
        number = (
            connection.execute(select(CLAIMS.c.id).where(CLAIMS.c.code == leaving_out)).scalar()
            if leaving_out
            else None
        )
        return committed(connection, customers, since, number)


def names_like(store: Store, customer: str) -> tuple[str, ...]:
    """Customers who were promised something, whose names are nearly this one and yet counted apart; the nearest
    first."""
    with reading(store) as connection:
        names = connection.execute(
            select(func.min(PROMISED.c.customer)).group_by(PROMISED.c.customer_key).order_by(PROMISED.c.customer_key)
        ).scalars()
        return look_alike(customer, names)


def keys_of(customers: Iterable[str]) -> set[str]:
    """The keys of names; a name without letters is nobody's."""
    return set(map(customer_key, customers)) - {""}


def _under(keys: set[str]) -> Any:
    """Promises that count for customers by their keys: the name beside them is one of theirs, or the claim had one
    of them."""
    had = select(PROMISED_NAMES.c.claim_id).where(PROMISED_NAMES.c.customer_key.in_(sorted(keys)))
    return PROMISED.c.customer_key.in_(sorted(keys)) | PROMISED.c.claim_id.in_(had)


def committed(
    connection: Connection, customers: Sequence[str], since: date | None, leaving_out: int | None
) -> tuple[PromisedSum, ...]:
    """All that counts for a customer with other claims than one, by form and currency, within a transaction."""
    found: dict[tuple[str, str], float] = {}
    for each in count_promises(connection, keys_of(customers), since, leaving_out):
        found[each.form, each.currency] = found.get((each.form, each.currency), 0.0) + each.amount
    return tuple(PromisedSum(next(iter(customers), ""), *kind, amount) for kind, amount in found.items())


def count_promises(
    connection: Connection, keys: set[str], since: date | None, leaving_out: int | None = None
) -> Iterator[CustomerPromise]:
    """All that counts against a limit for customers by their keys, each promise once: what was noted since a day,
    and what was approved since then, or asked about and agreed, as far as it is more than what is noted. This is the
    one road: for one claim, and for all that wait."""
    query = select(PROMISED, CLAIMS.c.code).join(CLAIMS, CLAIMS.c.id == PROMISED.c.claim_id)
    query = query.where(_under(keys)) if len(keys) <= MOST_NAMES else query
    rows = [
        row
        for row in connection.execute(query.order_by(PROMISED.c.claim_id, PROMISED.c.place)).mappings()
        if row["claim_id"] != leaving_out
    ]
    names, noted = _names(connection, keys), dict[tuple[int, str, str], int]()
    for row in rows:
        kind = row["claim_id"], row["form"], row["currency"]
        noted[kind] = noted.get(kind, 0) + row["minor"]
        if since is None or row["day"] >= since:
            its = {row["customer_key"], *names.get(row["claim_id"], ())} & keys
            yield from _given(its, row, row["form"], row["minor"], row["day"])
    for asked, day, its in _awaited(connection, keys, since):
        for form, minor in json.loads(asked["minor"]).items():
            if asked["claim_id"] != leaving_out:
                yield from _given(
                    its, asked, form, minor - noted.get((asked["claim_id"], form, asked["currency"]), 0), day
                )


def _given(its: set[str], row: Held, form: str, minor: int, day: date) -> Iterator[CustomerPromise]:
    if its and minor > 0:
        yield CustomerPromise(
            tuple(sorted(its)), row["code"], form, to_major(minor, row["digits"]), row["currency"], day
        )


def _names(connection: Connection, keys: set[str]) -> dict[int, set[str]]:
    """By claim the keys of the names that it had."""
    query = select(PROMISED_NAMES)
    query = query.where(PROMISED_NAMES.c.customer_key.in_(sorted(keys))) if len(keys) <= MOST_NAMES else query
    found: dict[int, set[str]] = {}
    for number, key in connection.execute(query):
        found.setdefault(number, set()).add(key)
    return found


def _awaited(connection: Connection, keys: set[str], since: date | None) -> Iterator[tuple[Held, date, set[str]]]:
    """What was approved for customers, or asked about and agreed, after the last note of its claim: of each claim
    the latest since a day, with its day. An answer does not take back what a claim still says is agreed. It counts
    for the customer of now and for the one of the version that was asked about."""
    last = (
        select(func.max(AUDIT.c.at))
        .where(AUDIT.c.subject == literal("promised:").concat(CLAIMS.c.code))
        .scalar_subquery()
    )
    shown = (REVISIONS.c.claim_id == APPROVALS.c.claim_id) & (REVISIONS.c.version == APPROVALS.c.version)
    query = select(
        APPROVALS, CLAIMS.c.code, CLAIMS.c.customer, CLAIMS.c.stage, REVISIONS.c.entry, last.label("noted_at")
    )
    query = (
        query.join(CLAIMS, CLAIMS.c.id == APPROVALS.c.claim_id)
        .join(REVISIONS, shown)
        .order_by(APPROVALS.c.number.desc())
    )
    seen = set[int]()
    for row in connection.execute(query).mappings():
        at = row["decided_at"] or row["asked_at"]
        counts = row["state"] == "approved" or row["stage"] in AGREED_STAGES
        later = row["noted_at"] is None or at > row["noted_at"]
        if counts and later and row["claim_id"] not in seen and (since is None or at.date() >= since):
            its = keys_of((row["customer"], json.loads(row["entry"])["customer"])) & keys
            if its:
                seen.add(row["claim_id"])
                yield row, at.date(), its


def approved_for(
    connection: Connection, number: int, customers: Sequence[str]
) -> Iterator[tuple[str, dict[str, float]]]:
    """What was approved for a claim while it was that of one of these customers: amounts by form, with their
    currency."""
    asked = (REVISIONS.c.claim_id == APPROVALS.c.claim_id) & (REVISIONS.c.version == APPROVALS.c.version)
    query = (
        select(APPROVALS, REVISIONS.c.entry)
        .join(REVISIONS, asked)
        .where(APPROVALS.c.claim_id == number, APPROVALS.c.state == "approved")
    )
    keys = set(map(customer_key, customers))
    rows = (
        row
        for row in connection.execute(query).mappings()
        if customer_key(json.loads(row["entry"])["customer"]) in keys
    )
    return ((row["currency"], dict(amounts_of(row))) for row in rows)


def amounts_of(row: Held) -> Iterator[tuple[str, float]]:
    """The amounts of an approval by form."""
    return ((form, to_major(minor, row["digits"])) for form, minor in json.loads(row["minor"]).items())
