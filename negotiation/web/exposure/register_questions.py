"""What a register from a file leaves open: which column is what, in which currency amounts are that name none, and
what comes first in a date."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from negotiation.core.money import CURRENCY_WORDS, currencies
from negotiation.finance.register.register import FIELDS
from negotiation.finance.register_file.column_mapping import NEEDED, Columns
from negotiation.finance.reporting_settings import Team
from negotiation.i18n.catalogue import say
from negotiation.importers.table_dates import ORDERS
from negotiation.presentation.common.errors import error_text
from negotiation.presentation.common.escaping import for_markdown
from negotiation.services.view_register import RegisterView, UploadedRegister
from negotiation.web.session.register_session import (
    NO_CURRENCY,
    UNCLEAR,
    asking_now,
    file_again,
    problems_at,
    read_upload,
)
from negotiation.web.session.session_state import fold
from negotiation.web.session.team_settings import team_setting
from negotiation.web.session.view_state import remembered_expander

FIRST = (*NEEDED, "currency")
"""Fields whose columns are asked for first; the others stand in a fold."""

ACROSS = 3


def problems(place: str, lang: str) -> None:
    """What was wrong with the last file that was read from a place of the page."""
    for problem in problems_at(place):
        st.error(for_markdown(error_text(problem, lang)), icon=":material/error:")


def ask_columns(lang: str) -> None:
    """Where columns that are needed were not found: all of them at once, and a box for each figure."""
    asking = asking_now()
    if asking is None:
        return
    again, columns = asking
    missing = [say(lang, f"field.entry.{name}") for name in NEEDED if name not in columns.known]
    told = say(lang, "exposure_page.columns_missing", name=again.name, fields=say(lang, "list.join").join(missing))
    st.error(for_markdown(told), icon=":material/view_column:")
    _boxes(again, columns, "upload", lang)


def ask_of_file(book: RegisterView, lang: str) -> None:
    """What a file that was read leaves open: currencies, the order of day and month, and columns that were not
    recognised."""
    again, reading = file_again(), book.reading
    if again is None or reading is None:
        return
    _ask_currency(again, book, lang)
    unclear = [each for each in reading.faults if each.code == UNCLEAR]
    if unclear:
        told = say(
            lang,
            "exposure_page.order_missing",
            rows=len({each.row for each in unclear}),
            value=for_markdown(unclear[0].value),
        )
        st.warning(told, icon=":material/calendar_month:")
    if unclear or again.order:
        st.segmented_control(
            say(lang, "exposure_page.order"),
            ORDERS,
            default=again.order or None,
            key=f"book_order__{again.mark}",
            format_func=lambda order: say(lang, f"exposure_page.{order}"),
            on_change=_with_order,
            args=(again,),
        )
    problems("asks", lang)
    columns = reading.columns
    if columns.unread:
        names = say(lang, "list.join").join(for_markdown(columns.heads[place]) for place in columns.unread[:12])
        st.caption(say(lang, "exposure_page.rows_ignored", names=names))
    name = f"register_columns_{again.mark}"
    if not len(reading.register):
        opened = fold(name)
        opened.put(opened.get() if opened.is_set() else True)
    folded = remembered_expander(
        name,
        say(lang, "exposure_page.columns_title", read=len(columns.known), ignored=len(columns.unread)),
        ":material/view_column:",
    )
    if folded.open:
        with folded:
            _boxes(again, columns, "asks", lang)


def _boxes(again: UploadedRegister, columns: Columns, place: str, lang: str) -> None:
    """A box for each figure with the columns of the file, the likeliest chosen; read when all are right."""
    with st.form(f"columns_{place}_{again.mark}"):
        st.caption(say(lang, "exposure_page.columns_note"))
        st.markdown(f"**{say(lang, 'exposure_page.columns_needed')}**")
        _rows(FIRST, again, columns, place, lang)
        with st.expander(say(lang, "exposure_page.columns_more"), expanded=bool(columns.unread)):
            _rows([name for name in FIELDS if name not in FIRST], again, columns, place, lang)
        st.form_submit_button(
            say(lang, "exposure_page.columns_read"),
            icon=":material/check:",
            type="primary",
            on_click=_with_columns,
            args=(again, place),
        )


def _rows(names: list[str] | tuple[str, ...], again: UploadedRegister, columns: Columns, place: str, lang: str) -> None:
    places = [each for each, head in enumerate(columns.heads) if head and not head.startswith("Unnamed:")]
    shown = {each: f"{columns.heads[each]} · {columns.examples[each]}".rstrip(" ·") for each in places}
    first = {**columns.likely, **columns.known}
    for start in range(0, len(names), ACROSS):
        for column, name in zip(st.columns(ACROSS), names[start : start + ACROSS], strict=False):
            index = places.index(first[name]) if first.get(name) in places else None
            column.selectbox(
                say(lang, f"field.entry.{name}"),
                places,
                index,
                format_func=lambda each: shown.get(each, ""),
                key=_box(name, again, place),
                placeholder=say(lang, "exposure_page.columns_none"),
            )


def _box(name: str, again: UploadedRegister, place: str) -> str:
    return f"column_{name}__{place}_{again.mark}"


def _with_columns(again: UploadedRegister, place: str) -> None:
    read_upload(replace(again, chosen={name: st.session_state.get(_box(name, again, place)) for name in FIELDS}), place)


def _ask_currency(again: UploadedRegister, book: RegisterView, lang: str) -> None:
    """Where rows have no currency: a column that seems to hold them, or else in which one they are."""
    reading = book.reading
    missing = reading.refused.get(NO_CURRENCY, 0) if reading is not None else 0
    if missing:
        st.warning(say(lang, "exposure_page.currency_missing", rows=missing), icon=":material/payments:")
    if reading is not None and missing and "currency" in reading.columns.likely:
        place = reading.columns.likely["currency"]
        head = for_markdown(reading.columns.heads[place])
        st.markdown(say(lang, "exposure_page.currency_column", head=head))
        st.button(
            say(lang, "exposure_page.currency_use", head=head),
            key=f"currency_column__{again.mark}",
            type="primary",
            icon=":material/payments:",
            on_click=_with_currencies,
            args=(again, place),
        )
    elif missing or again.currency:
        team = team_setting(Team)[0]
        codes = list(
            dict.fromkeys(
                [
                    *filter(None, [again.currency]),
                    team.currency,
                    *(each.currency for each in team.rates),
                    *CURRENCY_WORDS,
                    *currencies(),
                ]
            )
        )
        st.selectbox(
            say(lang, "exposure_page.currency_of"),
            codes,
            codes.index(again.currency) if again.currency else None,
            key=f"book_currency__{again.mark}",
            width=320,
            placeholder=say(lang, "exposure_page.currency_choose"),
            on_change=_with_currency,
            args=(again,),
        )


def _with_currency(again: UploadedRegister) -> None:
    read_upload(replace(again, currency=str(st.session_state.get(f"book_currency__{again.mark}") or "")), "asks")


def _with_currencies(again: UploadedRegister, place: int) -> None:
    read_upload(replace(again, chosen={**again.chosen, "currency": place}), "asks")


def _with_order(again: UploadedRegister) -> None:
    read_upload(replace(again, order=str(st.session_state.get(f"book_order__{again.mark}") or "")), "asks")
