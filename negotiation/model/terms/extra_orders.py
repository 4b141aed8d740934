"""The customer promises extra orders within a period, in return for the remedy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from negotiation.core.cashflow import CUSTOMER, OUTSIDE, PROMISED_MARGIN, SHORTFALL_FEE, US, Flow
from negotiation.core.fields import COUNT, DAYS, MONEY, SHARE, Num, number_field
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms.term import Term


@dataclass(frozen=True, eq=False)
class ExtraOrders:
    """`orders` extra orders spread evenly over `within_days`, each placed with chance s · `fulfilment`.

    Only the `additional` part, orders that would not have come anyway, earns margin. It is counted separately as
    promised margin. Ordering early costs the customer `early_cost` for each extra order (stock, money tied up). For
    each promised order that has not come by the last day they owe `shortfall_fee`. We can collect the share
    `fee_collected` of it, whether they stay or not.

        expected fee = orders · fee · collected · (1 − s · fulfilment), on the last day
    """

    key: ClassVar[str] = "extra_orders"
    group: ClassVar[str] = "later_orders"
    orders: Num = number_field(COUNT.within(high=120.0), 3.0)
    within_days: Num = number_field(DAYS.within(low=1.0), 182.5)
    fulfilment: Num = number_field(SHARE, 0.6)
    additional: Num = number_field(SHARE, 0.3)
    early_cost: Num = number_field(MONEY, 0.0)
    shortfall_fee: Num = number_field(MONEY, 0.0)
    fee_collected: Num = number_field(SHARE, 0.5)

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        when = life.within(self.orders, self.within_days, self.fulfilment)
        fee = self.orders * self.shortfall_fee * self.fee_collected
        return [
            when.flow(PROMISED_MARGIN, OUTSIDE, US, life.margin * self.additional),
            when.flow("early_order_cost", CUSTOMER, OUTSIDE, self.early_cost),
            Flow(SHORTFALL_FEE, CUSTOMER, US, fee, first_day=self.within_days),
            Flow(SHORTFALL_FEE, US, CUSTOMER, fee, first_day=self.within_days, chance=self.fulfilment, if_stays=True),
        ]

    def objections(self, case: Case, remedy: Remedy, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """A usual order earns nothing, so extra ones repay nothing."""
        return (
            ("no_margin",)
            if np.any(np.asarray(case.customer.margin_rate) <= 0.0) and np.any(np.asarray(self.orders) > 0.0)
            else ()
        )
