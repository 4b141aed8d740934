"""A dossier read from JSON text, checked before anybody computes with it."""

from __future__ import annotations

import dataclasses

from negotiation.claim.document.dossier import LARGEST, Dossier, upgrade
from negotiation.claim.document.dossier_checks import checked_dossier
from negotiation.claim.document.field_paths import with_names
from negotiation.claim.document.json_reading import parse, read
from negotiation.core.problems import BadInput, Problem
from negotiation.model.rework.cost_lines import with_line_codes


def loads(data: str | bytes) -> Dossier:
    """Read a dossier from JSON text. Too large, no JSON, nested too deep, another format, or bad fields raise
    BadInput."""
    size = len(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
    if size > LARGEST:
        raise BadInput(Problem("too_large", "", size, {"high": LARGEST}))
    raw = parse(data.removeprefix(b"\xef\xbb\xbf") if isinstance(data, bytes) else data.removeprefix("\ufeff"))
    if not isinstance(raw, dict):
        raise BadInput(Problem("not_a_document", "", type(raw).__name__))
    fields = {name: value for name, value in upgrade(raw).items() if name != "format"}
    found: Dossier = read(Dossier, fields)
    found = dataclasses.replace(
        found, remedies=tuple(dataclasses.replace(each, lines=with_line_codes(each.lines)) for each in found.remedies)
    )
    notes = tuple(dataclasses.replace(note, path=with_names(found, note.path)) for note in found.notes)
    ranges = tuple(dataclasses.replace(each, path=with_names(found, each.path)) for each in found.ranges)
    return checked_dossier(dataclasses.replace(found, notes=notes, ranges=ranges))
