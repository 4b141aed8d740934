"""A rule instead of an amount: payment by what an agreed inspector finds, by grade, as a share of the price."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from negotiation.core.cashflow import CUSTOMER, OUTSIDE, US, Flow
from negotiation.core.distributions import Pert
from negotiation.core.fields import DAYS, MONEY, SHARE, Num, number_field
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms.term import Term, keys_of, present

NODES = 32
"""Number of equally likely findings over which the rule is valued."""


@dataclass(frozen=True, eq=False)
class InspectionRule:
    """We pay by what an agreed inspector finds among the affected goods: pieces of each grade · share off · price, at
    most `cap`.

    A share f of the goods is found bad: between `found_low` and `found_high`, most likely `found_likely` (beta-PERT).
    `serious` of those are of the serious grade, at `off` of their price; the others are of the light grade, at
    `off_light`, never more than `off`. The inspector's `fee` is borne by us for the share `our_fee`. All is due after
    `deadline` days.

        paid = E[min(cap, f · (serious · off + (1 − serious) · off_light)) ] · value of the affected goods,
            over 32 equally likely f
    """

    key: ClassVar[str] = "inspection_rule"
    group: ClassVar[str] = "goods"
    off: Num = number_field(SHARE, 0.5)
    off_light: Num = number_field(SHARE, 0.15)
    serious: Num = number_field(SHARE, 0.3)
    found_low: Num = number_field(SHARE, 0.2)
    found_likely: Num = number_field(SHARE, 0.5)
    found_high: Num = number_field(SHARE, 0.9)
    cap: Num = number_field(SHARE, 1.0)
    fee: Num = number_field(MONEY, 0.0)
    our_fee: Num = number_field(SHARE, 0.5)
    deadline: Num = number_field(DAYS, 14.0)

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        some = present(self.off)
        fee = self.fee * some
        return [
            Flow(self.key, US, CUSTOMER, self.expected() * some * case.order.affected_value, first_day=self.deadline),
            Flow("inspection_fee", US, OUTSIDE, fee, first_day=self.deadline),
            Flow("inspection_fee_shared", CUSTOMER, US, fee * (1.0 - self.our_fee), first_day=self.deadline),
        ]

    def due(self, found: Num) -> Num:
        """Payment as a share of the affected goods' value if the share `found` of them is bad."""
        return np.minimum(found * self._each(), self.cap)

    def _each(self) -> Num:
        """Average reduction of the price of a bad piece, a share."""
        return self.serious * self.off + (1.0 - self.serious) * np.minimum(self.off_light, self.off)

    def expected(self) -> Num:
        """Mean of `due` over the possible findings: 32 equally likely shares."""
        low, high = np.minimum(self.found_low, self.found_high), np.maximum(self.found_low, self.found_high)
        low, likely, high, each, cap = (
            np.asarray(value)[..., None]
            for value in (low, np.clip(self.found_likely, low, high), high, self._each(), self.cap)
        )
        found = np.asarray(Pert(low, likely, high).quantile((np.arange(NODES) + 0.5) / NODES))
        mean: Num = np.minimum(found * each, cap).mean(axis=-1)[()]
        return mean

    def consequence(self, case: Case, remedy: Remedy, life: OrderStream) -> dict[str, Num]:
        """Payment at the least, the largest and the average finding."""
        value = case.order.affected_value
        return {
            "low": self.due(self.found_low) * value,
            "high": self.due(self.found_high) * value,
            "expected": self.expected() * value,
        }

    def objections(self, case: Case, remedy: Remedy, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """An amount is agreed for the same goods; they are replaced anyway; or the range does not rise."""
        keys = keys_of(terms)
        found = ["sum_as_well"] if keys & {"price_cut", "return_and_refund"} else []
        found += ["also_put_right"] if remedy.kind not in ("accept_as_is", "other") else []
        rises = np.all(
            (np.asarray(self.found_low) <= self.found_likely) & (np.asarray(self.found_likely) <= self.found_high)
        )
        return (*found, *([] if rises else ["range_does_not_rise"]))
