"""Commands run in the process of the tests: what they say and how they end."""

from __future__ import annotations

import contextlib
import io
from typing import NamedTuple

from negotiation.cli import main


class Ended(NamedTuple):
    """Exit status of a command, and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str) -> Ended:
    """`python -m negotiation` with these arguments, without another process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = main(list(arguments))
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 1
    return Ended(status, out.getvalue(), err.getvalue())
