"""Any field of a dossier by its path, such as `case.order.quantity` or `offers[2].terms[0].share`: read it, put another value there."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

from negotiation.units import BadInput, Problem

STEP = re.compile(r"([A-Za-z_]\w*)|\[(\d{1,6})\]")


def steps_of(path: str) -> list[str | int]:
    """The names and places in a path: `claims[0].claimed` → claims, 0, claimed."""
    return [name or int(place) for name, place in STEP.findall(path)]


def value_at(record: Any, path: str) -> Any:
    """The value at a path. A path that leads nowhere raises BadInput.

    >>> from negotiation.case import Order
    >>> value_at(Order(quantity=12.0), "quantity")
    12.0
    """
    found = record
    for step in steps_of(path):
        found = _next(found, step, path)
    return found


def with_value(record: Any, path: str, value: Any) -> Any:
    """The same record with another value at a path; what is not on the way there is shared, not copied."""
    return _with(record, steps_of(path), value, path)


def field_at(record: Any, path: str) -> dataclasses.Field[Any]:
    """The declared field at a path, with its unit or choices."""
    *owner, name = steps_of(path)
    for step in owner:
        record = _next(record, step, path)
    _next(record, name, path)
    declared: dataclasses.Field[Any] = type(record).__dataclass_fields__[name]
    return declared


def _next(record: Any, step: str | int, path: str) -> Any:
    if isinstance(step, int):
        if isinstance(record, tuple) and step < len(record):
            return record[step]
    elif dataclasses.is_dataclass(record) and step in record.__dataclass_fields__:
        return getattr(record, step)
    raise BadInput(Problem("unknown_field", path))


def _with(record: Any, steps: list[str | int], value: Any, path: str) -> Any:
    if not steps:
        return value
    step, *rest = steps
    changed = _with(_next(record, step, path), rest, value, path)
    if isinstance(step, int):
        return (*record[:step], changed, *record[step + 1 :])
    return dataclasses.replace(record, **{step: changed})
