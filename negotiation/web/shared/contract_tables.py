"""The tables of the contract: exchange rates, days on which the factory stands still, and stages with the payments
that hang on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from negotiation.claim.document.dossier import Dossier
from negotiation.core.problems import BadInput, Problem
from negotiation.i18n.catalogue import say
from negotiation.model.facts.contract import MILESTONES, ExchangeRate, Milestone, Shutdown
from negotiation.web.session.claim_session import claim_session
from negotiation.web.widgets.table_editor import (
    Row,
    choices,
    day_in,
    money_column,
    number_in,
    table_editor,
    typed_currency,
    with_user_note,
    without_ranges_of,
)


def exchange_table(lang: str) -> None:
    """What one unit of another currency is worth, typed and dated."""
    columns = {
        "currency": st.column_config.TextColumn(say(lang, "field.exchange_rate.currency"), max_chars=12),
        "rate": st.column_config.NumberColumn(
            say(lang, "table.one_is_worth", currency=claim_session().claim.case.currency),
            min_value=1e-9,
            format="%.10g",
        ),
        "on": st.column_config.DateColumn(say(lang, "field.exchange_rate.on"), format="YYYY-MM-DD"),
    }

    def record(row: Row, old: Any) -> ExchangeRate | None:
        code, rate, on = typed_currency(row.get("currency")), number_in(row, "rate"), row.get("on")
        if not code and rate is None:
            return None
        if rate is None or not code:
            raise BadInput(
                Problem("missing", "case.exchange_rates[0].rate" if rate is None else "case.exchange_rates[0].currency")
            )
        return ExchangeRate(code, rate, day_in(on) if on is not None else date.today())

    def put(dossier: Dossier, rows: tuple[Any, ...]) -> Dossier:
        return with_user_note(
            replace(without_ranges_of(dossier, "case.exchange_rates"), case=replace(dossier.case, exchange_rates=rows)),
            "case.exchange_rates",
        )

    st.caption(say(lang, "table.exchange_rates"))
    table_editor(
        "exchange_rates",
        lambda d: d.case.exchange_rates,
        put,
        lambda each: {"currency": each.currency, "rate": float(each.rate), "on": each.on},
        record,
        columns,
        lang,
    )


def shutdown_table(lang: str) -> None:
    """Days on which the factory stands still."""
    columns = {
        name: st.column_config.DateColumn(say(lang, f"field.shutdown.{name}"), format="YYYY-MM-DD")
        for name in ("first", "last")
    }

    def record(row: Row, old: Any) -> Shutdown | None:
        first, last = row.get("first"), row.get("last")
        known = first if first is not None else last
        if known is None:
            return None
        return Shutdown(day_in(known), day_in(last if last is not None else known))

    def put(dossier: Dossier, rows: tuple[Any, ...]) -> Dossier:
        case = dossier.case
        return with_user_note(
            replace(dossier, case=replace(case, logistics=replace(case.logistics, shutdowns=rows))),
            "case.logistics.shutdowns",
        )

    st.caption(say(lang, "table.shutdowns"))
    table_editor(
        "shutdowns",
        lambda d: d.case.logistics.shutdowns,
        put,
        lambda each: {"first": each.first, "last": each.last},
        record,
        columns,
        lang,
    )


def milestone_row(stage: Milestone) -> Row:
    """A stage as a row of the table."""
    return {
        "kind": stage.kind,
        "due": stage.due,
        "expected": stage.expected,
        "payment": float(stage.payment),
        "reached": stage.reached,
        "paid": stage.paid,
    }


def milestone_record(row: Row, old: Any) -> Milestone:
    """A row of the table as a stage."""
    due, expected = (day_in(row[name]) if row.get(name) is not None else None for name in ("due", "expected"))
    return Milestone(
        row.get("kind") or "final_acceptance",
        due,
        expected,
        number_in(row, "payment") or 0.0,
        row.get("reached") is True,
        row.get("paid") is True,
    )


def milestone_table(lang: str) -> None:
    """Stages of a delivery contract, one a row."""
    columns = {
        "kind": choices(say(lang, "field.milestone.kind"), MILESTONES, "milestone.", lang, default="final_acceptance"),
        "due": st.column_config.DateColumn(say(lang, "field.milestone.due"), format="YYYY-MM-DD"),
        "expected": st.column_config.DateColumn(say(lang, "field.milestone.expected"), format="YYYY-MM-DD"),
        "payment": money_column(say(lang, "field.milestone.payment")),
        "reached": st.column_config.CheckboxColumn(say(lang, "field.milestone.reached"), default=False),
        "paid": st.column_config.CheckboxColumn(say(lang, "field.milestone.paid"), default=False),
    }

    def put(dossier: Dossier, stages: tuple[Any, ...]) -> Dossier:
        return with_user_note(
            replace(without_ranges_of(dossier, "case.milestones"), case=replace(dossier.case, milestones=stages)),
            "case.milestones",
        )

    st.caption(say(lang, "table.milestones"))
    table_editor("milestones", lambda d: d.case.milestones, put, milestone_row, milestone_record, columns, lang)
