"""The customer promises extra orders within a period, in return for the remedy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from negotiation.case import Case
from negotiation.flows import CUSTOMER, OUTSIDE, PROMISED_MARGIN, US, Flow
from negotiation.lifetime import OrderStream
from negotiation.rework import Remedy
from negotiation.units import COUNT, DAYS, MONEY, SHARE, Num, amount


@dataclass(frozen=True, eq=False)
class ExtraOrders:
    """`orders` extra orders spread evenly over `within_days`, each placed with chance s · `fulfilment`.

    Only the `additional` part, orders that would not have come anyway, earns margin; that margin is promised margin, its own
    column. Ordering early costs the customer `early_cost` for each extra order (stock, money tied up).
    """

    key: ClassVar[str] = "extra_orders"
    orders: Num = amount(COUNT.within(high=120.0), 3.0)
    within_days: Num = amount(DAYS.within(low=1.0), 182.5)
    fulfilment: Num = amount(SHARE, 0.6)
    additional: Num = amount(SHARE, 0.3)
    early_cost: Num = amount(MONEY, 0.0)

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        when = life.within(self.orders, self.within_days, self.fulfilment)
        return [
            when.flow(PROMISED_MARGIN, OUTSIDE, US, life.margin * self.additional),
            when.flow("early_order_cost", CUSTOMER, OUTSIDE, self.early_cost),
        ]
