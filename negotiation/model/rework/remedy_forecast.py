"""What a remedy costs and when it arrives, as a plan and as draws. It answers "how much, by when, and how sure?"."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import numpy as np

from negotiation.core.cashflow import US, sign_for
from negotiation.core.fields import Num
from negotiation.core.sampling import chance_by, quantiles
from negotiation.model.facts.case import Case
from negotiation.model.rework.critical_path import CriticalPath, critical_path, slacks
from negotiation.model.rework.remedy import Remedy
from negotiation.model.rework.schedule import Timing, calendar_for, cured_share, latest_ready, network_of, timing
from negotiation.model.rework.transport import whole_day

P80 = 0.8
"""The certainty at which a date is promised: the day is reached in 80 of 100 draws."""

P50_P80_P95 = (0.5, P80, 0.95)
"""Chances at which the date and the cost are shown: P50, P80, P95."""


@dataclass(frozen=True, eq=False)
class CostPart:
    """One line of the cost to us: positive is paid by us, negative comes back, 0 is paid by someone else."""

    key: str
    place: int
    amount: Num
    ours: Num


@dataclass(frozen=True, eq=False)
class RemedyForecast:
    """The cost and arrival of a remedy, planned and drawn.

    `cost` is the cost to us at the likely figures and planned days, `cost_drawn` with ranges and dates drawn; `parts`
    add up to `cost`. `plan` is at expected durations, `drawn` has the draws. `first` and `last` arrival are days after
    the settlement date. `chance` is that of the last goods arriving by the date needed (NaN if no date is needed),
    `chance_first` that of the goods that fly. `follows` names the fields that follow the schedule; the others are as
    typed. `classical` is the textbook critical path, `classical_chance` its normal approximation, `critical` the share
    of draws in which each step was critical.
    """

    remedy: Remedy
    parts: tuple[CostPart, ...]
    cost: float
    cost_drawn: Num
    plan: Timing
    drawn: Timing
    first: Num
    last: Num
    chance: float
    chance_first: float
    follows: AbstractSet[str]
    classical: CriticalPath | None
    classical_chance: float
    critical: Mapping[str, float]
    cures: float

    def last_by(self, levels: tuple[float, ...] = P50_P80_P95) -> list[float]:
        """Days by which the last goods have arrived with each chance."""
        return quantiles(self.last, levels)

    def first_by(self, levels: tuple[float, ...] = P50_P80_P95) -> list[float]:
        """Days by which the first goods have arrived with each chance."""
        return quantiles(self.first, levels)

    def cost_by(self, levels: tuple[float, ...] = P50_P80_P95) -> list[float]:
        """Cost that is not exceeded with each chance, money."""
        return quantiles(self.cost_drawn, levels)


def cost_parts(remedy: Remedy, case: Case) -> tuple[CostPart, ...]:
    """The cost of a remedy to us, line by line. Shapes broadcast."""
    return tuple(
        CostPart(flow.key, place, flow.amount, -sign_for(flow, US) * flow.amount)
        for place, flow in enumerate(remedy.cost_flows(case))
    )


def with_timing(remedy: Remedy, when: Timing) -> Remedy:
    """The remedy with the days of a timing."""
    done = whole_day(when.ready)
    return replace(
        remedy, done_day=done, transit_days=np.maximum(when.sea - done, 0.0), air_days=np.maximum(when.air - done, 0.0)
    )


def forecast_remedy(
    remedy: Remedy,
    case: Case,
    drawn_remedy: Remedy,
    drawn_case: Case,
    drawn: Mapping[str, Num],
    follows: AbstractSet[str],
) -> RemedyForecast:
    """Plan and draws of one remedy. Every number has shape () or (draws, 1).

    Args:
        remedy: the remedy at its likely figures.
        case: facts of the claim at their likely figures.
        drawn_remedy: the same remedy, with draws in each field that has a range.
        drawn_case: the same facts, with draws in each field that has a range.
        drawn: drawn days by step code, "(sea)" and "(air)" (`schedule.spreads_of` says which).
        follows: names of the remedy's fields that follow the schedule.
    """
    needed = case.days_until_needed
    plan, many = timing(remedy, case, None, follows), timing(drawn_remedy, drawn_case, drawn, follows)
    moved = with_timing(drawn_remedy, many)
    parts = cost_parts(with_timing(remedy, plan), case)
    last, first = many.last(drawn_remedy.flies), np.where(np.asarray(drawn_remedy.flies) > 0.0, many.air, many.sea)
    classical, classical_chance, critical = None, np.nan, {}
    if remedy.steps:
        net = network_of(tuple(remedy.steps))
        classical = critical_path(net)
        calendar = calendar_for(case, net)
        day = latest_ready(remedy, case, calendar)
        classical_chance = np.nan if day is None else 0.0 if day < 0 else classical.chance(float(calendar.until(day)))
        slack = slacks(net, [drawn.get(step.code, step.days.mean) for step in net.steps])
        critical = {
            step.code: float(np.mean(np.asarray(free) <= 1e-9)) for step, free in zip(net.steps, slack, strict=True)
        }
    cures = cured_share(moved, drawn_case) if "cures" in follows else drawn_remedy.cures
    return RemedyForecast(
        remedy=remedy,
        parts=parts,
        cost=float(sum(float(part.ours) for part in parts)),
        cost_drawn=np.asarray(moved.cost(drawn_case), dtype=float),
        plan=plan,
        drawn=many,
        first=first,
        last=last,
        chance=np.nan if needed is None else chance_by(last, needed),
        chance_first=np.nan if needed is None else chance_by(first, needed),
        follows=follows,
        classical=classical,
        classical_chance=float(classical_chance),
        critical=critical,
        cures=float(np.mean(np.asarray(cures))),
    )


@dataclass(frozen=True, eq=False)
class AirPoint:
    """The effect of flying a share of the goods: cost to us, damages included, days of arrival, chance of the date,
    share of harm cured."""

    by_air: float
    pieces: float
    cost: float
    first_by: float
    last_by: float
    average: float
    chance: float
    cures: float


def air_curve(found: RemedyForecast, case: Case, shares: tuple[float, ...], level: float = P80) -> tuple[AirPoint, ...]:
    """Cost against date when a growing share of the goods flies and the rest goes by sea, all from the same draws.

    Shares 0 and 1 are the pure remedies. `first_by` and `last_by` are reached with chance `level`. `average` is the
    expected day of a piece at planned days. `chance` is that of a piece picked at random arriving by the date needed.

    Args:
        found: forecast of the remedy.
        case: facts of the claim.
        shares: shares of the goods that fly, 0 to 1.
        level: chance with which the days are reached, 0 to 1.
    """
    curve = []
    needed = case.days_until_needed
    limit = np.inf if needed is None else needed
    air_chance, sea_chance = (chance_by(day, limit) for day in (found.drawn.air, found.drawn.sea))
    ways = {
        name: quantiles(day, (level,))[0]
        for name, day in (("air", found.drawn.air), ("sea", found.drawn.sea), ("both", found.drawn.last(0.5)))
    }
    on_plan = with_timing(found.remedy, found.plan)
    for share in shares:
        remedy = replace(on_plan, by_air=share)
        cures = cured_share(remedy, case) if "cures" in found.follows else remedy.cures
        curve.append(
            AirPoint(
                by_air=share,
                pieces=float(share * remedy.work.good(case)),
                cost=float(remedy.cost(case)),
                first_by=ways["air"] if share > 0.0 else ways["sea"],
                last_by=ways["air"] if share >= 1.0 else ways["sea"] if share <= 0.0 else ways["both"],
                average=float(found.plan.average(share)),
                chance=share * air_chance + (1.0 - share) * sea_chance,
                cures=float(cures),
            )
        )
    return tuple(curve)
