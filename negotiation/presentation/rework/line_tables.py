"""The lists of one remedy as rows: cost lines with what each comes to, and steps with what they wait for; and the
same as tables in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from negotiation.claim.document.dossier import Dossier
from negotiation.i18n.catalogue import say
from negotiation.model.rework.cost_lines import CostLine
from negotiation.model.rework.critical_path import Step
from negotiation.model.rework.remedy import Remedy
from negotiation.presentation.common.record_tables import head_of, records_table
from negotiation.presentation.common.values import CHOICE_WORDS, origin_of
from negotiation.presentation.rework.explain import line_label, step_label

Row = dict[str, Any]
Table = tuple[dict[str, str], list[Row]]


@dataclass(frozen=True, eq=False)
class Line:
    """A cost line with the ends of the range of its rate."""

    line: CostLine
    low: float | None
    high: float | None
    amount: float = 0.0
    origin: str = "typed"


def lines_in(dossier: Dossier, remedy: Remedy) -> tuple[Line, ...]:
    """The cost lines of a remedy with their ranges, what each comes to, and where its rate comes from."""
    counts = remedy.work.counts(dossier.case, remedy.flies)
    found = []
    for place, line in enumerate(remedy.lines):
        path = f"remedies[{remedy.code}].lines[{line.code or place}].rate"
        known = dossier.range_of(path)
        low, high = (None, None) if known is None else (known.low, known.high)
        found.append(
            Line(line, _plain(low), _plain(high), float(line.amount(dossier.case, counts)), origin_of(dossier, path))
        )
    return tuple(found)


def _plain(value: Any) -> float | None:
    return None if value is None else float(value)


def line_row(each: Line, lang: str) -> Row:
    """A cost line as a row of the table."""
    line = each.line
    return {
        "name": line_label(line, lang),
        "category": line.category,
        "driver": line.driver,
        "quantity": float(line.quantity),
        "rate": float(line.rate),
        "low": each.low,
        "high": each.high,
        "currency": line.currency or None,
        "payer": line.payer,
        "amount": round(each.amount, 2),
        "origin": say(lang, f"origin.{each.origin}"),
    }


def line_heads(dossier: Dossier, lang: str) -> dict[str, str]:
    """What stands over the columns of the cost lines."""
    own = ("name", "category", "driver", "quantity", "rate", "currency", "payer")
    heads = {name: head_of(CostLine, name, lang) for name in own}
    heads |= {
        "low": say(lang, "table.low"),
        "high": say(lang, "table.high"),
        "amount": say(lang, "table.amount", currency=dossier.case.currency),
    }
    heads["origin"] = say(lang, "explain.note_origin")
    return {
        name: heads[name]
        for name in (
            "name",
            "category",
            "driver",
            "quantity",
            "rate",
            "low",
            "high",
            "currency",
            "payer",
            "amount",
            "origin",
        )
    }


def lines_table(dossier: Dossier, remedy: Remedy, lang: str) -> Table:
    """The cost lines of a remedy in words."""
    rows = [line_row(each, lang) for each in lines_in(dossier, remedy)]
    coded = {name: CHOICE_WORDS["CostLine", name] for name in ("category", "driver", "payer")}
    said = [row | {name: say(lang, f"{group}{row[name]}") for name, group in coded.items()} for row in rows]
    return line_heads(dossier, lang), [
        {name: "" if value is None else value for name, value in row.items()} for row in said
    ]


def step_row(step: Step, steps: tuple[Step, ...], lang: str) -> Row:
    """A step as a row of the table; what it waits for by name."""
    labels = {each.code: step_label(each, lang) for each in steps}
    return {
        "name": labels.get(step.code, step.code),
        "optimistic": float(step.days.optimistic),
        "likely": float(step.days.likely),
        "pessimistic": float(step.days.pessimistic),
        "after": say(lang, "list.join").join(labels.get(code, code) for code in step.after),
    }


def steps_table(dossier: Dossier, remedy: Remedy, lang: str) -> Table:
    """The steps of a remedy in words."""
    days = {name: say(lang, f"field.three_point.{name}") for name in ("optimistic", "likely", "pessimistic")}
    heads = {"name": say(lang, "field.step.name")} | days | {"after": say(lang, "field.step.after")}
    return heads, [step_row(step, remedy.steps, lang) for step in remedy.steps]


def yields_table(dossier: Dossier, remedy: Remedy, lang: str) -> Table:
    """The production steps of a remedy with the share of good pieces."""
    return records_table(dossier, remedy.work.yields, ("name", "share"), lang)


def grades_table(dossier: Dossier, remedy: Remedy, lang: str) -> Table:
    """The goods that the customer keeps, by grade."""
    return records_table(dossier, remedy.grades, ("name", "pieces", "off"), lang)
