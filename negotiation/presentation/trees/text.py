"""Trees: the causes of the problems, and going to law; as an indented list, and as nodes that are drawn on the
screen and in a picture."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from negotiation.claim.document.dossier import Dossier
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import localized
from negotiation.model.playbook.playbook import Playbook
from negotiation.model.playbook.root_cause import Cause, Trouble
from negotiation.presentation.common.escaping import for_markdown

Branch = tuple[int, Trouble | Cause]

WIDE, WIDE_IN_CHINESE = 26, 12
"""Signs in a line of a node on the screen."""

MOST_LINES = 6


@dataclass(frozen=True)
class Node:
    """One box of a tree: its name, that of the box before it ("" for the first ones), its words, a word below them,
    and whether it stands out."""

    name: str
    of: str
    words: str
    mark: str = ""
    strong: bool = False


def branches(playbook: Playbook) -> tuple[Branch, ...]:
    """Problems, the main one first, each followed by its causes from the top down, with how deep each stands; 0 for
    a problem."""

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
    what = for_markdown(str(localized(each.what, lang)))
    if isinstance(each, Trouble):
        return " ".join([f"**{what}**", *([say(lang, "playbook_page.main_mark")] if each.main else [])])
    traced = for_markdown(str(localized(each.traced_by, lang)))
    marks = [say(lang, "playbook_page.root")] if each.root else []
    return " ".join([what, *marks, *([f":gray[{say(lang, 'playbook_page.traced', who=traced)}]"] if traced else [])])


def cause_nodes(playbook: Playbook, lang: str) -> tuple[Node, ...]:
    """The causes as nodes, from the problems to the roots."""
    names = {each.code: f"n{place}" for place, (_, each) in enumerate(branches(playbook))}
    nodes = []
    for _, each in branches(playbook):
        words = " ".join(str(localized(each.what, lang)).split())
        if isinstance(each, Trouble):
            nodes.append(Node(names[each.code], "", words, strong=each.main))
        else:
            nodes.append(
                Node(
                    names[each.code],
                    names[each.of],
                    words,
                    f"({say(lang, 'playbook_page.root_word')})" if each.root else "",
                    each.root,
                )
            )
    return tuple(nodes)


def law_nodes(dossier: Dossier, lang: str) -> tuple[Node, ...]:
    """Going to law as nodes, by our own belief: whether they sue, who wins, and what is then paid."""
    law, case = dossier.no_deal.law, dossier.case
    harm = float(case.harm_suffered) if law.damages is None else float(law.damages)
    chances = {
        "sued": law.sued,
        "liable": law.liable_as_we_see,
        "free": 1.0 - float(law.liable_as_we_see),
        "currency": case.currency,
    }
    pays, gets = harm + float(law.shifted) * float(law.their_costs), float(law.shifted) * float(law.our_costs)
    return (
        Node("r", "", say(lang, "negotiate.tree_settle")),
        Node("s", "r", say(lang, "negotiate.tree_sued", **chances)),
        Node("l", "s", say(lang, "negotiate.tree_lost", pays=pays, **chances)),
        Node("w", "s", say(lang, "negotiate.tree_won", gets=gets, **chances)),
        Node("c", "r", say(lang, "negotiate.tree_not")),
    )


def as_dot(nodes: Sequence[Node], ink: str) -> str:
    """A tree in graphviz's language, what follows to the right; `ink` is the colour of words and lines."""
    boxes, edges = [], []
    for each in nodes:
        mark = f"\\n{each.mark}" if each.mark else ""
        boxes.append(f'{each.name} [label="{_quoted(each.words)}{mark}", penwidth={2.5 if each.strong else 1}]')
        if each.of:
            edges.append(f"{each.of} -> {each.name}")
    look = f'node [shape=box, style=rounded, fontsize=12, color="{ink}", fontcolor="{ink}"]; edge [color="{ink}"]'
    return f"digraph {{ rankdir=LR; bgcolor=transparent; {look}; {'; '.join([*boxes, *edges])} }}"


def in_lines(words: str) -> list[str]:
    """Words in the short lines of a node on the screen.

    >>> in_lines("Nobody asked which style a number stands for")
    ['Nobody asked which style a', 'number stands for']
    """
    broad = any(unicodedata.east_asian_width(sign) == "W" for sign in words)
    return textwrap.wrap(words, WIDE_IN_CHINESE if broad else WIDE)[:MOST_LINES]


def _quoted(words: str) -> str:
    """The words in lines, with nothing in them that the drawing's language could take for its own."""
    plain = " ".join(words.replace("\\", " ").replace('"', "'").split())
    return "\\n".join(in_lines(plain)).replace("&", "&amp;")
