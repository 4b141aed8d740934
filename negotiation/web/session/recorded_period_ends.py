"""Period ends that were recorded in the book of the session, the team's own or the sample's, and what moved since
one of them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import streamlit as st

from negotiation.finance.register.exchange_rates import ExchangeRates, rates_on_day, read_rates
from negotiation.finance.reporting_settings import Team
from negotiation.store import (
    PeriodEnd,
    PeriodEndLine,
    ProvisionMovement,
    default_url,
    list_period_ends,
    load_period_end,
    measured_on,
    provision_movement,
)
from negotiation.web.session.register_session import FOLDER, RegisterView
from negotiation.web.session.session_context import store_now
from negotiation.web.session.team_settings import team_setting


@st.cache_data(show_spinner=False)
def _of_the_sample() -> PeriodEnd:
    """What the sample team recorded at the end of the month before, with a line for each claim."""
    first, *rows = csv.DictReader(io.StringIO((FOLDER / "booked.csv").read_text("utf-8")))
    lines = tuple(
        PeriodEndLine(row["code"], 1, row["currency"], int(row["provision"]), row["kind"], json.loads(row["figures"]))
        for row in rows
    )
    found = PeriodEnd(date.min, "", first["currency"], json.loads(first["figures"]), lines, number=1)
    return PeriodEnd(measured_on(found), "", found.currency, found.totals, lines, number=1)


def period_ends(book: RegisterView) -> tuple[PeriodEnd, ...]:
    """All that were recorded, the latest first; those of the store without their lines. A register from a file has
    none."""
    if book.kind == "sample":
        return (_of_the_sample(),)
    return list_period_ends(store_now()) if book.kind == "store" else ()


def last_before(book: RegisterView, every: tuple[PeriodEnd, ...]) -> PeriodEnd | None:
    """The latest one of an earlier day, from which what changed is told; else the latest."""
    return next((each for each in every if each.booked_on < book.today), every[0] if every else None)


def moved_in(book: RegisterView, number: int) -> ProvisionMovement:
    """What moved since one of them, worked out once; without a rate between both currencies it raises BadInput."""
    known = st.session_state.get("moved")
    if known is None or known[0] is not book:
        known = (book, {})
        st.session_state["moved"] = known
    found: dict[int, ProvisionMovement] = known[1]
    if number not in found:
        start = _of_the_sample() if book.kind == "sample" else _recorded(number)
        codes = sorted({start.currency, *book.position.converted.rates} - {book.currency})
        worth = rates_on_day(_rates(book), codes, start.booked_on).worth.tolist()
        found[number] = provision_movement(start, book.position, dict(zip(codes, worth, strict=True)))
    return found[number]


def _recorded(number: int) -> PeriodEnd:
    """One of the store's with its lines; it is never changed, so it is read once."""
    known = st.session_state.get("recorded")
    if known is None or known[:2] != (number, default_url()):
        known = (number, default_url(), load_period_end(store_now(), number))
        st.session_state["recorded"] = known
    found: PeriodEnd = known[2]
    return found


def _rates(book: RegisterView) -> ExchangeRates:
    return (
        read_rates((FOLDER / "rates.csv").read_bytes(), "USD", book.today)
        if book.kind == "sample"
        else team_setting(Team)[0].exchange_rates()
    )
