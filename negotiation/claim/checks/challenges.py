"""One-click challenges to the verdict: what if no offer kept them any better than another, and what if they stayed
anyway?"""

from __future__ import annotations

from dataclasses import replace

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.summary.claim_summary import Summary
from negotiation.core.fields import Text
from negotiation.model.lifetime.chance_of_staying import Judgement

CHALLENGES = ("as_judged", "same_chance", "stay_anyway")
"""As judged; every offer with the recommended one's chance, no deal as judged; everybody stays, no deal included."""


def with_challenge(summary: Summary, challenge: str, who: Text = "", why: Text = "") -> Dossier:
    """The dossier with the chances of staying that a challenge supposes, judged by `who` for the reason `why`.

    Same chance: the part of the verdict that rests on guesses of staying falls away, and the cheapest offer that
    they would take wins. They stay anyway: what is left is the claim's own money.
    """
    dossier = summary.dossier
    if challenge == "as_judged":
        return dossier
    chance = 1.0 if challenge == "stay_anyway" else float(summary.best.staying)
    judged = Judgement(chance, who, why)
    offers = tuple(replace(offer, staying=judged) for offer in dossier.offers)
    no_deal = replace(dossier.no_deal, staying=judged) if challenge == "stay_anyway" else dossier.no_deal
    return replace(dossier, offers=offers, no_deal=no_deal)
