"""The whole document of a claim, and its JSON form."""

from negotiation.dossier.compact import apart, compact
from negotiation.dossier.document import FORMAT, LARGEST, ORIGINS, Document, Dossier, Note, document, dumps, loads, plain, upgrade
from negotiation.dossier.letter import FORMS, PUTS, Letter
from negotiation.dossier.limits import Limits
from negotiation.dossier.paths import field_at, leads_somewhere, name_of, named, number_at, value_at, with_value
from negotiation.dossier.problems import checked, problems
from negotiation.dossier.ranges import SHAPES, Range, drawn, rangeable, spreads_in, with_draws
from negotiation.dossier.upstream import AGAINST, Upstream

__all__ = [
    "AGAINST", "FORMAT", "FORMS", "LARGEST", "ORIGINS", "PUTS", "SHAPES", "Document", "Dossier", "Letter", "Limits", "Note", "Range", "Upstream",
    "apart", "checked", "compact", "document", "drawn", "dumps", "field_at", "leads_somewhere", "loads", "name_of", "named", "number_at", "plain",
    "problems", "rangeable", "spreads_in", "upgrade", "value_at", "with_draws", "with_value",
]  # fmt: skip
