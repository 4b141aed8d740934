"""The proposal as slides for the customer: what happened, the choices side by side, the payments, and what to
confirm by when."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from negotiation.handouts.common.text_width import width_in_ems
from negotiation.handouts.offer_letter.letter_content import letter_content
from negotiation.handouts.offer_letter.offer_letter import Proposal
from negotiation.presentation.common.escaping import wrapped

WIDE, HIGH, EDGE = 13.333, 7.5, 0.6
INK, SOFT, BLUE, TINT = "1F2A37", "5B6673", "0072B2", "F3F6F9"
LATIN, EAST = "Arial", "Microsoft YaHei"
PLAIN_TABLE = "{9D7B030F-B1BA-407E-8FEA-4D5ADA5DF6E3}"
"""Identity of the table style with thin lines between rows and nothing else, the same in every program that knows
the format."""

MOST_ROWS = 12
"""Payments on one slide; more are shared evenly among as many slides as they need."""

Lines = Sequence[str | tuple[str, str]]
"""Lines of a box; a mark with its words stands before them, and what is broken hangs below the words."""


def customer_deck(found: Proposal, tongue: str, mark: str) -> bytes:
    """Three slides or more: payments go on over as many as they need."""
    return slides_of(letter_content(found, tongue, mark), found.written_on)


def slides_of(sheet: dict[str, Any], made_on: date) -> bytes:
    """The slides of a proposal whose texts are ready."""
    from pptx import Presentation
    from pptx.util import Inches

    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDE), Inches(HIGH)
    properties = deck.core_properties
    properties.title, properties.author, properties.last_modified_by = _clean(sheet["title"])[:200], "", ""
    properties.created = properties.modified = datetime.combine(made_on, time())
    pen = Pen(deck, sheet["stamp"])
    pen.slide(sheet["title"])
    pen.words(
        [*sheet["opening"], sheet["facts"]["title"], *sheet["facts"]["items"]], EDGE, 1.6, WIDE - 2 * EDGE, 5.0, 18
    )
    choices = sheet["offers"]["choices"]
    if choices:
        pen.slide(sheet["offers"]["title"])
        width = (WIDE - 2 * EDGE - 0.25 * (len(choices) - 1)) / len(choices)
        cards = [[*([choice["letter"]] if choice["letter"] else []), *choice["items"]] for choice in choices]
        size = min(fitting(lines, width - 0.3, 4.8, 16) for lines in cards)
        for place, (choice, lines) in enumerate(zip(choices, cards, strict=True)):
            pen.words(
                lines, EDGE + place * (width + 0.25), 1.6, width, 5.0, size, filled=True, led=bool(choice["letter"])
            )
    rows = sheet["payments"]["rows"]
    slides = -(-len(rows) // MOST_ROWS)
    for place in range(slides):
        pen.slide(sheet["payments"]["title"])
        pen.table(sheet["payments"]["heads"], rows[place * len(rows) // slides : (place + 1) * len(rows) // slides])
    pen.slide(sheet["recap"]["title"])
    pen.words(sheet["recap"]["items"], EDGE, 1.6, WIDE - 2 * EDGE, 4.0, 18)
    pen.words([sheet["closing"]], EDGE, 5.75, WIDE - 2 * EDGE, 0.9, 14, colour=SOFT)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


class Pen:
    """Writes on one slide after another; every text is made small enough for its box."""

    def __init__(self, deck: Any, stamp: str) -> None:
        self.deck, self.stamp, self.page = deck, stamp, 0
        self.now: Any = None

    def slide(self, title: str) -> None:
        """A new slide with its title, the stamp and its number."""
        self.now = self.deck.slides.add_slide(self.deck.slide_layouts[5])
        self.page += 1
        box = self.now.shapes.title
        self._place(box, EDGE, 0.45, WIDE - 2 * EDGE, 1.0)
        self._write(box.text_frame, [title], fitting([title], WIDE - 2 * EDGE, 1.0, 28), BLUE, True)
        self.words([f"{self.stamp}  ·  {self.page}"], EDGE, HIGH - 0.5, WIDE - 2 * EDGE, 0.35, 10, colour=SOFT)

    def words(
        self,
        lines: Lines,
        left: float,
        top: float,
        width: float,
        height: float,
        size: float,
        filled: bool = False,
        led: bool = False,
        colour: str = INK,
    ) -> None:
        """Lines in a box; `led`: the first one is large."""
        from pptx.dml.color import RGBColor
        from pptx.enum.text import MSO_AUTO_SIZE
        from pptx.util import Inches

        box = self.now.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height))
        box.text_frame.auto_size = MSO_AUTO_SIZE.NONE
        if filled:
            box.fill.solid()
            box.fill.fore_color.rgb = RGBColor.from_string(TINT)
        self._write(box.text_frame, lines, fitting(lines, width - 0.3, height - 0.2, size), colour, False, led)

    def table(self, heads: list[str], rows: list[list[str]]) -> None:
        """A native table over the width of the slide."""
        from pptx.dml.color import RGBColor
        from pptx.enum.text import MSO_ANCHOR
        from pptx.util import Inches

        shape = self.now.shapes.add_table(
            len(rows) + 1, len(heads), Inches(EDGE), Inches(1.6), Inches(WIDE - 2 * EDGE), Inches(0.4 * (len(rows) + 1))
        )
        shape.name = _clean(heads[-1])
        shape._element.graphic.graphicData.tbl[0][-1].text = PLAIN_TABLE
        longest = [max(map(width_in_ems, column)) + 3.0 for column in zip(heads, *rows, strict=True)]
        for column, part in enumerate(longest):
            shape.table.columns[column].width = Inches((WIDE - 2 * EDGE) * part / sum(longest))
        for row, cells in enumerate([heads, *rows]):
            for column, text in enumerate(cells):
                cell = shape.table.cell(row, column)
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                self._write(cell.text_frame, [text], 13, INK, row == 0, right=column == len(heads) - 1)
                if row == 0:
                    cell.fill.solid()
                    cell.fill.fore_color.rgb = RGBColor.from_string(TINT)

    def _place(self, box: Any, left: float, top: float, width: float, height: float) -> None:
        from pptx.util import Inches

        box.left, box.top, box.width, box.height = Inches(left), Inches(top), Inches(width), Inches(height)

    def _write(
        self, frame: Any, lines: Lines, size: float, colour: str, bold: bool, led: bool = False, right: bool = False
    ) -> None:
        from pptx.dml.color import RGBColor
        from pptx.enum.text import PP_ALIGN
        from pptx.oxml.ns import qn
        from pptx.util import Pt

        frame.word_wrap = True
        for place, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.alignment, paragraph.space_after = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT, Pt(size * 0.35)
            if not isinstance(line, str):
                indent = str(round(size * HANGING * 12_700))
                paragraph._p.get_or_add_pPr().set("marL", indent)
                paragraph._p.get_or_add_pPr().set("indent", f"-{indent}")
            run = paragraph.add_run()
            run.text = _clean(line) if isinstance(line, str) else "\t".join(map(_clean, line))
            font = run.font
            font.size, font.bold, font.name = (
                Pt(size * (1.6 if led and place == 0 else 1.0)),
                bold or (led and place == 0),
                LATIN,
            )
            font.color.rgb = RGBColor.from_string(BLUE if led and place == 0 else colour)
            properties = run._r.get_or_add_rPr()
            properties.append(properties.makeelement(qn("a:ea"), {"typeface": EAST}))


HANGING = 1.9
"""How far words stand behind their mark, in sizes of the type."""

ROOMY = 1.06
"""Fonts that stand in for ours on another machine are a little wider."""


def fitting(lines: Lines, width: float, height: float, largest: float) -> float:
    """The largest size in points, down to 7, at which the lines have room in a box of so many inches.

    >>> fitting(["short"], 5.0, 1.0, 20.0), fitting(["x" * 3000], 5.0, 1.0, 20.0)
    (20.0, 7.0)
    """
    size = largest
    while size > 7.0:
        per_line = width * 72.0 / size
        used = sum(_lines(line, per_line) * 1.25 + 0.35 for line in lines)
        if used * size / 72.0 <= height:
            return size
        size -= 0.5
    return 7.0


def _lines(line: str | tuple[str, str], per_line: float) -> int:
    """In how many lines a line is broken, what hangs below a mark counted in the room that it leaves."""
    text, room = (line, per_line) if isinstance(line, str) else (line[1], per_line - HANGING)
    return max(len(wrapped(_clean(text), room / ROOMY)), 1)


def _clean(text: str) -> str:
    """Text that a slide may hold, in one line; a currency stays beside its amount."""
    plain = "".join(sign if sign.isprintable() or sign in "\u00a0\u2003" else " " for sign in text)
    return re.sub(r"\b([A-Z]{3}) (?=\d)", "\\1\u00a0", plain)
