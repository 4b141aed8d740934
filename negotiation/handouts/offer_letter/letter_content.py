"""All that stands on a proposal, as text: the same for the sheet, the slides, the workbook and the page."""

from __future__ import annotations

from typing import Any

from negotiation.handouts.offer_letter.agreed_payments import Payment
from negotiation.handouts.offer_letter.customer_message import Voice, message
from negotiation.handouts.offer_letter.letter_language import finished_text
from negotiation.handouts.offer_letter.offer_letter import Proposal

MOST_ROWS = 60
"""Payments that one page has room for; of more, the first ones are listed and the rest is summed up."""


def letter_content(found: Proposal, tongue: str, mark: str) -> dict[str, Any]:
    """All that stands on the sheet, as text."""
    voice, letter = Voice(found, tongue), message(found, tongue)

    def said(key: str, **values: Any) -> str:
        return finished_text(voice(key, **values), tongue)

    parts = {part.step: part for part in letter.parts}
    title, items = letter.subject, parts["present"].items
    choices = [
        {"letter": each.letter if len(found.choices) > 1 else "", "items": _of(each.letter, items, len(found.choices))}
        for each in found.choices
    ]
    return {
        "title": title,
        "dated": said("letter.dated", written_on=found.written_on),
        "signature": letter.signature or [said("letter.sender_unnamed")],
        "addressee": [
            line for line in (finished_text(voice.customer, tongue), finished_text(voice.addressee, tongue)) if line
        ],
        "opening": [parts[step].text for step in ("listen", "share")],
        "facts": {"title": parts["clarify"].text, "items": parts["clarify"].items},
        "offers": {"title": parts["present"].text, "choices": choices},
        "payments": {"title": said("letter.payments"), **payment_rows(found, tongue)},
        "recap": {"title": parts["ask"].text, "items": parts["ask"].items},
        "closing": parts["close"].text,
        "confirm": {
            "title": said("letter.confirmed"),
            "choices": [each.letter for each in found.choices] if len(found.choices) > 1 else [said("letter.agreed")],
            "lines": [said(f"letter.sign_{each}") for each in ("name", "signature", "date")],
        },
        "stamp": said("letter.stamp", mark=mark, written_on=found.written_on),
    }


def _of(letter: str, items: tuple[tuple[str, str], ...], choices: int) -> list[tuple[str, str]]:
    """The lines of one choice, their marks without its letter, which stands above them."""
    return [(mark.removeprefix(letter), text) for mark, text in items if choices == 1 or mark.startswith(letter)]


def payment_rows(found: Proposal, tongue: str) -> dict[str, Any]:
    """Heads and rows of the payments between us, choice by choice."""
    voice = Voice(found, tongue)

    def said(key: str, **values: Any) -> str:
        return finished_text(voice(key, **values), tongue)

    def row(letter: str, each: Payment) -> list[str]:
        keys = ("pay_order", "pay_orders") if each.with_order else ("pay_on", "pay_until")
        when = said(
            f"letter.{keys[each.parts > 1]}",
            **{name: getattr(each, name) for name in ("with_order", "last_order", "parts", "on", "until")},
        )
        who = said("letter.pay_us" if each.from_us else "letter.pay_you")
        cells = [when, who, said(f"letter.paid_{each.key}"), said("letter.pay_amount", amount=each.amount)]
        return [letter, *cells] if len(found.choices) > 1 else cells

    heads = [said(f"letter.pay_head_{name}") for name in ("choice", "when", "who", "what", "amount")]
    rows = [row(choice.letter, each) for choice in found.choices for each in choice.payments]
    return {"heads": heads if len(found.choices) > 1 else heads[1:], "rows": rows, "total": said("letter.pay_total")}
