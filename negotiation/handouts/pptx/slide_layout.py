"""A presentation of the house: 16:9, one layout, a message as title, a footer with the stamp and the page, notes;
and the file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from datetime import date, datetime
from typing import Any

from negotiation.handouts.pptx.shapes import (
    EAST_ASIAN,
    FOOTER,
    HIGH,
    KICKER,
    NUMBER,
    QUIET,
    TITLE,
    WIDE,
    Look,
    Paper,
    letters_xml,
    new_element,
    place,
    write,
    write_in_shape,
)
from negotiation.handouts.pptx.text_fitting import fitted
from negotiation.presentation.common.escaping import printable
from negotiation.presentation.common.theme import ADVERSE, FAVOURABLE, TOTAL


def blank(title: str, kicker: str, stamp: str, made_on: date, lang: str) -> Paper:
    """An empty presentation with one layout, the fonts and colours of the house as its theme, and no author."""
    import pptx
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.util import Inches

    new: Any = pptx.Presentation
    file: Any = new()
    file.slide_width, file.slide_height = Inches(WIDE), Inches(HIGH)
    layout = next(each for each in file.slide_layouts if each.name == "Title Only")
    for other in [each for each in file.slide_layouts if each is not layout]:
        file.slide_layouts.remove(other)
    for page in (file.slide_master, layout):
        for shape in page.placeholders:
            box = {"title": TITLE, "ftr": FOOTER, "sldNum": NUMBER}.get(shape.element.ph.get("type"))
            if box is not None:
                place(shape, box)
            elif page is layout:
                shape.element.getparent().remove(shape.element)
            else:
                shape.left, shape.width = (Inches(each.inches * WIDE / 10.0) for each in (shape.left, shape.width))
    theme = file.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _theme(theme.blob)
    package = file.part.package
    for name in [name for name, each in package._rels.items() if each.reltype.endswith("/thumbnail")]:
        package._rels.pop(name)
    core, made = file.core_properties, datetime(made_on.year, made_on.month, made_on.day)
    core.title, core.author, core.last_modified_by, core.language = printable(title)[:255], "", "", lang
    core.created, core.modified, core.revision = made, made, 1
    return Paper(file, lang, kicker, stamp, made_on)


def _theme(xml: bytes) -> bytes:
    """The theme with our Chinese font and our colours, so that what is added by hand looks alike."""
    text = xml.decode("utf-8").replace('<a:ea typeface=""/>', f'<a:ea typeface="{EAST_ASIAN}"/>')
    text = text.replace('<a:font script="Hans" typeface="宋体"/>', f'<a:font script="Hans" typeface="{EAST_ASIAN}"/>')
    for number, colour in enumerate((TOTAL, ADVERSE, FAVOURABLE, "#9AA3AD", "#56B4E9", "#CC79A7"), 1):
        text = re.sub(rf'(<a:accent{number}><a:srgbClr val=")\w+', rf"\g<1>{colour[1:]}", text)
    return text.encode("utf-8")


def slide(paper: Paper, message: str, labels: Sequence[str], notes: Sequence[str]) -> Any:
    """A new slide whose title is its message, with kicker, footer, page number and speaker notes."""
    page = paper.file.slides.add_slide(paper.file.slide_layouts[0])
    write_in_shape(
        page.shapes.title,
        [fitted(message, TITLE[2] - 0.1, TITLE[3], 24, 17, bold=True, labels=labels)],
        Look(bold=True),
        paper,
    )
    for shape in page.slide_layout.placeholders:
        kind = shape.element.ph.get("type")
        if kind == "title":
            continue
        element = deepcopy(shape.element)
        element.nvSpPr.cNvPr.set("id", str(page.shapes._next_shape_id))
        page.shapes._spTree.append(element)
        copy = page.shapes[-1]
        if kind == "ftr":
            write_in_shape(
                copy,
                [fitted(paper.stamp, FOOTER[2] - 0.1, FOOTER[3], 11, 7)],
                Look(colour=QUIET, anchor="middle"),
                paper,
            )
        else:
            _number(copy, paper.lang)
    page.shapes.turbo_add_enabled = True
    write(
        page,
        KICKER,
        [fitted(paper.kicker, KICKER[2], KICKER[3], 12, 10)],
        Look(colour=QUIET, anchor="middle"),
        paper,
        "Kicker",
    )
    page.notes_slide.notes_text_frame.text = "\n".join(map(printable, notes))
    return page


def _number(shape: Any, lang: str) -> None:
    """The page number in our letters, to the right."""
    paragraph = shape.text_frame.paragraphs[0]._p
    field = paragraph.find("{*}fld")
    for old in field.findall("{*}rPr"):
        field.remove(old)
    field.insert(0, new_element(letters_xml("rPr", 11, Look(colour=QUIET), lang)))
    paragraph.get_or_add_pPr().set("algn", "r")


def saved(paper: Paper) -> bytes:
    """The file: the same slides give the same bytes."""
    raw, whole = io.BytesIO(), io.BytesIO()
    paper.file.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), source.read(name), zipfile.ZIP_DEFLATED)
    return whole.getvalue()
