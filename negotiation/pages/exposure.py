"""Exposure: what all claims could cost, what is provided, what waits for an approval, what is due; and what stands behind each figure."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from negotiation.charts import error_text, for_markdown
from negotiation.charts.exposure import (
    BAD_YEAR,
    HALF,
    SHOWN_KEYS,
    exposure_headline,
    exposure_reason,
    how_exposure,
    loss_message,
    major,
    net_provided,
    split_message,
    split_rows,
    why_provided,
)
from negotiation.charts.figures.exposure import loss_chart, split_chart
from negotiation.exposure import totals
from negotiation.pages.address import keep_address
from negotiation.pages.approving import waiting_for_me
from negotiation.pages.book import NO_CURRENCY, UNCLEAR, Book, book_now, choose_book, kind_now, notes_of
from negotiation.pages.booking import bookings_fold
from negotiation.pages.choosing import fold
from negotiation.pages.claims_table import claims_fold, to_opened
from negotiation.pages.desk import desk
from negotiation.pages.due_list import due_block, due_fold
from negotiation.pages.form import refusal
from negotiation.pages.keeping import person_fields, person_popover
from negotiation.pages.limits import limits_fold
from negotiation.pages.measures import measures_fold, team_form
from negotiation.pages.movement import since_last
from negotiation.pages.promises_kept import promises_fold
from negotiation.pages.register_asks import ask_of_file
from negotiation.pages.register_files import files_fold, rows_read, uploader
from negotiation.pages.shelf import keep
from negotiation.pages.shown import chart
from negotiation.pages.telling import say_told
from negotiation.pages.trail import trail_fold
from negotiation.pages.waiting import waiting_in
from negotiation.units import BadInput
from negotiation.words import say
from negotiation.words.formats import decimal

FOLDS: tuple[tuple[str, str, Callable[[Book, str], None]], ...] = (
    ("due", ":material/event:", due_fold),
    ("claims", ":material/table:", claims_fold),
    ("measures", ":material/account_balance:", measures_fold),
    ("bookings", ":material/bookmark_added:", bookings_fold),
    ("promises", ":material/handshake:", promises_fold),
    ("limits", ":material/verified_user:", limits_fold),
    ("files", ":material/swap_vert:", files_fold),
    ("trail", ":material/history:", trail_fold),
)
"""The folds in their order: name, icon, and what draws it. The head of a fold is `exposure_page.<name>_title` in the word files."""

WITHOUT_FIGURES = ("promises", "limits", "files", "trail")
"""Folds that say something before any claim can be counted."""


def page(lang: str) -> None:
    """The verdict for finance, what waits, what is due, the bad year and the splits; then everything else folded."""
    book: Book | None = None
    try:
        to_opened(lang)
        book = book_now(lang)
        if book is None:
            _empty(lang)
        elif book.reading is not None and not len(book.reading.register):
            _nothing_read(book, book.reading.rows, lang)
        elif book.waits and not int(totals(book.position.found).open_count):
            _waiting_for_a_rate(book, lang)
        else:
            _full(book, lang)
    except BadInput as error:
        for problem in error.problems:
            st.error(for_markdown(error_text(problem, lang)), icon=":material/error:")
        if book is None:
            other = "store" if kind_now() == "file" else "sample"
            label = say(lang, "exposure_page.to_store" if other == "store" else "exposure_page.sample")
            st.button(label, icon=":material/science:", key=f"book_{other}", on_click=choose_book, args=(other,))
    say_told(lang)
    keep_address(lang)


def _empty(lang: str) -> None:
    """Nothing is kept yet: what this page is for, and three ways to begin."""
    st.subheader(say(lang, "exposure_page.empty"), anchor=False)
    st.markdown(say(lang, "exposure_page.empty_note"))
    if desk().refused.get("keep"):
        person_fields(lang, "_empty")
    with st.container(horizontal=True, gap="small"):
        st.button(say(lang, "exposure_page.sample"), icon=":material/science:", key="book_sample", type="primary", on_click=choose_book, args=("sample",))
        st.button(say(lang, "exposure_page.keep_this"), icon=":material/save:", key="book_keep", on_click=_keep)
    refusal("keep", lang)
    uploader("book_upload", lang)


def _keep() -> None:
    keep()


def _nothing_read(book: Book, rows: int, lang: str) -> None:
    """A file of which no row could be counted: why, the question that helps, and another file."""
    st.subheader(say(lang, "exposure_page.nothing_read", rows=rows, name=for_markdown(book.name)), anchor=False)
    _source(book, lang, told=False)
    rows_read(book, lang)
    uploader("files_upload", lang)


def _waiting_for_a_rate(book: Book, lang: str) -> None:
    """No open claim can be counted before a rate is known: how many wait for which, the field for it, and the folds that need no figure."""
    codes = say(lang, "list.join").join(book.uncounted)
    st.subheader(say(lang, "exposure_page.all_wait", rows=sum(book.uncounted.values()), codes=codes), anchor=False)
    st.markdown(say(lang, "exposure_page.all_wait_note", currency=book.currency))
    team_form(book, lang)
    _source(book, lang, told=False)
    _folds(book, lang, WITHOUT_FIGURES)


def _full(book: Book, lang: str) -> None:
    waiting = waiting_in(book, lang)
    st.subheader(exposure_headline(book.position, len(waiting), lang) + _not_included(book, lang), anchor=False)
    st.markdown(exposure_reason(book.position, lang))
    _source(book, lang)
    _metrics(book, lang)
    waiting_for_me(book, waiting, lang)
    if book.kind == "file":
        st.caption(say(lang, "exposure_page.approvals_own"))
    left, right = st.columns([5, 4], gap="large")
    with left:
        _losses(book, lang)
    with right:
        due_block(book, lang)
    _split(book, lang)
    _folds(book, lang, tuple(name for name, *_ in FOLDS))
    with st.expander(say(lang, "page.options.how"), icon=":material/calculate:"):
        st.markdown("\n".join(f"- {line}" for line in how_exposure(book.position, lang)))


def _folds(book: Book, lang: str, names: tuple[str, ...]) -> None:
    for name, icon, draw in FOLDS:
        if name in names:
            folded = fold(f"exposure_{name}", say(lang, f"exposure_page.{name}_title"), icon)
            if folded.open:
                with folded:
                    draw(book, lang)


def _not_included(book: Book, lang: str) -> str:
    """What the headline does not count for want of a rate."""
    if not book.waits:
        return ""
    return say(lang, "exposure_page.headline_wait", rows=sum(book.uncounted.values()), codes=say(lang, "list.join").join(book.uncounted))


def _source(book: Book, lang: str, told: bool = True) -> None:
    """Whose book it is, on which day, and the way to another one; what of it is not counted, unless it is told elsewhere."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        person_popover(lang)
        counted, left = len(book.position.found), sum(book.uncounted.values())
        name = say(lang, f"exposure_page.from_{book.kind}", name=for_markdown(book.name), today=book.today, rows=counted + left)
        name = say(lang, "exposure_page.from_waiting", name=name, counted=counted) if left else name
        st.markdown(f":gray[{name}]", width="content")
        if book.kind != "store":
            st.button(say(lang, "exposure_page.to_store"), key="book_store", icon=":material/arrow_back:", on_click=choose_book, args=("store",))
        else:
            st.button(say(lang, "exposure_page.sample"), key="book_sample", icon=":material/science:", on_click=choose_book, args=("sample",))
    if told and book.uncounted:
        codes = say(lang, "list.join").join(book.uncounted)
        told_codes = {"rows": sum(book.uncounted.values()), "codes": codes, "currency": book.currency}
        st.warning(say(lang, "exposure_page.without_rate", **told_codes), icon=":material/currency_exchange:")
    ask_of_file(book, lang)
    left_out = 0 if book.reading is None else sum(rows for code, rows in book.reading.refused.items() if code not in (NO_CURRENCY, UNCLEAR))
    if left_out and len(book.position.found) + sum(book.uncounted.values()):
        st.warning(say(lang, "exposure_page.left_out", rows=left_out), icon=":material/block:")


