"""Every table of the pages as heads and rows under the same keys: what the screen shows is what a file holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from negotiation.charts.division import division_rows
from negotiation.charts.explain import explain
from negotiation.charts.remedy_rows import CELLS, RemedyRow, remedy_cells
from negotiation.charts.series import loss_and_lifetime_bars
from negotiation.charts.sources import sources
from negotiation.charts.table import COLUMNS, calendar_rows, rows_as_change, rows_as_text
from negotiation.charts.table_talk import no_deal_rows, plan_rows
from negotiation.dossier import Dossier
from negotiation.summary import Bargain, Summary
from negotiation.words import say

Table = tuple[dict[str, str], Sequence[Mapping[str, Any]]]
"""Heads by key, and rows by the same keys."""


def option_heads(lang: str) -> dict[str, str]:
    """What stands over the columns of the table of options."""
    return {"option": say(lang, "head.option")} | {column.key: say(lang, f"head.{column.key}") for column in COLUMNS}


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
    heads = {name: say(lang, f"calendar.{name}") for name in ("date", "flow", "who", "amount", "chance", "to_us", "to_customer")}
    return heads, calendar_rows(summary, code, lang)


def flows_table(summary: Summary, code: str, lang: str) -> Table:
    """What the cost of an option was computed from, payment by payment."""
    heads = {name: say(lang, f"explain.{name}") for name in ("flow", "who", "amount", "first", "times", "chance", "value")}
    return heads, explain(summary, code, lang).flows


def sources_table(summary: Summary, lang: str) -> Table:
    """Every figure with where it comes from."""
    return {name: say(lang, f"explain.note_{name}") for name in ("field", "value", "origin", "what")}, sources(summary, lang)


def remedies_table(rows: Sequence[RemedyRow], dossier: Dossier, lang: str) -> Table:
    """Cost, dates and chance of every remedy."""
    return {name: say(lang, f"head_remedy.{name}") for name in CELLS}, remedy_cells(rows, dossier, lang)


def division_table(dossier: Dossier, found: Mapping[str, list[Decimal] | None], lang: str) -> Table:
    """What each party bears by every rule."""
    rows, heads = division_rows(dossier, found, lang)
    return by_place(heads, rows)


def no_deal_table(summary: Summary, lang: str) -> Table:
    """What no deal brings each side, payment by payment."""
    return by_place([say(lang, f"negotiate.flow_{name}") for name in ("side", "what", "amount", "chance", "day", "worth")], no_deal_rows(summary, lang))


def plan_table(summary: Summary, found: Bargain, lang: str) -> Table:
    """Our concessions from here, and what is asked for each."""
    return by_place([say(lang, f"negotiate.plan_{name}") for name in ("number", "figure", "step", "ask")], plan_rows(summary, found, lang))


def by_place(heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> Table:
    """Heads and rows without keys, under their places as keys.

    >>> by_place(["a"], [[1]])
    ({'0': 'a'}, [{'0': 1}])
    """
    keys = [str(place) for place in range(len(heads))]
    return dict(zip(keys, heads, strict=True)), [dict(zip(keys, row, strict=True)) for row in rows]
