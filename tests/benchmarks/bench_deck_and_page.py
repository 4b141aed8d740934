"""How fast the slides and the offline page are made, against the bare libraries with the same charts, tables and
figures."""

import io
import statistics
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_COLOR_TYPE, MSO_FILL_TYPE
from pptx.util import Inches, Pt

import negotiation
from negotiation.claim.summary.bargaining_summary import Bargain, bargain
from negotiation.claim.summary.claim_summary import Summary, summarise
from negotiation.handouts.html.offline_page import offline_page
from negotiation.handouts.pptx.deck import deck
from negotiation.presentation.bargaining.chart import bargaining_map
from negotiation.presentation.options.break_even_chart import break_even_chart
from negotiation.presentation.options.cash_chart import calendar_chart, cash_by_month_chart
from negotiation.presentation.options.loss_vs_lifetime_chart import loss_and_lifetime_value
from tests.support.timing import twelve_options

DAY = date(2026, 12, 1)
ROUNDS = 15


Piece = tuple[str, tuple[int, ...], Any]
Words = list[list[tuple[str, float | None, bool | None, str]]]
"""Paragraphs of runs: text, size in points, bold, colour."""


def words_of(frame: Any) -> Words:
    def run(each: Any) -> tuple[str, float | None, bool | None, str]:
        size, colour = each.font.size, each.font.color
        return (
            each.text,
            size.pt if size else None,
            each.font.bold,
            str(colour.rgb) if colour is not None and colour.type == MSO_COLOR_TYPE.RGB else "",
        )

    return [[run(each) for each in paragraph.runs] for paragraph in frame.paragraphs]


def fill_of(thing: Any) -> str:
    return (
        str(thing.fill.fore_color.rgb)
        if thing.fill.type == MSO_FILL_TYPE.SOLID and thing.fill.fore_color.type == MSO_COLOR_TYPE.RGB
        else ""
    )


def contents(data: bytes) -> list[tuple[str, str, list[Piece]]]:
    """What stands on each slide, as plain values: its title, its notes, and its charts, tables and words with their
    places and looks."""
    found = []
    for slide in Presentation(io.BytesIO(data)).slides:
        pieces: list[Piece] = []
        for shape in slide.shapes:
            box = tuple(side or Inches(1) for side in (shape.left, shape.top, shape.width, shape.height))
            if shape.has_chart:
                plot = shape.chart.plots[0]
                kind = "line" if "scatter" in plot._element.tag else "bars"
                labels = [] if kind == "line" else list(plot.categories)
                pieces.append((kind, box, (labels, [(series.name, list(series.values)) for series in plot.series])))
            elif shape.has_table:
                pieces.append(
                    (
                        "table",
                        box,
                        [
                            [(words_of(cell.text_frame), fill_of(cell)) for cell in row.cells]
                            for row in shape.table.rows
                        ],
                    )
                )
            elif shape.has_text_frame and shape is not slide.shapes.title:
                filled = "" if shape.is_placeholder else fill_of(shape)
                pieces.append(("words", box, (words_of(shape.text_frame), filled)))
        found.append((slide.shapes.title.text, slide.notes_slide.notes_text_frame.text, pieces))
    return found


def write(frame: Any, words: Words) -> None:
    for number, runs in enumerate(words):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        for text, size, bold, colour in runs:
            run = paragraph.add_run()
            run.text, run.font.name = text, "Calibri"
            if size is not None:
                run.font.size = Pt(size)
            if bold is not None:
                run.font.bold = bold
            if colour:
                run.font.color.rgb = RGBColor.from_string(colour)


def paint(thing: Any, colour: str) -> None:
    if colour:
        thing.fill.solid()
        thing.fill.fore_color.rgb = RGBColor.from_string(colour)


def bare_chart(slide: Any, kind: str, box: tuple[int, ...], inside: Any) -> None:
    """A chart with its labels, its points in colour and its axes' type."""
    numbers: Any = XyChartData() if kind == "line" else CategoryChartData()
    if kind == "bars":
        numbers.categories = inside[0]
    for name, values in inside[1]:
        series = numbers.add_series(name) if kind == "line" else numbers.add_series(name, values)
        for month, value in enumerate(values if kind == "line" else []):
            series.add_data_point(month, value)
    chart = slide.shapes.add_chart(
        XL_CHART_TYPE.XY_SCATTER_LINES if kind == "line" else XL_CHART_TYPE.BAR_CLUSTERED, *box, numbers
    ).chart
    for axis in (chart.value_axis, chart.category_axis):
        axis.tick_labels.font.size = Pt(11)
    if kind == "bars":
        plot = chart.plots[0]
        plot.has_data_labels = True
        plot.data_labels.font.size = Pt(11)
        for number in range(len(inside[0])):
            paint(plot.series[0].points[number].format, "D55E00")


