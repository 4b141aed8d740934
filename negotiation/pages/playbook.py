"""Playbook: where this claim stands among the twenty steps, what is due, and the methods of the field, each in its fold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from negotiation.charts.playbook import action_due
from negotiation.pages.alone import alone
from negotiation.pages.choosing import fold
from negotiation.pages.desk import desk
from negotiation.pages.playbook_call import call
from negotiation.pages.playbook_diagnosis import diagnosed
from negotiation.pages.playbook_evidence import evidence_section
from negotiation.pages.playbook_follow import follow_section
from negotiation.pages.playbook_paste import paste_section
from negotiation.pages.playbook_people import people
from negotiation.pages.playbook_repeats import repeats_section
from negotiation.pages.playbook_scope import scope_section
from negotiation.pages.playbook_steps import current, page_of, steps, tick_today
from negotiation.playbook import STEPS
from negotiation.review import StepState, progress, reminders_due
from negotiation.words import say

SECTIONS: tuple[tuple[str, str, Callable[[str], None]], ...] = (
    ("paste", ":material/content_paste:", paste_section),
    ("steps", ":material/checklist:", steps),
    ("diagnosis", ":material/account_tree:", diagnosed),
    ("call", ":material/call:", call),
    ("people", ":material/groups:", people),
    ("evidence", ":material/folder_open:", evidence_section),
    ("repeats", ":material/stairs:", repeats_section),
    ("scope", ":material/select_all:", scope_section),
    ("follow_up", ":material/handshake:", follow_section),
)
"""The folds in their order: name, icon, and what draws it. The head of a fold is `playbook_page.<name>_title` in the word files."""


def page(lang: str) -> None:
    """Everything below the header, worked out anew on its own."""
    alone(_all, lang)


def _all(lang: str) -> None:
    today = date.today()
    found = progress(desk().claim, today)
    at = current(found)
    st.subheader(where(found, lang), anchor=False)
    tally = {"done": ("done",), "waiting": ("overdue", "due"), "open": ("open", "later")}
    counts = {name: sum(each.state in states for each in found) for name, states in tally.items()}
    st.markdown((f"{say(lang, f'playbook_step_what.{at.code}')}  \n" if at else "") + f":gray[{say(lang, 'playbook_page.tally', **counts)}]")
    if at is not None:
        page_of(at, lang)
    _reminders(reminders_due(desk().claim, today), lang)
    for name, icon, draw in SECTIONS:
        folded = fold(f"playbook_{name}", say(lang, f"playbook_page.{name}_title"), icon)
        if folded.open:
            with folded:
                draw(lang)


def where(found: tuple[StepState, ...], lang: str) -> str:
    """Where the claim stands, in one sentence."""
    at = current(found)
    if at is None:
        return say(lang, "playbook_page.all_done", count=len(found))
    key = "at_later" if at.state == "later" else "at"
    return say(lang, f"playbook_page.{key}", number=STEPS.index(at.code) + 1, count=len(found), what=say(lang, f"playbook_do.{at.code}"))


def _reminders(due: tuple[StepState, ...], lang: str) -> None:
    if not due:
        return
    with st.container(border=True):
        st.markdown(f":material/notifications: **{say(lang, 'playbook_page.reminders')}**")
        for each in due:
            name = say(lang, "playbook_page.tick", name=say(lang, f"playbook_step.{each.code}"))
            when = say(lang, "playbook_page.due_today") if each.left == 0.0 else action_due(each.due, each.left, lang)
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.button(name, key=f"remind_{each.code}", icon=":material/check:", on_click=tick_today, args=(each.code,),
                          help=say(lang, "playbook_page.tick_help"))  # fmt: skip
                st.markdown(when, width="content")
