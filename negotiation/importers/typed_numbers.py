"""Numbers that people type into a text field: separators, percent, Chinese ten-thousands, "1,000 of 3,000", "all"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

NUMBER = r"\d[\d,'\s]*(?:\.\d+)?|\.\d+"
MULTIPLES = {"k": 1e3, "m": 1e6, "万": 1e4, "萬": 1e4, "千": 1e3, "亿": 1e8}
ALL = {"all", "everything", "the whole order", "全部", "全部都是", "所有", "整批"}
OF = r"\s*(?:/|of|out of|in|中的|之|:|共)\s*"


def read_typed_number(typed: str) -> float | None:
    """One amount as people write it; None if it is no amount.

    >>> (read_typed_number("14,400.50"), read_typed_number("1.4万"), read_typed_number("14.4k"),
    ...     read_typed_number("a few"))
    (14400.5, 14000.0, 14400.0, None)
    """
    text = _plain(typed)
    found = re.fullmatch(rf"({NUMBER})\s*([km万萬千亿]?)", text)
    if found is None:
        return None
    digits = re.sub(r"[,'\s]", "", re.sub(r"^(\d+),(\d{1,2})$", r"\1.\2", found[1]))  # 1,5 is one and a half
    return round(float(digits) * MULTIPLES.get(found[2], 1.0), 9) if digits else None


BETWEEN = r"\s*(?:to|bis|-|–|—|~|～|至|到|\.\.\.?|…)\s*"


@dataclass(frozen=True)
class Figure:
    """A typed figure: its likely value, and the ends of its range if one was given."""

    likely: float
    low: float | None = None
    high: float | None = None


def read_typed_range(typed: str) -> Figure | None:
    """A number or a range; None if it is neither. A percent sign at the end is left to the caller's unit.

    "4000 to 7000" is most likely in its middle; "5000 (4000 to 7000)" and "4000 / 5000 / 7000" name the likely value.
    The ends may be in either order.

    >>> read_typed_range("4,000 to 7,000"), read_typed_range("4千至7千")
    (Figure(likely=5500.0, low=4000.0, high=7000.0), Figure(likely=5500.0, low=4000.0, high=7000.0))
    >>> read_typed_range("5,000 (4,000 – 7,000)").likely, read_typed_range("20% to 30%"), read_typed_range("some")
    (5000.0, Figure(likely=25.0, low=20.0, high=30.0), None)
    """
    text = _plain(typed).replace("%", " ").strip()
    outside = re.fullmatch(r"(.+?)\s*\((.+)\)", text)
    parts = re.split(r"\s*/\s*", text)
    if outside:
        likely, ends = _signed(outside[1]), _range(outside[2])
        return None if likely is None or ends is None else Figure(likely, *ends)
    if len(parts) == 3:
        points = [each for each in map(_signed, parts) if each is not None]
        low, likely, high = sorted(points) if len(points) == 3 else (None, None, None)
        return None if likely is None else Figure(likely, low, high)
    alone = _signed(text)
    if alone is not None:
        return Figure(alone)
    ends = _range(text)
    return None if ends is None else Figure(round((ends[0] + ends[1]) / 2.0, 9), *ends)


def _signed(text: str) -> float | None:
    minus = text.startswith(("-", "−"))
    found = read_typed_number(text[1:] if minus else text)
    return -found if minus and found is not None else found


def _range(text: str) -> tuple[float, float] | None:
    for found in re.finditer(BETWEEN, text):
        left, right = text[: found.start()].strip(), text[found.end() :].strip()
        low, high = _signed(left), _signed(right)
        if low is not None and high is not None:
            shared = MULTIPLES.get(right[-1:], 1.0) if left[-1:].isdigit() else 1.0  # "3 to 5k" is 3k to 5k
            low = low * shared if low * shared <= high else low
            return min(low, high), max(low, high)
    return None


def read_typed_part(typed: str, whole: float) -> tuple[float, float] | None:
    """A part of a whole as (part, whole); None if it is neither. A share or a bare number refers to the known `whole`.

    A bare number above the known whole is the whole: nobody has said yet how many there are.

    >>> (read_typed_part("1,000 of 3,000", 1.0), read_typed_part("30%", 3000.0), read_typed_part("全部", 500.0),
    ...     read_typed_part("12", 1.0))
    ((1000.0, 3000.0), (900.0, 3000.0), (500.0, 500.0), (12.0, 12.0))
    """
    text = _plain(typed)
    if text in ALL:
        return whole, whole
    if text.endswith("%"):
        share = read_typed_number(text[:-1])
        return None if share is None else (round(share * whole / 100.0, 9), whole)
    halves = re.split(OF, text)
    numbers = [read_typed_number(half) for half in halves]
    if None in numbers or len(numbers) > 2:
        return None
    some = float(numbers[0] or 0.0)
    return (
        (some, float(numbers[1] or 0.0))
        if len(numbers) == 2
        else (some, max(whole, some) if whole > 1.0 else some or whole)
    )


def _plain(typed: str) -> str:
    """Full-width signs made plain, lower case, no spaces at the ends."""
    return unicodedata.normalize("NFKC", typed).strip().lower()
