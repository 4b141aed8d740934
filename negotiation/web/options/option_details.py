"""Below the chart, folded: all figures, what changed, the cash calendar, the options themselves, how it was
computed, and sources."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from negotiation.claim.checks.changes import changed_inputs
from negotiation.claim.checks.switch_points import turning_points
from negotiation.claim.summary.claim_summary import Summary, summarise
from negotiation.i18n.catalogue import say
from negotiation.presentation.claim.cautions_text import change_lines
from negotiation.presentation.claim.explain import explain_turning
from negotiation.presentation.common.escaping import escaped_summary, for_markdown
from negotiation.presentation.common.figure_text import figure_meaning
from negotiation.presentation.common.keyed_table import Table
from negotiation.presentation.common.labels import option_label
from negotiation.presentation.options.explain import explain
from negotiation.presentation.options.option_tables import (
    calendar_table,
    changes_table,
    flows_table,
    options_table,
    shown_order,
    sources_table,
)
from negotiation.presentation.options.table import COLUMNS
from negotiation.web.options.division_section import division_section
from negotiation.web.options.option_builder import offers_editor
from negotiation.web.session.claim_session import claim_session
from negotiation.web.session.view_state import choice_box, remembered_expander
from negotiation.web.widgets.chart_with_downloads import table_with_downloads

Section = Callable[[Summary, list[str], str], None]


def details(summary: Summary, lang: str) -> None:
    """Each section is worked out only while it is open."""
    order = shown_order(summary)
    for name, icon, section in SECTIONS:
        folded = remembered_expander(f"section_{name}", say(lang, f"page.options.{name}"), icon)
        if folded.open:
            with folded:
                section(summary, order, lang)


def _table(summary: Summary, order: list[str], lang: str) -> None:
    _grid("options", options_table(summary, lang), say(lang, "page.options.table"), lang, summary)
    st.caption(say(lang, "page.options.table_note", currency=summary.dossier.case.currency))


def _grid(name: str, found: Table, alt: str, lang: str, summary: Summary) -> None:
    heads, rows = found
    config = {
        "option": st.column_config.TextColumn(
            heads["option"], help=say(lang, "head_help.option"), pinned=True, width=360
        )
    }
    for column in COLUMNS:
        config[column.key] = st.column_config.TextColumn(
            heads[column.key], help=figure_meaning(column.key, lang), alignment="right"
        )
    table_with_downloads(name, heads, rows, alt, lang, config=config, notes=summary, by_key=True)


def _changes(summary: Summary, order: list[str], lang: str) -> None:
    """Inputs that differ from the pinned version, and what that did to every figure."""
    base = claim_session().base
    lines = change_lines(changed_inputs(base, summary.dossier), base, summary.dossier, lang)
    if not lines:
        st.markdown(say(lang, "page.options.changes_none"))
        return
    st.markdown("\n".join(f"- {line}" for line in lines))
    _grid("changes", changes_table(summary, summarise(base), lang), say(lang, "page.options.changes"), lang, summary)
    st.caption(say(lang, "page.options.changes_note", currency=summary.dossier.case.currency))


def _calendar(summary: Summary, order: list[str], lang: str) -> None:
    heads, rows = calendar_table(summary, _option("calendar_of", summary, order, lang), lang)
    table_with_downloads(
        "calendar",
        heads,
        rows,
        say(lang, "page.options.calendar"),
        lang,
        right=("amount", "chance", "to_us", "to_customer"),
        notes=summary,
    )
    st.caption(
        say(
            lang, "calendar.note", currency=summary.dossier.case.currency, horizon=summary.dossier.case.customer.horizon
        )
    )


def _option(name: str, summary: Summary, order: list[str], lang: str) -> str:
    return choice_box(
        name, say(lang, "page.options.option"), order, lambda code: option_label(summary.dossier, code, lang)
    )


def _offers(summary: Summary, order: list[str], lang: str) -> None:
    offers_editor(summary, lang)


def _division(summary: Summary, order: list[str], lang: str) -> None:
    division_section(summary, lang)


def _how(summary: Summary, order: list[str], lang: str) -> None:
    chosen = _option("explained", summary, order, lang)
    words = escaped_summary(summary, for_markdown)
    found = explain(words, chosen, lang)
    st.caption(say(lang, "explain.intro", label=option_label(words.dossier, chosen, lang)))
    for step in found.steps:
        st.markdown(step)
    if chosen == summary.verdict.code:
        st.markdown(explain_turning(words, turning_points(summary), lang))
    st.caption(say(lang, "explain.flows", rate=summary.dossier.case.rates.us))
    heads, rows = flows_table(summary, chosen, lang)
    table_with_downloads(
        "flows",
        heads,
        rows,
        say(lang, "page.options.how"),
        lang,
        right=("amount", "times", "chance", "value"),
        notes=summary,
    )


def _sources(summary: Summary, order: list[str], lang: str) -> None:
    life, currency = summary.life, summary.dossier.case.currency
    worth = "lifetime_no_end" if life.no_end else "lifetime"
    st.markdown(
        say(
            lang,
            f"page.options.{worth}",
            value=life.value,
            over=life.over_horizon,
            horizon=life.horizon,
            currency=currency,
        )
    )
    heads, rows = sources_table(summary, lang)
    config = {"what": st.column_config.TextColumn(width="large")}
    table_with_downloads(
        "sources",
        heads,
        rows,
        say(lang, "page.options.assumptions"),
        lang,
        right=("value",),
        config=config,
        notes=summary,
    )


SECTIONS: tuple[tuple[str, str, Section], ...] = (
    ("offers", ":material/tune:", _offers),
    ("division", ":material/pie_chart:", _division),
    ("table", ":material/table:", _table),
    ("changes", ":material/difference:", _changes),
    ("calendar", ":material/calendar_month:", _calendar),
    ("how", ":material/calculate:", _how),
    ("assumptions", ":material/fact_check:", _sources),
)
