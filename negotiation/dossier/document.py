"""The whole document of a claim: facts, remedies, offers, no deal, notes on where figures come from; and its JSON form.

A dossier is what the user saves and loads. Two dossiers are equal when their documents are. Reading is strict: a field that is
unknown, missing, of the wrong kind or out of range is a Problem with its path; nothing is guessed.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from negotiation.case import Case
from negotiation.dossier.limits import Limits
from negotiation.dossier.paths import named
from negotiation.lifetime import StayingCurve
from negotiation.rework import Remedy
from negotiation.settlement import NO_DEAL, NoDeal, Offer
from negotiation.terms import CustomerShare, RepaymentOverOrders
from negotiation.units import BadInput, Problem, Text, Translated, check, choice, several, text

FORMAT = 1
"""Version of the document. A change of shape adds one step to UPGRADES."""

LARGEST = 1_000_000
"""Bytes of a document that are read at most."""

ORIGINS = ("source", "ours", "assumption", "default", "missing")
"""Where a figure comes from. A default is an assumption that we filled in and that follows the facts until someone types the
figure; missing is a question that nobody has answered yet."""

Document = dict[str, Any]

UPGRADES: Mapping[int, Callable[[Document], Document]] = {}
"""For each older format, the function that makes its document one of the next format."""


@dataclass(frozen=True, eq=False)
class Note:
    """Where the figure at a field path, and those below it, come from: one of ORIGINS, with what there is to say about it."""

    path: str = text(longest=300)
    origin: str = choice(ORIGINS, "ours")
    what: Text = text()

    def covers(self, path: str) -> bool:
        """Whether the note is about the figure at a path."""
        return path == self.path or path.startswith((f"{self.path}.", f"{self.path}["))


@dataclass(frozen=True, eq=False)
class Dossier:
    """One claim, complete. Remedies and offers carry unique codes; an offer names its remedy by code."""

    case: Case
    remedies: tuple[Remedy, ...] = several(30)
    offers: tuple[Offer, ...] = several(60)
    no_deal: NoDeal = NoDeal()
    staying: StayingCurve = StayingCurve()
    limits: Limits = Limits()
    notes: tuple[Note, ...] = several(300)

    def note(self, path: str) -> Note | None:
        """The note that is about the figure at a path, the nearest one; None where nothing is noted."""
        return max((note for note in self.notes if note.covers(path)), key=lambda note: len(note.path), default=None)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Dossier) and document(self) == document(other))

    def __hash__(self) -> int:
        return hash(dumps(self))


def problems(dossier: Dossier) -> Iterator[Problem]:
    """Everything that keeps a dossier from being computed: fields out of range, codes used twice, unknown remedies, shares over 100 %."""
    wrong = list(check(dossier))
    yield from wrong
    if wrong:
        return
    order = dossier.case.order
    if np.any(np.asarray(order.affected) > order.quantity):
        yield Problem("out_of_range", "case.order.affected", float(np.max(order.affected)), {"low": 0.0, "high": float(np.min(order.quantity))})
    curve = dossier.staying
    if np.any(np.asarray(curve.floor) > curve.ceiling):
        yield Problem("floor_over_ceiling", "staying.floor", float(np.max(curve.floor)), {"high": float(np.min(curve.ceiling))})
    remedies = tuple(remedy.code for remedy in dossier.remedies)
    taken = {"remedies": [""], "offers": ["", NO_DEAL]}
    for name, records in (("remedies", dossier.remedies), ("offers", dossier.offers)):
        for index, code in enumerate(record.code for record in records):
            if code in taken[name]:
                yield Problem("code_not_unique", f"{name}[{index}].code", code)
            taken[name].append(code)
    for index, offer in enumerate(dossier.offers):
        if offer.remedy not in remedies:
            yield Problem("not_a_choice", f"offers[{index}].remedy", offer.remedy, {"choices": remedies})
        shared = sum(term.share for term in offer.terms if isinstance(term, CustomerShare | RepaymentOverOrders))
        if np.any(np.asarray(shared) > 1.0 + 1e-9):
            yield Problem("shares_over_one", f"offers[{index}].terms", float(np.max(shared)), {"high": 1.0})


def checked(dossier: Dossier) -> Dossier:
    """The dossier itself, or BadInput with all its problems."""
    found = tuple(problems(dossier))
    if found:
        raise BadInput(*found)
    return dossier


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Translated):
        return {"en": value.en, "zh": value.zh}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        term = {"term": value.key} if hasattr(value, "key") else {}
        return term | {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, str | bool | None):
        return value
    if not isinstance(value, float | int | np.number | np.ndarray) or np.ndim(value):
        raise BadInput(Problem("not_a_number", "", str(value)[:40]))
    number = float(value)
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


def document(dossier: Dossier) -> Document:
    """The dossier as plain JSON values, its format first. Arrays are refused: a document is of one claim."""
    return {"format": FORMAT, **_plain(dossier)}


def dumps(dossier: Dossier) -> str:
    """The dossier as JSON text, readable and stable: fields in their declared order, whole numbers without a point."""
    return json.dumps(document(dossier), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def upgrade(raw: Document, steps: Mapping[int, Callable[[Document], Document]] = UPGRADES, to: int = FORMAT) -> Document:
    """A document of an older format, brought to this one step by step; an unknown or newer format is refused."""
    stated = raw.get("format")
    version = int(stated) if isinstance(stated, int | float) and not isinstance(stated, bool) and float(stated).is_integer() else to + 1
    if version > to:
        raise BadInput(Problem("other_format", "format", stated, {"formats": tuple(sorted({*steps, to}))}))
    while version < to:
        if version not in steps:
            raise BadInput(Problem("other_format", "format", version, {"formats": tuple(sorted({*steps, to}))}))
        raw, version = {**steps[version](raw), "format": version + 1}, version + 1
    return raw


def loads(data: str | bytes) -> Dossier:
    """Read a dossier from JSON text. Too large, no JSON, nested too deep, another format, or bad fields raise BadInput."""
    from negotiation.dossier.reading import parse, read

    size = len(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
    if size > LARGEST:
        raise BadInput(Problem("too_large", "", size, {"high": LARGEST}))
    raw = parse(data.removeprefix(b"\xef\xbb\xbf") if isinstance(data, bytes) else data.removeprefix("\ufeff"))
    if not isinstance(raw, dict):
        raise BadInput(Problem("not_a_document", "", type(raw).__name__))
    fields = {name: value for name, value in upgrade(raw).items() if name != "format"}
    found: Dossier = read(Dossier, fields)
    return checked(dataclasses.replace(found, notes=tuple(dataclasses.replace(note, path=named(found, note.path)) for note in found.notes)))
