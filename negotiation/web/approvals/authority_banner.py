"""May I promise this? The offer against my own limits, all that this customer was promised within a year counted;
else ask who may approve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from negotiation.core.problems import BadInput
from negotiation.finance.authority.approval_limits import AuthorityPolicy
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import localized
from negotiation.model.valuation.offer import NO_DEAL, Offer
from negotiation.presentation.common.errors import error_text
from negotiation.presentation.common.escaping import for_markdown
from negotiation.presentation.common.labels import option_label
from negotiation.services.approvals import is_enough, is_what_was_asked
from negotiation.services.authority import SEVERAL, OfferStanding, customer_names
from negotiation.store import Approval, approvals, names_like
from negotiation.web.approvals.approval_card import limit_text
from negotiation.web.session.approval_request import ask_for, first_reason
from negotiation.web.session.authority_check import offers_asked_once, standing_now
from negotiation.web.session.claim_repository import is_saved
from negotiation.web.session.claim_session import claim_session, is_complete
from negotiation.web.session.session_context import context_now, person_now, store_now, with_refusal
from negotiation.web.session.team_settings import team_setting
from negotiation.web.shell.save_menu import person_fields, role_name
from negotiation.web.widgets.field_widgets import refusal


@dataclass(frozen=True)
class Over:
    """An offer over my limits that is not approved: where I stand with it, the reason to ask with, and the number of
    the request that waits (0: none)."""

    standing: OfferStanding
    reason: str
    number: int


def authority_banner(lang: str, code: str = "", put: Sequence[Offer] = ()) -> Over | None:
    """One line on an offer, or on those that are put at once: may I promise it, else who may approve and a button to
    ask, and what was answered.

    What is given back is there only for an offer over my limits that is not approved.
    """
    now = claim_session()
    if not is_complete() or not now.claim.offers:
        return None
    code = code or (SEVERAL if len(put) > 1 else put[0].code if put else NO_DEAL)
    if code == NO_DEAL:
        return None
    try:
        found = standing_now(code, put)
        known = (
            [each for each in approvals(store_now(), code=now.code) if each.offer == found.code or _covers(each, found)]
            if now.code
            else []
        )
        near = [name for customer in customer_names(now.claim) for name in names_like(store_now(), customer)]
    except BadInput as error:
        missing = [each for each in error.problems if each.code == "no_limit_rate"]
        if missing:
            limits = team_setting(AuthorityPolicy)[0].currency
            st.caption(say(lang, "standing.no_rate", code=str(missing[0].value), currency=limits))
        else:
            st.warning(for_markdown(error_text(error.problems[0], lang)))
        return None
    label = (
        say(lang, "standing.several")
        if code == SEVERAL
        else for_markdown(str(localized(option_label(now.claim, code, lang), lang)))
    )
    if found.check.allowed:
        st.markdown(
            f":material/verified_user: "
            f"{say(lang, 'standing.allowed', label=label, role=role_name(found.check.role, lang))}"
        )
        _near(near, lang)
        return None
    reason = limit_text("standing.", found.check.excesses[0], found.currency, lang)
    with st.container(border=True):
        signs = (
            say(lang, "standing.signs", role=role_name(found.check.signs, lang))
            if found.check.signs
            else say(lang, "standing.nobody")
        )
        st.markdown(f":material/gpp_maybe: **{say(lang, 'standing.over', label=label)}** {reason} {signs}")
        _near(near, lang)
        return _asking(found, known[0] if known else None, lang)


def _asking(found: OfferStanding, latest: Approval | None, lang: str) -> Over | None:
    """What was asked and answered about this offer; else the question to put."""
    now = claim_session()
    if latest is not None and latest.state == "asked" and latest.version != now.version and not _still_that(latest):
        st.caption(say(lang, "standing.moved_on", number=latest.number))
    elif latest is not None and (
        latest.state == "asked"
        or (latest.version == now.version and is_saved())
        or _covers(latest, found)
        or _still_that(latest)
    ):
        who = latest.decided_by.name if latest.decided_by is not None else latest.asked_by.name
        st.markdown(
            say(
                lang,
                f"standing.{latest.state}",
                who=for_markdown(who),
                number=latest.number,
                comment=for_markdown(latest.comment),
            )
        )
        if latest.state == "asked":
            return Over(found, "", latest.number)
        if latest.state == "approved":
            return None
    if not person_now().name:
        person_fields(lang, "_asking")
    reason = st.text_area(
        say(lang, "standing.reason"),
        first_reason(lang, found.code),
        key=f"asking_reason_{found.code}_{lang}",
        max_chars=4_000,
        height=160,
    )
    st.button(
        say(lang, "standing.ask"),
        key="asking",
        icon=":material/send:",
        type="primary",
        on_click=_ask,
        args=(found, reason),
    )
    refusal("keep", lang)
    refusal("asking", lang)
    return Over(found, reason, 0)


def _ask(found: OfferStanding, reason: str) -> None:
    ask_for(found, reason)


def _near(names: Sequence[str], lang: str) -> None:
    """Names that are nearly this customer's and counted apart: one customer written in two ways would have two
    limits."""
    if names:
        told = say(lang, "list.join").join(for_markdown(name) for name in dict.fromkeys(names))
        st.caption(f":material/group: {say(lang, 'standing.near', names=told)}")


def _covers(approval: Approval, found: OfferStanding) -> bool:
    """Whether an approval of this claim is enough for what the offer promises."""
    return approval.state == "approved" and is_enough(
        context_now(), approval, claim_session().claim, found.amounts, offers_asked_once
    )


def _still_that(asked: Approval) -> bool:
    """Whether the open claim is what was asked about, but for what came after it."""
    claim = claim_session().claim
    return bool(with_refusal("standing", lambda: is_what_was_asked(context_now(), asked, claim)))
