"""Currencies and money to the cent: the minor unit, rounding as shown, and splitting without losing a cent."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from functools import cache

from negotiation.units.problems import BadInput, Problem


@cache
def is_currency(code: str) -> bool:
    """Whether babel's ISO 4217 list knows the code."""
    from babel.numbers import list_currencies

    return code in list_currencies()


@cache
def currencies() -> tuple[str, ...]:
    """The codes of all currencies that are legal tender somewhere now, by the alphabet.

    >>> [code in currencies() for code in ("EUR", "CNY", "DEM")]
    [True, True, False]
    """
    from babel.core import get_global

    return tuple(sorted({code for each in get_global("territory_currencies").values() for code, _, until, tender in each if until is None and tender}))


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
