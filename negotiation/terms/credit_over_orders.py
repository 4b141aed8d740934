"""Our compensation as a credit on the next orders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from negotiation.case import Case
from negotiation.flows import CUSTOMER, US, Flow
from negotiation.lifetime import OrderStream
from negotiation.rework import Remedy
from negotiation.units import COUNT, MONEY, Num, amount


@dataclass(frozen=True, eq=False)
class CreditOverOrders:
    """We credit `credit` in equal parts against the next `orders` orders, each part only if its order comes."""

    key: ClassVar[str] = "credit_over_orders"
    credit: Num = amount(MONEY, 0.0)
    orders: Num = amount(COUNT.within(low=1.0, high=120.0), 4.0)

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        return life.over_orders(self.orders, self.key, US, CUSTOMER, self.credit)
