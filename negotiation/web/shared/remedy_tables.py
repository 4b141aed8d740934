"""The tables of one remedy: cost lines with their ranges, steps with what they wait for, yields, grades."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from negotiation.claim.defaults.default_rules import with_range
from negotiation.claim.defaults.new_claim import ESSENTIAL
from negotiation.claim.document.dossier import Dossier, Note
from negotiation.core.distributions import ThreePoint
from negotiation.core.fields import DAYS, PIECES
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import localized
from negotiation.model.rework.cost_lines import COST_CATEGORIES, PAYERS, CostLine
from negotiation.model.rework.critical_path import Step
from negotiation.model.rework.quantities import DRIVERS, Yield
from negotiation.model.rework.remedy import Grade, Remedy
from negotiation.presentation.rework.explain import line_label, step_label
from negotiation.presentation.rework.line_tables import Line, line_heads, line_row, lines_in, step_row
from negotiation.web.session.claim_session import claim_session
from negotiation.web.widgets.table_editor import (
    Row,
    choices,
    mark_answered,
    money_column,
    number_in,
    table_editor,
    typed_currency,
    with_user_note,
    without_ranges_of,
)


def remedy_of(dossier: Dossier, code: str) -> Remedy:
    """The remedy with a code; an empty one where it is gone."""
    return next((each for each in dossier.remedies if each.code == code), Remedy(code or "gone"))


def put_remedy(dossier: Dossier, code: str, **values: Any) -> Dossier:
    """The dossier with some fields of a remedy changed."""
    return replace(
        dossier, remedies=tuple(replace(each, **values) if each.code == code else each for each in dossier.remedies)
    )


def line_record(row: Row, old: Any, lang: str) -> Line:
    """A row of the table as a cost line; a name that is only the kind's own is not kept, and a new line gets its
    code later."""
    before: CostLine = old.line if old is not None else CostLine("other")
    name = str(row.get("name") or "").strip()
    kept = before.name if old is not None and line_label(before, lang) == name else name
    quantity = number_in(row, "quantity")
    line = CostLine(
        row.get("category") or "other",
        1.0 if quantity is None else quantity,
        number_in(row, "rate") or 0.0,
        row.get("payer") or "us",
        kept,
        row.get("driver") or "fixed",
        typed_currency(row.get("currency")),
        before.code,
    )
    return Line(line, number_in(row, "low"), number_in(row, "high"))


def put_lines(dossier: Dossier, code: str, rows: tuple[Line, ...]) -> Dossier:
    """The dossier with the lines of a remedy: each gets a code, what was changed is noted as ours, ranges follow."""
    before = {each.code: each for each in remedy_of(dossier, code).lines}
    lines: list[CostLine] = []
    for row in rows:
        taken = {each.code for each in lines}
        stem = row.line.code or row.line.category
        free = stem if stem not in taken and (row.line.code or stem not in before) else _free(stem, taken | set(before))
        lines.append(replace(row.line, code=free))
    changed = put_remedy(dossier, code, lines=tuple(lines))
    for row, line in zip(rows, lines, strict=True):
        path = f"remedies[{code}].lines[{line.code}]"
        old = before.get(line.code)
        if old is None or any(
            getattr(old, name) != getattr(line, name)
            for name in ("quantity", "rate", "driver", "currency", "payer", "category")
        ):
            changed = with_user_note(changed, path)
        changed = with_range(changed, f"{path}.rate", row.low, row.high)
    lost = {f"remedies[{code}].lines[{gone}]" for gone in set(before) - {line.code for line in lines}}
    changed = replace(
        changed, ranges=tuple(each for each in changed.ranges if each.path.rpartition(".")[0] not in lost)
    )
    essential = ESSENTIAL[-1].startswith(f"remedies[{code}]") and any(line.rate for line in lines)
    return mark_answered(changed, ESSENTIAL[-1]) if essential else changed


def _free(stem: str, taken: set[str]) -> str:
    return next(f"{stem}_{number}" for number in range(2, 1000) if f"{stem}_{number}" not in taken)


def cost_lines(code: str, lang: str) -> None:
    """What a remedy costs, line by line: driver × quantity × rate, its range, its currency and who pays."""

    heads = line_heads(claim_session().claim, lang)
    columns = {
        "name": st.column_config.TextColumn(heads["name"], max_chars=200, width="medium", pinned=True),
        "category": choices(heads["category"], COST_CATEGORIES, "flow.cost_", lang, default="other"),
        "driver": choices(heads["driver"], DRIVERS, "driver.", lang, default="fixed"),
        "quantity": st.column_config.NumberColumn(heads["quantity"], min_value=PIECES.low, max_value=PIECES.high),
        "rate": st.column_config.NumberColumn(heads["rate"], min_value=0.0, format="%.10g"),
        "low": st.column_config.NumberColumn(heads["low"], min_value=0.0, format="%.10g"),
        "high": st.column_config.NumberColumn(heads["high"], min_value=0.0, format="%.10g"),
        "currency": st.column_config.TextColumn(heads["currency"], max_chars=12, width="small"),
        "payer": choices(heads["payer"], PAYERS, "party.", lang, default="us"),
        "amount": money_column(heads["amount"]),
        "origin": st.column_config.TextColumn(heads["origin"], disabled=True),
    }
    columns["amount"]["disabled"] = True
    st.caption(say(lang, "table.cost_lines"))
    table_editor(
        f"cost_lines_{code}",
        lambda d: lines_in(d, remedy_of(d, code)),
        lambda d, rows: put_lines(d, code, rows),
        lambda each: line_row(each, lang),
        lambda row, old: line_record(row, old, lang),
        columns,
        lang,
    )


def step_records(rows: list[tuple[Row, Step | None]], lang: str, before: tuple[Step, ...] = ()) -> tuple[Step, ...]:
    """Rows of the table as steps; `before` are the steps that the table was made from. A new step's code is its
    name.

    What a step waits for may be written by name, old or new, or by code; a cell that nobody touched keeps what it
    meant, less steps that are gone.
    """
    written = {step.code: step_row(step, before, lang)["after"] for step in before}
    labels = {step_label(step, lang): step.code for step in reversed(before)}
    named: list[tuple[str, Step | None, Row]] = []
    for row, old in rows:
        name = str(row.get("name") or "").strip()
        if not name and old is None:
            continue
        named.append((name or (old.code if old else ""), old, row))
    codes = {code: code for code in (old.code for _, old, _ in named if old is not None)}
    codes |= labels | {name: (old.code if old is not None else _code(name)) for name, old, _ in reversed(named)}
    names = "|".join(re.escape(name) for name in sorted(codes, key=len, reverse=True) if name)
    there = {old.code if old is not None else _code(name) for name, old, _ in named}
    steps = []
    for name, old, row in named:
        kept = old.name if old is not None and step_label(old, lang) == name else name
        likely = number_in(row, "likely")
        middle = 1.0 if likely is None else likely
        ends = [number_in(row, end) for end in ("optimistic", "pessimistic")]
        low, high = (middle if end is None else end for end in ends)
        cell = str(row.get("after") or "")
        if old is not None and cell == written.get(old.code):
            after = [code for code in old.after if code in there]
        else:
            after = [
                codes.get(each.strip(), each.strip())
                for each in re.findall(rf"(?:{names}|[^,，、;；]+)", cell)
                if each.strip()
            ]
        code = old.code if old is not None else _code(name)
        steps.append(
            Step(code, "" if kept == code else kept, ThreePoint(low, middle, high), tuple(dict.fromkeys(after)))
        )
    return tuple(steps)


def _code(name: str) -> str:
    """A step's code from its name: without the brackets that end a path."""
    return re.sub(r"[\[\]]", " ", name).strip()[:60]


