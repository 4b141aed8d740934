"""Recovery of an unpaid invoice if relations break: the older it is, the less is recovered."""

from __future__ import annotations

import numpy as np

from negotiation.core.cashflow import CUSTOMER, RECEIVABLE_LATE, US, Flow
from negotiation.core.fields import Num
from negotiation.model.facts.case import Case

AGES = (0.0, 30.0, 60.0, 90.0, 182.5, 365.0, 730.0)
RECOVERED = (0.95, 0.90, 0.81, 0.70, 0.52, 0.23, 0.09)
"""Days past due, and the share recovered of ordinary debts (collection agencies; disputed debts recover less)."""


def recovered_if_relations_break(days_past_due: Num) -> Num:
    """Share of a receivable that is still recovered after a break, interpolated linearly between the published ages.

    0 days and earlier: 95 %; 2 years and later: 9 %. Shapes broadcast. Source: collection agencies' figures for
    ordinary debts.

    >>> [round(float(recovered_if_relations_break(days)), 3) for days in (-10, 45, 90, 10_000)]
    [0.95, 0.855, 0.7, 0.09]
    """
    return np.interp(days_past_due, AGES, RECOVERED)


def late_invoice_flows(case: Case, chance: Num = 1.0) -> list[Flow]:
    """The unpaid invoice, counted as paid on day 0, taken back, and paid when expected. No flows if it is expected at
    once.

    `chance` is the chance that it is paid at all.
    """
    after = case.receivable_after
    if isinstance(after, float | int) and not after:
        return []
    return [
        Flow(RECEIVABLE_LATE, US, CUSTOMER, case.receivable, chance=chance),
        Flow(RECEIVABLE_LATE, CUSTOMER, US, case.receivable, first_day=after, chance=chance),
    ]
