"""What moved the provision since a period end, in words and rows: line by line to the cent, and the claims behind
each line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from negotiation.core.money import minor_digits
from negotiation.finance.provision.roll_forward import RollForward
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_cents

LINES: Mapping[str, int] = {
    "opened": 1,
    "added": 1,
    "used": -1,
    "reversed": -1,
    "unwound": 1,
    "exchange": 1,
    "policy": 1,
    "closed": 1,
}
"""The lines of the roll-forward in their order, and whether each adds to the provision or takes away."""

MOVING = tuple(LINES)[1:-1]


def movement_steps(roll: RollForward, currency: str) -> list[tuple[str, float]]:
    """The lines with their signed amounts; of those between opening and closing only what moved."""
    unit = 10.0 ** minor_digits(currency)
    steps = [(name, sign * roll.total(name) / unit) for name, sign in LINES.items()]
    return [(name, amount) for name, amount in steps if amount or name not in MOVING]


def movement_headline(roll: RollForward, currency: str, since: Any, lang: str) -> str:
    """By how much the provision rose or fell since a day, and from what to what."""
    unit = 10.0 ** minor_digits(currency)
    opened, closed = roll.total("opened") / unit, roll.total("closed") / unit
    key = "rose" if closed > opened else "fell" if closed < opened else "same"
    words = {
        name: format_cents(value, currency, lang)
        for name, value in (("opened", opened), ("closed", closed), ("by", abs(closed - opened)))
    }
    return say(lang, f"moved.{key}", currency=currency, since=since, **words)


def movement_rows(roll: RollForward, currency: str, lang: str) -> list[dict[str, Any]]:
    """A row a line: its name, its signed amount, how many claims moved so; they add up to the closing."""
    return [
        {
            "line": say(lang, f"moved.{name}"),
            "amount": format_cents(amount, currency, lang),
            "claims": int((getattr(roll, name) != 0).sum()),
        }
        for name, amount in movement_steps(roll, currency)
    ]


def mover_rows(
    largest: Callable[[str], Sequence[tuple[str, int]]], customers: Mapping[str, str], currency: str, lang: str
) -> list[dict[str, Any]]:
    """The claims that moved most, line by line, with their signed amounts."""
    unit = 10.0 ** minor_digits(currency)
    return [
        {
            "line": say(lang, f"moved.{name}"),
            "code": code,
            "customer": customers.get(code, ""),
            "amount": format_cents(LINES[name] * amount / unit, currency, lang),
        }
        for name in MOVING
        for code, amount in largest(name)
    ]
