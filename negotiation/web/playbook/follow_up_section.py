"""After the agreement: what was promised as a list to tick off, planned against actual, and whether they stayed."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from negotiation.claim.document.dossier import Dossier
from negotiation.core.money import minor_digits
from negotiation.finance.promises.follow_up import OUTCOMES, Promise
from negotiation.finance.promises.promise_scores import promise_state, tally_promises
from negotiation.i18n.catalogue import say
from negotiation.presentation.common.labels import option_label
from negotiation.services.agree import agree
from negotiation.web.approvals.authority_banner import Over, authority_banner
from negotiation.web.session.approval_request import ask_for
from negotiation.web.session.claim_session import claim_session, commit_step, is_complete, summary_now
from negotiation.web.session.view_state import choice_box
from negotiation.web.widgets.field_widgets import bind_widget, code_field, refusal
from negotiation.web.widgets.record_editor import columns_of, option_codes, record_of, row_of, words_of
from negotiation.web.widgets.table_editor import table_editor

COLUMNS = ("what", "kind", "by_us", "due", "planned", "done_on", "actual", "lapsed", "owner")
CHOICES = {"kind": "promise."}
CLOSED = ("settled", "closed")


def follow_section(lang: str) -> None:
    """Draw the section."""
    claim = claim_session().claim
    if not claim.follow_up.offer:
        st.markdown(say(lang, "page_follow.none"))
        _agree(lang)
        return
    _head(claim, lang)
    today = date.today()
    for each in claim.follow_up.promises:
        _box(each, claim, today, lang)
    code_field(
        "follow_outcome",
        say(lang, "page_follow.outcome"),
        OUTCOMES,
        lambda code: say(lang, f"outcome.{code}"),
        lambda d: d.follow_up.outcome,
        lambda d, code: replace(d, follow_up=replace(d.follow_up, outcome=code)),
        lang,
    )
    if claim.follow_up.guess is not None:
        st.caption(say(lang, "page_follow.guess", guess=claim.follow_up.guess))
    if claim.case.stage in CLOSED:
        st.markdown(f":material/task_alt: {say(lang, 'page_follow.settled')}")
    elif all(each.done_on is not None or each.lapsed for each in claim.follow_up.promises):
        st.button(
            say(lang, "page_follow.settle"),
            key="follow_settle",
            icon=":material/task_alt:",
            type="primary",
            on_click=_settle,
        )
    st.markdown(f"**{say(lang, 'page_follow.details')}**", help=say(lang, "page_follow.details_help"))
    _table(lang)
    st.markdown(f"**{say(lang, 'page_follow.again')}**")
    st.caption(say(lang, "page_follow.again_note"))
    _agree(lang)


def _agree(lang: str) -> None:
    """Which option was agreed, on which day; then the list is made."""
    codes = option_codes()
    if not codes or not is_complete():
        st.caption(say(lang, "page_follow.no_options"))
        return
    now = claim_session().claim
    best = summary_now().verdict.code
    first = now.follow_up.offer if now.follow_up.offer in codes else best if best in codes else codes[0]
    left, right = st.columns([4, 2], vertical_alignment="bottom")
    with left:
        code = choice_box(
            "follow_option", say(lang, "page_follow.option"), codes, lambda each: option_label(now, each, lang), first
        )
    on = right.date_input(say(lang, "page_follow.on"), date.today(), key="follow_on", format="YYYY-MM-DD")
    over = authority_banner(lang, code)
    label = say(lang, "page_follow.agree") if over is None else say(lang, "page_follow.agree_asks")
    label = say(lang, "page_follow.agree_pending", number=over.number) if over is not None and over.number else label
    st.button(
        label,
        key="follow_agree",
        icon=":material/handshake:",
        on_click=_agreed,
        args=(code, on, over),
        help=say(lang, "page_follow.agree_help"),
        type="secondary" if now.follow_up.offer or over is not None else "primary",
    )
    refusal("follow_agree", lang)


def _agreed(code: str, on: Any, over: Over | None) -> None:
    """Make the list; over the limit, what is promised is asked for first, and without a request there is no list."""
    if over is not None and not over.number and not ask_for(over.standing, over.reason):
        return
    commit_step(
        "follow_agree", lambda dossier: agree(summary_now(), code, on if isinstance(on, date) else date.today())
    )


def _settle() -> None:
    commit_step("follow_settle", lambda dossier: replace(dossier, case=replace(dossier.case, stage="settled")))


def _head(claim: Dossier, lang: str) -> None:
    follow, currency = claim.follow_up, claim.case.currency
    offered = follow.offer in [offer.code for offer in claim.offers]
    name = option_label(claim, follow.offer, lang) if offered else follow.offer
    if follow.agreed_on is not None:
        st.markdown(f"**{say(lang, 'page_follow.head', on=follow.agreed_on, option=words_of(name, lang))}**")
    today = date.today()
    late = sum(promise_state(each, today) == "late" for each in follow.promises)
    done = sum(each.done_on is not None or each.lapsed for each in follow.promises)
    st.markdown(
        say(
            lang,
            "page_follow.tally",
            done=done,
            count=len(follow.promises),
            late=late,
            left=len(follow.promises) - done,
        )
    )
    paid = [each for each in follow.promises if each.kind != "order"]
    ours, theirs = (tally_promises(paid, today, by_us, minor_digits(currency)) for by_us in (True, False))
    st.caption(
        say(
            lang,
            "page_follow.money",
            currency=currency,
            planned=ours.planned,
            actual=ours.actual,
            their_planned=theirs.planned,
            their_actual=theirs.actual,
        )
    )


def with_promise(dossier: Dossier, code: str, **values: Any) -> Dossier:
    """The dossier with one promise changed."""
    promises = tuple(replace(each, **values) if each.code == code else each for each in dossier.follow_up.promises)
    return replace(dossier, follow_up=replace(dossier.follow_up, promises=promises))


def _box(promise: Promise, claim: Dossier, today: date, lang: str) -> None:
    code = promise.code

    def read(dossier: Dossier) -> Any:
        return next((each.done_on for each in dossier.follow_up.promises if each.code == code), None)

    def put(dossier: Dossier, ticked: Any) -> Dossier:
        return with_promise(dossier, code, done_on=today if ticked else None)

    key, value, take = bind_widget(f"promise_{code}", read, put, bool, bool)
    amount = (
        say(lang, "page_follow.amount", amount=float(promise.planned), currency=claim.case.currency)
        if float(promise.planned)
        else ""
    )
    whose = say(lang, "page_follow.ours" if promise.by_us else "page_follow.theirs")
    label = say(lang, "page_follow.tick", what=words_of(promise.what, lang), amount=amount)
    st.checkbox(
        f"{label}  {_icon(promise, today)} :gray[{_when(promise, lang)} · {whose}]",
        value,
        key=key,
        on_change=take,
        disabled=promise.lapsed,
    )
    refusal(f"promise_{code}", lang)


def _icon(promise: Promise, today: date) -> str:
    if promise.done_on is not None:
        return ":green[:material/check_circle:]"
    if promise.lapsed:
        return ":gray[:material/block:]"
    return ":red[:material/error:]" if promise_state(promise, today) == "late" else ":gray[:material/schedule:]"


def _when(promise: Promise, lang: str) -> str:
    if promise.done_on is not None:
        return say(lang, "page_follow.done_on", on=promise.done_on)
    return say(lang, "page_follow.due", due=promise.due) if promise.due is not None else say(lang, "page_follow.no_due")


def promise_record(row: Any, old: Any, lang: str) -> Promise | None:
    """A row of the table as a promise; a new one gets a code of its own."""
    found: Promise | None = record_of(Promise, row, old, COLUMNS, lang, code=f"own.{secrets.token_hex(4)}")
    return found


def _table(lang: str) -> None:
    columns = columns_of(Promise, COLUMNS, lang, CHOICES, wide=("what",))

    def put(dossier: Dossier, promises: tuple[Any, ...]) -> Dossier:
        return replace(dossier, follow_up=replace(dossier.follow_up, promises=promises))

    table_editor(
        "promises",
        lambda d: d.follow_up.promises,
        put,
        lambda each: row_of(each, COLUMNS, lang),
        lambda row, old: promise_record(row, old, lang),
        columns,
        lang,
    )
