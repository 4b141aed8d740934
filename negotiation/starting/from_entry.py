"""A claim begun from a line of a register: what finance knows already is not asked again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from negotiation.case import INCIDENTS
from negotiation.dossier import Dossier
from negotiation.exposure import Entry, Ledger
from negotiation.starting.defaults import typed
from negotiation.starting.new import new_claim


def claim_from_entry(entry: Entry, today: date) -> Dossier:
    """A new claim with the names, dates, amounts and finance's figures of an entry; every other question is still open.

    A cause that is no kind of incident stays as the cause of the register.
    """
    dossier = new_claim(today, currency=entry.currency)
    known = {
        "case.title": entry.title, "case.customer.name": entry.customer, "case.stage": entry.stage, "case.incident.found_on": entry.opened,
        "case.claims[0].claimed": float(entry.claimed), "case.claims[0].accepted": float(entry.accepted) or None,
        "case.receivable": float(entry.receivable), "case.receivable_due": entry.receivable_due, "case.answer_by": entry.next_deadline,
        "case.incident.kind": entry.cause if entry.cause in INCIDENTS else None,
    }  # fmt: skip
    for path, value in known.items():
        dossier = typed(dossier, path, value) if value not in (None, "") else dossier
    ledger = Ledger(entry.owner, entry.team, "" if entry.cause in INCIDENTS else entry.cause, entry.chance, entry.low, entry.likely, entry.high,
                    entry.settles_on, entry.paid, entry.recovery, entry.certainty)  # fmt: skip
    return replace(dossier, ledger=ledger)
