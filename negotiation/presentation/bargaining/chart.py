"""The map of the table: what each side gains over its walk-away, package by package; and the two tracks of the
talks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from negotiation.claim.summary.bargaining_summary import Bargain
from negotiation.claim.summary.claim_summary import Summary
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_brief, format_short_day
from negotiation.model.bargaining.zopa import reduced_price
from negotiation.presentation.common.escaping import escaped_summary, for_chart
from negotiation.presentation.common.labels import option_label
from negotiation.presentation.common.theme import ADVERSE, FAVOURABLE, GREY, INK, TOTAL, Drawing

if TYPE_CHECKING:
    import plotly.graph_objects as go

MOST_DOTS = 1_500
"""Packages that are drawn: more cannot be told apart."""

POINTS = ("nash", "kalai_smorodinsky", "egalitarian", "best_total")
SYMBOLS = dict(zip(POINTS, ("star", "diamond", "square", "triangle-up"), strict=True))


def bargaining_map(summary: Summary, found: Bargain, lang: str, ink: str = INK) -> go.Figure:
    """Their gain to the right, ours upwards, walk-aways at zero; the frontier as a line, fair points, the equal
    offers, the claim's options."""
    drawing, summary = Drawing(ink), escaped_summary(summary, for_chart)
    near = np.flatnonzero(found.allowed)
    shown = near[:: max(near.size // MOST_DOTS, 1)]
    edge = found.edge[np.argsort(found.theirs[found.edge])]
    options = [(code, ours, theirs) for code, ours, theirs in found.options]
    drawing.scatter(
        x=found.theirs[shown].tolist(),
        y=found.ours[shown].tolist(),
        mode="markers",
        marker={"size": 5, "color": GREY, "opacity": 0.35},
        hoverinfo="skip",
    )
    drawing.scatter(
        x=found.theirs[edge].tolist(),
        y=found.ours[edge].tolist(),
        mode="lines",
        line={"color": TOTAL, "width": 2},
        hoverinfo="skip",
    )
    for code, ours, theirs in options:
        _mark(drawing, summary, theirs, ours, "circle-open", ink, option_label(summary.dossier, code, lang), lang, 11)
    for name in POINTS:
        place = getattr(found.points, name)
        if place is not None:
            label = say(lang, f"negotiate.{name}")
            _mark(
                drawing,
                summary,
                float(found.theirs[place]),
                float(found.ours[place]),
                SYMBOLS[name],
                FAVOURABLE,
                label,
                lang,
                14,
            )
    for letter, item in zip("ABC", found.menu, strict=False):
        x, y = item.theirs - found.walk_away[1], item.ours - found.walk_away[0]
        _mark(drawing, summary, x, y, "circle", ADVERSE, letter, lang, 20)
        drawing.write(f"<b>{letter}</b>", 12, x=x, y=y, font={"color": "#FFFFFF", "size": 12})
    xs = np.concatenate([found.theirs[edge], [theirs for _, _, theirs in options], [0.0]])
    ys = np.concatenate([found.ours[edge], [ours for _, ours, _ in options], [0.0]])
    left, right, low, high = (float(end) for end in (xs.min(), xs.max(), ys.min(), ys.max()))
    wide, tall = max(right - left, 1.0), max(high - low, 1.0)
    drawing.line(x0=0, x1=0, y0=0, y1=1, yref="paper")
    drawing.line(x0=0, x1=1, xref="paper", y0=0, y1=0)
    drawing.write(
        say(lang, "negotiate.their_gain"), 12, x=1, y=0, xref="paper", yref="paper", xanchor="right", yanchor="bottom"
    )
    drawing.write(
        say(lang, "negotiate.our_gain"), 12, x=0, y=1, xref="paper", yref="paper", xanchor="left", yanchor="top"
    )
    for value in (0.0, right):
        drawing.write(format_brief(value, lang), 11, x=value, y=0, yref="paper", yanchor="top", yshift=-2)
    drawing.write(format_brief(high, lang), 11, x=0, xref="paper", y=high, xanchor="right", xshift=-2)
    return drawing.figure(
        430,
        margin={"l": 46, "r": 8, "t": 10, "b": 26},
        xaxis={"range": [left - 0.08 * wide, right + 0.1 * wide], "visible": False},
        yaxis={"range": [low - 0.1 * tall, high + 0.12 * tall], "visible": False},
    )


def _mark(
    drawing: Drawing, summary: Summary, x: float, y: float, symbol: str, colour: str, label: str, lang: str, size: int
) -> None:
    hover = say(lang, "negotiate.hover", label=label, ours=y, theirs=x, currency=summary.dossier.case.currency)
    drawing.scatter(
        x=[x],
        y=[y],
        mode="markers",
        marker={"size": size, "symbol": symbol, "color": colour, "line": {"color": drawing.ink, "width": 1}},
        hovertemplate=f"{hover}<extra></extra>",
    )


def tracks_chart(summary: Summary, found: Bargain, lang: str, ink: str = INK) -> go.Figure:
    """Both sides' figures by date, and where they are expected to meet."""
    from datetime import timedelta

    drawing, log = Drawing(ink), [each for each in summary.dossier.talks.log if float(each.figure)]
    first = min((each.on for each in log), default=summary.dossier.case.settlement_date)
    tops = [found.moves.ask, found.target]
    for side, colour in (("us", TOTAL), ("customer", ADVERSE)):
        track = sorted((each.on, float(each.figure)) for each in log if each.side == side)
        if not track:
            continue
        days, figures = [(on - first).days for on, _ in track], [figure for _, figure in track]
        tops += figures
        hover = [
            f"{say(lang, f'party.{side}')} · {format_short_day(on, lang)}: {format_brief(figure, lang)}"
            for on, figure in track
        ]
        drawing.scatter(
            x=days,
            y=figures,
            mode="lines+markers",
            line={"color": colour, "width": 2},
            marker={"size": 10, "color": colour},
            customdata=hover,
            hovertemplate="%{customdata}<extra></extra>",
        )
        for day, figure in zip(days, figures, strict=True):
            drawing.write(format_brief(figure, lang), 11, x=day, y=figure, yshift=13)
    meet = found.moves.forecast
    if meet is not None:
        drawing.scatter(
            x=[meet.day],
            y=[meet.amount],
            mode="markers",
            marker={"size": 15, "symbol": "star", "color": FAVOURABLE},
            hoverinfo="skip",
        )
        drawing.write(
            say(lang, "negotiate.meet", amount=meet.amount, currency=summary.dossier.case.currency),
            12,
            x=meet.day,
            y=meet.amount,
            yshift=-16,
        )
        if np.isfinite(meet.low):
            drawing.line(x0=meet.day, x1=meet.day, y0=meet.low, y1=meet.high)
    drawing.line(x0=0, x1=1, xref="paper", y0=found.target, y1=found.target)
    drawing.write(
        say(lang, "negotiate.target", amount=found.target, currency=summary.dossier.case.currency),
        11,
        x=0,
        xref="paper",
        y=found.target,
        xanchor="left",
        yshift=9,
    )
    case = summary.dossier.case
    cut = float(reduced_price(case.order.affected_value, summary.dossier.talks.value_kept))
    if 0.0 < cut < 2.0 * max(tops):
        drawing.line(x0=0, x1=1, xref="paper", y0=cut, y1=cut)
        drawing.write(
            say(lang, "negotiate.anchor_line", amount=cut, currency=case.currency),
            11,
            x=1,
            xref="paper",
            y=cut,
            xanchor="right",
            yshift=9,
        )
        tops.append(cut)
    ticks = [0.0, found.moves.days]
    return drawing.figure(
        300,
        margin={"l": 8, "r": 8, "t": 16, "b": 26},
        xaxis={
            "range": [-0.06 * found.moves.days, 1.06 * found.moves.days],
            "tickvals": ticks,
            "ticktext": [format_short_day(first + timedelta(days=round(tick)), lang) for tick in ticks],
        },
        yaxis={"range": [0.0, 1.18 * max(*tops, 1.0)], "visible": False},
    )
