"""A remedy: how the goods are put right, what it costs, when it is paid and done, and how much of the harm it cures."""

from __future__ import annotations

from dataclasses import dataclass

from negotiation.case import Case
from negotiation.flows import CUSTOMER, OUTSIDE, US, Flow
from negotiation.rework.costs import CostLine
from negotiation.units import DAYS, SHARE, Num, Text, amount, choice, several, text

REMEDIES = ("remake", "rework", "sort_and_replace", "accept_as_is", "redeliver", "expedite", "other")


@dataclass(frozen=True, eq=False)
class Remedy:
    """Cost lines paid on `paid_day`; the work is done on `done_day` and arrives `transit_days` later, curing a share of the harm.

    Accepting the goods as they are is a remedy too: it costs nothing and cures nothing.
    """

    code: str = text(longest=60)
    kind: str = choice(REMEDIES, "remake")
    name: Text = text(longest=200)
    lines: tuple[CostLine, ...] = several(100)
    paid_day: Num = amount(DAYS, 0.0)
    done_day: Num = amount(DAYS, 0.0)
    transit_days: Num = amount(DAYS, 0.0)
    cures: Num = amount(SHARE, 0.0)

    @property
    def cost(self) -> Num:
        """Sum of all lines, whoever pays, money."""
        return sum((line.cost for line in self.lines), 0.0)

    @property
    def our_cost(self) -> Num:
        """Sum of the lines that we pay: what there is to share. Money."""
        return sum((line.cost for line in self.lines if line.payer == US), 0.0)

    @property
    def arrival_day(self) -> Num:
        """done_day + transit_days: when good goods are with the customer."""
        return self.done_day + self.transit_days

    def flows(self, case: Case) -> list[Flow]:
        """The cost lines, and the part of the customer's harm that goods arriving on time cure."""
        cured = Flow("harm_cured", OUTSIDE, CUSTOMER, self.cures * case.harm_suffered, first_day=self.arrival_day)
        return [*(line.flow(self.paid_day) for line in self.lines), cured]
