"""A register as a file: CSV and workbook in both languages, which read back as the same register."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime, timedelta
from typing import Any

from negotiation.core.money import minor_digits
from negotiation.core.problems import BadInput, Problem
from negotiation.finance.register.breakdown import split_by
from negotiation.finance.register.entry import Entry
from negotiation.finance.register.register import AMOUNTS, DATES, FIELDS, Register, register_of
from negotiation.finance.register.valued_register import ConvertedRegister
from negotiation.finance.register_file.register_cells import RISKY
from negotiation.handouts.register.register_sheets import Book, write_amounts, write_register
from negotiation.handouts.register.totals_sheets import write_groups, write_totals
from negotiation.handouts.xlsx.sheet_writer import Paper
from negotiation.handouts.xlsx.workbook import OPTIONS
from negotiation.i18n.catalogue import say
from negotiation.importers.table_columns import one_line
from negotiation.importers.table_file import MOST_INFLATED
from negotiation.model.facts.case import INCIDENTS

MOST_IN_BOOK = 15_000
"""Claims that a workbook holds: with ordinary texts it inflates to 44 MiB, and what is over 50 is not read back. CSV
holds any number."""

CODED = {"stage": "stage", "certainty": "certainty", "cause": "incident"}
"""Columns of codes, with the section of the words that name them; a cause may also be the team's own words."""

SPLITS = ("customer", "team", "cause")


def register_csv(register: Register, lang: str) -> bytes:
    """The register as CSV (RFC 4180) in UTF-8 with its mark: amounts to the minor unit, dates as 2026-12-31, chances
    from 0 to 1.

    A text that could start a formula gets an apostrophe before it, which reading takes off again; texts are in one
    line. A cause that is written like one of our own kinds reads back as that kind.
    """
    columns = cells_of(register, lang)
    for name in ("code", "title", "customer", "owner", "team", "cause"):
        columns[name] = [f"'{text}" if RISKY.match(text) else text for text in columns[name]]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(heads_of(lang).values())
    writer.writerows(zip(*(columns[name] for name in FIELDS), strict=True))
    return out.getvalue().encode("utf-8-sig")


def register_template(lang: str, today: date) -> bytes:
    """A register with the heads of a language and one line as an example, to be filled in."""
    texts: dict[str, Any] = {
        name: say(lang, f"exposure_page.template_{name}") for name in ("code", "title", "customer", "owner", "team")
    }
    days: dict[str, Any] = {
        name: today + timedelta(ahead)
        for name, ahead in (("opened", 0), ("next_deadline", 14), ("settles_on", 45), ("receivable_due", 30))
    }
    line = Entry(
        **texts,
        **days,
        cause="defect",
        claimed=1_200.0,
        accepted=300.0,
        chance=0.6,
        low=200.0,
        likely=300.0,
        high=600.0,
        receivable=5_000.0,
        recovery=100.0,
    )
    return register_csv(register_of([line]), lang)


def heads_of(lang: str) -> dict[str, str]:
    """The heads of a register's columns by field."""
    return {name: say(lang, f"field.entry.{name}") for name in FIELDS}


def cells_of(register: Register, lang: str) -> dict[str, list[Any]]:
    """Every column as texts, codes in words of the language."""
    columns: dict[str, list[Any]] = {}
    digits = [minor_digits(code) for code in register.currency.tolist()] if len(register) else []
    for name in FIELDS:
        values = getattr(register, name).tolist()
        if name in CODED:
            words = {each: _word(name, each, lang) for each in set(values)}
            columns[name] = [words[each] for each in values]
        elif name in DATES:
            columns[name] = ["" if each is None else each.isoformat() for each in values]
        elif name in AMOUNTS:
            columns[name] = [_written(minor, places) for minor, places in zip(values, digits, strict=True)]
        else:
            columns[name] = [repr(each) for each in values] if name == "chance" else [one_line(each) for each in values]
    return columns


def _word(name: str, code: str, lang: str) -> str:
    return one_line(code) if name == "cause" and code not in INCIDENTS else say(lang, f"{CODED[name]}.{code}")


def _written(minor: int, digits: int) -> str:
    """Minor units as an amount: 1250 with two digits is 12.50."""
    return f"{minor // 10**digits}.{minor % 10**digits:0{digits}d}" if digits else str(minor)


def register_book(found: ConvertedRegister, lang: str) -> bytes:
    """The register as a workbook: itself on the first sheet, every line in one currency, by customer, team and
    cause, and the totals.

    All that follows from the register is a formula with the value that it has now; no text is ever a formula, a link
    or markup. More than 15,000 claims, or texts so long that it could not be read back, raise BadInput. The same
    register, day and language give the same bytes.
    """
    import xlsxwriter

    if len(found) > MOST_IN_BOOK:
        raise BadInput(Problem("too_many", "register", len(found), {"high": MOST_IN_BOOK}))
    buffer = io.BytesIO()
    file = xlsxwriter.Workbook(buffer, OPTIONS)
    title = say(lang, "register.book_title", currency=found.currency, today=found.today)
    file.set_properties({"title": title, "created": datetime(found.today.year, found.today.month, found.today.day)})
    paper = Paper(file, lang, found.currency, found.digits)
    splits = {key: split_by(found, key) for key in SPLITS}
    book = Book(paper, found, title, splits)
    write_register(book, heads_of(lang), cells_of(found.register, lang))
    write_amounts(book)
    for key in SPLITS:
        write_groups(
            book, key, [_word(key, name, lang) if key in CODED else one_line(name) for name in splits[key].names]
        )
    write_totals(book)
    file.close()
    fits = MOST_INFLATED / max(sum(each.file_size for each in zipfile.ZipFile(buffer).infolist()), 1)
    if fits < 1.0:
        raise BadInput(Problem("too_many", "register", len(found), {"high": int(len(found) * fits)}))
    return buffer.getvalue()
