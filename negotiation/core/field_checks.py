"""Checks that follow from the field declarations: every problem in a record, in the order of its fields."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any
from weakref import WeakSet

import numpy as np

from negotiation.core.fields import Translated, Unit
from negotiation.core.money import is_currency
from negotiation.core.problems import Problem

EARLIEST, LATEST = date(1970, 1, 1), date(2199, 12, 31)
"""Dates outside this range are typing errors, and would exceed what a calendar can hold."""

LONGEST_NAME = 60
"""Most characters of a name that refers to another record."""

_FAULTLESS: WeakSet[Any] = WeakSet()
"""Records that were checked and are valid. They are frozen and hold no arrays, so they stay valid; an edited document
shares most of them."""


def check_number(value: object, unit: Unit, path: str) -> Iterator[Problem]:
    """Problems of one number or array: not a number, not finite, out of range, not whole."""
    bounds = {"unit": unit.key, "low": unit.low, "high": unit.high}
    if isinstance(value, bool) or not isinstance(value, int | float | np.ndarray | np.number):
        yield Problem("not_a_number", path, value, bounds)
    elif isinstance(value, np.ndarray):
        bad = ~((value >= unit.low) & (value <= unit.high) & (~np.bool_(unit.whole) | (value == np.round(value))))
        if bad.any():
            yield from check_number(float(value[bad].flat[0]), unit, path)
    elif not math.isfinite(value):
        yield Problem("not_finite", path, value, bounds)
    elif not unit.low <= value <= unit.high:
        yield Problem("out_of_range", path, value, bounds)
    elif unit.whole and value != round(float(value)):
        yield Problem("not_whole", path, value, bounds)


def check_record(record: Any, path: str = "") -> Iterator[Problem]:
    """Every problem in a record and the records inside it, in the order of the fields; empty if the record is valid.

    >>> from negotiation.model.facts.case import Order
    >>> [problem.path for problem in check_record(Order(quantity=-1.0), "order")]
    ['order.quantity']
    """
    kind: Any = type(record)
    keeps = _is_itself(record)
    if keeps and record in _FAULTLESS:
        return
    wrong = False
    for problem in _check_fields(record, path):
        wrong = True
        yield problem
    if keeps and not wrong and all(cannot_change(getattr(record, name)) for name, _, _ in _fields(kind)):
        _FAULTLESS.add(record)


def cannot_change(value: Any) -> bool:
    """True if a valid value cannot become invalid: it holds no array or list, and every record in it was checked."""
    if isinstance(value, tuple):
        return all(map(cannot_change, value))
    if isinstance(value, np.ndarray | list):
        return False
    return not _is_itself(value) or value in _FAULTLESS or not dataclasses.is_dataclass(value)


def is_known_valid(record: Any) -> bool:
    """True if this record was checked, is valid and cannot change, so that results derived from it may be cached by
    identity."""
    return _is_itself(record) and record in _FAULTLESS


def _is_itself(record: Any) -> bool:
    """True if a record compares equal to itself only, so that it can be cached by identity."""
    found: Any = type(record).__hash__
    return found is object.__hash__


def _check_fields(record: Any, path: str) -> Iterator[Problem]:
    kind_of_record: Any = type(record)
    for name, kind, declared in _fields(kind_of_record):
        value = getattr(record, name)
        if kind == "unit":
            unit, optional = declared
            if not (type(value) is float and unit.low <= value <= unit.high and not unit.whole) and not (
                value is None and optional
            ):
                yield from check_number(value, unit, _join(path, name))
        elif kind == "most":
            yield from _check_several(value, declared, _join(path, name))
        elif kind:
            yield from CHECKS[kind](value, declared, _join(path, name))
        elif dataclasses.is_dataclass(value):
            yield from check_record(value, _join(path, name))
        elif value is not None or not declared:
            yield Problem("wrong_kind", _join(path, name), _excerpt(value))


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


@cache
def _fields(record: type[Any]) -> tuple[tuple[str, str, Any], ...]:
    """Name, kind and declaration of each field of a record type."""
    found = []
    for field in dataclasses.fields(record):
        kind = next(
            (
                kind
                for kind in ("unit", "most", "choice", "codes", "names", "flag", "day", "currency", "text")
                if kind in field.metadata
            ),
            "",
        )
        declared = field.metadata.get(kind, field.default is None)
        found.append(
            (field.name, kind, (declared, field.metadata["optional"]) if kind in ("unit", "day") else declared)
        )
    return tuple(found)


def _check_several(value: Any, most: int, path: str) -> Iterator[Problem]:
    if not isinstance(value, tuple | list):
        yield Problem("wrong_kind", path, _excerpt(value))
        return
    if len(value) > most:
        yield Problem("too_many", path, len(value), {"high": most})
    for index, item in enumerate(value[:most]):
        if dataclasses.is_dataclass(item):
            yield from check_record(item, f"{path}[{index}]")
        else:
            yield Problem("wrong_kind", f"{path}[{index}]", _excerpt(item))


def _excerpt(value: object) -> str:
    return str(value)[:40]


def _check_choice(value: object, options: tuple[str, ...], path: str) -> Iterator[Problem]:
    if value not in options:
        yield Problem("not_a_choice", path, value, {"choices": options})


def _check_codes(value: object, options: tuple[str, ...], path: str) -> Iterator[Problem]:
    if not isinstance(value, tuple | list):
        yield Problem("wrong_kind", path, _excerpt(value))
        return
    for index, code in enumerate(value):
        if code not in options or code in value[:index]:
            yield Problem("not_a_choice", f"{path}[{index}]", _excerpt(code), {"choices": options})


def _check_flag(value: object, declared: object, path: str) -> Iterator[Problem]:
    if not isinstance(value, bool):
        yield Problem("wrong_kind", path, _excerpt(value))


def _check_day(value: object, declared: tuple[bool, bool], path: str) -> Iterator[Problem]:
    if value is None and declared[1]:
        return
    if not isinstance(value, date):
        yield Problem("not_a_date", path, value)
    elif not EARLIEST.year <= value.year <= LATEST.year:
        yield Problem(
            "day_out_of_range", path, value.isoformat(), {"low": EARLIEST.isoformat(), "high": LATEST.isoformat()}
        )


def _check_currency(value: object, optional: bool, path: str) -> Iterator[Problem]:
    if not (value == "" and optional) and not (isinstance(value, str) and is_currency(value)):
        yield Problem("not_a_currency", path, value)


def _check_names(value: object, most: int, path: str) -> Iterator[Problem]:
    if not isinstance(value, tuple | list):
        yield Problem("wrong_kind", path, _excerpt(value))
    elif len(value) > most:
        yield Problem("too_many", path, len(value), {"high": most})
    else:
        for index, name in enumerate(value):
            if not isinstance(name, str) or len(name) > LONGEST_NAME:
                yield Problem("too_long", f"{path}[{index}]", _excerpt(name), {"longest": LONGEST_NAME})


def _check_text(value: object, longest: int, path: str) -> Iterator[Problem]:
    if max(map(len, (value.en, value.zh) if isinstance(value, Translated) else (str(value),))) > longest:
        yield Problem("too_long", path, str(value)[:40] + "…", {"longest": longest})


CHECKS: dict[str, Callable[[Any, Any, str], Iterator[Problem]]] = {
    "choice": _check_choice,
    "codes": _check_codes,
    "names": _check_names,
    "flag": _check_flag,
    "day": _check_day,
    "currency": _check_currency,
    "text": _check_text,
}
