"""The escalation ladder for repeated incidents: who answers, how fast, who travels, and what is given. More incidents
never get a milder response."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from negotiation.core.fields import COUNT, DAYS, SHARE, Num, Unit, choice_field, number_field
from negotiation.core.problems import Problem

ANSWERS = ("account_manager", "technical_lead", "sales_head", "director", "chief_executive")
"""Who answers, the most senior last."""

TRAVELS = ("nobody", "technician", "team", "director_and_team", "all_departments")
"""Who travels, the most senior last."""

HOURS = Unit("hours", 0.0, 720.0, 0.5)
MONTHS = COUNT.within(high=120.0)


@dataclass(frozen=True, eq=False)
class Rung:
    """The response from the `incidents`-th incident in the window on.

    An answer `within_hours`. Travel costs `travel` of a usual order. A written report comes after `report_days` (None:
    no report). A written guarantee runs for `guarantee` months, with a penalty of `penalty` of a usual order.
    `reduction` is taken off the price of the affected goods. `less` of every order is given up for `months`. 0 means:
    not on this rung.
    """

    incidents: Num = number_field(COUNT.within(low=1.0, high=100.0), 1.0)
    answers: str = choice_field(ANSWERS, "account_manager")
    within_hours: Num = number_field(HOURS, 4.0)
    travels: str = choice_field(TRAVELS, "nobody")
    travel: Num = number_field(SHARE, 0.0)
    report_days: Num | None = number_field(DAYS, None, optional=True)
    guarantee: Num = number_field(MONTHS, 0.0)
    penalty: Num = number_field(SHARE, 0.0)
    reduction: Num = number_field(SHARE, 0.0)
    less: Num = number_field(SHARE, 0.0)
    months: Num = number_field(MONTHS, 0.0)


LADDER = (
    Rung(1, "account_manager", 4),
    Rung(2, "account_manager", 2, report_days=5),
    Rung(3, "technical_lead", 1, "technician", 0.02, 3, reduction=0.05),
    Rung(4, "sales_head", 1, "team", 0.03, 3, reduction=0.05),
    Rung(5, "director", 1, "director_and_team", 0.05, 3, reduction=0.08),
    Rung(6, "director", 1, "director_and_team", 0.06, 2, reduction=0.10),
    Rung(7, "chief_executive", 0.5, "all_departments", 0.08, 2, 3, 0.5, 0.10),
    Rung(8, "chief_executive", 0.5, "all_departments", 0.10, 1, 3, 0.5, 0.15, 0.3, 6),
)
"""The default rungs. Their order follows a column on repeated failures; every figure is our assumption, and the team
may edit it."""

RISING = ("answers", "travels", "travel", "guarantee", "penalty", "reduction", "less", "months")
FALLING = ("within_hours", "report_days")
"""Fields that may not fall, and fields that may not rise, from one rung to the next."""


def rungs_of(ladder: tuple[Rung, ...]) -> tuple[Rung, ...]:
    """The team's own ladder, or the default one if they have none."""
    return ladder or LADDER


def rung_reached(ladder: tuple[Rung, ...], incidents: float) -> int | None:
    """Index of the highest rung that so many incidents reach; None below the first.

    >>> rung_reached(LADDER, 3), rung_reached(LADDER, 50), rung_reached(LADDER, 0)
    (2, 7, None)
    """
    reached = [place for place, rung in enumerate(rungs_of(ladder)) if float(np.max(rung.incidents)) <= incidents]
    return reached[-1] if reached else None


def severity(rung: Rung, name: str) -> Num:
    """The severity of a field of a rung; larger is more severe. Roles count by their rank, reports by their days; no
    report counts as never."""
    value = getattr(rung, name)
    if name == "answers":
        return float(ANSWERS.index(value))
    if name == "travels":
        return float(TRAVELS.index(value))
    found: Num = np.inf if value is None else value
    return -found if name in FALLING else found


def ladder_problems(ladder: tuple[Rung, ...]) -> Iterator[Problem]:
    """Problems of a ladder: numbers of incidents that do not rise, and every field that is milder than on the rung
    below."""
    for place, (below, rung) in enumerate(pairwise(ladder), start=1):
        if np.any(np.asarray(rung.incidents) <= below.incidents):
            yield Problem(
                "rungs_do_not_rise",
                f"ladder[{place}].incidents",
                float(np.min(rung.incidents)),
                {"low": float(np.max(below.incidents))},
            )
        for name in (*RISING, *FALLING):
            if np.any(np.asarray(severity(rung, name)) < severity(below, name)):
                yield Problem(
                    "ladder_milder",
                    f"ladder[{place}].{name}",
                    getattr(rung, name),
                    {"below": getattr(below, name), "rung": place + 1},
                )
