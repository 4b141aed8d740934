"""The sheet of options: a column an option, every step of the arithmetic as a formula from the payments and the judgements."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from negotiation.export.workbook_paper import Sheet, cut, letter, quoted, serial
from negotiation.export.workbook_payments import Payment
from negotiation.settlement import ALWAYS, NEVER, NO_DEAL, Outcome
from negotiation.summary import Summary
from negotiation.words import say

FIRST, TOP = 2, 5
"""The column of the first option, and the row of the options' names."""


def _sum(column: str, *conditions: str) -> str:
    return f"=SUMIFS({{p_{column}}},{{p_number}},{{number}}" + "".join(f",{each}" for each in conditions) + ")"


FIXED, STAYING = "{p_if_stays},0", "{p_if_stays},1"
CLAIM, PROMISED = "{p_promised},0", "{p_promised},1"
PAYS_FROM = (
    "=IF({slope}>0,IF(({net}-{fixed})/{slope}<=0,{always},IF(({net}-{fixed})/{slope}>1,{never},({net}-{fixed})/{slope})),"
    "IF({fixed}+{s}*{slope}>={net},{always},{never}))"
)

LINES: tuple[tuple[str, str, str], ...] = (
    ("part_staying", "", ""),
    ("harm", _sum("amount", '{p_key},"harm"'), "money"),
    ("customer_fixed", _sum("to_customer", FIXED), "money"),
    ("customer_if_stays", _sum("to_customer", STAYING), "money"),
    ("owed_anyway", _sum("to_customer", "{p_owed_anyway},1"), "money"),
    ("ratio", "=IF({harm}>0,MAX(0,{customer_fixed}+{customer_if_stays}-{owed_anyway}+{harm})/{harm},1)", "share"),
    ("curve", "=MAX(0,MIN(1,{g_floor}+({g_ceiling}-{g_floor})/(1+EXP(-MAX(-500,MIN(500,({ratio}-{g_midpoint})/{g_width}))))-{g_penalty}*{g_earlier}))", "fine"),
    ("judged", "", "fine"),
    ("s", "=IF(ISNUMBER({judged}),{judged},{curve})", "fine"),
    ("part_us", "", ""),
    ("us_fixed", _sum("to_us", FIXED, CLAIM), "money"),
    ("us_if_stays", _sum("to_us", STAYING, CLAIM), "money"),
    ("claim_cost", "=-({us_fixed}+{s}*{us_if_stays})", "money"),
    ("early_fixed", _sum("early", FIXED, CLAIM), "money"),
    ("early_if_stays", _sum("early", STAYING, CLAIM), "money"),
    ("of_it_immediate", "=-({early_fixed}+{s}*{early_if_stays})", "money"),
    ("later", "={claim_cost}-{of_it_immediate}", "money"),
    ("promised_fixed", _sum("to_us", FIXED, PROMISED), "money"),
    ("promised_if_stays", _sum("to_us", STAYING, PROMISED), "money"),
    ("promised_margin", "={promised_fixed}+{s}*{promised_if_stays}", "money"),
    ("lifetime_value_kept", "={s}*{g_lifetime_value}", "money"),
    ("net_to_us", "={lifetime_value_kept}+{promised_margin}-{claim_cost}", "money"),
    ("part_customer", "", ""),
    ("value_to_customer", "={customer_fixed}+{s}*{customer_if_stays}", "money"),
    ("better_for_them_than_no_deal", "={value_to_customer}-{first_value_to_customer}", "money"),
    ("accepted", "=IF({better_for_them_than_no_deal}>=-{g_unit}/2,{yes},{no})", "right"),
    ("part_choice", "", ""),
    ("in_the_running", "=IF({accepted}={yes},{net_to_us},{none})", "money"),
    ("recommended", "=IF(MATCH(MAX({all_in_the_running}),{all_in_the_running},0)={number}+1,{best},{empty})", "right"),
    ("part_break_even", "", ""),
    ("fixed", "={us_fixed}+{promised_fixed}", "money"),
    ("slope", "={g_lifetime_value}+{us_if_stays}+{promised_if_stays}", "money"),
    ("s_against_no_deal", PAYS_FROM.replace("{net}", "{first_net_to_us}"), "fine"),
    ("reference", "", "whole"),
    ("reference_net", "=IF(ISNUMBER({reference}),INDEX({all_net_to_us},MATCH({reference},{all_number},0)),{none})", "money"),
    ("s_against_the_next_cheaper_they_would_take", "=IF(ISNUMBER({reference})," + PAYS_FROM[1:].replace("{net}", "{reference_net}") + ",{none})", "fine"),
    ("part_cash", "", ""),
    ("cash_fixed", _sum("cash_out", FIXED), "money"),
    ("cash_if_stays", _sum("cash_out", STAYING), "money"),
    ("cash_out_30_days", "={cash_fixed}+{s}*{cash_if_stays}", "money"),
    ("payback_month", "", "whole"),
    ("largest_exposure", "", "money"),
    ("largest_exposure_day", "", "date"),
    ("part_check", "", ""),
    ("calendar_us", "=SUMIFS({c_present_us},{c_number},{number})", "money"),
    ("difference_us", "=ROUND({calendar_us}-({promised_margin}-{claim_cost}),{g_digits})", "money"),
    ("calendar_customer", "=SUMIFS({c_present_customer},{c_number},{number})", "money"),
    ("difference_customer", "=ROUND({calendar_customer}-{value_to_customer},{g_digits})", "money"),
    ("part_all", "", ""),
)  # fmt: skip
"""Key, formula and kind of number of each row; names in braces are cells of the same column, g_ cells for all, p_ and c_ columns of other sheets."""

