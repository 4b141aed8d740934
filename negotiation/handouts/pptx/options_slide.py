"""The slide that sets three options side by side."""

from __future__ import annotations

from collections.abc import Sequence

from negotiation.claim.summary.claim_summary import Summary
from negotiation.core.money import round_money
from negotiation.handouts.pptx.closing_slide import rests_on
from negotiation.handouts.pptx.shapes import BOTTOM, EDGE, ROOM, TOP, Look, Paper, grid, rows_that_fit, write
from negotiation.handouts.pptx.slide_layout import slide
from negotiation.handouts.pptx.speaker_notes import notes_of_options
from negotiation.handouts.pptx.text_fitting import block, capital, fitted
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_cents
from negotiation.model.valuation.offer import NO_DEAL
from negotiation.presentation.common.figure_text import figure_name
from negotiation.presentation.common.labels import option_label
from negotiation.presentation.common.theme import TOTAL
from negotiation.presentation.options.chart_data import Bar
from negotiation.presentation.options.table import rows_as_text

SHOWN = (
    "claim_cost",
    "promised_margin",
    "cash_out_30_days",
    "s",
    "s_against_no_deal",
    "better_for_them_than_no_deal",
    "lifetime_value_kept",
    "net_to_us",
)
"""Rows of the comparison, by their keys in the table of all options."""


def options_slide(summary: Summary, found: Sequence[Bar], labels: Sequence[str], meeting: bool, paper: Paper) -> None:
    """Three options side by side; under them what the comparison rests on, where no slide of its own says that."""
    lang, codes = paper.lang, compared(found)
    page = slide(paper, compare_message(summary, lang), labels, notes_of_options(summary, codes, lang))
    wide = 3.1
    widths = [wide, *[(ROOM - wide) / len(codes)] * len(codes)]
    left = rests_on(summary, lang) if meeting else []
    high = BOTTOM - TOP - (1.6 if left else 0.0)
    cells, heights = rows_that_fit(compare_rows(summary, codes, lang), widths, high, 15, 10)
    best = ("column", codes.index(summary.verdict.code) + 1) if summary.verdict.code in codes else ("", 0)
    grid(
        page,
        (EDGE, TOP, 0.0, 0.0),
        cells,
        widths,
        heights,
        paper,
        say(lang, "deck.alt_compare"),
        best,
        right=range(1, len(codes) + 1),
    )
    if left:
        top = max(TOP + sum(heights) + 0.12, BOTTOM - 1.45)
        write(
            page,
            (EDGE, top, ROOM, 0.28),
            [fitted(say(lang, "deck.rests_on"), ROOM, 0.28, 14, 11, bold=True)],
            Look(bold=True, colour=TOTAL[1:]),
            paper,
            "Head",
        )
        texts = block(left, ROOM - 0.2, BOTTOM - top - 0.3, 14, 10, gap=0.2)
        write(
            page,
            (EDGE, top + 0.3, ROOM, BOTTOM - top - 0.3),
            texts,
            Look(),
            paper,
            say(lang, "deck.rests_on"),
            bullets=True,
            gap=0.2,
        )


def compared(found: Sequence[Bar]) -> list[str]:
    """The three options that are set side by side: the best two by the order of the chart, the recommended one
    always, no deal."""
    offers = [bar.code for bar in found if bar.code != NO_DEAL]
    return [*offers[:2], NO_DEAL]


def compare_rows(summary: Summary, codes: Sequence[str], lang: str) -> list[list[str]]:
    """Head and rows of the comparison, options as columns, figures as in the table of all options."""
    currency = summary.dossier.case.currency
    texts = rows_as_text(summary, lang, list(codes))
    rows = [
        [
            say(lang, "deck.column", what=capital(say(lang, "head.option")), currency=currency),
            *(text["option"] for text in texts),
        ]
    ]
    rows += [[capital(figure_name(key, lang)), *(text[key] for text in texts)] for key in SHOWN]
    no_deal = float(summary.outcome(NO_DEAL).net)
    better = [
        format_cents(round_money(float(summary.outcome(code).net) - no_deal, summary.digits), currency, lang)
        for code in codes
    ]
    return [*rows, [capital(say(lang, "deck.better_for_us")), *better]]


def compare_message(summary: Summary, lang: str) -> str:
    """How far the recommended option is ahead of the next best, or why there is none."""
    verdict, money = summary.verdict, {"currency": summary.dossier.case.currency}
    other = option_label(summary.dossier, verdict.runner_up, lang) if verdict.runner_up else ""
    best = option_label(summary.dossier, verdict.code, lang)
    if verdict.code == NO_DEAL:
        kind = "compare_no_deal" if other else "compare_refused"
        return say(lang, f"deck.{kind}", label=other, behind=verdict.lead if other else 0.0, **money)
    if not other:
        return say(lang, "deck.compare_alone", label=best)
    return say(
        lang,
        "deck.compare_tie" if verdict.ties else "deck.compare",
        label=best,
        other=other,
        lead=verdict.lead,
        **money,
    )
