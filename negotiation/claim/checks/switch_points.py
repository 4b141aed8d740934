"""The chance of staying at which the recommendation turns, everything else held as it is."""

from __future__ import annotations

from dataclasses import dataclass

from negotiation.claim.summary.claim_summary import Summary
from negotiation.model.valuation.offer import NO_DEAL


@dataclass(frozen=True)
class Turning:
    """The recommended option stays recommended between `below` and `above`, chances of staying; `instead` is what
    comes then.

    None: it never turns on that side within 0 to 1. `instead` is the best of the others that they would take.
    """

    below: float | None
    above: float | None
    instead: str


def turning_points(summary: Summary) -> Turning:
    """Where another option becomes better for us, or the customer would no longer take the recommended one, as its
    `s` moves.

        net of the option = A + s·(L + B) crosses the best net of the others,
            or their value a + s·b crosses what no deal leaves them

    The chances of all other options stay as they are. Acceptance is judged to half the smallest unit, as in the
    verdict.
    """
    best = summary.best
    others = [outcome for outcome in summary.outcomes if outcome is not best and outcome.accepted]
    if not others:
        return Turning(None, None, "")
    rival = max(others, key=lambda outcome: float(outcome.net))
    ours, promised, theirs = best.worth.to_us, best.worth.promised, best.worth.to_customer
    lines = [
        (float(ours.fixed + promised.fixed - rival.net), float(summary.life.value + ours.if_stays + promised.if_stays))
    ]
    if best.code != NO_DEAL:
        walk_away = float(summary.outcome(NO_DEAL).to_customer) - 10.0**-summary.digits / 2.0
        lines.append((float(theirs.fixed) - walk_away, float(theirs.if_stays)))
    rising, falling = ([-fixed / slope for fixed, slope in lines if way * slope > 0.0] for way in (1.0, -1.0))
    below = max((chance for chance in rising if 0.0 < chance <= 1.0), default=None)
    above = min((chance for chance in falling if 0.0 <= chance < 1.0), default=None)
    return Turning(below, above, rival.code if not (below is None and above is None) else "")
