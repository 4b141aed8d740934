"""The shell of a page: everything below the header, worked out anew on its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

import streamlit as st

from negotiation.web.session.session_state import HEADER_WAITS
from negotiation.web.shell.error_boundary import with_error_boundary
from negotiation.web.shell.url_state import keep_address


def page_fragment(draw: Callable[[str], None], lang: str) -> None:
    """Draw a page so that a move on it works out only what is below the header, and keep its address.

    Where another claim lies open than the header shows, the whole page is run instead. What is unforeseen ends at
    the guard.
    """

    @st.fragment
    @wraps(draw)
    def body() -> None:
        if HEADER_WAITS.take():
            st.rerun(scope="app")
        with_error_boundary(whole, lang)

    def whole() -> None:
        draw(lang)
        keep_address(lang)

    body()
