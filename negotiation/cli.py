"""The command line: `negotiation evaluate|rework|bargain CLAIM.json [--lang zh] [--json]`, `lifetime ORDERS.csv`,
`exposure REGISTER.csv`, `export CLAIM.json --to FILE`.

Each command imports what it alone needs when it runs: evaluating a claim starts without pandas and without the files
that are made for export.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from negotiation import load
from negotiation.claim.document.dossier import Dossier
from negotiation.core.problems import BadInput, Problem
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.presentation.common.errors import error_text

FILE_PROBLEMS = ("not_written", "tongue_for_customers", "no_browser", "not_a_choice")
"""What can be wrong with a file to write while the claim is right."""


@dataclass(frozen=True)
class Command:
    """A command: what it adds to its parser in a language, and what it answers."""

    arguments: Callable[[argparse.ArgumentParser, str], None]
    answer: Callable[[argparse.Namespace], str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when the claim was computed, 2 when it cannot be, with the reasons on standard error."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    lang = _language(typed)
    parser = argparse.ArgumentParser(prog="python -m negotiation", description=say(lang, "cli.description"))
    parsers = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        found = parsers.add_parser(name, help=say(lang, f"cli.{name}"), description=say(lang, f"cli.{name}"))
        if name in typed:
            command.arguments(found, lang)
    chosen = parser.parse_args(typed)
    try:
        answer = COMMANDS[chosen.command].answer(chosen)
    except BadInput as error:
        is_file = chosen.command == "export" and all(map(_about_the_file, error.problems))
        head = "cli.not_exported" if is_file else "cli.bad_claim"
        reasons = (f"  {error_text(problem, lang)}" for problem in error.problems)
        print(say(lang, head), *reasons, sep="\n", file=sys.stderr)
        return 2
    print(answer)
    return 0


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


def _language(typed: Sequence[str]) -> str:
    """The word file of `--lang`, before anything else is read: help and errors speak it too."""
    early = argparse.ArgumentParser(add_help=False)
    early.add_argument("--lang", default=LANGUAGES[0])
    lang = str(early.parse_known_args(typed)[0].lang)
    return next((each for each in LANGUAGES if lang in (each, f"{each}_hant")), LANGUAGES[0])


def _about_the_file(problem: Problem) -> bool:
    """True where the file cannot be written while the claim is right."""
    return problem.code in FILE_PROBLEMS and problem.path in ("", "to", "--lang", "picture", "chart", "table")


def _claim_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    parser.add_argument("claim", type=Path, metavar="CLAIM.json", help=say(lang, "cli.claim"))
    _language_and_form(parser, lang)


def _language_and_form(parser: argparse.ArgumentParser, lang: str) -> None:
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help=say(lang, "cli.lang"))
    parser.add_argument("--json", action="store_true", help=say(lang, "cli.json"))


def _orders_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    parser.add_argument("orders", type=Path, metavar="ORDERS.csv", help=say(lang, "cli.orders"))
    parser.add_argument("--until", default="", help=say(lang, "cli.until"))
    _language_and_form(parser, lang)


def _register_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    from negotiation.importers.table_dates import ORDERS

    parser.add_argument("register", type=Path, metavar="REGISTER.csv", help=say(lang, "cli.register"))
    parser.add_argument("--rates", type=Path, default=None, metavar="RATES.csv", help=say(lang, "cli.rates"))
    parser.add_argument("--currency", default="USD", help=say(lang, "cli.currency"))
    parser.add_argument("--today", default="", help=say(lang, "cli.today"))
    parser.add_argument("--dates", choices=ORDERS, default="", help=say(lang, "cli.dates"))
    _language_and_form(parser, lang)


def _file_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    from negotiation.handouts.chart_catalogue import CHARTS
    from negotiation.handouts.offer_letter.letter_language import TONGUES
    from negotiation.handouts.pdf.typst_pdf import PAPERS
    from negotiation.handouts.table_catalogue import TABLES

    names = {"charts": ", ".join(CHARTS), "tables": ", ".join(TABLES)}
    parser.add_argument("claim", type=Path, metavar="CLAIM.json", help=say(lang, "cli.claim"))
    parser.add_argument("--to", type=Path, required=True, metavar="FILE", help=say(lang, "cli.to"))
    parser.add_argument("--lang", choices=TONGUES, default="en", help=say(lang, "cli.tongue"))
    parser.add_argument("--customer", action="store_true", help=say(lang, "cli.customer"))
    parser.add_argument("--paper", choices=tuple(PAPERS), default="a4", help=say(lang, "cli.paper"))
    parser.add_argument("--piece", default="", help=say(lang, "cli.piece", **names))


def _evaluate(chosen: argparse.Namespace) -> str:
    from negotiation.claim.summary.claim_summary import summarise
    from negotiation.presentation.options.plain_text import verdict_as_text
    from negotiation.presentation.options.table import claim_figures

    summary = summarise(_load(chosen.claim))
    return _json(claim_figures(summary)) if chosen.json else verdict_as_text(summary, chosen.lang)


def _rework(chosen: argparse.Namespace) -> str:
    from negotiation.claim.summary.remedy_forecasts import forecast_remedies
    from negotiation.core.money import minor_digits
    from negotiation.core.sampling import DRAWS
    from negotiation.presentation.rework.plain_text import remedies_as_text
    from negotiation.presentation.rework.table import remedy_figures

    dossier = _load(chosen.claim)
    found, currency = forecast_remedies(dossier), dossier.case.currency
    if not chosen.json:
        return remedies_as_text(dossier, found, chosen.lang)
    remedies = remedy_figures(found, dossier, minor_digits(currency))
    return _json({"currency": currency, "seed": int(dossier.seed), "draws": DRAWS, "remedies": remedies})


def _bargain(chosen: argparse.Namespace) -> str:
    from negotiation.claim.summary.bargaining_summary import bargain
    from negotiation.claim.summary.claim_summary import summarise
    from negotiation.presentation.bargaining.text import bargaining_as_text, bargaining_figures

    summary = summarise(_load(chosen.claim))
    found = bargain(summary)
    return _json(bargaining_figures(summary, found)) if chosen.json else bargaining_as_text(summary, found, chosen.lang)


def _lifetime(chosen: argparse.Namespace) -> str:
    from negotiation.importers.order_lines import accounts_of, read_orders
    from negotiation.model.lifetime.evidence_level import forecast_accounts, holdout
    from negotiation.presentation.customer.orders_report import lifetime_figures, lifetime_text

    orders = read_orders(_bytes(chosen.orders), date.today())
    found, check = forecast_accounts(accounts_of(orders, _day(chosen.until, "until"))), holdout(orders)
    if chosen.json:
        return _json(lifetime_figures(orders, found, check))
    return lifetime_text(orders, found, check, chosen.lang)


def _exposure(chosen: argparse.Namespace) -> str:
    """A register in one currency on one day; amounts without a currency are in that of the report."""
    from negotiation.core.money import parse_currency
    from negotiation.finance.position import value_register
    from negotiation.finance.register.exchange_rates import read_rates
    from negotiation.finance.register.reporting_rates import currency_of_rates, rates_to_reporting
    from negotiation.finance.register.valued_register import convert_register
    from negotiation.finance.register_file.register_reader import read_register
    from negotiation.presentation.exposure.register_text import reading_text, register_figures, register_text
    from negotiation.presentation.exposure.text import position_figures, position_lines

    currency = parse_currency(chosen.currency)
    if not currency:
        raise BadInput(Problem("not_a_currency", "--currency", chosen.currency))
    today = _day(chosen.today, "--today") or date.today()
    reading = read_register(_bytes(chosen.register), today, currency, order=chosen.dates)
    if not len(reading.register) and not chosen.json:
        return reading_text(reading, chosen.lang)
    worth = {currency: 1.0}
    if chosen.rates is not None:
        data = _bytes(chosen.rates)
        rates = read_rates(data, currency_of_rates(data) or currency, today)
        worth = rates_to_reporting(rates, currency, reading.register.factor("currency")[1], today)
    found = convert_register(reading.register, worth, currency, today)
    position = value_register(found)
    if chosen.json:
        return _json(register_figures(reading, found) | position_figures(position))
    return "\n".join([*position_lines(position, chosen.lang), "", register_text(reading, found, chosen.lang)])


def _export(chosen: argparse.Namespace) -> str:
    """Write one file; what was there before is only replaced once the new one is whole."""
    from negotiation.handouts.file_formats import file_of
    from negotiation.handouts.handout_context import handout_context
    from negotiation.handouts.offer_letter.letter_language import word_file_of

    to, tongue = chosen.to, chosen.lang
    if not chosen.customer and tongue not in LANGUAGES:
        raise BadInput(Problem("tongue_for_customers", "--lang", tongue, {"choices": LANGUAGES}))
    context, ending = handout_context(_load(chosen.claim), date.today()), to.suffix.lstrip(".").lower()
    data = file_of(context, ending, tongue, chosen.customer, chosen.paper, chosen.piece)
    try:
        part = to.with_name(f".{to.name}.part")
        part.write_bytes(data)
        part.replace(to)
    except OSError as error:
        raise BadInput(Problem("not_written", "", str(to), {"reason": error.strerror or ""})) from None
    return say(word_file_of(tongue), "cli.written", path=str(to), size=len(data))


def _load(path: Path) -> Dossier:
    if path.suffix.lower() == ".xlsx":
        from negotiation.handouts.xlsx.workbook_reader import claim_in_workbook

        return claim_in_workbook(_bytes(path))
    try:
        return load(path)
    except OSError:
        raise BadInput(Problem("not_found", "", str(path))) from None


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


def _json(figures: object) -> str:
    return json.dumps(figures, ensure_ascii=False, indent=2, allow_nan=False)


COMMANDS = {
    "evaluate": Command(_claim_arguments, _evaluate),
    "rework": Command(_claim_arguments, _rework),
    "bargain": Command(_claim_arguments, _bargain),
    "lifetime": Command(_orders_arguments, _lifetime),
    "exposure": Command(_register_arguments, _exposure),
    "export": Command(_file_arguments, _export),
}
