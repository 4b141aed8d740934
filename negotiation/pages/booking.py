"""Booked figures: keep today's as a dated snapshot, and see how the provision moved since the last one, to the cent."""

from __future__ import annotations

from datetime import date

import streamlit as st

from negotiation.charts.figures.exposure import movement_chart
from negotiation.pages.book import Book, notes_of
from negotiation.pages.form import refusal
from negotiation.pages.keeping import name_first
from negotiation.pages.policies import keeper_now
from negotiation.pages.shown import chart, table
from negotiation.pages.working import now_utc, store_now, try_to
from negotiation.store import Booking, book, booked_before, booking, bookings, moved_since, snapshot
from negotiation.units import BadInput, Problem, minor_digits
from negotiation.words import say
from negotiation.words.formats import cents

STEPS = ("open", "added", "used", "reversed", "unwound", "close")


def bookings_fold(found: Book, lang: str) -> None:
    """Draw the fold."""
    if found.kind != "store":
        st.markdown(say(lang, "exposure_page.only_store"))
        return
    every = bookings(store_now())
    st.markdown(say(lang, "exposure_page.bookings_note"))
    note = st.text_input(say(lang, "exposure_page.booking_note"), key="booking_note", max_chars=200)
    name_first(lang, "_booking")
    st.button(say(lang, "exposure_page.book_now", today=date.today()), key="book_now", icon=":material/bookmark_add:", on_click=_book, args=(found, note))
    refusal("booking", lang)
    comparable = [each for each in every if each.currency == found.currency]
    if comparable:
        chosen = st.selectbox(say(lang, "exposure_page.since"), [each.number for each in comparable], key="booking_since",
                              format_func=lambda number: _name(next(each for each in comparable if each.number == number), lang))  # fmt: skip
        _moved(found, booking(store_now(), int(chosen)), lang)
    if every:
        heads = {name: say(lang, f"exposure_page.booked_{name}") for name in ("on", "provided", "claims", "version", "who", "note")}
        rows = [
            {"on": each.booked_on, "provided": cents(each.totals["provided"] / 10.0 ** minor_digits(each.currency), each.currency, lang),
             "claims": each.totals["open"], "version": each.model_version, "who": each.who.name, "note": each.note}
            for each in every
        ]  # fmt: skip
        table("bookings", heads, rows, say(lang, "exposure_page.bookings_title"), lang, ("provided",), notes=notes_of(found, lang))


def _name(each: Booking, lang: str) -> str:
    return say(lang, "exposure_page.booked_name", number=each.number, on=each.booked_on)


def _book(found: Book, note: str) -> None:
    made = snapshot(found.position, note, found.versions)

    def put() -> None:
        last = booked_before(store_now(), made.booked_on)
        if last is not None and (last.booked_on, last.totals, len(last.lines)) == (made.booked_on, made.totals, len(made.lines)):
            raise BadInput(Problem("booked_already", "", last.number, {"on": made.booked_on.isoformat()}))
        book(store_now(), made, keeper_now(), now=now_utc())

    try_to("booking", put)


def _moved(found: Book, before: Booking, lang: str) -> None:
    moved = moved_since(before, found.position)
    unit = 10.0**found.position.found.digits
    signs = {"opened": 1.0, "added": 1.0, "used": -1.0, "reversed": -1.0, "unwound": 1.0, "closed": 1.0}
    steps = [(key, signs[name] * moved.total(name) / unit) for key, name in zip(STEPS, signs, strict=True)]
    chart("exposure_moved", lambda ink: movement_chart(steps, found.currency, lang, ink), say(lang, "exposure_page.moved_alt"), lang, notes_of(found, lang))
    words = {name: cents(abs(amount), found.currency, lang) for (_, amount), name in zip(steps, signs, strict=True)}
    st.caption(say(lang, "exposure_page.moved_how", beyond=cents(moved.total("beyond") / unit, found.currency, lang), **words))
