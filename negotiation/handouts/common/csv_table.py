"""Any table of the screen as CSV that a spreadsheet opens in any language; text can never become a formula there."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence

RISKY = re.compile(r"^[\s\u00a0\ufeff]*[=+\-−@＝＋－＠\t\r|%]")
"""How a cell begins that some spreadsheet may take for a formula, full-width signs included."""

NUMBER = re.compile(r"^[−-]?[\d,]*\.?\d+%?$")


def table_file(heads: Mapping[str, str], rows: Sequence[Mapping[str, object]], closing: Sequence[str] = ()) -> bytes:
    """Heads by key and rows by key as CSV (RFC 4180) in UTF-8 with its mark; a true number keeps its sign and loses
    its separators, any other text that could start a formula gets an apostrophe before it. `closing` lines stand
    below the table, after an empty line: the heads stay first.

    >>> table_file({"a": "A"}, [{"a": "=1+1"}, {"a": -2.5}, {"a": "−1,002.50"}]).decode("utf-8-sig").split()
    ['A', "'=1+1", '-2.5', '-1002.50']
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_cell(head) for head in heads.values()])
    writer.writerows([_cell(row.get(key, "")) for key in heads] for row in rows)
    writer.writerows([[], *([_cell(line)] for line in closing)] if closing else [])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    if type(value) is str and value[:1].isalpha() and value.isprintable():
        return value  # most cells: nothing before the first letter, so nothing that could be taken for a formula
    if isinstance(value, bool) or not isinstance(value, int | float):
        text = "".join(sign for sign in str(value) if sign.isprintable() or sign in "\n\t\u00a0\u2003")
        if NUMBER.match(text):
            return text.replace("−", "-").replace(",", "")
        return f"'{text}" if RISKY.match(text) else text
    return value
