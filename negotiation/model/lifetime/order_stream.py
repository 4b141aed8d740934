"""The stream of next orders, and its moments to which terms attach: the k-th order, n orders in a row, n orders within
a period.

Terms never write `keep` or `if_stays` themselves: they ask the stream for moments and attach amounts to them. If
retention is uncertain, the stream is a few weighted streams, each with its own retention. A row of orders is then one
flow for each.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from negotiation.core.cashflow import OUTSIDE, US, Flow, Party
from negotiation.core.fields import Num

ORDER_MARGIN = "order_margin"


@dataclass(frozen=True, eq=False)
class Moments:
    """When something happens, how often and how likely, given that the customer stays through this claim."""

    first_day: Num
    every_days: Num
    times: Num
    chance: Num
    keep: Num
    growth: Num = 0.0

    def flow(self, key: str, payer: Party, payee: Party, amount: Num) -> Flow:
        """A flow of `amount` at each of these moments.

        Args:
            key: key of the flow, which names it in the word files.
            payer: who pays.
            payee: who is paid.
            amount: money at each moment; broadcasts.
        """
        return Flow(
            key,
            payer,
            payee,
            amount,
            self.first_day,
            self.every_days,
            self.times,
            self.chance,
            self.keep,
            self.growth,
            if_stays=True,
        )


@dataclass(frozen=True, eq=False)
class OrderStream:
    """Orders `gap` days apart, each placed with chance keep^k given that they stay through this claim; `margin` money
    an order.

    `nodes` holds pairs of keep and weight if retention is uncertain: chance Σ w_j keep_j^k. It is empty if retention is
    certain. The margin grows by `growth` from order to order. `times` is infinite, or the orders within the horizon if
    the value would have no end (`no_end`). `shared_times` is the same for what both parties value: it is also finite if
    only the sum at the customer's rate has no end. Others would take `replaced` of what we lose, `replaced_orders`
    orders later. `others` are further flows that depend on their staying: open orders, and volume that others would
    have taken.
    """

    margin: Num
    gap: Num
    keep: Num
    times: Num = np.inf
    no_end: Num = 0.0
    nodes: tuple[tuple[Num, Num], ...] = ()
    growth: Num = 0.0
    others: tuple[Flow, ...] = ()
    shared_times: Num = np.inf
    replaced: Num = 0.0
    replaced_orders: Num = 0.0

    def left_from(self, first: Num) -> Num:
        """Number of orders from the `first`-th next one on, for what both parties value; infinite if that value has an
        end."""
        return np.maximum(np.minimum(self.times, self.shared_times) - first + 1.0, 0.0)

    @property
    def streams(self) -> tuple[tuple[Num, Num], ...]:
        """Pairs of keep and weight: the nodes, or the single certain keep."""
        return self.nodes or ((self.keep, 1.0),)

    def at_order(self, number: Num) -> Moments:
        """The k-th next order: day k · gap, chance Σ w_j keep_j^k; never for k = 0."""
        chance: Num = sum((weight * keep**number for keep, weight in self.streams), 0.0)
        return Moments(number * self.gap, 0.0, np.minimum(number, 1.0), chance, 1.0)

    def over_orders(self, number: Num, key: str, payer: Party, payee: Party, total: Num) -> list[Flow]:
        """`total` in equal parts at each of the next `number` orders, each part only if its order comes. Nothing for 0
        orders.

        Args:
            number: number of orders, count; broadcasts.
            key: key of the flow.
            payer: who pays.
            payee: who is paid.
            total: sum of all parts, money; broadcasts.
        """
        return self.steps(number, key, payer, payee, total / np.maximum(number, 1.0))

    def steps(
        self, number: Num, key: str, payer: Party, payee: Party, each: Num, first: Num = 1.0, later: Num = 0.0
    ) -> list[Flow]:
        """`each` at each of `number` orders from the `first`-th next one on, `later` days after the order, only if the
        order comes.

        Args:
            number: number of orders, count; broadcasts.
            key: key of the flow.
            payer: who pays.
            payee: who is paid.
            each: money at each order; broadcasts.
            first: first order, counted from 1; broadcasts.
            later: days from the order to the payment; broadcasts.
        """
        first = np.where(np.asarray(number) > 0.0, first, 1.0)[()]  # keeps the day finite
        day = first * self.gap + later
        return [
            Moments(day, self.gap, number, weight * keep**first, keep).flow(key, payer, payee, each)
            for keep, weight in self.streams
        ]

    def margin_lost(self, key: str, number: Num, first: Num = 1.0, share: Num = 1.0) -> list[Flow]:
        """The share of the margin of `number` orders from the `first`-th next one on that we give up, less what others
        replace.

        The margin grows from order to order. Others take `replaced` of the volume from `replaced_orders` orders later
        on. There are never more orders than the stream has for both parties. If an order loses money the flow is
        negative: giving it up is a gain.

        Args:
            key: key of the flow.
            number: number of orders, count; broadcasts.
            first: first order, counted from 1; broadcasts.
            share: share of each order's margin that is given up, 0 to 1; broadcasts.
        """
        count = np.minimum(number, self.left_from(first))
        skipped = np.maximum(self.replaced_orders, 1.0) - 1.0
        lost = self.steps(count, key, US, OUTSIDE, share * self.margin * (1.0 + self.growth) ** first, first)
        taken = share * self.replaced * np.maximum(self.margin, 0.0) * (1.0 + self.growth) ** (first + skipped)
        taken_over = self.steps(np.maximum(count - skipped, 0.0), key, OUTSIDE, US, taken, first + skipped)
        return [replace(flow, growth=self.growth) for flow in (*lost, *taken_over)]

    def count_by(self, day: Num) -> Num:
        """Number of next orders on or before a day."""
        return np.floor(day / self.gap + 1e-9)

    def within(self, number: Num, days: Num, chance: Num) -> Moments:
        """`number` orders spread evenly over `days`: the k-th on day days · k / number, each with the same chance."""
        gap = days / np.maximum(number, 1.0)
        return Moments(gap, gap, number, chance, 1.0)

    def repeat_flows(self) -> list[Flow]:
        """The margin of all repeat orders, paid to us by the outside world. The first margin has grown by one step
        already."""
        first = self.margin * (1.0 + self.growth)
        return [
            Moments(self.gap, self.gap, self.times, weight * keep, keep, self.growth).flow(
                ORDER_MARGIN, OUTSIDE, US, first
            )
            for keep, weight in self.streams
        ]

    def margin_flows(self) -> list[Flow]:
        """All flows that depend on their staying: repeat orders and `others`. Their value to us is the lifetime
        value."""
        return [*self.repeat_flows(), *self.others]
