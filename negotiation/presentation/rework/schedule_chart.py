"""The steps of a remedy over time with the critical path and the way of the goods, and the date of arrival as a
distribution."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from negotiation.claim.document.dossier import Dossier
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_number, format_share, format_short_day
from negotiation.model.rework.remedy_forecast import RemedyForecast
from negotiation.model.rework.schedule import calendar_for, network_of
from negotiation.model.rework.transport import whole_day
from negotiation.presentation.common.escaping import escaped_dossier, for_chart
from negotiation.presentation.common.theme import ADVERSE, FAVOURABLE, GREY, INK, TOTAL, Drawing
from negotiation.presentation.rework.chart import ticks
from negotiation.presentation.rework.explain import step_label
from negotiation.presentation.rework.table import RemedyRow

if TYPE_CHECKING:
    import plotly.graph_objects as go

STEP_HEIGHT = 40
REST = "rgba(138, 147, 157, 0.14)"
SEA_BLUE, AIR_BLUE, WAITING = "#56B4E9", "#CC79A7", "rgba(138, 147, 157, 0.45)"


@dataclass(frozen=True)
class Stretch:
    """One bar over time, in days after the settlement date: its kind (critical, step, waiting, sea, air), slack
    after it, and its days of work."""

    label: str
    kind: str
    start: float
    end: float
    slack: float = 0.0
    note: str = ""


def stretches(found: RemedyForecast, dossier: Dossier, lang: str) -> list[Stretch]:
    """Steps in the order in which they start, at expected durations on the factory's working days; then waiting for
    the ship, and transit."""
    case, remedy, bars = dossier.case, found.remedy, []
    steps = {step.code: step for step in next(each for each in dossier.remedies if each.code == remedy.code).steps}
    if found.classical is not None:
        path = found.classical
        calendar = calendar_for(case, network_of(remedy.steps))
        for code in sorted(path.start, key=lambda each: (path.start[each], path.finish[each])):
            start, end, slack = path.start[code], path.finish[code], path.slack[code]
            begins, ends = float(calendar.after(start + 1e-6)) if start else 0.0, float(calendar.after(end))
            free = float(calendar.after(end + slack)) - ends if slack > 1e-9 else 0.0
            days = steps[code].days
            note = say(
                lang,
                "rework.hover_step",
                least=days.optimistic,
                likely=days.likely,
                most=days.pessimistic,
                slack=round(slack, 1),
                critical=found.critical.get(code, 0.0),
            )
            bars.append(
                Stretch(
                    step_label(steps[code], lang),
                    "critical" if code in path.codes else "step",
                    begins,
                    ends,
                    free,
                    note,
                )
            )
    ready = float(whole_day(found.plan.ready))
    if remedy.freight == "shipped":
        if float(remedy.flies) < 1.0:
            bars.append(Stretch(say(lang, "rework.waiting"), "waiting", ready, float(found.plan.sailing)))
            bars.append(Stretch(say(lang, "rework.sea"), "sea", float(found.plan.sailing), float(found.plan.sea)))
        if float(remedy.flies) > 0.0:
            bars.append(Stretch(say(lang, "rework.air"), "air", ready, float(found.plan.air)))
    return bars


def gantt_chart(found: RemedyForecast, dossier: Dossier, lang: str, ink: str = INK) -> go.Figure:
    """A bar a step, the critical ones dark with a diamond at their end, slack as a thin line behind the others; rest
    days shaded."""
    words = escaped_dossier(dossier, for_chart)
    bars = stretches(found, words, lang)
    drawing = Drawing(ink)
    colours = {"critical": ADVERSE, "step": TOTAL, "waiting": WAITING, "sea": SEA_BLUE, "air": AIR_BLUE}
    needed = dossier.case.days_until_needed
    reach = max([bar.end + bar.slack for bar in bars] + [needed or 0.0, 7.0]) * 1.03 + 1.0
    start = dossier.case.settlement_date
    if found.classical is not None:
        working = calendar_for(dossier.case, network_of(found.remedy.steps)).working
        for first, last in _rests(working[: math.ceil(float(found.plan.ready)) + 1]):
            drawing.line(
                type="rect",
                x0=first,
                x1=last,
                y0=0,
                y1=1,
                yref="paper",
                fillcolor=REST,
                line={"width": 0},
                layer="below",
            )
    places = list(range(len(bars)))[::-1]
    drawing.bar(
        x=[max(bar.end - bar.start, 0.15) for bar in bars],
        base=[bar.start for bar in bars],
        y=places,
        orientation="h",
        width=0.34,
        marker={"color": [colours[bar.kind] for bar in bars]},
        customdata=[_span(bar, dossier, lang) for bar in bars],
        hovertemplate="%{customdata}<extra></extra>",
    )
    for bar, place in zip(bars, places, strict=True):
        if bar.slack > 0.0:
            drawing.scatter(
                x=[bar.end, bar.end + bar.slack],
                y=[place, place],
                mode="lines",
                line={"color": GREY, "width": 2, "dash": "dot"},
                hoverinfo="skip",
            )
        span = _days(bar, dossier, lang)
        name = f"<b>{bar.label}</b>" if bar.kind == "critical" else bar.label
        drawing.write(f"{name} · {span}", 12, x=0, y=place + 0.40, xref="paper", yref="y", xanchor="left")
    critical = [(bar.end, place) for bar, place in zip(bars, places, strict=True) if bar.kind == "critical"]
    if critical:
        drawing.scatter(
            x=[each[0] for each in critical],
            y=[each[1] for each in critical],
            mode="markers",
            hoverinfo="skip",
            marker={"symbol": "diamond", "size": 9, "color": ADVERSE, "line": {"color": ink, "width": 1}},
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
    named = ticks(0.0, reach)
    return drawing.figure(
        STEP_HEIGHT * max(len(bars), 1) + 90,
        margin={"l": 4, "r": 4, "t": 30, "b": 34},
        barmode="overlay",
        xaxis={
            "range": [-0.5, reach],
            "tickvals": [0, *named],
            "ticktext": [format_short_day(start + timedelta(days=day), lang) for day in (0, *named)],
        },
        yaxis={"range": [-0.6, len(bars) - 0.35], "visible": False},
    )


def _span(bar: Stretch, dossier: Dossier, lang: str) -> str:
    return f"{bar.label}<br>{_days(bar, dossier, lang)}" + (f"<br>{bar.note}" if bar.note else "")


def _days(bar: Stretch, dossier: Dossier, lang: str) -> str:
    """First and last day of a bar: work that starts at the end of a day begins on the next one."""
    work = bar.kind in ("critical", "step")
    first, last = math.floor(bar.start + 1e-6) + 1 if work else round(bar.start), math.ceil(bar.end - 1e-6)
    ends = [
        format_short_day(dossier.case.settlement_date + timedelta(days=day), lang) for day in (min(first, last), last)
    ]
    return ends[0] if ends[0] == ends[1] else " – ".join(ends)


def _rests(working: Iterable[bool]) -> list[tuple[float, float]]:
    """Stretches without work, as day numbers: from the end of the last working day to the end of the last free one."""
    found: list[tuple[float, float]] = []
    for day, works in enumerate(working, start=1):
        if works:
            continue
        if found and found[-1][1] == day - 1:
            found[-1] = (found[-1][0], float(day))
        else:
            found.append((day - 1.0, float(day)))
    return found


def arrival_chart(found: RemedyForecast, row: RemedyRow, dossier: Dossier, lang: str, ink: str = INK) -> go.Figure:
    """How likely each day of arrival is, the last goods dark and those that fly light; lines at P50, P80 and P95 and
    at the day needed."""
    drawing = Drawing(ink)
    start, needed = dossier.case.settlement_date, dossier.case.days_until_needed
    shown = [(found.last, TOTAL, "rework.last_goods")]
    if row.splits:
        shown.insert(0, (found.first, AIR_BLUE, "rework.first_goods"))
    highest = 0.0
    for days, colour, key in shown:
        values, counts = np.unique(np.round(np.ravel(np.asarray(days, dtype=float))), return_counts=True)
        chances = counts / counts.sum()
        highest = max(highest, float(chances.max()))
        hover = [
            f"{say(lang, key)}<br>{format_short_day(start + timedelta(days=int(day)), lang)}: "
            f"{format_share(float(chance), lang)}"
            for day, chance in zip(values, chances, strict=True)
        ]
        drawing.bar(
            x=values.tolist(),
            y=chances.tolist(),
            width=0.8,
            marker={"color": colour},
            customdata=hover,
            hovertemplate="%{customdata}<extra></extra>",
        )
    ends = [*row.days, *([row.first_by] if row.splits else []), *([needed] if needed is not None else [])]
    low = min(*ends, float(np.min(found.last)), float(np.min(found.first)) if row.splits else np.inf) - 3.0
    high = max(*ends, float(np.max(found.last))) + 3.0
    for height, (name, day) in enumerate(zip(("P50", "P80", "P95"), row.days, strict=True)):
        drawing.line(
            x0=day, x1=day, y0=0, y1=highest * (1.36 - 0.12 * height), line={"color": ink, "width": 1, "dash": "dot"}
        )
        text = f"{name} {format_short_day(start + timedelta(days=round(day)), lang)}"
        drawing.write(
            text,
            12,
            x=day,
            y=highest * (1.36 - 0.12 * height),
            xanchor="right" if day > (low + high) / 2 else "left",
            yanchor="bottom",
        )
    if needed is not None:
        drawing.line(
            x0=needed,
            x1=needed,
            y0=0,
            y1=1,
            yref="paper",
            line={"color": FAVOURABLE if row.in_time else ADVERSE, "width": 2, "dash": "dash"},
        )
        drawing.write(
            say(lang, "rework.needed", date=dossier.case.order.needed_on),
            12,
            x=needed,
            y=1.0,
            yref="paper",
            xanchor="right",
            yanchor="bottom",
        )
    named = ticks(low, high)
    return drawing.figure(
        400,
        margin={"l": 4, "r": 4, "t": 30, "b": 34},
        barmode="overlay",
        xaxis={
            "range": [low, high],
            "tickvals": named,
            "ticktext": [format_short_day(start + timedelta(days=day), lang) for day in named],
        },
        yaxis={"range": [0, highest * 1.55], "visible": False},
    )


def gantt_note(found: RemedyForecast, dossier: Dossier, lang: str) -> str:
    """How much the classical view and the draws differ."""
    if found.classical is None:
        return ""
    if math.isnan(found.chance):
        return say(lang, "rework.gantt_note", days=format_number(found.classical.length, lang, 1))
    return say(
        lang,
        "rework.gantt_note_chance",
        days=format_number(found.classical.length, lang, 1),
        classical=found.classical_chance,
        drawn=found.chance,
    )
