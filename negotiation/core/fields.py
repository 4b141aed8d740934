"""Fields of records: the unit, range and step of every number, declared once beside the field.

`number_field(unit, default)` declares a number, `text_field()` words that the user typed, `choice_field()` one of a few
codes. Forms, checks, uploads, column headings and number formats read the declaration; nobody repeats it.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Num: TypeAlias = float | NDArray[np.float64]
"""A float, or an array whose last axis is rows and whose axis before that is draws."""


@dataclass(frozen=True)
class Unit:
    """What a number counts, its valid range, and the step of its widget."""

    key: str
    low: float
    high: float
    step: float
    whole: bool = False

    def within(self, low: float | None = None, high: float | None = None) -> Unit:
        """The same unit with a narrower range."""
        return dataclasses.replace(self, low=self.low if low is None else low, high=self.high if high is None else high)


MONEY = Unit("money", 0.0, 1e12, 100.0)
SHARE = Unit("share", 0.0, 1.0, 0.01)
RATE = Unit("rate", -0.99, 1.0, 0.005)
DAYS = Unit("days", 0.0, 36_500.0, 1.0)
YEARS = Unit("years", 0.0, 100.0, 1.0)
PIECES = Unit("pieces", 0.0, 1e12, 1.0)
COUNT = Unit("count", 0.0, 10_000.0, 1.0, whole=True)
FREQUENCY = Unit("frequency", 0.05, 366.0, 0.5)
NUMBER = Unit("number", -1_000.0, 1_000.0, 0.05)


def number_field(unit: Unit, default: Any = dataclasses.MISSING, optional: bool = False) -> Any:
    """A number field. `optional` allows None, which means the default that the docstring names."""
    return dataclasses.field(default=default, metadata={"unit": unit, "optional": optional})


def text_field(default: str = "", longest: int = 2_000) -> Any:
    """Words that the user typed: a string, or a `Translated`."""
    return dataclasses.field(default=default, metadata={"text": longest})


def choice_field(options: tuple[str, ...], default: Any = dataclasses.MISSING) -> Any:
    """One of a few codes. Its label is in the word files."""
    return dataclasses.field(default=default, metadata={"choice": options})


def flag_field(default: bool = False) -> Any:
    """Yes or no."""
    return dataclasses.field(default=default, metadata={"flag": True})


def codes_field(options: tuple[str, ...]) -> Any:
    """Any number of codes out of a few, each at most once. Their labels are in the word files."""
    return dataclasses.field(default=(), metadata={"codes": options})


def date_field(default: Any = dataclasses.MISSING) -> Any:
    """A calendar date. The default None means "not known"."""
    return dataclasses.field(default=default, metadata={"day": True, "optional": default is None})


def records_field(most: int) -> Any:
    """A tuple of records with a largest length, so that no document takes minutes to compute."""
    return dataclasses.field(default=(), metadata={"most": most})


def names_field(most: int) -> Any:
    """A tuple of short names that refer to other records, such as the predecessors of a step."""
    return dataclasses.field(default=(), metadata={"names": most})


def currency_field(default: str, optional: bool = False) -> Any:
    """An ISO 4217 code. `optional` allows an empty code, which means the claim's own currency."""
    return dataclasses.field(default=default, metadata={"currency": optional})


@dataclass(frozen=True)
class Translated:
    """The same words in both languages, for the samples shipped with the app."""

    en: str
    zh: str


Text: TypeAlias = str | Translated
