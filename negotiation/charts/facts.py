"""The facts of a claim in words: its first line, what happened when, what its figures are, and where each comes from."""

from __future__ import annotations

from datetime import date

from negotiation.charts.sentences import field_label
from negotiation.charts.texts import for_markdown
from negotiation.dossier import Dossier, field_at, leads_somewhere, named, value_at
from negotiation.starting import has_default
from negotiation.units import Unit
from negotiation.words import pick, say, words
from negotiation.words.formats import any_number, money, share, territory
from negotiation.words.formats import day as written_day


def claim_headline(dossier: Dossier, lang: str) -> str:
    """What went wrong with which order, the harm, what putting it right costs, and what is unpaid."""
    case = dossier.case
    goods = for_markdown(str(pick(case.order.goods, lang))) or say(lang, "facts.pieces")
    what = say(lang, f"incident.{case.incident.kind}").lower() if lang == "en" else say(lang, f"incident.{case.incident.kind}")
    parts = [say(lang, "facts.incident", goods=goods, affected=case.order.affected, quantity=case.order.quantity, what=what)]
    numbers = {"harm": case.harm_suffered, "cost": dossier.remedies[0].cost(case) if dossier.remedies else 0.0, "owed": case.receivable}
    parts.append(say(lang, "facts.money" if float(case.receivable) else "facts.money_paid", currency=case.currency, **numbers))
    return say(lang, "list.sentence").join(parts)


def deadline_text(due: date, today: date, lang: str) -> str:
    """When an answer is due, and how near that is."""
    days = (due - today).days
    near = "today" if days == 0 else "ahead" if days > 0 else "past"
    return say(lang, f"deadline.{near}", when=due, days=abs(days))


def timeline(dossier: Dossier, today: date, lang: str) -> list[str]:
    """What happened and what is due, by date, as markdown; what lies ahead is lighter, what is overdue is marked."""
    case = dossier.case
    known = [(event.on, for_markdown(str(pick(event.what, lang))), "") for event in case.events]
    dated = (
        ("case.incident.found_on", case.incident.found_on, ""),
        ("case.receivable_due", case.receivable_due, "overdue" if float(case.receivable) > 0 else ""),
        ("case.settlement_date", case.settlement_date, ""),
        ("case.answer_by", case.answer_by, "overdue" if case.stage == "open" else ""),
        ("case.order.needed_on", case.order.needed_on, ""),
    )
    known += [(when, field_label(path, lang), mark) for path, when, mark in dated if when is not None]
    lines = []
    for when, what, mark in sorted(known, key=lambda each: each[0]):
        days = (when - today).days
        text = say(lang, "facts.on", when=when, what=what)
        if mark and days < 0:
            text += f" :orange-badge[{say(lang, 'facts.overdue', days=-days)}]"
        elif days >= 0:
            text += f" :gray-badge[{say(lang, 'facts.today') if days == 0 else say(lang, 'facts.ahead', days=days)}]"
        lines.append(text)
    return lines


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
        return written_day(value, lang)
    if "flag" in declared:
        return say(lang, "answer.yes" if value else "answer.no")
    if "choice" in declared:
        return choice_text(dossier, path, value, lang)
    if isinstance(value, tuple):
        return say(lang, "list.join").join(say(lang, f"proof.{code}") for code in value)
    return str(pick(value, lang))


def choice_text(dossier: Dossier, path: str, code: str, lang: str) -> str:
    """The words for one code of the field at a path."""
    owner, _, name = path.rpartition(".")
    if name == "country":
        return territory(code, lang)
    record = value_at(dossier, owner)
    group = CHOICE_WORDS.get((type(record).__name__, name), f"terms.{getattr(record, 'key', '')}.")
    return say(lang, f"{group}{code}") if f"{group}{code}" in words(lang) else code


def number_text(value: float, unit: Unit, currency: str, lang: str) -> str:
    """A number with what it counts."""
    if unit.key == "money":
        return money(value, currency, lang, cents=value != round(value))
    return share(value, lang) if unit.key in ("share", "rate") else any_number(value, lang)


def chips(dossier: Dossier, paths: list[str], lang: str) -> str:
    """Figures as small badges for the head of a closed group: assumptions in orange, what was typed in grey; three at the most."""
    found = []
    for path in paths:
        if "unit" not in field_at(dossier, path).metadata or not value_text(dossier, path, lang):
            continue
        assumed = origin_of(dossier, path) in ("default", "assumption", "missing")
        value = value_at(dossier, path)
        if not assumed and not float(value):
            continue
        label = for_markdown(field_label(path, lang).replace("[", "(").replace("]", ")"))
        found.append((not assumed, f":{'orange' if assumed else 'gray'}-badge[{label} {for_markdown(value_text(dossier, path, lang))}]"))
    return " ".join(chip for _, chip in sorted(found, key=lambda each: each[0])[:3])


def origin_of(dossier: Dossier, path: str) -> str:
    """Where the figure at a path comes from: a note's origin, "default" where it is what the field starts with, else "typed"."""
    note = dossier.note(named(dossier, path))
    if note is not None:
        return note.origin
    return "default" if leads_somewhere(dossier, path) and value_at(dossier, path) == field_at(dossier, path).default else "typed"


def source_line(dossier: Dossier, path: str, lang: str) -> str:
    """Where the figure at a path comes from, in one line; nothing for plain facts that were typed."""
    declared = field_at(dossier, path).metadata
    origin, note = origin_of(dossier, path), dossier.note(named(dossier, path))
    what = for_markdown(str(pick(note.what, lang))) if note is not None and note.what else ""
    if origin in ("default", "assumption") and "unit" in declared:
        follows = ".terms[" not in path or has_default(dossier, path)
        reason = what or (default_reason(path, lang) if follows else "")
        return f":orange-badge[{say(lang, f'origin.{origin}')}]" + (f" {reason}" if reason else "")
    return f":gray-badge[{say(lang, f'origin.{origin}')}] {what}" if what else ""


def default_reason(path: str, lang: str) -> str:
    """Why a figure that we filled in is what it is, by its field; empty where there is nothing to say."""
    key = f"default.{path.rsplit('.', 1)[-1]}"
    return say(lang, key) if key in words(lang) else ""
