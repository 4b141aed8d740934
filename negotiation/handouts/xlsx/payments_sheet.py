"""The sheet of payments: one row a flow of every option, and its present value to both parties as a formula."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from negotiation.claim.summary.claim_summary import Summary
from negotiation.core.cashflow import (
    CUSTOMER,
    PROMISED_MARGIN,
    US,
    Flow,
    discount,
    geometric_sum,
    part_before,
    part_until,
    sign_for,
)
from negotiation.handouts.xlsx.sheet_writer import Sheet, Table, quoted
from negotiation.i18n.catalogue import say
from negotiation.model.valuation.offer import options_of
from negotiation.model.valuation.option_value import CASH_OUT_DAYS, NO_COMPENSATION, is_cash_out

TOP = 6
BOTH = "both"
AT_ONE = "0.0000001"
"""Next to 1 a ratio's sum is taken from its series: the usual fraction would lose its digits."""

COLUMNS: tuple[tuple[str, float, str], ...] = (
    ("number", 6, "whole"),
    ("option", 30, ""),
    ("payment", 28, ""),
    ("key", 20, ""),
    ("payer", 10, ""),
    ("payee", 10, ""),
    ("seen_by", 10, ""),
    ("amount", 14, "money"),
    ("first_day", 10, "days"),
    ("every_days", 10, "days"),
    ("times", 9, "whole"),
    ("chance", 9, "fine"),
    ("keep", 9, "fine"),
    ("growth", 9, "fine"),
    ("if_stays", 8, "whole"),
    ("promised", 9, "whole"),
    ("owed_anyway", 9, "whole"),
    ("cash", 9, "whole"),
    ("sign_us", 7, "whole"),
    ("sign_customer", 9, "whole"),
    ("ratio", 10, "factor"),
    ("ratio_us", 10, "factor"),
    ("ratio_customer", 10, "factor"),
    ("to_us", 15, "money"),
    ("to_customer", 15, "money"),
    ("early_times", 9, "whole"),
    ("early", 15, "money"),
    ("cash_times", 9, "whole"),
    ("cash_out", 15, "money"),
)
"""Key, width and kind of number of each column."""

CHANGEABLE = ("amount", "first_day", "every_days", "chance", "keep", "growth")


@dataclass(frozen=True, eq=False)
class Payment:
    """One row: a flow, the number of its option (the place in the summary; one more is the lifetime margin), and by
    whom it is so believed."""

    option: int
    flow: Flow
    seen: str


def payments_of(summary: Summary) -> list[Payment]:
    """Every flow that moves something, option by option, what both believe once; the margin on later orders last."""
    dossier, life = summary.dossier, summary.life.stream
    found = []
    for number, option in enumerate(options_of(dossier.case, life, dossier.remedies, dossier.offers, dossier.no_deal)):
        theirs = [_facts(flow) for flow in option.as_they_see]
        for flow in option.as_we_see:
            agreed = _facts(flow) in theirs
            if agreed:
                theirs.remove(_facts(flow))
            found.append(Payment(number, flow, BOTH if agreed else str(US)))
        for flow in option.as_they_see:
            if _facts(flow) in theirs:
                theirs.remove(_facts(flow))
                found.append(Payment(number, flow, str(CUSTOMER)))
    found += [Payment(len(summary.outcomes), flow, BOTH) for flow in life.margin_flows()]
    return [each for each in found if float(each.flow.amount) and float(each.flow.chance) and float(each.flow.times)]


def _facts(flow: Flow) -> tuple[object, ...]:
    numbers = (flow.amount, flow.first_day, flow.every_days, flow.times, flow.chance, flow.keep, flow.growth)
    return flow.key, flow.payer, flow.payee, flow.if_stays, *map(float, numbers)


