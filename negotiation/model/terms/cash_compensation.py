"""Money to the customer, or off the contract amount."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from negotiation.core.cashflow import CUSTOMER, US, Flow
from negotiation.core.fields import DAYS, MONEY, Num, number_field
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms.term import Term, rounded


@dataclass(frozen=True, eq=False)
class CashCompensation:
    """We pay `paid`, or take it off the contract amount, on `day`."""

    key: ClassVar[str] = "cash_compensation"
    group: ClassVar[str] = "money"
    paid: Num = number_field(MONEY, 0.0)
    day: Num = number_field(DAYS, 0.0)

    @classmethod
    def starting(cls, case: Case, remedy: Remedy) -> CashCompensation:
        """A first figure in proportion to the claim, to be overwritten."""
        return cls(paid=rounded(case.harm_suffered / 2.0))

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        return [Flow(self.key, US, CUSTOMER, self.paid, first_day=self.day)]

    def objections(self, case: Case, remedy: Remedy, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """The cash exceeds the harm."""
        return ("more_than_the_harm",) if np.any(np.asarray(self.paid) > case.harm_suffered) else ()
