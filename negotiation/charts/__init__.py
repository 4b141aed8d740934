"""From a summary to what people read: sentences, the table, series for charts, figures, and how each number was computed."""

from negotiation.charts.explain import Explanation, explain
from negotiation.charts.explain_facts import explain_facts, explain_turning
from negotiation.charts.facts import chips, claim_headline, deadline_text, source_line, timeline
from negotiation.charts.figures import (
    INK,
    INK_ON_DARK,
    break_even_chart,
    calendar_chart,
    cash_by_month_chart,
    legend,
    loss_and_lifetime_value,
    scales_note,
    waterfall_chart,
)  # fmt: skip
from negotiation.charts.messages import break_even_message, calendar_message, cash_message, headline_figures, waterfall_message
from negotiation.charts.questioned import caution_lines, caution_names, change_lines, completeness_text, gap_lines, turning_text
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
from negotiation.charts.texts import escaped, for_markdown

__all__ = [
    "COLUMNS", "INK", "INK_ON_DARK", "Bar", "Explanation", "all_figures", "break_even_chart", "break_even_message", "calendar_chart",
    "calendar_message", "calendar_rows", "cash_by_month_chart", "cash_message", "caution_lines", "caution_names", "change_lines", "chart_message",
    "chips", "claim_headline", "completeness_text", "deadline_text", "error_text", "escaped", "explain", "explain_facts", "explain_turning",
    "field_label", "figures_by_option",
    "for_markdown", "gap_lines", "headline_figures", "legend", "loss_and_lifetime_bars", "loss_and_lifetime_value", "notices", "option_label",
    "remedy_label", "rows_as_change", "rows_as_text", "scales_note", "source_line", "sources", "timeline", "turning_text", "verdict_headline",
    "verdict_reasons", "waterfall_chart", "waterfall_message",
]  # fmt: skip
