"""What all sheets of the workbook share: formats, cells that never take a text for a formula, and where the columns
of a table stand."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from negotiation.i18n.catalogue import say

INK, QUIET, ACCENT, BLUE, LINE, BAND, PALE, BEST = (
    "#1F2A37",
    "#6B7680",
    "#1F3A5F",
    "#0000FF",
    "#C9D1D9",
    "#EDF1F5",
    "#F3F7FF",
    "#E2F2EC",
)
ADVERSE, FAVOURABLE, GREY = "#D55E00", "#009E73", "#9AA3AD"
FONTS = {"en": "Calibri", "zh": "Microsoft YaHei"}
LONGEST_CELL = 32_000
FIRST_DAY = date(1899, 12, 30)
"""Day 0 of a spreadsheet's dates."""

UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold, or holds only escaped."""

LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": ACCENT},
    "verdict": {"bold": True, "font_size": 12, "text_wrap": True, "valign": "vcenter", "bg_color": BEST, "indent": 1},
    "quiet": {"font_color": QUIET, "font_size": 9},
    "indented": {"indent": 1},
    "note": {"font_color": QUIET, "font_size": 9, "text_wrap": True, "valign": "top"},
    "head": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": ACCENT,
        "text_wrap": True,
        "valign": "vcenter",
        "border": 1,
        "border_color": LINE,
    },
    "centred": {"align": "center"},
    "right": {"align": "right"},
    "left": {"align": "left"},
    "section": {"bold": True, "font_color": ACCENT, "bg_color": BAND, "bottom": 1, "bottom_color": LINE},
    "cell": {"bottom": 1, "bottom_color": LINE, "valign": "vcenter"},
    "wrap": {"text_wrap": True, "valign": "top"},
    "folded": {"text_wrap": True},
    "bold": {"bold": True},
    "input": {"font_color": BLUE, "bg_color": PALE},
    "plain": {"font_color": QUIET, "italic": True},
    "total": {"bold": True, "top": 1, "bottom": 1, "bg_color": BAND},
}
COUNTS = {
    "number": "General",
    "whole": "#,##0",
    "days": "#,##0.00",
    "share": "0.0%;[Red]-0.0%",
    "fine": "0.00%;[Red]-0.00%",
    "factor": "0.000000",
}


def shown(text: str) -> str:
    """A text as a cell may show it: no signs that XML cannot hold, never taken for markup, not longer than a cell."""
    plain = UNREADABLE.sub("", text)[:LONGEST_CELL]
    return f" {plain}" if plain.startswith("<r>") else plain


def cut(text: str, longest: int) -> str:
    """A text for a narrow place: its beginning, with an ellipsis where something is left out."""
    plain = " ".join(shown(text).split())
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"


def quoted(text: str) -> str:
    """Our own words as a text inside a formula."""
    return '"' + text.replace('"', '""') + '"'


def serial(day: date) -> float:
    """A date as a spreadsheet counts it."""
    return float((day - FIRST_DAY).days)


def letter(column: int) -> str:
    """The letters of a column, from 0.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    return (letter(column // 26 - 1) if column >= 26 else "") + chr(65 + column % 26)


class Exact(float):
    """A number that is written in all its digits: sixteen of them, which is what XlsxWriter writes, are one too few
    for some."""

    def __format__(self, form: str) -> str:
        return repr(float(self))


class Paper:
    """A workbook that is being written: its formats, each made once, and its sheets by key."""

    def __init__(self, book: Any, lang: str, currency: str, digits: int) -> None:
        self.book, self.lang, self.currency, self.digits = book, lang, currency, digits
        decimals = "." + "0" * digits if digits else ""
        money = f"#,##0{decimals};[Red]-#,##0{decimals}"
        day = "d mmm yyyy" if lang == "en" else 'yyyy"年"m"月"d"日"'
        self.numbers = COUNTS | {"money": money, "precise": "#,##0.00####;[Red]-#,##0.00####", "date": day}
        self.base = {"font_name": FONTS[lang], "font_size": 10, "font_color": INK}
        self._styles: dict[tuple[str, ...], Any] = {}

    def style(self, *names: str) -> Any:
        """The format that several looks, and one kind of number, make together."""
        if names not in self._styles:
            properties = dict(self.base)
            for name in names:
                properties |= LOOKS[name] if name in LOOKS else {"num_format": self.numbers[name]}
            self._styles[names] = self.book.add_format(properties)
        return self._styles[names]

    def sheet(self, key: str) -> Sheet:
        """A new sheet, by the key of its name."""
        return self.page(sheet_name(key, self.lang))

    def page(self, name: str) -> Sheet:
        """A new sheet. Its formulas go out as they are: XlsxWriter's search of each for functions newer than 2007
        takes half of the time."""
        page = self.book.add_worksheet(name)
        page._prepare_formula = _as_it_is
        return Sheet(self, page, name)


def _as_it_is(formula: str, *_: bool) -> str:
    return formula.removeprefix("=")


def sheet_name(key: str, lang: str) -> str:
    """The name of a sheet in a language."""
    return say(lang, f"book.sheet_{key}")


@dataclass(frozen=True)
class Sheet:
    """One sheet. Rows count from 1, as a reader counts them; columns from 0."""

    paper: Paper
    page: Any
    name: str

    def text(self, row: int, column: int, text: str, *looks: str) -> None:
        """A text, whatever it looks like: never a formula, a link or a number."""
        self.page.write_string(row - 1, column, shown(text), self.paper.style(*looks))

    def number(self, row: int, column: int, value: float, *looks: str) -> None:
        """A number; one that is not finite stands as a dash."""
        if math.isfinite(value):
            self.page.write_number(row - 1, column, Exact(value), self.paper.style(*looks))
        else:
            self.page.write_string(row - 1, column, "–", self.paper.style(*looks, "right"))

    def formula(self, row: int, column: int, formula: str, value: float | str, *looks: str) -> None:
        """A formula with the value that it has now."""
        known = value if isinstance(value, str) else float(value) + 0.0 if math.isfinite(value) else "#NUM!"
        self.page.write_formula(row - 1, column, formula, self.paper.style(*looks), known)

    def wide(self, row: int, columns: tuple[int, int], text: str, *looks: str, height: float = 0.0) -> None:
        """A text over several columns, in a row of a height of its own."""
        style = self.paper.style(*looks)
        self.page.merge_range(row - 1, columns[0], row - 1, columns[1], "", style)
        self.page.write_string(row - 1, columns[0], shown(text), style)
        if height:
            self.page.set_row(row - 1, height)

    def heads(self, row: int, texts: list[str], height: float = 32.0) -> None:
        """The heads of a table."""
        self.page.set_row(row - 1, height)
        for column, text in enumerate(texts):
            self.text(row, column, text, "head", "centred")

    def without_warnings(self) -> None:
        """No green corners: texts that look like numbers are meant, and formulas differ where the arithmetic does."""
        every = "A1:XFD1048576"
        self.page.ignore_errors({"number_stored_as_text": every, "formula_differs": every, "formula_range": every})

    def print_on(self, stamp: str, repeated: int, pages: int = 1, tall: int = 0) -> None:
        """How the sheet is printed: so many pages wide and high (0: as it comes), its heads on every page, the stamp
        and the page number below."""
        self.page.set_landscape()
        self.page.set_paper(9)
        self.page.fit_to_pages(pages, tall)
        if pages > 1:
            self.page.repeat_columns(0, 2)
        self.page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
        self.page.repeat_rows(repeated - 1)
        self.page.set_footer(f"&L&8{stamp.replace('&', '&&')[:200]}&R&8&A · &P / &N")


@dataclass(frozen=True)
class Table:
    """Where a table stands: its sheet, the row of its first line, the keys of its columns, how many lines it has."""

    sheet: str
    top: int
    keys: tuple[str, ...]
    lines: int
    places: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.places.update({key: letter(column) for column, key in enumerate(self.keys)})

    @property
    def last(self) -> int:
        """The row of its last line; a table without lines has one that is empty, so that ranges exist."""
        return self.top + max(self.lines, 1) - 1

    def here(self, row: int) -> dict[str, str]:
        """The cells of one row by key, as formulas on the same sheet name them."""
        return {key: f"${column}{row}" for key, column in self.places.items()}

    def there(self, row: int) -> dict[str, str]:
        """The cells of one row by key, as formulas on other sheets name them."""
        return {key: f"'{self.sheet}'!${column}${row}" for key, column in self.places.items()}

    def columns(self, prefix: str = "") -> dict[str, str]:
        """The whole columns by key, as formulas on other sheets name them."""
        return {
            f"{prefix}{key}": f"'{self.sheet}'!${column}${self.top}:${column}${self.last}"
            for key, column in self.places.items()
        }


def height_of(text: str, width: float, line: float = 14.0) -> float:
    """How high a row must be for a text in a cell of so many characters; a Chinese sign takes two."""
    lines = sum(
        max(1, math.ceil(sum(2.0 if ord(sign) > 0x2E80 else 1.0 for sign in part) / max(width, 1.0)))
        for part in text.split("\n")
    )
    return min(line * lines + 4.0, 400.0)
