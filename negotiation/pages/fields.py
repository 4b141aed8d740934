"""Any field of the open claim by its path: the widget that its declaration asks for, and below it where its figure comes from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import streamlit as st

from negotiation.charts import choice_text, field_label, for_markdown, source_line
from negotiation.dossier import Dossier, field_at, leads_somewhere, value_at
from negotiation.pages.desk import desk
from negotiation.pages.form import day, figure, one_of, text
from negotiation.starting import typed
from negotiation.words import say, words

LONG = ("case.incident.what", "letter.sender", "letter.heard", "letter.cause")
"""Fields that may hold several lines."""


def fields(paths: list[str], lang: str, columns: int = 2) -> None:
    """Several fields, so many in a row; what is known about several of them alike is said once below."""
    lines = Counter(_known(path, lang) for path in paths)
    shared = [line for line, count in lines.items() if line and count > 1]
    for start in range(0, len(paths), columns):
        for column, path in zip(st.columns(columns), paths[start : start + columns], strict=False):
            with column:
                field(path, lang, quiet=shared)
    for line in shared:
        st.caption(line)


def field(path: str, lang: str, quiet: Sequence[str] = ()) -> None:
    """The widget that a field's declaration asks for, with what is known about its figure below, unless that is said elsewhere."""
    declared = field_at(desk().claim, path).metadata
    owner = value_at(desk().claim, path.rpartition(".")[0])
    key = getattr(owner, "key", "")
    label = for_markdown(say(lang, f"field.{key}.{path.rpartition('.')[2]}") if key else field_label(path, lang))

    def read(dossier: Dossier) -> Any:
        return value_at(dossier, path) if leads_somewhere(dossier, path) else None

    def put(dossier: Dossier, value: Any) -> Dossier:
        return typed(dossier, path, value)

    name = f"f_{path}"
    helps = f"field_help.{snake(type(owner).__name__)}.{path.rpartition('.')[2]}"
    help = {"help": say(lang, helps)} if helps in words(lang) else {}
    empty = helps.replace("field_help.", "field_empty.")
    if "unit" in declared:
        optional = bool(declared["optional"])
        figure(
            name,
            label,
            declared["unit"],
            read,
            put,
            lang,
            path=path,
            optional=optional,
            placeholder=say(lang, empty if empty in words(lang) else "question.unknown") if optional else None,
            **help,
        )
    elif "choice" in declared:
        one_of(name, label, declared["choice"], lambda code: choice_text(desk().claim, path, code, lang), read, put, lang)
    elif "day" in declared:
        day(name, label, read, lambda dossier, value: put(dossier, value) if value or declared["optional"] else dossier, lang)
    elif "flag" in declared:
        one_of(
            name,
            label,
            ("no", "yes"),
            lambda code: say(lang, f"answer.{code}"),
            lambda d: "yes" if read(d) else "no",
            lambda d, code: put(d, code == "yes"),
            lang,
        )
    else:
        text(name, label, read, put, lang, long=path in LONG)
    line = _known(path, lang)
    if line and line not in quiet:
        st.caption(line)


def _known(path: str, lang: str) -> str:
    """Where the figure at a path comes from; nothing for a field that was left open."""
    return "" if value_at(desk().claim, path) is None else source_line(desk().claim, path, lang)


def snake(name: str) -> str:
    """StayingCurve as staying_curve."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
