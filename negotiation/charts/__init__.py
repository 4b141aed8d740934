"""From a summary to what people read: sentences, the table, series for charts, figures, and how each number was computed."""

from negotiation.charts.explain import Explanation, explain
from negotiation.charts.explain_facts import explain_facts, explain_turning
from negotiation.charts.explain_remedy import explain_bad, explain_remedy, line_label, step_label
from negotiation.charts.facts import chips, choice_text, claim_headline, deadline_text, source_line, timeline
from negotiation.charts.figures import (
    INK,
    INK_ON_DARK,
    air_curve_chart,
    arrival_chart,
    break_even_chart,
    calendar_chart,
    cash_by_month_chart,
    gantt_chart,
    gantt_note,
    legend,
    loss_and_lifetime_value,
    remedies_chart,
    remedy_waterfall_chart,
    scales_note,
    waterfall_chart,
)  # fmt: skip
from negotiation.charts.messages import break_even_message, calendar_message, cash_message, headline_figures, waterfall_message
from negotiation.charts.questioned import caution_lines, caution_names, change_lines, completeness_text, gap_lines, turning_text
from negotiation.charts.remedies import (
    CELLS,
    RemedyRow,
    calendar_warning,
    chance_text,
    curve_message,
    curve_of,
    dates_message,
    day_text,
    first_to_look_at,
    has_air,
    remedy_cells,
    remedy_figures,
    remedy_headline,
    remedy_reason,
    remedy_row,
    remedy_rows,
    schedule_message,
)  # fmt: skip
from negotiation.charts.sentences import (
    chart_message,
    error_text,
    field_label,
    notices,
    option_label,
    remedy_label,
    verdict_headline,
    verdict_reasons,
)  # fmt: skip
from negotiation.charts.series import Bar, loss_and_lifetime_bars
from negotiation.charts.sources import sources
from negotiation.charts.table import COLUMNS, all_figures, calendar_rows, figures_by_option, rows_as_change, rows_as_text
from negotiation.charts.texts import escaped, escaped_words, for_markdown

__all__ = [
    "CELLS", "COLUMNS", "INK", "INK_ON_DARK", "Bar", "Explanation", "RemedyRow", "air_curve_chart", "all_figures", "arrival_chart",
    "break_even_chart", "break_even_message", "calendar_chart", "calendar_message", "calendar_rows", "calendar_warning", "cash_by_month_chart",
    "cash_message", "caution_lines", "caution_names", "chance_text", "change_lines", "chart_message", "chips", "choice_text", "claim_headline",
    "completeness_text", "curve_message", "curve_of", "dates_message", "day_text", "deadline_text", "error_text", "escaped", "escaped_words",
    "explain", "explain_bad", "explain_facts", "explain_remedy", "explain_turning", "field_label", "figures_by_option", "first_to_look_at",
    "for_markdown", "gantt_chart", "gantt_note", "gap_lines", "has_air", "headline_figures", "legend", "line_label", "loss_and_lifetime_bars",
    "loss_and_lifetime_value", "notices", "option_label", "remedies_chart", "remedy_cells", "remedy_figures", "remedy_headline", "remedy_label",
    "remedy_reason", "remedy_row", "remedy_rows", "remedy_waterfall_chart", "rows_as_change", "rows_as_text", "scales_note", "schedule_message",
    "source_line", "sources", "step_label", "timeline", "turning_text", "verdict_headline", "verdict_reasons", "waterfall_chart", "waterfall_message",
]  # fmt: skip
