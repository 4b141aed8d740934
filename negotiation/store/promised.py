"""What was promised with each agreement: noted in the transaction that keeps the claim, if whoever notes it may promise so much."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, delete, select

from negotiation.store.bulk import put_rows
from negotiation.store.chain import Work, digest_of, listed, writing
from negotiation.store.checks import storable
from negotiation.store.claims import found
from negotiation.store.counting import approved_for, committed
from negotiation.store.customers import customer_key
from negotiation.store.opening import Store, reading
from negotiation.store.records import Change, Committed, Person, PromisedAmount
from negotiation.store.rows import Held, Row, canonical, to_major, to_minor
from negotiation.store.tables import CLAIMS, PROMISED
from negotiation.units import MONEY, BadInput, Problem, check_number

KEPT = ("place", "customer", "form", "currency", "digits", "minor", "day")
Amounts = Callable[[tuple[PromisedAmount, ...]], Sequence[PromisedAmount]]
"""From what is noted with a claim now, in its currency and for its customer, what is to be noted."""

Guard = Callable[[Committed], None]
"""Raises BadInput where a promise may not be noted."""


def promise(
    store: Store, code: str, amounts: Sequence[PromisedAmount], who: Person, *, now: datetime, since: date | None = None, guard: Guard | None = None
) -> None:
    """Note what is promised with a claim's agreement, in its currency, in place of what was noted for this claim before."""
    with writing(store, who, now) as work:
        promising(code, lambda _: amounts, since=since, guard=guard)(work)


def promising(code: str, amounts: Amounts, *, customers: Sequence[str] = (), since: date | None = None, guard: Guard | None = None) -> Callable[[Work], None]:
    """The same as a step of a transaction, such as the one that saves the claim: both are kept or neither.

    Where more is promised than before, or to another customer, `guard` gets all that counts for the customer (under the claim's name and
    `customers`) with other claims from the day `since` on, in this very transaction: two who promise at once cannot both pass a limit that
    holds for one.
    """

    def note(work: Work) -> None:
        claim = found(work.connection, code)
        old = _of(work.connection, claim["id"])
        names = (claim["customer"], *customers)
        its = [row for row in old if row["currency"] == claim["currency"] and row["customer_key"] in set(map(customer_key, names))]
        fresh = amounts(tuple(map(_amount, its)))
        _check(fresh)
        key = customer_key(claim["customer"])
        money = {"claim_id": claim["id"], "customer": claim["customer"], "customer_key": key, "currency": claim["currency"], "digits": claim["digits"]}
        rows: list[Row] = [
            {**money, "place": place, "form": each.form, "minor": to_minor(each.amount, claim["digits"], "amount"), "day": each.on}
            for place, each in enumerate(fresh)
        ]
        if _digest(rows) == _digest(old):
            return
        if guard is not None and _more(rows, its):
            guard(Committed(committed(work.connection, names, since, claim["id"]), tuple(approved_for(work.connection, claim["id"], names))))
        work.connection.execute(delete(PROMISED).where(PROMISED.c.claim_id == claim["id"]))
        put_rows(work.connection, PROMISED, rows)
        gone = [Change(f"{row['form']} {row['day']}", row["minor"], None) for row in old]
        work.note("promised", f"promised:{code}", _digest(rows), listed([*gone, *(Change(f"{row['form']} {row['day']}", None, row["minor"]) for row in rows)]))

    return note


def _check(amounts: Sequence[PromisedAmount]) -> None:
    for place, each in enumerate(amounts):
        wrong = list(check_number(each.amount, MONEY, f"amounts[{place}].amount"))
        if wrong or not storable(each.form, f"amounts[{place}].form"):
            raise BadInput(*wrong or [Problem("missing", f"amounts[{place}].form")])


def _more(rows: Sequence[Held], old: Sequence[Held]) -> bool:
    """Whether more of any form is promised than before."""
    now, before = _by_form(rows), _by_form(old)
    return any(minor > before.get(form, 0) for form, minor in now.items())


def _by_form(rows: Sequence[Held]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows:
        found[row["form"]] = found.get(row["form"], 0) + row["minor"]
    return found


def promised_with(store: Store, code: str) -> tuple[PromisedAmount, ...]:
    """What is noted as promised with a claim."""
    with reading(store) as connection:
        return tuple(map(_amount, _of(connection, found(connection, code)["id"])))


def contents(connection: Connection) -> dict[str, str]:
    """The digest of what is promised with each claim, by the subject under which the audit trail knows it."""
    rows = connection.execute(select(PROMISED, CLAIMS.c.code).join(CLAIMS, CLAIMS.c.id == PROMISED.c.claim_id).order_by(PROMISED.c.claim_id, PROMISED.c.place))
    groups: dict[str, list[Held]] = {}
    for row in rows.mappings():
        groups.setdefault(f"promised:{row['code']}", []).append(row)
    return {subject: _digest(group) for subject, group in groups.items()}


def _of(connection: Connection, number: int) -> Sequence[Held]:
    return connection.execute(select(PROMISED).where(PROMISED.c.claim_id == number).order_by(PROMISED.c.place)).mappings().all()


def _amount(row: Held) -> PromisedAmount:
    return PromisedAmount(row["form"], to_major(row["minor"], row["digits"]), row["day"])


def _digest(rows: Sequence[Held]) -> str:
    return digest_of(canonical([[row[name] for name in KEPT] for row in rows])) if rows else NOTHING


NOTHING = ""
"""The digest of a claim with which nothing is promised any more."""
