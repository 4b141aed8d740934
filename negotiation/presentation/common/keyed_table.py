"""Every table of the pages as heads and rows under the same keys: what the screen shows is what a file holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Table = tuple[dict[str, str], Sequence[Mapping[str, Any]]]
"""Heads by key, and rows by the same keys."""


def numbered_table(heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> Table:
    """Heads and rows without keys, under their places as keys.

    >>> numbered_table(["a"], [[1]])
    ({'0': 'a'}, [{'0': 1}])
    """
    keys = [str(place) for place in range(len(heads))]
    return dict(zip(keys, heads, strict=True)), [dict(zip(keys, row, strict=True)) for row in rows]
