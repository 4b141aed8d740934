"""The four things that people argue about, beside the chart that they move: our share, number of orders, extra
orders, staying."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from negotiation.claim.checks.second_opinion import by_second_opinion, has_second_opinion
from negotiation.claim.defaults.default_rules import with_typed_value
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.summary.claim_summary import summarise
from negotiation.core.fields import SHARE, Translated, Unit
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import localized
from negotiation.model.lifetime.chance_of_staying import Judgement
from negotiation.model.terms import CreditOverOrders, CustomerShare, ExtraOrders, RepaymentOverOrders
from negotiation.model.valuation.offer import NO_DEAL
from negotiation.presentation.common.escaping import for_markdown
from negotiation.presentation.common.labels import option_label
from negotiation.web.session.claim_session import claim_session, replace_claim, summary_now
from negotiation.web.session.view_state import choice_box
from negotiation.web.widgets.field_widgets import plain_number_field, slider_with_field, words_field

SHARED = (CustomerShare, RepaymentOverOrders)
PAID_OVER = (RepaymentOverOrders, CreditOverOrders)
MOST_ORDERS = 24
"""How far the sliders for numbers of orders go."""


def levers(lang: str) -> None:
    """Draw the levers. What nobody moves stays as it is in the claim, also where options differ."""
    claim = claim_session().claim
    orders = _unit_of(RepaymentOverOrders, "orders").within(high=MOST_ORDERS)
    extra = _unit_of(ExtraOrders, "orders").within(high=MOST_ORDERS)
    for name, field, unit, terms in (
        ("our_share", "share", SHARE, SHARED),
        ("orders", "orders", orders, PAID_OVER),
        ("extra", "orders", extra, (ExtraOrders,)),
    ):
        places = _places(claim, terms)
        if places:
            labels = for_markdown(
                " / ".join(option_label(claim, claim.offers[offer].code, lang) for offer, _ in places)
            )
            help = f"{say(lang, f'page.options.{name}_help')}\n\n{say(lang, 'page.options.moves', labels=labels)}"
            value = _read(terms, field)(claim)
            slider_with_field(
                name,
                say(lang, f"page.options.{name}"),
                unit.within(high=max(unit.high, value)),
                *_bound(name, terms, field),
                help,
                lang,
            )
    _staying(lang)


def _unit_of(term: type[Any], field: str) -> Unit:
    unit: Unit = term.__dataclass_fields__[field].metadata["unit"]
    return unit


def _pays_all(code: str, term: Any) -> bool:
    """A customer who pays all is an option of its own: our share leaves it alone, unless it was the lever that moved
    it there."""
    pinned = next((offer for offer in claim_session().base.offers if offer.code == code), None)
    shares = [each.share for each in pinned.terms if isinstance(each, type(term))] if pinned else []
    return term.share >= 1.0 and (not shares or shares[0] >= 1.0)


def _places(dossier: Dossier, terms: tuple[type[Any], ...]) -> list[tuple[int, int]]:
    """Offer and place of every term that a lever moves."""
    return [
        (offer, place)
        for offer, each in enumerate(dossier.offers)
        for place, term in enumerate(each.terms)
        if isinstance(term, terms) and not (terms is SHARED and _pays_all(each.code, term))
    ]


def _read(terms: tuple[type[Any], ...], field: str) -> Callable[[Dossier], float]:
    def read(dossier: Dossier) -> float:
        places = _places(dossier, terms) or _any_place(dossier, terms)
        offer, place = places[0]
        return float(getattr(dossier.offers[offer].terms[place], field))

    return read


def _any_place(dossier: Dossier, terms: tuple[type[Any], ...]) -> list[tuple[int, int]]:
    return [
        (offer, place)
        for offer, each in enumerate(dossier.offers)
        for place, term in enumerate(each.terms)
        if isinstance(term, terms)
    ]


def _bound(
    name: str, terms: tuple[type[Any], ...], field: str
) -> tuple[Callable[[Dossier], float], Callable[[Dossier, float], Dossier]]:
    """How the lever reads its figure from the first option that it moves, and puts a new one into all of them."""
    turned = name == "our_share"
    read = _read(terms, field)

    def put_value(dossier: Dossier, value: float) -> Dossier:
        figure = round(1.0 - value, 9) if turned else value
        for offer, place in _places(dossier, terms):
            dossier = with_typed_value(
                dossier,
                f"offers[{dossier.offers[offer].code}].terms[{dossier.offers[offer].terms[place].key}].{field}",
                figure,
            )
        return dossier

    return (lambda dossier: round(1.0 - read(dossier), 9)) if turned else read, put_value


def _staying(lang: str) -> None:
    """The chance of staying of one option at a time, with who judged it and why; back to the default curve with one
    button."""
    claim, before = claim_session().claim, summary_now()
    codes = [outcome.code for outcome in before.outcomes]
    chosen = choice_box(
        "staying_of",
        say(lang, "page.options.option"),
        codes,
        lambda code: option_label(claim, code, lang),
        before.verdict.code,
    )
    help = say(lang, "page.options.staying_help")

    def read(dossier: Dossier) -> float:
        return (
            float(summary_now().outcome(chosen).staying)
            if dossier is claim_session().claim
            else float(before.outcome(chosen).staying)
        )

    def judge(dossier: Dossier, chance: float) -> Dossier:
        who, why = (
            Translated(say("en", key), say("zh", key)) for key in ("page.options.changed_who", "page.options.changed")
        )
        old = _judgement(dossier, chosen)
        kept = old is not None and old.who == who
        return _judged(dossier, chosen, Judgement(chance, who, old.why if old is not None and kept else why))

    slider_with_field(f"staying_{chosen}", say(lang, "page.options.staying"), SHARE, read, judge, help, lang)
    judgement = _judgement(claim, chosen)
    if judgement is None:
        st.caption(say(lang, "page.options.by_curve"))
    else:
        _reason(chosen, judgement, lang)
    _second(chosen, lang)


def _reason(chosen: str, judgement: Judgement, lang: str) -> None:
    """Why the chance was judged so, and the way back to the default curve."""
    words_field(
        f"why_{chosen}",
        say(lang, "page.options.reason", who=for_markdown(str(localized(judgement.who, lang)))),
        lambda dossier: getattr(_judgement(dossier, chosen), "why", ""),
        lambda dossier, why: _judged(dossier, chosen, replace(_judgement(dossier, chosen) or judgement, why=why)),
        lang,
        placeholder=say(lang, "page.options.why_placeholder"),
    )
    st.button(
        say(lang, "page.options.to_curve"),
        key="to_curve",
        type="tertiary",
        on_click=lambda: replace_claim(_judged(claim_session().claim, chosen, None)),
    )


def _second(chosen: str, lang: str) -> None:
    """What someone else judges, and what the verdict would be by that."""
    claim = claim_session().claim
    known = _judgement(claim, chosen, "second_opinion")

    def read(dossier: Dossier) -> Any:
        found = _judgement(dossier, chosen, "second_opinion")
        return None if found is None else found.chance

    def put_chance(dossier: Dossier, chance: Any) -> Dossier:
        old = _judgement(dossier, chosen, "second_opinion")
        opinion = None if chance is None else replace(old, chance=chance) if old is not None else Judgement(chance)
        return _judged(dossier, chosen, opinion, "second_opinion")

    label = say(lang, "page.options.second")
    plain_number_field(
        f"second_{chosen}",
        label,
        SHARE,
        read,
        put_chance,
        lang,
        optional=True,
        placeholder="–",
        help=say(lang, "page.options.second_help"),
    )
    if known is not None:
        for name in ("who", "why"):
            words_field(
                f"second_{name}_{chosen}",
                say(lang, f"field.judgement.{name}"),
                *_second_words(chosen, name, known),
                lang,
            )
    if has_second_opinion(claim):
        other = summarise(by_second_opinion(claim))
        same = other.verdict.code == summary_now().verdict.code
        verdict = for_markdown(option_label(claim, other.verdict.code, lang))
        st.caption(say(lang, f"page.options.second_{'same' if same else 'other'}", label=verdict))


def _second_words(
    chosen: str, name: str, known: Judgement
) -> tuple[Callable[[Dossier], Any], Callable[[Dossier, Any], Dossier]]:
    """How a text field reads and puts who judged, or why."""

    def read(dossier: Dossier) -> Any:
        return getattr(_judgement(dossier, chosen, "second_opinion"), name, "")

    def put_words(dossier: Dossier, typed_words: Any) -> Dossier:
        opinion = _judgement(dossier, chosen, "second_opinion") or known
        changed = replace(opinion, who=typed_words) if name == "who" else replace(opinion, why=typed_words)
        return _judged(dossier, chosen, changed, "second_opinion")

    return read, put_words


def _judgement(dossier: Dossier, code: str, name: str = "staying") -> Judgement | None:
    owners = [dossier.no_deal] if code == NO_DEAL else [offer for offer in dossier.offers if offer.code == code]
    return next((getattr(owner, name) for owner in owners), None)


def _judged(dossier: Dossier, code: str, judgement: Judgement | None, name: str = "staying") -> Dossier:
    values: dict[str, Any] = {name: judgement}
    if code == NO_DEAL:
        return replace(dossier, no_deal=replace(dossier.no_deal, **values))
    return replace(
        dossier, offers=tuple(replace(offer, **values) if offer.code == code else offer for offer in dossier.offers)
    )
