"""Authority limits, who may promise what: the team's limits by role and form of compensation, to read and to change."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from negotiation.core.money import CURRENCY_WORDS, currencies
from negotiation.finance.authority.approval_limits import RULED, AuthorityPolicy, Rule
from negotiation.finance.reporting_settings import Team
from negotiation.i18n.catalogue import say
from negotiation.presentation.common.errors import error_text
from negotiation.presentation.common.escaping import for_markdown
from negotiation.services.view_register import RegisterView
from negotiation.web.session.session_state import LIMITS_PROBLEMS
from negotiation.web.session.team_settings import save_team_setting, team_setting
from negotiation.web.shell.save_menu import name_first, role_name
from negotiation.web.widgets.record_editor import columns_of, record_of, row_of
from negotiation.web.widgets.table_editor import Row, changed_records, choices
from negotiation.web.widgets.toast import queue_toast

COLUMNS = ("role", "form", "per_claim", "per_year")


def limits_fold(book: RegisterView, lang: str) -> None:
    """Draw the fold: the rules as a table; a change is kept when its button is pressed."""
    now, version = team_setting(AuthorityPolicy)
    st.markdown(say(lang, "exposure_page.limits_note", currency=now.currency))
    if version == 0:
        st.caption(say(lang, "exposure_page.limits_assumed"))
    columns = columns_of(Rule, COLUMNS, lang, {"form": "compensation."})
    names: dict[Any, str] = {role: role_name(role, lang) for role in now.roles}
    columns["role"] = st.column_config.SelectboxColumn(
        say(lang, "field.rule.role"),
        options=list(now.roles),
        format_func=lambda code: names.get(code, str(code)),
        required=True,
    )
    columns["form"] = choices(say(lang, "field.rule.form"), RULED, "compensation.", lang, default=RULED[0])
    for name in ("per_claim", "per_year"):
        columns[name]["type_config"]["format"] = "localized"
    key = f"limits_{lang}_{version}"
    frame = pd.DataFrame([row_of(each, COLUMNS, lang) for each in now.rules], columns=list(columns))
    for name in ("per_claim", "per_year"):
        frame[name] = pd.to_numeric(frame[name])
    st.data_editor(
        frame,
        key=key,
        num_rows="dynamic",
        hide_index=True,
        column_config=columns,
        width="stretch",
        placeholder=say(lang, "exposure_page.no_limit"),
    )
    keepers = f"limits_keepers_{version}"
    st.multiselect(
        say(lang, "field.authority_policy.keepers"),
        now.roles,
        now.keepers,
        key=keepers,
        help=say(lang, "field_help.authority_policy.keepers"),
        format_func=lambda code: names.get(code, str(code)),
        placeholder=say(lang, "exposure_page.every_role"),
    )
    codes = list(dict.fromkeys([now.currency, team_setting(Team)[0].currency, *CURRENCY_WORDS, *currencies()]))
    chosen = f"limits_currency_{version}"
    help = say(lang, "field_help.authority_policy.currency")
    currency = st.selectbox(say(lang, "field.authority_policy.currency"), codes, key=chosen, help=help, width=320)
    if currency != now.currency:
        st.caption(
            f":material/warning: {say(lang, 'exposure_page.limits_currency', before=now.currency, now=currency)}"
        )
    name_first(lang, "_limits")
    st.button(
        say(lang, "exposure_page.keep_limits"),
        key="limits_keep",
        icon=":material/save:",
        on_click=_keep,
        args=(key, keepers, chosen, now, version, lang),
    )
    for problem in LIMITS_PROBLEMS.get():
        st.error(for_markdown(error_text(problem, lang)), icon=":material/error:")


def rule_of(row: Row, old: Rule | None, lang: str) -> Rule | None:
    """A row of the table as a rule; one without a role is none yet."""
    if not row.get("role"):
        return None
    found: Rule | None = record_of(Rule, row, old or Rule(str(row["role"])), COLUMNS, lang)
    return found


def _keep(key: str, keepers: str, currency: str, now: AuthorityPolicy, version: int, lang: str) -> None:
    """What was changed was changed in these rules: where others are kept meanwhile, it is refused and says so."""
    rules = changed_records(
        now.rules,
        st.session_state[key],
        lambda each: row_of(each, COLUMNS, lang),
        lambda row, old: rule_of(row, old, lang),
    )
    changed = replace(
        now,
        currency=str(st.session_state.get(currency, now.currency)),
        rules=rules,
        keepers=tuple(st.session_state[keepers]),
    )
    problems = save_team_setting(changed, version)
    LIMITS_PROBLEMS.put(problems)
    if not problems:
        queue_toast("told.limits")
