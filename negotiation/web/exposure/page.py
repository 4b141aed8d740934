"""Exposure: what all claims could cost, what is provided, what waits for an approval, what is due; and what stands
behind each figure."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from negotiation.core.problems import BadInput
from negotiation.finance.register.valued_register import register_totals
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_number
from negotiation.presentation.common.errors import error_text
from negotiation.presentation.common.escaping import for_markdown
from negotiation.presentation.exposure.chart import loss_chart, split_chart
from negotiation.presentation.exposure.text import (
    BAD_YEAR,
    HALF,
    SHOWN_KEYS,
    exposure_headline,
    exposure_reason,
    how_exposure,
    loss_message,
    major_units,
    net_provided,
    split_message,
    split_rows,
    why_provided,
)
from negotiation.services.view_register import RegisterView
from negotiation.web.exposure.approval_limits_section import limits_fold
from negotiation.web.exposure.approvals_section import waiting_for_me
from negotiation.web.exposure.audit_section import trail_fold
from negotiation.web.exposure.claims_section import claims_fold, to_opened
from negotiation.web.exposure.due_section import due_block, due_fold
from negotiation.web.exposure.movement_section import since_last
from negotiation.web.exposure.period_ends_section import bookings_fold
from negotiation.web.exposure.promises_section import promises_fold
from negotiation.web.exposure.provision_policy_section import measures_fold, team_form
from negotiation.web.exposure.register_questions import ask_of_file
from negotiation.web.exposure.register_section import files_fold, rows_read, uploader
from negotiation.web.session.approval_queue import queue_now
from negotiation.web.session.claim_repository import save_open_claim
from negotiation.web.session.claim_session import claim_session
from negotiation.web.session.register_session import (
    NO_CURRENCY,
    UNCLEAR,
    choose_register,
    notes_of,
    register_kind,
    register_now,
)
from negotiation.web.session.view_state import remembered_expander
from negotiation.web.shell.save_menu import person_fields, person_popover
from negotiation.web.shell.url_state import keep_address
from negotiation.web.widgets.chart_with_downloads import chart_with_downloads
from negotiation.web.widgets.field_widgets import refusal
from negotiation.web.widgets.toast import show_toast

FOLDS: tuple[tuple[str, str, Callable[[RegisterView, str], None]], ...] = (
    ("due", ":material/event:", due_fold),
    ("claims", ":material/table:", claims_fold),
    ("measures", ":material/account_balance:", measures_fold),
    ("bookings", ":material/bookmark_added:", bookings_fold),
    ("promises", ":material/handshake:", promises_fold),
    ("limits", ":material/verified_user:", limits_fold),
    ("files", ":material/swap_vert:", files_fold),
    ("trail", ":material/history:", trail_fold),
)
"""The folds in their order: name, icon, and what draws it. The head of a fold is `exposure_page.<name>_title` in the
word files."""

WITHOUT_FIGURES = ("promises", "limits", "files", "trail")
"""Folds that say something before any claim can be counted."""


def page(lang: str) -> None:
    """The verdict for finance, what waits, what is due, the bad year and the splits; then everything else folded."""
    book: RegisterView | None = None
    try:
        to_opened(lang)
        book = register_now(lang)
        if book is None:
            _empty(lang)
        elif book.reading is not None and not len(book.reading.register):
            _nothing_read(book, book.reading.rows, lang)
        elif book.waits and not int(register_totals(book.position.converted).open_count):
            _waiting_for_a_rate(book, lang)
        else:
            _full(book, lang)
    except BadInput as error:
        for problem in error.problems:
            st.error(for_markdown(error_text(problem, lang)), icon=":material/error:")
        if book is None:
            other = "store" if register_kind() == "file" else "sample"
            label = say(lang, "exposure_page.to_store" if other == "store" else "exposure_page.sample")
            st.button(label, icon=":material/science:", key=f"book_{other}", on_click=choose_register, args=(other,))
    show_toast(lang)
    keep_address(lang)


def _empty(lang: str) -> None:
    """Nothing is kept yet: what this page is for, and three ways to begin."""
    st.subheader(say(lang, "exposure_page.empty"), anchor=False)
    st.markdown(say(lang, "exposure_page.empty_note"))
    if claim_session().refused.get("keep"):
        person_fields(lang, "_empty")
    with st.container(horizontal=True, gap="small"):
        st.button(
            say(lang, "exposure_page.sample"),
            icon=":material/science:",
            key="book_sample",
            type="primary",
            on_click=choose_register,
            args=("sample",),
        )
        st.button(say(lang, "exposure_page.keep_this"), icon=":material/save:", key="book_keep", on_click=_keep)
    refusal("keep", lang)
    uploader("book_upload", lang)


def _keep() -> None:
    save_open_claim()


def _nothing_read(book: RegisterView, rows: int, lang: str) -> None:
    """A file of which no row could be counted: why, the question that helps, and another file."""
    st.subheader(say(lang, "exposure_page.nothing_read", rows=rows, name=for_markdown(book.name)), anchor=False)
    _source(book, lang, told=False)
    rows_read(book, lang)
    uploader("files_upload", lang)


def _waiting_for_a_rate(book: RegisterView, lang: str) -> None:
    """No open claim can be counted before a rate is known: how many wait for which, the field for it, and the folds
    that need no figure."""
    codes = say(lang, "list.join").join(book.uncounted)
    st.subheader(say(lang, "exposure_page.all_wait", rows=sum(book.uncounted.values()), codes=codes), anchor=False)
    st.markdown(say(lang, "exposure_page.all_wait_note", currency=book.currency))
    team_form(book, lang)
    _source(book, lang, told=False)
    _folds(book, lang, WITHOUT_FIGURES)


def _full(book: RegisterView, lang: str) -> None:
    waiting = queue_now(book, lang)
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


def _folds(book: RegisterView, lang: str, names: tuple[str, ...]) -> None:
    for name, icon, draw in FOLDS:
        if name in names:
            folded = remembered_expander(f"exposure_{name}", say(lang, f"exposure_page.{name}_title"), icon)
            if folded.open:
                with folded:
                    draw(book, lang)


def _not_included(book: RegisterView, lang: str) -> str:
    """What the headline does not count for want of a rate."""
    if not book.waits:
        return ""
    return say(
        lang,
        "exposure_page.headline_wait",
        rows=sum(book.uncounted.values()),
        codes=say(lang, "list.join").join(book.uncounted),
    )


def _source(book: RegisterView, lang: str, told: bool = True) -> None:
    """Whose book it is, on which day, and the way to another one; what of it is not counted, unless it is told
    elsewhere."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        person_popover(lang)
        counted, left = len(book.position.converted), sum(book.uncounted.values())
        name = say(
            lang, f"exposure_page.from_{book.kind}", name=for_markdown(book.name), today=book.today, rows=counted + left
        )
        name = say(lang, "exposure_page.from_waiting", name=name, counted=counted) if left else name
        st.markdown(f":gray[{name}]", width="content")
        if book.kind != "store":
            st.button(
                say(lang, "exposure_page.to_store"),
                key="book_store",
                icon=":material/arrow_back:",
                on_click=choose_register,
                args=("store",),
            )
        else:
            st.button(
                say(lang, "exposure_page.sample"),
                key="book_sample",
                icon=":material/science:",
                on_click=choose_register,
                args=("sample",),
            )
    if told and book.uncounted:
        codes = say(lang, "list.join").join(book.uncounted)
        told_codes = {"rows": sum(book.uncounted.values()), "codes": codes, "currency": book.currency}
        st.warning(say(lang, "exposure_page.without_rate", **told_codes), icon=":material/currency_exchange:")
    ask_of_file(book, lang)
    left_out = (
        0
        if book.reading is None
        else sum(rows for code, rows in book.reading.refused.items() if code not in (NO_CURRENCY, UNCLEAR))
    )
    if left_out and len(book.position.converted) + sum(book.uncounted.values()):
        st.warning(say(lang, "exposure_page.left_out", rows=left_out), icon=":material/block:")


