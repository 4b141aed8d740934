"""The audit trail: who did what and when, and whether every row still is what was written."""

from __future__ import annotations

from typing import Any

import streamlit as st

from negotiation.charts.trail import change_text, subject_label
from negotiation.exposure import AuthorityPolicy
from negotiation.pages.book import Book, notes_of
from negotiation.pages.keeping import role_name
from negotiation.pages.policies import policy
from negotiation.pages.shown import table
from negotiation.pages.working import store_now, try_to
from negotiation.store import Change, Coin, changes_in, coins_of, trail, verify
from negotiation.units import minor_digits
from negotiation.words import say, words

MOST = 100
MOST_CHANGES = 4


def trail_fold(book: Book, lang: str) -> None:
    """Draw the fold."""
    if book.kind != "store":
        st.markdown(say(lang, "exposure_page.only_store"))
        return
    st.markdown(say(lang, "exposure_page.trail_note"))
    if st.button(say(lang, "exposure_page.verify"), key="trail_verify", icon=":material/verified:"):
        found = try_to("trail", lambda: verify(store_now()))
        if found is not None and found.holds:
            st.success(say(lang, "exposure_page.trail_holds", rows=found.rows, hash=found.head.hash[:12]))
        elif found is not None:
            st.error(say(lang, "exposure_page.trail_broken", count=len(found.breaks), first=found.breaks[0].sequence))
    heads = {name: say(lang, f"exposure_page.trail_{name}") for name in ("at", "who", "action", "claim", "changes", "role")}
    listed = trail(store_now(), limit=MOST)
    coins = coins_of(store_now(), listed)
    limits = policy(AuthorityPolicy)[0].currency
    rows = [
        {"at": f"{row['at']:%Y-%m-%d %H:%M}", "who": row["who"], "role": role_name(str(row["role"]), lang),
         "action": _action(str(row["action"]), lang), "claim": str(row["claim"] or subject_label(str(row["subject"]), lang)),
         "changes": changes_in_words(row, lang, (limits, minor_digits(limits)) if row["subject"] == "setting:authority" else coins.get(row["sequence"]))}
        for row in listed
    ]  # fmt: skip
    table("trail", heads, rows, say(lang, "exposure_page.trail_title"), lang, notes=notes_of(book, lang), day=book.today)


def _action(code: str, lang: str) -> str:
    return say(lang, f"action.{code}") if f"action.{code}" in words(lang) else code


def changes_in_words(row: Any, lang: str, coin: Coin | None = None) -> str:
    """What a row of the trail changed, in short: fields with their old and new values, and how many more there are."""
    changes, left_out = changes_in(row["changes"]) if row["changes"] else ((), 0)
    before = _coin_before(changes, coin)
    shown = [change_text(str(row["subject"]), each.path, each.old, each.new, lang, before, coin) for each in changes[:MOST_CHANGES]]
    more = left_out + len(changes[MOST_CHANGES:])
    return say(lang, "trail_words.and").join([*shown, *([say(lang, "trail_words.more", count=more)] if more else [])])


def _coin_before(changes: tuple[Change, ...], coin: Coin | None) -> Coin | None:
    """The currency of the amounts before the row: another one where the row changed it."""
    old = {each.path: each.old for each in changes}
    return None if coin is None else (str(old.get("entry.currency", coin[0])), int(old.get("entry.digits", coin[1])))
