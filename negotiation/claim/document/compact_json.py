"""A dossier as JSON with a line for each of its fields, at the cost of what an edit changed: what stood on a line
stays on it, and the text of each record inside is kept while the record lives."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any
from weakref import WeakKeyDictionary

from negotiation.claim.document.dossier import FORMAT, Document, Dossier, parts_of, plain_values
from negotiation.core.field_checks import is_known_valid

ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)

_WRITTEN: WeakKeyDictionary[Any, str] = WeakKeyDictionary()
"""Records that were written before. They are frozen, as is what they hold: the same record has the same text."""


def compact(dossier: Dossier) -> str:
    """The dossier as JSON: what `document` gives, a line for each field in their declared order. Arrays are refused,
    as there.

    >>> from datetime import date
    >>> from negotiation.model.facts.case import Case
    >>> from negotiation.claim.document.dossier import to_document as document
    >>> from negotiation.claim.document.dossier_file import loads
    >>> claim = Dossier(Case(date(2026, 3, 1)))
    >>> json.loads(compact(claim)) == document(claim), loads(compact(claim)) == claim
    (True, True)
    """
    lines = "".join(f"\n,{_member(name, value)}" for name, value in parts_of(dossier).items())
    return f'{{"format":{FORMAT}{lines}\n}}'


def differing_fields(before: str, now: str) -> tuple[Document, Document]:
    """Of two texts that `compact` wrote the fields whose lines differ; the whole documents where a text was written
    otherwise.

    >>> differing_fields('{"format":1\\n,"a":1\\n,"b":2\\n}', '{"format":1\\n,"a":1\\n,"b":3\\n}')
    ({'b': 2}, {'b': 3})
    """
    old, new = before.split("\n"), now.split("\n")
    left, right = (
        zip(*((one, other) for one, other in zip_longest(old, new, fillvalue="") if one != other), strict=True)
        if old != new
        else ((), ())
    )
    if all(line.startswith(",") for line in (*left, *right)):
        return _read(left), _read(right)
    return json.loads(before), json.loads(now)


def _read(lines: Sequence[str]) -> Document:
    found: Document = json.loads(f"{{{''.join(lines)[1:]}}}")
    return found


def _member(name: str, value: Any) -> str:
    return f'"{name}":{_written(value)}'


def _fields(record: Any) -> str:
    return f"{{{','.join(_member(name, value) for name, value in parts_of(record).items())}}}"


def _written(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{','.join(map(_written, value))}]"
    if not is_known_valid(value):
        return ENCODER.encode(plain_values(value))
    known = _WRITTEN.get(value)
    if known is None:
        inside = any(isinstance(each, tuple) or dataclasses.is_dataclass(each) for each in parts_of(value).values())
        known = _WRITTEN[value] = _fields(value) if inside else ENCODER.encode(plain_values(value))
    return known
