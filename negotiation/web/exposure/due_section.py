"""What is due over all claims: the sums by direction, the bars of the next weeks, and the list with its filter."""

from __future__ import annotations

import streamlit as st

from negotiation.finance.register.due_calendar import due_items
from negotiation.i18n.catalogue import say
from negotiation.presentation.exposure.chart import due_chart
from negotiation.presentation.exposure.due_text import (
    DUE_COLUMNS,
    DUE_SHOWN,
    due_listed,
    due_rows,
    due_stretches,
    due_sums,
    due_title,
    due_total,
)
from negotiation.services.view_register import RegisterView
from negotiation.web.session.register_session import notes_of
from negotiation.web.widgets.chart_with_downloads import chart_with_downloads, table_with_downloads

MOST = 1_000
"""Rows of the list at most; the sums above it are of all."""


def due_block(book: RegisterView, lang: str) -> None:
    """Who owes whom how much and what of it is overdue, and the same as bars that end with the month."""
    every = due_items(book.position.converted)
    names, counts, out, back = due_stretches(book.position, every, lang)
    st.markdown("\n".join(f"- {line}" for line in due_sums(book.position, every, lang)))
    st.markdown(f"**{due_title(book.position, every, lang)}**")
    chart_with_downloads(
        "exposure_due",
        lambda ink: due_chart(names, counts, out, back, book.currency, lang, ink),
        say(lang, "exposure_page.due_alt"),
        lang,
        notes_of(book, lang),
        say(lang, "exposure_page.due_note", currency=book.currency),
        book.today,
    )


def due_fold(book: RegisterView, lang: str) -> None:
    """Everything that is overdue or due by the end of the month, and at the end what has no date; all of it or one
    direction."""
    shown = str(
        st.segmented_control(
            say(lang, "exposure_page.due_shown"),
            DUE_SHOWN,
            key="due_shown",
            default=DUE_SHOWN[0],
            required=True,
            persist_state="session",
            wrap=True,
            format_func=lambda code: say(lang, f"exposure_due.shown_{code}"),
        )
    )
    listed = due_listed(book.position, due_items(book.position.converted), shown)
    st.markdown(f"**{due_total(book.position, listed, lang)}**")
    st.caption(say(lang, "exposure_page.due_order"))
    if len(listed) > MOST:
        st.caption(say(lang, "exposure_page.due_most", most=MOST, number=len(listed)))
    heads = {name: say(lang, f"exposure_due.head_{name}", currency=book.currency) for name in DUE_COLUMNS}
    rows = due_rows(book.position, listed.first(MOST), lang)
    table_with_downloads(
        "due",
        heads,
        rows,
        say(lang, "exposure_page.due_title"),
        lang,
        ("amount", "chance"),
        notes=notes_of(book, lang),
        day=book.today,
    )
