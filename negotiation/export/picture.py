"""A chart as a picture. Drawing needs a browser on this machine; without one the answer is a clear message, never a broken file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negotiation.units import BadInput, Problem

if TYPE_CHECKING:
    import plotly.graph_objects as go

PICTURES = ("png", "svg")
WIDTH, SCALE = 1_000, 2
WHITE = "#FFFFFF"


def picture(figure: go.Figure, kind: str = "png", width: int = WIDTH) -> bytes:
    """The figure on white, as wide as a page, as PNG at double density or as SVG.

    Another kind raises BadInput (`not_a_choice`); where no browser can be found or started, BadInput (`no_browser`).
    """
    if kind not in PICTURES:
        raise BadInput(Problem("not_a_choice", "picture", kind, {"choices": PICTURES}))
    import plotly.graph_objects as graph

    drawn = graph.Figure(figure)
    drawn.update_layout(paper_bgcolor=WHITE, plot_bgcolor=WHITE, width=width)
    try:
        import kaleido

        found = kaleido.calc_fig_sync(drawn.to_dict(), opts={"format": kind, "scale": SCALE if kind == "png" else 1, "width": width,
                                                             "height": drawn.layout.height or 500})  # fmt: skip
    except Exception as error:
        raise BadInput(Problem("no_browser", "picture", type(error).__name__)) from error
    return bytes(found)
