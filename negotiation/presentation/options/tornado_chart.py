"""The tornado: how far each figure alone moves what the option is better by than no deal, the widest on top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negotiation.claim.checks.tornado import Lever, Tornado
from negotiation.claim.summary.claim_summary import Summary
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_brief
from negotiation.presentation.common.escaping import escaped_summary, for_chart
from negotiation.presentation.common.theme import ADVERSE, FAVOURABLE, INK, Drawing
from negotiation.presentation.options.tornado_text import lever_range, lever_text

if TYPE_CHECKING:
    import plotly.graph_objects as go

MOST_BARS = 10
BAR_HEIGHT = 50


def tornado_chart(summary: Summary, found: Tornado, lang: str, ink: str = INK) -> go.Figure:
    """Bars to the left where a figure costs us, to the right where it gains; the line is where the option stands
    now."""
    drawing, summary = Drawing(ink), escaped_summary(summary, for_chart)
    levers = found.levers[:MOST_BARS]
    ends = [found.now, *(end for lever in levers for end in (lever.swing.at_low, lever.swing.at_high))]
    spread = max(max(ends) - min(ends), 1.0)
    for place, lever in zip(range(len(levers))[::-1], levers, strict=True):
        _bar(drawing, summary, found, lever, place, lang)
    drawing.line(x0=found.now, x1=found.now, y0=0, y1=1, yref="paper")
    drawing.write(format_brief(found.now, lang), x=found.now, y=len(levers) - 0.25, yanchor="bottom")
    return drawing.figure(
        BAR_HEIGHT * len(levers) + 60,
        barmode="overlay",
        margin={"l": 4, "r": 4, "t": 12, "b": 4},
        xaxis={"range": [min(ends) - 0.14 * spread, max(ends) + 0.14 * spread], "visible": False},
        yaxis={"range": [-0.6, len(levers) + 0.15], "visible": False},
    )


def _bar(drawing: Drawing, summary: Summary, found: Tornado, lever: Lever, place: int, lang: str) -> None:
    label = lever_text(summary.dossier, lever, lang)
    drawing.write(
        f"{label} · {lever_range(summary.dossier, lever, lang)}",
        12,
        x=0,
        y=place + 0.36,
        xref="paper",
        yref="y",
        xanchor="left",
    )
    currency = summary.dossier.case.currency
    for end, result in ((lever.swing.low, lever.swing.at_low), (lever.swing.high, lever.swing.at_high)):
        worse = result < found.now
        hover = say(
            lang,
            "tornado.hover",
            label=label,
            end=lever_range(summary.dossier, lever, lang, end),
            result=result,
            currency=currency,
        )
        drawing.bar(
            x=[result - found.now],
            y=[place],
            base=[found.now],
            orientation="h",
            width=0.36,
            marker={"color": ADVERSE if worse else FAVOURABLE},
            hovertemplate=f"{hover}<extra></extra>",
        )
        left = result < found.now or (
            result == found.now and lever.swing.at_low + lever.swing.at_high > 2.0 * found.now
        )
        drawing.write(
            format_brief(result, lang),
            12,
            x=result,
            y=place,
            xanchor="right" if left else "left",
            xshift=-5 if left else 5,
        )
