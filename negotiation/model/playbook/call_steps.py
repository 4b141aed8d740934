"""The call in five steps (listen, share, clarify, present, ask): the notes taken while talking, and the demands that
were heard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from negotiation.core.fields import MONEY, Num, Text, choice_field, date_field, flag_field, number_field, text_field

LSCPA = ("listen", "share", "clarify", "present", "ask")
"""The steps of the call, in order."""

DEMANDS = ("refund", "remake", "discount", "free_goods", "compensation", "deadline", "ultimatum", "other")
"""What a customer can ask for."""


@dataclass(frozen=True, eq=False)
class Heard:
    """A note taken during the call, under one of its steps."""

    step: str = choice_field(LSCPA, "listen")
    on: date | None = date_field(None)
    who: Text = text_field(longest=100)
    words: Text = text_field(longest=1_000)


@dataclass(frozen=True, eq=False)
class Demand:
    """What they asked for, and its value to them in the claim's currency. `logged`: it is entered in the log of
    offers."""

    kind: str = choice_field(DEMANDS, "compensation")
    on: date | None = date_field(None)
    figure: Num | None = number_field(MONEY, None, optional=True)
    words: Text = text_field(longest=500)
    logged: bool = flag_field()


def notes_by_step(heard: tuple[Heard, ...]) -> Mapping[str, tuple[Heard, ...]]:
    """The notes under each of the five steps, in order."""
    return {step: tuple(each for each in heard if each.step == step) for step in LSCPA}


def unlogged_demands(demands: tuple[Demand, ...]) -> tuple[Demand, ...]:
    """Demands with a day and an amount that are not in the log of offers yet."""
    return tuple(each for each in demands if not each.logged and each.on is not None and each.figure is not None)
