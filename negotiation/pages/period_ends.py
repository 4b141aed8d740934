"""Period ends that were recorded in the book of the session, the team's own or the sample's, and what moved since one of them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import streamlit as st

from negotiation.exposure import ExchangeRates, Team, rates_on, read_rates
from negotiation.pages.book import FOLDER, Book
from negotiation.pages.policies import policy
from negotiation.pages.working import store_now
from negotiation.store import BookedLine, Booking, Moved, booking, bookings, default_url, measured_on, moved_since


@st.cache_data(show_spinner=False)
def _of_the_sample() -> Booking:
    """What the sample team recorded at the end of the month before, with a line for each claim."""
    first, *rows = csv.DictReader(io.StringIO((FOLDER / "booked.csv").read_text("utf-8")))
    lines = tuple(BookedLine(row["code"], 1, row["currency"], int(row["provision"]), row["kind"], json.loads(row["figures"])) for row in rows)
    found = Booking(date.min, "", first["currency"], json.loads(first["figures"]), lines, number=1)
    return Booking(measured_on(found), "", found.currency, found.totals, lines, number=1)


def period_ends(book: Book) -> tuple[Booking, ...]:
    """All that were recorded, the latest first; those of the store without their lines. A register from a file has none."""
    if book.kind == "sample":
        return (_of_the_sample(),)
    return bookings(store_now()) if book.kind == "store" else ()


def last_before(book: Book, every: tuple[Booking, ...]) -> Booking | None:
    """The latest one of an earlier day, from which what changed is told; else the latest."""
    return next((each for each in every if each.booked_on < book.today), every[0] if every else None)


def moved_in(book: Book, number: int) -> Moved:
    """What moved since one of them, worked out once; without a rate between both currencies it raises BadInput."""
    known = st.session_state.get("moved")
    if known is None or known[0] is not book:
        known = (book, {})
        st.session_state["moved"] = known
    found: dict[int, Moved] = known[1]
    if number not in found:
        start = _of_the_sample() if book.kind == "sample" else _recorded(number)
        codes = sorted({start.currency, *book.position.found.worth} - {book.currency})
        worth = rates_on(_rates(book), codes, start.booked_on).worth.tolist()
        found[number] = moved_since(start, book.position, dict(zip(codes, worth, strict=True)))
    return found[number]


def _recorded(number: int) -> Booking:
    """One of the store's with its lines; it is never changed, so it is read once."""
    known = st.session_state.get("recorded")
    if known is None or known[:2] != (number, default_url()):
        known = (number, default_url(), booking(store_now(), number))
        st.session_state["recorded"] = known
    found: Booking = known[2]
    return found


def _rates(book: Book) -> ExchangeRates:
    return read_rates((FOLDER / "rates.csv").read_bytes(), "USD", book.today) if book.kind == "sample" else policy(Team)[0].exchange_rates()
