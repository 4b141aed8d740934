"""What was promised with each agreement, and all of it for a customer within a year, so that splitting an amount dodges no limit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, extract, func, select

from negotiation.store.bulk import put_rows
from negotiation.store.chain import digest_of, listed, writing
from negotiation.store.checks import storable
from negotiation.store.claims import found
from negotiation.store.opening import Store, reading
from negotiation.store.records import Change, Person, PromisedAmount, PromisedSum
from negotiation.store.rows import Held, Row, canonical, folded, to_major, to_minor
from negotiation.store.tables import CLAIMS, PROMISED
from negotiation.units import MONEY, BadInput, Problem, check_number

KEPT = ("place", "customer", "form", "currency", "digits", "minor", "day")
Guard = Callable[[tuple[PromisedSum, ...]], None]


def promise(
    store: Store, code: str, amounts: Sequence[PromisedAmount], who: Person, *, now: datetime, since: date | None = None, guard: Guard | None = None
) -> None:
    """Note what is promised with a claim's agreement, in its currency, in place of what was noted for this claim before.

    `guard` gets what was promised to the customer with other claims from the day `since` on, in this very transaction: raising BadInput there
    keeps anything from being written, so that two who promise at once cannot both pass a limit that holds for one.
    """
    for place, each in enumerate(amounts):
        wrong = list(check_number(each.amount, MONEY, f"amounts[{place}].amount"))
        if wrong or not storable(each.form, f"amounts[{place}].form"):
            raise BadInput(*wrong or [Problem("missing", f"amounts[{place}].form")])
    with writing(store, who, now) as work:
        claim = found(work.connection, code)
        if guard is not None:
            guard(_sums(work.connection, claim["customer"], since, None, code))
        old = _of(work.connection, claim["id"])
        money = {"claim_id": claim["id"], "customer": claim["customer"], "customer_key": folded(claim["customer"]), "currency": claim["currency"]}
        rows: list[Row] = [
            {**money, "place": place, "form": each.form, "digits": claim["digits"], "minor": to_minor(each.amount, claim["digits"], "amount"), "day": each.on}
            for place, each in enumerate(amounts)
        ]
        if _digest(rows) == _digest(old):
            return
        work.connection.execute(delete(PROMISED).where(PROMISED.c.claim_id == claim["id"]))
        put_rows(work.connection, PROMISED, rows)
        gone = [Change(f"{row['form']} {row['day']}", row["minor"], None) for row in old]
        work.note("promised", f"promised:{code}", _digest(rows), listed([*gone, *(Change(f"{row['form']} {row['day']}", None, row["minor"]) for row in rows)]))


def promised_with(store: Store, code: str) -> tuple[PromisedAmount, ...]:
    """What is noted as promised with a claim."""
    with reading(store) as connection:
        rows = _of(connection, found(connection, code)["id"])
    return tuple(PromisedAmount(row["form"], to_major(row["minor"], row["digits"]), row["day"]) for row in rows)


def promised_to(store: Store, customer: str, since: date | None = None, until: date | None = None, leaving_out: str = "") -> tuple[PromisedSum, ...]:
    """All that was promised to a customer from one day to another, both included, by form and currency; capitals and spaces in the name make
    no difference. `leaving_out` is the code of a claim that is being looked at."""
    with reading(store) as connection:
        return _sums(connection, customer, since, until, leaving_out)


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


def contents(connection: Connection) -> dict[str, str]:
    """The digest of what is promised with each claim, by the subject under which the audit trail knows it."""
    rows = connection.execute(select(PROMISED, CLAIMS.c.code).join(CLAIMS, CLAIMS.c.id == PROMISED.c.claim_id).order_by(PROMISED.c.claim_id, PROMISED.c.place))
    groups: dict[str, list[Held]] = {}
    for row in rows.mappings():
        groups.setdefault(f"promised:{row['code']}", []).append(row)
    return {subject: _digest(group) for subject, group in groups.items()}


def _of(connection: Connection, number: int) -> Sequence[Held]:
    return connection.execute(select(PROMISED).where(PROMISED.c.claim_id == number).order_by(PROMISED.c.place)).mappings().all()


def _digest(rows: Sequence[Held]) -> str:
    return digest_of(canonical([[row[name] for name in KEPT] for row in rows])) if rows else NOTHING


NOTHING = ""
"""The digest of a claim with which nothing is promised any more."""

PART = 1_000_000


def _halves() -> tuple[Any, Any]:
    return func.sum(PROMISED.c.minor // PART), func.sum(PROMISED.c.minor % PART)


def _whole(high: Any, low: Any, digits: int) -> float:
    return to_major(int(high) * PART + int(low), digits)


def _sums(connection: Connection, customer: str, since: date | None, until: date | None, leaving_out: str) -> tuple[PromisedSum, ...]:
    group = (PROMISED.c.form, PROMISED.c.currency, PROMISED.c.digits)
    query = select(*group, *_halves()).join(CLAIMS, CLAIMS.c.id == PROMISED.c.claim_id).where(PROMISED.c.customer_key == folded(customer))
    query = query.where(PROMISED.c.day >= since) if since else query
    query = query.where(PROMISED.c.day <= until) if until else query
    query = query.where(CLAIMS.c.code != leaving_out) if leaving_out else query
    rows = connection.execute(query.group_by(*group).order_by(*group))
    return tuple(PromisedSum(customer, form, currency, _whole(high, low, digits)) for form, currency, digits, high, low in rows)
