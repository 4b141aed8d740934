"""No deal at court: the value of litigation to each side by its own beliefs, and the range in which both would rather
settle."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiation.core.fields import Num


@dataclass(frozen=True, eq=False)
class BargainingRange:
    """From the least that they would take to the most that we would pay, money to the customer. No room if least >
    most."""

    least: Num
    most: Num

    @property
    def room(self) -> Num:
        """most − least, money. Negative if there is a gap."""
        return np.asarray(self.most) - self.least


def legal_range(
    damages: Num,
    ours: Num,
    theirs: Num,
    our_costs: Num,
    their_costs: Num,
    shifted: Num = 0.0,
    enforced: Num = 1.0,
    years: Num = 0.0,
    our_rate: Num = 0.0,
    their_rate: Num = 0.0,
) -> BargainingRange:
    """The range in which both sides would rather settle than go to court.

        most  = δₛᵗ [pₛ(D + φC_b) − (1 − pₛ)φCₛ] + Cₛ
        least = δ_bᵗ [e·p_b(D + φC_b) − (1 − p_b)φCₛ] − C_b,   δ = 1 / (1 + rate)

    D damages; pₛ and p_b each side's own view of the chance that we are liable; Cₛ and C_b costs; φ share of costs that
    the loser bears; e enforceable share of a judgment, which reduces only what the customer would win; t years. Shapes
    broadcast. Without cost shifting, discounting and enforcement loss a range exists when (p_b − pₛ)D ≤ C_b + Cₛ.
    Source: the settlement condition of Landes 1971, Gould 1973, Shavell 1982. Not legal advice.

    Args:
        damages: D, damages if we are liable, money; broadcasts.
        ours: pₛ, chance that we are liable as we see it, 0 to 1; broadcasts.
        theirs: p_b, chance that we are liable as the customer sees it, 0 to 1; broadcasts.
        our_costs: Cₛ, our costs of going to court, money; broadcasts.
        their_costs: C_b, the customer's costs of going to court, money; broadcasts.
        shifted: φ, share of the winner's costs that the loser bears, 0 to 1; broadcasts.
        enforced: e, share of a judgment that can be enforced, 0 to 1; broadcasts.
        years: t, years until the judgment; broadcasts.
        our_rate: our yearly discount rate; broadcasts.
        their_rate: the customer's yearly discount rate; broadcasts.

    >>> found = legal_range(60.0, 0.5, 0.6, 20.0, 18.0, 0.5, 0.9, 1.5, 0.08, 0.12)
    >>> round(float(found.least), 2), round(float(found.most), 2)
    (10.06, 46.28)
    """
    later = [(1.0 + np.asarray(rate)) ** -np.asarray(years, dtype=float) for rate in (our_rate, their_rate)]
    lost = ours * (damages + shifted * their_costs) - (1.0 - ours) * shifted * our_costs
    won = enforced * theirs * (damages + shifted * their_costs) - (1.0 - theirs) * shifted * our_costs
    return BargainingRange((later[1] * won - their_costs)[()], (later[0] * lost + our_costs)[()])


def reduced_price(price: Num, delivered: Num, conforming: Num = 1.0) -> Num:
    """Price reduction under CISG Art. 50: price · (1 − value delivered ÷ value conforming), money. An anchor, not
    advice.

    The right is lost if cure is refused (Arts. 37, 48). It never applies to late delivery.

    >>> float(reduced_price(50_000.0, 0.6))
    20000.0
    """
    return np.asarray(price) * (1.0 - np.minimum(np.asarray(delivered) / conforming, 1.0))


def warranty_damages(as_warranted: Num, as_accepted: Num) -> Num:
    """Damages under UCC 2-714(2): value as warranted − value as accepted, money, at least 0. An anchor, not advice.

    >>> float(warranty_damages(60_000.0, 36_000.0)), float(warranty_damages(40_000.0, 24_000.0))
    (24000.0, 16000.0)
    """
    return np.maximum(np.asarray(as_warranted) - as_accepted, 0.0)
