"""What an offer says beside its terms: conditions that must be met first, and what the agreement closes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from negotiation.core.cashflow import CLAIM_REOPENED, CUSTOMER, OTHERWISE, US, Flow
from negotiation.core.fields import DAYS, MONEY, SHARE, Num, Text, choice_field, flag_field, number_field, text_field
from negotiation.model.facts.case import Case

EVENTS = ("payment_received", "order_and_deposit", "inspection_passed", "document_signed")
"""Events that can be waited for. An order only comes from customers who stay."""

ORDER = EVENTS[1]

THE_REMEDY = "remedy"
"""The `what` of a wait for the remedy, with every term that depends on it."""


@dataclass(frozen=True, eq=False)
class Wait:
    """`what` (the remedy, or a term by its key) waits for an `event`, which comes with `chance` after `days`. Without
    it nothing is done.

    Its days count from the event, and it happens with that chance; if the event is an order, only for those who stay.
    What depends on later orders comes with them, but not before the event.
    """

    what: str = text_field(THE_REMEDY, longest=60)
    event: str = choice_field(EVENTS, "payment_received")
    days: Num = number_field(DAYS, 7.0)
    chance: Num = number_field(SHARE, 0.9)

    def held(self, flows: Sequence[Flow]) -> list[Flow]:
        """The flows after waiting. A payment that is taken back stays on its own day."""
        return [replace(self.uncertain(flow), first_day=self._day(flow)) for flow in flows]

    def uncertain(self, flow: Flow) -> Flow:
        """The flow times the chance of the event, on its own day."""
        return replace(flow, chance=flow.chance * self.chance, if_stays=flow.if_stays or self.event == ORDER)

    def _day(self, flow: Flow) -> Num:
        if flow.key == OTHERWISE:
            return flow.first_day
        return np.maximum(flow.first_day, self.days) if flow.if_stays else flow.first_day + self.days


@dataclass(frozen=True, eq=False)
class Closure:
    """What the agreement closes: the `orders` it covers, whether it is `full_and_final`, and how long new claims may be
    made after it.

    Without a release the claim is reopened with `reopening_chance`, on `reopening_day`, for `reopening_amount`
    (default: the harm). With a release it is not.
    """

    orders: Text = text_field(longest=300)
    full_and_final: bool = flag_field()
    claim_period: Num | None = number_field(DAYS, None, optional=True)
    reopening_chance: Num = number_field(SHARE, 0.0)
    reopening_amount: Num | None = number_field(MONEY, None, optional=True)
    reopening_day: Num = number_field(DAYS, 90.0)

    def flows(self, case: Case) -> list[Flow]:
        """What is paid if the claim is reopened."""
        if self.full_and_final or not np.any(np.asarray(self.reopening_chance) > 0.0):
            return []
        size = case.harm_suffered if self.reopening_amount is None else self.reopening_amount
        return [Flow(CLAIM_REOPENED, US, CUSTOMER, size, first_day=self.reopening_day, chance=self.reopening_chance)]
