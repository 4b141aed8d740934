"""The options on the table: duplicate, rename, remove, add; the remedy, and each term with its fields, made from the terms' declarations."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from typing import Any

import streamlit as st

from negotiation.charts import option_label, remedy_label
from negotiation.dossier import Dossier
from negotiation.pages.desk import act, desk
from negotiation.pages.form import choose, number, one_of, refusal, text
from negotiation.rework import Remedy
from negotiation.settlement import Offer
from negotiation.starting import typed
from negotiation.terms import TERMS, Term
from negotiation.words import say


def offers_editor(lang: str) -> None:
    """One option at a time."""
    claim = desk().claim
    codes = [offer.code for offer in claim.offers]
    if not codes:
        st.button(say(lang, "offers.add"), key="offer_add", icon=":material/add:", on_click=_add)
        return
    code = choose("edited", say(lang, "page.options.option"), codes, lambda each: option_label(claim, each, lang))
    place = codes.index(code)
    with st.container(horizontal=True, gap="small"):
        st.button(say(lang, "offers.add"), key="offer_add", icon=":material/add:", on_click=_add)
        st.button(say(lang, "header.duplicate"), key="offer_duplicate", icon=":material/content_copy:", on_click=_duplicate, args=(code, lang))
        st.button(say(lang, "header.remove"), key="offer_remove", icon=":material/delete:", on_click=_remove, args=(code,))
    refusal("offers", lang)
    left, right = st.columns(2)
    with left:
        text(f"offer_name_{code}", say(lang, "field.offer.name"), lambda d: _offer(d, code).name, lambda d, name: _with(d, code, name=name), lang,
             placeholder=option_label(replace(claim, offers=tuple(replace(each, name="") for each in claim.offers)), code, lang))  # fmt: skip
    with right:
        remedies = [remedy.code for remedy in claim.remedies]
        one_of(f"offer_remedy_{code}", say(lang, "field.offer.remedy"), remedies, lambda each: remedy_label(claim, each, lang),
               lambda d: _offer(d, code).remedy, lambda d, remedy: _with(d, code, remedy=remedy), lang)  # fmt: skip
    for term in TERMS:
        _term(code, place, term, lang)


def _term(code: str, place: int, term: Any, lang: str) -> None:
    """Whether the term is part of the option, and its fields while it is."""
    offer = desk().claim.offers[place]
    index = next((number for number, each in enumerate(offer.terms) if isinstance(each, term)), None)
    key = f"term_{code}_{term.key}_{index is not None}"
    st.toggle(say(lang, f"terms.{term.key}.name"), index is not None, key=key, help=say(lang, f"terms.{term.key}.help"), on_change=_toggle, args=(code, term))
    if index is None:
        return
    fields = dataclasses.fields(term)
    for column, field in zip(st.columns(len(fields)), fields, strict=True):
        path = f"offers[{code}].terms[{term.key}].{field.name}"

        def read(dossier: Dossier, name: str = field.name, default: Any = field.default) -> Any:
            return next((getattr(each, name) for each in _offer(dossier, code).terms if isinstance(each, term)), default)

        with column:
            label = say(lang, f"field.{term.key}.{field.name}")
            number(f"term_{code}_{term.key}_{field.name}", label, field.metadata["unit"], read, _putter(path), lang)


def _putter(path: str) -> Any:
    return lambda dossier, value: typed(dossier, path, value)


def _offer(dossier: Dossier, code: str) -> Offer:
    return next((offer for offer in dossier.offers if offer.code == code), Offer(code, ""))


def _with(dossier: Dossier, code: str, **values: Any) -> Dossier:
    return replace(dossier, offers=tuple(replace(offer, **values) if offer.code == code else offer for offer in dossier.offers))


def _toggle(code: str, term: type[Term]) -> None:
    def change(dossier: Dossier) -> Dossier:
        terms = _offer(dossier, code).terms
        kept = tuple(each for each in terms if not isinstance(each, term))
        added: tuple[Any, ...] = () if len(kept) < len(terms) else (term(),)
        order = [each for kind in TERMS for each in (*kept, *added) if isinstance(each, kind)]
        notes = tuple(note for note in dossier.notes if not note.path.startswith(f"offers[{code}].terms[{term.key}]"))
        return replace(_with(dossier, code, terms=tuple(order)), notes=notes)

    act("offers", change)


def _free(dossier: Dossier, stem: str) -> str:
    taken = {offer.code for offer in dossier.offers}
    return next(code for code in (stem, *(f"{stem}_{number}" for number in range(2, 200))) if code not in taken)


def _show(code: str) -> None:
    st.session_state["chosen_edited"] = code


def _add() -> None:
    claim = desk().claim
    code = _free(claim, "own_option")

    def change(dossier: Dossier) -> Dossier:
        remedies = dossier.remedies or (Remedy("as_is", "accept_as_is"),)
        return replace(dossier, remedies=remedies, offers=(*dossier.offers, Offer(code, remedies[0].code)))

    if act("offers", change):
        _show(code)


def _duplicate(code: str, lang: str) -> None:
    """The same terms under a new code; the copy gets a name of its own, so that both can be told apart."""
    claim = desk().claim
    copy, label = _free(claim, code), option_label(claim, code, lang)
    name = say(lang, "offers.copy", label=label)

    def change(dossier: Dossier) -> Dossier:
        place = [offer.code for offer in dossier.offers].index(code) + 1
        twin = replace(_offer(dossier, code), code=copy, name=name[:200])
        head = f"offers[{code}]"
        notes = [replace(note, path=f"offers[{copy}]{note.path[len(head) :]}", origin="assumption" if note.origin == "default" else note.origin)
                 for note in dossier.notes if note.path.startswith(head)]  # fmt: skip
        return replace(dossier, offers=(*dossier.offers[:place], twin, *dossier.offers[place:]), notes=(*dossier.notes, *notes))

    if act("offers", change):
        _show(copy)


def _remove(code: str) -> None:
    def change(dossier: Dossier) -> Dossier:
        notes = tuple(note for note in dossier.notes if not note.path.startswith(f"offers[{code}]"))
        return replace(dossier, offers=tuple(offer for offer in dossier.offers if offer.code != code), notes=notes)

    act("offers", change)
