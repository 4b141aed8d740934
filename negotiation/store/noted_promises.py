"""What was promised with each agreement: noted in the transaction that keeps the claim, if whoever notes it may
promise so much."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, delete, select

from negotiation.core.field_checks import check_number
from negotiation.core.fields import MONEY
from negotiation.core.problems import BadInput, Problem
from negotiation.store.audit_chain import Work, digest_of, listed, writing
from negotiation.store.bulk_rows import put_rows
from negotiation.store.claims import claim_row
from negotiation.store.connection import Store
from negotiation.store.customer_commitments import approved_for, committed, keys_of
from negotiation.store.customer_names import customer_key
from negotiation.store.records import Change, Committed, Guard, Person, PromisedAmount
from negotiation.store.row_mapping import Held, Row, canonical, to_major, to_minor
from negotiation.store.sql_tables import CLAIMS, PROMISED, PROMISED_NAMES
from negotiation.store.storable_values import storable

KEPT = ("place", "customer", "form", "currency", "digits", "minor", "day")
Amounts = Callable[[tuple[PromisedAmount, ...]], Sequence[PromisedAmount]]
"""From what is noted with a claim now, in its currency and for its customer, what is to be noted."""


def promise(
    store: Store,
    code: str,
    amounts: Sequence[PromisedAmount],
    who: Person,
    *,
    now: datetime,
    since: date | None = None,
    guard: Guard | None = None,
) -> None:
    """Note what is promised with a claim's agreement, in its currency, in place of what was noted for this claim
    before."""
    with writing(store, who, now) as work:
        promising(code, lambda _: amounts, since=since, guard=guard)(work)


def promising(
    code: str, amounts: Amounts, *, customers: Sequence[str] = (), since: date | None = None, guard: Guard | None = None
) -> Callable[[Work], None]:
    """The same as a step of a transaction, such as the one that saves the claim: both are kept or neither.

    Where more is promised than before, or to another customer, `guard` gets all that counts for the customer (under
    the claim's name and `customers`) with other claims from the day `since` on, in this very transaction: two who
    promise at once cannot both pass a limit that holds for one. It counts from then on under all of these names, and
    under those that the claim had before.
    """

    def note(work: Work) -> None:
        claim = claim_row(work.connection, code)
        old, kept = _of(work.connection, claim["id"]), _names_of(work.connection, claim["id"])
        names = (claim["customer"], *customers)
        keys, known = keys_of(names), (kept | {row["customer_key"] for row in old}) - {""}
        its = [
            row
            for row in old
            if row["currency"] == claim["currency"] and (row["customer_key"] in keys or keys <= known)
        ]
        fresh = amounts(tuple(map(_amount, its)))
        _check(fresh)
        key = customer_key(claim["customer"])
        money = {
            "claim_id": claim["id"],
            "customer": claim["customer"],
            "customer_key": key,
            "currency": claim["currency"],
            "digits": claim["digits"],
        }
        rows: list[Row] = [
            {
                **money,
                "place": place,
                "form": each.form,
                "minor": to_minor(each.amount, claim["digits"], "amount"),
                "day": each.on,
            }
            for place, each in enumerate(fresh)
        ]
        whose = kept | known | keys if rows else kept
        if _digest(rows, whose) == _digest(old, kept):
            return
        if guard is not None and (_more(rows, its) or (rows and known and not keys <= known)):
            guard(
                Committed(
                    committed(work.connection, names, since, claim["id"]),
                    tuple(approved_for(work.connection, claim["id"], names)),
                )
            )
        work.connection.execute(delete(PROMISED).where(PROMISED.c.claim_id == claim["id"]))
        put_rows(work.connection, PROMISED, rows)
        put_rows(
            work.connection,
            PROMISED_NAMES,
            [{"claim_id": claim["id"], "customer_key": each} for each in sorted(whose - kept)],
        )
        noted = [
            *(Change(_place(row), row["minor"], None) for row in old),
            *(Change(_place(row), None, row["minor"]) for row in rows),
        ]
        work.note("promised", f"promised:{code}", _digest(rows, whose), listed(noted))

    return note


def _place(row: Held) -> str:
    """How the trail calls a row."""
    return f"{row['form']} {row['day']}"


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


def contents(connection: Connection) -> dict[str, str]:
    """The digest of what is promised with each claim, by the subject under which the audit trail knows it."""
    rows = connection.execute(
        select(PROMISED, CLAIMS.c.code)
        .join(CLAIMS, CLAIMS.c.id == PROMISED.c.claim_id)
        .order_by(PROMISED.c.claim_id, PROMISED.c.place)
    )
    groups: dict[str, list[Held]] = {}
    for row in rows.mappings():
        groups.setdefault(f"promised:{row['code']}", []).append(row)
    names: dict[int, list[str]] = {}
    for number, key in connection.execute(select(PROMISED_NAMES)):
        names.setdefault(number, []).append(key)
    return {subject: _digest(group, names.get(group[0]["claim_id"], ())) for subject, group in groups.items()}


def _of(connection: Connection, number: int) -> Sequence[Held]:
    return (
        connection.execute(select(PROMISED).where(PROMISED.c.claim_id == number).order_by(PROMISED.c.place))
        .mappings()
        .all()
    )


def _names_of(connection: Connection, number: int) -> set[str]:
    return set(
        connection.execute(select(PROMISED_NAMES.c.customer_key).where(PROMISED_NAMES.c.claim_id == number)).scalars()
    )


def _amount(row: Held) -> PromisedAmount:
    return PromisedAmount(row["form"], to_major(row["minor"], row["digits"]), row["day"])


def _digest(rows: Sequence[Held], names: Collection[str]) -> str:
    """What the trail vouches for: the rows, and under which names they count, where that was kept."""
    told = [canonical([[row[name] for name in KEPT] for row in rows]), *([canonical(sorted(names))] if names else [])]
    return digest_of(*told) if rows else NOTHING


NOTHING = ""
"""The digest of a claim with which nothing is promised any more."""
