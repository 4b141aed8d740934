"""Dated exchange rates: read row by row, looked up on or before a day; every line is converted once, to the cent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from negotiation.core.money import is_currency, parse_currency
from negotiation.core.problems import BadInput, Problem
from negotiation.importers.table_columns import Refusal, columns_in, days_in, refusals_of
from negotiation.importers.table_file import read_table

MOST_ROWS = 200_000
OLDEST = 35
"""Most days that a rate may be old. A table with one rate a month is enough."""

SMALLEST, LARGEST = 1e-9, 1e9
PLACES = 15
"""Decimals of a rate that count, so that conversion is in whole numbers."""

HEADS = {
    "date": ("date", "day", "on", "日期", "汇率日期"),
    "currency": ("currency", "code", "from", "币种", "货币", "外币"),
    "worth": ("worth", "rate", "exchange_rate", "value", "汇率", "折算率", "中间价"),
}
"""Column headings that are recognised, in lower case."""

IN_CURRENCY = r"[\s_]in[\s_]([A-Za-z]{3})$"
"""Pattern of the end of a heading that names the currency of the rates: worth_in_usd."""


@dataclass(frozen=True, eq=False)
class ExchangeRates:
    """`worth` of one unit of each `currency` in the `reporting` currency from `day` on, sorted by currency and day; and
    the rows refused."""

    reporting: str
    day: NDArray[np.datetime64]
    currency: NDArray[np.str_]
    worth: NDArray[np.float64]
    refusals: tuple[Refusal, ...] = ()
    refused: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class RatesOn:
    """The rate of each line: `worth` (NaN: no usable rate), its `day` (NaT for the reporting currency), and the
    problems by currency."""

    worth: NDArray[np.float64]
    day: NDArray[np.datetime64]
    problems: tuple[Problem, ...]


def exchange_rates(reporting: str, rows: list[tuple[date, str, float]]) -> ExchangeRates:
    """Rates from rows of day, currency and worth. A row that a file would have refused raises BadInput.

    >>> found = rates_on_day(exchange_rates("USD",
    ...     [(date(2026, 1, 1), "EUR", 1.10), (date(2026, 2, 1), "EUR", 1.20)]), ["EUR", "USD"], date(2026, 1, 31))
    >>> found.worth.tolist(), str(found.day[0])
    ([1.1, 1.0], '2026-01-01')
    """
    for number, (_, code, worth) in enumerate(rows):
        if not is_currency(code) or code == reporting:
            raise BadInput(Problem("not_a_currency", f"rates[{number}].currency", code))
        if not SMALLEST <= worth <= LARGEST:
            raise BadInput(Problem("out_of_range", f"rates[{number}].worth", worth, {"low": SMALLEST, "high": LARGEST}))
    days, codes, worths = zip(*rows, strict=True) if rows else ((), (), ())
    return _sorted(
        reporting, np.array(days, dtype="datetime64[D]"), np.array(codes, dtype=str), np.array(worths, dtype=float)
    )


def read_rates(data: bytes, reporting: str, today: date) -> ExchangeRates:
    """Rates from a CSV or XLSX file with a date, a currency, and the worth of one unit of it in the `reporting`
    currency.

    A row is refused if its date cannot be read or lies ahead; if its currency is unknown or the reporting one; if its
    rate cannot be read (`1,234` is ambiguous) or is not above 0; or if its day and currency occurred before. A file
    without the columns, without a readable row, or with more than 200,000 rows raises BadInput.
    """
    table = read_table(data)
    if len(table) > MOST_ROWS:
        raise BadInput(Problem("too_many", "", len(table), {"high": MOST_ROWS}))
    columns = columns_in([re.sub(IN_CURRENCY, "", str(head).strip()) for head in table.columns], HEADS)
    for needed in HEADS:
        if needed not in columns:
            raise BadInput(Problem("no_column", "", needed, {"choices": tuple(map(str, table.columns[:12]))}))
    text = {name: table.iloc[:, place].str.strip() for name, place in columns.items()}
    days, worth = days_in(text["date"])[0], _decimals(text["worth"])
    codes = text["currency"].map(lambda written: parse_currency(written) or written.upper())
    reason = np.full(len(table), "", dtype=object)

    def refuse(where: NDArray[np.bool_], code: str) -> None:
        reason[(reason == "") & where] = code

    refuse(np.isnat(days), "no_date")
    refuse(days > np.datetime64(today), "future_date")
    refuse(~codes.isin([code for code in codes.unique() if is_currency(str(code))]).to_numpy(), "no_currency")
    refuse((codes == reporting).to_numpy(), "own_currency")
    refuse(~((worth >= SMALLEST) & (worth <= LARGEST)), "no_rate")
    seen = pd.DataFrame({"day": days, "currency": codes.to_numpy(dtype=object)})
    good = reason == ""
    reason[np.flatnonzero(good)[seen[good].duplicated().to_numpy()]] = "duplicate"
    good = reason == ""
    if not good.any():
        raise BadInput(Problem("no_rates", "", len(table)))
    listed, counts = refusals_of(reason, text["date"], text["currency"], text["worth"])
    return _sorted(reporting, days[good], codes.to_numpy(dtype=str)[good], worth[good], listed, counts)


def _decimals(text: pd.Series[str]) -> NDArray[np.float64]:
    """Numbers with a point, or with one comma that is no thousands separator; NaN otherwise."""
    plain = text.where(~text.str.match(r"^\d+,(\d{1,2}|\d{4,})$"), text.str.replace(",", "."))
    values = pd.to_numeric(plain, errors="coerce").to_numpy(dtype=float)
    return np.where(np.isfinite(values), values, np.nan)


def _sorted(
    reporting: str,
    day: NDArray[np.datetime64],
    currency: NDArray[np.str_],
    worth: NDArray[np.float64],
    refusals: tuple[Refusal, ...] = (),
    refused: dict[str, int] | None = None,
) -> ExchangeRates:
    order = np.lexsort((day, currency))
    return ExchangeRates(reporting, day[order], currency[order], worth[order], refusals, refused or {})


def rates_on_day(
    rates: ExchangeRates, currencies: ArrayLike, on: date | NDArray[np.datetime64], oldest: int = OLDEST
) -> RatesOn:
    """The latest rate on or before a day. The reporting currency is worth 1.

    If there is none, the worth is NaN and a Problem `rate_missing` names the currency; if the latest is more than
    `oldest` days old, `rate_too_old`. There is one problem for each currency and kind, with the first day concerned.

    Args:
        rates: dated exchange rates.
        currencies: currency code of each line.
        on: one day for all lines, or one a line.
        oldest: most days that a rate may be old.
    """
    codes = np.asarray(currencies, dtype=str)
    when = np.broadcast_to(np.asarray(on, dtype="datetime64[D]"), codes.shape)
    worth, day = np.where(codes == rates.reporting, 1.0, np.nan), np.full(codes.shape, np.datetime64("NaT", "D"))
    problems: list[Problem] = []
    for code in np.unique(codes[codes != rates.reporting]):
        lines = np.flatnonzero(codes == code)
        first, end = np.searchsorted(rates.currency, code), np.searchsorted(rates.currency, code, side="right")
        known = rates.day[first:end]
        place = np.searchsorted(known, when[lines], side="right") - 1
        there = place >= 0
        found = np.append(known, np.datetime64("NaT", "D"))[place]
        fresh = there & ((when[lines] - found) <= np.timedelta64(oldest, "D"))
        worth[lines] = np.where(fresh, np.append(rates.worth[first:end], np.nan)[place], np.nan)
        day[lines] = found
        problems += _problems(str(code), rates.reporting, when[lines], found, there, fresh, oldest)
    return RatesOn(worth, day, tuple(problems))


def _problems(
    code: str,
    reporting: str,
    when: NDArray[np.datetime64],
    found: NDArray[np.datetime64],
    there: NDArray[np.bool_],
    fresh: NDArray[np.bool_],
    oldest: int,
) -> Iterator[Problem]:
    """At most one problem of each kind, with the first day concerned."""
    if not there.all():
        yield Problem("rate_missing", f"rates.{code}", code, {"currency": reporting, "on": str(when[~there].min())})
    old = there & ~fresh
    if old.any():
        worst = np.flatnonzero(old)[np.argmin(when[old])]
        yield Problem(
            "rate_too_old",
            f"rates.{code}",
            code,
            {"currency": reporting, "on": str(when[worst]), "of": str(found[worst]), "high": oldest},
        )
