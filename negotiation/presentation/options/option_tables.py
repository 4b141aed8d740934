"""The tables of the options as heads and rows by key: what the screen shows is what a file holds."""

from __future__ import annotations

from negotiation.claim.summary.claim_summary import Summary
from negotiation.i18n.catalogue import say
from negotiation.presentation.common.figure_text import figure_name
from negotiation.presentation.common.keyed_table import Table
from negotiation.presentation.options.chart_data import loss_and_lifetime_bars
from negotiation.presentation.options.explain import explain
from negotiation.presentation.options.sources import input_sources
from negotiation.presentation.options.table import COLUMNS, calendar_rows, rows_as_change, rows_as_text


def option_heads(lang: str) -> dict[str, str]:
    """What stands over the columns of the table of options."""
    return {"option": say(lang, "head.option")} | {column.key: figure_name(column.key, lang) for column in COLUMNS}


def shown_order(summary: Summary) -> list[str]:
    """The codes of the options as the pages list them, the best first."""
    return [bar.code for bar in loss_and_lifetime_bars(summary)]


def options_table(summary: Summary, lang: str) -> Table:
    """All figures of all options."""
    return option_heads(lang), rows_as_text(summary, lang, shown_order(summary))


def changes_table(summary: Summary, base: Summary, lang: str) -> Table:
    """All figures of all options as differences against another version of the claim."""
    return option_heads(lang), rows_as_change(summary, base, lang, shown_order(summary))


def calendar_table(summary: Summary, code: str, lang: str) -> Table:
    """The dated payments of an option."""
    heads = {
        name: say(lang, f"calendar.{name}")
        for name in ("date", "flow", "who", "amount", "chance", "to_us", "to_customer")
    }
    return heads, calendar_rows(summary, code, lang)


def flows_table(summary: Summary, code: str, lang: str) -> Table:
    """What the cost of an option was computed from, payment by payment."""
    heads = {
        name: say(lang, f"explain.{name}") for name in ("flow", "who", "amount", "first", "times", "chance", "value")
    }
    return heads, explain(summary, code, lang).flows


def sources_table(summary: Summary, lang: str) -> Table:
    """Every figure with where it comes from."""
    return {name: say(lang, f"explain.note_{name}") for name in ("field", "value", "origin", "what")}, input_sources(
        summary, lang
    )
