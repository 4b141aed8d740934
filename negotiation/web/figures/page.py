"""Figures: every figure of the app in one table, from its meaning to the function that computes it."""

from __future__ import annotations

import streamlit as st

from negotiation.i18n.catalogue import say
from negotiation.presentation.common.escaping import for_markdown
from negotiation.presentation.common.figure_text import HEADS, figure_rows
from negotiation.web.shell.page_fragment import page_fragment
from negotiation.web.widgets.chart_with_downloads import table_with_downloads

WIDE = ("meaning", "formula", "function")
"""Columns that hold sentences or paths."""


def page(lang: str) -> None:
    """Everything below the header, worked out anew on its own."""
    page_fragment(_all, lang)


def _all(lang: str) -> None:
    st.subheader(say(lang, "page.figures.title"), anchor=False)
    st.caption(say(lang, "figures_page.lead"))
    text = st.text_input(say(lang, "figures_page.find"), key="figures_find", max_chars=100, icon=":material/search:")
    rows = figure_rows(lang, text)
    if not rows:
        st.info(say(lang, "figures_page.none", text=for_markdown(text)))
        return
    st.caption(say(lang, "figures_page.count", count=len(rows)))
    heads = {key: say(lang, f"figures_page.{key}") for key in HEADS}
    config = {key: st.column_config.TextColumn(width="large" if key in WIDE else None) for key in HEADS}
    config["name"] = st.column_config.TextColumn(pinned=True)
    table_with_downloads("figures", heads, rows, say(lang, "page.figures.title"), lang, config=config, height=560)
    st.caption(say(lang, "figures_page.letters"))
