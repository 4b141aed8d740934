"""Any field of the open claim by its path: the widget that its declaration asks for, and below it where its figure
comes from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import streamlit as st

from negotiation.claim.defaults.default_rules import with_typed_value
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.field_paths import field_at, path_exists, value_at
from negotiation.i18n.catalogue import messages, say
from negotiation.presentation.common.escaping import for_markdown
from negotiation.presentation.common.labels import field_label
from negotiation.presentation.common.values import choice_text, source_line
from negotiation.web.session.claim_session import claim_session
from negotiation.web.widgets.field_widgets import code_field, day_field, range_field, words_field

LONG = ("case.incident.what", "letter.sender", "letter.heard", "letter.cause")
"""Fields that may hold several lines."""


def fields_by_path(paths: list[str], lang: str, columns: int = 2) -> None:
    """Several fields, so many in a row; what is known about several of them alike is said once below."""
    lines = Counter(_known(path, lang) for path in paths)
    shared = [line for line, count in lines.items() if line and count > 1]
    for start in range(0, len(paths), columns):
        for column, path in zip(st.columns(columns), paths[start : start + columns], strict=False):
            with column:
                field_by_path(path, lang, quiet=shared)
    for line in shared:
        st.caption(line)


def field_by_path(path: str, lang: str, quiet: Sequence[str] = ()) -> None:
    """The widget that a field's declaration asks for, with what is known about its figure below, unless that is said
    elsewhere."""
    declared = field_at(claim_session().claim, path).metadata
    owner = value_at(claim_session().claim, path.rpartition(".")[0])
    key = getattr(owner, "key", "")
    label = for_markdown(say(lang, f"field.{key}.{path.rpartition('.')[2]}") if key else field_label(path, lang))

    def read(dossier: Dossier) -> Any:
        return value_at(dossier, path) if path_exists(dossier, path) else None

    def put(dossier: Dossier, value: Any) -> Dossier:
        return with_typed_value(dossier, path, value)

    name = f"f_{path}"
    helps = f"field_help.{snake(type(owner).__name__)}.{path.rpartition('.')[2]}"
    help = {"help": say(lang, helps)} if helps in messages(lang) else {}
    empty = helps.replace("field_help.", "field_empty.")
    if "unit" in declared:
        optional = bool(declared["optional"])
        range_field(
            name,
            label,
            declared["unit"],
            read,
            put,
            lang,
            path=path,
            optional=optional,
            placeholder=say(lang, empty if empty in messages(lang) else "question.unknown") if optional else None,
            **help,
        )
    elif "choice" in declared:
        code_field(
            name,
            label,
            declared["choice"],
            lambda code: choice_text(claim_session().claim, path, code, lang),
            read,
            put,
            lang,
        )
    elif "day" in declared:
        day_field(
            name,
            label,
            read,
            lambda dossier, value: put(dossier, value) if value or declared["optional"] else dossier,
            lang,
        )
    elif "flag" in declared:
        code_field(
            name,
            label,
            ("no", "yes"),
            lambda code: say(lang, f"answer.{code}"),
            lambda d: "yes" if read(d) else "no",
            lambda d, code: put(d, code == "yes"),
            lang,
        )
    else:
        words_field(name, label, read, put, lang, long=path in LONG)
    line = _known(path, lang)
    if line and line not in quiet:
        st.caption(line)


def _known(path: str, lang: str) -> str:
    """Where the figure at a path comes from; nothing for a field that was left open."""
    return "" if value_at(claim_session().claim, path) is None else source_line(claim_session().claim, path, lang)


def snake(name: str) -> str:
    """StayingCurve as staying_curve."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
