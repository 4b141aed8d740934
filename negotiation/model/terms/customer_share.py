"""The customer bears a share of the remedy, now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from negotiation.core.cashflow import CUSTOMER, US, Flow
from negotiation.core.fields import SHARE, Num, number_field
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms.term import Term


@dataclass(frozen=True, eq=False)
class CustomerShare:
    """The customer pays share · our cost of the remedy, on the day the remedy is paid. 0: we pay all."""

    key: ClassVar[str] = "customer_share"
    group: ClassVar[str] = "money"
    hangs_on_remedy: ClassVar[bool] = True
    share: Num = number_field(SHARE, 0.5)

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        return [Flow(self.key, CUSTOMER, US, self.share * remedy.our_cost(case), first_day=remedy.paid_day)]

    def objections(self, case: Case, remedy: Remedy, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """The remedy has no cost to us that could be shared."""
        return ("nothing_to_share",) if np.all(np.asarray(remedy.our_cost(case)) <= 0.0) else ()
