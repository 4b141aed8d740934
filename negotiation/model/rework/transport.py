"""From ready to arrived: by the first sailing after the cut-off, or by air; in days after the settlement date."""

from __future__ import annotations

from datetime import date

import numpy as np

from negotiation.core.fields import Num
from negotiation.model.facts.contract import Logistics


def whole_day(time: Num) -> Num:
    """The day in which a time falls: 9.2 is on day 10."""
    day: Num = np.ceil(np.asarray(time, dtype=float) - 1e-9)
    return day


def departure(ready: Num, logistics: Logistics, start: date) -> Num:
    """Day of the first sailing on or after ready + cut-off, with `ready` rounded up to a whole day.

        first + ⌈(⌈ready⌉ + cut-off − first) / every⌉ · every;  ⌈ready⌉ + cut-off where no sailing is known

    `first` is the known sailing in days after `start`; sailings repeat before and after it. Goods that are ready later
    never sail earlier. Shapes broadcast.
    """
    return sailing_after(whole_day(ready), logistics, start)


def sailing_after(day: Num, logistics: Logistics, start: date) -> Num:
    """`departure` for goods that are ready on a whole day."""
    cut_off = (
        float(np.ceil(logistics.cut_off_days - 1e-9))
        if isinstance(logistics.cut_off_days, float)
        else whole_day(logistics.cut_off_days)
    )
    if logistics.first_sailing is None:
        return day + cut_off
    first = float((logistics.first_sailing - start).days)
    every = logistics.sailing_every
    return np.ceil((day + (cut_off - first - 1e-9 * every)) / every) * every + first


def by_sea(ready: Num, transit: Num, logistics: Logistics, start: date) -> Num:
    """Day of arrival by sea: departure + transit, each on a whole day. Shapes broadcast.

    Args:
        ready: day on which the goods are ready, days after `start`; broadcasts.
        transit: days from departure to the customer; broadcasts.
        logistics: sailings and cut-off.
        start: the settlement date, day 0.
    """
    return departure(ready, logistics, start) + whole_day(transit)


def by_air(ready: Num, transit: Num) -> Num:
    """Day of arrival by air: day ready + days from booking to the door. Shapes broadcast."""
    return whole_day(ready) + whole_day(transit)
