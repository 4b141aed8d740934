"""Booked figures: keep today's as a dated snapshot, and see how the provision moved since the last one, to the cent."""

from __future__ import annotations

from datetime import date

import numpy as np
import streamlit as st

from negotiation.charts.figures.exposure import movement_chart
from negotiation.exposure import RollForward, half_up, roll_forward, totals, unwinding
from negotiation.pages.book import Book, notes_of
from negotiation.pages.form import refusal
from negotiation.pages.shelf import now_utc, person_now, store_now, try_to
from negotiation.pages.shown import chart, table
from negotiation.store import BookedLine, Booking, book, booked_before, booking, bookings
from negotiation.summary import MODEL_VERSION
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


def snapshot(found: Book, note: str = "") -> Booking:
    """Today's figures of a book as they are booked: totals, and a line for each claim with what is provided, paid, and for how long it was discounted."""
    place, register = found.position, found.position.found.register
    every, lines = totals(place.found), place.found.lines
    days = np.where(np.isnat(register.settles_on), 0, np.maximum((register.settles_on - np.datetime64(found.today)).astype(int), 0))
    why = np.asarray(place.provision.why).reshape(-1)
    discounted = np.asarray(place.provision.discount_why).reshape(-1) == "discounted"
    booked = tuple(
        BookedLine(str(register.code[row]), 0, found.currency, int(place.provided[row]), str(why[row]),
                   {"paid": int(lines.paid[row]), "paid_own": int(register.paid[row]), "days": int(days[row]) if discounted[row] else 0})
        for row in range(len(register))
    )  # fmt: skip
    sums = {"provided": place.total("provided"), "contingent": place.total("contingent"), "net": int(every.net), "open": int(every.open_count),
            "rate": round(float(place.policy.rate) * 1e6)}  # fmt: skip
    return Booking(found.today, MODEL_VERSION, found.currency, sums, booked, note)


def _book(found: Book, note: str) -> None:
    made = snapshot(found, note)

    def put() -> None:
        last = booked_before(store_now(), made.booked_on)
        if last is not None and (last.booked_on, last.totals, len(last.lines)) == (made.booked_on, made.totals, len(made.lines)):
            raise BadInput(Problem("booked_already", "", last.number, {"on": made.booked_on.isoformat()}))
        book(store_now(), made, person_now(), now=now_utc())

    try_to("booking", put)


def moved_since(before: Booking, found: Book) -> RollForward:
    """How each claim's provision moved from a booking to now, whole minor units; claims of either side.

    Interest runs from the booking to today, at most until the day on which it was expected to be paid, at the rate of the booking.
    """
    now = {each.code: each for each in snapshot(found).lines}
    then = {each.code: each for each in before.lines}
    codes = list(dict.fromkeys([*then, *now]))
    opened = np.array([then[code].provision if code in then else 0 for code in codes], dtype=np.int64)
    closed = np.array([now[code].provision if code in now else 0 for code in codes], dtype=np.int64)
    paid = half_up(np.array([_paid_since(then.get(code), now.get(code)) for code in codes], dtype=float))
    waits = np.array([then[code].figures.get("days", 0) if code in then else 0 for code in codes], dtype=float)
    passed = np.minimum(waits, float((found.today - before.booked_on).days))
    return roll_forward(opened, closed, paid, unwinding(opened, before.totals.get("rate", 0) / 1e6, passed))


def _paid_since(then: BookedLine | None, now: BookedLine | None) -> float:
    """What was paid between two bookings at the later rate, minor units, at least 0: an exchange rate that moves pays nothing, and neither does a
    claim that came into the register since with what it had cost before."""
    if then is None:
        return 0.0
    old, new = ({} if each is None else each.figures for each in (then, now))
    moved, paid = float(new.get("paid", 0) - old.get("paid", 0)), new.get("paid_own", 0)
    if paid and "paid_own" in old:
        moved = (paid - old["paid_own"]) * new["paid"] / paid
    return max(moved, 0.0)


def _moved(found: Book, before: Booking, lang: str) -> None:
    moved = moved_since(before, found)
    unit = 10.0**found.position.found.digits
    signs = {"opened": 1.0, "added": 1.0, "used": -1.0, "reversed": -1.0, "unwound": 1.0, "closed": 1.0}
    steps = [(key, signs[name] * moved.total(name) / unit) for key, name in zip(STEPS, signs, strict=True)]
    chart("exposure_moved", lambda ink: movement_chart(steps, found.currency, lang, ink), say(lang, "exposure_page.moved_alt"), lang, notes_of(found, lang))
    words = {name: cents(abs(amount), found.currency, lang) for (_, amount), name in zip(steps, signs, strict=True)}
    st.caption(say(lang, "exposure_page.moved_how", beyond=cents(moved.total("beyond") / unit, found.currency, lang), **words))
