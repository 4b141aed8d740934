"""Playbook: where this claim stands among the twenty steps, what is due, and the methods of the field, each in its
fold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from negotiation.claim.progress.checklist_progress import StepState, progress, reminders_due
from negotiation.i18n.catalogue import say
from negotiation.model.playbook.checklist import STEPS
from negotiation.presentation.playbook.text import action_due
from negotiation.web.playbook.call_section import call_section
from negotiation.web.playbook.checklist_section import checklist, current, page_of, tick_today
from negotiation.web.playbook.evidence_section import evidence_section
from negotiation.web.playbook.extra_requests_section import scope_section
from negotiation.web.playbook.follow_up_section import follow_section
from negotiation.web.playbook.paste_section import paste_section
from negotiation.web.playbook.repeats_section import repeats_section
from negotiation.web.playbook.root_cause_section import root_cause_section
from negotiation.web.playbook.stakeholders_section import stakeholders_section
from negotiation.web.session.claim_session import claim_session
from negotiation.web.session.view_state import remembered_expander
from negotiation.web.shell.page_fragment import page_fragment

SECTIONS: tuple[tuple[str, str, Callable[[str], None]], ...] = (
    ("paste", ":material/content_paste:", paste_section),
    ("steps", ":material/checklist:", checklist),
    ("diagnosis", ":material/account_tree:", root_cause_section),
    ("call", ":material/call:", call_section),
    ("people", ":material/groups:", stakeholders_section),
    ("evidence", ":material/folder_open:", evidence_section),
    ("repeats", ":material/stairs:", repeats_section),
    ("scope", ":material/select_all:", scope_section),
    ("follow_up", ":material/handshake:", follow_section),
)
"""The folds in their order: name, icon, and what draws it. The head of a fold is `playbook_page.<name>_title` in the
word files."""


def page(lang: str) -> None:
    """Everything below the header, worked out anew on its own."""
    page_fragment(_all, lang)


def _all(lang: str) -> None:
    today = date.today()
    found = progress(claim_session().claim, today)
    at = current(found)
    st.subheader(where(found, lang), anchor=False)
    tally = {"done": ("done",), "waiting": ("overdue", "due"), "open": ("open", "later")}
    counts = {name: sum(each.state in states for each in found) for name, states in tally.items()}
    st.markdown(
        (f"{say(lang, f'playbook_step_what.{at.code}')}  \n" if at else "")
        + f":gray[{say(lang, 'playbook_page.tally', **counts)}]"
    )
    if at is not None:
        page_of(at, lang)
    _reminders(reminders_due(claim_session().claim, today), lang)
    for name, icon, draw in SECTIONS:
        folded = remembered_expander(f"playbook_{name}", say(lang, f"playbook_page.{name}_title"), icon)
        if folded.open:
            with folded:
                draw(lang)


def where(found: tuple[StepState, ...], lang: str) -> str:
    """Where the claim stands, in one sentence."""
    at = current(found)
    if at is None:
        return say(lang, "playbook_page.all_done", count=len(found))
    key = "at_later" if at.state == "later" else "at"
    return say(
        lang,
        f"playbook_page.{key}",
        number=STEPS.index(at.code) + 1,
        count=len(found),
        what=say(lang, f"playbook_do.{at.code}"),
    )


def _reminders(due: tuple[StepState, ...], lang: str) -> None:
    if not due:
        return
    with st.container(border=True):
        st.markdown(f":material/notifications: **{say(lang, 'playbook_page.reminders')}**")
        for each in due:
            name = say(lang, "playbook_page.tick", name=say(lang, f"playbook_step.{each.code}"))
            when = say(lang, "playbook_page.due_today") if each.left == 0.0 else action_due(each.due, each.left, lang)
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.button(
                    name,
                    key=f"remind_{each.code}",
                    icon=":material/check:",
                    on_click=tick_today,
                    args=(each.code,),
                    help=say(lang, "playbook_page.tick_help"),
                )
                st.markdown(when, width="content")
