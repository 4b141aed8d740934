"""The size of a claim if it costs: beta-PERT sizes in cells of equal chance, with random numbers tied to the claim and
not to its row."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from negotiation.core.distributions import Pert, beta_quantile
from negotiation.core.fields import Num
from negotiation.core.problems import BadInput, Problem

Words: TypeAlias = NDArray[np.uint64]
Amounts: TypeAlias = NDArray[np.float64]

CELLS = 256
"""Number of equally likely sizes that represent a distribution, each the mean of its part. The mean is exact; the
largest size is the mean of the worst 1/256."""

SHAPES = 128
"""Number of steps of the likely value between low and high for which cells are computed. Between them cells are
interpolated."""

STEP = np.uint64(0x9E3779B97F4A7C15)
MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


@lru_cache(maxsize=1)
def _standard_cells() -> Amounts:
    """Mean of each cell of Beta(α, 6 − α) for α = 1 … 5: shape (SHAPES + 1, CELLS).

    mean of a cell = E[X] · (I(q₂; α + 1, β) − I(q₁; α + 1, β)) · CELLS,  q the quantiles at the cell's ends
    """
    from scipy.special import betainc

    alpha, beta = (np.asarray(each)[:, None] for each in Pert(0.0, np.linspace(0.0, 1.0, SHAPES + 1), 1.0).shape)
    ends = beta_quantile(alpha, beta, np.linspace(0.0, 1.0, CELLS + 1))
    found: Amounts = alpha / (alpha + beta) * CELLS * np.diff(betainc(alpha + 1.0, beta, ends), axis=-1)
    found.flags.writeable = False
    return found


def size_cells(low: Num, likely: Num, high: Num) -> Amounts:
    """Beta-PERT between `low` and `high` as 256 equally likely sizes, rising, on a trailing axis. Any unit.

    Their mean is exactly (low + 4 likely + high) / 6. A distribution without width is that number 256 times.

    >>> cells = size_cells(1_000.0, 2_000.0, 9_000.0)
    >>> cells.shape, round(float(cells.mean()), 6)
    ((256,), 3000.0)
    """
    start, width = np.asarray(low, dtype=float), np.asarray(high, dtype=float) - low
    place = np.where(width > 0.0, (np.asarray(likely) - low) / np.where(width > 0.0, width, 1.0), 0.0) * SHAPES
    below = np.clip(np.floor(place).astype(int), 0, SHAPES - 1)
    weight, table = (place - below)[..., None], _standard_cells()
    found: Amounts = start[..., None] + width[..., None] * (table[below] * (1.0 - weight) + table[below + 1] * weight)
    return found


def keys_of_claims(codes: Sequence[str] | NDArray[np.object_], seed: int) -> Words:
    """A 64-bit key for each claim, from its code and the seed: the same wherever it is in the register. A code used
    twice raises BadInput."""
    import pandas as pd

    names = np.asarray(codes, dtype=object)
    hashed = pd.util.hash_array(names, categorize=False)
    if len(np.unique(hashed)) < len(names):
        twice = pd.Series(names).duplicated().to_numpy()
        raise BadInput(Problem("code_not_unique", "code", str(names[twice][0]) if twice.any() else ""))
    begin = splitmix64(np.array([seed % 2**64], dtype=np.uint64) + STEP)
    return splitmix64(hashed.astype(np.uint64) ^ begin)


def splitmix64(words: Words, spare: Words | None = None) -> Words:
    """SplitMix64's finaliser, in place: key + STEP, key + 2 STEP, … become the random words of that key's stream.

    Source: Steele, Lea & Flood 2014.

    >>> hex(int(splitmix64(np.array([STEP]))[0]))
    '0xe220a8397b1dcdaf'
    """
    spare = np.empty_like(words) if spare is None else spare
    for shift, factor in zip((30, 27), MIX, strict=True):
        np.right_shift(words, np.uint64(shift), out=spare)
        words ^= spare
        words *= factor
    np.right_shift(words, np.uint64(31), out=spare)
    words ^= spare
    return words
