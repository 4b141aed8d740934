"""Paste the message: what an angry message seems to say, proposal by proposal; each is taken only by its own button,
and can be undone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from negotiation.claim.defaults.default_rules import is_missing
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.edits.accept_message import with_confirmed
from negotiation.claim.edits.from_playbook import with_demands_logged
from negotiation.core.fields import MONEY
from negotiation.core.problems import BadInput
from negotiation.i18n.catalogue import say
from negotiation.importers.pasted_message import LONGEST, Proposal, read_message
from negotiation.model.facts.case import CLAIM_LINES
from negotiation.model.playbook.call_steps import unlogged_demands
from negotiation.presentation.common.errors import error_text
from negotiation.presentation.common.escaping import for_markdown
from negotiation.presentation.playbook.message_text import (
    change_line,
    doubt_line,
    place_name,
    read_line,
    read_value,
    stands_already,
    target_fields,
)
from negotiation.web.session.claim_session import ClaimSession, claim_session, commit_step
from negotiation.web.session.session_state import PASTED_MESSAGE, PASTED_PROBLEMS
from negotiation.web.widgets.field_widgets import refusal
from negotiation.web.widgets.table_editor import mark_answered

FIRST_LINE = "case.claims[0].claimed"
WORTH = ("refund", "remake", "discount", "free_goods", "compensation", "other")
"""Demands that can have a figure."""


@dataclass(frozen=True, eq=False)
class Read:
    """A message of this session and what it seems to say; never part of the claim, and shown only beside the claim
    that it was read for.

    Relative dates are seen from `day`.
    """

    text: str
    proposals: tuple[Proposal, ...]
    day: date
    read_for: ClaimSession


def paste_section(lang: str) -> None:
    """A text area for the message, a button that reads it, and a row with a button for everything that it seems to
    say."""
    kept: Read | None = PASTED_MESSAGE.get()
    known = kept if kept is not None and kept.read_for is claim_session() else None
    st.caption(say(lang, "paste.note"))
    with st.form("paste_message", border=False):
        st.text_area(
            say(lang, "paste.message"),
            known.text if known else "",
            height=160,
            max_chars=LONGEST,
            key="pasted_text",
            placeholder=say(lang, "paste.example"),
        )
        st.form_submit_button(say(lang, "paste.read_it"), icon=":material/search:", on_click=_read)
    for problem in PASTED_PROBLEMS.get():
        st.error(for_markdown(error_text(problem, lang)), icon=":material/error:")
    if known is not None:
        if not known.proposals:
            st.info(say(lang, "paste.nothing"))
        else:
            st.markdown(f"**{say(lang, 'paste.found', count=len(known.proposals))}**")
        for place, proposal in enumerate(known.proposals):
            _row(place, proposal, known.day, lang)
        st.button(say(lang, "paste.forget"), icon=":material/delete:", key="paste_forget", on_click=_forget)
    _to_log(lang)


def _read() -> None:
    """Read what was pasted; nothing of it goes into the claim."""
    text, today = str(st.session_state.get("pasted_text", "")), date.today()
    _clear_choices()
    PASTED_PROBLEMS.put(())
    try:
        found = read_message(text, today, claim_session().claim.case.currency)
        PASTED_MESSAGE.put(Read(text, found, today, claim_session()) if text.strip() else None)
    except BadInput as error:
        PASTED_PROBLEMS.put(error.problems)


def _forget() -> None:
    _clear_choices()
    PASTED_MESSAGE.forget()
    PASTED_PROBLEMS.forget()
    st.session_state.pop("pasted_text", None)


def _clear_choices() -> None:
    """What was chosen for the proposals of another message is no choice for these."""
    for name in [each for each in st.session_state if str(each).startswith("paste_choice_")]:
        del st.session_state[name]
    for name in [each for each in claim_session().refused if each.startswith("paste_")]:
        del claim_session().refused[name]


def _row(place: int, proposal: Proposal, on: date, lang: str) -> None:
    """One proposal: what was read and what it would change, where it goes, its doubt, and the buttons that take it."""
    currency = claim_session().claim.case.currency
    with st.container(border=True):
        words, where, more, take = st.columns([5, 3, 3, 3], vertical_alignment="center")
        path = _where(place, proposal, where, lang)
        kind, figure = _more(place, proposal, path, more, lang)
        with words:
            lines = [read_line(proposal, currency, lang), change_line(claim_session().claim, proposal, path, lang)]
            doubt = doubt_line(proposal, currency, lang)
            st.markdown("  \n".join(line for line in (*lines, f":material/help: {doubt}" if doubt else "") if line))
        with take:
            _take_buttons(place, proposal, path, kind, figure, on, lang)
        refusal(f"paste_{place}", lang)


def _where(place: int, proposal: Proposal, column: DeltaGenerator, lang: str) -> str:
    """The field that the proposal goes into, "" while none is chosen."""
    choices = target_fields(proposal)
    if len(choices) == 1:
        return choices[0]
    shown = {each: place_name(each, lang) for each in choices}
    key = f"paste_choice_{place}_{lang}"
    return str(
        column.selectbox(say(lang, "paste.goes"), choices, key=key, format_func=lambda each: shown.get(each, each))
    )


def _more(place: int, proposal: Proposal, path: str, column: DeltaGenerator, lang: str) -> tuple[str, float | None]:
    """The kind of a new claim line; what a demand is worth, where it can be worth something."""
    if path == "case.claims":
        kinds = {code: say(lang, f"claim_line.{code}") for code in CLAIM_LINES}
        kind = column.selectbox(
            say(lang, "paste.line_kind"),
            CLAIM_LINES,
            index=CLAIM_LINES.index("other"),
            key=f"paste_choice_kind_{place}_{lang}",
            format_func=lambda code: kinds.get(code, code),
        )
        return str(kind), None
    if path == "playbook.demands" and (proposal.kind == "share" or proposal.value in WORTH):
        label = say(lang, "paste.figure", currency=claim_session().claim.case.currency)
        return "other", column.number_input(
            label, 0.0, MONEY.high, None, key=f"paste_choice_figure_{place}", help=say(lang, "paste.figure_help")
        )
    return "other", None


def _take_buttons(
    place: int, proposal: Proposal, path: str, kind: str, figure: float | None, on: date, lang: str
) -> None:
    """A button for the reading, and one for the other reading where there is one; a claim line that is there already
    may still be taken."""
    readings = [proposal] if proposal.other is None else [proposal, replace(proposal, value=proposal.other)]
    currency = claim_session().claim.case.currency
    for number, reading in enumerate(readings):
        there = stands_already(claim_session().claim, reading, path)
        label = (
            say(lang, "paste.take")
            if len(readings) == 1
            else say(lang, "paste.take_value", value=read_value(reading, reading.value, currency, lang))
        )
        closed = not path or (there and path != "case.claims")
        st.button(
            for_markdown(label),
            key=f"paste_take_{place}_{number}",
            icon=":material/add_task:",
            disabled=closed,
            on_click=_take,
            args=(f"paste_{place}", reading, path, kind, figure, on),
        )
        if there:
            st.caption(f":material/check: {say(lang, 'paste.there_line' if path == 'case.claims' else 'paste.there')}")


def _take(name: str, proposal: Proposal, path: str, kind: str, figure: float | None, on: date) -> None:
    commit_step(name, lambda dossier: confirmed(dossier, proposal, on, path, kind, figure))


def confirmed(
    dossier: Dossier, proposal: Proposal, on: date, path: str, kind: str = "other", figure: float | None = None
) -> Dossier:
    """The claim with one proposal in it: a claim line of the chosen kind, a demand with what it is worth if someone
    typed that, or a fact.

    A first claim line that only waits for an answer is not kept beside it.
    """
    if path == "case.claims":
        if is_missing(dossier, FIRST_LINE) and not any(float(line.claimed) for line in dossier.case.claims):
            dossier = replace(mark_answered(dossier, FIRST_LINE), case=replace(dossier.case, claims=()))
        changed = with_confirmed(dossier, proposal, on, path)
        lines = (*changed.case.claims[:-1], replace(changed.case.claims[-1], kind=kind))
        return replace(changed, case=replace(changed.case, claims=lines))
    changed = with_confirmed(dossier, proposal, on, path)
    if figure is None or path not in ("playbook.demands", "case.incident.ultimatum"):
        return changed
    demands = (*changed.playbook.demands[:-1], replace(changed.playbook.demands[-1], figure=figure))
    return replace(changed, playbook=replace(changed.playbook, demands=demands))


def _to_log(lang: str) -> None:
    """Demands that have a figure and do not stand in the log of the talks yet, with one button that puts them there."""
    waiting = unlogged_demands(claim_session().claim.playbook.demands)
    if not waiting:
        return
    st.markdown(say(lang, "paste.waiting", count=len(waiting)))
    st.button(say(lang, "paste.to_log"), icon=":material/forum:", key="paste_to_log", on_click=_log)
    refusal("paste_to_log", lang)


def _log() -> None:
    commit_step("paste_to_log", with_demands_logged)
