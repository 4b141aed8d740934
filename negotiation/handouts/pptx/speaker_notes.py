"""Speaker notes: the names in full, the formulas with this claim's figures, and where the numbers of a chart come
from; plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from negotiation.claim.checks.cautions import cautions
from negotiation.claim.checks.switch_points import turning_points
from negotiation.claim.summary.bargaining_summary import Bargain
from negotiation.claim.summary.claim_summary import Summary
from negotiation.handouts.common.footer import Assumption, assumption_line
from negotiation.handouts.pptx.text_fitting import capital
from negotiation.i18n.catalogue import say
from negotiation.model.valuation.offer import NO_DEAL
from negotiation.presentation.bargaining.text import how_bargaining
from negotiation.presentation.claim.cautions_text import caution_lines
from negotiation.presentation.claim.explain import explain_turning
from negotiation.presentation.common.escaping import as_plain, escaped_summary, for_markdown
from negotiation.presentation.common.figure_text import figure_name
from negotiation.presentation.common.labels import option_label
from negotiation.presentation.options.chart_data import Bar
from negotiation.presentation.options.explain import explain
from negotiation.presentation.options.table import rows_as_text
from negotiation.presentation.options.text import verdict_reasons


def formulas(summary: Summary, code: str, lang: str) -> list[str]:
    """How the figures of an option were computed, step by step, as plain sentences."""
    return [as_plain(step) for step in explain(escaped_summary(summary, for_markdown), code, lang).steps]


def beware(summary: Summary, lang: str) -> list[str]:
    """What to beware of, each with its name first."""
    found = caution_lines(escaped_summary(summary, for_markdown), cautions(summary), lang)
    named = (
        re.sub(r"^\*\*(.+?)\*\* ", lambda name: capital(name[1]) + say(lang, "list.colon"), line) for line in found
    )
    return [as_plain(line) for line in named]


def notes_of_decision(summary: Summary, lang: str) -> list[str]:
    """All reasons, between which chances the verdict holds, what to beware of, and how the recommended option was
    computed."""
    words = escaped_summary(summary, for_markdown)
    turning = [as_plain(explain_turning(words, turning_points(summary), lang))] if summary.dossier.offers else []
    label = option_label(summary.dossier, summary.verdict.code, lang)
    parts = [
        *verdict_reasons(summary, lang),
        "",
        say(lang, "deck.formulas", label=label),
        *formulas(summary, summary.verdict.code, lang),
        *turning,
    ]
    found = beware(summary, lang)
    return [*parts, *(["", say(lang, "caution.title"), *found] if found else [])]


def notes_of_chart(summary: Summary, found: Sequence[Bar], lang: str) -> list[str]:
    """Every option in full with all its figures, and what the bars are."""
    lines = [say(lang, "deck.from_series"), say(lang, "deck.kept_formula"), "", say(lang, "deck.in_full")]
    for cells in rows_as_text(summary, lang, [bar.code for bar in found]):
        figures = (
            say(lang, "deck.pair", head=figure_name(key, lang), value=value)
            for key, value in cells.items()
            if key != "option"
        )
        lines.append(say(lang, "list.colon").join([cells["option"], say(lang, "deck.between").join(figures)]))
    return lines


def notes_of_options(summary: Summary, codes: Sequence[str], lang: str) -> list[str]:
    """The formulas of each option that is compared; the recommended one's stand on the first slide."""
    lines = [say(lang, "deck.from_table")]
    for code in codes:
        if code != summary.verdict.code:
            lines += [
                "",
                say(lang, "deck.formulas", label=option_label(summary.dossier, code, lang)),
                *formulas(summary, code, lang),
            ]
    return lines


def notes_of_cash(summary: Summary, code: str, lang: str) -> list[str]:
    """What the line is, its payback and exposure, and every payment behind it."""
    found = explain(summary, code, lang)
    label, rate = option_label(summary.dossier, code, lang), summary.dossier.case.rates.us
    lines = [
        say(lang, "deck.from_balance", label=label),
        *formulas(summary, code, lang)[-6:],
        "",
        say(lang, "explain.flows", rate=rate),
    ]
    return lines + [say(lang, "deck.between").join(cells.values()) for cells in found.flows]


def notes_of_offers(summary: Summary, table: Bargain, lang: str) -> list[str]:
    """How the room and the equal offers were computed."""
    return [as_plain(line) for line in how_bargaining(escaped_summary(summary, for_markdown), table, lang)]


def notes_of_assumptions(summary: Summary, found: Sequence[Assumption], lang: str) -> list[str]:
    """How the spans were computed, and every assumption in full."""
    code = summary.verdict.code if summary.verdict.code != NO_DEAL else summary.dossier.offers[0].code
    lines = [say(lang, "deck.from_tornado", label=option_label(summary.dossier, code, lang))]
    return lines + [assumption_line(each, summary.dossier.case.currency, lang) for each in found]
