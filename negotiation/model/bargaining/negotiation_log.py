"""The negotiation part of the claim's document: its settings, and the log of offers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from negotiation.core.fields import (
    MONEY,
    NUMBER,
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

SIDES = ("us", "customer")


@dataclass(frozen=True, eq=False)
class Said:
    """One entry of the log: on a day one side named an amount, said or asked something.

    The amount is what the customer would get, in the claim's currency. `chosen` is the lead of the equal offer that the
    customer chose (empty: they named a figure).
    """

    on: date = date_field()
    side: str = choice_field(SIDES, "customer")
    figure: Num = number_field(MONEY, 0.0)
    words: Text = text_field(longest=500)
    chosen: str = text_field(longest=60)


@dataclass(frozen=True, eq=False)
class Talks:
    """Settings of the negotiation, and the log of what was said.

    `power` is our bargaining weight. `staying` is the one chance of staying for all packages (None: that of the
    recommended offer). No package gives more than `most_of_harm` of the harm, nor more than is claimed, unless
    `unlimited`. `target` is what we aim to give. The claim should be settled by `deadline` (None: three weeks after the
    settlement date). Their walk-away is known within ± `walk_away_spread` of the harm, an assumption. `value_kept` is
    the value of the affected goods as they are, as a share of their price; the statutory price reduction starts from
    it.
    """

    power: Num = number_field(SHARE, 0.5)
    staying: Num | None = number_field(SHARE, None, optional=True)
    most_of_harm: Num = number_field(NUMBER.within(low=0.0, high=10.0), 1.5)
    unlimited: bool = flag_field()
    target: Num | None = number_field(MONEY, None, optional=True)
    deadline: date | None = date_field(None)
    walk_away_spread: Num = number_field(SHARE, 0.2)
    value_kept: Num = number_field(SHARE, 0.6)
    log: tuple[Said, ...] = records_field(200)
