"""What is due over all claims, in words: what customers owe, what we are to pay, the answers; by stretch of time,
and as a list."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from negotiation.finance.position import Position
from negotiation.finance.register.due_calendar import DueItems, month_of
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_cents, format_share, format_short_day
from negotiation.presentation.exposure.register_text import group_label
from negotiation.presentation.exposure.text import major_units

DUE_COLUMNS = ("who", "amount", "on", "status", "chance", "title", "code")
"""Columns of the list of what is due: by which one decides stand first, where a phone shows them."""

DUE_SHOWN = ("all", "settlement", "receivable", "deadline")
"""What the list can be narrowed to: everything, or one kind."""

SUMMED = ("settlement", "receivable")
"""Kinds with money in them: it goes out, or it comes in."""

STRETCHES = ("overdue", "week", "next_week", "month", "later")
AHEAD = 92
"""Days ahead that the last stretch ends: about three months."""


def end_of_month(found: Position) -> date:
    """The last day of the month of the book."""
    return month_of(found.converted.today)[1]


def due_stretches(found: Position, every: DueItems, lang: str) -> tuple[list[str], list[int], list[float], list[float]]:
    """What is overdue, due this week, next week and in the rest of the month, and after it within three months:
    names, counts, money out, money in.

    Nothing reaches over the end of the month, so that all but the last add up to what is due by then; a stretch
    without a day is left out. A day by which we must answer or act counts as one thing to do and carries no money.
    """
    today, last = found.converted.today, end_of_month(found)
    sunday = today + timedelta(days=6 - today.weekday())
    ends = [
        today - timedelta(days=1),
        min(sunday, last),
        min(sunday + timedelta(days=7), last),
        last,
        today + timedelta(days=AHEAD),
    ]
    starts = [date.min, *(end + timedelta(days=1) for end in ends)]
    there = [(name, first, end) for name, first, end in zip(STRETCHES, starts, ends, strict=False) if first <= end]
    parts = [every.between(first, end) for _, first, end in there]
    out, back = ([major_units(found, part.of(kind).amount.sum()) for part in parts] for kind in SUMMED)
    names = [say(lang, f"exposure_due.{name}", until=format_short_day(end, lang)) for name, _, end in there]
    return names, [len(part) for part in parts], out, back


def due_soon(found: Position, every: DueItems) -> DueItems:
    """Everything overdue and everything due by the end of the month."""
    return every.between(date.min, end_of_month(found))


def due_title(found: Position, every: DueItems, lang: str) -> str:
    """How many things are due by the end of the month, how many of them are overdue, and how many more come within
    three months."""
    soon, today = due_soon(found, every), found.converted.today
    later = every.between(end_of_month(found) + timedelta(days=1), today + timedelta(days=AHEAD))
    return say(
        lang,
        "exposure_due.title",
        count=len(soon),
        late=len(soon.before(today)),
        more=len(later),
        by=end_of_month(found),
        until=today + timedelta(days=AHEAD),
    )


def due_sums(found: Position, every: DueItems, lang: str) -> list[str]:
    """What customers owe us, what we are to pay by the end of the month, which answers are due; each with what is
    overdue of it; and what has no date."""
    today, by, currency = found.converted.today, end_of_month(found), found.converted.currency
    owed, pay, answers = (
        every.of("receivable"),
        due_soon(found, every).of("settlement"),
        due_soon(found, every).of("deadline"),
    )
    lines = []
    for key, part in (("owed", owed), ("pay", pay), ("answers", answers)):
        late = part.before(today)
        lines.append(
            say(
                lang,
                f"exposure_due.{key}",
                amount=major_units(found, part.amount.sum()),
                number=len(part),
                late=major_units(found, late.amount.sum()),
                overdue=len(late),
                by=by,
                currency=currency,
            )
        )
    soon = due_soon(found, owed)
    if len(owed):
        lines[0] += say(lang, "list.sentence") + say(
            lang,
            "exposure_due.owed_soon",
            amount=major_units(found, soon.amount.sum()),
            number=len(soon),
            by=by,
            currency=currency,
        )
    agreed = pay.amount[_is_agreed(found, pay)].sum()
    if agreed != pay.amount.sum():
        lines[1] += say(lang, "list.sentence") + say(
            lang,
            "exposure_due.not_agreed",
            agreed=major_units(found, agreed),
            weighted=major_units(found, pay.weighted.sum()),
            currency=currency,
        )
    return lines + [line for line in [undated_line(found, every, lang)] if line]


def undated_line(found: Position, every: DueItems, lang: str) -> str:
    """How many payments and invoices have no date, and what they come to; empty where all have one."""
    parts = [(kind, every.undated().of(kind)) for kind in SUMMED]
    told = [_sum_line(found, f"undated_{kind}", part, lang) for kind, part in parts if len(part)]
    return say(lang, "exposure_due.undated", what=say(lang, "list.join").join(told)) if told else ""


def due_total(found: Position, shown: DueItems, lang: str) -> str:
    """The sums of what the list shows: by the end of the month and without a date, never in one."""
    dated = due_soon(found, shown)
    told = [_sum_line(found, f"total_{kind}", part, lang) for kind in DUE_SHOWN[1:] if len(part := dated.of(kind))]
    line = say(
        lang,
        "exposure_due.total",
        by=end_of_month(found),
        what=say(lang, "list.join").join(told) or say(lang, "exposure_due.nothing"),
    )
    return line + "".join(say(lang, "list.sentence") + each for each in [undated_line(found, shown, lang)] if each)


def _sum_line(found: Position, key: str, part: DueItems, lang: str) -> str:
    amount, weighted = (major_units(found, values.sum()) for values in (part.amount, part.weighted))
    line = say(lang, f"exposure_due.{key}", amount=amount, number=len(part), currency=found.converted.currency)
    return (
        line
        if amount == weighted
        else line + say(lang, "exposure_due.weighted", weighted=weighted, currency=found.converted.currency)
    )


def due_listed(found: Position, every: DueItems, shown: str) -> DueItems:
    """What the list shows of one of DUE_SHOWN: what is due by the end of the month, and at the end what has no date."""
    kept = every if shown == "all" else every.of(shown)
    return (due_soon(found, kept) + kept.undated()).by_urgency(found.converted.today)


def due_rows(found: Position, listed: DueItems, lang: str) -> list[dict[str, object]]:
    """The list as rows of a table."""
    register, currency, today = found.converted.register, found.converted.currency, found.converted.today
    agreed = _is_agreed(found, listed)
    return [
        {
            "who": say(
                lang, f"exposure_due.who_{kind}", customer=group_label("customer", str(register.customer[row]), lang)
            ),
            "on": on,
            "amount": "" if kind == "deadline" else format_cents(major_units(found, amount), currency, lang),
            "status": _status(on, today, lang),
            "chance": _chance(str(kind), bool(sure), float(register.chance[row]), lang),
            "title": str(register.title[row]),
            "code": str(register.code[row]),
        }
        for row, kind, on, amount, sure in zip(
            listed.row, listed.kind, listed.day.tolist(), listed.amount, agreed, strict=True
        )
    ]


def _is_agreed(found: Position, part: DueItems) -> NDArray[np.bool_]:
    return np.asarray(found.converted.register.stage[part.row] == "agreed", dtype=bool)


def _status(on: date | None, today: date, lang: str) -> str:
    if on is None:
        return say(lang, "exposure_due.no_date")
    left = (on - today).days
    return say(
        lang, "exposure_due.late" if left < 0 else "exposure_due.left" if left else "exposure_due.today", days=abs(left)
    )


def _chance(kind: str, agreed: bool, chance: float, lang: str) -> str:
    if kind != "settlement":
        return ""
    return say(lang, "exposure_due.agreed") if agreed and chance == 1.0 else format_share(chance, lang)
