"""What is due when: deadlines, receivables and expected payments, one by one and by week or month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation.core.problems import BadInput, Problem
from negotiation.finance.register.register import Days, Minor, Texts
from negotiation.finance.register.valued_register import ConvertedRegister

KINDS = ("deadline", "receivable", "settlement")
STEPS = ("week", "month")


@dataclass(frozen=True, eq=False)
class DueItems:
    """Due items, the earliest first, those without a day last: the `row` of the register, the `kind`, the `day`, the
    money in minor units.

    The amount of a deadline is the net exposure of its claim, that of a receivable what is owed to us. That of a
    settlement is what we most likely pay if we pay anything; once agreed, the agreed amount. `weighted` of a settlement
    is its expected value, chance × mean, to be read only as a sum; for other kinds it equals the amount.
    """

    row: NDArray[np.int64]
    kind: Texts
    day: Days
    amount: Minor
    weighted: Minor

    def __len__(self) -> int:
        return len(self.row)

    def __add__(self, other: DueItems) -> DueItems:
        parts = [(getattr(self, name), getattr(other, name)) for name in ("row", "kind", "day", "amount", "weighted")]
        return DueItems(*(np.concatenate(part) for part in parts))

    def between(self, first: date, last: date) -> DueItems:
        """Items due from one day to another, both included."""
        return self._where((self.day >= np.datetime64(first)) & (self.day <= np.datetime64(last)))

    def before(self, day: date) -> DueItems:
        """Items that are late on a day."""
        return self._where(self.day < np.datetime64(day))

    def undated(self) -> DueItems:
        """Items without a day: they are in no week or month, and never late."""
        return self._where(np.isnat(self.day))

    def of(self, kind: str) -> DueItems:
        """Items of one of KINDS."""
        return self._where(self.kind == kind)

    def first(self, most: int) -> DueItems:
        """The first items only."""
        return self._where(np.arange(min(most, len(self))))

    def _where(self, where: NDArray[Any]) -> DueItems:
        """Some items, by a mask or by indices."""
        return DueItems(self.row[where], self.kind[where], self.day[where], self.amount[where], self.weighted[where])

    def by_urgency(self, today: date) -> DueItems:
        """Our own late items, then those coming up, then receivables that are late, the most recent first. Items
        without a day are last."""
        late = self.day < np.datetime64(today)
        theirs = late & (self.kind == "receivable")
        group = np.select([np.isnat(self.day), theirs, late], [3, 2, 0], 1)
        days = (self.day - np.datetime64(today)).astype(np.int64)
        return self._where(np.lexsort((self.row, self.kind == "receivable", np.where(theirs, -days, days), group)))


def due_items(found: ConvertedRegister) -> DueItems:
    """All due items: deadlines of claims that are not closed, unpaid receivables, and what open claims may still cost.

    Receivables and payments without a day are included; a deadline always has one.
    """
    register, lines = found.register, found.lines
    closed = register.per_row("stage", {each: each == "closed" for each in register.factor("stage")[1]}).astype(bool)
    parts = (
        (register.next_deadline, lines.net, lines.net, ~np.isnat(register.next_deadline) & ~closed),
        (register.receivable_due, lines.receivable, lines.receivable, lines.receivable > 0),
        (register.settles_on, lines.likely, lines.expected, lines.expected > 0),
    )
    row = np.concatenate([np.flatnonzero(where) for *_, where in parts])
    kind = np.repeat(np.arange(len(KINDS)), [int(where.sum()) for *_, where in parts])
    day = np.concatenate([days[where] for days, *_, where in parts]).astype("datetime64[D]")
    amount, weighted = (np.concatenate([part[place][part[3]] for part in parts]) for place in (1, 2))
    order = np.lexsort((row, kind, day))
    return DueItems(row[order], np.array(KINDS, dtype=object)[kind[order]], day[order], amount[order], weighted[order])


@dataclass(frozen=True, eq=False)
class Calendar:
    """Amounts due in each week or month, from the first to the last without a gap: one row a period, one column for
    each of KINDS."""

    step: str
    first_day: Days
    count: NDArray[np.int64]
    amount: Minor

    def __len__(self) -> int:
        return len(self.first_day)


def calendar(found: DueItems, today: date, step: str = "week", periods: int = 12) -> Calendar:
    """Weeks (from Monday) or calendar months with what is due in them, starting with the current one. Late and later
    items are left out.

    Any other step raises BadInput.

    Args:
        found: due items.
        today: a day in the first period.
        step: "week" or "month".
        periods: number of periods.
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
    """First and last day of a day's month.

    >>> month_of(date(2026, 2, 10))
    (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28))
    """
    first = today.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
