"""The shelf: where claims are kept, who keeps them, and how the open one goes there and comes back."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from itertools import takewhile
from typing import TypeVar

import streamlit as st

from negotiation.dossier import Dossier, document
from negotiation.exposure import ROLES, Entry
from negotiation.pages.desk import act, desk, is_complete, lay_open, summary_now
from negotiation.review import entry_of, given, given_earlier
from negotiation.starting import claim_from_entry, with_entry
from negotiation.store import (
    Conflict,
    Kept,
    Merged,
    Person,
    PromisedAmount,
    Store,
    default_url,
    history,
    line,
    load,
    merge,
    open_store,
    promise,
    promised_with,
    revision,
    save,
)
from negotiation.units import BadInput, Problem

Found = TypeVar("Found")


@st.cache_resource(show_spinner=False, max_entries=4)
def _opened(url: str) -> Store:
    return open_store(url)


def store_now() -> Store:
    """The store of this app, opened once. One that cannot be opened raises BadInput."""
    return _opened(default_url())


def now_utc() -> datetime:
    """This moment."""
    return datetime.now(UTC)


def person_now() -> Person:
    """Who works in this session, as typed; without a name until somebody types one. The one place where a sign-in would come in."""
    return Person(str(st.session_state.get("person_name", "")).strip(), str(st.session_state.get("person_role", ROLES[1])))


def try_to(name: str, do: Callable[[], Found]) -> Found | None:
    """Do something with the store; what is wrong is kept under the name, for `refusal` to say, and nothing that was typed is lost."""
    try:
        found = do()
    except BadInput as error:
        desk().refused[name] = error.problems
        return None
    desk().refused.pop(name, None)
    return found


def is_kept() -> bool:
    """Whether the open claim is kept as it stands."""
    now = desk()
    return bool(now.code) and now.kept is not None and now.kept == now.claim


def keep() -> bool:
    """Keep the open claim: its document, its line in the register, and what was promised. False where it could not be, with the reason under `keep`."""
    now, who = desk(), person_now()
    if not who.name:
        now.refused["keep"] = (Problem("no_person", ""),)
        return False
    try:
        _keep(now.code or f"{date.today():%Y%m}-{secrets.token_hex(3).upper()}", who)
    except BadInput as error:
        if isinstance(error, Conflict):
            st.session_state["conflict"] = error
        now.refused["keep"] = error.problems
        return False
    now.refused.pop("keep", None)
    for name in ("conflict", "book"):
        st.session_state.pop(name, None)
    return True


def _keep(code: str, who: Person) -> None:
    now, store = desk(), store_now()
    entry = entry_of(now.claim, summary_now() if is_complete() else None, code, str(st.session_state.get("lang", "en")))
    now.version = save(store, now.claim, entry, who, now.version, now=now_utc())
    now.code, now.kind = code, "own"
    first = {each.form: each.on for each in promised_with(store, code)}
    promise(store, code, _promised(now.claim, first), who, now=now_utc())
    now.kept = now.claim


def _promised(claim: Dossier, first: Mapping[str, date]) -> list[PromisedAmount]:
    """What was promised with the agreement, and with those before it of which something was done already.

    It counts from the day on which it was first noted here, whatever day is typed for the agreement: so nothing is dated out of a year.
    """
    follow = claim.follow_up
    if not follow.offer or follow.agreed_on is None:
        return []
    now, before = given(claim, follow.offer), given_earlier(claim)
    return [PromisedAmount(form, now.get(form, 0.0) + before.get(form, 0.0), first.get(form, date.today())) for form in {**now, **before}]


def on_shelf(entry: Entry) -> bool:
    """Whether the claim of a line from a file is kept already: the same number, customer and day of opening."""
    try:
        kept = line(store_now(), entry.code).entry
    except BadInput:
        return False
    return (kept.customer, kept.opened) == (entry.customer, entry.opened)


def take_from_shelf(code: str) -> None:
    """Lay a kept claim open; a line that was imported without a document begins a claim with what it says."""
    found = try_to("shelf", lambda: load(store_now(), code))
    if found is None:
        return
    lay_open(_claim_of(found), "own", keep=True)
    now = desk()
    now.code, now.version, now.kept = code, found.line.version, found.dossier
    st.session_state.pop("conflict", None)


def take_version(number: int) -> None:
    """An earlier version of the open claim in place of it, as one step of its history; keeping it makes a new version."""
    found = try_to("keep_earlier", lambda: revision(store_now(), desk().code, number)[1].dossier)
    if found is not None:
        act("keep_earlier", lambda _: found)


def _claim_of(kept: Kept) -> Dossier:
    """The document of a kept claim with what was imported over it since, else the claim that its line begins."""
    if kept.dossier is None:
        return claim_from_entry(kept.line.entry, date.today())
    until = (each for each in history(store_now(), kept.line.entry.code) if each.line.version <= kept.line.version)
    names = {change.path.removeprefix("entry.") for each in takewhile(lambda each: each.action == "imported", until) for change in each.changes}
    return with_entry(kept.dossier, kept.line.entry, names) if names else kept.dossier


def with_theirs(theirs_count: bool = False) -> Merged:
    """Both changes in one document; where both changed a field, mine stands, or theirs if they count."""
    return _merged(load(store_now(), desk().code), theirs_count)


def _merged(kept: Kept, theirs_count: bool) -> Merged:
    """Mine and theirs against what both began with: what I kept or opened last, else what the line of my version began."""
    now = desk()
    begun = now.kept if now.kept is not None else _claim_of(revision(store_now(), now.code, now.version)[1]) if now.version else _claim_of(kept)
    base, mine, other = (document(each) for each in (begun, now.claim, _claim_of(kept)))
    return merge(base, other, mine) if theirs_count else merge(base, mine, other)


def bring_together(theirs_count: bool) -> None:
    """Both changes into the open claim, as one step of its history, and keep it."""
    kept = try_to("keep", lambda: load(store_now(), desk().code))
    merged = None if kept is None else try_to("keep", lambda: _merged(kept, theirs_count))
    if merged is None or kept is None or not act("keep", lambda _: merged.dossier()):
        return
    now = desk()
    now.version, now.kept = kept.line.version, kept.dossier
    keep()


def give_up() -> None:
    """Their version in place of mine; mine stays as a named version and one step back in the history."""
    now = desk()
    found = try_to("keep", lambda: load(store_now(), now.code))
    if found is None:
        return
    mine, theirs = now.claim, _claim_of(found)
    now.snapshots = {**now.snapshots, f"{datetime.now():%H:%M:%S}": mine}
    if not act("keep", lambda _: theirs):
        return
    now.version, now.kept = found.line.version, found.dossier
    st.session_state.pop("conflict", None)
