"""A short word that something was kept: told once, on the page as it is drawn next."""

from __future__ import annotations

from typing import Any

import streamlit as st

from negotiation.i18n.catalogue import say
from negotiation.web.session.session_state import TOAST


def queue_toast(key: str, **values: Any) -> None:
    """Have a text told."""
    TOAST.put((key, values))


def show_toast(lang: str) -> None:
    """Tell what is to be told."""
    told = TOAST.take()
    if told is not None:
        st.toast(say(lang, told[0], **told[1]), icon=":material/check_circle:")
