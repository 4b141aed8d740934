"""Customer: what they are worth if they stay, on which rung of evidence that stands, and how to climb to the next
one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import numpy as np
import streamlit as st

from negotiation.claim.defaults.default_rules import follow_the_facts, order_account, order_rate_in, reset_to_default
from negotiation.claim.document.dossier import Dossier, Note
from negotiation.core.problems import BadInput, Problem
from negotiation.handouts.common.footer import stamp_outside
from negotiation.i18n.catalogue import say
from negotiation.importers.order_lines import Orders, accounts_of, read_orders
from negotiation.importers.typed_numbers import read_typed_number
from negotiation.model.facts.customer import OrderPrior, PastOrder
from negotiation.model.lifetime.bg_nbd import BgNbd
from negotiation.model.lifetime.evidence_level import forecast_accounts, holdout
from negotiation.model.lifetime.order_history import Account, OrderRate
from negotiation.presentation.common.errors import error_text
from negotiation.presentation.common.escaping import escaped_summary, for_markdown
from negotiation.presentation.customer.chart import holdout_chart, lifetime_chart, order_timeline
from negotiation.presentation.customer.orders_report import lifetime_text
from negotiation.presentation.customer.text import (
    FROM_DATES,
    RUNGS,
    customer_headline,
    customer_reason,
    evidence_level,
    explain_customer,
    history_lines,
    interval_of,
)
from negotiation.presentation.options.break_even_chart import break_even_chart
from negotiation.presentation.options.chart_titles import break_even_message
from negotiation.web.customer.order_tables import history_table, open_orders_table
from negotiation.web.session.claim_session import claim_session, commit_step, is_complete, summary_now, update_claim
from negotiation.web.session.session_state import ORDERS_LEFT_OUT, ORDERS_OF_ALL, ORDERS_PROBLEMS, ORDERS_REFUSALS
from negotiation.web.session.view_state import remembered_expander
from negotiation.web.shell.page_fragment import page_fragment
from negotiation.web.widgets.chart_with_downloads import chart_with_downloads, table_with_downloads
from negotiation.web.widgets.field_by_path import fields_by_path
from negotiation.web.widgets.field_widgets import refusal

VIEWS = ("worth", "orders", "break_even")
MOST_PASTED = 2_000


def page(lang: str) -> None:
    """Everything below the header, worked out anew on its own when something moves."""
    page_fragment(_all, lang)


def _all(lang: str) -> None:
    account = order_account(claim_session().claim)
    rate = order_rate_in(claim_session().claim, account) if account is not None else None
    if not is_complete():
        st.subheader(say(lang, "page.customer.empty"), anchor=False)
        st.markdown(say(lang, "page.customer.empty_note"))
    else:
        _worth(account, rate, lang)
    _sections(account, rate, lang)


def _worth(account: Account | None, rate: OrderRate | None, lang: str) -> None:
    summary = summary_now()
    case = summary.dossier.case
    band = interval_of(summary.dossier)
    words = escaped_summary(summary, for_markdown)
    st.subheader(customer_headline(words, band, lang), anchor=False)
    st.markdown(customer_reason(words, account, lang))
    left, right = st.columns([5, 3], gap="large")
    with left:
        views = [view for view in VIEWS if view != "orders" or account is not None]
        if st.session_state.get("customer_view") not in views:
            st.session_state["customer_view"] = views[0]
        chosen = st.segmented_control(
            say(lang, "view.label"),
            views,
            key="customer_view",
            required=True,
            wrap=True,
            persist_state="session",
            format_func=lambda code: say(lang, f"customer_view.{code}"),
            label_visibility="collapsed",
        )
        if chosen == "orders" and account is not None and rate is not None:
            st.markdown(f"**{history_lines(account, rate, words.dossier, lang)[1]}**")
            draw = partial(order_timeline, account, rate, summary.dossier, lang)
        elif chosen == "break_even":
            st.markdown(f"**{break_even_message(words, lang)}**")
            draw = partial(break_even_chart, summary, lang)
        else:
            over, horizon = summary.life.over_horizon, summary.life.horizon
            message = say(lang, "customer_view.worth_message", over=over, horizon=horizon, currency=case.currency)
            st.markdown(f"**{message}**")
            draw = partial(lifetime_chart, summary, band, lang)
        chart_with_downloads(
            f"customer_{chosen}",
            draw,
            say(lang, f"customer_view.{chosen}_alt"),
            lang,
            caption=say(lang, f"customer_view.{chosen}_note", currency=case.currency, rate=case.rates.us),
        )
    with right:
        _ladder(account, lang)


def _ladder(account: Account | None, lang: str) -> None:
    """The rung that the value stands on, what it rests on, and what the next one needs."""
    standing = evidence_level(claim_session().claim)
    for name in RUNGS:
        mark = ":material/check_circle:" if name == standing else ":material/radio_button_unchecked:"
        st.markdown(f"{mark} **{say(lang, f'ladder.{name}')}**  \n{say(lang, f'ladder.{name}_what')}")
    if account is not None and standing not in FROM_DATES:
        st.button(
            say(lang, "page.customer.use_history"),
            key="use_history",
            icon=":material/event_repeat:",
            on_click=_use_history,
        )
    fields_by_path(
        [
            "case.customer.orders_per_year",
            "case.customer.order_value",
            "case.customer.retention",
            "case.customer.retention_strength",
        ],
        lang,
    )
    refusal("use_history", lang)


def _use_history() -> None:
    """Orders a year and order value from the order dates, until someone types them."""

    def change(dossier: Dossier) -> Dossier:
        return reset_to_default(reset_to_default(dossier, "case.customer.orders_per_year"), "case.customer.order_value")

    commit_step("use_history", change)


def _sections(account: Account | None, rate: OrderRate | None, lang: str) -> None:
    for name, icon in (
        ("dates", ":material/event_repeat:"),
        ("open", ":material/pending_actions:"),
        ("margin", ":material/payments:"),
        ("how", ":material/calculate:"),
    ):
        folded = remembered_expander(f"section_customer_{name}", say(lang, f"page.customer.{name}"), icon)
        if not folded.open:
            continue
        with folded:
            if name == "dates":
                _dates(account, rate, lang)
            elif name == "open":
                open_orders_table(lang)
            elif name == "margin":
                fields_by_path(
                    [
                        f"case.customer.{each}"
                        for each in (
                            "margin_rate",
                            "expected_claims",
                            "service_cost",
                            "pays_late_days",
                            "growth",
                            "horizon",
                            "replaced",
                            "replaced_after",
                        )
                    ],
                    lang,
                    4,
                )
            elif is_complete():
                st.markdown(
                    "\n".join(
                        f"- {step}"
                        for step in explain_customer(escaped_summary(summary_now(), for_markdown), account, lang)
                    )
                )


def _dates(account: Account | None, rate: OrderRate | None, lang: str) -> None:
    """Order dates by paste, file or table, and what they say."""
    left, right = st.columns(2)
    with left, st.form("paste_orders", border=False):
        st.text_area(
            say(lang, "page.customer.paste"),
            key="pasted_orders",
            placeholder=say(lang, "page.customer.paste_example"),
            height=140,
        )
        st.form_submit_button(say(lang, "page.customer.take"), on_click=_take_pasted)
    with right:
        st.file_uploader(
            say(lang, "page.customer.file"),
            type=["csv", "txt", "xlsx"],
            key="orders_file",
            on_change=_take_file,
            help=say(lang, "page.customer.file_help"),
        )
    for problem in ORDERS_PROBLEMS.get():
        st.error(for_markdown(error_text(problem, lang)))
    left_out = ORDERS_LEFT_OUT.get()
    if left_out:
        reasons = say(lang, "list.join").join(
            f"{say(lang, f'refused_row.{code}')} {count}" for code, count in left_out.items()
        )
        st.warning(say(lang, "page.customer.left_out", reasons=reasons))
        rows = ORDERS_REFUSALS.get()
        if rows:
            heads = {name: say(lang, f"page.customer.refused_{name}") for name in ("row", "why", "what")}
            shown = [
                {"row": each.row, "why": say(lang, f"refused_row.{each.code}").rstrip(":："), "what": each.value}
                for each in rows
            ]
            alt = say(lang, "page.customer.left_out", reasons=reasons)
            table_with_downloads("refused_orders", heads, shown, alt, lang, notes=lambda: _outside(lang), height=180)
    orders: Orders | None = ORDERS_OF_ALL.get()
    if orders is not None:
        _many(orders, lang)
    history_table(lang)
    if account is not None and rate is not None:
        st.markdown("\n".join(f"- {line}" for line in history_lines(account, rate, claim_session().claim, lang)))


def _many(orders: Orders, lang: str) -> None:
    """What a file of many accounts says, how well it held on orders kept back, and one button that makes it the
    starting point here."""
    found, check = forecast_accounts(accounts_of(orders)), holdout(orders)
    st.markdown(
        "\n".join(
            f"- {for_markdown(line)}"
            for line in lifetime_text(orders, found, check, lang).splitlines()
            if not line.startswith("  ")
        )
    )
    if check is not None:
        chart_with_downloads(
            "holdout",
            lambda ink: holdout_chart(check, lang, ink),
            say(lang, "customer_view.holdout_alt"),
            lang,
            lambda: _outside(lang),
        )
    if found.fit is not None:
        st.button(
            say(lang, "page.customer.use_prior"),
            key="use_prior",
            icon=":material/groups:",
            on_click=_use_prior,
            args=(found.fit,),
        )
    refusal("use_prior", lang)


def _outside(lang: str) -> tuple[str]:
    """What files carry that were made of the uploaded orders, which are no part of the claim."""
    return (stamp_outside(say(lang, "page.customer.file"), date.today(), lang),)


def _use_prior(fit: BgNbd) -> None:
    """The fitted parameters as what is believed of this account before its own orders."""

    def change(dossier: Dossier) -> Dossier:
        prior = OrderPrior(*(min(max(each, 1e-4), 1e6) for each in (fit.r, fit.alpha, fit.a, fit.b)))
        customer = replace(dossier.case.customer, prior=prior)
        notes = (
            *(note for note in dossier.notes if note.path != "case.customer.prior"),
            Note("case.customer.prior", "ours"),
        )
        return follow_the_facts(replace(dossier, case=replace(dossier.case, customer=customer), notes=notes))

    commit_step("use_prior", change)


def pasted(text: str) -> tuple[PastOrder, ...]:
    """Orders from lines such as "2026-03-02 14,400" or "2026/3/2; 14400"; BadInput names the line that cannot be
    read."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        match = re.fullmatch(r"\s*(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[\s,;:：，；\t]*(.*?)\s*", line)
        value = (
            read_typed_number(re.sub(r"^[A-Za-z]{3}\s*|[$€£¥]", "", match[4]))
            if match and match[4]
            else 0.0
            if match
            else None
        )
        try:
            on = date(int(match[1]), int(match[2]), int(match[3])) if match else None
        except ValueError:
            on = None
        if on is None or value is None:
            raise BadInput(Problem("no_order_line", "case.customer.history", line.strip()[:40], {"row": number}))
        found.append(PastOrder(on, value))
    if not found:
        raise BadInput(Problem("no_orders", "case.customer.history"))
    return tuple(sorted(found[:MOST_PASTED], key=lambda each: each.on))


def _take_pasted() -> None:
    ORDERS_OF_ALL.put(None)
    ORDERS_REFUSALS.put(())
    _put_history(lambda: pasted(str(st.session_state.get("pasted_orders", ""))), {})


def _take_file() -> None:
    """One account's orders out of a file; with several accounts in it, the one with most orders."""
    uploaded = st.session_state["orders_file"]
    if uploaded is None:
        return
    left_out: dict[str, int] = {}

    def read() -> tuple[PastOrder, ...]:
        case = claim_session().claim.case
        orders = read_orders(uploaded.getvalue(), case.settlement_date)
        left_out.update(orders.refused)
        ORDERS_REFUSALS.put(orders.refusals)
        names = Counter(orders.account)
        several = len(names) > 1
        ORDERS_OF_ALL.put(orders if several else None)
        main, _ = names.most_common(1)[0]
        rows = np.flatnonzero(orders.account == main)
        if several:
            left_out["other_account"] = len(orders) - len(rows)
        if len(rows) > MOST_PASTED:
            raise BadInput(Problem("too_many", "case.customer.history", len(rows), {"high": MOST_PASTED}))
        return tuple(
            sorted(
                (PastOrder(orders.day[place].astype(object), float(orders.amount[place])) for place in rows),
                key=lambda each: each.on,
            )
        )

    _put_history(read, left_out)


def _put_history(read: Callable[[], tuple[PastOrder, ...]], left_out: dict[str, int]) -> None:
    ORDERS_PROBLEMS.put(())
    ORDERS_LEFT_OUT.put({})
    try:
        history = read()
    except BadInput as error:
        ORDERS_PROBLEMS.put(error.problems)
        return
    ORDERS_LEFT_OUT.put(left_out)

    def change(dossier: Dossier) -> Dossier:
        customer = replace(dossier.case.customer, history=history)
        notes = tuple(note for note in dossier.notes if note.path != "case.customer.history")
        return replace(
            dossier,
            case=replace(dossier.case, customer=customer),
            notes=(*notes, Note("case.customer.history", "ours")),
        )

    if not update_claim("history", change):
        ORDERS_PROBLEMS.put(claim_session().refused.pop("history", ()))
