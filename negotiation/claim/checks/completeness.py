"""How complete a claim is: which figures nobody typed, and what each would change if it were another one.

For each such figure the claim is worked out twice more, at the low and at the high end of what is plausible. The
ends are assumptions; what they do to the verdict is computed.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from negotiation.claim.defaults.default_rules import with_typed_value
from negotiation.claim.defaults.first_questions import QUESTIONS, answered
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.field_paths import value_at, with_names
from negotiation.claim.summary.claim_summary import Summary, summarise
from negotiation.core.problems import BadInput
from negotiation.model.lifetime.chance_of_staying import Judgement
from negotiation.model.valuation.offer import NO_DEAL

HARM = "case.harm"
NO_DEAL_CHANCE = "no_deal.staying.chance"
"""Typed, a judgement of no deal; open as long as the default curve stands in."""


@dataclass(frozen=True)
class Fact:
    """A figure that matters, and the low and high ends between which it plausibly lies, given the claim."""

    path: str
    ends: Callable[[Dossier], tuple[Any, Any]]
    matters: Callable[[Dossier], bool] = lambda dossier: True


@dataclass(frozen=True)
class Gap:
    """A figure that is only assumed: its value now and at both ends, our net at both ends, and what would be
    recommended there."""

    path: str
    value: Any
    low: Any
    high: Any
    net_low: float
    net_high: float
    verdict_low: str
    verdict_high: str
    turns: bool

    @property
    def swing(self) -> float:
        """How far our net moves between the ends, money."""
        return abs(self.net_high - self.net_low)


@dataclass(frozen=True)
class Completeness:
    """`known` of `asked` figures are typed or from a source; the gaps, those that turn the verdict first, then by
    their swing."""

    known: int
    asked: int
    gaps: tuple[Gap, ...]


def _around(path: str, down: float, up: float, least: float = 0.0, most: float = math.inf) -> Fact:
    def ends(dossier: Dossier) -> tuple[float, float]:
        value = float(value_at(dossier, path))
        low, high = sorted((value * down, value * up))
        return (max(low, least) if value >= 0.0 else low), min(high, most)

    return Fact(path, ends)


def _shifted(
    path: str, down: float, up: float, most: float = 1.0, matters: Callable[[Dossier], bool] = lambda dossier: True
) -> Fact:
    def ends(dossier: Dossier) -> tuple[float, float]:
        value = float(value_at(dossier, path))
        return round(max(value - down, 0.0), 6), round(min(value + up, most), 6)

    return Fact(path, ends, matters)


def _is_owed(dossier: Dossier) -> bool:
    return float(dossier.case.receivable) > 0.0


def _dated(path: str, early: int, late: int, matters: Callable[[Dossier], bool]) -> Fact:
    def ends(dossier: Dossier) -> tuple[Any, Any]:
        start = dossier.case.settlement_date
        return start + timedelta(days=early), start + timedelta(days=late)

    return Fact(path, ends, matters)


FACTS: tuple[Fact, ...] = (
    Fact(
        HARM,
        lambda dossier: (float(dossier.case.claimed) / 2.0, float(dossier.case.claimed)),
        lambda dossier: float(dossier.case.claimed) > 0.0,
    ),
    _around("case.customer.margin_rate", 0.6, 1.4, most=1.0),
    _around("case.customer.orders_per_year", 0.5, 1.5, least=0.05, most=366.0),
    _shifted("case.customer.retention", 0.15, 0.07, most=0.98),
    Fact("remedies[0].cures", lambda dossier: (0.5, 1.0), lambda dossier: bool(dossier.remedies)),
    _shifted("no_deal.withheld_chance", 0.15, 0.35, matters=_is_owed),
    Fact("no_deal.switching_cost", lambda dossier: (0.0, float(dossier.case.order.value) * 0.2)),
    Fact(NO_DEAL_CHANCE, lambda dossier: (0.15, 0.5)),
    _dated("case.order.needed_on", 14, 90, lambda dossier: True),
    _dated("case.receivable_due", -120, 30, _is_owed),
)
"""The figures that move a verdict most, with ends around them: our assumptions of what is plausible."""


def completeness(summary: Summary) -> Completeness:
    """What is known, and what each figure that is not would change. A figure with a note of its source counts as
    known."""
    dossier = summary.dossier
    facts = [fact for fact in FACTS if fact.matters(dossier)]
    gaps = [gap for gap in (_gap(summary, fact) for fact in facts if _is_open(dossier, fact.path)) if gap is not None]
    gaps.sort(key=lambda gap: (not gap.turns, -gap.swing))
    asked = {question.path for question in QUESTIONS} | {fact.path for fact in facts}
    open_paths = {question.path for question in QUESTIONS if not answered(dossier, question)} | {
        gap.path for gap in gaps
    }
    return Completeness(len(asked) - len(open_paths), len(asked), tuple(gaps))


def _is_open(dossier: Dossier, path: str) -> bool:
    """Whether nobody stands behind the figure: not typed and not judged, a default, an assumption, or missing."""
    if path == NO_DEAL_CHANCE:
        return dossier.no_deal.staying is None
    note = dossier.note(with_names(dossier, path))
    if note is not None and note.origin in ("source", "ours"):
        return False
    return note is not None or value_at(dossier, path) is None


def _gap(summary: Summary, fact: Fact) -> Gap | None:
    dossier = summary.dossier
    low, high = fact.ends(dossier)
    if low == high:
        return None
    try:
        at_low, at_high = (summarise(_with(dossier, fact.path, end)) for end in (low, high))
    except BadInput:
        return None
    judged = fact.path == NO_DEAL_CHANCE
    return Gap(
        path=fact.path,
        value=float(summary.outcome(NO_DEAL).staying)
        if judged
        else dossier.case.harm_suffered
        if fact.path == HARM
        else value_at(dossier, fact.path),
        low=low,
        high=high,
        net_low=float(at_low.best.net),
        net_high=float(at_high.best.net),
        verdict_low=at_low.verdict.code,
        verdict_high=at_high.verdict.code,
        turns={at_low.verdict.code, at_high.verdict.code} != {summary.verdict.code},
    )


def _with(dossier: Dossier, path: str, end: Any) -> Dossier:
    if path != NO_DEAL_CHANCE:
        return with_typed_value(dossier, path, end)
    return replace(dossier, no_deal=replace(dossier.no_deal, staying=Judgement(float(end))))
