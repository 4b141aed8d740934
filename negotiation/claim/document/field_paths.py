"""Any field of a dossier by its path, such as `case.order.quantity` or
`offers[half_now].terms[customer_share].share`.

What is in brackets names an item of a list: by its code (remedies, offers), by its key (terms), else by its place
from 0. Names stay true when options are added, removed or moved; places are understood too.
"""

from __future__ import annotations

import dataclasses
import re
from functools import lru_cache
from typing import Any

from negotiation.core.distributions import ThreePoint
from negotiation.core.fields import Unit
from negotiation.core.problems import BadInput, Problem

STEP = re.compile(r"\[([^\]]*)\]|([A-Za-z_]\w*)")
PATH = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[[^\]]*\])*")


@lru_cache(maxsize=4096)
def _steps(path: str) -> list[tuple[str, str]]:
    """The steps of a path, each an item in brackets or a name. What is no path raises BadInput."""
    if not PATH.fullmatch(path):
        raise BadInput(Problem("unknown_field", path))
    return STEP.findall(path)


def value_at(record: Any, path: str) -> Any:
    """The value at a path. A path that leads nowhere raises BadInput.

    >>> from negotiation.model.facts.case import Order
    >>> value_at(Order(quantity=12.0), "quantity")
    12.0
    """
    for item, name in _steps(path):
        record = _next(record, item, name, path)
    return record


def path_exists(record: Any, path: str) -> bool:
    """Whether there is a field at a path."""
    try:
        value_at(record, path)
    except BadInput:
        return False
    return True


def with_value(record: Any, path: str, value: Any) -> Any:
    """The same record with another value at a path; what is not on the way there is shared, not copied."""
    return _with(record, _steps(path), value, path)


def field_at(record: Any, path: str) -> dataclasses.Field[Any]:
    """The declared field at a path, with its unit or choices."""
    *owner, (_, last) = _steps(path)
    for item, name in owner:
        record = _next(record, item, name, path)
    _next(record, "", last, path)
    declared: dataclasses.Field[Any] = type(record).__dataclass_fields__[last]
    return declared


def number_at(record: Any, path: str) -> tuple[Unit, Any] | None:
    """Unit and value of the number at a path, in one walk; None where there is none. One of three points is no
    number of its own."""
    try:
        steps = _steps(path)
        for item, name in steps[:-1]:
            record = _next(record, item, name, path)
        if not steps[-1][1] or isinstance(record, ThreePoint):
            return None
        value = _next(record, "", steps[-1][1], path)
    except BadInput:
        return None
    unit: Unit | None = type(record).__dataclass_fields__[steps[-1][1]].metadata.get("unit")
    return None if unit is None or value is None else (unit, value)


def with_names(record: Any, path: str) -> str:
    """The same path with names instead of places where the items have names; a path that leads nowhere stays as it
    is."""
    written, found = "", record
    if not PATH.fullmatch(path):
        return path
    for item, name in _steps(path):
        if name:
            written += f".{name}" if written else name
        elif isinstance(found, tuple) and (place := _place(found, item)) is not None:
            written += f"[{item_name(found, place)}]"
        else:
            return path
        try:
            found = _next(found, item, name, path)
        except BadInput:
            return path
    return written


def item_name(items: tuple[Any, ...], place: int) -> str:
    """What an item of a list is called in a path: its code or key where no item before it has the same, else its
    place."""
    name = _name(items[place])
    return name if name and name not in map(_name, items[:place]) else str(place)


def _name(item: Any) -> str:
    return str(getattr(item, "code", "") or getattr(item, "key", ""))


def _place(items: tuple[Any, ...], item: str) -> int | None:
    found = next((place for place, each in enumerate(items) if _name(each) == item), None) if item else None
    if found is None and item.isdecimal() and int(item) < len(items):
        return int(item)
    return found


def _next(record: Any, item: str, name: str, path: str) -> Any:
    if not name and isinstance(record, tuple):
        place = _place(record, item)
        if place is not None:
            return record[place]
    elif name and dataclasses.is_dataclass(record) and name in record.__dataclass_fields__:
        return getattr(record, name)
    raise BadInput(Problem("unknown_field", path))


def _with(record: Any, steps: list[tuple[str, str]], value: Any, path: str) -> Any:
    if not steps:
        return value
    (item, name), *rest = steps
    changed = _with(_next(record, item, name, path), rest, value, path)
    if name:
        return dataclasses.replace(record, **{name: changed})
    place = _place(record, item) or 0
    return (*record[:place], changed, *record[place + 1 :])
