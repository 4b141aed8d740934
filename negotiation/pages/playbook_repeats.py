"""Repeats: how often it happened, what the ladder answers and what that costs, what is still to come, and the ladder itself to edit."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from negotiation.charts import option_label
from negotiation.charts.playbook import rung_text
from negotiation.dossier import Dossier
from negotiation.pages.choosing import choose, fold
from negotiation.pages.desk import act, desk, is_complete, summary_now
from negotiation.pages.fields import fields
from negotiation.pages.form import refusal
from negotiation.pages.playbook_ladder import ladder_table
from negotiation.pages.records import columns_of, option_codes, record_of, row_of, with_playbook
from negotiation.pages.tables import editor
from negotiation.playbook import PastIncident, Response, Rung, one_more, response, rungs_of, terms_of
from negotiation.rework import Remedy
from negotiation.starting import with_repeats, with_response
from negotiation.terms import Term
from negotiation.words import say

INCIDENT = ("on", "what", "similar")


def as_of(dossier: Dossier) -> date:
    """The day up to which incidents are counted: today, or the settlement date where that is past."""
    return min(date.today(), dossier.case.settlement_date)


def repeats_section(lang: str) -> None:
    """Draw the section, for the option that is chosen in it."""
    claim = desk().claim
    _where(claim, response_for(claim, _remedy_code(claim, st.session_state.get("chosen_repeats_option"))), lang)
    code = _option(claim, lang)
    found = response_for(claim, _remedy_code(claim, code))
    _answers(claim, found, lang)
    _to_come(claim, found, code, lang)
    _put_button(found, code, lang)
    _incidents(claim, found, lang)
    folded = fold("repeats_ladder", say(lang, "page_repeats.ladder"), ":material/stairs:")
    if folded.open:
        with folded:
            ladder_table(lang)


def response_for(dossier: Dossier, remedy: str) -> Response:
    """What the ladder answers beside a remedy of the claim; beside goods accepted as they are where it has no such remedy."""
    found = next((each for each in dossier.remedies if each.code == remedy), Remedy(remedy or "none", "accept_as_is"))
    playbook = dossier.playbook
    return response(playbook.incidents, playbook.ladder, playbook.repeats, dossier.case, found, as_of(dossier))


def _remedy_code(claim: Dossier, option: str | None) -> str:
    offers = [offer for offer in claim.offers if offer.code == option] or list(claim.offers[:1])
    return offers[0].remedy if offers else next((each.code for each in claim.remedies), "")


def _where(claim: Dossier, found: Response, lang: str) -> None:
    numbers = {"incidents": found.counted.incidents, "window": claim.playbook.repeats.window, "rungs": len(rungs_of(claim.playbook.ladder))}
    text = say(lang, "page_repeats.below", **numbers) if found.place is None else say(lang, "page_repeats.on_rung", place=found.place + 1, **numbers)
    st.markdown(f"**{text}**", help=say(lang, "page_repeats.counted_how", window=numbers["window"], as_of=as_of(claim)))
    if not claim.playbook.incidents:
        st.caption(say(lang, "page_repeats.no_list"))
    if claim.playbook.incidents and found.counted.differs:
        st.warning(say(lang, "page_repeats.differs", similar=found.counted.similar, typed=found.counted.typed), icon=":material/difference:")
        st.button(say(lang, "page_repeats.take"), key="repeats_take", icon=":material/input:", on_click=_take)
    refusal("repeats_take", lang)


def _take() -> None:
    act("repeats_take", lambda dossier: with_repeats(dossier, as_of(dossier)))


def _option(claim: Dossier, lang: str) -> str:
    codes = option_codes()
    return choose("repeats_option", say(lang, "page_repeats.option"), codes, lambda each: option_label(claim, each, lang)) if codes else ""


def _answers(claim: Dossier, found: Response, lang: str) -> None:
    """This rung and the next one, each with what it costs us."""
    left, right = st.columns(2)
    with left.container(border=True, height="stretch"):
        st.markdown(f"**{say(lang, 'page_repeats.now')}**")
        if found.rung is not None:
            _rung(claim, found.rung, found.terms, found.cost, lang)
    with right.container(border=True, height="stretch"):
        if found.next_rung is None or found.next_cost is None:
            st.markdown(say(lang, "page_repeats.last"))
        else:
            st.markdown(f"**{say(lang, 'page_repeats.next', incidents=found.next_rung.incidents)}**")
            _rung(claim, found.next_rung, None, found.next_cost, lang)


def _rung(claim: Dossier, rung: Rung, terms: tuple[Term, ...] | None, cost: float, lang: str) -> None:
    if terms is None:
        remedy = next((each for each in claim.remedies if each.code == _remedy_code(claim, st.session_state.get("chosen_repeats_option"))), Remedy("none"))
        terms = terms_of(rung, claim.case, remedy, 0.0)
    st.markdown(rung_text(rung, lang))
    st.markdown(f"**{say(lang, 'page_repeats.cost', cost=cost, currency=claim.case.currency)}**",
                help=say(lang, "page_repeats.cost_how", terms=terms_named(terms, lang)))  # fmt: skip


def terms_named(terms: tuple[Term, ...], lang: str) -> str:
    """The names of terms in one line."""
    names = say(lang, "list.join").join(say(lang, f"terms.{term.key}.name") for term in terms)
    return names or say(lang, "page_repeats.no_terms")


def _to_come(claim: Dossier, found: Response, code: str, lang: str) -> None:
    further = found.further
    st.markdown(say(lang, "page_repeats.further", days=round(further.days), expected=further.expected, chance=further.chance),
                help=say(lang, "page_repeats.further_how", per_year=further.per_year, days=round(further.days)))  # fmt: skip
    if code and is_complete():
        ratio, similar = float(summary_now().outcome(code).worth.ratio), found.counted.typed
        staying = one_more(claim.staying, ratio, similar)
        st.markdown(say(lang, "page_repeats.staying", now=staying.now, after=staying.after_one_more),
                    help=say(lang, "page_repeats.staying_how", ratio=ratio, penalty=claim.staying.penalty, similar=similar))  # fmt: skip


def _put_button(found: Response, code: str, lang: str) -> None:
    st.button(say(lang, "page_repeats.put"), key="repeats_put", icon=":material/add:", disabled=not (code and found.terms),
              help=say(lang, "page_repeats.put_help", terms=terms_named(found.terms, lang)), on_click=_put, args=(code,))  # fmt: skip
    refusal("repeats_put", lang)


def _put(code: str) -> None:
    act("repeats_put", lambda dossier: with_response(dossier, code, response_for(dossier, _remedy_code(dossier, code))))


def _incidents(claim: Dossier, found: Response, lang: str) -> None:
    def to_record(row: dict[str, Any], old: Any) -> PastIncident | None:
        known: PastIncident | None = record_of(PastIncident, row, old, INCIDENT, lang, on=as_of(claim))
        return known

    st.caption(say(lang, "page_repeats.incidents"))
    editor("playbook_incidents", lambda d: d.playbook.incidents, lambda d, listed: with_playbook(d, incidents=listed), lambda each: row_of(each, INCIDENT, lang),
           to_record, columns_of(PastIncident, INCIDENT, lang, {}, wide=("what",)), lang)  # fmt: skip
    fields(["playbook.repeats.window", "playbook.repeats.left"], lang)
