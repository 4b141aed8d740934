"""Whether words fit: their width by kinds of characters, the largest size at which they fit a box, and shortening
where none does.

Widths are those of Arial in parts of the size, a little wider than Calibri, so that what fits here fits in Office;
lines are counted as if they broke at spaces, between Chinese characters, and inside words that are longer than a
line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

POINTS = 72.0
LINE = 1.2
"""Height of a line in parts of the size."""

BOLD = 1.15
"""How much wider bold words may be, also where another font has to stand in."""

WIDTHS = {"ijlI.,:;'|! ": 0.28, "frt()[]{}-/": 0.35, "mwMW%": 0.86}
SHORTENED = (90, 64, 48, 36, 26, 18)
"""To how many half-width characters a label inside a sentence is cut, step by step, until the sentence fits."""


@dataclass(frozen=True)
class Fitted:
    """Words as they are written, and their size in points."""

    text: str
    size: float


def width(text: str, size: float, bold: bool = False) -> float:
    """Width of a line of words in inches.

    >>> round(width("1,000", 12.0), 3), round(width("重做", 12.0), 3)
    (0.417, 0.333)
    """
    return sum(map(_em, text)) * size / POINTS * (BOLD if bold else 1.0)


@cache
def _em(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in "WFA":
        return 1.0
    return next((em for signs, em in WIDTHS.items() if sign in signs), 0.7 if sign.isupper() else 0.556)


@lru_cache(4096)
def _pieces(text: str) -> tuple[tuple[float, bool], ...]:
    """What a line may be broken between: the width of each piece in parts of the size, and whether it is a space."""
    pieces = re.findall(r"\s+|[^\s\u2e80-\uffef]+|[\u2e80-\uffef]", text)
    return tuple((sum(map(_em, piece)), piece.isspace()) for piece in pieces)


def lines(text: str, wide: float, size: float, bold: bool = False) -> int:
    """How many lines words take in a box `wide` inches wide."""
    room, taken, count = wide * POINTS / size / (BOLD if bold else 1.0), 0.0, 1
    for need, space in _pieces(text):
        if taken + need <= room:
            taken += need
        elif not space:
            whole, rest = divmod(need, room) if need > room else (0.0, need)
            count, taken = count + int(whole) + (1 if taken else 0), rest
    return count


def height(texts: Iterable[str], wide: float, size: float, bold: bool = False, gap: float = 0.0) -> float:
    """Inches that paragraphs take, `gap` parts of a line between them."""
    counts = [lines(text, wide, size, bold) for text in texts]
    return (sum(counts) + gap * max(len(counts) - 1, 0)) * size * LINE / POINTS


def fitted(
    text: str, wide: float, high: float, largest: float, smallest: float, bold: bool = False, labels: Sequence[str] = ()
) -> Fitted:
    """The largest size at which words fit a box of inches; at the smallest, `labels` within them are cut first, then
    their end."""
    for size in sizes(largest, smallest):
        if height([text], wide, size, bold) <= high:
            return Fitted(text, size)
    for longest in SHORTENED if labels else ():
        shorter = _with_shorter(text, labels, longest)
        if height([shorter], wide, smallest, bold) <= high:
            return Fitted(shorter, smallest)
    return Fitted(_cut(text, wide, high, smallest, bold), smallest)


def one_line(text: str, wide: float, largest: float, smallest: float, bold: bool = False) -> Fitted:
    """A figure, never broken into two lines: the largest size at which it fits beside some air; at the smallest, it
    runs on."""
    return Fitted(
        text, next((size for size in sizes(largest, smallest) if width(text, size, bold) <= 0.97 * wide), smallest)
    )


def alike(
    texts: Sequence[str],
    wide: float,
    high: float,
    largest: float,
    smallest: float,
    bold: bool = False,
    labels: Sequence[str] = (),
) -> list[Fitted]:
    """Each text for a box of its own, all boxes alike: the largest size at which all fit; at the smallest, those
    that do not are cut."""
    size = next(
        (size for size in sizes(largest, smallest) if all(height([text], wide, size, bold) <= high for text in texts)),
        smallest,
    )
    return [fitted(text, wide, high, size, size, bold, labels) for text in texts]


def capital(text: str) -> str:
    """Words as a heading: the first letter is large."""
    return text[:1].upper() + text[1:]


def block(
    texts: Sequence[str],
    wide: float,
    high: float,
    largest: float,
    smallest: float,
    gap: float = 0.5,
    labels: Sequence[str] = (),
) -> list[Fitted]:
    """Paragraphs in one box, all of one size; where even the smallest is too large, labels are cut, then whole
    paragraphs from the end."""
    for size in sizes(largest, smallest):
        if height(texts, wide, size, gap=gap) <= high:
            return [Fitted(text, size) for text in texts]
    shorter = list(texts)
    for longest in SHORTENED:
        shorter = [_with_shorter(text, labels, longest) for text in texts]
        if height(shorter, wide, smallest, gap=gap) <= high:
            return [Fitted(text, smallest) for text in shorter]
    while len(shorter) > 1 and height(shorter, wide, smallest, gap=gap) > high:
        shorter.pop()
    return [Fitted(_cut(text, wide, high, smallest, False), smallest) for text in shorter]


def clip(text: str, longest: int) -> str:
    """Words cut to so many half-width characters, with an ellipsis; a Chinese character counts twice.

    >>> clip("Remake, nothing in return", 12), clip("重做，不附条件", 9), clip("Remake", 12)
    ('Remake, not…', '重做，不…', 'Remake')
    """
    counts = [2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text]
    if sum(counts) <= longest:
        return text
    kept, taken = 0, 1
    while taken + counts[kept] <= longest:
        taken, kept = taken + counts[kept], kept + 1
    return text[:kept].rstrip() + "…"


def _with_shorter(text: str, labels: Iterable[str], longest: int) -> str:
    for label in sorted(set(labels), key=len, reverse=True):
        if label:
            text = text.replace(label, clip(label, longest))
    return text


def _cut(text: str, wide: float, high: float, size: float, bold: bool) -> str:
    """The longest beginning that fits, with an ellipsis."""
    if height([text], wide, size, bold) <= high:
        return text
    low, most = 0, len(text)
    while low < most:
        middle = (low + most + 1) // 2
        low, most = (middle, most) if height([text[:middle] + "…"], wide, size, bold) <= high else (low, middle - 1)
    return text[:low].rstrip() + "…"


def sizes(largest: float, smallest: float) -> list[float]:
    """Sizes to be tried, the largest first."""
    return [*(largest - step for step in range(int(largest - smallest))), smallest]
