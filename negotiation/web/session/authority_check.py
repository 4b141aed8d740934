"""May the person of this session promise what the open claim promises? Asked of the use cases, with what is worked
out once kept in the session."""

from __future__ import annotations

from collections.abc import Sequence

from negotiation.model.valuation.offer import Offer
from negotiation.services.authority import SEVERAL, OffersAsked, OfferStanding, offers_asked, standing_of
from negotiation.store import Approval
from negotiation.web.session.claim_session import draft_now
from negotiation.web.session.session_context import context_now
from negotiation.web.session.session_state import OFFERS_ASKED


def standing_now(code: str, put: Sequence[Offer] = ()) -> OfferStanding:
    """Where this person stands with an offer of the open claim, or with several that are put at once. A rate that is
    missing, or a store out of reach, raises BadInput."""
    return standing_of(context_now(), draft_now(), code, put)


def offers_asked_once(asked: Approval) -> OffersAsked:
    """The equal offers of an approval, worked out once in a session."""
    if asked.offer != SEVERAL:
        return OffersAsked()
    known = OFFERS_ASKED.get()
    place = (asked.code, asked.number)
    if place not in known:
        known[place] = offers_asked(context_now(), asked)
    return known[place]
