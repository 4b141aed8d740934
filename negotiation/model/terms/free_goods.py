"""Goods shipped free with a later order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from negotiation.core.cashflow import CUSTOMER, OUTSIDE, US, Flow
from negotiation.core.fields import COUNT, PIECES, SHARE, Num, number_field
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms.term import Term, rounded


@dataclass(frozen=True, eq=False)
class FreeGoods:
    """`quantity` pieces free with the `with_order`-th next order.

    A piece costs us unit price · (1 − margin rate). It is worth `worth` of its price to the customer, who may not need
    them all.
    """

    key: ClassVar[str] = "free_goods"
    group: ClassVar[str] = "goods"
    quantity: Num = number_field(PIECES, 200.0)
    with_order: Num = number_field(COUNT.within(high=120.0), 1.0)
    worth: Num = number_field(SHARE.within(high=2.0), 1.0)

    @classmethod
    def starting(cls, case: Case, remedy: Remedy) -> FreeGoods:
        """A fifth of the affected pieces, to be overwritten."""
        return cls(quantity=rounded(case.order.affected * 0.2))

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        when = life.at_order(self.with_order)
        return [
            when.flow(self.key, US, OUTSIDE, self.quantity * case.unit_cost),
            when.flow(self.key, OUTSIDE, CUSTOMER, self.quantity * case.order.unit_price * self.worth),
        ]

    def objections(self, case: Case, remedy: Remedy, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """More free pieces than an order has."""
        return ("more_than_an_order",) if np.any(np.asarray(self.quantity) > case.order.quantity) else ()
