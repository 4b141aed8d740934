"""The claim negotiation calculator as a page: configuration, language, navigation; nothing else."""

import logging
import secrets

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from negotiation.pages import options
from negotiation.words import LANGUAGES, say

NAMES = {"en": "English", "zh": "中文"}


def language() -> str:
    """The chosen language: from the switch, else from the link, else what the browser asks for."""
    browser = "zh" if str(st.context.locale or "").lower().startswith("zh") else "en"
    if "language" not in st.session_state:
        asked = st.query_params.get("lang", browser)
        st.session_state["language"] = asked if asked in LANGUAGES else browser
    st.segmented_control(
        "Language · 语言", LANGUAGES, format_func=NAMES.__getitem__, key="language", label_visibility="collapsed", required=True, on_change=remember
    )
    return str(st.session_state["language"])


def remember() -> None:
    """Keep the language in the link."""
    st.query_params["lang"] = st.session_state["language"]


def show(lang: str, bar: DeltaGenerator) -> None:
    """The page, with one edge for everything unforeseen: the user gets a reference, the log gets the trace."""
    try:
        options.page(lang, bar)
    except Exception:
        reference = secrets.token_hex(4)
        logging.getLogger("negotiation").exception("page failed, reference %s", reference)
        st.error(say(lang, "app.fault", reference=reference))


st.set_page_config(page_icon="📦", layout="wide")
top_bar = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center")
with top_bar:
    chosen_language = language()
st.set_page_config(page_title=say(chosen_language, "app.title"))
pages = [st.Page(lambda: show(chosen_language, top_bar), title=say(chosen_language, "page.options.title"), url_path="options", default=True)]
st.navigation(pages, position="hidden").run()
