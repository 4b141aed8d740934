"""The sheet of options: a column an option, every step of the arithmetic as a formula from the payments and the
judgements."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from negotiation.claim.summary.claim_summary import Summary
from negotiation.handouts.xlsx.option_rows import APP, FIRST, HEADS, LINES, ROWS, SHARED, STRONG, TOP, Grid
from negotiation.handouts.xlsx.payments_sheet import Payment
from negotiation.handouts.xlsx.sheet_writer import Sheet, cut, height_of, letter, quoted, serial
from negotiation.i18n.catalogue import say
from negotiation.model.valuation.break_even import ALWAYS, NEVER
from negotiation.model.valuation.offer import NO_DEAL
from negotiation.model.valuation.outcomes import Outcome
from negotiation.presentation.common.figure_text import figure_name


def figures_of(
    summary: Summary, outcome: Outcome, number: int, payments: Sequence[tuple[Payment, dict[str, Any]]], lang: str
) -> dict[str, float | str]:
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

    found = {
        "harm": sum(figure["amount"] for key, figure in mine if key == "harm"),
        "customer_fixed": worth.to_customer.fixed,
        "customer_if_stays": worth.to_customer.if_stays,
        "owed_anyway": sum(figure["to_customer"] for _, figure in mine if figure["owed_anyway"]),
        "ratio": worth.ratio,
        "curve": worth.staying_default,
        "judged": words["none"] if judgement is None else judgement.chance,
        "s": worth.staying,
        "us_fixed": worth.to_us.fixed,
        "us_if_stays": worth.to_us.if_stays,
        "claim_cost": outcome.claim_cost,
        "early_fixed": worth.early.fixed,
        "early_if_stays": worth.early.if_stays,
        "of_it_immediate": outcome.immediate,
        "later": outcome.later,
        "promised_fixed": worth.promised.fixed,
        "promised_if_stays": worth.promised.if_stays,
        "promised_margin": outcome.promised_margin,
        "lifetime_value_kept": outcome.lifetime_kept,
        "net_to_us": net,
        "value_to_customer": outcome.to_customer,
        "better_for_them_than_no_deal": outcome.better_for_them,
        "accepted": words["yes" if outcome.accepted else "no"],
        "in_the_running": net if outcome.accepted else words["none"],
        "recommended": say(lang, "book.best") if best else "",
        "fixed": worth.to_us.fixed + worth.promised.fixed,
        "slope": summary.life.value + worth.to_us.if_stays + worth.promised.if_stays,
        "s_against_no_deal": words["none"] if outcome is no_deal else pays(outcome.break_even_no_deal),
        "reference": float(cheaper) if cheaper >= 0 else words["none"],
        "reference_net": summary.outcomes[cheaper].net if cheaper >= 0 else words["none"],
        "s_against_the_next_cheaper_they_would_take": pays(outcome.break_even_next) if cheaper >= 0 else words["none"],
        "cash_fixed": worth.cash_out.fixed,
        "cash_if_stays": worth.cash_out.if_stays,
        "cash_out_30_days": outcome.cash_out,
        "payback_month": worth.payback if math.isfinite(float(worth.payback)) else say(lang, "table.beyond"),
        "largest_exposure": worth.exposure,
        "largest_exposure_day": serial(dossier.case.settlement_date) + round(float(worth.exposure_day)),
        "calendar_us": outcome.promised_margin - outcome.claim_cost,
        "difference_us": 0.0,
        "calendar_customer": outcome.to_customer,
        "difference_customer": 0.0,
    }
    return found | {
        key: round(float(found[key]), summary.digits + 6) + 0.0
        for key, _, kind in LINES
        if kind == "money" and not isinstance(found[key], str)
    }


def write_options(
    sheet: Sheet,
    grid: Grid,
    labels: Sequence[str],
    codes: Sequence[str],
    figures: Sequence[dict[str, Any]],
    shared: dict[str, tuple[str, float]],
    judged: Sequence[str],
    columns: dict[str, str],
) -> None:
    """All rows of all options, then what they share; `judged` are the cells of the judgements, `columns` the ranges
    on other sheets."""
    lang, page = sheet.paper.lang, sheet.page
    words = {key: quoted(say(lang, f"book.{key}")) for key in ("yes", "no", "none", "best")}
    words |= {"empty": '""', "always": quoted(say(lang, "table.always")), "never": quoted(say(lang, "table.never"))}
    page.hide_gridlines(2)
    page.set_column(0, 0, 46)
    page.set_column(1, 1, 64)
    page.set_column(FIRST, FIRST + max(len(labels), 4) - 1, 17)
    sheet.text(1, 0, say(lang, "book.sheet_options"), "title")
    sheet.text(2, 0, say(lang, "book.options_note", currency=sheet.paper.currency), "quiet")
    sheet.text(3, 0, say(lang, "book.blue"), "quiet")
    sheet.heads(
        TOP,
        [say(lang, "book.step"), say(lang, "book.how"), *(cut(label, 90) for label in labels)],
        max(height_of(cut(label, 90), 13.0, 13.5) for label in labels),
    )
    everywhere = columns | words | {f"g_{key}": f"${letter(FIRST)}${ROWS[f'g_{key}']}" for key, _, _ in SHARED}
    everywhere |= {
        f"all_{key}": f"${letter(FIRST)}${row}:${letter(FIRST + grid.options - 1)}${row}" for key, row in ROWS.items()
    }
    everywhere |= {f"first_{key}": f"${letter(FIRST)}${row}" for key, row in ROWS.items()}
    cells = [
        everywhere | {key: f"{letter(FIRST + option)}${row}" for key, row in ROWS.items() if not key.startswith("g_")}
        for option in range(len(labels))
    ]
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
        looks = [
            kind,
            "cell",
            "right",
            *(["bold"] if key in STRONG else []),
            *(["plain"] if key in APP else []),
            *(["input"] if key == "reference" else []),
        ]
        for option, figure in enumerate(figures):
            value = figure[key]
            if key == "judged" and judged[option]:
                sheet.formula(row, FIRST + option, f"={judged[option]}", value, *looks)
            elif (key == "s_against_no_deal" and option == 0) or (not formula and isinstance(value, str)):
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
    sheet.without_warnings()


def _names(sheet: Sheet, row: int, key: str) -> None:
    lang, head = sheet.paper.lang, f"book.line_{key}"
    name = figure_name(key, lang) if key in HEADS else say(lang, head)
    sheet.text(row, 0, name, "cell", *(["bold"] if key in STRONG else []))
    how = say(lang, f"book.how_{key}")
    sheet.text(row, 1, how, "cell", "quiet", "folded")
    sheet.page.set_row(row - 1, max(height_of(how, 74.0, 12.0), 15.0))


def _section(sheet: Sheet, row: int, key: str, last: int) -> None:
    for column in range(last + 1):
        sheet.text(row, column, say(sheet.paper.lang, f"book.{key}") if not column else "", "section")
