"""Offers that wait for an approval: what is promised, why, which limit it breaks, who may approve, and the decision
of whoever may.

A question that was decided says so in its place, with buttons that do nothing more, until the page is left: the
others do not move under the pointer, so that a second tap decides nothing else, and none is passed over when the
list is turned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st

from negotiation.finance.authority.approval_limits import AuthorityPolicy
from negotiation.i18n.catalogue import say
from negotiation.presentation.common.escaping import for_markdown
from negotiation.services.view_register import RegisterView
from negotiation.store import JudgedRequest, Person
from negotiation.web.approvals.approval_card import provided_text, signs_text, sum_text, what_text, why_not
from negotiation.web.exposure.claims_section import open_register_claim
from negotiation.web.session.approval_queue import (
    SAMPLE_ROLE,
    decide_one,
    decided_here,
    person_in,
    undo_decision,
    undo_decisions,
)
from negotiation.web.session.session_context import person_now, with_refusal
from negotiation.web.session.team_settings import team_setting
from negotiation.web.session.view_state import choice_box, view
from negotiation.web.shell.save_menu import name_first, role_name
from negotiation.web.widgets.field_widgets import refusal

AT_ONCE = 4
"""Questions on one page of the list."""

ICONS = {
    "approved": ":green[:material/check_circle:]",
    "refused": ":red[:material/cancel:]",
    "withdrawn": ":gray[:material/undo:]",
}

BESIDE = 2
"""Questions beside each other where there is room."""


@dataclass
class Listed:
    """The questions in the order in which they were shown to somebody, with what was decided since they were."""

    kind: str
    who: Person
    cards: list[JudgedRequest]
    decided: dict[int, str] = field(default_factory=dict)


def waiting_for_me(book: RegisterView, found: Sequence[JudgedRequest], lang: str) -> None:
    """How many questions wait, how many of them this person may approve, and each of a page of them with its
    buttons; nothing where there is none."""
    here = _listed(book, found)
    tried = len(decided_here()) if book.kind == "sample" else 0
    if not here.cards and not tried:
        if book.kind == "store":
            st.caption(say(lang, "exposure_page.no_approvals"))
        return
    with st.container(key="approvals"):
        left, right = st.columns([3, 2], vertical_alignment="bottom")
        with left:
            title = (
                say(lang, "approving.title", count=len(found), sum=sum_text(book, found, lang))
                if found
                else say(lang, "approving.none")
            )
            st.markdown(f":material/approval: **{title}**")
            _mine(book, found, lang)
        with right:
            if book.kind == "sample":
                _sample_role(lang)
            else:
                name_first(lang, "_approvals")
        if book.kind == "sample":
            _sample_note(tried, lang)
        pages = max(-(-len(here.cards) // AT_ONCE), 1)
        place = AT_ONCE * (_page(pages) - 1)
        shown = here.cards[place : place + AT_ONCE]
        for first in range(0, len(shown), BESIDE):
            for column, each in zip(st.columns(BESIDE), shown[first : first + BESIDE], strict=False):
                with column.container(border=True, height="stretch"):
                    _one(book, each, here, lang)
        if pages > 1:
            st.caption(say(lang, "approving.shown", first=place + 1, last=place + len(shown), count=len(here.cards)))
            st.pagination(pages, key=f"approvals_page_{pages}")


def _listed(book: RegisterView, found: Sequence[JudgedRequest]) -> Listed:
    """The questions in the order of this view: as they come, until one is decided; then as they were, until the page
    is left."""
    who, known = person_in(book), view().get("approvals")
    here = Listed(book.kind, who, list(found))
    if isinstance(known, Listed) and (known.kind, known.who) == (book.kind, who) and known.decided:
        fresh = {each.question.approval.number: each for each in found}
        numbers = [each.question.approval.number for each in known.cards]
        still = [
            fresh.get(number, each)
            for number, each in zip(numbers, known.cards, strict=True)
            if number in fresh or number in known.decided
        ]
        here = Listed(
            book.kind, who, [*still, *(each for number, each in fresh.items() if number not in numbers)], known.decided
        )
    view()["approvals"] = here
    return here


def _page(pages: int) -> int:
    """The page of the list that was turned to."""
    return min(int(st.session_state.get(f"approvals_page_{pages}", 1)), pages)


def _mine(book: RegisterView, found: Sequence[JudgedRequest], lang: str) -> None:
    """How many of them this person may approve."""
    if not found:
        return
    rules, who, mine = team_setting(AuthorityPolicy)[0], person_in(book), sum(each.may_sign for each in found)
    role = role_name(who.role if who.role in rules.roles else rules.roles[0], lang)
    key = "approving.all_mine" if mine == len(found) else "approving.mine" if mine else "approving.none_mine"
    st.markdown(say(lang, key, role=role, mine=mine, count=len(found)))


def _sample_role(lang: str) -> None:
    """In which role the sample's questions are tried; who works here keeps their own."""
    roles = team_setting(AuthorityPolicy)[0].roles
    first = person_now().role
    choice_box(
        SAMPLE_ROLE,
        say(lang, "approving.try_as"),
        roles,
        lambda code: role_name(code, lang),
        first if first in roles else roles[0],
    )


