"""Remedies compared, and the curve of cost against date for flying more and more of the goods."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from negotiation.claim.document.dossier import Dossier
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_brief, format_short_day
from negotiation.model.rework.remedy_forecast import AirPoint
from negotiation.presentation.common.escaping import escaped_dossier, for_chart
from negotiation.presentation.common.labels import remedy_label
from negotiation.presentation.common.theme import (
    ADVERSE,
    ADVERSE_LIGHT,
    FAVOURABLE,
    GREY,
    INK,
    LINE,
    ROW_HEIGHT,
    TOTAL,
    Drawing,
)
from negotiation.presentation.rework.table import RemedyRow, day_text

if TYPE_CHECKING:
    import plotly.graph_objects as go

COST_ENDS, DATES_BEGIN = 0.40, 0.46
"""Where the bars of cost end and the dates begin, as shares of the width."""


def remedies_chart(rows: Sequence[RemedyRow], chosen: str, dossier: Dossier, lang: str, ink: str = INK) -> go.Figure:
    """Each remedy a row, the cheapest on top: its cost on the left; on the right when the goods are there, P50 to
    P95, a dot at P80.

    A triangle is the part that flies; a dashed line is the day on which the customer needs the goods.
    """
    words = escaped_dossier(dossier, for_chart)
    drawing = Drawing(ink)
    places = list(range(len(rows)))[::-1]
    longest = max([row.cost for row in rows] + [1.0])
    cost = [max(row.cost, 0.0) for row in rows]
    hovers = [_hover(row, words, lang) for row in rows]
    costly = [(row, place, hover) for row, place, hover in zip(rows, places, hovers, strict=True) if row.cost > 0.0]
    drawing.bar(
        x=[row.cost for row, _, _ in costly],
        y=[place for _, place, _ in costly],
        orientation="h",
        width=0.34,
        marker={"color": [ADVERSE if row.code == chosen else ADVERSE_LIGHT for row, _, _ in costly]},
        customdata=[hover for _, _, hover in costly],
        hovertemplate="%{customdata}<extra></extra>",
    )
    drawing.label(
        x=cost, y=places, text=["\u2002" + format_brief(row.cost, lang) for row in rows], textposition="middle right"
    )
    needed = dossier.case.days_until_needed
    reach = max([row.days[2] for row in rows] + [needed or 0.0, 14.0]) * 1.06 + 1.0
    lines: dict[str, list[float | None]] = {"x": [], "y": []}
    for row, place in zip(rows, places, strict=True):
        lines["x"] += [row.days[0], row.days[2], None]
        lines["y"] += [place, place, None]
    drawing.scatter(
        **lines, mode="lines", line={"color": TOTAL, "width": 5}, opacity=0.45, xaxis="x2", hoverinfo="skip"
    )
    late = [ADVERSE if not row.in_time and not row.at_once else GREY if row.at_once else FAVOURABLE for row in rows]
    drawing.scatter(
        x=[row.days[1] for row in rows],
        y=places,
        mode="markers",
        xaxis="x2",
        marker={"size": 12, "color": late, "line": {"color": ink, "width": 1}},
        customdata=hovers,
        hovertemplate="%{customdata}<extra></extra>",
    )
    split = [(row.first_by, place) for row, place in zip(rows, places, strict=True) if row.splits]
    if split:
        drawing.scatter(
            x=[each[0] for each in split],
            y=[each[1] for each in split],
            mode="markers",
            xaxis="x2",
            hoverinfo="skip",
            marker={"size": 12, "symbol": "triangle-up", "color": FAVOURABLE, "line": {"color": ink, "width": 1}},
        )
    for day, place in split:
        first = format_short_day(dossier.case.settlement_date + timedelta(days=round(day)), lang)
        drawing.write(first, 12, x=day, y=place - 0.06, xref="x2", yref="y", xanchor="center", yanchor="top")
    for row, place in zip(rows, places, strict=True):
        label = remedy_label(words, row.code, lang)
        drawing.write(
            f"<b>{label}</b>" if row.code == chosen else label,
            x=0,
            y=place + 0.42,
            xref="paper",
            yref="y",
            xanchor="left",
        )
        text = (
            say(lang, "rework.at_once")
            if row.at_once
            else format_short_day(dossier.case.settlement_date + timedelta(days=round(row.days[1])), lang)
        )
        near = needed is not None and 0.0 <= needed - row.days[1] < 0.3 * reach
        right = near or row.days[1] > 0.6 * reach
        drawing.write(
            text,
            12,
            x=row.days[1],
            y=place + 0.02,
            xref="x2",
            yref="y",
            xanchor="right" if right else "left",
            xshift=-12 if right else 12,
            yanchor="bottom",
        )
    if needed is not None:
        drawing.line(
            x0=needed,
            x1=needed,
            y0=-0.5,
            y1=len(rows) - 0.42,
            xref="x2",
            line={"color": ink, "width": 1.5, "dash": "dash"},
        )
        drawing.write(
            say(lang, "rework.needed", date=dossier.case.order.needed_on),
            12,
            x=needed,
            y=-0.5,
            xref="x2",
            yref="y",
            xanchor="right",
            yanchor="top",
        )
    for heading, side, anchor in (("rework.cost_to_us", 0.0, "left"), ("rework.there_by", 1.0, "right")):
        drawing.write(
            f"<b>{say(lang, heading)}</b>",
            size=14,
            x=side,
            y=1.0,
            xref="paper",
            yref="paper",
            yanchor="bottom",
            xanchor=anchor,
        )
    return drawing.figure(
        ROW_HEIGHT * len(rows) + 70,
        xaxis={"domain": [0, COST_ENDS], "range": [0, longest * 1.5], "visible": False},
        xaxis2={"domain": [DATES_BEGIN, 1], "range": [-0.04 * reach, reach], "visible": False, "anchor": "y"},
        yaxis={"range": [-0.95, len(rows) - 0.25], "visible": False},
    )


def _hover(row: RemedyRow, words: Dossier, lang: str) -> str:
    label = remedy_label(words, row.code, lang)
    if row.at_once:
        return say(lang, "rework.hover_at_once", label=label, cost=row.cost, currency=words.case.currency)
    p50, p80, p95 = (day_text(day, words, lang) for day in row.days)
    return say(
        lang, "rework.hover", label=label, cost=row.cost, currency=words.case.currency, p50=p50, p80=p80, p95=p95
    )


def air_curve_chart(
    curve: Sequence[AirPoint], now: AirPoint, cuts: Sequence[RemedyRow], dossier: Dossier, lang: str, ink: str = INK
) -> go.Figure:
    """Cost upwards against the average day of arrival: all by sea on the right, all by air on the left, the chosen
    split marked.

    A dotted line across is a cut in price or a credit note: no goods, at once.
    """
    words = escaped_dossier(dossier, for_chart)
    drawing = Drawing(ink)
    start = dossier.case.settlement_date
    days, costs = [point.average for point in curve], [point.cost for point in curve]
    hovers = [
        say(
            lang,
            "rework.hover_point",
            pieces=point.pieces,
            cost=point.cost,
            chance=point.chance,
            currency=words.case.currency,
            first=day_text(point.first_by, words, lang),
            last=day_text(point.last_by, words, lang),
        )
        for point in curve
    ]
    drawing.scatter(
        x=days,
        y=costs,
        mode="lines+markers",
        line={"color": TOTAL, "width": 3},
        marker={"size": 7, "color": TOTAL},
        customdata=hovers,
        hovertemplate="%{customdata}<extra></extra>",
    )
    drawing.scatter(
        x=[now.average],
        y=[now.cost],
        mode="markers",
        hoverinfo="skip",
        marker={"size": 16, "color": ADVERSE, "line": {"color": ink, "width": 2}},
    )
    spread = max(max(costs) - min(costs), 1.0)
    needed = dossier.case.days_until_needed
    reach = [
        min([*days, needed if needed is not None else days[0]]) - 4.0,
        max([*days, needed if needed is not None else days[0]]) + 4.0,
    ]
    key = "all_by_sea" if now.by_air <= 0.0 else "all_by_air" if now.by_air >= 1.0 else "flown"
    drawing.write(
        say(lang, f"rework.{key}", pieces=now.pieces, cost=format_brief(now.cost, lang)),
        13,
        x=now.average,
        y=now.cost,
        xanchor="left",
        yanchor="bottom",
        xshift=8,
        yshift=6,
    )
    for point, key, side, shift in (
        (curve[0], "rework.all_by_sea", "right", "top"),
        (curve[-1], "rework.all_by_air", "left", "bottom"),
    ):
        if abs(point.average - now.average) > 2.0:
            text = say(lang, key, cost=format_brief(point.cost, lang))
            drawing.write(
                text, 12, x=point.average, y=point.cost, xanchor=side, yanchor=shift, yshift=-8 if shift == "top" else 8
            )
    low, top = min(costs) - 0.25 * spread, max(costs) + 0.25 * spread
    for row in cuts:
        if row.cost > 0.0:
            low = min(low, row.cost - 0.12 * spread)
            drawing.line(
                x0=reach[0], x1=reach[1], y0=row.cost, y1=row.cost, line={"color": GREY, "width": 2, "dash": "dot"}
            )
            drawing.write(
                f"{remedy_label(words, row.code, lang)} {format_brief(row.cost, lang)}",
                12,
                x=reach[0],
                y=row.cost,
                xanchor="left",
                yanchor="bottom",
            )
    if needed is not None:
        drawing.line(x0=needed, x1=needed, y0=0, y1=1, yref="paper", line={"color": ink, "width": 1.5, "dash": "dash"})
        drawing.write(
            say(lang, "rework.needed", date=dossier.case.order.needed_on),
            12,
            x=needed,
            y=1.0,
            yref="paper",
            xanchor="right",
            yanchor="bottom",
        )
    named = ticks(reach[0], reach[1])
    return drawing.figure(
        420,
        margin={"l": 4, "r": 4, "t": 30, "b": 40},
        xaxis={
            "range": reach,
            "tickvals": named,
            "ticktext": [format_short_day(start + timedelta(days=day), lang) for day in named],
            "tickcolor": LINE,
            "title": {"text": say(lang, "rework.average_arrival")},
        },
        yaxis={"range": [low, top], "visible": False},
    )


def ticks(low: float, high: float, most: int = 5) -> list[int]:
    """Whole days at which an axis is named: weeks or months apart, few enough for a phone."""
    step = next((each for each in (7, 14, 28, 56, 91, 182, 365) if (high - low) / each <= most), 3650)
    return list(range(int(low // step + 1) * step, int(high) + 1, step))
