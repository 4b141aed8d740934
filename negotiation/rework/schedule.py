"""When a remedy is done and arrives: its steps on working days, the next sailing or the plane; planned once or drawn many times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from negotiation.case import Case
from negotiation.draws import ThreePoint
from negotiation.rework.calendars import WorkCalendar, work_calendar
from negotiation.rework.lateness import cured_when_late
from negotiation.rework.network import Network, Step, length, network
from negotiation.rework.remedies import Remedy
from negotiation.rework.transport import by_air, by_sea, departure, whole_day
from negotiation.units import Num


@dataclass(frozen=True, eq=False)
class Timing:
    """Days after the settlement date: `ready` (fractional), `sailing`, `sea` and `air` arrival; equal to ready where nothing travels."""

    ready: Num
    sailing: Num
    sea: Num
    air: Num

    def last(self, air_share: Num) -> Num:
        """Arrival of the last goods when this share of them flies."""
        return np.where(np.asarray(air_share) < 1.0, np.maximum(self.sea, np.where(np.asarray(air_share) > 0.0, self.air, self.sea)), self.air)[()]

    def average(self, air_share: Num) -> Num:
        """Arrival of a piece on average: share by air · air + (1 − share) · sea."""
        return air_share * self.air + (1.0 - air_share) * self.sea


@lru_cache(maxsize=256)
def network_of(steps: tuple[Step, ...]) -> Network:
    """The network of a remedy's steps, kept: records are frozen."""
    return network(steps)


def calendar_for(case: Case, net: Network) -> WorkCalendar:
    """Working days from the settlement date on, with room for all steps one after the other at their longest."""
    longest = sum(float(np.max(step.days.pessimistic)) for step in net.steps)
    return work_calendar(case.settlement_date, case.logistics, longest + 1.0)


def timing(remedy: Remedy, case: Case, drawn: Mapping[str, Num] | None = None) -> Timing:
    """When a remedy is ready and arrives. Without draws: at expected durations (o + 4m + p) / 6; the plan.

    `drawn` holds working days by step code, and calendar days under "sea" and "air"; shapes broadcast. Without steps the typed
    day of being done counts. Goods that do not travel arrive when they are ready (typed days in transit added).
    """
    start, logistics = case.settlement_date, case.logistics
    days: Mapping[str, Num] = drawn or {}
    if remedy.steps:
        net = network_of(remedy.steps)
        ready = calendar_for(case, net).after(length(net, [days.get(step.code, step.days.mean) for step in net.steps]))
    else:
        ready = remedy.done_day
    if remedy.freight == "none":
        typed = 0.0 if remedy.steps else remedy.transit_days
        there = whole_day(ready) + typed if remedy.steps else ready + typed
        return Timing(ready, ready, there, there)
    sailing = departure(ready, logistics, start)
    return Timing(
        ready=ready,
        sailing=sailing,
        sea=by_sea(ready, days.get(SEA, logistics.sea.mean), logistics, start),
        air=by_air(ready, days.get(AIR, logistics.air.mean)),
    )


SEA, AIR = "(sea)", "(air)"
"""Names of the two transits among drawn durations; a step cannot be called so."""


def spreads_of(remedy: Remedy, case: Case) -> dict[str, ThreePoint]:
    """What is uncertain about the time of a remedy: its steps and, where goods travel, both transits; by the names `timing` reads."""
    found = {step.code: step.days for step in remedy.steps}
    return found | ({SEA: case.logistics.sea, AIR: case.logistics.air} if remedy.freight == "shipped" else {})


@dataclass(frozen=True, eq=False)
class PlannedDays:
    """What the plan says of the fields of a remedy, whole days: done, in transit by sea, by air; and the share of the harm cured then."""

    done_day: float
    transit_days: float
    air_days: float


@lru_cache(maxsize=512)
def planned(remedy: Remedy, case: Case) -> PlannedDays | None:
    """The days that a remedy's plan gives, None where it has neither steps nor a way to travel. Plain numbers."""
    if not remedy.steps and remedy.freight == "none":
        return None
    plan = timing(remedy, case)
    done = float(whole_day(plan.ready))
    return PlannedDays(done, max(float(plan.sea) - done, 0.0), max(float(plan.air) - done, 0.0))


def cured_share(remedy: Remedy, case: Case) -> Num:
    """Share of the harm cured, by how late each part of the goods is: share by air · cured(air) + (1 − share) · cured(sea).

    Where no date is needed the goods count as on time. An assumption: see `cured_when_late`.
    """
    needed = case.days_until_needed
    if needed is None:
        return cured_when_late(0.0)
    sea, air = (cured_when_late(remedy.done_day + days - needed) for days in (remedy.transit_days, remedy.air_days))
    return remedy.by_air * air + (1.0 - remedy.by_air) * sea


def latest_ready(remedy: Remedy, case: Case, calendar: WorkCalendar) -> float | None:
    """The last day on which goods may be ready to be there when they are needed, at expected transit; None where no date is needed.

    All by sea unless all fly. −1 where even goods ready at once would be late.
    """
    needed = case.days_until_needed
    if needed is None:
        return None
    days = np.arange(calendar.worked.size, dtype=float)
    there: Num = days
    if remedy.freight == "shipped" and float(np.max(remedy.by_air)) >= 1.0:
        there = by_air(days, case.logistics.air.mean)
    elif remedy.freight == "shipped":
        there = by_sea(days, case.logistics.sea.mean, case.logistics, case.settlement_date)
    return float(np.count_nonzero(there <= needed + 1e-9)) - 1.0
