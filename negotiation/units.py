"""Numbers and what they mean: the unit, range and step of every field, declared once beside the field.

`amount(unit, default)` declares a number, `text()` words that the user typed, `choice()` one of a few codes. Forms, checks,
uploads, column heads and number formats read the declaration; nobody repeats it. `check` returns what is wrong as data.

    BadInput            one or more Problems: which field, which value, what is allowed
    └── NoEnd           an endless sum that does not converge
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Num: TypeAlias = float | NDArray[np.float64]
"""A float, or an array whose last axis is rows and whose axis before it is draws."""


@dataclass(frozen=True)
class Unit:
    """What a number counts, the range in which it makes sense, and the step of its widget."""

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


def amount(unit: Unit, default: float | None = dataclasses.MISSING, optional: bool = False) -> Any:  # type: ignore[assignment]
    """A number field; `optional` lets it be None, which means "take the default that the docstring names"."""
    return dataclasses.field(default=default, metadata={"unit": unit, "optional": optional})


def text(default: str = "", longest: int = 2_000) -> Any:
    """Words that the user typed: a string, or a `Translated`."""
    return dataclasses.field(default=default, metadata={"text": longest})


def choice(options: tuple[str, ...], default: str = dataclasses.MISSING) -> Any:  # type: ignore[assignment]
    """One code out of a few; its label stands in the word files."""
    return dataclasses.field(default=default, metadata={"choice": options})


def day(default: Any = dataclasses.MISSING) -> Any:
    """A calendar date; None by default means "not known"."""
    return dataclasses.field(default=default, metadata={"day": True, "optional": default is None})


EARLIEST, LATEST = date(1970, 1, 1), date(2199, 12, 31)
"""Dates outside are typing errors, and would run past what a calendar can hold."""


def several(most: int) -> Any:
    """A tuple of records, at most so many: a document that runs for minutes helps nobody."""
    return dataclasses.field(default=(), metadata={"most": most})


def currency(default: str) -> Any:
    """An ISO 4217 code."""
    return dataclasses.field(default=default, metadata={"currency": True})


@dataclass(frozen=True)
class Translated:
    """The same words in both languages, for the samples that we ship."""

    en: str
    zh: str


Text: TypeAlias = str | Translated


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field, as data: `code` names the message, `path` the field, `allowed` what would do."""

    code: str
    path: str = ""
    value: object = None
    allowed: Mapping[str, object] = dataclasses.field(default_factory=dict)


