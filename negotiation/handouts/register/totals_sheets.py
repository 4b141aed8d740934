"""The sheets of a register's workbook that add up: by customer, team and cause, and all together."""

from __future__ import annotations

from collections.abc import Sequence

from negotiation.finance.register.valued_register import NAMES, register_totals
from negotiation.handouts.register.register_sheets import RATE_ROW, TOP, Book
from negotiation.handouts.xlsx.sheet_writer import height_of, letter, serial
from negotiation.i18n.catalogue import say

COLUMNS = (*NAMES[:2], "net", *(name for name in NAMES[2:] if name != "net"))
"""Columns of a group: what it is sorted by stands in front."""


def write_groups(book: Book, key: str, names: Sequence[str]) -> None:
    """The claims by customer, team or cause: sums of the lines by the number of the group, and that nothing is left
    out."""
    sheet, split, source, lang = book.sheet(f"by_{key}"), book.splits[key], book.amounts.columns(), book.lang
    sheet.text(1, 0, f"{book.title} · {say(lang, f'register.by_{key}')}", "title")
    sheet.heads(
        TOP - 2,
        [
            say(lang, f"register.head_number_{key}"),
            say(lang, "register.head_group"),
            *(say(lang, f"register.figure_{each}") for each in COLUMNS),
        ],
    )
    sheet.text(TOP - 1, 1, say(lang, "register.head_total"), "total")
    every, last = register_totals(book.converted), TOP + max(len(split), 1) - 1
    for column, name in enumerate(COLUMNS, start=2):
        kind = "whole" if name in ("count", "open_count") else "money"
        value = getattr(every, name) if kind == "whole" else book.shown(getattr(every, name))
        sheet.formula(
            TOP - 1,
            column,
            f"=ROUND(SUM({letter(column)}{TOP}:{letter(column)}{last}),{book.converted.digits})",
            value,
            kind,
            "total",
        )
        whole = (
            f"ROWS({source['open']})" if name == "count" else f"SUM({source['open' if name == 'open_count' else name]})"
        )
        check = f"=ROUND({letter(column)}{TOP - 1}-{whole},{book.converted.digits})" if len(book.converted) else "=0"
        sheet.formula(last + 2, column, check, 0.0, kind, "cell", "quiet")
        values = getattr(split.figures, name).tolist()
        for place, value in enumerate(values):
            of_group = f"{source[f'number_{key}']},$A{TOP + place}"
            sums = (
                f"COUNTIFS({of_group})"
                if name == "count"
                else f"SUMIFS({source['open' if name == 'open_count' else name]},{of_group})"
            )
            shown = value if kind == "whole" else book.shown(value)
            sheet.formula(TOP + place, column, f"=ROUND({sums},{book.converted.digits})", shown, kind, "cell")
    sheet.text(last + 2, 1, say(lang, "register.head_difference"), "quiet")
    for place, name in enumerate(names):
        sheet.number(TOP + place, 0, place + 1, "whole", "cell")
        sheet.text(TOP + place, 1, name or say(lang, "register.unnamed"), "cell")
    sheet.page.set_column(0, 0, 10)
    sheet.page.set_column(1, 1, 28)
    sheet.page.set_column(2, len(COLUMNS) + 1, 14)
    sheet.page.freeze_panes(TOP - 1, 2)
    sheet.without_warnings()
    sheet.print_on(book.title, TOP - 2, 2)


def write_totals(book: Book) -> None:
    """All together, with the day and the exchange rates that every line uses, and what the figures mean."""
    sheet, found, lang, every = book.sheet("totals"), book.converted, book.lang, register_totals(book.converted)
    sheet.page.set_column(0, 0, 34)
    sheet.page.set_column(1, 1, 20)
    sheet.text(1, 0, book.title, "title")
    sheet.text(3, 0, say(lang, "register.head_today"), "cell")
    sheet.number(3, 1, serial(found.today), "date", "input", "cell")
    sheet.heads(4, [say(lang, "register.head_figure"), found.currency], 20.0)
    source = book.amounts.columns()
    for row, name in enumerate(NAMES, start=5):
        look = ("total",) if name == "net" else ("cell",)
        sheet.text(row, 0, say(lang, f"register.figure_{name}"), *look)
        cells = source["open" if name in ("count", "open_count") else name]
        if name == "count":
            sheet.formula(row, 1, f"=ROWS({cells})" if len(found) else "=0", every.count, "whole", *look)
        elif name == "open_count":
            sheet.formula(row, 1, f"=SUM({cells})", every.open_count, "whole", *look)
        else:
            sheet.formula(
                row, 1, f"=ROUND(SUM({cells}),{found.digits})", book.shown(getattr(every, name)), "money", *look
            )
    sheet.heads(
        RATE_ROW - 1,
        [say(lang, "field.entry.currency"), say(lang, "register.head_worth", currency=found.currency)],
        20.0,
    )
    codes = found.register.factor("currency")[1]
    for place, code in enumerate(codes):
        sheet.text(RATE_ROW + place, 0, code, "cell")
        sheet.number(RATE_ROW + place, 1, found.rates[code], "number", "input", "cell")
    note = say(lang, "register.book_note")
    sheet.wide(RATE_ROW + len(codes) + 1, (0, 6), note, "note", height=height_of(note, 110.0))
    sheet.without_warnings()
    sheet.print_on(book.title, 4)
