"""Figures: every figure of the app in one table, from its meaning to the function that computes it."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from negotiation.i18n.catalogue import say
from negotiation.presentation.common.escaping import for_markdown
from negotiation.presentation.common.figure_text import HEADS, figure_rows
from negotiation.web.shell.page_fragment import page_fragment
from negotiation.web.widgets.chart_with_downloads import table_with_downloads

FEW = 6
"""So many figures are shown one by one, with everything that is known of them; more stand in a table."""

WIDTHS: dict[str, Literal["medium", "large"]] = {
    "meaning": "large",
    "formula": "large",
    "function": "large",
    "unit": "medium",
}
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
    config = {key: st.column_config.TextColumn(width=width) for key, width in WIDTHS.items()}
    config["name"] = st.column_config.TextColumn(heads["name"], pinned=True)
    alt = say(lang, "page.figures.title")
    if len(rows) > FEW:
        table_with_downloads("figures", heads, rows, alt, lang, config=config, height=560)
    else:
        for row in rows:
            _card(row, heads, say(lang, "list.colon"))
    st.caption(say(lang, "figures_page.letters"))


def _card(row: dict[str, str], heads: dict[str, str], colon: str) -> None:
    """One figure with all that is known of it: its formula and the file to open for it first."""
    with st.container(border=True):
        st.markdown(f"**{for_markdown(row['name'])}**\n\n{for_markdown(row['meaning'])}")
        if row["formula"]:
            st.code(row["formula"], language=None, wrap_lines=True)
        rest = ("function", "unit", "pages", "source", "key", "json")
        st.markdown("\n".join(f"- {heads[key]}{colon}{for_markdown(row[key])}" for key in rest if row[key]))
