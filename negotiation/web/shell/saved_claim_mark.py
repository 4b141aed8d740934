"""Which kept claim lies open, as a mark in the address: after a reload or a step back it is still the same claim,
not a second one.

The mark is code~version~seal. The seal is made of the document as it was kept, so that nobody who has not seen it
can make a link that opens other facts under the number of a claim.
"""

from __future__ import annotations

import hashlib
import re

import streamlit as st

from negotiation.claim.document.dossier import Dossier, dumps
from negotiation.core.problems import BadInput
from negotiation.services.claim_history import states
from negotiation.store import revision
from negotiation.web.session.claim_repository import open_saved_claim
from negotiation.web.session.claim_session import ClaimSession, claim_session
from negotiation.web.session.session_context import store_now
from negotiation.web.session.session_state import SAVED_CLAIM_MARK

KEPT = "kept"
LONGEST = 100
SIGNS = 16
MARK = r"(.+)~([0-9]{1,9})~([0-9a-f]+)"


def seal_of(kept: Dossier | None) -> str:
    """A short digest of a document as it was kept; of a line without one as well."""
    return hashlib.sha256(b"" if kept is None else dumps(kept).encode()).hexdigest()[:SIGNS]


def write_mark() -> bool:
    """Put the mark of the open claim into the address if it is another one than was written last; whether it was
    written."""
    now = claim_session()
    place = (now.code, now.version, id(now.kept))
    if SAVED_CLAIM_MARK.get() == place:
        return False
    SAVED_CLAIM_MARK.put(place)
    if now.code and now.version:
        st.query_params[KEPT] = f"{now.code}~{now.version}~{seal_of(now.kept)}"
    else:
        st.query_params.pop(KEPT, None)
    return True


def open_marked() -> bool:
    """Lay the claim open that the mark names, where the address is too short to hold the claim itself; whether there
    is one."""
    found = _marked(st.query_params.get(KEPT, ""))
    if found is None:
        return False
    open_saved_claim(found[0])
    return True


def keep_identity(before: ClaimSession | None) -> None:
    """What was just laid open from the address is the kept claim that the mark names, or an earlier state of what
    lay open before."""
    now = claim_session()
    found = _marked(st.query_params.get(KEPT, ""))
    if before is not None and before.code and (found is None or found[0] == before.code):
        if found is not None or any(each == now.claim for each in states(before.history)):
            now.code, now.version, now.kept = before.code, before.version, before.kept
    elif found is not None:
        now.code, now.version, now.kept = found


def _marked(mark: str) -> tuple[str, int, Dossier | None] | None:
    """Code, version and document of the claim that a mark names; None where there is none such here."""
    parts = re.fullmatch(MARK, mark[:LONGEST])
    if parts is None:
        return None
    code, version = parts[1], int(parts[2])
    try:
        kept = revision(store_now(), code, version)[1].dossier
    except BadInput:
        return None
    return (code, version, kept) if seal_of(kept) == parts[3] else None
