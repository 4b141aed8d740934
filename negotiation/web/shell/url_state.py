"""The address of the page holds the claim: it is read when a session starts or the user goes back, and written after
every edit."""

from __future__ import annotations

import time

import streamlit as st

from negotiation.handouts.link.claim_link import BadLink, claim_of_link, to_link_and_whole
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.web.session.claim_session import SAMPLE_NAMES, claim_session, open_claim, sample
from negotiation.web.shell.saved_claim_mark import keep_identity, open_marked, write_mark

CLAIM, LANGUAGE = "claim", "lang"
SETTLED = 2.0
"""Seconds after which an address that is not ours means that the user went back, not that the browser is still
behind."""

MOST_WRITES, WITHIN = 80, 30.0
"""Browsers refuse more changes of the address than about a hundred in half a minute."""


def read_address() -> str:
    """Lay open what the address holds, if it is not what we wrote last; returns "bad_link" where it cannot be read."""
    state, token = st.session_state, st.query_params.get(CLAIM)
    known = state.get("address_token")
    if token is None and "desk" not in state:
        open_marked()
    if token is None or token == known:
        return ""
    if "desk" in state and (state.get("address_edits") != claim_session().edits or not _settled()):
        return ""
    state["address_token"] = token
    try:
        sheaf = claim_of_link(token or "")
    except BadLink:
        return "bad_link"
    origin = sheaf.base or sheaf.claim
    kind = next((name for name in SAMPLE_NAMES if origin == sample(name)), "own")
    before = state.get("desk")
    open_claim(sheaf.claim, kind, sheaf.base, dict(sheaf.snapshots))
    keep_identity(before)
    state["address_edits"], state["address_wanted"] = claim_session().edits, token
    return ""


def write_address(lang: str) -> str:
    """Put the claim and the language into the address; what did not fit: "too_long_for_link", "left_out_of_link", or
    nothing."""
    state, now = st.session_state, claim_session()
    if st.query_params.get(LANGUAGE) != lang:
        st.query_params[LANGUAGE] = lang
        state["address_at"] = time.monotonic()
    if state.get("address_edits") != now.edits:
        state["address_wanted"], state["address_whole"] = to_link_and_whole(now.sheaf)
        state["address_edits"] = now.edits
    wanted = state.get("address_wanted")
    moment = time.monotonic()
    writes = [each for each in state.get("address_writes", ()) if moment - each < WITHIN]
    if st.query_params.get(CLAIM) != wanted and len(writes) < MOST_WRITES:
        if wanted is None:
            st.query_params.pop(CLAIM, None)
        else:
            st.query_params[CLAIM] = wanted
        state["address_token"], state["address_at"], state["address_writes"] = wanted, moment, [*writes, moment]
    if write_mark():
        state["address_at"] = moment
    return "too_long_for_link" if wanted is None else "" if state.get("address_whole", True) else "left_out_of_link"


def keep_address(lang: str) -> None:
    """Write the address, and say what did not fit into it."""
    left_out = write_address(lang)
    if left_out:
        st.warning(say(lang, f"app.{left_out}"))


def read_language(browser: str) -> None:
    """The language of this session: from the address when it starts or the user goes back, else what the browser
    asks for."""
    state, asked = st.session_state, st.query_params.get(LANGUAGE)
    if LANGUAGE not in state:
        state[LANGUAGE] = asked if asked in LANGUAGES else browser
    elif asked in LANGUAGES and asked != state[LANGUAGE] and _settled():
        state[LANGUAGE] = asked


def remember_language() -> None:
    """Keep a choice of language in the address, before anything else reads it."""
    st.query_params[LANGUAGE] = st.session_state[LANGUAGE]
    st.session_state["address_at"] = time.monotonic()


def _settled() -> bool:
    return time.monotonic() - float(st.session_state.get("address_at", 0.0)) > SETTLED
