"""Below the chart, folded: all figures, what changed, the cash calendar, the options themselves, how it was computed, and sources."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from negotiation.charts import (
    COLUMNS,
    calendar_rows,
    change_lines,
    escaped,
    explain,
    explain_turning,
    for_markdown,
    loss_and_lifetime_bars,
    option_label,
    rows_as_change,
    rows_as_text,
    sources,
)
from negotiation.pages.choosing import choose, fold
from negotiation.pages.desk import desk
from negotiation.pages.division import division_section
from negotiation.pages.offers import offers_editor
from negotiation.review import changed_inputs, turning_points
from negotiation.summary import Summary, summarise
from negotiation.words import say

Section = Callable[[Summary, list[str], str], None]


def details(summary: Summary, lang: str) -> None:
    """Each section is worked out only while it is open."""
    order = [bar.code for bar in loss_and_lifetime_bars(summary)]
    for name, icon, section in SECTIONS:
        folded = fold(f"section_{name}", say(lang, f"page.options.{name}"), icon)
        if folded.open:
            with folded:
                section(summary, order, lang)


def _table(summary: Summary, order: list[str], lang: str) -> None:
    _grid(rows_as_text(summary, lang, order), say(lang, "page.options.table"), lang)
    st.caption(say(lang, "page.options.table_note", currency=summary.dossier.case.currency))


def _grid(rows: list[dict[str, str]], alt: str, lang: str) -> None:
    config = {"option": st.column_config.TextColumn(say(lang, "head.option"), help=say(lang, "head_help.option"), pinned=True, width=360)}
    for column in COLUMNS:
        config[column.key] = st.column_config.TextColumn(say(lang, f"head.{column.key}"), help=say(lang, f"head_help.{column.key}"), alignment="right")
    st.dataframe(pd.DataFrame(rows), hide_index=True, column_config=config, alt=alt)


def _changes(summary: Summary, order: list[str], lang: str) -> None:
    """Inputs that differ from the pinned version, and what that did to every figure."""
    base = desk().base
    lines = change_lines(changed_inputs(base, summary.dossier), base, summary.dossier, lang)
    if not lines:
        st.markdown(say(lang, "page.options.changes_none"))
        return
    st.markdown("\n".join(f"- {line}" for line in lines))
    _grid(rows_as_change(summary, summarise(base), lang, order), say(lang, "page.options.changes"), lang)
    st.caption(say(lang, "page.options.changes_note", currency=summary.dossier.case.currency))


def _calendar(summary: Summary, order: list[str], lang: str) -> None:
    code = _option("calendar_of", summary, order, lang)
    heads = {name: say(lang, f"calendar.{name}") for name in ("date", "flow", "who", "amount", "chance", "to_us", "to_customer")}
    config = {heads[name]: st.column_config.TextColumn(alignment="right") for name in ("amount", "chance", "to_us", "to_customer")}
    frame = pd.DataFrame(calendar_rows(summary, code, lang), columns=list(heads)).rename(columns=heads)
    st.dataframe(frame, hide_index=True, column_config=config, alt=say(lang, "page.options.calendar"))
    st.caption(say(lang, "calendar.note", currency=summary.dossier.case.currency, horizon=summary.dossier.case.customer.horizon))


def _option(name: str, summary: Summary, order: list[str], lang: str) -> str:
    return choose(name, say(lang, "page.options.option"), order, lambda code: option_label(summary.dossier, code, lang))


def _offers(summary: Summary, order: list[str], lang: str) -> None:
    offers_editor(summary, lang)


def _division(summary: Summary, order: list[str], lang: str) -> None:
    division_section(summary, lang)


def _how(summary: Summary, order: list[str], lang: str) -> None:
    chosen = _option("explained", summary, order, lang)
    words = escaped(summary, for_markdown)
    found = explain(words, chosen, lang)
    st.caption(say(lang, "explain.intro", label=option_label(words.dossier, chosen, lang)))
    for step in found.steps:
        st.markdown(step)
    if chosen == summary.verdict.code:
        st.markdown(explain_turning(words, turning_points(summary), lang))
    st.caption(say(lang, "explain.flows", rate=summary.dossier.case.rates.us))
    heads = {name: say(lang, f"explain.{name}") for name in ("flow", "who", "amount", "first", "times", "chance", "value")}
    config = {heads[name]: st.column_config.TextColumn(alignment="right") for name in ("amount", "times", "chance", "value")}
    frame = pd.DataFrame(found.flows, columns=list(heads)).rename(columns=heads)
    st.dataframe(frame, hide_index=True, column_config=config, alt=say(lang, "page.options.how"))


def _sources(summary: Summary, order: list[str], lang: str) -> None:
    life, currency = summary.life, summary.dossier.case.currency
    worth = "lifetime_no_end" if life.no_end else "lifetime"
    st.markdown(say(lang, f"page.options.{worth}", value=life.value, over=life.over_horizon, horizon=life.horizon, currency=currency))
    heads = {name: say(lang, f"explain.note_{name}") for name in ("field", "value", "origin", "what")}
    config = {heads["value"]: st.column_config.TextColumn(alignment="right"), heads["what"]: st.column_config.TextColumn(width="large")}
    frame = pd.DataFrame(sources(summary, lang), columns=list(heads)).rename(columns=heads)
    st.dataframe(frame, hide_index=True, column_config=config, alt=say(lang, "page.options.assumptions"))


SECTIONS: tuple[tuple[str, str, Section], ...] = (
    ("offers", ":material/tune:", _offers),
    ("division", ":material/pie_chart:", _division),
    ("table", ":material/table:", _table),
    ("changes", ":material/difference:", _changes),
    ("calendar", ":material/calendar_month:", _calendar),
    ("how", ":material/calculate:", _how),
    ("assumptions", ":material/fact_check:", _sources),
)
