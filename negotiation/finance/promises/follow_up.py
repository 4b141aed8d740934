"""The finance part of a claim's document: finance's own figures, and the promises of the agreement, ticked off until
all are done."""

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
"""What can be promised: money, a credit on a later order, an order, free goods, the remedy, a guarantee, a follow-up
call."""

EARLIER = "earlier."
"""Prefix of the codes of promises that were done under an agreement before the current one."""

OWN = "own."
"""Prefix of the codes of promises that somebody added by hand."""

OUTCOMES = ("not_known", "stayed", "left")
"""What the customer did after the claim."""


@dataclass(frozen=True, eq=False)
class Ledger:
    """Figures that finance typed. None means: the figure follows the claim.

    `chance` is the chance that the claim costs us anything (None: 1 once agreed, else an assumption). `low`, `likely`
    and `high` are what it may still cost (None: from the options). `settles_on` is the day on which that is expected
    (None: once agreed, the day of our earliest open promise of money). `paid` is paid so far (None: our payments that
    are ticked off). `recovery` is what others give back (None: as in the option), with `certainty`. `cause` is the
    group in the register (empty: the root of the diagnosis, else the kind of incident).
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
    """Something promised, by us or by them, for a day: `planned` money (0: none), and its outcome.

    It is done on a day, with the `actual` money (None: as planned); or it `lapsed`, because a credit was not used or an
    order did not come.
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
        """The amount of a promise once it is done: the actual money, or the planned money if none was typed. Money."""
        return float(self.planned if self.actual is None else self.actual)


@dataclass(frozen=True, eq=False)
class FollowUp:
    """The agreement and its promises.

    Which `offer` was agreed on which day, the chance of staying as it was then judged (`guess`), what was promised, and
    whether they stayed. `agreed` is what the offer promised by form, including what was given before it; `listed` is
    the sum of our listed promises by form. Both stay as agreed, whatever happens later to the option and the list.
    Money.
    """

    offer: str = text_field(longest=60)
    agreed_on: date | None = date_field(None)
    guess: Num | None = number_field(SHARE, None, optional=True)
    promises: tuple[Promise, ...] = records_field(300)
    outcome: str = choice_field(OUTCOMES, "not_known")
    agreed: Promised = Promised()
    listed: Promised = Promised()
