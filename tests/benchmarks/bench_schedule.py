"""How fast schedules are drawn: 100,000 of a twelve-step network with calendar and sailings against a plain loop
over the same durations."""

import math
import time
import tracemalloc
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from negotiation import Dossier
from negotiation.claim.summary.remedy_forecasts import forecast_remedies
from negotiation.core.distributions import ThreePoint
from negotiation.core.sampling import sample
from negotiation.model.facts.case import Case
from negotiation.model.facts.contract import Logistics, Shutdown
from negotiation.model.rework.critical_path import SEA, Step
from negotiation.model.rework.remedy import Remedy
from negotiation.model.rework.schedule import calendar_for, network_of, timing

DRAWS = 131_072
COUNTED = 100_000

TWELVE = tuple(
    Step(code, days=ThreePoint(*map(float, days)), after=tuple(after))
    for code, days, after in (
        ("a", (1, 2, 4), ""),
        ("b", (1, 1, 3), ""),
        ("c", (2, 3, 6), "a"),
        ("d", (1, 2, 5), "ab"),
        ("e", (1, 4, 7), "c"),
        ("f", (1, 2, 9), "c"),
        ("g", (3, 4, 11), "de"),
        ("h", (1, 2, 3), "fg"),
        ("i", (1, 1, 2), "d"),
        ("j", (2, 3, 8), "hi"),
        ("k", (1, 1, 2), "j"),
        ("l", (0.5, 1, 2), "k"),
    )
)
LOGISTICS = Logistics(
    "CN", (Shutdown(date(2027, 1, 30), date(2027, 2, 17)),), date(2026, 11, 28), 7.0, 2.0, ThreePoint(25.0, 28.0, 31.0)
)


def in_a_loop(case: Case, steps: tuple[Step, ...], columns: dict[str, list[float]], rows: int) -> list[int]:
    """The same arithmetic for one schedule after the other in plain Python: working days and sailings looked up in
    lists."""
    net = network_of(steps)
    calendar = calendar_for(case, net)
    day_of = calendar.day_of.tolist()
    assert case.logistics.first_sailing is not None
    first = (case.logistics.first_sailing - case.settlement_date).days
    every, cut_off = int(case.logistics.sailing_every), math.ceil(float(case.logistics.cut_off_days))
    arrivals = []
    for row in range(rows):
        done: list[float] = []
        for step, before in zip(net.steps, net.before, strict=True):
            start = 0.0
            for place in before:
                start = max(start, done[place])
            done.append(start + columns[step.code][row])
        end = max(done)
        whole = math.ceil(end - 1e-9)
        ready = day_of[whole] - (whole - end) if whole else 0.0
        at_port = math.ceil(ready - 1e-9) + cut_off
        sailing = first + math.ceil((at_port - first) / every - 1e-9) * every
        arrivals.append(sailing + math.ceil(columns[SEA][row] - 1e-9))
    return arrivals


@pytest.mark.benchmark(group="schedules")
def test_a_hundred_thousand_schedules_against_a_loop(benchmark: Any) -> None:
    case = Case(date(2026, 11, 23), logistics=LOGISTICS)
    remedy = Remedy("remake", steps=TWELVE, freight="shipped")
    drawn = sample({step.code: step.days for step in TWELVE} | {SEA: LOGISTICS.sea}, DRAWS, seed=1)
    drawn = {name: values[:COUNTED] for name, values in drawn.items()}
    columns = {name: values[:, 0].tolist() for name, values in drawn.items()}
    timing(remedy, case, drawn)  # the calendar is made once

    benchmark(timing, remedy, case, drawn)
    start = time.perf_counter()
    looped = in_a_loop(case, TWELVE, columns, COUNTED)
    loop = time.perf_counter() - start
    np.testing.assert_array_equal(np.asarray(timing(remedy, case, drawn).sea)[:, 0], looped)

    tracemalloc.start()
    timing(remedy, case, drawn)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    median = benchmark.stats.stats.median
    last = case.settlement_date + timedelta(days=int(max(looped)))
    print(
        f"\n100,000 schedules: {1e3 * median:.1f} ms against a loop of {loop:.2f} s: "
        f"{loop / median:.0f} times faster (wanted: at least 100); "
        f"peak {peak:.0f} MB beside {sum(each.nbytes for each in drawn.values()) / 1e6:.0f} "
        f"MB of durations (wanted: under 200); last arrival {last}"
    )


@pytest.mark.benchmark(group="outlooks")
def test_outlooks_of_the_sample_warm(benchmark: Any, gift_boxes: Dossier) -> None:
    forecast_remedies(gift_boxes)
    benchmark(forecast_remedies, gift_boxes)
    print(f"\noutlooks, eight remedies, 4,096 draws, warm: median {1e3 * benchmark.stats.stats.median:.1f} ms")
