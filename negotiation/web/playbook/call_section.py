"""LSCPA: the plan of the call step by step, beside it what was said, and the demands on their way into the log of
the talks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.edits.from_playbook import with_demands_logged
from negotiation.claim.edits.playbook_lists import with_playbook
from negotiation.claim.progress.call_plan import Point, call_plan
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import localized
from negotiation.model.playbook.call_steps import DEMANDS, LSCPA, Heard, notes_by_step, unlogged_demands
from negotiation.presentation.common.escaping import for_markdown
from negotiation.presentation.playbook.text import point_text
from negotiation.web.playbook.playbook_rows import demand_record, demand_row, heard_record, heard_row
from negotiation.web.session.claim_session import claim_session, commit_step, is_complete, summary_now
from negotiation.web.shared.stakeholder_notes import people_beside_the_message
from negotiation.web.widgets.field_widgets import refusal
from negotiation.web.widgets.table_editor import choices, money_column, table_editor


def call_section(lang: str) -> None:
    """Five steps with what to bring to each and what was said in each; then notes and demands as tables, and the
    people."""
    ready = is_complete() and bool(claim_session().claim.offers)
    points = call_plan(summary_now(), date.today()) if ready else ()
    if not ready:
        st.info(say(lang, "playbook_page.call_empty"))
    people_beside_the_message(lang)
    heard = notes_by_step(claim_session().claim.playbook.heard)
    for number, step in enumerate(LSCPA, 1):
        _step(number, step, [each for each in points if each.step == step], heard, lang)
    _demands(lang)
    _notes(lang)


def _step(number: int, step: str, points: list[Point], heard: Mapping[str, tuple[Heard, ...]], lang: str) -> None:
    with st.container(border=True):
        left, right = st.columns([5, 3], gap="medium")
        left.markdown(f"**{number}. {say(lang, f'lscpa.{step}')}** · {say(lang, f'lscpa_what.{step}')}")
        lines = [point_text(claim_session().claim, each, lang) for each in points]
        left.markdown("\n".join(f"- {line}" for line in lines) or f":gray[{say(lang, 'playbook_page.no_points')}]")
        with right:
            if heard[step]:
                st.markdown("\n".join(f"- {heard_text(each, lang)}" for each in heard[step]))
            _note(step, len(claim_session().claim.playbook.heard), lang)


def heard_text(each: Heard, lang: str) -> str:
    """A note in one line of markdown; what the user typed stays words."""
    who, words = (for_markdown(str(localized(text, lang))) for text in (each.who, each.words))
    if each.on is None:
        return say(lang, "playbook_page.noted_bare", who=who, words=words) if who else words
    return say(lang, "playbook_page.noted" if who else "playbook_page.noted_plain", on=each.on, who=who, words=words)


def _note(step: str, count: int, lang: str) -> None:
    """One line to write into while talking; the field is empty again once the note is kept."""
    name = f"note_{step}"
    key = f"{name}__{count}"

    def take() -> None:
        words = str(st.session_state.get(key, "")).strip()
        if words:
            commit_step(name, lambda dossier: with_note(dossier, step, date.today(), words))

    st.text_input(
        say(lang, "playbook_page.note"),
        key=key,
        on_change=take,
        max_chars=1_000,
        placeholder=say(lang, "playbook_page.note_hint"),
        label_visibility="collapsed",
    )
    refusal(name, lang)


def with_note(dossier: Dossier, step: str, on: date, words: str) -> Dossier:
    """The dossier with one more note under a step of the call."""
    return with_playbook(dossier, heard=(*dossier.playbook.heard, Heard(step, on, "", words)))


def _demands(lang: str) -> None:
    def word(name: str) -> str:
        return say(lang, f"field.demand.{name}")

    columns = {
        "kind": choices(word("kind"), DEMANDS, "demand.", lang, default="compensation"),
        "on": st.column_config.DateColumn(word("on"), format="YYYY-MM-DD", default=date.today()),
        "figure": money_column(word("figure")),
        "words": st.column_config.TextColumn(word("words"), width="large", max_chars=500),
        "logged": st.column_config.CheckboxColumn(word("logged"), disabled=True),
    }
    st.markdown(f"**{say(lang, 'playbook_page.demands')}**")
    table_editor(
        "playbook_demands",
        lambda d: d.playbook.demands,
        lambda d, rows: with_playbook(d, demands=rows),
        lambda each: demand_row(each, lang),
        lambda row, old: demand_record(row, old, lang),
        columns,
        lang,
    )
    waiting = unlogged_demands(claim_session().claim.playbook.demands)
    st.button(
        say(lang, "playbook_page.into_log"),
        key="demands_to_log",
        icon=":material/forum:",
        disabled=not waiting,
        on_click=_into_log,
    )
    st.caption(
        say(lang, "playbook_page.to_log", count=len(waiting)) if waiting else say(lang, "playbook_page.none_to_log")
    )
    refusal("demands_to_log", lang)


def _into_log() -> None:
    commit_step("demands_to_log", with_demands_logged)


def _notes(lang: str) -> None:
    def word(name: str) -> str:
        return say(lang, f"field.heard.{name}")

    columns = {
        "step": choices(word("step"), LSCPA, "lscpa.", lang, default="listen"),
        "on": st.column_config.DateColumn(word("on"), format="YYYY-MM-DD"),
        "who": st.column_config.TextColumn(word("who"), max_chars=100),
        "words": st.column_config.TextColumn(word("words"), width="large", max_chars=1_000),
    }
    st.markdown(f"**{say(lang, 'playbook_page.notes')}**")
    table_editor(
        "playbook_heard",
        lambda d: d.playbook.heard,
        lambda d, rows: with_playbook(d, heard=rows),
        lambda each: heard_row(each, lang),
        lambda row, old: heard_record(row, old, lang),
        columns,
        lang,
    )
