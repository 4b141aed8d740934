"""Sheets of paper: a typst template beside this file, and data as JSON. What the user typed arrives as text and can
be nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

TEMPLATES = Path(__file__).with_name("typst")

PAPERS = {"a4": "a4", "letter": "us-letter"}
"""Sizes of paper, and what the template calls them."""

SHARP = 110.0
"""Dots an inch of a preview."""

NO_SUCH_SIGN = "could not be displayed"
"""What the typesetter says where the archive format would need a sign that the font does not have."""

REGIONS = {"en": ("en", "US"), "zh": ("zh", "CN"), "zh_hant": ("zh", "HK")}


def typeset(
    template: str, content: Mapping[str, Any], tongue: str, made_on: date, paper: str = "a4", preview: bool = False
) -> bytes:
    """A PDF/A-2b of a template with its fonts embedded, or as a `preview` its page as a PNG; the same content gives
    the same bytes.

    An unknown paper raises KeyError. Signs that our font lacks are drawn with a font of this machine, or as an empty
    box; that file is a plain PDF.
    """
    import typst

    typesetter: Any = typst

    lang, region = REGIONS[tongue]
    data = {
        **content,
        "paper": PAPERS[paper],
        "lang": lang,
        "region": region,
        "made_on": [made_on.year, made_on.month, made_on.day],
    }
    inputs = {"data": json.dumps(_clean(data), ensure_ascii=False)}

    def compiled(standards: list[str], ours_only: bool) -> Any:
        return typesetter.compile(
            str(TEMPLATES / f"{template}.typ"),
            root=str(TEMPLATES),
            font_paths=[str(_fonts())],
            ignore_system_fonts=ours_only,
            format="png" if preview else "pdf",
            ppi=SHARP if preview else None,
            pdf_standards=standards,
            timestamp=_midnight(made_on),
            sys_inputs=inputs,
        )

    try:
        found = compiled([] if preview else ["a-2b"], True)
    except typst.TypstError as error:
        if NO_SUCH_SIGN not in str(error):
            raise
        found = compiled([], False)
    return bytes(found[0] if isinstance(found, list) else found)


def _midnight(day: date) -> int:
    """The day as a POSIX time, so that the file says when it was made and nothing about the machine."""
    return (day - date(1970, 1, 1)).days * 86_400


def _fonts() -> Path:
    import pylopdf_fonts_zh_cn

    return Path(pylopdf_fonts_zh_cn.sans_path()).parent


def _clean(value: Any) -> Any:
    """Text without the signs that no font can draw and no file may hold."""
    if isinstance(value, str):
        return "".join(sign if sign.isprintable() or sign in "\n\u00a0\u2003\u2060" else " " for sign in value)
    if isinstance(value, Mapping):
        return {name: _clean(each) for name, each in value.items()}
    return [_clean(each) for each in value] if isinstance(value, list | tuple) else value
