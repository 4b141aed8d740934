"""Steps with predecessors as a network: total length, critical steps, slack, and the classical chance of a date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from graphlib import CycleError, TopologicalSorter

import numpy as np

from negotiation.core.distributions import ThreePoint, order_problems
from negotiation.core.fields import Num, Text, names_field, text_field
from negotiation.core.problems import BadInput, Problem

NO_SLACK = 1e-9
"""Slack below this counts as none. It absorbs rounding."""


SEA, AIR = TRANSITS = ("(sea)", "(air)")
"""Names of the two transits among drawn durations. A step cannot have these names."""

MOST_WORKING_DAYS = 10_000.0
"""Most working days that all steps of a remedy may take one after the other."""


@dataclass(frozen=True, eq=False)
class Step:
    """One step of a remedy: its working days, and the codes of its predecessors."""

    code: str = text_field(longest=60)
    name: Text = text_field(longest=200)
    days: ThreePoint = ThreePoint(1.0, 1.0, 1.0)
    after: tuple[str, ...] = names_field(40)


@dataclass(frozen=True, eq=False)
class Network:
    """The steps in an order in which each comes after its predecessors. `before` holds the indices of the
    predecessors."""

    steps: tuple[Step, ...]
    before: tuple[tuple[int, ...], ...]

    @property
    def last(self) -> tuple[int, ...]:
        """Indices of the steps without successors."""
        waited_for = {place for places in self.before for place in places}
        return tuple(place for place in range(len(self.steps)) if place not in waited_for)


def step_problems(steps: Sequence[Step], path: str) -> Iterator[Problem]:
    """Everything that makes the steps an invalid network: codes used twice, unknown predecessors, points that do not
    rise, a circle."""
    codes = [step.code for step in steps]
    sound = True
    for place, step in enumerate(steps):
        at = f"{path}[{place}]"
        if not step.code or step.code in codes[:place] or step.code in TRANSITS or set("[]") & set(step.code):
            sound = False
            yield Problem("code_not_unique", f"{at}.code", step.code)
        for name in step.after:
            if name not in codes:
                sound = False
                yield Problem(
                    "unknown_step", f"{at}.after", name, {"choices": tuple(code for code in codes if code != step.code)}
                )
        yield from order_problems(step.days.optimistic, step.days.likely, step.days.pessimistic, f"{at}.days")
    total = sum(float(np.max(step.days.pessimistic)) for step in steps)
    if total > MOST_WORKING_DAYS:
        yield Problem("schedule_too_long", path, total, {"high": MOST_WORKING_DAYS})
    if sound:
        try:
            TopologicalSorter({step.code: step.after for step in steps}).prepare()
        except CycleError as error:
            yield Problem("steps_in_a_circle", path, " → ".join(reversed(error.args[1])))


def build_network(steps: Sequence[Step], path: str = "steps") -> Network:
    """The steps in order. Raises BadInput with every problem if they are not a valid network."""
    wrong = tuple(step_problems(steps, path))
    if wrong:
        raise BadInput(*wrong)
    by_code = {step.code: step for step in steps}
    order = list(TopologicalSorter({step.code: step.after for step in steps}).static_order())
    place = {code: number for number, code in enumerate(order)}
    return Network(
        tuple(by_code[code] for code in order),
        tuple(tuple(place[name] for name in by_code[code].after) for code in order),
    )


def finish_times(net: Network, durations: Sequence[Num]) -> list[Num]:
    """Finish of each step, counted from the start: the latest finish of its predecessors plus its own duration.

        finish_i = max(finish_j for j before i; 0 if none) + duration_i

    One duration a step in the order of the network. Shapes broadcast, so the same line plans once or 100,000 times.
    """
    done: list[Num] = []
    for before, duration in zip(net.before, durations, strict=True):
        done.append(_latest([done[place] for place in before]) + duration)
    return done


def _latest(times: Sequence[Num]) -> Num:
    """The largest of several times; 0 if there are none."""
    return reduce(np.maximum, times) if times else 0.0


def network_length(net: Network, durations: Sequence[Num]) -> Num:
    """Finish of the last step; 0 if there are no steps."""
    done = finish_times(net, durations)
    return _latest([done[place] for place in net.last])


def slacks(net: Network, durations: Sequence[Num]) -> list[Num]:
    """Days by which each step can slip without moving the end: latest finish − earliest finish. Shapes broadcast."""
    done, end = finish_times(net, durations), network_length(net, durations)
    latest: list[Num] = [end] * len(net.steps)
    for place in reversed(range(len(net.steps))):
        for earlier in net.before[place]:
            latest[earlier] = np.minimum(latest[earlier], latest[place] - durations[place])
    return [last - first for last, first in zip(latest, done, strict=True)]


@dataclass(frozen=True, eq=False)
class CriticalPath:
    """The classical view of a network: expected length, the critical steps in order, slack by step, and the variance
    along the path.

    `start` and `finish` are the earliest by step code, in working days from the start. If several paths are equally
    long, the one with the largest variance is taken.
    """

    length: float
    codes: tuple[str, ...]
    slack: Mapping[str, float]
    start: Mapping[str, float]
    finish: Mapping[str, float]
    variance: float

    def chance(self, days: float) -> float:
        """Chance of being done within so many working days, by the normal approximation: Φ((days − length) /
        √variance).

        Optimistic if paths merge, because only one path is considered. Without variance the chance is 0 or 1.
        """
        from scipy.special import ndtr

        if self.variance <= 0.0:
            return float(days >= self.length - NO_SLACK)
        return float(ndtr((days - self.length) / np.sqrt(self.variance)))


def critical_path(net: Network) -> CriticalPath:
    """The classical critical path at expected durations (o + 4m + p) / 6, with variance Σ ((p − o) / 6)². Plain
    numbers.

    Source: PERT as in Heizer & Render, Operations Management.
    """
    durations = [float(step.days.mean) for step in net.steps]
    done = [float(each) for each in finish_times(net, durations)]
    along: list[tuple[float, tuple[int, ...]]] = []
    for place, step in enumerate(net.steps):
        begins = done[place] - durations[place]
        critical = [earlier for earlier in net.before[place] if done[earlier] >= begins - NO_SLACK]
        variance, path = max((along[earlier] for earlier in critical), key=lambda each: each[0], default=(0.0, ()))
        along.append((variance + float(step.days.variance), (*path, place)))
    end = float(network_length(net, durations))
    variance, path = max(
        (along[place] for place in net.last if done[place] >= end - NO_SLACK),
        key=lambda each: each[0],
        default=(0.0, ()),
    )
    codes = [step.code for step in net.steps]
    slack = dict(zip(codes, (float(each) for each in slacks(net, durations)), strict=True))
    start = {code: last - duration for code, last, duration in zip(codes, done, durations, strict=True)}
    return CriticalPath(
        end, tuple(codes[place] for place in path), slack, start, dict(zip(codes, done, strict=True)), variance
    )