SHARED: tuple[tuple[str, str, str], ...] = (
    ("rate_us", "case.rates.us", "fine"), ("rate_customer", "case.rates.customer", "fine"), ("floor", "staying.floor", "fine"),
    ("ceiling", "staying.ceiling", "fine"), ("midpoint", "staying.midpoint", "number"), ("width", "staying.width", "number"),
    ("penalty", "staying.penalty", "fine"), ("earlier", "case.incident.earlier_similar", "whole"), ("gap", "", "days"), ("unit", "", "number"),
    ("digits", "", "whole"), ("lifetime_number", "", "whole"), ("lifetime_value", "", "money"), ("lifetime_difference", "", "money"),
    ("recommended_number", "", "whole"), ("largest_difference", "", "money"),
)  # fmt: skip
"""What all options use: key, the field on the sheet of inputs that it is linked to (none: a figure of its own), kind of number."""

STRONG = ("claim_cost", "net_to_us", "s", "value_to_customer", "recommended")
APP = ("payback_month", "largest_exposure", "largest_exposure_day", "gap", "unit", "digits", "lifetime_number")
DIFFERENCES = ("difference_us", "difference_customer")


@dataclass(frozen=True)
class Grid:
    """Where the sheet of options has its rows and columns."""

    sheet: str
    options: int

    def row(self, key: str) -> int:
        """The row of a line."""
        return ROWS[key]

    def cell(self, key: str, option: int) -> str:
        """A figure of an option, as formulas on other sheets name it."""
        return f"'{self.sheet}'!${letter(FIRST + option)}${ROWS[key]}"

    def shared(self, key: str) -> str:
        """A figure that all options use."""
        return f"'{self.sheet}'!${letter(FIRST)}${ROWS[f'g_{key}']}"

    def all(self, key: str) -> str:
        """A line over all options."""
        return f"'{self.sheet}'!${letter(FIRST)}${ROWS[key]}:${letter(FIRST + self.options - 1)}${ROWS[key]}"


ROWS = {"number": TOP + 1, "code": TOP + 2} | {key: TOP + 3 + place for place, key in enumerate([*(key for key, _, _ in LINES), *(f"g_{key}" for key, _, _ in SHARED)])}


