"""Claims made for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from negotiation.claim.defaults.first_questions import QUESTIONS
from negotiation.claim.defaults.new_claim import new_claim
from negotiation.claim.document.dossier import Dossier

TODAY = date(2026, 11, 22)


ANSWERS: dict[str, Any] = {
    "order_value": 14_400.0,
    "kind": "wrong_goods",
    "affected": (1_000.0, 3_000.0),
    "claimed": 7_800.0,
    "receivable": 14_400.0,
    "receivable_due": date(2026, 10, 9),
    "remedy_cost": 4_678.0,
    "needed_on": date(2027, 1, 15),
    "orders_per_year": 6.0,
    "proof": ("order_confirmed",),
}


def answered(**other: Any) -> Dossier:
    dossier = new_claim(TODAY)
    for question in QUESTIONS:
        dossier = question.put(dossier, (ANSWERS | other)[question.key])
    return dossier
