"""Which figure moves an option most: each one alone from its low to its high end, in one pass through the whole
model."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from negotiation.claim.checks.completeness import FACTS
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.field_paths import item_name, number_at, value_at, with_names, with_value
from negotiation.claim.summary.claim_summary import Summary, evaluate
from negotiation.core.fields import Num, Unit
from negotiation.core.sensitivity import Swing, one_at_a_time
from negotiation.model.valuation.offer import NO_DEAL

POINTS = 0.10
"""How far a judged chance of staying is moved either way."""

SHARE_POINTS, PART, LINE_PART = 0.2, 0.25, 0.15
"""How far a term's share, its other figures, and the rate of a cost line are moved where no range is typed:
assumptions."""

DEAREST_LINES = 3


@dataclass(frozen=True)
class Lever:
    """One bar: a figure by its path, its value now, its swing; `typed`: between the ends of a typed range, else of
    an assumed one.

    `turns`: at one of the ends something else would be recommended.
    """

    path: str
    value: float
    swing: Swing
    typed: bool
    turns: bool


@dataclass(frozen=True)
class Tornado:
    """What an option is better by than no deal now, and how every figure moves that, the widest first. Money."""

    code: str
    now: float
    levers: tuple[Lever, ...]


def tornado(summary: Summary, code: str) -> Tornado:
    """Every figure that an option hangs on, moved alone: net of the option less net of no deal. One evaluation, two
    rows a figure."""
    dossier = summary.dossier
    ends = _ends(dossier, code)
    now = {path: float(value_at(dossier, path)) for path in ends}
    best: list[np.ndarray] = []

    def result(rows: Mapping[str, Num]) -> Num:
        moved = dossier
        for path, values in rows.items():
            moved = with_value(moved, path, values)
        _, settlement = evaluate(moved, payback=False)
        codes = [outcome.code for outcome in settlement.outcomes]
        best.append(np.broadcast_to(np.asarray(settlement.best) != codes.index(summary.verdict.code), (2 * len(rows),)))
        net = {outcome.code: outcome.net for outcome in settlement.outcomes}
        return net[code] - net[NO_DEAL]

    swings = one_at_a_time(result, now, {path: (low, high) for path, (low, high, _) in ends.items()})
    turned = dict(zip(ends, (bool(any(pair)) for pair in best[0].reshape(-1, 2)), strict=True)) if best else {}
    levers = tuple(
        Lever(swing.name, now[swing.name], swing, ends[swing.name][2], turned[swing.name])
        for swing in swings
        if swing.width > 0.0
    )
    return Tornado(code, float(summary.outcome(code).net) - float(summary.outcome(NO_DEAL).net), levers)


def _ends(dossier: Dossier, code: str) -> dict[str, tuple[float, float, bool]]:
    """Low end, high end, and whether they are typed, of every figure by its path; each figure once. Assumed ends
    have three digits."""
    found: dict[str, tuple[float, float, bool]] = {}
    for each in dossier.ranges:
        spread = each.spread(value_at(dossier, each.path))
        ends = (0.1, 0.9) if each.shape == "beta" else (0.0, 1.0)
        found[each.path] = (float(spread.quantile(ends[0])), float(spread.quantile(ends[1])), True)
    for path, low, high in (*_judged(dossier, code), *_terms(dossier, code), *_lines(dossier, code), *_facts(dossier)):
        at = number_at(dossier, path)
        if at is None or with_names(dossier, path) in found or path in found:
            continue
        unit, _ = at
        bounds = _within(unit, float(f"{low:.3g}"), float(f"{high:.3g}"))
        if bounds[0] < bounds[1]:
            found[path] = (*bounds, False)
    return found


def _within(unit: Unit, low: float, high: float) -> tuple[float, float]:
    low, high = max(low, unit.low), min(high, unit.high)
    return (float(round(low)), float(round(high))) if unit.whole else (low, high)


def _judged(dossier: Dossier, code: str) -> Iterator[tuple[str, float, float]]:
    owners = {f"offers[{offer.code}].staying": offer.staying for offer in dossier.offers if offer.code == code} | {
        "no_deal.staying": dossier.no_deal.staying
    }
    for path, judgement in owners.items():
        if judgement is not None:
            chance = float(judgement.chance)
            yield f"{path}.chance", max(chance - POINTS, 0.0), min(chance + POINTS, 1.0)


def _terms(dossier: Dossier, code: str) -> Iterator[tuple[str, float, float]]:
    terms = next((offer.terms for offer in dossier.offers if offer.code == code), ())
    for place, term in enumerate(terms):
        for field in dataclasses.fields(term):
            value = getattr(term, field.name)
            unit = field.metadata.get("unit")
            if unit is None or value is None or not float(value):
                continue
            by = SHARE_POINTS if unit.key == "share" else max(PART * abs(float(value)), 1.0 if unit.whole else 0.0)
            yield f"offers[{code}].terms[{item_name(terms, place)}].{field.name}", float(value) - by, float(value) + by


def _lines(dossier: Dossier, code: str) -> Iterator[tuple[str, float, float]]:
    """The dearest lines of the option's remedy."""
    remedy = next((offer.remedy for offer in dossier.offers if offer.code == code), "")
    for place, each in enumerate(dossier.remedies):
        if each.code != remedy:
            continue
        counts = each.work.counts(dossier.case, each.flies)
        dearest = sorted(range(len(each.lines)), key=lambda at: -float(each.lines[at].amount(dossier.case, counts)))[
            :DEAREST_LINES
        ]
        for at in dearest:
            rate = float(each.lines[at].rate)
            yield (
                with_names(dossier, f"remedies[{place}].lines[{at}].rate"),
                rate * (1.0 - LINE_PART),
                rate * (1.0 + LINE_PART),
            )


def _facts(dossier: Dossier) -> Iterator[tuple[str, float, float]]:
    for fact in FACTS:
        low, high = fact.ends(dossier) if fact.matters(dossier) else (None, None)
        if isinstance(low, float) and isinstance(high, float):
            yield fact.path, low, high
