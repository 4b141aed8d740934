"""The definition of a settlement term: a frozen record of fields with units, a key, a group, and the flows that it
causes."""

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
"""The groups in which terms are offered."""


EXACT = 1e-12
"""Relative amount by which a number of whole steps may be off because of rounding in a division."""


class Term(Protocol):
    """A frozen dataclass with a key and a group. With 0 in its first field the term is absent: all its flows are worth
    nothing.

    A term may have three more methods. `starting(case, remedy)`, a classmethod, is the term to begin with.
    `consequence(case, remedy, life)` gives numbers that follow from the fields, for the sentence
    `terms.<key>.consequence`. `objections(case, remedy, terms)` gives a code for each reason why the term makes no
    sense here, beside the other terms of its offer; its words are `terms.<key>.<code>`. A term that is meaningless
    without the remedy has `hangs_on_remedy = True`: if the remedy waits, it waits too. A term that does not concern the
    customer has `among_us = True` and no sentence `terms.<key>.offer`.
    """

    key: ClassVar[str]
    group: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        """Who pays whom because of this term."""
        ...


def starting_of(kind: type[Any], case: Case, remedy: Remedy) -> Any:
    """A term to begin with: from its `starting(case, remedy)` if it has one, else its defaults. Assumptions either
    way."""
    found = getattr(kind, "starting", None)
    return kind() if found is None else found(case, remedy)


def rounded(figure: Num) -> float:
    """A starting value rounded to two digits, so that it does not look computed.

    >>> rounded(2339.0), rounded(0.0)
    (2300.0, 0.0)
    """
    value = float(np.max(np.asarray(figure)))
    return float(f"{value:.1e}") if value > 0.0 else 0.0


def present(figure: Num) -> Num:
    """1 if the figure is above 0, else 0."""
    found: Num = np.where(np.asarray(figure) > 0.0, 1.0, 0.0)[()]
    return found


def is_absent(term: Term) -> bool:
    """True if its first field is 0 throughout."""
    first = dataclasses.fields(term)[0].name
    return not np.any(np.asarray(getattr(term, first)))


def keys_of(terms: Iterable[Term]) -> frozenset[str]:
    """The keys of the terms that are not absent."""
    return frozenset(term.key for term in terms if not is_absent(term))


def consequence_of(term: Term, case: Case, remedy: Remedy, life: OrderStream) -> dict[str, Num] | None:
    """Numbers that follow from the term's fields; None if the term has none.

    Args:
        term: the settlement term.
        case: facts of the claim.
        remedy: the remedy beside the term.
        life: stream of next orders of the customer.
    """
    found = getattr(term, "consequence", None)
    return None if found is None or is_absent(term) else found(case, remedy, life)


def objections_of(term: Term, case: Case, remedy: Remedy, terms: tuple[Term, ...]) -> tuple[str, ...]:
    """Codes of the reasons why the term makes no sense here; none if it does or is absent.

    Args:
        term: the settlement term.
        case: facts of the claim.
        remedy: the remedy beside the term.
        terms: all terms of the offer.
    """
    found = getattr(term, "objections", None)
    return () if found is None or is_absent(term) else tuple(found(case, remedy, terms))
