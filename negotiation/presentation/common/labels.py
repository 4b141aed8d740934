"""A summary in sentences: the label of an option, the verdict with its reasons, notices, and what is wrong with an
input."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Sequence
from typing import Any

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.field_paths import path_exists, value_at
from negotiation.i18n.catalogue import messages, say
from negotiation.i18n.formats import localized
from negotiation.model.terms import Term
from negotiation.model.valuation.offer import NO_DEAL

MOST_TERMS = 3
"""How many terms a label names; of more, the rest is counted."""


def option_label(dossier: Dossier, code: str, lang: str) -> str:
    """What an option is called: its own name if the user gave one, else its remedy and its terms as they stand now."""
    if code == NO_DEAL:
        return say(lang, "option.no_deal")
    offer = next(offer for offer in dossier.offers if offer.code == code)
    if offer.name:
        return str(localized(offer.name, lang))
    head = remedy_label(dossier, offer.remedy, lang)
    parts = [term_label(term, lang) for term in offer.terms]
    if len(parts) > MOST_TERMS:
        parts = [*parts[: MOST_TERMS - 1], say(lang, "option.more", count=len(parts) - MOST_TERMS + 1)]
    return say(lang, "option.join").join([head, *(parts or [say(lang, "option.nothing_in_return")])])


def term_label(term: Term, lang: str) -> str:
    """A term as it stands now, in a few words."""
    return say(lang, f"terms.{term.key}.line", **field_values(term))


def remedy_label(dossier: Dossier, code: str, lang: str) -> str:
    """What a remedy is called: its own name if the user gave one, else its kind."""
    remedy = next((remedy for remedy in dossier.remedies if remedy.code == code), None)
    if remedy is None:  # cash at the table for the goods as they are
        return say(lang, "remedy.accept_as_is")
    return str(localized(remedy.name, lang)) or say(lang, f"remedy.{remedy.kind}")


def field_values(record: Any) -> dict[str, Any]:
    """Fields of a record by name, for the placeholders of its sentence."""
    return {field.name: getattr(record, field.name) for field in dataclasses.fields(record)}


RECORDS = {
    "order": "order",
    "incident": "incident",
    "customer": "customer",
    "rates": "rates",
    "case": "case",
    "lines": "cost_line",
    "claims": "claim_line",
    "remedies": "remedy",
    "steps": "step",
    "grades": "grade",
    "yields": "yield",
    "days": "three_point",
    "sea": "three_point",
    "air": "three_point",
    "exchange_rates": "exchange_rate",
    "shutdowns": "shutdown",
    "ranges": "range",
    "open_orders": "open_order",
    "history": "past_order",
    "prior": "order_prior",
    "offers": "offer",
    "no_deal": "no_deal",
    "notes": "note",
    "waits": "wait",
    "closure": "closure",
    "milestones": "milestone",
    "division": "division",
    "stakes": "stake",
    "upstream": "upstream",
    "talks": "talks",
    "log": "said",
    "law": "law",
    "letter": "letter",
    "playbook": "playbook",
    "problems": "trouble",
    "causes": "cause",
    "measures": "measure",
    "heard": "heard",
    "demands": "demand",
    "ticks": "tick",
    "evidence": "evidence",
    "time_bars": "time_bars",
    "incidents": "past_incident",
    "repeats": "repeats",
    "ladder": "rung",
    "requests": "request",
    "goodwill": "goodwill",
    "people": "person",
    "promises": "promise",
    "follow_up": "follow_up",
    "ledger": "ledger",
    "rules": "rule",
    "entries": "entry",
}
"""Which record the items or fields under a name belong to; what is not here is found by its field alone."""


def field_label(path: str, lang: str) -> str:
    """The words for a field path such as `case.order.quantity` or `offers[2].terms[0].share`; the path itself where
    it has none."""
    names = re.sub(r"\[[^\]]*\]", "", re.sub(r"terms\[(\D[^\]]*)\]", r"\1", path)).split(
        "."
    )  # a term's fields stand under its own key
    entries = messages(lang)
    owners = [RECORDS.get(name, name) for name in reversed(names[:-1])] or ["dossier"]
    last = names[-1]
    direct = (f"field.{owner}.{last}" for owner in owners)
    anywhere = (key for key in entries if key.startswith("field.") and key.endswith(f".{last}"))
    return next((say(lang, key) for key in itertools.chain(direct, anywhere) if key in entries), path)


def owner_label(dossier: Dossier, path: str, lang: str) -> str:
    """Whose number it is, where several records have the same field: an option, a remedy, a cost or claim line."""
    record = path[: path.index("]") + 1] if "]" in path else path
    if not path_exists(dossier, record):
        return ""
    if path.startswith("offers["):
        return option_label(dossier, value_at(dossier, path[: path.index("]") + 1]).code, lang) + " · "
    if path.startswith("no_deal"):
        return say(lang, "option.no_deal") + " · "
    if path.startswith("remedies["):
        head = remedy_label(dossier, value_at(dossier, path[: path.index("]") + 1]).code, lang)
        line = value_at(dossier, path[: path.index("]", path.index(".lines[")) + 1]) if ".lines[" in path else None
        named = (
            "" if line is None else (str(localized(line.name, lang)) or say(lang, f"flow.cost_{line.category}")) + " · "
        )
        return f"{head} · {named}"
    if path.startswith("case.claims["):
        return say(lang, f"claim_line.{value_at(dossier, path[: path.index(']') + 1]).kind}") + " · "
    return ""


def in_language(words: Sequence[str], lang: str) -> tuple[str, ...]:
    """Those of some words that a reader of the language writes: Chinese ones have signs beyond ASCII."""
    return tuple(word for word in words if word.isascii() == (lang != "zh"))
