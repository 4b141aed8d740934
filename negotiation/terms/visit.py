"""A visit to explain and to apologise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from negotiation.case import Case
from negotiation.flows import CUSTOMER, OUTSIDE, US, Flow
from negotiation.lifetime import OrderStream
from negotiation.rework import Remedy
from negotiation.terms.term import present, rounded
from negotiation.units import DAYS, MONEY, Num, amount


@dataclass(frozen=True, eq=False)
class Visit:
    """We travel to them on `day`: it costs us `cost`; what being taken seriously is worth to them is `worth`, an assumption if typed at all."""

    key: ClassVar[str] = "visit"
    group: ClassVar[str] = "service"
    cost: Num = amount(MONEY, 0.0)
    worth: Num = amount(MONEY, 0.0)
    day: Num = amount(DAYS, 7.0)

    @classmethod
    def starting(cls, case: Case, remedy: Remedy) -> Visit:
        """A figure in proportion to the claim, to be typed over."""
        return cls(cost=rounded(case.order.value * 0.02))

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        some = present(self.cost)
        return [Flow(self.key, US, OUTSIDE, self.cost, first_day=self.day), Flow(self.key, OUTSIDE, CUSTOMER, self.worth * some, first_day=self.day)]
