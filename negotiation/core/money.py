"""Currencies and money to the cent: the minor unit, rounding as shown, and splitting without losing a cent."""

from __future__ import annotations

import math
import unicodedata
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache

from negotiation.core.problems import BadInput, Problem

CURRENCY_WORDS = {
    "CNY": ("rmb", "cn¥", "rmb¥", "人民币", "人民币元", "元", "人民币(元)", "yuan", "renminbi", "chinese yuan"),
    "USD": ("us$", "usd$", "$us", "美元", "美金", "us dollar", "us dollars", "u.s. dollar"),
    "EUR": ("€", "欧元", "euro", "euros"),
    "JPY": ("jp¥", "日元", "日圆", "yen", "japanese yen"),
    "GBP": ("£", "英镑", "pound", "pounds", "pound sterling", "sterling"),
    "HKD": ("hk$", "港元", "港币", "港纸", "hong kong dollar"),
    "TWD": ("nt$", "新台币", "台币"),
    "AUD": ("a$", "au$", "澳元", "澳币", "australian dollar"),
    "CAD": ("c$", "ca$", "加元", "加拿大元", "canadian dollar"),
    "SGD": ("s$", "新加坡元", "新元", "singapore dollar"),
    "CHF": ("sfr", "瑞士法郎", "swiss franc"),
    "KRW": ("₩", "韩元", "won"),
    "INR": ("₹", "卢比", "印度卢比", "rupee"),
    "VND": ("₫", "越南盾"),
    "THB": ("฿", "泰铢", "baht"),
    "MYR": ("马来西亚林吉特", "林吉特", "马币"),
}
"""Words and signs that people write for a currency, in lower case, with its code. $ and ¥ alone are ambiguous and left
out."""


@cache
def is_currency(code: str) -> bool:
    """True if babel's ISO 4217 list has the code."""
    from babel.numbers import list_currencies

    return code in list_currencies()


@cache
def currencies() -> tuple[str, ...]:
    """The codes of all currencies that are legal tender somewhere today, in alphabetical order.

    >>> [code in currencies() for code in ("EUR", "CNY", "DEM")]
    [True, True, False]
    """
    from babel.core import get_global

    return tuple(
        sorted(
            {
                code
                for each in get_global("territory_currencies").values()
                for code, _, until, tender in each
                if until is None and tender
            }
        )
    )


@lru_cache(4_096)
def parse_currency(written: str) -> str:
    """The currency code for what people write: a code, a sign or a name. Empty if it is no currency.

    >>> [parse_currency(each) for each in ("usd", "人民币", " RMB ", "US$", "€", "＄", "boxes")]
    ['USD', 'CNY', 'CNY', 'USD', 'EUR', '', '']
    """
    plain = " ".join(unicodedata.normalize("NFKC", written).casefold().split())
    code = plain.upper()
    return code if is_currency(code) else next((code for code, words in CURRENCY_WORDS.items() if plain in words), "")


@cache
def minor_digits(currency: str) -> int:
    """Number of digits of the currency's minor unit (ISO 4217 as in babel): USD 2, JPY 0, KWD 3."""
    from babel.numbers import get_currency_precision

    return get_currency_precision(currency)


def round_money(value: float, digits: int = 2) -> float:
    """A figure as it is shown: the float rounded half to even at the minor unit, and never minus zero."""
    return round(float(value), digits) + 0.0


def allocate(total: Decimal | str | float, weights: list[float], digits: int = 2) -> list[Decimal]:
    """Split money so that the parts add up to the cent: largest remainders at the minor unit, ties by order.

        part_i = ⌊total · wᵢ / Σw⌋ in minor units, the units left over going to the largest remainders

    `total` is first rounded to the minor unit. A negative total is split as its absolute value, and the signs are
    restored. Raises BadInput if the total is not finite, all weights are zero, or a weight is negative or not finite.

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
