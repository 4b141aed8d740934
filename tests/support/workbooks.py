"""Workbooks made and recalculated for tests."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.conftest import missing


def workbook(rows: list[list[object]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""


def recalculated(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """The same workbooks, opened, worked out anew and saved by LibreOffice."""
    if shutil.which("soffice") is None:
        missing("libreoffice")
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE)
    for name, data in files.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    command = [
        "soffice",
        "--headless",
        "--norestore",
        f"-env:UserInstallation=file://{folder}/profile",
        "--convert-to",
        "xlsx",
        "--outdir",
        f"{folder}/out",
    ]
    subprocess.run(
        [*command, *(f"{folder}/{name}.xlsx" for name in files)], check=True, capture_output=True, timeout=560
    )
    return {name: (folder / "out" / f"{name}.xlsx").read_bytes() for name in files}
