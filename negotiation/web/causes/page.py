"""Causes: which few causes make most of what complaints cost, how each goes by month, and what preventing it would
be worth."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import streamlit as st

from negotiation.core.problems import BadInput
from negotiation.core.sample_data import sample_folder
from negotiation.handouts.common.footer import stamp_outside
from negotiation.i18n.catalogue import say
from negotiation.model.complaints.complaint_log import Complaints, read_complaints
from negotiation.model.complaints.pareto_analysis import MONTHS, RANKED_BY, Pareto, pareto, trend
from negotiation.presentation.common.errors import error_text
from negotiation.presentation.common.escaping import for_markdown
from negotiation.presentation.complaints.chart import pareto_chart, trend_chart
from negotiation.presentation.complaints.text import (
    causes_headline,
    causes_reason,
    how_causes,
    pareto_heads,
    pareto_message,
    pareto_rows,
    trend_message,
)
from negotiation.web.causes.prevention_table import measures_table, savings_now
from negotiation.web.session.claim_session import claim_session
from negotiation.web.session.session_state import COMPLAINT_LOG, COMPLAINT_PROBLEMS, PREVENTION, choice
from negotiation.web.session.view_state import choice_box, remembered_expander
from negotiation.web.shell.page_fragment import page_fragment
from negotiation.web.widgets.chart_with_downloads import chart_with_downloads, table_with_downloads

SAMPLE = sample_folder("complaints") / "box_factory.csv"
WINDOWS = (3, 6, 12)
STALE = 31
"""Days without a complaint after which the window ends with the last one instead of today."""


@dataclass(frozen=True, eq=False)
class Log:
    """The log of this session; it is never part of the claim. `name` is empty for our sample, `assumed`: its
    currency is the claim's."""

    complaints: Complaints
    name: str = ""
    assumed: bool = False


def page(lang: str) -> None:
    """Everything below the header, worked out anew on its own."""
    page_fragment(_all, lang)


def _all(lang: str) -> None:
    log: Log | None = COMPLAINT_LOG.get()
    if log is None:
        st.subheader(say(lang, "causes.empty"), anchor=False)
        st.markdown(say(lang, "causes.empty_note"))
        _sources(lang)
    else:
        _with_log(log, lang)


def _sources(lang: str) -> None:
    """Our sample, or a file; what was wrong with the last file."""
    left, right = st.columns(2, gap="large")
    left.button(say(lang, "causes.open_sample"), icon=":material/science:", key="causes_sample", on_click=_open_sample)
    left.caption(say(lang, "causes.sample_note"))
    right.file_uploader(
        say(lang, "causes.upload"),
        type=["csv", "txt", "xlsx"],
        key="causes_file",
        on_change=_take_file,
        help=say(lang, "causes.upload_help"),
    )
    for problem in COMPLAINT_PROBLEMS.get():
        st.error(for_markdown(error_text(problem, lang)), icon=":material/error:")


def _open_sample() -> None:
    _lay_open(Log(read_complaints(SAMPLE.read_bytes(), date.max)))


def _take_file() -> None:
    """A file in place of the log; what cannot be read leaves the log as it was."""
    uploaded = st.session_state["causes_file"]
    if uploaded is None:
        return
    try:
        found = read_complaints(uploaded.getvalue(), date.today())
    except BadInput as error:
        COMPLAINT_PROBLEMS.put(error.problems)
        return
    assumed = not found.currency
    _lay_open(
        Log(
            replace(found, currency=claim_session().claim.case.currency) if assumed else found,
            str(uploaded.name),
            assumed,
        )
    )


def _lay_open(log: Log | None) -> None:
    PREVENTION.forget()
    choice("trend_cause").forget()
    COMPLAINT_PROBLEMS.forget()
    COMPLAINT_LOG.put(log)


def until(log: Complaints, today: date) -> date:
    """The last day of the window: today, or the last complaint's day where none came for a month or the log is ahead
    of the clock."""
    latest: date = log.day.max().item()
    return today if 0 <= (today - latest).days <= STALE else latest


def _with_log(log: Log, lang: str) -> None:
    said = log.complaints
    end = until(said, date.today()) if log.name else said.day.max().item()
    top = st.container()
    months, by = _settings(said, lang)
    found = pareto(said, end, months, by)
    with top:
        st.subheader(causes_headline(found, by, months, lang), anchor=False)
        st.markdown(causes_reason(found, said.currency, lang))
        _told(log, end, lang)
    if len(found):
        left, right = st.columns([5, 4], gap="large")
        with left:
            st.markdown(f"**{pareto_message(found, by, lang)}**")
            chart_with_downloads(
                "pareto",
                lambda ink: pareto_chart(found, by, said.currency, lang, ink),
                say(lang, "causes.pareto_alt"),
                lang,
                lambda: carries(log, lang),
                caption=say(lang, "causes.pareto_note"),
            )
        with right:
            _trend(log, found, end, months, by, lang)
        st.markdown(f"**{say(lang, 'causes.measures')}**")
        measures_table(found, said.currency, lang, lambda: carries(log, lang))
    _folds(log, found, by, lang)


