"""What each party bears by every way: one bar a way, parties side by side in it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from negotiation.claim.document.dossier import Dossier
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_brief, format_money
from negotiation.presentation.common.theme import INK, LINE, Drawing
from negotiation.presentation.division.text import party_names

if TYPE_CHECKING:
    import plotly.graph_objects as go

COLOURS = ("#56B4E9", "#E69F00", "#8FCFB5", "#CC79A7", "#F0E442", "#9AA3AD")
ROW = 46
ENOUGH = 0.09
"""Part of the loss from which a bar has room for its figure."""


def division_chart(dossier: Dossier, found: Mapping[str, list[Decimal] | None], lang: str, ink: str = INK) -> go.Figure:
    """Bars of one length, cut by what each party bears; ways that cannot be used are left out."""
    drawing, parties = Drawing(ink), party_names(dossier, lang)
    usable = [(way, parts) for way, parts in found.items() if parts is not None]
    total = max((float(sum(parts)) for _, parts in usable), default=1.0) or 1.0
    for place, (way, parts) in zip(range(len(usable))[::-1], usable, strict=True):
        name = say(lang, f"way.{way}")
        drawing.write(
            f"<b>{name}</b>" if way == dossier.division.way else name,
            12,
            x=0,
            y=place + 0.36,
            xref="paper",
            yref="y",
            xanchor="left",
        )
        start = 0.0
        for part, party, colour in zip(map(float, parts), parties, COLOURS, strict=False):
            hover = f"{name}<br>{party}: {format_money(part, dossier.case.currency, lang, cents=True)}<extra></extra>"
            drawing.bar(
                x=[part],
                y=[place],
                base=[start],
                orientation="h",
                width=0.4,
                hovertemplate=hover,
                marker={"color": colour, "line": {"color": LINE, "width": 1}},
            )
            if part > ENOUGH * total:
                drawing.write(
                    f"{party} {format_brief(part, lang)}",
                    12,
                    x=start + part / 2.0,
                    y=place,
                    font={"color": "#0B1512", "size": 12},
                )
            start += part
    return drawing.figure(
        ROW * len(usable) + 30,
        barmode="overlay",
        margin={"l": 4, "r": 4, "t": 8, "b": 4},
        xaxis={"range": [0, total * 1.01], "visible": False},
        yaxis={"range": [-0.5, len(usable) - 0.25], "visible": False},
    )
