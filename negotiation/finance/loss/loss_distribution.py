"""The loss in a bad year: the distribution of the total cost of all claims, if one common factor can make many of them
costly at once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.core.distributions import require_order
from negotiation.core.field_checks import check_number
from negotiation.core.fields import SHARE, Num
from negotiation.core.problems import BadInput, Problem
from negotiation.finance.loss.severity_cells import CELLS, STEP, Amounts, Words, keys_of_claims, size_cells, splitmix64
from negotiation.finance.provision.roll_forward import Minor

CORRELATION = 0.15
"""Share of a claim's risk that is common to all claims: an assumption. Banks use .12 to .24 for companies (Basel)."""

DRAWS, MOST_DRAWS, MOST_CELLS = 4_096, 2**20, 4_000_000_000
CHUNK = 32_768
"""Claims × draws processed at once: small enough for the processor's cache."""

BEYOND = 10
"""A quantile is given only if at least so many draws lie beyond it."""

WIDTH = 1.96
"""Standard errors on either side: 95 %."""

UNSURE = ("", "too_few_draws")


@dataclass(frozen=True)
class Quantile:
    """The loss not exceeded with `chance`: `value` and its 95 % confidence interval, money. All None if `reason` says
    why."""

    chance: float
    value: float | None
    low: float | None
    high: float | None
    reason: str = ""


@dataclass(frozen=True, eq=False)
class Loss:
    """Total cost of all claims in each draw, in whole minor units, from the worst years of the common factor to the
    best.

    `expected` is the mean in closed form, money: Σ chance · mean size, net of recoveries claim by claim.
    """

    totals: Minor
    digits: int
    expected: float
    correlation: float
    seed: int

    @property
    def mean(self) -> float:
        """Mean of the draws, money."""
        return float(self.totals.mean()) / 10.0**self.digits

    @property
    def mean_error(self) -> float:
        """Standard error of the mean, money: √(½ Σ (xⱼ − xⱼ₊₁)²) / n, because neighbours have nearly the same factor
        (collapsed strata)."""
        steps = np.diff(self.totals.astype(float))
        return (
            float(np.sqrt(0.5 * np.sum(steps**2) * len(self.totals) / len(steps)) / len(self.totals))
            / 10.0**self.digits
        )

    def above(self, limit: float) -> float:
        """Share of the draws that cost more than `limit`, money."""
        return float(np.mean(self.totals > round(limit * 10.0**self.digits)))

    def quantile(self, chance: float) -> Quantile:
        """The smallest total that is not exceeded with `chance`, with its confidence interval.

            rank ⌈n · chance⌉ ± 1.96 √variance,
                variance of the count below x = ½ · number of neighbours on different sides of x

        Neighbouring draws have nearly the same factor, so their differences show the randomness that remains after
        stratification. With fewer than 10 draws beyond, or an interval past the last draw, there is no value:
        `too_few_draws`.
        """
        count = len(self.totals)
        place = int(np.clip(np.ceil(count * chance - 1e-9), 1, count)) - 1
        ordered = np.sort(self.totals)
        below = self.totals <= ordered[place]
        radius = int(np.ceil(WIDTH * np.sqrt(0.5 * np.count_nonzero(below[1:] != below[:-1]) + 0.5)))
        first, last = place - radius, place + radius
        if min(count - 1 - place, place + 1) < BEYOND or first < 0 or last >= count:
            return Quantile(chance, None, None, None, "too_few_draws")
        value, low, high = (float(each) / 10.0**self.digits for each in ordered[[place, first, last]])
        return Quantile(chance, value, low, high)


