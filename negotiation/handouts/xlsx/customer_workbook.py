"""The proposal as a workbook for the customer: the choices, the list to confirm, and the payments as numbers with
live sums."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Any

from negotiation.handouts.common.text_width import width_in_ems
from negotiation.handouts.offer_letter.letter_content import letter_content
from negotiation.handouts.offer_letter.offer_letter import Proposal

WIDE = 90
"""Signs in a line of the first sheet."""

SIGN = 0.58
"""How wide a sign of a column's width is in sizes of the type."""

PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def customer_book(found: Proposal, tongue: str, mark: str) -> bytes:
    """Two sheets: what is proposed, and the payments between us with a sum for each choice and side."""
    return book_of(letter_content(found, tongue, mark), found)


def book_of(sheet: dict[str, Any], found: Proposal) -> bytes:
    """The workbook of a proposal whose texts are ready."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, PLAIN)
    book.set_properties({"title": _cell(sheet["title"]), "created": datetime.combine(found.written_on, time())})
    styles = {
        name: book.add_format({"font_name": "Arial", "font_size": 10, "valign": "top", **more})
        for name, more in _STYLES.items()
    }
    styles["money"] = book.add_format(
        {
            "font_name": "Arial",
            "font_size": 10,
            "num_format": "#,##0" + ("." + "0" * found.digits if found.digits else ""),
        }
    )
    styles["sum"] = book.add_format(
        {"font_name": "Arial", "font_size": 10, "bold": True, "top": 1, "num_format": styles["money"].num_format}
    )
    _first(book, sheet, styles)
    if sheet["payments"]["rows"]:
        _payments(book, found, sheet, styles)
    book.close()
    return out.getvalue()


_STYLES: dict[str, dict[str, Any]] = {
    "title": {"font_size": 15, "bold": True},
    "head": {"bold": True, "font_color": "#0072B2", "text_wrap": True},
    "text": {"text_wrap": True},
    "soft": {"font_color": "#5B6673", "text_wrap": True, "font_size": 9},
    "column": {"bold": True, "bottom": 1, "bg_color": "#F3F6F9"},
    "bold": {"bold": True},
    "amount": {"bold": True, "bottom": 1, "bg_color": "#F3F6F9", "align": "right"},
}


def _first(book: Any, sheet: dict[str, Any], styles: dict[str, Any]) -> None:
    page = book.add_worksheet(_name(sheet["offers"]["title"], "1"))
    page.hide_gridlines(2)
    page.set_column(0, 0, 5)
    page.set_column(1, 1, WIDE)
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_footer(f"&L{_cell(sheet['stamp']).replace('&', '&&')}&R&P / &N")
    page.write_string(0, 0, _cell(sheet["title"]), styles["title"])
    row = 2
    for text in [*sheet["addressee"], sheet["dated"], *sheet["opening"]]:
        page.write_string(row, 1, _cell(text), styles["text"])
        row += 1
    blocks = [(sheet["facts"]["title"], sheet["facts"]["items"])]
    choices = sheet["offers"]["choices"]
    blocks += [(sheet["offers"]["title"], [])] if len(choices) > 1 else []
    blocks += [(each["letter"] or sheet["offers"]["title"], each["items"]) for each in choices]
    blocks += [(sheet["recap"]["title"], sheet["recap"]["items"])]
    for title, items in blocks:
        row += 1
        page.merge_range(row, 0, row, 1, "", styles["head"])
        page.write_string(row, 0, _cell(title), styles["head"])
        for mark, text in items:
            row += 1
            page.write_string(row, 0, _cell(mark), styles["text"])
            page.write_string(row, 1, _cell(text), styles["text"])
        row += 1
    page.write_string(row + 1, 1, _cell(sheet["closing"]), styles["soft"])
    page.write_string(row + 2, 1, _cell(sheet["stamp"]), styles["soft"])


def _payments(book: Any, found: Proposal, sheet: dict[str, Any], styles: dict[str, Any]) -> None:
    """Payments as numbers; below them what each side pays under each choice, summed up by the spreadsheet."""
    page = book.add_worksheet(_name(sheet["payments"]["title"], "2"))
    table = sheet["payments"]
    paid = [(choice.letter, each) for choice in found.choices for each in choice.payments]
    several = len(found.choices) > 1
    last = len(table["heads"]) - 1
    for column, head in enumerate([*table["heads"][:-1], f"{table['heads'][-1]} ({found.currency})"]):
        page.write_string(0, column, _cell(head), styles["amount" if column == last else "column"])
        texts = [head, *(cells[column] for cells in table["rows"])]
        page.set_column(column, column, max(max(map(width_in_ems, map(_cell, texts))) / SIGN + 3.0, 9.0))
    for row, (cells, (_, each)) in enumerate(zip(table["rows"], paid, strict=True), 1):
        for column, cell in enumerate(cells[:-1]):
            page.write_string(row, column, _cell(cell), styles["text"])
        page.write_number(row, last, each.amount, styles["money"])
    bottom, row = len(paid), len(paid) + 2
    who = 2 if several else 1
    for letter in [choice.letter for choice in found.choices if choice.payments]:
        for side in dict.fromkeys(
            cells[who] for cells, (owner, _) in zip(table["rows"], paid, strict=True) if owner == letter
        ):
            total = round(
                sum(
                    each.amount
                    for cells, (owner, each) in zip(table["rows"], paid, strict=True)
                    if owner == letter and cells[who] == side
                ),
                9,
            )
            ranges = {
                name: f"${'ABCDEF'[place]}$2:${'ABCDEF'[place]}${bottom + 1}"
                for name, place in (("who", who), ("sum", last), ("choice", 0))
            }
            if several:
                page.write_string(row, 0, letter, styles["text"])
            page.write_string(row, who, _cell(side), styles["text"])
            page.write_string(row, last - 1, _cell(table["total"]), styles["bold"])
            where = f",{ranges['choice']},A{row + 1}" if several else ""
            page.write_formula(
                row,
                last,
                f"=SUMIFS({ranges['sum']},{ranges['who']},{'ABCDEF'[who]}{row + 1}{where})",
                styles["sum"],
                total,
            )
            row += 1
    page.freeze_panes(1, 0)
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _name(text: str, fallback: str) -> str:
    """A sheet's name: no sign that a sheet may not have, at most 31 of them."""
    clean = "".join(sign for sign in _cell(text) if sign not in "[]:*?/\\'").strip(" 。:：.,，")[:31]
    return clean or fallback


def _cell(text: str) -> str:
    """Text that a cell may hold."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t\u00a0\u2003")[:32_000]
