"""The cash calendar as a sheet: one row a dated step for both parties, each a formula on its payment; what is far
off in one row with its closed form."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from negotiation.claim.summary.claim_summary import Summary
from negotiation.core.cashflow import YEAR, discount, geometric_sum
from negotiation.handouts.xlsx.option_rows import Grid
from negotiation.handouts.xlsx.payments_sheet import Payment, geometric
from negotiation.handouts.xlsx.sheet_writer import ADVERSE, FAVOURABLE, Sheet, Table, cut, letter, quoted, serial
from negotiation.i18n.catalogue import say
from negotiation.presentation.options.chart_data import cash_by_month

TOP = 8
MOST_STEPS = 60
"""Steps of one payment that have a row each."""

MOST_DAYS = 100 * YEAR
"""Steps later than this are together in one row: calendars end in the year 9999."""

COLUMNS: tuple[tuple[str, float, str], ...] = (
    ("number", 6, "whole"),
    ("option", 30, ""),
    ("payment", 28, ""),
    ("payer", 10, ""),
    ("payee", 10, ""),
    ("seen_by", 10, ""),
    ("step", 8, "whole"),
    ("day", 10, "days"),
    ("date", 13, "date"),
    ("amount", 14, "money"),
    ("chance", 9, "fine"),
    ("expected_us", 15, "money"),
    ("expected_customer", 15, "money"),
    ("factor_us", 10, "factor"),
    ("factor_customer", 10, "factor"),
    ("present_us", 15, "money"),
    ("present_customer", 15, "money"),
    ("source", 9, "whole"),
)
"""Key, width and kind of number of each column."""

SUMS = ("expected_us", "expected_customer", "present_us", "present_customer")
MONTHS = len(COLUMNS) + 1
"""The column where the months of the chart begin."""


@dataclass(frozen=True, eq=False)
class Step:
    """One row: the place of its payment, which step it is, and whether all later ones are in it."""

    place: int
    number: int
    rest: bool
    day: float


def steps_of(payments: Sequence[Payment], figures: Sequence[dict[str, Any]]) -> list[Step]:
    """Every step in which either party has a part, by option and day; the later ones of a long payment together."""
    found = []
    for place, (payment, figure) in enumerate(zip(payments, figures, strict=True)):
        if not (figure["sign_us"] or figure["sign_customer"]):
            continue
        first, every, times = figure["first_day"], figure["every_days"], figure["times"]
        listed = int(min(times, MOST_STEPS))
        if every > 0:
            listed = min(listed, max(int((MOST_DAYS - first) // every) + 1, 0))
        elif first > MOST_DAYS:
            listed = 0
        found += [(payment.option, Step(place, step + 1, False, first + step * every)) for step in range(listed)]
        if listed < times:
            found.append((payment.option, Step(place, listed + 1, True, first + listed * every)))
    return [step for _, step in sorted(found, key=lambda each: (each[0], each[1].day))]


def table_of(steps: Sequence[Step], sheet: str) -> Table:
    """Where the rows stand."""
    return Table(sheet, TOP, tuple(key for key, _, _ in COLUMNS), len(steps))


def write_calendar(
    sheet: Sheet,
    table: Table,
    grid: Grid,
    summary: Summary,
    steps: Sequence[Step],
    payments: Sequence[Payment],
    figures: Sequence[dict[str, Any]],
    source: Table,
    labels: Sequence[str],
) -> None:
    """All rows with their sums above, the check against the options, and the chart of the recommended option."""
    lang, page = sheet.paper.lang, sheet.page
    sheet.text(1, 0, say(lang, "book.sheet_calendar"), "title")
    sheet.text(2, 0, say(lang, "book.calendar_note", currency=sheet.paper.currency), "quiet")
    sheet.text(3, 0, say(lang, "book.calendar_rest", steps=float(MOST_STEPS)), "quiet")
    sheet.text(4, 2, say(lang, "book.line_g_largest_difference"), "bold", "total")
    sheet.formula(4, 3, f"={grid.shared('largest_difference')}", 0.0, "money", "total")
    for column, (_, width, _) in enumerate(COLUMNS):
        page.set_column(column, column, width)
    rows = [_figures(summary, step, payments[step.place], figures[step.place]) for step in steps]
    sheet.text(TOP - 3, 2, say(lang, "book.sum_all"), "total")
    sheet.text(TOP - 2, 2, say(lang, "book.sum_shown"), "total")
    for column, (key, _, kind) in enumerate(COLUMNS):
        if key in SUMS:
            place = f"${letter(column)}${TOP}:${letter(column)}${table.last}"
            total = math.fsum(row[key] for row in rows if math.isfinite(row[key]))
            sheet.formula(TOP - 3, column, f"=SUM({place})", total, kind, "total")
            sheet.formula(TOP - 2, column, f"=SUBTOTAL(109,{place})", total, kind, "total")
    sheet.heads(TOP - 1, [say(lang, f"book.column_{key}") for key in table.keys], 44.0)
    start = serial(summary.dossier.case.settlement_date)
    for line, (step, figure) in enumerate(zip(steps, rows, strict=True)):
        _write(sheet, TOP + line, step, payments[step.place], figure, source, grid, labels, start)
    page.freeze_panes(TOP - 1, 3)
    page.autofilter(TOP - 2, 0, table.last - 1, len(COLUMNS) - 1)
    page.print_area(0, 0, table.last - 1, len(COLUMNS) - 1)
    sheet.without_warnings()
    _chart(sheet, table, grid, summary, [(payments[step.place].option, step) for step in steps])


def _figures(summary: Summary, step: Step, payment: Payment, figure: dict[str, Any]) -> dict[str, Any]:
    """What the model has for one row."""
    flow, case, number = payment.flow, summary.dossier.case, step.number - 1
    stays = (
        float(summary.outcomes[payment.option].staying)
        if flow.if_stays and payment.option < len(summary.outcomes)
        else 1.0
    )
    amount, chance = (
        figure["amount"] * (1.0 + figure["growth"]) ** number,
        figure["chance"] * figure["keep"] ** number * stays,
    )
    left = figure["times"] - number if step.rest else 1.0
    found: dict[str, Any] = {
        "amount": amount,
        "chance": chance,
        "when": case.settlement_date + timedelta(days=round(min(step.day, 2 * MOST_DAYS))),
    }
    for party, rate in (("us", case.rates.us), ("customer", case.rates.customer)):
        sign, ratio = figure[f"sign_{party}"], figure[f"ratio_{party}"]
        endless = math.isinf(left) and figure["ratio"] >= 1.0
        found[f"expected_{party}"] = (
            math.inf
            if endless and sign
            else sign * amount * chance * (float(geometric_sum(figure["ratio"], left)) if sign else 0.0)
        )
        found[f"factor_{party}"] = float(discount(step.day, rate))
        found[f"present_{party}"] = (
            sign
            * amount
            * chance
            * float(discount(step.day, rate))
            * (float(geometric_sum(ratio, left)) if sign else 0.0)
        )
    return found


def _write(
    sheet: Sheet,
    row: int,
    step: Step,
    payment: Payment,
    figure: dict[str, Any],
    source: Table,
    grid: Grid,
    labels: Sequence[str],
    start: float,
) -> None:
    lang, number, option = sheet.paper.lang, step.number - 1, payment.option
    from_row, here = (
        source.top + step.place,
        {key: f"{letter(column)}{row}" for column, (key, _, _) in enumerate(COLUMNS)},
    )
    pay = source.there(from_row)
    s = f"*IF({pay['if_stays']}=1,{grid.cell('s', option)},1)" if option < grid.options else ""
    power = f"^{number}" if number > 1 else ""
    grown = f"{pay['amount']}*(1+{pay['growth']}){power}" if number else pay["amount"]
    kept = f"{pay['chance']}*{pay['keep']}{power}{s}" if number else f"{pay['chance']}{s}"
    left = f"({pay['times']}-{number})"
    written = {
        "day": f"={pay['first_day']}" + (f"+{number}*{pay['every_days']}" if number else ""),
        "date": f"={start:.0f}+IF(MOD({here['day']},1)=0.5,2*ROUND({here['day']}/2,0),ROUND({here['day']},0))",
        "amount": f"={grown}",
        "chance": f"={kept}",
    }
    for party in ("us", "customer"):
        sign = pay[f"sign_{party}"]
        rate = grid.shared(f"rate_{party}")
        written[f"factor_{party}"] = f"=(1+{rate})^(-{here['day']}/365)"
        sums = [geometric(pay[name], left, pay["times"]) if step.rest else "1" for name in ("ratio", f"ratio_{party}")]
        if step.rest:
            endless = f"IF(ISNUMBER({pay['times']}),0,{pay['ratio']})>=1"
            some = f"{sign}*{here['amount']}*{here['chance']}*{sums[0]}"
            written[f"expected_{party}"] = f"=IF({sign}=0,0,IF({endless},{quoted(say(lang, 'book.none'))},{some}))"
            written[f"present_{party}"] = (
                f"=IF({sign}=0,0,{sign}*{here['amount']}*{here['chance']}*{here[f'factor_{party}']}*{sums[1]})"
            )
        else:
            written[f"expected_{party}"] = f"={sign}*{here['amount']}*{here['chance']}"
            written[f"present_{party}"] = f"={here[f'expected_{party}']}*{here[f'factor_{party}']}"
    words = {
        "option": labels[option],
        "payment": say(lang, f"flow.{payment.flow.key}"),
        "payer": say(lang, f"party.{payment.flow.payer}"),
        "payee": say(lang, f"party.{payment.flow.payee}"),
        "seen_by": say(lang, f"book.seen_{payment.seen}"),
    }
    for column, (key, _, kind) in enumerate(COLUMNS):
        if key in words:
            sheet.text(row, column, words[key], "cell")
        elif key == "step" and step.rest:
            sheet.text(row, column, say(lang, "book.step_rest", step=float(step.number)), "cell", "centred")
        elif key in ("number", "step", "source"):
            sheet.number(
                row,
                column,
                {"number": option, "step": step.number, "source": from_row}[key],
                kind,
                "cell",
                "centred",
                *(["plain"] if key == "source" else []),
            )
        elif key == "date":
            sheet.formula(row, column, written[key], serial(figure["when"]), kind, "cell")
        else:
            value = step.day if key == "day" else figure[key]
            sheet.formula(
                row,
                column,
                written[key],
                value if math.isfinite(value) else say(lang, "book.none"),
                kind,
                "cell",
                "right",
            )


def _chart(sheet: Sheet, table: Table, grid: Grid, summary: Summary, steps: Sequence[tuple[int, Step]]) -> None:
    """Cumulative expected cash of the recommended option by month, as far as every step has its own row."""
    lang, page, columns = (
        sheet.paper.lang,
        sheet.page,
        {key: f"${letter(place)}" for place, (key, _, _) in enumerate(COLUMNS)},
    )
    best, later = summary.outcomes.index(summary.best), len(summary.outcomes)
    listed = min([step.day for option, step in steps if step.rest and option in (best, later)], default=math.inf)
    values = [
        value
        for month, value in enumerate(cash_by_month(summary, summary.verdict.code))
        if month * YEAR / 12.0 < listed
    ]
    page.set_column(MONTHS - 1, MONTHS - 1, 3)
    page.set_column(MONTHS, MONTHS + 1, 15)
    for place, key in enumerate(("month", "cumulative")):
        sheet.text(TOP - 1, MONTHS + place, say(lang, f"book.column_{key}"), "head", "centred")
    ranges = {
        key: f"{columns[key]}${table.top}:{columns[key]}${table.last}"
        for key in ("number", "day", "step", "present_us")
    }
    for month, value in enumerate(values):
        row = TOP + month
        until = f'{ranges["day"]},"<="&({letter(MONTHS)}{row}*365/12+0.000000001),{ranges["step"]},">0"'
        sums = [
            f"SUMIFS({ranges['present_us']},{ranges['number']},{grid.shared(key)},{until})"
            for key in ("recommended_number", "lifetime_number")
        ]
        s = f"INDEX({grid.all('s')},{grid.shared('recommended_number')}+1)"
        sheet.number(row, MONTHS, month, "whole", "cell")
        sheet.formula(row, MONTHS + 1, f"={sums[0]}+{s}*{sums[1]}", value, "money", "cell")
    chart = sheet.paper.book.add_chart({"type": "column"})
    last = TOP + len(values) - 2
    chart.add_series(
        {
            "name": say(lang, "book.column_cumulative"),
            "categories": [sheet.name, TOP - 1, MONTHS, last, MONTHS],
            "values": [sheet.name, TOP - 1, MONTHS + 1, last, MONTHS + 1],
            "fill": {"color": FAVOURABLE},
            "gap": 40,
            "invert_if_negative": True,
            "invert_if_negative_color": ADVERSE,
        }
    )
    font = {"name": sheet.paper.base["font_name"], "size": 9}
    chart.set_title(
        {
            "name": cut(say(lang, "book.cash_chart", currency=sheet.paper.currency), 120),
            "name_font": font | {"size": 11},
            "overlay": False,
        }
    )
    chart.set_x_axis(
        {
            "name": say(lang, "chart.months"),
            "name_font": font,
            "num_font": font,
            "label_position": "low",
            "interval_unit": 6,
        }
    )
    chart.set_y_axis(
        {"num_font": font, "num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#E1E6EB"}}}
    )
    chart.set_legend({"none": True})
    chart.show_hidden_data()
    chart.set_size({"width": 720, "height": 340})
    page.insert_chart(TOP - 1, MONTHS + 3, chart, {"object_position": 3})
