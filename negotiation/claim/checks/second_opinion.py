"""A second opinion on staying: what the verdict would be if those who judge differently were right."""

from __future__ import annotations

from dataclasses import replace

from negotiation.claim.document.dossier import Dossier


def has_second_opinion(dossier: Dossier) -> bool:
    """Whether anyone typed one."""
    return dossier.no_deal.second_opinion is not None or any(
        offer.second_opinion is not None for offer in dossier.offers
    )


def by_second_opinion(dossier: Dossier) -> Dossier:
    """The dossier judged by the second opinions, by the first where there is no second."""
    no_deal = dossier.no_deal
    return replace(
        dossier,
        offers=tuple(replace(offer, staying=offer.second_opinion or offer.staying) for offer in dossier.offers),
        no_deal=replace(no_deal, staying=no_deal.second_opinion or no_deal.staying),
    )
