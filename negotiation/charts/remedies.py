"""Remedies in rows and sentences: what each costs, by when the goods are there and how sure that is, and which one to look at first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from negotiation.charts.explain_remedy import step_label
from negotiation.charts.sentences import remedy_label
from negotiation.dossier import Dossier
from negotiation.draws import quantiles
from negotiation.rework import AirPoint, Outlook, air_curve, announced_until
from negotiation.units import to_the_cent
from negotiation.words import say
from negotiation.words.formats import day as written_day
from negotiation.words.formats import money, share, short_day

SURE = 0.8
"""The certainty at which a date is promised."""

SHARES = tuple(tenth / 10 for tenth in range(11))


@dataclass(frozen=True)
class RemedyRow:
    """One remedy: cost to us (likely, and not exceeded with 80 % and 95 %), and days after the settlement date by chance.

    `first_by` is for the goods that fly, `days` for the last goods at P50, P80, P95. `chance` is that of the last goods being there
    when needed, NaN where no date is needed. `at_once`: nothing is made or shipped.
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
        return math.isnan(self.chance) or self.chance >= SURE


def remedy_row(found: Outlook, dossier: Dossier) -> RemedyRow:
    """The row of one remedy."""
    pieces = float(found.remedy.work.good(dossier.case))
    _, cost_80, cost_95 = found.cost_by()
    p50, p80, p95 = found.last_by()
    return RemedyRow(
        code=found.remedy.code,
        cost=found.cost,
        cost_80=cost_80,
        cost_95=cost_95,
        first_by=found.first_by((SURE,))[0],
        days=(p50, p80, p95),
        chance=found.chance,
        chance_first=found.chance_first,
        at_once=not found.remedy.steps and p95 == 0.0,
        flown=round(float(found.remedy.flies) * pieces),
        pieces=pieces,
        cures=found.cures,
    )


def remedy_rows(outlooks: Sequence[Outlook], dossier: Dossier) -> tuple[RemedyRow, ...]:
    """A row a remedy, the cheapest first."""
    return tuple(sorted((remedy_row(found, dossier) for found in outlooks), key=lambda row: (row.cost, row.days[1])))


def first_to_look_at(rows: Sequence[RemedyRow]) -> str:
    """The cheapest remedy that brings good goods in time with 80 % certainty; else the one that comes soonest; else the cheapest."""
    goods = [row for row in rows if row.supplies]
    in_time = [row for row in goods if row.in_time]
    if in_time:
        return min(in_time, key=lambda row: row.cost).code
    return min(goods, key=lambda row: row.days[1]).code if goods else rows[0].code if rows else ""


def day_text(days: float, dossier: Dossier, lang: str) -> str:
    """The date so many days after the settlement date."""
    return written_day(_date(days, dossier), lang)


def short_day_text(days: float, dossier: Dossier, lang: str) -> str:
    """The same for a narrow place: the year only where it is not that of the settlement date or the one after."""
    when = _date(days, dossier)
    return short_day(when, lang) if when.year <= dossier.case.settlement_date.year + 1 else written_day(when, lang)


def remedy_headline(row: RemedyRow, dossier: Dossier, lang: str) -> str:
    """What the remedy costs and by when the goods are there with 80 % certainty."""
    label = remedy_label(dossier, row.code, lang)
    kind = "at_once" if row.at_once else "part" if row.splits else "all"
    dates = {"first": _date(row.first_by, dossier), "last": _date(row.days[1], dossier)}
    return say(
        lang,
        f"rework.headline_{kind}",
        label=label,
        cost=row.cost,
        flown=row.flown,
        rest=row.pieces - row.flown,
        sure=SURE,
        currency=dossier.case.currency,
        **dates,
    )


def remedy_reason(row: RemedyRow, rows: Sequence[RemedyRow], dossier: Dossier, lang: str) -> str:
    """How sure the date is that they need, and what the other ways come to: the cheapest in time, the soonest, and a cut in price."""
    case = dossier.case
    parts = []
    if row.at_once:
        parts.append(say(lang, "rework.reason_at_once"))
    elif math.isnan(row.chance):
        parts.append(say(lang, "rework.reason_no_date"))
    elif row.splits:
        parts.append(
            say(lang, "rework.reason_part", needed=case.order.needed_on, chance=chance_text(row.chance, lang), first=chance_text(row.chance_first, lang))
        )
    else:
        parts.append(say(lang, "rework.reason_chance", needed=case.order.needed_on, chance=chance_text(row.chance, lang)))
    others = [other for other in rows if other.code != row.code]
    sooner = [other for other in others if other.supplies and other.first_by < row.first_by - 0.5]
    cheaper_made = [other for other in others if other.supplies and other.cost < row.cost - 0.5 and other.in_time]
    cut = [other for other in others if other.at_once and other.cost > 0.0]
    if cheaper_made:
        parts.append(_other("cheaper", min(cheaper_made, key=lambda each: each.cost), row, dossier, lang))
    if sooner:
        parts.append(_other("sooner", min(sooner, key=lambda each: (each.first_by, each.cost)), row, dossier, lang))
    if cut and not row.at_once:
        parts.append(_other("cut", min(cut, key=lambda each: each.cost), row, dossier, lang))
    return say(lang, "list.sentence").join(parts)


def _other(kind: str, other: RemedyRow, row: RemedyRow, dossier: Dossier, lang: str) -> str:
    label = remedy_label(dossier, other.code, lang)
    more = other.cost - row.cost
    amount = money(abs(more), dossier.case.currency, lang)
    differs = say(lang, "rework.same" if abs(more) < 0.5 else "rework.more" if more > 0 else "rework.less", amount=amount)
    return say(
        lang,
        f"rework.other_{kind}",
        label=label,
        cost=other.cost,
        differs=differs,
        first=_date(other.first_by, dossier),
        last=_date(other.days[1], dossier),
        currency=dossier.case.currency,
    )


