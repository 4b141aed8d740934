"""Cards of the builder: a term with its fields, what follows from them and what it waits for; and what the option
closes."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from typing import Any

import streamlit as st

from negotiation.claim.defaults.option_presets import without_term
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.field_paths import item_name
from negotiation.i18n.catalogue import say
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.terms import consequence_of
from negotiation.model.valuation.conditions import EVENTS, Wait
from negotiation.model.valuation.offer import Offer
from negotiation.web.session.claim_session import claim_session, commit_step
from negotiation.web.widgets.field_by_path import fields_by_path
from negotiation.web.widgets.field_widgets import code_field

NOTHING = "none"
CLOSED = ("orders", "full_and_final", "claim_period")
REOPENED = ("reopening_chance", "reopening_amount", "reopening_day")


def term_card(code: str, place: int, life: OrderStream, lang: str) -> None:
    """One term: its name, its fields, what follows from them, what it waits for, and the way to take it out."""
    claim = claim_session().claim
    offer = offer_of(claim, code)
    term, name = offer.terms[place], item_name(offer.terms, place)
    with st.container(border=True):
        head, out = st.columns([8, 1], vertical_alignment="center", wrap=False)
        head.markdown(f"**{say(lang, f'terms.{term.key}.name')}**", help=say(lang, f"terms.{term.key}.help"))
        out.button(
            "",
            key=f"out_{code}_{name}",
            icon=":material/close:",
            help=say(lang, "offers.remove_term"),
            type="tertiary",
            on_click=_take_out,
            args=(code, place),
        )
        fields_by_path(
            [f"offers[{code}].terms[{name}].{each.name}" for each in dataclasses.fields(term)], lang, columns=3
        )
        remedy = next(each for each in claim.remedies if each.code == offer.remedy)
        follows = consequence_of(term, claim.case, remedy, life)
        if follows is not None:
            st.caption(say(lang, f"terms.{term.key}.consequence", **follows))
        wait_fields(code, term.key, lang)


def wait_fields(code: str, what: str, lang: str) -> None:
    """What the remedy or a term waits for; with an event, when it comes and how likely."""
    code_field(
        f"wait_{code}_{what}",
        say(lang, "offers.waits"),
        (NOTHING, *EVENTS),
        lambda each: say(lang, f"wait_event.{each}"),
        lambda d: _event(d, code, what),
        lambda d, event: _waiting(d, code, what, event),
        lang,
    )
    place = next((at for at, wait in enumerate(offer_of(claim_session().claim, code).waits) if wait.what == what), None)
    if place is not None:
        fields_by_path([f"offers[{code}].waits[{place}].{name}" for name in ("days", "chance")], lang)


def closure_card(code: str, lang: str) -> None:
    """Which orders the option covers, whether it is full and final; without release, the chance that the claim comes
    back."""
    with st.container(border=True):
        st.markdown(f"**{say(lang, 'offers.closure')}**")
        fields_by_path([f"offers[{code}].closure.{name}" for name in CLOSED], lang, columns=3)
        if not offer_of(claim_session().claim, code).closure.full_and_final:
            fields_by_path([f"offers[{code}].closure.{name}" for name in REOPENED], lang, columns=3)


def offer_of(dossier: Dossier, code: str) -> Offer:
    """The option under a code."""
    return next((offer for offer in dossier.offers if offer.code == code), Offer(code, ""))


def _event(dossier: Dossier, code: str, what: str) -> str:
    return next((wait.event for wait in offer_of(dossier, code).waits if wait.what == what), NOTHING)


def _waiting(dossier: Dossier, code: str, what: str, event: Any) -> Dossier:
    """The dossier with another event for what waits, or none; ranges of waits go, since rows may have moved."""
    offer = offer_of(dossier, code)
    known = next((wait for wait in offer.waits if wait.what == what), Wait(what))
    others = tuple(wait for wait in offer.waits if wait.what != what)
    waits = others if event in (NOTHING, None) else (*others, replace(known, event=event))
    ranges = tuple(each for each in dossier.ranges if not each.path.startswith(f"offers[{code}].waits"))
    return replace(
        dossier,
        offers=tuple(replace(each, waits=waits) if each.code == code else each for each in dossier.offers),
        ranges=ranges,
    )


def _take_out(code: str, place: int) -> None:
    commit_step("offers", lambda dossier: without_term(dossier, code, place))
