"""In which form a settlement is given, and what to ask the accountant about it; and what to look at before anything
is sent."""

from __future__ import annotations

from negotiation.core.cashflow import RECEIVABLE_PAID
from negotiation.handouts.offer_letter.offer_letter import Proposal

REPLACED = (
    "remake",
    "remake_part_by_air",
    "sort_and_replace",
    "replace_with_next_order",
    "redeliver",
    "another_supplier",
)
"""Kinds of remedy in which goods are shipped without being paid for."""


def settlement_forms(found: Proposal) -> tuple[str, ...]:
    """The forms that occur in what is put: goods without payment, money now in the chosen form, credits on later
    orders, price cuts."""
    forms: dict[str, bool] = {}
    for choice in found.choices:
        replaced = choice.lines[0].key.partition("_")[2] in REPLACED or any(
            line.key == "terms.free_goods.offer" for line in choice.lines
        )
        forms["replacement"] = forms.get("replacement", False) or (replaced and not found.service)
        for payment in choice.payments:
            forms[found.form] = forms.get(found.form, False) or (payment.from_us and not payment.with_order)
            forms["credit_note"] = forms.get("credit_note", False) or (payment.from_us and payment.with_order > 0)
            forms["contribution"] = forms.get("contribution", False) or (
                not payment.from_us and payment.key != RECEIVABLE_PAID
            )
    return tuple(form for form, occurs in forms.items() if occurs)


def open_points(found: Proposal) -> tuple[str, ...]:
    """What a careful writer would see to before sending: codes, worded in the word files."""
    letter = found.letter
    points = {
        "mirrored": found.mirrored,
        "no_addressee": not str(letter.addressee),
        "no_sender": not str(letter.sender),
        "nothing_heard": not str(letter.heard),
        "no_cause": not str(letter.cause),
        "answer_is_past": found.answer_by < found.written_on,
        "too_late": found.needed_on is not None
        and any(_last(choice.lines[0].values) > found.needed_on.toordinal() for choice in found.choices),
        "over_invoice": any(
            sum(each.amount for each in choice.payments if each.key == RECEIVABLE_PAID) > found.receivable + 0.005
            for choice in found.choices
        ),
        **dict.fromkeys(found.unsaid, True),
        "no_period": bool(found.choices) and all(choice.claim_period is None for choice in found.choices),
    }
    return tuple(code for code, occurs in points.items() if occurs)


def _last(values: object) -> int:
    """The day on which the last goods are promised, as an ordinal; 0 where none are."""
    by = values.get("by") if isinstance(values, dict) else None
    return by.toordinal() if by is not None else 0
