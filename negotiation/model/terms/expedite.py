"""Faster delivery for a fee, and who pays it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from negotiation.core.cashflow import CUSTOMER, OUTSIDE, US, Flow
from negotiation.core.fields import DAYS, MONEY, SHARE, Num, number_field
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import WITHOUT_GOODS, Remedy
from negotiation.model.terms.term import Term, present, rounded


@dataclass(frozen=True, eq=False)
class Expedite:
    """Overtime, overnight or air for `cost` on `day`; the customer bears `their_part` of it. It cures a further share
    `cures` of the harm."""

    key: ClassVar[str] = "expedite"
    group: ClassVar[str] = "money"
    hangs_on_remedy: ClassVar[bool] = True
    cost: Num = number_field(MONEY, 0.0)
    their_part: Num = number_field(SHARE, 0.0)
    cures: Num = number_field(SHARE, 0.1)
    day: Num = number_field(DAYS, 0.0)

    @classmethod
    def starting(cls, case: Case, remedy: Remedy) -> Expedite:
        """A first figure in proportion to the claim, to be overwritten."""
        return cls(cost=rounded(case.order.affected_value * 0.1))

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        more = np.minimum(self.cures, np.maximum(1.0 - remedy.cures, 0.0)) * present(self.cost)
        return [
            Flow(self.key, US, OUTSIDE, self.cost, first_day=self.day),
            Flow(self.key, OUTSIDE, CUSTOMER, more * case.harm_suffered, first_day=self.day),
            Flow("expedite_shared", CUSTOMER, US, self.their_part * self.cost, first_day=self.day),
        ]

    def objections(self, case: Case, remedy: Remedy, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """No goods are supplied that could come faster; or all harm is cured already."""
        if remedy.kind in WITHOUT_GOODS:
            return ("nothing_to_speed_up",)
        return (
            ("all_cured_already",)
            if np.all(np.asarray(remedy.cures) >= 1.0) and np.any(np.asarray(self.cures) > 0.0)
            else ()
        )
