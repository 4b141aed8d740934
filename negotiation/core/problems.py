"""What is wrong with an input, as data that a page can say in either language.

BadInput            one or more Problems: which field, which value, what is allowed
└── NoEnd           an infinite sum that does not converge
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field, as data: `code` names the message, `path` the field, `allowed` what is valid."""

    code: str
    path: str = ""
    value: object = None
    allowed: Mapping[str, object] = dataclasses.field(default_factory=dict)


class BadInput(ValueError):
    """Input that cannot be computed. `problems` says why, field by field."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__(
            "; ".join(f"{p.path or '-'}: {p.code}, got {p.value!r}, allowed {dict(p.allowed)}" for p in problems)
        )


class NoEnd(BadInput):
    """An infinite sum that does not converge."""
