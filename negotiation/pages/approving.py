"""Offers that wait for an approval: what is promised, why, and the decision of whoever may sign."""

from __future__ import annotations

import streamlit as st

from negotiation.charts import for_markdown, option_label
from negotiation.charts.register import group_label
from negotiation.exposure import AuthorityPolicy, verdict
from negotiation.pages.allowed import SEVERAL, promised_before, promised_of, worth
from negotiation.pages.book import Book
from negotiation.pages.form import refusal
from negotiation.pages.keeping import role_name
from negotiation.pages.policies import policy
from negotiation.pages.shelf import take_from_shelf
from negotiation.pages.working import now_utc, person_now, store_now, try_to
from negotiation.store import Approval, approvals, decide, load, same_person
from negotiation.words import pick, say

MOST = 20


def waiting_for_me(book: Book, lang: str) -> None:
    """Every open question with its buttons; nothing where there is none."""
    waiting = approvals(store_now(), state="asked")
    if not waiting:
        return
    with st.container(border=True):
        st.markdown(f":material/approval: **{say(lang, 'approving.title', count=len(waiting))}**")
        for each in waiting[:MOST]:
            _one(each, lang)


def may_sign(approval: Approval) -> bool:
    """Whether this person's limits cover what is asked, with all that the customer was promised within a year before."""
    rules, who = policy(AuthorityPolicy)[0], person_now()
    if who.role not in rules.roles:
        return False
    customer = load(store_now(), approval.code).line.entry.customer
    before = promised_before((customer,), approval.code, approval.asked_at.date())
    asked = promised_of(dict(approval.amounts), worth(approval.currency))
    return verdict(rules, who.role, asked, in_year=before).allowed


def _one(each: Approval, lang: str) -> None:
    kept = try_to(f"approval_{each.number}", lambda: load(store_now(), each.code))
    if kept is None:
        refusal(f"approval_{each.number}", lang)
        return
    customer, dossier = kept.line.entry.customer, kept.dossier
    label = option_label(dossier, each.offer, lang) if dossier is not None and each.offer in [offer.code for offer in dossier.offers] else each.offer
    label = say(lang, "standing.several") if each.offer == SEVERAL else label
    amounts = say(lang, "list.join").join(
        say(lang, "approving.amount", form=say(lang, f"compensation.{form}"), amount=amount, currency=each.currency) for form, amount in each.amounts.items()
    )
    st.markdown(f"**{for_markdown(group_label('customer', customer, lang))}** · {for_markdown(str(pick(label, lang)))} · {amounts}")
    st.caption(say(lang, "approving.asked", who=for_markdown(each.asked_by.name), role=role_name(each.asked_by.role, lang), on=each.asked_at.date()))
    st.text(each.reason)
    if kept.line.version != each.version:
        st.caption(f":material/warning: {say(lang, 'approving.moved_on', version=each.version, now=kept.line.version)}")
    comment = st.text_input(say(lang, "approving.comment"), key=f"approval_comment_{each.number}", max_chars=2_000)
    mine = same_person(each.asked_by.name, person_now().name)
    allowed = not mine and bool(try_to(f"approval_{each.number}", lambda: may_sign(each)))
    with st.container(horizontal=True, gap="small"):
        for state, icon, possible in (
            ("approved", ":material/check:", allowed),
            ("refused", ":material/close:", allowed),
            ("withdrawn", ":material/undo:", mine),
        ):
            st.button(say(lang, f"approving.{state}"), key=f"approval_{state}_{each.number}", icon=icon, disabled=not possible, on_click=_decide,
                      args=(each.number, state, comment), type="primary" if state == "approved" else "secondary")  # fmt: skip
        st.button(say(lang, "exposure_page.open_claim"), key=f"approval_open_{each.number}", icon=":material/open_in_new:", on_click=take_from_shelf,
                  args=(each.code,))  # fmt: skip
    if not allowed:
        st.caption(say(lang, "approving.own" if mine else "approving.not_mine"))
    refusal(f"approval_{each.number}", lang)


def _decide(number: int, state: str, comment: str) -> None:
    try_to(f"approval_{number}", lambda: decide(store_now(), number, state, comment, person_now(), now=now_utc()))
