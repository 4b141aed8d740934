"""Lists that are edited as tables: who claims what by line, and what happened when; and the editor that all tables
share."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from negotiation.claim.document.dossier import Dossier, Note
from negotiation.core.fields import MONEY
from negotiation.core.money import parse_currency
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import localized
from negotiation.model.facts.case import CLAIM_LINES, CLAIMANTS, ClaimLine, Event
from negotiation.web.session.claim_session import claim_session, update_claim
from negotiation.web.session.session_state import TABLE_SHEETS
from negotiation.web.widgets.field_widgets import refusal


@dataclass
class Sheet:
    """What an editor was made from: its records then, and the version in its key. Its output is never fed back into
    it."""

    made_from: tuple[Any, ...]
    result: tuple[Any, ...]
    version: int = 0


Row = dict[str, Any]


def table_editor(
    name: str,
    read: Callable[[Dossier], tuple[Any, ...]],
    put: Callable[[Dossier, tuple[Any, ...]], Dossier],
    to_row: Callable[[Any], Row],
    to_record: Callable[[Row, Any], Any],
    columns: dict[str, Any],
    lang: str,
) -> None:
    """A table of records with rows to add and remove. `to_record` gets a row and the record that it was made from,
    None for a new row."""
    records = read(claim_session().claim)
    sheets: dict[str, Sheet] = TABLE_SHEETS.get()
    sheet = sheets.setdefault(name, Sheet(records, records))
    if records is not sheet.result and list(map(to_row, records)) != list(map(to_row, sheet.result)):
        sheet.made_from, sheet.version = records, sheet.version + 1
    sheet.result = records
    words = hashlib.sha256(repr(columns.keys()).encode()).hexdigest()[:6]
    key = f"{name}_{lang}_{words}__{sheet.version}"

    if (
        key not in st.session_state
    ):  # drawn anew, after another page or a closed fold: what was edited before is in the claim
        sheet.made_from = records

    def take() -> None:
        changes = st.session_state.get(key)
        if changes is not None and update_claim(
            name, lambda dossier: put(dossier, changed_records(sheet.made_from, changes, to_row, to_record))
        ):
            sheet.result = read(claim_session().claim)

    frame = pd.DataFrame([to_row(record) for record in sheet.made_from], columns=list(columns))
    for column, config in columns.items():
        if config.get("type_config", {}).get("type") == "number":
            frame[column] = pd.to_numeric(frame[column])
    st.data_editor(
        frame,
        key=key,
        num_rows="dynamic",
        hide_index=True,
        column_config=columns,
        on_change=take,
        width="stretch",
        placeholder="",
    )
    refusal(name, lang)


def changed_records(
    made_from: Sequence[Any],
    changes: Mapping[str, Any],
    to_row: Callable[[Any], Row],
    to_record: Callable[[Row, Any], Any],
) -> tuple[Any, ...]:
    """The records after the changes that an editor reports: cells by row and column, rows added at the end, rows
    deleted by place."""
    kept: list[tuple[Row, Any]] = [(to_row(record), record) for record in made_from]
    for place, cells in changes["edited_rows"].items():
        kept[int(place)][0].update(cells)
    rows = [pair for place, pair in enumerate(kept) if place not in changes["deleted_rows"]] + [
        (dict(row), None) for row in changes["added_rows"]
    ]
    return tuple(record for record in (to_record(row, old) for row, old in rows) if record is not None)


def choices(label: str, codes: Sequence[str], group: str, lang: str, **more: Any) -> Any:
    """A column that offers a few codes under their words."""
    shown: dict[Any, str] = {code: say(lang, f"{group}{code}") for code in codes}
    return st.column_config.SelectboxColumn(
        label, options=list(codes), format_func=lambda code: shown.get(code, str(code)), required=True, **more
    )


def money_column(label: str) -> Any:
    """A column of amounts."""
    return st.column_config.NumberColumn(label, min_value=MONEY.low, max_value=MONEY.high, format="%.2f")


def claim_row(line: ClaimLine) -> Row:
    """A claim line as a row of the table."""
    return {
        "claimant": line.claimant,
        "kind": line.kind,
        "claimed": line.claimed,
        "proven": line.proven,
        "accepted": line.accepted,
    }


def claim_record(row: Row, old: Any) -> ClaimLine:
    """A row of the table as a claim line; what stands in no column starts with its default."""
    return ClaimLine(
        row.get("kind") or "goods",
        number_in(row, "claimed") or 0.0,
        number_in(row, "proven"),
        number_in(row, "accepted"),
        row.get("claimant") or "customer",
    )


def claim_lines(lang: str) -> None:
    """Who claims what, by line: claimed, proven, accepted by us."""
    columns = {
        "claimant": choices(say(lang, "field.claim_line.claimant"), CLAIMANTS, "claimant.", lang, default="customer"),
        "kind": choices(say(lang, "field.claim_line.kind"), CLAIM_LINES, "claim_line.", lang, default="goods"),
        "claimed": money_column(say(lang, "field.claim_line.claimed")),
        "proven": money_column(say(lang, "field.claim_line.proven")),
        "accepted": money_column(say(lang, "field.claim_line.accepted")),
    }

    def put(dossier: Dossier, lines: tuple[Any, ...]) -> Dossier:
        known = mark_answered(dossier, "case.claims[0].claimed") if any(line.claimed for line in lines) else dossier
        known = known if len(lines) == len(known.case.claims) else without_ranges_of(known, "case.claims")
        return replace(known, case=replace(known.case, claims=lines))

    st.caption(say(lang, "table.claim_lines"))
    table_editor("claim_lines", lambda d: d.case.claims, put, claim_row, claim_record, columns, lang)


def event_rows(lang: str) -> None:
    """What happened when, in one's own words."""
    columns = {
        "on": st.column_config.DateColumn(say(lang, "field.event.on"), format="YYYY-MM-DD", required=True),
        "what": st.column_config.TextColumn(say(lang, "field.event.what"), width="large", max_chars=500),
    }

    def to_record(row: Row, old: Any) -> Event | None:
        on, what = row.get("on"), str(row.get("what") or "")
        if on is None and not what:
            return None
        known = old.what if old is not None and localized(old.what, lang) == what else what
        return Event(day_in(on) if on is not None else claim_session().claim.case.settlement_date, known)

    st.caption(say(lang, "table.events"))
    table_editor(
        "events",
        lambda d: d.case.events,
        lambda d, events: replace(d, case=replace(d.case, events=events)),
        lambda event: {"on": event.on, "what": str(localized(event.what, lang))},
        to_record,
        columns,
        lang,
    )


def without_ranges_of(dossier: Dossier, head: str) -> Dossier:
    """Without the ranges of a list whose items have no names: rows may have moved."""
    return replace(dossier, ranges=tuple(each for each in dossier.ranges if not each.path.startswith(f"{head}[")))


def mark_answered(dossier: Dossier, path: str) -> Dossier:
    """The question that a table answers is no longer open."""
    return replace(
        dossier, notes=tuple(note for note in dossier.notes if not (note.path == path and note.origin == "missing"))
    )


def number_in(row: Row, name: str) -> float | None:
    """The number in a cell, None where it is empty."""
    value = row.get(name)
    return None if value is None or value != value else float(value)


def typed_currency(value: Any) -> str:
    """A currency as it was typed in a cell: its code where its sign or its name is known, else what stands there."""
    written = str(value or "").strip()
    return parse_currency(written) or written.upper()


def with_user_note(dossier: Dossier, path: str) -> Dossier:
    """The dossier with a note that the figures at a path are the user's own."""
    return replace(dossier, notes=(*(note for note in dossier.notes if note.path != path), Note(path, "ours")))


def day_in(value: Any) -> date:
    """The date in a cell, as the editor reports it."""
    return date.fromisoformat(str(value)[:10])
