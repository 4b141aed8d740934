"""Figures known as a range: any field of the dossier by its path, drawn from its spread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from negotiation.claim.document.field_paths import number_at, value_at, with_names, with_value
from negotiation.core.distributions import Beta, Pert, Spread, Triangular, Uniform, order_problems
from negotiation.core.fields import Num, Unit, choice_field, number_field, text_field
from negotiation.core.problems import Problem
from negotiation.core.sampling import DRAWS, sample

SHAPES = ("pert", "triangular", "uniform", "beta")
"""Beta-PERT, triangular, every value alike, and Beta for shares, known as strongly as so many cases."""

ANY = Unit("number", -1e12, 1e12, 1.0)
CASES = Unit("number", 0.1, 1e6, 1.0)


@dataclass(frozen=True, eq=False)
class Range:
    """The figure at `path` lies between `low` and `high`; the dossier holds its likely value. A Beta has a
    `strength` instead of ends."""

    path: str = text_field(longest=300)
    low: Num | None = number_field(ANY, None, optional=True)
    high: Num | None = number_field(ANY, None, optional=True)
    shape: str = choice_field(SHAPES, "pert")
    strength: Num | None = number_field(CASES, None, optional=True)

    def spread(self, likely: Num) -> Spread:
        """The distribution around the likely value; what is not typed on one side is the likely value itself."""
        if self.shape == "beta":
            return Beta(likely, 10.0 if self.strength is None else self.strength)
        low, high = likely if self.low is None else self.low, likely if self.high is None else self.high
        if self.shape == "uniform":
            return Uniform(low, high)
        return Triangular(low, likely, high) if self.shape == "triangular" else Pert(low, likely, high)


def range_problems(dossier: Any, ranges: tuple[Range, ...]) -> Iterator[Problem]:
    """Ranges whose path leads to no number, ends outside what the field allows, or ends that do not lie around the
    likely value."""
    seen: set[str] = set()
    for place, each in enumerate(ranges):
        at = f"ranges[{place}]"
        path = with_names(dossier, each.path)
        found = number_at(dossier, path) if rangeable(path) else None
        if found is None or path in seen:
            yield Problem("unknown_field" if found is None else "code_not_unique", f"{at}.path", each.path)
            continue
        seen.add(path)
        unit, likely = found
        if each.shape == "beta":
            if unit.key != "share":
                yield Problem("not_a_choice", f"{at}.shape", each.shape, {"choices": SHAPES[:3]})
            continue
        low, high = likely if each.low is None else each.low, likely if each.high is None else each.high
        for end in (low, high):
            plain = isinstance(end, float) and unit.low <= end <= unit.high
            if not plain and np.any((np.asarray(end) < unit.low) | (np.asarray(end) > unit.high)):
                yield Problem(
                    "out_of_range",
                    each.path,
                    float(np.max(end)),
                    {"unit": unit.key, "low": unit.low, "high": unit.high},
                )
        yield from order_problems(low, likely, high, each.path)
    yield from _apart(dossier, ranges)


def _apart(dossier: Any, ranges: tuple[Range, ...]) -> Iterator[Problem]:
    """Two figures of which one may never pass the other: their ranges must not overlap either."""
    known = {each.path: each for each in ranges if each.shape != "beta"}
    for lower, upper, code in (
        ("case.order.affected", "case.order.quantity", "out_of_range"),
        ("staying.floor", "staying.ceiling", "floor_over_ceiling"),
    ):
        if lower not in known and upper not in known:
            continue
        low, high = (value_at(dossier, path) for path in (lower, upper))
        top, bottom = (getattr(known.get(path), end, None) for path, end in ((lower, "high"), (upper, "low")))
        most, least = low if top is None else top, high if bottom is None else bottom
        if np.any(np.asarray(most, dtype=float) > np.asarray(least, dtype=float)):
            yield Problem(code, lower, float(np.max(most)), {"low": 0.0, "high": float(np.min(least))})


def rangeable(path: str) -> bool:
    """Whether figures at such a path may be known as a range: settings of the house and of the draws, and advice,
    may not."""
    return bool(path) and not path.startswith(("ranges", "seed", "limits", "playbook"))


def spreads_in(dossier: Any) -> dict[str, Spread]:
    """The spread of every ranged figure by its path, in the order of the ranges."""
    return {each.path: each.spread(value_at(dossier, each.path)) for each in dossier.ranges}


def with_draws(dossier: Any, drawn: dict[str, Any]) -> Any:
    """The dossier with draws in place of plain figures; a field of whole numbers gets whole draws."""
    for path, values in drawn.items():
        found = number_at(dossier, path)
        dossier = with_value(dossier, path, np.round(values) if found is not None and found[0].whole else values)
    return dossier


def draw_dossier(dossier: Any, draws: int = DRAWS, seed: int | None = None) -> Any:
    """The dossier with every ranged figure as an array of draws, shape (draws, 1); the rest stays plain. Seed: the
    dossier's own.

    `draws` is a power of two (scrambled Sobol). The result goes through every formula as it is:
    `evaluate(drawn(dossier))`.
    """
    return with_draws(dossier, sample(spreads_in(dossier), draws, int(dossier.seed) if seed is None else seed))
