"""Who may have to bear the loss of a claim, the most that each could be asked for, and which rule suits whom best."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from negotiation.core.cashflow import CUSTOMER, FACTORY, FORWARDER, INSURER, US
from negotiation.core.fields import MONEY, SHARE, Num, choice_field, number_field, records_field
from negotiation.core.money import allocate
from negotiation.core.problems import BadInput
from negotiation.model.division.claims_rules import RULES, divide

PARTIES = tuple(map(str, (US, CUSTOMER, FACTORY, FORWARDER, INSURER)))
"""Who can bear a share of a loss."""

WAYS = ("agreed", "responsibility", *RULES)
"""How a loss can be divided: by agreed shares, by responsibility, or by a rule."""


@dataclass(frozen=True, eq=False)
class Stake:
    """One party: the most that it could be asked to bear, its responsibility (typed; the reasons are kept elsewhere),
    and its agreed share."""

    party: str = choice_field(PARTIES, "us")
    most: Num = number_field(MONEY, 0.0)
    responsibility: Num = number_field(SHARE, 0.0)
    agreed: Num = number_field(SHARE, 0.0)


@dataclass(frozen=True, eq=False)
class Division:
    """The loss to divide (default: our cost of the first remedy), the chosen way, and the parties, at least two.

    The most that a party could be asked for is its claim in the claims problem. A rule divides the loss so that nobody
    bears more than that, except for equal parts. Agreed shares and responsibilities count relative to their sum.
    """

    loss: Num | None = number_field(MONEY, None, optional=True)
    way: str = choice_field(WAYS, "agreed")
    stakes: tuple[Stake, ...] = records_field(6)


def by_every_rule(loss: float, stakes: tuple[Stake, ...], digits: int = 2) -> dict[str, list[Decimal] | None]:
    """What each party bears by every way, money to the cent. None if a way cannot be used: no shares typed, or a loss
    above what can be asked for."""
    return {way: _by(way, loss, stakes, digits) for way in WAYS}


def _by(way: str, loss: float, stakes: tuple[Stake, ...], digits: int) -> list[Decimal] | None:
    try:
        if way in RULES:
            return divide(loss, [float(stake.most) for stake in stakes], way, digits)
        return allocate(
            str(loss), [float(stake.agreed if way == "agreed" else stake.responsibility) for stake in stakes], digits
        )
    except BadInput:
        return None


def best_off(found: Mapping[str, list[Decimal] | None]) -> dict[str, tuple[int, ...]]:
    """For each way, the indices of the parties that bear least by it, among the ways that can be used."""
    usable = {way: parts for way, parts in found.items() if parts is not None}
    if not usable:
        return {}
    least = [min(parts[place] for parts in usable.values()) for place in range(len(next(iter(usable.values()))))]
    most = [max(parts[place] for parts in usable.values()) for place in range(len(least))]
    return {
        way: tuple(place for place, part in enumerate(parts) if part == least[place] < most[place])
        for way, parts in usable.items()
    }
