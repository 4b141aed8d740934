"""The payments between us and the customer that an offer agrees on: face amounts to the cent, on a day or with an order, never a chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from negotiation.case import Case
from negotiation.flows import CUSTOMER, MILESTONE_PAID, RECEIVABLE_PAID, US, Flow
from negotiation.units import allocate, minor_digits

AGREED = (
    "customer_share", "repayment_over_orders", "credit_over_orders", "amount_per_unit", "price_cut", "cash_compensation", "expedite_shared",
    "return_and_refund", "grade_allowance", "cost_refund", "cost_credit_note", RECEIVABLE_PAID, MILESTONE_PAID,
)  # fmt: skip
"""Keys of payments that both sides agree on. What is not here is our estimate of something, and is never shown: a new kind of payment
stays unseen until it is put here."""

PAYING_DAYS = 7.0
"""Days after their answer within which we can pay: nothing is promised earlier."""

MOST_ORDERS = 24
"""Orders over which payments are listed one by one; what lies beyond is one sum with the last of them."""


@dataclass(frozen=True)
class Payment:
    """Who pays how much for what, on a day, or with the n-th next order."""

    key: str
    from_us: bool
    amount: float
    on: date | None
    with_order: int


def payments_of(case: Case, flows: Sequence[Flow], gap: float, source: str) -> tuple[Payment, ...]:
    """What is agreed among the flows of one remedy or term, by its key `source`, in the order in which it falls due.

    Parts of a sum over several orders add up to the cent. Streams that stand for one payment under several retentions are one payment; a payment owed
    anyway is the sum of what is certain and what hangs on the order.
    """
    found: dict[tuple[str, bool, bool, float, float, float], float] = {}
    for flow in flows:
        if flow.key not in AGREED or {flow.payer, flow.payee} != {US, CUSTOMER} or not float(flow.amount) or not float(flow.times):
            continue
        owed = flow.key in (RECEIVABLE_PAID, MILESTONE_PAID)
        with_order = flow.if_stays or (owed and source == "receivable_with_order")
        place = (flow.key, flow.payer == US, with_order, float(flow.first_day), float(flow.every_days), float(flow.times))
        found[place] = found.get(place, 0.0) + float(flow.amount) if owed else float(flow.amount)
    payments = []
    for (key, from_us, with_order, first, every, times), amount in found.items():
        steps = int(min(times, MOST_ORDERS))
        parts = allocate(amount * min(times, 1e6), [1.0] * (steps - 1) + [min(times, 1e6) - steps + 1.0], minor_digits(case.currency))
        for step, part in enumerate(parts):
            day = first + step * every
            day = max(day, PAYING_DAYS) if from_us and not with_order else day
            on = None if with_order else case.settlement_date + timedelta(days=round(day))
            payments.append(Payment(key, from_us, float(part), on, max(round((first + step * every) / gap), 1) if with_order else 0))
    return tuple(sorted(payments, key=lambda each: (each.with_order, each.on or case.settlement_date)))
