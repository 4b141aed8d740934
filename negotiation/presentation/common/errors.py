"""What is wrong with an input, in words: the field, the value and what is allowed."""

from __future__ import annotations

from negotiation.core.problems import Problem
from negotiation.i18n.catalogue import messages, say
from negotiation.i18n.formats import format_share
from negotiation.presentation.common.labels import field_label, in_language


def error_text(problem: Problem, lang: str, percent: bool = False) -> str:
    """One problem in words: the field, the value, and what is allowed; shares as percentages where they were typed
    so."""
    shown = dict(problem.allowed)
    for name, allowed in shown.items():
        if isinstance(allowed, tuple):
            shown[name] = say(lang, "list.join").join(map(str, allowed))
    value = problem.value
    if problem.code in ROLES_BY_CODE:
        known = messages(lang)
        value = known.get(f"role.{value}", value)
        for name in ROLE_NAMES & shown.keys():
            shown[name] = say(lang, "list.join").join(
                str(known.get(f"role.{code}", code)) for code in _several(problem.allowed[name])
            )
    if percent and problem.allowed.get("unit") in ("share", "rate") and isinstance(value, float | int):
        value, shown["low"], shown["high"] = (
            format_share(float(str(figure)), lang, 6)
            for figure in (value, problem.allowed["low"], problem.allowed["high"])
        )
    if problem.code in STEPS_BY_CODE:
        known = messages(lang)
        value = " → ".join(str(known.get(f"step.{code}", code)) for code in str(value).split(" → "))
        choices = problem.allowed.get("choices")
        if isinstance(choices, tuple):
            shown["choices"] = say(lang, "list.join").join(str(known.get(f"step.{code}", code)) for code in choices)
    if problem.code == "column_missing":
        shown["choices"] = say(lang, "list.join").join(
            in_language(_several(problem.allowed["choices"]), lang)[:HEADS_NAMED]
        )
        value = say(lang, f"field.entry.{value}")
    label = field_label(problem.path, lang) if problem.path else ""
    if label and label != problem.path and ("." in problem.path or "[" in problem.path):
        label = say(lang, "error.where", field=label, path=problem.path)
    return say(lang, f"error.{problem.code}", field=label, value=value, **shown)


def _several(codes: object) -> tuple[str, ...]:
    return codes if isinstance(codes, tuple) else (str(codes),)


ROLES_BY_CODE = ("over_limit", "over_every_limit", "not_a_keeper")
"""Problems that name roles, by their codes."""


HEADS_NAMED = 6
"""Heads of a register that are named where its column is missing."""


ROLE_NAMES = {"role", "signs", "keepers"}


STEPS_BY_CODE = ("unknown_step", "steps_in_a_circle")
"""Problems whose value names steps by their codes."""
