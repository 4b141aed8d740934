"""Texts that somebody might type to do harm."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from negotiation.core.fields import Translated
from negotiation.presentation.common.escaping import REFERENCES

HOSTILE = (
    "<script>alert(1)</script>",
    "</a:t></a:r>",
    "=HYPERLINK(1)",
    "javascript:alert(1)",
    '"><img src=x onerror=alert(1)>',
    "http://evil.example/x",
    "&amp; ]]> {0} %s",
    "bell\x07 and \ufffe and \u202e",
)


def hostile(record: Any, mark: Iterator[str]) -> Any:
    """The record with every text that somebody may type replaced."""
    changed: dict[str, Any] = {}
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if "text" in field.metadata and field.name not in (*REFERENCES, "who"):
            changed[field.name] = Translated(next(mark), next(mark)) if isinstance(value, Translated) else next(mark)
        elif "text" in field.metadata and field.name == "who":
            changed[field.name] = next(mark)
        elif isinstance(value, tuple | list):
            changed[field.name] = tuple(
                hostile(item, mark) if dataclasses.is_dataclass(item) else item for item in value
            )
        elif dataclasses.is_dataclass(value) and not isinstance(value, type):
            changed[field.name] = hostile(value, mark)
    return replace(record, **changed)


def marks() -> Iterator[str]:
    number = 0
    while True:
        yield f"{HOSTILE[number % len(HOSTILE)]} {number}"
        number += 1
