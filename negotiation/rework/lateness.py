"""How much of the customer's harm a remedy still cures when it comes late: a starting value, all assumption."""

from __future__ import annotations

import numpy as np

from negotiation.units import Num

ON_TIME, LOST_A_WEEK, LEAST = 0.9, 0.1, 0.3
"""Cured by good goods on time; lost with each week of lateness; never less than that. Our assumptions."""


def cured_when_late(days_late: Num) -> Num:
    """Share of the harm cured: 0.9 on time, a tenth of the harm less for each week late, at least 0.3. Assumption, no source.

        max(0.3, 0.9 − 0.1 · max(0, days late) / 7)

    `days_late` negative is early, which cures no more. Shapes broadcast.

    >>> float(cured_when_late(-5.0)), round(float(cured_when_late(14.0)), 3), float(cured_when_late(365.0))
    (0.9, 0.7, 0.3)
    """
    cured: Num = np.maximum(LEAST, ON_TIME - LOST_A_WEEK * np.maximum(0.0, days_late) / 7.0)
    return cured
