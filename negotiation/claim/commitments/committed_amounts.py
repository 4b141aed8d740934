"""What a claim promises with the agreement that holds, before it and beside it, by form of compensation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from negotiation.claim.commitments.promised_amounts import promised_by_option
from negotiation.claim.document.dossier import Dossier
from negotiation.core.money import minor_digits, round_money
from negotiation.finance.authority.approval_limits import ANY, FORMS, Promised
from negotiation.finance.promises.follow_up import EARLIER, OWN, FollowUp, Promise
from negotiation.finance.register.entry import AGREED_STAGES

FORM_OF_PROMISE: Mapping[str, str] = {"payment": "cash", "credit": "credit", "goods": "goods", "remedy": "remedy"}
"""The form of compensation of each kind of promise; every other is service."""


def committed_amounts(dossier: Dossier) -> dict[str, float]:
    """What a claim promises by form. Money, ≥ 0.

        form = max(offer as it is now + earlier + by hand,  as agreed + max(list now − list as agreed, 0))

    So an option that is trimmed afterwards, or a promise that is struck off, takes nothing back: that needs a new
    agreement. A payment that is added or raised counts at once; moved from one row to another it counts once. A
    claim whose stage says that it is agreed, with no agreement written down, promises in money what was accepted of
    it. One that is not agreed promises nothing.
    """
    follow = dossier.follow_up
    if not follow.offer:
        accepted = sum(float(line.accepted) for line in dossier.case.claims if line.accepted is not None)
        return {"cash": accepted} if dossier.case.stage in AGREED_STAGES and accepted > 0.0 else {}
    now = sum_by_form(promised_by_option(dossier, follow.offer), committed_earlier(dossier), committed_by_hand(dossier))
    more = {form: max(amount - follow.listed.of(form), 0.0) for form, amount in _listed(follow).items()}
    then = sum_by_form({form: follow.agreed.of(form) for form in FORMS}, more) if is_agreement_held(follow) else {}
    found = {form: max(now.get(form, 0.0), then.get(form, 0.0)) for form in FORMS}
    return {form: amount for form, amount in found.items() if amount > 0.0}


def committed_earlier(dossier: Dossier) -> dict[str, float]:
    """What was given by form under agreements before the one that holds: it was promised as well. Money, ≥ 0."""
    return _by_form((each, each.came_to) for each in dossier.follow_up.promises if each.code.startswith(EARLIER))


def committed_by_hand(dossier: Dossier) -> dict[str, float]:
    """What somebody added to the list of promises by hand, by form: it stands beside whatever is agreed. Money, ≥ 0."""
    return _by_form((each, _held(each)) for each in dossier.follow_up.promises if each.code.startswith(OWN))


def with_agreement_held(dossier: Dossier) -> Dossier:
    """The dossier with what its agreement promises now held in it, to the cent: what somebody changes later is
    measured against it."""
    follow, digits = (
        replace(dossier.follow_up, agreed=Promised(), listed=Promised()),
        minor_digits(dossier.case.currency),
    )

    def held(amounts: Mapping[str, float]) -> Promised:
        return Promised(**{form: round_money(amounts.get(form, 0.0), digits) for form in FORMS})

    whole = committed_amounts(replace(dossier, follow_up=follow))
    return replace(dossier, follow_up=replace(follow, agreed=held(whole), listed=held(_listed(follow))))


def is_agreement_held(follow: FollowUp) -> bool:
    """Whether the agreement says what it promised: documents of before say nothing."""
    return follow.agreed.of(ANY) > 0.0 or follow.listed.of(ANY) > 0.0


def sum_by_form(*amounts: Mapping[str, float]) -> dict[str, float]:
    """Amounts by form, added up.

    >>> sum_by_form({"cash": 1.0}, {"cash": 2.0, "goods": 4.0})
    {'cash': 3.0, 'goods': 4.0}
    """
    return {
        form: sum(each.get(form, 0.0) for each in amounts)
        for form in dict.fromkeys(form for each in amounts for form in each)
    }


def _listed(follow: FollowUp) -> dict[str, float]:
    """What our promises of the list come to by form. Money."""
    return _by_form((each, _held(each)) for each in follow.promises)


def _held(promise: Promise) -> float:
    """What one row promises: at least what was planned, more where more was paid. What putting right came to in the
    end is no promise."""
    return float(promise.planned) if promise.kind == "remedy" else max(float(promise.planned), promise.came_to)


def _by_form(amounts: Iterable[tuple[Promise, float]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for each, amount in amounts:
        if each.by_us and amount > 0.0:
            form = FORM_OF_PROMISE.get(each.kind, "service")
            found[form] = found.get(form, 0.0) + amount
    return found
