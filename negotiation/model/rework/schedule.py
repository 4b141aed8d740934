"""When a remedy is done and arrives: its steps on working days, then the next sailing or air freight; planned once or
drawn many times."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from negotiation.core.distributions import ThreePoint
from negotiation.core.fields import Num
from negotiation.model.facts.case import Case
from negotiation.model.rework.critical_path import AIR, SEA, Network, Step, build_network, network_length
from negotiation.model.rework.late_delivery import cured_when_late
from negotiation.model.rework.remedy import Remedy
from negotiation.model.rework.transport import by_air, by_sea, sailing_after, whole_day
from negotiation.model.rework.work_calendar import WorkCalendar, work_calendar


@dataclass(frozen=True, eq=False)
class Timing:
    """Days after the settlement date: `ready` (fractional), `sailing`, and arrival by `sea` and `air`.

    If nothing travels, `sailing` equals `ready`, and both arrivals follow after the typed days in transit.
    """

    ready: Num
    sailing: Num
    sea: Num
    air: Num

    def last(self, air_share: Num) -> Num:
        """Arrival of the last goods if this share of them flies."""
        return np.where(
            np.asarray(air_share) < 1.0,
            np.maximum(self.sea, np.where(np.asarray(air_share) > 0.0, self.air, self.sea)),
            self.air,
        )[()]

    def average(self, air_share: Num) -> Num:
        """Average arrival of a piece: share by air · air + (1 − share) · sea."""
        return air_share * self.air + (1.0 - air_share) * self.sea


@lru_cache(maxsize=256)
def network_of(steps: tuple[Step, ...]) -> Network:
    """The network of a remedy's steps. It is cached, because records are frozen."""
    return build_network(steps)


def calendar_for(case: Case, net: Network) -> WorkCalendar:
    """Working days from the settlement date on, long enough for all steps one after the other at their longest."""
    longest = sum(float(np.max(step.days.pessimistic)) for step in net.steps)
    return work_calendar(case.settlement_date, case.logistics, longest + 1.0)


DAYS = frozenset({"done_day", "transit_days", "air_days"})
"""Fields of a remedy that follow its schedule until someone types them."""


def timing(
    remedy: Remedy, case: Case, drawn: Mapping[str, Num] | None = None, follows: AbstractSet[str] = DAYS
) -> Timing:
    """When a remedy is ready and arrives. Without draws it is the plan, at expected durations (o + 4m + p) / 6.

    Fields that `follows` does not name are used as typed; so is `done_day` without steps. Goods that do not travel
    arrive after the typed days in transit.

    Args:
        remedy: the remedy.
        case: facts of the claim.
        drawn: working days by step code, calendar days under "(sea)" and "(air)"; broadcasts. None for the plan.
        follows: names of the remedy's fields that follow the schedule.
    """
    start, logistics = case.settlement_date, case.logistics
    days: Mapping[str, Num] = drawn or {}
    ready = remedy.done_day
    if remedy.steps and "done_day" in follows:
        net = network_of(tuple(remedy.steps))
        ready = calendar_for(case, net).after(
            network_length(net, [days.get(step.code, step.days.mean) for step in net.steps])
        )
    if remedy.freight == "none":
        there = whole_day(ready + remedy.transit_days)
        return Timing(ready, ready, there, there)
    day = whole_day(ready)
    sailing: Num = ready
    if "transit_days" in follows:
        sailing = sailing_after(day, logistics, start)
        sea = sailing + whole_day(days.get(SEA, logistics.sea.mean))
    else:
        sea = whole_day(ready + remedy.transit_days)
    air = (
        day + whole_day(days.get(AIR, logistics.air.mean))
        if "air_days" in follows
        else whole_day(ready + remedy.air_days)
    )
    return Timing(ready, sailing, sea, air)


def spreads_of(remedy: Remedy, case: Case) -> dict[str, ThreePoint]:
    """The uncertain durations of a remedy: its steps and, if goods travel, both transits; by the names that `timing`
    reads."""
    found = {step.code: step.days for step in remedy.steps}
    return found | ({SEA: case.logistics.sea, AIR: case.logistics.air} if remedy.freight == "shipped" else {})


@lru_cache(maxsize=512)
def planned_done(remedy: Remedy, case: Case) -> float | None:
    """Planned day on which a remedy is done; None without steps. Plain numbers."""
    return float(whole_day(timing(remedy, case).ready)) if remedy.steps else None


@lru_cache(maxsize=512)
def planned_transits(remedy: Remedy, case: Case) -> tuple[float, float] | None:
    """Planned days by sea and by air from the remedy's day of being done to the door; None if they cannot be
    derived."""
    if remedy.freight == "none":
        return (0.0, 0.0) if remedy.steps else None
    plan = timing(remedy, case, follows=DAYS - {"done_day"})
    done = float(remedy.done_day)
    return max(float(plan.sea) - done, 0.0), max(float(plan.air) - done, 0.0)


def cured_share(remedy: Remedy, case: Case) -> Num:
    """Share of the harm cured, by how late each part of the goods is: share by air · cured(air) + (1 − share) ·
    cured(sea).

    If no date is needed the goods count as on time. An assumption: see `cured_when_late`.
    """
    needed = case.days_until_needed
    if needed is None:
        return cured_when_late(0.0)
    sea, air = (cured_when_late(remedy.done_day + days - needed) for days in (remedy.transit_days, remedy.air_days))
    return remedy.flies * air + (1.0 - remedy.flies) * sea


def delay_remedy(remedy: Remedy, case: Case, days: Num) -> Remedy:
    """The same remedy begun `days` later. It is paid and done later, and cures less if its goods come later for the
    date needed."""
    moved = replace(remedy, paid_day=remedy.paid_day + days, done_day=remedy.done_day + days)
    before, after = cured_share(remedy, case), cured_share(moved, case)
    some = np.asarray(before) > 0.0
    return replace(moved, cures=remedy.cures * np.where(some, np.asarray(after) / np.where(some, before, 1.0), 1.0)[()])


def latest_ready(remedy: Remedy, case: Case, calendar: WorkCalendar) -> float | None:
    """Last day on which goods may be ready to arrive by the date needed, at expected transit; None if no date is
    needed.

    All by sea unless all fly. −1 if even goods ready at once would be late.
    """
    needed = case.days_until_needed
    if needed is None:
        return None
    days = np.arange(calendar.worked.size, dtype=float)
    there: Num = days
    if float(np.max(remedy.flies)) >= 1.0:
        there = by_air(days, case.logistics.air.mean)
    elif remedy.freight == "shipped":
        there = by_sea(days, case.logistics.sea.mean, case.logistics, case.settlement_date)
    return float(np.count_nonzero(there <= needed + 1e-9)) - 1.0