def _settings(log: Complaints, lang: str) -> tuple[int, str]:
    """The window and by what causes are ranked; a log without any cost is ranked by count."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        by = "count"
        if np.nansum(log.cost) > 0.0:
            by = str(
                st.segmented_control(
                    say(lang, "causes.rank"),
                    RANKED_BY[::-1],
                    key="causes_by",
                    default="cost",
                    required=True,
                    persist_state="session",
                    format_func=lambda code: say(lang, f"causes.by_{code}"),
                    label_visibility="collapsed",
                )
            )
        months = st.segmented_control(
            say(lang, "causes.window"),
            WINDOWS,
            key="causes_months",
            default=MONTHS,
            required=True,
            persist_state="session",
            format_func=lambda number: say(lang, "causes.months", months=number),
            label_visibility="collapsed",
        )
    return int(months or MONTHS), by


def _told(log: Log, end: date, lang: str) -> None:
    """What the reader must know of the log: a sample, a window that does not end today, an assumed currency, rows
    left out."""
    said = log.complaints
    if not log.name:
        st.markdown(f":gray[{say(lang, 'causes.sample')}]")
    elif end != date.today():
        st.caption(say(lang, "causes.ends", end=end))
    if log.assumed and np.nansum(said.cost) > 0.0:
        st.caption(say(lang, "causes.assumed_currency", code=said.currency))
    elsewhere = said.refused.get("other_currency", 0)
    if elsewhere:
        st.warning(say(lang, "causes.several_currencies", rows=elsewhere, code=said.currency))
    rest = sum(said.refused.values()) - elsewhere
    if rest:
        st.warning(say(lang, "causes.left_out", rows=rest))


def _trend(log: Log, found: Pareto, end: date, months: int, by: str, lang: str) -> None:
    said, causes = log.complaints, ["", *map(str, found.cause)]
    cause = choice_box(
        "trend_cause",
        say(lang, "causes.trend_of"),
        causes,
        lambda each: each or say(lang, "causes.all"),
        causes[1],
        label_visibility="collapsed",
    )
    st.markdown(f"**{trend_message(said, found, months, cause, by, lang)}**")
    shown = trend(said, end)
    chart_with_downloads(
        "trend",
        lambda ink: trend_chart(shown, cause, by, said.currency, lang, ink),
        say(lang, "causes.trend_alt"),
        lang,
        lambda: carries(log, lang),
        caption=say(lang, f"causes.trend_note_{by}", currency=said.currency),
    )


def _folds(log: Log, found: Pareto, by: str, lang: str) -> None:
    said = log.complaints
    for name, icon in (
        ("table", ":material/table:"),
        ("refused", ":material/block:"),
        ("how", ":material/calculate:"),
        ("log", ":material/folder_open:"),
    ):
        if name == "refused" and not said.refused:
            continue
        folded = remembered_expander(
            f"causes_{name}", say(lang, f"causes.{name}_title", rows=sum(said.refused.values())), icon
        )
        if not folded.open:
            continue
        with folded:
            if name == "table":
                _table(log, found, lang)
            elif name == "refused":
                _refused(log, lang)
            elif name == "how":
                st.markdown("\n".join(f"- {line}" for line in how_causes(said, found, by, savings_now(found), lang)))
            else:
                st.markdown(
                    say(
                        lang,
                        "causes.log_of",
                        name=for_markdown(log.name) or say(lang, "causes.log_sample"),
                        rows=len(said),
                    )
                )
                _sources(lang)
                st.button(
                    say(lang, "causes.close"),
                    icon=":material/close:",
                    key="causes_close",
                    on_click=_lay_open,
                    args=(None,),
                )


def carries(log: Log, lang: str) -> tuple[str]:
    """What files carry that were made of the log, which is no part of the claim."""
    return (stamp_outside(log.name or say(lang, "causes.log_sample"), date.today(), lang),)


def _table(log: Log, found: Pareto, lang: str) -> None:
    """Every cause of the window."""
    heads_of, rows = pareto_heads(lang, log.complaints.currency), pareto_rows(found, log.complaints.currency, lang)
    right = [name for name in heads_of if name != "cause"]
    table_with_downloads(
        "all_causes", heads_of, rows, say(lang, "causes.table_title"), lang, right, notes=lambda: carries(log, lang)
    )


def _refused(log: Log, lang: str) -> None:
    """Rows that were left out, by reason and one by one."""
    said = log.complaints
    st.markdown("\n".join(f"- {say(lang, f'refused_row.{code}')} {count}" for code, count in said.refused.items()))
    names = {name: say(lang, f"page.customer.refused_{name}") for name in ("row", "why", "what")}
    rows = [
        {"row": each.row, "why": say(lang, f"refused_row.{each.code}").rstrip(":："), "what": each.value}
        for each in said.refusals
    ]
    table_with_downloads(
        "refused_complaints",
        names,
        rows,
        say(lang, "causes.refused_title", rows=len(rows)),
        lang,
        notes=lambda: carries(log, lang),
    )
    if len(rows) < sum(said.refused.values()):
        st.caption(say(lang, "causes.refused_first", shown=len(rows)))
