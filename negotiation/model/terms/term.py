"""What every settlement term is: a frozen record of fields with units, a key, a group, and the flows that it causes."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any, ClassVar, Protocol

import numpy as np

from negotiation.core.cashflow import Flow
from negotiation.core.fields import Num
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy

GROUPS = ("money", "later_orders", "goods", "service", "payment", "safeguards")
"""The groups in which terms are offered for choice."""


EXACT = 1e-12
"""Part by which a number of whole steps may miss because of rounding in the division that gave it."""


class Term(Protocol):
    """A frozen dataclass with a key and a group. With 0 in its first field the term is absent: all its flows are
    worth nothing.

    Three methods more are there where there is something to say. `starting(case, remedy)`, a classmethod, is the
    term to begin with. `consequence(case, remedy, life)` gives numbers that follow from the fields, for the sentence
    `terms.<key>.consequence`. `objections(case, remedy, terms)` gives a code for each reason why the term makes no
    sense here, beside the other terms of its offer; its words are `terms.<key>.<code>`. A term that is nothing
    without the remedy says `hangs_on_remedy = True`: where the remedy waits, it waits too. One that is none of the
    customer's business says `among_us = True` and has no sentence `terms.<key>.offer`.
    """

    key: ClassVar[str]
    group: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        """Who pays whom because of this term."""
        ...


def starting_of(kind: type[Any], case: Case, remedy: Remedy) -> Any:
    """A term to begin with: what its `starting(case, remedy)` makes of the claim's figures, else its defaults.
    Assumptions either way."""
    found = getattr(kind, "starting", None)
    return kind() if found is None else found(case, remedy)


def rounded(figure: Num) -> float:
    """A starting value to two digits, so that nobody takes it for a computed one.

    >>> rounded(2339.0), rounded(0.0)
    (2300.0, 0.0)
    """
    value = float(np.max(np.asarray(figure)))
    return float(f"{value:.1e}") if value > 0.0 else 0.0


def present(figure: Num) -> Num:
    """1 where there is some of it, else 0."""
    found: Num = np.where(np.asarray(figure) > 0.0, 1.0, 0.0)[()]
    return found


def is_absent(term: Term) -> bool:
    """Whether there is nothing but 0 in its first field."""
    first = dataclasses.fields(term)[0].name
    return not np.any(np.asarray(getattr(term, first)))


def keys_of(terms: Iterable[Term]) -> frozenset[str]:
    """The keys of those terms that are not absent."""
    return frozenset(term.key for term in terms if not is_absent(term))


def consequence_of(term: Term, case: Case, remedy: Remedy, life: OrderStream) -> dict[str, Num] | None:
    """Numbers that follow from the term's fields; None where it has nothing to say."""
    found = getattr(term, "consequence", None)
    return None if found is None or is_absent(term) else found(case, remedy, life)


def objections_of(term: Term, case: Case, remedy: Remedy, terms: tuple[Term, ...]) -> tuple[str, ...]:
    """Why the term makes no sense here: codes, none where it does or is absent."""
    found = getattr(term, "objections", None)
    return () if found is None or is_absent(term) else tuple(found(case, remedy, terms))
