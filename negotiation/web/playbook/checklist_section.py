"""The twenty steps: what is done and how that is known, what is due, and ticks with their date, person and note."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.progress.checklist_progress import StepState, progress
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import localized
from negotiation.model.playbook.checklist import PHASES, STEPS
from negotiation.presentation.common.escaping import for_markdown
from negotiation.web.playbook.playbook_rows import tick_of, with_tick
from negotiation.web.session.claim_session import claim_session, commit_step
from negotiation.web.session.view_state import choice_box
from negotiation.web.widgets.field_widgets import bind_widget, day_field, refusal, words_field

PAGES: Mapping[str, str] = {
    "case.incident.proof": "claim",
    "remedies": "rework",
    "offers": "options",
    "authority": "exposure",
}
"""The page on which the field that shows a step is entered."""

FOLDS: Mapping[str, str] = {
    "playbook.incidents": "repeats",
    "playbook.causes": "diagnosis",
    "playbook.measures": "diagnosis",
    "playbook.people": "people",
    "playbook.evidence": "evidence",
    "playbook.heard": "call",
    "follow_up.promises": "follow_up",
}
"""The fold of this page in which it is entered."""

ICONS = {
    "done": ":green[:material/check_circle:]",
    "overdue": ":red[:material/error:]",
    "due": ":orange[:material/schedule:]",
    "open": ":gray[:material/radio_button_unchecked:]",
    "later": ":gray[:material/hourglass_empty:]",
}


def current(steps: tuple[StepState, ...]) -> StepState | None:
    """Where the claim stands: the first step that is due, else the first open one, else what waits for the
    agreement; None once all is done.

    Of the open ones those of now come before what should have been done before it happened.
    """
    due = [each for each in steps if each.state in ("overdue", "due")]
    still = [
        each
        for phase in ("after", "during", "before")
        for each in steps
        if each.phase == phase and each.state == "open"
    ]
    return next(iter([*due, *still, *(each for each in steps if each.state == "later")]), None)


def tick_today(code: str) -> None:
    """A step done today, as one step of the history."""
    commit_step(f"tick_{code}", lambda dossier: with_tick(dossier, code, done_on=date.today()))


def place_text(step: StepState, lang: str) -> str:
    """Where a step is done: on another page, in a fold of this one, or nowhere but here."""
    if step.path in PAGES:
        return say(lang, "playbook_page.where_page", page=say(lang, f"page.{PAGES[step.path]}.title"))
    if step.path in FOLDS:
        return say(lang, "playbook_page.where_fold", fold=say(lang, f"playbook_page.{FOLDS[step.path]}_short"))
    return ""


def page_of(step: StepState, lang: str) -> None:
    """A link to the page where a step is done, where that is another one."""
    if step.path in PAGES:
        name = PAGES[step.path]
        title = say(lang, f"page.{name}.title")
        target = st.Page(
            lambda: None, title=title, url_path=name if name != "options" else "", default=name == "options"
        )
        st.page_link(target, label=say(lang, "playbook_page.open_page", page=title), icon=":material/arrow_forward:")


def checklist(lang: str) -> None:
    """All twenty by phase, each with a box to tick; then what there is to say about one of them."""
    found = progress(claim_session().claim, date.today())
    for phase in PHASES:
        here = [each for each in found if each.phase == phase]
        done = sum(each.state == "done" for each in here)
        st.markdown(
            say(lang, "playbook_page.phase", phase=say(lang, f"playbook_phase.{phase}"), done=done, count=len(here))
        )
        for each in here:
            _box(each, lang)
    _details(found, lang)


def _box(step: StepState, lang: str) -> None:
    """A box to tick; one that the claim itself shows as done cannot be taken back here."""
    name = say(
        lang, "playbook_page.step_of", number=STEPS.index(step.code) + 1, name=say(lang, f"playbook_step.{step.code}")
    )
    what = say(lang, f"playbook_step_what.{step.code}")

    def put(dossier: Dossier, on: Any) -> Dossier:
        return with_tick(dossier, step.code, done_on=date.today() if on else None)

    key, value, take = bind_widget(f"box_{step.code}", lambda d: tick_of(d, step.code).done_on, put, bool, bool)
    tick = tick_of(claim_session().claim, step.code)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if step.how == "facts":
            st.checkbox(name, True, key=f"shown_{step.code}", disabled=True, help=what)
        else:
            st.checkbox(name, value, key=key, on_change=take, help=what)
        parts = [_state(step, lang), "" if step.how else place_text(step, lang)]
        parts += (
            [say(lang, "playbook_page.by_whom", who=for_markdown(str(localized(step.owner, lang))))]
            if step.owner
            else []
        )
        parts += [for_markdown(str(localized(tick.note, lang)))] if tick.note else []
        st.caption(f"{ICONS[step.state]} " + " · ".join(part for part in parts if part), width="content")
    refusal(f"box_{step.code}", lang)


def _state(step: StepState, lang: str) -> str:
    state = say(lang, f"step_state.{step.state}")
    if step.how == "ticked":
        return say(lang, "playbook_page.state_due", state=state, due=tick_of(claim_session().claim, step.code).done_on)
    if step.how:
        return say(lang, "playbook_page.state", state=state, how=say(lang, f"step_how.{step.how}"))
    return (
        state
        if step.due is None or step.state == "later"
        else say(lang, "playbook_page.state_due", state=state, due=step.due)
    )


def _details(found: tuple[StepState, ...], lang: str) -> None:
    """Date, person and note of one step, and the way to where it is done."""
    st.markdown(f"**{say(lang, 'playbook_page.step_detail')}**")
    at = current(found) or found[0]

    def named(code: str) -> str:
        return say(lang, "playbook_page.step_of", number=STEPS.index(code) + 1, name=say(lang, f"playbook_step.{code}"))

    code = choice_box("playbook_step", say(lang, "playbook_page.which_step"), STEPS, named, at.code)
    step = next(each for each in found if each.code == code)
    st.caption(say(lang, f"playbook_step_what.{code}"))
    columns = st.columns([2, 3, 5])
    with columns[0]:
        day_field(
            f"tick_{code}_done_on",
            say(lang, "field.tick.done_on"),
            lambda d: tick_of(d, code).done_on,
            lambda d, on: with_tick(d, code, done_on=on),
            lang,
        )
    for column, name, longest in ((columns[1], "owner", 100), (columns[2], "note", 500)):
        with column:
            _words(code, name, longest, lang)
    page_of(step, lang)


def _words(code: str, name: str, longest: int, lang: str) -> None:
    words_field(
        f"tick_{code}_{name}",
        say(lang, f"field.tick.{name}"),
        lambda d: getattr(tick_of(d, code), name),
        lambda d, typed: with_tick(d, code, **{name: typed}),
        lang,
        max_chars=longest,
    )
