"""The equal offers as cards: each can become an option of the claim; the one that the customer chose becomes one,
and leads to the agreement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from negotiation.claim.defaults.option_presets import MOST_OPTIONS
from negotiation.claim.document.dossier import Dossier, plain_values
from negotiation.claim.summary.bargaining_summary import Bargain
from negotiation.claim.summary.claim_summary import Summary
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import localized
from negotiation.model.bargaining.equal_offers import EqualOffer
from negotiation.model.bargaining.negotiation_log import SIDES, Said
from negotiation.model.rework.remedy import Remedy
from negotiation.model.valuation.offer import Offer
from negotiation.presentation.bargaining.text import equal_offer_rows
from negotiation.presentation.common.escaping import for_markdown
from negotiation.presentation.common.labels import option_label
from negotiation.web.session.claim_session import claim_session, commit_step
from negotiation.web.session.session_state import OFFER_TAKEN, fold
from negotiation.web.session.view_state import preselect
from negotiation.web.shell.workflow_stepper import PAGE_OF_STEP
from negotiation.web.widgets.field_widgets import refusal


def equal_offer_cards(words: Summary, found: Bargain, lang: str) -> None:
    """Draw the cards, and what follows once one was chosen."""
    rows = equal_offer_rows(words, found, lang)
    if not rows:
        return
    for column, row, item in zip(st.columns(len(rows)), rows, found.menu, strict=True):
        with column, st.container(border=True):
            st.markdown(f"**{row['letter']} · {row['lead']}**")
            st.markdown(row["what"])
            st.caption(f"{row['cost']}  \n{row['worth']}  \n{row['liked']}")
            there = option_of(claim_session().claim, item.offer)
            full = len(claim_session().claim.offers) >= MOST_OPTIONS
            st.button(
                say(lang, "negotiate.to_options"),
                key=f"menu_add_{row['letter']}",
                icon=":material/add:",
                disabled=full or bool(there),
                on_click=_to_options,
                args=(item,),
            )
            st.button(
                say(lang, "negotiate.chosen"),
                key=f"menu_chosen_{row['letter']}",
                icon=":material/check:",
                on_click=_chosen,
                args=(item, lang),
                help=say(lang, "negotiate.chosen_help"),
                disabled=full and not there,
            )
    st.caption(say(lang, "negotiate.menu_note"))
    refusal("menu", lang)
    _taken(lang)


def _taken(lang: str) -> None:
    """What the customer chose is an option now: on to the agreement, unless it is written down already."""
    claim, code = claim_session().claim, str(OFFER_TAKEN.get())
    log = claim.talks.log
    if (
        not log
        or not log[-1].chosen
        or claim.follow_up.offer == code
        or code not in [offer.code for offer in claim.offers]
    ):
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        label = for_markdown(str(localized(option_label(claim, code, lang), lang)))
        st.markdown(f":material/check_circle: {say(lang, 'negotiate.taken', label=label)}", width="content")
        page, folded = PAGE_OF_STEP["follow_up"]
        if st.button(say(lang, "negotiate.write_down"), key="menu_agree", icon=":material/handshake:", type="primary"):
            fold(folded).put(True)
            preselect("follow_option", code)
            st.switch_page(
                st.Page(lambda: None, title=say(lang, f"page.{page}.title"), url_path=page), query_params={"lang": lang}
            )


def option_of(dossier: Dossier, offer: Offer) -> str:
    """The code of the option that promises just what an offer does; empty where there is none."""
    wanted = plain_values((offer.remedy, offer.terms))
    return next((each.code for each in dossier.offers if plain_values((each.remedy, each.terms)) == wanted), "")


def with_option(dossier: Dossier, offer: Offer) -> Dossier:
    """The dossier with an offer among its options, under a code that is free; an option that promises the same
    stands for it."""
    if option_of(dossier, offer):
        return dossier
    taken = {each.code for each in dossier.offers}
    code = next(
        code for code in (offer.code, *(f"{offer.code}_{number}" for number in range(2, 99))) if code not in taken
    )
    known = offer.remedy in {remedy.code for remedy in dossier.remedies}
    remedies = dossier.remedies if known else (*dossier.remedies, Remedy(offer.remedy, "accept_as_is"))
    return replace(dossier, remedies=remedies, offers=(*dossier.offers, replace(offer, code=code)))


def _to_options(item: EqualOffer) -> None:
    commit_step("menu", lambda dossier: with_option(dossier, item.offer))


def _chosen(item: EqualOffer, lang: str) -> None:
    """Into the log and among the options, as one step."""
    said = Said(date.today(), SIDES[1], 0.0, say(lang, "negotiate.chose"), item.lead)

    def change(dossier: Dossier) -> Dossier:
        found = with_option(dossier, item.offer)
        return with_log(found, (*found.talks.log, said))

    if commit_step("menu", change):
        OFFER_TAKEN.put(option_of(claim_session().claim, item.offer))


def with_log(dossier: Dossier, log: tuple[Said, ...]) -> Dossier:
    """The dossier with a log, in the order of its days."""
    return replace(dossier, talks=replace(dossier.talks, log=tuple(sorted(log, key=lambda said: said.on))))
