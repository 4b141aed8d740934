"""A longer warranty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from negotiation.core.cashflow import CUSTOMER, OUTSIDE, US, YEAR, Flow
from negotiation.core.fields import COUNT, DAYS, FREQUENCY, MONEY, SHARE, Num, number_field
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms.term import Term, keys_of, rounded


@dataclass(frozen=True, eq=False)
class ExtendedWarranty:
    """`months` of warranty beyond the usual one, which ends `starts` days from now.

    `failures_per_year` are expected in that time; the share `used` of them is claimed. Each costs us `cost` and saves
    the customer `worth`.
    """

    key: ClassVar[str] = "extended_warranty"
    group: ClassVar[str] = "service"
    months: Num = number_field(COUNT.within(high=240.0), 12.0)
    failures_per_year: Num = number_field(FREQUENCY.within(low=0.0), 0.5)
    cost: Num = number_field(MONEY, 0.0)
    worth: Num = number_field(MONEY, 0.0)
    used: Num = number_field(SHARE, 0.8)
    starts: Num = number_field(DAYS, 365.0)

    @classmethod
    def starting(cls, case: Case, remedy: Remedy) -> ExtendedWarranty:
        """A first figure in proportion to the claim, to be overwritten."""
        return cls(cost=rounded(case.order.value * 0.01), worth=rounded(case.order.value * 0.03))

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        month = YEAR / 12.0
        failures = self.failures_per_year / 12.0
        return [
            Flow(self.key, US, OUTSIDE, failures * self.cost, self.starts + month, month, self.months, self.used, 1.0),
            Flow(
                self.key,
                OUTSIDE,
                CUSTOMER,
                failures * self.worth,
                self.starts + month,
                month,
                self.months,
                self.used,
                1.0,
            ),
        ]

    def consequence(self, case: Case, remedy: Remedy, life: OrderStream) -> dict[str, Num]:
        """Expected number of failures that it covers."""
        return {"failures": self.failures_per_year / 12.0 * self.months * self.used}

    def objections(self, case: Case, remedy: Remedy, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """The goods go back, so there is nothing to warrant."""
        return ("goods_returned",) if "return_and_refund" in keys_of(terms) else ()
