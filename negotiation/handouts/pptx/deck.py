"""Slides for leadership: three to five, each with its message as title, native charts and tables, and the formulas
in its notes.

The figures are those of the screen: the same series, the same table, the same sentences. For our own house only:
costs and margins are in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from negotiation.claim.summary.bargaining_summary import Bargain
from negotiation.claim.summary.claim_summary import Summary
from negotiation.core.money import round_money
from negotiation.handouts.common.footer import footer_stamp
from negotiation.handouts.pptx.closing_slide import assumptions_slide, equal_offers_slide
from negotiation.handouts.pptx.native_charts import bars, by_month
from negotiation.handouts.pptx.options_slide import options_slide
from negotiation.handouts.pptx.shapes import BOTTOM, EDGE, QUIET, ROOM, TOP, Look, Paper, card, grid, write
from negotiation.handouts.pptx.slide_layout import blank, saved, slide
from negotiation.handouts.pptx.speaker_notes import notes_of_cash, notes_of_chart, notes_of_decision
from negotiation.handouts.pptx.text_fitting import Fitted, alike, block, capital, fitted, one_line
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_number, localized
from negotiation.model.valuation.offer import NO_DEAL
from negotiation.presentation.common.escaping import escaped_summary, printable
from negotiation.presentation.common.figure_text import figure_name
from negotiation.presentation.common.labels import option_label
from negotiation.presentation.common.theme import ADVERSE, FAVOURABLE, GREY, TOTAL
from negotiation.presentation.options.chart_data import Bar, cash_by_month, loss_and_lifetime_bars
from negotiation.presentation.options.chart_titles import cash_message, headline_figures
from negotiation.presentation.options.loss_vs_lifetime_chart import scales_note
from negotiation.presentation.options.table import rows_as_text
from negotiation.presentation.options.text import chart_message, notices, verdict_headline, verdict_reasons

MOST_BARS = 13
"""Rows of the chart of options: twelve offers and no deal."""


@dataclass(frozen=True)
class Deck:
    """What all slides are made from: the claim with printable words, its bars, every option's name, and the slides
    made so far."""

    summary: Summary
    paper: Paper
    lang: str
    bars: tuple[Bar, ...]
    labels: tuple[str, ...]


def deck(summary: Summary, table: Bargain | None, made_on: date, lang: str) -> bytes:
    """The slides of a claim as a PPTX file; `table` adds the three equal offers where there are any.

    Three slides for a claim without offers, else five. The same arguments give the same bytes.
    """
    signed, summary = footer_stamp(summary, made_on, lang), escaped_summary(summary, printable)
    title = str(localized(summary.dossier.case.title, lang)) or say(lang, "app.title")
    found = loss_and_lifetime_bars(summary)
    paper = blank(title, say(lang, "deck.kicker", title=title), signed, made_on, lang)
    made = Deck(summary, paper, lang, found, tuple(option_label(summary.dossier, bar.code, lang) for bar in found))
    offers, meeting = bool(summary.dossier.offers), table is not None and bool(table.menu)
    _decision(made)
    _chart(made)
    if offers:
        options_slide(summary, found, made.labels, meeting, paper)
    _cash(made)
    if offers and meeting and table is not None:
        equal_offers_slide(summary, table, made.labels, paper)
    elif offers:
        assumptions_slide(summary, made.labels, paper)
    return saved(paper)


def _decision(made: Deck) -> None:
    """The verdict as title, three figures, two reasons, and what the reader is asked for."""
    summary, paper, lang = made.summary, made.paper, made.lang
    page = slide(paper, verdict_headline(summary, lang), made.labels, notes_of_decision(summary, lang))
    gap, high = 0.3, 1.35
    wide = (ROOM - 2 * gap) / 3
    for place, figure in enumerate(headline_figures(summary, None, lang)):
        left, colour = EDGE + place * (wide + gap), (ADVERSE, FAVOURABLE, ADVERSE)[place]
        card(page, (left, TOP + 0.1, wide, high), colour, figure.label)
        inner = wide - 0.5
        write(
            page,
            (left + 0.3, TOP + 0.2, inner, 0.4),
            [fitted(figure.label, inner, 0.4, 14, 10)],
            Look(colour=QUIET, anchor="middle"),
            paper,
            "Label",
        )
        write(
            page,
            (left + 0.3, TOP + 0.62, inner, 0.7),
            [one_line(figure.value, inner, 36, 12, bold=True)],
            Look(bold=True, anchor="middle"),
            paper,
            "Figure",
        )
    under, left_wide = TOP + high + 0.45, 7.35
    texts = [*verdict_reasons(summary, lang)[:2], *notices(summary, lang)]
    _list(page, (EDGE, under, left_wide, BOTTOM - under), say(lang, "deck.why"), texts, made, FAVOURABLE)
    right = EDGE + left_wide + 0.4
    card(page, (right, under, EDGE + ROOM - right, BOTTOM - under), TOTAL, say(lang, "deck.ask"))
    _list(
        page,
        (right + 0.3, under + 0.2, EDGE + ROOM - right - 0.5, BOTTOM - under - 0.35),
        say(lang, "deck.ask"),
        asked(summary, lang),
        made,
        TOTAL,
    )


def _list(
    page: object, box: tuple[float, float, float, float], head: str, texts: Sequence[str], made: Deck, colour: str
) -> None:
    """A heading, and sentences under it."""
    left, top, wide, high = box
    write(
        page,
        (left, top, wide, 0.36),
        [fitted(head, wide, 0.36, 16, 12, bold=True)],
        Look(bold=True, colour=colour[1:], anchor="middle"),
        made.paper,
        head,
    )
    room = high - 0.5
    lines = block(texts, wide - 0.2, room, 18, 11, labels=made.labels)
    write(page, (left, top + 0.5, wide, room), lines, Look(), made.paper, f"{head}, text", bullets=True)


def asked(summary: Summary, lang: str) -> list[str]:
    """What the reader is asked to decide: approve the offer with its cash and its risk, no deal with what follows,
    or what may be added."""
    verdict, case = summary.verdict, summary.dossier.case
    money = {"currency": case.currency}
    if not summary.dossier.offers:
        found = [say(lang, "deck.ask_build")]
    elif verdict.code != NO_DEAL:
        found = [say(lang, "deck.ask_offer")]
        if verdict.cash_out > 0:
            found.append(say(lang, "deck.ask_cash", cash_out=verdict.cash_out, day=verdict.cash_out_day, **money))
        if verdict.most_at_risk > 0:
            found.append(say(lang, "deck.ask_risk", amount=verdict.most_at_risk, **money))
    else:
        found = [say(lang, "deck.ask_none")]
        if verdict.better_but_refused:
            wanted = summary.outcome(verdict.better_but_refused)
            label = option_label(summary.dossier, wanted.code, lang)
            found = [say(lang, "deck.ask_sweeten", label=label, gap=-float(wanted.better_for_them), **money)]
        found.append(say(lang, "deck.ask_follows", cost=summary.best.claim_cost, staying=summary.best.staying, **money))
    return found + ([say(lang, "deck.ask_by", by=case.answer_by)] if case.answer_by is not None else [])


def _chart(made: Deck) -> None:
    """Cost of this claim against future margin kept: a table of the options with a native chart over each of two
    columns."""
    summary, paper, lang, currency = made.summary, made.paper, made.lang, made.summary.dossier.case.currency
    page = slide(paper, chart_message(summary, lang), made.labels, notes_of_chart(summary, made.bars, lang))
    shown = [bar for bar in made.bars if bar.code != NO_DEAL][: MOST_BARS - 1] + [
        bar for bar in made.bars if bar.code == NO_DEAL
    ]
    heads = [
        capital(say(lang, "head.option")),
        *(say(lang, "deck.column", what=say(lang, f"chart.{name}"), currency=currency) for name in ("cost", "kept")),
    ]
    heads.append(say(lang, "deck.column", what=capital(figure_name("net_to_us", lang)), currency=currency))
    widths, head_high, note_high = (4.35, 2.95, 3.25, ROOM - 10.55), 0.38, 0.32
    row_high = min((BOTTOM - TOP - head_high - note_high) / len(shown), 0.8)
    names = [option_label(summary.dossier, bar.code, lang) for bar in shown]
    known = [
        name if bar.accepted else f"{name} · {say(lang, 'chart.refused')}"
        for name, bar in zip(names, shown, strict=True)
    ]
    first = alike(
        known,
        widths[0] - 0.18,
        row_high - (0.08 if len(shown) < 12 else 0.0),
        15,
        10 if len(shown) < 12 else 9,
        True,
        [] if all(bar.accepted for bar in shown) else names,
    )
    figures = [format_number(bar.net, lang) for bar in shown]
    nets = [
        Fitted(text, min(one_line(each, widths[3] - 0.18, 13, 7, True).size for each in figures)) for text in figures
    ]
    empty = fitted("", 1.0, 1.0, 8, 8)
    rows = [[fitted(head, wide - 0.18, head_high, 13, 10, bold=True) for head, wide in zip(heads, widths, strict=True)]]
    rows += [[label, empty, empty, net] for label, net in zip(first, nets, strict=True)]
    best = next((number for number, bar in enumerate(shown, 1) if bar.best), 0)
    grid(
        page,
        (EDGE, TOP, 0.0, 0.0),
        rows,
        widths,
        [head_high, *[row_high] * len(shown)],
        paper,
        say(lang, "deck.alt_table"),
        ("row", best),
        right=(3,),
    )
    for column, (name, colour) in enumerate((("cost", ADVERSE), ("kept", FAVOURABLE)), 1):
        box = (EDGE + sum(widths[:column]) + 0.08, TOP + head_high, widths[column] - 0.2, row_high * len(shown))
        values = [round_money(getattr(bar, name), summary.digits) for bar in shown]
        colours = [GREY if bar.grey else (ADVERSE if name == "kept" and bar.kept < 0 else colour) for bar in shown]
        bars(page, box, names, heads[column], values, colours, paper, say(lang, f"deck.alt_{name}"))
    under = TOP + head_high + row_high * len(shown) + 0.08
    left_out = len(made.bars) - len(shown)
    notes = [
        scales_note(summary, lang),
        say(lang, "deck.grey"),
        *([say(lang, "deck.left_out", count=left_out)] if left_out else []),
    ]
    note = fitted(say(lang, "list.sentence").join(notes), ROOM, 0.26, 12, 9)
    write(page, (EDGE, under, ROOM, 0.26), [note], Look(colour=QUIET), paper, "Note")


def _cash(made: Deck) -> None:
    """When the money moves: the running balance as a native line chart, and beside it what is at risk, paid out and
    earned back."""
    summary, paper, lang = made.summary, made.paper, made.lang
    code, case = summary.verdict.code, summary.dossier.case
    page = slide(paper, cash_message(summary, code, lang), made.labels, notes_of_cash(summary, code, lang))
    names = {
        NO_DEAL: say(lang, "option.no_deal"),
        code: say(lang, "option.no_deal" if code == NO_DEAL else "deck.recommended"),
    }
    series = {
        name: [round_money(value, summary.digits) for value in cash_by_month(summary, option)]
        for option, name in names.items()
    }
    months = len(cash_by_month(summary, code))
    payback = float(summary.outcome(code).worth.payback)
    mark = round(payback) if 0 < payback < months else None
    wide, under = 8.35, 0.5
    lines = {name: values[:months] for name, values in series.items()}
    by_month(
        page,
        (EDGE, TOP, wide, BOTTOM - TOP - under),
        lines,
        [GREY, TOTAL][-len(lines) :],
        mark,
        paper,
        say(lang, "view.cash_alt"),
    )
    note = say(lang, "list.sentence").join(
        [
            say(lang, "deck.months", on=case.settlement_date),
            say(lang, "view.cash_note", currency=case.currency, rate=case.rates.us),
        ]
    )
    write(
        page,
        (EDGE, BOTTOM - under + 0.05, wide, under),
        [fitted(note, wide, under - 0.05, 12, 9)],
        Look(colour=QUIET),
        paper,
        "Note",
    )
    cells = rows_as_text(summary, lang, [code])[0]
    at_risk = headline_figures(summary, None, lang)[2]
    figures = [
        (at_risk.label, at_risk.value, ADVERSE),
        (
            say(lang, "deck.column", what=capital(figure_name("cash_out_30_days", lang)), currency=case.currency),
            format_number(summary.verdict.cash_out, lang),
            ADVERSE,
        ),
        (capital(figure_name("payback_month", lang)), cells["payback_month"], FAVOURABLE),
    ]
    left, gap = EDGE + wide + 0.35, 0.22
    right_wide, high = EDGE + ROOM - left, (BOTTOM - TOP - 2 * gap) / 3
    for place, (label, value, colour) in enumerate(figures):
        top = TOP + place * (high + gap)
        card(page, (left, top, right_wide, high), colour, label)
        inner = right_wide - 0.45
        write(
            page,
            (left + 0.28, top + 0.15, inner, 0.5),
            [fitted(label, inner, 0.5, 14, 10)],
            Look(colour=QUIET, anchor="middle"),
            paper,
            "Label",
        )
        write(
            page,
            (left + 0.28, top + 0.65, inner, 0.7),
            [one_line(value, inner, 32, 12, bold=True)],
            Look(bold=True, anchor="middle"),
            paper,
            "Figure",
        )
