"""The sample team that is shipped: its register, its rates, the period end that it recorded, and what it asks
approval for. Its day is fixed, so that its figures stay."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cache

from negotiation.core.sample_data import sample_folder
from negotiation.finance.authority.approval_limits import FORMS
from negotiation.finance.register.exchange_rates import ExchangeRates, read_rates
from negotiation.finance.register.register import Register
from negotiation.finance.register_file.register_reader import RegisterReading, read_register
from negotiation.services.period_end_snapshot import measured_on
from negotiation.store import (
    Approval,
    CustomerPromise,
    PeriodEnd,
    PeriodEndLine,
    Person,
    WaitingRequest,
    customer_key,
    promised_with_request,
)

FOLDER = sample_folder("register")
SAMPLE_DAY = date(2026, 11, 20)
"""The day on which the sample team's register is looked at."""

Decisions = Mapping[int, tuple[str, Person]]
"""What was decided on the sample's requests, by number: the state and who decided."""


def sample_register(lang: str, today: date) -> RegisterReading:
    """The register of the sample team in a language, as its file is read on a day."""
    return read_register((FOLDER / f"team_{lang}.csv").read_bytes(), today)


def sample_rates(today: date) -> ExchangeRates:
    """The exchange rates of the sample team on a day, in US dollars."""
    return read_rates((FOLDER / "rates.csv").read_bytes(), "USD", today)


@cache
def sample_period_end() -> PeriodEnd:
    """What the sample team recorded at the end of the month before, with a line for each claim."""
    first, *rows = _rows("booked.csv")
    lines = tuple(
        PeriodEndLine(row["code"], 1, row["currency"], int(row["provision"]), row["kind"], json.loads(row["figures"]))
        for row in rows
    )
    found = PeriodEnd(date.min, "", first["currency"], json.loads(first["figures"]), lines, number=1)
    return PeriodEnd(measured_on(found), "", found.currency, found.totals, lines, number=1)


def sample_requests(lang: str) -> tuple[Approval, ...]:
    """The requests of the sample team as its files hold them, all of them undecided."""
    found = []
    for row in _rows(f"approvals_{lang}.csv"):
        amounts = {form: float(row[form]) for form in FORMS if float(row[form])}
        at = datetime.fromisoformat(row["asked_at"]).replace(tzinfo=UTC)
        who = Person(row["asked_by"], row["role"])
        found.append(Approval(int(row["number"]), row["claim"], 1, row["offer"], "", amounts, who, at, row["reason"]))
    return tuple(found)


def sample_waiting(
    register: Register, lang: str, decided: Decisions
) -> tuple[tuple[WaitingRequest, ...], tuple[CustomerPromise, ...]]:
    """The same as `store.waiting_requests` gives, out of the sample's files and of what was decided on them."""
    at = datetime.combine(SAMPLE_DAY, time(18), UTC)
    place = {str(code): number for number, code in enumerate(register.code)}

    def of(code: str, name: str) -> str:
        return str(getattr(register, name)[place[code]])

    waiting: list[WaitingRequest] = []
    given: list[CustomerPromise] = []
    for each in sample_requests(lang):
        state, who = decided.get(each.number, ("asked", None))
        asked = replace(
            each, currency=of(each.code, "currency"), state=state, decided_by=who, decided_at=at if who else None
        )
        request = WaitingRequest(asked, of(each.code, "customer"), of(each.code, "title"), each.version)
        waiting += [request] if state == "asked" else []
        given += promised_with_request(request) if state == "approved" else ()
    for row in _rows("promised.csv"):
        code, day, keys = row["claim"], date.fromisoformat(row["day"]), (customer_key(of(row["claim"], "customer")),)
        given.append(CustomerPromise(keys, code, row["form"], float(row["amount"]), of(code, "currency"), day))
    return tuple(waiting), tuple(given)


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((FOLDER / name).read_text("utf-8"))))
