"""Words apart from numbers: the same keys in English and Chinese, and one way to say them.

`say("en", "verdict.cash", cash_out=4678.0, currency="USD")` looks the key up in `en/` and puts numbers in by the
format named in the template (`{cash_out:money}`); formats are in `formats.py`. A table instead of a template chooses
by one number: its entry `by` names it, `"=0.5"` is an exact value, `other` the rest.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from negotiation.i18n.formats import FORMATS, localized

LANGUAGES = ("en", "zh")


class UnknownLanguage(ValueError):
    """A language that we have no words in."""


@cache
def messages(lang: str) -> Mapping[str, Any]:
    """All entries of a language, their keys joined with dots: templates, or tables that choose one."""
    if lang not in LANGUAGES:
        raise UnknownLanguage(lang)

    def flat(table: Mapping[str, Any], prefix: str) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        for name, value in table.items():
            if isinstance(value, dict) and "by" not in value:
                entries |= flat(value, f"{prefix}{name}.")
            else:
                entries[prefix + name] = value
        return entries

    files = sorted((Path(__file__).parent / lang).glob("*.toml"))
    return {key: entry for path in files for key, entry in flat(tomllib.loads(path.read_text("utf-8")), "").items()}


class _Formatter(string.Formatter):
    """Puts values into a template, each by the format that its placeholder names."""

    def __init__(self, lang: str, values: Mapping[str, Any]) -> None:
        self.lang, self.values = lang, values

    def format_field(self, value: Any, format_spec: str) -> str:
        name, *forms = format_spec.split("|")
        return FORMATS[name](value, self.lang, self.values, forms) if name else str(localized(value, self.lang))


def say(lang: str, key: str, /, **values: Any) -> str:
    """The words of a key, with values put in by their formats. A missing key raises KeyError: tests keep the files
    complete.

    >>> say("en", "terms.repayment_over_orders.line", share=0.5, orders=4)
    'half each, theirs over 4 orders'
    """
    entry = messages(lang)[key]
    if isinstance(entry, dict):
        value = float(values[entry["by"]])
        exact = {name: template for name, template in entry.items() if name.startswith("=")}
        entry = next(
            (template for name, template in exact.items() if abs(float(name[1:]) - value) < 1e-9), entry["other"]
        )
    return _Formatter(lang, values).format(entry, **values)
