"""Causes of complaints: bars from the greatest down with the running share in a lane beside them, and one cause
month by month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_brief, format_share
from negotiation.model.complaints.pareto_analysis import Pareto, Trend
from negotiation.presentation.common.escaping import for_chart
from negotiation.presentation.common.theme import ADVERSE, GREY, INK, TOTAL, Drawing
from negotiation.presentation.complaints.text import MOST_OF_IT, running_share, vital_few

if TYPE_CHECKING:
    import plotly.graph_objects as go

MOST_ROWS = 12
LONGEST_NAME = 30
ROW = 46
LANE = 0.64
"""Where the lane of the running share begins, as a part of the width."""


def pareto_chart(found: Pareto, by: str, currency: str, lang: str, ink: str = INK) -> go.Figure:
    """Bars by cost or by count, the greatest on top, those that the headline names in orange and bold; beside them
    the running share.

    Below the twelfth row everything else is one row.
    """
    drawing = Drawing(ink)
    rows = _rows(found, by, lang)
    number, named = len(rows), vital_few(found, by)
    places = list(range(number))[::-1]
    for place, (rank, (cause, value, part)) in zip(places, enumerate(rows), strict=True):
        hover = say(lang, f"causes.hover_{by}", cause=for_chart(cause), value=value, part=part, currency=currency)
        drawing.bar(
            x=[value],
            y=[place],
            orientation="h",
            width=0.4,
            marker={"color": ADVERSE if rank < named else GREY},
            customdata=[hover],
            hovertemplate="%{customdata}<extra></extra>",
        )
        short = for_chart(cause if len(cause) <= LONGEST_NAME else f"{cause[: LONGEST_NAME - 1]}…")
        drawing.write(
            f"<b>{short}</b>" if rank < named else short, x=0, y=place + 0.42, xref="paper", yref="y", xanchor="left"
        )
        drawing.write(format_brief(value, lang), 12, x=value, y=place, xanchor="left", xshift=5)
    parts = [part for _, _, part in rows]
    drawing.scatter(
        x=parts,
        y=places,
        xaxis="x2",
        mode="lines+markers",
        line={"color": TOTAL, "width": 3},
        marker={"size": 8, "color": TOTAL},
        hoverinfo="skip",
    )
    for place, part in zip(places, parts, strict=True):
        drawing.write(format_share(round(part, 2), lang), 12, x=part, y=place, xref="x2", xanchor="left", xshift=9)
    for edge, dash in ((0.0, "solid"), (MOST_OF_IT, "dot")):
        drawing.line(
            x0=edge,
            x1=edge,
            xref="x2",
            y0=0,
            y1=1,
            yref="paper",
            line={"color": GREY, "width": 1, "dash": dash},
            layer="below",
        )
    drawing.line(x0=0, x1=0, y0=0, y1=1, yref="paper")
    for text, where in (
        (say(lang, f"causes.axis_{by}", currency=currency), 0.0),
        (say(lang, "causes.axis_running"), LANE),
    ):
        drawing.write(
            f"<i>{text}</i>", 12, x=where, y=1.0, xref="paper", yref="paper", xanchor="left", yanchor="bottom"
        )
    longest = max([value for _, value, _ in rows] + [1e-9])
    return drawing.figure(
        ROW * number + 60,
        barmode="overlay",
        margin={"l": 4, "r": 8, "t": 26, "b": 4},
        xaxis={"range": [0, 1.3 * longest], "visible": False, "domain": [0.0, LANE - 0.04]},
        xaxis2={"range": [0.0, 1.42], "visible": False, "domain": [LANE, 1.0], "anchor": "y"},
        yaxis={"range": [-0.6, number - 0.25], "visible": False},
    )


def _rows(found: Pareto, by: str, lang: str) -> list[tuple[str, float, float]]:
    """Name, value and running share; the tail as one row."""
    values = [float(each) for each in (found.cost if by == "cost" else found.count)]
    rows = list(zip(map(str, found.cause), values, running_share(found, by), strict=True))
    tail = rows[MOST_ROWS:]
    if not tail:
        return rows
    return [
        *rows[:MOST_ROWS],
        (say(lang, "causes.others", number=len(tail)), sum(value for _, value, _ in tail), tail[-1][2]),
    ]


def trend_chart(found: Trend, cause: str, by: str, currency: str, lang: str, ink: str = INK) -> go.Figure:
    """All complaints a month in grey, one cause of them in front in blue with its figure above; an empty cause shows
    all of them in blue."""
    drawing = Drawing(ink)
    table = found.cost if by == "cost" else found.count
    every = [float(each) for each in table.sum(axis=0)]
    picked = found.cause == cause
    ours = [float(each) for each in table[picked].sum(axis=0)] if cause else every
    months = list(range(len(every)))
    name = for_chart(cause) if cause else say(lang, "causes.all")
    for values, label, colour, width in (
        (every, say(lang, "causes.all"), "rgba(154, 163, 173, 0.35)", 0.82),
        (ours, name, TOTAL, 0.5),
    ):
        hover = [
            f"{month}<br>{say(lang, f'causes.month_{by}', cause=label, value=value, currency=currency)}"
            for month, value in zip(found.month, values, strict=True)
        ]
        drawing.bar(
            x=months,
            y=values,
            width=width,
            marker={"color": colour},
            customdata=hover,
            hovertemplate="%{customdata}<extra></extra>",
        )
    highest = max([*every, 1e-9])
    for month, value in zip(months, ours, strict=True):
        if value:
            drawing.write(_tight(value, lang), 11, x=month, y=value, yanchor="bottom")
    january = next((place for place, month in enumerate(found.month) if month.endswith("-01")), 0)
    dated = {january} if january == 1 else {0, january}
    ticks = [
        f"{int(month[5:])}" + (f"<br>{month[:4]}" if place in dated else "") for place, month in enumerate(found.month)
    ]
    return drawing.figure(
        260,
        barmode="overlay",
        margin={"l": 4, "r": 4, "t": 10, "b": 44},
        xaxis={"range": [-0.6, len(months) - 0.4], "tickvals": months, "ticktext": ticks},
        yaxis={"range": [0, 1.15 * highest], "visible": False},
    )


def _tight(value: float, lang: str) -> str:
    """A figure that fits above a narrow bar: 3,720 as 3.7k, in Chinese 37,200 as 3.7万."""
    unit = 1_000.0 if lang == "en" else 10_000.0
    return format_brief(value, lang) if value < unit else say(lang, "causes.tight", value=value / unit)
