"""The last slide: the room for a deal with the equal offers side by side; or, without a table, what everything rests
on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from negotiation.claim.summary.bargaining_summary import Bargain
from negotiation.claim.summary.claim_summary import Summary
from negotiation.handouts.common.footer import assumption_line, assumptions
from negotiation.handouts.pptx.shapes import (
    BOTTOM,
    EDGE,
    QUIET,
    ROOM,
    TOP,
    Look,
    Paper,
    card,
    grid,
    rows_that_fit,
    write,
)
from negotiation.handouts.pptx.slide_layout import slide
from negotiation.handouts.pptx.speaker_notes import beware, notes_of_assumptions, notes_of_offers
from negotiation.handouts.pptx.text_fitting import alike, block, capital, fitted
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_money
from negotiation.presentation.bargaining.text import equal_offer_rows, next_move, room_headline, room_lines
from negotiation.presentation.common.theme import ADVERSE, FAVOURABLE, INK, TOTAL

MOST_LINES = 4
"""How many assumptions stand under the comparison."""


def rests_on(summary: Summary, lang: str) -> list[str]:
    """The assumptions that move the result most, one sentence each."""
    return [
        assumption_line(each, summary.dossier.case.currency, lang) for each in assumptions(summary, lang, MOST_LINES)
    ]


def equal_offers_slide(summary: Summary, table: Bargain, labels: Sequence[str], paper: Paper) -> Any:
    """The room as title; each equal offer on a card; under them the walk-aways and the next move."""
    lang = paper.lang
    page = slide(paper, room_headline(summary, table, lang), labels, notes_of_offers(summary, table, lang))
    rows, gap, under = equal_offer_rows(summary, table, lang), 0.3, 1.6
    wide, high = (ROOM - gap * (len(rows) - 1)) / len(rows), BOTTOM - TOP - under - 0.1
    what_high = high - 0.85 - 1.35
    inner, colours = wide - 0.55, (INK[1:], FAVOURABLE[1:], QUIET)
    heads = alike(
        [say(lang, "deck.lead", letter=row["letter"], lead=row["lead"]) for row in rows], inner, 0.6, 20, 12, True
    )
    whats = alike([row["what"] for row in rows], inner, what_high - 0.25, 16, 9, labels=labels)
    ends = {
        name: alike([row[name] for row in rows], inner, 0.4, 14, 9, name == "cost")
        for name in ("cost", "worth", "liked")
    }
    for place, row in enumerate(rows):
        left = EDGE + place * (wide + gap)
        card(page, (left, TOP, wide, high), TOTAL, row["letter"])
        write(
            page,
            (left + 0.3, TOP + 0.15, inner, 0.6),
            [heads[place]],
            Look(bold=True, anchor="middle"),
            paper,
            heads[place].text,
        )
        write(page, (left + 0.3, TOP + 0.85, inner, what_high), [whats[place]], Look(), paper, f"{row['letter']} what")
        for step, (name, words) in enumerate(ends.items()):
            top = TOP + high - 1.3 + 0.4 * step
            write(
                page,
                (left + 0.3, top, inner, 0.4),
                [words[place]],
                Look(step == 0, colours[step], anchor="middle"),
                paper,
                f"{row['letter']} {name}",
            )
    top = BOTTOM - under + 0.1
    lines = [
        say(lang, "list.sentence").join([say(lang, "negotiate.next"), next_move(summary, table, lang)]),
        *room_lines(summary, table, lang)[:3],
    ]
    write(
        page,
        (EDGE, top, ROOM, under - 0.1),
        block(lines, ROOM - 0.2, under - 0.15, 14, 10, gap=0.2),
        Look(),
        paper,
        say(lang, "negotiate.room_title"),
        bullets=True,
        gap=0.2,
    )
    return page


def assumptions_slide(summary: Summary, labels: Sequence[str], paper: Paper) -> Any:
    """What nobody has confirmed, widest first, with who assumed it; under it what to beware of."""
    lang, currency = paper.lang, summary.dossier.case.currency
    found = assumptions(summary, lang)
    message = "assumed" if found else "assumed_none"
    first = {"field": found[0].field, "moves": found[0].moves} if found else {}
    page = slide(
        paper,
        say(lang, f"deck.{message}", currency=currency, **first),
        labels,
        notes_of_assumptions(summary, found, lang),
    )
    rows = [[capital(say(lang, f"deck.head_{name}")) for name in ("field", "value", "between", "why", "moves")]]
    rows += [
        [each.field, each.value, each.between, each.why, format_money(each.moves, currency, lang)] for each in found
    ]
    warnings = beware(summary, lang)
    widths = (3.0, 1.4, 2.2, ROOM - 8.5, 1.9)
    cells, heights = rows_that_fit(rows, widths, BOTTOM - TOP - (1.75 if warnings else 0.0), 15, 10)
    grid(page, (EDGE, TOP, 0.0, 0.0), cells, widths, heights, paper, say(lang, "deck.alt_assumptions"), right=(1, 4))
    if warnings:
        top = max(TOP + sum(heights) + 0.2, BOTTOM - 1.6)
        head = say(lang, "caution.title")
        write(
            page,
            (EDGE, top, ROOM, 0.3),
            [fitted(head, ROOM, 0.3, 14, 11, bold=True)],
            Look(bold=True, colour=ADVERSE[1:]),
            paper,
            head,
        )
        texts = block(warnings, ROOM - 0.2, BOTTOM - top - 0.35, 14, 9, labels=labels)
        write(page, (EDGE, top + 0.35, ROOM, BOTTOM - top - 0.35), texts, Look(), paper, f"{head} text", bullets=True)
    return page
