"""The sheet of inputs: every figure and every word of a claim as rows, so that a workbook can be loaded back as the
claim that it is."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from negotiation.claim.document.dossier import Document, Dossier, to_document
from negotiation.claim.document.field_paths import with_names
from negotiation.core.fields import Unit
from negotiation.handouts.xlsx.sheet_writer import UNREADABLE, Sheet, height_of
from negotiation.i18n.catalogue import messages, say
from negotiation.i18n.formats import localized
from negotiation.presentation.common.labels import field_label, option_label, remedy_label
from negotiation.presentation.common.values import choice_text, default_reason

TOP = 6
HEADS = ("field", "value", "unit", "origin", "path", "kind", "exact")
WIDTHS = (48, 44, 24, 60, 44, 10, 20)
NUMBER, TEXT, DATE, FLAG, EMPTY, NONE, QUOTED = KINDS = ("number", "text", "date", "flag", "empty", "list", "quoted")
"""What a value is: `list` is a list without items, `empty` nothing yet, `quoted` a text with signs that no cell
holds, written as in JSON."""

ODD = re.compile(UNREADABLE.pattern + r"|\r|_x[0-9A-Fa-f]{4}_|x005F_|^<r>|^\s|\s$")
"""What a text must not hold to survive in a cell as it is."""

LIVE = (
    "case.rates.us",
    "case.rates.customer",
    "staying.floor",
    "staying.ceiling",
    "staying.midpoint",
    "staying.width",
    "staying.penalty",
    "case.incident.earlier_similar",
)
"""Fields that the other sheets are linked to, beside the judged chances of staying."""


@dataclass(frozen=True, eq=False)
class Leaf:
    """One row: a value with its path in the document, what it is called, its unit if it is a number, and the choice
    that it is one of."""

    path: str
    value: Any
    section: str
    label: str
    unit: Unit | None = None
    currency: str = ""
    chosen: str = ""
    kind: str = ""

    def written_as(self) -> str:
        """The kind under which the value is written."""
        if self.kind:
            return self.kind
        if isinstance(self.value, bool):
            return FLAG
        if isinstance(self.value, int | float):
            return NUMBER
        if isinstance(self.value, str):
            return QUOTED if ODD.search(self.value) else TEXT
        return EMPTY if self.value is None else NONE


def leaves(dossier: Dossier, lang: str) -> list[Leaf]:
    """Every leaf of the document, section by section."""
    plain: Document = to_document(dossier)
    found = [Leaf("format", plain["format"], say(lang, "book.claim_file"), say(lang, "book.format"))]
    for field in dataclasses.fields(dossier):
        heading = field_label(field.name, lang)
        found += _value(
            _Where(dossier, lang, field.name, field.name, heading, ""),
            getattr(dossier, field.name),
            plain[field.name],
            field,
            dossier,
        )
    sections = list(dict.fromkeys(leaf.section for leaf in found))
    return sorted(found, key=lambda leaf: sections.index(leaf.section))


@dataclass(frozen=True, eq=False)
class _Where:
    """Where the walk stands: path by place and by name, the heading of its section, and what it is called within."""

    dossier: Dossier
    lang: str
    path: str
    named: str
    section: str
    label: str

    def at(self, name: str, label: str, heading: str = "") -> _Where:
        whole = " · ".join(part for part in (self.label, label) if part)
        deeper = dataclasses.replace(self, path=self.path + name, named=self.named + name)
        return (
            dataclasses.replace(deeper, section=heading, label="")
            if heading
            else dataclasses.replace(deeper, label=whole)
        )


def _value(here: _Where, value: Any, plain: Any, field: dataclasses.Field[Any], owner: Any) -> Iterator[Leaf]:
    """The leaves of one field of a record."""
    meta = field.metadata
    if isinstance(plain, dict):
        yield from _record(here, value, plain)
    elif isinstance(plain, list) and plain:
        for place, (item, written) in enumerate(zip(value, plain, strict=True)):
            if isinstance(written, dict):
                yield from _record(_item(here, item, place), item, written)
            else:
                yield Leaf(f"{here.path}[{place}]", written, here.section, f"{here.label or here.section} {place + 1}")
    else:
        currency = getattr(owner, "currency", "") or here.dossier.case.currency
        chosen = choice_text(here.dossier, here.path, plain, here.lang) if "choice" in meta and plain else ""
        kind = DATE if "day" in meta and plain is not None else ""
        yield Leaf(here.path, plain, here.section, here.label or here.section, meta.get("unit"), currency, chosen, kind)


def _record(here: _Where, record: Any, plain: dict[str, Any]) -> Iterator[Leaf]:
    """The leaves of a record: the term that it is first, then its fields as they are declared."""
    owner = getattr(record, "key", "") or re.sub(r"(?<!^)(?=[A-Z])", "_", type(record).__name__).lower()
    if "term" in plain:
        yield Leaf(f"{here.path}.term", plain["term"], here.section, here.at("", say(here.lang, "book.term")).label)
    entries = messages(here.lang)
    for field in dataclasses.fields(record):
        key = f"field.{owner}.{field.name}"
        label = say(here.lang, key) if key in entries else field_label(f"{here.path}.{field.name}", here.lang)
        below = plain[field.name]
        apart = here.path == "case" and (
            (isinstance(below, dict) and "en" not in below) or (isinstance(below, list) and bool(below))
        )
        yield from _value(
            here.at(f".{field.name}", label, label if apart else ""), getattr(record, field.name), below, field, record
        )


def _item(here: _Where, item: Any, place: int) -> _Where:
    """An item of a list: remedies and options in sections of their own, others by their number."""
    if here.path in ("remedies", "offers"):
        label = (
            remedy_label(here.dossier, item.code, here.lang)
            if here.path == "remedies"
            else option_label(here.dossier, item.code, here.lang)
        )
        return here.at(f"[{place}]", "", f"{here.section} {place + 1} · {label}")
    name = say(here.lang, f"terms.{item.key}.name") if hasattr(item, "key") else str(place + 1)
    return here.at(f"[{place}]", name)


def rows_of(found: list[Leaf]) -> dict[str, int]:
    """The row of every path; a section begins with a row of its own."""
    rows, row, section = {}, TOP, None
    for leaf in found:
        row, section = row + (leaf.section != section), leaf.section
        rows[leaf.path] = row
        row += 1
    return rows


def origins(dossier: Dossier, found: list[Leaf], lang: str) -> dict[str, str]:
    """Where each figure comes from, in words: its note, the nearest one, else that it is as we start, or typed."""
    notes = sorted(dossier.notes, key=lambda note: len(note.path))
    said = {}
    for leaf in found:
        if leaf.path.startswith(("notes", "ranges", "format", "talks", "seed")):
            continue
        path = with_names(dossier, leaf.path)
        note = next((each for each in reversed(notes) if each.covers(path)), None)
        if note is not None:
            what = str(localized(note.what, lang)) or (default_reason(path, lang) if note.origin == "default" else "")
            said[leaf.path] = say(lang, f"origin.{note.origin}") + (say(lang, "list.colon") + what if what else "")
    return said


def write_inputs(sheet: Sheet, dossier: Dossier, found: list[Leaf], rows: dict[str, int]) -> None:
    """All leaves in sections, values in blue."""
    lang, page = sheet.paper.lang, sheet.page
    sheet.text(1, 0, say(lang, "book.sheet_inputs"), "title")
    sheet.text(2, 0, say(lang, "book.inputs_note"), "quiet")
    sheet.text(3, 0, say(lang, "book.blue"), "quiet")
    for column, width in enumerate(WIDTHS):
        page.set_column(column, column, width)
    sheet.heads(TOP - 1, [say(lang, f"book.column_{key}") for key in HEADS], 24.0)
    said, section = origins(dossier, found, lang), None
    for leaf in found:
        row = rows[leaf.path]
        if leaf.section != section:
            section = leaf.section
            for column in range(len(HEADS)):
                sheet.text(row - 1, column, section if not column else "", "section")
        live = leaf.path in LIVE or leaf.path.endswith(".staying.chance")
        sheet.text(row, 0, leaf.label, "cell")
        _cell(sheet, row, leaf)
        sheet.text(row, 2, _meaning(leaf, lang) + (say(lang, "book.live") if live else ""), "cell", "quiet", "indented")
        sheet.text(row, 3, said.get(leaf.path, ""), "cell", "quiet")
        sheet.text(row, 4, leaf.path, "cell", "quiet")
        sheet.text(row, 5, leaf.written_as(), "cell", "quiet")
        if leaf.written_as() == NUMBER and float(f"{leaf.value:.15G}") != leaf.value:
            sheet.text(row, 6, repr(float(leaf.value)), "cell", "quiet")
    page.freeze_panes(TOP - 1, 1)
    page.autofilter(TOP - 2, 0, max(rows.values()) - 1, len(HEADS) - 1)
    sheet.without_warnings()


def _cell(sheet: Sheet, row: int, leaf: Leaf) -> None:
    kind, looks = leaf.written_as(), ("cell", "input")
    if kind == NUMBER:
        sheet.number(row, 1, leaf.value, _format(sheet, leaf), *looks)
    elif kind == FLAG:
        sheet.page.write_boolean(row - 1, 1, leaf.value, sheet.paper.style(*looks, "left"))
    elif kind in (EMPTY, NONE):
        sheet.page.write_blank(row - 1, 1, None, sheet.paper.style(*looks))
    else:
        text = json.dumps(leaf.value).replace("_", "\\u005f") if kind == QUOTED else leaf.value
        sheet.text(
            row, 1, text, *looks, "right" if kind == DATE else "left", *(["folded"] if len(text) > WIDTHS[1] else [])
        )
        if len(text) > WIDTHS[1]:
            sheet.page.set_row(row - 1, min(height_of(text, WIDTHS[1]), 90.0))


def _format(sheet: Sheet, leaf: Leaf) -> str:
    key = leaf.unit.key if leaf.unit else "number"
    if key == "money":
        return "money" if round(float(leaf.value), sheet.paper.digits) == leaf.value else "precise"
    return "fine" if key in ("share", "rate") else "number"


def _meaning(leaf: Leaf, lang: str) -> str:
    """What a value counts, or what a choice means."""
    if leaf.unit is None:
        return leaf.chosen
    return leaf.currency if leaf.unit.key == "money" else say(lang, f"book.unit_{leaf.unit.key}")
