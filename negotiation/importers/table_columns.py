"""Columns of a table as people write them: recognised headings, dates in a usual format, amounts, and rows that are
refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

SHOWN = 1_000
"""Number of refusals that are listed one by one. The rest is counted."""

FORMATS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%Y年%m月%d日")
"""Date formats. The first that fits nearly all rows is used for the whole file."""


@dataclass(frozen=True)
class Refusal:
    """One row that was refused: its number in the file (the headings are row 1), the reason, and its text."""

    row: int
    code: str
    value: str


def columns_in(heads: Iterable[object], known: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Index of each column that has a recognised heading. No column is used twice."""
    plain = [re.sub(r"[\s\-]+", "_", str(head).strip().lower()) for head in heads]
    found: dict[str, int] = {}
    for name, written in known.items():
        place = next((plain.index(each) for each in written if each in plain), None)
        if place is not None and place not in found.values():
            found[name] = place
    return found


def one_line(text: str) -> str:
    """A table text on one line: runs of blanks and line ends become one blank, and invisible characters are removed.

    >>> one_line("  two\\n lines\\u200b ")
    'two lines'
    """
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join("".join(sign for sign in text if sign.isprintable() or sign.isspace()).split())


def days_in(text: pd.Series[str]) -> tuple[NDArray[np.datetime64], str]:
    """Dates in the one format that reads most rows. Day before month if both formats fit equally and no day is above
    12."""
    sample = text.iloc[:: max(len(text) // 5_000, 1)].str.slice(0, 11)
    scores = {
        written: int(
            pd.to_datetime(sample.str.slice(0, 10 if "年" not in written else 11), format=written, errors="coerce")
            .notna()
            .sum()
        )
        for written in FORMATS
    }
    best = max(FORMATS, key=lambda written: scores[written])
    cut = text.str.slice(0, 8 if best == "%Y%m%d" else 11 if "年" in best else 10)
    read = pd.to_datetime(cut, format=best, errors="coerce")
    return read.to_numpy().astype("datetime64[D]"), best


def amounts_in(text: pd.Series[str]) -> NDArray[np.float64]:
    """Amounts with thousands separators, a decimal comma, a currency sign, or brackets for negatives; NaN if there is
    no amount."""
    plain = pd.to_numeric(text, errors="coerce")
    odd = plain.isna() & (text != "")
    if odd.any():
        cleaned = text[odd].str.replace(r"[^\d,.\-()−]", "", regex=True).str.replace("−", "-")
        negative = cleaned.str.startswith("(") | cleaned.str.startswith("-")
        cleaned = cleaned.str.replace(r"[()\-]", "", regex=True)
        comma = cleaned.str.match(r"^(\d{1,3}(\.\d{3})*|\d+),\d{1,2}$")
        cleaned = cleaned.where(~comma, cleaned.str.replace(".", "").str.replace(",", ".")).str.replace(",", "")
        plain[odd] = pd.to_numeric(cleaned, errors="coerce") * np.where(negative, -1.0, 1.0)
    values = plain.to_numpy(dtype=float)
    return np.where(np.isfinite(values), values, np.nan)


def refusals_of(reason: NDArray[np.object_], *shown: pd.Series[str]) -> tuple[tuple[Refusal, ...], dict[str, int]]:
    """The refused rows, the first ones listed with the text of the shown columns, and the number of refusals for each
    reason.

    An empty reason means not refused.
    """
    places = np.flatnonzero(reason != "")
    first = places[:SHOWN]
    cells = [column.iloc[first].astype(str).str.slice(0, 20) for column in shown]
    texts = [" · ".join(row) for row in zip(*cells, strict=True)]
    listed = tuple(Refusal(int(place) + 2, str(reason[place]), text) for place, text in zip(first, texts, strict=True))
    return listed, {str(code): int(number) for code, number in pd.Series(reason[places]).value_counts().items()}