def _metrics(book: RegisterView, lang: str) -> None:
    """Four figures: what the open claims are expected to cost, what is provided, the loss that is not exceeded 95
    times in 100, and all with credits."""
    found, every = book.position, register_totals(book.position.converted)
    bad = found.loss.quantile(BAD_YEAR)
    values = {
        "expected": major_units(found, every.expected),
        "provided": major_units(found, found.total("provided")),
        "bad": bad.value,
        "net": major_units(found, every.net),
    }
    for column, (name, value) in zip(st.columns(len(values)), values.items(), strict=True):
        shown = say(lang, "exposure_page.unsure") if value is None else format_number(value, lang)
        help = say(lang, "portfolio.too_few_draws" if value is None else f"exposure_page.{name}_help")
        moved = since_last(book, lang) if name == "provided" else None
        column.metric(
            say(lang, f"exposure_page.{name}", currency=book.currency),
            shown,
            moved,
            "off",
            help=help,
            delta_arrow="off",
        )
    parts = {name: major_units(found, getattr(every, name)) for name in ("expected", "credits", "assured")}
    done = major_units(found, int(found.converted.lines.credits[~found.converted.register.is_open].sum()))
    st.caption(
        f"{why_provided(found, lang)}  "
        f"\n{say(lang, 'exposure_page.bridge', currency=book.currency, done=done, **parts)}"
    )


def _losses(book: RegisterView, lang: str) -> None:
    found = book.position
    if not int(register_totals(found.converted).open_count):
        st.markdown(say(lang, "exposure.nothing_open"))
        return
    st.markdown(f"**{loss_message(found, lang)}**")
    marks = [("provided", net_provided(found))]
    for key, chance in (("p50", HALF), ("p95", BAD_YEAR)):
        value = found.loss.quantile(chance).value
        marks += [(key, value)] if value is not None else []
    losses = found.loss.totals / 10.0**found.converted.digits
    chart_with_downloads(
        "exposure_loss",
        lambda ink: loss_chart(losses, marks, book.currency, lang, ink),
        say(lang, "exposure_page.loss_alt"),
        lang,
        notes_of(book, lang),
        say(lang, "exposure_page.loss_note", currency=book.currency),
        book.today,
    )


def _split(book: RegisterView, lang: str) -> None:
    label = say(lang, "exposure_page.split_by")
    key = str(
        st.segmented_control(
            label,
            SHOWN_KEYS,
            key="exposure_by",
            default=SHOWN_KEYS[0],
            required=True,
            persist_state="session",
            wrap=True,
            format_func=lambda code: say(lang, f"exposure_page.by_{code}"),
        )
    )
    st.markdown(f"**{split_message(book.position, key, lang)}**")
    rows = split_rows(book.position, key, lang)
    if rows:
        note = say(
            lang, "exposure_page.owed_note" if key == "lateness" else "exposure_page.split_note", currency=book.currency
        )
        chart_with_downloads(
            "exposure_split",
            lambda ink: split_chart(rows, book.currency, lang, ink, key == "lateness"),
            say(lang, "exposure_page.split_alt"),
            lang,
            notes_of(book, lang),
            note,
            book.today,
        )