def bare_deck(slides: list[tuple[str, str, list[Piece]]]) -> bytes:
    """As many slides with the same titles, boxes, tables, charts, notes and looks, by python-pptx alone."""
    file = Presentation()
    for title, notes, pieces in slides:
        slide = file.slides.add_slide(file.slide_layouts[5])
        slide.shapes.title.text, slide.notes_slide.notes_text_frame.text = title, notes
        for kind, box, inside in pieces:
            if kind in ("line", "bars"):
                bare_chart(slide, kind, box, inside)
            elif kind == "table":
                table = slide.shapes.add_table(len(inside), len(inside[0]), *box).table
                for number, row in enumerate(inside):
                    for place, (words, colour) in enumerate(row):
                        cell = table.cell(number, place)
                        write(cell.text_frame, words)
                        paint(cell, colour)
            else:
                shape = slide.shapes.add_textbox(*box)
                write(shape.text_frame, inside[0])
                paint(shape, inside[1])
    whole = io.BytesIO()
    file.save(whole)
    return whole.getvalue()


def by_turns(ours: Callable[[], object], floor: Callable[[], object]) -> tuple[float, float]:
    """Median seconds of both, run by turns so that a busy machine slows them alike."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for taken, action in zip(times, (ours, floor), strict=True):
            start = time.perf_counter()
            action()
            taken.append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])


def bare_page(summary: Summary, table: Bargain) -> str:
    """The same figures in one page by plotly alone, its library once."""
    code = summary.verdict.code
    figures = [
        loss_and_lifetime_value(summary, "en"),
        break_even_chart(summary, "en"),
        cash_by_month_chart(summary, code, "en"),
        calendar_chart(summary, code, "en"),
        bargaining_map(summary, table, "en"),
    ]
    return "".join(
        figure.to_html(full_html=False, include_plotlyjs=number == 0) for number, figure in enumerate(figures)
    )


def claims(gift_boxes: negotiation.Dossier) -> dict[str, negotiation.Dossier]:
    return {"eight": gift_boxes, "twelve": twelve_options(gift_boxes)}


@pytest.mark.benchmark(group="deck")
@pytest.mark.parametrize("name", ["eight", "twelve"])
def test_deck_against_bare_python_pptx(benchmark: Any, gift_boxes: negotiation.Dossier, name: str) -> None:
    summary = summarise(claims(gift_boxes)[name])
    table = bargain(summary)
    data = deck(summary, table, DAY, "en")
    inside = contents(data)
    ours, floor = by_turns(lambda: deck(summary, table, DAY, "en"), lambda: bare_deck(inside))
    benchmark.pedantic(lambda: deck(summary, table, DAY, "en"), rounds=3)
    print(
        f"\ndeck, {name} options: {1e3 * ours:.0f} ms, {len(data):,} bytes; bare python-pptx "
        f"{1e3 * floor:.0f} ms, {len(bare_deck(inside)):,} bytes: "
        f"ratio {ours / floor:.2f} (wanted: at most 2)"
    )


@pytest.mark.benchmark(group="page")
@pytest.mark.parametrize("name", ["eight", "twelve"])
def test_page_against_bare_plotly(benchmark: Any, gift_boxes: negotiation.Dossier, name: str) -> None:
    summary = summarise(claims(gift_boxes)[name])
    table = bargain(summary)
    data = offline_page(summary, table, DAY, "en")
    ours, floor = by_turns(
        lambda: offline_page(summary, table, DAY, "en"), lambda: bare_page(summary, table).encode("utf-8")
    )
    benchmark.pedantic(lambda: offline_page(summary, table, DAY, "en"), rounds=3)
    print(
        f"\npage, {name} options: {1e3 * ours:.0f} ms, {len(data):,} bytes; bare plotly {1e3 * floor:.0f} ms, "
        f"{len(bare_page(summary, table).encode()):,} bytes: ratio {ours / floor:.2f} (wanted: at most 2)"
    )
