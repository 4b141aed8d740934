"""The payment of a milestone of a delivery contract, released earlier or held back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from negotiation.core.cashflow import CUSTOMER, MILESTONE_PAID, OTHERWISE, US, Flow
from negotiation.core.fields import DAYS, SHARE, Num, choice_field, number_field
from negotiation.model.facts.case import Case
from negotiation.model.facts.contract import MILESTONES
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms.term import Term


@dataclass(frozen=True, eq=False)
class MilestonePayment:
    """The share `released` of the payment for a `milestone` comes on `day`, with `chance`, instead of on the day now
    expected.

    An earlier day releases it, a later day holds it back. Nothing happens if the claim has no such milestone, or once
    it is paid.
    """

    key: ClassVar[str] = "milestone_payment"
    group: ClassVar[str] = "payment"
    released: Num = number_field(SHARE, 0.5)
    milestone: str = choice_field(MILESTONES, "final_acceptance")
    day: Num = number_field(DAYS, 30.0)
    chance: Num = number_field(SHARE, 1.0)

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        stage = case.milestone(self.milestone)
        payment = self.released * (0.0 if stage is None else stage.payment)
        expected = 0.0 if stage is None else case.days_until(stage.expected or stage.due)
        return [
            Flow(MILESTONE_PAID, CUSTOMER, US, payment, first_day=self.day, chance=self.chance),
            Flow(OTHERWISE, US, CUSTOMER, payment, first_day=expected, chance=self.chance),
        ]

    def objections(self, case: Case, remedy: Remedy, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """No such milestone in the claim; or no date for it."""
        stage = case.milestone(self.milestone)
        if stage is None:
            return ("no_such_milestone",)
        return ("no_date",) if stage.expected is None and stage.due is None else ()
