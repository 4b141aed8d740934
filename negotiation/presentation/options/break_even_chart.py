"""The break-even chart: from which chance of staying each option pays, and the chance that is expected."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from negotiation.claim.summary.claim_summary import Summary
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_share
from negotiation.presentation.common.escaping import escaped_summary, for_chart
from negotiation.presentation.common.labels import option_label
from negotiation.presentation.common.theme import ADVERSE, FAVOURABLE, GREY, INK, ROW_HEIGHT, Drawing
from negotiation.presentation.options.chart_data import Threshold, thresholds

if TYPE_CHECKING:
    import plotly.graph_objects as go

TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def break_even_chart(summary: Summary, lang: str, ink: str = INK) -> go.Figure:
    """Each offer a row: a diamond where it starts to pay, a dot where it is expected, green between them if it pays,
    else orange."""
    summary = escaped_summary(summary, for_chart)
    rows = thresholds(summary)
    drawing = Drawing(ink)
    for tick in TICKS:
        drawing.line(x0=tick, x1=tick, y0=-0.5, y1=len(rows) - 0.2, layer="below")
    for place, row in zip(range(len(rows))[::-1], rows, strict=True):
        _row(drawing, summary, row, place, lang)
    return drawing.figure(
        (ROW_HEIGHT + 16) * len(rows) + 60,
        xaxis={
            "range": [-0.02, 1.02],
            "tickvals": list(TICKS),
            "ticktext": [format_share(tick, lang) for tick in TICKS],
            "side": "top",
        },
        yaxis={"range": [-0.75, len(rows) - 0.2], "visible": False},
    )


def _row(drawing: Drawing, summary: Summary, row: Threshold, place: int, lang: str) -> None:
    label = option_label(summary.dossier, row.code, lang)
    words = _words(summary, row, lang)
    drawing.write(f"<b>{label}</b>" if row.best else label, x=0, y=place + 0.36, xref="paper", yref="y", xanchor="left")
    colour = GREY if not row.accepted else FAVOURABLE if row.pays else ADVERSE
    start = min(max(row.pays_from, 0.0), 1.0) if not math.isnan(row.pays_from) else row.expected
    against = say(lang, "chart.threshold_against", reference=option_label(summary.dossier, row.reference, lang))
    hover: dict[str, Any] = {"hovertemplate": f"{label}<br>{words}<br>{against}<extra></extra>"}
    drawing.scatter(
        x=[start, row.expected],
        y=[place, place],
        mode="lines",
        line={"color": colour, "width": 6},
        opacity=0.45,
        **hover,
    )
    if math.isfinite(row.pays_from):
        drawing.scatter(
            x=[start], y=[place], mode="markers", marker={"symbol": "diamond", "size": 13, "color": colour}, **hover
        )
    drawing.scatter(
        x=[row.expected],
        y=[place],
        mode="markers",
        marker={"symbol": "circle", "size": 13, "color": colour, "line": {"color": drawing.ink, "width": 1}},
        **hover,
    )
    drawing.write(words, 12, x=0, y=place - 0.27, xref="paper", yref="y", xanchor="left")


def _words(summary: Summary, row: Threshold, lang: str) -> str:
    """What the row says, as the table says it."""
    if not row.accepted:
        return say(lang, "chart.refused")
    kind = "pays_from" if math.isfinite(row.pays_from) else "always" if row.pays_from < 0 else "never"
    return say(lang, f"chart.threshold_{kind}", chance=row.pays_from, expected=row.expected)
