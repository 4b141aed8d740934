"""Fair points of any set of packages: published solutions of the bargaining problem, computed from plain rows of
values."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negotiation.core.problems import BadInput, Problem
from negotiation.model.bargaining.pareto_frontier import Places, Values, pairs_of, pareto_frontier

SAME = 1e-12
"""Relative difference below which two scores are a tie. It absorbs rounding."""


@dataclass(frozen=True)
class FairPoints:
    """Indices of the fair points among the packages; None for each if there is no room for a deal.

    `gap` is then what is missing, money: the smallest sum, over all packages, of the amounts by which both sides fall
    short of their walk-aways. It is 0 if there is room.
    """

    nash: int | None
    kalai_smorodinsky: int | None
    egalitarian: int | None
    best_total: int | None
    gap: float


def fair_points(
    ours: ArrayLike, theirs: ArrayLike, walk_away: tuple[float, float] = (0.0, 0.0), power: float = 0.5
) -> FairPoints:
    """The Nash, Kalai–Smorodinsky and egalitarian points and the best total, as indices of packages.

        gains gᵢ over the walk-aways, both at least 0;  nash: max g₁^power · g₂^(1 − power);
        kalai_smorodinsky: max min(g₁ / ideal₁, g₂ / ideal₂);  egalitarian: max min(g₁, g₂);  best_total: max g₁ + g₂

    Packages below a walk-away are dropped first. The ideal of a side is its largest gain among the remaining packages.
    Ties are broken by leximin (the smaller gain, then the larger; for Kalai–Smorodinsky as shares of the ideal), then
    by the lowest index. Source: Nash 1950; Kalai & Smorodinsky 1975; Roth 1979 for the asymmetric weights.

    Args:
        ours: values to us, money, shape (packages,).
        theirs: values to the customer, money, shape (packages,).
        walk_away: value of no deal to us and to the customer, money.
        power: our bargaining weight, 0 to 1.

    >>> points = fair_points([12.0, 8.0, 6.0], [5.0, 6.0, 7.0])
    >>> points.nash, points.egalitarian
    (0, 1)
    """
    one, other = pairs_of(ours, theirs)
    if not 0.0 <= power <= 1.0:
        raise BadInput(Problem("out_of_range", "talks.power", power, {"low": 0.0, "high": 1.0}))
    mine, yours = one - walk_away[0], other - walk_away[1]
    room = np.flatnonzero((mine >= 0.0) & (yours >= 0.0))
    if not room.size:
        short = np.maximum(-mine, 0.0) + np.maximum(-yours, 0.0)
        return FairPoints(None, None, None, None, float(np.nanmin(short)) if np.any(~np.isnan(short)) else float("nan"))
    kept = room[
        pareto_frontier(mine[room], yours[room])
    ]  # every solution lies on the frontier, and so does the first of tied packages
    one, other = mine[kept], yours[kept]
    ideal = one.max(), other.max()
    parts = [gain / best if best > 0.0 else np.ones_like(gain) for gain, best in zip((one, other), ideal, strict=True)]
    score = one * other if power == 0.5 else one**power * other ** (1.0 - power)
    return FairPoints(
        nash=_best(kept, score, one, other),
        kalai_smorodinsky=_best(kept, np.minimum(*parts), *parts),
        egalitarian=_best(kept, np.minimum(one, other), one, other),
        best_total=_best(kept, one + other, one, other),
        gap=0.0,
    )


def _best(places: Places, score: Values, one: Values, other: Values) -> int:
    """Index of the highest score. Ties go to the better smaller gain, then the better larger gain, then the lowest
    index."""
    ranks = np.stack([score, np.minimum(one, other), np.maximum(one, other)])
    for rank in range(len(ranks)):
        top = float(ranks[rank].max())
        keep = ranks[rank] >= top - SAME * abs(top)
        places, ranks = places[keep], ranks[:, keep]
    return int(places.min())
