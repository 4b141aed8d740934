"""The user's own words, made safe for where they are shown: in markdown and in a chart they are words, never
formatting or a link."""

from __future__ import annotations

import dataclasses
import html
import re
import unicodedata
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.summary.claim_summary import Summary
from negotiation.core.fields import Translated

Escape = Callable[[str], str]


JOINER = "\u2060"
"""Word joiner: invisible, and enough to keep addresses, icons and arrows from being made of the user's words."""


def for_markdown(text: str) -> str:
    """Every sign that markdown, LaTeX or a colour directive could take for its own, escaped."""
    plain = " ".join(text.split())
    plain = re.sub(
        r":(?=\S)|(?<=www)(?=\.)|(?=@)|(?<=-)(?=[->])|(?<=<)(?=-)",
        lambda found: f"{found[0]}{JOINER}",
        plain,
        flags=re.IGNORECASE,
    )
    return re.sub(r"([\\`*_{}\[\]()<>#+!|~$:&])", r"\\\1", plain)


def for_chart(text: str) -> str:
    """Safe inside the small HTML that plotly draws."""
    return html.escape(" ".join(text.split()), quote=False)


SLANTED = r"(?<![A-Za-z0-9])\*(?=[^\s*])([^*\\]*)\*(?![A-Za-z0-9])"
"""Words between two stars; not the star of s*."""


def as_plain(markdown: str) -> str:
    r"""Markdown as it is read: no stars around words, nothing escaped; a star that stands alone is one.

    >>> as_plain(r"**Net** = 1,200 for \*Box\*"), as_plain("s* is *assumed*")
    ('Net = 1,200 for *Box*', 's* is assumed')
    """
    return re.sub(rf"\\(.)|\*\*|{SLANTED}", lambda found: found[1] or found[2] or "", markdown.replace(JOINER, ""))


TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Signs that turn the direction of what follows: words in disguise."""


def printable(text: str) -> str:
    """Words on one line that any document can hold: no control characters, no halves of characters, nothing that
    turns the direction.

    >>> printable("Box\\x07es\\n of \\ufffe style B")
    'Boxes of style B'
    """
    if text.isprintable():
        return " ".join(text.split())
    kept = (
        " " if sign.isspace() else sign
        for sign in text
        if sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cs", "Cn")
    )
    return " ".join("".join(sign for sign in kept if sign not in TURNING).split())


REFERENCES = ("code", "remedy", "path", "of", "against", "offer", "chosen")
"""Text fields that hold the code of a record or point at one: they are no words, and must stay as they are to be
found."""


def escaped_summary(summary: Summary, escape: Escape) -> Summary:
    """The same summary with every text that the user typed escaped; numbers and codes are untouched."""
    known = _ESCAPED.setdefault(summary, {})
    if escape not in known:
        known[escape] = dataclasses.replace(summary, dossier=_texts(summary.dossier, escape))
    return known[escape]


def escaped_dossier(dossier: Dossier, escape: Escape) -> Dossier:
    """The same dossier with every text that the user typed escaped."""
    safe: Dossier = _texts(dossier, escape)
    return safe


_ESCAPED: WeakKeyDictionary[Summary, dict[Escape, Summary]] = WeakKeyDictionary()
"""Worked out once a summary, and gone with it."""


def _texts(record: Any, escape: Escape) -> Any:
    """A record with its texts escaped; records are frozen and shared between edits, so each is worked out once."""
    if not _by_identity(record):
        return _escaped_record(record, escape)
    known = _RECORDS.setdefault(record, {})
    if escape not in known:
        known[escape] = _escaped_record(record, escape)
    return known[escape]


def _by_identity(record: Any) -> bool:
    found: Any = type(record).__hash__
    return found is object.__hash__


_RECORDS: WeakKeyDictionary[Any, dict[Escape, Any]] = WeakKeyDictionary()


def _escaped_record(record: Any, escape: Escape) -> Any:
    changed: dict[str, Any] = {}
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if "text" in field.metadata and field.name not in REFERENCES:
            changed[field.name] = (
                Translated(escape(value.en), escape(value.zh)) if isinstance(value, Translated) else escape(value)
            )
        elif isinstance(value, tuple | list):
            changed[field.name] = tuple(
                _texts(item, escape) if dataclasses.is_dataclass(item) else item for item in value
            )
        elif dataclasses.is_dataclass(value) and not isinstance(value, type):
            changed[field.name] = _texts(value, escape)
    return dataclasses.replace(record, **changed)


PIECES = re.compile(
    r"[ \t\n]+|[（「“《]?(?:[\u2e80-\u2fff\u3040-\uff00]"
    r"|[^\s\u2e80-\uffef]+(?:\u00a0[^\s\u2e80-\uffef]+)*)[，。；：、）」”》]*|[^ \t\n]"
)
"""Where a line may be broken: at a space, or beside a Chinese sign, but not before what closes and not after what
opens."""


def wrapped(text: str, most: float) -> list[str]:
    """Words in lines at most so many sizes of the type wide; a Chinese sign is as wide as it is high, others about
    half of that.

    A word that is longer than a line is broken anywhere.

    >>> wrapped("made today by version 9", 8.0), wrapped("生成日期（版本）", 3.0)
    (['made today by', 'version 9'], ['生成日', '期（版', '本）'])
    """
    lines, line, taken = [], "", 0.0
    longest = max(int(most / 0.55), 1)
    found = (
        piece[place : place + longest] for piece in PIECES.findall(text) for place in range(0, len(piece), longest)
    )
    for piece in found:
        need = sum(1.0 if sign > "\u2e7f" else 0.55 for sign in piece.rstrip("，。；：、）」”》"))
        if taken + need > most and line:
            lines.append(line.rstrip())
            line, taken = "", 0.0
            if piece.isspace():
                continue
        line, taken = line + piece, taken + sum(1.0 if sign > "\u2e7f" else 0.55 for sign in piece)
    return [*lines, line.rstrip()] if line.strip() else lines