def steps_table(code: str, lang: str) -> None:
    """The steps of a remedy: working days and what each waits for."""

    def days(name: str) -> Any:
        return st.column_config.NumberColumn(
            say(lang, f"field.three_point.{name}"), min_value=DAYS.low, max_value=1_000.0
        )

    columns = {
        "name": st.column_config.TextColumn(say(lang, "field.step.name"), max_chars=60, width="medium", pinned=True),
        "optimistic": days("optimistic"),
        "likely": days("likely"),
        "pessimistic": days("pessimistic"),
        "after": st.column_config.TextColumn(say(lang, "field.step.after"), max_chars=500, width="large"),
    }

    def put(dossier: Dossier, rows: tuple[Any, ...]) -> Dossier:
        path = f"remedies[{code}].steps"
        notes = tuple(note for note in dossier.notes if note.path != path)
        return put_remedy(
            replace(dossier, notes=(*notes, Note(path, "ours"))),
            code,
            steps=step_records(list(rows), lang, remedy_of(dossier, code).steps),
        )

    st.caption(say(lang, "table.steps"))
    table_editor(
        f"steps_{code}",
        lambda d: remedy_of(d, code).steps,
        put,
        lambda step: step_row(step, remedy_of(claim_session().claim, code).steps, lang),
        lambda row, old: (row, old),
        columns,
        lang,
    )


