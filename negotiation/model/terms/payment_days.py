"""Longer or shorter payment terms on later orders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from negotiation.core.cashflow import CUSTOMER, ORDER_OTHERWISE, ORDER_PAID, US, Flow
from negotiation.core.fields import COUNT, NUMBER, Num, number_field
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms.term import Term


@dataclass(frozen=True, eq=False)
class PaymentDays:
    """The next `orders` orders are paid `days` later than usual (below 0: earlier), each in full.

    A usual order is due `usual_days` after it comes. No order is paid before it comes.
    """

    key: ClassVar[str] = "payment_days"
    group: ClassVar[str] = "payment"
    days: Num = number_field(NUMBER.within(low=-365.0, high=365.0), 30.0)
    orders: Num = number_field(COUNT.within(low=1.0, high=120.0), 4.0)
    usual_days: Num = number_field(NUMBER.within(low=0.0, high=365.0), 30.0)

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        moved = np.where(np.asarray(self.days) == 0.0, 0.0, case.usual_order)[()]
        return [
            *life.steps(
                self.orders, ORDER_PAID, CUSTOMER, US, moved, later=np.maximum(self.usual_days + self.days, 0.0)
            ),
            *life.steps(self.orders, ORDER_OTHERWISE, US, CUSTOMER, moved, later=self.usual_days),
        ]

    def objections(self, case: Case, remedy: Remedy, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """Longer terms for a customer who already pays late."""
        late = np.any(np.asarray(case.customer.pays_late_days) > 0.0) or (
            case.receivable_due is not None
            and case.receivable_due < case.settlement_date
            and bool(np.any(np.asarray(case.receivable) > 0.0))
        )
        return ("pays_late_already",) if late and np.any(np.asarray(self.days) > 0.0) else ()
