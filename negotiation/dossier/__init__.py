"""The whole document of a claim, and its JSON form."""

from negotiation.dossier.document import FORMAT, LARGEST, ORIGINS, Document, Dossier, Note, checked, document, dumps, loads, problems, upgrade

__all__ = ["FORMAT", "LARGEST", "ORIGINS", "Document", "Dossier", "Note", "checked", "document", "dumps", "loads", "problems", "upgrade"]
