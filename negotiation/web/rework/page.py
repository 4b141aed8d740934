"""Rework: for each way of putting things right what it costs, by when the goods are there, and how sure that is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from negotiation.claim.defaults.default_rules import with_typed_value
from negotiation.claim.document.dossier import Dossier
from negotiation.core.fields import PIECES
from negotiation.core.sampling import DRAWS
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_money
from negotiation.model.rework.remedy_forecast import RemedyForecast, air_curve
from negotiation.presentation.common.escaping import escaped_dossier, for_markdown
from negotiation.presentation.common.labels import remedy_label
from negotiation.presentation.rework.chart import air_curve_chart, remedies_chart
from negotiation.presentation.rework.cost_chart import remedy_waterfall_chart
from negotiation.presentation.rework.schedule_chart import arrival_chart, gantt_chart, gantt_note
from negotiation.presentation.rework.table import (
    RemedyRow,
    chance_text,
    day_text,
    first_to_look_at,
    remedy_rows,
    short_day_text,
)
from negotiation.presentation.rework.text import (
    calendar_warning,
    curve_message,
    curve_of,
    dates_message,
    has_air,
    remedy_headline,
    remedy_reason,
    schedule_message,
)
from negotiation.web.rework.remedy_sections import add_remedy, remedy_sections, used_in
from negotiation.web.session.claim_session import claim_session, is_complete, remedies_now
from negotiation.web.session.session_state import choice
from negotiation.web.session.view_state import choice_box
from negotiation.web.shell.page_fragment import page_fragment
from negotiation.web.widgets.chart_with_downloads import chart_with_downloads
from negotiation.web.widgets.field_by_path import field_by_path
from negotiation.web.widgets.field_widgets import slider_with_field

VIEWS = ("compare", "curve", "cost", "gantt", "dates")


def page(lang: str) -> None:
    """Everything below the header, worked out anew on its own when something moves."""
    page_fragment(_all, lang)


def _all(lang: str) -> None:
    if not claim_session().claim.remedies:
        st.subheader(say(lang, "page.rework.empty"), anchor=False)
        add_remedy(lang)
    else:
        _remedies(lang)


def _remedies(lang: str) -> None:
    """The chosen remedy in one sentence and three figures, the charts beside it, and everything that it is made of
    below."""
    claim = claim_session().claim
    found = remedies_now()
    rows = remedy_rows(found, claim)
    top = st.container()
    left, right = st.columns([5, 3], gap="large")
    with right:
        codes = [row.code for row in rows]
        if choice("remedy").get() not in codes:  # once shown it stays, also when another becomes the one to look at
            choice("remedy").put(first_to_look_at(rows))
        code = choice_box(
            "remedy", say(lang, "page.rework.remedy"), codes, lambda each: remedy_label(claim, each, lang)
        )
        outlook = next(each for each in found if each.remedy.code == code)
        row = next(each for each in rows if each.code == code)
        if has_air(outlook):
            _flown(outlook, lang)
        field_by_path("case.order.needed_on", lang)
        used_in(code, lang)
        add_remedy(lang)
    with left:
        _view(outlook, row, rows, lang)
    with top:
        words = escaped_dossier(claim, for_markdown)
        st.subheader(remedy_headline(row, words, lang), anchor=False)
        st.markdown(remedy_reason(row, rows, words, lang))
        _figures(row, lang)
        warning = calendar_warning(outlook, claim, lang)
        if warning:
            st.caption(f":material/event_busy: {warning}")
        if not is_complete():
            st.info(say(lang, "page.rework.not_complete"), icon=":material/pending:")
    remedy_sections(outlook, rows, lang)


def _figures(row: RemedyRow, lang: str) -> None:
    """Cost, date and chance of the chosen remedy, each with what it means in its help."""
    claim = claim_session().claim
    currency = claim.case.currency
    with st.container(horizontal=True, gap="medium"):
        st.metric(
            say(lang, "page.rework.cost", currency=currency),
            format_money(row.cost, currency, lang).removeprefix(f"{currency} "),
            width="content",
            help=say(lang, "page.rework.cost_help", p80=row.cost_80, p95=row.cost_95, currency=currency),
        )
        by = say(lang, "rework.at_once") if row.at_once else short_day_text(row.days[1], claim, lang)
        p50, _, p95 = (day_text(day, claim, lang) for day in row.days)
        st.metric(
            say(lang, "page.rework.arrives"),
            by,
            width="content",
            help=say(lang, "page.rework.arrives_help", p50=p50, p95=p95),
        )
        if not row.at_once:
            st.metric(
                say(lang, "page.rework.chance"),
                chance_text(row.chance, lang),
                width="content",
                help=say(lang, "page.rework.chance_help"),
            )


def _flown(outlook: RemedyForecast, lang: str) -> None:
    """How many of the good pieces fly; the rest goes by sea."""
    code = outlook.remedy.code
    pieces = max(float(outlook.remedy.work.good(claim_session().claim.case)), 1.0)
    step = next(
        (each for each in (1.0, 5.0, 10.0, 50.0, 100.0, 500.0, 1000.0) if pieces / each <= 40), round(pieces / 40)
    )

    def read(dossier: Dossier) -> float:
        return next((round(float(each.by_air) * pieces, 6) for each in dossier.remedies if each.code == code), 0.0)

    def put(dossier: Dossier, value: float) -> Dossier:
        return with_typed_value(dossier, f"remedies[{code}].by_air", round(min(value / pieces, 1.0), 12))

    unit = replace(PIECES, high=pieces, step=step)
    slider_with_field(
        f"flown_{code}", say(lang, "page.rework.flown"), unit, read, put, say(lang, "page.rework.flown_help"), lang
    )


def _view(outlook: RemedyForecast, row: RemedyRow, rows: tuple[RemedyRow, ...], lang: str) -> None:
    """The chosen chart under its message."""
    claim = claim_session().claim
    views = [name for name in VIEWS if name != "curve" or has_air(outlook)]
    if st.session_state.get("rework_view") not in views:
        st.session_state["rework_view"] = views[0]
    chosen = st.segmented_control(
        say(lang, "view.label"),
        views,
        key="rework_view",
        required=True,
        format_func=lambda code: say(lang, f"rework_view.{code}"),
        label_visibility="collapsed",
        persist_state="session",
        wrap=True,
    )
    words = escaped_dossier(claim, for_markdown)
    note = say(lang, f"rework_view.{chosen}_note", currency=claim.case.currency, draws=DRAWS, seed=claim.seed)
    if chosen == "compare":
        message = say(lang, "rework_view.compare_message", count=len(rows), in_time=sum(each.in_time for each in rows))
        draw = partial(remedies_chart, rows, row.code, claim, lang)
    elif chosen == "curve":
        curve = curve_of(outlook, claim)
        (now,) = air_curve(outlook, claim.case, (float(outlook.remedy.by_air),))
        message = curve_message(outlook, curve, words, lang)
        draw = partial(air_curve_chart, curve, now, [each for each in rows if each.at_once], claim, lang)
    elif chosen == "cost":
        message = say(
            lang,
            "rework_view.cost_message",
            label=remedy_label(words, row.code, lang),
            cost=row.cost,
            p80=row.cost_80,
            currency=claim.case.currency,
        )
        draw = partial(remedy_waterfall_chart, outlook, claim, lang)
    elif chosen == "gantt":
        message, draw = schedule_message(outlook, words, lang), partial(gantt_chart, outlook, claim, lang)
        note = f"{note} {gantt_note(outlook, claim, lang)}"
    else:
        message, draw = dates_message(row, claim, lang), partial(arrival_chart, outlook, row, claim, lang)
    st.markdown(f"**{message}**")
    chart_with_downloads(f"rework_{chosen}", draw, say(lang, f"rework_view.{chosen}_alt"), lang, caption=note)
