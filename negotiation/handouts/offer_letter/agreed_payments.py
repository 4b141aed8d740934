"""The payments between us and the customer that an offer agrees on: face amounts to the cent, on a day or with an
order, never a chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from negotiation.core.cashflow import CUSTOMER, MILESTONE_PAID, RECEIVABLE_PAID, US, Flow
from negotiation.core.money import allocate, minor_digits
from negotiation.model.facts.case import Case

AGREED = (
    "customer_share",
    "repayment_over_orders",
    "credit_over_orders",
    "price_cut",
    "cash_compensation",
    "expedite_shared",
    "return_and_refund",
    "grade_allowance",
    "cost_refund",
    "cost_credit_note",
    "cost_chargeback",
    "cost_customer_handling",
    RECEIVABLE_PAID,
    MILESTONE_PAID,
)
"""Keys of payments that both sides agree on. What is not here is our estimate of something, and is never shown: a
new kind of payment stays unseen until it is put here. What is taken off each unit is agreed too, but its sums hang
on the size of later orders."""

PAYING_DAYS = 7.0
"""Days after their answer within which we can pay: nothing is promised earlier."""

MOST_LISTED = 24
"""Payments of a series that are listed one by one; what lies beyond is one row that says how many equal parts it
holds, and until when."""


@dataclass(frozen=True)
class Payment:
    """Who pays how much for what, on a day, or with the n-th next order.

    A row of several equal `parts` holds their sum: from this day `until` another, or from this order to `last_order`.
    """

    key: str
    from_us: bool
    amount: float
    on: date | None
    with_order: int
    parts: int = 1
    until: date | None = None
    last_order: int = 0


def payments_of(case: Case, flows: Sequence[Flow], gap: float, waits: float = 0.0) -> tuple[Payment, ...]:
    """What is agreed among the flows of one remedy or term, made of `certain` orders, flow by flow.

    Flows of one kind, day and side are added up, as are the certain part of a payment and the part that hangs on its
    order. Parts of a sum over several orders add up to the cent. What waits for an event comes `waits` days later,
    unless it comes with an order anyway.
    """
    found: dict[tuple[str, bool, bool, float, float, float], float] = {}
    ordered = {(flow.key, float(flow.first_day)) for flow in flows if flow.if_stays}
    for flow in flows:
        if (
            flow.key not in AGREED
            or {flow.payer, flow.payee} != {US, CUSTOMER}
            or not float(flow.amount)
            or not float(flow.times)
        ):
            continue
        with_order = (flow.key, float(flow.first_day)) in ordered
        place = (
            flow.key,
            flow.payer == US,
            with_order,
            float(flow.first_day),
            float(flow.every_days),
            float(flow.times),
        )
        found[place] = found.get(place, 0.0) + float(flow.amount)
    payments = []
    for (key, from_us, with_order, first, every, times), amount in found.items():
        steps, whole = int(min(times, MOST_LISTED)), min(times, 1e6)
        parts = allocate(amount * whole, [1.0] * (steps - 1) + [whole - steps + 1.0], minor_digits(case.currency))
        for step, part in enumerate(parts):
            ends = [first + place * every for place in (step, step if step < steps - 1 else whole - 1.0)]
            several = int(whole) - steps + 1 if step == steps - 1 else 1
            if with_order:
                order, last = (max(round(day / gap), 1) for day in ends)
                payments.append(Payment(key, from_us, float(part), None, order, several, None, last))
            elif part:
                day, until = (_paid_on(case, day + waits, from_us) for day in ends)
                payments.append(Payment(key, from_us, float(part), day, 0, several, until))
    return tuple(payments)


def _paid_on(case: Case, day: float, from_us: bool) -> date:
    """The day of a payment; ours never earlier than we can pay."""
    return case.settlement_date + timedelta(days=round(max(day, PAYING_DAYS) if from_us else day))
