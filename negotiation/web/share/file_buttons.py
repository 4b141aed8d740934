"""The files of the Share page: a button each; pictures are drawn first, since that takes seconds and needs a
browser."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from negotiation.core.problems import BadInput
from negotiation.handouts.file_formats import file_of
from negotiation.handouts.handout_context import HandoutContext
from negotiation.handouts.single_piece import charts_of, tables_of
from negotiation.i18n.catalogue import say
from negotiation.presentation.common.errors import error_text
from negotiation.presentation.common.escaping import for_markdown
from negotiation.web.session.session_state import SHARED_PICTURES, SHARED_PROBLEMS
from negotiation.web.session.view_state import choice_box


@dataclass(frozen=True)
class Setting:
    """What is sent: by whom it is seen, in which language, on which paper."""

    side: str
    tongue: str
    paper: str


@dataclass(frozen=True)
class Kind:
    """What a file of an ending is called on each side, what the web calls its type, and its icon."""

    customer: str
    internal: str
    mime: str
    icon: str


OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    "eml": Kind("message", "note", "message/rfc822", ":material/mail:"),
    "pdf": Kind("proposal", "memo", "application/pdf", ":material/picture_as_pdf:"),
    "pptx": Kind("proposal", "slides", f"{OFFICE}.presentationml.presentation", ":material/slideshow:"),
    "xlsx": Kind("proposal", "workbook", f"{OFFICE}.spreadsheetml.sheet", ":material/table_view:"),
    "html": Kind("proposal", "page", "text/html", ":material/html:"),
    "ics": Kind("dates", "dates", "text/calendar", ":material/event:"),
    "csv": Kind("payments", "options", "text/csv", ":material/csv:"),
    "png": Kind("", "chart", "image/png", ":material/image:"),
    "svg": Kind("", "chart", "image/svg+xml", ":material/image:"),
}
NEEDS_A_BROWSER = ("png", "svg")


def downloads(material: HandoutContext, setting: Setting, lang: str) -> None:
    """A button a file; each is made when it is asked for."""
    st.markdown(f"**{say(lang, f'share.files_{setting.side}')}**")
    pieces = {"csv": "options", "png": "signature", "svg": "signature"}
    if setting.side == "internal":
        left, right = st.columns(2)
        with left:
            pieces["csv"] = choice_box(
                "share_table",
                say(lang, "share.table"),
                list(tables_of(material)),
                lambda code: say(lang, f"share.table_{code}"),
            )
        with right:
            names = list(charts_of(material))
            pieces["png"] = pieces["svg"] = choice_box(
                "share_chart", say(lang, "share.chart"), names, lambda code: say(lang, f"share.chart_{code}")
            )
    with st.container(horizontal=True, gap="small"):
        for ending, kind in KINDS.items():
            name = getattr(kind, setting.side)
            if name:
                _download(material, setting, ending, name, pieces.get(ending, ""), lang)
    for problem in SHARED_PROBLEMS.get():
        st.error(for_markdown(error_text(problem, lang)))


def _download(material: HandoutContext, setting: Setting, ending: str, name: str, piece: str, lang: str) -> None:
    kind, key = KINDS[ending], f"share_{setting.side}_{ending}"
    file = f"{name}-{material.made_on.isoformat()}-{material.mark}.{ending}"
    label = say(lang, f"share.file_{name}", ending=ending.upper())

    def make() -> bytes:
        return file_of(material, ending, setting.tongue, setting.side == "customer", setting.paper, piece)

    if ending not in NEEDS_A_BROWSER:
        st.download_button(label, make, file, kind.mime, key=key, icon=kind.icon)
        return
    drawn = (material.mark, ending, setting.tongue, piece)
    ready = SHARED_PICTURES.get()
    if drawn in ready:
        st.download_button(label, ready[drawn], file, kind.mime, key=key, icon=kind.icon)
    else:
        title = say(lang, "share.draw", ending=ending.upper())
        st.button(title, key=f"share_draw_{ending}", icon=kind.icon, on_click=_draw, args=(material, drawn))


def _draw(material: HandoutContext, drawn: tuple[str, str, str, str]) -> None:
    """Draw a picture; where there is no browser to draw it, say so."""
    try:
        SHARED_PICTURES.put({drawn: file_of(material, drawn[1], drawn[2], piece=drawn[3])})
        SHARED_PROBLEMS.put(())
    except BadInput as error:
        SHARED_PROBLEMS.put(error.problems)
