"""The first sheet: the verdict, the options side by side with live figures, two charts, and what is assumed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from negotiation.claim.summary.claim_summary import Summary
from negotiation.handouts.common.footer import assumptions
from negotiation.handouts.xlsx.option_rows import Grid
from negotiation.handouts.xlsx.sheet_writer import (
    ADVERSE,
    BEST,
    FAVOURABLE,
    GREY,
    Sheet,
    cut,
    height_of,
    letter,
    quoted,
)
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import localized
from negotiation.model.valuation.offer import NO_DEAL
from negotiation.presentation.common.figure_text import figure_name
from negotiation.presentation.options.chart_data import loss_and_lifetime_bars
from negotiation.presentation.options.table import COLUMNS
from negotiation.presentation.options.text import notices, verdict_headline, verdict_reasons

KINDS = {"share": "fine", "money": "money", "break_even": "fine", "month": "whole", "day": "date"}
FIGURES = (
    "s",
    "claim_cost",
    "of_it_immediate",
    "promised_margin",
    "lifetime_value_kept",
    "net_to_us",
    "better_for_them_than_no_deal",
    "s_against_the_next_cheaper_they_would_take",
    "cash_out_30_days",
    "payback_month",
    "largest_exposure",
)
"""The figures that stand beside each option; all of them are on the sheet of options."""
LAST = 2 + len(FIGURES)
"""The last column that is printed: mark, option, figures, whether they would accept."""
HELPERS = LAST + 2
BARS = ("name", "cost_taken", "cost_refused", "kept_taken", "kept_refused")
WIDTH = 150.0
"""Characters in a line that goes over the whole sheet."""
ON_ONE_PAGE = 16
"""Up to so many options are printed on a single page."""


def write_summary(
    sheet: Sheet,
    summary: Summary,
    grid: Grid,
    labels: Sequence[str],
    figures: Sequence[Mapping[str, Any]],
    stamp: str,
    worked_out: Sequence[str],
) -> None:
    """The whole sheet; `figures` are those of each option as the sheet of options has them, `worked_out` the keys
    that the app alone works out."""
    lang, page = sheet.paper.lang, sheet.page
    page.hide_gridlines(2)
    page.set_column(0, 0, 4)
    page.set_column(1, 1, 42)
    page.set_column(2, LAST, 13)
    page.set_column(HELPERS, HELPERS, 34)
    page.set_column(HELPERS + 1, HELPERS + len(BARS) - 1, 13)
    row = _opening(sheet, summary, stamp)
    head = row + 1
    _table(sheet, head, summary, grid, labels, figures, worked_out)
    last = head + len(labels)
    sheet.wide(last + 1, (0, LAST), say(lang, "book.marks"), "note", height=16)
    sheet.wide(last + 2, (0, LAST), say(lang, "book.blue") + " " + say(lang, "book.summary_note"), "note", height=30)
    sheet.text(last + 3, 1, say(lang, "book.line_g_largest_difference"), "quiet")
    sheet.formula(last + 3, 2, f"={grid.shared('largest_difference')}", 0.0, "money", "quiet")
    below = _charts(sheet, head, len(labels), last + 5)
    end = _assumptions(sheet, summary, below)
    page.print_area(0, 0, end - 1, LAST)
    page.freeze_panes(0, 2)
    sheet.print_on(stamp, head, tall=1 if len(labels) <= ON_ONE_PAGE else 0)
    page.activate()


def _opening(sheet: Sheet, summary: Summary, stamp: str) -> int:
    """Title, customer, order, stamp, the verdict and its reasons; the last row used."""
    lang, case = sheet.paper.lang, summary.dossier.case
    sheet.text(1, 0, str(localized(case.title, lang)) or say(lang, "book.untitled"), "title")
    sheet.page.set_row(0, 26)
    about = [str(localized(text, lang)) for text in (case.customer.name, case.order.reference, case.order.goods)]
    sheet.text(2, 0, " · ".join(text for text in about if text), "bold")
    sheet.text(3, 0, stamp, "quiet")
    headline = verdict_headline(summary, lang)
    sheet.wide(5, (0, LAST), headline, "verdict", height=max(height_of(headline, WIDTH * 0.8, 17.0), 28.0))
    row = 5
    for reason in (*verdict_reasons(summary, lang), *notices(summary, lang)):
        row += 1
        sheet.wide(row, (0, LAST), f"• {reason}", "wrap", height=height_of(reason, WIDTH, 14.0))
    return row + 1


def _table(
    sheet: Sheet,
    head: int,
    summary: Summary,
    grid: Grid,
    labels: Sequence[str],
    figures: Sequence[Mapping[str, Any]],
    worked_out: Sequence[str],
) -> None:
    """One row an option in the order of the signature chart, each figure a formula on the sheet of options; beside
    it what the charts draw."""
    lang, page = sheet.paper.lang, sheet.page
    yes, no, best = (say(lang, f"book.{key}") for key in ("yes", "no", "best"))
    heads = [
        "",
        say(lang, "head.option"),
        *(figure_name(key, lang) for key in FIGURES),
        say(lang, "book.line_accepted"),
    ]
    sheet.heads(head, heads, 62.0 if lang == "en" else 48.0)
    for place, key in enumerate(BARS):
        sheet.text(head, HELPERS + place, say(lang, f"book.bar_{key}"), "quiet", "wrap")
    codes = [outcome.code for outcome in summary.outcomes]
    kinds = {column.key: KINDS[column.kind] for column in COLUMNS}
    order = [codes.index(bar.code) for bar in loss_and_lifetime_bars(summary)]
    for place, option in enumerate(order):
        row, figure = head + 1 + place, figures[option]
        page.set_row(row - 1, max(height_of(labels[option], 40.0, 13.5), 18.0))
        refused = figure["accepted"] == no
        mark = (
            f"=IF({grid.cell('recommended', option)}={quoted(best)},{quoted(best)},"
            f'IF({grid.cell("accepted", option)}={quoted(no)},"✕",""))'
        )
        sheet.formula(row, 0, mark, figure["recommended"] or ("✕" if refused else ""), "cell", "centred")
        sheet.text(row, 1, labels[option], "cell", "folded")
        for column, key in enumerate(FIGURES):
            looks = [kinds[key], "cell", "right", *(["plain"] if key in worked_out else [])]
            value = figure[key]
            sheet.formula(row, 2 + column, f"={grid.cell(key, option)}", value, *looks)
        sheet.formula(row, LAST, f"={grid.cell('accepted', option)}", figure["accepted"], "cell", "centred")
        name = cut(labels[option], 34)
        sheet.formula(
            row,
            HELPERS,
            f'=IF($A{row}={quoted(best)},{quoted(best + " ")},"")&{_own(sheet, row, name)}',
            _named(figure, best, name),
            "quiet",
        )
        taken = f"{letter(LAST)}{row}={quoted(yes)}" if codes[option] != NO_DEAL else "FALSE"
        for shift, key in ((1, "claim_cost"), (3, "lifetime_value_kept")):
            cell = f"{letter(2 + FIGURES.index(key))}{row}"
            counts = not refused and codes[option] != NO_DEAL
            sheet.formula(
                row, HELPERS + shift, f"=IF({taken},{cell},0)", figure[key] if counts else 0.0, "money", "quiet"
            )
            sheet.formula(
                row, HELPERS + shift + 1, f"=IF({taken},0,{cell})", 0.0 if counts else figure[key], "money", "quiet"
            )
    rows = (head, 0, head + len(order) - 1, LAST)
    page.conditional_format(
        *rows,
        {
            "type": "formula",
            "criteria": f"=$A{head + 1}={quoted(best)}",
            "format": _only(sheet, {"bg_color": BEST, "bold": True}),
        },
    )
    page.conditional_format(
        *rows,
        {
            "type": "formula",
            "criteria": f"=${letter(LAST)}{head + 1}={quoted(no)}",
            "format": _only(sheet, {"font_color": GREY}),
        },
    )


def _own(sheet: Sheet, row: int, name: str) -> str:
    """The short name of an option stands in a cell of its own: what a user typed is never part of a formula."""
    sheet.text(row, HELPERS + len(BARS), name, "quiet")
    return f"${letter(HELPERS + len(BARS))}{row}"


def _named(figure: Mapping[str, Any], best: str, name: str) -> str:
    return f"{best} {name}" if figure["recommended"] else name


def _only(sheet: Sheet, properties: dict[str, Any]) -> Any:
    return sheet.paper.book.add_format(properties)


def _charts(sheet: Sheet, head: int, options: int, row: int) -> int:
    """Cost of the claim and future margin kept, option by option; the first row below them."""
    lang = sheet.paper.lang
    height = 120 + 24 * options
    for place, (title, first, colour) in enumerate((("chart.cost", 1, ADVERSE), ("chart.kept", 3, FAVOURABLE))):
        chart = sheet.paper.book.add_chart({"type": "bar", "subtype": "stacked"})
        font = {"name": sheet.paper.base["font_name"], "size": 9}
        for column, fill in ((HELPERS + first, colour), (HELPERS + first + 1, GREY)):
            chart.add_series(
                {
                    "name": [sheet.name, head - 1, column],
                    "categories": [sheet.name, head, HELPERS, head + options - 1, HELPERS],
                    "values": [sheet.name, head, column, head + options - 1, column],
                    "fill": {"color": fill},
                    "gap": 45,
                    "data_labels": {"value": True, "num_format": "#,##0;-#,##0;;", "font": font},
                }
            )
        chart.set_title(
            {
                "name": say(lang, title) + f" ({sheet.paper.currency})",
                "name_font": font | {"size": 12},
                "overlay": False,
            }
        )
        chart.set_y_axis({"reverse": True, "num_font": font, "label_position": "low"})
        chart.set_x_axis(
            {
                "num_font": font,
                "num_format": "#,##0",
                "label_position": "low",
                "major_gridlines": {"visible": True, "line": {"color": "#E1E6EB"}},
            }
        )
        chart.set_legend({"position": "bottom", "font": font})
        chart.set_size({"width": 725, "height": height})
        sheet.page.insert_chart(
            row - 1, 0 if not place else 5, chart, {"object_position": 3, "x_offset": 4 if not place else 124}
        )
    return row + height // 20 + 2


def _assumptions(sheet: Sheet, summary: Summary, row: int) -> int:
    """What is assumed and moves the result most; the last row used."""
    lang = sheet.paper.lang
    found = assumptions(summary, lang)
    sheet.wide(row, (0, LAST), say(lang, "book.assumptions" if found else "book.no_assumptions"), "section")
    if not found:
        return row
    places = (("assumed", (0, 1)), ("value", (2, 3)), ("between", (4, 6)), ("why", (7, LAST)))
    for key, columns in places:
        sheet.wide(row + 1, columns, say(lang, f"book.column_{key}"), "head")
    for line, each in enumerate(found, start=row + 2):
        texts = (each.field, each.value, each.between, each.why)
        widths = (50.0, 28.0, 46.0, 90.0)
        height = max(height_of(text, width) for text, width in zip(texts, widths, strict=True))
        for (_, columns), text in zip(places, texts, strict=True):
            sheet.wide(line, columns, text, "cell", "wrap", height=height)
    return row + 1 + len(found)
