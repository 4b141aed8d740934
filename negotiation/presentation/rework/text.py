"""Remedies in sentences: what each costs, by when the goods are there and how sure that is, and the message of each
chart."""

from __future__ import annotations

import math
from collections.abc import Sequence

from negotiation.claim.document.dossier import Dossier
from negotiation.core.sampling import quantiles
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_money
from negotiation.model.rework.remedy_forecast import P80, AirPoint, RemedyForecast, air_curve
from negotiation.model.rework.work_calendar import announced_until
from negotiation.presentation.common.labels import remedy_label
from negotiation.presentation.rework.explain import step_label
from negotiation.presentation.rework.table import RemedyRow, chance_text, date_on

SHARES = tuple(tenth / 10 for tenth in range(11))


def remedy_headline(row: RemedyRow, dossier: Dossier, lang: str) -> str:
    """What the remedy costs and by when the goods are there with 80 % certainty."""
    label = remedy_label(dossier, row.code, lang)
    kind = "at_once" if row.at_once else "part" if row.splits else "all"
    dates = {"first": date_on(row.first_by, dossier), "last": date_on(row.days[1], dossier)}
    return say(
        lang,
        f"rework.headline_{kind}",
        label=label,
        cost=row.cost,
        flown=row.flown,
        rest=row.pieces - row.flown,
        sure=P80,
        currency=dossier.case.currency,
        **dates,
    )


def remedy_reason(row: RemedyRow, rows: Sequence[RemedyRow], dossier: Dossier, lang: str) -> str:
    """How sure the date is that they need, and what the other ways come to: the cheapest in time, the soonest, and a
    cut in price."""
    case = dossier.case
    parts = []
    if row.at_once:
        parts.append(say(lang, "rework.reason_at_once"))
    elif math.isnan(row.chance):
        parts.append(say(lang, "rework.reason_no_date"))
    elif row.splits:
        parts.append(
            say(
                lang,
                "rework.reason_part",
                needed=case.order.needed_on,
                chance=chance_text(row.chance, lang),
                first=chance_text(row.chance_first, lang),
            )
        )
    else:
        parts.append(
            say(lang, "rework.reason_chance", needed=case.order.needed_on, chance=chance_text(row.chance, lang))
        )
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
    amount = format_money(abs(more), dossier.case.currency, lang)
    differs = say(
        lang, "rework.same" if abs(more) < 0.5 else "rework.more" if more > 0 else "rework.less", amount=amount
    )
    return say(
        lang,
        f"rework.other_{kind}",
        label=label,
        cost=other.cost,
        differs=differs,
        first=date_on(other.first_by, dossier),
        last=date_on(other.days[1], dossier),
        currency=dossier.case.currency,
    )


def curve_of(found: RemedyForecast, dossier: Dossier) -> tuple[AirPoint, ...]:
    """Cost against date for flying a tenth more each time, all by sea to all by air."""
    return air_curve(found, dossier.case, SHARES)


def has_air(found: RemedyForecast) -> bool:
    """Whether the remedy can be split between sea and air: it travels and has lines for the plane."""
    return found.remedy.freight == "shipped" and any(line.driver in ("air_kg", "air_m3") for line in found.remedy.lines)


def curve_message(found: RemedyForecast, curve: Sequence[AirPoint], dossier: Dossier, lang: str) -> str:
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


def schedule_message(found: RemedyForecast, dossier: Dossier, lang: str) -> str:
    """How long the critical path takes and what lies on it."""
    if found.classical is None:
        return say(lang, "rework.message_no_steps")
    steps = {step.code: step for step in found.remedy.steps}
    path = say(lang, "rework.arrow").join(step_label(steps[code], lang) for code in found.classical.codes)
    return say(
        lang,
        "rework.message_schedule",
        days=found.classical.length,
        path=path,
        ready=date_on(float(found.plan.ready), dossier),
    )


def dates_message(row: RemedyRow, dossier: Dossier, lang: str) -> str:
    """The date by three chances."""
    p50, p80, p95 = (date_on(day, dossier) for day in row.days)
    return say(lang, "rework.message_dates", p50=p50, p80=p80, p95=p95)


def calendar_warning(found: RemedyForecast, dossier: Dossier, lang: str) -> str:
    """A warning where work may run past the last year whose make-up workdays are announced; else nothing."""
    until = announced_until(dossier.case.logistics.country)
    if (
        until is None
        or not found.remedy.steps
        or date_on(quantiles(found.drawn.ready, (0.95,))[0], dossier).year <= until
    ):
        return ""
    return say(lang, "rework.provisional", year=until)
