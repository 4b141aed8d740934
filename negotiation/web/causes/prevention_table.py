"""What would keep complaints from coming: measures against causes of the log, kept in the session, and what each
would have saved."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from negotiation.claim.document.dossier import Dossier
from negotiation.core.fields import Text, Translated
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import format_cents, format_share, localized
from negotiation.model.complaints.pareto_analysis import Pareto, Saving, savings
from negotiation.model.playbook.root_cause import Measure
from negotiation.presentation.common.escaping import for_markdown
from negotiation.presentation.complaints.text import measure_name, savings_message, vital_few
from negotiation.web.session.claim_session import claim_session, commit_step
from negotiation.web.session.session_state import PREVENTION
from negotiation.web.widgets.chart_with_downloads import Notes, table_with_downloads
from negotiation.web.widgets.field_widgets import refusal
from negotiation.web.widgets.table_editor import Row, changed_records, money_column, number_in

ASSUMED_SHARE = 0.5
MOST_MEASURES = 50


@dataclass(frozen=True)
class Prevention:
    """A row of the table: what is done against which cause, its cost (None: not known), the share it prevents, and
    whether someone typed that."""

    what: str = ""
    cause: str = ""
    cost: float | None = None
    prevents: float = ASSUMED_SHARE
    typed: bool = False


@dataclass
class Kept:
    """The rows of this session, what the editor was made from, and the version in its key."""

    rows: tuple[Prevention, ...]
    made_from: tuple[Prevention, ...]
    version: int = 0


def kept(found: Pareto) -> Kept:
    """The rows so far; at first one for each cause that the headline names, with nothing but an assumed share."""
    if not PREVENTION.is_set():
        by = "cost" if found.cost.sum() else "count"
        rows = tuple(Prevention(cause=str(cause)) for cause in found.cause[: vital_few(found, by)])
        PREVENTION.put(Kept(rows, rows))
    known: Kept = PREVENTION.get()
    return known


def savings_now(found: Pareto) -> tuple[Saving, ...]:
    """What the rows with a cause would have saved in this window."""
    if not len(found):
        return ()
    return savings(found, [_measure(place, each) for place, each in enumerate(kept(found).rows) if each.cause])


def _measure(place: int, row: Prevention) -> Measure:
    return Measure(
        f"prevention_{place}", "prevention", row.what, row.cause, cost=row.cost or 0.0, prevents=row.prevents
    )


def row_of(each: Prevention) -> Row:
    """A measure as a row of the table; percent stands only here."""
    return {
        "what": each.what,
        "cause": each.cause or None,
        "cost": each.cost,
        "prevents": round(100.0 * each.prevents, 6),
    }


def record_of(row: Row, old: Any) -> Prevention | None:
    """A row of the table as a measure; a share is assumed until someone types one. Nothing where nothing stands."""
    what, cause, cost, percent = (
        str(row.get("what") or "").strip(),
        str(row.get("cause") or ""),
        number_in(row, "cost"),
        number_in(row, "prevents"),
    )
    if not what and not cause and cost is None:
        return None
    prevents = ASSUMED_SHARE if percent is None else min(max(percent / 100.0, 0.0), 1.0)
    known = old.prevents if old is not None else ASSUMED_SHARE
    return Prevention(
        what,
        cause,
        cost,
        prevents,
        bool(old is not None and old.typed) or (percent is not None and abs(prevents - known) > 1e-9),
    )


def measures_table(found: Pareto, currency: str, lang: str, notes: Notes) -> None:
    """The measures as a table to edit, those of the claim on offer, and below what each would have saved."""
    now = kept(found)
    st.caption(say(lang, "causes.measures_note"))
    _editor(now, found, currency, lang)
    _on_offer(now, found, currency, lang)
    saved = savings_now(found)
    rows = [each for each in now.rows if each.cause]
    if len(rows) < len(now.rows):
        st.info(say(lang, "causes.without_cause", count=len(now.rows) - len(rows)))
    if not rows:
        return
    priced = all(each.cost is not None for each in rows)
    if any(each.saved for each in saved):
        st.markdown(f"**{savings_message(found, saved, priced, currency, lang)}**")
    names = {
        name: say(lang, f"causes.saving_{name}", currency=currency)
        for name in ("what", "caused", "prevents", "saved", "net")
    }
    shown = [
        {
            "what": measure_name(each.measure, lang),
            "caused": format_cents(each.caused, currency, lang),
            "prevents": _share(row, lang),
            "saved": format_cents(each.saved, currency, lang),
            "net": say(lang, "causes.no_cost") if row.cost is None else format_cents(each.net, currency, lang),
        }
        for row, each in zip(rows, saved, strict=True)
    ]
    table_with_downloads(
        "savings",
        names,
        shown,
        say(lang, "causes.measures"),
        lang,
        right=("caused", "prevents", "saved", "net"),
        notes=notes,
    )
    st.caption(say(lang, "causes.assumption"))
    _keep_button(now, currency, lang)


def with_preventions(dossier: Dossier, rows: Sequence[Prevention], currency: str) -> Dossier:
    """The rows that say what is done as preventions in the diagnosis of the claim; what stands there in the same
    words is brought up to date.

    A cost in another currency than the claim's is left open.
    """
    playbook, measures = dossier.playbook, list(dossier.playbook.measures)
    for row in rows:
        cost = row.cost if row.cost is not None and currency == dossier.case.currency else 0.0
        known = next(
            (
                place
                for place, each in enumerate(measures)
                if each.kind == "prevention" and row.what in _said(each.what)
            ),
            None,
        )
        if known is not None:
            measures[known] = replace(
                measures[known], against=row.cause, cost=cost or measures[known].cost, prevents=row.prevents
            )
        elif row.what:
            taken = {each.code for each in measures}
            code = next(
                name for name in (f"prevention_{number}" for number in range(1, len(measures) + 2)) if name not in taken
            )
            measures.append(Measure(code, "prevention", row.what, row.cause, cost=cost, prevents=row.prevents))
    return replace(dossier, playbook=replace(playbook, measures=tuple(measures)))


def _said(what: Text) -> tuple[str, ...]:
    return (what.en, what.zh) if isinstance(what, Translated) else (what,)


def _keep_button(now: Kept, currency: str, lang: str) -> None:
    """The measures into the diagnosis of the open claim, where they get an owner and a date."""
    rows = [each for each in now.rows if each.what and each.cause]
    st.button(
        say(lang, "causes.keep"),
        key="causes_keep",
        icon=":material/playlist_add:",
        disabled=not rows,
        help=say(lang, "causes.keep_help"),
        on_click=_keep,
        args=(rows, currency),
    )
    refusal("causes_keep", lang)
    if rows and with_preventions(claim_session().claim, rows, currency) == claim_session().claim:
        st.caption(f":material/check: {say(lang, 'causes.kept')}")


def _keep(rows: Sequence[Prevention], currency: str) -> None:
    commit_step("causes_keep", lambda dossier: with_preventions(dossier, rows, currency))


def _share(row: Prevention, lang: str) -> str:
    part = format_share(row.prevents, lang)
    return part if row.typed else say(lang, "causes.assumed", part=part)


def _editor(now: Kept, found: Pareto, currency: str, lang: str) -> None:
    options = list(dict.fromkeys([*map(str, found.cause), *(each.cause for each in now.rows if each.cause)]))
    columns: dict[str, Any] = {
        "what": st.column_config.TextColumn(say(lang, "field.measure.what"), max_chars=500, width="medium"),
        "cause": st.column_config.SelectboxColumn(say(lang, "field.measure.against"), options=options, width="medium"),
        "cost": money_column(say(lang, "causes.measure_cost", currency=currency)),
        "prevents": st.column_config.NumberColumn(
            say(lang, "causes.measure_prevents"),
            min_value=0.0,
            max_value=100.0,
            default=100.0 * ASSUMED_SHARE,
            format="%g",
        ),
    }
    drawn = hashlib.sha256(repr((lang, currency, sorted(options))).encode()).hexdigest()[:8]
    key = f"prevention_{drawn}__{now.version}"
    if key not in st.session_state:
        now.made_from = now.rows

    def take() -> None:
        now.rows = changed_records(now.made_from, st.session_state[key], row_of, record_of)[:MOST_MEASURES]

    frame = pd.DataFrame([row_of(each) for each in now.made_from], columns=list(columns))
    for name in ("cost", "prevents"):
        frame[name] = pd.to_numeric(frame[name])
    st.data_editor(
        frame, key=key, num_rows="dynamic", hide_index=True, column_config=columns, on_change=take, width="stretch"
    )


def _on_offer(now: Kept, found: Pareto, currency: str, lang: str) -> None:
    """Preventions of the claim's playbook that are not in the table yet, each with a button."""
    claim = claim_session().claim
    for place, each in enumerate(claim.playbook.measures):
        what = str(localized(each.what, lang))
        if each.kind != "prevention" or what in {row.what for row in now.rows}:
            continue
        cause = each.against if each.against in set(map(str, found.cause)) else ""
        cost = float(np.max(each.cost)) or None
        row = Prevention(what, cause, cost if claim.case.currency == currency else None, float(np.max(each.prevents)))
        st.button(
            say(lang, "causes.offered", what=for_markdown(what)),
            key=f"prevention_of_claim_{place}",
            icon=":material/add:",
            on_click=_change,
            args=(now, lambda rows, row=row: (*rows, row)),
        )


def _change(now: Kept, change: Callable[[tuple[Prevention, ...]], tuple[Prevention, ...]]) -> None:
    now.rows = change(now.rows)[:MOST_MEASURES]
    now.made_from, now.version = now.rows, now.version + 1
