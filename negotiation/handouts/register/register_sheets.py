"""The sheets of a register's workbook that have a row a claim: as it was entered, and in one currency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from negotiation.core.money import minor_digits
from negotiation.finance.register.breakdown import Split
from negotiation.finance.register.entry import OPEN_STAGES
from negotiation.finance.register.register import AMOUNTS, DATES, FIELDS
from negotiation.finance.register.valued_register import MONEY_NAMES, NAMES, ConvertedRegister, register_totals
from negotiation.handouts.xlsx.sheet_writer import Paper, Sheet, Table, quoted, serial
from negotiation.i18n.catalogue import say

WIDTHS = {
    "code": 14,
    "title": 42,
    "customer": 24,
    "owner": 14,
    "team": 16,
    "cause": 20,
    "currency": 9,
    "stage": 13,
    "chance": 8,
    "certainty": 16,
}
TOP = 5
"""Row of the first line on the sheets with totals above; the totals are in the row before."""

RATE_ROW = len(NAMES) + 7
"""Row of the first exchange rate on the sheet of totals."""


@dataclass(frozen=True, eq=False)
class Book:
    """What all sheets are written from."""

    paper: Paper
    converted: ConvertedRegister
    title: str
    splits: Mapping[str, Split]

    @property
    def lang(self) -> str:
        """The language of the heads."""
        return self.paper.lang

    def name(self, key: str) -> str:
        """The name of a sheet."""
        return say(self.lang, f"register.sheet_{key}")

    def sheet(self, key: str) -> Sheet:
        """A new sheet."""
        return self.paper.page(self.name(key))

    @property
    def register(self) -> Table:
        """Where the claims stand."""
        return Table(self.name("register"), 2, FIELDS, len(self.converted))

    @property
    def amounts(self) -> Table:
        """Where their amounts in one currency stand."""
        return Table(
            self.name("amounts"),
            TOP,
            ("code", "open", *(f"number_{key}" for key in self.splits), *MONEY_NAMES),
            len(self.converted),
        )

    def shown(self, minor: int) -> float:
        """Minor units as the amount that a cell holds."""
        return float(int(minor) / 10**self.converted.digits)


def write_register(book: Book, heads: Mapping[str, str], cells: Mapping[str, Sequence[str]]) -> None:
    """The claims as they were entered, heads in the first row, so that the sheet reads back; amounts with the digits
    of their currency."""
    sheet, register = book.sheet("register"), book.converted.register
    for digits in {minor_digits(code) for code in register.factor("currency")[1]}:
        book.paper.numbers[f"money_{digits}"] = "#,##0" + ("." + "0" * digits if digits else "")
    for column, name in enumerate(FIELDS):
        sheet.page.set_column(column, column, WIDTHS.get(name, 13))
        sheet.text(1, column, heads[name], "head", "centred")
        values = getattr(register, name).tolist()
        if name in AMOUNTS:
            for row, (minor, code) in enumerate(zip(values, register.currency.tolist(), strict=True), start=2):
                digits = minor_digits(code)
                sheet.number(row, column, minor / 10**digits, f"money_{digits}", "cell")
        elif name in DATES:
            for row, day in enumerate(values, start=2):
                if day is None:
                    sheet.text(row, column, "", "cell")
                else:
                    sheet.number(row, column, serial(day), "date", "cell")
        elif name == "chance":
            for row, chance in enumerate(values, start=2):
                sheet.number(row, column, chance, "share", "cell")
        else:
            for row, text in enumerate(cells[name], start=2):
                sheet.text(row, column, text, "cell")
    sheet.page.set_row(0, 32)
    sheet.page.freeze_panes(1, 2)
    sheet.page.autofilter(0, 0, max(len(register), 1), len(FIELDS) - 1)
    sheet.without_warnings()
    sheet.print_on(book.title, 1, 2)


def write_amounts(book: Book) -> None:
    """Every claim in one currency: each figure a formula on the claim and the rate of its currency; totals above,
    frozen with the heads."""
    sheet, table, found, lang = book.sheet("amounts"), book.amounts, book.converted, book.lang
    sheet.text(1, 0, book.title, "title")
    fixed = {"code": "field.entry.code", "open": "register.head_open"} | {
        f"number_{key}": f"register.head_number_{key}" for key in book.splits
    }
    sheet.heads(TOP - 2, [say(lang, fixed.get(key, f"register.figure_{key}")) for key in table.keys])
    for first in range(len(table.keys) - len(MONEY_NAMES)):
        sheet.text(TOP - 1, first, say(lang, "register.head_total") if first == 0 else "", "total")
    every = register_totals(found)
    for key in ("open", *MONEY_NAMES):
        value, kind = (every.open_count, "whole") if key == "open" else (book.shown(getattr(every, key)), "money")
        cells = f"{table.places[key]}{TOP}:{table.places[key]}{table.last}"
        sheet.formula(TOP - 1, table.keys.index(key), f"=ROUND(SUM({cells}),{found.digits})", value, kind, "total")
    numbers = {f"number_{key}": _numbers(found, split) for key, split in book.splits.items()}
    rates = {
        code: f"'{book.name('totals')}'!$B${RATE_ROW + place}"
        for place, code in enumerate(found.register.factor("currency")[1])
    }
    lines = {key: getattr(found.lines, key).tolist() for key in MONEY_NAMES}
    opened, codes, currencies = (
        column.tolist() for column in (found.register.is_open, found.register.code, found.register.currency)
    )
    for place in range(len(found)):
        row = TOP + place
        entered, here = book.register.there(book.register.top + place), table.here(row)
        sheet.text(row, 0, codes[place], "cell")
        sheet.formula(row, 1, _is_open(entered, lang), float(opened[place]), "whole", "cell")
        for key, column in numbers.items():
            sheet.number(row, table.keys.index(key), column[place], "whole", "cell")
        for key, formula in _formulas(entered, here, rates[currencies[place]], book).items():
            sheet.formula(row, table.keys.index(key), formula, book.shown(lines[key][place]), "money", "cell")
    sheet.page.set_column(0, len(table.keys) - 1, 14)
    sheet.page.freeze_panes(TOP - 1, 1)
    sheet.without_warnings()
    sheet.print_on(book.title, TOP - 2, 2)


def _is_open(entered: Mapping[str, str], lang: str) -> str:
    words = ",".join(f"{entered['stage']}={quoted(say(lang, f'stage.{stage}'))}" for stage in OPEN_STAGES)
    return f"=IF(OR({words}),1,0)"


def _formulas(entered: Mapping[str, str], here: Mapping[str, str], rate: str, book: Book) -> dict[str, str]:
    """The figures of a claim, each rounded once, as `convert_register` works them out."""
    digits, e = book.converted.digits, entered
    plain = {key: f"ROUND({e[key]}*{rate},{digits})" for key in AMOUNTS}
    gone = f"ROUND(({e['used']}+{e['expired']})*{rate},{digits})"
    today = f"'{book.name('totals')}'!$B$3"
    certain = quoted(say(book.lang, "certainty.virtually_certain"))
    if_open = {key: f"IF({here['open']}=1,{plain[key]},0)" for key in ("low", "likely", "high")}
    returned = f"IF({here['open']}=1,ROUND({e['chance']}*{e['recovery']}*{rate},{digits}),{here['recovery']})"
    still = f"ROUND({here['expected']}+{here['credits']},{digits})"
    formulas = {
        "claimed": plain["claimed"],
        "accepted": plain["accepted"],
        "disputed": f"MAX(ROUND({here['claimed']}-{here['accepted']},{digits}),0)",
        "paid": plain["paid"],
        **if_open,
        "expected": f"IF({here['open']}=1,ROUND({e['chance']}*({e['low']}+4*{e['likely']}+{e['high']})"
        f"/6*{rate},{digits}),0)",
        "receivable": plain["receivable"],
        "overdue": f"IF(AND(ISNUMBER({e['receivable_due']}),{e['receivable_due']}<{today}),{here['receivable']},0)",
        "promised": f"MAX({plain['promised']},{gone})",
        "used": plain["used"],
        "expired": f"ROUND({gone}-{here['used']},{digits})",
        "credits": f"ROUND({here['promised']}-{here['used']}-{here['expired']},{digits})",
        "recovery": plain["recovery"],
        "assured": f"IF({e['certainty']}={certain},MIN({returned},{still}),0)",
        "net": f"ROUND({here['expected']}+{here['credits']}-{here['assured']},{digits})",
    }
    return {key: f"={formula}" for key, formula in formulas.items()}


def _numbers(found: ConvertedRegister, split: Split) -> list[int]:
    """The number of each claim's group, from 1 in the order of the split."""
    codes, names = found.register.factor(split.key)
    place = {name: number for number, name in enumerate(split.names, start=1)}
    return np.array([place[name] for name in names], dtype=np.int64)[codes].tolist() if names else []
