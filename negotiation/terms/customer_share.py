"""The customer bears a share of the remedy, now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from negotiation.case import Case
from negotiation.flows import CUSTOMER, US, Flow
from negotiation.lifetime import OrderStream
from negotiation.rework import Remedy
from negotiation.terms.term import Term
from negotiation.units import SHARE, Num, amount


@dataclass(frozen=True, eq=False)
class CustomerShare:
    """The customer pays share · our cost of the remedy, on the day the remedy is paid. 0: we bear all."""

    key: ClassVar[str] = "customer_share"
    group: ClassVar[str] = "money"
    hangs_on_remedy: ClassVar[bool] = True
    share: Num = amount(SHARE, 0.5)

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        return [Flow(self.key, CUSTOMER, US, self.share * remedy.our_cost(case), first_day=remedy.paid_day)]

    def objections(self, case: Case, remedy: Remedy, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """The remedy costs us nothing that could be shared."""
        return ("nothing_to_share",) if np.all(np.asarray(remedy.our_cost(case)) <= 0.0) else ()
