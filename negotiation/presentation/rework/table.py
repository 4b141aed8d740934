"""Remedies in rows: cost, dates and certainty of each, as numbers, as cells of a table and under stable keys; which
one to look at first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from negotiation.claim.document.dossier import Dossier
from negotiation.core.money import round_money
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_day, format_money, format_share, format_short_day
from negotiation.model.rework.remedy_forecast import P80, RemedyForecast
from negotiation.presentation.common.labels import remedy_label


@dataclass(frozen=True)
class RemedyRow:
    """One remedy: cost to us (likely, and not exceeded with 80 % and 95 %), and days after the settlement date by
    chance.

    `first_by` is for the goods that fly, `days` for the last goods at P50, P80, P95. `chance` is that of the last
    goods being there when needed, NaN where no date is needed. `at_once`: nothing is made or shipped.
    """

    code: str
    cost: float
    cost_80: float
    cost_95: float
    first_by: float
    days: tuple[float, float, float]
    chance: float
    chance_first: float
    at_once: bool
    flown: float
    pieces: float
    cures: float

    @property
    def supplies(self) -> bool:
        """Whether good goods come of it."""
        return not self.at_once and self.cures > 0.0

    @property
    def splits(self) -> bool:
        """Whether some of the goods fly and the rest sail."""
        return 0.0 < self.flown < self.pieces

    @property
    def in_time(self) -> bool:
        """Whether the last goods are there when needed with 80 % certainty; true where no date is needed."""
        return math.isnan(self.chance) or self.chance >= P80


def remedy_row(found: RemedyForecast, dossier: Dossier) -> RemedyRow:
    """The row of one remedy."""
    pieces = float(found.remedy.work.good(dossier.case))
    _, cost_80, cost_95 = found.cost_by()
    p50, p80, p95 = found.last_by()
    return RemedyRow(
        code=found.remedy.code,
        cost=found.cost,
        cost_80=cost_80,
        cost_95=cost_95,
        first_by=found.first_by((P80,))[0],
        days=(p50, p80, p95),
        chance=found.chance,
        chance_first=found.chance_first,
        at_once=not found.remedy.steps and p95 == 0.0,
        flown=round(float(found.remedy.flies) * pieces),
        pieces=pieces,
        cures=found.cures,
    )


def remedy_rows(outlooks: Sequence[RemedyForecast], dossier: Dossier) -> tuple[RemedyRow, ...]:
    """A row a remedy, the cheapest first."""
    return tuple(sorted((remedy_row(found, dossier) for found in outlooks), key=lambda row: (row.cost, row.days[1])))


def first_to_look_at(rows: Sequence[RemedyRow]) -> str:
    """The cheapest remedy that brings good goods in time with 80 % certainty; else the one that comes soonest; else
    the cheapest."""
    goods = [row for row in rows if row.supplies]
    in_time = [row for row in goods if row.in_time]
    if in_time:
        return min(in_time, key=lambda row: row.cost).code
    return min(goods, key=lambda row: row.days[1]).code if goods else rows[0].code if rows else ""


def day_text(days: float, dossier: Dossier, lang: str) -> str:
    """The date so many days after the settlement date."""
    return format_day(date_on(days, dossier), lang)


def short_day_text(days: float, dossier: Dossier, lang: str) -> str:
    """The same for a narrow place: the year only where it is not that of the settlement date or the one after."""
    when = date_on(days, dossier)
    return (
        format_short_day(when, lang) if when.year <= dossier.case.settlement_date.year + 1 else format_day(when, lang)
    )


def date_on(days: float, dossier: Dossier) -> date:
    """The day on which a time after the settlement date falls."""
    return dossier.case.settlement_date + timedelta(days=math.ceil(days - 1e-9))


def chance_text(chance: float, lang: str) -> str:
    """A chance from draws: never quite 0 or 100 %, since draws cannot know that."""
    if math.isnan(chance):
        return say(lang, "table.none")
    if chance > 0.995:
        return say(lang, "rework.over", share=0.99)
    return say(lang, "rework.under", share=0.01) if chance < 0.005 else format_share(chance, lang, 0)


def remedy_cells(rows: Sequence[RemedyRow], dossier: Dossier, lang: str) -> list[dict[str, str]]:
    """The comparison as a table of words: one row a remedy."""
    currency = dossier.case.currency
    cells = []
    for row in rows:
        p50, p80, p95 = (
            say(lang, "rework.at_once") if row.at_once else day_text(day, dossier, lang) for day in row.days
        )
        cells.append(
            {
                "remedy": remedy_label(dossier, row.code, lang),
                "cost": format_money(row.cost, currency, lang),
                "cost_80": format_money(row.cost_80, currency, lang),
                "first": say(lang, "table.none")
                if row.at_once or not row.flown
                else day_text(row.first_by, dossier, lang),
                "p50": p50,
                "p80": p80,
                "p95": p95,
                "chance": say(lang, "table.none") if row.at_once else chance_text(row.chance, lang),
                "cures": format_share(row.cures, lang),
            }
        )
    return cells


CELLS = ("remedy", "cost", "cost_80", "first", "p50", "p80", "p95", "chance", "cures")


def remedy_figures(outlooks: Sequence[RemedyForecast], dossier: Dossier, digits: int) -> dict[str, Any]:
    """Every figure of every remedy under stable keys, what `python -m negotiation rework --json` prints; dates as
    ISO."""
    found: dict[str, Any] = {}
    by_code = {each.remedy.code: each for each in outlooks}
    for row in remedy_rows(outlooks, dossier):
        each = by_code[row.code]
        found[row.code] = {
            "cost": round_money(row.cost, digits),
            "cost_p50_p80_p95": [round_money(cost, digits) for cost in each.cost_by()],
            "lines": [
                {
                    "line": part.key,
                    "amount": round_money(float(part.amount), digits),
                    "ours": round_money(float(part.ours), digits),
                }
                for part in each.parts
            ],
            "ready_on": date_on(float(each.plan.ready), dossier).isoformat(),
            "planned_arrival": date_on(float(each.plan.last(each.remedy.flies)), dossier).isoformat(),
            "first_by_p50_p80_p95": [date_on(day, dossier).isoformat() for day in each.first_by()],
            "all_by_p50_p80_p95": [date_on(day, dossier).isoformat() for day in each.last_by()],
            "chance_of_the_date": _number(each.chance),
            "chance_of_the_date_classical": _number(each.classical_chance),
            "critical_path": list(each.classical.codes) if each.classical else [],
            "working_days": _number(each.classical.length) if each.classical else None,
            "cures": _number(each.cures),
        }
    return found


def _number(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 6)
