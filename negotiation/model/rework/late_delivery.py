"""The cost of lateness: damages under the contract, and the share of the customer's harm that a late remedy still
cures."""

from __future__ import annotations

import numpy as np

from negotiation.core.fields import Num
from negotiation.core.problems import BadInput, Problem
from negotiation.model.facts.contract import WEEKS, LateDelivery

ON_TIME, LOST_A_WEEK, LEAST = 0.9, 0.1, 0.3
"""Share cured by good goods on time; share lost with each week of lateness; least share. Our assumptions."""


def cured_when_late(days_late: Num) -> Num:
    """Share of the harm cured: 0.9 on time, 0.1 less for each week late, at least 0.3. Assumption, no source.

        max(0.3, 0.9 − 0.1 · max(0, days late) / 7)

    Negative `days_late` is early, which cures no more. Shapes broadcast.

    >>> float(cured_when_late(-5.0)), round(float(cured_when_late(14.0)), 3), float(cured_when_late(365.0))
    (0.9, 0.7, 0.3)
    """
    cured: Num = np.maximum(LEAST, ON_TIME - LOST_A_WEEK * np.maximum(0.0, days_late) / 7.0)
    return cured


def late_damages(
    days_late: Num,
    late_value: Num,
    rate: Num,
    cap: Num = 1.0,
    weeks: str = "completed",
    grace_days: Num = 0.0,
    grace_deducted: bool = False,
) -> Num:
    """Liquidated damages for late delivery, money.

        min(late value · rate · weeks, late value · cap);  weeks = ⌊d / 7⌋ completed, ⌈d / 7⌉ commenced, d / 7 pro rata

    Grace is a threshold. Within it nothing is due; past it all days count (d = days late), unless the contract deducts
    it (d = days late − grace). Early or on time: 0. Any other way of counting weeks raises BadInput.

    Args:
        days_late: days after the date of the contract, below 0 if early; broadcasts.
        late_value: value of the late goods, money; broadcasts.
        rate: damages a week, share of the late value; broadcasts.
        cap: most damages, share of the late value; broadcasts.
        weeks: how weeks are counted: "completed", "commenced" or "pro_rata".
        grace_days: days of grace; broadcasts.
        grace_deducted: True if only the days beyond the grace count.

    >>> [round(float(late_damages(20.0, 50_000.0, 0.005, 0.05, weeks)), 2) for weeks in ("completed", "commenced",
    ...     "pro_rata")]
    [500.0, 750.0, 714.29]
    >>> float(late_damages(70.0, 50_000.0, 0.005, 0.05))
    2500.0
    """
    if weeks not in WEEKS:
        raise BadInput(Problem("not_a_choice", "case.late_delivery.weeks", weeks, {"choices": WEEKS}))
    late = np.asarray(days_late, dtype=float)
    counted = np.maximum(late - (grace_days if grace_deducted else 0.0), 0.0) / 7.0
    if weeks == "completed":
        counted = np.floor(counted + 1e-9)
    elif weeks == "commenced":
        counted = np.ceil(counted - 1e-9)
    due: Num = np.where(late > grace_days, np.minimum(rate * counted, cap) * late_value, 0.0)[()]
    return due


def contract_damages(terms: LateDelivery, days_late: Num, late_value: Num) -> Num:
    """`late_damages` under the terms of a contract."""
    return late_damages(
        days_late, late_value, terms.rate, terms.cap, terms.weeks, terms.grace_days, terms.grace_deducted
    )
