"""Features or equipment added free of charge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from negotiation.core.cashflow import CUSTOMER, OUTSIDE, US, Flow
from negotiation.core.fields import DAYS, MONEY, SHARE, Num, number_field
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms.term import Term, present, rounded


@dataclass(frozen=True, eq=False)
class AddedFeatures:
    """Features added free of charge, ready on `day`: they cost us `cost` and are worth `worth` to the customer with the
    chance `used`."""

    key: ClassVar[str] = "added_features"
    group: ClassVar[str] = "service"
    cost: Num = number_field(MONEY, 0.0)
    worth: Num = number_field(MONEY, 0.0)
    used: Num = number_field(SHARE, 0.8)
    day: Num = number_field(DAYS, 30.0)

    @classmethod
    def starting(cls, case: Case, remedy: Remedy) -> AddedFeatures:
        """A first figure in proportion to the claim, to be overwritten."""
        return cls(cost=rounded(case.order.value * 0.02), worth=rounded(case.order.value * 0.05))

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        some = present(self.cost)
        return [
            Flow(self.key, US, OUTSIDE, self.cost, first_day=self.day),
            Flow(self.key, OUTSIDE, CUSTOMER, self.worth * some, first_day=self.day, chance=self.used),
        ]

    def objections(self, case: Case, remedy: Remedy, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """They cost us more than they are worth to the customer."""
        return (
            ("costs_more_than_its_worth",) if np.any(np.asarray(self.cost) > np.asarray(self.worth) * self.used) else ()
        )
