"""A claim begun from a line of a register: what finance knows already is not asked again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from negotiation.claim.defaults.default_rules import with_typed_value
from negotiation.claim.defaults.new_claim import new_claim
from negotiation.claim.document.dossier import Dossier
from negotiation.finance.promises.follow_up import OWN, Ledger, Promise
from negotiation.finance.register.entry import Entry
from negotiation.finance.register.register import FIELDS
from negotiation.model.facts.case import INCIDENTS

PATHS = {
    "title": "case.title",
    "customer": "case.customer.name",
    "stage": "case.stage",
    "opened": "case.incident.found_on",
    "claimed": "case.claims[0].claimed",
    "accepted": "case.claims[0].accepted",
    "receivable": "case.receivable",
    "receivable_due": "case.receivable_due",
    "next_deadline": "case.answer_by",
}
"""Where what a field of an entry says stands in a claim."""

TYPED = tuple(name for name in Ledger.__dataclass_fields__ if name != "cause")
"""Fields that an entry and the ledger of a claim have in common."""


def claim_from_entry(entry: Entry, today: date) -> Dossier:
    """A new claim with the names, dates, amounts, credits and finance's figures of an entry; every other question is
    still open.

    A cause that is no kind of incident stays as the cause of the register.
    """
    return with_entry(new_claim(today, currency=entry.currency), entry, FIELDS)


def with_entry(dossier: Dossier, entry: Entry, names: Collection[str]) -> Dossier:
    """The claim with what the named fields of an entry say; finance's figures as if they were typed.

    Credits become promises, unless the claim lists some already. The sums of a claim with several lines stay as they
    are.
    """
    single = len(dossier.case.claims) == 1
    for name in (name for name in PATHS if name in names and (single or name not in ("claimed", "accepted"))):
        value = getattr(entry, name)
        value = value if value is None or isinstance(value, str | date) else float(value)
        if value not in (None, "") and (value or name != "accepted"):
            dossier = with_typed_value(dossier, PATHS[name], value)
    if "cause" in names and entry.cause in INCIDENTS:
        dossier = with_typed_value(dossier, "case.incident.kind", entry.cause)
    ledger = replace(dossier.ledger, **{name: getattr(entry, name) for name in TYPED if name in names})
    if "cause" in names:
        ledger = replace(ledger, cause="" if entry.cause in INCIDENTS else entry.cause)
    follow = dossier.follow_up
    if {"promised", "used", "expired"} & set(names) and not any(each.kind == "credit" for each in follow.promises):
        follow = replace(follow, promises=(*follow.promises, *_credits(entry)))
    return replace(dossier, ledger=ledger, follow_up=follow)


def _credits(entry: Entry) -> tuple[Promise, ...]:
    """The credits of an entry as promises: one that is used, one that lapsed, one that is open; those that are
    there."""
    used, expired = float(entry.used), float(entry.expired)
    left = max(float(entry.promised) - used - expired, 0.0)
    what = entry.title or entry.code
    every = (
        Promise(f"{OWN}credit_used", "credit", what, planned=used, done_on=entry.opened),
        Promise(f"{OWN}credit_expired", "credit", what, planned=expired, lapsed=True),
        Promise(f"{OWN}credit_open", "credit", what, planned=round(left, 6)),
    )
    return tuple(each for each in every if float(each.planned) > 0.0)
