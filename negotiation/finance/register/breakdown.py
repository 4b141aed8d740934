"""A register split into groups: by customer, team, cause and so on, by age, by lateness of payment; and its
concentration on a few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from negotiation.core.problems import BadInput, Problem
from negotiation.finance.register.register import Texts
from negotiation.finance.register.valued_register import NAMES, ConvertedRegister, Figures, group_totals

BANDS = (30, 60, 90, 180)
AGES = ("to_30", "to_60", "to_90", "to_180", "over_180")
"""Days and codes of the age bands; each band ends on its day."""

PROBABLE, REMOTE = 0.5, 0.1
CLASSES = ("probable", "possible", "remote")
"""A chance above 50 % is probable (IAS 37.15), below 10 % remote (an assumption; the standard gives no number)."""

NOT_OPEN = "not_open"
COLUMNS = ("customer", "team", "owner", "cause", "stage", "currency")
KEYS = (*COLUMNS, "age", "probability")
"""Keys by which a register can be split."""


@dataclass(frozen=True, eq=False)
class Split:
    """Groups with their figures, one row each. `names` are those of the claims, or codes of AGES, CLASSES and
    `not_open`."""

    key: str
    names: Texts
    figures: Figures

    def __len__(self) -> int:
        return len(self.names)

    def first(self, most: int) -> Split:
        """The first groups only."""
        return Split(self.key, self.names[:most], _taken(self.figures, slice(most)))


def split_by(found: ConvertedRegister, key: str) -> Split:
    """The register split by one of KEYS, the largest net exposure first (then the largest claim, then the name). Groups
    add up to the totals.

    Age is that of open claims, in days since they were opened. Age and probability put all other claims under
    `not_open`. Any other key raises BadInput.
    """
    codes, names = groups_of(found, key)
    figures = group_totals(found, codes, len(names))
    order = (
        np.lexsort((np.argsort(np.argsort(np.array(names, dtype=str))), -figures.claimed, -figures.net))
        if names
        else np.zeros(0, np.int64)
    )
    order = order[figures.count[order] > 0]
    column = np.empty(len(order), dtype=object)
    column[:] = [names[place] for place in order]
    return Split(key, column, _taken(figures, order))


def groups_of(found: ConvertedRegister, key: str) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    """The group of every row by one of KEYS, and the names of the groups. Any other key raises BadInput."""
    register = found.register
    if key in COLUMNS:
        codes, names = register.factor(key)
    elif key == "age":
        age = band_of(np.datetime64(found.today) - register.opened)
        codes, names = np.where(register.is_open, age, len(AGES)), (*AGES, NOT_OPEN)
    elif key == "probability":
        level = np.where(register.chance > PROBABLE, 0, np.where(register.chance >= REMOTE, 1, 2))
        codes, names = np.where(register.is_open, level, len(CLASSES)), (*CLASSES, NOT_OPEN)
    else:
        raise BadInput(Problem("not_a_choice", "by", key, {"choices": KEYS}))
    return codes, names


def band_of(age: NDArray[np.timedelta64]) -> NDArray[np.int64]:
    """Index in AGES of an age in whole days. A day in the future counts as today.

    >>> band_of(np.array([-3, 30, 31, 180, 181], "timedelta64[D]")).tolist()
    [0, 0, 1, 3, 4]
    """
    return np.searchsorted(BANDS, age.astype("timedelta64[D]").astype(np.int64), side="left")


def ageing(found: ConvertedRegister) -> Split:
    """The open claims by days since they were opened: all bands of AGES in order, empty ones too."""
    opened = found.rows(found.register.is_open)
    age = band_of(np.datetime64(found.today) - opened.register.opened)
    return Split("age", np.array(AGES, dtype=object), group_totals(opened, age, len(AGES)))


LATENESS = ("no_date", "not_due", *AGES)


def lateness(found: ConvertedRegister) -> Split:
    """The claims with unpaid receivables by days overdue: without a date, not yet due, then the bands of AGES."""
    owed = found.rows(found.lines.receivable > 0)
    due, today = owed.register.receivable_due, np.datetime64(found.today)
    late = np.where(np.isnat(due), np.timedelta64(0, "D"), today - due)
    codes = np.where(np.isnat(due), 0, np.where(late.astype(np.int64) <= 0, 1, 2 + band_of(late)))
    return Split("lateness", np.array(LATENESS, dtype=object), group_totals(owed, codes, len(LATENESS)))


@dataclass(frozen=True)
class Concentration:
    """How much of the net exposure falls on a few groups: those of the `top`, their share, and the Herfindahl index.

    `herfindahl` is the sum of the squared shares: 1 / n for n equal groups, 1 if one group has it all. `like` is its
    inverse, the number of equal groups with the same concentration. Without any exposure all are 0.
    """

    key: str
    top: tuple[str, ...]
    share: float
    herfindahl: float
    like: float


def concentration(split: Split, most: int = 5) -> Concentration:
    """The concentration of a split, in the order of `split_by`.

    Source: Herfindahl–Hirschman index, HHI = Σ (netᵢ / Σ net)².
    """
    return concentrated(split.key, split.names, split.figures.net, most)


def concentrated(key: str, names: Sequence[str] | Texts, amounts: ArrayLike, most: int = 5) -> Concentration:
    """The concentration of any amounts by name.

    Args:
        key: the key by which the names were formed.
        names: name of each group, the largest first.
        amounts: amount of each group in the same order, not negative, any unit.
        most: number of groups in the `top`.

    >>> found = concentrated("customer", ["a", "b", "c"], [50, 25, 25], 2)
    >>> found.top, found.share, found.herfindahl
    (('a', 'b'), 0.75, 0.375)
    """
    money = np.asarray(amounts, dtype=float)
    if not money.sum():
        return Concentration(key, (), 0.0, 0.0, 0.0)
    shares = money / money.sum()
    index = float((shares**2).sum())
    held = [str(name) for name, part in zip(names[:most], shares, strict=False) if part > 0.0]
    return Concentration(key, tuple(held), float(shares[:most].sum()), index, 1.0 / index)


def _taken(figures: Figures, where: Any) -> Figures:
    return Figures(**{name: getattr(figures, name)[where] for name in NAMES})
