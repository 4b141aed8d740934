"""What is due when: deadlines, receivables and expected payments, one by one and by week or month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from negotiation.exposure.register import Days, Minor, Texts
from negotiation.exposure.valued import Valued
from negotiation.units import BadInput, Problem

KINDS = ("deadline", "receivable", "settlement")
STEPS = ("week", "month")


@dataclass(frozen=True, eq=False)
class Dues:
    """Dated things to do, the earliest first: the `row` of the register, which of KINDS, the `day`, and the money in minor units.

    A deadline stands with the net exposure of its claim, a receivable with what is owed to us, a settlement with what is expected to leave us.
    """

    row: NDArray[np.int64]
    kind: Texts
    day: Days
    amount: Minor

    def __len__(self) -> int:
        return len(self.row)

    def between(self, first: date, last: date) -> Dues:
        """What falls on these days, both included."""
        return self._where((self.day >= np.datetime64(first)) & (self.day <= np.datetime64(last)))

    def before(self, day: date) -> Dues:
        """What is late on a day."""
        return self._where(self.day < np.datetime64(day))

    def of(self, kind: str) -> Dues:
        """What is of one of KINDS."""
        return self._where(self.kind == kind)

    def _where(self, where: NDArray[np.bool_]) -> Dues:
        return Dues(self.row[where], self.kind[where], self.day[where], self.amount[where])


def dues(found: Valued) -> Dues:
    """Everything with a day: deadlines of claims that are not closed, receivables that are not paid, and what open claims may still cost.

    A payment without a day is due at once, so on the day of the register. A receivable without a day is not here.
    """
    register, lines = found.register, found.lines
    today = np.datetime64(found.today)
    closed = register.per_row("stage", {each: each == "closed" for each in register.factor("stage")[1]}).astype(bool)
    settles = np.where(np.isnat(register.settles_on), today, register.settles_on)
    parts = (
        (register.next_deadline, lines.net, ~np.isnat(register.next_deadline) & ~closed),
        (register.receivable_due, lines.receivable, ~np.isnat(register.receivable_due) & (lines.receivable > 0)),
        (settles, lines.expected, lines.expected > 0),
    )
    row = np.concatenate([np.flatnonzero(where) for _, _, where in parts])
    kind = np.repeat(np.arange(len(KINDS)), [int(where.sum()) for _, _, where in parts])
    day = np.concatenate([days[where] for days, _, where in parts]).astype("datetime64[D]")
    amount = np.concatenate([money[where] for _, money, where in parts])
    order = np.lexsort((row, kind, day))
    return Dues(row[order], np.array(KINDS, dtype=object)[kind[order]], day[order], amount[order])


@dataclass(frozen=True, eq=False)
class Calendar:
    """What is due in each week or month, from the first to the last without a gap: a row a period, a column each of KINDS."""

    step: str
    first_day: Days
    count: NDArray[np.int64]
    amount: Minor

    def __len__(self) -> int:
        return len(self.first_day)


def calendar(found: Dues, today: date, step: str = "week", periods: int = 12) -> Calendar:
    """Weeks (from Monday) or calendar months with what is due in them, beginning with that of the day; what is late or later is left out.

    Any other step raises BadInput.
    """
    if step not in STEPS:
        raise BadInput(Problem("not_a_choice", "step", step, {"choices": STEPS}))
    if step == "week":
        monday = np.datetime64(today - timedelta(days=today.weekday()))
        starts = monday + 7 * np.arange(periods + 1)
    else:
        starts = (np.datetime64(today, "M") + np.arange(periods + 1)).astype("datetime64[D]")
    inside = found.between(today, starts[-1].item() - timedelta(days=1))
    period = np.searchsorted(starts, inside.day, side="right") - 1
    kind = np.searchsorted(np.array(KINDS), inside.kind.astype(str))
    count, amount = np.zeros((periods, len(KINDS)), np.int64), np.zeros((periods, len(KINDS)), np.int64)
    np.add.at(count, (period, kind), 1)
    np.add.at(amount, (period, kind), inside.amount)
    return Calendar(step, starts[:-1], count, amount)


def month_of(today: date) -> tuple[date, date]:
    """The first and the last day of a day's month.

    >>> month_of(date(2026, 2, 10))
    (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28))
    """
    first = today.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
