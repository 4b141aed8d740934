"""Negotiate: is there room, which three offers to put on the table, the map that proves it, the plan of moves, and
the log of the talks."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from negotiation.claim.summary.bargaining_summary import Bargain, bargain
from negotiation.claim.summary.claim_summary import Summary
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import localized
from negotiation.model.bargaining.negotiation_log import SIDES, Said
from negotiation.model.bargaining.zopa import reduced_price, warranty_damages
from negotiation.presentation.bargaining.chart import bargaining_map, tracks_chart
from negotiation.presentation.bargaining.table import no_deal_table, plan_table
from negotiation.presentation.bargaining.text import how_bargaining, map_message, next_move, room_headline, room_lines
from negotiation.presentation.common.escaping import escaped_summary, for_markdown
from negotiation.presentation.trees.text import law_nodes
from negotiation.web.negotiate.equal_offer_cards import equal_offer_cards, with_log
from negotiation.web.session.claim_session import claim_session, is_complete, summary_now
from negotiation.web.session.session_state import BARGAIN
from negotiation.web.session.view_state import remembered_expander
from negotiation.web.shell.page_fragment import page_fragment
from negotiation.web.widgets.chart_with_downloads import chart_with_downloads, table_with_downloads, tree_with_downloads
from negotiation.web.widgets.field_by_path import fields_by_path
from negotiation.web.widgets.table_editor import Row, choices, day_in, money_column, number_in, table_editor

LAW = tuple(
    f"no_deal.law.{name}"
    for name in (
        "sued",
        "damages",
        "liable_as_we_see",
        "liable_as_they_see",
        "our_costs",
        "their_costs",
        "shifted",
        "enforced",
        "years",
    )
)
NO_DEAL_FIELDS = (
    "no_deal.withheld_chance",
    "no_deal.withheld_chance_as_they_see_it",
    "no_deal.switching_cost",
    "no_deal.their_customer",
    "no_deal.reputation",
)
TABLE = (
    "talks.target",
    "talks.deadline",
    "talks.walk_away_spread",
    "talks.power",
    "talks.staying",
    "talks.most_of_harm",
    "talks.unlimited",
)


def page(lang: str) -> None:
    """Everything below the header, worked out anew on its own."""
    page_fragment(_all, lang)


def _all(lang: str) -> None:
    if not is_complete() or not claim_session().claim.offers:
        st.subheader(say(lang, "page.options.empty"), anchor=False)
        st.markdown(say(lang, "negotiate.empty"))
    else:
        _table(lang)


def bargain_now() -> Bargain:
    """The table of the open claim; kept until it changes."""
    summary = summary_now()
    found: Bargain = BARGAIN.get(summary, lambda: bargain(summary))
    return found


def _table(lang: str) -> None:
    summary, found = summary_now(), bargain_now()
    words = escaped_summary(summary, for_markdown)
    st.subheader(room_headline(words, found, lang), anchor=False)
    st.markdown(f"**{say(lang, 'negotiate.next')}** {next_move(words, found, lang)}")
    equal_offer_cards(words, found, lang)
    left, right = st.columns([5, 3], gap="large")
    with left:
        st.markdown(f"**{map_message(words, found, lang)}**")
        chart_with_downloads(
            "bargaining_map",
            lambda ink: bargaining_map(summary, found, lang, ink),
            say(lang, "negotiate.map_alt"),
            lang,
            caption=say(lang, "negotiate.map_note", staying=found.staying),
        )
    with right:
        st.markdown(f"**{say(lang, 'negotiate.room_title')}**")
        st.markdown("\n".join(f"- {line}" for line in room_lines(words, found, lang)))
    _sections(summary, words, found, lang)


def _sections(summary: Summary, words: Summary, found: Bargain, lang: str) -> None:
    for name, icon in (
        ("moves", ":material/trending_flat:"),
        ("table", ":material/tune:"),
        ("no_deal", ":material/gavel:"),
        ("how", ":material/calculate:"),
    ):
        folded = remembered_expander(f"negotiate_{name}", say(lang, f"negotiate.{name}_title"), icon)
        if folded.open:
            with folded:
                if name == "moves":
                    _moves(summary, words, found, lang)
                elif name == "table":
                    fields_by_path(list(TABLE), lang, columns=3)
                elif name == "no_deal":
                    _no_deal(summary, lang)
                else:
                    _how(summary, words, found, lang)


def _how(summary: Summary, words: Summary, found: Bargain, lang: str) -> None:
    for line in how_bargaining(words, found, lang):
        st.markdown(line)
    heads, rows = no_deal_table(summary, lang)
    table_with_downloads("no_deal", heads, rows, say(lang, "negotiate.no_deal_title"), lang, right=("2", "3", "5"))


def _moves(summary: Summary, words: Summary, found: Bargain, lang: str) -> None:
    """The plan, the log as a table, and both tracks."""
    heads, rows = plan_table(summary, found, lang)
    if rows:
        st.markdown(f"**{say(lang, 'negotiate.plan')}**")
        table_with_downloads("plan", heads, rows, say(lang, "negotiate.plan"), lang)
    st.markdown(f"**{say(lang, 'negotiate.log')}**", help=say(lang, "negotiate.log_help"))
    _log(lang)
    if any(float(each.figure) for each in summary.dossier.talks.log):
        chart_with_downloads(
            "tracks",
            lambda ink: tracks_chart(summary, found, lang, ink),
            say(lang, "negotiate.tracks_alt"),
            lang,
            caption=say(lang, "negotiate.tracks_note"),
        )


def said_row(said: Said, lang: str) -> Row:
    """An entry of the log as a row of the table."""
    return {"on": said.on, "side": said.side, "figure": float(said.figure), "words": str(localized(said.words, lang))}


def said_record(row: Row, old: Any, lang: str) -> Said | None:
    """A row of the table as an entry; nothing where nothing was said."""
    text, figure = str(row.get("words") or ""), number_in(row, "figure") or 0.0
    if not text and not figure and row.get("on") is None:
        return None
    on = day_in(row["on"]) if row.get("on") is not None else date.today()
    words: Any = old.words if old is not None and localized(old.words, lang) == text else text
    return Said(on, row.get("side") or SIDES[1], figure, words, old.chosen if old is not None else "")


def _log(lang: str) -> None:
    columns = {
        "on": st.column_config.DateColumn(say(lang, "field.said.on"), format="YYYY-MM-DD"),
        "side": choices(say(lang, "field.said.side"), SIDES, "party.", lang, default=SIDES[1]),
        "figure": money_column(say(lang, "field.said.figure")),
        "words": st.column_config.TextColumn(say(lang, "field.said.words"), width="large", max_chars=500),
    }
    table_editor(
        "talks_log",
        lambda d: d.talks.log,
        with_log,
        lambda said: said_row(said, lang),
        lambda row, old: said_record(row, old, lang),
        columns,
        lang,
    )


def _no_deal(summary: Summary, lang: str) -> None:
    """What follows if nothing is agreed, by each side's beliefs; going to law; and the law's own price anchors."""
    st.caption(say(lang, "negotiate.no_advice"))
    fields_by_path(list(NO_DEAL_FIELDS), lang, columns=3)
    st.markdown(f"**{say(lang, 'negotiate.law')}**")
    fields_by_path(list(LAW), lang, columns=3)
    law, case = summary.dossier.no_deal.law, summary.dossier.case
    if float(law.sued):
        tree_with_downloads("law", law_nodes(summary.dossier, lang), say(lang, "negotiate.tree_alt"), lang)
    fields_by_path(["talks.value_kept"], lang)
    value, kept = float(case.order.affected_value), float(summary.dossier.talks.value_kept)
    numbers = {"cut": float(reduced_price(value, kept)), "award": float(warranty_damages(value, value * kept))}
    st.caption(say(lang, "negotiate.anchor", price=value, currency=case.currency, **numbers))