def geometric(ratio: str, times: str, whole: str) -> str:
    """The sum 1 + x + … of so many steps as a formula: next to 1 its series, endless where the cell `whole` holds no
    number."""
    near = f"{times}*(1+({times}-1)/2*({ratio}-1)*(1+({times}-2)/3*({ratio}-1)))"
    some = f"IF({times}<=0,0,IF(ABS({ratio}-1)<{AT_ONE},{near},(1-{ratio}^({times}))/(1-{ratio})))"
    return f"IF(ISNUMBER({whole}),{some},IF({ratio}<1,1/(1-{ratio}),NA()))"


def formulas(lang: str, rates: dict[str, str]) -> dict[str, str]:
    """The formula of every column that has one; names in braces are the cells of the same row, `rates` the cells
    that all rows share."""
    us, customer = quoted(say(lang, "party.us")), quoted(say(lang, "party.customer"))
    seen_us, seen_customer = quoted(say(lang, "book.seen_us")), quoted(say(lang, "book.seen_customer"))
    sums = {name: geometric(f"{{{name}}}", "{times}", "{times}") for name in ("ratio_us", "ratio_customer")}
    capped = "IF(ISNUMBER({times}),MIN({times},%s),%s)"
    early = f"MAX(0,ROUNDUP(({rates['gap']}-{{first_day}}-0.000000001)/{{every_days}},0))"
    cash = f"MAX(0,INT(({CASH_OUT_DAYS:g}-{{first_day}}+0.000000001)/{{every_days}})+1)"
    return {
        "sign_us": f"=IF({{seen_by}}={seen_customer},0,({{payee}}={us})-({{payer}}={us}))",
        "sign_customer": f"=IF({{seen_by}}={seen_us},0,({{payee}}={customer})-({{payer}}={customer}))",
        "ratio": "={keep}*(1+{growth})",
        "ratio_us": f"={{ratio}}*(1+{rates['rate_us']})^(-{{every_days}}/365)",
        "ratio_customer": f"={{ratio}}*(1+{rates['rate_customer']})^(-{{every_days}}/365)",
        "to_us": f"=IF({{sign_us}}=0,0,{{sign_us}}*{{amount}}*{{chance}}*(1+{rates['rate_us']})"
        f"^(-{{first_day}}/365)*{sums['ratio_us']})",
        "to_customer": "=IF({sign_customer}=0,0,{sign_customer}*{amount}*{chance}"
        f"*(1+{rates['rate_customer']})^(-{{first_day}}/365)*{sums['ratio_customer']})",
        "early_times": f"=IF({{every_days}}=0,IF({rates['gap']}-{{first_day}}>0.000000001,"
        f"{{times}},0),{capped % (early, early)})",
        "early": f"=IF({{sign_us}}=0,0,{{sign_us}}*{{amount}}*{{chance}}*(1+{rates['rate_us']})^(-{{first_day}}/365)"
        f"*{geometric('{ratio_us}', '{early_times}', '{early_times}')})",
        "cash_times": f"=IF({{every_days}}=0,IF({CASH_OUT_DAYS:g}-{{first_day}}>=-0.000000001,"
        f"{{times}},0),{capped % (cash, cash)})",
        "cash_out": f"=IF({{cash}}=0,0,"
        f"-{{sign_us}}*{{amount}}*{{chance}}*{geometric('{ratio}', '{cash_times}', '{cash_times}')})",
    }


