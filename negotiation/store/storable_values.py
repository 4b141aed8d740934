"""What must hold of anything before it is written."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from negotiation.core.field_checks import check_record
from negotiation.core.problems import BadInput, Problem
from negotiation.store.records import Person

UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def check_entry(record: Any, path: str = "") -> None:
    """Raise BadInput where a record's fields are out of range, or hold text that no database can keep."""
    wrong = list(check_record(record, path))
    if wrong:
        raise BadInput(*wrong)
    writable(record, path)


def writable(record: Any, path: str = "") -> None:
    """Raise BadInput where a record holds text that no database can keep."""
    for name, value in vars(record).items():
        if isinstance(value, str):
            storable(value, f"{path}.{name}" if path else name)


def storable(words: str, path: str) -> str:
    """The same text; half characters and the zero character, which no database keeps, raise BadInput.

    >>> storable("Müller 礼盒", "customer")
    'Müller 礼盒'
    """
    if UNSTORABLE.search(words):
        raise BadInput(Problem("not_storable", path, words.encode("ascii", "backslashreplace").decode()[:40]))
    return words


def named(who: Person) -> Person:
    """The same person; one without a name raises BadInput: nobody changes a claim unseen."""
    check_entry(who, "who")
    if not who.name.strip():
        raise BadInput(Problem("no_person", ""))
    return who


def moment(now: datetime) -> datetime:
    """A point in time in UTC. One without a time zone is a fault of the caller, not of the user: ValueError."""
    if now.tzinfo is None:
        raise ValueError("a point in time needs its time zone")
    return now.astimezone(UTC)


def encodable(text: str) -> str:
    """The same JSON text, in which a zero character is written out; half characters raise BadInput."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadInput(
            Problem(
                "not_storable",
                "",
                error.object[max(error.start - 20, 0) : error.end].encode("ascii", "backslashreplace").decode(),
            )
        ) from None
    return text
