"""A table of text from an untrusted file: CSV in any usual encoding, or XLSX checked before it is opened."""

from __future__ import annotations

import io
import zipfile
import zlib

import pandas as pd

from negotiation.core.problems import BadInput, Problem

LARGEST = 200_000_000
MOST_MEMBERS, MOST_INFLATED, MOST_RATIO = 200, 50 * 2**20, 100
ENCODINGS = ("utf-8-sig", "gb18030")
WIDE = (b"\xff\xfe", b"\xfe\xff")
"""Byte order marks of UTF-16 text. Spreadsheets call this format Unicode text, with tabs between the cells."""

OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_table(data: bytes) -> pd.DataFrame:
    """All cells as text, with the first row as headings.

    A file that is empty, too large, or neither CSV (UTF-8, UTF-16 with its mark, GB 18030) nor XLSX raises BadInput.
    """
    if not data.strip():
        raise BadInput(Problem("empty_file", "", 0))
    if len(data) > LARGEST:
        raise BadInput(Problem("too_large", "", len(data), {"high": LARGEST}))
    if data[:4] == b"PK\x03\x04":
        return _workbook(data)
    if data[:2] in WIDE:
        return _text(data, ("utf-16",))
    if data[:8] == OLD_WORKBOOK or b"\x00" in data[:4096]:
        raise BadInput(Problem("not_a_table", "", _kind_of(data[:4096])))
    return _text(data, ENCODINGS)


def _kind_of(head: bytes) -> str:
    """The kind of a file that contains zero bytes, as far as its beginning shows."""
    if head[:8] == OLD_WORKBOOK:
        return "XLS"
    zeros = [head[place::2].count(0) for place in (0, 1)]
    return (
        "UTF-16, no BOM"
        if min(zeros) == 0 and max(zeros) > len(head) // 8 and not head.count(b"\x00\x00")
        else "binary"
    )


def _text(data: bytes, encodings: tuple[str, ...]) -> pd.DataFrame:
    for encoding in encodings:
        try:
            head = data[:65_536].decode(encoding, errors="strict" if len(data) <= 65_536 else "ignore")
            if "\x00" in head:
                raise BadInput(Problem("not_a_table", "", "binary"))
            separator = max(",;\t|", key=head.splitlines()[0].count)
            table = pd.read_csv(
                io.BytesIO(data),
                sep=separator,
                dtype=str,
                keep_default_na=False,
                encoding=encoding,
                on_bad_lines="error",
            )
            if table.empty:
                raise BadInput(Problem("empty_file", "", 0))
            return table
        except UnicodeDecodeError:
            continue
        except (pd.errors.ParserError, pd.errors.EmptyDataError, IndexError) as error:
            raise BadInput(Problem("not_a_table", "", str(error)[:80])) from None
    raise BadInput(Problem("not_a_table", "", "encoding"))


def checked_archive(data: bytes) -> bytes:
    """The same bytes, if they are a workbook that may be opened. Members, their inflated size and the ratio are
    measured first.

    More than `MOST_MEMBERS` members, more than `MOST_INFLATED` bytes inflated or `MOST_RATIO` times the file, macros
    and links to other files raise BadInput (`hostile_file`). A file that is no archive raises `not_a_table`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise BadInput(Problem("hostile_file", "", len(members)))
            inflated = 0
            for member in members:
                if "vbaproject" in member.filename.lower() or "externallink" in member.filename.lower():
                    raise BadInput(Problem("hostile_file", "", member.filename[:60]))
                with archive.open(member) as opened:
                    while piece := opened.read(1 << 20):
                        inflated += len(piece)
                        if inflated > MOST_INFLATED or inflated > MOST_RATIO * max(len(data), 1):
                            raise BadInput(Problem("hostile_file", "", inflated))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        raise BadInput(Problem("not_a_table", "", "XLSX")) from None
    return data


def _workbook(data: bytes) -> pd.DataFrame:
    """The first sheet of a checked workbook. A formula without a stored value is refused."""
    checked_archive(data)
    from openpyxl import load_workbook

    try:
        values = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        formulas = load_workbook(io.BytesIO(data), read_only=True, data_only=False).worksheets[0]
        rows = []
        for number, (shown, typed) in enumerate(
            zip(values.iter_rows(values_only=True), formulas.iter_rows(values_only=True), strict=False), start=1
        ):
            for value, formula in zip(shown, typed, strict=False):
                if value is None and isinstance(formula, str) and formula.startswith("="):
                    raise BadInput(Problem("formula_without_value", "", formula[:40], {"row": number}))
            rows.append(
                [
                    "" if each is None else each.date().isoformat() if hasattr(each, "date") else str(each)
                    for each in shown
                ]
            )
    except BadInput:
        raise
    except Exception:
        raise BadInput(Problem("not_a_table", "", "XLSX")) from None
    if len(rows) < 2:
        raise BadInput(Problem("empty_file", "", 0))
    return pd.DataFrame(rows[1:], columns=rows[0], dtype=str)
