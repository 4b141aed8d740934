"""Reads a register from a file: every row is read, or refused with a reason; none is lost."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from negotiation.core.field_checks import EARLIEST, LATEST
from negotiation.core.money import is_currency, minor_digits, parse_currency
from negotiation.core.problems import BadInput, Problem
from negotiation.finance.register.entry import Entry
from negotiation.finance.register.register import AMOUNTS, DATES, FIELDS, Days, Minor, Register, Texts
from negotiation.finance.register_file.cell_vocabulary import CAUSE_WORDS, CERTAINTY_WORDS, STAGE_WORDS, codes_of
from negotiation.finance.register_file.column_headings import currency_in
from negotiation.finance.register_file.column_mapping import NEEDED, Columns, ColumnsMissing, columns_of
from negotiation.finance.register_file.register_cells import (
    Fault,
    RowChecks,
    chances_in,
    half_width,
    money_in,
    new_row_checks,
    texts_in,
    words_in,
)
from negotiation.importers.table_dates import dates_in
from negotiation.importers.table_file import read_table

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 200_000
LONGEST = {each.name: each.metadata["text"] for each in dataclasses.fields(Entry) if "text" in each.metadata}


@dataclass(frozen=True, eq=False)
class RegisterReading:
    """The result of reading a file: `rows` in it = rows of the `register` + refused rows, which are counted by their
    first reason.

    `faults`: all that is wrong in the refused rows. `rounded`: amounts finer than the minor unit. `unestimated`: open
    claims without an estimate, counted as 0. `columns`: which column was read as what.
    """

    register: Register
    rows: int
    columns: Columns
    faults: tuple[Fault, ...] = ()
    refused: dict[str, int] = field(default_factory=dict)
    rounded: int = 0
    unestimated: int = 0

    @property
    def ignored(self) -> tuple[str, ...]:
        """Headings that are no column of a register."""
        return tuple(self.columns.heads[place] for place in self.columns.unread)


def read_register(
    data: bytes,
    today: date | None = None,
    currency: str = "",
    chosen: Mapping[str, int | None] | None = None,
    order: str = "",
) -> RegisterReading:
    """A register from a CSV or XLSX file, with headings and words in English or Chinese, in any order; also our own
    export.

    Required are the columns of claim number, customer, opening day and amount claimed. Defaults for empty cells: amount
    0, chance 1, stage open, cause other, recovery possible, currency that of the amounts' headings or else `currency`.
    An estimate with only a likely value has no width.

    A row is refused if a date, amount, chance, currency, stage or certainty cannot be read; an amount is negative; a
    chance is outside 0 to 100 %; low ≤ likely ≤ high does not hold; more credits are used and expired than promised; it
    was opened after `today`; a text is too long; the number or the customer is missing; or the number occurred before.
    An empty row does not count as a row. A file with more than 200,000 rows raises BadInput, one without a required
    column ColumnsMissing.

    Args:
        data: content of the file.
        today: last day on which a claim may have been opened; None for no such check.
        currency: currency code of rows that name none.
        chosen: index of the column by field; None for a field that the file does not have.
        order: order of day and month if the dates do not show it.
    """
    import pandas as pd

    table = read_table(data)
    if not isinstance(table.index, pd.RangeIndex):
        raise BadInput(Problem("not_a_table", "", "CSV"))
    if len(table) > MOST_ROWS:
        raise BadInput(Problem("too_many", "", len(table), {"high": MOST_ROWS}))
    there = columns_of(table, chosen)
    if not set(NEEDED) <= set(there.known):
        raise ColumnsMissing(there)
    empty = pd.Series([""] * len(table), dtype=str)
    plain = {name: table.iloc[:, place].fillna("").str.strip() for name, place in there.known.items()}
    blank = np.array(plain["code"] == "")
    blank[blank] = (table[blank].fillna("").map(str.strip) == "").to_numpy().all(axis=1)
    cells: dict[str, pd.Series[str]] = {name: plain.get(name, empty) for name in FIELDS}
    found = new_row_checks(cells, blank)
    columns, rounded, unestimated = _columns(found, there, data[:2] != b"PK", currency, today, order)
    repeated = pd.Series(columns["code"]).where(found.reason == "", None).duplicated(keep="first").to_numpy() & (
        found.reason == ""
    )
    found.refuse(repeated, "code_twice", "code")
    good = found.reason == ""
    counts = {str(code): int(number) for code, number in pd.Series(found.reason[~good & ~blank]).value_counts().items()}
    register = Register(**{name: columns[name][good] for name in FIELDS})
    faults = found.faults(columns["code"])
    return RegisterReading(
        register, int((~blank).sum()), there, faults, counts, int(rounded[good].sum()), int((unestimated & good).sum())
    )


def _columns(
    found: RowChecks, there: Columns, quoted: bool, currency: str, today: date | None, order: str
) -> tuple[dict[str, NDArray[Any]], NDArray[np.int64], NDArray[np.bool_]]:
    """The columns of all rows, with their faults noted; the number of rounded amounts by field; and the open claims
    without an estimate."""
    columns: dict[str, NDArray[Any]] = {}
    cells = found.cells
    for name, longest in LONGEST.items():
        text = texts_in(cells[name], quoted)
        columns[name] = text.to_numpy(dtype=object)
        if name in ("code", "customer"):
            found.refuse(text == "", f"no_{name}", name)
        found.refuse(text.str.len() > longest, "too_long", name)
        if name == "cause":
            columns[name] = words_in(text, codes_of(CAUSE_WORDS), "other")[0]
    for name, words, default in (("stage", STAGE_WORDS, "open"), ("certainty", CERTAINTY_WORDS, "possible")):
        columns[name], unknown = words_in(cells[name], codes_of(words), default)
        found.refuse(unknown, f"unknown_{name}", name)
    units = {name: currency_in(there.head(name)) for name in AMOUNTS}
    named = {unit for unit in units.values() if unit}
    columns["currency"], scale = _currencies(named.pop() if len(named) == 1 else currency, found)
    columns |= _dates(found, today, order)
    rounded = np.zeros(len(scale), np.int64)
    for name in AMOUNTS:
        columns[name], finer = money_in(name, columns["currency"], scale, found, units[name])
        rounded += finer
    columns["chance"] = chances_in("%" in there.head("chance").replace("％", "%"), found)
    unestimated = _estimates(columns, found)
    found.refuse(
        columns["used"] + columns["expired"] > columns["promised"],
        "credits_over_promised",
        "promised",
        "used",
        "expired",
    )
    return columns, rounded, unestimated & (columns["stage"] != "settled") & (columns["stage"] != "closed")


def _currencies(default: str, found: RowChecks) -> tuple[Texts, NDArray[np.float64]]:
    """The currency of each row, and the minor units in one unit of it."""
    codes = (
        found.cells["currency"]
        .map(lambda cell: parse_currency(cell) or cell.upper() if cell else default)
        .to_numpy(dtype=object)
    )
    scales = {code: 10.0 ** minor_digits(code) if is_currency(code) else 0.0 for code in set(codes.tolist())}
    scale = np.array([scales[code] for code in codes.tolist()])
    found.refuse(codes == "", "currency_missing", "currency")
    found.refuse(scale == 0.0, "unknown_currency", "currency")
    return codes, np.where(scale == 0.0, 1.0, scale)


def _dates(found: RowChecks, today: date | None, order: str) -> dict[str, Days]:
    """All dates, each in its own format. If day and month could be swapped, the other dates decide."""
    columns, why = dates_in({name: half_width(found.cells[name]) for name in DATES}, order)
    for name, column in columns.items():
        for code in ("no_such_date", "unclear_date", "no_date"):
            found.refuse(why[name] == code, code, name)
        found.refuse((column < np.datetime64(EARLIEST)) | (column > np.datetime64(LATEST)), "date_out", name)
    found.refuse(np.isnat(columns["opened"]), "no_date", "opened")
    if today is not None:
        found.refuse(columns["opened"] > np.datetime64(today), "future_date", "opened")
    return columns


def _estimates(columns: dict[str, NDArray[Any]], found: RowChecks) -> NDArray[np.bool_]:
    """Fill in empty ends of estimates, and return which rows have no estimate at all."""
    names = ("low", "likely", "high")
    given = {name: (found.cells[name] != "").to_numpy() for name in names}
    found.refuse(~given["likely"] & (given["low"] | given["high"]), "no_likely", *names)
    likely: Minor = columns["likely"]
    columns["low"] = np.where(given["low"], columns["low"], likely)
    columns["high"] = np.where(given["high"], columns["high"], likely)
    found.refuse((columns["low"] > likely) | (likely > columns["high"]), "range_falls", *names)
    return np.asarray(~given["likely"] & ~given["low"] & ~given["high"])
