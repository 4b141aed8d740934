"""The builder: the options on the table, each a remedy and cards of terms. Start from a named option or from
nothing; everything moves at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from negotiation.claim.defaults.option_presets import MOST_OPTIONS, PACKAGES, with_package, with_term
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.summary.claim_summary import Summary
from negotiation.i18n.catalogue import messages, say
from negotiation.model.terms import GROUPS, TERMS
from negotiation.model.valuation.conditions import THE_REMEDY
from negotiation.model.valuation.offer import NO_DEAL, Offer
from negotiation.model.valuation.term_conflicts import TermConflict, term_conflicts
from negotiation.presentation.common.labels import option_label, remedy_label
from negotiation.web.options.term_cards import closure_card, offer_of, term_card, wait_fields
from negotiation.web.session.claim_session import claim_session, commit_step
from negotiation.web.session.session_state import fold
from negotiation.web.session.view_state import choice_box, preselect
from negotiation.web.widgets.field_widgets import code_field, refusal, words_field


def open_builder(code: str) -> None:
    """Open the builder at an option."""
    fold("section_offers").put(True)
    if code != NO_DEAL:
        preselect("edited", code)


def offers_editor(summary: Summary, lang: str) -> None:
    """One option at a time: which one, what it comes to, how the goods are put right, its terms as cards, what it
    closes."""
    claim = claim_session().claim
    codes = [offer.code for offer in claim.offers]
    code = (
        choice_box("edited", say(lang, "page.options.option"), codes, lambda each: option_label(claim, each, lang))
        if codes
        else ""
    )
    _buttons(code, lang)
    refusal("offers", lang)
    if not code:
        return
    _outcome(summary, code, lang)
    left, middle, right = st.columns(3)
    with left:
        words_field(
            f"offer_name_{code}",
            say(lang, "field.offer.name"),
            lambda d: offer_of(d, code).name,
            lambda d, name: with_offer(d, code, name=name),
            lang,
            placeholder=option_label(
                replace(claim, offers=tuple(replace(each, name="") for each in claim.offers)), code, lang
            ),
        )
    with middle:
        remedies = [remedy.code for remedy in claim.remedies]
        code_field(
            f"offer_remedy_{code}",
            say(lang, "offers.remedy"),
            remedies,
            lambda each: remedy_label(claim, each, lang),
            lambda d: offer_of(d, code).remedy,
            lambda d, remedy: with_offer(d, code, remedy=remedy),
            lang,
        )
    with right:
        wait_fields(code, THE_REMEDY, lang)
    _objections(claim, code, lang)
    offer = offer_of(claim, code)
    if not offer.terms:
        st.caption(say(lang, "offers.no_terms"))
    for place in range(len(offer.terms)):
        term_card(code, place, summary.life.stream, lang)
    _add_terms(offer, lang)
    closure_card(code, lang)


def _buttons(code: str, lang: str) -> None:
    """New from a package, copy, remove."""
    count = len(claim_session().claim.offers)
    full = count >= MOST_OPTIONS
    with st.container(horizontal=True, gap="small"):
        why = say(lang, "offers.full") if full else None
        with st.popover(
            say(lang, "offers.add"), icon=":material/add:", disabled=full, help=why, key=f"offer_new_{count}"
        ):  # closed by an option more
            st.caption(say(lang, "offers.add_from"))
            for package in PACKAGES:
                st.button(
                    say(lang, f"package.{package}"),
                    key=f"package_{package}",
                    on_click=_add,
                    args=(package,),
                    width="stretch",
                )
        if code:
            st.button(
                say(lang, "header.duplicate"),
                key="offer_duplicate",
                icon=":material/content_copy:",
                disabled=full,
                on_click=_duplicate,
                args=(code, lang),
            )
            st.button(
                say(lang, "header.remove"), key="offer_remove", icon=":material/delete:", on_click=_remove, args=(code,)
            )


def _outcome(summary: Summary, code: str, lang: str) -> None:
    """What the option comes to as it stands, so that nobody has to scroll back to the chart."""
    found = next((outcome for outcome in summary.outcomes if outcome.code == code), None)
    if found is not None:
        numbers = {"net": found.net, "cost": found.claim_cost, "better": found.better_for_them}
        st.markdown(say(lang, "offers.here", currency=summary.dossier.case.currency, **numbers))


def _objections(claim: Dossier, code: str, lang: str) -> None:
    """What speaks against the combination."""
    found = term_conflicts(claim.case, claim.remedies, offer_of(claim, code))
    if found:
        lines = [_objection(each, lang) for each in found]
        title = say(lang, "objection.title")
        st.warning("\n".join([f"**{title}**", "", *(f"- {line}" for line in lines)]), icon=":material/join_inner:")


def _objection(found: TermConflict, lang: str) -> str:
    own = f"terms.{found.about}.{found.code}"
    why = say(lang, own if own in messages(lang) else f"objection.{found.code}")
    return f"{say(lang, f'terms.{found.about}.name')}: {why}" if found.about else why


def _add_terms(offer: Offer, lang: str) -> None:
    """The terms that can be added, by group."""
    st.markdown(f"**{say(lang, 'offers.add_term')}**")
    group = st.segmented_control(
        say(lang, "offers.add_group"),
        GROUPS,
        key="term_group",
        default=GROUPS[0],
        required=True,
        persist_state="session",
        wrap=True,
        format_func=lambda each: say(lang, f"term_group.{each}"),
        label_visibility="collapsed",
    )
    there = {term.key for term in offer.terms}
    with st.container(horizontal=True, gap="small"):
        for term in (each for each in TERMS if each.group == group):
            st.button(
                say(lang, f"terms.{term.key}.name"),
                key=f"add_{offer.code}_{term.key}",
                icon=":material/add:",
                disabled=term.key in there,
                help=say(lang, f"terms.{term.key}.help"),
                on_click=_add_term,
                args=(offer.code, term),
            )


def with_offer(dossier: Dossier, code: str, **values: Any) -> Dossier:
    """The dossier with other values in one option."""
    return replace(
        dossier, offers=tuple(replace(offer, **values) if offer.code == code else offer for offer in dossier.offers)
    )


def _add_term(code: str, term: type[Any]) -> None:
    commit_step("offers", lambda dossier: with_term(dossier, code, term))


def _free(dossier: Dossier, stem: str) -> str:
    taken = {offer.code for offer in dossier.offers}
    return next(code for code in (stem, *(f"{stem}_{number}" for number in range(2, 200))) if code not in taken)


def _add(package: str) -> None:
    code = _free(claim_session().claim, package if package != "nothing" else "own_option")
    if len(claim_session().claim.offers) < MOST_OPTIONS and commit_step(
        "offers", lambda dossier: with_package(dossier, package, code)
    ):
        preselect("edited", code)


def _duplicate(code: str, lang: str) -> None:
    """The same terms under a new code; the copy gets a name of its own, so that both can be told apart."""
    claim = claim_session().claim
    copy, label = _free(claim, code), option_label(claim, code, lang)
    name = say(lang, "offers.copy", label=label)

    def change(dossier: Dossier) -> Dossier:
        place = [offer.code for offer in dossier.offers].index(code) + 1
        twin = replace(offer_of(dossier, code), code=copy, name=name[:200])
        head = f"offers[{code}]"
        notes = [
            replace(
                note,
                path=f"offers[{copy}]{note.path[len(head) :]}",
                origin="assumption" if note.origin == "default" else note.origin,
            )
            for note in dossier.notes
            if note.path.startswith(head)
        ]
        ranges = [
            replace(each, path=f"offers[{copy}]{each.path[len(head) :]}")
            for each in dossier.ranges
            if each.path.startswith(head)
        ]
        offers = (*dossier.offers[:place], twin, *dossier.offers[place:])
        return replace(dossier, offers=offers, notes=(*dossier.notes, *notes), ranges=(*dossier.ranges, *ranges))

    if commit_step("offers", change):
        preselect("edited", copy)


def _remove(code: str) -> None:
    def change(dossier: Dossier) -> Dossier:
        head = f"offers[{code}]"
        return replace(
            dossier,
            offers=tuple(offer for offer in dossier.offers if offer.code != code),
            notes=tuple(note for note in dossier.notes if not note.path.startswith(head)),
            ranges=tuple(each for each in dossier.ranges if not each.path.startswith(head)),
        )

    commit_step("offers", change)