def figures_of(summary: Summary, payments: Sequence[Payment]) -> list[dict[str, Any]]:
    """Every figure of every row as the model has it, by column."""
    rates, gap = summary.dossier.case.rates, summary.life.stream.gap
    rows = []
    for payment in payments:
        flow, key = payment.flow, payment.flow.key
        numbers = {
            name: float(getattr(flow, name))
            for name in ("amount", "first_day", "every_days", "times", "chance", "keep", "growth")
        }
        ours = 0.0 if payment.seen == CUSTOMER else sign_for(flow, US)
        theirs = 0.0 if payment.seen == US else sign_for(flow, CUSTOMER)
        counts = is_cash_out(flow) and payment.option < len(summary.outcomes)
        early, cash = float(part_before(flow, gap).times), float(part_until(flow, CASH_OUT_DAYS).times)
        ratio = numbers["keep"] * (1.0 + numbers["growth"])
        at_us, at_customer = (float(ratio * discount(flow.every_days, rate)) for rate in (rates.us, rates.customer))
        first = {rate: float(discount(flow.first_day, rate)) for rate in (rates.us, rates.customer)}
        expected = numbers["amount"] * numbers["chance"]
        rows.append(
            numbers
            | {
                "number": payment.option,
                "key": key,
                "if_stays": float(flow.if_stays),
                "promised": float(key == PROMISED_MARGIN),
                "owed_anyway": float(key in NO_COMPENSATION),
                "cash": float(counts),
                "sign_us": ours,
                "sign_customer": theirs,
                "ratio": ratio,
                "ratio_us": at_us,
                "ratio_customer": at_customer,
                "to_us": ours * expected * first[rates.us] * _sum(at_us, flow.times, ours),
                "to_customer": theirs * expected * first[rates.customer] * _sum(at_customer, flow.times, theirs),
                "early_times": early,
                "early": ours * expected * first[rates.us] * _sum(at_us, early, ours),
                "cash_times": cash,
                "cash_out": -ours * expected * _sum(ratio, cash, float(counts)),
            }
        )
    return rows


def _sum(ratio: float, times: Any, counts: float) -> float:
    return float(geometric_sum(ratio, times)) if counts else 0.0


def table_of(payments: Sequence[Payment], sheet: str) -> Table:
    """Where the rows stand."""
    return Table(sheet, TOP, tuple(key for key, _, _ in COLUMNS), len(payments))


def write_payments(
    sheet: Sheet,
    table: Table,
    payments: Sequence[Payment],
    figures: Sequence[dict[str, Any]],
    labels: Sequence[str],
    rates: dict[str, str],
) -> None:
    """All rows: facts in blue, what follows as formulas."""
    lang, page = sheet.paper.lang, sheet.page
    sheet.text(1, 0, say(lang, "book.sheet_payments"), "title")
    sheet.text(2, 0, say(lang, "book.payments_note", currency=sheet.paper.currency), "quiet")
    sheet.text(3, 0, say(lang, "book.blue"), "quiet")
    for column, (_, width, _) in enumerate(COLUMNS):
        page.set_column(column, column, width)
    sheet.heads(TOP - 1, [say(lang, f"book.column_{key}") for key in table.keys], 58.0)
    written = formulas(lang, rates)
    for place, (payment, figure) in enumerate(zip(payments, figures, strict=True)):
        row = TOP + place
        here = table.here(row)
        words = {
            "option": labels[payment.option],
            "payment": say(lang, f"flow.{payment.flow.key}"),
            "key": payment.flow.key,
            "seen_by": say(lang, f"book.seen_{payment.seen}"),
            "payer": say(lang, f"party.{payment.flow.payer}"),
            "payee": say(lang, f"party.{payment.flow.payee}"),
        }
        for column, (key, _, kind) in enumerate(COLUMNS):
            if key in words:
                sheet.text(row, column, words[key], "cell", *(["plain"] if key == "key" else []))
            elif key in written:
                value = figure[key]
                sheet.formula(
                    row,
                    column,
                    written[key].format_map(here),
                    value if math.isfinite(value) else say(lang, "book.endless"),
                    kind,
                    "cell",
                )
            elif key == "times" and np.isinf(figure[key]):
                sheet.text(row, column, say(lang, "book.endless"), "cell", "centred")
            else:
                sheet.number(
                    row,
                    column,
                    figure[key],
                    kind,
                    "cell",
                    *(["input"] if key in CHANGEABLE else ["centred"] if kind == "whole" else []),
                )
    page.freeze_panes(TOP - 1, 3)
    page.autofilter(TOP - 2, 0, table.last - 1, len(COLUMNS) - 1)
    sheet.without_warnings()
