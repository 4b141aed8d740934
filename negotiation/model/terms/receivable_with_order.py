"""The unpaid invoice is paid on receipt of a later order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from negotiation.core.cashflow import CUSTOMER, OTHERWISE, RECEIVABLE_PAID, US, Flow
from negotiation.core.fields import COUNT, SHARE, Num, number_field
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms.receivable_now import ReceivableNow
from negotiation.model.terms.term import Term


@dataclass(frozen=True, eq=False)
class ReceivableWithOrder:
    """The share `paid` of the unpaid invoice is paid when the `with_order`-th next order is received.

    If that order does not come, the share `without_it` is still collected on the same day.
    """

    key: ClassVar[str] = "receivable_with_order"
    group: ClassVar[str] = "payment"
    paid: Num = number_field(SHARE, 1.0)
    with_order: Num = number_field(COUNT.within(low=1.0, high=120.0), 1.0)
    without_it: Num = number_field(SHARE, 0.7)

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        owed, when = self.paid * case.receivable, life.at_order(self.with_order)
        return [
            Flow(RECEIVABLE_PAID, CUSTOMER, US, owed * self.without_it, first_day=when.first_day),
            when.flow(RECEIVABLE_PAID, CUSTOMER, US, owed * (1.0 - self.without_it)),
            Flow(OTHERWISE, US, CUSTOMER, owed, first_day=case.receivable_after),
        ]

    def objections(self, case: Case, remedy: Remedy, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """Nothing is owed; or both terms together would pay more than all of it."""
        if not np.any(np.asarray(case.receivable) > 0.0):
            return ("nothing_owed",)
        paid = self.paid + sum((term.paid for term in terms if isinstance(term, ReceivableNow)), 0.0)
        return ("paid_twice",) if np.any(np.asarray(paid) > 1.0 + 1e-9) else ()
