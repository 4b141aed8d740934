"""Options side by side: net to us, what the customer would accept, when each pays, and which one we recommend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.core.fields import Num
from negotiation.model.valuation.break_even import break_even_chance
from negotiation.model.valuation.offer import NO_DEAL
from negotiation.model.valuation.option_value import OptionValue

TIE = 0.01
"""Differences in net below 1 % of the best are ties, because no estimate here is more precise."""

ROUNDING = 1e-6
"""Share of the minor unit by which two costs may be off and still count as one unit apart."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """One option beside the others. Money is present value to the named party; negative is a loss, except for costs.

    claim_cost = −(value to us of all flows, promised margin left out) = immediate + later; net = lifetime_kept +
    promised_margin − claim_cost;  better_for_them = to_customer − to_customer of no deal. `break_even_*` is the chance
    of staying from which the option pays compared with a reference: ALWAYS, NEVER, or NaN if there is no reference.
    `next_cheaper` is the index of that reference among the options, −1 for none.
    """

    worth: OptionValue
    claim_cost: Num
    immediate: Num
    later: Num
    promised_margin: Num
    lifetime_kept: Num
    net: Num
    to_customer: Num
    better_for_them: Num
    accepted: NDArray[np.bool_]
    cash_out: Num
    break_even_no_deal: Num
    break_even_next: Num
    next_cheaper: NDArray[np.int64]

    @property
    def code(self) -> str:
        """The option's stable code."""
        return self.worth.code

    @property
    def staying(self) -> Num:
        """The chance of staying used for this option."""
        return self.worth.staying


@dataclass(frozen=True, eq=False)
class Comparison:
    """All options compared. `best` is the index of the recommended one; `tied` (first axis: options) marks the others
    within 1 % of it."""

    lifetime_value: Num
    outcomes: tuple[Outcome, ...]
    best: NDArray[np.int64]
    tied: NDArray[np.bool_]


def claim_cost(worth: OptionValue) -> Num:
    """Cost of the claim to us: −(A + s·B), with A and B the present value of all flows except promised margin.

    Positive is a cost. Shapes broadcast.
    """
    return -worth.to_us.at(worth.staying)


def immediate_cost(worth: OptionValue) -> Num:
    """The part of the claim cost before the first next order. Positive is a cost. Shapes broadcast."""
    return -worth.early.at(worth.staying)


def later_cost(cost: Num, immediate: Num) -> Num:
    """The rest of the claim cost: cost − immediate. Negative if money comes back. Shapes broadcast."""
    return cost - immediate


def promised_margin(worth: OptionValue) -> Num:
    """Present value to us of the margin on promised orders that would not have come anyway. Shapes broadcast."""
    return worth.promised.at(worth.staying)


def value_to_customer(worth: OptionValue) -> Num:
    """Present value of an option to the customer at their own rate, their harm included. Shapes broadcast."""
    return worth.to_customer.at(worth.staying)


def cash_out(worth: OptionValue) -> Num:
    """Money that leaves us in the first 30 days, undiscounted; receipts are not set off. Shapes broadcast."""
    return worth.cash_out.at(worth.staying)


def lifetime_value_kept(lifetime_value: Num, staying: Num) -> Num:
    """Lifetime value × chance of staying. Shapes broadcast."""
    return lifetime_value * staying


def net_to_us(kept: Num, promised: Num, cost: Num) -> Num:
    """Net to us of an option: lifetime value kept + promised margin − claim cost. Shapes broadcast.

    >>> net_to_us(90_000.0, 500.0, 2_000.0)
    88500.0
    """
    return kept + promised - cost


def better_than_no_deal(to_customer: Num, of_no_deal: Num) -> Num:
    """By how much an option is better for the customer than no deal; below 0 they would refuse. Shapes broadcast."""
    return to_customer - of_no_deal


def customer_would_accept(better: Num, smallest_unit: float = 0.01) -> NDArray[np.bool_]:
    """True if the option is not worse for the customer than no deal, to half of the minor unit of the currency.

    >>> [bool(customer_would_accept(better)) for better in (0.0, -0.005, -0.006)]
    [True, True, False]
    """
    return np.asarray(better >= -smallest_unit / 2.0)


