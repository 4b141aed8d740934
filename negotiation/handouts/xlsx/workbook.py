"""A claim as a workbook: every figure a formula that can be followed, the calendar of both parties, and all inputs,
which can be loaded back."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

from negotiation.claim.summary.claim_summary import Summary
from negotiation.handouts.common.footer import footer_stamp
from negotiation.handouts.xlsx.calendar_sheet import steps_of, write_calendar
from negotiation.handouts.xlsx.calendar_sheet import table_of as calendar_of
from negotiation.handouts.xlsx.inputs_sheet import leaves, rows_of, write_inputs
from negotiation.handouts.xlsx.option_rows import APP, DIFFERENCES, SHARED, Grid
from negotiation.handouts.xlsx.options_sheet import figures_of as options_in
from negotiation.handouts.xlsx.options_sheet import write_options
from negotiation.handouts.xlsx.payments_sheet import figures_of, payments_of, table_of, write_payments
from negotiation.handouts.xlsx.sheet_writer import Paper, cut, sheet_name, shown
from negotiation.handouts.xlsx.summary_sheet import ON_ONE_PAGE, write_summary
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import localized
from negotiation.presentation.common.labels import option_label

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
SHEETS = ("summary", "options", "payments", "calendar", "inputs")


def workbook(summary: Summary, made_on: date, lang: str) -> bytes:
    """The bytes of an XLSX file with five sheets: summary, options, payments, calendar, inputs.

    Every figure that follows from others is a formula with its present value; nothing that a user typed is ever a
    formula, a link or markup. The same summary, date and language give the same bytes.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    dossier = summary.dossier
    paper = Paper(book, lang, dossier.case.currency, summary.digits)
    title = cut(str(localized(dossier.case.title, lang)), 120) or say(lang, "book.untitled")
    book.set_properties({"title": title, "created": datetime(made_on.year, made_on.month, made_on.day)})
    _write(paper, summary, footer_stamp(summary, made_on, lang), title)
    book.close()
    return buffer.getvalue()


def _write(paper: Paper, summary: Summary, line: str, title: str) -> None:
    lang, dossier = paper.lang, summary.dossier
    sheets = {key: paper.sheet(key) for key in SHEETS}
    labels = [shown(" ".join(option_label(dossier, outcome.code, lang).split())) for outcome in summary.outcomes]
    payments = payments_of(summary)
    figures = figures_of(summary, payments)
    found = leaves(dossier, lang)
    rows = rows_of(found)
    at = {leaf.path: f"'{sheet_name('inputs', lang)}'!$B${rows[leaf.path]}" for leaf in found}
    grid = Grid(sheet_name("options", lang), len(labels))
    paid = table_of(payments, sheet_name("payments", lang))
    steps = steps_of(payments, figures)
    dated = calendar_of(steps, sheet_name("calendar", lang))

    by_option = [
        options_in(summary, outcome, number, list(zip(payments, figures, strict=True)), lang)
        for number, outcome in enumerate(summary.outcomes)
    ]
    judged = [
        at.get(path, "")
        for path in (
            "no_deal.staying.chance",
            *(f"offers[{place}].staying.chance" for place in range(len(dossier.offers))),
        )
    ]
    codes = [outcome.code for outcome in summary.outcomes]
    write_summary(sheets["summary"], summary, grid, labels, by_option, line, APP)
    write_options(
        sheets["options"],
        grid,
        labels,
        codes,
        by_option,
        _shared(summary, grid, at),
        judged,
        paid.columns("p_") | dated.columns("c_"),
    )
    with_lifetime = [*labels, say(lang, "book.lifetime")]
    rates = {key: grid.shared(key) for key in ("rate_us", "rate_customer", "gap")}
    write_payments(sheets["payments"], paid, payments, figures, with_lifetime, rates)
    write_calendar(sheets["calendar"], dated, grid, summary, steps, payments, figures, paid, with_lifetime)
    write_inputs(sheets["inputs"], dossier, found, rows)
    for key, head in (("options", 5), ("payments", 5), ("calendar", 7), ("inputs", 5)):
        sheets[key].print_on(
            line, head, 2 if key == "payments" else 1, 1 if key == "options" and len(labels) <= ON_ONE_PAGE else 0
        )


def _shared(summary: Summary, grid: Grid, at: dict[str, str]) -> dict[str, tuple[str, float]]:
    """What all options use: its formula, if it has one, and its value."""
    dossier, curve = summary.dossier, summary.dossier.staying
    rates, life = dossier.case.rates, summary.life
    values: dict[str, Any] = {
        "rate_us": rates.us,
        "rate_customer": rates.customer,
        "floor": curve.floor,
        "ceiling": curve.ceiling,
        "midpoint": curve.midpoint,
        "width": curve.width,
        "penalty": curve.penalty,
        "earlier": dossier.case.incident.earlier_similar,
        "gap": life.stream.gap,
        "unit": 10.0**-summary.digits,
        "digits": summary.digits,
        "lifetime_number": len(summary.outcomes),
        "lifetime_value": life.value,
        "lifetime_difference": 0.0,
        "recommended_number": [outcome.code for outcome in summary.outcomes].index(summary.verdict.code),
        "largest_difference": 0.0,
    }
    formulas = {key: f"={at[path]}" for key, path, _ in SHARED if path}
    formulas["lifetime_value"] = "=SUMIFS({p_to_us},{p_number},{g_lifetime_number})"
    formulas["lifetime_difference"] = (
        "=ROUND(SUMIFS({c_present_us},{c_number},{g_lifetime_number})-{g_lifetime_value},{g_digits})"
    )
    formulas["recommended_number"] = "=MATCH(MAX({all_in_the_running}),{all_in_the_running},0)-1"
    ends = [f"{end}({{all_{key}}})" for key in DIFFERENCES for end in ("MAX", "-MIN")]
    formulas["largest_difference"] = "=MAX(" + ",".join(ends) + ",{g_lifetime_difference},-{g_lifetime_difference})"
    return {key: (formulas.get(key, ""), float(value)) for key, value in values.items()}
