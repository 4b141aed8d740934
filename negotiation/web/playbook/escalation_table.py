"""The ladder of response as a table that the team edits; a rung that is milder than the one below is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.edits.playbook_lists import with_playbook
from negotiation.core.problems import BadInput, Problem
from negotiation.i18n.catalogue import say
from negotiation.model.playbook.escalation import Rung, ladder_problems, rungs_of
from negotiation.presentation.common.record_tables import LISTS
from negotiation.web.session.claim_session import claim_session, commit_step
from negotiation.web.session.session_state import TABLE_SHEETS
from negotiation.web.widgets.field_widgets import plain_number, refusal, scale_of
from negotiation.web.widgets.record_editor import columns_of, record_of, row_of
from negotiation.web.widgets.table_editor import table_editor

RUNG = LISTS["ladder"].columns
CHOICES = {"answers": "answers.", "travels": "travels."}
MOST_RUNGS = 12
TABLE = "playbook_ladder"


def ladder_table(lang: str) -> None:
    """Draw the ladder in force with its buttons."""
    ladder = claim_session().claim.playbook.ladder

    def to_record(row: dict[str, Any], old: Any) -> Rung | None:
        found: Rung | None = record_of(Rung, row, old, RUNG, lang)
        return found

    if ladder:
        st.caption(f"{say(lang, 'page_repeats.own')} {say(lang, 'page_repeats.never_milder')}")
    else:
        st.caption(
            f":orange-badge[{say(lang, 'origin.assumption')}] {say(lang, 'page_repeats.house')} "
            f"{say(lang, 'page_repeats.never_milder')}"
        )
    table_editor(
        TABLE,
        lambda d: rungs_of(d.playbook.ladder),
        lambda d, rungs: with_ladder(d, rungs, lang),
        lambda each: row_of(each, RUNG, lang),
        to_record,
        columns_of(Rung, RUNG, lang, CHOICES, wide=("travels",)),
        lang,
    )
    waiting = TABLE in claim_session().refused
    with st.container(horizontal=True):
        st.button(
            say(lang, "page_repeats.add_rung"),
            key="ladder_add",
            icon=":material/add:",
            disabled=waiting or len(rungs_of(ladder)) >= MOST_RUNGS,
            help=say(lang, "page_repeats.add_rung_help"),
            on_click=_add,
        )
        st.button(
            say(lang, "page_repeats.back"),
            key="ladder_back",
            icon=":material/undo:",
            disabled=not (ladder or waiting),
            on_click=_back,
        )
    refusal("ladder_add", lang)


def with_ladder(dossier: Dossier, rungs: tuple[Rung, ...], lang: str) -> Dossier:
    """The dossier with the team's own ladder. None of it, or a rung that is milder than the one below, raises
    BadInput in the words of the table."""
    if not rungs:
        raise BadInput(Problem("no_rung", "playbook.ladder"))
    problems = tuple(as_in_the_table(problem, lang) for problem in ladder_problems(rungs))
    if problems:
        raise BadInput(*problems)
    return with_playbook(dossier, ladder=rungs)


def as_in_the_table(problem: Problem, lang: str) -> Problem:
    """A problem of the ladder with its values as the table shows them: percent, and words instead of codes."""
    name = problem.path.rpartition(".")[2]
    allowed = {
        key: _shown(name, value, lang) if key in ("below", "low") else value for key, value in problem.allowed.items()
    }
    return replace(problem, path=f"playbook.{problem.path}", value=_shown(name, problem.value, lang), allowed=allowed)


def _shown(name: str, value: Any, lang: str) -> str:
    declared = Rung.__dataclass_fields__[name].metadata
    if "choice" in declared:
        return say(lang, f"{CHOICES[name]}{value}")
    if value is None:
        return say(lang, "page_repeats.never")
    scale = scale_of(declared["unit"])
    return plain_number(float(value) * scale.factor) + scale.sign


def _add() -> None:
    def change(dossier: Dossier) -> Dossier:
        rungs = rungs_of(dossier.playbook.ladder)
        return with_playbook(dossier, ladder=(*rungs, replace(rungs[-1], incidents=float(rungs[-1].incidents) + 1.0)))

    commit_step("ladder_add", change)


def _back() -> None:
    """The house ladder, in a table that is drawn anew: entries that were refused go as well."""
    commit_step("ladder_back", lambda dossier: with_playbook(dossier, ladder=()))
    claim_session().refused.pop(TABLE, None)
    if TABLE in TABLE_SHEETS.get():
        TABLE_SHEETS.get()[TABLE].version += 1
