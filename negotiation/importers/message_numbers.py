"""Numbers as people write them in a message: either kind of separator, thousands and ten-thousands, Chinese numerals,
with the alternative reading if there is one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

MULTIPLES = {
    "k": 1e3,
    "thousand": 1e3,
    "grand": 1e3,
    "千": 1e3,
    "万": 1e4,
    "百万": 1e6,
    "m": 1e6,
    "mio": 1e6,
    "million": 1e6,
    "亿": 1e8,
}
"""Words and letters after a number that multiply it."""

DIGITS = r"\d{1,3}(?:[ '’]\d{3}){1,4}(?:[.,]\d{1,6})?|\d[\d.,]{0,24}\d|\d"
NUMERALS = "零〇一二两三四五六七八九十百千万亿"
MULTIPLE = r"百万|千|万|亿|(?:k|m|mio|thousand|million|grand)\b"

NUMBER = (
    rf"(?:(?:{DIGITS})\s?(?:{MULTIPLE})?(?:\d千?|[{NUMERALS}]{{1,12}})?"
    rf"|(?<![{NUMERALS}])[{NUMERALS}]{{1,20}}(?![{NUMERALS}]))"
)
"""Pattern of any number, for use inside larger patterns."""


@dataclass(frozen=True)
class Number:
    """A number with how it was read (as_written, thousands, ten_thousands, larger, decimal_comma, numeral), and its
    `other` reading if in doubt."""

    value: float
    how: str
    other: float | None = None


def read_number_in_text(text: str) -> Number | None:
    """One number; None if the text is no number.

    A single comma or point before exactly three digits is read as a thousands separator, and the other reading is kept.
    A comma before one or two digits is a decimal comma.

    >>> read_number_in_text("1,5"), read_number_in_text("3万5千")
    (Number(value=1.5, how='decimal_comma', other=15.0), Number(value=35000.0, how='ten_thousands', other=None))
    >>> read_number_in_text("1.500").other, read_number_in_text("5k").value, read_number_in_text("三万五")
    (1.5, 5000.0, Number(value=35000.0, how='numeral', other=None))
    """
    text = text.strip().lower()
    if text and set(text) <= set(NUMERALS):
        value = chinese_numeral(text)
        return None if value is None else Number(value, "numeral")
    found = re.fullmatch(rf"({DIGITS})\s?({MULTIPLE})?(?:(\d)千?|([{NUMERALS}]+))?", text)
    if found is None or (found[3] and found[2] != "万"):
        return None
    plain = _digits(found[1])
    if plain is None:
        return None
    times = MULTIPLES.get(found[2] or "", 1.0)
    rest = float(found[3]) * 1e3 if found[3] else (chinese_numeral(found[4]) or 0.0) if found[4] else 0.0
    how = plain.how if times == 1.0 else "thousands" if times == 1e3 else "ten_thousands" if times == 1e4 else "larger"
    return Number(
        round(plain.value * times + rest, 6), how, None if plain.other is None else round(plain.other * times + rest, 6)
    )


def _digits(text: str) -> Number | None:
    """Digits with separators. price-parser decides which separator is the decimal point."""
    from price_parser import Price

    if re.fullmatch(r"\d{1,4}(,\d{4})+", text):  # grouped by ten-thousands
        return Number(float(text.replace(",", "")), "as_written")
    if re.fullmatch(r"0[.,]\d+", text):
        return Number(float(text.replace(",", ".")), "decimal_comma" if "," in text else "as_written")
    amount = Price.fromstring(text.rstrip(".,")).amount
    if amount is None:
        return None
    value = float(amount)
    if re.fullmatch(r"\d{1,3}[.,]\d{3}", text):
        return Number(value, "as_written", float(text.replace(",", ".")) if "." in text else None)
    if re.fullmatch(r"\d+,\d{1,2}", text):
        return Number(value, "decimal_comma", float(text.replace(",", "")))
    return Number(value, "as_written")


def chinese_numeral(text: str) -> float | None:
    """A number in Chinese numerals. A last digit after 万, 千 or 百 counts tenths of that unit, as in speech.

    >>> (chinese_numeral("三万五千"), chinese_numeral("十五"), chinese_numeral("两百"), chinese_numeral("三万五"),
    ...     chinese_numeral("万"))
    (35000.0, 15.0, 200.0, 35000.0, None)
    """
    total, section, digit, unit = 0.0, 0.0, 0.0, 0.0
    if not any(_value(each) <= 10.0 for each in text):
        return None
    for each in text:
        value = _value(each)
        if value < 10.0:
            digit = digit * 10.0 + value if unit == 0.0 and digit else value
            unit = 0.0 if each in "零〇" else unit
        elif value < 1e4:
            section, digit, unit = section + (digit or 1.0) * value, 0.0, value
        else:
            total, section, digit, unit = (total + section + digit) * value, 0.0, 0.0, value
    spoken = digit * unit / 10.0 if digit and unit >= 100.0 else digit
    return total + section + spoken


def _value(each: str) -> float:
    return 2.0 if each == "两" else unicodedata.numeric(each)


SHARES = (
    ("percent", r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?)\s?(?:%|percent\b|per cent\b|个点)"),
    ("percent_of", rf"百分之([{NUMERALS}]{{1,6}}|\d{{1,3}}(?:\.\d+)?)"),
    ("discount", rf"(?<!\d)([1-9]\.\d|[1-9]\d?|[{NUMERALS}]{{1,2}})折"),
    ("tenths", r"([一二两三四五六七八九])成"),
    ("half", r"\bhalf (?:of |the |price)|半价|一半"),
)
"""How shares are written: percent signs, Chinese discounts (8折 is 20 % off, 85折 is 15 % off), tenths, half."""


def read_shares(text: str) -> Iterator[tuple[float, int, int, str]]:
    """Every share in a text, 0 to 1, with its place and how it was read.

    >>> [share[0] for share in read_shares("20%, 百分之三十, 八五折, 8折, 两成, 一半")]
    [0.2, 0.3, 0.15, 0.2, 0.2, 0.5]
    """
    for how, pattern in SHARES:
        for found in re.finditer(pattern, text, re.IGNORECASE):
            value = 0.5 if how == "half" else _share(how, found[1])
            if 0.0 <= value <= 1.0:
                yield value, *found.span(), how


def _share(how: str, written: str) -> float:
    """The share that the number in it means; −1 if there is none. Numerals of a discount are read digit by digit."""
    if how == "discount" and set(written) <= set(NUMERALS):
        written = "".join(str(int(_value(each))) for each in written)
    read = read_number_in_text(written.replace(",", "."))
    if read is None:
        return -1.0
    if how == "discount":
        return round(1.0 - read.value / (10.0 if read.value < 10.0 else 100.0), 6)
    return round(read.value / (10.0 if how == "tenths" else 100.0), 6)
