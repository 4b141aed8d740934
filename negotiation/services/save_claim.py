"""Save a claim: its document, its line in the register and what it promises, all or nothing; open it again, and bring
together what two people changed."""

from __future__ import annotations

import secrets
from datetime import date
from itertools import takewhile

from negotiation.claim.commitments.register_entry import register_entry
from negotiation.claim.defaults.first_questions import unanswered
from negotiation.claim.document.dossier import Dossier, to_document
from negotiation.claim.edits.from_register import claim_from_entry, with_entry
from negotiation.claim.summary.claim_summary import Summary, summarise
from negotiation.core.problems import BadInput
from negotiation.finance.register.entry import Entry
from negotiation.services.authority import OVER, YEAR, OffersOf, customer_names, limit_guard, promises_to_record
from negotiation.services.context import Context, require_name
from negotiation.services.draft import Draft
from negotiation.store import Merged, Revision, SavedClaim, history, line, load, merge, promising, revision, save


def save_claim(
    context: Context,
    draft: Draft,
    note: bool = True,
    summary: Summary | None = None,
    offers_of: OffersOf | None = None,
) -> Draft:
    """Save a claim and return it as saved; a new one gets its code here.

    - `note`: whether what it promises is noted, which takes somebody who may promise so much (BadInput `over_limit`
      or `over_every_limit`). Not where it is about to be asked for: an approval counts in its place.
    - `summary`: the claim computed, where it is at hand.
    - `offers_of`: gives the equal offers of an approval, where they are at hand.

    Promises over a limit that stand in the saved claim already do not keep other edits from being saved: then the
    claim is saved without noting them. Where somebody else was quicker Conflict says whose version is kept; nobody's
    name and bad fields raise BadInput too, and nothing is written.
    """
    require_name(context.person)
    try:
        return _save(context, draft, note, summary, offers_of)
    except BadInput as error:
        if error.problems[0].code not in OVER or not _promised_already(context, draft):
            raise
        return _save(context, draft, False, summary, offers_of)


def _save(context: Context, draft: Draft, note: bool, summary: Summary | None, offers_of: OffersOf | None) -> Draft:
    claim, today = draft.claim, context.calendar()
    code = draft.code or new_code(today)
    if summary is None and not unanswered(claim):
        summary = summarise(claim)
    promises = (
        promising(
            code,
            lambda noted: promises_to_record(claim, noted, today),
            customers=customer_names(claim),
            since=today - YEAR,
            guard=limit_guard(context, draft, offers_of),
        )
        if note
        else None
    )
    entry = register_entry(claim, summary, code, context.language)
    version = save(context.store, claim, entry, context.person, draft.version, now=context.clock(), also=promises)
    return Draft(claim, code, version, claim)


def new_code(today: date) -> str:
    """A code for a claim that is new: year and month, and six hexadecimal digits by chance."""
    return f"{today:%Y%m}-{secrets.token_hex(3).upper()}"


def _promised_already(context: Context, draft: Draft) -> bool:
    """Whether just these promises, to the same customer, stand in the saved claim already, un-noted because somebody
    was asked or because they came with an import: other edits of it can be saved."""
    before, today = _begun(context, draft), context.calendar()
    if before is None or customer_names(before) != customer_names(draft.claim):
        return False
    promised = promises_to_record(before, (), today)
    return bool(promised) and promised == promises_to_record(draft.claim, (), today)


def is_in_store(context: Context, entry: Entry) -> bool:
    """Whether the claim of a line from a file is saved already: the same number, customer and day of opening."""
    try:
        kept = line(context.store, entry.code).entry
    except BadInput:
        return False
    return (kept.customer, kept.opened) == (entry.customer, entry.opened)


def saved_claim(context: Context, code: str) -> Draft:
    """A saved claim to work on; a line that was imported without a document begins a claim with what it says. An
    unknown code raises BadInput."""
    found = load(context.store, code)
    return Draft(_claim_of(context, found), code, found.line.version, found.dossier)


def versions_of(context: Context, code: str) -> tuple[Revision, ...]:
    """Every version of a saved claim with who made it and what was changed, the newest first."""
    return history(context.store, code)


def document_of_version(context: Context, code: str, version: int) -> Dossier | None:
    """The document of one version of a saved claim; None where it was a line without a document. An unknown code or
    version raises BadInput."""
    return revision(context.store, code, version)[1].dossier


def _claim_of(context: Context, kept: SavedClaim) -> Dossier:
    """The document of a saved claim with what was imported over it since, else the claim that its line begins."""
    if kept.dossier is None:
        return claim_from_entry(kept.line.entry, context.calendar())
    until = (each for each in history(context.store, kept.line.entry.code) if each.line.version <= kept.line.version)
    names = {
        change.path.removeprefix("entry.")
        for each in takewhile(lambda each: each.action == "imported", until)
        for change in each.changes
    }
    return with_entry(kept.dossier, kept.line.entry, names) if names else kept.dossier


def _begun(context: Context, draft: Draft) -> Dossier | None:
    """What a draft began with: what was saved or opened last, else what the line of its version began; None for a
    claim that is new."""
    if draft.kept is not None:
        return draft.kept
    return _claim_of(context, revision(context.store, draft.code, draft.version)[1]) if draft.version else None


def merge_with_saved(context: Context, draft: Draft, theirs_count: bool = False) -> tuple[Merged, Draft]:
    """A draft and what somebody else saved meanwhile in one document, and that saved claim.

    Both changes are taken against what both began with. Where both changed a field the draft's stands, or theirs if
    they count.
    """
    kept = load(context.store, draft.code)
    claim = _claim_of(context, kept)
    base, mine, other = (to_document(each) for each in (_begun(context, draft) or claim, draft.claim, claim))
    merged = merge(base, other, mine) if theirs_count else merge(base, mine, other)
    return merged, Draft(claim, draft.code, kept.line.version, kept.dossier)
