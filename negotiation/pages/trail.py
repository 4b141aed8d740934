"""The audit trail: who did what and when, and whether every row still is what was written."""

from __future__ import annotations

import streamlit as st

from negotiation.pages.book import Book, notes_of
from negotiation.pages.keeping import role_name
from negotiation.pages.shown import table
from negotiation.pages.working import store_now, try_to
from negotiation.store import changes_in, trail, verify
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
    heads = {name: say(lang, f"exposure_page.trail_{name}") for name in ("at", "who", "role", "action", "claim", "changes")}
    rows = [
        {"at": f"{row['at']:%Y-%m-%d %H:%M}", "who": row["who"], "role": role_name(str(row["role"]), lang),
         "action": _action(str(row["action"]), lang), "claim": str(row["claim"] or row["subject"]),
         "changes": changes_in_words(str(row["changes"]))}
        for row in trail(store_now(), limit=MOST)
    ]  # fmt: skip
    table("trail", heads, rows, say(lang, "exposure_page.trail_title"), lang, notes=notes_of(book, lang))


def _action(code: str, lang: str) -> str:
    return say(lang, f"action.{code}") if f"action.{code}" in words(lang) else code


def changes_in_words(text: str) -> str:
    """What a row of the trail changed, in short: paths with their old and new values."""
    changes, left_out = changes_in(text) if text else ((), 0)
    shown = "; ".join(f"{each.path}: {each.old} → {each.new}" for each in changes[:MOST_CHANGES])
    return shown + (" …" if left_out or len(changes) > MOST_CHANGES else "")
