"""The remedies as plain text, for the command line."""

from __future__ import annotations

from collections.abc import Sequence

from negotiation.claim.document.dossier import Dossier
from negotiation.i18n.catalogue import say
from negotiation.model.rework.remedy_forecast import RemedyForecast
from negotiation.presentation.common.escaping import as_plain
from negotiation.presentation.rework.explain import explain_remedy
from negotiation.presentation.rework.table import remedy_cells, remedy_rows
from negotiation.presentation.rework.text import calendar_warning, remedy_headline, remedy_reason


def remedies_as_text(dossier: Dossier, found: Sequence[RemedyForecast], lang: str) -> str:
    """Each remedy in one sentence with why, its figures and how they were computed, as plain text."""
    rows = remedy_rows(found, dossier)
    colon, lines = say(lang, "list.colon"), []
    by_code = {each.remedy.code: each for each in found}
    for row, cells in zip(rows, remedy_cells(rows, dossier, lang), strict=True):
        lines += [remedy_headline(row, dossier, lang), f"  {remedy_reason(row, rows, dossier, lang)}"]
        lines += [
            f"    {say(lang, f'head_remedy.{key}')}{colon}{cell}" for key, cell in cells.items() if key != "remedy"
        ]
        lines += [f"    {as_plain(step)}" for step in explain_remedy(by_code[row.code], dossier, lang)]
        warning = calendar_warning(by_code[row.code], dossier, lang)
        lines += [f"    {warning}", ""] if warning else [""]
    return "\n".join(lines).rstrip()
