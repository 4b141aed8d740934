"""Period-end figures: record those of a day for good, see all that were recorded, and what moved the provision since
one of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from negotiation.core.money import minor_digits
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_cents
from negotiation.services.close_period import last_before, record_figures
from negotiation.services.period_end_snapshot import policy_of_period_end
from negotiation.services.view_register import RegisterView
from negotiation.store import PeriodEnd
from negotiation.web.exposure.movement_section import moved_part, period_end_name
from negotiation.web.session.claim_session import claim_session
from negotiation.web.session.recorded_period_ends import period_ends_of
from negotiation.web.session.session_context import context_now, person_now, with_refusal
from negotiation.web.session.session_state import PERIOD_END_REFUSED, REGISTER_VIEW
from negotiation.web.shell.save_menu import name_first
from negotiation.web.widgets.chart_with_downloads import table_with_downloads
from negotiation.web.widgets.field_widgets import refusal
from negotiation.web.widgets.toast import queue_toast

COLUMNS = ("on", "provided", "currency", "standard", "claims", "at", "who", "note", "version")


def bookings_fold(found: RegisterView, lang: str) -> None:
    """Draw the fold."""
    if found.kind == "file":
        st.markdown(say(lang, "exposure_page.only_store"))
        return
    every = period_ends_of(found)
    if every:
        first = last_before(found, every) or every[0]
        numbers = [each.number for each in every]
        chosen = int(
            st.selectbox(
                say(lang, "exposure_page.since"),
                numbers,
                numbers.index(first.number),
                key=f"booking_since_{found.kind}_{len(every)}",
                format_func=lambda number: period_end_name(next(each for each in every if each.number == number), lang),
            )
        )
        moved_part(found, next(each for each in every if each.number == chosen), lang)
    else:
        st.markdown(say(lang, "exposure_page.no_bookings"))
    if found.kind == "store":
        _record(found, every, lang)
    else:
        st.caption(say(lang, "exposure_page.bookings_sample"))
    if every:
        heads = {name: say(lang, f"exposure_page.booked_{name}") for name in COLUMNS}
        table_with_downloads(
            "bookings",
            heads,
            [_row(each, lang) for each in every],
            say(lang, "exposure_page.bookings_title"),
            lang,
            ("provided",),
            notes=lambda: (say(lang, "exposure_page.bookings_foot", today=found.today),),
            day=found.today,
        )


def _row(each: PeriodEnd, lang: str) -> dict[str, Any]:
    rules = policy_of_period_end(each)
    return {
        "on": each.booked_on,
        "provided": format_cents(each.totals["provided"] / 10.0 ** minor_digits(each.currency), each.currency, lang),
        "currency": each.currency,
        "standard": say(lang, f"standard.{rules.standard}") if rules is not None else "–",
        "claims": each.totals["open"],
        "at": f"{each.at:%Y-%m-%d %H:%M}" if each.at is not None else "–",
        "who": each.who.name or "–",
        "note": each.note,
        "version": each.model_version or "–",
    }


def _record(found: RegisterView, every: tuple[PeriodEnd, ...], lang: str) -> None:
    """Record the figures of a day: which one, a note, and what that means."""
    st.markdown(f"**{say(lang, 'exposure_page.record_title')}** {say(lang, 'exposure_page.bookings_note')}")
    left, right = st.columns([1, 2])
    key = f"booking_day_{len(every)}"
    typed = left.date_input(
        say(lang, "exposure_page.booking_day"), found.today, max_value=found.today, format="YYYY-MM-DD", key=key
    )
    on = typed if isinstance(typed, date) else found.today
    right.text_input(say(lang, "exposure_page.booking_note"), key="booking_note", max_chars=200)
    if on != found.today:
        st.warning(say(lang, "exposure_page.booking_stand", today=found.today, on=on), icon=":material/warning:")
    name_first(lang, "_booking")
    st.button(
        say(lang, "exposure_page.book_now", on=on),
        key="book_now",
        icon=":material/bookmark_add:",
        on_click=_book,
        args=(found, on),
    )
    if PERIOD_END_REFUSED.get() != _asked(on):
        claim_session().refused.pop("booking", None)
    refusal("booking", lang)


def _asked(on: date) -> tuple[Any, ...]:
    """Of what a refusal speaks: the figures, their day and who asked. Where one of them changed it is no longer
    true."""
    return REGISTER_VIEW.made_from(), on, person_now()


def _book(found: RegisterView, on: date) -> None:
    note = str(st.session_state.get("booking_note", ""))
    if with_refusal("booking", lambda: record_figures(context_now(), found, on, note)) is None:
        PERIOD_END_REFUSED.put(_asked(on))
    else:
        st.session_state["booking_note"] = ""
        queue_toast("told.booked", on=on)
