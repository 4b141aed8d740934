"""The audit trail: who did what and when, and whether every row still is what was written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from negotiation.claim.document.dossier import plain_values
from negotiation.core.money import minor_digits
from negotiation.i18n.catalogue import messages, say
from negotiation.presentation.audit.text import change_text, setting_changes, setting_in_words, subject_label
from negotiation.services.team_settings import BEGINNINGS
from negotiation.services.view_register import RegisterView
from negotiation.store import (
    AuditCurrency,
    Change,
    audit_currencies,
    changes_in,
    differences,
    setting_history,
    trail,
    verify,
)
from negotiation.web.approvals.approval_card import option_text
from negotiation.web.session.register_session import notes_of
from negotiation.web.session.session_context import store_now, with_refusal
from negotiation.web.shell.save_menu import role_name
from negotiation.web.widgets.chart_with_downloads import table_with_downloads

MOST = 100
MOST_CHANGES = 4
MOMENT = "%Y-%m-%d %H:%M"
OPTIONS = ("offer", "follow_up.offer")
"""Where a row of the trail names an option by its code."""

Settings = dict[tuple[str, int], Any]


def trail_fold(book: RegisterView, lang: str) -> None:
    """Draw the fold."""
    if book.kind != "store":
        st.markdown(say(lang, "exposure_page.only_store"))
        return
    st.markdown(say(lang, "exposure_page.trail_note"))
    if st.button(say(lang, "exposure_page.verify"), key="trail_verify", icon=":material/verified:"):
        found = with_refusal("trail", lambda: verify(store_now()))
        if found is not None and found.holds:
            st.success(say(lang, "exposure_page.trail_holds", rows=found.rows, hash=found.head.hash[:12]))
        elif found is not None:
            st.error(say(lang, "exposure_page.trail_broken", count=len(found.breaks), first=found.breaks[0].sequence))
    zone = zone_now()
    heads = {name: say(lang, f"exposure_page.trail_{name}") for name in ("who", "action", "claim", "changes", "role")}
    heads = {"at": say(lang, "exposure_page.trail_at", zone=zone.key), **heads}
    if zone.key != "UTC":
        heads["utc"] = say(lang, "exposure_page.trail_at", zone="UTC")
    listed = trail(store_now(), limit=MOST)
    coins, settings = audit_currencies(store_now(), listed), settings_in(listed)
    rows = [
        {
            "at": row["at"].astimezone(zone).strftime(MOMENT),
            "utc": row["at"].strftime(MOMENT),
            "who": row["who"],
            "role": role_name(str(row["role"]), lang),
            "action": _action(str(row["action"]), lang),
            "claim": str(row["claim"] or subject_label(str(row["subject"]), lang)),
            "changes": changes_in_words(row, lang, coins.get(row["sequence"]), settings),
        }
        for row in listed
    ]
    table_with_downloads(
        "trail", heads, rows, say(lang, "exposure_page.trail_title"), lang, notes=notes_of(book, lang), day=book.today
    )


def _action(code: str, lang: str) -> str:
    return say(lang, f"action.{code}") if f"action.{code}" in messages(lang) else code


def settings_in(rows: Iterable[Any]) -> Settings:
    """Every version of the settings that rows of the trail are about, by name and version; what held before anybody
    set one is version 0."""
    found: Settings = {}
    for name in {
        str(row["subject"]).removeprefix("setting:") for row in rows if str(row["subject"]).startswith("setting:")
    }:
        begins = next((beginning for known, beginning in BEGINNINGS.values() if known == name), None)
        found |= {(name, 0): plain_values(begins)} if begins is not None else {}
        found |= {(name, each.version): each.value for each in setting_history(store_now(), name)}
    return found


def changes_in_words(row: Any, lang: str, coin: AuditCurrency | None = None, settings: Settings | None = None) -> str:
    """What a row of the trail changed, in short: fields with their old and new values, and how many more there are.

    A setting is compared with its version before; the first with what held before anybody set it.
    """
    subject = str(row["subject"])
    changes, left_out = changes_in(row["changes"]) if row["changes"] else ((), 0)
    before, first = _coin_before(changes, coin), []
    name, version = subject.removeprefix("setting:"), int(row["version"] or 0)
    old, new = ((settings or {}).get((name, each)) for each in (version - 1, version))
    if subject.startswith("setting:") and isinstance(old, dict) and isinstance(new, dict):
        told = differences(setting_in_words(old, lang), setting_in_words(new, lang))
        changes = tuple(Change(*each) for each in setting_changes((each.path, each.old, each.new) for each in told))
        left_out, first = 0, [say(lang, "trail_words.first")] if version == 1 else []
        before, coin = (
            (str(each.get("currency", "")), minor_digits(str(each.get("currency", "")))) for each in (old, new)
        )
    claim = str(row["claim"] or next((each.new for each in changes if each.path == "claim"), ""))
    changes = tuple(
        replace(each, old=_option(claim, each.path, each.old, lang), new=_option(claim, each.path, each.new, lang))
        for each in changes
    )
    shown = [
        *first,
        *(change_text(subject, each.path, each.old, each.new, lang, before, coin) for each in changes[:MOST_CHANGES]),
    ]
    more = left_out + len(changes[MOST_CHANGES:])
    return say(lang, "trail_words.and").join([*shown, *([say(lang, "trail_words.more", count=more)] if more else [])])


def _option(claim: str, path: str, value: Any, lang: str) -> Any:
    """What an option is called where a row names one by its code."""
    return option_text(claim, value, lang) if path in OPTIONS and isinstance(value, str) and value else value


def zone_now() -> ZoneInfo:
    """The time zone of whoever looks, as their browser says; UTC where it does not."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _coin_before(changes: tuple[Change, ...], coin: AuditCurrency | None) -> AuditCurrency | None:
    """The currency of the amounts before the row: another one where the row changed it."""
    old = {each.path: each.old for each in changes}
    return None if coin is None else (str(old.get("entry.currency", coin[0])), int(old.get("entry.digits", coin[1])))
