"""What a claim's document keeps for finance, and what was promised when it was agreed, ticked off until all is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from negotiation.core.fields import (
    MONEY,
    SHARE,
    Num,
    Text,
    choice_field,
    date_field,
    flag_field,
    number_field,
    records_field,
    text_field,
)
from negotiation.finance.authority.approval_limits import Promised
from negotiation.finance.register.entry import CERTAINTIES

PROMISES = ("payment", "credit", "order", "goods", "remedy", "guarantee", "call", "other")
"""What can be promised: money, a credit on a later order, an order, free goods, the putting right, a guarantee, a
call to ask again."""

EARLIER = "earlier."
"""How the codes of promises begin that were done under an agreement before the one that holds."""

OWN = "own."
"""How the codes of promises begin that somebody added by hand."""

OUTCOMES = ("not_known", "stayed", "left")
"""What became of the customer after the claim."""


@dataclass(frozen=True, eq=False)
class Ledger:
    """Finance's figures where somebody typed them; what is None follows the claim.

    `chance` that it costs us anything (None: 1 once agreed, else an assumption), `low`, `likely`, `high` what it may
    still cost (None: from the options), expected on `settles_on` (None: once agreed, the day of our earliest open
    promise of money); `paid` so far (None: our payments that are ticked off). `recovery` is what others give back
    (None: as the option has it), `certainty` how sure that is. `cause` as the register groups by it (empty: the root
    of the diagnosis, else the kind of incident).
    """

    owner: Text = text_field(longest=100)
    team: Text = text_field(longest=100)
    cause: Text = text_field(longest=100)
    chance: Num | None = number_field(SHARE, None, optional=True)
    low: Num | None = number_field(MONEY, None, optional=True)
    likely: Num | None = number_field(MONEY, None, optional=True)
    high: Num | None = number_field(MONEY, None, optional=True)
    settles_on: date | None = date_field(None)
    paid: Num | None = number_field(MONEY, None, optional=True)
    recovery: Num | None = number_field(MONEY, None, optional=True)
    certainty: str = choice_field(CERTAINTIES, "possible")


@dataclass(frozen=True, eq=False)
class Promise:
    """Something that was promised, by us or by them, for a day: `planned` money (0: none), and what came of it.

    Done on a day, with the `actual` money (None: as planned); or `lapsed`, because a credit was not used or an order
    did not come.
    """

    code: str = text_field(longest=80)
    kind: str = choice_field(PROMISES, "other")
    what: Text = text_field(longest=300)
    by_us: bool = flag_field(True)
    due: date | None = date_field(None)
    planned: Num = number_field(MONEY, 0.0)
    done_on: date | None = date_field(None)
    actual: Num | None = number_field(MONEY, None, optional=True)
    lapsed: bool = flag_field()
    owner: Text = text_field(longest=100)

    @property
    def came_to(self) -> float:
        """What it comes to once it is done: the actual money, as planned where nobody typed another. Money."""
        return float(self.planned if self.actual is None else self.actual)


@dataclass(frozen=True, eq=False)
class FollowUp:
    """The agreement and what hangs on it: which `offer` on which day, how likely staying was thought to be
    (`guess`), what was promised, and whether they stayed.

    As it was agreed, by form: `agreed` is what the offer promised, with what was given before it, and `listed` what
    our promises of the list came to. Both stay as they were whatever becomes of the option and of the list. Money.
    """

    offer: str = text_field(longest=60)
    agreed_on: date | None = date_field(None)
    guess: Num | None = number_field(SHARE, None, optional=True)
    promises: tuple[Promise, ...] = records_field(300)
    outcome: str = choice_field(OUTCOMES, "not_known")
    agreed: Promised = Promised()
    listed: Promised = Promised()
