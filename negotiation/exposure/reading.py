"""A register from a file: every row of it is read, or refused with a reason; none is lost."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from negotiation.exposure.cells import Sieve, chances_in, money_in, narrow, sieve, texts_in, words_in
from negotiation.exposure.entry import Entry
from negotiation.exposure.heads import CAUSE_WORDS, CERTAINTY_WORDS, CURRENCY_WORDS, HEADS, STAGE_WORDS, codes_of
from negotiation.exposure.register import AMOUNTS, DATES, FIELDS, Days, Minor, Register, Texts
from negotiation.intake import Refusal, columns_in, days_in, read_table, refusals_of
from negotiation.units import BadInput, Problem, is_currency, minor_digits
from negotiation.units.checks import EARLIEST, LATEST

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 200_000
NEEDED = ("code", "customer", "opened", "claimed")
LONGEST = {each.name: each.metadata["text"] for each in dataclasses.fields(Entry) if "text" in each.metadata}


@dataclass(frozen=True, eq=False)
class Reading:
    """What became of a file: `rows` in it = rows of the `register` + refused ones, which are counted by reason and listed.

    `rounded`: amounts finer than the minor unit. `unestimated`: open claims for which nobody gave an estimate, counted with 0.
    `ignored`: heads that are no column of a register.
    """

    register: Register
    rows: int
    refusals: tuple[Refusal, ...] = ()
    refused: dict[str, int] = field(default_factory=dict)
    rounded: int = 0
    unestimated: int = 0
    ignored: tuple[str, ...] = ()


def read_register(data: bytes, today: date | None = None, currency: str = "") -> Reading:
    """A register from a CSV or XLSX file; heads and words in English or Chinese, in any order, and those of our own export.

    Needed are the columns of claim number, customer, day of opening and amount claimed. Where a cell is empty: an amount is 0, a chance 1,
    the stage open, the cause other, a recovery possible, the currency that of `currency`; an estimate with a likely value only has no
    width. A row is refused where a date, amount, chance, currency, stage or certainty cannot be read, an amount is negative, a chance
    outside 0 to 100 %, low ≤ likely ≤ high does not hold, more credits are used and expired than promised, it was opened after `today`,
    a text is too long, the number or the customer is missing, or the number stood before. A row without anything in it is no row. A file
    without a needed column, or with more than 200,000 rows raises BadInput.
    """
    import pandas as pd

    table = read_table(data)
    if not isinstance(table.index, pd.RangeIndex):
        raise BadInput(Problem("not_a_table", "", "CSV"))
    if len(table) > MOST_ROWS:
        raise BadInput(Problem("too_many", "", len(table), {"high": MOST_ROWS}))
    places = columns_in(table.columns, HEADS)
    heads = [str(each) for each in table.columns]
    for needed in (name for name in NEEDED if name not in places):
        raise BadInput(Problem("no_column", "", HEADS[needed][0].replace("_", " "), {"choices": tuple(heads[:12])}))
    empty = pd.Series([""] * len(table), dtype=str)
    plain = {name: table.iloc[:, place].fillna("").str.strip() for name, place in places.items()}
    blank = np.array(plain["code"] == "")
    blank[blank] = (table[blank].fillna("").map(str.strip) == "").to_numpy().all(axis=1)
    cells: dict[str, pd.Series[str]] = {name: plain.get(name, empty) for name in FIELDS}
    found = sieve(len(table))
    found.reason[blank] = "blank"
    percent = "chance" in places and "%" in heads[places["chance"]].replace("％", "%")
    columns, rounded, unestimated = _columns(cells, found, data[:2] != b"PK", percent, currency, today)
    good = found.reason == ""
    repeated = pd.Series(columns["code"]).where(good, None).duplicated(keep="first").to_numpy() & good
    found.refuse(repeated, "code_twice")
    good, found.reason[blank] = found.reason == "", ""
    listed, counts = refusals_of(found.reason, pd.Series(columns["code"]), pd.Series(found.cell))
    register = Register(**{name: columns[name][good] for name in FIELDS})
    ignored = tuple(head for place, head in enumerate(heads) if place not in places.values() and head and not head.startswith("Unnamed:"))
    return Reading(register, int((~blank).sum()), listed, counts, int(rounded[good].sum()), int((unestimated & good).sum()), ignored)


def _columns(
    cells: dict[str, pd.Series[str]], found: Sieve, quoted: bool, percent: bool, currency: str, today: date | None
) -> tuple[dict[str, NDArray[Any]], NDArray[np.int64], NDArray[np.bool_]]:
    """The columns of all rows, what is wrong with them noted; how many amounts of each were rounded, and which open claims have no estimate."""
    columns: dict[str, NDArray[Any]] = {}
    for name, longest in LONGEST.items():
        text = texts_in(cells[name], quoted)
        columns[name] = text.to_numpy(dtype=object)
        if name in ("code", "customer"):
            found.refuse(text == "", f"no_{name}")
        found.refuse(text.str.len() > longest, "too_long", cells[name])
        if name == "cause":
            columns[name] = words_in(text, codes_of(CAUSE_WORDS), "other")[0]
    for name, words, default in (("stage", STAGE_WORDS, "open"), ("certainty", CERTAINTY_WORDS, "possible")):
        columns[name], unknown = words_in(cells[name], codes_of(words), default)
        found.refuse(unknown, f"unknown_{name}", cells[name])
    columns["currency"], scale = _currencies(cells["currency"], currency, found)
    columns |= _dates({name: cells[name] for name in DATES}, found, today)
    rounded = np.zeros(len(scale), np.int64)
    for name in AMOUNTS:
        columns[name], finer = money_in(cells[name], columns["currency"], scale, found)
        rounded += finer
    columns["chance"] = chances_in(cells["chance"], percent, found)
    unestimated = _estimates(columns, cells, found)
    found.refuse(columns["used"] + columns["expired"] > columns["promised"], "credits_over_promised", cells["promised"])
    return columns, rounded, unestimated & (columns["stage"] != "settled") & (columns["stage"] != "closed")


def _currencies(cells: pd.Series[str], default: str, found: Sieve) -> tuple[Texts, NDArray[np.float64]]:
    codes, _ = words_in(cells, codes_of(CURRENCY_WORDS), default)
    upper = np.array([code.upper() for code in codes.tolist()], dtype=object)
    scales = {code: 10.0 ** minor_digits(code) if is_currency(code) else 0.0 for code in set(upper.tolist())}
    scale = np.array([scales[code] for code in upper.tolist()])
    found.refuse(upper == "", "currency_missing")
    found.refuse(scale == 0.0, "unknown_currency", cells)
    return upper, np.where(scale == 0.0, 1.0, scale)


def _dates(cells: dict[str, pd.Series[str]], found: Sieve, today: date | None) -> dict[str, Days]:
    """All dates in the one way of writing that fits most of the file."""
    import pandas as pd

    text = pd.concat([narrow(each) for each in cells.values()], ignore_index=True)
    written = (text != "").to_numpy()
    days = np.full(len(text), np.datetime64("NaT", "D"))
    if written.any():
        days[written] = days_in(text[written])[0]
    columns: dict[str, Days] = dict(zip(cells, np.split(days, len(cells)), strict=True))
    for name, column in columns.items():
        needed = (cells[name] != "").to_numpy() | (name == "opened")
        found.refuse(np.isnat(column) & needed, "no_date", cells[name])
        found.refuse((column < np.datetime64(EARLIEST)) | (column > np.datetime64(LATEST)), "date_out", cells[name])
    if today is not None:
        found.refuse(columns["opened"] > np.datetime64(today), "future_date", cells["opened"])
    return columns


def _estimates(columns: dict[str, NDArray[Any]], cells: dict[str, pd.Series[str]], found: Sieve) -> NDArray[np.bool_]:
    """Fill in the ends that were left empty; which rows have no estimate at all."""
    given = {name: (cells[name] != "").to_numpy() for name in ("low", "likely", "high")}
    found.refuse(~given["likely"] & (given["low"] | given["high"]), "no_likely")
    likely: Minor = columns["likely"]
    columns["low"] = np.where(given["low"], columns["low"], likely)
    columns["high"] = np.where(given["high"], columns["high"], likely)
    found.refuse((columns["low"] > likely) | (likely > columns["high"]), "range_falls", cells["likely"])
    return np.asarray(~given["likely"] & ~given["low"] & ~given["high"])
