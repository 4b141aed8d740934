"""The cells of a register's file, one column at a time: texts, amounts and chances as people write them, and unreadable
cells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from negotiation.core.fields import MONEY
from negotiation.core.money import parse_currency
from negotiation.finance.register.register import round_half_up
from negotiation.finance.register_file.cell_vocabulary import plain_word
from negotiation.importers.table_columns import SHOWN, amounts_in, one_line

if TYPE_CHECKING:
    import pandas as pd

RISKY = re.compile(r"^'*[=+\-−@＝＋－＠|%]")
"""A text that needs an apostrophe before it in a CSV file, so that no spreadsheet reads it as a formula."""

NAMED = "人民币|[美欧日港]元|英镑"
AMOUNT = (
    rf"^[(\-−]?\s*(?:[A-Za-z]{{1,4}}\$?|[$€£¥]|{NAMED})?\s*[\-−]?\s*\d[\d.,'’ ]*(?:e[+\-]?\d+)"
    rf"?\s*(?:[A-Za-z]{{3}}|[$€£¥元]|{NAMED})?\s*\)?$"
)
"""One number, perhaps with a currency. With any other text around it, it is no amount."""

MARK = rf"([A-Za-z]{{3}}|US\$|HK\$|[€£]|{NAMED})"
"""A currency beside an amount. $, ¥ and 元 alone do not contradict the row's currency."""

BLANK = "blank"
LONGEST_SHOWN = 60

THOUSANDS_OR_NOT = r"^[(\-−]?\s*\D*[1-9]\d{0,2}\.\d{3}\D*$"
"""Ambiguous numbers: 1.234 is either about one thousand or a little more than one."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in a row: its number in the file (the headings are row 1), the claim, the reason code,
    the fields, and the text."""

    row: int
    claim: str
    code: str
    fields: tuple[str, ...]
    value: str


@dataclass
class RowChecks:
    """Which rows of a file are refused: the first reason found for each, and everything that is wrong, each field
    once."""

    cells: Mapping[str, pd.Series[str]]
    reason: NDArray[np.object_]
    wrong: dict[str, NDArray[np.bool_]]
    found: list[tuple[str, tuple[str, ...], NDArray[np.int64]]] = field(default_factory=list)

    def refuse(self, where: Any, code: str, *fields: str) -> None:
        """Refuse rows for one or several fields, except empty rows and rows in which one of these fields was already
        wrong."""
        places = np.asarray(where, dtype=bool) & (self.reason != BLANK)
        for name in fields:
            places &= ~self.wrong[name]
        for name in fields:
            self.wrong[name] |= places
        self.reason[places & (self.reason == "")] = code
        if places.any():
            self.found.append((code, fields, np.flatnonzero(places)))

    def faults(self, claims: NDArray[np.object_]) -> tuple[Fault, ...]:
        """Everything that is wrong, by row, for the first 1,000 refused rows."""
        rows = np.unique(np.concatenate([places for *_, places in self.found])) if self.found else np.zeros(0, np.int64)
        last = int(rows[:SHOWN][-1]) if rows.size else -1
        listed = [
            Fault(int(place) + 2, str(claims[place])[:LONGEST_SHOWN], code, fields, self._shown(int(place), fields))
            for code, fields, places in self.found
            for place in places[places <= last]
        ]
        return tuple(sorted(listed, key=lambda each: each.row))

    def _shown(self, place: int, fields: tuple[str, ...]) -> str:
        written = [one_line(str(self.cells[name].iloc[place]))[:LONGEST_SHOWN] for name in fields]
        return " / ".join(each or "–" for each in written) if len(written) > 1 else written[0]


def new_row_checks(cells: Mapping[str, pd.Series[str]], blank: NDArray[np.bool_]) -> RowChecks:
    """Checks with nothing refused yet. Empty rows are ignored."""
    return RowChecks(
        cells, np.where(blank, BLANK, "").astype(object), {name: np.zeros(len(blank), bool) for name in cells}
    )