def grades_table(code: str, lang: str) -> None:
    """Goods that the customer keeps: pieces by grade and how much off each."""
    columns = {
        "name": st.column_config.TextColumn(say(lang, "field.grade.name"), max_chars=100, width="medium"),
        "pieces": st.column_config.NumberColumn(say(lang, "field.grade.pieces"), min_value=0.0),
        "off": st.column_config.NumberColumn(say(lang, "field.grade.off") + " (%)", min_value=0.0, max_value=100.0),
    }

    def record(row: Row, old: Any) -> Grade:
        return Grade(_name(row, old, lang), number_in(row, "pieces") or 0.0, (number_in(row, "off") or 0.0) / 100.0)

    _table(
        "grades",
        code,
        lambda grade: {
            "name": str(localized(grade.name, lang)),
            "pieces": float(grade.pieces),
            "off": round(float(grade.off) * 100.0, 9),
        },
        record,
        columns,
        lang,
    )


def yields_table(code: str, lang: str) -> None:
    """Production steps with the share of pieces that come out good."""
    columns = {
        "name": st.column_config.TextColumn(say(lang, "field.yield.name"), max_chars=100, width="medium"),
        "share": st.column_config.NumberColumn(say(lang, "field.yield.share") + " (%)", min_value=1.0, max_value=100.0),
    }

    def record(row: Row, old: Any) -> Yield:
        share = number_in(row, "share")
        return Yield(_name(row, old, lang), 1.0 if share is None else share / 100.0)

    def put(dossier: Dossier, rows: tuple[Any, ...]) -> Dossier:
        kept = without_ranges_of(dossier, f"remedies[{code}].work.yields")
        return with_user_note(
            put_remedy(kept, code, work=replace(remedy_of(dossier, code).work, yields=rows)), f"remedies[{code}].work"
        )

    st.caption(say(lang, "table.yields"))
    table_editor(
        f"yields_{code}",
        lambda d: remedy_of(d, code).work.yields,
        put,
        lambda each: {"name": str(localized(each.name, lang)), "share": round(float(each.share) * 100.0, 9)},
        record,
        columns,
        lang,
    )


def _table(
    field: str,
    code: str,
    to_row: Callable[[Any], Row],
    to_record: Callable[[Row, Any], Any],
    columns: dict[str, Any],
    lang: str,
) -> None:
    def put(dossier: Dossier, rows: tuple[Any, ...]) -> Dossier:
        return with_user_note(
            put_remedy(without_ranges_of(dossier, f"remedies[{code}].{field}"), code, **{field: rows}),
            f"remedies[{code}].{field}",
        )

    st.caption(say(lang, f"table.{field}"))
    table_editor(f"{field}_{code}", lambda d: getattr(remedy_of(d, code), field), put, to_row, to_record, columns, lang)


def _name(row: Row, old: Any, lang: str) -> Any:
    name = str(row.get("name") or "").strip()
    return old.name if old is not None and str(localized(old.name, lang)) == name else name
