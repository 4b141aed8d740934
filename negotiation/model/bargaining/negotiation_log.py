"""What a negotiation brings with it: settings of the table, and the log of offers; part of the claim's document."""

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
    """One entry of the log: on a day a side named an amount, what the customer would get in this claim's money, and
    said or asked something.

    `chosen`: the customer chose this one of our equal offers, by its lead ("": they named a figure).
    """

    on: date = date_field()
    side: str = choice_field(SIDES, "customer")
    figure: Num = number_field(MONEY, 0.0)
    words: Text = text_field(longest=500)
    chosen: str = text_field(longest=60)


@dataclass(frozen=True, eq=False)
class Talks:
    """`power` is our bargaining weight. `staying` is the one chance of staying of all packages (None: the
    recommended offer's).

    No package gives more than `most_of_harm` of the harm, nor more than is claimed, unless `unlimited`. `target` is
    what we aim to give, `deadline` the day by which it should be settled (None: three weeks after the settlement
    date). Their walk-away is known within ± `walk_away_spread` of the harm, an assumption. `value_kept` is what the
    affected goods are worth as they are, a part of their price: the law's own reduction of the price starts there.
    `log` is what was said.
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
