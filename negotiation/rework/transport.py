"""From ready to arrived: the first sailing after the cut-off and its transit, or by air; day numbers after the settlement date."""

from __future__ import annotations

from datetime import date

import numpy as np

from negotiation.case import Logistics
from negotiation.units import Num


def whole_day(time: Num) -> Num:
    """The day on which a time falls: 9.2 is on day 10."""
    day: Num = np.ceil(np.asarray(time, dtype=float) - 1e-9)
    return day


def departure(ready: Num, logistics: Logistics, start: date) -> Num:
    """Day of the first sailing on or after ready + cut-off.

        first + ⌈(⌈ready⌉ + cut-off − first) / every⌉ · every;  ⌈ready⌉ + cut-off where no sailing is known

    `first` is the known sailing in days after `start`; sailings repeat both ways. Later ready never sails earlier. Shapes broadcast.
    """
    at_port = whole_day(ready) + whole_day(logistics.cut_off_days)
    if logistics.first_sailing is None:
        return at_port
    first = float((logistics.first_sailing - start).days)
    return first + np.ceil((at_port - first) / logistics.sailing_every - 1e-9) * logistics.sailing_every


def by_sea(ready: Num, transit: Num, logistics: Logistics, start: date) -> Num:
    """Day of arrival by sea: departure + transit, each on a whole day. Shapes broadcast."""
    return whole_day(departure(ready, logistics, start) + whole_day(transit))


def by_air(ready: Num, transit: Num) -> Num:
    """Day of arrival by air: the day of being ready + the days from booking to the door. Shapes broadcast."""
    return whole_day(ready) + whole_day(transit)
