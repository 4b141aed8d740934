"""Offers that wait for an approval: what is promised, why, which limit it breaks, who may sign, and the decision of whoever may."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from negotiation.charts import error_text, for_markdown, option_label
from negotiation.charts.register import group_label
from negotiation.exposure import AuthorityPolicy
from negotiation.pages.allowed import SEVERAL
from negotiation.pages.book import Book
from negotiation.pages.claims_table import open_claim
from negotiation.pages.form import refusal
from negotiation.pages.keeping import role_field, role_name
from negotiation.pages.policies import policy
from negotiation.pages.waiting import decide_one, decided_here, undo_decisions
from negotiation.pages.working import person_now, store_now, try_to
from negotiation.store import Judged, Question, load
from negotiation.words import pick, say

AT_ONCE = 4
"""Questions on one page of the list."""

BESIDE = 2
"""Questions beside each other where there is room."""

MOST_LABELS = 200


def waiting_for_me(book: Book, found: Sequence[Judged], lang: str) -> None:
    """How many questions wait, how many of them this person may sign, and each of a page of them with its buttons; nothing where there is none."""
    decided = len(decided_here()) if book.kind == "sample" else 0
    if not found and not decided:
        return
    with st.container(key="approvals"):
        left, right = st.columns([3, 2], vertical_alignment="bottom")
        with left:
            st.markdown(f":material/approval: **{say(lang, 'approving.title', count=len(found))}**")
            signable = sum(each.may_sign for each in found)
            st.markdown(say(lang, "approving.mine" if signable else "approving.none_mine", role=_role(lang), mine=signable, count=len(found)))
        with right:
            role_field(lang, "_approvals")
        if book.kind == "sample":
            _sample_note(decided, lang)
        pages = max(-(-len(found) // AT_ONCE), 1)
        place = AT_ONCE * (min(int(st.session_state.get(f"approvals_page_{pages}", 1)), pages) - 1)
        shown = found[place : place + AT_ONCE]
        for first in range(0, len(shown), BESIDE):
            for column, each in zip(st.columns(BESIDE), shown[first : first + BESIDE], strict=False):
                with column.container(border=True, height="stretch"):
                    _one(book, each, lang)
        if pages > 1:
            st.caption(say(lang, "approving.shown", first=place + 1, last=place + len(shown), count=len(found)))
            st.pagination(pages, key=f"approvals_page_{pages}")


def _sample_note(decided: int, lang: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(say(lang, "approving.sample"), width="content")
        if decided:
            st.caption(say(lang, "approving.decided", decided=decided), width="content")
            st.button(say(lang, "approving.again"), key="approvals_again", type="tertiary", icon=":material/undo:", on_click=undo_decisions)


def _role(lang: str) -> str:
    rules, who = policy(AuthorityPolicy)[0], person_now()
    return role_name(who.role if who.role in rules.roles else rules.roles[0], lang)


def _one(book: Book, found: Judged, lang: str) -> None:
    question, asked = found.question, found.question.approval
    amounts = say(lang, "list.join").join(
        say(lang, "approving.amount", form=say(lang, f"compensation.{form}"), amount=amount, currency=asked.currency) for form, amount in asked.amounts.items()
    )
    label = for_markdown(_label(book, question, lang))
    st.markdown(f"**{for_markdown(group_label('customer', question.customer, lang))}** · {label} · {amounts}")
    signs = _signs(found, lang)
    who = say(lang, "approving.asked", who=for_markdown(asked.asked_by.name), role=role_name(asked.asked_by.role, lang), on=asked.asked_at.date())
    st.caption(f"{for_markdown(asked.code)} · {who}\n\n{signs}")
    st.text(asked.reason)
    if question.version != asked.version:
        st.caption(f":material/warning: {say(lang, 'approving.moved_on', version=asked.version, now=question.version)}")
    comment = ""
    if found.may_sign:
        comment = st.text_input(say(lang, "approving.comment"), key=f"approval_comment_{asked.number}", max_chars=2_000, label_visibility="collapsed",
                                placeholder=say(lang, "approving.comment"))  # fmt: skip
    else:
        st.caption(f":material/block: {_why_not(found, lang)}")
    with st.container(horizontal=True, gap="small"):
        choices = [("approved", ":material/check:", found.may_sign), ("refused", ":material/close:", found.may_sign)]
        for state, icon, possible in (*choices, *([("withdrawn", ":material/undo:", True)] if found.own else [])):
            st.button(say(lang, f"approving.{state}"), key=f"approval_{state}_{asked.number}", icon=icon, disabled=not possible, on_click=_decide,
                      args=(book, asked.number, state, comment, lang), type="primary" if state == "approved" else "secondary")  # fmt: skip
        st.button(say(lang, "exposure_page.open_claim"), key=f"approval_open_{asked.number}", icon=":material/open_in_new:", on_click=open_claim,
                  args=(book, asked.code))  # fmt: skip
    refusal(f"approval_{asked.number}", lang)


def _signs(found: Judged, lang: str) -> str:
    """The lowest role that may sign, and what of the limits of who asked is broken."""
    if found.asker is None:
        return ""
    signs = say(lang, "approving.signs", role=role_name(found.signs, lang)) if found.signs else say(lang, "standing.nobody")
    role = role_name(found.asker.role, lang)
    over = [
        say(lang, f"approving.over_{each.limit}", form=say(lang, f"compensation.{each.form}"), asked=each.asked, allowed=each.allowed, role=role,
            currency=found.currency)
        for each in found.asker.excesses
    ]  # fmt: skip
    return f":material/gavel: **{signs}** {' '.join(over) or say(lang, 'approving.within', role=role)}"


def _why_not(found: Judged, lang: str) -> str:
    """Why this person may not sign: the question is their own, there is no rate, or a limit of theirs is broken."""
    if found.own:
        return say(lang, "approving.own")
    if found.problem is not None:
        return for_markdown(error_text(found.problem, lang))
    if found.mine is None or not found.mine.excesses:
        return say(lang, "approving.not_mine")
    first = found.mine.excesses[0]
    return say(lang, f"standing.{first.limit}", form=say(lang, f"compensation.{first.form}"), asked=first.asked, allowed=first.allowed, over=first.over,
               currency=found.currency)  # fmt: skip


def _label(book: Book, question: Question, lang: str) -> str:
    """What the offer is called; the document of a kept claim is read once for it."""
    asked = question.approval
    if asked.offer in (SEVERAL, ""):
        return say(lang, "standing.several" if asked.offer else "standing.accepted")
    if book.kind != "store":
        return asked.offer
    known: dict[tuple[str, int, str, str], str] = st.session_state.setdefault("offer_labels", {})
    key = (asked.code, question.version, asked.offer, lang)
    if key not in known:
        dossier = load(store_now(), asked.code).dossier
        there = dossier is not None and asked.offer in [offer.code for offer in dossier.offers]
        if len(known) >= MOST_LABELS:
            known.clear()
        known[key] = str(pick(option_label(dossier, asked.offer, lang), lang)) if there and dossier is not None else asked.offer
    return known[key]


def _decide(book: Book, number: int, state: str, comment: str, lang: str) -> None:
    try_to(f"approval_{number}", lambda: decide_one(book, number, state, comment, lang))
