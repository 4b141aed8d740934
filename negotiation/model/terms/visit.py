"""A visit to explain and apologise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from negotiation.core.cashflow import CUSTOMER, OUTSIDE, US, Flow
from negotiation.core.fields import DAYS, MONEY, Num, number_field
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms.term import present, rounded


@dataclass(frozen=True, eq=False)
class Visit:
    """We travel to them on `day` at a cost of `cost`. `worth` is what being taken seriously is worth to them; any
    figure typed here is an assumption."""

    key: ClassVar[str] = "visit"
    group: ClassVar[str] = "service"
    cost: Num = number_field(MONEY, 0.0)
    worth: Num = number_field(MONEY, 0.0)
    day: Num = number_field(DAYS, 7.0)

    @classmethod
    def starting(cls, case: Case, remedy: Remedy) -> Visit:
        """A first figure in proportion to the claim, to be overwritten."""
        return cls(cost=rounded(case.order.value * 0.02))

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        some = present(self.cost)
        return [
            Flow(self.key, US, OUTSIDE, self.cost, first_day=self.day),
            Flow(self.key, OUTSIDE, CUSTOMER, self.worth * some, first_day=self.day),
        ]
