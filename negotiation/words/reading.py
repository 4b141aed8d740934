"""What people type into a text field, read as numbers: separators, percent, Chinese ten-thousands, "1,000 of 3,000", "all"."""

from __future__ import annotations

import re
import unicodedata

NUMBER = r"\d[\d,'\s]*(?:\.\d+)?|\.\d+"
MULTIPLES = {"k": 1e3, "m": 1e6, "万": 1e4, "萬": 1e4, "千": 1e3, "亿": 1e8}
ALL = {"all", "everything", "the whole order", "全部", "全部都是", "所有", "整批"}
OF = r"\s*(?:/|of|out of|in|中的|之|:|共)\s*"


def read_number(typed: str) -> float | None:
    """One amount as people write it, None where it is none.

    >>> read_number("14,400.50"), read_number("1.4万"), read_number("14.4k"), read_number("a few")
    (14400.5, 14000.0, 14400.0, None)
    """
    text = _plain(typed)
    found = re.fullmatch(rf"({NUMBER})\s*([km万萬千亿]?)", text)
    if found is None:
        return None
    digits = re.sub(r"[,'\s]", "", found[1])
    return round(float(digits) * MULTIPLES.get(found[2], 1.0), 9) if digits else None


def read_part(typed: str, whole: float) -> tuple[float, float] | None:
    """Some out of a whole: (some, whole). A share or a bare number is of the `whole` that is known; None where it is neither.

    A bare number above the whole that is known is all there is: nobody said yet how many there are.

    >>> read_part("1,000 of 3,000", 1.0), read_part("30%", 3000.0), read_part("全部", 500.0), read_part("12", 1.0)
    ((1000.0, 3000.0), (900.0, 3000.0), (500.0, 500.0), (12.0, 12.0))
    """
    text = _plain(typed)
    if text in ALL:
        return whole, whole
    if text.endswith("%"):
        share = read_number(text[:-1])
        return None if share is None else (round(share * whole / 100.0, 9), whole)
    halves = re.split(OF, text)
    numbers = [read_number(half) for half in halves]
    if None in numbers or len(numbers) > 2:
        return None
    some = float(numbers[0] or 0.0)
    return (some, float(numbers[1] or 0.0)) if len(numbers) == 2 else (some, max(whole, some) if whole > 1.0 else some or whole)


def _plain(typed: str) -> str:
    """Full-width signs made narrow, lower case, no spaces around."""
    return unicodedata.normalize("NFKC", typed).strip().lower()
