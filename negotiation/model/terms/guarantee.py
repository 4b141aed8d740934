"""A written guarantee for a period, with a penalty and the right to leave."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from negotiation.core.cashflow import CUSTOMER, LOST_MARGIN, OUTSIDE, US, YEAR, Flow
from negotiation.core.fields import COUNT, FREQUENCY, MONEY, SHARE, Num, number_field
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms.term import Term, present, rounded


@dataclass(frozen=True, eq=False)
class Guarantee:
    """No failure for `months`; otherwise we pay `penalty` and the customer may leave.

    `failures_per_year` are expected until the cause is removed. The penalty is due once, for the first failure. With
    the right to leave, a further share `leave_then` of those who stay through this claim leaves after a failure. The
    orders from then on are lost, less what others replace. The right itself is worth `worth_to_them` to the customer.

        chance of a failure p = 1 − exp(−failures · months / 12),
            taken as happening on average in the middle of the period
    """

    key: ClassVar[str] = "guarantee"
    group: ClassVar[str] = "safeguards"
    months: Num = number_field(COUNT.within(high=120.0), 3.0)
    penalty: Num = number_field(MONEY, 0.0)
    failures_per_year: Num = number_field(FREQUENCY.within(low=0.0), 1.0)
    leave_then: Num = number_field(SHARE, 0.3)
    worth_to_them: Num = number_field(MONEY, 0.0)

    @classmethod
    def starting(cls, case: Case, remedy: Remedy) -> Guarantee:
        """A first figure in proportion to the claim, to be overwritten."""
        return cls(penalty=rounded(case.order.value * 0.05))

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        failure, middle = self.failure_chance(), self.months * YEAR / 24.0
        first = life.count_by(middle) + 1.0
        gone = failure * self.leave_then
        lost = [replace(flow, chance=flow.chance * gone) for flow in life.margin_lost(LOST_MARGIN, np.inf, first)]
        return [
            Flow(self.key, US, CUSTOMER, self.penalty, first_day=middle, chance=failure),
            *lost,
            Flow(LOST_MARGIN, OUTSIDE, CUSTOMER, self.worth_to_them * present(self.months)),
        ]

    def failure_chance(self) -> Num:
        """1 − exp(−failures a year · months / 12)."""
        return -np.expm1(-self.failures_per_year * self.months / 12.0)

    def consequence(self, case: Case, remedy: Remedy, life: OrderStream) -> dict[str, Num]:
        """The chance that the penalty is due."""
        return {"chance": self.failure_chance()}

    def objections(self, case: Case, remedy: Remedy, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """Nothing is owed if it fails; or a failure is likelier than not."""
        empty = np.any((np.asarray(self.penalty) <= 0.0) & (np.asarray(self.leave_then) <= 0.0))
        return (
            *(["promises_nothing"] if empty else []),
            *(["likely_to_fail"] if np.any(self.failure_chance() > 0.5) else []),
        )
