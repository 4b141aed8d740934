"""Our compensation as a lower price on later orders, until it is repaid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from negotiation.core.cashflow import CUSTOMER, US, Flow
from negotiation.core.fields import COUNT, MONEY, PIECES, SHARE, Num, number_field
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms.term import EXACT, Term, present, rounded


@dataclass(frozen=True, eq=False)
class AmountPerUnit:
    """We take `per_unit` off the price of later orders until `total` is repaid, on at most `most_orders` orders.

    An order has `units` pieces (default: as many as this one). With chance `stays_lower` the lower price becomes
    permanent: it continues after the last repayment as long as they order. total / per_unit is the number of units.

        an order repays a = per_unit · units;  ⌊total / a⌋ orders, then the rest
    """

    key: ClassVar[str] = "amount_per_unit"
    group: ClassVar[str] = "later_orders"
    total: Num = number_field(MONEY, 0.0)
    per_unit: Num = number_field(MONEY, 0.2)
    units: Num | None = number_field(PIECES, None, optional=True)
    most_orders: Num = number_field(COUNT.within(low=1.0, high=1_000.0), 24.0)
    stays_lower: Num = number_field(SHARE, 0.0)

    @classmethod
    def starting(cls, case: Case, remedy: Remedy) -> AmountPerUnit:
        """A first figure in proportion to the claim, to be overwritten."""
        return cls(
            total=rounded(remedy.our_cost(case) / 2.0) or rounded(case.harm_suffered / 2.0),
            per_unit=rounded(case.order.unit_price * 0.05),
        )

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        each, number, rest = self.parts(case)
        steps, ends = np.minimum(number, self.most_orders), np.where(number + 1.0 <= self.most_orders, 1.0, 0.0)
        after = np.minimum(number + present(rest), self.most_orders) + 1.0
        lower = self.stays_lower * each * present(self.total)
        return [
            *life.steps(steps, self.key, US, CUSTOMER, each),
            *life.steps(ends, self.key, US, CUSTOMER, rest, number + 1.0),
            *life.steps(life.left_from(after), "price_stays_lower", US, CUSTOMER, lower, after),
        ]

    def parts(self, case: Case) -> tuple[Num, Num, Num]:
        """What one order repays, how many orders repay in full, and the remainder. Money, count, money."""
        each = self.per_unit * (case.order.quantity if self.units is None else self.units)
        some = np.asarray(each) > 0.0
        number = np.where(some, np.floor(self.total / np.where(some, each, 1.0) * (1.0 + EXACT)), 0.0)
        rest = np.where(some, np.maximum(self.total - number * each, 0.0), 0.0)
        return each, number[()], np.where(rest > 2.0 * EXACT * self.total, rest, 0.0)[()]

    def units_needed(self) -> Num:
        """Units until the total is repaid: total / per unit; infinite if nothing is taken off.

        >>> float(AmountPerUnit(200_000.0, 0.20).units_needed())
        1000000.0
        """
        some = np.asarray(self.per_unit) > 0.0
        return np.where(
            some, self.total / np.where(some, self.per_unit, 1.0), np.where(np.asarray(self.total) > 0.0, np.inf, 0.0)
        )

    def consequence(self, case: Case, remedy: Remedy, life: OrderStream) -> dict[str, Num]:
        """Units, orders and days until the total is repaid, and the amount repaid within the orders agreed."""
        each, number, rest = self.parts(case)
        orders = number + present(rest)
        return {
            "units": self.units_needed(),
            "orders": orders,
            "days": orders * life.gap,
            "within": np.minimum(self.total, each * self.most_orders),
        }

    def objections(self, case: Case, remedy: Remedy, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """Not repaid within the orders agreed; more off a unit than its price."""
        each, number, rest = self.parts(case)
        short = np.any(number + present(rest) > self.most_orders) or np.any(
            (np.asarray(each) <= 0.0) & (np.asarray(self.total) > 0.0)
        )
        dear = np.any(np.asarray(self.per_unit) > case.order.unit_price)
        return (*(["not_repaid"] if short else []), *(["more_than_the_price"] if dear else []))
