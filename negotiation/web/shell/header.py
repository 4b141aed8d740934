"""The slim header of every page: which claim, its customer, stage and deadline; other claims, versions, undo; and
the next step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from negotiation.claim.document.dossier import Dossier, dumps
from negotiation.claim.document.dossier_file import loads
from negotiation.core.problems import BadInput
from negotiation.finance.register.entry import AGREED_STAGES
from negotiation.handouts.xlsx.workbook_reader import claim_in_workbook
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import localized
from negotiation.presentation.claim.text import deadline_text
from negotiation.presentation.common.errors import error_text
from negotiation.presentation.common.escaping import for_markdown
from negotiation.services.claim_history import (
    MOST_SNAPSHOTS,
    with_snapshot,
    with_snapshot_renamed,
    without_snapshot,
)
from negotiation.web.session.claim_session import (
    SAMPLE_NAMES,
    back_to_baseline,
    claim_session,
    is_complete,
    keep_history,
    open_claim,
    open_sample,
    redo,
    reopen_previous,
    replace_claim,
    sample,
    set_baseline,
    start_new,
    undo,
)
from negotiation.web.session.session_state import CLAIM_BEGUN, CLAIM_FILE_PROBLEMS, HEADER_WAITS, PREVIOUS_CLAIM_SESSION
from negotiation.web.session.view_state import begin_view
from negotiation.web.shell.save_menu import save_menu
from negotiation.web.shell.workflow_stepper import workflow_stepper

ARCHIVE = b"PK\x03\x04"
"""How a workbook begins, whatever it is called."""

NEXT = {
    "claim": "customer",
    "customer": "rework",
    "rework": "options",
    "options": "negotiate",
    "negotiate": "share",
    "share": "playbook",
}
"""The page that follows in the order of work; `way` leads through the steps of the claim itself."""

OVER_ALL = ("causes", "exposure", "figures")
"""Pages about all claims: the open one stands beside them."""


def header(lang: str, page: str, pages: Mapping[str, Any], trouble: str, bar: DeltaGenerator) -> None:
    """One line about the claim, one row of buttons; what could not be read from the address is said once."""
    case, now = claim_session().claim.case, claim_session()
    HEADER_WAITS.forget()
    begin_view(page)
    if CLAIM_BEGUN.take() and page != "claim":
        st.switch_page(pages["claim"], query_params={"lang": lang})
    parts = [localized(case.customer.name, lang), localized(case.order.reference, lang)]
    facts = [for_markdown(str(part)) for part in parts if part] + [say(lang, f"stage.{case.stage}")]
    if case.answer_by and case.stage not in AGREED_STAGES:
        facts.append(deadline_text(case.answer_by, date.today(), lang))
    title = for_markdown(str(localized(case.title, lang)) or say(lang, "header.untitled"))
    line = f"**{title}** · {' · '.join(facts)}"
    if page in OVER_ALL:
        st.caption(say(lang, "header.beside", claim=line))
    else:
        st.markdown(line)
    with bar:
        _menu(lang)
        _versions(lang)
        workflow_stepper(lang, page, pages)
        save_menu(lang)
        st.button(":material/undo:", on_click=undo, key="undo", help=say(lang, "header.undo_help"))
        st.button(":material/redo:", on_click=redo, key="redo", help=say(lang, "header.redo"))
        if page in NEXT and is_complete():
            st.page_link(
                pages[NEXT[page]],
                label=say(lang, "header.next", page=say(lang, f"page.{NEXT[page]}.title")),
                icon=":material/arrow_forward:",
            )
        if page != "claim" and not is_complete():
            st.page_link(pages["claim"], label=say(lang, "header.to_questions"), icon=":material/arrow_back:")
    if trouble:
        st.warning(say(lang, f"app.{trouble}"))
    if now.kind != "own" and not now.past and page != "exposure":
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f":gray[{say(lang, 'app.sample')}]", width="content")
            st.button(
                say(lang, "app.start_own"), icon=":material/add:", on_click=_begin, type="primary", key="start_own"
            )
            if page != "claim":
                st.page_link(pages["claim"], label=say(lang, "page.claim.title"), icon=":material/arrow_back:")


def _begin() -> None:
    """A new claim, on the page that asks for its facts."""
    start_new()
    CLAIM_BEGUN.put(True)


def _menu(lang: str) -> None:
    """Other claims: the samples, a new one, a file; and this one as a file."""
    with st.popover(say(lang, "app.claims"), icon=":material/folder_open:"):
        for name in SAMPLE_NAMES:
            label = for_markdown(str(localized(sample(name).case.title, lang)))
            st.button(
                say(lang, "app.open_sample", title=label),
                key=f"open_{name}",
                on_click=open_sample,
                args=(name,),
                width="stretch",
            )
        st.button(say(lang, "app.new"), icon=":material/add:", key="new", on_click=_begin, width="stretch")
        if PREVIOUS_CLAIM_SESSION.is_set():
            st.button(
                say(lang, "app.open_before"),
                icon=":material/history:",
                key="open_before",
                on_click=reopen_previous,
                width="stretch",
            )
        st.file_uploader(say(lang, "app.upload"), type=["json", "xlsx"], key="upload", on_change=_read_upload)
        for problem in CLAIM_FILE_PROBLEMS.get():
            st.error(for_markdown(error_text(problem, lang)))
        st.download_button(
            say(lang, "app.download"),
            lambda: dumps(claim_session().claim),
            "claim.json",
            "application/json",
            width="stretch",
            icon=":material/download:",
        )
        st.caption(say(lang, "app.link_help"))


def _read_upload() -> None:
    CLAIM_FILE_PROBLEMS.put(())
    uploaded = st.session_state.get("upload")
    if uploaded is None:
        return
    try:
        data = uploaded.getvalue()
        open_claim(claim_in_workbook(data) if data[:4] == ARCHIVE else loads(data), "own")
    except BadInput as error:
        CLAIM_FILE_PROBLEMS.put(error.problems)


def _versions(lang: str) -> None:
    """The pinned version and named snapshots: save, open, rename, duplicate, remove."""
    now = claim_session()
    with st.popover(say(lang, "header.versions"), icon=":material/bookmark:"):
        st.button(
            say(lang, "header.pin"),
            icon=":material/push_pin:",
            key="pin",
            on_click=set_baseline,
            width="stretch",
            help=say(lang, "header.pin_help"),
        )
        st.button(say(lang, "header.back_to_pinned"), key="back_to_pinned", on_click=back_to_baseline, width="stretch")
        with st.form("snapshot", clear_on_submit=True, border=False):
            st.text_input(say(lang, "header.snapshot_name"), key="snapshot_name", max_chars=60)
            st.form_submit_button(
                say(lang, "header.save_snapshot"),
                icon=":material/bookmark_add:",
                on_click=_save_snapshot,
                args=(lang,),
                width="stretch",
            )
        if len(now.snapshots) >= MOST_SNAPSHOTS:
            st.caption(say(lang, "header.snapshots_full", most=MOST_SNAPSHOTS))
        for place, name in enumerate(now.snapshots):
            _snapshot(place, name, lang)


def _snapshot(place: int, name: str, lang: str) -> None:
    key = f"snapshot_{place}_{name}"
    st.text_input(
        say(lang, "header.rename"),
        name,
        key=f"{key}_name",
        on_change=_rename_snapshot,
        args=(name, f"{key}_name"),
        max_chars=60,
    )
    with st.container(horizontal=True, gap="small"):
        st.button(
            say(lang, "header.open"), key=f"{key}_open", on_click=replace_claim, args=(claim_session().snapshots[name],)
        )
        st.button(
            say(lang, "header.duplicate"),
            key=f"{key}_copy",
            on_click=_keep,
            args=(name, claim_session().snapshots[name]),
        )
        st.button(say(lang, "header.remove"), key=f"{key}_remove", on_click=_remove_snapshot, args=(name,))


def _save_snapshot(lang: str) -> None:
    now = claim_session()
    typed = str(st.session_state.get("snapshot_name", "")).strip()
    _keep(typed or say(lang, "header.version_number", number=len(now.snapshots) + 1), now.claim)


def _keep(name: str, claim: Dossier) -> None:
    keep_history(with_snapshot(claim_session().history, name, claim))


def _rename_snapshot(name: str, widget: str) -> None:
    typed = str(st.session_state.get(widget, "")).strip()
    keep_history(with_snapshot_renamed(claim_session().history, name, typed))


def _remove_snapshot(name: str) -> None:
    keep_history(without_snapshot(claim_session().history, name))
