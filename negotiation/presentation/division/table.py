"""What each party bears by every rule, as a table."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from negotiation.claim.document.dossier import Dossier
from negotiation.presentation.common.keyed_table import Table, numbered_table
from negotiation.presentation.division.text import division_rows


def division_table(dossier: Dossier, found: Mapping[str, list[Decimal] | None], lang: str) -> Table:
    """What each party bears by every rule."""
    rows, heads = division_rows(dossier, found, lang)
    return numbered_table(heads, rows)
