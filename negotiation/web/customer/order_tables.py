"""The tables of the customer: past orders, and orders that are open now."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import streamlit as st

from negotiation.claim.document.dossier import Dossier
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import localized
from negotiation.model.facts.customer import OpenOrder, PastOrder
from negotiation.web.session.claim_session import claim_session
from negotiation.web.widgets.table_editor import (
    Row,
    day_in,
    money_column,
    number_in,
    table_editor,
    with_user_note,
    without_ranges_of,
)


def _put(dossier: Dossier, name: str, rows: tuple[Any, ...]) -> Dossier:
    kept = without_ranges_of(dossier, f"case.customer.{name}")
    customer = kept.case.customer
    customer = replace(customer, history=rows) if name == "history" else replace(customer, open_orders=rows)
    return with_user_note(replace(kept, case=replace(kept.case, customer=customer)), f"case.customer.{name}")


def history_table(lang: str) -> None:
    """Day and value of each past order."""
    columns = {
        "on": st.column_config.DateColumn(say(lang, "field.past_order.on"), format="YYYY-MM-DD", required=True),
        "value": money_column(say(lang, "field.past_order.value")),
    }

    def record(row: Row, old: Any) -> PastOrder | None:
        on = row.get("on")
        return None if on is None else PastOrder(day_in(on), number_in(row, "value") or 0.0)

    st.caption(say(lang, "table.history"))
    table_editor(
        "history",
        lambda d: d.case.customer.history,
        lambda d, rows: _put(d, "history", rows),
        lambda each: {"on": each.on, "value": float(each.value)},
        record,
        columns,
        lang,
    )


def open_orders_table(lang: str) -> None:
    """Orders and tenders that hang on the customer's staying."""

    def word(name: str) -> str:
        return say(lang, f"field.open_order.{name}")

    def percent(name: str) -> Any:
        return st.column_config.NumberColumn(f"{word(name)} (%)", min_value=0.0, max_value=100.0)

    columns = {
        "name": st.column_config.TextColumn(word("name"), max_chars=200, width="medium"),
        "on": st.column_config.DateColumn(word("on"), format="YYYY-MM-DD"),
        "margin": money_column(word("margin")),
        "work_in_progress": money_column(word("work_in_progress")),
        "fetches": money_column(word("fetches")),
        "chance_now": percent("chance_now"),
        "chance_after": percent("chance_after"),
    }

    def to_row(order: OpenOrder) -> Row:
        shares = {name: round(100.0 * float(getattr(order, name)), 9) for name in ("chance_now", "chance_after")}
        amounts = {name: float(getattr(order, name)) for name in ("margin", "work_in_progress", "fetches")}
        return {"name": str(localized(order.name, lang)), "on": order.on} | amounts | shares

    def to_record(row: Row, old: Any) -> OpenOrder | None:
        name, on, margin = str(row.get("name") or "").strip(), row.get("on"), number_in(row, "margin")
        if not name and on is None and margin is None:
            return None
        kept = old.name if old is not None and str(localized(old.name, lang)) == name else name
        now, after = number_in(row, "chance_now"), number_in(row, "chance_after")
        day = day_in(on) if on is not None else claim_session().claim.case.settlement_date + timedelta(days=90)
        return OpenOrder(
            day,
            kept,
            margin or 0.0,
            number_in(row, "work_in_progress") or 0.0,
            number_in(row, "fetches") or 0.0,
            1.0 if now is None else now / 100.0,
            0.0 if after is None else after / 100.0,
        )

    st.caption(say(lang, "table.open_orders"))
    table_editor(
        "open_orders",
        lambda d: d.case.customer.open_orders,
        lambda d, rows: _put(d, "open_orders", rows),
        to_row,
        to_record,
        columns,
        lang,
    )
