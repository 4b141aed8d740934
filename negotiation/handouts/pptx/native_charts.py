"""Native charts on slides: bars by option and lines by month, each with its own workbook, editable in Office.

The workbook is written by us: the one that python-pptx writes would turn a label such as "=1+1" into a formula and
an address into a link.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from negotiation.handouts.pptx.shapes import EAST_ASIAN, HAIRLINE, LATIN, QUIET, Box, Paper, child, filled, rgb
from negotiation.handouts.pptx.text_fitting import width
from negotiation.presentation.common.escaping import printable
from negotiation.presentation.common.theme import FAVOURABLE, GREY, INK

NUMBERS = "#,##0;\u2212#,##0;0"
LABEL = 12.0
MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def bars(
    page: Any,
    box: Box,
    labels: Sequence[str],
    name: str,
    values: Sequence[float],
    colours: Sequence[str],
    paper: Paper,
    alt: str,
) -> Any:
    """One bar a row, the first on top, each with its value at its end; rows are as high as the box divided by their
    number."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION

    new: Any = CategoryChartData
    data = new(number_format="#,##0.00")
    data.categories = list(map(printable, labels))
    data.add_series(printable(name), list(values))
    book = _workbook([(1, 0, labels), (0, 1, [name, *values])], paper.made_on)
    chart = _framed(page, box, XL_CHART_TYPE.BAR_CLUSTERED, data, book, alt)
    plot, categories, axis = chart.plots[0], chart.category_axis, chart.value_axis
    plot.gap_width, plot.has_data_labels = 75, True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = NUMBERS, False
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    _letters(plot.data_labels.font, LABEL, INK)
    plot.data_labels._element.find(f"{CHART}txPr").find(f"{MAIN}bodyPr").set("wrap", "none")
    categories.reverse_order, categories.tick_label_position = True, XL_TICK_LABEL_POSITION.NONE
    _axis_line(categories)
    axis.visible, axis.has_major_gridlines = False, False
    axis.minimum_scale, axis.maximum_scale = _ends(values, box[2])
    series = plot.series[0]
    series.invert_if_negative = False
    filled(series.format.fill, colours[0])
    for number, colour in enumerate(colours):
        if colour != colours[0]:
            filled(series.points[number].format.fill, colour)
    _whole_area(chart)
    return chart


def by_month(
    page: Any,
    box: Box,
    series: Mapping[str, Sequence[float]],
    colours: Sequence[str],
    payback: int | None,
    paper: Paper,
    alt: str,
) -> Any:
    """A line a series over months from 0, the last one on top; its last and its lowest value labelled, the month of
    payback marked."""
    from pptx.chart.data import XyChartData
    from pptx.enum.chart import (
        XL_CHART_TYPE,
        XL_LABEL_POSITION,
        XL_LEGEND_POSITION,
        XL_MARKER_STYLE,
        XL_TICK_LABEL_POSITION,
    )
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    new: Any = XyChartData
    data = new(number_format="#,##0.00")
    for name, values in series.items():
        points = data.add_series(printable(name))
        for month, value in enumerate(values):
            points.add_data_point(month, value)
    chart = _framed(
        page, box, XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, data, _stacked_workbook(series, paper.made_on), alt
    )
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    _letters(chart.legend.font, LABEL, INK)
    months, axis, last = chart.category_axis, chart.value_axis, max(map(len, series.values())) - 1
    months.minimum_scale, months.maximum_scale, months.major_unit = (
        0,
        last + max(last * 0.05, 1.0),
        6 if last <= 60 else 12,
    )
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = _round_ends(
        [value for values in series.values() for value in values]
    )
    months.has_major_gridlines, months.tick_label_position = False, XL_TICK_LABEL_POSITION.LOW
    for each in (months, axis):
        _letters(each.tick_labels.font, LABEL, f"#{QUIET}")
        each.tick_labels.number_format, each.tick_labels.number_format_is_linked = NUMBERS, False
    _axis_line(months)
    axis.format.line.fill.background()
    axis.major_gridlines.format.line.color.rgb, axis.major_gridlines.format.line.width = rgb(f"#{HAIRLINE}"), Pt(0.5)
    for number, (line, colour, values) in enumerate(zip(chart.plots[0].series, colours, series.values(), strict=True)):
        line.marker.style, main = XL_MARKER_STYLE.NONE, number == len(colours) - 1
        line.format.line.width, line.format.line.color.rgb = Pt(2.75 if main else 2.0), rgb(colour)
        if not main:
            line.format.line.dash_style = MSO_LINE.SQUARE_DOT
        ends = {len(values) - 1: XL_LABEL_POSITION.ABOVE}
        lowest = min(range(len(values)), key=lambda month: (values[month], -month))
        if main and values[lowest] < 0:
            ends[lowest] = XL_LABEL_POSITION.RIGHT if lowest < 0.08 * last else XL_LABEL_POSITION.BELOW
        for month, position in ends.items():
            _point_label(line.points[month].data_label, position, colour if main else f"#{QUIET}")
        if main and payback is not None:
            line.points[payback].marker.style, line.points[payback].marker.size = XL_MARKER_STYLE.DIAMOND, 11
            filled(line.points[payback].marker.format.fill, FAVOURABLE)
    return chart