def figures_of(summary: Summary, outcome: Outcome, number: int, payments: Sequence[tuple[Payment, dict[str, Any]]], lang: str) -> dict[str, float | str]:
    """Every figure of one option as the model has it, by line."""
    worth, no_deal, dossier = outcome.worth, summary.outcome(NO_DEAL), summary.dossier
    words = {key: say(lang, f"book.{key}") for key in ("yes", "no", "none")}
    mine = [(payment.flow.key, figure) for payment, figure in payments if payment.option == number]
    net, best = float(outcome.net), outcome.code == summary.verdict.code
    cheaper = int(outcome.next_cheaper)
    judgement = summary.judgement(outcome.code)

    def pays(chance: Any) -> float | str:
        chance = float(chance)
        return say(lang, "table.always" if chance == ALWAYS else "table.never") if chance in (ALWAYS, NEVER) else chance

    return {
        "harm": sum(figure["amount"] for key, figure in mine if key == "harm"),
        "customer_fixed": worth.to_customer.fixed, "customer_if_stays": worth.to_customer.if_stays,
        "owed_anyway": sum(figure["to_customer"] for _, figure in mine if figure["owed_anyway"]),
        "ratio": worth.ratio, "curve": worth.staying_default, "judged": words["none"] if judgement is None else judgement.chance, "s": worth.staying,
        "us_fixed": worth.to_us.fixed, "us_if_stays": worth.to_us.if_stays, "claim_cost": outcome.claim_cost,
        "early_fixed": worth.early.fixed, "early_if_stays": worth.early.if_stays, "of_it_immediate": outcome.immediate, "later": outcome.later,
        "promised_fixed": worth.promised.fixed, "promised_if_stays": worth.promised.if_stays, "promised_margin": outcome.promised_margin,
        "lifetime_value_kept": outcome.lifetime_kept, "net_to_us": net, "value_to_customer": outcome.to_customer,
        "better_for_them_than_no_deal": outcome.better_for_them, "accepted": words["yes" if outcome.accepted else "no"],
        "in_the_running": net if outcome.accepted else words["none"], "recommended": say(lang, "book.best") if best else "",
        "fixed": worth.to_us.fixed + worth.promised.fixed, "slope": summary.life.value + worth.to_us.if_stays + worth.promised.if_stays,
        "s_against_no_deal": words["none"] if outcome is no_deal else pays(outcome.break_even_no_deal),
        "reference": float(cheaper) if cheaper >= 0 else words["none"], "reference_net": summary.outcomes[cheaper].net if cheaper >= 0 else words["none"],
        "s_against_the_next_cheaper_they_would_take": pays(outcome.break_even_next) if cheaper >= 0 else words["none"],
        "cash_fixed": worth.cash_out.fixed, "cash_if_stays": worth.cash_out.if_stays, "cash_out_30_days": outcome.cash_out,
        "payback_month": worth.payback if math.isfinite(float(worth.payback)) else say(lang, "table.beyond"), "largest_exposure": worth.exposure,
        "largest_exposure_day": serial(dossier.case.settlement_date) + round(float(worth.exposure_day)),
        "calendar_us": outcome.promised_margin - outcome.claim_cost, "difference_us": 0.0,
        "calendar_customer": outcome.to_customer, "difference_customer": 0.0,
    }  # fmt: skip


