"""The open claim goes into the store and comes back: the use cases of `services/save_claim.py`, and what the session
remembers of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from negotiation.core.problems import BadInput
from negotiation.finance.register.entry import Entry
from negotiation.services.draft import Draft
from negotiation.services.save_claim import (
    document_of_version,
    is_in_store,
    merge_with_saved,
    save_claim,
    saved_claim,
)
from negotiation.store import Conflict, Merged
from negotiation.web.session.authority_check import offers_asked_once
from negotiation.web.session.claim_session import (
    claim_session,
    commit_step,
    draft_now,
    is_complete,
    open_claim,
    summary_now,
)
from negotiation.web.session.session_context import context_now, with_refusal
from negotiation.web.session.session_state import CONFLICT, REGISTER_VIEW


def is_saved() -> bool:
    """Whether the open claim is saved as it stands."""
    return draft_now().is_saved


def save_open_claim(note: bool = True) -> bool:
    """Save the open claim; False where it could not be, with the reason under `keep`. `note`: see `save_claim`."""
    return remember_saved(
        lambda: save_claim(
            context_now(), draft_now(), note, summary_now() if is_complete() else None, offers_asked_once
        )
    )


def remember_saved(do: Callable[[], Draft]) -> bool:
    """Let the session know the open claim as it was saved; False where it could not be, with the reason under `keep`
    and the conflict, if it is one, for the page to offer ways out."""
    now = claim_session()
    try:
        saved = do()
    except BadInput as error:
        if isinstance(error, Conflict):
            CONFLICT.put(error)
        now.refused["keep"] = error.problems
        return False
    now.code, now.version, now.kind, now.kept = saved.code, saved.version, "own", saved.kept
    now.refused.pop("keep", None)
    CONFLICT.forget()
    REGISTER_VIEW.forget()
    return True


def is_entry_saved(entry: Entry) -> bool:
    """Whether the claim of a line from a file is in the store already; not where the store is out of reach."""
    return is_in_store(context_now(), entry)


def open_saved_claim(code: str) -> None:
    """Lay a saved claim open; a line that was imported without a document begins a claim with what it says."""
    found = with_refusal("shelf", lambda: saved_claim(context_now(), code))
    if found is None:
        return
    open_claim(found.claim, "own", keep=True)
    now = claim_session()
    now.code, now.version, now.kept = found.code, found.version, found.kept
    CONFLICT.forget()


def open_version(number: int) -> None:
    """An earlier version of the open claim in place of it, as one step of its history; saving it makes a new
    version."""
    found = with_refusal("keep_earlier", lambda: document_of_version(context_now(), claim_session().code, number))
    if found is not None:
        commit_step("keep_earlier", lambda _: found)


def preview_merge(theirs_count: bool = False) -> Merged:
    """Both changes in one document; where both changed a field, mine stands, or theirs if they count."""
    return merge_with_saved(context_now(), draft_now(), theirs_count)[0]


def merge_and_save(theirs_count: bool) -> None:
    """Both changes into the open claim, as one step of its history, and save it."""
    found = with_refusal("keep", lambda: merge_with_saved(context_now(), draft_now(), theirs_count))
    if found is None:
        return
    merged, theirs = found
    if commit_step("keep", lambda _: merged.dossier()):
        now = claim_session()
        now.version, now.kept = theirs.version, theirs.kept
        save_open_claim()


def take_theirs() -> None:
    """Their version in place of mine; mine stays as a named version and one step back in the history."""
    now = claim_session()
    found = with_refusal("keep", lambda: saved_claim(context_now(), now.code))
    if found is None:
        return
    named = {**now.snapshots, f"{datetime.now():%H:%M:%S}": now.claim}
    now.history = replace(now.history, snapshots=named)
    if not commit_step("keep", lambda _: found.claim):
        return
    now.version, now.kept = found.version, found.kept
    CONFLICT.forget()
