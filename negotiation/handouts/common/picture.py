"""A chart as a picture. Drawing needs a browser on this machine; without one the answer is a clear message, never a
broken file."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from negotiation.core.problems import BadInput, Problem
from negotiation.presentation.common.escaping import wrapped
from negotiation.presentation.common.theme import INK

if TYPE_CHECKING:
    import plotly.graph_objects as go

PICTURES = ("png", "svg")
WIDTH, SCALE = 1_000, 2
WHITE = "#FFFFFF"
LARGE, SMALL, LEAD = 18, 11, 15.0
"""Size of the title, of the words below a chart, and the room for a line of them, in pixels."""

SOFT = "#5B6673"

ABOVE = 14.0
"""Room between a chart and the words below it, in pixels."""


def picture(
    figure: go.Figure, kind: str = "png", notes: Sequence[str] = (), title: str = "", width: int = WIDTH
) -> bytes:
    """The figure on white, as wide as a page, as PNG at double density or as SVG; `title` above it, `notes` below it
    in small lines, wrapped.

    Another kind raises BadInput (`not_a_choice`); where no browser can be found or started, BadInput (`no_browser`).
    """
    if kind not in PICTURES:
        raise BadInput(Problem("not_a_choice", "picture", kind, {"choices": PICTURES}))
    import plotly.graph_objects as graph

    drawn = graph.Figure(figure)
    below, small = (
        float(drawn.layout.margin.b or 0.0),
        [line for note in notes for line in wrapped(note, (width - 16.0) / SMALL)],
    )
    room = 2.0 * ABOVE + LEAD * len(small) if small else 0.0
    above, large = float(drawn.layout.margin.t or 0.0), wrapped(title, (width - 16.0) / LARGE)
    head = LARGE * 1.3 * len(large) + ABOVE if large else 0.0
    drawn.update_layout(
        paper_bgcolor=WHITE,
        plot_bgcolor=WHITE,
        width=width,
        height=float(drawn.layout.height or 500.0) + room + head,
        margin_b=below + room,
        margin_t=above + head,
    )
    for lines, place, size, colour in (
        (large, {"y": 1.0, "yanchor": "bottom", "yshift": above}, LARGE, INK),
        (small, {"y": 0.0, "yanchor": "top", "yshift": -below - ABOVE}, SMALL, SOFT),
    ):
        if lines:
            text = "<br>".join(html.escape(line, quote=False) for line in lines)
            drawn.add_annotation(
                text=text,
                xref="paper",
                yref="paper",
                x=0.0,
                xanchor="left",
                align="left",
                showarrow=False,
                font={"size": size, "color": colour},
                **place,
            )
    try:
        import kaleido

        found = kaleido.calc_fig_sync(
            drawn.to_dict(),
            opts={
                "format": kind,
                "scale": SCALE if kind == "png" else 1,
                "width": width,
                "height": drawn.layout.height,
            },
        )
    except Exception as error:
        raise BadInput(Problem("no_browser", "picture", type(error).__name__)) from error
    return bytes(found)
