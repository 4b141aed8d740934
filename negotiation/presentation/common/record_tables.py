"""The lists of a claim as tables: what is edited row by row on the pages, in the same columns, with words instead of
codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from negotiation.claim.document.dossier import Dossier
from negotiation.i18n.catalogue import messages, say
from negotiation.i18n.formats import localized
from negotiation.model.playbook.escalation import rungs_of
from negotiation.presentation.common.values import CHOICE_WORDS

Cell = str | float
Rows = list[dict[str, Cell]]


@dataclass(frozen=True)
class Listed:
    """One list: where it stands in a claim, and which fields of a record are its columns, in their order."""

    read: Callable[[Dossier], tuple[Any, ...]]
    columns: tuple[str, ...]


LISTS: Mapping[str, Listed] = {
    "claim_lines": Listed(lambda d: d.case.claims, ("claimant", "kind", "claimed", "proven", "accepted")),
    "events": Listed(lambda d: d.case.events, ("on", "what")),
    "history": Listed(lambda d: d.case.customer.history, ("on", "value")),
    "open_orders": Listed(
        lambda d: d.case.customer.open_orders,
        ("name", "on", "margin", "work_in_progress", "fetches", "chance_now", "chance_after"),
    ),
    "exchange_rates": Listed(lambda d: d.case.exchange_rates, ("currency", "rate", "on")),
    "shutdowns": Listed(lambda d: d.case.logistics.shutdowns, ("first", "last")),
    "milestones": Listed(lambda d: d.case.milestones, ("kind", "due", "expected", "payment", "reached", "paid")),
    "stakes": Listed(lambda d: d.division.stakes, ("party", "most", "responsibility", "agreed")),
    "talks_log": Listed(lambda d: d.talks.log, ("on", "side", "figure", "words")),
    "problems": Listed(lambda d: d.playbook.problems, ("what", "owner", "due")),
    "causes": Listed(lambda d: d.playbook.causes, ("what", "of", "root", "traced_by", "on")),
    "measures": Listed(
        lambda d: d.playbook.measures,
        ("kind", "what", "owner", "due", "done_on", "days", "cost", "against", "prevents"),
    ),
    "demands": Listed(lambda d: d.playbook.demands, ("kind", "on", "figure", "words", "logged")),
    "heard": Listed(lambda d: d.playbook.heard, ("step", "on", "who", "words")),
    "people": Listed(lambda d: d.playbook.people, ("name", "side", "function", "decides", "blamed", "needs")),
    "evidence": Listed(
        lambda d: d.playbook.evidence, ("kind", "shows", "signed_by", "on", "speaks_for", "strength", "why")
    ),
    "incidents": Listed(lambda d: d.playbook.incidents, ("on", "what", "similar")),
    "ladder": Listed(
        lambda d: rungs_of(d.playbook.ladder),
        (
            "incidents",
            "answers",
            "within_hours",
            "travels",
            "travel",
            "report_days",
            "guarantee",
            "penalty",
            "reduction",
            "less",
            "months",
        ),
    ),
    "requests": Listed(
        lambda d: d.playbook.requests,
        (
            "what",
            "scope",
            "decision",
            "cost",
            "hours",
            "worth",
            "used",
            "months",
            "credit",
            "promised_by_sales",
            "reason",
            "asked_on",
        ),
    ),
    "promises": Listed(
        lambda d: d.follow_up.promises,
        ("what", "kind", "by_us", "due", "planned", "done_on", "actual", "lapsed", "owner"),
    ),
}
"""The lists of the claim itself; those of one remedy are in `remedy_lists.py`."""


def list_table(dossier: Dossier, name: str, lang: str) -> tuple[dict[str, str], Rows]:
    """Heads and rows of a list of the claim; a list without items has no heads either."""
    listed = LISTS[name]
    return records_table(dossier, listed.read(dossier), listed.columns, lang)


def records_table(
    dossier: Dossier, records: tuple[Any, ...], columns: tuple[str, ...], lang: str
) -> tuple[dict[str, str], Rows]:
    """Records of one kind as heads and rows: numbers as numbers, shares in percent, days as dates, codes in words."""
    if not records:
        return {}, []
    kind = type(records[0])
    heads = {name: head_of(kind, name, lang) for name in columns}
    return heads, [{name: _cell(dossier, record, name, lang) for name in columns} for record in records]


def head_of(kind: type[Any], name: str, lang: str) -> str:
    """What a field of a record is called over a column; a share says that it is in percent."""
    owner = re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()
    return say(lang, f"field.{owner}.{name}") + (" (%)" if _in_percent(kind, name) else "")


def _in_percent(kind: type[Any], name: str) -> bool:
    declared = kind.__dataclass_fields__[name].metadata
    return "unit" in declared and declared["unit"].key in ("share", "rate")


def _cell(dossier: Dossier, record: Any, name: str, lang: str) -> Cell:
    value, declared = getattr(record, name), record.__dataclass_fields__[name].metadata
    if value is None or value == "":
        return ""
    if "unit" in declared:
        return round(float(value) * (100.0 if _in_percent(type(record), name) else 1.0), 9)
    if "flag" in declared:
        return say(lang, "answer.yes" if value else "answer.no")
    if isinstance(value, date):
        return value.isoformat()
    if "choice" in declared:
        return _chosen(f"{CHOICE_WORDS[type(record).__name__, name]}{value}", str(value), lang)
    return _named(dossier, value, lang) if name in ("of", "against") else str(localized(value, lang))


def _chosen(key: str, code: str, lang: str) -> str:
    return say(lang, key) if key in messages(lang) else code


def _named(dossier: Dossier, code: str, lang: str) -> str:
    """The words of the problem or cause with a code; the code where it names none of them."""
    playbook = dossier.playbook
    named = {each.code: each.what for each in playbook.problems} | {each.code: each.what for each in playbook.causes}
    return str(localized(named.get(code, code), lang))
