"""The facts of a claim in words: its first line, what happened when, what its figures are, and where each comes
from."""

from __future__ import annotations

from datetime import date

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.field_paths import field_at, value_at
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import localized
from negotiation.presentation.common.escaping import for_markdown
from negotiation.presentation.common.labels import field_label
from negotiation.presentation.common.values import origin_of, value_text


def claim_headline(dossier: Dossier, lang: str) -> str:
    """What went wrong with which order, the harm, what putting it right costs, and what is unpaid."""
    case = dossier.case
    goods = for_markdown(str(localized(case.order.goods, lang))) or say(lang, "facts.pieces")
    what = (
        say(lang, f"incident.{case.incident.kind}").lower()
        if lang == "en"
        else say(lang, f"incident.{case.incident.kind}")
    )
    parts = [
        say(lang, "facts.incident", goods=goods, affected=case.order.affected, quantity=case.order.quantity, what=what)
    ]
    numbers = {
        "harm": case.harm_suffered,
        "cost": dossier.remedies[0].cost(case) if dossier.remedies else 0.0,
        "owed": case.receivable,
    }
    parts.append(
        say(lang, "facts.money" if float(case.receivable) else "facts.money_paid", currency=case.currency, **numbers)
    )
    return say(lang, "list.sentence").join(parts)


def deadline_text(due: date, today: date, lang: str) -> str:
    """When an answer is due, and how near that is."""
    days = (due - today).days
    near = "today" if days == 0 else "ahead" if days > 0 else "past"
    return say(lang, f"deadline.{near}", when=due, days=abs(days))


def timeline(dossier: Dossier, today: date, lang: str) -> list[str]:
    """What happened and what is due, by date, as markdown; what lies ahead is lighter, what is overdue is marked."""
    case = dossier.case
    known = [(event.on, for_markdown(str(localized(event.what, lang))), "") for event in case.events]
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


def chips(dossier: Dossier, paths: list[str], lang: str) -> str:
    """Figures as small badges for the head of a closed group: assumptions in orange, what was typed in grey; three
    at the most."""
    found = []
    for path in paths:
        if "unit" not in field_at(dossier, path).metadata or not value_text(dossier, path, lang):
            continue
        assumed = origin_of(dossier, path) in ("default", "assumption", "missing")
        value = value_at(dossier, path)
        if not assumed and not float(value):
            continue
        label = for_markdown(field_label(path, lang).replace("[", "(").replace("]", ")"))
        found.append(
            (
                not assumed,
                f":{'orange' if assumed else 'gray'}-badge[{label} {for_markdown(value_text(dossier, path, lang))}]",
            )
        )
    return " ".join(chip for _, chip in sorted(found, key=lambda each: each[0])[:3])
