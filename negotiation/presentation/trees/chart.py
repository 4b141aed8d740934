"""A tree as a figure: boxes from left to right, each joined to the one that it hangs on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from negotiation.presentation.common.escaping import for_chart, wrapped
from negotiation.presentation.common.theme import INK, Drawing
from negotiation.presentation.trees.text import MOST_LINES, Node

if TYPE_CHECKING:
    import plotly.graph_objects as go

ACROSS, BETWEEN, WIDEST = 980.0, 34.0, 300.0
"""Pixels of the whole, between two columns, and of a box at most."""

SIGN, LINE, PAD, APART = 12.0, 17.0, 7.0, 12.0
"""Pixels of the type, of a line, within a box, and between two boxes."""


def tree_chart(nodes: Sequence[Node], ink: str = INK) -> go.Figure:
    """The first ones on the left, the ends on the right; every box is as high as its words, those that stand out
    have a thick edge."""
    depth = _depths(nodes)
    columns = max(depth.values(), default=0) + 1
    box = min(ACROSS / columns - BETWEEN, WIDEST)
    texts = {
        each.name: [
            *map(for_chart, wrapped(each.words, (box - 2 * PAD) / SIGN)[:MOST_LINES]),
            *([each.mark] if each.mark else []),
        ]
        for each in nodes
    }
    high = max((len(lines) for lines in texts.values()), default=1) * LINE + 2 * PAD + APART
    rows, total = _rows(nodes)
    drawing = Drawing(ink)
    for each in nodes:
        left, middle, lines = depth[each.name] * (box + BETWEEN), rows[each.name] * high, texts[each.name]
        half = len(lines) * LINE / 2 + PAD
        drawing.line(
            type="rect",
            x0=left,
            x1=left + box,
            y0=middle - half,
            y1=middle + half,
            line={"color": ink, "width": 2.5 if each.strong else 1},
        )
        drawing.write("<br>".join(lines), 12, x=left + box / 2, y=middle)
        if each.of:
            joined = {"color": ink, "width": 1}
            drawing.line(x0=left - BETWEEN, x1=left, y0=rows[each.of] * high, y1=middle, line=joined)
    across = {"range": [-4.0, max(columns * (box + BETWEEN) - BETWEEN, ACROSS) + 4.0], "visible": False}
    return drawing.figure(
        total * high + 24.0,
        margin={"l": 4, "r": 4, "t": 12, "b": 12},
        xaxis=across,
        yaxis={"range": [(total - 0.5) * high, -0.5 * high], "visible": False},
    )


def _depths(nodes: Sequence[Node]) -> dict[str, int]:
    """How many boxes stand before each; nodes come after the one that they hang on."""
    found: dict[str, int] = {}
    for each in nodes:
        found[each.name] = found[each.of] + 1 if each.of else 0
    return found


def _rows(nodes: Sequence[Node]) -> tuple[dict[str, float], int]:
    """The row of each: an end takes the next free one, others stand in the middle of what hangs on them; and how
    many rows there are."""
    found: dict[str, float] = {}
    free = 0
    ends = {each.name for each in nodes} - {each.of for each in nodes}
    for each in nodes:
        if each.name in ends:
            found[each.name], free = float(free), free + 1
    for each in reversed(nodes):
        if each.name not in ends:
            below = [found[other.name] for other in nodes if other.of == each.name]
            found[each.name] = (below[0] + below[-1]) / 2
    return found, max(free, 1)
