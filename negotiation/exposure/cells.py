"""The cells of a register's file, a column at a time: texts, amounts and chances as people write them, and what cannot be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from negotiation.exposure.register import half_up
from negotiation.intake import amounts_in, one_line
from negotiation.units import MONEY

if TYPE_CHECKING:
    import pandas as pd

RISKY = re.compile(r"^'*[=+\-−@＝＋－＠|%]")
"""A text that needs one more apostrophe before it in a CSV file, so that no spreadsheet takes it for a formula."""

AMOUNT = r"^[(\-−]?\s*(?:[A-Za-z]{1,4}\$?|[$€£¥])?\s*[\-−]?\s*\d[\d.,'’ ]*(?:e[+\-]?\d+)?\s*(?:[A-Za-z]{3}|[$€£¥元])?\s*\)?$"
"""One number, perhaps with a currency; anything else around it is no amount."""

THOUSANDS_OR_NOT = r"^[(\-−]?\s*\D*[1-9]\d{0,2}\.\d{3}\D*$"
"""1.234 is one thousand or one and a bit, depending on who wrote it."""


@dataclass
class Sieve:
    """Which rows of a file are refused: the first reason found for each and the cell that was wrong."""

    reason: NDArray[np.object_]
    cell: NDArray[np.object_]

    def refuse(self, where: Any, code: str, cells: Any = None) -> None:
        """Refuse rows that are not refused yet."""
        places = (self.reason == "") & np.asarray(where, dtype=bool)
        self.reason[places] = code
        if cells is not None:
            self.cell[places] = np.asarray(cells, dtype=object)[places]


def sieve(rows: int) -> Sieve:
    """Nothing refused yet."""
    return Sieve(np.full(rows, "", dtype=object), np.full(rows, "", dtype=object))


def texts_in(column: pd.Series[str], unquote: bool) -> pd.Series[str]:
    """Texts in one line; `unquote` takes off the apostrophe that keeps a text of a CSV file from becoming a formula."""
    plain = column.map(one_line)
    return plain.map(lambda text: text[1:] if text.startswith("'") and RISKY.match(text) else text) if unquote else plain


def narrow(column: pd.Series[str]) -> pd.Series[str]:
    """Figures and dates with full-width signs made narrow."""
    return column if column.map(str.isascii).all() else column.str.normalize("NFKC").str.strip()


def money_in(column: pd.Series[str], currency: NDArray[np.object_], scale: NDArray[np.float64], found: Sieve) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Amounts in minor units, an empty cell as 0; and which were finer than that and had to be rounded.

    Refused: what is no amount, what may be read in two ways, a negative amount, more than 10¹², and a currency written beside the
    amount that is not that of the row.
    """
    import pandas as pd

    text = narrow(column)
    empty = (text == "").to_numpy()
    values = np.where(empty, 0.0, amounts_in(text))
    plain = pd.to_numeric(text, errors="coerce").to_numpy(dtype=float)
    odd = ~empty & np.isnan(plain)
    wrong, unclear, mark = ~empty & np.isnan(values), odd | ((plain >= 1.0) & (plain < 1_000.0)), np.full(len(text), "", dtype=object)
    wrong[odd] |= ~text[odd].str.match(AMOUNT, case=False).to_numpy(dtype=bool)
    unclear[unclear] = text[unclear].str.match(THOUSANDS_OR_NOT).to_numpy(dtype=bool)
    mark[odd] = text[odd].str.extract(r"([A-Za-z]{3})", expand=False).fillna("").str.upper().to_numpy(dtype=object)
    found.refuse(wrong, "no_amount", column)
    found.refuse((scale < 1_000.0) & unclear, "unclear_amount", column)
    found.refuse((mark != "") & (mark != currency), "other_currency", column)
    found.refuse(values < 0.0, "negative", column)
    found.refuse(values > MONEY.high, "too_much", column)
    minor = np.clip(np.nan_to_num(values), 0.0, MONEY.high) * scale
    return half_up(minor), np.abs(minor - np.rint(minor)) > 1e-4


def chances_in(column: pd.Series[str], percent: bool, found: Sieve) -> NDArray[np.float64]:
    """Chances from 0 to 1, an empty cell as 1: "75%" and 0.75 are the same, and so is 75 where the head says per cent.

    Refused: what is no number, what lies outside 0 to 100 %, and a number above 1 that nothing says to be per cent.
    """
    import pandas as pd

    text = narrow(column)
    empty = (text == "").to_numpy()
    signed = text.str.endswith("%").to_numpy()
    plain = text.str.rstrip("%").str.strip().str.replace(r"^(\d+),(\d+)$", r"\1.\2", regex=True)
    known = pd.to_numeric(plain, errors="coerce").notna().to_numpy()
    values = np.ones(len(text))
    values[known] = [float(each) for each in plain[known]]
    values = np.where((signed | percent) & ~empty, values / 100.0, values)
    found.refuse(~known & ~empty, "no_chance", column)
    found.refuse(~((values >= 0.0) & (values <= np.where(signed | percent, 1.0, 100.0))), "chance_out", column)
    found.refuse(values > 1.0, "chance_over_one", column)
    return values


def words_in(column: pd.Series[str], known: dict[str, str], default: str) -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
    """The codes that the words of a column stand for, an empty cell as the default; and which words are not known (left as they are)."""
    codes = column.str.lower().map(known)
    unknown = codes.isna().to_numpy() & (column != "").to_numpy()
    return codes.where(~codes.isna(), column).where(column != "", default).to_numpy(dtype=object), unknown
