"""Repeats: how often it happened, what the ladder answers and what that costs, what is still to come, and the ladder
itself to edit."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.edits.from_playbook import with_repeats, with_response
from negotiation.claim.edits.playbook_lists import with_playbook
from negotiation.i18n.catalogue import say
from negotiation.model.lifetime.lifetime_value import order_stream
from negotiation.model.playbook.escalation import Rung, rung_reached, rungs_of
from negotiation.model.playbook.repeat_incidents import (
    PastIncident,
    Response,
    cost_of,
    count_incidents,
    ladder_response,
    staying_after_one_more,
    terms_of,
)
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms import Term
from negotiation.presentation.common.labels import option_label
from negotiation.presentation.common.record_tables import LISTS
from negotiation.presentation.playbook.text import rung_text
from negotiation.web.playbook.escalation_table import ladder_table
from negotiation.web.session.claim_session import claim_session, commit_step, is_complete, summary_now
from negotiation.web.session.view_state import choice_box, remembered_expander
from negotiation.web.widgets.field_by_path import fields_by_path
from negotiation.web.widgets.field_widgets import refusal
from negotiation.web.widgets.record_editor import columns_of, option_codes, record_of, row_of
from negotiation.web.widgets.table_editor import table_editor

INCIDENT = LISTS["incidents"].columns


def as_of(dossier: Dossier) -> date:
    """The day up to which incidents are counted: today, or the settlement date where that is past."""
    return min(date.today(), dossier.case.settlement_date)


def repeats_section(lang: str) -> None:
    """Draw the section, for the option that is chosen in it."""
    claim = claim_session().claim
    _where(claim, lang)
    code = _option(claim, lang)
    remedy = remedy_for(claim, code)
    found = response_for(claim, remedy)
    _answers(claim, found, remedy, lang)
    _to_come(claim, found, code, lang)
    _put_button(found, code, lang)
    _incidents(claim, lang)
    folded = remembered_expander("repeats_ladder", say(lang, "page_repeats.ladder"), ":material/stairs:")
    if folded.open:
        with folded:
            ladder_table(lang)


def remedy_for(dossier: Dossier, option: str) -> Remedy:
    """The remedy of an option; while there is no option the first one, or goods accepted as they are."""
    code = next((offer.remedy for offer in dossier.offers if offer.code == option), "")
    first = dossier.remedies[0] if dossier.remedies else Remedy("as_is", "accept_as_is")
    return next((each for each in dossier.remedies if each.code == code), first)


def response_for(dossier: Dossier, remedy: Remedy) -> Response:
    """What the ladder answers beside a remedy."""
    playbook = dossier.playbook
    return ladder_response(playbook.incidents, playbook.ladder, playbook.repeats, dossier.case, remedy, as_of(dossier))


def _where(claim: Dossier, lang: str) -> None:
    playbook, rungs = claim.playbook, rungs_of(claim.playbook.ladder)
    found = count_incidents(playbook.incidents, playbook.repeats, claim.case, as_of(claim))
    place = rung_reached(rungs, found.incidents)
    numbers = {"incidents": found.incidents, "window": playbook.repeats.window, "rungs": len(rungs)}
    text = (
        say(lang, "page_repeats.below", **numbers)
        if place is None
        else say(lang, "page_repeats.on_rung", place=place + 1, **numbers)
    )
    st.markdown(
        f"**{text}**", help=say(lang, "page_repeats.counted_how", window=playbook.repeats.window, as_of=as_of(claim))
    )
    if not playbook.incidents:
        st.caption(say(lang, "page_repeats.no_list"))
    elif found.differs:
        st.warning(
            say(lang, "page_repeats.differs", similar=found.similar, typed=found.typed), icon=":material/difference:"
        )
        st.button(say(lang, "page_repeats.take"), key="repeats_take", icon=":material/input:", on_click=_take)
    refusal("repeats_take", lang)


def _take() -> None:
    commit_step("repeats_take", lambda dossier: with_repeats(dossier, as_of(dossier)))


def _option(claim: Dossier, lang: str) -> str:
    codes = option_codes()
    return (
        choice_box(
            "repeats_option", say(lang, "page_repeats.option"), codes, lambda each: option_label(claim, each, lang)
        )
        if codes
        else ""
    )


def _answers(claim: Dossier, found: Response, remedy: Remedy, lang: str) -> None:
    """This rung and the next one, each with what it costs us."""
    left, right = st.columns(2)
    with left.container(border=True, height="stretch"):
        st.markdown(f"**{say(lang, 'page_repeats.now')}**")
        if found.rung is None:
            st.markdown(say(lang, "page_repeats.nothing_yet"))
        else:
            _rung(claim, found.rung, found.terms, found.cost, remedy, lang)
    with right.container(border=True, height="stretch"):
        if found.next_rung is None or found.next_cost is None:
            st.markdown(say(lang, "page_repeats.last"))
        else:
            st.markdown(f"**{say(lang, 'page_repeats.next', incidents=found.next_rung.incidents)}**")
            per_year = found.further.per_year * float(claim.playbook.repeats.left)
            _rung(
                claim,
                found.next_rung,
                terms_of(found.next_rung, claim.case, remedy, per_year),
                found.next_cost,
                remedy,
                lang,
            )


def _rung(claim: Dossier, rung: Rung, terms: tuple[Term, ...], cost: float, remedy: Remedy, lang: str) -> None:
    life, currency = order_stream(claim.case), claim.case.currency
    costs = ((term, cost_of((term,), claim.case, remedy, life)) for term in terms)
    priced = [
        say(lang, "page_repeats.priced", name=say(lang, f"terms.{term.key}.name"), cost=part, currency=currency)
        for term, part in costs
    ]
    st.markdown(rung_text(rung, lang))
    how = say(lang, "page_repeats.cost_how", terms=" ".join(priced or [say(lang, "page_repeats.no_terms")]))
    st.markdown(f"**{say(lang, 'page_repeats.cost', cost=cost, currency=currency)}**", help=how)


def terms_named(terms: tuple[Term, ...], lang: str) -> str:
    """The names of terms in one line."""
    return say(lang, "list.join").join(say(lang, f"terms.{term.key}.name") for term in terms)


def _to_come(claim: Dossier, found: Response, code: str, lang: str) -> None:
    further = found.further
    st.markdown(
        say(
            lang,
            "page_repeats.further",
            days=round(further.days),
            expected=round(further.expected, 2),
            chance=further.chance,
        ),
        help=say(lang, "page_repeats.further_how", per_year=further.per_year, days=round(further.days)),
    )
    if code and is_complete():
        ratio, similar = float(summary_now().outcome(code).worth.ratio), found.counted.typed
        staying = staying_after_one_more(claim.staying, ratio, similar)
        st.markdown(
            say(lang, "page_repeats.staying", now=staying.now, after=staying.after_one_more),
            help=say(lang, "page_repeats.staying_how", ratio=ratio, penalty=claim.staying.penalty, similar=similar),
        )


def _put_button(found: Response, code: str, lang: str) -> None:
    st.button(
        say(lang, "page_repeats.put"),
        key="repeats_put",
        icon=":material/add:",
        disabled=not (code and found.terms),
        help=say(lang, "page_repeats.put_help", terms=terms_named(found.terms, lang))
        if found.terms
        else say(lang, "page_repeats.no_terms"),
        on_click=_put,
        args=(code,),
    )
    refusal("repeats_put", lang)


def _put(code: str) -> None:
    commit_step(
        "repeats_put", lambda dossier: with_response(dossier, code, response_for(dossier, remedy_for(dossier, code)))
    )


def _incidents(claim: Dossier, lang: str) -> None:
    def to_record(row: dict[str, Any], old: Any) -> PastIncident | None:
        known: PastIncident | None = record_of(PastIncident, row, old, INCIDENT, lang, on=as_of(claim))
        return known

    st.caption(say(lang, "page_repeats.incidents"))
    columns = columns_of(PastIncident, INCIDENT, lang, {}, wide=("what",))
    table_editor(
        "playbook_incidents",
        lambda d: d.playbook.incidents,
        lambda d, listed: with_playbook(d, incidents=listed),
        lambda each: row_of(each, INCIDENT, lang),
        to_record,
        columns,
        lang,
    )
    fields_by_path(["playbook.repeats.window", "playbook.repeats.left"], lang)
