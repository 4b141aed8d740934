"""Share: what goes to the customer and what stays with us, told apart, each seen before it is sent; and the words that only a person can write."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from negotiation.charts import escaped, for_markdown, option_label, verdict_headline
from negotiation.dossier import Dossier, value_at
from negotiation.export import Material, asked, gather, memo, proposal_sheet, stamp
from negotiation.export.pieces import TABLES
from negotiation.letters import (
    TONGUES,
    Message,
    Proposal,
    for_their_boss,
    for_their_customer,
    message,
    note_to_boss,
    offers_put,
    open_points,
    settlement_forms,
)
from negotiation.pages.alone import alone
from negotiation.pages.choosing import fold
from negotiation.pages.desk import act, desk, is_complete, summary_now
from negotiation.pages.fields import field
from negotiation.pages.form import one_of
from negotiation.pages.playbook_people import people_beside_the_message
from negotiation.pages.share_files import Setting, downloads
from negotiation.pages.shown import table
from negotiation.pages.standing import standing_line
from negotiation.starting import letter_from_playbook, typed
from negotiation.words import say

SIDES = ("customer", "internal")
PREVIEWS = {"customer": ("message", "sheet", "for_their_boss", "for_their_customer"), "internal": ("memo", "note", "due")}


def page(lang: str) -> None:
    """Everything below the header, worked out anew on its own."""
    alone(_all, lang)


def _all(lang: str) -> None:
    if not is_complete():
        st.subheader(say(lang, "page.options.empty"), anchor=False)
        st.markdown(say(lang, "share.empty"))
    else:
        _share(lang)


def material_now() -> Material:
    """What files are made of; kept until the claim or the day changes."""
    claim, today = desk().claim, date.today()
    known = st.session_state.get("material")
    if known is None or known[0] is not claim or known[1].made_on != today:
        known = (claim, gather(claim, today))
        st.session_state["material"] = known
    found: Material = known[1]
    return found


def _share(lang: str) -> None:
    material = material_now()
    found = material.proposal
    st.subheader(_headline(found, lang), anchor=False)
    st.markdown(verdict_headline(escaped(summary_now(), for_markdown), lang))
    side = str(st.segmented_control(say(lang, "share.side"), SIDES, key="share_side", default=SIDES[0], required=True, persist_state="session",
                                    format_func=lambda code: say(lang, f"share.{code}"), label_visibility="collapsed"))  # fmt: skip
    if side == "customer":
        st.badge(say(lang, "share.customer_badge"), icon=":material/outgoing_mail:", color="green")
    else:
        st.badge(say(lang, "share.internal_badge"), icon=":material/lock:", color="orange")
    standing_line(lang, put=offers_put(material.summary, material.table))
    files = st.container()
    left, right = st.columns([5, 3], gap="large")
    with right:
        setting = _setting(side, found, lang)
    with files:
        downloads(material, setting, lang)
    with left:
        if side == "customer":
            _for_the_customer(material, found, setting, lang)
        else:
            _for_us(material, setting, lang)
    if side == "customer":
        _forms(found, lang)


def _headline(found: Proposal, lang: str) -> str:
    points = len(open_points(found))
    key = "ready" if not points else "to_do"
    offered = "none" if not found.choices else "one" if len(found.choices) == 1 else "several"
    return say(lang, f"share.{key}", count=points, what=say(lang, f"share.what_{offered}", count=len(found.choices), answer_by=found.answer_by))


def _setting(side: str, found: Proposal, lang: str) -> Setting:
    tongues = TONGUES if side == "customer" else TONGUES[:2]
    first = lang if lang in tongues else TONGUES[0]
    tongue = str(st.segmented_control(say(lang, "share.tongue"), tongues, key=f"share_tongue_{side}", default=first, required=True, persist_state="session",
                                      format_func=lambda code: say(lang, f"share.tongue_{code}")))  # fmt: skip
    paper = str(st.segmented_control(say(lang, "share.paper"), ("a4", "letter"), key="share_paper", default="a4", required=True, persist_state="session",
                                     format_func=lambda code: say(lang, f"share.paper_{code}")))  # fmt: skip
    if side == "customer":
        _letter_fields(found, lang)
    return Setting(side, tongue, paper)


def _letter_fields(found: Proposal, lang: str) -> None:
    """What the letter says beside the figures; every entry is part of the claim."""
    st.markdown(f"**{say(lang, 'share.words')}**")
    field("letter.puts", lang)
    puts = desk().claim.letter.puts
    if desk().claim.offers and (puts == "one" or (puts == "automatic" and len(found.choices) < 2)):
        codes = ("", *(offer.code for offer in desk().claim.offers))

        def words(code: str) -> str:
            return option_label(desk().claim, code, lang) if code else say(lang, "share.recommended")

        def put(dossier: Dossier, value: str | None) -> Dossier:
            return typed(dossier, "letter.offer", value or "")

        one_of("f_letter.offer", say(lang, "field.letter.offer"), codes, words, lambda dossier: value_at(dossier, "letter.offer"), put, lang)
    lent = letter_from_playbook(desk().claim)
    for name in ("addressee", "sender", "heard", "cause", "answer_by", "form"):
        field(f"letter.{name}", lang)
        if name in lent and not value_at(desk().claim, f"letter.{name}"):
            st.button(say(lang, f"share.take_{name}"), key=f"share_take_{name}", icon=":material/content_copy:", on_click=_take, args=(name,))
    people_beside_the_message(lang)


def _take(name: str) -> None:
    """What the playbook knows, as words of the letter; the person sees them before anything is sent."""
    lent = letter_from_playbook(desk().claim)
    act(f"letter_{name}", lambda dossier: typed(dossier, f"letter.{name}", lent[name]))


def _for_the_customer(material: Material, found: Proposal, setting: Setting, lang: str) -> None:
    points = open_points(found)
    if points:
        with st.container(border=True):
            st.markdown(f":material/checklist: **{say(lang, 'share.before')}**\n" + "\n".join(f"- {say(lang, f'share.point_{code}')}" for code in points))
    chosen = _preview("customer", lang)
    if chosen == "sheet":
        mark = material.mark
        st.image(proposal_sheet(found, setting.tongue, mark, setting.paper, preview=True), caption=say(lang, "share.sheet_alt"))
    else:
        makers = {"message": message, "for_their_boss": for_their_boss, "for_their_customer": for_their_customer}
        _as_text(makers[chosen](found, setting.tongue), chosen, lang)
    st.caption(say(lang, "share.nothing_internal"))


def _for_us(material: Material, setting: Setting, lang: str) -> None:
    chosen, summary, day = _preview("internal", lang), material.summary, material.made_on
    if chosen == "memo":
        st.image(memo(summary, day, setting.tongue, setting.paper, preview=True), caption=say(lang, "share.memo_alt"))
    elif chosen == "note":
        _as_text(note_to_boss(summary, asked(summary, setting.tongue), stamp(summary, day, setting.tongue), day, setting.tongue), chosen, lang)
    else:
        heads, rows = TABLES["due"](material, lang, "")
        table("due", heads, rows, say(lang, "share.due"), lang)


def _preview(side: str, lang: str) -> str:
    codes = PREVIEWS[side]
    return str(st.segmented_control(say(lang, "share.preview"), codes, key=f"share_preview_{side}", default=codes[0], required=True, wrap=True,
                                    persist_state="session", label_visibility="collapsed",
                                    format_func=lambda code: say(lang, f"share.preview_{code}")))  # fmt: skip


def _as_text(found: Message, name: str, lang: str) -> None:
    """Subject and body as they go out, each with its own button to copy; nothing in it is formatting."""
    st.caption(say(lang, "share.subject"))
    st.code(found.subject, language=None, wrap_lines=True)
    st.caption(say(lang, f"share.body_{'internal' if name == 'note' else 'customer'}"))
    st.code(found.text, language=None, wrap_lines=True)


def _forms(found: Proposal, lang: str) -> None:
    """In which form it is settled, and what to ask the accountant before it is promised."""
    forms: Sequence[str] = settlement_forms(found)
    folded = fold("share_forms", say(lang, "share.forms"), ":material/account_balance:")
    if folded.open:
        with folded:
            st.markdown(say(lang, "share.forms_note"))
            for form in forms:
                questions = [say(lang, f"settlement_form.{form}_{number}") for number in (1, 2, 3)]
                st.markdown(f"**{say(lang, f'settlement_form.{form}')}**\n" + "\n".join(f"- {question}" for question in questions))
            if not forms:
                st.markdown(say(lang, "share.forms_none"))