class BadInput(ValueError):
    """Input that cannot be computed; `problems` says why, field by field."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{p.path or '-'}: {p.code}, got {p.value!r}, allowed {dict(p.allowed)}" for p in problems))


class NoEnd(BadInput):
    """An endless sum whose steps do not shrink."""


def check_number(value: object, unit: Unit, path: str) -> Iterator[Problem]:
    """What is wrong with one number or array: not a number, not finite, out of range, not whole."""
    bounds = {"unit": unit.key, "low": unit.low, "high": unit.high}
    if isinstance(value, bool) or not isinstance(value, int | float | np.ndarray | np.number):
        yield Problem("not_a_number", path, value, bounds)
    elif isinstance(value, np.ndarray):
        bad = ~((value >= unit.low) & (value <= unit.high) & (~np.bool_(unit.whole) | (value == np.round(value))))
        if bad.any():
            yield from check_number(float(value[bad].flat[0]), unit, path)
    elif not math.isfinite(value):
        yield Problem("not_finite", path, value, bounds)
    elif not unit.low <= value <= unit.high:
        yield Problem("out_of_range", path, value, bounds)
    elif unit.whole and value != round(float(value)):
        yield Problem("not_whole", path, value, bounds)


def check(record: Any, path: str = "") -> Iterator[Problem]:
    """Every problem in a record and the records inside it, in the order of the fields; none is good.

    >>> from negotiation.case import Order
    >>> [problem.path for problem in check(Order(quantity=-1.0), "order")]
    ['order.quantity']
    """
    kind_of_record: Any = type(record)
    for name, kind, declared in _fields(kind_of_record):
        value = getattr(record, name)
        if kind == "unit":
            unit, optional = declared
            if not (type(value) is float and unit.low <= value <= unit.high and not unit.whole) and not (value is None and optional):
                yield from check_number(value, unit, _join(path, name))
        elif kind == "most":
            yield from _check_several(value, declared, _join(path, name))
        elif kind:
            yield from CHECKS[kind](value, declared, _join(path, name))
        elif dataclasses.is_dataclass(value):
            yield from check(value, _join(path, name))
        elif value is not None or not declared:
            yield Problem("wrong_kind", _join(path, name), _excerpt(value))


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


@cache
def _fields(record: type[Any]) -> tuple[tuple[str, str, Any], ...]:
    """Name, kind and declaration of each field of a record type."""
    found = []
    for field in dataclasses.fields(record):
        kind = next((kind for kind in ("unit", "most", "choice", "day", "currency", "text") if kind in field.metadata), "")
        declared = field.metadata.get(kind, field.default is None)
        found.append((field.name, kind, (declared, field.metadata["optional"]) if kind in ("unit", "day") else declared))
    return tuple(found)


def _check_several(value: Any, most: int, path: str) -> Iterator[Problem]:
    if not isinstance(value, tuple | list):
        yield Problem("wrong_kind", path, _excerpt(value))
        return
    if len(value) > most:
        yield Problem("too_many", path, len(value), {"high": most})
    for index, item in enumerate(value[:most]):
        if dataclasses.is_dataclass(item):
            yield from check(item, f"{path}[{index}]")
        else:
            yield Problem("wrong_kind", f"{path}[{index}]", _excerpt(item))


def _excerpt(value: object) -> str:
    return str(value)[:40]


def _check_choice(value: object, options: tuple[str, ...], path: str) -> Iterator[Problem]:
    if value not in options:
        yield Problem("not_a_choice", path, value, {"choices": options})


def _check_day(value: object, declared: tuple[bool, bool], path: str) -> Iterator[Problem]:
    if value is None and declared[1]:
        return
    if not isinstance(value, date):
        yield Problem("not_a_date", path, value)
    elif not EARLIEST.year <= value.year <= LATEST.year:
        yield Problem("day_out_of_range", path, value.isoformat(), {"low": EARLIEST.isoformat(), "high": LATEST.isoformat()})


def _check_currency(value: object, declared: object, path: str) -> Iterator[Problem]:
    if not (isinstance(value, str) and is_currency(value)):
        yield Problem("not_a_currency", path, value)


def _check_text(value: object, longest: int, path: str) -> Iterator[Problem]:
    if max(map(len, (value.en, value.zh) if isinstance(value, Translated) else (str(value),))) > longest:
        yield Problem("too_long", path, str(value)[:40] + "…", {"longest": longest})


CHECKS: dict[str, Callable[[Any, Any, str], Iterator[Problem]]] = {"choice": _check_choice, "day": _check_day, "currency": _check_currency, "text": _check_text}


@cache
def is_currency(code: str) -> bool:
    """Whether babel's ISO 4217 list knows the code."""
    from babel.numbers import list_currencies

    return code in list_currencies()


@cache
def minor_digits(currency: str) -> int:
    """How many digits the currency's minor unit has (ISO 4217 as babel carries it): USD 2, JPY 0, KWD 3."""
    from babel.numbers import get_currency_precision

    return get_currency_precision(currency)


def to_the_cent(value: float, digits: int = 2) -> float:
    """A figure as it is shown: rounded half to even at the minor unit from the float itself, and never minus zero."""
    return round(float(value), digits) + 0.0


def allocate(total: Decimal | str | float, weights: list[float], digits: int = 2) -> list[Decimal]:
    """Split money so that the parts add up to the cent: largest remainder on the minor unit, ties by order.

        part_i = ⌊total · wᵢ / Σw⌋ in minor units, the units left over going to the largest remainders

    `total` is rounded to the minor unit first; a negative total is split as its positive and the signs put back. A total that is
    no finite amount, weights that are all zero, or any weight negative or not finite raise BadInput.

    >>> [str(part) for part in allocate("100", [1, 1, 1])]
    ['33.34', '33.33', '33.33']
    >>> [str(part) for part in allocate("0.05", [3, 7])]
    ['0.02', '0.03']
    """
    shares = [Fraction(str(weight)) if math.isfinite(weight) else Fraction(-1) for weight in weights]
    if not sum(shares) or min(shares) < 0:
        raise BadInput(Problem("bad_weights", "weights", tuple(weights), {"low": 0.0}))
    unit = Decimal(1).scaleb(-digits)
    try:
        cents = int((Decimal(str(total)) / unit).to_integral_value())
    except (ArithmeticError, ValueError):
        raise BadInput(Problem("not_finite", "amounts", str(total))) from None
    exact = [abs(cents) * share / sum(shares) for share in shares]
    parts = [math.floor(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])
    for i in by_remainder[: abs(cents) - sum(parts)]:
        parts[i] += 1
    return [(-part if cents < 0 else part) * unit for part in parts]
