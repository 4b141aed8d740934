"""The packages that nobody can improve on without the other side losing."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from negotiation.core.problems import BadInput, Problem

Values = NDArray[np.float64]
Places = NDArray[np.intp]

SAMPLE = 2_048
"""Size of the sample from which a first frontier is made. It rules out most other packages before anything is
sorted."""


def pairs_of(ours: ArrayLike, theirs: ArrayLike) -> tuple[Values, Values]:
    """Both sides' values as plain rows of one length. Anything else raises BadInput."""
    one, other = np.asarray(ours, dtype=float), np.asarray(theirs, dtype=float)
    if one.ndim != 1 or one.shape != other.shape:
        raise BadInput(Problem("wrong_kind", "theirs", f"{one.shape} {other.shape}"))
    return one, other


def pareto_frontier(ours: ArrayLike, theirs: ArrayLike) -> Places:
    """Indices of the packages that are not weakly dominated, in rising order. Of exact duplicates the lowest index
    counts.

    A package is weakly dominated if another is at least as good for both and better for one. The arguments are values
    to us and to the customer, any unit, one entry a package. Values that are not finite are never on the frontier. No
    packages give no indices. Shapes other than two rows of one length raise BadInput.

    >>> pareto_frontier([1.0, 2.0, 2.0, 0.0], [2.0, 1.0, 1.0, 2.0]).tolist()
    [0, 1]
    """
    one, other = pairs_of(ours, theirs)
    alive = np.flatnonzero(np.isfinite(one) & np.isfinite(other))
    if alive.size > 4 * SAMPLE:
        stair = alive[:: max(alive.size // SAMPLE, 1)]
        stair = stair[_staircase(one[stair], other[stair])]  # their values rise as ours fall
        rising = one[stair][::-1], other[stair][::-1]
        place = np.searchsorted(rising[0], one[alive], side="right")  # the first point that is strictly better for us
        best = np.concatenate([rising[1], [-np.inf]])[place]
        alive = alive[other[alive] > best]
    return np.sort(alive[_staircase(one[alive], other[alive])])


def _staircase(one: Values, other: Values) -> Places:
    """Indices on the frontier of a set, best for us first."""
    if not one.size:
        return np.zeros(0, dtype=np.intp)
    order = np.argsort(-one, kind="stable")  # packages with equal value to us: the lowest index first
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
