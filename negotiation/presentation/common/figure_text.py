"""A figure in words: its name, its meaning, and the table of all figures."""

from __future__ import annotations

from negotiation.figure_register import FIGURES, Figure
from negotiation.i18n.catalogue import say

HEADS = ("name", "meaning", "key", "unit", "sign", "formula", "function", "source", "pages", "json")
"""Columns of the table of figures."""


def figure_name(key: str, lang: str) -> str:
    """What a figure is called, as over a column."""
    return say(lang, f"figure.{key}.name")


def figure_meaning(key: str, lang: str) -> str:
    """What a figure means, as the help over its column."""
    return say(lang, f"figure.{key}.meaning")


def figure_row(figure: Figure, lang: str) -> dict[str, str]:
    """A figure in words, under the keys of `HEADS`."""
    return {
        "name": figure_name(figure.key, lang),
        "meaning": figure_meaning(figure.key, lang),
        "key": figure.key,
        "unit": say(lang, f"figure_unit.{figure.unit}"),
        "sign": say(lang, f"figure_sign.{figure.sign}") if figure.sign else "",
        "formula": figure.formula,
        "function": f"negotiation/{figure.path} · {figure.name}",
        "source": figure.source,
        "pages": say(lang, "list.join").join(say(lang, f"page.{page}.title") for page in figure.pages),
        "json": "; ".join(figure.json),
    }


def figure_rows(lang: str, text: str = "") -> list[dict[str, str]]:
    """All figures in words, or those in which a text occurs; capitals do not matter."""
    rows = [figure_row(each, lang) for each in FIGURES]
    return [row for row in rows if text.strip().casefold() in " ".join(row.values()).casefold()]
