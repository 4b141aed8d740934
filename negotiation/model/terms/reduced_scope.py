"""Less business for a period, without losing the account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from negotiation.core.cashflow import CUSTOMER, LOST_MARGIN, OUTSIDE, YEAR, Flow
from negotiation.core.fields import COUNT, MONEY, SHARE, Num, number_field
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms.term import Term, keys_of, present


@dataclass(frozen=True, eq=False)
class ReducedScope:
    """The share `less` of every order is given up for `months` by those who stay: we lose its margin, less what others
    replace.

    A smaller order saves the customer `relief`. The account shrinks but is not lost.
    """

    key: ClassVar[str] = "reduced_scope"
    group: ClassVar[str] = "safeguards"
    less: Num = number_field(SHARE, 0.3)
    months: Num = number_field(COUNT.within(high=120.0), 6.0)
    relief: Num = number_field(MONEY, 0.0)

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        orders = life.count_by(self.months * YEAR / 12.0)
        spared = self.relief * present(self.less)
        return [
            *life.margin_lost(LOST_MARGIN, orders, share=self.less),
            *life.steps(np.minimum(orders, life.left_from(1.0)), LOST_MARGIN, OUTSIDE, CUSTOMER, spared),
        ]

    def objections(self, case: Case, remedy: Remedy, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """Extra orders are promised at the same time; or no order falls into the period."""
        extra = "extra_orders" in keys_of(terms)
        none = np.any(np.asarray(self.months) / 12.0 * case.customer.orders_per_year < 1.0)
        return (*(["extra_orders_too"] if extra else []), *(["no_order_in_it"] if none else []))
