"""Writes the three requirements files from pyproject.toml: `.venv/bin/python -m tests.support.pin_requirements`.

Versions that are pinned already stay as they are as long as pyproject.toml allows them; `--upgrade` takes the newest
of all, `--upgrade-package NAME` of one.
"""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT

OLDEST = "3.11"
FILES: dict[str, tuple[str, list[str]]] = {
    "requirements.txt": (
        "# Every package that the app needs at run time, exact: made from pyproject.toml; CONTRIBUTING.md says how. "
        "Tried on Python 3.11 to 3.14.",
        [],
    ),
    "requirements-dev.txt": (
        "# What tests, lint, types, notebooks and benchmarks need, the app included, exact: made from pyproject.toml; "
        "CONTRIBUTING.md says how.",
        ["--group", "dev"],
    ),
    "requirements.lock": (
        "# The same as requirements-dev.txt with the hash of every file that may be installed: CI installs with "
        "--require-hashes.",
        ["--group", "dev", "--generate-hashes"],
    ),
}
"""By file: its first line, and what it takes beside what the app needs."""


def pin(name: str, more: list[str]) -> None:
    """Write one file anew; its present pins are kept where they can be."""
    head, options = FILES[name]
    command = [sys.executable, "-m", "uv", "pip", "compile", "--universal", "-p", OLDEST, "-q", "--no-header"]
    command += ["--no-annotate", *options, *more, "--output-file", name, "pyproject.toml"]
    subprocess.run(command, cwd=ROOT, check=True)
    file = ROOT / name
    file.write_text(f"{head}\n{file.read_text('utf-8')}", "utf-8")


if __name__ == "__main__":
    for each in FILES:
        pin(each, sys.argv[1:])
