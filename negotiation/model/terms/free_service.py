"""Service free of charge for a period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from negotiation.core.cashflow import CUSTOMER, OUTSIDE, US, YEAR, Flow
from negotiation.core.fields import COUNT, DAYS, MONEY, SHARE, Num, number_field
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms.term import Term, rounded


@dataclass(frozen=True, eq=False)
class FreeService:
    """`months` of service free of charge from `starts` days on, with cost to us a month, worth to them, and the chance
    that they use it."""

    key: ClassVar[str] = "free_service"
    group: ClassVar[str] = "service"
    months: Num = number_field(COUNT.within(high=240.0), 12.0)
    monthly_cost: Num = number_field(MONEY, 0.0)
    monthly_worth: Num = number_field(MONEY, 0.0)
    used: Num = number_field(SHARE, 0.8)
    starts: Num = number_field(DAYS, 0.0)

    @classmethod
    def starting(cls, case: Case, remedy: Remedy) -> FreeService:
        """A first figure in proportion to the claim, to be overwritten."""
        return cls(monthly_cost=rounded(case.order.value * 0.005), monthly_worth=rounded(case.order.value * 0.01))

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        month = YEAR / 12.0
        return [
            Flow(self.key, US, OUTSIDE, self.monthly_cost, self.starts + month, month, self.months, self.used, 1.0),
            Flow(
                self.key, OUTSIDE, CUSTOMER, self.monthly_worth, self.starts + month, month, self.months, self.used, 1.0
            ),
        ]

    def objections(self, case: Case, remedy: Remedy, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """It costs us more than it is worth to them; money would do more."""
        return ("costs_more_than_its_worth",) if np.any(np.asarray(self.monthly_cost) > self.monthly_worth) else ()
