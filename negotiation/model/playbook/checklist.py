"""Twenty steps that keep a customer through a problem: before, during and after it. Their texts are in the word
files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from negotiation.core.fields import Text, choice_field, date_field, text_field

PHASES: Mapping[str, tuple[str, ...]] = {
    "before": ("safeguards", "recent_problems", "weak_points", "procedures", "priorities", "watch"),
    "during": (
        "facts",
        "put_right",
        "alternatives",
        "tell_sales",
        "tell_customer",
        "apologise",
        "let_them_vent",
        "be_honest",
        "blame_nobody",
        "together",
        "positive",
        "own_it",
    ),
    "after": ("follow_up", "never_again"),
}
"""The steps of each phase, in order."""

STEPS = tuple(code for codes in PHASES.values() for code in codes)
"""All twenty steps, in order."""


@dataclass(frozen=True, eq=False)
class Tick:
    """A step that someone did on a day, or is to do (`done_on` None), with a remark."""

    code: str = choice_field(STEPS)
    done_on: date | None = date_field(None)
    owner: Text = text_field(longest=100)
    note: Text = text_field(longest=500)
