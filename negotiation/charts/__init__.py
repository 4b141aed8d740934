"""From a summary to what people read: sentences, the table, series for charts, figures, and how each number was computed."""

from negotiation.charts.explain import Explanation, explain
from negotiation.charts.figures import INK, INK_ON_DARK, legend, loss_and_lifetime_value, scales_note
from negotiation.charts.sentences import chart_message, error_text, notices, option_label, verdict_headline, verdict_reasons
from negotiation.charts.series import Bar, loss_and_lifetime_bars
from negotiation.charts.sources import sources
from negotiation.charts.table import COLUMNS, all_figures, figures_by_option, rows_as_text
from negotiation.charts.texts import escaped, for_markdown

__all__ = [
    "COLUMNS", "INK", "INK_ON_DARK", "Bar", "Explanation", "all_figures", "chart_message", "error_text", "escaped", "explain", "figures_by_option",
    "for_markdown", "legend", "loss_and_lifetime_bars", "loss_and_lifetime_value", "notices", "option_label", "rows_as_text", "scales_note", "sources",
    "verdict_headline", "verdict_reasons",
]  # fmt: skip
