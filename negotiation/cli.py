"""The command line: `python -m negotiation evaluate|rework|bargain CLAIM.json [--lang zh] [--json]`, `lifetime
ORDERS.csv`, `exposure REGISTER.csv`, `export`."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from negotiation import load
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.summary.bargaining_summary import bargain
from negotiation.claim.summary.claim_summary import summarise
from negotiation.claim.summary.remedy_forecasts import forecast_remedies
from negotiation.core.money import minor_digits, parse_currency
from negotiation.core.problems import BadInput, Problem
from negotiation.core.sampling import DRAWS
from negotiation.finance.position import value_register
from negotiation.finance.register.exchange_rates import read_rates
from negotiation.finance.register.reporting_rates import currency_of_rates, rates_to_reporting
from negotiation.finance.register.valued_register import convert_register
from negotiation.finance.register_file.register_reader import read_register
from negotiation.handouts.chart_catalogue import CHARTS
from negotiation.handouts.file_formats import file_of
from negotiation.handouts.handout_context import handout_context
from negotiation.handouts.offer_letter.letter_language import TONGUES, word_file_of
from negotiation.handouts.pdf.typst_pdf import PAPERS
from negotiation.handouts.table_catalogue import TABLES
from negotiation.handouts.xlsx.workbook_reader import claim_in_workbook
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.importers.order_lines import accounts_of, read_orders
from negotiation.importers.table_dates import ORDERS
from negotiation.model.lifetime.evidence_level import forecast_accounts, holdout
from negotiation.presentation.bargaining.text import bargaining_as_text, bargaining_figures
from negotiation.presentation.common.errors import error_text
from negotiation.presentation.customer.orders_report import lifetime_figures, lifetime_text
from negotiation.presentation.exposure.register_text import reading_text, register_figures, register_text
from negotiation.presentation.exposure.text import position_figures, position_lines
from negotiation.presentation.options.plain_text import verdict_as_text
from negotiation.presentation.options.table import claim_figures
from negotiation.presentation.rework.plain_text import remedies_as_text
from negotiation.presentation.rework.table import remedy_figures


def _load(path: Path) -> Dossier:
    try:
        return claim_in_workbook(path.read_bytes()) if path.suffix.lower() == ".xlsx" else load(path)
    except OSError:
        raise BadInput(Problem("not_found", "", str(path))) from None


def _evaluate(path: Path, lang: str, as_json: bool) -> str:
    summary = summarise(_load(path))
    return (
        json.dumps(claim_figures(summary), ensure_ascii=False, indent=2, allow_nan=False)
        if as_json
        else verdict_as_text(summary, lang)
    )


def _rework(path: Path, lang: str, as_json: bool) -> str:
    dossier = _load(path)
    found = forecast_remedies(dossier)
    if not as_json:
        return remedies_as_text(dossier, found, lang)
    figures = {"currency": dossier.case.currency, "seed": int(dossier.seed), "draws": DRAWS}
    return json.dumps(
        figures | {"remedies": remedy_figures(found, dossier, minor_digits(dossier.case.currency))},
        ensure_ascii=False,
        indent=2,
        allow_nan=False,
    )


def _bargain(path: Path, lang: str, as_json: bool) -> str:
    summary = summarise(_load(path))
    found = bargain(summary)
    return (
        json.dumps(bargaining_figures(summary, found), ensure_ascii=False, indent=2, allow_nan=False)
        if as_json
        else bargaining_as_text(summary, found, lang)
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when the claim was computed, 2 when it cannot be, with the reasons on standard error."""
    early = argparse.ArgumentParser(add_help=False)
    early.add_argument("--lang", default="en")
    lang = early.parse_known_args(arguments)[0].lang
    lang = "zh" if lang == TONGUES[2] else lang if lang in LANGUAGES else "en"
    parser = argparse.ArgumentParser(prog="python -m negotiation", description=say(lang, "cli.description"))
    commands = parser.add_subparsers(dest="command", required=True)
    for name in COMMANDS:
        command = commands.add_parser(name, help=say(lang, f"cli.{name}"), description=say(lang, f"cli.{name}"))
        command.add_argument("claim", type=Path, metavar="CLAIM.json", help=say(lang, "cli.claim"))
        command.add_argument("--lang", choices=LANGUAGES, default="en", help=say(lang, "cli.lang"))
        command.add_argument("--json", action="store_true", help=say(lang, "cli.json"))
    orders = commands.add_parser("lifetime", help=say(lang, "cli.lifetime"), description=say(lang, "cli.lifetime"))
    orders.add_argument("orders", type=Path, metavar="ORDERS.csv", help=say(lang, "cli.orders"))
    orders.add_argument("--until", default="", help=say(lang, "cli.until"))
    orders.add_argument("--lang", choices=LANGUAGES, default="en", help=say(lang, "cli.lang"))
    orders.add_argument("--json", action="store_true", help=say(lang, "cli.json"))
    register = commands.add_parser("exposure", help=say(lang, "cli.exposure"), description=say(lang, "cli.exposure"))
    register.add_argument("register", type=Path, metavar="REGISTER.csv", help=say(lang, "cli.register"))
    register.add_argument("--rates", type=Path, default=None, metavar="RATES.csv", help=say(lang, "cli.rates"))
    register.add_argument("--currency", default="USD", help=say(lang, "cli.currency"))
    register.add_argument("--today", default="", help=say(lang, "cli.today"))
    register.add_argument("--dates", choices=ORDERS, default="", help=say(lang, "cli.dates"))
    register.add_argument("--lang", choices=LANGUAGES, default="en", help=say(lang, "cli.lang"))
    register.add_argument("--json", action="store_true", help=say(lang, "cli.json"))
    files = commands.add_parser("export", help=say(lang, "cli.export"), description=say(lang, "cli.export"))
    files.add_argument("claim", type=Path, metavar="CLAIM.json", help=say(lang, "cli.claim"))
    files.add_argument("--to", type=Path, required=True, metavar="FILE", help=say(lang, "cli.to"))
    files.add_argument("--lang", choices=TONGUES, default="en", help=say(lang, "cli.tongue"))
    files.add_argument("--customer", action="store_true", help=say(lang, "cli.customer"))
    files.add_argument("--paper", choices=tuple(PAPERS), default="a4", help=say(lang, "cli.paper"))
    files.add_argument(
        "--piece", default="", help=say(lang, "cli.piece", charts=", ".join(CHARTS), tables=", ".join(TABLES))
    )
    chosen = parser.parse_args(arguments)
    try:
        if chosen.command == "export":
            answer = _export(chosen.claim, chosen.to, chosen.lang, chosen.customer, chosen.paper, chosen.piece)
        elif chosen.command == "exposure":
            answer = _exposure(
                chosen.register, chosen.lang, chosen.json, chosen.rates, chosen.currency, chosen.today, chosen.dates
            )
        elif chosen.command == "lifetime":
            answer = _lifetime(chosen.orders, chosen.lang, chosen.json, chosen.until)
        else:
            answer = COMMANDS[chosen.command](chosen.claim, chosen.lang, chosen.json)
    except BadInput as error:
        head = (
            "cli.not_exported"
            if chosen.command == "export" and all(map(_about_the_file, error.problems))
            else "cli.bad_claim"
        )
        print(
            say(lang, head),
            *(f"  {error_text(problem, lang)}" for problem in error.problems),
            sep="\n",
            file=sys.stderr,
        )
        return 2
    print(answer)
    return 0


