"""One claim as finance records it: one line of the register, amounts in the claim's own currency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from negotiation.core.fields import (
    MONEY,
    SHARE,
    Num,
    choice_field,
    currency_field,
    date_field,
    number_field,
    text_field,
)
from negotiation.model.facts.case import STAGES

CERTAINTIES = ("virtually_certain", "probable", "possible", "remote")
"""How certain a reimbursement by a factory, an insurer or a forwarder is. Only the first may be shown as an asset (IAS
37.53)."""

OPEN_STAGES = ("open", "offered", "agreed")
"""Stages in which something may still have to be paid."""

AGREED_STAGES = ("agreed", "settled", "closed")
"""Stages after something was promised."""


@dataclass(frozen=True, eq=False)
class Entry:
    """A line of the register. `code` identifies the claim permanently; `cause` is a code of INCIDENTS or the team's own
    words.

    `claimed` is the gross claim, `accepted` the part that we accepted, `paid` what this claim has cost so far. With
    `chance` we still pay `low`, `likely` or `high`, else nothing, expected on `settles_on` (None: no day is known).
    `receivable` is what the customer owes us and may withhold, due on `receivable_due`. Of the `promised` credits on
    later orders, `used` were taken and `expired` lapsed. `recovery` is what others are expected to give back, with
    `certainty`. `next_deadline` is the next day on which something is due in this claim.
    """

    code: str = text_field(longest=60)
    title: str = text_field(longest=300)
    customer: str = text_field(longest=200)
    owner: str = text_field(longest=100)
    team: str = text_field(longest=100)
    cause: str = text_field("other", longest=100)
    currency: str = currency_field("USD")
    stage: str = choice_field(STAGES, "open")
    opened: date = date_field(date(2026, 1, 1))
    next_deadline: date | None = date_field(None)
    claimed: Num = number_field(MONEY, 0.0)
    accepted: Num = number_field(MONEY, 0.0)
    paid: Num = number_field(MONEY, 0.0)
    chance: Num = number_field(SHARE, 1.0)
    low: Num = number_field(MONEY, 0.0)
    likely: Num = number_field(MONEY, 0.0)
    high: Num = number_field(MONEY, 0.0)
    settles_on: date | None = date_field(None)
    receivable: Num = number_field(MONEY, 0.0)
    receivable_due: date | None = date_field(None)
    promised: Num = number_field(MONEY, 0.0)
    used: Num = number_field(MONEY, 0.0)
    expired: Num = number_field(MONEY, 0.0)
    recovery: Num = number_field(MONEY, 0.0)
    certainty: str = choice_field(CERTAINTIES, "possible")

    @property
    def is_open(self) -> bool:
        """True if something may still have to be paid."""
        return self.stage in OPEN_STAGES

    @property
    def disputed(self) -> Num:
        """claimed − accepted, at least 0. Money."""
        return max(float(self.claimed) - float(self.accepted), 0.0)
