"""What every use case is carried out with: who does it, on which store, in which language and at what time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from negotiation.core.problems import BadInput, Problem
from negotiation.store import Person, Store


@dataclass(frozen=True, eq=False)
class Context:
    """The operating context of a use case. No use case looks at a session, at the machine's clock or at a setting of
    the process: all that it needs is here or an argument.

    - `person`: who does it, with the role that counts.
    - `open_store`: gives the open store of claims, the same one each time. It is asked for only where it is needed: a
      register from a file can be looked at while the store is out of reach.
    - `language`: code of the language in which names and reasons are written down.
    - `clock`: gives this moment, in UTC; it dates what is written.
    - `calendar`: gives today's date where the person works; due dates and the limits of a year count from it.
    """

    person: Person
    open_store: Callable[[], Store]
    language: str
    clock: Callable[[], datetime]
    calendar: Callable[[], date]

    @property
    def store(self) -> Store:
        """The open store; one that cannot be opened raises BadInput."""
        return self.open_store()


def require_name(person: Person) -> Person:
    """The person; BadInput `no_person` where nobody gave a name: what is written is signed."""
    if not person.name:
        raise BadInput(Problem("no_person", ""))
    return person
