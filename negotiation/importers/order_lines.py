"""Order lines from a table: recognises columns, reads dates and amounts as people write them, refuses bad rows one by
one, and groups lines by account."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from negotiation.core.cashflow import MONTH
from negotiation.core.money import is_currency
from negotiation.core.problems import BadInput, Problem
from negotiation.importers.table_columns import FORMATS, Refusal, amounts_in, columns_in, days_in, refusals_of
from negotiation.importers.table_file import read_table

MOST_ROWS = 2_000_000
HEADS = {
    "account": (
        "account",
        "customer",
        "customer_id",
        "customerid",
        "client",
        "buyer",
        "id",
        "客户",
        "客户编号",
        "买方",
    ),
    "date": (
        "date",
        "order_date",
        "orderdate",
        "invoice_date",
        "invoicedate",
        "day",
        "日期",
        "订单日期",
        "下单日期",
        "发票日期",
    ),
    "amount": ("amount", "value", "total", "revenue", "sales", "order_value", "金额", "订单金额", "总额", "货值"),
    "currency": ("currency", "币种", "货币"),
    "invoice": (
        "invoice",
        "invoice_no",
        "invoiceno",
        "order",
        "order_no",
        "orderno",
        "number",
        "订单号",
        "发票号",
        "单号",
    ),
}
"""Column headings that are recognised, in lower case."""


@dataclass(frozen=True, eq=False)
class Orders:
    """Order lines that could be read (account, day, amount in one currency), and the rows that were refused."""

    account: NDArray[np.object_]
    day: NDArray[np.datetime64]
    amount: NDArray[np.float64]
    currency: str
    refusals: tuple[Refusal, ...] = ()
    refused: dict[str, int] = field(default_factory=dict)
    date_format: str = FORMATS[0]

    def __len__(self) -> int:
        return len(self.amount)


@dataclass(frozen=True, eq=False)
class Accounts:
    """One row an account: repeat orders, the last after `recency` months, observed for `age` months, mean value of a
    repeat order."""

    name: NDArray[np.object_]
    frequency: NDArray[np.float64]
    recency: NDArray[np.float64]
    age: NDArray[np.float64]
    mean_value: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.name)


def read_orders(data: bytes, today: date, currency: str = "") -> Orders:
    """Order lines from a CSV or XLSX file.

    Columns are recognised by their headings. A line is refused if its date or amount cannot be read, its date lies
    ahead, its amount is not above 0 (refunds are no orders), its currency is not that of most lines (or the one asked
    for), or its invoice number occurred before. A file without the columns, without a readable line, or with more than
    2,000,000 rows raises BadInput.
    """
    table = read_table(data)
    if len(table) > MOST_ROWS:
        raise BadInput(Problem("too_many", "", len(table), {"high": MOST_ROWS}))
    columns = columns_in(table.columns, HEADS)
    for needed in ("date", "amount"):
        if needed not in columns:
            raise BadInput(Problem("no_column", "", needed, {"choices": tuple(map(str, table.columns[:12]))}))
    text = {name: table.iloc[:, place].str.strip() for name, place in columns.items()}
    days, written = days_in(text["date"])
    amounts = amounts_in(text["amount"])
    reason = np.full(len(table), "", dtype=object)

    def refuse(where: NDArray[np.bool_], code: str) -> None:
        reason[(reason == "") & where] = code

    refuse(np.isnat(days), "no_date")
    refuse(days > np.datetime64(today), "future_date")
    refuse(np.isnan(amounts), "no_amount")
    refuse(amounts < 0, "refund")
    refuse(amounts == 0, "no_amount")
    found = currency
    if "currency" in text:
        codes = text["currency"].str.upper().to_numpy(dtype=object)
        usable = [code for code in pd.Series(codes[reason == ""]).value_counts().index if is_currency(str(code))]
        found = currency or (str(usable[0]) if usable else "")
        refuse(codes != found, "other_currency")
    if "invoice" in text:
        numbers = text["invoice"]
        repeated = numbers.duplicated(keep="first").to_numpy() & (numbers != "").to_numpy()
        same = pd.DataFrame({"n": numbers, "d": days, "a": amounts}).duplicated(keep="first").to_numpy()
        refuse(repeated & same, "duplicate")
    accounts = text["account"].to_numpy(dtype=object) if "account" in text else np.full(len(table), "", dtype=object)
    good = reason == ""
    if not good.any():
        raise BadInput(Problem("no_order_lines", "", len(table)))
    listed, counts = refusals_of(reason, text["date"], text["amount"])
    return Orders(accounts[good], days[good], amounts[good], found, listed, counts, written)


def accounts_of(orders: Orders, until: date | None = None) -> Accounts:
    """One row an account from its order lines up to a day (default: the last in the file). Lines of one day are one
    order. In months."""
    end = np.datetime64(until) if until is not None else orders.day.max()
    inside = orders.day <= end
    codes, names = pd.factorize(orders.account[inside])
    days, amounts = orders.day[inside].astype("int64"), orders.amount[inside]
    low, span = int(days.min()), int(days.max() - days.min()) + 1
    keys = codes.astype("int64") * span + (days - low)
    unique, inverse = np.unique(keys, return_inverse=True)
    value = np.bincount(inverse, amounts)
    account, day = unique // span, unique % span + low
    starts = np.flatnonzero(np.concatenate([[True], np.diff(account) > 0]))
    counts = np.diff(np.concatenate([starts, [len(account)]]))
    first, last = day[starts], day[starts + counts - 1]
    total = np.add.reduceat(value, starts)
    repeats = (counts - 1).astype(float)
    mean = np.where(repeats > 0, (total - value[starts]) / np.maximum(repeats, 1.0), 0.0)
    return Accounts(
        np.asarray(names)[account[starts]],
        repeats,
        (last - first) / MONTH,
        (int(end.astype("int64")) - first) / MONTH,
        mean,
    )
