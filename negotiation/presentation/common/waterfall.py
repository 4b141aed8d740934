"""A waterfall chart: amounts one after the other, to their total."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_brief
from negotiation.presentation.common.theme import ADVERSE, FAVOURABLE, INK, TOTAL, Drawing

if TYPE_CHECKING:
    import plotly.graph_objects as go


STEP_HEIGHT = 46


def waterfall(
    steps: Sequence[tuple[str, float]], total_label: str, currency: str, lang: str, ink: str = INK
) -> go.Figure:
    """Costs to the right in orange, what comes back to the left in green, the total below in blue."""
    drawing = Drawing(ink)
    drawing.line(x0=0, x1=0, y0=0, y1=1, yref="paper")
    heights = [0.0, *accumulate(amount for _, amount in steps)]
    rows = [
        (label, base, amount, ADVERSE if amount >= 0 else FAVOURABLE)
        for (label, amount), base in zip(steps, heights, strict=False)
    ]
    total = heights[-1]
    rows.append((total_label, 0.0, total, TOTAL))
    for place, (label, base, amount, colour) in zip(range(len(rows))[::-1], rows, strict=True):
        drawing.bar(
            x=[amount],
            y=[place],
            base=[base],
            orientation="h",
            width=0.42,
            marker={"color": colour},
            hovertemplate=f"{label}<br>{say(lang, 'chart.signed', value=amount, currency=currency)}<extra></extra>",
        )
        name = f"<b>{label}</b>" if colour == TOTAL else label
        drawing.write(name, x=0, y=place + 0.42, xref="paper", yref="y", xanchor="left")
        drawing.write(format_brief(amount, lang), x=max(base, base + amount), y=place, xanchor="left", xshift=6)
    ends = [0.0, total, *(base for _, base, _, _ in rows), *(base + amount for _, base, amount, _ in rows)]
    spread = max(max(ends) - min(ends), 1.0)
    return drawing.figure(
        STEP_HEIGHT * len(rows) + 50,
        barmode="overlay",
        margin={"l": 4, "r": 4, "t": 8, "b": 4},
        xaxis={"range": [min(ends) - 0.02 * spread, max(ends) + 0.2 * spread], "visible": False},
        yaxis={"range": [-0.6, len(rows) - 0.3], "visible": False},
    )
