"""Ranges as distributions: a figure known as "4,000 to 7,000, most likely 5,000" becomes a distribution with a quantile
function.

Every distribution broadcasts: its parameters and the probability may be arrays. A distribution without width is the
plain number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from negotiation.core.fields import DAYS, Num, number_field
from negotiation.core.problems import BadInput, Problem

PERT_WEIGHT = 4.0
"""Weight of the likely value in the mean of a beta-PERT distribution: (o + 4m + p) / 6."""


def beta_quantile(alpha: Num, beta: Num, probability: Num) -> Num:
    """Inverse of the regularised incomplete beta function. Below a probability of 1e-15, where it is not computed, it
    is the lower end."""
    from scipy.special import betaincinv

    chance = np.asarray(probability, dtype=float)
    found: Num = np.asarray(betaincinv(alpha, beta, np.where(chance < 1e-15, 0.0, chance)), dtype=float)[()]
    return found


class Spread(Protocol):
    """A distribution with a mean and a quantile function."""

    @property
    def mean(self) -> Num:
        """Expected value."""
        ...

    def quantile(self, probability: Num) -> Num:
        """The value that is not exceeded with a probability, 0 to 1."""
        ...


@dataclass(frozen=True, eq=False)
class ThreePoint:
    """Optimistic, likely and pessimistic working or calendar days, o ≤ m ≤ p; drawn as a beta-PERT distribution."""

    optimistic: Num = number_field(DAYS, 0.0)
    likely: Num = number_field(DAYS, 0.0)
    pessimistic: Num = number_field(DAYS, 0.0)

    @property
    def mean(self) -> Num:
        """(o + 4m + p) / 6, days. Source: classical PERT.

        >>> ThreePoint(2.0, 4.0, 6.0).mean, ThreePoint(1.0, 2.0, 9.0).mean
        (4.0, 3.0)
        """
        return (self.optimistic + PERT_WEIGHT * self.likely + self.pessimistic) / (PERT_WEIGHT + 2.0)

    @property
    def variance(self) -> Num:
        """Classical ((p − o) / 6)², days². Source: classical PERT.

        >>> round(ThreePoint(1.0, 4.0, 7.0).variance, 6)
        1.0
        """
        spread: Num = ((self.pessimistic - self.optimistic) / 6.0) ** 2
        return spread

    def quantile(self, probability: Num) -> Num:
        """Quantile of the beta-PERT distribution."""
        return Pert(self.optimistic, self.likely, self.pessimistic).quantile(probability)


@dataclass(frozen=True, eq=False)
class Pert:
    """Beta-PERT between `low` and `high`, most likely at `likely`. The usual `weight` is 4.

        α = 1 + w (m − o) / (p − o),  β = 1 + w (p − m) / (p − o),  x = o + (p − o) · Beta(α, β)

    Its variance at w = 4 is (mean − o)(p − mean) / 7, not the classical ((p − o) / 6)². low ≤ likely ≤ high, any unit.

    >>> spread = Pert(10.0, 20.0, 60.0)
    >>> float(spread.mean), round(float(spread.variance), 3), round(((60 - 10) / 6) ** 2, 3)
    (25.0, 75.0, 69.444)
    """

    low: Num
    likely: Num
    high: Num
    weight: Num = PERT_WEIGHT

    @property
    def mean(self) -> Num:
        """(o + w·m + p) / (w + 2)."""
        return (self.low + self.weight * self.likely + self.high) / (self.weight + 2.0)

    @property
    def variance(self) -> Num:
        """(mean − o)(p − mean) / (w + 3)."""
        return (self.mean - self.low) * (self.high - self.mean) / (self.weight + 3.0)

    @property
    def shape(self) -> tuple[Num, Num]:
        """α and β; (1, 1) if there is no width."""
        width = np.asarray(self.high) - self.low
        safe = np.where(width > 0.0, width, 1.0)
        return 1.0 + self.weight * (np.asarray(self.likely) - self.low) / safe, 1.0 + self.weight * (
            np.asarray(self.high) - self.likely
        ) / safe

    def quantile(self, probability: Num) -> Num:
        """o + (p − o) · I⁻¹(probability; α, β), with the inverse of the regularised incomplete beta function."""
        alpha, beta = self.shape
        drawn: Num = self.low + (np.asarray(self.high) - self.low) * beta_quantile(alpha, beta, probability)
        return drawn


@dataclass(frozen=True, eq=False)
class Triangular:
    """Triangular between `low` and `high`, most likely at `likely`. low ≤ likely ≤ high, any unit.

    >>> float(Triangular(0.0, 1.0, 2.0).quantile(0.5)), float(Triangular(0.0, 0.0, 4.0).quantile(0.75))
    (1.0, 2.0)
    """

    low: Num
    likely: Num
    high: Num

    @property
    def mean(self) -> Num:
        """(o + m + p) / 3."""
        return (self.low + self.likely + self.high) / 3.0

    def quantile(self, probability: Num) -> Num:
        """o + √(u (p − o)(m − o)) below the likely value, p − √((1 − u)(p − o)(p − m)) above it."""
        width = np.asarray(self.high) - self.low
        below, above = np.asarray(self.likely) - self.low, np.asarray(self.high) - self.likely
        u = np.asarray(probability)
        drawn: Num = np.where(
            u * width < below, self.low + np.sqrt(u * width * below), self.high - np.sqrt((1.0 - u) * width * above)
        )
        return np.asarray(drawn)[()]


@dataclass(frozen=True, eq=False)
class Uniform:
    """Every value between `low` and `high` equally likely. low ≤ high, any unit.

    >>> float(Uniform(4000.0, 7000.0).quantile(0.5))
    5500.0
    """

    low: Num
    high: Num

    @property
    def mean(self) -> Num:
        """(o + p) / 2."""
        return (self.low + self.high) / 2.0

    def quantile(self, probability: Num) -> Num:
        """o + u (p − o)."""
        return self.low + probability * (self.high - self.low)


@dataclass(frozen=True, eq=False)
class Beta:
    """A share or chance known from `strength` observed cases: Beta(α = mean · strength, β = (1 − mean) · strength).

    mean from 0 to 1; strength > 0. A mean of 0 or 1 is certain.

    >>> round(float(Beta(0.5, 2.0).quantile(0.25)), 6)
    0.25
    """

    mean: Num
    strength: Num

    def quantile(self, probability: Num) -> Num:
        """I⁻¹(probability; α, β)."""
        inside = (np.asarray(self.mean) > 0.0) & (np.asarray(self.mean) < 1.0)
        mean = np.where(inside, self.mean, 0.5)
        drawn: NDArray[np.float64] = np.where(
            inside, beta_quantile(mean * self.strength, (1.0 - mean) * self.strength, probability), self.mean
        )
        return drawn[()]


def order_problems(low: Num, likely: Num, high: Num, path: str) -> list[Problem]:
    """Problems of three points that do not rise (low ≤ likely ≤ high); nothing if they do.

    Args:
        low: low end, any unit; broadcasts.
        likely: most likely value, same unit; broadcasts.
        high: high end, same unit; broadcasts.
        path: field path that the problem names.
    """
    if isinstance(low, float) and isinstance(likely, float) and isinstance(high, float) and low <= likely <= high:
        return []  # fast path: checked at every edit
    wrong = (np.asarray(low) > likely) | (np.asarray(likely) > high)
    if not np.any(wrong):
        return []
    place = np.unravel_index(int(np.argmax(wrong)), np.shape(wrong))
    points = tuple(float(np.broadcast_to(each, np.shape(wrong))[place]) for each in (low, likely, high))
    return [Problem("points_do_not_rise", path, points, {"low": points[0], "likely": points[1], "high": points[2]})]


def require_order(low: Num, likely: Num, high: Num, path: str) -> None:
    """Raise BadInput unless low ≤ likely ≤ high.

    Args:
        low: low end, any unit; broadcasts.
        likely: most likely value, same unit; broadcasts.
        high: high end, same unit; broadcasts.
        path: field path that the problem names.
    """
    found = order_problems(low, likely, high, path)
    if found:
        raise BadInput(*found)
