"""The address of the page holds the claim: it is read when a session starts or the user goes back, and written after
every edit."""

from __future__ import annotations

import time

import streamlit as st

from negotiation.handouts.link.claim_link import BadLink, claim_of_link, to_link_and_whole
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.web.session.claim_session import SAMPLE_NAMES, claim_session, open_claim, sample
from negotiation.web.session.session_state import (
    ADDRESS_AT,
    ADDRESS_EDITS,
    ADDRESS_TOKEN,
    ADDRESS_WANTED,
    ADDRESS_WHOLE,
    ADDRESS_WRITES,
    CLAIM_SESSION,
    LANGUAGE,
)
from negotiation.web.shell.saved_claim_mark import keep_identity, open_marked, write_mark

CLAIM = "claim"
"""Under which name the address holds the claim; the language stands under the key that it has in the session."""

SETTLED = 2.0
"""Seconds after which an address that is not ours means that the user went back, not that the browser is still
behind."""

MOST_WRITES, WITHIN = 80, 30.0
"""Browsers refuse more changes of the address than about a hundred in half a minute."""


def read_address() -> str:
    """Lay open what the address holds, if it is not what we wrote last; returns "bad_link" where it cannot be read."""
    token = st.query_params.get(CLAIM)
    known = ADDRESS_TOKEN.get()
    if token is None and not CLAIM_SESSION.is_set():
        open_marked()
    if token is None or token == known:
        return ""
    if CLAIM_SESSION.is_set() and (ADDRESS_EDITS.get() != claim_session().edits or not _settled()):
        return ""
    ADDRESS_TOKEN.put(token)
    try:
        sheaf = claim_of_link(token or "")
    except BadLink:
        return "bad_link"
    origin = sheaf.base or sheaf.claim
    kind = next((name for name in SAMPLE_NAMES if origin == sample(name)), "own")
    before = CLAIM_SESSION.get()
    open_claim(sheaf.claim, kind, sheaf.base, dict(sheaf.snapshots))
    keep_identity(before)
    ADDRESS_EDITS.put(claim_session().edits)
    ADDRESS_WANTED.put(token)
    return ""


def write_address(lang: str) -> str:
    """Put the claim and the language into the address; what did not fit: "too_long_for_link", "left_out_of_link", or
    nothing."""
    now = claim_session()
    if st.query_params.get(LANGUAGE.key) != lang:
        st.query_params[LANGUAGE.key] = lang
        ADDRESS_AT.put(time.monotonic())
    if ADDRESS_EDITS.get() != now.edits:
        wanted, whole = to_link_and_whole(now.sheaf)
        ADDRESS_WANTED.put(wanted)
        ADDRESS_WHOLE.put(whole)
        ADDRESS_EDITS.put(now.edits)
    wanted = ADDRESS_WANTED.get()
    moment = time.monotonic()
    writes = [each for each in ADDRESS_WRITES.get() if moment - each < WITHIN]
    if st.query_params.get(CLAIM) != wanted and len(writes) < MOST_WRITES:
        if wanted is None:
            st.query_params.pop(CLAIM, None)
        else:
            st.query_params[CLAIM] = wanted
        ADDRESS_TOKEN.put(wanted)
        ADDRESS_AT.put(moment)
        ADDRESS_WRITES.put((*writes, moment))
    if write_mark():
        ADDRESS_AT.put(moment)
    return "too_long_for_link" if wanted is None else "" if ADDRESS_WHOLE.get() else "left_out_of_link"


def keep_address(lang: str) -> None:
    """Write the address, and say what did not fit into it."""
    left_out = write_address(lang)
    if left_out:
        st.warning(say(lang, f"app.{left_out}"))


def read_language(browser: str) -> None:
    """The language of this session: from the address when it starts or the user goes back, else what the browser
    asks for."""
    asked = st.query_params.get(LANGUAGE.key)
    if not LANGUAGE.is_set():
        LANGUAGE.put(asked if asked is not None and asked in LANGUAGES else browser)
    elif asked is not None and asked in LANGUAGES and asked != LANGUAGE.get() and _settled():
        LANGUAGE.put(asked)


def remember_language() -> None:
    """Keep a choice of language in the address, before anything else reads it."""
    st.query_params[LANGUAGE.key] = LANGUAGE.get()
    ADDRESS_AT.put(time.monotonic())


def _settled() -> bool:
    return time.monotonic() - float(ADDRESS_AT.get()) > SETTLED
