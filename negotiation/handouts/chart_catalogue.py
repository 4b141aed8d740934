"""Every chart of a claim by its name: the same figures as on the screen, in the same words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from negotiation.claim.checks.tornado import tornado
from negotiation.claim.defaults.default_rules import order_account, order_rate_in
from negotiation.claim.edits.apply_division import divide_loss
from negotiation.claim.summary.bargaining_summary import Bargain
from negotiation.core.problems import BadInput, Problem
from negotiation.handouts.handout_context import HandoutContext, has_steps, option_in, remedy_in
from negotiation.model.rework.remedy_forecast import air_curve
from negotiation.model.valuation.offer import NO_DEAL
from negotiation.presentation.bargaining.chart import bargaining_map, tracks_chart
from negotiation.presentation.customer.chart import lifetime_chart, order_timeline
from negotiation.presentation.customer.text import interval_of
from negotiation.presentation.division.chart import division_chart
from negotiation.presentation.options.break_even_chart import break_even_chart
from negotiation.presentation.options.cash_chart import calendar_chart, cash_by_month_chart
from negotiation.presentation.options.loss_vs_lifetime_chart import loss_and_lifetime_value
from negotiation.presentation.options.tornado_chart import tornado_chart
from negotiation.presentation.options.waterfall_chart import waterfall_chart
from negotiation.presentation.rework.chart import air_curve_chart, remedies_chart
from negotiation.presentation.rework.cost_chart import remedy_waterfall_chart
from negotiation.presentation.rework.schedule_chart import arrival_chart, gantt_chart
from negotiation.presentation.rework.table import remedy_rows
from negotiation.presentation.rework.text import curve_of, has_air
from negotiation.presentation.trees.chart import tree_chart
from negotiation.presentation.trees.text import cause_nodes, law_nodes

if TYPE_CHECKING:
    import plotly.graph_objects as go

Draw = Callable[[HandoutContext, str, str], "go.Figure"]
"""Draws a chart of the material in a language; of the option or remedy with a code, or of the one that the screen
shows first."""


def _tornado(material: HandoutContext, lang: str, of: str) -> go.Figure:
    summary = material.summary
    code = option_in(material, of)
    code = (
        code
        if of or code != NO_DEAL
        else next((each.code for each in summary.outcomes if each.code != NO_DEAL), NO_DEAL)
    )
    return tornado_chart(summary, tornado(summary, code), lang)


def _remedies(material: HandoutContext, lang: str, of: str) -> go.Figure:
    dossier = material.summary.dossier
    return remedies_chart(remedy_rows(material.outlooks, dossier), remedy_in(material, of).remedy.code, dossier, lang)


def _remedy_cost(material: HandoutContext, lang: str, of: str) -> go.Figure:
    return remedy_waterfall_chart(remedy_in(material, of), material.summary.dossier, lang)


def _steps(material: HandoutContext, lang: str, of: str) -> go.Figure:
    return gantt_chart(remedy_in(material, of, has_steps), material.summary.dossier, lang)


def _arrival(material: HandoutContext, lang: str, of: str) -> go.Figure:
    found, dossier = remedy_in(material, of, has_steps), material.summary.dossier
    return arrival_chart(found, remedy_rows([found], dossier)[0], dossier, lang)


def _air(material: HandoutContext, lang: str, of: str) -> go.Figure:
    found, dossier = remedy_in(material, of, has_air), material.summary.dossier
    (now,) = air_curve(found, dossier.case, (float(found.remedy.by_air),))
    cuts = [row for row in remedy_rows(material.outlooks, dossier) if row.at_once]
    return air_curve_chart(curve_of(found, dossier), now, cuts, dossier, lang)


def _division(material: HandoutContext, lang: str, of: str) -> go.Figure:
    dossier = material.summary.dossier
    return division_chart(dossier, divide_loss(dossier), lang)


def _lifetime(material: HandoutContext, lang: str, of: str) -> go.Figure:
    return lifetime_chart(material.summary, interval_of(material.summary.dossier), lang)


def _orders(material: HandoutContext, lang: str, of: str) -> go.Figure:
    dossier = material.summary.dossier
    account = order_account(dossier)
    if account is None:
        raise BadInput(Problem("no_orders", "case.customer.history"))
    return order_timeline(account, order_rate_in(dossier, account), dossier, lang)


def _map(material: HandoutContext, lang: str, of: str) -> go.Figure:
    return bargaining_map(material.summary, _table(material), lang)


def _tracks(material: HandoutContext, lang: str, of: str) -> go.Figure:
    return tracks_chart(material.summary, _table(material), lang)


def _table(material: HandoutContext) -> Bargain:
    if material.bargaining is None:
        raise BadInput(Problem("not_a_choice", "chart", "map", {"choices": tuple(HAS)}))
    return material.bargaining


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

HAS: Mapping[str, Callable[[HandoutContext], bool]] = {
    "remedies": lambda material: bool(material.outlooks),
    "remedy_cost": lambda material: bool(material.outlooks),
    "steps": lambda material: any(map(has_steps, material.outlooks)),
    "arrival": lambda material: any(map(has_steps, material.outlooks)),
    "air": lambda material: any(map(has_air, material.outlooks)),
    "orders": lambda material: order_account(material.summary.dossier) is not None,
    "map": lambda material: material.bargaining is not None,
    "tracks": lambda material: (
        material.bargaining is not None and any(float(each.figure) for each in material.summary.dossier.talks.log)
    ),
    "division": lambda material: bool(material.summary.dossier.division.stakes),
    "causes": lambda material: bool(material.summary.dossier.playbook.causes),
    "law": lambda material: bool(float(material.summary.dossier.no_deal.law.sued)),
}
"""Whether a claim has the chart; it has those that are not named here."""
