"""How provisions are measured: the standard and its thresholds, for which reason how much is provided, credits in
revenue, and the currency."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from negotiation.core.money import CURRENCY_WORDS, currencies, is_currency, parse_currency
from negotiation.finance.provision.provision import POLICIES, STANDARDS, ProvisionPolicy
from negotiation.finance.register.valued_register import register_totals
from negotiation.finance.reporting_settings import DatedRate, Team
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import currency_name, format_cents
from negotiation.presentation.common.errors import error_text
from negotiation.presentation.common.escaping import for_markdown
from negotiation.presentation.exposure.text import major_units, reason_rows
from negotiation.services.view_register import RegisterView
from negotiation.web.session.register_session import notes_of
from negotiation.web.session.session_state import POLICY_PROBLEMS, REGISTER_VIEW
from negotiation.web.session.team_settings import save_team_setting, team_setting
from negotiation.web.shell.save_menu import name_first
from negotiation.web.widgets.chart_with_downloads import table_with_downloads
from negotiation.web.widgets.toast import queue_toast

PERCENT = 100.0


def measures_fold(book: RegisterView, lang: str) -> None:
    """Draw the fold."""
    heads = {name: say(lang, f"exposure_page.reason_{name}") for name in ("amount", "count", "why")}
    rows = [dict(zip(("why", "count", "amount"), row, strict=True)) for row in reason_rows(book.position, lang)]
    table_with_downloads(
        "measures",
        heads,
        rows,
        say(lang, "exposure_page.measures_title"),
        lang,
        ("amount",),
        notes=notes_of(book, lang),
        day=book.today,
    )
    every, currency = register_totals(book.position.converted), book.currency
    values = {
        name: format_cents(major_units(book.position, getattr(every, name)), currency, lang)
        for name in ("promised", "used", "expired", "credits")
    }
    standard = book.position.policy.standard
    revenue = f"exposure_page.revenue_{standard}" if standard in ("asc_450", "cas_13") else "exposure_page.revenue"
    st.markdown(say(lang, revenue, currency=currency, **values))
    if book.kind == "sample":
        st.caption(say(lang, "exposure_page.settings_of_team"))
    name_first(lang, "_measures")
    _standard(lang)
    team_form(book, lang)


def _standard(lang: str) -> None:
    """The standard, and its thresholds: those of the house where it stays, else those that the standard begins with."""
    now, version = team_setting(ProvisionPolicy)
    st.markdown(f"**{say(lang, 'exposure_page.standard')}**")
    columns = st.columns(4, vertical_alignment="bottom")
    standard = columns[0].selectbox(
        say(lang, "field.provision_policy.standard"),
        STANDARDS,
        STANDARDS.index(now.standard),
        format_func=lambda code: say(lang, f"standard.{code}"),
        key=f"standard_code_{version}",
    )
    first = POLICIES[standard] if standard != now.standard else now
    with st.form(f"standard_{version}_{standard}", border=False):
        columns = st.columns(4)
        shown = {name: PERCENT * float(getattr(first, name)) for name in ("probable", "remote", "rate")}
        shares = {
            name: columns[place].number_input(
                f"{say(lang, f'field.provision_policy.{name}')} (%)",
                0.0,
                100.0,
                shown[name],
                1.0,
                format="%g",
                key=f"standard_{name}_{version}_{standard}",
                help=say(lang, f"field_help.provision_policy.{name}"),
            )
            for place, name in enumerate(shown)
        }
        if st.form_submit_button(say(lang, "exposure_page.keep_standard"), icon=":material/save:"):
            typed: dict[str, Any] = {
                name: value / PERCENT
                for name, value in shares.items()
                if abs(value / PERCENT - float(getattr(first, name))) > 1e-9
            }
            _put(replace(first, **typed), version)


def team_form(book: RegisterView, lang: str) -> None:
    """Currency of the reports, correlation, and a rate for each currency on a day; and what was wrong with the last
    setting."""
    now, version = team_setting(Team)
    st.markdown(f"**{say(lang, 'exposure_page.team')}**")
    needed = (
        sorted({*book.without_rate, *(each.currency for each in now.rates)} - {now.currency})
        if book.kind != "sample"
        else []
    )
    with st.form(f"team_{version}", border=False):
        columns = st.columns(3)
        codes = list(dict.fromkeys([now.currency, *CURRENCY_WORDS, *currencies()]))
        currency = columns[0].selectbox(
            say(lang, "field.team.currency"),
            codes,
            0,
            lambda code: currency_name(code, lang),
            key=f"team_currency_{version}",
            help=say(lang, "field_help.team.currency"),
            accept_new_options=True,
        )
        correlation = columns[1].number_input(
            f"{say(lang, 'field.team.correlation')} (%)",
            0.0,
            95.0,
            PERCENT * float(now.correlation),
            1.0,
            format="%g",
            key=f"team_correlation_{version}",
            help=say(lang, "field_help.team.correlation"),
        )
        on = columns[2].date_input(
            say(lang, "field.dated_rate.on"),
            date.today(),
            max_value=date.today(),
            format="YYYY-MM-DD",
            key=f"team_on_{version}",
        )
        worths = {}
        for code in needed:
            known = [each for each in now.rates if each.currency == code]
            last = float(max(known, key=lambda each: each.on).worth) if known else None
            worths[code] = st.number_input(
                say(lang, "exposure_page.worth", code=code, currency=now.currency),
                0.0,
                None,
                last,
                format="%.6g",
                key=f"team_worth_{code}_{version}",
            )
        if st.form_submit_button(say(lang, "exposure_page.keep_team"), icon=":material/save:"):
            day = on if isinstance(on, date) else date.today()
            fresh = tuple(DatedRate(day, code, worth) for code, worth in worths.items() if worth)
            kept = tuple(
                each for each in now.rates if (each.on, each.currency) not in {(day, rate.currency) for rate in fresh}
            )
            same = parse_currency(str(currency)) or str(currency).strip()
            typed_in = replace(now, correlation=correlation / PERCENT, rates=(*kept, *fresh))
            _put(typed_in.reported_in(same) if is_currency(same) else replace(typed_in, currency=same), version)
    for problem in POLICY_PROBLEMS.get():
        st.error(for_markdown(error_text(problem, lang, percent=True)), icon=":material/error:")


def _put(value: Any, version: int) -> None:
    problems = save_team_setting(value, version)
    POLICY_PROBLEMS.put(problems)
    if not problems:
        REGISTER_VIEW.forget()
        queue_toast("told.team" if isinstance(value, Team) else "told.standard")
        st.rerun()
