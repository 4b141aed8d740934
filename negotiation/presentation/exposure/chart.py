"""Exposure over all claims: the loss of a year with its bad end, bars of a split, what is due when, and how the
provision moved."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_brief
from negotiation.presentation.common.escaping import for_chart
from negotiation.presentation.common.theme import ADVERSE, ADVERSE_LIGHT, FAVOURABLE, GREY, INK, TOTAL, Drawing

if TYPE_CHECKING:
    import plotly.graph_objects as go

BARS = 36
ROW = 44
LONGEST_NAME = 34
MOST_ROWS = 10


def loss_chart(
    losses: NDArray[np.float64], marks: Sequence[tuple[str, float]], currency: str, lang: str, ink: str = INK
) -> go.Figure:
    """How often which total loss comes, as bars; a line for each mark (key of its words, money). The bars beyond the
    last mark are orange."""
    drawing = Drawing(ink)
    top = float(np.quantile(losses, 0.999)) if len(losses) else 0.0
    counts, edges = np.histogram(np.minimum(losses, top), bins=BARS, range=(0.0, max(top, 1.0)))
    parts, width = counts / max(len(losses), 1), float(edges[1] - edges[0])
    bad = max((value for _, value in marks), default=np.inf)
    middles = (edges[:-1] + edges[1:]) / 2.0
    hover = [
        say(lang, "exposure_chart.loss_hover", low=low, high=high, part=part, currency=currency)
        for low, high, part in zip(edges[:-1].tolist(), edges[1:].tolist(), parts.tolist(), strict=True)
    ]
    colours = [ADVERSE if middle > bad else TOTAL for middle in middles]
    drawing.bar(
        x=middles.tolist(),
        y=parts.tolist(),
        width=0.92 * width,
        marker={"color": colours},
        customdata=hover,
        hovertemplate="%{customdata}<extra></extra>",
    )
    highest = max(float(parts.max()), 1e-9)
    for place, (key, value) in enumerate(sorted(marks, key=lambda each: each[1])):
        level = 1.1 + 0.12 * place
        drawing.line(x0=value, x1=value, y0=0, y1=level * highest, line={"color": ink, "width": 1.5, "dash": "dot"})
        right = value < 0.42 * max(top, 1.0)
        words = say(lang, f"exposure_chart.mark_{key}", amount=value, currency=currency)
        drawing.write(
            words,
            12,
            x=value,
            y=level * highest,
            xanchor="left" if right else "right",
            yanchor="middle",
            xshift=4 if right else -4,
        )
    ticks = _ticks(top)
    return drawing.figure(
        300,
        margin={"l": 4, "r": 8, "t": 8, "b": 34},
        bargap=0.0,
        xaxis={
            "range": [-0.5 * width, max(top, 1.0) * 1.02],
            "tickvals": ticks,
            "ticktext": [format_brief(each, lang) for each in ticks],
        },
        yaxis={"range": [0, 1.45 * highest], "visible": False},
    )


def _ticks(top: float) -> list[float]:
    """About four round steps up to the end."""
    if top <= 0.0:
        return [0.0]
    rough = top / 4.0
    size = 10.0 ** np.floor(np.log10(rough))
    step = float(size * next(each for each in (1.0, 2.0, 2.5, 5.0, 10.0) if each * size >= rough))
    return [step * number for number in range(int(top / step) + 1)]


def split_chart(
    rows: Sequence[tuple[str, float, float]], currency: str, lang: str, ink: str = INK, owed: bool = False
) -> go.Figure:
    """A row each with its name, what is provided (full) and what more it may cost (light); the tail is one row.

    `owed`: it is what customers owe us, overdue (full) or not due yet (light), so each row is one sum.
    """
    drawing = Drawing(ink)
    shown = [*rows[:MOST_ROWS], *_tail(rows[MOST_ROWS:], lang)]
    number = len(shown)
    longest = max([provided + more for _, provided, more in shown] + [1e-9])
    for place, (name, provided, more) in zip(range(number)[::-1], shown, strict=True):
        key = "exposure_chart.owed_hover" if owed else "exposure_chart.split_hover"
        hover = say(
            lang, key, name=for_chart(name), provided=provided, more=more, all=provided + more, currency=currency
        )
        for value, base, colour in ((provided, 0.0, ADVERSE), (more, provided, ADVERSE_LIGHT)):
            drawing.bar(
                x=[value],
                y=[place],
                base=[base],
                orientation="h",
                width=0.36,
                marker={"color": colour},
                customdata=[hover],
                hovertemplate="%{customdata}<extra></extra>",
            )
        short = for_chart(name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…")
        drawing.write(short, x=0, y=place + 0.42, xref="paper", yref="y", xanchor="left")
        one = owed or not more
        words = say(
            lang,
            "exposure_chart.split_label_one" if one else "exposure_chart.split_label",
            provided=format_brief(provided + more if one else provided, lang),
            all=format_brief(provided + more, lang),
        )
        drawing.write(words, 12, x=provided + more, y=place, xanchor="left", xshift=5)
    drawing.line(x0=0, x1=0, y0=0, y1=1, yref="paper")
    return drawing.figure(
        ROW * number + 24,
        barmode="overlay",
        margin={"l": 4, "r": 8, "t": 6, "b": 4},
        xaxis={"range": [0, 1.55 * longest], "visible": False},
        yaxis={"range": [-0.6, number - 0.2], "visible": False},
    )


def _tail(rows: Sequence[tuple[str, float, float]], lang: str) -> list[tuple[str, float, float]]:
    if not rows:
        return []
    return [
        (say(lang, "exposure_chart.others", number=len(rows)), sum(row[1] for row in rows), sum(row[2] for row in rows))
    ]


def due_chart(
    weeks: Sequence[str],
    counts: Sequence[int],
    out: Sequence[float],
    back: Sequence[float],
    currency: str,
    lang: str,
    ink: str = INK,
) -> go.Figure:
    """What is due in each stretch of time: money that is expected to leave us (orange) beside money that is due to
    us (blue); the number of things to do stands below."""
    drawing = Drawing(ink)
    places, highest = list(range(len(weeks))), max([*out, *back, 1e-9])
    for key, values, colour, shift in (("out", out, ADVERSE, -0.2), ("back", back, TOTAL, 0.2)):
        hover = [
            say(lang, f"exposure_chart.due_{key}", when=week, amount=amount, currency=currency)
            for week, amount in zip(weeks, values, strict=True)
        ]
        drawing.bar(
            x=[place + shift for place in places],
            y=list(values),
            width=0.36,
            marker={"color": colour},
            customdata=hover,
            hovertemplate="%{customdata}<extra></extra>",
        )
        for place, amount in zip(places, values, strict=True):
            if amount:
                drawing.write(_tight(amount, highest, lang), 11, x=place + shift, y=amount, yanchor="bottom")
    names = [
        "<br>".join(
            [
                *(part for line in week.split("\n") for part in wrap(line, 12)),
                say(lang, "exposure_chart.due_count", count=count),
            ]
        )
        for week, count in zip(weeks, counts, strict=True)
    ]
    return drawing.figure(
        250,
        barmode="overlay",
        margin={"l": 4, "r": 4, "t": 8, "b": 64},
        yaxis={"range": [0, 1.25 * highest], "visible": False},
        xaxis={
            "range": [-0.6, len(weeks) - 0.4],
            "tickvals": places,
            "ticktext": names,
            "tickangle": 0,
            "tickfont": {"size": 12},
        },
    )


def _tight(value: float, highest: float, lang: str) -> str:
    """A figure that fits above a narrow bar, in the unit of the highest of its chart: 37,200 as 37.2k and 2,327 as
    2.3k, in Chinese 3.7万 and 0.2万."""
    unit = 1_000.0 if lang == "en" else 10_000.0
    if highest < unit:
        return format_brief(value, lang)
    return say(lang, "exposure_chart.below" if value < 0.05 * unit else "causes.tight", value=max(value / unit, 0.1))


def movement_chart(steps: Sequence[tuple[str, float]], currency: str, lang: str, ink: str = INK) -> go.Figure:
    """From one booking to the next: the first and the last step are totals, those between go up (orange) or down
    (green)."""
    drawing = Drawing(ink)
    names, places = [say(lang, f"movement.{key}") for key, _ in steps], list(range(len(steps)))
    level, highest = 0.0, 1e-9
    for place, (key, amount) in enumerate(steps):
        whole = place in (0, len(steps) - 1)
        base = 0.0 if whole else level
        level = amount if whole else level + amount
        colour = TOTAL if whole else ADVERSE if amount > 0.0 else FAVOURABLE if amount < 0.0 else GREY
        hover = say(
            lang, "exposure_chart.movement_hover", name=say(lang, f"movement.{key}"), amount=amount, currency=currency
        )
        drawing.bar(
            x=[place],
            y=[amount],
            base=[base],
            width=0.6,
            marker={"color": colour},
            customdata=[hover],
            hovertemplate="%{customdata}<extra></extra>",
        )
        top = max(base, base + amount)
        highest = max(highest, top)
        drawing.write(format_brief(amount, lang), 12, x=place, y=top, yanchor="bottom")
    return drawing.figure(
        260,
        barmode="overlay",
        margin={"l": 4, "r": 4, "t": 10, "b": 48},
        xaxis={"range": [-0.6, len(steps) - 0.4], "tickvals": places, "ticktext": names},
        yaxis={"range": [0, 1.18 * highest], "visible": False},
    )
