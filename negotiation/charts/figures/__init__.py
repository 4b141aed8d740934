"""Figures: plotly drawings of the series, in words and colours that do not rely on colour alone (Okabe–Ito palette)."""

from negotiation.charts.figures.bargain import bargaining_map, tracks_chart
from negotiation.charts.figures.break_even import break_even_chart
from negotiation.charts.figures.cash import calendar_chart, cash_by_month_chart
from negotiation.charts.figures.division import division_chart
from negotiation.charts.figures.paint import INK, INK_ON_DARK
from negotiation.charts.figures.remedies import air_curve_chart, remedies_chart
from negotiation.charts.figures.schedule import arrival_chart, gantt_chart, gantt_note
from negotiation.charts.figures.signature import legend, loss_and_lifetime_value, scales_note
from negotiation.charts.figures.tornado import tornado_chart
from negotiation.charts.figures.waterfall import remedy_waterfall_chart, waterfall_chart

__all__ = [
    "INK", "INK_ON_DARK", "air_curve_chart", "arrival_chart", "bargaining_map", "break_even_chart", "calendar_chart", "cash_by_month_chart", "division_chart",
    "gantt_chart", "gantt_note", "legend", "loss_and_lifetime_value", "remedies_chart", "remedy_waterfall_chart", "scales_note", "tornado_chart",
    "tracks_chart", "waterfall_chart",
]  # fmt: skip
