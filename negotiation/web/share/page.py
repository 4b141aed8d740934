"""Share: what goes to the customer and what stays with us, told apart, each seen before it is sent; and the words
that only a person can write."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from negotiation.claim.defaults.default_rules import with_typed_value
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.field_paths import value_at
from negotiation.claim.edits.from_playbook import letter_from_playbook
from negotiation.handouts.common.footer import footer_stamp
from negotiation.handouts.handout_context import HandoutContext, handout_context
from negotiation.handouts.offer_letter.boss_note import note_to_boss
from negotiation.handouts.offer_letter.customer_message import Message, for_their_boss, for_their_customer, message
from negotiation.handouts.offer_letter.letter_language import TONGUES
from negotiation.handouts.offer_letter.offer_letter import Proposal, offers_put
from negotiation.handouts.offer_letter.settlement_forms import open_points, settlement_forms
from negotiation.handouts.pdf.memo import decision_asked, memo
from negotiation.handouts.pdf.proposal_sheet import proposal_sheet
from negotiation.handouts.table_catalogue import TABLES
from negotiation.i18n.catalogue import say
from negotiation.presentation.common.escaping import escaped_summary, for_markdown
from negotiation.presentation.common.labels import option_label
from negotiation.presentation.options.text import verdict_headline
from negotiation.web.approvals.authority_banner import authority_banner
from negotiation.web.session.claim_session import claim_session, commit_step, is_complete, summary_now
from negotiation.web.session.session_state import MATERIAL
from negotiation.web.session.view_state import remembered_expander
from negotiation.web.share.file_buttons import Setting, downloads
from negotiation.web.shared.stakeholder_notes import people_beside_the_message
from negotiation.web.shell.page_fragment import page_fragment
from negotiation.web.widgets.chart_with_downloads import table_with_downloads
from negotiation.web.widgets.field_by_path import field_by_path
from negotiation.web.widgets.field_widgets import code_field

SIDES = ("customer", "internal")
PREVIEWS = {
    "customer": ("message", "sheet", "for_their_boss", "for_their_customer"),
    "internal": ("memo", "note", "due"),
}


def page(lang: str) -> None:
    """Everything below the header, worked out anew on its own."""
    page_fragment(_all, lang)


def _all(lang: str) -> None:
    if not is_complete():
        st.subheader(say(lang, "page.options.empty"), anchor=False)
        st.markdown(say(lang, "share.empty"))
    else:
        _share(lang)


def material_now() -> HandoutContext:
    """What files are made of; kept until the claim or the day changes."""
    claim, today = claim_session().claim, date.today()
    return MATERIAL.get((claim, today), lambda: handout_context(claim, today))


def _share(lang: str) -> None:
    material = material_now()
    found = material.proposal
    st.subheader(_headline(found, lang), anchor=False)
    st.markdown(verdict_headline(escaped_summary(summary_now(), for_markdown), lang))
    side = str(
        st.segmented_control(
            say(lang, "share.side"),
            SIDES,
            key="share_side",
            default=SIDES[0],
            required=True,
            persist_state="session",
            format_func=lambda code: say(lang, f"share.{code}"),
            label_visibility="collapsed",
        )
    )
    if side == "customer":
        st.badge(say(lang, "share.customer_badge"), icon=":material/outgoing_mail:", color="green")
    else:
        st.badge(say(lang, "share.internal_badge"), icon=":material/lock:", color="orange")
    authority_banner(lang, put=offers_put(material.summary, material.bargaining))
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
    return say(
        lang,
        f"share.{key}",
        count=points,
        what=say(lang, f"share.what_{offered}", count=len(found.choices), answer_by=found.answer_by),
    )


def _setting(side: str, found: Proposal, lang: str) -> Setting:
    tongues = TONGUES if side == "customer" else TONGUES[:2]
    first = lang if lang in tongues else TONGUES[0]
    tongue = str(
        st.segmented_control(
            say(lang, "share.tongue"),
            tongues,
            key=f"share_tongue_{side}",
            default=first,
            required=True,
            persist_state="session",
            format_func=lambda code: say(lang, f"share.tongue_{code}"),
        )
    )
    paper = str(
        st.segmented_control(
            say(lang, "share.paper"),
            ("a4", "letter"),
            key="share_paper",
            default="a4",
            required=True,
            persist_state="session",
            format_func=lambda code: say(lang, f"share.paper_{code}"),
        )
    )
    if side == "customer":
        _letter_fields(found, lang)
    return Setting(side, tongue, paper)


def _letter_fields(found: Proposal, lang: str) -> None:
    """What the letter says beside the figures; every entry is part of the claim."""
    st.markdown(f"**{say(lang, 'share.words')}**")
    field_by_path("letter.puts", lang)
    puts = claim_session().claim.letter.puts
    if claim_session().claim.offers and (puts == "one" or (puts == "automatic" and len(found.choices) < 2)):
        codes = ("", *(offer.code for offer in claim_session().claim.offers))

        def words(code: str) -> str:
            return option_label(claim_session().claim, code, lang) if code else say(lang, "share.recommended")

        def put(dossier: Dossier, value: str | None) -> Dossier:
            return with_typed_value(dossier, "letter.offer", value or "")

        code_field(
            "f_letter.offer",
            say(lang, "field.letter.offer"),
            codes,
            words,
            lambda dossier: value_at(dossier, "letter.offer"),
            put,
            lang,
        )
    lent = letter_from_playbook(claim_session().claim)
    for name in ("addressee", "sender", "heard", "cause", "answer_by", "form"):
        field_by_path(f"letter.{name}", lang)
        if name in lent and not value_at(claim_session().claim, f"letter.{name}"):
            st.button(
                say(lang, f"share.take_{name}"),
                key=f"share_take_{name}",
                icon=":material/content_copy:",
                on_click=_take,
                args=(name,),
            )
    people_beside_the_message(lang)


def _take(name: str) -> None:
    """What the playbook knows, as words of the letter; the person sees them before anything is sent."""
    lent = letter_from_playbook(claim_session().claim)
    commit_step(f"letter_{name}", lambda dossier: with_typed_value(dossier, f"letter.{name}", lent[name]))


def _for_the_customer(material: HandoutContext, found: Proposal, setting: Setting, lang: str) -> None:
    points = open_points(found)
    if points:
        with st.container(border=True):
            st.markdown(
                f":material/checklist: **{say(lang, 'share.before')}**\n"
                + "\n".join(f"- {say(lang, f'share.point_{code}')}" for code in points)
            )
    chosen = _preview("customer", lang)
    if chosen == "sheet":
        mark = material.mark
        st.image(
            proposal_sheet(found, setting.tongue, mark, setting.paper, preview=True),
            caption=say(lang, "share.sheet_alt"),
        )
    else:
        makers = {"message": message, "for_their_boss": for_their_boss, "for_their_customer": for_their_customer}
        _as_text(makers[chosen](found, setting.tongue), chosen, lang)
    st.caption(say(lang, "share.nothing_internal"))


def _for_us(material: HandoutContext, setting: Setting, lang: str) -> None:
    chosen, summary, day = _preview("internal", lang), material.summary, material.made_on
    if chosen == "memo":
        st.image(memo(summary, day, setting.tongue, setting.paper, preview=True), caption=say(lang, "share.memo_alt"))
    elif chosen == "note":
        _as_text(
            note_to_boss(
                summary,
                decision_asked(summary, setting.tongue),
                footer_stamp(summary, day, setting.tongue),
                day,
                setting.tongue,
            ),
            chosen,
            lang,
        )
    else:
        heads, rows = TABLES["due"](material, lang, "")
        table_with_downloads("due", heads, rows, say(lang, "share.due"), lang)


def _preview(side: str, lang: str) -> str:
    codes = PREVIEWS[side]
    return str(
        st.segmented_control(
            say(lang, "share.preview"),
            codes,
            key=f"share_preview_{side}",
            default=codes[0],
            required=True,
            wrap=True,
            persist_state="session",
            label_visibility="collapsed",
            format_func=lambda code: say(lang, f"share.preview_{code}"),
        )
    )


def _as_text(found: Message, name: str, lang: str) -> None:
    """Subject and body as they go out, each with its own button to copy; nothing in it is formatting."""
    st.caption(say(lang, "share.subject"))
    st.code(found.subject, language=None, wrap_lines=True)
    st.caption(say(lang, f"share.body_{'internal' if name == 'note' else 'customer'}"))
    st.code(found.text, language=None, wrap_lines=True)


def _forms(found: Proposal, lang: str) -> None:
    """In which form it is settled, and what to ask the accountant before it is promised."""
    forms: Sequence[str] = settlement_forms(found)
    folded = remembered_expander("share_forms", say(lang, "share.forms"), ":material/account_balance:")
    if folded.open:
        with folded:
            st.markdown(say(lang, "share.forms_note"))
            for form in forms:
                questions = [say(lang, f"settlement_form.{form}_{number}") for number in (1, 2, 3)]
                st.markdown(
                    f"**{say(lang, f'settlement_form.{form}')}**\n"
                    + "\n".join(f"- {question}" for question in questions)
                )
            if not forms:
                st.markdown(say(lang, "share.forms_none"))
