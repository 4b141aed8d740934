"""A deposit with the next orders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from negotiation.core.cashflow import CUSTOMER, ORDER_OTHERWISE, ORDER_PAID, US, Flow
from negotiation.core.fields import COUNT, DAYS, SHARE, Num, number_field
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy


@dataclass(frozen=True, eq=False)
class Deposit:
    """`share` of each of the next `orders` orders is paid `days_earlier` than usual, on the day of the order."""

    key: ClassVar[str] = "deposit"
    group: ClassVar[str] = "payment"
    share: Num = number_field(SHARE, 0.3)
    orders: Num = number_field(COUNT.within(low=1.0, high=120.0), 3.0)
    days_earlier: Num = number_field(DAYS.within(high=730.0), 60.0)

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        part = self.share * case.usual_order
        return [
            *life.steps(self.orders, ORDER_PAID, CUSTOMER, US, part),
            *life.steps(self.orders, ORDER_OTHERWISE, US, CUSTOMER, part, later=self.days_earlier),
        ]
