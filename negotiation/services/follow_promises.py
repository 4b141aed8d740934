"""The claims whose promises are followed up: what was agreed, and is still to be done, across the team's register."""

from __future__ import annotations

from negotiation.claim.document.dossier import Dossier
from negotiation.finance.register.entry import AGREED_STAGES
from negotiation.services.context import Context
from negotiation.store import Line, load, search

MOST_CLAIMS = 300
"""Claims that are looked through at most, the latest changed first."""


def agreed_claims(context: Context) -> list[tuple[Line, Dossier]]:
    """Claims in the store with a document and an agreement, each with its line, the latest changed first. A store out
    of reach raises BadInput."""
    lines = [
        line
        for page in (1, 2)
        for line in search(context.store, stages=AGREED_STAGES, page=page, size=MOST_CLAIMS // 2).lines
        if line.has_document
    ]
    kept = [(line, load(context.store, line.entry.code).dossier) for line in lines]
    return [(line, dossier) for line, dossier in kept if dossier is not None and dossier.follow_up.offer]
