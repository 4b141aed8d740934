"""The tornado in words: its message, and each of its figures with the ends between which it was moved."""

from __future__ import annotations

from negotiation.claim.checks.tornado import Lever, Tornado
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.field_paths import field_at
from negotiation.claim.summary.claim_summary import Summary
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_share
from negotiation.presentation.common.labels import field_label, option_label, owner_label
from negotiation.presentation.common.values import number_text


def tornado_message(summary: Summary, found: Tornado, lang: str) -> str:
    """Which figure moves the option most, and whether any of them turns the recommendation."""
    label = option_label(summary.dossier, found.code, lang)
    if not found.levers:
        return say(lang, "tornado.nothing", label=label)
    widest = found.levers[0]
    numbers = {
        "low": min(widest.swing.at_low, widest.swing.at_high),
        "high": max(widest.swing.at_low, widest.swing.at_high),
    }
    text = say(
        lang,
        "tornado.message",
        label=label,
        field=lever_text(summary.dossier, widest, lang),
        currency=summary.dossier.case.currency,
        **numbers,
    )
    turning = [lever_text(summary.dossier, lever, lang) for lever in found.levers if lever.turns]
    if not turning:
        return say(lang, "list.sentence").join([text, say(lang, "tornado.holds")])
    return say(lang, "list.sentence").join(
        [text, say(lang, "tornado.turns", fields=say(lang, "list.join").join(dict.fromkeys(turning)))]
    )


def lever_text(dossier: Dossier, lever: Lever, lang: str) -> str:
    """What a figure is called; whose it is where that is not the option itself."""
    owner = "" if lever.path.startswith("offers[") else owner_label(dossier, lever.path, lang)
    if lever.path.endswith("staying.chance"):
        return owner + say(lang, "field.offer.staying")
    return owner + field_label(lever.path, lang)


def lever_range(dossier: Dossier, lever: Lever, lang: str, end: float | None = None) -> str:
    """Between which ends a figure was moved, or one of them; whether they are typed or assumed."""
    unit, currency = field_at(dossier, lever.path).metadata["unit"], dossier.case.currency

    def shown(value: float) -> str:
        return format_share(value, lang) if lever.path.endswith(".chance") else number_text(value, unit, currency, lang)

    if end is not None:
        return shown(end)
    return say(
        lang,
        f"tornado.{'typed' if lever.typed else 'assumed'}",
        low=shown(lever.swing.low),
        high=shown(lever.swing.high),
    )
