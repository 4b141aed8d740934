"""The proposal as slides for the customer: what happened, the choices side by side, the payments, and what to confirm by when."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import Any

from negotiation.export.proposal_sheet import content
from negotiation.letters import Proposal

WIDE, HIGH, EDGE = 13.333, 7.5, 0.6
INK, SOFT, BLUE, TINT = "1F2A37", "5B6673", "0072B2", "F3F6F9"
LATIN, EAST = "Arial", "Microsoft YaHei"
PLAIN_TABLE = "{9D7B030F-B1BA-407E-8FEA-4D5ADA5DF6E3}"
"""Identity of the table style with thin lines between rows and nothing else, the same in every program that knows the format."""

MOST_ROWS = 11
"""Payments on one slide."""


def customer_deck(found: Proposal, tongue: str, mark: str) -> bytes:
    """Three slides or more: payments go on over as many as they need."""
    return slides_of(content(found, tongue, mark), found.written_on)


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
    facts = [f"{mark} {text}" for mark, text in sheet["facts"]["items"]]
    pen.slide(sheet["title"])
    pen.words([*sheet["opening"], sheet["facts"]["title"], *facts], EDGE, 1.6, WIDE - 2 * EDGE, 5.0, 18)
    choices = sheet["offers"]["choices"]
    if choices:
        pen.slide(sheet["offers"]["title"])
        width = (WIDE - 2 * EDGE - 0.25 * (len(choices) - 1)) / len(choices)
        for place, choice in enumerate(choices):
            lines = ([choice["letter"]] if choice["letter"] else []) + [f"{mark} {text}" for mark, text in choice["items"]]
            pen.words(lines, EDGE + place * (width + 0.25), 1.6, width, 5.0, 16, filled=True, led=bool(choice["letter"]))
    rows = sheet["payments"]["rows"]
    for start in range(0, len(rows), MOST_ROWS):
        pen.slide(sheet["payments"]["title"])
        pen.table(sheet["payments"]["heads"], rows[start : start + MOST_ROWS])
    pen.slide(sheet["recap"]["title"])
    pen.words([*(f"{mark} {text}" for mark, text in sheet["recap"]["items"]), sheet["closing"]], EDGE, 1.6, WIDE - 2 * EDGE, 5.0, 18)
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

    def words(self, lines: list[str], left: float, top: float, width: float, height: float, size: float, filled: bool = False, led: bool = False,
              colour: str = INK) -> None:  # fmt: skip
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
        from pptx.util import Inches

        shape = self.now.shapes.add_table(len(rows) + 1, len(heads), Inches(EDGE), Inches(1.6), Inches(WIDE - 2 * EDGE), Inches(0.4 * (len(rows) + 1)))
        shape.name = _clean(heads[-1])
        shape._element.graphic.graphicData.tbl[0][-1].text = PLAIN_TABLE
        longest = [max(map(wide, column)) + 3.0 for column in zip(heads, *rows, strict=True)]
        for column, part in enumerate(longest):
            shape.table.columns[column].width = Inches((WIDE - 2 * EDGE) * part / sum(longest))
        for row, cells in enumerate([heads, *rows]):
            for column, text in enumerate(cells):
                cell = shape.table.cell(row, column)
                self._write(cell.text_frame, [text], 13, INK, row == 0, right=column == len(heads) - 1)
                if row == 0:
                    cell.fill.solid()
                    cell.fill.fore_color.rgb = RGBColor.from_string(TINT)

    def _place(self, box: Any, left: float, top: float, width: float, height: float) -> None:
        from pptx.util import Inches

        box.left, box.top, box.width, box.height = Inches(left), Inches(top), Inches(width), Inches(height)

    def _write(self, frame: Any, lines: list[str], size: float, colour: str, bold: bool, led: bool = False, right: bool = False) -> None:
        from pptx.dml.color import RGBColor
        from pptx.enum.text import PP_ALIGN
        from pptx.oxml.ns import qn
        from pptx.util import Pt

        frame.word_wrap = True
        for place, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.alignment, paragraph.space_after = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT, Pt(size * 0.35)
            run = paragraph.add_run()
            run.text = _clean(line)
            font = run.font
            font.size, font.bold, font.name = Pt(size * (1.6 if led and place == 0 else 1.0)), bold or (led and place == 0), LATIN
            font.color.rgb = RGBColor.from_string(BLUE if led and place == 0 else colour)
            properties = run._r.get_or_add_rPr()
            properties.append(properties.makeelement(qn("a:ea"), {"typeface": EAST}))


def wide(text: str) -> float:
    """How wide a text is, in sizes of its type: a Chinese sign is as wide as it is high."""
    return sum(1.0 if ord(sign) > 0x2E7F else 0.52 for sign in text)


def fitting(lines: list[str], width: float, height: float, largest: float) -> float:
    """The largest size in points, down to 7, at which the lines have room in a box of so many inches.

    >>> fitting(["short"], 5.0, 1.0, 20.0), fitting(["x" * 3000], 5.0, 1.0, 20.0)
    (20.0, 7.0)
    """
    size = largest
    while size > 7.0:
        per_line = width * 72.0 / size
        used = sum(max(1, -(-wide(line) // per_line)) * 1.25 + 0.35 for line in lines)
        if used * size / 72.0 <= height:
            return size
        size -= 0.5
    return 7.0


def _clean(text: str) -> str:
    """Text that a slide may hold, in one line."""
    return "".join(sign if sign.isprintable() or sign in "\u00a0\u2003" else " " for sign in text)
