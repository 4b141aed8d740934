"""A workbook of ours loaded back as the claim that its sheet of inputs holds: checked before it is opened, and field
by field after."""

from __future__ import annotations

import io
import json
import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.dossier_file import loads
from negotiation.core.problems import BadInput, Problem
from negotiation.handouts.xlsx.inputs_sheet import DATE, EMPTY, FLAG, HEADS, KINDS, NONE, NUMBER, QUOTED, TEXT
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.importers.table_file import checked_archive

LARGEST = 20_000_000
"""Bytes of a workbook that are read at most."""

MOST_ROWS, MOST_COLUMNS, HEAD_WITHIN = 100_000, 30, 40
PATH = re.compile(r"[A-Za-z_]\w{0,60}(?:\.[A-Za-z_]\w{0,60}|\[\d{1,5}\]){0,12}")
STEP = re.compile(r"\[(\d+)\]|([A-Za-z_]\w*)")
SAME_NUMBER = 1e-14
"""How far a cell may miss the exact number beside it and still be that number: a cell keeps 15 to 17 digits."""

Row = Sequence[Any]


def claim_in_workbook(data: bytes) -> Dossier:
    """The claim in a workbook of ours, with what was changed on its sheet of inputs.

    A file that is no workbook of ours, is unsafe to open, or holds a formula that was never calculated raises
    BadInput; so does everything that `loads` refuses, with the field and its value.
    """
    if len(data) > LARGEST:
        raise BadInput(Problem("too_large", "", len(data), {"high": LARGEST}))
    if data[:4] != b"PK\x03\x04":
        raise BadInput(Problem("not_our_workbook"))
    try:
        checked_archive(data)
    except BadInput as refused:
        raise BadInput(
            *(Problem("not_our_workbook") if each.code == "not_a_table" else each for each in refused.problems)
        ) from None
    found = _leaves(*_rows(data))
    return loads(json.dumps(_document(found), ensure_ascii=True, allow_nan=False))


def _rows(data: bytes) -> tuple[dict[str, int], list[Row], list[Row]]:
    """The columns of the sheet of inputs by key, and its rows twice: as values, and as they were typed."""
    from openpyxl import load_workbook

    try:
        shown, typed = (load_workbook(io.BytesIO(data), read_only=True, data_only=only) for only in (True, False))
        for name in shown.sheetnames:
            if not hasattr(shown[name], "iter_rows"):
                continue
            columns = _columns(shown[name].iter_rows(max_row=HEAD_WITHIN, max_col=MOST_COLUMNS, values_only=True))
            if columns is not None:
                both = [
                    list(book[name].iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True))
                    for book in (shown, typed)
                ]
                return columns, both[0], both[1]
    except Exception:
        raise BadInput(Problem("not_our_workbook")) from None
    raise BadInput(Problem("not_our_workbook"))


def _columns(rows: Any) -> dict[str, int] | None:
    """Which column is which, by the heads in either language; None where there are none."""
    heads = [{say(lang, f"book.column_{key}"): key for key in HEADS} for lang in LANGUAGES]
    for row in rows:
        for known in heads:
            found = {known[cell]: place for place, cell in enumerate(row) if isinstance(cell, str) and cell in known}
            if {"path", "kind", "value"} <= set(found):
                return found
    return None


def _leaves(columns: Mapping[str, int], shown: Sequence[Row], typed: Sequence[Row]) -> dict[str, Any]:
    """Every value by its path. A path that stands twice, or a formula without a value, is a problem."""
    found: dict[str, Any] = {}
    wrong = []

    def cell(row: Row, key: str) -> Any:
        place = columns.get(key, MOST_COLUMNS)
        return row[place] if place < len(row) else None

    for number, (values, sources) in enumerate(zip(shown, typed, strict=False), start=1):
        path, kind, value = cell(values, "path"), cell(values, "kind"), cell(values, "value")
        if kind not in KINDS or not isinstance(path, str) or not PATH.fullmatch(path):
            if isinstance(path, str) and isinstance(kind, str) and path and found:
                wrong.append(Problem("unknown_field", path[:120], kind[:40]))
            continue
        source = cell(sources, "value")
        if value is None and isinstance(source, str) and source.startswith("="):
            wrong.append(Problem("formula_without_value", path, source[:40], {"row": number}))
        elif path in found:
            wrong.append(Problem("duplicate_key", path, path))
        else:
            found[path] = _value(kind, value, cell(values, "exact"))
    if wrong:
        raise BadInput(*wrong)
    if not found:
        raise BadInput(Problem("not_our_workbook"))
    return found


def _value(kind: str, value: Any, exact: Any) -> Any:
    """What a cell means, given what stood there: a text stays a text, an empty cell takes what was typed into it."""
    if isinstance(value, datetime | date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    if kind == NONE and value is None:
        return []
    if kind in (TEXT, DATE, QUOTED):
        return _text(kind, value)
    if value is None:
        return None
    if kind == NUMBER and isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value, exact)
    if kind == FLAG and isinstance(value, int | float):
        return bool(value) if value in (0, 1) else value
    return value if kind != EMPTY or not isinstance(value, float) else _number(value, None)


def _text(kind: str, value: Any) -> Any:
    if kind == QUOTED and isinstance(value, str):
        try:
            found = json.loads(value)
        except ValueError:
            return value
        return found if isinstance(found, str) else value
    if value is None:
        return "" if kind != DATE else None
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float | int):
        return str(int(value)) if float(value).is_integer() else repr(value)
    return value


def _number(value: float, exact: Any) -> float | int | str:
    """The number in a cell, in all its digits where they stand beside it; one that is whole without a point."""
    if isinstance(exact, str):
        try:
            known = float(exact)
        except ValueError:
            known = value
        if abs(known - value) <= SAME_NUMBER * abs(known):
            value = known
    if not math.isfinite(value):
        return str(value)
    return int(value) if float(value).is_integer() and abs(value) < 2**53 else value


def _document(found: Mapping[str, Any]) -> dict[str, Any]:
    """The document whose leaves these are. Lists whose places have gaps, and paths that lead through a value, are
    problems."""
    tree: dict[Any, Any] = {}
    for path, value in found.items():
        steps = [int(place) if place else name for place, name in STEP.findall(path)]
        here = tree
        for step in steps[:-1]:
            here = here.setdefault(step, {})
            if not isinstance(here, dict):
                raise BadInput(Problem("unknown_field", path))
        if steps[-1] in here:
            raise BadInput(Problem("unknown_field", path))
        here[steps[-1]] = _Leaf(value)
    made: dict[str, Any] = _plain(tree, "")
    return made


class _Leaf:
    def __init__(self, value: Any) -> None:
        self.value = value


def _plain(node: Any, path: str) -> Any:
    if isinstance(node, _Leaf):
        return node.value
    places = [key for key in node if isinstance(key, int)]
    if not places:
        return {key: _plain(value, f"{path}.{key}" if path else key) for key, value in node.items()}
    gap = next((place for place in range(len(node)) if place not in node), None)
    if gap is not None:
        raise BadInput(Problem("missing", f"{path}[{gap}]"))
    return [_plain(node[place], f"{path}[{place}]") for place in range(len(node))]
