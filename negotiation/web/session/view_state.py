"""What to look at: folds that stay open, and choices that keep what was chosen while its words change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st


def remembered_expander(name: str, label: str, icon: str) -> Any:
    """A fold that stays open when its label changes; draw into it only while it is `.open`."""
    state, widget = f"open_{name}", f"fold_{name}_{hashlib.sha256(label.encode()).hexdigest()[:12]}"

    def take() -> None:
        if widget in st.session_state:
            st.session_state[state] = bool(st.session_state[widget])

    return st.expander(label, expanded=bool(st.session_state.get(state)), icon=icon, key=widget, on_change=take)


def choice_box(
    name: str, label: str, codes: Sequence[str], words: Callable[[str], str], first: str | None = None, **more: Any
) -> str:
    """A choice of what to look at, among codes whose words may change while it stands: what was chosen is the code,
    never the words."""
    codes = list(codes)
    now = chosen(name, first or codes[0])
    now = now if now in codes else (first or codes[0])
    shown = {code: words(code) for code in codes}
    version = st.session_state.get(f"shown_{name}", 0)
    preset = now if first and f"chosen_{name}" not in st.session_state else ""
    digest = hashlib.sha256(repr((shown, version, preset)).encode()).hexdigest()
    widget = f"{name}_{digest[:12]}"

    def take() -> None:
        if widget in st.session_state:
            st.session_state[f"chosen_{name}"] = st.session_state[widget]

    return str(
        st.selectbox(
            label, codes, index=codes.index(now), key=widget, format_func=shown.__getitem__, on_change=take, **more
        )
    )


def chosen(name: str, otherwise: str) -> str:
    """The code that was chosen in `choice_box`, before it is drawn; another where nothing was."""
    return str(st.session_state.get(f"chosen_{name}", otherwise))


def begin_view(page: str) -> None:
    """Forget what was held for one view of a page when another page is opened."""
    if st.session_state.get("view_of") != page:
        st.session_state["view_of"], st.session_state["view"] = page, {}


def view() -> dict[str, Any]:
    """What is held until the page is left."""
    found: dict[str, Any] = st.session_state.setdefault("view", {})
    return found


def preselect(name: str, code: str) -> None:
    """Let `choice_box` show a code that was chosen by other means than its widget."""
    st.session_state[f"chosen_{name}"] = code
    st.session_state[f"shown_{name}"] = st.session_state.get(f"shown_{name}", 0) + 1
