"""Promises of all claims that the team keeps: what is late and due, planned against actual, and how good our guesses
of staying were."""

from __future__ import annotations

from datetime import date

import numpy as np
import streamlit as st

from negotiation.claim.document.dossier import Dossier
from negotiation.finance.promises.promise_scores import FEWEST, PROMISE_STATES, promise_state, score_of
from negotiation.finance.register.entry import AGREED_STAGES
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_money, localized
from negotiation.services.follow_promises import agreed_claims
from negotiation.services.view_register import RegisterView
from negotiation.store import Line, trail_end
from negotiation.web.session.register_session import notes_of
from negotiation.web.session.session_context import context_now, store_now
from negotiation.web.session.session_state import AGREED_CLAIMS
from negotiation.web.widgets.chart_with_downloads import table_with_downloads

MOST_ROWS = 60


def followed() -> list[tuple[Line, Dossier]]:
    """The claims of `agreed_claims`, read again once something was written in the store."""
    return AGREED_CLAIMS.get(trail_end(store_now()).hash, lambda: agreed_claims(context_now()))


def promises_fold(book: RegisterView, lang: str) -> None:
    """Draw the fold."""
    if book.kind != "store":
        st.markdown(say(lang, "exposure_page.only_store"))
        return
    found = followed()
    stages = book.position.converted.register.stage
    others = int(np.isin(stages.astype(str), AGREED_STAGES).sum()) - len(found)
    if not found:
        st.markdown(say(lang, "exposure_page.no_promises"))
    if others > 0:
        st.markdown(say(lang, "exposure_page.promises_others", others=others))
    if not found:
        return
    today = date.today()
    rows = []
    counts = dict.fromkeys(PROMISE_STATES, 0)
    for line, dossier in found:
        for each in dossier.follow_up.promises:
            state = promise_state(each, today)
            counts[state] += 1
            if state not in ("done", "lapsed"):
                rows.append(
                    (
                        each.due or date.max,
                        line.entry.code,
                        str(localized(dossier.case.customer.name, lang)),
                        each,
                        state,
                        dossier.case.currency,
                    )
                )
    tally = {
        "late": counts["late"],
        "due": counts["due"],
        "later": counts["later"] + counts["open"],
        "done": counts["done"],
    }
    st.markdown(f"**{say(lang, 'exposure_page.promises_tally', **tally)}**")
    rows.sort(key=lambda row: row[0])
    heads = {
        name: say(lang, f"exposure_page.promise_{name}")
        for name in ("customer", "state", "due", "planned", "what", "who", "code")
    }
    shown = [
        {
            "due": None if due == date.max else due,
            "state": say(lang, f"promise_state.{state}"),
            "customer": customer,
            "what": str(localized(each.what, lang)),
            "planned": format_money(float(each.planned), currency, lang, cents=True) if float(each.planned) else "",
            "who": say(lang, f"page_follow.{'ours' if each.by_us else 'theirs'}"),
            "code": code,
        }
        for due, code, customer, each, state, currency in rows[:MOST_ROWS]
    ]
    table_with_downloads(
        "promises",
        heads,
        shown,
        say(lang, "exposure_page.promises_title"),
        lang,
        ("planned",),
        notes=notes_of(book, lang),
        day=book.today,
    )
    _score([dossier for _, dossier in found], lang)


def _score(dossiers: list[Dossier], lang: str) -> None:
    """Our guesses of staying against what happened; too few are not scored."""
    result = score_of(dossier.follow_up for dossier in dossiers)
    if result.brier is None or result.guessed is None or result.stayed is None or result.base is None:
        st.caption(say(lang, "exposure_page.too_few", known=result.known, fewest=FEWEST))
        return
    st.markdown(
        say(
            lang,
            "exposure_page.scored",
            known=result.known,
            guessed=result.guessed,
            stayed=result.stayed,
            brier=result.brier,
            base=result.base,
        )
    )
    if result.leaning:
        st.markdown(say(lang, f"guess_leaning.{result.leaning}"))
