"""Everything beside the eight questions, folded by group; a closed group shows its figures as chips, assumptions
marked."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from negotiation.claim.defaults.default_rules import has_default, is_default, reset_to_default
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.field_paths import path_exists
from negotiation.i18n.catalogue import say
from negotiation.presentation.claim.text import chips
from negotiation.web.session.claim_session import claim_session, update_claim
from negotiation.web.session.view_state import remembered_expander
from negotiation.web.shared.contract_tables import milestone_table
from negotiation.web.shared.remedy_tables import cost_lines
from negotiation.web.widgets.field_by_path import fields_by_path
from negotiation.web.widgets.table_editor import claim_lines, event_rows

GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "order",
        ":material/package_2:",
        (
            "case.title",
            "case.order.reference",
            "case.order.goods",
            "case.order.quantity",
            "case.order.unit_price",
            "case.order.affected",
            "case.settlement_date",
            "case.answer_by",
            "case.stage",
        ),
    ),
    ("claimed", ":material/list_alt:", ("case.harm", "case.claimed_to_harm")),
    (
        "incident",
        ":material/report:",
        (
            "case.incident.what",
            "case.incident.found_on",
            "case.incident.earlier_similar",
            "case.incident.claims_in_six_months",
            "case.incident.ultimatum",
        ),
    ),
    (
        "customer",
        ":material/handshake:",
        (
            "case.customer.name",
            "case.customer.order_value",
            "case.customer.margin_rate",
            "case.customer.retention",
            "case.customer.horizon",
            "case.customer.claims_last_year",
            "case.customer.share_of_our_margin",
        ),
    ),
    (
        "remedy",
        ":material/build:",
        (
            "remedies[0].kind",
            "remedies[0].paid_day",
            "remedies[0].done_day",
            "remedies[0].transit_days",
            "remedies[0].cures",
        ),
    ),
    ("milestones", ":material/flag:", ()),
    (
        "money",
        ":material/payments:",
        (
            "case.receivable_after",
            "case.rates.us",
            "case.rates.customer",
            "no_deal.withheld_chance",
            "no_deal.withheld_chance_as_they_see_it",
            "no_deal.switching_cost",
        ),
    ),
    (
        "curve",
        ":material/show_chart:",
        ("staying.floor", "staying.ceiling", "staying.midpoint", "staying.width", "staying.penalty"),
    ),
    (
        "ledger",
        ":material/account_balance:",
        tuple(
            f"ledger.{name}"
            for name in (
                "owner",
                "team",
                "cause",
                "chance",
                "low",
                "likely",
                "high",
                "paid",
                "settles_on",
                "recovery",
                "certainty",
            )
        ),
    ),
    (
        "limits",
        ":material/notification_important:",
        tuple(
            f"limits.{name}"
            for name in (
                "late_days",
                "claims_in_six_months",
                "turnover_share",
                "margin_share",
                "our_margin_share",
                "nearest_customers",
                "yearly_margins",
                "harm_share",
            )
        ),
    ),
)
"""Code, icon and fields of each group, in the order of a claim."""

TABLES: dict[str, Callable[[str], None]] = {
    "claimed": claim_lines,
    "incident": event_rows,
    "milestones": milestone_table,
    "remedy": lambda lang: (
        cost_lines(claim_session().claim.remedies[0].code, lang) if claim_session().claim.remedies else None
    ),
}


def more_fields(lang: str) -> None:
    """One fold a group; only an open one draws its fields."""
    st.markdown(f"**{say(lang, 'page.claim.rest')}**")
    st.caption(say(lang, "page.claim.rest_note"))
    for name, icon, paths in GROUPS:
        there = [path for path in paths if path_exists(claim_session().claim, path)]
        folded = remembered_expander(
            f"group_{name}", f"{say(lang, f'group.{name}')} {chips(claim_session().claim, there, lang)}", icon
        )
        if folded.open:
            with folded:
                _group(name, there, lang)


def _group(name: str, paths: list[str], lang: str) -> None:
    if name in TABLES:
        TABLES[name](lang)
    fields_by_path(paths, lang)
    ours = [
        path
        for path in paths
        if has_default(claim_session().claim, path) and not is_default(claim_session().claim, path)
    ]
    if ours and claim_session().kind == "own":
        st.button(
            say(lang, "page.claim.to_defaults"),
            key=f"defaults_{name}",
            type="tertiary",
            icon=":material/restart_alt:",
            on_click=_to_defaults,
            args=(ours,),
        )


def _to_defaults(paths: list[str]) -> None:
    def change(dossier: Dossier) -> Dossier:
        for path in paths:
            dossier = reset_to_default(dossier, path)
        return dossier

    update_claim("defaults", change)
