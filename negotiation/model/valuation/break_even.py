"""The chance of staying from which an offer pays compared with a reference."""

from __future__ import annotations

import numpy as np

from negotiation.core.fields import Num

ALWAYS, NEVER = -np.inf, np.inf
"""Break-even chances of an offer that pays at every chance of staying, and of one that never pays."""


def break_even_chance(fixed: Num, slope: Num, reference_net: Num, staying: Num = 1.0) -> Num:
    """Chance of staying from which an offer pays compared with a reference: s* = (net of the reference − A) / (L + B).

    s* ≤ 0 becomes ALWAYS, s* > 1 becomes NEVER. If L + B ≤ 0, more staying does not help: ALWAYS if the offer pays at
    the expected chance `staying`, else NEVER. No reference: NaN.

    Args:
        fixed: A, the offer's fixed value to us, promised margin included, money; broadcasts.
        slope: L + B, the lifetime value plus the offer's value if they stay, money; broadcasts.
        reference_net: net to us of the reference, money; NaN if there is none; broadcasts.
        staying: expected chance of staying, 0 to 1; broadcasts.

    >>> (float(break_even_chance(-100.0, 1000.0, 300.0)), float(break_even_chance(0.0, 1000.0, -1.0)),
    ...     float(break_even_chance(0.0, 1000.0, 1001.0)))
    (0.4, -inf, inf)
    """
    rises = np.asarray(slope) > 0.0
    chance = (reference_net - np.asarray(fixed)) / np.where(rises, slope, 1.0)
    inside = np.where(chance <= 0.0, ALWAYS, np.where(chance > 1.0, NEVER, chance))
    falling = np.where(np.asarray(fixed) + np.asarray(staying) * slope >= reference_net, ALWAYS, NEVER)
    return np.where(np.isnan(reference_net), np.nan, np.where(rises, inside, falling))
