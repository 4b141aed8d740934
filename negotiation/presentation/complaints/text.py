"""The complaint log in words: which causes make most of it, how one of them goes, what preventing would save, and
how that is computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

import numpy as np

from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_cents, format_number, format_share, localized
from negotiation.model.complaints.complaint_log import Complaints
from negotiation.model.complaints.pareto_analysis import Pareto, Saving, pareto
from negotiation.model.playbook.root_cause import Measure
from negotiation.presentation.common.escaping import Escape, for_markdown

MOST_NAMED = 3
ENOUGH = 0.5
"""The headline names causes until they make half of it, three at most."""

MOST_OF_IT = 0.8

TABLE = ("cause", "count", "part_count", "running_count", "cost", "part_cost", "running_cost", "unpriced")
"""Columns of the table of causes."""


def running_share(found: Pareto, by: str) -> tuple[float, ...]:
    """The running share of each cause, by count or by cost."""
    return tuple(map(float, found.running_cost if by == "cost" else found.running_count))


def vital_few(found: Pareto, by: str) -> int:
    """How many causes the headline names."""
    return min(
        next(
            (place for place, part in enumerate(running_share(found, by), start=1) if part >= ENOUGH - 1e-9), len(found)
        ),
        MOST_NAMED,
    )


def cause_list(causes: Iterable[str], lang: str, escape: Escape = for_markdown) -> str:
    """Causes in a row, as they were written."""
    safe = [escape(str(cause)) for cause in causes]
    return say(lang, "causes.and").join(part for part in (say(lang, "causes.join").join(safe[:-1]), *safe[-1:]) if part)


def causes_headline(found: Pareto, by: str, months: int, lang: str) -> str:
    """The verdict as markdown: which few causes make how much of the window's cost or complaints."""
    if not len(found):
        return say(lang, "causes.none", first=found.first, last=found.last)
    number = vital_few(found, by)
    part = round(running_share(found, by)[number - 1], 2)
    return say(
        lang,
        f"causes.headline_{by}",
        causes=cause_list(found.cause[:number], lang),
        number=number,
        part=part,
        months=months,
    )


def causes_reason(found: Pareto, currency: str, lang: str) -> str:
    """How much of what lies behind the verdict, and what it leaves out."""
    total, unpriced = float(found.cost.sum()), int(found.unpriced.sum())
    numbers = {
        "complaints": int(found.count.sum()),
        "total": total,
        "currency": currency,
        "first": found.first,
        "last": found.last,
    }
    line = say(lang, "causes.reason", **numbers)
    return line + say(lang, "list.sentence") + say(lang, "causes.unpriced", unpriced=unpriced) if unpriced else line


def pareto_message(found: Pareto, by: str, lang: str) -> str:
    """What the chart shows: how few of the causes make four fifths."""
    few = next(
        place for place, part in enumerate((*running_share(found, by), 1.0), start=1) if part >= MOST_OF_IT - 1e-9
    )
    few = min(few, len(found))
    return say(lang, f"causes.chart_{by}", few=few, number=len(found), part=round(running_share(found, by)[few - 1], 2))


def trend_message(log: Complaints, found: Pareto, months: int, cause: str, by: str, lang: str) -> str:
    """The window against one as long before it; only what came where the log does not reach back that far. An empty
    cause is all of them."""
    before = pareto(log, found.first - timedelta(days=1), months, by)
    name = for_markdown(cause) if cause else say(lang, "causes.all")
    numbers = {
        "cause": name,
        "now": _of(found, cause, by),
        "before": _of(before, cause, by),
        "months": months,
        "currency": log.currency,
    }
    reaches = log.day.min().item() <= before.first + timedelta(days=31)
    return say(lang, f"causes.trend_{by}" if reaches else f"causes.trend_{by}_alone", **numbers)


def _of(found: Pareto, cause: str, by: str) -> float:
    values = found.cost if by == "cost" else found.count
    return float(values[found.cause == cause].sum() if cause else values.sum())


def pareto_rows(found: Pareto, currency: str, lang: str) -> list[dict[str, str]]:
    """The table of causes, a row each, as text: columns TABLE."""
    count_total, cost_total = max(float(found.count.sum()), 1.0), float(found.cost.sum()) or 1.0
    columns = zip(
        found.cause, found.count, found.cost, found.running_count, found.running_cost, found.unpriced, strict=True
    )
    return [
        {
            "cause": str(cause),
            "count": format_number(count, lang),
            "part_count": format_share(count / count_total, lang),
            "running_count": format_share(run_count, lang),
            "cost": format_cents(cost, currency, lang),
            "part_cost": format_share(cost / cost_total, lang),
            "running_cost": format_share(run_cost, lang),
            "unpriced": format_number(unpriced, lang),
        }
        for cause, count, cost, run_count, run_cost, unpriced in columns
    ]


def pareto_heads(lang: str, currency: str) -> Mapping[str, str]:
    """The heads of the table of causes."""
    return {name: say(lang, f"causes.head_{name}", currency=currency) for name in TABLE}


def savings_message(found: Pareto, saved: Sequence[Saving], priced: bool, currency: str, lang: str) -> str:
    """What the measures would have saved together; net only where every one has a cost."""
    numbers = {
        "saved": sum(each.saved for each in saved),
        "net": sum(each.net for each in saved),
        "total": float(found.cost.sum()),
        "currency": currency,
    }
    return say(lang, "causes.saves_net" if priced else "causes.saves", **numbers)


def measure_name(measure: Measure, lang: str) -> str:
    """What is done, or which cause it is against while nobody named it."""
    return str(localized(measure.what, lang)) or say(lang, "causes.unnamed", cause=measure.against)


def how_causes(log: Complaints, found: Pareto, by: str, saved: Sequence[Saving], lang: str) -> list[str]:
    """The formulas as markdown, each with this log's figures."""
    left_out = sum(log.refused.values())
    lines = [
        say(lang, "causes.how_read", rows=len(log) + left_out, kept=len(log), left_out=left_out),
        say(lang, "causes.how_window", first=found.first, last=found.last, complaints=int(found.count.sum())),
    ]
    values = found.cost if by == "cost" else found.count
    total = float(values.sum())
    if total:
        top = [float(each) for each in values[: vital_few(found, by)]]
        sums = " + ".join(format_number(each, lang, 2, least=0) for each in top)
        numbers = {
            "sums": sums,
            "total": total,
            "part": sum(top) / total,
            "causes": cause_list(found.cause[: len(top)], lang),
        }
        lines.append(say(lang, f"causes.how_{by}", currency=log.currency, **numbers))
    if found.unpriced.sum():
        lines.append(say(lang, "causes.how_unpriced", unpriced=int(found.unpriced.sum())))
    lines += [
        say(
            lang,
            "causes.how_saved",
            what=for_markdown(_measure_and_cause(each.measure, lang)),
            caused=each.caused,
            part=float(np.max(each.measure.prevents)),
            saved=each.saved,
            currency=log.currency,
        )
        for each in saved
        if each.caused
    ]
    return [*lines, say(lang, "causes.how_order")]


def _measure_and_cause(measure: Measure, lang: str) -> str:
    named = measure_name(measure, lang)
    return say(lang, "causes.against", what=named, cause=measure.against) if localized(measure.what, lang) else named
