"""Part of the loss comes back from the factory, the insurer or the forwarder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from negotiation.core.cashflow import FACTORY, FORWARDER, INSURER, US, Flow, Party
from negotiation.core.fields import DAYS, MONEY, SHARE, Num, choice_field, number_field
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms.term import Term, rounded

SOURCES = (str(FACTORY), str(INSURER), str(FORWARDER))
"""Parties that may pay us."""


@dataclass(frozen=True, eq=False)
class Recovery:
    """We claim `claimed` from another party and get it with `chance` on `day`; whoever collects it keeps the share
    `fee`.

    The customer has no part in it.
    """

    key: ClassVar[str] = "recovery"
    group: ClassVar[str] = "money"
    hangs_on_remedy: ClassVar[bool] = True
    among_us: ClassVar[bool] = True
    claimed: Num = number_field(MONEY, 0.0)
    source: str = choice_field(SOURCES, "factory")
    chance: Num = number_field(SHARE, 0.5)
    day: Num = number_field(DAYS, 60.0)
    fee: Num = number_field(SHARE, 0.0)

    @classmethod
    def starting(cls, case: Case, remedy: Remedy) -> Recovery:
        """A first figure in proportion to the claim, to be overwritten."""
        return cls(claimed=rounded(remedy.our_cost(case)))

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        return [
            Flow(
                self.key,
                Party(self.source),
                US,
                self.claimed * (1.0 - self.fee),
                first_day=self.day,
                chance=self.chance,
            )
        ]

    def objections(self, case: Case, remedy: Remedy, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """The remedy already includes recovered money."""
        return ("recovered_already",) if any(line.category == "recovery" for line in remedy.lines) else ()
