"""The claims of the book as a table: searched, filtered, and each a step away from its own pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import streamlit as st

from negotiation.claim.edits.from_register import claim_from_entry
from negotiation.finance.register.entry import OPEN_STAGES
from negotiation.finance.register.register import Register
from negotiation.i18n.catalogue import say
from negotiation.model.facts.case import STAGES
from negotiation.presentation.exposure.register_text import group_label
from negotiation.presentation.exposure.text import COLUMNS, OWN, claim_rows, claim_why, major_units
from negotiation.services.view_register import RegisterView
from negotiation.web.session.claim_repository import is_entry_saved, open_saved_claim
from negotiation.web.session.claim_session import claim_session, open_claim
from negotiation.web.session.register_session import entries_in, notes_of
from negotiation.web.session.session_state import REGISTER_CLAIM_OPENED
from negotiation.web.session.view_state import choice_box
from negotiation.web.widgets.chart_with_downloads import table_with_downloads
from negotiation.web.widgets.field_widgets import refusal

MOST = 200
ADDED = ("provided", "why", "net", "credits", "class")
"""Columns that are worked out and stand in no entry."""
SEARCHED = ("code", "title", "customer", "owner", "team", "cause")


def claims_fold(book: RegisterView, lang: str) -> None:
    """Draw the fold."""
    left, right = st.columns([3, 2])
    text = left.text_input(
        say(lang, "exposure_page.search"),
        key="claims_search",
        max_chars=100,
        placeholder=say(lang, "exposure_page.search_hint"),
    )
    stages = right.multiselect(
        say(lang, "exposure_page.stages"),
        STAGES,
        OPEN_STAGES,
        key="claims_stages",
        format_func=lambda code: say(lang, f"stage.{code}"),
    )
    places = found_in(book, text, stages, lang)
    shown = places[:MOST]
    heads = {
        name: say(lang, f"exposure_page.head_{name}" if name in ADDED else f"field.entry.{name}") for name in COLUMNS
    }
    rows = claim_rows(book.position, shown, lang)
    st.caption(say(lang, "exposure_page.claims_shown", shown=len(shown), count=len(places)))
    st.caption(_summed(book, shown, lang))
    table_with_downloads(
        "claims",
        heads,
        rows,
        say(lang, "exposure_page.claims_title"),
        lang,
        (*OWN, "chance", "provided", "net", "credits"),
        notes=notes_of(book, lang),
        day=book.today,
    )
    _drill(book, shown, lang)


def _summed(book: RegisterView, shown: Sequence[int], lang: str) -> str:
    """What the claims shown add up to of the net exposure, and what is left on others."""
    found = book.position
    here, every = (
        major_units(found, int(amounts.sum()))
        for amounts in (found.converted.lines.net[list(shown)], found.converted.lines.net)
    )
    key = "claims_sum" if round(every - here, found.converted.digits) else "claims_sum_all"
    return say(lang, f"exposure_page.{key}", shown=here, rest=every - here, currency=book.currency)


def found_in(book: RegisterView, text: str, stages: Sequence[str], lang: str) -> list[int]:
    """Places of the claims in one of the stages in which every word is found, the most exposed first."""
    register = book.position.converted.register
    words = text.casefold().split()
    net = book.position.converted.lines.net
    order = np.lexsort((register.code.astype(str), -register.claimed, -net))

    def has(place: int) -> bool:
        if not words:
            return True
        cause = group_label("cause", str(register.cause[place]), lang)
        hay = " ".join([*(str(getattr(register, name)[place]) for name in SEARCHED), cause]).casefold()
        return all(word in hay for word in words)

    return [int(place) for place in order if str(register.stage[place]) in stages and has(int(place))]


def _drill(book: RegisterView, places: Sequence[int], lang: str) -> None:
    """One of the claims shown, to lay it open."""
    if not places:
        return
    register = book.position.converted.register
    names = {str(register.code[place]): _named(register, place, lang) for place in places}
    left, right = st.columns([4, 2], vertical_alignment="bottom")
    with left:
        code = choice_box(
            "claims_one", say(lang, "exposure_page.which"), list(names), lambda each: names.get(each, each)
        )
    st.markdown(
        "\n".join(
            f"- {line}"
            for line in claim_why(
                book.position, next(each for each in places if str(register.code[each]) == code), lang
            )
        )
    )
    right.button(
        say(lang, "exposure_page.open_claim"),
        key="claims_open",
        icon=":material/open_in_new:",
        on_click=open_register_claim,
        args=(book, code),
    )


def _named(register: Register, place: int, lang: str) -> str:
    customer = group_label("customer", str(register.customer[place]), lang)
    return " · ".join(part for part in (str(register.code[place]), customer, str(register.title[place])) if part)


def open_register_claim(book: RegisterView, code: str) -> None:
    """Lay a claim of the book open; `to_opened` then goes to its page."""
    if book.kind == "store":
        open_saved_claim(code)
    else:
        entry = next(each for each in entries_in(book) if each.code == code)
        if book.kind == "file" and is_entry_saved(entry):
            open_saved_claim(code)
        else:
            open_claim(claim_from_entry(entry, date.today()), "own", keep=True)
    REGISTER_CLAIM_OPENED.put(not claim_session().refused.get("shelf"))


def to_opened(lang: str) -> None:
    """Go to the page of the claim that was just laid open; where it could not be, say why."""
    if REGISTER_CLAIM_OPENED.take():
        st.switch_page(
            st.Page(lambda: None, title=say(lang, "page.claim.title"), url_path="claim"), query_params={"lang": lang}
        )
    refusal("shelf", lang)
