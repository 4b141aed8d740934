"""The four things that people argue about, beside the chart that they move: our share, number of orders, extra orders, staying."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from negotiation.charts import for_markdown, option_label
from negotiation.dossier import Dossier
from negotiation.lifetime import Judgement
from negotiation.pages.form import choose, forget_levers, lever, moved_to
from negotiation.settlement import NO_DEAL, Offer
from negotiation.summary import summarise
from negotiation.terms import CreditOverOrders, CustomerShare, ExtraOrders, RepaymentOverOrders
from negotiation.units import SHARE, Translated, Unit
from negotiation.words import say

SHARED = (CustomerShare, RepaymentOverOrders)
PAID_OVER = (RepaymentOverOrders, CreditOverOrders)
MOST_ORDERS = 24
"""How far the sliders for numbers of orders go."""


def levers(dossier: Dossier, lang: str) -> Dossier:
    """Draw the levers and return the dossier with those that were moved put in; what nobody moved stays as it is on file."""
    st.markdown(f"**{say(lang, 'page.options.levers')}**")
    orders = _unit_of(RepaymentOverOrders, "orders").within(high=MOST_ORDERS)
    extra = _unit_of(ExtraOrders, "orders").within(high=MOST_ORDERS)
    for name, field, unit, terms in (
        ("our_share", "share", SHARE, SHARED),
        ("orders", "orders", orders, PAID_OVER),
        ("extra", "orders", extra, (ExtraOrders,)),
    ):
        moved = [offer for offer in dossier.offers if _first(offer, terms)]
        if moved:
            value = float(getattr(_first(moved[0], terms), field))
            labels = for_markdown(" / ".join(option_label(dossier, offer.code, lang) for offer in moved))
            help = f"{say(lang, f'page.options.{name}_help')}\n\n{say(lang, 'page.options.moves', labels=labels)}"
            reach = unit.within(high=max(unit.high, value))
            entry = lever(name, say(lang, f"page.options.{name}"), reach, 1.0 - value if name == "our_share" else value, help, lang)
            if entry is not None:
                value = round(1.0 - entry, 9) if name == "our_share" else entry
                dossier = replace(dossier, offers=tuple(_with(offer, terms, field, value) for offer in dossier.offers))
    dossier = _judged(dossier, lang)
    st.button(say(lang, "app.reset"), on_click=forget_levers, icon=":material/undo:", type="tertiary")
    return dossier


def _unit_of(term: type[Any], field: str) -> Unit:
    unit: Unit = term.__dataclass_fields__[field].metadata["unit"]
    return unit


def _movable(term: Any, terms: tuple[type[Any], ...]) -> bool:
    """A customer who pays all is an option of its own, not a shared cost: the lever of our share leaves it alone."""
    return isinstance(term, terms) and not (terms is SHARED and term.share >= 1.0)


def _first(offer: Offer, terms: tuple[type[Any], ...]) -> Any:
    return next((term for term in offer.terms if _movable(term, terms)), None)


def _with(offer: Offer, terms: tuple[type[Any], ...], field: str, value: float) -> Offer:
    moved: tuple[Any, ...] = tuple(replace(term, **{field: value}) if _movable(term, terms) else term for term in offer.terms)
    return replace(offer, terms=moved)


def _judged(dossier: Dossier, lang: str) -> Dossier:
    """The chance of staying of one option at a time; what was typed for the others is kept."""
    before = summarise(dossier)
    codes = [outcome.code for outcome in before.outcomes]
    chosen = choose("staying_of", say(lang, "page.options.option"), codes, lambda code: option_label(dossier, code, lang), before.verdict.code)
    help = say(lang, "page.options.staying_help")
    if lever(f"staying_{chosen}", say(lang, "page.options.staying"), SHARE, float(before.outcome(chosen).staying), help, lang) is not None:
        st.text_input(say(lang, "field.judgement.why"), key=f"why_{chosen}", placeholder=say(lang, "page.options.why_placeholder"), persist_state="session")
    offers = tuple(replace(offer, staying=_judgement(offer.code, offer.staying)) for offer in dossier.offers)
    return replace(dossier, offers=offers, no_deal=replace(dossier.no_deal, staying=_judgement(NO_DEAL, dossier.no_deal.staying)))


def _judgement(code: str, typed: Judgement | None) -> Judgement | None:
    """What the lever of an option says, as a judgement of the user's; the judgement on file where the lever was not moved."""
    chance = moved_to(f"staying_{code}")
    if chance is None:
        return typed
    who, why = (Translated(say("en", key), say("zh", key)) for key in ("page.options.changed_who", "page.options.changed"))
    return Judgement(chance, who, st.session_state.get(f"why_{code}") or why)
