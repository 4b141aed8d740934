"""The shelf: where claims are kept, who keeps them, and how the open one goes there and comes back."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from functools import partial
from itertools import takewhile

import streamlit as st

from negotiation.claim.commitments.register_entry import register_entry
from negotiation.claim.document.dossier import Dossier, to_document
from negotiation.claim.edits.from_register import claim_from_entry, with_entry
from negotiation.core.problems import BadInput, Problem
from negotiation.finance.register.entry import Entry
from negotiation.store import (
    Conflict,
    Merged,
    Person,
    SavedClaim,
    history,
    line,
    load,
    merge,
    promising,
    revision,
    save,
)
from negotiation.web.session.authority_check import OVER, YEAR, customer_names, limit_guard, promises_to_record
from negotiation.web.session.claim_session import claim_session, commit_step, is_complete, open_claim, summary_now
from negotiation.web.session.session_context import now_utc, person_now, store_now, with_refusal


def is_saved() -> bool:
    """Whether the open claim is kept as it stands."""
    now = claim_session()
    return bool(now.code) and now.kept is not None and now.kept == now.claim


def save_claim(note: bool = True) -> bool:
    """Keep the open claim: its document, its line in the register, and what was promised, all or nothing; False
    where it could not be, with the reason under `keep`. What was promised is not noted where it is about to be asked
    for (`note`): an approval counts in its place."""
    now, who = claim_session(), person_now()
    if not who.name:
        now.refused["keep"] = (Problem("no_person", ""),)
        return False
    code = now.code or f"{date.today():%Y%m}-{secrets.token_hex(3).upper()}"
    try:
        try:
            _keep(code, who, note)
        except BadInput as error:
            if not _agreed_before(now.claim, _begun()) or error.problems[0].code not in OVER:
                raise
            _keep(code, who, False)
    except BadInput as error:
        if isinstance(error, Conflict):
            st.session_state["conflict"] = error
        now.refused["keep"] = error.problems
        return False
    now.refused.pop("keep", None)
    for name in ("conflict", "book"):
        st.session_state.pop(name, None)
    return True


def _agreed_before(claim: Dossier, kept: Dossier | None) -> bool:
    """Whether just these promises, to the same customer, stand in the kept claim already, un-noted because somebody
    was asked or because they came with an import: other edits of it can be kept."""
    same = kept is not None and customer_names(kept) == customer_names(claim)
    return (
        same
        and kept is not None
        and bool(promises_to_record(kept, ()))
        and promises_to_record(kept, ()) == promises_to_record(claim, ())
    )


def _keep(code: str, who: Person, note: bool) -> None:
    now = claim_session()
    claim = now.claim
    entry = register_entry(
        claim, summary_now() if is_complete() else None, code, str(st.session_state.get("lang", "en"))
    )
    promises = promising(
        code,
        partial(promises_to_record, claim),
        customers=customer_names(claim),
        since=date.today() - YEAR,
        guard=limit_guard(claim),
    )
    now.version = save(store_now(), claim, entry, who, now.version, now=now_utc(), also=promises if note else None)
    now.code, now.kind, now.kept = code, "own", claim


def is_in_store(entry: Entry) -> bool:
    """Whether the claim of a line from a file is kept already: the same number, customer and day of opening."""
    try:
        kept = line(store_now(), entry.code).entry
    except BadInput:
        return False
    return (kept.customer, kept.opened) == (entry.customer, entry.opened)


def open_saved_claim(code: str) -> None:
    """Lay a kept claim open; a line that was imported without a document begins a claim with what it says."""
    found = with_refusal("shelf", lambda: load(store_now(), code))
    if found is None:
        return
    open_claim(_claim_of(found), "own", keep=True)
    now = claim_session()
    now.code, now.version, now.kept = code, found.line.version, found.dossier
    st.session_state.pop("conflict", None)


def open_version(number: int) -> None:
    """An earlier version of the open claim in place of it, as one step of its history; keeping it makes a new
    version."""
    found = with_refusal("keep_earlier", lambda: revision(store_now(), claim_session().code, number)[1].dossier)
    if found is not None:
        commit_step("keep_earlier", lambda _: found)


def _claim_of(kept: SavedClaim) -> Dossier:
    """The document of a kept claim with what was imported over it since, else the claim that its line begins."""
    if kept.dossier is None:
        return claim_from_entry(kept.line.entry, date.today())
    until = (each for each in history(store_now(), kept.line.entry.code) if each.line.version <= kept.line.version)
    names = {
        change.path.removeprefix("entry.")
        for each in takewhile(lambda each: each.action == "imported", until)
        for change in each.changes
    }
    return with_entry(kept.dossier, kept.line.entry, names) if names else kept.dossier


def _begun() -> Dossier | None:
    """What I began with: what I kept or opened last, else what the line of my version began; None for a claim that
    is new."""
    now = claim_session()
    return (
        now.kept
        if now.kept is not None
        else _claim_of(revision(store_now(), now.code, now.version)[1])
        if now.version
        else None
    )


def preview_merge(theirs_count: bool = False) -> Merged:
    """Both changes in one document; where both changed a field, mine stands, or theirs if they count."""
    return _merged(load(store_now(), claim_session().code), theirs_count)


def _merged(kept: SavedClaim, theirs_count: bool) -> Merged:
    """Mine and theirs against what both began with: what I kept or opened last, else what the line of my version
    began."""
    base, mine, other = (
        to_document(each) for each in (_begun() or _claim_of(kept), claim_session().claim, _claim_of(kept))
    )
    return merge(base, other, mine) if theirs_count else merge(base, mine, other)


def merge_and_save(theirs_count: bool) -> None:
    """Both changes into the open claim, as one step of its history, and keep it."""
    kept = with_refusal("keep", lambda: load(store_now(), claim_session().code))
    merged = None if kept is None else with_refusal("keep", lambda: _merged(kept, theirs_count))
    if merged is None or kept is None or not commit_step("keep", lambda _: merged.dossier()):
        return
    now = claim_session()
    now.version, now.kept = kept.line.version, kept.dossier
    save_claim()


def take_theirs() -> None:
    """Their version in place of mine; mine stays as a named version and one step back in the history."""
    now = claim_session()
    found = with_refusal("keep", lambda: load(store_now(), now.code))
    if found is None:
        return
    mine, theirs = now.claim, _claim_of(found)
    now.snapshots = {**now.snapshots, f"{datetime.now():%H:%M:%S}": mine}
    if not commit_step("keep", lambda _: theirs):
        return
    now.version, now.kept = found.line.version, found.dossier
    st.session_state.pop("conflict", None)
