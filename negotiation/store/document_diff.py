"""What differs between two documents of a claim, by field path; items of a list are told apart by their code, term
or path where they have one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from negotiation.claim.document.dossier import Document
from negotiation.store.records import Change

NAMES = ("code", "term", "path")
"""Fields that tell the items of a list apart, the first that all of them have."""


def differences(before: Document, now: Document) -> tuple[Change, ...]:
    """Every field that differs, in the order of the document; None where it was not there or is gone.

    >>> differences({"offers": [{"code": "a", "share": 1}]},
    ...     {"offers": [{"code": "b", "share": 2}, {"code": "a", "share": 3}]})[0]
    Change(path='offers[a].share', old=1, new=3)
    """
    return tuple(_different(before, now, ""))


def within(path: str, name: str) -> str:
    """The path of a field of a record.

    >>> within("case", "order"), within("", "case")
    ('case.order', 'case')
    """
    return f"{path}.{name}" if path else name


def name_in(*lists: Sequence[Any]) -> str | None:
    """The field that tells the items of all these lists apart; None where there is none."""
    for name in NAMES:
        if all(_names(items, name) for items in lists):
            return name
    return None


def _names(items: Sequence[Any], name: str) -> bool:
    found = [item.get(name) if isinstance(item, dict) else None for item in items]
    return all(isinstance(each, str) and each for each in found) and len(set(found)) == len(found)


class _Absent:
    """Not there, which is not the same as None."""


ABSENT: Any = _Absent()


def shown(value: Any) -> Any:
    """A value as it is told: None where nothing is there."""
    return None if value is ABSENT else value


def _different(before: Any, now: Any, path: str) -> Iterator[Change]:
    if before == now:
        return
    if isinstance(before, dict) and isinstance(now, dict) and before.get("term") == now.get("term"):
        for name in {**before, **now}:
            yield from _different(before.get(name, ABSENT), now.get(name, ABSENT), within(path, name))
    elif isinstance(before, list) and isinstance(now, list) and (before or now):
        name = name_in(before, now)
        old, new = (
            {item[name] if name else place: item for place, item in enumerate(items)} for items in (before, now)
        )
        for each in {**old, **new}:
            yield from _different(old.get(each, ABSENT), new.get(each, ABSENT), f"{path}[{each}]")
        if name and [each for each in old if each in new] != [each for each in new if each in old]:
            yield Change(path, list(old), list(new))
    else:
        yield Change(path, shown(before), shown(now))
