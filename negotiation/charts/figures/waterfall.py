"""The waterfall of one option: what its cost is made of, line by line, to the cost of the claim."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from negotiation.charts.figures.paint import ADVERSE, FAVOURABLE, INK, TOTAL, Drawing
from negotiation.charts.series import cost_steps
from negotiation.summary import Summary
from negotiation.words import say
from negotiation.words.formats import brief

if TYPE_CHECKING:
    import plotly.graph_objects as go

STEP_HEIGHT = 46


def waterfall_chart(summary: Summary, code: str, lang: str, ink: str = INK) -> go.Figure:
    """Costs to the right in orange, what comes back to the left in green, the cost of the claim below as the total in blue."""
    steps = cost_steps(summary, code)
    drawing = Drawing(ink)
    drawing.line(x0=0, x1=0, y0=0, y1=1, yref="paper")
    heights = [0.0, *accumulate(step.amount for step in steps)]
    rows = [(say(lang, f"flow.{step.key}"), base, step.amount, ADVERSE if step.amount >= 0 else FAVOURABLE) for step, base in zip(steps, heights, strict=False)]
    total = heights[-1]
    rows.append((say(lang, "chart.cost"), 0.0, total, TOTAL))
    for place, (label, base, amount, colour) in zip(range(len(rows))[::-1], rows, strict=True):
        drawing.bar(
            x=[amount], y=[place], base=[base], orientation="h", width=0.42, marker={"color": colour},
            hovertemplate=f"{label}<br>{say(lang, 'chart.signed', value=amount, currency=summary.dossier.case.currency)}<extra></extra>",
        )  # fmt: skip
        name = f"<b>{label}</b>" if colour == TOTAL else label
        drawing.write(name, x=0, y=place + 0.42, xref="paper", yref="y", xanchor="left")
        drawing.write(brief(amount, lang), x=max(base, base + amount), y=place, xanchor="left", xshift=6)
    ends = [0.0, total, *(base for _, base, _, _ in rows), *(base + amount for _, base, amount, _ in rows)]
    spread = max(max(ends) - min(ends), 1.0)
    return drawing.figure(
        STEP_HEIGHT * len(rows) + 50, barmode="overlay", margin={"l": 4, "r": 4, "t": 8, "b": 4},
        xaxis={"range": [min(ends) - 0.02 * spread, max(ends) + 0.2 * spread], "visible": False},
        yaxis={"range": [-0.6, len(rows) - 0.3], "visible": False},
    )  # fmt: skip
