"""How long something takes."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import negotiation
from negotiation import TERMS, PriceCut
from negotiation.model.terms import starting_of
from negotiation.model.valuation.offer import Offer


def median_time(action: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def twelve_options(gift_boxes: negotiation.Dossier) -> negotiation.Dossier:
    """Twelve options of six terms each, no two alike."""
    remedy, kinds = gift_boxes.remedies[0], [kind for kind in TERMS if kind is not PriceCut]
    offers = tuple(
        Offer(
            f"option_{place}",
            "remake",
            tuple(starting_of(kinds[(place + 2 * step) % len(kinds)], gift_boxes.case, remedy) for step in range(6)),
        )
        for place in range(12)
    )
    return replace(gift_boxes, offers=offers, ranges=(), notes=())


def best(action: Any, rounds: int = 5) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)
