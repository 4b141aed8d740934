"""What was changed between two versions of a claim: every field whose value differs, by its path."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from negotiation.claim.document.dossier import Dossier, Note


@dataclass(frozen=True)
class Change:
    """A field by its path, before and now; None where it was not there or is gone. Records are named by their path
    alone."""

    path: str
    before: Any
    now: Any


def changed_inputs(before: Dossier, now: Dossier) -> tuple[Change, ...]:
    """Every differing field, in the order of the document. Remedies and offers are compared by code, other lists by
    place."""
    return tuple(_differences(before, now, ""))


def _differences(before: Any, now: Any, path: str) -> Iterator[Change]:
    if before is now:
        return
    if type(before) is type(now) and dataclasses.is_dataclass(before) and not hasattr(before, "en"):
        for field in dataclasses.fields(before):
            if field.name != "notes":
                yield from _differences(
                    getattr(before, field.name),
                    getattr(now, field.name),
                    f"{path}.{field.name}" if path else field.name,
                )
    elif isinstance(before, tuple) and isinstance(now, tuple) and any(map(dataclasses.is_dataclass, (*before, *now))):
        yield from _lists(before, now, path)
    elif before != now:
        yield Change(path, before, now)


def _lists(before: tuple[Any, ...], now: tuple[Any, ...], path: str) -> Iterator[Change]:
    old, new = (
        {getattr(item, "code", place): item for place, item in enumerate(items) if not isinstance(item, Note)}
        for items in (before, now)
    )
    for place, (name, item) in enumerate(new.items()):
        if name not in old:
            yield Change(f"{path}[{place}]", None, item)
        else:
            yield from _differences(old[name], item, f"{path}[{place}]")
    for name, item in old.items():
        if name not in new:
            yield Change(path, item, None)
