"""Two people changed the same claim: both changes in one document, and what they changed differently, for somebody
to decide.

For each field: where only one side changed it, that change; where both made the same, that; else a clash, and the
document has mine. A clash keeps all three values, so nothing that anybody typed is lost.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from negotiation.claim.document.dossier import Document, Dossier
from negotiation.claim.document.dossier_file import loads
from negotiation.store.document_diff import ABSENT, name_in, shown, within


@dataclass(frozen=True)
class Clash:
    """A field that both changed, differently: what it was, what I made of it (which stands in the merged document)
    and what they did; None: not there."""

    path: str
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True, eq=False)
class Merged:
    """Both changes in one document, and where they clash."""

    document: Document
    clashes: tuple[Clash, ...]

    def dossier(self) -> Dossier:
        """The merged document as a claim. Where both changes cannot stand together (an offer whose remedy is gone),
        BadInput says so."""
        return loads(json.dumps(self.document))


def merge(base: Document, mine: Document, theirs: Document) -> Merged:
    """Three-way merge by field path. Items of a list are told apart by code, term or path; a list without such names
    takes what each side added at its end, else it is one field.

    >>> merged = merge({"a": 1, "b": 1}, {"a": 2, "b": 1}, {"a": 1, "b": 3})
    >>> merged.document, merged.clashes
    ({'a': 2, 'b': 3}, ())
    """
    clashes: list[Clash] = []
    return Merged(_merged(base, mine, theirs, "", clashes), tuple(clashes))


def _merged(base: Any, mine: Any, theirs: Any, path: str, clashes: list[Clash]) -> Any:
    if mine == theirs or theirs == base:
        return mine
    if mine == base:
        return theirs
    if isinstance(mine, dict) and isinstance(theirs, dict) and mine.get("term") == theirs.get("term"):
        old = base if isinstance(base, dict) else {}
        names = {**mine, **theirs}
        found = {
            name: _merged(
                old.get(name, ABSENT), mine.get(name, ABSENT), theirs.get(name, ABSENT), within(path, name), clashes
            )
            for name in names
        }
        return {name: value for name, value in found.items() if value is not ABSENT}
    if isinstance(mine, list) and isinstance(theirs, list):
        items: list[Any] = base if isinstance(base, list) else []
        name = name_in(items, mine, theirs)
        if name:
            return _by_name(name, items, mine, theirs, path, clashes)
        if mine[: len(items)] == items == theirs[: len(items)]:
            return theirs + mine[len(items) :]
    clashes.append(Clash(path, shown(base), shown(mine), shown(theirs)))
    return theirs if mine is ABSENT else mine


def _by_name(
    name: str, base: list[Any], mine: list[Any], theirs: list[Any], path: str, clashes: list[Clash]
) -> list[Any]:
    old, ours, others = ({item[name]: item for item in items} for items in (base, mine, theirs))
    found = [
        _merged(old.get(each, ABSENT), ours.get(each, ABSENT), others.get(each, ABSENT), f"{path}[{each}]", clashes)
        for each in _order(list(old), list(ours), list(others))
    ]
    return [item for item in found if item is not ABSENT]


def _order(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """All names in the order of whoever moved them; what the other added stands behind what it was added behind."""
    unmoved = [each for each in mine if each in base] == [each for each in base if each in mine]
    lead, other = (theirs, mine) if unmoved else (mine, theirs)
    order = list(lead)
    for place, name in enumerate(other):
        if name not in order:
            order.insert(order.index(other[place - 1]) + 1 if place else 0, name)
    return order
