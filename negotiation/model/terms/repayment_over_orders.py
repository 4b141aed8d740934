"""The customer's share of the remedy, paid in parts over the next orders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from negotiation.core.cashflow import CUSTOMER, US, Flow
from negotiation.core.fields import COUNT, SHARE, Num, number_field
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms.term import Term


@dataclass(frozen=True, eq=False)
class RepaymentOverOrders:
    """The customer pays share · our cost of the remedy in equal parts with the next `orders` orders, each part only
    if its order comes."""

    key: ClassVar[str] = "repayment_over_orders"
    group: ClassVar[str] = "later_orders"
    hangs_on_remedy: ClassVar[bool] = True
    share: Num = number_field(SHARE, 0.5)
    orders: Num = number_field(COUNT.within(low=1.0, high=120.0), 4.0)

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        return life.over_orders(self.orders, self.key, CUSTOMER, US, self.share * remedy.our_cost(case))

    def objections(self, case: Case, remedy: Remedy, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """The remedy has no cost to us that could be shared."""
        return ("nothing_to_share",) if np.all(np.asarray(remedy.our_cost(case)) <= 0.0) else ()
