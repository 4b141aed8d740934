"""Everything beside the eight questions, folded by group; a closed group shows its figures as chips, assumptions marked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from negotiation.charts import chips, field_label, for_markdown, source_line
from negotiation.dossier import Dossier, field_at, leads_somewhere, value_at
from negotiation.pages.desk import desk, edit
from negotiation.pages.form import day, number, one_of, text
from negotiation.pages.tables import claim_lines, cost_lines, event_rows
from negotiation.starting import DEFAULTS, is_default, to_default, typed
from negotiation.words import say

GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("order", ":material/package_2:", ("case.title", "case.order.reference", "case.order.goods", "case.order.quantity", "case.order.unit_price",
                                       "case.order.affected",
                                       "case.settlement_date", "case.answer_by", "case.stage")),
    ("claimed", ":material/list_alt:", ("case.harm", "case.claimed_to_harm")),
    ("incident", ":material/report:", ("case.incident.what", "case.incident.found_on", "case.incident.earlier_similar", "case.incident.claims_in_six_months",
                                       "case.incident.ultimatum")),
    ("customer", ":material/handshake:", ("case.customer.name", "case.customer.order_value", "case.customer.margin_rate", "case.customer.retention",
                                          "case.customer.horizon", "case.customer.claims_last_year", "case.customer.share_of_our_margin")),
    ("remedy", ":material/build:", ("remedies[0].kind", "remedies[0].paid_day", "remedies[0].done_day", "remedies[0].transit_days", "remedies[0].cures")),
    ("money", ":material/payments:", ("case.rates.us", "case.rates.customer", "no_deal.withheld_chance", "no_deal.withheld_chance_as_they_see_it",
                                      "no_deal.switching_cost")),
    ("curve", ":material/show_chart:", ("staying.floor", "staying.ceiling", "staying.midpoint", "staying.width", "staying.penalty")),
    ("limits", ":material/notification_important:", tuple(f"limits.{name}" for name in (
        "late_days", "claims_in_six_months", "turnover_share", "margin_share", "our_margin_share", "nearest_customers", "yearly_margins", "harm_share"))),
)  # fmt: skip
"""Code, icon and fields of each group, in the order of a claim."""

TABLES: dict[str, Callable[[str], None]] = {"claimed": claim_lines, "incident": event_rows, "remedy": cost_lines}


def groups(lang: str) -> None:
    """One fold a group; only an open one draws its fields."""
    st.markdown(f"**{say(lang, 'page.claim.rest')}**")
    st.caption(say(lang, "page.claim.rest_note"))
    for name, icon, paths in GROUPS:
        there = [path for path in paths if leads_somewhere(desk().claim, path)]
        folded = st.expander(f"{say(lang, f'group.{name}')} {chips(desk().claim, there, lang)}", icon=icon, key=f"group_{name}", on_change="rerun")
        if folded.open:
            with folded:
                _group(name, there, lang)


def _group(name: str, paths: list[str], lang: str) -> None:
    if name in TABLES:
        TABLES[name](lang)
    for start in range(0, len(paths), 2):
        for column, path in zip(st.columns(2), paths[start : start + 2], strict=False):
            with column:
                field(path, lang)
    ours = [path for path in paths if path in DEFAULTS and not is_default(desk().claim, path)]
    if ours and desk().kind == "own":
        st.button(
            say(lang, "page.claim.to_defaults"), key=f"defaults_{name}", type="tertiary", icon=":material/restart_alt:", on_click=_to_defaults, args=(ours,)
        )


def _to_defaults(paths: list[str]) -> None:
    def change(dossier: Dossier) -> Dossier:
        for path in paths:
            dossier = to_default(dossier, path)
        return dossier

    edit("defaults", change)


def field(path: str, lang: str) -> None:
    """The widget that a field's declaration asks for, with what is known about its figure below."""
    declared = field_at(desk().claim, path).metadata
    label = for_markdown(field_label(path, lang))

    def read(dossier: Dossier) -> Any:
        return value_at(dossier, path) if leads_somewhere(dossier, path) else None

    def put(dossier: Dossier, value: Any) -> Dossier:
        return typed(dossier, path, value)

    name = f"f_{path}"
    if "unit" in declared:
        optional = bool(declared["optional"])
        number(name, label, declared["unit"], read, put, lang, optional=optional, placeholder=say(lang, "question.unknown") if optional else None)
    elif "choice" in declared:
        group = CHOICES[path.rsplit(".", 1)[-1] if not path.startswith("remedies") else "remedy"]
        one_of(name, label, declared["choice"], lambda code: say(lang, f"{group}.{code}"), read, put, lang)
    elif "day" in declared:
        day(name, label, read, lambda dossier, value: put(dossier, value) if value or declared["optional"] else dossier, lang)
    elif "flag" in declared:
        one_of(
            name,
            label,
            ("no", "yes"),
            lambda code: say(lang, f"answer.{code}"),
            lambda d: "yes" if read(d) else "no",
            lambda d, code: put(d, code == "yes"),
            lang,
        )
    else:
        text(name, label, read, put, lang, long=path == "case.incident.what")
    line = source_line(desk().claim, path, lang)
    if line:
        st.caption(line)


CHOICES = {"stage": "stage", "remedy": "remedy"}
