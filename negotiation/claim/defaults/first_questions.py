"""The eight questions that start a claim, ten entries; each reads its answer from the dossier and puts a new one
there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from negotiation.claim.defaults.default_rules import is_missing, with_typed_value
from negotiation.claim.defaults.new_claim import ESSENTIAL, REMEDY_LINE
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.field_paths import value_at
from negotiation.core.fields import Num
from negotiation.core.problems import BadInput, Problem
from negotiation.model.facts.case import ClaimLine
from negotiation.model.rework.cost_lines import CostLine
from negotiation.model.rework.remedy import Remedy


@dataclass(frozen=True)
class Question:
    """One entry: its key in the word files, the field that is marked missing until it is answered, and how an answer
    is put there.

    `parts`: the field is the sum of several lines, which are then edited one by one, not through the question.
    """

    key: str
    path: str
    read: Callable[[Dossier], Any]
    put: Callable[[Dossier, Any], Dossier]
    parts: Callable[[Dossier], int] = lambda dossier: 1

    @property
    def essential(self) -> bool:
        """Whether there is no verdict without it."""
        return self.path in ESSENTIAL


FIRST_LINE = "remedies[0].lines[0].rate"
"""Where the cost of putting things right is typed while it is a single line, in whichever claim."""


def order_value_of(dossier: Dossier) -> Num:
    """quantity · price per piece, money."""
    return dossier.case.order.value


def affected_of(dossier: Dossier) -> tuple[Num, Num]:
    """Affected pieces, and pieces in all."""
    return dossier.case.order.affected, dossier.case.order.quantity


def _put_order_value(dossier: Dossier, value: float) -> Dossier:
    quantity = float(dossier.case.order.quantity)
    if quantity <= 0.0:
        raise BadInput(Problem("out_of_range", "case.order.quantity", quantity, {"low": 1.0, "high": 1e12}))
    return with_typed_value(dossier, "case.order.unit_price", value / quantity)


def _put_claimed(dossier: Dossier, answer: float) -> Dossier:
    """Into the one line there is, or into a new one."""
    if not dossier.case.claims:
        dossier = replace(dossier, case=replace(dossier.case, claims=(ClaimLine("goods"),)))
    return with_typed_value(dossier, "case.claims[0].claimed", answer)


def _put_remedy_cost(dossier: Dossier, answer: float) -> Dossier:
    """As the rate of the one line there is, or of a new one; a remedy is made where there is none."""
    first, *others = dossier.remedies or (Remedy("put_right"),)
    line = (
        replace(first.lines[0], quantity=first.lines[0].quantity or 1.0)
        if first.lines
        else CostLine("production", code="production")
    )
    waiting = tuple(note for note in dossier.notes if not (note.path == REMEDY_LINE and note.origin == "missing"))
    dossier = replace(dossier, remedies=(replace(first, lines=(line, *first.lines[1:])), *others), notes=waiting)
    one = float(replace(line, rate=1.0).amount(dossier.case, first.work.counts(dossier.case, first.flies)))
    if one <= 0.0:
        raise BadInput(
            Problem("out_of_range", "remedies[0].lines[0].quantity", float(line.quantity), {"low": 1.0, "high": 1e12})
        )
    return with_typed_value(dossier, FIRST_LINE, answer / one)


def _put_affected(dossier: Dossier, answer: tuple[float, float]) -> Dossier:
    """The order's value stays what it is: the price per piece follows the quantity."""
    affected, quantity = answer
    if not 1.0 <= quantity <= 1e12:
        raise BadInput(Problem("out_of_range", "case.order.quantity", quantity, {"low": 1.0, "high": 1e12}))
    if not 0.0 <= affected <= quantity:
        raise BadInput(Problem("out_of_range", "case.order.affected", affected, {"low": 0.0, "high": quantity}))
    value, old = float(dossier.case.order.value), float(dossier.case.order.quantity)
    missing = is_missing(dossier, "case.order.unit_price")
    changed = with_typed_value(
        with_typed_value(dossier, "case.order.quantity", quantity), "case.order.affected", affected
    )
    if quantity == old or missing:
        return changed
    return with_typed_value(changed, "case.order.unit_price", float(np.float64(value) / quantity))


def _plain(key: str, path: str) -> Question:
    return Question(
        key,
        path,
        lambda dossier: value_at(dossier, path),
        lambda dossier, answer: with_typed_value(dossier, path, answer),
    )


QUESTIONS: tuple[Question, ...] = (
    Question("order_value", "case.order.unit_price", order_value_of, _put_order_value),
    _plain("kind", "case.incident.kind"),
    Question("affected", "case.order.affected", affected_of, _put_affected),
    Question(
        "claimed",
        "case.claims[0].claimed",
        lambda dossier: dossier.case.claimed,
        _put_claimed,
        parts=lambda dossier: len(dossier.case.claims),
    ),
    _plain("receivable", "case.receivable"),
    _plain("receivable_due", "case.receivable_due"),
    Question(
        "remedy_cost",
        REMEDY_LINE,
        lambda dossier: dossier.remedies[0].lines_cost(dossier.case) if dossier.remedies else 0.0,
        _put_remedy_cost,
        parts=lambda dossier: len(dossier.remedies[0].lines) if dossier.remedies else 0,
    ),
    _plain("needed_on", "case.order.needed_on"),
    _plain("orders_per_year", "case.customer.orders_per_year"),
    _plain("proof", "case.incident.proof"),
)
"""In the order in which they are asked."""


def answered(dossier: Dossier, question: Question) -> bool:
    """Whether the question has an answer."""
    return not is_missing(dossier, question.path)


def unanswered(dossier: Dossier) -> tuple[Question, ...]:
    """The questions without which there is no verdict and that nobody has answered yet."""
    return tuple(question for question in QUESTIONS if question.essential and not answered(dossier, question))


def is_known(dossier: Dossier) -> int:
    """How many of the ten entries are answered."""
    return sum(answered(dossier, question) for question in QUESTIONS)


def answer_in(dossier: Dossier, question: Question) -> Any:
    """The answer as it stands, None where there is none yet."""
    return question.read(dossier) if answered(dossier, question) else None
