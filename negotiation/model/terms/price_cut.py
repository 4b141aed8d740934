"""A price cut on the affected goods, accepted as they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from negotiation.core.cashflow import CUSTOMER, US, Flow
from negotiation.core.fields import SHARE, Num, number_field
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms.term import Term


@dataclass(frozen=True, eq=False)
class PriceCut:
    """We take `cut` off the price of the affected goods, on the settlement date."""

    key: ClassVar[str] = "price_cut"
    group: ClassVar[str] = "goods"
    cut: Num = number_field(SHARE, 0.15)

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        return [Flow(self.key, US, CUSTOMER, self.cut * case.order.affected_value)]

    def objections(self, case: Case, remedy: Remedy, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """The goods are put right or taken back as well, so we would pay twice."""
        return () if remedy.kind in ("accept_as_is", "other") else ("also_put_right",)
