"""One figure at a time moved from its low to its high end, all others unchanged: the data of a tornado chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.core.fields import Num


@dataclass(frozen=True)
class Swing:
    """A figure by name, its two ends, and the result at each. `width` is the distance between the results."""

    name: str
    low: float
    high: float
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        """|result at the high end − result at the low end|, in the result's unit."""
        return abs(self.at_high - self.at_low)


def one_at_a_time(
    result: Callable[[Mapping[str, Num]], Num], now: Mapping[str, float], ends: Mapping[str, tuple[float, float]]
) -> tuple[Swing, ...]:
    """Each figure moved alone between its ends, the widest swing first; equal swings in the given order.

    `result` is called once, with every figure as an array of rows. There are two rows a figure: one at its low end and
    one at its high end, with all other figures at `now`. `result` returns one value a row, or a single value if nothing
    depends on the figures.

    >>> found = one_at_a_time(lambda at: 3.0 * at["a"] - at["b"], {"a": 1.0, "b": 1.0},
    ...     {"b": (0.0, 2.0), "a": (0.0, 2.0)})
    >>> [(swing.name, swing.at_low, swing.at_high) for swing in found]
    [('a', -1.0, 5.0), ('b', 3.0, 1.0)]
    """
    names = list(ends)
    rows = {name: _rows(now[name], ends[name], place, len(names)) for place, name in enumerate(names)}
    results = (
        np.broadcast_to(np.asarray(result(rows), dtype=float), (2 * len(names),)).reshape(len(names), 2)
        if names
        else np.zeros((0, 2))
    )
    swings = [
        Swing(name, *ends[name], float(low), float(high)) for name, (low, high) in zip(names, results, strict=True)
    ]
    return tuple(sorted(swings, key=lambda swing: -swing.width))


def _rows(now: float, ends: tuple[float, float], place: int, count: int) -> NDArray[np.float64]:
    rows = np.full(2 * count, float(now))
    rows[2 * place : 2 * place + 2] = ends
    return rows
