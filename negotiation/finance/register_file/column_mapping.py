"""Which column of somebody else's register is which field: recognised by its heading, chosen by hand, or proposed from
its heading and cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from negotiation.core.money import parse_currency
from negotiation.core.problems import BadInput, Problem
from negotiation.finance.register.register import AMOUNTS, DATES
from negotiation.finance.register_file.cell_vocabulary import CERTAINTY_WORDS, STAGE_WORDS, codes_of, plain_word
from negotiation.finance.register_file.column_headings import HEADS, fields_of, plain_head
from negotiation.finance.register_file.register_cells import half_width
from negotiation.importers.table_dates import dates_in

if TYPE_CHECKING:
    import pandas as pd

NEEDED = ("code", "customer", "opened", "claimed")
SAMPLE = 200
"""Number of cells of a column that are examined."""

MOST_TOLD = 1_000
"""Most characters of the headings that an error lists."""

ALIKE, FITS = 0.75, 0.6
"""Least similarity of headings, and least share of fitting cells, for a column to be proposed."""

CERTAIN = (*NEEDED, "currency", "stage")
"""Fields that are proposed from the cells alone: required fields, and fields whose words occur in no other column.

An amount is proposed only if there is a single column of figures, because cells do not say what the money is for.
"""

FIGURE = r"^[(\-−]?\s*(?:[A-Za-z]{3}\s*|US\$|HK\$|[$€£¥])?\s*\d[\d.,'’ ]*(?:\s*[A-Za-z]{3}|[$€£¥元])?\s*\)?$"
"""One amount, perhaps with its currency."""


@dataclass(frozen=True)
class Columns:
    """The columns of a file: `heads` with an example each, the index of every `known` field, and the `likely` index of
    others."""

    heads: tuple[str, ...]
    examples: tuple[str, ...]
    known: Mapping[str, int]
    likely: Mapping[str, int]

    @property
    def unread(self) -> tuple[int, ...]:
        """Indices of columns with a heading that are no field."""
        return tuple(
            place
            for place, head in enumerate(self.heads)
            if head and not head.startswith("Unnamed:") and place not in self.known.values()
        )

    def head(self, name: str) -> str:
        """The heading of a field in the file; empty if it has none."""
        return self.heads[self.known[name]] if name in self.known else ""


class ColumnsMissing(BadInput):
    """BadInput for a file without all required columns. `columns` says what it has."""

    def __init__(self, columns: Columns) -> None:
        missing = [name for name in NEEDED if name not in columns.known]
        there = ", ".join(filter(None, columns.heads))[:MOST_TOLD]
        super().__init__(
            *(Problem("column_missing", "", name, {"choices": HEADS[name]}) for name in missing),
            Problem("columns_there", "", there),
        )
        self.columns = columns


def columns_of(table: pd.DataFrame, chosen: Mapping[str, int | None] | None = None) -> Columns:
    """The columns of a table: `chosen` fields as chosen (None: not in the file), the others by their headings.

    A column that was chosen for two fields, or that the table does not have, raises BadInput.
    """
    heads = [str(each) for each in table.columns]
    picked = {name: place for name, place in (chosen or {}).items() if place is not None}
    if len(set(picked.values())) < len(picked) or not all(
        0 <= place < len(heads) and name in HEADS for name, place in picked.items()
    ):
        twice = next((place for place in picked.values() if list(picked.values()).count(place) > 1), 0)
        raise BadInput(Problem("column_twice", "", heads[twice] if twice < len(heads) else ""))
    found = {
        name: place
        for name, place in fields_of(heads).items()
        if name not in (chosen or {}) and place not in picked.values()
    }
    known = {name: (picked | found)[name] for name in HEADS if name in picked or name in found}
    free = [
        place
        for place, head in enumerate(heads)
        if place not in known.values() and head and not head.startswith("Unnamed:")
    ]
    cells = {
        place: half_width(
            table.iloc[:, place].fillna("").loc[lambda column: column.str.strip() != ""].iloc[:SAMPLE]
        ).str.strip()
        for place in free
    }
    open_fields = [name for name in HEADS if name not in known and name not in (chosen or {})]
    examples = tuple(
        str(next((each for each in table.iloc[:50, place].fillna("") if each.strip()), ""))[:20]
        for place in range(len(heads))
    )
    return Columns(tuple(heads), examples, known, dict(_likely(open_fields, heads, cells)))


def _likely(names: list[str], heads: list[str], cells: Mapping[int, pd.Series[str]]) -> Iterator[tuple[str, int]]:
    """The likeliest column of each field, the most certain pair first; no column twice."""
    lone = sum(_fit("claimed", each) >= FITS for each in cells.values() if len(each)) == 1
    scores = [
        (_score(name, heads[place], cells[place], place / len(heads), lone), name, place)
        for name in names
        for place in cells
    ]
    named: set[str] = set()
    taken: set[int] = set()
    for score, name, place in sorted(scores, key=lambda each: -each[0]):
        if score > 0.0 and name not in named and place not in taken:
            named.add(name)
            taken.add(place)
            yield name, place


def _score(name: str, head: str, cells: pd.Series[str], place: float, lone: bool) -> float:
    """How likely a column is a field; 0 if its cells do not fit or nothing supports it. Equal scores go to the first
    column.

    `lone`: there is only one column of figures.
    """
    from rapidfuzz.fuzz import ratio

    likeness = max(ratio(plain_head(head), plain_head(each)) for each in HEADS[name]) / 100.0
    alike, fit = likeness if likeness >= ALIKE else 0.0, _fit(name, cells) if len(cells) else 0.0
    if not len(cells):
        return alike if alike >= FITS else 0.0
    if fit < FITS or not (alike or (name in CERTAIN and (lone or name not in AMOUNTS))):
        return 0.0
    return (alike + fit) / 2.0 + (1.0 if name in ("currency", "stage") else 0.0) - 0.01 * place


def _fit(name: str, cells: pd.Series[str]) -> float:
    """Share of the cells that can be values of the field."""
    numbers = cells.str.match(FIGURE).to_numpy(dtype=bool)
    if name in AMOUNTS:
        return float(numbers.mean())
    if name in DATES:
        return float((dates_in({name: cells})[1][name] != "no_date").mean())
    if name == "currency":
        return float(np.mean([bool(parse_currency(each)) for each in cells]))
    if name in ("stage", "certainty"):
        known = codes_of(STAGE_WORDS if name == "stage" else CERTAINTY_WORDS)
        return float(np.mean([plain_word(each) in known for each in cells]))
    if name == "chance":
        return float(cells.str.match(r"^(?:0?[.,]\d+|[01]|\d{1,3}(?:[.,]\d+)?\s?%)$").mean())
    if name == "code":
        one_each = float(cells.nunique() == len(cells)) * float((cells.str.len() <= 30).mean())
        return one_each * (
            1.0 - 0.2 * float(max(numbers.mean(), (dates_in({name: cells})[1][name] != "no_date").mean()))
        )
    return float(1.0 - numbers.mean()) * float((dates_in({name: cells})[1][name] == "no_date").mean())
