"""A question put to whoever may approve: the claim is kept first, so that what is approved is what was shown."""

from __future__ import annotations

from negotiation.claim.commitments.committed_amounts import committed_amounts
from negotiation.core.money import minor_digits
from negotiation.finance.authority.approval_limits import approval_covers
from negotiation.handouts.pdf.memo import decision_asked
from negotiation.i18n.catalogue import say
from negotiation.store import Approval, approvals, ask
from negotiation.web.session.authority_check import OfferStanding, each_of_several, standing_of
from negotiation.web.session.claim_repository import is_saved, save_claim
from negotiation.web.session.claim_session import claim_session, summary_now
from negotiation.web.session.session_context import now_utc, person_now, store_now, with_refusal


def first_reason(lang: str, code: str = "") -> str:
    """The one-page reason to begin with: what the memo asks of its reader, on the option of a code where it is one."""
    known = code in [offer.code for offer in claim_session().claim.offers]
    return "\n".join(decision_asked(summary_now(), lang, code if known else ""))


def ask_for(found: OfferStanding, reason: str) -> bool:
    """Ask for what an offer promises, and say whether it was asked; what is wrong stands under `keep` or `asking`.
    What is agreed within the limits is noted meanwhile."""
    if not (is_saved() or save_claim() or save_claim(note=False)):
        return False
    now = claim_session()
    return (
        with_refusal(
            "asking",
            lambda: ask(
                store_now(), now.code, now.version, found.code, found.amounts, reason, person_now(), now=now_utc()
            ),
        )
        is not None
    )


def pending_request() -> Approval | None:
    """The request that waits for what the open claim promises as it stands; None where nobody asked for so much."""
    now, claim = claim_session(), claim_session().claim
    whole, currency = committed_amounts(claim), claim.case.currency
    for each in (with_refusal("pending", lambda: approvals(store_now(), now.code, "asked")) or ()) if now.code else ():
        enough = (each.amounts, *(amounts for _, amounts in each_of_several(each)))
        if each.currency == currency and any(
            approval_covers(amounts, whole, minor_digits(currency)) for amounts in enough
        ):
            return each
    return None


def ask_for_agreement(lang: str) -> None:
    """Ask for what was agreed, with the reason of the memo; where no agreement is written down, for what was
    accepted of the claim."""
    claim = claim_session().claim
    found = with_refusal("asking", lambda: standing_of(claim, claim.follow_up.offer))
    if found is not None:
        ask_for(found, first_reason(lang, found.code) if found.code else say(lang, "standing.accepted_reason"))
