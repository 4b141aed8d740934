"""The whole document of a claim: facts, remedies, offers, no deal, notes on where figures come from; and its JSON form.

A dossier is what the user saves and loads. Two dossiers are equal when their documents are. Reading is strict: a field that is
unknown, missing, of the wrong kind or out of range is a Problem with its path; nothing is guessed.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any
from weakref import WeakValueDictionary

import numpy as np

from negotiation.case import Case
from negotiation.dossier.limits import Limits
from negotiation.dossier.paths import named
from negotiation.dossier.ranges import Range, range_problems
from negotiation.draws import check_order
from negotiation.lifetime import StayingCurve
from negotiation.rework import Remedy, coded, step_problems
from negotiation.settlement import NO_DEAL, NoDeal, Offer
from negotiation.terms import CustomerShare, RepaymentOverOrders
from negotiation.units import COUNT, BadInput, Num, Problem, Text, Translated, amount, check, choice, lasts, several, text

FORMAT = 1
"""Version of the document. A change of shape adds one step to UPGRADES."""

LARGEST = 1_000_000
"""Bytes of a document that are read at most."""

ORIGINS = ("source", "ours", "assumption", "default", "missing")
"""Where a figure comes from. A default is an assumption that we filled in and that follows the facts until someone types the
figure; missing is a question that nobody has answered yet."""

LONGEST_SHUTDOWN = 366
"""Days that one shutdown of the factory may last."""

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
    """One claim, complete. Remedies and offers carry unique codes; an offer names its remedy by code. `seed` is that of all draws."""

    case: Case
    remedies: tuple[Remedy, ...] = several(30)
    offers: tuple[Offer, ...] = several(60)
    no_deal: NoDeal = NoDeal()
    staying: StayingCurve = StayingCurve()
    limits: Limits = Limits()
    notes: tuple[Note, ...] = several(300)
    ranges: tuple[Range, ...] = several(200)
    seed: Num = amount(COUNT.within(high=1e9), 1.0)

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
        return type(one) is type(other) and all(_same(getattr(one, field.name), getattr(other, field.name)) for field in dataclasses.fields(one))
    return np.array_equal(one, other) if isinstance(one, np.ndarray) or isinstance(other, np.ndarray) else bool(one == other)


def problems(dossier: Dossier) -> Iterator[Problem]:
    """Everything that keeps a dossier from being computed: fields out of range, codes used twice, unknown remedies, shares over 100 %,
    steps that are no network, currencies without a rate, ranges that do not rise."""
    wrong = list(check(dossier))
    yield from wrong
    if wrong:
        return
    order = dossier.case.order
    if np.any(np.asarray(order.affected) > order.quantity):
        yield Problem("out_of_range", "case.order.affected", float(np.max(order.affected)), {"low": 0.0, "high": float(np.min(order.quantity))})
    yield from _case_problems(dossier.case)
    for index, remedy in enumerate(dossier.remedies):
        for problem in _inside(remedy):
            yield dataclasses.replace(problem, path=f"remedies[{index}].{problem.path}")
        for place, line in enumerate(remedy.lines):
            if dossier.case.worth_of_one(line.currency) is None:
                yield Problem("no_exchange_rate", f"remedies[{index}].lines[{place}].currency", line.currency, {"currency": dossier.case.currency})
    yield from range_problems(dossier, dossier.ranges)
    curve = dossier.staying
    if np.any(np.asarray(curve.floor) > curve.ceiling):
        yield Problem("floor_over_ceiling", "staying.floor", float(np.max(curve.floor)), {"high": float(np.min(curve.ceiling))})
    remedies = tuple(remedy.code for remedy in dossier.remedies)
    taken = {"remedies": [""], "offers": ["", NO_DEAL]}
    for name, records in (("remedies", dossier.remedies), ("offers", dossier.offers)):
        for index, code in enumerate(record.code for record in records):
            if code in taken[name] or not has_path(code):
                yield Problem("code_not_unique", f"{name}[{index}].code", code)
            taken[name].append(code)
    for index, offer in enumerate(dossier.offers):
        if offer.remedy not in remedies:
            yield Problem("not_a_choice", f"offers[{index}].remedy", offer.remedy, {"choices": remedies})
        shared = sum(term.share for term in offer.terms if isinstance(term, CustomerShare | RepaymentOverOrders))
        if np.any(np.asarray(shared) > 1.0 + 1e-9):
            yield Problem("shares_over_one", f"offers[{index}].terms", float(np.max(shared)), {"high": 1.0})


@lru_cache(maxsize=256)
def _case_problems(case: Case) -> tuple[Problem, ...]:
    """What is wrong between the facts: points that do not rise, a shutdown that ends before it begins, more bad than inspected."""
    logistics, incident, found = case.logistics, case.incident, []
    for name, days in (("sea", logistics.sea), ("air", logistics.air)):
        found += check_order(days.optimistic, days.likely, days.pessimistic, f"case.logistics.{name}")
    for place, each in enumerate(logistics.shutdowns):
        if (each.last - each.first).days > LONGEST_SHUTDOWN:
            latest = (each.first + timedelta(days=LONGEST_SHUTDOWN)).isoformat()
            found.append(
                Problem("day_out_of_range", f"case.logistics.shutdowns[{place}].last", each.last.isoformat(), {"low": each.first.isoformat(), "high": latest})
            )
        if each.last < each.first:
            found.append(Problem("ends_before_it_begins", f"case.logistics.shutdowns[{place}].last", each.last.isoformat(), {"low": each.first.isoformat()}))
    if incident.found_bad is not None and incident.inspected is not None and np.any(np.asarray(incident.found_bad) > incident.inspected):
        most = float(np.min(incident.inspected))
        found.append(Problem("out_of_range", "case.incident.found_bad", float(np.max(incident.found_bad)), {"low": 0.0, "high": most}))
    codes = [each.currency for each in case.exchange_rates]
    for place, code in enumerate(codes):
        if code == case.currency or code in codes[:place]:
            found.append(Problem("code_not_unique", f"case.exchange_rates[{place}].currency", code))
    return tuple(found)


@lru_cache(maxsize=1024)
def _inside(remedy: Remedy) -> tuple[Problem, ...]:
    """What is wrong within one remedy, paths relative to it; kept, since records are frozen."""
    found = list(step_problems(tuple(remedy.steps), "steps"))
    codes = [line.code for line in remedy.lines]
    for place, code in enumerate(codes):
        if code and (code in codes[:place] or not has_path(code)):
            found.append(Problem("code_not_unique", f"lines[{place}].code", code))
    return tuple(found)


def has_path(code: str) -> bool:
    """Whether a code can stand in a path: brackets end one."""
    return not set("[]") & set(code)


def checked(dossier: Dossier) -> Dossier:
    """The dossier itself, or BadInput with all its problems."""
    if _RIGHT.get(id(dossier)) is dossier:
        return dossier
    found = tuple(problems(dossier))
    if found:
        raise BadInput(*found)
    if all(lasts(getattr(dossier, field.name)) for field in dataclasses.fields(dossier)):
        _RIGHT[id(dossier)] = dossier
    return dossier


_RIGHT: WeakValueDictionary[int, Dossier] = WeakValueDictionary()
"""Dossiers without arrays that were checked and are right: they are frozen, so they stay right."""


def _plain(value: Any, lean: bool = False) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(item, lean) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Translated):
        return {"en": value.en, "zh": value.zh}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        term = {"term": value.key} if hasattr(value, "key") else {}
        fields = {field.name: _plain(getattr(value, field.name), lean) for field in dataclasses.fields(value)}
        return term | (fields if not lean else {name: each for name, each in fields.items() if each != _defaults(type(value)).get(name, value)})
    if isinstance(value, str | bool | None):
        return value
    if not isinstance(value, float | int | np.number | np.ndarray) or np.ndim(value):
        raise BadInput(Problem("not_a_number", "", str(value)[:40]))
    number = float(value)
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


@lru_cache(maxsize=256)
def _defaults(record: Any) -> dict[str, Any]:
    """What the fields of a record hold in a lean document where nothing else is typed."""
    return {field.name: _plain(field.default, lean=True) for field in dataclasses.fields(record) if field.default is not dataclasses.MISSING}


def document(dossier: Dossier, lean: bool = False) -> Document:
    """The dossier as plain JSON values, its format first. Arrays are refused: a document is of one claim.

    A lean document leaves out what is as it is by default; reading fills it in again.
    """
    return {"format": FORMAT, **_plain(dossier, lean)}


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
    found = dataclasses.replace(found, remedies=tuple(dataclasses.replace(each, lines=coded(each.lines)) for each in found.remedies))
    notes = tuple(dataclasses.replace(note, path=named(found, note.path)) for note in found.notes)
    ranges = tuple(dataclasses.replace(each, path=named(found, each.path)) for each in found.ranges)
    return checked(dataclasses.replace(found, notes=notes, ranges=ranges))
