"""What makes a claim the mirror of another: the same incident one step up, with the roles swapped."""

from __future__ import annotations

from dataclasses import dataclass

from negotiation.core.fields import MONEY, Num, Text, choice_field, number_field, text_field

AGAINST = ("none", "factory", "forwarder", "insurer")
"""Whom a mirrored claim is against; "none": an ordinary claim."""


@dataclass(frozen=True, eq=False)
class Upstream:
    """In a mirrored claim the seat of "us" is theirs and that of "the customer" is ours: we claim `cost`, what the
    claim `below` costs us."""

    against: str = choice_field(AGAINST, "none")
    below: Text = text_field(longest=300)
    cost: Num = number_field(MONEY, 0.0)
