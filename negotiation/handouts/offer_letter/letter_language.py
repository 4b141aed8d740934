"""The languages of a letter: English, simplified Chinese, and traditional Chinese with the trade words of Hong Kong.

Traditional characters come from OpenCC; the trade words are a list of our own. Names and references that the user
typed stay as they were typed: a surname has one right way to be written, and no table knows it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from negotiation.i18n import catalogue
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import localized

TONGUES = ("en", "zh", "zh_hant")
"""Languages in which a letter can be written."""

TRADITIONAL = TONGUES[2]

KEPT = "\ue000", "\ue001"
"""Private signs around words that are never converted; they are taken out in the end."""

Say = Callable[..., str]


def word_file_of(tongue: str) -> str:
    """The word file of a language."""
    return "zh" if tongue == TRADITIONAL else tongue


def unconverted(name: Any, tongue: str) -> str:
    """A name as it was typed, safe from conversion."""
    text = " ".join(str(localized(name, word_file_of(tongue))).replace(KEPT[0], "").replace(KEPT[1], "").split())
    return f"{KEPT[0]}{text}{KEPT[1]}" if text and tongue == TRADITIONAL else text


def say_in_tongue(tongue: str) -> Say:
    """`say` in the language of a letter; what it says still carries its signs until `written`."""
    lang = word_file_of(tongue)
    return lambda key, **values: say(lang, key, **values)


def finished_text(text: str, tongue: str) -> str:
    """The text as it goes out: traditional where asked for, without our signs.

    >>> finished_text("请确认尾款和船期", "zh_hant"), finished_text("Order 2417", "en")
    ('請確認尾數和船期', 'Order 2417')
    """
    if tongue != TRADITIONAL:
        return text
    parts = re.split(f"{KEPT[0]}(.*?){KEPT[1]}", text, flags=re.DOTALL)
    return "".join(part if place % 2 else _traditional(part) for place, part in enumerate(parts))


def _traditional(text: str) -> str:
    converted = str(_converter().convert(text))
    table, pattern = _trade_words()
    return pattern.sub(lambda found: table[found[0]], converted)


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("s2hk")


@cache
def _trade_words() -> tuple[dict[str, str], re.Pattern[str]]:
    path = Path(catalogue.__file__).with_name("hong_kong.toml")
    table: dict[str, str] = tomllib.loads(path.read_text("utf-8"))["words"]
    return table, re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
