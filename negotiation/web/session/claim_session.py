"""Which claim lies open in this session. Every edit goes through here: what becomes of its history says
`services/claim_history.py`.

The open claim is always one that can be computed: an edit that would break it is refused with its problems, and the
widget keeps what the user typed.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import streamlit as st

from negotiation.claim.defaults.first_questions import unanswered
from negotiation.claim.defaults.new_claim import new_claim
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.dossier_file import loads
from negotiation.claim.summary.claim_summary import Summary, summarise
from negotiation.claim.summary.remedy_forecasts import forecast_remedies
from negotiation.core.problems import BadInput, Problem
from negotiation.core.sample_data import sample_folder
from negotiation.handouts.link.claim_link import ClaimLink
from negotiation.model.rework.remedy_forecast import RemedyForecast
from negotiation.services.claim_history import (
    ClaimHistory,
    begin_history,
    changed_claim,
    redone,
    undone,
    with_baseline,
    with_step,
)
from negotiation.services.draft import Draft
from negotiation.web.session.session_state import CHALLENGE, CLAIM_SESSION, HEADER_WAITS, PREVIOUS_CLAIM_SESSION

SAMPLES = sample_folder("claims")
SAMPLE_NAMES = (
    "gift_boxes",
    "mail_order_boxes",
    "network_delivery",
    "failing_service",
    "gift_boxes_negotiation",
    "stopped_cooperation",
    "eight_requests",
)
ONE_MOVE = 1.0
"""Seconds within which moves of one widget are one step of the history."""


@dataclass
class ClaimSession:
    """What one session has before it: the open claim with its history, and what the session knows of it.

    - `kind`: the sample's name, or "own".
    - `refused`: problems by the widget that caused them.
    - `last`: the widget that made the last step, and when.
    - `edits`: grows with everything that a link to the claim would show.
    - `code`, `version`, `kept`: under which code and in which version the claim is saved (empty and 0: not yet), and
      what it was then.
    - `computed` and the like: what was worked out last, with the claim from which it was.
    """

    history: ClaimHistory
    kind: str
    refused: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    last: tuple[str, float] = ("", 0.0)
    edits: int = 0
    computed: tuple[Dossier, Summary] | None = None
    computed_base: tuple[Dossier, Summary | None] | None = None
    computed_remedies: tuple[Dossier, tuple[RemedyForecast, ...]] | None = None
    code: str = ""
    version: int = 0
    kept: Dossier | None = None

    @property
    def claim(self) -> Dossier:
        """The claim as it stands."""
        return self.history.claim

    @property
    def base(self) -> Dossier:
        """The version that figures are compared with."""
        return self.history.base

    @property
    def past(self) -> tuple[Dossier, ...]:
        """The steps before it, the last one last."""
        return self.history.past

    @property
    def snapshots(self) -> Mapping[str, Dossier]:
        """Versions that were given a name."""
        return self.history.snapshots

    @property
    def sheaf(self) -> ClaimLink:
        """What a link carries."""
        return ClaimLink(self.claim, self.base, self.snapshots)


def sample(name: str) -> Dossier:
    """A claim that we ship."""
    return _samples(str(SAMPLES / f"{name}.json"))


@st.cache_data(show_spinner=False)
def _samples(path: str) -> Dossier:
    return loads(Path(path).read_bytes())


def claim_session() -> ClaimSession:
    """What this session has before it; the first sample lies open in a new one."""
    if not CLAIM_SESSION.is_set():
        open_claim(sample(SAMPLE_NAMES[0]), SAMPLE_NAMES[0])
    found: ClaimSession = CLAIM_SESSION.get()
    return found


def draft_now() -> Draft:
    """The open claim, and what of it is in the store."""
    now = claim_session()
    return Draft(now.claim, now.code, now.version, now.kept)


def open_claim(
    claim: Dossier,
    kind: str,
    base: Dossier | None = None,
    snapshots: Mapping[str, Dossier] | None = None,
    keep: bool = False,
) -> None:
    """Another claim: its history starts anew, and it is its own pinned version unless one comes with it.

    What lay open can be opened again if anything was done to it, or if `keep` says so.
    """
    before: ClaimSession | None = CLAIM_SESSION.get()
    edits = before.edits + 1 if before else 0
    if before and (keep or before.kind == "own" or before.code or before.past or before.snapshots):
        PREVIOUS_CLAIM_SESSION.put(before)
    CLAIM_SESSION.put(ClaimSession(begin_history(claim, base, snapshots or {}), kind, edits=edits))
    CHALLENGE.put("as_judged")
    HEADER_WAITS.put(True)


def reopen_previous() -> None:
    """The claim that lay open before, with its history and snapshots; this one takes its place."""
    before: ClaimSession = PREVIOUS_CLAIM_SESSION.get()
    now = claim_session()
    PREVIOUS_CLAIM_SESSION.put(now)
    before.edits = max(before.edits, now.edits) + 1
    CLAIM_SESSION.put(before)


def open_sample(name: str) -> None:
    """One of the claims that we ship."""
    open_claim(sample(name), name)


def start_new() -> None:
    """An empty claim that waits for ten answers."""
    open_claim(new_claim(date.today()), "own")


def update_claim(name: str, change: Callable[[Dossier], Dossier]) -> bool:
    """Change the open claim; False where the result could not be computed, with the problems kept under the widget's
    name."""
    now = claim_session()
    try:
        changed = changed_claim(now.claim, change)
        if changed is not now.claim and not unanswered(changed):
            now.computed = (changed, summarise(changed))
    except BadInput as error:
        now.refused[name] = error.problems
        return False
    except Exception:
        reference = secrets.token_hex(4)
        logging.getLogger("negotiation").exception("edit failed, reference %s", reference)
        now.refused[name] = (Problem("unforeseen", "", reference),)
        return False
    now.refused.pop(name, None)
    if changed == now.claim:
        return True
    if now.kept is now.claim or changed.case.stage != now.claim.case.stage:
        HEADER_WAITS.put(True)  # the bar says otherwise from now on
    moment = time.monotonic()
    same_step = name == now.last[0] and moment - now.last[1] < ONE_MOVE
    now.history = with_step(now.history, changed, same_step)
    now.last, now.edits = (name, moment), now.edits + 1
    return True


def commit_step(name: str, change: Callable[[Dossier], Dossier]) -> bool:
    """An edit that is a step of its own, however quickly another follows."""
    done = update_claim(name, change)
    claim_session().last = ("", 0.0)
    return done


def replace_claim(claim: Dossier, name: str = "") -> None:
    """Lay a version of the same claim open, as one step of the history."""
    update_claim(name or "put", lambda _: claim)
    claim_session().last = ("", 0.0)


def back_to_baseline() -> None:
    """The pinned version, as one step of the history."""
    replace_claim(claim_session().base)


def undo() -> None:
    """One step back."""
    _move_to(undone(claim_session().history))


def redo() -> None:
    """One step forward again."""
    _move_to(redone(claim_session().history))


def _move_to(history: ClaimHistory) -> None:
    now = claim_session()
    if history is not now.history:
        now.history, now.last, now.edits, now.refused = history, ("", 0.0), now.edits + 1, {}


def set_baseline() -> None:
    """The claim as it stands becomes the version that later figures are compared with."""
    keep_history(with_baseline(claim_session().history))


def keep_history(history: ClaimHistory) -> None:
    """Another baseline or other snapshots of the open claim; nothing is done where they are the same."""
    now = claim_session()
    if history is not now.history:
        now.history, now.edits = history, now.edits + 1


def is_complete() -> bool:
    """Whether the questions without which there is no verdict are answered."""
    return not unanswered(claim_session().claim)


def summary_now() -> Summary:
    """The open claim, computed; kept until it changes."""
    now = claim_session()
    if now.computed is None or now.computed[0] is not now.claim:
        now.computed = (now.claim, summarise(now.claim))
    return now.computed[1]


def summary_of_base() -> Summary | None:
    """The pinned version, computed; None while it has no verdict."""
    now = claim_session()
    if now.computed_base is None or now.computed_base[0] is not now.base:
        now.computed_base = (now.base, None if unanswered(now.base) else summarise(now.base))
    return now.computed_base[1]


def remedies_now() -> tuple[RemedyForecast, ...]:
    """What each remedy of the open claim costs and when it arrives; kept until the claim changes."""
    now = claim_session()
    if now.computed_remedies is None or now.computed_remedies[0] is not now.claim:
        now.computed_remedies = (now.claim, forecast_remedies(now.claim))
    return now.computed_remedies[1]
