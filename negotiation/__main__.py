"""The command line: `python -m negotiation evaluate CLAIM.json [--lang zh] [--json]`."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from negotiation import load
from negotiation.charts.sentences import error_text, notices, verdict_headline, verdict_reasons
from negotiation.charts.sources import sources
from negotiation.charts.table import COLUMNS, all_figures, rows_as_text
from negotiation.summary import Summary, summarise
from negotiation.units import BadInput, Problem
from negotiation.words import LANGUAGES, say


def as_text(summary: Summary, lang: str) -> str:
    """Verdict, reasons, table, sources and assumptions as plain text."""
    heads = {"option": say(lang, "head.option")} | {column.key: say(lang, f"head.{column.key}") for column in COLUMNS}
    colon = say(lang, "list.colon")
    lines = [verdict_headline(summary, lang), *(f"  {reason}" for reason in verdict_reasons(summary, lang)), *notices(summary, lang), ""]
    for row in rows_as_text(summary, lang):
        lines.append(row["option"])
        lines += [f"    {heads[key]}{colon}{cell}" for key, cell in row.items() if key != "option"]
    lines += ["", say(lang, "cli.assumptions")]
    lines += [_source(source, colon) for source in sources(summary, lang)]
    return "\n".join(lines)


def _source(source: dict[str, str], colon: str) -> str:
    value = f" = {source['value']}" if source["value"] else ""
    return f"  {source['field']}{value} – {source['origin']}" + (colon + source["what"] if source["what"] else "")


def _claim(path: Path) -> Summary:
    try:
        return summarise(load(path))
    except OSError:
        raise BadInput(Problem("not_found", "", str(path))) from None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when the claim was computed, 2 when it cannot be, with the reasons on standard error."""
    early = argparse.ArgumentParser(add_help=False)
    early.add_argument("--lang", default="en")
    lang = early.parse_known_args(arguments)[0].lang
    lang = lang if lang in LANGUAGES else "en"
    parser = argparse.ArgumentParser(prog="python -m negotiation", description=say(lang, "cli.description"))
    commands = parser.add_subparsers(dest="command", required=True)
    evaluate = commands.add_parser("evaluate", help=say(lang, "cli.evaluate"), description=say(lang, "cli.evaluate"))
    evaluate.add_argument("claim", type=Path, metavar="CLAIM.json", help=say(lang, "cli.claim"))
    evaluate.add_argument("--lang", choices=LANGUAGES, default="en", help=say(lang, "cli.lang"))
    evaluate.add_argument("--json", action="store_true", help=say(lang, "cli.json"))
    chosen = parser.parse_args(arguments)
    try:
        summary = _claim(chosen.claim)
    except BadInput as error:
        print(say(lang, "cli.bad_claim"), *(f"  {error_text(problem, lang)}" for problem in error.problems), sep="\n", file=sys.stderr)
        return 2
    print(json.dumps(all_figures(summary), ensure_ascii=False, indent=2, allow_nan=False) if chosen.json else as_text(summary, lang))
    return 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        raise SystemExit(main())
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
