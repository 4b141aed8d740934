"""Every chart of a claim by its name: the same figures as on the screen, in the same words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from negotiation.charts import (
    air_curve_chart,
    arrival_chart,
    bargaining_map,
    break_even_chart,
    calendar_chart,
    cash_by_month_chart,
    curve_of,
    division_chart,
    gantt_chart,
    has_air,
    loss_and_lifetime_value,
    remedies_chart,
    remedy_rows,
    remedy_waterfall_chart,
    tornado_chart,
    tracks_chart,
    waterfall_chart,
)
from negotiation.charts.customer import band_of
from negotiation.charts.figures.customer import lifetime_chart, order_timeline
from negotiation.charts.figures.trees import tree_chart
from negotiation.charts.trees import cause_nodes, law_nodes
from negotiation.export.material import Material, has_steps, option_in, remedy_in
from negotiation.review import tornado
from negotiation.rework import air_curve
from negotiation.settlement import NO_DEAL
from negotiation.starting import account_in, divided, rate_in
from negotiation.summary import Bargain
from negotiation.units import BadInput, Problem

if TYPE_CHECKING:
    import plotly.graph_objects as go

Draw = Callable[[Material, str, str], "go.Figure"]
"""Draws a chart of the material in a language; of the option or remedy with a code, or of the one that the screen shows first."""


def _tornado(material: Material, lang: str, of: str) -> go.Figure:
    summary = material.summary
    code = option_in(material, of)
    code = code if of or code != NO_DEAL else next((each.code for each in summary.outcomes if each.code != NO_DEAL), NO_DEAL)
    return tornado_chart(summary, tornado(summary, code), lang)


def _remedies(material: Material, lang: str, of: str) -> go.Figure:
    dossier = material.summary.dossier
    return remedies_chart(remedy_rows(material.outlooks, dossier), remedy_in(material, of).remedy.code, dossier, lang)


def _remedy_cost(material: Material, lang: str, of: str) -> go.Figure:
    return remedy_waterfall_chart(remedy_in(material, of), material.summary.dossier, lang)


def _steps(material: Material, lang: str, of: str) -> go.Figure:
    return gantt_chart(remedy_in(material, of, has_steps), material.summary.dossier, lang)


def _arrival(material: Material, lang: str, of: str) -> go.Figure:
    found, dossier = remedy_in(material, of, has_steps), material.summary.dossier
    return arrival_chart(found, remedy_rows([found], dossier)[0], dossier, lang)


def _air(material: Material, lang: str, of: str) -> go.Figure:
    found, dossier = remedy_in(material, of, has_air), material.summary.dossier
    (now,) = air_curve(found, dossier.case, (float(found.remedy.by_air),))
    cuts = [row for row in remedy_rows(material.outlooks, dossier) if row.at_once]
    return air_curve_chart(curve_of(found, dossier), now, cuts, dossier, lang)


def _division(material: Material, lang: str, of: str) -> go.Figure:
    dossier = material.summary.dossier
    return division_chart(dossier, divided(dossier), lang)


def _lifetime(material: Material, lang: str, of: str) -> go.Figure:
    return lifetime_chart(material.summary, band_of(material.summary.dossier), lang)


def _orders(material: Material, lang: str, of: str) -> go.Figure:
    dossier = material.summary.dossier
    account = account_in(dossier)
    if account is None:
        raise BadInput(Problem("no_orders", "case.customer.history"))
    return order_timeline(account, rate_in(dossier, account), dossier, lang)


def _map(material: Material, lang: str, of: str) -> go.Figure:
    return bargaining_map(material.summary, _table(material), lang)


def _tracks(material: Material, lang: str, of: str) -> go.Figure:
    return tracks_chart(material.summary, _table(material), lang)


def _table(material: Material) -> Bargain:
    if material.table is None:
        raise BadInput(Problem("not_a_choice", "chart", "map", {"choices": tuple(HAS)}))
    return material.table


CHARTS: Mapping[str, Draw] = {
    "signature": lambda material, lang, of: loss_and_lifetime_value(material.summary, lang),
    "break_even": lambda material, lang, of: break_even_chart(material.summary, lang),
    "tornado": _tornado,
    "cash": lambda material, lang, of: cash_by_month_chart(material.summary, option_in(material, of), lang),
    "waterfall": lambda material, lang, of: waterfall_chart(material.summary, option_in(material, of), lang),
    "calendar": lambda material, lang, of: calendar_chart(material.summary, option_in(material, of), lang),
    "remedies": _remedies,
    "remedy_cost": _remedy_cost,
    "steps": _steps,
    "arrival": _arrival,
    "air": _air,
    "lifetime": _lifetime,
    "orders": _orders,
    "map": _map,
    "tracks": _tracks,
    "division": _division,
    "causes": lambda material, lang, of: tree_chart(cause_nodes(material.summary.dossier.playbook, lang)),
    "law": lambda material, lang, of: tree_chart(law_nodes(material.summary.dossier, lang)),
}
"""Charts by name; those of one option or remedy are of the recommended one, or the first."""

HAS: Mapping[str, Callable[[Material], bool]] = {
    "remedies": lambda material: bool(material.outlooks),
    "remedy_cost": lambda material: bool(material.outlooks),
    "steps": lambda material: any(map(has_steps, material.outlooks)),
    "arrival": lambda material: any(map(has_steps, material.outlooks)),
    "air": lambda material: any(map(has_air, material.outlooks)),
    "orders": lambda material: account_in(material.summary.dossier) is not None,
    "map": lambda material: material.table is not None,
    "tracks": lambda material: material.table is not None and any(float(each.figure) for each in material.summary.dossier.talks.log),
    "division": lambda material: bool(material.summary.dossier.division.stakes),
    "causes": lambda material: bool(material.summary.dossier.playbook.causes),
    "law": lambda material: bool(float(material.summary.dossier.no_deal.law.sued)),
}
"""Whether a claim has the chart; it has those that are not named here."""
