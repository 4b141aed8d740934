"""Our compensation as a credit on the next orders."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from negotiation.core.cashflow import CREDIT_FALLBACK, CUSTOMER, US, YEAR, Flow
from negotiation.core.fields import COUNT, DAYS, MONEY, SHARE, Num, number_field
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms.term import EXACT, Term, present, rounded


@dataclass(frozen=True, eq=False)
class CreditOverOrders:
    """We credit `credit` in equal parts against the next `orders` orders, each part only if its order comes.

    A part is at most `cap` of a usual order. What exceeds it goes to further orders, in whole parts and one remainder.
    Orders after `expires_after` days earn nothing; the share `fallback` of what is then left is paid in cash, whether
    they stay or not. None: no cap, no expiry.

        part a = min(credit / orders, cap · usual order), n = ⌊credit / a⌋ times, then the rest;
            orders with day k · gap ≤ expiry
    """

    key: ClassVar[str] = "credit_over_orders"
    group: ClassVar[str] = "later_orders"
    credit: Num = number_field(MONEY, 0.0)
    orders: Num = number_field(COUNT.within(low=1.0, high=120.0), 4.0)
    cap: Num | None = number_field(SHARE, None, optional=True)
    expires_after: Num | None = number_field(DAYS.within(low=1.0), None, optional=True)
    fallback: Num = number_field(SHARE, 0.0)

    @classmethod
    def starting(cls, case: Case, remedy: Remedy) -> CreditOverOrders:
        """A first figure in proportion to the claim, to be overwritten."""
        return cls(credit=rounded(remedy.our_cost(case) / 2.0) or rounded(case.harm_suffered / 2.0))

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        if self.cap is None and self.expires_after is None:
            return life.over_orders(self.orders, self.key, US, CUSTOMER, self.credit)
        part, number, rest = self.parts(case)
        last = np.inf if self.expires_after is None else life.count_by(self.expires_after)
        steps, ends = np.minimum(number, last), np.where(number + 1.0 <= last, 1.0, 0.0)
        used = [
            *life.steps(steps, self.key, US, CUSTOMER, part),
            *life.steps(ends, self.key, US, CUSTOMER, rest, number + 1.0),
        ]
        return used if self.expires_after is None else [*used, *self._fallback(used, self.expires_after)]

    def parts(self, case: Case) -> tuple[Num, Num, Num]:
        """The credit of one order, the number of orders with it, and the remainder credited with the next one. Money,
        count, money."""
        part = self.credit / np.maximum(self.orders, 1.0)
        if self.cap is not None:
            part = np.minimum(part, self.cap * case.usual_order)
        some = np.asarray(part) > 0.0
        number = np.where(some, np.floor(self.credit / np.where(some, part, 1.0) * (1.0 + EXACT)), 0.0)
        rest = np.where(some, np.maximum(self.credit - number * part, 0.0), 0.0)
        return part, number[()], np.where(rest > 2.0 * EXACT * self.credit, rest, 0.0)[()]

    def _fallback(self, used: list[Flow], day: Num) -> list[Flow]:
        """The whole credit in cash on the day of expiry, less the same parts used by then, which are taken off on that
        day."""
        paid = Flow(CREDIT_FALLBACK, US, CUSTOMER, self.fallback * self.credit, first_day=day)
        return [
            paid,
            *(
                replace(
                    flow,
                    key=CREDIT_FALLBACK,
                    payer=CUSTOMER,
                    payee=US,
                    amount=self.fallback * flow.amount,
                    first_day=day,
                    every_days=0.0,
                )
                for flow in used
            ),
        ]

    def consequence(self, case: Case, remedy: Remedy, life: OrderStream) -> dict[str, Num]:
        """The number of orders that use it up, and the most that is credited with one order."""
        part, number, rest = self.parts(case)
        orders = number + present(rest)
        return {"part": part, "orders": orders, "days": orders * life.gap}

    def objections(self, case: Case, remedy: Remedy, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """It expires before the next order; or cash for what is left, but no expiry."""
        first = YEAR / case.customer.orders_per_year
        found = (
            ["expires_too_soon"]
            if self.expires_after is not None and np.any(np.asarray(self.expires_after) < first)
            else []
        )
        return (
            *found,
            *(["no_expiry"] if self.expires_after is None and np.any(np.asarray(self.fallback) > 0.0) else []),
        )
