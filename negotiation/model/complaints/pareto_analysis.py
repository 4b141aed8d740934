"""Causes of complaints: ranked by frequency or cost, their trend by month, and what preventing them would have
saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from negotiation.model.complaints.complaint_log import Complaints
from negotiation.model.playbook.root_cause import Measure

RANKED_BY = ("count", "cost")
MONTHS = 6


@dataclass(frozen=True, eq=False)
class Pareto:
    """One row a cause within the window, the largest first: count, cost, running share of both, and how many had no
    cost.

    `first` and `last` are the days of the window. Money; running shares end at 1. In a window without any cost the
    running shares of cost are 0.
    """

    first: date
    last: date
    cause: NDArray[np.object_]
    count: NDArray[np.int64]
    cost: NDArray[np.float64]
    unpriced: NDArray[np.int64]
    running_count: NDArray[np.float64]
    running_cost: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.cause)


def window_start(today: date, months: int = MONTHS) -> date:
    """First day of the window of `months` calendar months that ends today.

    >>> window_start(date(2026, 8, 31))
    datetime.date(2026, 3, 1)
    """
    start: date = (pd.Timestamp(today) - pd.DateOffset(months=months) + pd.DateOffset(days=1)).date()
    return start


def _inside(log: Complaints, today: date, months: int) -> NDArray[np.bool_]:
    return (log.day >= np.datetime64(window_start(today, months))) & (log.day <= np.datetime64(today))


def pareto(log: Complaints, today: date, months: int = MONTHS, by: str = "count") -> Pareto:
    """The causes of the last months, ranked by count or by cost. Ties are ranked by the other of the two, then by first
    appearance.

    Args:
        log: complaints that were read.
        today: last day of the window.
        months: length of the window, calendar months.
        by: "count" or "cost".
    """
    inside = _inside(log, today, months)
    rows = pd.DataFrame({"cause": log.cause[inside], "cost": log.cost[inside]})
    rows["unpriced"] = rows["cost"].isna()
    table = rows.groupby("cause", sort=False).agg(
        count=("cost", "size"), cost=("cost", "sum"), unpriced=("unpriced", "sum")
    )
    ranked = [by, *(name for name in RANKED_BY if name != by)]
    table = table.sort_values(ranked, ascending=False, kind="stable")
    count, cost = table["count"].to_numpy(dtype=np.int64), table["cost"].to_numpy(dtype=float)
    names = table.index.to_numpy(dtype=object)
    return Pareto(
        window_start(today, months),
        today,
        names,
        count,
        cost,
        table["unpriced"].to_numpy(dtype=np.int64),
        _running(count),
        _running(cost),
    )


def _running(values: NDArray[np.float64] | NDArray[np.int64]) -> NDArray[np.float64]:
    total = float(values.sum())
    return np.cumsum(values.astype(float)) / (total if total > 0.0 else 1.0)


@dataclass(frozen=True, eq=False)
class Trend:
    """Complaints by calendar month, the oldest first. `count` and `cost` have one row a cause (in the order of `cause`)
    and one column a month."""

    month: tuple[str, ...]
    cause: NDArray[np.object_]
    count: NDArray[np.int64]
    cost: NDArray[np.float64]


def trend(log: Complaints, today: date, months: int = 12) -> Trend:
    """Complaints of each cause in each of the last calendar months, this one included. The most frequent cause comes
    first; a month without any is 0."""
    last = pd.Period(today, freq="M")
    month = pd.PeriodIndex(pd.to_datetime(log.day), freq="M")
    wanted = pd.period_range(end=last, periods=months, freq="M")
    inside = (month >= wanted[0]) & (month <= last) & (log.day <= np.datetime64(today))
    rows = pd.DataFrame({"cause": log.cause[inside], "month": month[inside], "cost": np.nan_to_num(log.cost[inside])})
    counts = rows.pivot_table(
        index="cause", columns="month", values="cost", aggfunc="size", fill_value=0, sort=False
    ).reindex(columns=wanted, fill_value=0)
    costs = rows.pivot_table(
        index="cause", columns="month", values="cost", aggfunc="sum", fill_value=0.0, sort=False
    ).reindex(columns=wanted, fill_value=0.0)
    order = counts.sum(axis=1).sort_values(ascending=False, kind="stable").index
    names = tuple(str(each) for each in wanted)
    return Trend(
        names,
        order.to_numpy(dtype=object),
        counts.loc[order].to_numpy(dtype=np.int64),
        costs.loc[order].to_numpy(dtype=float),
    )


@dataclass(frozen=True, eq=False)
class Saving:
    """What a prevention would have saved in the window, money. `share` is the share of its cause that it prevents;
    `net` is after its own `cost`."""

    measure: Measure
    caused: float
    count: int
    saved: float
    net: float


def savings(found: Pareto, measures: Sequence[Measure]) -> tuple[Saving, ...]:
    """Saving of each prevention against a cause of the log: saved = cost of the cause in the window · share that it
    prevents.

    Several preventions of one cause apply one after the other: the second prevents its share of what the first leaves.
    Together they never save more than the cause cost. A cause that is not in the log costs nothing.
    """
    left = dict(zip(map(str, found.cause), found.cost.tolist(), strict=True))
    counts = dict(zip(map(str, found.cause), found.count.tolist(), strict=True))
    rows = []
    for each in measures:
        if each.kind != "prevention":
            continue
        caused, share = left.get(each.against, 0.0), float(np.max(each.prevents))
        saved = caused * share
        left[each.against] = caused - saved
        rows.append(Saving(each, caused, counts.get(each.against, 0), saved, saved - float(np.max(each.cost))))
    return tuple(rows)
