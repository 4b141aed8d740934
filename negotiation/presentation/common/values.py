"""One figure of a claim in words: its value, its choice, where it comes from."""

from __future__ import annotations

from negotiation.claim.defaults.default_rules import has_default
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.field_paths import field_at, path_exists, value_at, with_names
from negotiation.core.fields import Unit
from negotiation.i18n.catalogue import messages, say
from negotiation.i18n.formats import format_any, format_day, format_money, format_share, localized, territory
from negotiation.presentation.common.escaping import for_markdown

CHOICE_WORDS = {
    ("Case", "stage"): "stage.",
    ("Case", "business"): "business.",
    ("Incident", "kind"): "incident.",
    ("ClaimLine", "kind"): "claim_line.",
    ("ClaimLine", "claimant"): "claimant.",
    ("Remedy", "kind"): "remedy.",
    ("CostLine", "category"): "flow.cost_",
    ("CostLine", "payer"): "party.",
    ("CostLine", "driver"): "driver.",
    ("Remedy", "freight"): "freight.",
    ("LateDelivery", "weeks"): "weeks.",
    ("Range", "shape"): "shape.",
    ("Ledger", "certainty"): "certainty.",
    ("ProvisionPolicy", "standard"): "standard.",
    ("ProvisionPolicy", "asset_when"): "certainty.",
    ("Promise", "kind"): "promise.",
    ("Note", "origin"): "origin.",
    ("Milestone", "kind"): "milestone.",
    ("Wait", "event"): "wait_event.",
    ("Stake", "party"): "party.",
    ("Division", "way"): "way.",
    ("Upstream", "against"): "against.",
    ("Said", "side"): "party.",
    ("Recovery", "source"): "party.",
    ("MilestonePayment", "milestone"): "milestone.",
    ("Letter", "puts"): "puts.",
    ("Letter", "form"): "form.",
    ("Measure", "kind"): "measure_kind.",
    ("Heard", "step"): "lscpa.",
    ("Demand", "kind"): "demand.",
    ("Tick", "code"): "playbook_step.",
    ("Evidence", "kind"): "paper.",
    ("Evidence", "speaks_for"): "speaks_for.",
    ("TimeBars", "counted_from"): "counted_from.",
    ("Rung", "answers"): "answers.",
    ("Rung", "travels"): "travels.",
    ("Request", "scope"): "scope.",
    ("Request", "decision"): "decision.",
    ("Person", "side"): "person_side.",
    ("Person", "function"): "function.",
}
"""Under which names the word files keep the codes of a record's field."""


def value_text(dossier: Dossier, path: str, lang: str) -> str:
    """The figure at a path as people write it; empty where there is none."""
    value, declared = value_at(dossier, path), field_at(dossier, path).metadata
    if value is None or value == "":
        return ""
    if "unit" in declared:
        return number_text(float(value), declared["unit"], dossier.case.currency, lang)
    if "day" in declared:
        return format_day(value, lang)
    if "flag" in declared:
        return say(lang, "answer.yes" if value else "answer.no")
    if "choice" in declared:
        return choice_text(dossier, path, value, lang)
    if isinstance(value, tuple):
        return say(lang, "list.join").join(say(lang, f"proof.{code}") for code in value)
    return str(localized(value, lang))


def choice_text(dossier: Dossier, path: str, code: str, lang: str) -> str:
    """The words for one code of the field at a path."""
    owner, _, name = path.rpartition(".")
    if name == "country":
        return territory(code, lang)
    record = value_at(dossier, owner)
    group = CHOICE_WORDS.get((type(record).__name__, name), f"terms.{getattr(record, 'key', '')}.")
    return say(lang, f"{group}{code}") if f"{group}{code}" in messages(lang) else code


def number_text(value: float, unit: Unit, currency: str, lang: str) -> str:
    """A number with what it counts."""
    if unit.key == "money":
        return format_money(value, currency, lang, cents=value != round(value))
    return format_share(value, lang) if unit.key in ("share", "rate") else format_any(value, lang)


def origin_of(dossier: Dossier, path: str) -> str:
    """Where the figure at a path comes from: a note's origin, "default" where it is what the field starts with, else
    "typed"."""
    note = dossier.note(with_names(dossier, path))
    if note is not None:
        return note.origin
    return (
        "default"
        if path_exists(dossier, path) and value_at(dossier, path) == field_at(dossier, path).default
        else "typed"
    )


def source_line(dossier: Dossier, path: str, lang: str) -> str:
    """Where the figure at a path comes from, in one line; nothing for plain facts that were typed."""
    declared = field_at(dossier, path).metadata
    origin, note = origin_of(dossier, path), dossier.note(with_names(dossier, path))
    what = for_markdown(str(localized(note.what, lang))) if note is not None and note.what else ""
    if origin in ("default", "assumption") and "unit" in declared:
        follows = ".terms[" not in path or has_default(dossier, path)
        reason = what or (default_reason(path, lang) if follows else "")
        return f":orange-badge[{say(lang, f'origin.{origin}')}]" + (f" {reason}" if reason else "")
    return f":gray-badge[{say(lang, f'origin.{origin}')}] {what}" if what else ""


def default_reason(path: str, lang: str) -> str:
    """Why a figure that we filled in is what it is, by its field; empty where there is nothing to say."""
    key = f"default.{path.rsplit('.', 1)[-1]}"
    return say(lang, key) if key in messages(lang) else ""
