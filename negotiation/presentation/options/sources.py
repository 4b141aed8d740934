"""Where every figure comes from: each input with its value and its origin, typed, from a source, or an assumption."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from negotiation.claim.document.dossier import Dossier, Note
from negotiation.claim.document.field_paths import item_name
from negotiation.claim.summary.claim_summary import Summary
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_any, format_cents, format_share, localized
from negotiation.presentation.common.labels import field_label, owner_label
from negotiation.presentation.common.values import default_reason

OPEN = ("case.harm", "case.customer.order_value", "no_deal.withheld_chance_as_they_see_it")
"""Numbers that may be left open and are then worked out from others."""


def input_sources(summary: Summary, lang: str) -> list[dict[str, str]]:
    """One row an input: field, value, origin, what it is. Notes on what is no number first, then every number that
    is used."""
    dossier = summary.dossier
    numbers = list(_numbers(dossier, ""))
    shown = [(path, value, default) for path, value, default in numbers if value[0] is not None or path in OPEN]
    owners = {_record(path): path for path, _, _ in shown}
    whose = {record: owner_label(dossier, path, lang) for record, path in owners.items()}
    found = [_row(dossier, path, value, default, whose[_record(path)], lang) for path, value, default in shown]
    noted = [
        note
        for note in dossier.notes
        if (note.what or note.origin == "missing") and not any(note.covers(path) for path, _, _ in numbers)
    ]
    rows = [
        {
            "field": field_label(note.path, lang),
            "value": "",
            "origin": say(lang, f"origin.{note.origin}"),
            "what": str(localized(note.what, lang)),
        }
        for note in noted
    ]
    return rows + found


def _numbers(record: Any, path: str) -> Iterator[tuple[str, Any, Any]]:
    """Path, value with its unit, and default of every number in the document."""
    for field in dataclasses.fields(record):
        value, here = getattr(record, field.name), f"{path}.{field.name}" if path else field.name
        if "unit" in field.metadata:
            yield here, (value, field.metadata["unit"].key), field.default
        elif isinstance(value, tuple | list):
            for index, item in enumerate(value):
                if dataclasses.is_dataclass(item) and not isinstance(item, Note):
                    yield from _numbers(item, f"{here}[{item_name(tuple(value), index)}]")
        elif dataclasses.is_dataclass(value) and not isinstance(value, type):
            yield from _numbers(value, here)


def _record(path: str) -> str:
    """What fields of one owner have in common: all fields of an option are its own."""
    return path[: path.index("]")] if path.startswith("offers[") else path


def _row(dossier: Dossier, path: str, value: tuple[Any, str], default: Any, owner: str, lang: str) -> dict[str, str]:
    number, unit = value
    note = dossier.note(path)
    if number is None:
        origin, what = say(lang, "explain.default"), _default_in_words(dossier, path, lang)
    elif note is not None:
        origin, what = (
            say(lang, f"origin.{note.origin}"),
            str(localized(note.what, lang)) or (default_reason(path, lang) if note.origin == "default" else ""),
        )
    else:
        origin, what = say(lang, "explain.default" if number == default else "explain.typed"), ""
    shown = {
        "money": lambda: format_cents(number, dossier.case.currency, lang),
        "share": lambda: format_share(number, lang),
        "rate": lambda: format_share(number, lang),
    }
    text = "" if number is None else shown.get(unit, lambda: format_any(float(number), lang))()
    return {"field": owner + field_label(path, lang), "value": text, "origin": origin, "what": what}


def _default_in_words(dossier: Dossier, path: str, lang: str) -> str:
    """What stands in for a number that was left open."""
    case = dossier.case
    money = {"currency": case.currency}
    if path == "case.harm":
        return say(
            lang,
            "explain.default_harm",
            claimed=case.claimed,
            ratio=case.claimed_to_harm,
            harm=case.harm_suffered,
            **money,
        )
    if path == "case.customer.order_value":
        return say(lang, "explain.default_order_value", value=case.order.value, **money)
    return say(lang, "explain.default_belief")
