"""An entry of the register as a row of whole minor units, and back."""

from __future__ import annotations

import dataclasses
import json
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

from negotiation.core.fields import MONEY
from negotiation.core.money import minor_digits
from negotiation.core.problems import BadInput, Problem
from negotiation.finance.register.entry import Entry
from negotiation.store.records import Line, Person, Provided
from negotiation.store.sql_tables import CLAIMS
from negotiation.store.storable_values import check_entry

FIELDS = tuple(field.name for field in dataclasses.fields(Entry))
AMOUNTS = tuple(field.name for field in dataclasses.fields(Entry) if field.metadata.get("unit") == MONEY)
"""Fields of an entry that are money in its currency."""

KEPT = (*FIELDS, "digits", "provision", "provision_kind", "archived")
"""Columns that a version of a claim consists of, beside its document."""

SEARCHED = ("code", "title", "customer", "owner", "team", "cause")

Row = dict[str, Any]
Held = Mapping[Any, Any]
"""A row as a query gives it."""


def to_minor(value: Any, digits: int, path: str) -> int:
    """Money as whole minor units, half to even from the float itself. An array raises BadInput: a row is of one claim.

    >>> to_minor(12.345, 2, "claimed"), to_minor(1500.0, 0, "claimed")
    (1235, 1500)
    """
    if not isinstance(value, float) and np.ndim(value):
        raise BadInput(Problem("one_offer_only", path, int(np.size(value))))
    return int(f"{round(float(value), digits):.{digits}f}".replace(".", ""))


def to_major(minor: int, digits: int) -> float:
    """Whole minor units as money.

    >>> to_major(1234, 2)
    12.34
    """
    return float(int(minor) / 10**digits)


CANONICAL = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), allow_nan=False, default=lambda each: each.isoformat()
)


def canonical(value: Any) -> str:
    """JSON that is the same for the same values: sorted names, no spaces, plain ASCII, dates as ISO.

    >>> canonical({"b": 1, "a": "é"})
    '{"a":"\\\\u00e9","b":1}'
    """
    return CANONICAL.encode(value)


def folded(words: str) -> str:
    """Text as it is compared: width, capitals and spaces make no difference.

    >>> folded(" ACME\\u3000Ｂoxes ")
    'acme boxes'
    """
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())


def haystack(row: Held) -> str:
    """The words of a row that a search looks through."""
    return "\n".join(folded(str(row[name])) for name in SEARCHED)


def to_row(entry: Entry, provided: Provided | None = None, archived: bool = False, path: str = "") -> Row:
    """The columns that an entry fills. What is out of range, not storable, or without a code raises BadInput."""
    check_entry(entry, path)
    at = f"{path}." if path else ""
    if not entry.code.strip():
        raise BadInput(Problem("missing", f"{at}code"))
    digits = minor_digits(entry.currency)
    row: Row = {name: getattr(entry, name) for name in FIELDS}
    row |= {name: to_minor(row[name], digits, f"{at}{name}") for name in AMOUNTS}
    row |= {
        "chance": float(entry.chance),
        "digits": digits,
        "archived": archived,
        "provision": None,
        "provision_kind": None,
    }
    if provided is not None:
        check_entry(provided, f"{at}provided")
        row |= {"provision": to_minor(provided.amount, digits, f"{at}provided.amount"), "provision_kind": provided.kind}
    return row | {"haystack": haystack(row)}


def figures(row: Held) -> str:
    """The canonical text of what a version of a claim consists of, beside its document."""
    return canonical({name: row[name] for name in KEPT})


def row_of(text: str) -> Row:
    """The row that a canonical text was made of. Columns that it does not know yet are empty."""
    held = json.loads(text)
    dated = {name: date.fromisoformat(held[name]) if held[name] else None for name in DATES}
    return {**dict.fromkeys(KEPT), **held, **dated}


DATES = tuple(field.name for field in dataclasses.fields(Entry) if "day" in field.metadata)


def entry_of(row: Held) -> Entry:
    """The entry that a row holds."""
    digits = row["digits"]
    fields: dict[str, Any] = {
        name: to_major(row[name], digits) if name in MONEY_NAMES else row[name] for name in FIELDS
    }
    return Entry(**fields)


MONEY_NAMES = frozenset(AMOUNTS)


def provided_of(row: Held) -> Provided | None:
    """What a row says is provided; None where that was not worked out."""
    return (
        None
        if row["provision"] is None
        else Provided(to_major(row["provision"], row["digits"]), row["provision_kind"] or "")
    )


def line_of(row: Held) -> Line:
    """A line of the register: the row of a claim with `who` and `role` of its last version."""
    return Line(
        entry_of(row),
        row["version"],
        Person(row["who"], row["role"]),
        row["created"],
        row["updated"],
        row["archived"],
        row["has_document"],
        provided_of(row),
    )


COLUMNS = tuple(column for column in CLAIMS.columns if column.name != "haystack")
"""What a query takes of a claim."""
