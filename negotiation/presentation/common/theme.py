"""What all figures share: the palette, the ink, and a drawing that is collected piece by piece and made into a
figure once.

Adding to a plotly figure piece by piece checks all earlier pieces again each time, which made the signature chart
take 110 ms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import plotly.graph_objects as go

ADVERSE, FAVOURABLE, TOTAL, GREY = "#D55E00", "#009E73", "#0072B2", "#9AA3AD"
ADVERSE_LIGHT, FAVOURABLE_LIGHT = "rgba(213, 94, 0, 0.38)", "rgba(0, 158, 115, 0.28)"
LINE = "rgba(138, 147, 157, 0.45)"
ON_BAR = "#0B1512"
INK, INK_ON_DARK = "#1F2A37", "#E6EAEE"
ROW_HEIGHT = 58
CLEAR = "rgba(0, 0, 0, 0)"
FONT = "Source Sans, Source Sans Pro, Noto Sans CJK SC, Microsoft YaHei, sans-serif"


class Drawing:
    """Traces, lines and words on their way to a figure; `ink` is the colour of all words, dark on a light page."""

    def __init__(self, ink: str) -> None:
        self.ink = ink
        self._traces: list[dict[str, Any]] = []
        self._shapes: list[dict[str, Any]] = []
        self._words: list[dict[str, Any]] = []

    def bar(self, **trace: Any) -> None:
        """Bars, as plotly describes them."""
        self._traces.append({"type": "bar"} | trace)

    def scatter(self, **trace: Any) -> None:
        """Points or a line, as plotly describes them."""
        self._traces.append({"type": "scatter"} | trace)

    def label(self, **trace: Any) -> None:
        """Many words at once, beside points: far cheaper to draw than as many pieces of writing."""
        quiet = {"mode": "text", "hoverinfo": "skip", "cliponaxis": False, "textfont": {"size": 13, "color": self.ink}}
        self._traces.append({"type": "scatter"} | quiet | trace)

    def line(self, **shape: Any) -> None:
        """A straight line that is not data."""
        self._shapes.append({"type": "line", "line": {"color": LINE, "width": 1}} | shape)

    def write(self, text: str, size: int = 13, **place: Any) -> None:
        """Words at a place."""
        self._words.append({"text": text, "showarrow": False, "font": {"size": size, "color": self.ink}} | place)

    def figure(self, height: float, **layout: Any) -> go.Figure:
        """The figure: nothing can be zoomed by accident, and there is no grid but the lines drawn."""
        import plotly.graph_objects as go

        fixed = {"fixedrange": True, "showgrid": False, "zeroline": False}
        axes = {name: fixed | settings for name, settings in layout.items() if name.startswith(("xaxis", "yaxis"))}
        common = {
            "height": height,
            "margin": {"l": 4, "r": 4, "t": 34, "b": 4},
            "hovermode": "closest",
            "dragmode": False,
            "showlegend": False,
        }
        words = {
            "font": {"color": self.ink, "family": FONT, "size": 13},
            "paper_bgcolor": CLEAR,
            "plot_bgcolor": CLEAR,
            "template": {},
            "shapes": self._shapes,
            "annotations": self._words,
        }
        return go.Figure({"data": self._traces, "layout": common | words | layout | axes})
