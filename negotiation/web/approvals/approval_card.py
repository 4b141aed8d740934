"""What a card of an approval says: how much, who may approve it, which limit keeps the others from it, what is
provided for, what was decided."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from negotiation.core.problems import BadInput
from negotiation.finance.authority.approval_limits import ANY, Excess
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import localized
from negotiation.presentation.common.errors import error_text
from negotiation.presentation.common.escaping import for_markdown
from negotiation.presentation.common.labels import option_label
from negotiation.presentation.exposure.register_text import group_label
from negotiation.services.authority import SEVERAL
from negotiation.services.view_register import RegisterView, rates_of_register
from negotiation.store import JudgedRequest, WaitingRequest, load
from negotiation.web.session.session_context import store_now
from negotiation.web.session.session_state import OFFER_LABELS
from negotiation.web.session.view_state import view
from negotiation.web.shell.save_menu import role_name

MOST_LABELS = 200


def amounts_text(found: JudgedRequest, lang: str) -> str:
    """What is asked for, form by form."""
    asked = found.question.approval
    return say(lang, "list.join").join(
        say(lang, "approving.amount", form=say(lang, f"compensation.{form}"), amount=amount, currency=asked.currency)
        for form, amount in asked.amounts.items()
    )


def sum_text(book: RegisterView, found: Sequence[JudgedRequest], lang: str) -> str:
    """All that waits: in its currency where there is one, in that of the reports where every rate is known, else by
    currency."""
    sums: dict[str, float] = {}
    for each in found:
        asked = each.question.approval
        sums[asked.currency] = sums.get(asked.currency, 0.0) + sum(asked.amounts.values())
    if len(sums) > 1:
        try:
            worth = rates_of_register(book, book.currency)
            in_all = sum(amount * worth(currency) for currency, amount in sorted(sums.items()))
            return say(lang, "approving.sum_about", amount=in_all, currency=book.currency)
        except BadInput:
            pass
    return say(lang, "list.join").join(
        say(lang, "approving.sum", amount=amount, currency=currency) for currency, amount in sorted(sums.items())
    )


def limit_text(section: str, each: Excess, currency: str, lang: str, role: str = "") -> str:
    """A limit that is broken, in the words of a section; that of all forms together is called what it is."""
    key = f"{section}{each.limit}{'_any' if each.form == ANY and each.limit != 'no_rule' else ''}"
    return say(
        lang,
        key,
        form=say(lang, f"compensation.{each.form}"),
        asked=each.asked,
        allowed=each.allowed,
        role=role,
        currency=currency,
    )


def signs_text(found: JudgedRequest, lang: str) -> str:
    """The lowest role that may approve, which limit of who asked is broken, and why the role next below may not
    approve it either."""
    if found.asker is None:
        return ""
    signs = (
        say(lang, "approving.signs", role=role_name(found.signs, lang)) if found.signs else say(lang, "standing.nobody")
    )
    role = role_name(found.asker.role, lang)
    over = [limit_text("approving.over_", each, found.currency, lang, role) for each in found.asker.excesses]
    below = (
        []
        if found.below is None
        else [
            limit_text(
                "approving.below_", found.below.excesses[0], found.currency, lang, role_name(found.below.role, lang)
            )
        ]
    )
    return f":material/gavel: **{signs}** {' '.join([*(over or [say(lang, 'approving.within', role=role)]), *below])}"


def why_not(found: JudgedRequest, lang: str) -> str:
    """Why this person may not approve: the question is their own, there is no rate, or a limit of theirs is broken."""
    if found.own:
        return say(lang, "approving.own")
    if found.problem is not None:
        return for_markdown(error_text(found.problem, lang))
    if found.mine is None or not found.mine.excesses:
        return (
            say(lang, "approving.not_mine", role=role_name(found.signs, lang))
            if found.signs
            else say(lang, "standing.nobody")
        )
    return limit_text("approving.mine_", found.mine.excesses[0], found.currency, lang)


def provided_text(book: RegisterView, question: WaitingRequest, lang: str) -> str:
    """What is provided so far for the claim of a question; nothing where the register does not know it."""
    places = np.flatnonzero(book.position.converted.register.code == question.approval.code)
    if not len(places):
        return ""
    amount = int(book.position.provided[places[0]]) / 10.0**book.position.converted.digits
    return say(lang, "approving.provided", amount=amount, currency=book.currency)


def what_text(book: RegisterView, found: JudgedRequest, lang: str) -> str:
    """Whose it is, what it is called and how much is asked for."""
    customer = for_markdown(group_label("customer", found.question.customer, lang))
    return f"**{customer}** · {for_markdown(label_text(book, found.question, lang))} · {amounts_text(found, lang)}"


def label_text(book: RegisterView, question: WaitingRequest, lang: str) -> str:
    """What the offer is called; the document of a kept claim is read once for it."""
    asked = question.approval
    if book.kind != "store" and asked.offer not in (SEVERAL, ""):
        return asked.offer
    return option_text(asked.code, asked.offer, lang, question.version)


def option_text(claim: str, offer: str, lang: str, version: int = 0) -> str:
    """What an option of a kept claim is called now, by its code; the code where there is no such option any more."""
    if offer in (SEVERAL, ""):
        return say(lang, "standing.several" if offer else "standing.accepted")
    known: dict[tuple[str, int, str, str], str] = (
        OFFER_LABELS.get() if version else view().setdefault("offer_labels", {})
    )
    key = (claim, version, offer, lang)
    if key not in known:
        try:
            dossier = load(store_now(), claim).dossier
        except BadInput:
            dossier = None
        there = dossier is not None and offer in [each.code for each in dossier.offers]
        if len(known) >= MOST_LABELS:
            known.clear()
        known[key] = (
            str(localized(option_label(dossier, offer, lang), lang)) if there and dossier is not None else offer
        )
    return known[key]
