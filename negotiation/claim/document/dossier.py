"""The whole document of a claim: facts, remedies, offers, no deal, notes on where figures come from; and its JSON
form.

A dossier is what the user saves and loads. Two dossiers are equal when their documents are. Reading is strict: a
field that is unknown, missing, of the wrong kind or out of range is a Problem with its path; nothing is guessed.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np

from negotiation.claim.document.caution_thresholds import Limits
from negotiation.claim.document.letter_settings import Letter
from negotiation.claim.document.uncertain_ranges import Range
from negotiation.claim.document.upstream import Upstream
from negotiation.core.fields import COUNT, Num, Text, Translated, choice_field, number_field, records_field, text_field
from negotiation.core.problems import BadInput, Problem
from negotiation.finance.promises.follow_up import FollowUp, Ledger
from negotiation.model.bargaining.negotiation_log import Talks
from negotiation.model.division.loss_parties import Division
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.chance_of_staying import StayingCurve
from negotiation.model.playbook.playbook import Playbook
from negotiation.model.rework.remedy import Remedy
from negotiation.model.valuation.offer import NoDeal, Offer

FORMAT = 1
"""Version of the document. A change of shape adds one step to UPGRADES."""

LARGEST = 1_000_000
"""Bytes of a document that are read at most."""

ORIGINS = ("source", "ours", "assumption", "default", "missing")
"""Where a figure comes from. A default is an assumption that we filled in and that follows the facts until someone
types the figure; missing is a question that nobody has answered yet."""

Document = dict[str, Any]

UPGRADES: Mapping[int, Callable[[Document], Document]] = {}
"""For each older format, the function that makes its document one of the next format."""


@dataclass(frozen=True, eq=False)
class Note:
    """Where the figure at a field path, and those below it, come from: one of ORIGINS, with what there is to say
    about it."""

    path: str = text_field(longest=300)
    origin: str = choice_field(ORIGINS, "ours")
    what: Text = text_field()

    def covers(self, path: str) -> bool:
        """Whether the note is about the figure at a path."""
        return path.startswith(self.path) and path[len(self.path) : len(self.path) + 1] in ("", ".", "[")


@dataclass(frozen=True, eq=False)
class Dossier:
    """One claim, complete. Remedies and offers carry unique codes; an offer names its remedy by code. `seed` is that
    of all draws."""

    case: Case
    remedies: tuple[Remedy, ...] = records_field(30)
    offers: tuple[Offer, ...] = records_field(60)
    no_deal: NoDeal = NoDeal()
    staying: StayingCurve = StayingCurve()
    limits: Limits = Limits()
    notes: tuple[Note, ...] = records_field(300)
    ranges: tuple[Range, ...] = records_field(200)
    seed: Num = number_field(COUNT.within(high=1e9), 1.0)
    division: Division = Division()
    upstream: Upstream = Upstream()
    talks: Talks = Talks()
    letter: Letter = Letter()
    playbook: Playbook = Playbook()
    ledger: Ledger = Ledger()
    follow_up: FollowUp = FollowUp()

    def range_of(self, path: str) -> Range | None:
        """The range of the figure at a path, None where it is a plain number."""
        return next((each for each in self.ranges if each.path == path), None)

    def note(self, path: str) -> Note | None:
        """The note that is about the figure at a path, the nearest one; None where nothing is noted."""
        return max((note for note in self.notes if note.covers(path)), key=lambda note: len(note.path), default=None)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Dossier) and _same(self, other))

    def __hash__(self) -> int:
        return hash(dumps(self))


def _same(one: Any, other: Any) -> bool:
    """Whether two values would be written alike; what is shared between them, as after an edit, is not looked into."""
    if one is other:
        return True
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        return len(one) == len(other) and all(map(_same, one, other))
    if dataclasses.is_dataclass(one) and not isinstance(one, type):
        return type(one) is type(other) and all(
            _same(getattr(one, field.name), getattr(other, field.name)) for field in dataclasses.fields(one)
        )
    return (
        np.array_equal(one, other)
        if isinstance(one, np.ndarray) or isinstance(other, np.ndarray)
        else bool(one == other)
    )


def _plain(value: Any, lean: bool = False) -> Any:
    kind: Any = type(value)
    if kind is float:
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    if isinstance(value, str | bool | None):
        return value
    if isinstance(value, tuple | list):
        return [_plain(item, lean) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Translated):
        return {"en": value.en, "zh": value.zh}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {name: _plain(each, lean) for name, each in parts_of(value).items()}
        return (
            fields
            if not lean
            else {
                name: each
                for name, each in fields.items()
                if name == "term" or each != _defaults(kind).get(name, value)
            }
        )
    if not isinstance(value, float | int | np.number | np.ndarray) or np.ndim(value):
        raise BadInput(Problem("not_a_number", "", str(value)[:40]))
    return _plain(float(value))


def parts_of(record: Any) -> dict[str, Any]:
    """What a record is written as: its fields in their declared order, and before them which `term` it is, where it
    is one."""
    kind: Any = type(record)
    fields = {name: getattr(record, name) for name in _names(kind)}
    return {"term": record.key, **fields} if hasattr(record, "key") else fields


@lru_cache(maxsize=256)
def _names(record: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(record))


@lru_cache(maxsize=256)
def _defaults(record: Any) -> dict[str, Any]:
    """What the fields of a record hold in a lean document where nothing else is typed."""
    return {
        field.name: _plain(field.default, lean=True)
        for field in dataclasses.fields(record)
        if field.default is not dataclasses.MISSING
    }


def plain_values(record: Any) -> Any:
    """A record or a value of one as plain JSON values, without a format: for what is kept beside claims, such as a
    policy."""
    return _plain(record)


def to_document(dossier: Dossier, lean: bool = False) -> Document:
    """The dossier as plain JSON values, its format first. Arrays are refused: a document is of one claim.

    A lean document leaves out what is as it is by default; reading fills it in again.
    """
    return {"format": FORMAT, **_plain(dossier, lean)}


def dumps(dossier: Dossier) -> str:
    """The dossier as JSON text, readable and stable: fields in their declared order, whole numbers without a point."""
    return json.dumps(to_document(dossier), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def upgrade(
    raw: Document, steps: Mapping[int, Callable[[Document], Document]] = UPGRADES, to: int = FORMAT
) -> Document:
    """A document of an older format, brought to this one step by step; an unknown or newer format is refused."""
    stated = raw.get("format")
    version = (
        int(stated)
        if isinstance(stated, int | float) and not isinstance(stated, bool) and float(stated).is_integer()
        else to + 1
    )
    if version > to:
        raise BadInput(Problem("other_format", "format", stated, {"formats": tuple(sorted({*steps, to}))}))
    while version < to:
        if version not in steps:
            raise BadInput(Problem("other_format", "format", version, {"formats": tuple(sorted({*steps, to}))}))
        raw, version = {**steps[version](raw), "format": version + 1}, version + 1
    return raw
