"""The one edge for everything unforeseen: the user gets a reference, the log gets the trace, nothing that was
entered is lost."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable

import streamlit as st

from negotiation.i18n.catalogue import say


def with_error_boundary(work: Callable[[], None], lang: str) -> None:
    """Do the work; if it fails, say so with a number that stands in the log beside the trace."""
    try:
        work()
    except Exception:
        reference = secrets.token_hex(4)
        logging.getLogger("negotiation").exception("page failed, reference %s", reference)
        st.error(say(lang, "app.fault", reference=reference))
