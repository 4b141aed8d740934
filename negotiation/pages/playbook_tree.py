"""The causes as a tree: an indented list, and the same as graphviz draws it."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator

from negotiation.charts import for_markdown
from negotiation.playbook import Cause, Playbook, Trouble
from negotiation.words import pick, say

Branch = tuple[int, Trouble | Cause]


def branches(playbook: Playbook) -> tuple[Branch, ...]:
    """Problems, the main one first, each followed by its causes from the top down, with how deep each stands; 0 for a problem."""

    def below(code: str, depth: int) -> Iterator[Branch]:
        for each in playbook.causes:
            if each.of == code:
                yield depth, each
                yield from below(each.code, depth + 1)

    troubles = sorted(playbook.problems, key=lambda each: not each.main)
    return tuple(branch for each in troubles for branch in ((0, each), *below(each.code, 1)))


def tree_lines(playbook: Playbook, lang: str) -> str:
    """The tree as an indented list of markdown; what the user typed stays words."""
    return "\n".join(f"{'    ' * depth}- {_line(each, lang)}" for depth, each in branches(playbook))


def _line(each: Trouble | Cause, lang: str) -> str:
    what = for_markdown(str(pick(each.what, lang)))
    if isinstance(each, Trouble):
        return " ".join([f"**{what}**", *([say(lang, "playbook_page.main_mark")] if each.main else [])])
    traced = for_markdown(str(pick(each.traced_by, lang)))
    marks = [say(lang, "playbook_page.root")] if each.root else []
    return " ".join([what, *marks, *([f":gray[{say(lang, 'playbook_page.traced', who=traced)}]"] if traced else [])])


def tree_dot(playbook: Playbook, ink: str, lang: str) -> str:
    """The tree as graphviz draws it, causes to the right of what they stand behind; `ink` is the colour of words and lines."""
    names = {each.code: f"n{place}" for place, (_, each) in enumerate(branches(playbook))}
    nodes, edges = [], []
    for _, each in branches(playbook):
        strong = each.main if isinstance(each, Trouble) else each.root
        words = _wrapped(str(pick(each.what, lang)))
        mark = f"\\n({say(lang, 'playbook_page.root_word')})" if isinstance(each, Cause) and each.root else ""
        nodes.append(f'{names[each.code]} [label="{words}{mark}", penwidth={2.5 if strong else 1}]')
        if isinstance(each, Cause):
            edges.append(f"{names[each.of]} -> {names[each.code]}")
    look = f'node [shape=box, style=rounded, fontsize=12, color="{ink}", fontcolor="{ink}"]; edge [color="{ink}"]'
    return f"digraph {{ rankdir=LR; bgcolor=transparent; {look}; {'; '.join([*nodes, *edges])} }}"


def _wrapped(words: str) -> str:
    """The user's words in short lines, with nothing in them that the drawing's language could take for its own."""
    plain = " ".join(words.replace("\\", " ").replace('"', "'").split())
    wide = any(unicodedata.east_asian_width(sign) == "W" for sign in plain)
    return "\\n".join(textwrap.wrap(plain, 12 if wide else 26)[:6]).replace("&", "&amp;")
