"""Compares what the command line of two checkouts writes, byte for byte: `python tests/support/command_outputs.py
OLD NEW`.

Run it before and after a change that must not alter any result. Every sample goes through every command, in each
language, as text and as JSON, and into every kind of file. Left out of the comparison: the time of an entry in a zip
file, and the random identifiers in an SVG. `--digests FOLDER` prints what is compared; a file of it may stand for
OLD. Exit status 1, with the names of the outputs that differ, unless all are equal.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

LANGUAGES = ("en", "zh")
OUR_FILES = ("pdf", "pptx", "xlsx", "html", "eml", "ics", "csv", "svg")
CUSTOMER_FILES = ("pdf", "pptx", "xlsx", "html", "eml", "ics", "csv")
CUSTOMER_LANGUAGES = ("en", "zh", "zh_hant")
REGISTER_DAY = "2026-11-20"


def commands(data: Path) -> Iterator[list[str]]:
    """Arguments of each command; `{to}` stands for the path of a file that the command writes."""
    for claim in sorted((data / "claims").glob("*.json")):
        for command in ("evaluate", "rework", "bargain"):
            for lang in LANGUAGES:
                yield [command, str(claim), "--lang", lang]
                yield [command, str(claim), "--lang", lang, "--json"]
        for ending in OUR_FILES:
            for lang in LANGUAGES:
                yield ["export", str(claim), "--to", f"{{to}}.{ending}", "--lang", lang]
        for ending in CUSTOMER_FILES:
            for lang in CUSTOMER_LANGUAGES:
                yield ["export", str(claim), "--to", f"{{to}}.{ending}", "--lang", lang, "--customer"]
    for lang in LANGUAGES:
        for form in ([], ["--json"]):
            yield [
                "lifetime",
                str(data / "orders" / "box_customers.csv"),
                "--until",
                REGISTER_DAY,
                "--lang",
                lang,
                *form,
            ]
            for team in LANGUAGES:
                rates = str(data / "register" / "rates.csv")
                yield [
                    "exposure",
                    str(data / "register" / f"team_{team}.csv"),
                    "--rates",
                    rates,
                    "--today",
                    REGISTER_DAY,
                    "--lang",
                    lang,
                    *form,
                ]
        for refused in (
            ["evaluate", "missing.json"],
            ["export", str(data / "claims" / "gift_boxes.json"), "--to", "{to}.doc"],
        ):
            yield [*refused, "--lang", lang]


def run_all(folder: Path) -> dict[str, str]:
    """Digest of what each command prints and writes, run in this process with `folder` as the project."""
    sys.path.insert(0, str(folder))
    command_line = "cli" if (folder / "negotiation" / "cli.py").exists() else "__main__"  # version 0.1.0 had no cli.py
    main = importlib.import_module(f"negotiation.{command_line}").main
    assert Path(importlib.import_module("negotiation").__file__ or "").is_relative_to(folder)
    found = {}
    with TemporaryDirectory() as place:
        for arguments in commands(Path("data")):
            filled = [each.replace("{to}", "written") for each in arguments]
            written = Path(place) / next((each for each in filled if each.startswith("written.")), "written")
            filled = [str(written) if each == written.name else each for each in filled]
            out, err = io.StringIO(), io.StringIO()
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                status = main(filled)
            said = (out.getvalue() + err.getvalue()).replace(place, "")
            content = written.read_bytes() if written.exists() else b""
            written.unlink(missing_ok=True)
            if status not in (0, 2):
                raise SystemExit(f"{arguments}: exit status {status}")
            found[" ".join(arguments)] = (
                f"{status} {sha256(said.encode()).hexdigest()} {sha256(comparable(content)).hexdigest()}"
            )
    return found


def comparable(content: bytes) -> bytes:
    """A file without what differs between two runs of the same code: times of zip entries, identifiers that plotly
    draws for an SVG."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return b"".join(name.encode() + archive.read(name) for name in archive.namelist())
    if content.startswith(b"<svg"):
        for drawn in re.findall(rb'(?:id="(?:defs|p[0-9a-f]{6})-|trace)([0-9a-f]{6})\b', content):
            content = content.replace(drawn, b"drawn")
    return content


def outputs(folder: Path) -> dict[str, str]:
    """The digests of a checkout, made in a process of its own, or read from a file that `--digests` wrote."""
    if folder.is_file():
        kept: dict[str, str] = json.loads(folder.read_text("utf-8"))
        return kept
    done = subprocess.run(
        [sys.executable, __file__, "--digests", str(folder)], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{folder}: {done.stderr[-3000:]}")
    found: dict[str, str] = json.loads(done.stdout)
    return found


def differences(old: dict[str, str], new: dict[str, str]) -> list[str]:
    """Names of the commands whose output differs, or that only one side has."""
    return sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--digests"]:
        print(json.dumps(run_all(Path(sys.argv[2]).resolve())))
    elif len(sys.argv) == 3:
        before, after = (outputs(Path(each).resolve()) for each in sys.argv[1:])
        changed = differences(before, after)
        print(f"{len(after)} outputs, {len(changed)} differ", *changed, sep="\n  ")
        sys.exit(1 if changed else 0)
    else:
        sys.exit(__doc__)
