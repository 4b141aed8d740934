"""Working days of a country: announced holidays and make-up workdays, less the factory's own shutdowns."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation.core.fields import Num
from negotiation.core.problems import BadInput, Problem
from negotiation.model.facts.contract import Logistics

LAST_KNOWN_YEAR = 2099
"""After this year only weekends count."""

MOST_DAYS = 36_500
"""Most days that a calendar covers."""


@lru_cache(maxsize=256)
def _year(country: str, year: int) -> NDArray[np.bool_]:
    """Whether each day of a year is a working day."""
    import holidays

    first = date(year, 1, 1)
    days = [first + timedelta(days=number) for number in range((date(year + 1, 1, 1) - first).days)]
    with warnings.catch_warnings():  # lunar holidays are known for some years only
        warnings.simplefilter("ignore")
        calendar = holidays.country_holidays(country, years=min(year, LAST_KNOWN_YEAR))
    known = year <= LAST_KNOWN_YEAR
    return _fixed(
        np.array([calendar.is_working_day(day) if known else day.weekday() not in calendar.weekend for day in days])
    )


def _fixed(values: NDArray[Any]) -> NDArray[Any]:
    """The array made read-only, so that it can be shared."""
    values.flags.writeable = False
    return values


@lru_cache(maxsize=64)
def announced_until(country: str) -> int | None:
    """Last year whose make-up workdays are announced, in countries that set them each year by decree; None
    elsewhere."""
    import holidays

    calendar = holidays.country_holidays(country, years=2020)
    special = getattr(calendar, "special_public_holidays", {})
    return max(special) if getattr(calendar, "has_substituted_holidays", False) and special else None


@dataclass(frozen=True, eq=False)
class WorkCalendar:
    """Which days after `start` are working days. Day n is the n-th day after the start; work on it fills the time from
    n − 1 to n.

    `working[n − 1]` says whether day n is a working day, `worked[n]` the number of working days up to the end of day n,
    `day_of[k]` the day of the k-th working day.
    """

    start: date
    working: NDArray[np.bool_]
    worked: NDArray[np.int64]
    day_of: NDArray[np.int64]

    def after(self, working_days: Num) -> Num:
        """Time, in days after the start, at which so many working days are done. Shapes broadcast.

            day of the ⌈w⌉-th working day − (⌈w⌉ − w);  0 for w = 0

        More than the calendar covers raises BadInput.
        """
        wanted = np.asarray(working_days, dtype=float)
        whole = np.ceil(wanted - 1e-9)
        if wanted.size and float(wanted.max()) > self.day_of.size - 1:
            raise BadInput(
                Problem(
                    "out_of_range", "steps", float(np.max(wanted)), {"low": 0.0, "high": float(self.day_of.size - 1)}
                )
            )
        done: Num = (self.day_of[whole.astype(np.int64)] - (whole - wanted))[()]
        return done

    def until(self, day: Num) -> Num:
        """Working days up to the end of a day; 0 before the start, all of them beyond the end of the calendar. Shapes
        broadcast."""
        place = np.clip(np.floor(np.asarray(day, dtype=float) + 1e-9), 0, self.worked.size - 1).astype(np.int64)
        return self.worked[place].astype(float)[()]


@lru_cache(maxsize=64)
def _calendar(start: date, country: str, shutdowns: tuple[tuple[date, date], ...], reach: int) -> WorkCalendar:
    last = start + timedelta(days=reach)
    years = np.concatenate([_year(country, year) for year in range(start.year, last.year + 1)])
    first = (start - date(start.year, 1, 1)).days + 1
    working = years[first : first + reach].copy()
    for opens, closes in shutdowns:
        working[max((opens - start).days - 1, 0) : max((closes - start).days, 0)] = False
    worked = np.concatenate([[0], np.cumsum(working)])
    return WorkCalendar(
        start, _fixed(working), _fixed(worked), _fixed(np.concatenate([[0], np.flatnonzero(working) + 1]))
    )


def work_calendar(start: date, logistics: Logistics, working_days: float = 250.0) -> WorkCalendar:
    """The working days after `start` in the factory's country less its shutdowns, at least so many of them."""
    closed = tuple((each.first, each.last) for each in logistics.shutdowns)
    lost = sum((last - first).days + 1 for first, last in closed if last >= first)
    reach = min(
        MOST_DAYS, (int(np.ceil(working_days * 1.6 + lost + 60.0)) // 365 + 1) * 365, (date(2299, 12, 31) - start).days
    )
    return _calendar(start, logistics.country, closed, reach)
