"""The packages on which nobody can gain without the other losing."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from negotiation.core.problems import BadInput, Problem

Values = NDArray[np.float64]
Places = NDArray[np.intp]

SAMPLE = 2_048
"""How many packages a first staircase is made from, which rules out most of the others before anything is sorted."""


def pairs_of(ours: ArrayLike, theirs: ArrayLike) -> tuple[Values, Values]:
    """Both sides' values as plain rows of one length; anything else raises BadInput."""
    one, other = np.asarray(ours, dtype=float), np.asarray(theirs, dtype=float)
    if one.ndim != 1 or one.shape != other.shape:
        raise BadInput(Problem("wrong_kind", "theirs", f"{one.shape} {other.shape}"))
    return one, other


def pareto_frontier(ours: ArrayLike, theirs: ArrayLike) -> Places:
    """Places of the packages that are not weakly dominated, in rising order; of exact duplicates the lowest place.

    A package is weakly dominated where another is at least as good for both and better for one. Values to us and to
    them, any unit, one entry a package; what is not finite is never on the frontier. No packages: none. Shapes other
    than two rows of one length raise BadInput.

    >>> pareto_frontier([1.0, 2.0, 2.0, 0.0], [2.0, 1.0, 1.0, 2.0]).tolist()
    [0, 1]
    """
    one, other = pairs_of(ours, theirs)
    alive = np.flatnonzero(np.isfinite(one) & np.isfinite(other))
    if alive.size > 4 * SAMPLE:
        stair = alive[:: max(alive.size // SAMPLE, 1)]
        stair = stair[_staircase(one[stair], other[stair])]  # their values rise where ours fall
        rising = one[stair][::-1], other[stair][::-1]
        place = np.searchsorted(rising[0], one[alive], side="right")  # the first step that is strictly better for us
        best = np.concatenate([rising[1], [-np.inf]])[place]
        alive = alive[other[alive] > best]
    return np.sort(alive[_staircase(one[alive], other[alive])])


def _staircase(one: Values, other: Values) -> Places:
    """Places on the frontier of a set, best for us first."""
    if not one.size:
        return np.zeros(0, dtype=np.intp)
    order = np.argsort(-one, kind="stable")  # of packages that are alike for us the lowest place first
    value, ours = other[order], one[order]
    starts = np.flatnonzero(np.concatenate([[True], ours[1:] != ours[:-1]]))
    best = np.maximum.reduceat(value, starts)
    wins = best > np.concatenate([[-np.inf], np.maximum.accumulate(best)[:-1]])
    places: Places = order
    if starts.size == value.size:
        return places[wins]
    sizes = np.diff(np.append(starts, value.size))
    top = np.flatnonzero(np.repeat(wins, sizes) & (value == np.repeat(best, sizes)))
    _, first = np.unique(np.repeat(np.arange(starts.size), sizes)[top], return_index=True)
    return places[top[first]]
