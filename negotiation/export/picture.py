"""A chart as a picture. Drawing needs a browser on this machine; without one the answer is a clear message, never a broken file."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from negotiation.units import BadInput, Problem

if TYPE_CHECKING:
    import plotly.graph_objects as go

PICTURES = ("png", "svg")
WIDTH, SCALE = 1_000, 2
WHITE = "#FFFFFF"
NOTE = 28.0
"""Room for the note below a chart, in pixels."""


def picture(figure: go.Figure, kind: str = "png", note: str = "", width: int = WIDTH) -> bytes:
    """The figure on white, as wide as a page, as PNG at double density or as SVG; a `note` stands below it.

    Another kind raises BadInput (`not_a_choice`); where no browser can be found or started, BadInput (`no_browser`).
    """
    if kind not in PICTURES:
        raise BadInput(Problem("not_a_choice", "picture", kind, {"choices": PICTURES}))
    import plotly.graph_objects as graph

    drawn = graph.Figure(figure)
    below = float(drawn.layout.margin.b or 0.0)
    drawn.update_layout(paper_bgcolor=WHITE, plot_bgcolor=WHITE, width=width, height=float(drawn.layout.height or 500.0) + NOTE, margin_b=below + NOTE)
    words = html.escape(note, quote=False)
    soft = {"size": 11, "color": "#5B6673"}
    drawn.add_annotation(text=words, xref="paper", yref="paper", x=0.0, y=0.0, yshift=-below - NOTE / 2.0, showarrow=False, font=soft)
    try:
        import kaleido

        found = kaleido.calc_fig_sync(drawn.to_dict(), opts={"format": kind, "scale": SCALE if kind == "png" else 1, "width": width,
                                                             "height": drawn.layout.height})  # fmt: skip
    except Exception as error:
        raise BadInput(Problem("no_browser", "picture", type(error).__name__)) from error
    return bytes(found)
