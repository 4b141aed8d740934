"""The stream of next orders, and the moments in it to which terms attach: the k-th order, n orders in a row, n orders within a period.

Terms never write `keep` or `if_stays` themselves: they ask the stream for moments and put amounts on them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiation.flows import OUTSIDE, US, Flow, Party
from negotiation.units import Num


@dataclass(frozen=True, eq=False)
class Moments:
    """When something happens, how often and how likely, given that the customer stays through this claim."""

    first_day: Num
    every_days: Num
    times: Num
    chance: Num
    keep: Num

    def flow(self, key: str, payer: Party, payee: Party, amount: Num) -> Flow:
        """`amount` at each of these moments."""
        return Flow(key, payer, payee, amount, self.first_day, self.every_days, self.times, self.chance, self.keep, if_stays=True)


@dataclass(frozen=True, eq=False)
class OrderStream:
    """Orders `gap` days apart, each placed with chance keep^k given that they stay through this claim; `margin` money an order.

    `times` is infinite, or the orders within the horizon where the value would have no end (`no_end`).
    """

    margin: Num
    gap: Num
    keep: Num
    times: Num = np.inf
    no_end: Num = 0.0

    def at_order(self, number: Num) -> Moments:
        """The k-th next order: day k · gap, chance keep^k; never for k = 0."""
        return Moments(number * self.gap, 0.0, np.minimum(number, 1.0), self.keep**number, 1.0)

    def over_orders(self, number: Num, key: str, payer: Party, payee: Party, total: Num) -> list[Flow]:
        """`total` in equal parts at each of the next `number` orders, each part only if its order comes; nothing for 0 orders."""
        part = total / np.maximum(number, 1.0)
        return [Moments(self.gap, self.gap, number, self.keep, self.keep).flow(key, payer, payee, part)]

    def within(self, number: Num, days: Num, chance: Num) -> Moments:
        """`number` orders spread evenly over `days`: the k-th on day days · k / number, each with the same chance."""
        gap = days / np.maximum(number, 1.0)
        return Moments(gap, gap, number, chance, 1.0)

    def margin_flow(self) -> Flow:
        """The margin of all next orders, paid to us by the outside world. Its present value is the lifetime value."""
        return Moments(self.gap, self.gap, self.times, self.keep, self.keep).flow("order_margin", OUTSIDE, US, self.margin)
