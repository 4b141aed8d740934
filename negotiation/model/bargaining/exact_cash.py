"""The exact cash beside a fixed set of other terms: it maximises the weighted product of both sides' gains, to the
minor unit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.core.fields import Num


@dataclass(frozen=True, eq=False)
class ExactCash:
    """The best cash, rounded to the minor unit, and the interval that both sides accept. Money.

    NaN if no amount suits both; then `gap` says how much is missing.
    """

    cash: Num
    low: Num
    high: Num
    gap: Num


def exact_cash(
    ours: Num,
    theirs: Num,
    cost: Num,
    gain: Num,
    walk_away: tuple[Num, Num],
    power: Num = 0.5,
    most: Num = np.inf,
    digits: int = 2,
) -> ExactCash:
    """Cash c ≥ 0 paid by us that maximises the weighted product of gains, at a fixed chance of staying.

        c* = clip((1 − w)(A − dₛ) / a − w(B − d_b) / b, lo, hi),  lo = max(0, (d_b − B) / b),  hi = min(most,
            (A − dₛ) / a)

    A, B: values to us and to them without cash; a, b > 0: cost to us and worth to them of one unit of cash (their own
    discount factors); dₛ, d_b: walk-aways in the same units; w: our weight. The two amounts in whole minor units next
    to c* are compared by the weighted product of gains. If lo > hi there is no room, and the gap is lo − hi in cash.
    Shapes broadcast. Source: Nash 1950, first-order condition.

    Args:
        ours: A, value to us without cash, money; broadcasts.
        theirs: B, value to the customer without cash, money; broadcasts.
        cost: a, what one unit of cash costs us, above 0; broadcasts.
        gain: b, what one unit of cash is worth to the customer, above 0; broadcasts.
        walk_away: dₛ and d_b, value of no deal to us and to the customer, money; broadcasts.
        power: w, our bargaining weight, 0 to 1; broadcasts.
        most: largest cash, money; broadcasts.
        digits: digits of the currency's minor unit.

    >>> found = exact_cash(0.0, -6500.0, 1.0, 1.0, (-3600.0, -4400.0))
    >>> float(found.cash), float(found.low), float(found.high)
    (2850.0, 2100.0, 3600.0)
    """
    unit = 10.0**-digits
    mine, yours = np.asarray(ours) - walk_away[0], np.asarray(theirs) - walk_away[1]
    low = np.ceil(np.maximum(0.0, -yours / gain) / unit - 1e-6) * unit
    high = np.floor(np.minimum(most, mine / cost) / unit + 1e-6) * unit
    room = low <= high + unit * 1e-6
    wanted = np.clip((1.0 - power) * mine / cost - power * yours / gain, low, np.maximum(low, high))
    below = np.clip(np.floor(wanted / unit + 1e-9) * unit, low, np.maximum(low, high))
    above = np.clip(below + unit, low, np.maximum(low, high))

    def product(cash: NDArray[np.float64]) -> NDArray[np.float64]:
        found: NDArray[np.float64] = np.maximum(mine - cost * cash, 0.0) ** power * np.maximum(
            yours + gain * cash, 0.0
        ) ** (1.0 - power)
        return found

    best = np.where(product(above) > product(below), above, below)
    return ExactCash(
        np.where(room, np.round(best / unit) * unit, np.nan)[()], low[()], high[()], np.where(room, 0.0, low - high)[()]
    )