def write_options(
    sheet: Sheet, grid: Grid, labels: Sequence[str], codes: Sequence[str], figures: Sequence[dict[str, Any]], shared: dict[str, tuple[str, float]],
    judged: Sequence[str], columns: dict[str, str],
) -> None:  # fmt: skip
    """All rows of all options, then what they share; `judged` are the cells of the judgements, `columns` the ranges on other sheets."""
    lang, page = sheet.paper.lang, sheet.page
    words = {key: quoted(say(lang, f"book.{key}")) for key in ("yes", "no", "none", "best")}
    words |= {"empty": '""', "always": quoted(say(lang, "table.always")), "never": quoted(say(lang, "table.never"))}
    page.hide_gridlines(2)
    page.set_column(0, 0, 38)
    page.set_column(1, 1, 58)
    page.set_column(FIRST, FIRST + max(len(labels), 4) - 1, 17)
    sheet.text(1, 0, say(lang, "book.sheet_options"), "title")
    sheet.text(2, 0, say(lang, "book.options_note", currency=sheet.paper.currency), "quiet")
    sheet.text(3, 0, say(lang, "book.blue"), "quiet")
    sheet.heads(TOP, [say(lang, "book.step"), say(lang, "book.how"), *(cut(label, 90) for label in labels)], 92.0)
    everywhere = columns | words | {f"g_{key}": f"${letter(FIRST)}${ROWS[f'g_{key}']}" for key, _, _ in SHARED}
    everywhere |= {f"all_{key}": f"${letter(FIRST)}${row}:${letter(FIRST + grid.options - 1)}${row}" for key, row in ROWS.items()}
    everywhere |= {f"first_{key}": f"${letter(FIRST)}${row}" for key, row in ROWS.items()}
    cells = [everywhere | {key: f"{letter(FIRST + option)}${row}" for key, row in ROWS.items() if not key.startswith("g_")} for option in range(len(labels))]
    _names(sheet, ROWS["number"], "number")
    _names(sheet, ROWS["code"], "code")
    for option, code in enumerate(codes):
        sheet.number(ROWS["number"], FIRST + option, option, "whole", "cell")
        sheet.text(ROWS["code"], FIRST + option, code, "cell", "plain", "right")
    for key, formula, kind in LINES:
        row = ROWS[key]
        if key.startswith("part_"):
            _section(sheet, row, key, FIRST + max(len(labels), 1) - 1)
            continue
        _names(sheet, row, key)
        looks = [kind, "cell", "right", *(["bold"] if key in STRONG else []), *(["plain"] if key in APP else []), *(["input"] if key == "reference" else [])]
        for option, figure in enumerate(figures):
            value = figure[key]
            if key == "judged" and judged[option]:
                sheet.formula(row, FIRST + option, f"={judged[option]}", value, *looks)
            elif key == "s_against_no_deal" and option == 0 or not formula and isinstance(value, str):
                sheet.text(row, FIRST + option, str(value), *looks)
            elif not formula:
                sheet.number(row, FIRST + option, float(value), *looks)
            else:
                sheet.formula(row, FIRST + option, formula.format_map(cells[option]), value, *looks)
    for key, _, kind in SHARED:
        formula, value = shared[key]
        row = ROWS[f"g_{key}"]
        _names(sheet, row, f"g_{key}")
        looks = [kind, "cell", *(["plain"] if key in APP else [])]
        if formula:
            sheet.formula(row, FIRST, formula.format_map(everywhere), value, *looks)
        else:
            sheet.number(row, FIRST, value, *looks)
    page.freeze_panes(ROWS["number"], FIRST)


def _names(sheet: Sheet, row: int, key: str) -> None:
    lang, head = sheet.paper.lang, f"book.line_{key}"
    sheet.text(row, 0, say(lang, head if key not in HEADS else f"head.{key}"), "cell", *(["bold"] if key in STRONG else []))
    sheet.text(row, 1, say(lang, f"book.how_{key}"), "cell", "quiet")


def _section(sheet: Sheet, row: int, key: str, last: int) -> None:
    for column in range(last + 1):
        sheet.text(row, column, say(sheet.paper.lang, f"book.{key}") if not column else "", "section")


HEADS = (
    "s", "claim_cost", "of_it_immediate", "promised_margin", "value_to_customer", "better_for_them_than_no_deal", "lifetime_value_kept", "net_to_us",
    "s_against_no_deal", "s_against_the_next_cheaper_they_would_take", "cash_out_30_days", "payback_month", "largest_exposure", "largest_exposure_day",
)  # fmt: skip
"""Lines that the table of options shows too, under the same names."""