def total_loss(
    codes: Sequence[str] | NDArray[np.object_],
    chance: Num,
    low: Num,
    likely: Num,
    high: Num,
    recovery: Num = 0.0,
    *,
    correlation: float = CORRELATION,
    draws: int = DRAWS,
    seed: int = 0,
    digits: int = 2,
) -> Loss:
    """Total cost of the claims of a register in each of `draws` years with one common factor Z.

        claim i costs if √ρ · Z + √(1 − ρ) · eᵢ < Φ⁻¹(chanceᵢ), Z and eᵢ standard normal;
            given Z: Φ((Φ⁻¹(chanceᵢ) − √ρ Z) / √(1 − ρ))
        then sizeᵢ of beta-PERT(low, likely, high), less the recovery, at least 0

    Rows are in one currency. Z is stratified: one draw in each of n parts of equal chance. Sizes are independent of Z
    and of each other: a bad year has more costly claims, not larger ones. Random numbers belong to the claim's code and
    the seed, and totals are whole minor units. So order and chunks change nothing, and a further claim does not change
    the draws of the others. Chances out of range, points that do not rise, a code used twice, or more than 4 · 10⁹
    claims × draws raise BadInput. Source: Vasicek 2002.

    Args:
        codes: code of each claim, shape (claims,).
        chance: chance that the claim costs anything, 0 to 1; broadcasts to (claims,).
        low: low end of its cost, money; broadcasts to (claims,).
        likely: most likely cost, money; broadcasts to (claims,).
        high: high end of its cost, money; broadcasts to (claims,).
        recovery: what others give back, money; broadcasts to (claims,).
        correlation: ρ, share of the risk common to all claims, 0 to 1.
        draws: number of years drawn.
        seed: seed of the draws.
        digits: digits of the currency's minor unit.

    >>> found = total_loss(["a", "b"], np.array([0.5, 1.0]), 100.0, 100.0, 100.0, draws=1024)
    >>> found.expected, sorted(set(found.totals.tolist())), found.quantile(0.95).value
    (150.0, [10000, 20000], 200.0)
    """
    rows = len(codes)
    _check(rows, chance, low, likely, high, recovery, correlation, draws, digits)
    order = np.argsort(np.broadcast_to(chance, (rows,)), kind="stable")
    chances, least, middle, most, back = (
        np.broadcast_to(np.asarray(each, dtype=float), (rows,))[order] for each in (chance, low, likely, high, recovery)
    )
    keys = keys_of_claims(codes, seed)[order]
    factor, streams = _strata(draws, seed), np.arange(1, draws + 1, dtype=np.uint64) * STEP
    totals, means = np.zeros(draws, dtype=np.int64), np.zeros(rows)
    step, known, limits = max(1, CHUNK // draws), np.nan, np.empty((1, 0), dtype=np.uint64)
    for begin in range(0, rows, step):
        part = slice(begin, begin + step)
        costs = _net_cells(least[part], middle[part], most[part], back[part], digits)
        means[part] = costs.mean(axis=-1)
        if not known == chances[begin] == chances[part][-1]:
            limits = _limits(chances[part], factor, correlation)
            known = chances[begin] if chances[begin] == chances[part][-1] else np.nan
        totals += _drawn(keys[part], streams, limits, costs)
    return Loss(totals, digits, math.fsum(chances * means) / 10.0**digits, correlation, seed)


def _check(
    rows: int, chance: Num, low: Num, likely: Num, high: Num, recovery: Num, correlation: float, draws: int, digits: int
) -> None:
    found = [*check_number(chance, SHARE, "chance"), *check_number(correlation, SHARE.within(high=0.99), "correlation")]
    if not 2 <= draws <= MOST_DRAWS:
        found.append(Problem("out_of_range", "draws", draws, {"low": 2, "high": MOST_DRAWS}))
    if rows * draws > MOST_CELLS:
        found.append(Problem("too_many", "draws", rows * draws, {"high": MOST_CELLS}))
    most = float(np.sum(np.broadcast_to(np.asarray(high, dtype=float), (rows,)))) * 10.0**digits
    if not most < 2.0**62 or not np.all(np.isfinite(recovery)):
        found.append(Problem("not_finite", "high", most))
    if found:
        raise BadInput(*found)
    require_order(low, likely, high, "register")


def _strata(draws: int, seed: int) -> Amounts:
    """The common factor: one draw in each of n parts of equal chance, the worst first."""
    from scipy.special import ndtri

    jitter = np.random.default_rng(seed % 2**64).random(draws)
    found: Amounts = ndtri((np.arange(draws) + np.maximum(jitter, 1e-12)) / draws)
    return found


def _limits(chances: Amounts, factor: Amounts, correlation: float) -> Words:
    """The largest random word at which each claim costs in each draw, given the factor; one row if all claims have one
    chance."""
    from scipy.special import ndtr, ndtri

    distinct, place = np.unique(chances, return_inverse=True)
    given = ndtr((ndtri(distinct)[:, None] - np.sqrt(correlation) * factor) / np.sqrt(1.0 - correlation))
    top = np.uint64(2**64 - 1)
    words: Words = np.where(given < 1.0, (np.minimum(given, 1.0 - 2.0**-53) * 2.0**64).astype(np.uint64), top)
    return words if len(distinct) == 1 else words[place]


def _net_cells(low: Amounts, likely: Amounts, high: Amounts, recovery: Amounts, digits: int) -> Minor:
    """Sizes net of recoveries, in whole minor units: shape (claims, CELLS)."""
    return np.rint(np.maximum(size_cells(low, likely, high) - recovery[:, None], 0.0) * 10.0**digits).astype(np.int64)


def _drawn(keys: Words, streams: Words, limits: Words, costs: Minor) -> Minor:
    """Totals of a chunk of claims in each draw. The high bits of a claim's word decide whether it costs, the low eight
    bits its size."""
    words = splitmix64(keys[:, None] + streams)
    happens = words < limits
    place = (words & np.uint64(CELLS - 1)).view(np.int64)
    place += (np.arange(len(keys)) * CELLS)[:, None]
    sizes = np.take(costs, place, mode="clip")
    sizes *= happens
    totals: Minor = sizes.sum(axis=0)
    return totals