def _export(path: Path, to: Path, tongue: str, customer: bool, paper: str, piece: str = "") -> str:
    """Write one file; what was there before is only replaced once the new one is whole."""
    lang = word_file_of(tongue)
    if not customer and tongue not in LANGUAGES:
        raise BadInput(Problem("tongue_for_customers", "--lang", tongue, {"choices": LANGUAGES}))
    data = file_of(
        handout_context(_load(path), date.today()), to.suffix.lstrip(".").lower(), tongue, customer, paper, piece
    )
    try:
        part = to.with_name(f".{to.name}.part")
        part.write_bytes(data)
        part.replace(to)
    except OSError as error:
        raise BadInput(Problem("not_written", "", str(to), {"reason": error.strerror or ""})) from None
    return say(lang, "cli.written", path=str(to), size=len(data))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise BadInput(Problem("not_found", "", str(path))) from None


def _day(typed: str, name: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise BadInput(Problem("not_a_date", name, typed)) from None


def _exposure(
    path: Path, lang: str, as_json: bool, rates: Path | None, currency: str, typed: str, order: str = ""
) -> str:
    """A register in one currency on one day; amounts without a currency are in that of the report."""
    if not parse_currency(currency):
        raise BadInput(Problem("not_a_currency", "--currency", currency))
    currency = parse_currency(currency)
    today = _day(typed, "--today") or date.today()
    reading = read_register(_bytes(path), today, currency, order=order)
    if not len(reading.register) and not as_json:
        return reading_text(reading, lang)
    worth = {currency: 1.0}
    if rates is not None:
        data = _bytes(rates)
        found = read_rates(data, currency_of_rates(data) or currency, today)
        worth = rates_to_reporting(found, currency, reading.register.factor("currency")[1], today)
    seen = convert_register(reading.register, worth, currency, today)
    place = value_register(seen)
    if as_json:
        return json.dumps(
            register_figures(reading, seen) | position_figures(place), ensure_ascii=False, indent=2, allow_nan=False
        )
    return "\n".join([*position_lines(place, lang), "", register_text(reading, seen, lang)])


def _lifetime(path: Path, lang: str, as_json: bool, until: str = "") -> str:
    orders = read_orders(_bytes(path), date.today())
    end = _day(until, "until")
    found, check = forecast_accounts(accounts_of(orders, end)), holdout(orders)
    figures = lifetime_figures(orders, found, check)
    return (
        json.dumps(figures, ensure_ascii=False, indent=2, allow_nan=False)
        if as_json
        else lifetime_text(orders, found, check, lang)
    )


def _about_the_file(problem: Problem) -> bool:
    """Whether the file cannot be written while the claim is right."""
    return problem.code in FILE_PROBLEMS and problem.path in ("", "to", "--lang", "picture", "chart", "table")


FILE_PROBLEMS = ("not_written", "tongue_for_customers", "no_browser", "not_a_choice")
"""What can be wrong with a file to write while the claim is right."""

COMMANDS = {"evaluate": _evaluate, "rework": _rework, "bargain": _bargain}


def run() -> None:
    """The command as a program: UTF-8 on its streams, and its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        raise SystemExit(main())
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
