"""What goes into the store and comes out of it, as frozen records.

BadInput            see negotiation.core
└── Conflict        somebody else was quicker; says who, when and with which version
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from negotiation.core.fields import MONEY, Num, number_field, text_field
from negotiation.core.problems import BadInput, Problem
from negotiation.finance.register.entry import Entry


@dataclass(frozen=True)
class Person:
    """Who does something, by name, and in which role; both as typed. A store believes what it is told: sign-in lies
    with the caller."""

    name: str = text_field(longest=100)
    role: str = text_field(longest=60)


@dataclass(frozen=True)
class Provided:
    """What is provided for a claim, in its currency, and the class that says why (a code of the provision's
    measures)."""

    amount: Num = number_field(MONEY, 0.0)
    kind: str = text_field(longest=60)


@dataclass(frozen=True)
class Change:
    """A field by its path, before and now; None where it was not there or is gone."""

    path: str
    old: Any
    new: Any


@dataclass(frozen=True, eq=False)
class Line:
    """A claim as the register keeps it: its entry, its version, who wrote that and when; `has_document` where a
    whole claim is kept with it."""

    entry: Entry
    version: int
    who: Person
    created: datetime
    updated: datetime
    archived: bool = False
    has_document: bool = False
    provided: Provided | None = None


@dataclass(frozen=True, eq=False)
class Revision:
    """One version of a claim: who made it and when, what was changed (`left_out` further changes are not listed),
    and the line as it was then."""

    line: Line
    action: str
    changes: tuple[Change, ...]
    left_out: int = 0


@dataclass(frozen=True)
class TrailEnd:
    """The end of the audit trail: how many rows it has and the hash of the last. Noted elsewhere, it shows later
    whether the trail was rewritten."""

    sequence: int
    hash: str


class Conflict(BadInput):
    """The second writer is told: `version` is what is kept now, made by `who` at `when`. Nothing was written."""

    def __init__(self, subject: str, version: int, who: Person, when: datetime) -> None:
        self.subject, self.version, self.who, self.when = subject, version, who, when
        told = {"who": who.name, "when": f"{when.astimezone(UTC):%Y-%m-%d %H:%M} UTC", "version": version}
        super().__init__(Problem("store_conflict", "", subject, told))


@dataclass(frozen=True)
class Approval:
    """An offer over somebody's limit: what it promises by form of compensation, asked by whom and why, and what was
    decided.

    `version` is the version of the claim that was shown; a claim that has moved on needs a new question.
    """

    number: int
    code: str
    version: int
    offer: str
    currency: str
    amounts: Mapping[str, float]
    asked_by: Person
    asked_at: datetime
    reason: str
    state: str = "asked"
    decided_by: Person | None = None
    decided_at: datetime | None = None
    comment: str = ""


@dataclass(frozen=True)
class Setting:
    """A setting of the team as plain JSON values, by name, with its version and who set it."""

    name: str
    value: Any
    version: int
    who: Person
    at: datetime


@dataclass(frozen=True)
class PromisedAmount:
    """What was promised to a customer in one form of compensation on a day, in the claim's currency."""

    form: str
    amount: float
    on: date


@dataclass(frozen=True)
class PromisedSum:
    """All that was promised to a customer in one form and currency, within the days that were asked for."""

    customer: str
    form: str
    currency: str
    amount: float


@dataclass(frozen=True)
class CustomerPromise:
    """What was promised with a claim in one form on a day, by an agreement or by an approval; in the claim's
    currency. `customers` are the keys of all the names under which it counts."""

    customers: tuple[str, ...]
    code: str
    form: str
    amount: float
    currency: str
    on: date


@dataclass(frozen=True)
class Committed:
    """What stands beside a promise that is about to be noted: all that counts for the customer with other claims,
    and what was approved for this claim (amounts by form, with their currency)."""

    sums: tuple[PromisedSum, ...]
    approved: tuple[tuple[str, Mapping[str, float]], ...]


Guard = Callable[[Committed], None]
"""Raises BadInput where something may not be promised, or approved, beside what counts already."""


@dataclass(frozen=True)
class PeriodEndLine:
    """One claim as booked: figures by name in whole minor units of `currency`, of which `provision` is one; `kind`
    says why, as a code."""

    code: str
    version: int
    currency: str
    provision: int
    kind: str = ""
    figures: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class PeriodEnd:
    """What was booked on a day: by which version of the model, totals in minor units of the reporting currency, and
    a line for each claim."""

    booked_on: date
    model_version: str
    currency: str
    totals: Mapping[str, int]
    lines: tuple[PeriodEndLine, ...] = ()
    note: str = ""
    number: int = 0
    who: Person = Person()
    at: datetime | None = None
