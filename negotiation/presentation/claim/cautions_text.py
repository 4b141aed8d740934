"""The verdict questioned, in words: cautions with what to do instead, where it turns, what is not known, what
changed."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import is_dataclass
from typing import Any

from negotiation.claim.checks.cautions import Caution
from negotiation.claim.checks.changes import Change
from negotiation.claim.checks.completeness import Completeness, Gap
from negotiation.claim.checks.switch_points import Turning
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.field_paths import field_at, path_exists
from negotiation.claim.summary.claim_summary import Summary
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_day, format_share, localized
from negotiation.presentation.common.escaping import for_markdown
from negotiation.presentation.common.labels import field_label, option_label, owner_label
from negotiation.presentation.common.values import number_text, value_text


def caution_names(found: Iterable[Caution], lang: str) -> str:
    """The cautions in a few words, for the head of a closed fold."""
    return say(lang, "list.join").join(say(lang, f"caution.{each.code}.name") for each in found)


def caution_lines(summary: Summary, found: Iterable[Caution], lang: str) -> list[str]:
    """Each caution as markdown: what is the matter with this claim's figures, and what to do instead."""
    lines = []
    for each in found:
        labels = " / ".join(option_label(summary.dossier, code, lang) for code in each.options)
        what = say(
            lang, f"caution.{each.code}.what", labels=labels, currency=summary.dossier.case.currency, **each.numbers
        )
        lines.append(
            f"**{say(lang, f'caution.{each.code}.name')}** {what} *{say(lang, f'caution.{each.code}.instead')}*"
        )
    return lines


def turning_text(summary: Summary, found: Turning, lang: str) -> str:
    """The chances of staying between which the recommendation holds, and what comes instead outside."""
    best = option_label(summary.dossier, summary.verdict.code, lang)
    if found.below is None and found.above is None:
        return say(lang, "turning.never", label=best)
    kind = (
        "both"
        if found.below is not None and found.above is not None
        else "below"
        if found.below is not None
        else "above"
    )
    numbers = {"below": found.below or 0.0, "above": found.above or 1.0, "now": float(summary.best.staying)}
    return say(
        lang, f"turning.{kind}", label=best, instead=option_label(summary.dossier, found.instead, lang), **numbers
    )


def completeness_text(found: Completeness, lang: str) -> str:
    """How many of the figures that matter are known."""
    return say(
        lang,
        "completeness.known" if found.known < found.asked else "completeness.all",
        known=found.known,
        asked=found.asked,
    )


def gap_lines(summary: Summary, found: Completeness, lang: str) -> list[str]:
    """Each assumed figure and what another one would change."""
    return [_gap(summary, gap, lang) for gap in found.gaps]


def _gap(summary: Summary, gap: Gap, lang: str) -> str:
    dossier = summary.dossier
    words = {
        name: _end(dossier, gap.path, value, lang)
        for name, value in (("value", gap.value), ("low", gap.low), ("high", gap.high))
    }
    text = say(
        lang,
        "completeness.gap" if gap.value is not None else "completeness.gap_open",
        field=field_label(gap.path, lang),
        **words,
    )
    moves = gap.swing > 0.005 * abs(float(summary.best.net))
    net = {"low": gap.net_low, "high": gap.net_high, "currency": dossier.case.currency}
    text += say(lang, "list.sentence") + say(lang, "completeness.net" if moves else "completeness.net_same", **net)
    if gap.turns:
        labels = [option_label(dossier, code, lang) for code in (gap.verdict_low, gap.verdict_high)]
        text += say(lang, "list.sentence") + f"**{say(lang, 'completeness.turns', low=labels[0], high=labels[1])}**"
    return text


def _end(dossier: Dossier, path: str, value: Any, lang: str) -> str:
    if value is None:
        return say(lang, "question.unknown")
    if hasattr(value, "year"):
        return format_day(value, lang)
    if path.endswith(".chance"):
        return format_share(float(value), lang)
    return number_text(float(value), field_at(dossier, path).metadata["unit"], dossier.case.currency, lang)


def change_lines(changes: Iterable[Change], before: Dossier, now: Dossier, lang: str) -> list[str]:
    """What was changed since the pinned version, one line a field."""
    return [_change(change, before, now, lang) for change in changes]


def _change(change: Change, before: Dossier, now: Dossier, lang: str) -> str:
    if change.before is None and is_dataclass(change.now):
        return say(lang, "changes.added", what=_record_name(change.now, now, change.path, lang))
    if change.now is None and is_dataclass(change.before):
        return say(lang, "changes.removed", what=_record_name(change.before, before, change.path, lang))
    label = for_markdown(owner_label(now, change.path, lang) + field_label(change.path, lang))
    return say(
        lang,
        "changes.moved",
        field=label,
        before=_shown(change.before, before, change.path, lang),
        now=_shown(change.now, now, change.path, lang),
    )


def _record_name(record: Any, dossier: Dossier, path: str, lang: str) -> str:
    """What a whole record is called: an option, a chance, a term, its own words, else the list that it stands in."""
    code = getattr(record, "code", "")
    if code and hasattr(record, "terms"):
        return for_markdown(option_label(dossier, code, lang))
    if hasattr(record, "chance"):
        return say(lang, "field.offer.staying") + f" {format_share(float(record.chance), lang)}"
    key = getattr(record, "key", "")
    if key:
        return say(lang, f"terms.{key}.name")
    words = next(
        (each for each in (getattr(record, name, "") for name in ("what", "name", "shows", "words", "note")) if each),
        "",
    )
    return for_markdown(str(localized(words, lang)) or field_label(path.partition("[")[0], lang))


def _shown(value: Any, dossier: Dossier, path: str, lang: str) -> str:
    if value is None or value == "" or value == ():
        return "–"
    if path_exists(dossier, path):
        return for_markdown(value_text(dossier, path, lang)) or "–"
    return "–" if isinstance(value, float) and math.isnan(value) else for_markdown(str(localized(value, lang)))
