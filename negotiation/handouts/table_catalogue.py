"""Every table of a claim by its name: the same heads and rows as on the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.edits.apply_division import divide_loss
from negotiation.handouts.handout_context import HandoutContext, has_steps, option_in, remedy_in
from negotiation.handouts.offer_letter.due_dates import due_dates
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_day
from negotiation.model.rework.remedy import Remedy
from negotiation.model.rework.remedy_forecast import RemedyForecast
from negotiation.presentation.bargaining.table import no_deal_table, plan_table
from negotiation.presentation.common.keyed_table import Table
from negotiation.presentation.common.record_tables import LISTS, list_table
from negotiation.presentation.division.table import division_table
from negotiation.presentation.options.option_tables import calendar_table, flows_table, options_table, sources_table
from negotiation.presentation.playbook.text import request_rows, step_rows
from negotiation.presentation.rework.comparison_table import remedies_table
from negotiation.presentation.rework.line_tables import grades_table, lines_table, steps_table, yields_table
from negotiation.presentation.rework.table import remedy_rows

Read = Callable[[HandoutContext, str, str], Table]
"""Heads and rows of a table in a language; of the option or remedy with a code, or of the one that the screen shows
first."""


def _remedies(material: HandoutContext, lang: str, of: str) -> Table:
    dossier = material.summary.dossier
    return remedies_table(remedy_rows(material.outlooks, dossier), dossier, lang)


def _dues(material: HandoutContext, lang: str, of: str) -> Table:
    dues = due_dates(material.summary, option_in(material, of), material.outlooks, material.made_on, lang)
    return {"on": say(lang, "share.due_on"), "what": say(lang, "share.due_what")}, [
        {"on": format_day(due.on, lang), "what": due.what} for due in dues
    ]


def _division(material: HandoutContext, lang: str, of: str) -> Table:
    dossier = material.summary.dossier
    return division_table(dossier, divide_loss(dossier), lang)


def _plan(material: HandoutContext, lang: str, of: str) -> Table:
    return ({}, []) if material.bargaining is None else plan_table(material.summary, material.bargaining, lang)


def _of_remedy(
    read: Callable[[Dossier, Remedy, str], Table],
    fits: Callable[[RemedyForecast], bool],
    material: HandoutContext,
    lang: str,
    of: str,
) -> Table:
    return read(material.summary.dossier, remedy_in(material, of, fits).remedy, lang)


def _list(name: str, material: HandoutContext, lang: str, of: str) -> Table:
    return list_table(material.summary.dossier, name, lang)


def _has_lines(found: RemedyForecast) -> bool:
    return bool(found.remedy.lines)


def _has_yields(found: RemedyForecast) -> bool:
    return bool(found.remedy.work.yields)


def _has_grades(found: RemedyForecast) -> bool:
    return bool(found.remedy.grades)


TABLES: Mapping[str, Read] = {
    "options": lambda material, lang, of: options_table(material.summary, lang),
    "calendar": lambda material, lang, of: calendar_table(material.summary, option_in(material, of), lang),
    "flows": lambda material, lang, of: flows_table(material.summary, option_in(material, of), lang),
    "sources": lambda material, lang, of: sources_table(material.summary, lang),
    "due": _dues,
    "remedies": _remedies,
    "cost_lines": partial(_of_remedy, lines_table, _has_lines),
    "steps": partial(_of_remedy, steps_table, has_steps),
    "yields": partial(_of_remedy, yields_table, _has_yields),
    "grades": partial(_of_remedy, grades_table, _has_grades),
    "division": _division,
    "no_deal": lambda material, lang, of: no_deal_table(material.summary, lang),
    "plan": _plan,
    "requests_in_order": lambda material, lang, of: request_rows(material.summary.dossier, lang),
    "twenty": lambda material, lang, of: step_rows(material.summary.dossier, material.made_on, lang),
    **{name: partial(_list, name) for name in LISTS},
}
"""Tables by name; those of one option or remedy are of the recommended one, or the first."""

ALWAYS = ("options", "sources", "due", "calendar", "flows", "no_deal", "twenty", "ladder")
"""Tables that every claim has."""


def has_table(material: HandoutContext, name: str) -> bool:
    """Whether the claim has anything to put into the table."""
    dossier = material.summary.dossier
    if name in LISTS:
        return bool(LISTS[name].read(dossier))
    one = {"cost_lines": _has_lines, "steps": has_steps, "yields": _has_yields, "grades": _has_grades}
    if name in one:
        return any(map(one[name], material.outlooks))
    some = {
        "remedies": bool(material.outlooks),
        "division": bool(dossier.division.stakes),
        "requests_in_order": bool(dossier.playbook.requests),
        "plan": material.bargaining is not None and bool(material.bargaining.moves.plan),
    }
    return name in ALWAYS or some[name]
