"""The charts of the Options page, one at a time beside the levers that move them."""

from __future__ import annotations

import streamlit as st

from negotiation.claim.checks.tornado import tornado
from negotiation.claim.summary.claim_summary import Summary
from negotiation.i18n.catalogue import say
from negotiation.model.valuation.offer import NO_DEAL
from negotiation.presentation.common.escaping import escaped_summary, for_markdown
from negotiation.presentation.common.labels import option_label
from negotiation.presentation.options.break_even_chart import break_even_chart
from negotiation.presentation.options.cash_chart import calendar_chart, cash_by_month_chart
from negotiation.presentation.options.chart_data import loss_and_lifetime_bars
from negotiation.presentation.options.chart_titles import (
    break_even_message,
    calendar_message,
    cash_message,
    waterfall_message,
)
from negotiation.presentation.options.loss_vs_lifetime_chart import legend, loss_and_lifetime_value, scales_note
from negotiation.presentation.options.text import chart_message
from negotiation.presentation.options.tornado_chart import tornado_chart
from negotiation.presentation.options.tornado_text import tornado_message
from negotiation.presentation.options.waterfall_chart import waterfall_chart
from negotiation.web.session.view_state import choice_box
from negotiation.web.widgets.chart_with_downloads import chart_with_downloads

VIEWS = ("signature", "break_even", "tornado", "cash", "waterfall", "calendar")
OF_ONE_OPTION = ("tornado", "cash", "waterfall", "calendar")


def chart_switcher(summary: Summary, lang: str) -> None:
    """The chosen chart under its message, with what it needs to be read."""
    chosen = st.segmented_control(
        say(lang, "view.label"),
        VIEWS,
        key="view",
        default=VIEWS[0],
        required=True,
        format_func=lambda code: say(lang, f"view.{code}"),
        label_visibility="collapsed",
        persist_state="session",
        wrap=True,
    )
    words = escaped_summary(summary, for_markdown)
    if chosen in OF_ONE_OPTION:
        _of_one_option(summary, words, str(chosen), lang)
        return
    if chosen == "break_even":
        st.markdown(f"**{break_even_message(words, lang)}**")
        chart_with_downloads(
            "break_even",
            lambda ink: break_even_chart(summary, lang, ink),
            say(lang, "view.break_even_alt"),
            lang,
            summary,
            caption=f"{say(lang, 'view.break_even_note')} {scales_note(words, lang, halves=False)}",
        )
        return
    st.markdown(f"**{chart_message(words, lang)}**")
    chart_with_downloads(
        "signature",
        lambda ink: loss_and_lifetime_value(summary, lang, ink),
        say(lang, "chart.alt"),
        lang,
        summary,
        caption=f"{legend(summary, lang)}  \n{scales_note(words, lang)}",
    )


def _of_one_option(summary: Summary, words: Summary, chosen: str, lang: str) -> None:
    codes = [bar.code for bar in loss_and_lifetime_bars(summary)]
    codes = [each for each in codes if chosen != "tornado" or each != NO_DEAL] or codes
    code = choice_box(
        "viewed",
        say(lang, "page.options.option"),
        codes,
        lambda each: option_label(summary.dossier, each, lang),
        label_visibility="collapsed",
    )
    if chosen == "tornado":
        found = tornado(summary, code)
        st.markdown(f"**{tornado_message(words, found, lang)}**")
        chart_with_downloads(
            chosen,
            lambda ink: tornado_chart(summary, found, lang, ink),
            say(lang, "view.tornado_alt"),
            lang,
            summary,
            caption=say(lang, "view.tornado_note", currency=summary.dossier.case.currency),
        )
        return
    message = {"cash": cash_message, "waterfall": waterfall_message, "calendar": calendar_message}[chosen]
    drawn = {"cash": cash_by_month_chart, "waterfall": waterfall_chart, "calendar": calendar_chart}[chosen]
    st.markdown(f"**{message(words, code, lang)}**")
    chart_with_downloads(
        chosen,
        lambda ink: drawn(summary, code, lang, ink),
        say(lang, f"view.{chosen}_alt"),
        lang,
        summary,
        caption=say(
            lang, f"view.{chosen}_note", currency=summary.dossier.case.currency, rate=summary.dossier.case.rates.us
        ),
    )
