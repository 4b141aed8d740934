"""The unpaid invoice is paid on receipt of a later order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from negotiation.case import Case
from negotiation.flows import CUSTOMER, OTHERWISE, RECEIVABLE_PAID, US, Flow
from negotiation.lifetime import OrderStream
from negotiation.rework import Remedy
from negotiation.terms.receivable_now import ReceivableNow
from negotiation.terms.term import Term
from negotiation.units import COUNT, SHARE, Num, amount


@dataclass(frozen=True, eq=False)
class ReceivableWithOrder:
    """The share `paid` of the unpaid invoice is paid when the `with_order`-th next order is received.

    If that order does not come, the share `without_it` is still collected on the same day.
    """

    key: ClassVar[str] = "receivable_with_order"
    group: ClassVar[str] = "payment"
    paid: Num = amount(SHARE, 1.0)
    with_order: Num = amount(COUNT.within(low=1.0, high=120.0), 1.0)
    without_it: Num = amount(SHARE, 0.7)

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        owed, when = self.paid * case.receivable, life.at_order(self.with_order)
        return [
            Flow(RECEIVABLE_PAID, CUSTOMER, US, owed * self.without_it, first_day=when.first_day),
            when.flow(RECEIVABLE_PAID, CUSTOMER, US, owed * (1.0 - self.without_it)),
            Flow(OTHERWISE, US, CUSTOMER, owed, first_day=case.receivable_after),
        ]

    def objections(self, case: Case, remedy: Remedy, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """Nothing is owed; or more than all of it would be paid, in both ways together."""
        if not np.any(np.asarray(case.receivable) > 0.0):
            return ("nothing_owed",)
        paid = self.paid + sum((term.paid for term in terms if isinstance(term, ReceivableNow)), 0.0)
        return ("paid_twice",) if np.any(np.asarray(paid) > 1.0 + 1e-9) else ()
