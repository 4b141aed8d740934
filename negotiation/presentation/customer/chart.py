"""The lifetime value as a growing curve with its band, and the account's orders as a timeline with what is expected
next."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.summary.claim_summary import Summary
from negotiation.core.cashflow import MONTH
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_brief, format_day, format_short_day
from negotiation.model.lifetime.evidence_level import Holdout
from negotiation.model.lifetime.order_history import Account, OrderRate
from negotiation.model.lifetime.value_interval import ValueInterval
from negotiation.presentation.common.theme import ADVERSE, FAVOURABLE, FAVOURABLE_LIGHT, GREY, INK, TOTAL, Drawing

if TYPE_CHECKING:
    import plotly.graph_objects as go


def lifetime_chart(summary: Summary, band: ValueInterval | None, lang: str, ink: str = INK) -> go.Figure:
    """Cumulative margin month by month if they stay, its 90 % band behind it, the endless value as a line above."""
    values = [float(each) for each in np.ravel(np.asarray(summary.life.by_month))]
    months = list(range(len(values)))
    drawing = Drawing(ink)
    top = max([*values, float(summary.life.value), 1.0])
    if band is not None:
        top = max(top, float(max(band.high_by_month)))
        ends = [*map(float, band.high_by_month), *map(float, band.low_by_month[::-1])]
        drawing.scatter(
            x=[*months, *months[::-1]],
            y=ends,
            mode="lines",
            fill="toself",
            fillcolor=FAVOURABLE_LIGHT,
            line={"width": 0},
            hoverinfo="skip",
        )
    hover = [
        say(lang, "customer.hover", month=month, value=value, currency=summary.dossier.case.currency)
        for month, value in enumerate(values)
    ]
    drawing.scatter(
        x=months,
        y=values,
        mode="lines",
        line={"color": FAVOURABLE, "width": 3, "shape": "hv"},
        customdata=hover,
        hovertemplate="%{customdata}<extra></extra>",
    )
    drawing.write(
        format_brief(values[-1], lang), 13, x=months[-1], y=values[-1], xanchor="right", yanchor="bottom", yshift=4
    )
    if not summary.life.no_end:
        drawing.line(
            x0=0,
            x1=months[-1],
            y0=float(summary.life.value),
            y1=float(summary.life.value),
            line={"color": TOTAL, "width": 2, "dash": "dash"},
        )
        text = say(lang, "customer.without_end", value=format_brief(float(summary.life.value), lang))
        drawing.write(text, 12, x=0, y=float(summary.life.value), xanchor="left", yanchor="bottom")
    return drawing.figure(
        400,
        margin={"l": 4, "r": 4, "t": 24, "b": 40},
        xaxis={
            "range": [-0.3, months[-1] + 0.5],
            "tickvals": list(range(0, months[-1] + 1, 6 if months[-1] <= 60 else 12)),
            "title": {"text": say(lang, "chart.months")},
        },
        yaxis={"range": [min(0.0, *values), 1.12 * top], "visible": False},
    )


def order_timeline(account: Account, rate: OrderRate, dossier: Dossier, lang: str, ink: str = INK) -> go.Figure:
    """Past orders as bars by date, today as a line, and the orders expected within the next year as light bars."""
    case = dossier.case
    past = sorted((order.on, float(order.value)) for order in case.customer.history if order.on <= case.settlement_date)
    start = case.settlement_date
    drawing = Drawing(ink)
    days = [(on - start).days for on, _ in past]
    hover = [f"{format_day(on, lang)}<br>{format_brief(value, lang)}" for on, value in past]
    span = max(-min(days), 120)
    drawing.bar(
        x=days,
        y=[value for _, value in past],
        width=max(span / 150, 2.0),
        marker={"color": TOTAL},
        customdata=hover,
        hovertemplate="%{customdata}<extra></extra>",
    )
    gap = MONTH / rate.mean
    since = days[-1]
    ahead = [since + gap * number for number in range(1, 200) if 0.0 < since + gap * number <= 365.0]
    usual = float(case.usual_order)
    if ahead:
        drawing.bar(
            x=ahead,
            y=[usual] * len(ahead),
            width=max(span / 150, 2.0),
            hoverinfo="skip",
            marker={"color": "rgba(0, 114, 178, 0.25)", "line": {"color": TOTAL, "width": 1}},
        )
    highest = max([value for _, value in past] + [usual, 1.0])
    overdue = since + gap < 0.0
    drawing.line(
        x0=0, x1=0, y0=0, y1=1, yref="paper", line={"color": ADVERSE if overdue else GREY, "width": 2, "dash": "dash"}
    )
    drawing.write(
        say(lang, "customer.today"), 12, x=0, y=1.0, yref="paper", xanchor="right", yanchor="bottom", xshift=-4
    )
    drawing.write(
        say(lang, "customer.expected"), 12, x=0, y=1.0, yref="paper", xanchor="left", yanchor="bottom", xshift=4
    )
    low, high = min(days) - 20, 380
    step = next(each for each in (91, 182, 365, 730, 3650) if (high - low) / each <= 6)
    named = list(range(int(low // step + 1) * step, high, step))
    dates = [start + timedelta(days=day) for day in named]
    ticktext = [format_day(on, lang) if step > 300 else f"{format_short_day(on, lang)}<br>{on.year}" for on in dates]
    return drawing.figure(
        360,
        margin={"l": 4, "r": 4, "t": 30, "b": 44},
        barmode="overlay",
        xaxis={"range": [low, high], "tickvals": named, "ticktext": ticktext},
        yaxis={"range": [0, 1.15 * highest], "visible": False},
    )


TENTHS = 10


def holdout_chart(check: Holdout, lang: str, ink: str = INK) -> go.Figure:
    """Orders predicted and as they came for the time kept back, accounts in ten groups from the fewest predicted to
    the most."""
    order = np.argsort(check.predicted, kind="stable")
    groups = np.array_split(order, min(TENTHS, len(order)))
    drawing = Drawing(ink)
    for side, colour, key, shift in (
        (check.predicted, TOTAL, "customer.predicted", -0.2),
        (check.actual, FAVOURABLE, "customer.came", 0.2),
    ):
        sums = [float(side[group].sum()) for group in groups]
        hover = [f"{say(lang, key)}: {format_brief(each, lang)}" for each in sums]
        drawing.bar(
            x=[place + shift for place in range(len(groups))],
            y=sums,
            width=0.36,
            marker={"color": colour},
            customdata=hover,
            hovertemplate="%{customdata}<extra></extra>",
        )
    for place, (colour, key) in enumerate(((TOTAL, "customer.predicted"), (FAVOURABLE, "customer.came"))):
        drawing.scatter(
            x=[0.0],
            y=[(1.16 - 0.1 * place) * _highest(check, groups)],
            mode="markers",
            marker={"size": 11, "symbol": "square", "color": colour},
            hoverinfo="skip",
        )
        drawing.write(say(lang, key), 12, x=0.25, y=(1.16 - 0.1 * place) * _highest(check, groups), xanchor="left")
    return drawing.figure(
        280,
        margin={"l": 4, "r": 4, "t": 8, "b": 30},
        barmode="overlay",
        xaxis={"range": [-0.6, len(groups) - 0.4], "tickvals": [], "title": {"text": say(lang, "customer.tenths")}},
        yaxis={"range": [0, 1.25 * _highest(check, groups)], "visible": False},
    )


def _highest(check: Holdout, groups: list[NDArray[np.int64]]) -> float:
    return max(1.0, *(float(side[group].sum()) for side in (check.predicted, check.actual) for group in groups))
