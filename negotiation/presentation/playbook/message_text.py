"""Proposals from a pasted message in words: what was read as what, where it could go, what stands there now and what
would."""

from __future__ import annotations

from datetime import date

from negotiation.claim.defaults.default_rules import is_missing
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.field_paths import field_at, value_at
from negotiation.core.fields import Text
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_day, format_number, format_share, localized
from negotiation.importers.pasted_message import Proposal
from negotiation.presentation.common.escaping import for_markdown
from negotiation.presentation.common.labels import field_label
from negotiation.presentation.common.values import number_text, value_text

LISTS = ("case.claims", "playbook.demands", "case.incident.ultimatum")
"""Places that a proposal is added to; all others are facts that it replaces."""

PLACES = {
    "amount": ("case.claims", "case.receivable", "case.order.unit_price", "playbook.demands"),
    "quantity": ("case.order.affected", "case.order.quantity"),
    "share": ("playbook.demands",),
    "date": (
        "case.answer_by",
        "case.order.needed_on",
        "case.receivable_due",
        "case.incident.found_on",
        "playbook.demands",
    ),
    "demand": ("playbook.demands",),
}
"""Where each kind of proposal can go."""


def target_fields(proposal: Proposal) -> tuple[str, ...]:
    """The fields that a proposal can fill, the one that it was read for first; "" stands first where there is none."""
    first = proposal.field
    return (first, *(path for path in PLACES[proposal.kind] if path != first and first != "case.incident.ultimatum"))


def read_value(proposal: Proposal, value: float | date | str, currency: str, lang: str) -> str:
    """What was read: an amount in its own currency, a number of pieces, a percentage, a date, or the words of a
    demand."""
    if isinstance(value, date):
        return format_day(value, lang)
    if isinstance(value, str):
        return say(lang, f"demand.{value}")
    if proposal.kind == "share":
        return format_share(value, lang)
    if proposal.kind == "amount":
        return say(lang, "paste.amount", value=value, currency=proposal.currency or currency)
    return format_number(value, lang, 2, least=0)


def read_line(proposal: Proposal, currency: str, lang: str) -> str:
    """One proposal as markdown: what it was read as, by which way, and the words that it stands for."""
    value = read_value(proposal, proposal.value, currency, lang)
    kind, how = say(lang, f"pasted_kind.{proposal.kind}"), say(lang, f"pasted_how.{proposal.how}")
    return say(
        lang,
        "paste.read",
        kind=kind,
        value=for_markdown(value),
        text=for_markdown(proposal.text),
        how=for_markdown(how),
    )


def doubt_line(proposal: Proposal, currency: str, lang: str) -> str:
    """Why the reading is in doubt, and the other one; empty where it is not."""
    if not proposal.doubt:
        return ""
    why = say(lang, f"pasted_doubt.{proposal.doubt}")
    if proposal.doubt in ("no_currency", "which_currency"):
        return say(lang, "paste.doubt_currency", why=why, code=proposal.currency or currency)
    if proposal.other is None:
        return say(lang, "paste.doubt", why=why)
    return say(
        lang, "paste.doubt_other", why=why, other=for_markdown(read_value(proposal, proposal.other, currency, lang))
    )


def place_name(path: str, lang: str) -> str:
    """The words for a place that a proposal can fill."""
    return (
        say(lang, "paste.nowhere")
        if not path
        else say(lang, f"paste.to_{path.rsplit('.', 1)[-1]}")
        if path in LISTS
        else field_label(path, lang)
    )


def change_line(dossier: Dossier, proposal: Proposal, path: str, lang: str) -> str:
    """What stands at a place now and what would: as markdown; for a list what is added. An amount in another
    currency by the claim's rate."""
    if not path:
        return ""
    new = _new(dossier, proposal, path, lang)
    if new is None:
        return say(lang, "paste.no_rate", code=proposal.currency)
    if path in LISTS:
        return say(lang, "paste.adds", place=place_name(path, lang), new=new)
    old = "" if is_missing(dossier, path) else value_text(dossier, path, lang)
    return say(
        lang, "paste.fills", place=place_name(path, lang), old=for_markdown(old or say(lang, "paste.unknown")), new=new
    )


def _new(dossier: Dossier, proposal: Proposal, path: str, lang: str) -> str | None:
    case, value = dossier.case, proposal.value
    if proposal.kind == "amount" and isinstance(value, float):
        worth = case.worth_of_one(proposal.currency)
        if worth is None:
            return None
        if path in LISTS:
            return for_markdown(say(lang, "paste.amount", value=value * float(worth), currency=case.currency))
        return for_markdown(
            number_text(value * float(worth), field_at(dossier, path).metadata["unit"], case.currency, lang)
        )
    return for_markdown(read_value(proposal, value, case.currency, lang))


def stands_already(dossier: Dossier, proposal: Proposal, path: str) -> bool:
    """Whether the claim holds this already: the same value in the field, a claim line of the same amount, a demand
    in the same words."""
    case, value = dossier.case, proposal.value
    if path in ("playbook.demands", "case.incident.ultimatum"):
        return any(_same(each.words, proposal.text) for each in dossier.playbook.demands)
    if not path or isinstance(value, str):
        return False
    if isinstance(value, date):
        return bool(value_at(dossier, path) == value)
    worth = case.worth_of_one(proposal.currency) if proposal.kind == "amount" else 1.0
    if worth is None:
        return False
    amount = value * float(worth)
    if path == "case.claims":
        return any(abs(float(line.claimed) - amount) < 0.005 for line in case.claims)
    now = value_at(dossier, path)
    return not is_missing(dossier, path) and now is not None and abs(float(now) - amount) < 0.005


def _same(words: Text, text: str) -> bool:
    return text in {str(localized(words, lang)) for lang in ("en", "zh")}
