"""A question put from the open claim to whoever may approve; the claim is saved first, and the session remembers it
as saved."""

from __future__ import annotations

from negotiation.handouts.pdf.memo import decision_asked
from negotiation.i18n.catalogue import say
from negotiation.services.approvals import ask_for_approval, pending_request, save_for_request
from negotiation.services.authority import OfferStanding
from negotiation.store import Approval
from negotiation.web.session.authority_check import offers_asked_once, standing_now
from negotiation.web.session.claim_repository import is_saved, remember_saved
from negotiation.web.session.claim_session import claim_session, draft_now, is_complete, summary_now
from negotiation.web.session.session_context import context_now, with_refusal


def first_reason(lang: str, code: str = "") -> str:
    """The one-page reason to begin with: what the memo asks of its reader, on the option of a code where it is one."""
    known = code in [offer.code for offer in claim_session().claim.offers]
    return "\n".join(decision_asked(summary_now(), lang, code if known else ""))


def ask_for(found: OfferStanding, reason: str) -> bool:
    """Ask for what an offer promises, and say whether it was asked; what is wrong stands under `keep` or `asking`."""

    def saved() -> bool:
        summary = summary_now() if is_complete() else None
        return remember_saved(lambda: save_for_request(context_now(), draft_now(), summary, offers_asked_once))

    if not (is_saved() or saved()):
        return False
    return with_refusal("asking", lambda: ask_for_approval(context_now(), draft_now(), found, reason)) is not None


def pending_now() -> Approval | None:
    """The request that waits for what the open claim promises as it stands; None where nobody asked for so much."""
    return with_refusal("pending", lambda: pending_request(context_now(), draft_now(), offers_asked_once))


def ask_for_agreement(lang: str) -> None:
    """Ask for what was agreed, with the reason of the memo; where no agreement is written down, for what was
    accepted of the claim."""
    claim = claim_session().claim
    found = with_refusal("asking", lambda: standing_now(claim.follow_up.offer))
    if found is not None:
        ask_for(found, first_reason(lang, found.code) if found.code else say(lang, "standing.accepted_reason"))
