"""Dates of a table as people write them. Each cell is read by itself; only the order of day and month follows the rest
of its column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

ORDERS = ("day_first", "month_first")
"""The two ways to read 03/04/2026."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAME = r"(?P<name>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?"
BEFORE = r"^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+)"
TIME = r"[t\s]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]m)?\s*(?:z|utc|[+\-]\d{2}:?\d{2})?$"
PATTERNS = (
    r"^(?P<year>\d{4})\s*[-/.年\s]\s*(?P<month>\d{1,2})\s*[-/.月\s]\s*(?P<day>\d{1,2})\s*[日号]?$",
    r"^(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})$",
    rf"^(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s./\-]*{NAME}[\s,./\-]*(?P<year>\d{{4}}|\d{{2}})$",
    rf"^{NAME}[\s\-]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s,\-]+(?P<year>\d{{4}})$",
    rf"^(?P<year>\d{{4}})[\s\-]*{NAME}[\s\-]*(?P<day>\d{{1,2}})$",
    r"^(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})$",
)
"""Unambiguous date formats. Dots separate day, month and year, in this order."""

EITHER = r"^(?P<day>\d{1,2})\s?[-/]\s?(?P<month>\d{1,2})\s?[-/]\s?(?P<year>\d{4})$"
SHORT = r"^\d{1,2}([-/.])\d{1,2}\1\d{2}$"
"""03/04/26: any of the three may be the year."""

Days = NDArray[np.datetime64]


def dates_in(
    columns: Mapping[str, pd.Series[str]], order: str = ""
) -> tuple[dict[str, Days], dict[str, NDArray[np.object_]]]:
    """The days of each column (NaT: none), and why a cell that is not empty has none: no_date, no_such_date or
    unclear_date.

    If day and month could be swapped, an unambiguous date of the same column decides, else one of the other columns,
    else `order`. If none decides, the cell is unclear.

    >>> found, why = dates_in({"a": pd.Series(["13/02/2026", "03/04/2026", "2 Nov 2026", "31/02/2026", "soon"])})
    >>> [str(each) for each in found["a"]], why["a"].tolist()
    (['2026-02-13', '2026-04-03', '2026-11-02', 'NaT', 'NaT'], ['', '', '', 'no_such_date', 'no_date'])
    """
    read = {name: _read(text) for name, text in columns.items()}
    everywhere = _order([each[2] for each in read.values()]) or order
    days: dict[str, Days] = {}
    why: dict[str, NDArray[np.object_]] = {}
    for name, (plain, reason, either) in read.items():
        own = _order([either]) or (order if _votes(either).all() else everywhere)
        first, second = _day(either[:, 0], either[:, 1], either[:, 2]), _day(either[:, 0], either[:, 2], either[:, 1])
        there = either[:, 0] > 0
        months_first, days_first = there & ~np.isnat(first), there & ~np.isnat(second)
        both = months_first & days_first & (first != second)
        chosen = np.where(both, first if own == "month_first" else second, np.where(months_first, first, second))
        days[name] = np.where(there & ~(both & (own == "")), chosen, plain)
        why[name] = np.where(
            both & (own == ""), "unclear_date", np.where(there & ~months_first & ~days_first, "no_such_date", reason)
        )
    return days, why


def _read(text: pd.Series[str]) -> tuple[Days, NDArray[np.object_], NDArray[np.int64]]:
    """Days of unambiguous cells, reasons, and year, first and second number of ambiguous ones (0: not ambiguous)."""
    codes, written = pd.factorize(text.to_numpy(dtype=object))
    cells = (
        pd.Series(written, dtype=str).str.lower().str.replace(TIME, "", regex=True).str.replace(BEFORE, "", regex=True)
    )
    days = np.full(len(cells), np.datetime64("NaT", "D"))
    reason = np.where(cells == "", "", "no_date").astype(object)
    either = np.zeros((len(cells), 3), np.int64)
    for pattern in PATTERNS:
        parts = cells.str.extract(pattern)
        places = np.flatnonzero(parts["day"].notna().to_numpy() & (reason == "no_date"))
        if places.size:
            found = parts.iloc[places]
            month = found["name"].str.slice(0, 3).map(MONTHS.index) + 1 if "name" in found else found["month"]
            year = found["year"].astype(int)
            days[places] = _day(
                year.where(year > 99, year + 2000).to_numpy(),
                month.astype(int).to_numpy(),
                found["day"].astype(int).to_numpy(),
            )
            reason[places] = np.where(np.isnat(days[places]), "no_such_date", "")
    parts = cells.str.extract(EITHER)
    places = np.flatnonzero(parts["day"].notna().to_numpy() & (reason == "no_date"))
    either[places] = parts.iloc[places][["year", "day", "month"]].astype(int).to_numpy().reshape(-1, 3)
    reason[places] = ""
    reason[(reason == "no_date") & cells.str.match(SHORT).to_numpy(dtype=bool)] = "unclear_date"
    return days[codes], reason[codes], either[codes]


def _day(year: NDArray[Any], month: NDArray[Any], day: NDArray[Any]) -> Days:
    """The calendar day; NaT if there is no such day."""
    first = ((year - 1970) * 12 + np.clip(month, 1, 12) - 1).astype("datetime64[M]")
    found = first.astype("datetime64[D]") + (day - 1)
    there = (month >= 1) & (month <= 12) & (day >= 1) & (found.astype("datetime64[M]") == first)
    return np.where(there, found, np.datetime64("NaT", "D"))


def _votes(either: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether any date can only have the day first, and whether any can only have the month first."""
    first = np.isnat(_day(either[:, 0], either[:, 1], either[:, 2])) & ~np.isnat(
        _day(either[:, 0], either[:, 2], either[:, 1])
    )
    second = ~np.isnat(_day(either[:, 0], either[:, 1], either[:, 2])) & np.isnat(
        _day(either[:, 0], either[:, 2], either[:, 1])
    )
    there = either[:, 0] > 0
    return np.array([(first & there).any(), (second & there).any()])


def _order(columns: list[NDArray[np.int64]]) -> str:
    """The order that the dates themselves imply; empty if they imply none or both."""
    votes = np.any([_votes(each) for each in columns], axis=0) if columns else np.zeros(2, bool)
    return ORDERS[int(votes[1])] if votes[0] != votes[1] else ""
