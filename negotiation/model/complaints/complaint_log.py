"""Reads a log of complaints from a file: recognises columns, reads days, causes and costs as people write them, and
refuses bad rows one by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from negotiation.core.money import is_currency
from negotiation.core.problems import BadInput, Problem
from negotiation.importers.table_columns import Refusal, amounts_in, columns_in, days_in, refusals_of
from negotiation.importers.table_file import read_table

MOST_ROWS = 200_000
LONGEST_CAUSE = 80

HEADS = {
    "date": ("date", "complaint_date", "day", "reported", "reported_on", "日期", "投诉日期", "发生日期", "反馈日期"),
    "account": ("account", "customer", "customer_id", "client", "buyer", "客户", "客户编号", "客户名称", "买方"),
    "cause": (
        "cause",
        "reason",
        "root_cause",
        "category",
        "type",
        "defect",
        "原因",
        "投诉原因",
        "问题",
        "问题类型",
        "类别",
    ),
    "cost": ("cost", "amount", "value", "loss", "paid", "费用", "金额", "损失", "赔付", "赔付金额"),
    "currency": ("currency", "币种", "货币"),
}
"""Column headings that are recognised, in lower case."""


@dataclass(frozen=True, eq=False)
class Complaints:
    """Complaints that could be read (day, account, cause, cost in one currency; NaN: no cost noted), and the rows that
    were refused."""

    day: NDArray[np.datetime64]
    account: NDArray[np.object_]
    cause: NDArray[np.object_]
    cost: NDArray[np.float64]
    currency: str
    refusals: tuple[Refusal, ...] = ()
    refused: dict[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.cost)


def read_complaints(data: bytes, today: date, currency: str = "") -> Complaints:
    """A complaint log from a CSV or XLSX file with headings in English or Chinese. Only date and cause are required.

    A row is refused if its date cannot be read or lies ahead, its cause is empty, its cost cannot be read or is
    negative, or its currency is not that of most rows (or the one asked for). An empty cost is unknown. Causes that
    differ only by case or blanks are one cause. A file without the columns, without a readable row, or with more than
    200,000 rows raises BadInput.
    """
    table = read_table(data)
    if len(table) > MOST_ROWS:
        raise BadInput(Problem("too_many", "", len(table), {"high": MOST_ROWS}))
    columns = columns_in(table.columns, HEADS)
    for needed in ("date", "cause"):
        if needed not in columns:
            raise BadInput(Problem("no_column", "", needed, {"choices": tuple(map(str, table.columns[:12]))}))
    text = {name: table.iloc[:, place].str.strip() for name, place in columns.items()}
    empty = pd.Series([""] * len(table), dtype=str)
    typed = text.get("cost", empty)
    days, costs = days_in(text["date"])[0], amounts_in(typed)
    causes = text["cause"].str.replace(r"\s+", " ", regex=True).str.slice(0, LONGEST_CAUSE)
    reason = np.full(len(table), "", dtype=object)

    def refuse(where: NDArray[np.bool_], code: str) -> None:
        reason[(reason == "") & where] = code

    refuse(np.isnat(days), "no_date")
    refuse(days > np.datetime64(today), "future_date")
    refuse((causes == "").to_numpy(), "no_cause")
    refuse(np.isnan(costs) & (typed != "").to_numpy(), "no_amount")
    refuse(costs < 0.0, "refund")
    found = currency
    if "currency" in text:
        codes = text["currency"].str.upper().to_numpy(dtype=object)
        usable = [code for code in pd.Series(codes[reason == ""]).value_counts().index if is_currency(str(code))]
        found = currency or (str(usable[0]) if usable else "")
        refuse((codes != found) & (codes != ""), "other_currency")
    good = reason == ""
    if not good.any():
        raise BadInput(Problem("no_complaints", "", len(table)))
    listed, counts = refusals_of(reason, text["date"], causes, typed)
    accounts = text.get("account", empty).to_numpy(dtype=object)
    return Complaints(days[good], accounts[good], _as_first_written(causes[good]), costs[good], found, listed, counts)


def _as_first_written(causes: pd.Series[str]) -> NDArray[np.object_]:
    """Merges spellings of a cause that differ only by case. The first spelling becomes its name."""
    return causes.groupby(causes.str.casefold()).transform("first").to_numpy(dtype=object)