def _framed(page: Any, box: Box, kind: Any, data: Any, book: bytes, alt: str) -> Any:
    """A chart in a box with our workbook behind it, and words for those who cannot see it."""
    from pptx.util import Inches

    frame = page.shapes.add_chart(kind, *(Inches(each) for each in box), data)
    frame.name = alt
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(book)
    chart.has_title, chart.has_legend = False, False
    _letters(chart.font, LABEL, INK)
    return chart


def _workbook(blocks: Sequence[tuple[int, int, Sequence[str | float]]], made_on: date) -> bytes:
    """One sheet of columns of text and numbers, each from its row and column down."""
    import xlsxwriter

    whole = io.BytesIO()
    book = xlsxwriter.Workbook(
        whole, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"created": datetime(made_on.year, made_on.month, made_on.day)})
    sheet, numbers = book.add_worksheet("Sheet1"), book.add_format({"num_format": "#,##0.00"})
    sheet.set_column(0, 0, 48)
    sheet.set_column(1, 1, 24)
    for first, column, cells in blocks:
        for row, cell in enumerate(cells, first):
            if isinstance(cell, str):
                sheet.write_string(row, column, printable(cell))
            else:
                sheet.write_number(row, column, cell, numbers)
    book.close()
    return whole.getvalue()


def _stacked_workbook(series: Mapping[str, Sequence[float]], made_on: date) -> bytes:
    """Months and values of each series below those of the one before, as the chart's references expect them."""
    blocks: list[tuple[int, int, Sequence[str | float]]] = []
    row = 0
    for name, values in series.items():
        blocks += [(row + 1, 0, [float(month) for month in range(len(values))]), (row, 1, [name, *values])]
        row += len(values) + 2
    return _workbook(blocks, made_on)


def _ends(values: Sequence[float], wide: float) -> tuple[float, float]:
    """Both ends of the axis of bars: room for the longest bars and for the numbers beyond them."""
    most, least = max(0.0, *values), min(0.0, *values)
    span = (most - least) or 1.0
    right = max((width(f"{round(value):,}", LABEL) for value in values if value >= 0), default=-0.15) + 0.15
    left = max((width(f"{round(value):,}", LABEL) for value in values if value < 0), default=-0.15) + 0.15
    inch = span / max(wide - left - right, 0.3 * wide)
    return least - left * inch, (most if most or least else span) + right * inch


def _round_ends(values: Sequence[float]) -> tuple[float, float, float]:
    """Both ends and the step of an axis in round numbers, with room for words above and below the line."""
    most, least = max(0.0, *values), min(0.0, *values)
    span = (most - least) or 1.0
    rough = span / 6.0
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(times * power for times in (1.0, 2.0, 5.0, 10.0) if times * power >= rough)
    low = math.floor((least - 0.1 * span) / step) * step if least < 0.0 else 0.0
    return low, math.ceil((most + 0.08 * span) / step) * step, step


def _letters(font: Any, size: float, colour: str) -> None:
    from pptx.util import Pt

    font.size, font.bold, font.color.rgb = Pt(size), False, rgb(colour)
    for name, face in (("latin", LATIN), ("ea", EAST_ASIAN)):
        child(font._rPr, f"a:{name}", typeface=face)


def _point_label(label: Any, position: Any, colour: str) -> None:
    """The value of one point, beside it."""

    label.position = position
    _letters(label.font, LABEL, colour)
    element = label._dLbl
    shown = element.find(f"{CHART}showVal")
    shown.set("val", "1")
    child(
        element,
        "c:numFmt",
        at=list(element).index(element.find(f"{CHART}idx")) + 1,
        formatCode=NUMBERS,
        sourceLinked="0",
    )


def _axis_line(axis: Any) -> None:
    from pptx.enum.chart import XL_TICK_MARK
    from pptx.util import Pt

    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.color.rgb, axis.format.line.width = rgb(GREY), Pt(1)


def _whole_area(chart: Any) -> None:
    """The bars take the whole frame, so that rows stand beside their words."""

    area = chart._chartSpace.chart.plotArea
    for old in area.findall(f"{CHART}layout"):
        area.remove(old)
    manual = child(child(area, "c:layout", at=0), "c:manualLayout")
    for name, value in {
        "layoutTarget": "inner",
        "xMode": "edge",
        "yMode": "edge",
        "x": "0",
        "y": "0",
        "w": "1",
        "h": "1",
    }.items():
        child(manual, f"c:{name}", val=value)
