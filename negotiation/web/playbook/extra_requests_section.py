"""Scope: requests beyond the contract with what each costs and is worth, the goodwill budget, what sales promised,
and when giving is a habit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.edits.from_playbook import with_requests_granted
from negotiation.claim.edits.playbook_lists import with_playbook
from negotiation.i18n.catalogue import say
from negotiation.model.playbook.extra_requests import Request, giving_habit, goodwill_budget, terms_of_requests
from negotiation.presentation.common.labels import option_label
from negotiation.presentation.common.record_tables import LISTS
from negotiation.presentation.playbook.text import request_rows
from negotiation.web.session.claim_session import claim_session, commit_step
from negotiation.web.session.view_state import choice_box
from negotiation.web.widgets.chart_with_downloads import table_with_downloads
from negotiation.web.widgets.field_by_path import fields_by_path
from negotiation.web.widgets.field_widgets import refusal
from negotiation.web.widgets.record_editor import columns_of, option_codes, record_of, row_of, words_of
from negotiation.web.widgets.table_editor import table_editor

REQUEST = LISTS["requests"].columns
CHOICES = {"scope": "scope.", "decision": "decision."}
GOODWILL = ("budget", "spent", "hourly_cost", "most", "window")


def scope_section(lang: str) -> None:
    """Draw the section."""
    claim = claim_session().claim
    _budget(claim, lang)
    _habit(claim, lang)
    _sorted(claim, lang)
    _put_button(claim, lang)
    _requests(lang)
    st.markdown(f"**{say(lang, 'page_scope.budget')}**")
    fields_by_path([f"playbook.goodwill.{name}" for name in GOODWILL], lang, columns=3)


def _budget(claim: Dossier, lang: str) -> None:
    goodwill, currency = claim.playbook.goodwill, claim.case.currency
    found = goodwill_budget(claim.playbook.requests, goodwill)
    how = say(
        lang,
        "page_scope.left_how",
        budget=found.budget,
        spent=found.spent,
        taken=found.taken,
        left=found.left,
        hourly=goodwill.hourly_cost,
        currency=currency,
    )
    if found.overdrawn > 0.0:
        st.markdown(f"**{say(lang, 'page_scope.over', overdrawn=found.overdrawn, currency=currency)}**", help=how)
        st.warning(
            _caution("goodwill_overdrawn", lang, overdrawn=found.overdrawn, budget=found.budget, currency=currency),
            icon=":material/account_balance_wallet:",
        )
    elif found.budget > 0.0:
        st.markdown(
            f"**{say(lang, 'page_scope.left', left=found.left, budget=found.budget, currency=currency)}**", help=how
        )
    else:
        st.markdown(f"**{say(lang, 'page_scope.no_budget')}**", help=how)
    if found.promised_by_sales > 0.0 or found.promised_open > 0.0:
        st.markdown(
            ":material/record_voice_over: "
            + say(
                lang, "page_scope.sales", taken=found.promised_by_sales, waiting=found.promised_open, currency=currency
            )
        )


def _caution(code: str, lang: str, **values: Any) -> str:
    return "  \n".join((say(lang, f"caution.{code}.what", **values), say(lang, f"caution.{code}.instead")))


def _habit(claim: Dossier, lang: str) -> None:
    """In money, on the day from which the claim counts."""
    goodwill, currency = claim.playbook.goodwill, claim.case.currency
    found = giving_habit(claim.playbook.requests, goodwill, claim.case, claim.case.settlement_date)
    if found is None:
        return
    st.warning(
        _caution(
            "giving_habit", lang, count=found.count, each=found.each_order, total=found.over_horizon, currency=currency
        ),
        icon=":material/repeat:",
    )
    st.caption(
        say(
            lang,
            "page_scope.habit_how",
            window=goodwill.window,
            count=found.count,
            most=goodwill.most,
            each=found.each_order,
            orders=found.orders,
            currency=currency,
        )
    )


def _sorted(claim: Dossier, lang: str) -> None:
    heads, rows = request_rows(claim, lang)
    if not rows:
        return
    st.markdown(f"**{say(lang, 'page_scope.order')}**", help=say(lang, "page_scope.order_how"))
    config = {"what": st.column_config.TextColumn(width=220), "decision": st.column_config.TextColumn(width=140)}
    table_with_downloads(
        "requests_in_order",
        heads,
        rows,
        say(lang, "page_scope.order"),
        lang,
        right=("cost", "worth", "ratio"),
        config=config,
    )


def _put_button(claim: Dossier, lang: str) -> None:
    codes = option_codes()
    granted = [code for code, _ in terms_of_requests(claim.playbook.requests, claim.playbook.goodwill)]
    if not codes:
        return
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        code = choice_box(
            "scope_option", say(lang, "page_scope.option"), codes, lambda each: option_label(claim, each, lang)
        )
    what = say(lang, "list.join").join(
        words_of(each.what, lang) for each in claim.playbook.requests if each.code in granted
    )
    help = say(lang, "page_scope.put_help", what=what) if granted else say(lang, "page_scope.nothing_granted")
    right.button(
        say(lang, "page_scope.put"),
        key="scope_put",
        icon=":material/add:",
        disabled=not granted,
        help=help,
        on_click=_put,
        args=(code,),
    )
    refusal("scope_put", lang)


def _put(code: str) -> None:
    commit_step("scope_put", lambda dossier: with_requests_granted(dossier, code))


def _requests(lang: str) -> None:
    st.caption(say(lang, "page_scope.requests"))
    columns = columns_of(Request, REQUEST, lang, CHOICES, wide=("what", "reason"))
    table_editor(
        "playbook_requests",
        lambda d: d.playbook.requests,
        put_requests,
        lambda each: row_of(each, REQUEST, lang),
        lambda row, old: request_record(row, old, lang, date.today()),
        columns,
        lang,
    )


def request_record(row: dict[str, Any], old: Any, lang: str, today: date) -> Request | None:
    """A row as a request; when its decision changes the day is noted, never before the day it was asked on."""
    found: Request | None = record_of(Request, row, old, REQUEST, lang)
    if found is None or found.decision == (old.decision if old is not None else "open"):
        return found
    decided = None if found.decision == "open" else max(today, found.asked_on or today)
    return replace(found, decided_on=decided)


def put_requests(dossier: Dossier, requests: tuple[Request, ...]) -> Dossier:
    """The dossier with its requests; a new one gets the next free code."""
    named: list[Request] = []
    taken = {each.code for each in requests}
    for each in requests:
        code = each.code or next(
            free for free in (f"r{number}" for number in range(1, len(requests) + 100)) if free not in taken
        )
        taken.add(code)
        named.append(replace(each, code=code))
    return with_playbook(dossier, requests=tuple(named))