def _sample_note(decided: int, lang: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(say(lang, "approving.sample"), width="content")
        st.caption(say(lang, "approving.decided", decided=decided), width="content")
        st.button(
            say(lang, "approving.again"),
            key="approvals_again",
            type="tertiary",
            icon=":material/undo:",
            on_click=_undo_all,
            disabled=not decided,
        )


def _one(book: RegisterView, found: JudgedRequest, here: Listed, lang: str) -> None:
    question, asked = found.question, found.question.approval
    decided = here.decided.get(asked.number, "")
    what = what_text(book, found, lang)
    st.markdown(
        f"{ICONS[decided]} {say(lang, f'approving.was_{decided}', what=what, number=asked.number)}" if decided else what
    )
    who = say(
        lang,
        "approving.asked",
        who=for_markdown(asked.asked_by.name),
        role=role_name(asked.asked_by.role, lang),
        on=asked.asked_at.date(),
    )
    st.caption(f"{for_markdown(asked.code)} · {who}\n\n{signs_text(found, lang)}")
    st.text(asked.reason)
    provided = provided_text(book, question, lang)
    if provided:
        st.caption(provided)
    if question.version != asked.version:
        st.caption(f":material/warning: {say(lang, 'approving.moved_on', version=asked.version, now=question.version)}")
    if decided and book.kind == "sample":
        st.button(
            say(lang, "approving.undo"),
            key=f"approval_undo_{asked.number}",
            icon=":material/undo:",
            on_click=_undo,
            args=(asked.number,),
        )
    elif found.may_sign:
        st.text_input(
            say(lang, "approving.comment"),
            key=f"approval_comment_{asked.number}",
            max_chars=2_000,
            label_visibility="collapsed",
            disabled=bool(decided),
            placeholder=say(lang, "approving.comment_hint"),
        )
    else:
        st.caption(f":material/block: {why_not(found, lang)}")
    with st.container(horizontal=True, gap="small"):
        choices = [("approved", ":material/check:", found.may_sign), ("refused", ":material/close:", found.may_sign)]
        for state, icon, possible in (*choices, *([("withdrawn", ":material/undo:", True)] if found.own else [])):
            st.button(
                say(lang, f"approving.{state}"),
                key=f"approval_{state}_{asked.number}",
                icon=icon,
                disabled=bool(decided) or not possible,
                on_click=_decide,
                args=(book, asked.number, state, lang),
                type="primary" if state == "approved" else "secondary",
            )
        st.button(
            say(lang, "exposure_page.open_claim"),
            key=f"approval_open_{asked.number}",
            icon=":material/open_in_new:",
            on_click=open_register_claim,
            args=(book, asked.code),
        )
    refusal(f"approval_{asked.number}", lang)


def _decide(book: RegisterView, number: int, state: str, lang: str) -> None:
    """Decide a question with the comment that stands on its card by now."""
    comment = str(st.session_state.get(f"approval_comment_{number}", ""))

    def decided() -> bool:
        decide_one(book, number, state, comment, lang)
        return True

    if with_refusal(f"approval_{number}", decided):
        here = view().get("approvals")
        if isinstance(here, Listed):
            here.decided[number] = state


def _undo(number: int) -> None:
    undo_decision(number)
    here = view().get("approvals")
    if isinstance(here, Listed):
        here.decided.pop(number, None)


def _undo_all() -> None:
    undo_decisions()
    view().pop("approvals", None)
