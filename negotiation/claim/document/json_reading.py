"""JSON at the edge: pydantic models made from the records' own fields, so that no field is described twice.

Only `loads` uses this, and only when something is read: the core never imports a parser.
"""

from __future__ import annotations

import dataclasses
import json
import re
import types
from datetime import date
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, ValidationError, create_model
from pydantic_core import from_json

from negotiation.core.fields import Translated
from negotiation.core.problems import BadInput, Problem
from negotiation.model.terms import TERMS, Term

STRICT = ConfigDict(extra="forbid", strict=True)

CODES = {
    "missing": "missing",
    "extra_forbidden": "unknown_field",
    "float_type": "not_a_number",
    "finite_number": "not_finite",
    "date_type": "not_a_date",
    "date_parsing": "not_a_date",
    "date_from_datetime_parsing": "not_a_date",
    "date_from_datetime_inexact": "not_a_date",
    "value_error": "not_a_date",
    "union_tag_invalid": "unknown_term",
    "union_tag_not_found": "unknown_term",
}
"""Our problem codes for pydantic's; every other one is a value of the wrong kind."""

KEYS = {term.key for term in TERMS}
TAGS = {"a text", "a translated text", *KEYS}
"""Steps in pydantic's error paths that are not fields."""


def parse(data: str | bytes) -> object:
    """JSON text to plain values. NaN, infinity, deep nesting and anything that is not JSON raise BadInput."""
    try:
        parsed: object = from_json(data, allow_inf_nan=False)
        json.loads(data, object_pairs_hook=_once)
        return parsed
    except BadInput:
        raise
    except (ValueError, RecursionError) as error:
        found = re.search(r"line (\d+) column (\d+)", str(error))
        line, column = map(int, found.groups()) if found else (1, 1)
        raise BadInput(Problem("no_json", "", None, {"line": line, "column": column})) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names each stand once: of two, nobody could say which was meant."""
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise BadInput(Problem("duplicate_key", "", name))
    return dict(pairs)


def read(record: type[Any], raw: dict[str, Any]) -> Any:
    """A record from plain values: every unknown, missing or mistyped field is a Problem with its path."""
    try:
        return _record(_model(record).model_validate_json(json.dumps(raw)))
    except ValidationError as error:
        raise BadInput(*(_problem(dict(each)) for each in error.errors(include_url=False))) from None


def _problem(error: dict[str, Any]) -> Problem:
    path = ""
    for place, part in enumerate(error["loc"]):
        after_index = place > 0 and isinstance(error["loc"][place - 1], int)
        tag = (
            part in TAGS
            and (part not in KEYS or after_index)
            and not (error["type"] == "extra_forbidden" and place == len(error["loc"]) - 1)
        )
        if not tag:
            path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    code, value, allowed = CODES.get(error["type"], "wrong_kind"), error["input"], {}
    if code == "unknown_term":
        value, allowed = (
            value.get("term") if isinstance(value, dict) else value,
            {"choices": tuple(term.key for term in TERMS)},
        )
    if code == "missing":
        value = None
    return Problem(
        code,
        path,
        value if isinstance(value, str | int | float | None) else json.dumps(value, ensure_ascii=False)[:40],
        allowed,
    )


def _model(record: Any) -> type[BaseModel]:
    """The pydantic model of a record: its fields, their kinds and their defaults. Ranges are checked later, by
    `units.check`."""
    if record in MODELS:
        return MODELS[record]
    hints = get_type_hints(record)
    fields: dict[str, Any] = {}
    for field in dataclasses.fields(record):
        default = ... if field.default is dataclasses.MISSING else field.default
        fields[field.name] = (_kind(field.metadata, hints[field.name]), default)
    if record in TERMS:
        fields["term"] = (Literal[record.key], ...)
    model: type[BaseModel] = create_model(record.__name__, __config__=STRICT, **fields)
    MODELS[record], RECORDS[model] = model, record
    return model


MODELS: dict[Any, type[BaseModel]] = {}
RECORDS: dict[type[BaseModel], Any] = {}


def _kind(metadata: Any, hint: Any) -> Any:
    """What JSON may hold for a field."""
    if "unit" in metadata:
        return float | None if metadata["optional"] else float
    if "choice" in metadata or "currency" in metadata:
        return str
    if "flag" in metadata:
        return bool
    if "text" in metadata and hint is str:
        return str
    if "text" in metadata:
        translated: Any = _model(Translated)
        options: tuple[Any, ...] = (Annotated[str, Tag("a text")], Annotated[translated, Tag("a translated text")])
        return Annotated[
            _any_of(options),
            Discriminator(lambda value: "a translated text" if isinstance(value, dict | BaseModel) else "a text"),
        ]
    if get_origin(hint) is tuple:
        several: Any = tuple
        return several[_kind({}, get_args(hint)[0]), ...]
    if get_origin(hint) is types.UnionType:
        return _kind({}, get_args(hint)[0]) | None
    if hint is Term:
        terms: tuple[Any, ...] = tuple(map(_model, TERMS))
        return Annotated[_any_of(terms), Field(discriminator="term")]
    if hint is date:
        return Annotated[date, BeforeValidator(_day)]
    return _model(hint) if dataclasses.is_dataclass(hint) else hint


def _day(value: object) -> date:
    """A date as people write it in JSON, 2026-12-31, and in no other way: a number would be read as seconds since
    1970."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return date.fromisoformat(value)
    raise ValueError


def _any_of(kinds: tuple[Any, ...]) -> Any:
    return reduce(or_, kinds)


def _record(value: Any) -> Any:
    """The record that a checked model stands for; defaults are records already."""
    if isinstance(value, tuple):
        return tuple(map(_record, value))
    if not isinstance(value, BaseModel):
        return value
    record = RECORDS[type(value)]
    return record(**{field.name: _record(getattr(value, field.name)) for field in dataclasses.fields(record)})
