"""The remedies side by side as a table."""

from __future__ import annotations

from collections.abc import Sequence

from negotiation.claim.document.dossier import Dossier
from negotiation.i18n.catalogue import say
from negotiation.presentation.common.keyed_table import Table
from negotiation.presentation.rework.table import CELLS, RemedyRow, remedy_cells


def remedies_table(rows: Sequence[RemedyRow], dossier: Dossier, lang: str) -> Table:
    """Cost, dates and chance of every remedy."""
    return {name: say(lang, f"head_remedy.{name}") for name in CELLS}, remedy_cells(rows, dossier, lang)
