"""What was booked: dated snapshots that nobody rewrites, with the version of the model and a line for each claim."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection, func, insert, select

from negotiation.core.money import is_currency, minor_digits
from negotiation.core.problems import BadInput, Problem
from negotiation.store.audit_chain import digest_of, listed, signature, writing
from negotiation.store.bulk_rows import put_rows
from negotiation.store.connection import Store, reading
from negotiation.store.records import Change, PeriodEnd, PeriodEndLine, Person
from negotiation.store.row_mapping import Held, Row, canonical
from negotiation.store.sql_tables import BOOKED, BOOKINGS
from negotiation.store.storable_values import writable

LARGEST = 2**63 - 1
HEAD = ("booked_on", "model_version", "currency", "digits", "totals", "note")
LINE = ("code", "version", "currency", "digits", "provision", "kind", "figures")


def record_period_end(store: Store, booking: PeriodEnd, who: Person, *, now: datetime) -> int:
    """Keep a snapshot and return its number. A correction of the same day is booked again; the later number counts.

    An unknown currency, a code twice or an amount beyond 64 bits raises BadInput.
    """
    writable(booking)
    _currency(booking.currency, "currency")
    rows = [_row(line, f"lines[{place}]") for place, line in enumerate(booking.lines)]
    codes = [row["code"] for row in rows]
    if len(set(codes)) < len(codes):
        twice = next(code for code in codes if codes.count(code) > 1)
        raise BadInput(Problem("code_not_unique", "lines", twice))
    head: Row = {
        "booked_on": booking.booked_on,
        "model_version": booking.model_version,
        "currency": booking.currency,
        "digits": minor_digits(booking.currency),
        "totals": canonical(dict(booking.totals)),
        "note": booking.note,
    }
    with writing(store, who, now) as work:
        head |= work.signed()
        number: int = (work.connection.execute(select(func.max(BOOKINGS.c.number))).scalar() or 0) + 1
        work.connection.execute(insert(BOOKINGS), {"number": number, **head})
        put_rows(work.connection, BOOKED, [{"booking": number, **row} for row in rows])
        told = [
            Change("booked_on", None, booking.booked_on.isoformat()),
            Change("lines", None, len(rows)),
            Change("totals", None, {name: value for name, value in booking.totals.items() if "." not in name}),
        ]
        work.note("booked", f"booking:{number}", _digest(head, rows), listed(told))
    return number


def list_period_ends(store: Store) -> tuple[PeriodEnd, ...]:
    """All that was booked, the newest first, without the lines."""
    query = select(BOOKINGS).order_by(BOOKINGS.c.booked_on.desc(), BOOKINGS.c.number.desc())
    with reading(store) as connection:
        return tuple(_booking(row, ()) for row in connection.execute(query).mappings())


def load_period_end(store: Store, number: int) -> PeriodEnd:
    """One snapshot with its lines, by code. An unknown number raises BadInput."""
    with reading(store) as connection:
        row = connection.execute(select(BOOKINGS).where(BOOKINGS.c.number == number)).mappings().one_or_none()
        if row is None:
            raise BadInput(Problem("no_such_booking", "", number))
        return _booking(row, _lines(connection, number))


def period_end_before(store: Store, day: date) -> PeriodEnd | None:
    """The last snapshot booked on or before a day, with its lines; None where there is none."""
    query = (
        select(BOOKINGS.c.number)
        .where(BOOKINGS.c.booked_on <= day)
        .order_by(BOOKINGS.c.booked_on.desc(), BOOKINGS.c.number.desc())
        .limit(1)
    )
    with reading(store) as connection:
        number = connection.execute(query).scalar()
    return None if number is None else load_period_end(store, number)


def contents(connection: Connection) -> dict[str, str]:
    """The digest of every snapshot with its lines, by the subject under which the audit trail knows it."""
    heads = connection.execute(select(BOOKINGS)).mappings().all()
    return {f"booking:{row['number']}": _digest(row, _lines(connection, row["number"])) for row in heads}


def _row(line: PeriodEndLine, path: str) -> Row:
    writable(line, path)
    _currency(line.currency, f"{path}.currency")
    for name, value in {"provision": line.provision, **line.figures}.items():
        if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LARGEST:
            raise BadInput(Problem("not_whole", f"{path}.{name}", str(value)))
    return {
        "code": line.code,
        "version": line.version,
        "currency": line.currency,
        "digits": minor_digits(line.currency),
        "provision": line.provision,
        "kind": line.kind,
        "figures": canonical(dict(line.figures)),
    }


def _currency(code: str, path: str) -> None:
    if not is_currency(code):
        raise BadInput(Problem("not_a_currency", path, code))


def _lines(connection: Connection, number: int) -> Sequence[Held]:
    return connection.execute(select(BOOKED).where(BOOKED.c.booking == number).order_by(BOOKED.c.code)).mappings().all()


def _digest(head: Held, rows: Sequence[Held]) -> str:
    lines = sorted([[row[name] for name in LINE] for row in rows])
    return digest_of(canonical([head[name] for name in HEAD]), canonical(lines), signature(head))


def _booking(row: Held, lines: Sequence[Held]) -> PeriodEnd:
    each = (
        PeriodEndLine(at["code"], at["version"], at["currency"], at["provision"], at["kind"], json.loads(at["figures"]))
        for at in lines
    )
    who = Person(row["who"], row["role"])
    return PeriodEnd(
        row["booked_on"],
        row["model_version"],
        row["currency"],
        json.loads(row["totals"]),
        tuple(each),
        row["note"],
        row["number"],
        who,
        row["at"],
    )