def _metrics(book: Book, lang: str) -> None:
    """Four figures: what the open claims are expected to cost, what is provided, the loss that is not exceeded 95 times in 100, and all with credits."""
    found, every = book.position, totals(book.position.found)
    bad = found.loss.quantile(BAD_YEAR)
    values = {"expected": major(found, every.expected), "provided": major(found, found.total("provided")), "bad": bad.value, "net": major(found, every.net)}
    for column, (name, value) in zip(st.columns(len(values)), values.items(), strict=True):
        shown = say(lang, "exposure_page.unsure") if value is None else decimal(value, lang)
        help = say(lang, "portfolio.too_few_draws" if value is None else f"exposure_page.{name}_help")
        moved = since_last(book, lang) if name == "provided" else None
        column.metric(say(lang, f"exposure_page.{name}", currency=book.currency), shown, moved, "off", help=help, delta_arrow="off")
    parts = {name: major(found, getattr(every, name)) for name in ("expected", "credits", "assured")}
    done = major(found, int(found.found.lines.credits[~found.found.register.is_open].sum()))
    st.caption(f"{why_provided(found, lang)}  \n{say(lang, 'exposure_page.bridge', currency=book.currency, done=done, **parts)}")


def _losses(book: Book, lang: str) -> None:
    found = book.position
    if not int(totals(found.found).open_count):
        st.markdown(say(lang, "exposure.nothing_open"))
        return
    st.markdown(f"**{loss_message(found, lang)}**")
    marks = [("provided", net_provided(found))]
    for key, chance in (("p50", HALF), ("p95", BAD_YEAR)):
        value = found.loss.quantile(chance).value
        marks += [(key, value)] if value is not None else []
    losses = found.loss.totals / 10.0**found.found.digits
    chart("exposure_loss", lambda ink: loss_chart(losses, marks, book.currency, lang, ink), say(lang, "exposure_page.loss_alt"), lang,
          notes_of(book, lang), say(lang, "exposure_page.loss_note", currency=book.currency), book.today)  # fmt: skip


def _split(book: Book, lang: str) -> None:
    label = say(lang, "exposure_page.split_by")
    key = str(st.segmented_control(label, SHOWN_KEYS, key="exposure_by", default=SHOWN_KEYS[0], required=True, persist_state="session",
                                   wrap=True, format_func=lambda code: say(lang, f"exposure_page.by_{code}")))  # fmt: skip
    st.markdown(f"**{split_message(book.position, key, lang)}**")
    rows = split_rows(book.position, key, lang)
    if rows:
        note = say(lang, "exposure_page.owed_note" if key == "lateness" else "exposure_page.split_note", currency=book.currency)
        chart("exposure_split", lambda ink: split_chart(rows, book.currency, lang, ink, key == "lateness"), say(lang, "exposure_page.split_alt"), lang,
              notes_of(book, lang), note, book.today)  # fmt: skip
