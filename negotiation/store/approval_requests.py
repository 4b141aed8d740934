"""Offers over somebody's limit, put to somebody who may decide; every step is in the audit trail."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from negotiation.core.field_checks import check_number
from negotiation.core.fields import MONEY
from negotiation.core.problems import BadInput, Problem
from negotiation.store.audit_chain import Work, digest_of, listed, writing
from negotiation.store.claims import claim_row
from negotiation.store.connection import Store, reading
from negotiation.store.customer_commitments import committed
from negotiation.store.records import Approval, Change, Committed, Conflict, Guard, Person
from negotiation.store.row_mapping import Held, Row, canonical, folded, to_major, to_minor
from negotiation.store.sql_tables import APPROVALS, CLAIMS
from negotiation.store.storable_values import storable

STATES = ("asked", "approved", "refused", "withdrawn")
LONGEST = {"reason": 4_000, "comment": 2_000, "offer": 60}


def ask(
    store: Store,
    code: str,
    version: int,
    offer: str,
    amounts: Mapping[str, float],
    reason: str,
    who: Person,
    *,
    now: datetime,
) -> Approval:
    """Ask for an approval: `amounts` is what the offer promises by form of compensation, in the claim's currency.

    The claim must still be at `version`, else Conflict: what is approved is what was shown. The same question, still
    open, is not put twice but raises BadInput, as does an unknown claim, an amount below 0 or no amount at all.
    """
    words = {"offer": _words("offer", offer), "reason": _words("reason", reason)}
    if not amounts:
        raise BadInput(Problem("missing", "amounts"))
    with writing(store, who, now) as work:
        claim = claim_row(work.connection, code)
        if claim["version"] != version:
            raise Conflict(code, claim["version"], Person(claim["who"], claim["role"]), claim["updated"])
        minor = minor_amounts(amounts, claim["digits"])
        row: Row = {
            "claim_id": claim["id"],
            "version": version,
            **words,
            "currency": claim["currency"],
            "digits": claim["digits"],
            "minor": canonical(minor),
            "asked_by": who.name,
            "asked_role": who.role,
            "asked_at": work.now,
            "state": "asked",
            "decided_by": None,
            "decided_role": None,
            "decided_at": None,
            "comment": "",
        }
        same = (APPROVALS.c[name] == row[name] for name in ("claim_id", "version", "offer", "minor", "state"))
        if work.connection.execute(select(APPROVALS.c.number).where(*same)).first():
            raise BadInput(Problem("approval_asked_already", "", offer))
        row["number"] = (work.connection.execute(select(func.max(APPROVALS.c.number))).scalar() or 0) + 1
        work.connection.execute(insert(APPROVALS), row)
        _note(
            work, "approval_asked", code, row, [Change(f"amounts.{form}", None, value) for form, value in minor.items()]
        )
    return approval_of({**row, "code": code})


def decide(
    store: Store,
    number: int,
    state: str,
    comment: str,
    who: Person,
    *,
    now: datetime,
    since: date | None = None,
    guard: Guard | None = None,
) -> Approval:
    """Approve, refuse or withdraw what was asked. What is decided stays decided: Conflict says by whom. Nobody
    approves or refuses their own question, and nobody else withdraws it: BadInput.

    Before it is approved or refused, `guard` gets all that counts for the customer with other claims from the day
    `since` on, in this very transaction: of two who approve at once the second sees what the first approved.
    """
    if state not in STATES[1:]:
        raise BadInput(Problem("not_a_choice", "state", state, {"choices": STATES[1:]}))
    said = _words("comment", comment)
    with writing(store, who, now) as work:
        row = work.connection.execute(_all().where(APPROVALS.c.number == number)).mappings().one_or_none()
        if row is None:
            raise BadInput(Problem("no_such_approval", "", number))
        if row["state"] != "asked":
            raise Conflict(
                row["offer"], row["version"], Person(row["decided_by"], row["decided_role"]), row["decided_at"]
            )
        if same_person(row["asked_by"], who.name) != (state == "withdrawn"):
            raise BadInput(Problem("own_approval", "", row["asked_by"]))
        if guard is not None and state != "withdrawn":
            guard(Committed(committed(work.connection, (row["customer"],), since, row["claim_id"]), ()))
        decided = {
            "state": state,
            "comment": said,
            "decided_by": who.name,
            "decided_role": who.role,
            "decided_at": work.now,
        }
        work.connection.execute(update(APPROVALS).where(APPROVALS.c.number == number), decided)
        now_row = {**row, **decided}
        _note(
            work,
            f"approval_{state}",
            row["code"],
            now_row,
            [Change("state", "asked", state), *([Change("comment", None, said)] if said else [])],
        )
    return approval_of(now_row)


def same_person(name: str, other: str) -> bool:
    """Whether two names are those of one person: width, capitals and spaces make no difference.

    >>> same_person("Ada  Lovelace", " ADA lovelace")
    True
    """
    return folded(name) == folded(other)


def approvals(store: Store, code: str = "", state: str = "") -> tuple[Approval, ...]:
    """What was asked, the newest first; of one claim or in one state where these are given."""
    query = _all().order_by(APPROVALS.c.number.desc())
    query = query.where(CLAIMS.c.code == code) if code else query
    query = query.where(APPROVALS.c.state == state) if state else query
    with reading(store) as connection:
        return tuple(map(approval_of, connection.execute(query).mappings()))


def minor_amounts(amounts: Mapping[str, float], digits: int) -> dict[str, int]:
    """Amounts by form in minor units. A form without a name, or what is no amount of money, raises BadInput."""
    for form, value in amounts.items():
        wrong = list(check_number(value, MONEY, f"amounts.{form}"))
        if wrong or not form:
            raise BadInput(*wrong or [Problem("missing", "amounts")])
    return {storable(form, "amounts"): to_minor(value, digits, f"amounts.{form}") for form, value in amounts.items()}


def contents(connection: Connection) -> dict[str, str]:
    """The digest of every approval as it is, by the subject under which the audit trail knows it."""
    return {f"approval:{row['number']}": _digest(row) for row in connection.execute(_all()).mappings()}


def _all() -> Any:
    return select(APPROVALS, CLAIMS.c.code, CLAIMS.c.customer).join(CLAIMS, CLAIMS.c.id == APPROVALS.c.claim_id)


def _words(name: str, given: str) -> str:
    if len(given) > LONGEST[name]:
        raise BadInput(Problem("too_long", name, given[:40], {"longest": LONGEST[name]}))
    return storable(given, name)


def _digest(row: Held) -> str:
    return digest_of(canonical({column.name: row[column.name] for column in APPROVALS.columns}))


def _note(work: Work, action: str, code: str, row: Held, changes: list[Change]) -> None:
    work.note(
        action,
        f"approval:{row['number']}",
        _digest(row),
        listed([Change("claim", None, code), Change("offer", None, row["offer"]), *changes]),
    )


def approval_of(row: Held) -> Approval:
    """The approval that a row holds, with the `code` of its claim beside it."""
    amounts = {form: to_major(minor, row["digits"]) for form, minor in json.loads(row["minor"]).items()}
    decided = None if row["decided_by"] is None else Person(row["decided_by"], row["decided_role"])
    return Approval(
        row["number"],
        row["code"],
        row["version"],
        row["offer"],
        row["currency"],
        amounts,
        Person(row["asked_by"], row["asked_role"]),
        row["asked_at"],
        row["reason"],
        row["state"],
        decided,
        row["decided_at"],
        row["comment"],
    )
