"""The chance of staying from which an offer pays against a reference."""

from __future__ import annotations

import numpy as np

from negotiation.core.fields import Num

ALWAYS, NEVER = -np.inf, np.inf
"""Break-even chances of an offer that pays at any chance of staying, and of one that pays at none."""


def break_even_chance(fixed: Num, slope: Num, reference_net: Num, staying: Num = 1.0) -> Num:
    """Chance of staying from which an offer pays against a reference: s* = (net of the reference − A) / (L + B).

    `fixed` is A, `slope` L + B: the offer's fixed and if_stays value to us, promised margin included, L the lifetime
    value. s* ≤ 0 or > 1 become ALWAYS or NEVER; where L + B ≤ 0 more staying makes it no better: ALWAYS if it pays
    at the chance of `staying` that is expected, else NEVER. No reference: NaN.

    >>> (float(break_even_chance(-100.0, 1000.0, 300.0)), float(break_even_chance(0.0, 1000.0, -1.0)),
    ...     float(break_even_chance(0.0, 1000.0, 1001.0)))
    (0.4, -inf, inf)
    """
    rises = np.asarray(slope) > 0.0
    chance = (reference_net - np.asarray(fixed)) / np.where(rises, slope, 1.0)
    inside = np.where(chance <= 0.0, ALWAYS, np.where(chance > 1.0, NEVER, chance))
    falling = np.where(np.asarray(fixed) + np.asarray(staying) * slope >= reference_net, ALWAYS, NEVER)
    return np.where(np.isnan(reference_net), np.nan, np.where(rises, inside, falling))
