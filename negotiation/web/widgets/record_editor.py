"""A list of records as a table: columns, rows and records all made from the fields' declarations. Percent stands
only in the cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

import streamlit as st

from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import localized
from negotiation.presentation.common.escaping import for_markdown
from negotiation.web.session.claim_session import claim_session
from negotiation.web.widgets.field_by_path import snake
from negotiation.web.widgets.field_widgets import scale_of
from negotiation.web.widgets.table_editor import Row, choices, day_in, number_in

FORMATS = {"money": "%.2f", "count": "%d"}
"""How numbers of a unit look in a cell; "%.6g" where nothing is said."""


def columns_of(
    kind: type[Any], names: Sequence[str], lang: str, groups: Mapping[str, str], wide: Sequence[str] = ()
) -> dict[str, Any]:
    """A column for each named field of a record; `groups` says under which words the codes of a choice stand."""
    return {name: _column(kind, name, lang, groups, name in wide) for name in names}


def _column(kind: type[Any], name: str, lang: str, groups: Mapping[str, str], wide: bool) -> Any:
    declared, default = kind.__dataclass_fields__[name].metadata, kind.__dataclass_fields__[name].default
    label, column = say(lang, f"field.{snake(kind.__name__)}.{name}"), st.column_config
    if "unit" in declared:
        unit = declared["unit"]
        scale = scale_of(unit)
        title = f"{label} ({scale.sign})" if scale.sign else label
        low, high = unit.low * scale.factor, unit.high * scale.factor
        begins = _cell(default, declared, lang) if isinstance(default, int | float) else None
        return column.NumberColumn(
            title, min_value=low, max_value=high, default=begins, format=FORMATS.get(unit.key, "%.6g")
        )
    if "choice" in declared:
        return choices(
            label,
            declared["choice"],
            groups[name],
            lang,
            default=default,
            width=_room(label, declared["choice"], groups[name], lang),
        )
    if "day" in declared:
        return column.DateColumn(label, format="YYYY-MM-DD", required=not declared["optional"])
    if "flag" in declared:
        return column.CheckboxColumn(label, default=bool(default))
    return column.TextColumn(label, width=280 if wide else 200, max_chars=declared["text"])


def _room(label: str, codes: Sequence[str], group: str, lang: str) -> int:
    """Pixels that the longest word of a choice needs, or its head with its icon."""
    lengths = [
        sum(15 if sign > "\u2e80" else 8 for sign in text)
        for text in (f"    {label}", *(say(lang, f"{group}{code}") for code in codes))
    ]
    return 20 + max(lengths)


def row_of(record: Any, names: Sequence[str], lang: str) -> Row:
    """A record as a row of the table; shares as percent, texts in this language."""
    return {
        name: _cell(getattr(record, name), type(record).__dataclass_fields__[name].metadata, lang) for name in names
    }


def _cell(value: Any, declared: Mapping[str, Any], lang: str) -> Any:
    if isinstance(value, int | float) and "unit" in declared:
        return round(float(value) * scale_of(declared["unit"]).factor, 9)
    return str(localized(value, lang)) if "text" in declared else value


def record_of(kind: type[Any], row: Row, old: Any, names: Sequence[str], lang: str, **new: Any) -> Any:
    """A row as a record: what stands in no column stays as it was; a text that was not touched keeps its other
    language.

    An emptied number is the least that is allowed, or none where that is possible. A new row begins with the
    defaults and `new`; None while nothing but choices and the figures that a new row begins with stand in it.
    """
    declared = {each.name: each.metadata for each in fields(kind)}
    begins = {each.name: _cell(each.default, each.metadata, lang) for each in fields(kind) if each.name in names}
    if old is None and all(
        _blank(row.get(name)) or row[name] == begins[name]
        for name in names
        if not {"choice", "flag"} & set(declared[name])
    ):
        return None
    values = {name: _value(row, name, declared[name], old, lang) for name in names}
    if old is None:
        return kind(**{**new, **{name: value for name, value in values.items() if not _blank(row.get(name))}})
    return replace(old, **values)


def _blank(value: Any) -> bool:
    return value is None or value != value or (isinstance(value, str) and not value.strip())


def _value(row: Row, name: str, declared: Mapping[str, Any], old: Any, lang: str) -> Any:
    value = row.get(name)
    if "unit" in declared:
        unit, number = declared["unit"], number_in(row, name)
        if number is None:
            return None if declared["optional"] else max(unit.low, 0.0)
        return round(number / scale_of(unit).factor, 12)
    if "choice" in declared:
        return declared["choice"][0] if _blank(value) else value
    if "day" in declared:
        kept = None if declared["optional"] or old is None else getattr(old, name)
        return kept if _blank(value) else day_in(value)
    if "flag" in declared:
        return bool(value)
    typed = "" if _blank(value) else str(value).strip()
    known = None if old is None else getattr(old, name)
    return known if known is not None and str(localized(known, lang)) == typed else typed


def words_of(text: Any, lang: str) -> str:
    """What a user typed, safe in markdown."""
    return for_markdown(str(localized(text, lang)))


def option_codes() -> list[str]:
    """The codes of the open claim's options."""
    return [offer.code for offer in claim_session().claim.offers]
