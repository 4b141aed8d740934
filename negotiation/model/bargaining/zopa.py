"""If there is no deal: what going to law is worth to each side by its own beliefs, and the range in which both would
rather settle."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiation.core.fields import Num


@dataclass(frozen=True, eq=False)
class BargainingRange:
    """From the least that they would take to the most that we would pay, money to the customer; no room where least
    > most."""

    least: Num
    most: Num

    @property
    def room(self) -> Num:
        """most − least; negative: the gap."""
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
    """The range in which both sides would rather settle than go to law.

        most  = δₛᵗ [pₛ(D + φC_b) − (1 − pₛ)φCₛ] + Cₛ
        least = δ_bᵗ [e·p_b(D + φC_b) − (1 − p_b)φCₛ] − C_b,   δ = 1 / (1 + rate)

    D damages; pₛ and p_b each side's own view that we are liable; Cₛ and C_b costs; φ share of costs that the loser
    bears; e the part of a judgment that can be enforced, which weighs only what the customer would win; t years.
    Money and shares; shapes broadcast. Without shifting, discounting and enforcement loss a range exists when (p_b −
    pₛ)D ≤ C_b + Cₛ. Source: the settlement condition of Landes 1971, Gould 1973, Shavell 1982. Not legal advice.

    >>> found = legal_range(60.0, 0.5, 0.6, 20.0, 18.0, 0.5, 0.9, 1.5, 0.08, 0.12)
    >>> round(float(found.least), 2), round(float(found.most), 2)
    (10.06, 46.28)
    """
    later = [(1.0 + np.asarray(rate)) ** -np.asarray(years, dtype=float) for rate in (our_rate, their_rate)]
    lost = ours * (damages + shifted * their_costs) - (1.0 - ours) * shifted * our_costs
    won = enforced * theirs * (damages + shifted * their_costs) - (1.0 - theirs) * shifted * our_costs
    return BargainingRange((later[1] * won - their_costs)[()], (later[0] * lost + our_costs)[()])


def reduced_price(price: Num, delivered: Num, conforming: Num = 1.0) -> Num:
    """What CISG Art. 50 takes off a price: price · (1 − value delivered ÷ value conforming), money; an anchor, not
    advice.

    Lost where cure is refused (Arts. 37, 48), and never for late delivery.

    >>> float(reduced_price(50_000.0, 0.6))
    20000.0
    """
    return np.asarray(price) * (1.0 - np.minimum(np.asarray(delivered) / conforming, 1.0))


def warranty_damages(as_warranted: Num, as_accepted: Num) -> Num:
    """What UCC 2-714(2) awards: value as warranted − value as accepted, money, at least 0; an anchor, not advice.

    >>> float(warranty_damages(60_000.0, 36_000.0)), float(warranty_damages(40_000.0, 24_000.0))
    (24000.0, 16000.0)
    """
    return np.maximum(np.asarray(as_warranted) - as_accepted, 0.0)