def texts_in(column: pd.Series[str], unquote: bool) -> pd.Series[str]:
    """Texts on one line. `unquote` removes the apostrophe that keeps a text of a CSV file from becoming a formula."""
    plain = column.map(one_line)
    return (
        plain.map(lambda text: text[1:] if text.startswith("'") and RISKY.match(text) else text) if unquote else plain
    )


def half_width(column: pd.Series[str]) -> pd.Series[str]:
    """Figures and dates with full-width signs made plain."""
    return column if column.map(str.isascii).all() else column.str.normalize("NFKC").str.strip()


def money_in(
    name: str, currency: NDArray[np.object_], scale: NDArray[np.float64], found: RowChecks, unit: str = ""
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Amounts in minor units (0 for an empty cell), and which of them were finer than that and had to be rounded.

    Refused: what is no amount, an ambiguous number, a negative amount, more than 10¹², and a currency beside the amount
    or in its heading that is not that of the row.

    Args:
        name: the field.
        currency: currency code of each row.
        scale: minor units in one unit of each row's currency.
        found: checks of the rows; refused rows are added to them.
        unit: currency that the column's heading names; empty if none.
    """
    import pandas as pd

    text = half_width(found.cells[name])
    empty = (text == "").to_numpy()
    values = np.where(empty, 0.0, amounts_in(text))
    plain = pd.to_numeric(text, errors="coerce").to_numpy(dtype=float)
    odd = ~empty & np.isnan(plain)
    wrong, unclear, mark = (
        ~empty & np.isnan(values),
        odd | ((plain >= 1.0) & (plain < 1_000.0)),
        np.full(len(text), "", dtype=object),
    )
    wrong[odd] |= ~text[odd].str.match(AMOUNT, case=False).to_numpy(dtype=bool)
    unclear[unclear] = text[unclear].str.match(THOUSANDS_OR_NOT).to_numpy(dtype=bool)
    mark[odd] = (
        text[odd]
        .str.extract(MARK, expand=False)
        .fillna("")
        .map(lambda each: parse_currency(each) or each.upper())
        .to_numpy(dtype=object)
    )
    mark = np.where((mark == "") & (values != 0.0), unit, mark)
    found.refuse(wrong, "no_amount", name)
    found.refuse((scale < 1_000.0) & unclear, "unclear_amount", name)
    found.refuse((mark != "") & (mark != currency) & ~found.wrong["currency"], "other_currency", name)
    found.refuse(values < 0.0, "negative", name)
    found.refuse(values > MONEY.high, "too_much", name)
    minor = np.clip(np.nan_to_num(values), 0.0, MONEY.high) * scale
    return round_half_up(minor), np.abs(minor - np.rint(minor)) > 1e-4


def chances_in(percent: bool, found: RowChecks) -> NDArray[np.float64]:
    """Chances from 0 to 1, 1 for an empty cell. "75%" and 0.75 are the same, and so is 75 if the heading says per cent.

    Refused: what is no number, what lies outside 0 to 100 %, and a number above 1 without any mark of per cent.
    """
    import pandas as pd

    text = half_width(found.cells["chance"])
    empty = (text == "").to_numpy()
    signed = text.str.endswith("%").to_numpy()
    plain = text.str.rstrip("%").str.strip().str.replace(r"^(\d+),(\d+)$", r"\1.\2", regex=True)
    known = pd.to_numeric(plain, errors="coerce").notna().to_numpy()
    values = np.ones(len(text))
    values[known] = [float(each) for each in plain[known]]
    values = np.where((signed | percent) & ~empty, values / 100.0, values)
    found.refuse(~known & ~empty, "no_chance", "chance")
    found.refuse(~((values >= 0.0) & (values <= np.where(signed | percent, 1.0, 100.0))), "chance_out", "chance")
    found.refuse(values > 1.0, "chance_over_one", "chance")
    return values


def words_in(
    column: pd.Series[str], known: dict[str, str], default: str
) -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
    """The codes that the words of a column mean (the default for an empty cell), and which words are unknown (left
    unchanged)."""
    codes = column.map({word: known.get(plain_word(word)) for word in column.unique()})
    unknown = codes.isna().to_numpy() & (column != "").to_numpy()
    return codes.where(~codes.isna(), column).where(column != "", default).to_numpy(dtype=object), unknown
