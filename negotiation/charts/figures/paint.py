"""What all figures share: the palette, the ink, and a bare drawing area that cannot be zoomed by accident."""

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


def write(figure: go.Figure, text: str, ink: str, size: int = 13, **place: Any) -> None:
    """Words at a place in a figure."""
    figure.add_annotation(text=text, showarrow=False, font={"size": size, "color": ink}, **place)


def bare(figure: go.Figure, height: int, ink: str, **layout: Any) -> go.Figure:
    """Height, margins and ink; no zooming, no grid but what `layout` asks for."""
    figure.update_layout(
        height=height, margin={"l": 4, "r": 4, "t": 34, "b": 4}, hovermode="closest", dragmode=False, font={"color": ink}, showlegend=False, **layout
    )
    figure.update_xaxes(fixedrange=True, showgrid=False, zeroline=False)
    figure.update_yaxes(fixedrange=True, showgrid=False, zeroline=False)
    return figure
