"""How wide a text is, in sizes of its type."""

from __future__ import annotations


def width_in_ems(text: str) -> float:
    """How wide a text is, in sizes of its type: a Chinese sign is as wide as it is high."""
    return sum(1.0 if ord(sign) > 0x2E7F else 0.52 for sign in text)
