"""Cash over time: the running balance with its payback, and who pays in which month."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from negotiation.claim.summary.claim_summary import Summary
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_brief
from negotiation.model.valuation.offer import NO_DEAL
from negotiation.presentation.common.escaping import escaped_summary, for_chart
from negotiation.presentation.common.labels import option_label
from negotiation.presentation.common.theme import ADVERSE, FAVOURABLE, GREY, INK, TOTAL, Drawing
from negotiation.presentation.options.chart_data import calendar_by_month, cash_by_month

if TYPE_CHECKING:
    import plotly.graph_objects as go


def cash_by_month_chart(summary: Summary, code: str, lang: str, ink: str = INK) -> go.Figure:
    """Cumulative expected discounted cash of one option, no deal beside it, and the month from which it stays above
    zero."""
    summary = escaped_summary(summary, for_chart)
    drawing = Drawing(ink)
    drawing.line(x0=0, x1=1, xref="paper", y0=0, y1=0)
    shown = [code] if code == NO_DEAL else [NO_DEAL, code]
    lines = {option: cash_by_month(summary, option) for option in shown}
    months = len(lines[code]) - 1
    for option, values in lines.items():
        label = option_label(summary.dossier, option, lang)
        hover = [
            say(lang, "chart.month_hover", month=month, value=value, currency=summary.dossier.case.currency)
            for month, value in enumerate(values)
        ]
        drawing.scatter(
            x=list(range(len(values))),
            y=values,
            mode="lines",
            line={
                "color": TOTAL if option == code else GREY,
                "width": 3,
                "shape": "hv",
                "dash": "solid" if option == code else "dot",
            },
            customdata=hover,
            hovertemplate=f"{label}<br>%{{customdata}}<extra></extra>",
        )
        drawing.write(
            f"{format_brief(values[-1], lang)}", 12, x=months, y=values[-1], xanchor="right", yanchor="bottom", yshift=2
        )
    payback = float(summary.outcome(code).worth.payback)
    if math.isfinite(payback) and payback <= months:
        value = lines[code][int(payback)]
        drawing.scatter(
            x=[payback],
            y=[value],
            mode="markers",
            marker={"size": 12, "color": FAVOURABLE, "symbol": "diamond"},
            hoverinfo="skip",
        )
        drawing.write(
            say(lang, "chart.payback", month=payback),
            12,
            x=payback,
            y=value,
            xanchor="right",
            yanchor="bottom",
            xshift=-4,
            yshift=4,
        )
    lowest = min(min(values) for values in lines.values())
    if lowest < 0:
        where = min(range(months + 1), key=lambda month: lines[code][month])
        if lines[code][where] < 0:
            text = say(lang, "chart.deepest", value=lines[code][where])
            drawing.write(text, 12, x=where, y=lines[code][where], xanchor="left", yanchor="top", xshift=6)
    ticks = list(range(0, months + 1, 6 if months <= 60 else 12))
    highest = max(max(values) for values in lines.values())
    spread = max(highest - min(lowest, 0.0), 1.0)
    return drawing.figure(
        440,
        margin={"l": 4, "r": 4, "t": 34, "b": 40},
        xaxis={"range": [-0.3, months + 0.5], "tickvals": ticks, "title": {"text": say(lang, "chart.months")}},
        yaxis={"range": [min(lowest, 0.0) - 0.12 * spread, max(highest, 0.0) + 0.08 * spread], "visible": False},
    )


def calendar_chart(summary: Summary, code: str, lang: str, ink: str = INK) -> go.Figure:
    """Expected money in and out by month, ours above and theirs below, in two panels with one scale."""
    months, ours, theirs = calendar_by_month(summary, code)
    drawing = Drawing(ink)
    longest = max([abs(value) for value in (*ours, *theirs)] + [1.0])
    for panel, (values, heading) in enumerate(((ours, "chart.to_us"), (theirs, "chart.to_them"))):
        axis = "y" if panel == 0 else "y2"
        drawing.bar(
            x=months,
            y=values,
            yaxis=axis,
            marker={"color": [FAVOURABLE if value >= 0 else ADVERSE for value in values]},
            text=[format_brief(value, lang) if value else "" for value in values],
            textposition="outside",
            cliponaxis=False,
            textfont={"color": ink},
            hovertemplate="%{text}<extra></extra>",
        )
        drawing.write(
            f"<b>{say(lang, heading)}</b>",
            13,
            x=0,
            y=1.0 if panel == 0 else 0.47,
            xref="paper",
            yref="paper",
            xanchor="left",
            yanchor="bottom",
        )
        drawing.line(x0=-0.6, x1=max([*months, 1]) + 0.6, y0=0, y1=0, yref=axis)
    reach = [-1.35 * longest, 1.35 * longest]
    step = 1 if max([*months, 1]) <= 12 else 3 if max(months) <= 36 else 6
    return drawing.figure(
        460,
        margin={"l": 4, "r": 4, "t": 34, "b": 40},
        xaxis={
            "tickvals": list(range(0, max([*months, 1]) + 1, step)),
            "title": {"text": say(lang, "chart.months")},
            "anchor": "y2",
        },
        yaxis={"domain": [0.55, 0.97], "range": reach, "visible": False},
        yaxis2={"domain": [0.03, 0.45], "range": reach, "visible": False},
    )
