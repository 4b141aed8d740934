"""Pieces of the offline page: words, tables, folds and charts as HTML in which everything that anybody typed is only
words."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from negotiation.i18n.catalogue import say
from negotiation.presentation.common.escaping import JOINER, SLANTED, printable

if TYPE_CHECKING:
    import plotly.graph_objects as go


def words(text: str) -> str:
    """Words as HTML: nothing in them is markup.

    >>> words('<b>5 & 6</b>')
    '&lt;b&gt;5 &amp; 6&lt;/b&gt;'
    """
    return html.escape(printable(text))


def marked(markdown: str) -> str:
    r"""Our own sentences with their stars as HTML; what is escaped in them stays words.

    >>> marked(r"**Net** of “\*Box\*” = *1*, s* = <2>")
    '<strong>Net</strong> of “*Box*” = <em>1</em>, s* = &lt;2&gt;'
    """
    pieces, bold = [], False
    for found in re.finditer(rf"\\(.)|(\*\*)|{SLANTED}|([^\\*]+|.)", printable(markdown.replace(JOINER, ""))):
        literal, star, slanted, rest = found.groups()
        if star:
            bold = not bold
            pieces.append("<strong>" if bold else "</strong>")
        elif slanted is not None:
            pieces.append(f"<em>{html.escape(slanted)}</em>")
        else:
            pieces.append(html.escape(literal or rest or ""))
    return "".join(pieces) + ("</strong>" if bold else "")


def legend_of(markdown: str) -> str:
    """The legend of the signature chart: each mark in its colour, each entry in one piece."""
    entries = markdown.split(" \u2003")
    return "".join(f"<span>{_marks(words(entry))}</span>" for entry in entries)


def _marks(entry: str) -> str:
    return re.sub(r":(orange|green|gray)\[(.)\]", r'<b class="\1">\2</b>', entry)


def table(
    heads: Mapping[str, str],
    rows: Sequence[Mapping[str, str]],
    name: str,
    numbers: Sequence[str] = (),
    kinds: Sequence[str] = (),
    wordy: Sequence[str] = (),
) -> str:
    """A table in a box that scrolls sideways; `heads` by key, the first column heads its row, `kinds` of rows are
    their classes."""
    columns = list(heads)
    classes = {
        key: ' class="number"' if key in numbers else ' class="words"' if key in wordy else "" for key in columns
    }
    top = "".join(f'<th scope="col"{classes[key]}>{words(head)}</th>' for key, head in heads.items())
    lines = []
    for place, row in enumerate(rows):
        kind = kinds[place] if place < len(kinds) else ""
        cells = "".join(f"<td{classes[key]}>{words(row[key])}</td>" for key in columns[1:])
        lines.append(f'<tr{_kind(kind)}><th scope="row">{words(row[columns[0]])}</th>{cells}</tr>')
    body = "\n".join(lines)
    return (
        f'<div class="box" role="region" tabindex="0" aria-label="{words(name)}"><table><thead><tr>'
        f"{top}</tr></thead><tbody>\n{body}\n</tbody></table></div>"
    )


def figure_data(name: str, figure: go.Figure) -> str:
    """A figure as data that no browser runs; nothing in it can end its own element."""
    text = json.dumps(json.loads(figure.to_json()), ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/json" id="figure_{name}">{text}</script>'


def chart(name: str, alt: str) -> str:
    """The place of a chart."""
    return f'<div class="chart" role="img" aria-label="{words(alt)}" data-figure="figure_{name}"></div>'


def fold(head: str, inside: str, message: str = "", kind: str = "") -> str:
    """A section that opens by a click; `message` is what it says, in one line."""
    says = f"<p>{message}</p>" if message else ""
    return (
        f"<details{_kind(kind)}><summary><h2>{words(head)}</h2>{says}</summary>"
        f'\n<div class="inside">\n{inside}\n</div></details>'
    )


def note(text: str) -> str:
    """Small words under a table or a chart."""
    return f'<p class="note">{words(text)}</p>'


def items(texts: Sequence[str], kind: str = "ul", style: str = "") -> str:
    """A list of what is HTML already."""
    inside = "".join(f"<li>{text}</li>" for text in texts)
    return f"<{kind}{_kind(style)}>{inside}</{kind}>" if texts else ""


def heads_of(prefix: str, keys: Sequence[str], lang: str) -> dict[str, str]:
    """Heads of a table's columns by key."""
    return {key: say(lang, f"{prefix}{key}") for key in keys}


def _kind(name: str) -> str:
    return f' class="{name}"' if name else ""
