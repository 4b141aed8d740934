"""The whole document of a claim, and its JSON form."""

from negotiation.dossier.document import FORMAT, LARGEST, ORIGINS, Document, Dossier, Note, checked, document, dumps, loads, problems, upgrade
from negotiation.dossier.limits import Limits
from negotiation.dossier.paths import field_at, leads_somewhere, name_of, named, value_at, with_value

__all__ = [
    "FORMAT", "LARGEST", "ORIGINS", "Document", "Dossier", "Limits", "Note", "checked", "document", "dumps", "field_at",
    "leads_somewhere", "loads", "name_of", "named", "problems", "upgrade", "value_at", "with_value",
]  # fmt: skip
