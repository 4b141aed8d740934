"""A playbook with some of its lists changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from negotiation.claim.document.dossier import Dossier


def with_playbook(dossier: Dossier, **lists: Any) -> Dossier:
    """The dossier with some lists of its playbook changed and all else as it was. Advice has no ranges
    (`uncertain_ranges.rangeable`), so no range can name a row that moved."""
    return replace(dossier, playbook=replace(dossier.playbook, **lists))
