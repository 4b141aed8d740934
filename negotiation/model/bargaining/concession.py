"""How positions move: published concession curves, decreasing steps, openings, brackets, and where two tracks meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.core.fields import Num

BENDS = np.geomspace(0.1, 10.0, 41)
"""Values of β among which a curve is fitted: below 1 most is conceded at the end, above 1 at the beginning."""

LEAST_BENT = 1e-6
"""How much straightness weighs against the fit, as a part of the track's own movement."""

RESAMPLED = 400
"""Bootstrap samples behind the band of a forecast."""


def decreasing_steps(gap: float, number: int, ratio: float = 0.5) -> list[float]:
    """Concessions that add up to a gap, each `ratio` times the one before: mᵢ = G·qⁱ(1 − q) / (1 − qⁿ). Source: Tey
    2021 for the shape.

    >>> [round(step, 2) for step in decreasing_steps(20.0, 4)]
    [10.67, 5.33, 2.67, 1.33]
    """
    weights = ratio ** np.arange(number, dtype=float)
    return (gap * weights / weights.sum()).tolist() if number else []


def opening_offer(target: float, their_ask: float, least: float = 0.0) -> float:
    """An opening whose midpoint with their ask is the target: 2 · target − ask, not below what can be defended.
    Money to the customer."""
    return float(max(2.0 * target - their_ask, least))


def midpoint(ours: float, theirs: float) -> float:
    """The middle of a bracket "I move to this if you move to that": where people expect it to end."""
    return (ours + theirs) / 2.0


@dataclass(frozen=True, eq=False)
class Meeting:
    """Where two tracks are expected to meet: the amount, after how many days from the first offer, and the band of
    the amount (10 to 90 of 100).

    Where the tracks do not meet by the deadline `amount` is the middle of what is left between them, and `gap` that
    rest. Without at least three offers of each side there is nothing to resample: the band is NaN.
    """

    amount: float
    day: float
    low: float
    high: float
    gap: float


def fit_concession(days: NDArray[np.float64], amounts: NDArray[np.float64], deadline: float) -> tuple[Num, Num, Num]:
    """Opening, way and bend of the concession curve that misses a track least: amount = opening + way · (day /
    deadline)^(1 / β).

    The first offer is the opening; the way follows by least squares for each β of a grid. `amounts` may have leading
    axes of samples.
    """
    from_start = amounts - amounts[..., :1]
    shape = np.clip(days / deadline, 0.0, 1.0) ** (1.0 / BENDS[:, None])
    way = (from_start[..., None, :] * shape).sum(-1) / np.maximum((shape**2).sum(-1), 1e-300)
    missed = ((from_start[..., None, :] - way[..., None] * shape) ** 2).sum(-1)
    plain = (
        LEAST_BENT * (from_start**2).sum(-1)[..., None] * np.log(BENDS) ** 2
    )  # of curves that fit alike the straightest
    best = np.argmin(missed + plain, axis=-1)[..., None]
    return amounts[..., 0], np.take_along_axis(way, best, -1)[..., 0], BENDS[best[..., 0]]


def expected_meeting(
    ours: Sequence[tuple[float, float]], theirs: Sequence[tuple[float, float]], deadline: float, seed: int = 1
) -> Meeting | None:
    """Where our rising and their falling offers meet: pairs of day and amount of each side, at least two each; None
    before that.

    A concession curve is fitted to each track; they meet on the first day on which ours is no less than theirs. The
    band: residuals of each track are drawn again with replacement (bootstrap), the curves fitted anew, the meetings'
    10 % and 90 % quantiles.
    """
    if min(len(ours), len(theirs)) < 2:
        return None
    days = np.linspace(0.0, deadline, 401)
    tracks = [_track(track, deadline) for track in (ours, theirs)]
    amount, day, gap = _cross(days, *(_curve(days, fit_concession(*track, deadline), deadline) for track in tracks))
    low = high = np.array(np.nan)
    if min(len(ours), len(theirs)) >= 3:
        random = np.random.default_rng(seed)
        drawn = []
        for at, values in tracks:
            curve = _curve(at, fit_concession(at, values, deadline), deadline)
            residuals = (values - curve)[1:]
            again = curve + np.concatenate(
                [np.zeros((RESAMPLED, 1)), random.choice(residuals, (RESAMPLED, len(residuals)))], axis=1
            )
            drawn.append(_curve(days, fit_concession(at, again, deadline), deadline))
        low, high = np.quantile(_cross(days, *drawn)[0], [0.1, 0.9])
    return Meeting(float(amount), float(day), float(low), float(high), float(gap))


def _track(track: Sequence[tuple[float, float]], deadline: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    days, amounts = np.array(sorted(track), dtype=float).T
    return np.clip(days, 0.0, deadline), amounts


def _curve(days: NDArray[np.float64], curve: tuple[Num, Num, Num], deadline: float) -> NDArray[np.float64]:
    start, way, bend = (np.asarray(each)[..., None] for each in curve)
    return start + way * np.clip(days / deadline, 0.0, 1.0) ** (1.0 / bend)


def _cross(
    days: NDArray[np.float64], ours: NDArray[np.float64], theirs: NDArray[np.float64]
) -> tuple[NDArray[np.float64], ...]:
    """Amount, day and what is left between the tracks, at their first meeting or at the deadline."""
    met = ours >= theirs
    place = np.where(met.any(-1), np.argmax(met, axis=-1), days.size - 1)[..., None]
    mine, yours = (np.take_along_axis(track, place, -1)[..., 0] for track in (ours, theirs))
    return (mine + yours) / 2.0, days[place[..., 0]], np.maximum(yours - mine, 0.0)
