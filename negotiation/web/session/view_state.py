"""What to look at: folds that stay open, and choices that keep what was chosen while its words change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from negotiation.web.session.session_state import VIEW, VIEW_OF, choice, choice_version, fold


def remembered_expander(name: str, label: str, icon: str) -> Any:
    """A fold that stays open when its label changes; draw into it only while it is `.open`."""
    state, widget = fold(name), f"fold_{name}_{hashlib.sha256(label.encode()).hexdigest()[:12]}"

    def take() -> None:
        if widget in st.session_state:
            state.put(bool(st.session_state[widget]))

    return st.expander(label, expanded=state.get(), icon=icon, key=widget, on_change=take)


def choice_box(
    name: str, label: str, codes: Sequence[str], words: Callable[[str], str], first: str | None = None, **more: Any
) -> str:
    """A choice of what to look at, among codes whose words may change while it stands: what was chosen is the code,
    never the words."""
    codes = list(codes)
    now = chosen(name, first or codes[0])
    now = now if now in codes else (first or codes[0])
    shown = {code: words(code) for code in codes}
    version = choice_version(name).get()
    preset = now if first and not choice(name).is_set() else ""
    digest = hashlib.sha256(repr((shown, version, preset)).encode()).hexdigest()
    widget = f"{name}_{digest[:12]}"

    def take() -> None:
        if widget in st.session_state:
            choice(name).put(st.session_state[widget])

    return str(
        st.selectbox(
            label, codes, index=codes.index(now), key=widget, format_func=shown.__getitem__, on_change=take, **more
        )
    )


def chosen(name: str, otherwise: str) -> str:
    """The code that was chosen in `choice_box`, before it is drawn; another where nothing was."""
    return str(choice(name).get() if choice(name).is_set() else otherwise)


def begin_view(page: str) -> None:
    """Forget what was held for one view of a page when another page is opened."""
    if VIEW_OF.get() != page:
        VIEW_OF.put(page)
        VIEW.put({})


def view() -> dict[str, Any]:
    """What is held until the page is left."""
    return VIEW.get()


def preselect(name: str, code: str) -> None:
    """Let `choice_box` show a code that was chosen by other means than its widget."""
    choice(name).put(code)
    choice_version(name).put(choice_version(name).get() + 1)