def _date(days: float, dossier: Dossier) -> date:
    return dossier.case.settlement_date + timedelta(days=math.ceil(days - 1e-9))


def chance_text(chance: float, lang: str) -> str:
    """A chance from draws: never quite 0 or 100 %, since draws cannot know that."""
    if math.isnan(chance):
        return say(lang, "table.none")
    if chance > 0.995:
        return say(lang, "rework.over", share=0.99)
    return say(lang, "rework.under", share=0.01) if chance < 0.005 else share(chance, lang, 0)


def remedy_cells(rows: Sequence[RemedyRow], dossier: Dossier, lang: str) -> list[dict[str, str]]:
    """The comparison as a table of words: one row a remedy."""
    currency = dossier.case.currency
    cells = []
    for row in rows:
        p50, p80, p95 = (say(lang, "rework.at_once") if row.at_once else day_text(day, dossier, lang) for day in row.days)
        cells.append(
            {
                "remedy": remedy_label(dossier, row.code, lang),
                "cost": money(row.cost, currency, lang),
                "cost_80": money(row.cost_80, currency, lang),
                "first": say(lang, "table.none") if row.at_once or not row.flown else day_text(row.first_by, dossier, lang),
                "p50": p50,
                "p80": p80,
                "p95": p95,
                "chance": say(lang, "table.none") if row.at_once else chance_text(row.chance, lang),
                "cures": share(row.cures, lang),
            }
        )
    return cells


CELLS = ("remedy", "cost", "cost_80", "first", "p50", "p80", "p95", "chance", "cures")


def curve_of(found: Outlook, dossier: Dossier) -> tuple[AirPoint, ...]:
    """Cost against date for flying a tenth more each time, all by sea to all by air."""
    return air_curve(found, dossier.case, SHARES)


def has_air(found: Outlook) -> bool:
    """Whether the remedy can be split between sea and air: it travels and has lines for the plane."""
    return found.remedy.freight == "shipped" and any(line.driver in ("air_kg", "air_m3") for line in found.remedy.lines)


def curve_message(found: Outlook, curve: Sequence[AirPoint], dossier: Dossier, lang: str) -> str:
    """What a day sooner costs, from all by sea to all by air."""
    sea, air = curve[0], curve[-1]
    days = sea.average - air.average
    key = "message_curve" if days >= 0.5 else "message_curve_none"
    return say(
        lang,
        f"rework.{key}",
        label=remedy_label(dossier, found.remedy.code, lang),
        days=days,
        more=air.cost - sea.cost,
        currency=dossier.case.currency,
        a_day=(air.cost - sea.cost) / max(days, 1.0),
    )


def schedule_message(found: Outlook, dossier: Dossier, lang: str) -> str:
    """How long the critical path takes and what lies on it."""
    if found.classical is None:
        return say(lang, "rework.message_no_steps")
    steps = {step.code: step for step in found.remedy.steps}
    path = say(lang, "rework.arrow").join(step_label(steps[code], lang) for code in found.classical.codes)
    return say(lang, "rework.message_schedule", days=found.classical.length, path=path, ready=_date(float(found.plan.ready), dossier))


def dates_message(row: RemedyRow, dossier: Dossier, lang: str) -> str:
    """The date by three chances."""
    p50, p80, p95 = (_date(day, dossier) for day in row.days)
    return say(lang, "rework.message_dates", p50=p50, p80=p80, p95=p95)


def calendar_warning(found: Outlook, dossier: Dossier, lang: str) -> str:
    """A warning where work may run past the last year whose make-up workdays are announced; else nothing."""
    until = announced_until(dossier.case.logistics.country)
    if until is None or not found.remedy.steps or _date(quantiles(found.drawn.ready, (0.95,))[0], dossier).year <= until:
        return ""
    return say(lang, "rework.provisional", year=until)


def remedy_figures(outlooks: Sequence[Outlook], dossier: Dossier, digits: int) -> dict[str, Any]:
    """Every figure of every remedy under stable keys, what `python -m negotiation rework --json` prints; dates as ISO."""
    found: dict[str, Any] = {}
    by_code = {each.remedy.code: each for each in outlooks}
    for row in remedy_rows(outlooks, dossier):
        each = by_code[row.code]
        found[row.code] = {
            "cost": to_the_cent(row.cost, digits),
            "cost_p50_p80_p95": [to_the_cent(cost, digits) for cost in each.cost_by()],
            "lines": [
                {"line": part.key, "amount": to_the_cent(float(part.amount), digits), "ours": to_the_cent(float(part.ours), digits)} for part in each.parts
            ],
            "ready_on": _date(float(each.plan.ready), dossier).isoformat(),
            "planned_arrival": _date(float(each.plan.last(each.remedy.flies)), dossier).isoformat(),
            "first_by_p50_p80_p95": [_date(day, dossier).isoformat() for day in each.first_by()],
            "all_by_p50_p80_p95": [_date(day, dossier).isoformat() for day in each.last_by()],
            "chance_of_the_date": _number(each.chance),
            "chance_of_the_date_classical": _number(each.classical_chance),
            "critical_path": list(each.classical.codes) if each.classical else [],
            "working_days": _number(each.classical.length) if each.classical else None,
            "cures": _number(each.cures),
        }
    return found


def _number(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 6)
