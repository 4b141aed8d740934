"""Series: what a chart shows as keys and numbers, in the order in which it is drawn. Screens and exports draw the same series."""

from __future__ import annotations

from dataclasses import dataclass

from negotiation.settlement import NO_DEAL
from negotiation.summary import Summary


@dataclass(frozen=True)
class Bar:
    """One option in the signature chart. cost = solid + hoped + follows; the amount that comes back later lies beyond the cost.

    `solid` is paid before the next order and neither comes back nor is hoped to be earned back; `hoped` is the part of the cost
    that promised orders may earn back; `follows` comes after the next order; `comes_back` is paid early and returns later.
    """

    code: str
    cost: float
    solid: float
    hoped: float
    follows: float
    comes_back: float
    promised: float
    kept: float
    net: float
    accepted: bool
    best: bool

    @property
    def reach(self) -> float:
        """How far the bar goes: everything paid, before anything comes back."""
        return self.solid + self.hoped + self.follows + self.comes_back

    @property
    def grey(self) -> bool:
        """No deal, and what the customer would refuse."""
        return self.code == NO_DEAL or not self.accepted


def loss_and_lifetime_bars(summary: Summary) -> tuple[Bar, ...]:
    """Cost of this claim against future margin kept: acceptable options by net, best first; then the refused; no deal last."""
    bars = []
    for outcome in summary.outcomes:
        cost, immediate, promised = float(outcome.claim_cost), float(outcome.immediate), float(outcome.promised_margin)
        early = max(min(immediate, cost), 0.0)
        hoped = max(min(promised, early), 0.0)
        bars.append(
            Bar(
                code=outcome.code,
                cost=cost,
                solid=early - hoped,
                hoped=hoped,
                follows=max(cost - early, 0.0),
                comes_back=max(immediate - max(cost, 0.0), 0.0),
                promised=promised,
                kept=float(outcome.lifetime_kept),
                net=float(outcome.net),
                accepted=bool(outcome.accepted),
                best=outcome.code == summary.verdict.code,
            )
        )
    return tuple(sorted(bars, key=lambda bar: (bar.code == NO_DEAL, not bar.accepted, -bar.net)))
