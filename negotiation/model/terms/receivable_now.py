"""When the unpaid invoice is paid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from negotiation.core.cashflow import CUSTOMER, OTHERWISE, RECEIVABLE_PAID, US, Flow
from negotiation.core.fields import DAYS, SHARE, Num, number_field
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms.term import Term


@dataclass(frozen=True, eq=False)
class ReceivableNow:
    """The share `paid` of the unpaid invoice is paid on `day`, instead of after the days that the claim expects
    (`receivable_after`).

    Earlier payment is worth money to us, later payment costs us. The amount itself is owed anyway and is no
    compensation.
    """

    key: ClassVar[str] = "receivable_now"
    group: ClassVar[str] = "payment"
    paid: Num = number_field(SHARE, 1.0)
    day: Num = number_field(DAYS, 3.0)

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        owed = self.paid * case.receivable
        return [
            Flow(RECEIVABLE_PAID, CUSTOMER, US, owed, first_day=self.day),
            Flow(OTHERWISE, US, CUSTOMER, owed, first_day=case.receivable_after),
        ]

    def objections(self, case: Case, remedy: Remedy, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """Nothing is owed."""
        return () if np.any(np.asarray(case.receivable) > 0.0) else ("nothing_owed",)
