"""What every file carries: when it was made, by which version of the model, from which seed, for which day; and what
it assumes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from negotiation.claim.checks.tornado import tornado
from negotiation.claim.document.dossier import Dossier, dumps
from negotiation.claim.document.field_paths import value_at, with_names
from negotiation.claim.summary.claim_summary import MODEL_VERSION, Summary
from negotiation.core.fields import Text
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import localized
from negotiation.model.valuation.offer import NO_DEAL
from negotiation.presentation.common.values import default_reason, origin_of
from negotiation.presentation.options.tornado_text import lever_range, lever_text

MOST_ASSUMPTIONS = 6
"""How many assumptions a page has room for: those that move the result most."""

JUDGED = ".staying.chance"
"""A chance of staying that somebody judged is an assumption, however well they know the customer."""


_KNOWN: WeakKeyDictionary[Summary, dict[Any, Any]] = WeakKeyDictionary()
"""Marks by day and assumptions by language, worked out once a summary, and gone with it: every file of a claim asks
for them."""


@dataclass(frozen=True)
class Assumption:
    """A figure that nobody has confirmed, in words: what it is, its value, between which ends it was moved, why it
    is what it is; and how far that moves the recommended option, money.
    """

    field: str
    value: str
    between: str
    why: str
    moves: float


def handout_mark(summary: Summary, made_on: date) -> str:
    """Eight signs that tie all files made from one claim on one day together, the customer's too; nothing can be
    read from them."""
    known = _KNOWN.setdefault(summary, {})
    if made_on not in known:
        known[made_on] = _mark(summary.dossier, made_on)
    return str(known[made_on])


def _mark(dossier: Dossier, made_on: date) -> str:
    return hashlib.sha256(f"{made_on.isoformat()}\n{dumps(dossier)}".encode()).hexdigest()[:8]


def identity_of(customer: Text, reference: Text) -> str:
    """What stays the same of a claim while its figures change, so that a calendar knows an entry again."""
    parts = [localized(each, "en") for each in (customer, reference)]
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:12]


def footer_stamp(summary: Summary, made_on: date, lang: str) -> str:
    """One line: made on, model version, seed, counted from, currency, and the mark that all files of the day share."""
    return _stamp(summary.dossier, made_on, lang, handout_mark(summary, made_on))


def stamp_of(dossier: Dossier, made_on: date, lang: str) -> str:
    """The same line for a claim that has no verdict yet."""
    return _stamp(dossier, made_on, lang, _mark(dossier, made_on))


def _stamp(dossier: Dossier, made_on: date, lang: str, mark: str) -> str:
    start = dossier.case.settlement_date
    return say(
        lang,
        "export.stamp",
        made_on=made_on,
        version=MODEL_VERSION,
        seed=float(dossier.seed),
        start=start,
        currency=dossier.case.currency,
        mark=mark,
    )


def assumptions(summary: Summary, lang: str, most: int = MOST_ASSUMPTIONS) -> tuple[Assumption, ...]:
    """What is assumed and moves the recommended option most, the widest first; without any option, nothing."""
    known = _KNOWN.setdefault(summary, {})
    if lang not in known:
        known[lang] = _assumptions(summary, lang)
    found: tuple[Assumption, ...] = known[lang]
    return found[:most]


def _assumptions(summary: Summary, lang: str) -> tuple[Assumption, ...]:
    dossier = summary.dossier
    codes = [outcome.code for outcome in summary.outcomes if outcome.code != NO_DEAL]
    if not codes:
        return ()
    found = []
    for lever in tornado(summary, summary.verdict.code if summary.verdict.code != NO_DEAL else codes[0]).levers:
        if origin_of(dossier, lever.path) in ("assumption", "default") or lever.path.endswith(JUDGED):
            field, value = lever_text(dossier, lever, lang), lever_range(dossier, lever, lang, lever.value)
            found.append(
                Assumption(
                    field, value, lever_range(dossier, lever, lang), _why(dossier, lever.path, lang), lever.swing.width
                )
            )
    return tuple(found)


def _why(dossier: Dossier, path: str, lang: str) -> str:
    """Who judged a chance and why; else what is noted of a figure, or why it starts as it does."""
    if path.endswith(JUDGED):
        judgement = value_at(dossier, path.removesuffix(".chance"))
        parts = [str(localized(part, lang)) for part in (judgement.who, judgement.why)]
        return say(lang, "list.colon").join(part for part in parts if part)
    note = dossier.note(with_names(dossier, path))
    return (str(localized(note.what, lang)) if note is not None else "") or default_reason(path, lang)


def assumption_line(found: Assumption, currency: str, lang: str) -> str:
    """An assumption in one sentence, with who assumed it and why."""
    line = say(
        lang,
        "deck.assumption",
        field=found.field,
        value=found.value,
        between=found.between,
        moves=found.moves,
        currency=currency,
    )
    return say(lang, "list.sentence").join([line, found.why]) if found.why else line


def footer_lines(summary: Summary, made_on: date, lang: str) -> tuple[str, str]:
    """What a picture and a calendar carry, in two lines: the stamp, and what is assumed with its ends."""
    ones = [
        say(lang, "export.assumed_one", field=each.field, value=each.value, between=each.between)
        for each in assumptions(summary, lang)
    ]
    assumed = (
        say(lang, "export.assumed", what=say(lang, "list.semicolon").join(ones))
        if ones
        else say(lang, "export.no_assumed")
    )
    return footer_stamp(summary, made_on, lang), assumed


def footer_in_full(summary: Summary, made_on: date, lang: str) -> tuple[str, ...]:
    """What a table carries below it: the stamp, and each assumption in a line of its own with who assumed it and
    why."""
    lines = [assumption_line(each, summary.dossier.case.currency, lang) for each in assumptions(summary, lang)]
    title = [say(lang, "memo.assumptions"), *lines] if lines else [say(lang, "export.no_assumed")]
    return footer_stamp(summary, made_on, lang), *title


def picture_title(dossier: Dossier, name: str, lang: str) -> str:
    """What stands above a picture: the claim, and what is shown of it."""
    return (
        say(lang, "export.titled", title=str(localized(dossier.case.title, lang)), name=name)
        if dossier.case.title
        else name
    )


def stamp_outside(name: str, made_on: date, lang: str) -> str:
    """What a picture or a table carries whose figures come from something outside the claim: day, model version, and
    from what."""
    return say(lang, "export.stamp_outside", made_on=made_on, version=MODEL_VERSION, name=name)