def compare_options(worths: Sequence[OptionValue], lifetime_value: Num, smallest_unit: float = 0.01) -> Comparison:
    """Compare options, one of which is no deal.

    The customer accepts an offer that is not worse for them than no deal, judged at the offer's own chance of staying
    and to half of the currency's minor unit. The best net to us among those is recommended. The next cheaper offer is,
    among those and without no deal, the one with the highest claim cost that is at least one minor unit lower. Shapes
    broadcast.
    """
    every = [
        [
            claim_cost(worth),
            promised_margin(worth),
            immediate_cost(worth),
            value_to_customer(worth),
            cash_out(worth),
            lifetime_value_kept(lifetime_value, worth.staying),
            worth.to_us.fixed + worth.promised.fixed,
            lifetime_value + worth.to_us.if_stays + worth.promised.if_stays,
            worth.staying,
        ]
        for worth in worths
    ]
    cost, promised, early, to_customer, cash, kept, fixed, slope, chances = _figures(every)
    no_deal = next(index for index, worth in enumerate(worths) if worth.code == NO_DEAL)
    net = np.asarray(net_to_us(kept, promised, cost))
    better = np.asarray(better_than_no_deal(to_customer, to_customer[no_deal]))
    takes = customer_would_accept(better, smallest_unit)

    offered = np.array([index != no_deal for index in range(len(worths))]).reshape(-1, *[1] * (cost.ndim - 1))
    next_cheaper = np.array(
        [_next_cheaper(cost, takes & offered, index, smallest_unit) for index in range(len(worths))]
    )
    next_cheaper[no_deal] = -1
    next_net = np.where(next_cheaper >= 0, np.take_along_axis(net, np.maximum(next_cheaper, 0), axis=0), np.nan)
    against_no_deal = np.asarray(break_even_chance(fixed, slope, np.where(offered, net[no_deal], np.nan), chances))
    against_next = np.asarray(break_even_chance(fixed, slope, next_net, chances))

    worthy = np.where(takes & ~np.isnan(net), net, -np.inf)  # an option without a value is never recommended
    best_net, best = np.max(worthy, axis=0), np.argmax(worthy, axis=0)
    tied = (
        takes
        & ((best_net - net < TIE * np.abs(best_net)) | (net == best_net))
        & (np.arange(len(worths)).reshape(offered.shape) != best)
    )
    outcomes = tuple(
        Outcome(
            worth=worth,
            claim_cost=cost[i],
            immediate=early[i],
            later=later_cost(cost[i], early[i]),
            promised_margin=promised[i],
            lifetime_kept=kept[i],
            net=net[i],
            to_customer=to_customer[i],
            better_for_them=better[i],
            accepted=takes[i],
            cash_out=cash[i],
            break_even_no_deal=against_no_deal[i],
            break_even_next=against_next[i],
            next_cheaper=next_cheaper[i],
        )
        for i, worth in enumerate(worths)
    )
    return Comparison(lifetime_value, outcomes, best, tied)


def _figures(every: Sequence[Sequence[Num]]) -> NDArray[np.float64]:
    """Figures of all options as an array (figure, option, …), broadcast to one shape."""
    shapes = {np.shape(value) for values in every for value in values}
    shape = np.broadcast_shapes(*shapes)
    same = every if shapes == {shape} else [[np.broadcast_to(value, shape) for value in values] for values in every]
    return np.swapaxes(np.array(same, dtype=float), 0, 1)


def _next_cheaper(
    cost: NDArray[np.float64], candidates: NDArray[np.bool_], index: int, smallest_unit: float
) -> NDArray[np.int64]:
    """Index of the most expensive candidate that costs at least one minor unit less than the option; −1 for none."""
    nearer = candidates & (cost <= cost[index] - smallest_unit + ROUNDING * smallest_unit)
    return np.where(nearer.any(axis=0), np.argmax(np.where(nearer, cost, -np.inf), axis=0), -1)
