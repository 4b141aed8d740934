"""Draws of many uncertain figures at once: scrambled Sobol points, one dimension a figure, reproducible by seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from negotiation.core.distributions import Pert, Spread, ThreePoint, beta_quantile
from negotiation.core.fields import Num
from negotiation.core.problems import BadInput, Problem

DRAWS = 4_096
"""Number of draws for the figures on a page. 4,096 scrambled Sobol draws are as accurate as at least 56,000 random
ones."""

MOST_DRAWS = 2**20

BLOCK = 64
"""Dimensions are scrambled in blocks, so that a figure added at the end does not change the draws of the others."""


def sample(spreads: Mapping[str, Spread], draws: int = DRAWS, seed: int = 0) -> dict[str, NDArray[np.float64]]:
    """For each name, `draws` values of its distribution on the draws axis: shape (draws, 1), independent of each other.

        x = quantile(u),  u from a scrambled Sobol sequence (Owen scrambling) with one dimension a name,
            in the order of the names

    `draws` is a power of two, at most 2²⁰, else BadInput. The same names, draws and seed give the same values. Source:
    Owen 1998; scipy.stats.qmc.Sobol.

    >>> from negotiation.core.distributions import Uniform
    >>> drawn = sample({"cost": Uniform(4000.0, 7000.0)}, 256, seed=1)["cost"]
    >>> drawn.shape, round(float(drawn.mean()))
    ((256, 1), 5500)
    """
    if draws < 1 or draws > MOST_DRAWS or draws & (draws - 1):
        raise BadInput(Problem("not_a_power_of_two", "draws", draws, {"high": MOST_DRAWS}))
    points = _points(-(-len(spreads) // BLOCK) * BLOCK, draws, seed)
    return {name: _drawn(spread, place, points, draws, seed) for place, (name, spread) in enumerate(spreads.items())}


@lru_cache(maxsize=4)
def _points(dimensions: int, draws: int, seed: int) -> NDArray[np.float64]:
    if not dimensions:
        return np.empty((draws, 0))
    from scipy.stats import qmc

    points: NDArray[np.float64] = qmc.Sobol(dimensions, rng=np.random.default_rng(seed)).random(draws)
    points.flags.writeable = False
    return points


def _drawn(spread: Spread, place: int, points: NDArray[np.float64], draws: int, seed: int) -> NDArray[np.float64]:
    """Values of one distribution. The slow part, the inverse of the beta distribution, is cached by shape and
    points."""
    if isinstance(spread, ThreePoint):
        spread = Pert(spread.optimistic, spread.likely, spread.pessimistic)
    if (
        draws <= DRAWS
        and isinstance(spread, Pert)
        and not any(map(np.ndim, (spread.low, spread.likely, spread.high, spread.weight)))
    ):
        alpha, beta = (float(each) for each in spread.shape)
        return np.asarray(
            spread.low + (spread.high - spread.low) * _standard(alpha, beta, place, points.shape[1], draws, seed)
        )
    return np.asarray(spread.quantile(points[:, place, None]))


@lru_cache(maxsize=2048)
def _standard(alpha: float, beta: float, place: int, dimensions: int, draws: int, seed: int) -> NDArray[np.float64]:
    values = np.asarray(beta_quantile(alpha, beta, _points(dimensions, draws, seed)[:, place, None]))
    values.flags.writeable = False
    return values


def quantiles(values: Num, chances: Sequence[float]) -> list[float]:
    """For each chance, the smallest drawn value that is not exceeded with that chance.

    `values` of one figure, any shape; chances from 0 to 1. The result is always a drawn value, so dates stay dates.

    >>> quantiles(np.array([3.0, 1.0, 2.0, 4.0]), (0.5, 0.8, 1.0))
    [2.0, 4.0, 4.0]
    """
    ordered = np.sort(np.ravel(np.asarray(values, dtype=float)))
    places = np.clip(np.ceil(np.asarray(chances) * ordered.size - 1e-9).astype(int) - 1, 0, ordered.size - 1)
    return [float(each) for each in ordered[places]]


def chance_by(values: Num, limit: Num) -> float:
    """Share of the draws at or below a limit, 0 to 1.

    >>> chance_by(np.array([3.0, 1.0, 2.0, 4.0]), 3.0)
    0.75
    """
    return float(np.mean(np.asarray(values) <= np.asarray(limit) + 1e-9))
