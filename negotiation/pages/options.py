"""Options: the verdict, the chart that proves it, the levers beside the chart that they move, and how each number was computed."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from negotiation.charts import (
    COLUMNS,
    INK,
    INK_ON_DARK,
    chart_message,
    error_text,
    escaped,
    explain,
    for_markdown,
    legend,
    loss_and_lifetime_bars,
    loss_and_lifetime_value,
    notices,
    option_label,
    rows_as_text,
    scales_note,
    sources,
    verdict_headline,
    verdict_reasons,
)
from negotiation.dossier import Dossier
from negotiation.pages.claim import claim_menu, open_claim
from negotiation.pages.form import choose
from negotiation.pages.levers import levers
from negotiation.summary import Summary, summarise
from negotiation.units import BadInput
from negotiation.words import say


def page(lang: str, bar: DeltaGenerator) -> None:
    """The whole page. The levers are drawn first into their place beside the chart, since the verdict above depends on them."""
    opened = open_claim(lang)
    top = st.container()
    left, right = st.columns([5, 3], gap="large")
    summary = _computed(opened, lang, right, top)
    claim_menu(lang, bar, summary.dossier if summary else opened)
    if summary is None:
        return
    with top:
        _verdict(escaped(summary, for_markdown), lang)
    with left:
        _chart(summary, lang)
    _details(summary, lang)


def _computed(opened: Dossier, lang: str, beside: DeltaGenerator, top: DeltaGenerator) -> Summary | None:
    """The summary with the levers put in; where it cannot be computed, what is wrong, and the last summary that could."""
    try:
        with beside:
            summary = summarise(levers(opened, lang))
    except BadInput as error:
        with top:
            for problem in error.problems:
                st.error(for_markdown(error_text(problem, lang)))
            st.caption(say(lang, "app.nothing_kept"))
        return st.session_state.get("last_summary")
    st.session_state["last_summary"] = summary
    return summary


def _verdict(summary: Summary, lang: str) -> None:
    reasons = verdict_reasons(summary, lang)
    why, others = reasons[:2], reasons[2:]
    st.subheader(verdict_headline(summary, lang), anchor=False)
    if why:
        st.markdown(say(lang, "list.sentence").join(why))
    for notice in notices(summary, lang):
        st.warning(notice)
    if others:
        st.caption(" \n".join(f"- {reason}" for reason in others))


def _chart(summary: Summary, lang: str) -> None:
    figure = loss_and_lifetime_value(summary, lang, INK_ON_DARK if st.context.theme.type == "dark" else INK)
    st.markdown(f"**{chart_message(escaped(summary, for_markdown), lang)}**")
    st.plotly_chart(figure, key="loss_and_lifetime_value", config={"displayModeBar": False, "displaylogo": False}, alt=say(lang, "chart.alt"))
    st.caption(f"{legend(summary, lang)}  \n{scales_note(escaped(summary, for_markdown), lang)}")


def _details(summary: Summary, lang: str) -> None:
    """Folded: the table, how one option was computed, and where the figures come from."""
    order = [bar.code for bar in loss_and_lifetime_bars(summary)]
    with st.expander(say(lang, "page.options.table"), icon=":material/table:"):
        _table(summary, order, lang)
    with st.expander(say(lang, "page.options.how"), icon=":material/calculate:"):
        _how(summary, order, lang)
    with st.expander(say(lang, "page.options.assumptions"), icon=":material/fact_check:"):
        _sources(summary, lang)


def _table(summary: Summary, order: list[str], lang: str) -> None:
    config = {"option": st.column_config.TextColumn(say(lang, "head.option"), help=say(lang, "head_help.option"), pinned=True, width=360)}
    for column in COLUMNS:
        config[column.key] = st.column_config.TextColumn(say(lang, f"head.{column.key}"), help=say(lang, f"head_help.{column.key}"), alignment="right")
    frame = pd.DataFrame(rows_as_text(summary, lang, order))
    st.dataframe(frame, hide_index=True, column_config=config, key="table", alt=say(lang, "page.options.table"))
    st.caption(say(lang, "page.options.table_note", currency=summary.dossier.case.currency))


def _how(summary: Summary, order: list[str], lang: str) -> None:
    def label(code: str) -> str:
        return option_label(summary.dossier, code, lang)

    chosen = choose("explained", say(lang, "page.options.option"), order, label)
    words = escaped(summary, for_markdown)
    found = explain(words, chosen, lang)
    st.caption(say(lang, "explain.intro", label=option_label(words.dossier, chosen, lang)))
    for step in found.steps:
        st.markdown(step)
    st.caption(say(lang, "explain.flows", rate=summary.dossier.case.rates.us))
    heads = {name: say(lang, f"explain.{name}") for name in ("flow", "who", "amount", "first", "times", "chance", "value")}
    config = {heads[name]: st.column_config.TextColumn(alignment="right") for name in ("amount", "times", "chance", "value")}
    frame = pd.DataFrame(found.flows, columns=list(heads)).rename(columns=heads)
    st.dataframe(frame, hide_index=True, column_config=config, alt=say(lang, "page.options.how"))


def _sources(summary: Summary, lang: str) -> None:
    life, currency = summary.life, summary.dossier.case.currency
    worth = "lifetime_no_end" if life.no_end else "lifetime"
    st.markdown(say(lang, f"page.options.{worth}", value=life.value, over=life.over_horizon, horizon=life.horizon, currency=currency))
    heads = {name: say(lang, f"explain.note_{name}") for name in ("field", "value", "origin", "what")}
    config = {heads["value"]: st.column_config.TextColumn(alignment="right"), heads["what"]: st.column_config.TextColumn(width="large")}
    frame = pd.DataFrame(sources(summary, lang), columns=list(heads)).rename(columns=heads)
    st.dataframe(frame, hide_index=True, column_config=config, alt=say(lang, "page.options.assumptions"))
