"""Words, cards and tables on a slide, in the fonts and colours of the house.

All places are boxes (left, top, width, height) in inches. Fonts are in every Office, for Latin and for Chinese letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from negotiation.handouts.pptx.text_fitting import LINE, POINTS, Fitted, fitted, height, sizes
from negotiation.presentation.common.escaping import printable
from negotiation.presentation.common.theme import INK

Box = tuple[float, float, float, float]

MAIN, EMU = "http://schemas.openxmlformats.org/drawingml/2006/main", 914_400
LATIN, EAST_ASIAN = "Calibri", "Microsoft YaHei"
WIDE, HIGH, EDGE = 13.333, 7.5, 0.6
ROOM = WIDE - 2 * EDGE
TOP, BOTTOM = 1.66, 6.78
"""Between them is what a slide shows; above is its title, below its footer."""

KICKER: Box = (EDGE, 0.34, ROOM, 0.26)
TITLE: Box = (EDGE, 0.66, ROOM, 0.9)
FOOTER: Box = (EDGE, 6.98, ROOM - 1.0, 0.3)
NUMBER: Box = (WIDE - EDGE - 0.9, 6.98, 0.9, 0.3)
QUIET, PALE, TINT, WHITE = "5B6673", "F3F5F7", "E5F3EE", "FFFFFF"
HAIRLINE = "C9CFD6"
PADDING = 0.08
CELL_LINE = 1.08
"""Lines in a cell stand closer than the room that is kept for them."""

PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


@dataclass(frozen=True)
class Paper:
    """The presentation that is being made, and what all its slides carry."""

    file: Any
    lang: str
    kicker: str
    stamp: str
    made_on: date


@dataclass(frozen=True)
class Look:
    """How words look: bold, colour as six hexadecimal digits, and where they stand in their box, and the height of a
    line in parts of the size."""

    bold: bool = False
    colour: str = INK[1:]
    align: str = "left"
    anchor: str = "top"
    line: float = LINE


def write(
    page: Any,
    box: Box,
    texts: Sequence[Fitted],
    look: Look,
    paper: Paper,
    name: str,
    bullets: bool = False,
    gap: float = 0.5,
) -> Any:
    """Words in a box of their own, without margins; they do not grow it."""
    from pptx.util import Inches

    shape = page.shapes.add_textbox(*(Inches(each) for each in box))
    shape.name = name
    write_in_shape(shape, texts, look, paper, bullets, gap)
    return shape


def card(page: Any, box: Box, colour: str, name: str) -> None:
    """A quiet panel with a coloured edge, for words to stand on."""
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Inches

    for place_, fill, part in ((box, PALE, name), ((box[0], box[1], 0.07, box[3]), colour, f"{name} edge")):
        shape = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Inches(each) for each in place_))
        shape.name = part
        shape._element.remove(shape._element.find("{*}style"))
        filled(shape.fill, fill)
        shape.line.fill.background()


def grid(
    page: Any,
    box: Box,
    rows: Sequence[Sequence[Fitted]],
    widths: Sequence[float],
    heights: Sequence[float],
    paper: Paper,
    alt: str,
    best: tuple[str, int] = ("", 0),
    right: Sequence[int] = (),
) -> Any:
    """A native table: hairlines between rows, the first row as head, columns `right` aligned right, the best row or
    column tinted."""
    from pptx.util import Inches

    frame = page.shapes.add_table(
        len(rows), len(widths), *(Inches(each) for each in (*box[:2], sum(widths), sum(heights)))
    )
    frame.name = alt
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    table = frame.table
    table._tbl.tblPr.find("{*}tableStyleId").text = PLAIN_TABLE
    table.horz_banding = False
    for place_, wide in enumerate(widths):
        table.columns[place_].width = Inches(wide)
    for number, (cells, high) in enumerate(zip(rows, heights, strict=True)):
        table.rows[number].height = Inches(high)
        for place_, words in enumerate(cells):
            tinted = best in (("row", number), ("column", place_))
            look = Look(
                bold=number == 0 or tinted,
                colour=QUIET if number == 0 and not tinted else INK[1:],
                align="right" if place_ in right else "left",
                anchor="bottom" if number == 0 else "middle",
                line=CELL_LINE,
            )
            _cell(table.cell(number, place_), words, look, TINT if tinted else "", paper)
    return frame


def _cell(cell: Any, words: Fitted, look: Look, fill: str, paper: Paper) -> None:
    body = cell._tc.txBody
    body.replace(body.p_lst[0], _paragraph(words, look, paper.lang))
    for old in cell._tc.findall(f"{{{MAIN}}}tcPr"):
        cell._tc.remove(old)
    cell._tc.append(new_element(_cell_xml(look.anchor, fill)))


def rows_that_fit(
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    high: float,
    largest: float,
    smallest: float,
    air: float = 0.12,
) -> tuple[list[list[Fitted]], list[float]]:
    """Cells at the largest size at which the whole table fits, and the heights of the rows; at the smallest, long
    cells are cut.

    The head may take three lines.
    """

    def tall(cell: Fitted, wide: float) -> float:
        return height([cell.text], wide - 2 * PADDING - 0.02, cell.size, bold=True) + air

    def of_size(size: float, most: int) -> list[list[Fitted]]:
        ceiling = most * size * LINE / POINTS + 0.005
        return [
            [
                fitted(text, wide - 2 * PADDING - 0.02, ceiling, size, size, bold=True)
                for text, wide in zip(row, widths, strict=True)
            ]
            for row in rows[1:]
        ]

    heads = list(zip(rows[0], widths, strict=True))
    alike = min(fitted(text, wide - 2 * PADDING - 0.02, 0.62, 14, 11, bold=True).size for text, wide in heads)
    head = [fitted(text, wide - 2 * PADDING - 0.02, 0.62, alike, alike, bold=True) for text, wide in heads]
    tries = [(size, 99) for size in sizes(largest, smallest)] + [(smallest, most) for most in (6, 5, 4, 3, 2, 1)]
    for size, most in tries:
        cells = [head, *of_size(size, most)]
        heights = [max(tall(cell, wide) for cell, wide in zip(row, widths, strict=True)) for row in cells]
        if sum(heights) <= high:
            break
    return cells, heights


def write_in_shape(
    shape: Any, texts: Sequence[Fitted], look: Look, paper: Paper, bullets: bool = False, gap: float = 0.5
) -> None:
    """Words in a shape that is there: one paragraph each, no growing and no wrapping beyond it."""
    body = shape._element.txBody
    body.replace(body.bodyPr, new_element(_body_xml(look.anchor)))
    for old in body.p_lst:
        body.remove(old)
    for number, words in enumerate(texts):
        body.append(_paragraph(words, look, paper.lang, gap if number else 0.0, bullets))


def _paragraph(words: Fitted, look: Look, lang: str, gap: float = 0.0, bullet: bool = False) -> Any:
    paragraph = new_element(_paragraph_xml(words.size, look, lang, gap, bullet))
    paragraph.find(f".//{{{MAIN}}}t").text = printable(words.text)
    return paragraph


def _paragraph_xml(size: float, look: Look, lang: str, gap: float, bullet: bool) -> str:
    side = {"left": "l", "right": "r"}[look.align]
    spacing = "".join(
        f'<a:{name}><a:spcPts val="{round(100 * size * part)}"/></a:{name}>'
        for name, part in (("lnSpc", look.line), ("spcBef", LINE * gap))
        if part
    )
    indent, sign = (
        (' marL="182880" indent="-182880"', '<a:buChar char="•"/>')
        if bullet
        else (' marL="0" indent="0"', "<a:buNone/>")
    )
    run = f"<a:r>{letters_xml('rPr', size, look, lang)}<a:t/></a:r>"
    return f'<a:p xmlns:a="{MAIN}"><a:pPr algn="{side}"{indent}>{spacing}{sign}</a:pPr>{run}</a:p>'


def letters_xml(tag: str, size: float, look: Look, lang: str) -> str:
    """Size, weight, colour and both fonts of words, as the element `tag`."""
    tongues = ("zh-CN", "en-US") if lang == "zh" else ("en-US", "zh-CN")
    head = (
        f'xmlns:a="{MAIN}" lang="{tongues[0]}" altLang="{tongues[1]}" '
        f'sz="{round(size * 100)}" b="{int(look.bold)}" dirty="0"'
    )
    fill = f'<a:solidFill><a:srgbClr val="{look.colour}"/></a:solidFill>'
    faces = f'<a:latin typeface="{LATIN}"/><a:ea typeface="{EAST_ASIAN}"/><a:cs typeface="{LATIN}"/>'
    return f"<a:{tag} {head}>{fill}{faces}</a:{tag}>"


def _body_xml(anchor: str) -> str:
    at = {"top": "t", "middle": "ctr", "bottom": "b"}[anchor]
    return (
        f'<a:bodyPr xmlns:a="{MAIN}" wrap="square" lIns="0" tIns="0" rIns="0" '
        f'bIns="0" anchor="{at}"><a:noAutofit/></a:bodyPr>'
    )


def _cell_xml(anchor: str, fill: str) -> str:
    side, under = round(PADDING * EMU), round(0.04 * EMU) if anchor == "bottom" else 0
    line = f'<a:lnB w="6350"><a:solidFill><a:srgbClr val="{HAIRLINE}"/></a:solidFill></a:lnB>'
    inside = f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>' if fill else "<a:noFill/>"
    margins = f'marL="{side}" marR="{side}" marT="0" marB="{under}" anchor="{"b" if anchor == "bottom" else "ctr"}"'
    return f'<a:tcPr xmlns:a="{MAIN}" {margins}>{line}{inside}</a:tcPr>'


def new_element(xml: str) -> Any:
    """A new element of our own XML; what has been read once is copied."""
    return deepcopy(_read(xml))


@lru_cache(512)
def _read(xml: str) -> Any:
    from pptx.oxml import parse_xml

    read: Any = parse_xml
    return read(xml)


def place(shape: Any, box: Box) -> None:
    """Puts a shape into a box."""
    from pptx.util import Inches

    shape.left, shape.top, shape.width, shape.height = (Inches(each) for each in box)


def child(parent: Any, tag: str, at: int | None = None, **attributes: str) -> Any:
    """A new element under another, at its end or at a place; tags as `a:ea`."""
    from pptx.oxml.xmlchemy import OxmlElement

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(name, value)
    parent.insert(len(parent) if at is None else at, element)
    return element


def rgb(colour: str) -> Any:
    """A colour by its six hexadecimal digits, with or without the sign before them."""
    from pptx.dml.color import RGBColor

    made: Any = RGBColor.from_string
    return made(colour.removeprefix("#"))


def filled(fill: Any, colour: str) -> None:
    """One plain colour."""
    fill.solid()
    fill.fore_color.rgb = rgb(colour)
