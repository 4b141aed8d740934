"""Charts and tables as every page shows them: each chart with the same as a picture, each table with the same rows
as a file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from negotiation.claim.summary.claim_summary import Summary
from negotiation.core.problems import BadInput
from negotiation.handouts.common.csv_table import table_file
from negotiation.handouts.common.footer import footer_in_full, footer_lines, picture_title, stamp_of
from negotiation.handouts.common.picture import PICTURES, picture
from negotiation.i18n.catalogue import say
from negotiation.presentation.common.errors import error_text
from negotiation.presentation.common.escaping import for_markdown
from negotiation.presentation.common.theme import INK, INK_ON_DARK
from negotiation.presentation.trees.chart import tree_chart
from negotiation.presentation.trees.text import Node, as_dot
from negotiation.web.session.claim_session import claim_session, is_complete, summary_now
from negotiation.web.session.session_state import PICTURE_PROBLEMS, PICTURES_DRAWN

if TYPE_CHECKING:
    import plotly.graph_objects as go

BARE = {"displayModeBar": False, "displaylogo": False}
TYPES = {"png": "image/png", "svg": "image/svg+xml"}
Notes = Callable[[], Sequence[str]]


def ink_now() -> str:
    """The colour of words on a chart: dark on a light page."""
    return INK_ON_DARK if st.context.theme.type == "dark" else INK


def chart_with_downloads(
    name: str,
    draw: Callable[[str], go.Figure],
    alt: str,
    lang: str,
    notes: Notes | Summary | None = None,
    caption: str = "",
    day: date | None = None,
) -> None:
    """A chart in the ink of the page with its `caption`, and below it the way to the same as a picture.

    `notes` are the lines below the picture, or the summary that was drawn; without them those of the open claim. The
    file is named by the `day` of its figures, without one by today.
    """
    st.plotly_chart(draw(ink_now()), theme=None, key=name, config=BARE, alt=alt)
    if caption:
        st.caption(caption)
    _as_picture(
        name,
        lambda: draw(INK),
        _notes(notes, lang, footer_lines),
        alt if callable(notes) else picture_title(claim_session().claim, alt, lang),
        lang,
        day,
    )


def tree_with_downloads(name: str, nodes: Sequence[Node], alt: str, lang: str) -> None:
    """A tree as graphviz draws it for the page, and the way to it as a picture."""
    st.graphviz_chart(as_dot(nodes, ink_now()), width="stretch", alt=alt)
    _as_picture(
        name,
        lambda: tree_chart(nodes),
        _notes(None, lang, footer_lines),
        picture_title(claim_session().claim, alt, lang),
        lang,
    )


def table_with_downloads(
    name: str,
    heads: Mapping[str, str],
    rows: Sequence[Mapping[str, Any]],
    alt: str,
    lang: str,
    right: Sequence[str] = (),
    config: Mapping[str, Any] | None = None,
    notes: Notes | Summary | None = None,
    by_key: bool = False,
    day: date | None = None,
    **more: Any,
) -> None:
    """Rows under their heads, columns `right` aligned right, and below them the same rows as a file for a
    spreadsheet.

    `config` says more of a column by its key; `by_key`: the columns are called by their keys and `config` holds what
    stands over them. The file is named by the `day` of its figures, without one by today.
    """
    columns = {key: key if by_key else head for key, head in heads.items()}
    shown = {columns[key]: st.column_config.TextColumn(alignment="right") for key in right}
    shown |= {columns[key]: each for key, each in (config or {}).items()}
    frame = pd.DataFrame([[row.get(key, "") for key in heads] for row in rows], columns=list(columns.values()))
    st.dataframe(frame, hide_index=True, column_config=shown, alt=alt, **more)
    closing = _notes(notes, lang, footer_in_full)
    st.download_button(
        say(lang, "pictures.table"),
        lambda: table_file(heads, rows, closing()),
        f"{name}-{(day or date.today()).isoformat()}.csv",
        "text/csv",
        key=f"csv_{name}",
        type="tertiary",
        icon=":material/csv:",
        help=say(lang, "pictures.table_help"),
    )


def _notes(notes: Notes | Summary | None, lang: str, carry: Callable[[Summary, date, str], Sequence[str]]) -> Notes:
    """The lines that a file carries: given, or those of a summary; of an open claim without a verdict only the stamp.

    They are worked out when a file is asked for, which is outside of the page: so nothing of the session is read then.
    """
    if callable(notes):
        return notes
    today, claim = date.today(), claim_session().claim
    if notes is None and not is_complete():
        return lambda: (stamp_of(claim, today, lang),)
    summary = notes or summary_now()
    return lambda: carry(summary, today, lang)


def _as_picture(
    name: str, draw: Callable[[], go.Figure], notes: Notes, title: str, lang: str, day: date | None = None
) -> None:
    """A small way to the picture: it is drawn when it is asked for, since that takes seconds and needs a browser."""
    with st.container(horizontal=True):
        folded = st.popover(
            say(lang, "pictures.picture"),
            type="tertiary",
            icon=":material/image:",
            key=f"picture_{name}",
            help=say(lang, "pictures.help"),
            on_change="rerun",
        )
    if not folded.open:
        return
    figure, below = draw(), tuple(notes())
    known = hashlib.sha256("\n".join([str(figure.to_json()), *below, title]).encode()).hexdigest()[:12]
    with folded:
        for kind in PICTURES:
            ready = PICTURES_DRAWN.get().get((known, kind))
            words, key = {"ending": kind.upper()}, f"{kind}_{name}"
            if ready is None:
                st.button(
                    say(lang, "pictures.draw", **words),
                    key=f"draw_{key}",
                    icon=":material/draw:",
                    on_click=_draw,
                    args=(known, kind, figure, below, title),
                )
            else:
                st.download_button(
                    say(lang, "pictures.download", **words),
                    ready,
                    f"{name}-{(day or date.today()).isoformat()}.{kind}",
                    TYPES[kind],
                    key=f"take_{key}",
                    icon=":material/download:",
                )
        for problem in PICTURE_PROBLEMS.get():
            st.error(for_markdown(error_text(problem, lang)))


def _draw(known: str, kind: str, figure: go.Figure, below: Sequence[str], title: str) -> None:
    """Draw a picture; where there is no browser to draw it, say so. Only the pictures of the last chart are kept."""
    pictures = PICTURES_DRAWN.get()
    try:
        made = {(known, kind): picture(figure, kind, below, title.rstrip(".。"))}
    except BadInput as error:
        PICTURE_PROBLEMS.put(error.problems)
        return
    PICTURES_DRAWN.put({place: data for place, data in pictures.items() if place[0] == known} | made)
    PICTURE_PROBLEMS.put(())
