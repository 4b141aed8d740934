"""A figure in words: its name, its meaning, and the table of all figures."""

from __future__ import annotations

from negotiation.figure_register import FIGURES, Figure
from negotiation.i18n.catalogue import say

HEADS = ("name", "meaning", "formula", "function", "unit", "pages", "source", "key", "json")
"""Columns of the table of figures."""


def figure_name(key: str, lang: str) -> str:
    """What a figure is called, as over a column."""
    return say(lang, f"figure.{key}.name")


def figure_meaning(key: str, lang: str) -> str:
    """What a figure means, as the help over its column."""
    return say(lang, f"figure.{key}.meaning")


def figure_unit(figure: Figure, lang: str) -> str:
    """What a figure is measured in, and what a positive one means where that could be doubted."""
    unit = say(lang, f"figure_unit.{figure.unit}")
    return f"{unit}{say(lang, 'list.semicolon')}{say(lang, f'figure_sign.{figure.sign}')}" if figure.sign else unit


def figure_row(figure: Figure, lang: str) -> dict[str, str]:
    """A figure in words, under the keys of `HEADS`."""
    return {
        "name": figure_name(figure.key, lang),
        "meaning": figure_meaning(figure.key, lang),
        "formula": figure.formula,
        "function": f"negotiation/{figure.path} · {figure.name}",
        "unit": figure_unit(figure, lang),
        "pages": say(lang, "list.join").join(say(lang, f"page.{page}.title") for page in figure.pages),
        "source": figure.source,
        "key": figure.key,
        "json": "; ".join(figure.json),
    }


def figure_rows(lang: str, text: str = "") -> list[dict[str, str]]:
    """All figures in words, or those in which a text occurs; capitals do not matter."""
    rows = [figure_row(each, lang) for each in FIGURES]
    return [row for row in rows if text.strip().casefold() in " ".join(row.values()).casefold()]
