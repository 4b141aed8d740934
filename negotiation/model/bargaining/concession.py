"""How positions move: published concession curves, decreasing steps, openings, brackets, and the meeting point of two
series of offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.core.fields import Num

BENDS = np.geomspace(0.1, 10.0, 41)
"""Values of β that are tried when a curve is fitted. Below 1 most is conceded at the end, above 1 at the beginning."""

LEAST_BENT = 1e-6
"""Penalty on the bend, relative to the movement of the offers. Among curves that fit equally well the straightest
wins."""

RESAMPLED = 400
"""Bootstrap samples behind the band of a forecast."""


def decreasing_steps(gap: float, number: int, ratio: float = 0.5) -> list[float]:
    """Concessions that add up to a gap, each `ratio` times the one before: mᵢ = G·qⁱ(1 − q) / (1 − qⁿ).

    Money; an empty list for 0 steps. Source: Tey 2021 for the shape.

    >>> [round(step, 2) for step in decreasing_steps(20.0, 4)]
    [10.67, 5.33, 2.67, 1.33]
    """
    weights = ratio ** np.arange(number, dtype=float)
    return (gap * weights / weights.sum()).tolist() if number else []


def opening_offer(target: float, their_ask: float, least: float = 0.0) -> float:
    """The opening whose midpoint with their ask is the target: 2 · target − ask, at least `least`.

    Money to the customer. `least` is the lowest opening that can be defended.
    """
    return float(max(2.0 * target - their_ask, least))


def midpoint(ours: float, theirs: float) -> float:
    """The middle of a bracket ("I move to this if you move to that"), where people expect the talks to end. Money."""
    return (ours + theirs) / 2.0


@dataclass(frozen=True, eq=False)
class Meeting:
    """Where two series of offers are expected to meet: the amount, the days from the first offer, and a band of the
    amount (10th to 90th percentile).

    If they do not meet by the deadline, `amount` is the middle between both positions at the deadline and `gap` is
    their distance. The band is NaN with fewer than three offers on either side, because then nothing can be resampled.
    """

    amount: float
    day: float
    low: float
    high: float
    gap: float


def fit_concession(days: NDArray[np.float64], amounts: NDArray[np.float64], deadline: float) -> tuple[Num, Num, Num]:
    """Opening, total movement and bend of the concession curve that fits a series of offers best: amount = opening +
    movement · (day / deadline)^(1 / β).

    The first offer is the opening. For each β of a grid the movement follows by least squares. `amounts` may have
    leading axes of samples.
    """
    from_start = amounts - amounts[..., :1]
    shape = np.clip(days / deadline, 0.0, 1.0) ** (1.0 / BENDS[:, None])
    way = (from_start[..., None, :] * shape).sum(-1) / np.maximum((shape**2).sum(-1), 1e-300)
    missed = ((from_start[..., None, :] - way[..., None] * shape) ** 2).sum(-1)
    plain = (
        LEAST_BENT * (from_start**2).sum(-1)[..., None] * np.log(BENDS) ** 2
    )  # among curves that fit equally well, take the straightest
    best = np.argmin(missed + plain, axis=-1)[..., None]
    return amounts[..., 0], np.take_along_axis(way, best, -1)[..., 0], BENDS[best[..., 0]]


def expected_meeting(
    ours: Sequence[tuple[float, float]], theirs: Sequence[tuple[float, float]], deadline: float, seed: int = 1
) -> Meeting | None:
    """Where our rising offers and their falling ones are expected to meet; None with fewer than two offers on either
    side.

    A concession curve is fitted to each side. They meet on the first day on which our offer is at least theirs. The
    band comes from a bootstrap: the residuals of each side are drawn with replacement, the curves are fitted again, and
    the band is the 10 % and 90 % quantile of the meetings.

    Args:
        ours: our offers as pairs of day and amount (money), at least two.
        theirs: the customer's offers as pairs of day and amount (money), at least two.
        deadline: last day of the talks, on the same count of days as the offers.
        seed: seed of the bootstrap.
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
    """Amount, day and remaining gap at the first meeting of the two curves, or at the deadline if they do not meet."""
    met = ours >= theirs
    place = np.where(met.any(-1), np.argmax(met, axis=-1), days.size - 1)[..., None]
    mine, yours = (np.take_along_axis(track, place, -1)[..., 0] for track in (ours, theirs))
    return (mine + yours) / 2.0, days[place[..., 0]], np.maximum(yours - mine, 0.0)
