"""Any chart and any table of a claim by its name, for a picture or a file of its own: the same series and rows as on the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from negotiation.charts import (
    CELLS,
    COLUMNS,
    bargaining_map,
    break_even_chart,
    calendar_chart,
    calendar_rows,
    cash_by_month_chart,
    first_to_look_at,
    loss_and_lifetime_bars,
    loss_and_lifetime_value,
    remedies_chart,
    remedy_cells,
    remedy_rows,
    rows_as_text,
    sources,
    tornado_chart,
    waterfall_chart,
)
from negotiation.letters import due_dates
from negotiation.review import tornado
from negotiation.settlement import NO_DEAL
from negotiation.units import BadInput, Problem
from negotiation.words import say
from negotiation.words.formats import day as written_day

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from negotiation.export.files import Material

Heads = Mapping[str, str]
Rows = Sequence[Mapping[str, object]]


def _tornado(material: Material, lang: str) -> go.Figure:
    summary = material.summary
    codes = [summary.verdict.code, *(outcome.code for outcome in summary.outcomes)]
    code = next((each for each in codes if each != NO_DEAL), NO_DEAL)
    return tornado_chart(summary, tornado(summary, code), lang)


def _remedies_chart(material: Material, lang: str) -> Any:
    dossier = material.summary.dossier
    rows = remedy_rows(material.outlooks, dossier)
    return remedies_chart(rows, first_to_look_at(rows), dossier, lang) if rows else None


CHARTS: Mapping[str, Callable[[Material, str], Any]] = {
    "signature": lambda material, lang: loss_and_lifetime_value(material.summary, lang),
    "break_even": lambda material, lang: break_even_chart(material.summary, lang),
    "tornado": _tornado,
    "cash": lambda material, lang: cash_by_month_chart(material.summary, material.summary.verdict.code, lang),
    "waterfall": lambda material, lang: waterfall_chart(material.summary, material.summary.verdict.code, lang),
    "calendar": lambda material, lang: calendar_chart(material.summary, material.summary.verdict.code, lang),
    "remedies": _remedies_chart,
    "map": lambda material, lang: None if material.table is None else bargaining_map(material.summary, material.table, lang),
}
"""Charts by name; those of one option are of the recommended one."""


def chart(material: Material, name: str, lang: str) -> go.Figure:
    """A chart by its name. An unknown one, or one that the claim does not have, raises BadInput with those that there are."""
    found = CHARTS[name](material, lang) if name in CHARTS else None
    if found is None:
        raise BadInput(Problem("not_a_choice", "chart", name, {"choices": charts_of(material)}))
    figure: go.Figure = found
    return figure


def charts_of(material: Material) -> tuple[str, ...]:
    """Names of the charts that this claim has."""
    without = {*(() if material.table else ("map",)), *(() if material.outlooks else ("remedies",))}
    return tuple(name for name in CHARTS if name not in without)


def _options(material: Material, lang: str) -> tuple[Heads, Rows]:
    heads = {"option": say(lang, "head.option")} | {column.key: say(lang, f"head.{column.key}") for column in COLUMNS}
    return heads, rows_as_text(material.summary, lang, [bar.code for bar in loss_and_lifetime_bars(material.summary)])


def _calendar(material: Material, lang: str) -> tuple[Heads, Rows]:
    heads = {name: say(lang, f"calendar.{name}") for name in ("date", "flow", "who", "amount", "chance", "to_us", "to_customer")}
    return heads, calendar_rows(material.summary, material.summary.verdict.code, lang)


def _remedies(material: Material, lang: str) -> tuple[Heads, Rows]:
    dossier = material.summary.dossier
    return {name: say(lang, f"head_remedy.{name}") for name in CELLS}, remedy_cells(remedy_rows(material.outlooks, dossier), dossier, lang)


def _sources(material: Material, lang: str) -> tuple[Heads, Rows]:
    return {name: say(lang, f"explain.note_{name}") for name in ("field", "value", "origin", "what")}, sources(material.summary, lang)


def _dues(material: Material, lang: str) -> tuple[Heads, Rows]:
    dues = due_dates(material.summary, material.summary.verdict.code, material.outlooks, material.made_on, lang)
    return {"on": say(lang, "share.due_on"), "what": say(lang, "share.due_what")}, [{"on": written_day(due.on, lang), "what": due.what} for due in dues]


TABLES: Mapping[str, Callable[[Material, str], tuple[Heads, Rows]]] = {
    "options": _options, "calendar": _calendar, "remedies": _remedies, "sources": _sources, "due": _dues,
}  # fmt: skip
"""Tables by name; the cash calendar and the due dates are those of the recommended option."""


def table(material: Material, name: str, lang: str) -> tuple[Heads, Rows]:
    """Heads and rows of a table by its name. An unknown one raises BadInput."""
    if name not in TABLES:
        raise BadInput(Problem("not_a_choice", "table", name, {"choices": tuple(TABLES)}))
    return TABLES[name](material, lang)
