"""The diagnosis (4W1H): the problem, its causes, the solutions, their dates, and prevention, each with an owner and a
date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from graphlib import CycleError, TopologicalSorter

import numpy as np

from negotiation.core.distributions import ThreePoint
from negotiation.core.fields import (
    DAYS,
    MONEY,
    SHARE,
    Num,
    Text,
    choice_field,
    date_field,
    flag_field,
    number_field,
    text_field,
)
from negotiation.core.problems import Problem
from negotiation.model.facts.case import Case
from negotiation.model.rework.critical_path import Step

MEASURES = ("solution", "alternate", "prevention")
"""Kinds of measure: a solution of the main problem, a fallback if that takes too long (a second supplier), and a
prevention."""

WORKING_DAYS = DAYS.within(high=1_000.0)

QUESTIONS = ("what", "why", "solution", "when", "prevention")
"""The four questions and the one afterwards, in order."""


@dataclass(frozen=True, eq=False)
class Trouble:
    """One of the problems found. Exactly one is the `main` one, on which the others depend. `owner` follows it up."""

    code: str = text_field(longest=60)
    what: Text = text_field(longest=500)
    main: bool = flag_field()
    owner: Text = text_field(longest=100)
    due: date | None = date_field(None)


@dataclass(frozen=True, eq=False)
class Cause:
    """A cause. `of` is the code of the problem or cause that it explains. `root`: there is no deeper cause; `traced_by`
    found it."""

    code: str = text_field(longest=60)
    what: Text = text_field(longest=500)
    of: str = text_field(longest=60)
    root: bool = flag_field()
    traced_by: Text = text_field(longest=100)
    on: date | None = date_field(None)


@dataclass(frozen=True, eq=False)
class Measure:
    """A measure against a cause: who does it by when, how many working `days` it takes, and what it costs.

    `against` is the code of a problem or cause, or a cause of the complaint log. A prevention avoids the share
    `prevents` of what its cause would cost, an assumption.
    """

    code: str = text_field(longest=60)
    kind: str = choice_field(MEASURES, "solution")
    what: Text = text_field(longest=500)
    against: str = text_field(longest=60)
    owner: Text = text_field(longest=100)
    due: date | None = date_field(None)
    done_on: date | None = date_field(None)
    days: Num | None = number_field(WORKING_DAYS, None, optional=True)
    cost: Num = number_field(MONEY, 0.0)
    prevents: Num = number_field(SHARE, 0.5)


@dataclass(frozen=True, eq=False)
class Late:
    """A measure that comes `days` (above 0) after a date of the contract. `against` names the date; `payment` is the
    money attached to it."""

    measure: Measure
    against: str
    on: date
    days: float
    payment: float


@dataclass(frozen=True, eq=False)
class Diagnosis:
    """The five answers: the main problem, the chain of causes to each root, measures by kind, late measures, and open
    questions.

    `open` lists the questions (QUESTIONS) without an answer. `left` is the days from today to the first solution, None
    without one.
    """

    main: Trouble | None
    chains: tuple[tuple[Cause, ...], ...]
    measures: Mapping[str, tuple[Measure, ...]]
    late: tuple[Late, ...]
    left: float | None
    open: tuple[str, ...]


def diagnosis(
    troubles: tuple[Trouble, ...], causes: tuple[Cause, ...], measures: tuple[Measure, ...], case: Case, today: date
) -> Diagnosis:
    """The state of the five questions. If no problem is marked as main and there is only one, that one is the main
    problem.

    `why` is answered by a root; `when` by a date for every solution; `prevention` by a prevention with an owner and a
    date.

    Args:
        troubles: the problems found.
        causes: the causes found.
        measures: the measures decided.
        case: facts of the claim.
        today: day from which the days to the first solution count.
    """
    main = next((each for each in troubles if each.main), troubles[0] if len(troubles) == 1 else None)
    kinds = {kind: tuple(each for each in measures if each.kind == kind) for kind in MEASURES}
    found = chains(main, causes)
    solutions = kinds["solution"]
    dues = [each.due for each in solutions if each.due is not None and each.done_on is None]
    answered = {
        "what": main is not None,
        "why": any(chain[-1].root for chain in found),
        "solution": bool(solutions),
        "when": bool(solutions) and all(each.due or each.done_on for each in solutions),
        "prevention": any(each.owner and each.due for each in kinds["prevention"]),
    }
    left = float((min(dues) - today).days) if dues else None
    return Diagnosis(
        main, found, kinds, too_late(solutions, case), left, tuple(each for each in QUESTIONS if not answered[each])
    )


def chains(main: Trouble | None, causes: tuple[Cause, ...]) -> tuple[tuple[Cause, ...], ...]:
    """The chains from the main problem down to each deepest cause, in the order of the causes. A cause in a circle ends
    its chain."""
    if main is None:
        return ()

    def below(code: str, above: tuple[Cause, ...]) -> Iterator[tuple[Cause, ...]]:
        under = [each for each in causes if each.of == code and each not in above]
        if not under and above:
            yield above
        for each in under:
            yield from below(each.code, (*above, each))

    return tuple(below(main.code, ()))


def too_late(measures: tuple[Measure, ...], case: Case) -> tuple[Late, ...]:
    """Measures done after a date of the contract: when goods are needed, an answer is due, or a stage with its payment
    was due."""
    dates = [("needed_on", case.order.needed_on, float(np.max(case.receivable))), ("answer_by", case.answer_by, 0.0)]
    dates += [(each.kind, each.due, float(np.max(each.payment))) for each in case.milestones if not each.reached]
    return tuple(
        Late(each, name, on, float((each.due - on).days), payment)
        for each in measures
        if each.due is not None and each.done_on is None
        for name, on, payment in dates
        if on is not None and each.due > on
    )


def rework_steps(measures: tuple[Measure, ...]) -> tuple[Step, ...]:
    """The solutions with a number of working days, as steps of a remedy one after the other. The range is two days
    either way, at least 0."""
    steps: list[Step] = []
    for each in measures:
        if each.kind == "solution" and each.days is not None and each.done_on is None:
            around = ThreePoint(np.maximum(each.days - 2.0, 0.0)[()], each.days, each.days + 2.0)
            steps.append(Step(each.code, each.what, around, (steps[-1].code,) if steps else ()))
    return tuple(steps)


def cause_problems(
    troubles: tuple[Trouble, ...], causes: tuple[Cause, ...], measures: tuple[Measure, ...]
) -> Iterator[Problem]:
    """Problems of the diagnosis: codes used twice, two main problems, causes of unknown problems, and causes in a
    circle.

    A measure may be against a cause of the complaint log.
    """
    codes: list[str] = []
    named = {
        "problems": [each.code for each in troubles],
        "causes": [each.code for each in causes],
        "measures": [each.code for each in measures],
    }
    for group, found in named.items():
        for place, code in enumerate(found):
            if not code or code in codes or set("[]") & set(code):
                yield Problem("code_not_unique", f"{group}[{place}].code", code)
            codes.append(code)
    known = (*named["problems"], *named["causes"])
    for place, trouble in enumerate(troubles):
        if trouble.main and any(other.main for other in troubles[:place]):
            yield Problem("one_main_problem", f"problems[{place}].main", trouble.code)
    for place, cause in enumerate(causes):
        if cause.of not in known or cause.of == cause.code:
            yield Problem(
                "unknown_parent",
                f"causes[{place}].of",
                cause.of,
                {"choices": tuple(code for code in known if code != cause.code)},
            )
    try:
        TopologicalSorter({each.code: (each.of,) for each in causes if each.of != each.code}).prepare()
    except CycleError as error:
        yield Problem("causes_in_a_circle", "causes", " → ".join(reversed(error.args[1])))
