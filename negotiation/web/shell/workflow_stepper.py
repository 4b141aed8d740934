"""The way of a claim in the bar: at which of its seven steps it stands, what is done, and a step away from each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from negotiation.claim.progress.workflow import current_step, workflow_steps
from negotiation.i18n.catalogue import say
from negotiation.web.session.claim_session import claim_session
from negotiation.web.session.session_state import fold

PAGE_OF_STEP: Mapping[str, tuple[str, str]] = {
    "facts": ("claim", ""),
    "diagnosis": ("playbook", "playbook_diagnosis"),
    "rework": ("rework", ""),
    "offers": ("options", ""),
    "negotiate": ("negotiate", ""),
    "share": ("share", ""),
    "follow_up": ("playbook", "playbook_follow_up"),
}
"""The page of each step, and the fold on it that opens."""


def workflow_stepper(lang: str, page: str, pages: Mapping[str, Any]) -> None:
    """A button that says where the claim stands and opens the list of steps; every step can be gone to or skipped at
    will."""
    steps = workflow_steps(claim_session().claim, date.today())
    at = current_step(steps)
    number = len(steps) if at is None else steps.index(at) + 1
    name = say(lang, "way.done") if at is None else say(lang, f"way.{at.name}")
    with st.popover(
        say(lang, "way.at", number=number, count=len(steps), name=name),
        icon=":material/route:",
        help=say(lang, "way.help"),
        key=f"way_on_{page}",
    ):
        for place, each in enumerate(steps, start=1):
            icon = (
                ":material/check_circle:"
                if each.done
                else ":material/arrow_circle_right:"
                if each is at
                else ":material/radio_button_unchecked:"
            )
            label = say(lang, "way.step", number=place, name=say(lang, f"way.{each.name}"))
            there, folded = PAGE_OF_STEP[each.name]
            if st.button(
                label,
                key=f"way_{each.name}",
                icon=icon,
                width="stretch",
                type="primary" if each is at else "secondary",
                on_click=_open,
                args=(folded,),
            ):
                st.switch_page(pages[there], query_params={"lang": lang})


def _open(folded: str) -> None:
    if folded:
        fold(folded).put(True)
