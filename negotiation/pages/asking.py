"""A question put to whoever may approve: the claim is kept first, so that what is approved is what was shown."""

from __future__ import annotations

from negotiation.export import asked
from negotiation.exposure import covers
from negotiation.pages.allowed import Standing, each_of_several, standing
from negotiation.pages.desk import desk, summary_now
from negotiation.pages.shelf import is_kept, keep
from negotiation.pages.working import now_utc, person_now, store_now, try_to
from negotiation.review import given_in_all
from negotiation.store import Approval, approvals, ask
from negotiation.units import minor_digits
from negotiation.words import say


def first_reason(lang: str, code: str = "") -> str:
    """The one-page reason to begin with: what the memo asks of its reader, on the option of a code where it is one."""
    known = code in [offer.code for offer in desk().claim.offers]
    return "\n".join(asked(summary_now(), lang, code if known else ""))


def ask_for(found: Standing, reason: str) -> bool:
    """Ask for what an offer promises, and say whether it was asked; what is wrong stands under `keep` or `asking`. What is agreed within the limits is
    noted meanwhile."""
    if not (is_kept() or keep() or keep(note=False)):
        return False
    now = desk()
    return try_to("asking", lambda: ask(store_now(), now.code, now.version, found.code, found.amounts, reason, person_now(), now=now_utc())) is not None


def pending_request() -> Approval | None:
    """The request that waits for what the open claim promises as it stands; None where nobody asked for so much."""
    now, claim = desk(), desk().claim
    whole, currency = given_in_all(claim), claim.case.currency
    for each in (try_to("pending", lambda: approvals(store_now(), now.code, "asked")) or ()) if now.code else ():
        enough = (each.amounts, *(amounts for _, amounts in each_of_several(each)))
        if each.currency == currency and any(covers(amounts, whole, minor_digits(currency)) for amounts in enough):
            return each
    return None


def ask_for_agreement(lang: str) -> None:
    """Ask for what was agreed, with the reason of the memo; where no agreement is written down, for what was accepted of the claim."""
    claim = desk().claim
    found = try_to("asking", lambda: standing(claim, claim.follow_up.offer))
    if found is not None:
        ask_for(found, first_reason(lang, found.code) if found.code else say(lang, "standing.accepted_reason"))
