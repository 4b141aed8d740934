"""Which claim is open: a sample, or the user's own file. Reading a bad file says why and keeps the claim that was open."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from negotiation.charts import error_text, for_markdown
from negotiation.dossier import Dossier, dumps, loads
from negotiation.pages.form import choose, forget_levers
from negotiation.units import BadInput
from negotiation.words import pick, say

SAMPLES = Path(__file__).parents[2] / "data" / "claims"
CHOICES = ("gift_boxes", "mail_order_boxes", "own_file")


def open_claim(lang: str) -> Dossier:
    """The claim that is open, with its header line."""
    choice = st.session_state.get("chosen_claim", CHOICES[0])
    if "own_claim" not in st.session_state and choice == "own_file":
        choice = CHOICES[0]
    dossier = loads(st.session_state["own_claim"]) if choice == "own_file" else sample(choice)
    case = dossier.case
    names = {
        "customer": for_markdown(pick(case.customer.name, lang)),
        "order": for_markdown(pick(case.order.reference, lang)),
        "stage": say(lang, f"stage.{case.stage}"),
    }
    line = say(lang, "header.line", **names) + (say(lang, "header.answer_by", when=case.answer_by) if case.answer_by else "")
    note = "" if choice == "own_file" else f"  \n:gray[{say(lang, 'app.sample')}]"
    st.markdown(f"**{for_markdown(pick(case.title, lang))}** · {line}{note}")
    return dossier


def sample(name: str) -> Dossier:
    """A claim that we ship."""
    return loads((SAMPLES / f"{name}.json").read_bytes())


def claim_menu(lang: str, bar: DeltaGenerator, current: Dossier) -> None:
    """The ways to open another claim, and to save this one as it stands now, with what was moved on the page."""
    with bar.popover(say(lang, "app.open_claim"), icon=":material/folder_open:"):
        _menu(lang, current)


def _menu(lang: str, dossier: Dossier) -> None:
    available = [name for name in CHOICES if name != "own_file" or "own_claim" in st.session_state]

    def label(name: str) -> str:
        return say(lang, "app.own_file") if name == "own_file" else str(pick(sample(name).case.title, lang))

    choose("claim", say(lang, "app.open_claim"), available, label, then=forget_levers)
    st.file_uploader(say(lang, "app.upload"), type=["json"], key="upload", on_change=_read_upload)
    for problem in st.session_state.get("upload_problems", ()):
        st.error(for_markdown(error_text(problem, lang)))
    st.download_button(say(lang, "app.download"), dumps(dossier), "claim.json", "application/json", width="stretch")


def _read_upload() -> None:
    st.session_state["upload_problems"] = ()
    uploaded = st.session_state["upload"]
    if uploaded is None:
        return
    try:
        read = loads(uploaded.getvalue())
    except BadInput as error:
        st.session_state["upload_problems"] = error.problems
        return
    st.session_state["own_claim"] = dumps(read)
    st.session_state["chosen_claim"] = "own_file"
    forget_levers()
