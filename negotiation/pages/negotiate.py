"""Negotiate: is there room, which three offers to put on the table, the map that proves it, the plan of moves, and the log of the talks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from negotiation.bargaining import SIDES, Item, Said, reduced_price, warranty_damages
from negotiation.charts import (
    INK,
    INK_ON_DARK,
    bargaining_map,
    escaped,
    for_markdown,
    how_computed,
    map_message,
    menu_rows,
    next_move,
    no_deal_rows,
    plan_rows,
    room_headline,
    room_lines,
    tracks_chart,
)
from negotiation.dossier import Dossier
from negotiation.pages.alone import alone
from negotiation.pages.choosing import fold
from negotiation.pages.desk import act, desk, is_complete, summary_now
from negotiation.pages.fields import fields
from negotiation.pages.form import refusal
from negotiation.pages.offers import MOST_OPTIONS
from negotiation.pages.tables import Row, choices, day_in, editor, money_column, number_in
from negotiation.rework import Remedy
from negotiation.summary import Bargain, Summary, bargain
from negotiation.words import pick, say

BARE = {"displayModeBar": False, "displaylogo": False}
LAW = tuple(f"no_deal.law.{name}" for name in (
    "sued", "damages", "liable_as_we_see", "liable_as_they_see", "our_costs", "their_costs", "shifted", "enforced", "years"))  # fmt: skip
NO_DEAL_FIELDS = ("no_deal.withheld_chance", "no_deal.withheld_chance_as_they_see_it", "no_deal.switching_cost", "no_deal.their_customer", "no_deal.reputation")
TABLE = ("talks.target", "talks.deadline", "talks.walk_away_spread", "talks.power", "talks.staying", "talks.most_of_harm", "talks.unlimited")


def page(lang: str) -> None:
    """Everything below the header, worked out anew on its own."""
    alone(_all, lang)


def _all(lang: str) -> None:
    if not is_complete() or not desk().claim.offers:
        st.subheader(say(lang, "page.options.empty"), anchor=False)
        st.markdown(say(lang, "negotiate.empty"))
    else:
        _table(lang)


def bargain_now() -> Bargain:
    """The table of the open claim; kept until it changes."""
    summary = summary_now()
    known = st.session_state.get("bargain")
    if known is None or known[0] is not summary:
        known = (summary, bargain(summary))
        st.session_state["bargain"] = known
    found: Bargain = known[1]
    return found


def _table(lang: str) -> None:
    summary, found = summary_now(), bargain_now()
    words = escaped(summary, for_markdown)
    st.subheader(room_headline(words, found, lang), anchor=False)
    st.markdown(f"**{say(lang, 'negotiate.next')}** {next_move(words, found, lang)}")
    _menu(words, found, lang)
    left, right = st.columns([5, 3], gap="large")
    ink = INK_ON_DARK if st.context.theme.type == "dark" else INK
    with left:
        st.markdown(f"**{map_message(words, found, lang)}**")
        st.plotly_chart(bargaining_map(summary, found, lang, ink), theme=None, key="bargaining_map", config=BARE, alt=say(lang, "negotiate.map_alt"))
        st.caption(say(lang, "negotiate.map_note", staying=found.staying))
    with right:
        st.markdown(f"**{say(lang, 'negotiate.room_title')}**")
        st.markdown("\n".join(f"- {line}" for line in room_lines(words, found, lang)))
    _sections(summary, words, found, lang, ink)


def _menu(words: Summary, found: Bargain, lang: str) -> None:
    """The equal offers as cards; each can become an option of the claim, or be noted as the customer's choice."""
    rows = menu_rows(words, found, lang)
    if not rows:
        return
    for column, row, item in zip(st.columns(len(rows)), rows, found.menu, strict=True):
        with column, st.container(border=True):
            st.markdown(f"**{row['letter']} · {row['lead']}**")
            st.markdown(row["what"])
            st.caption(f"{row['cost']}  \n{row['worth']}  \n{row['liked']}")
            full = len(desk().claim.offers) >= MOST_OPTIONS
            st.button(
                say(lang, "negotiate.to_options"), key=f"menu_add_{row['letter']}", icon=":material/add:", disabled=full, on_click=_to_options, args=(item,)
            )
            st.button(say(lang, "negotiate.chosen"), key=f"menu_chosen_{row['letter']}", icon=":material/check:", on_click=_chosen, args=(item, lang),
                      help=say(lang, "negotiate.chosen_help"))  # fmt: skip
    st.caption(say(lang, "negotiate.menu_note"))
    refusal("menu", lang)


def _to_options(item: Item) -> None:
    taken = {offer.code for offer in desk().claim.offers}
    code = next(code for code in (item.offer.code, *(f"{item.offer.code}_{number}" for number in range(2, 99))) if code not in taken)

    def change(dossier: Dossier) -> Dossier:
        known = item.offer.remedy in {remedy.code for remedy in dossier.remedies}
        remedies = dossier.remedies if known else (*dossier.remedies, Remedy(item.offer.remedy, "accept_as_is"))
        return replace(dossier, remedies=remedies, offers=(*dossier.offers, replace(item.offer, code=code)))

    act("menu", change)


def _chosen(item: Item, lang: str) -> None:
    said = Said(date.today(), SIDES[1], 0.0, say(lang, "negotiate.chose"), item.lead)
    act("menu", lambda dossier: _with_log(dossier, (*dossier.talks.log, said)))


def _with_log(dossier: Dossier, log: tuple[Said, ...]) -> Dossier:
    return replace(dossier, talks=replace(dossier.talks, log=tuple(sorted(log, key=lambda said: said.on))))


def _sections(summary: Summary, words: Summary, found: Bargain, lang: str, ink: str) -> None:
    for name, icon in (("moves", ":material/trending_flat:"), ("table", ":material/tune:"), ("no_deal", ":material/gavel:"), ("how", ":material/calculate:")):
        folded = fold(f"negotiate_{name}", say(lang, f"negotiate.{name}_title"), icon)
        if folded.open:
            with folded:
                if name == "moves":
                    _moves(summary, words, found, lang, ink)
                elif name == "table":
                    fields(list(TABLE), lang, columns=3)
                elif name == "no_deal":
                    _no_deal(summary, lang, ink)
                else:
                    _how(words, found, lang)


def _how(words: Summary, found: Bargain, lang: str) -> None:
    for line in how_computed(words, found, lang):
        st.markdown(line)
    heads = [say(lang, f"negotiate.flow_{name}") for name in ("side", "what", "amount", "chance", "day", "worth")]
    config = {heads[place]: st.column_config.TextColumn(alignment="right") for place in (2, 3, 5)}
    st.dataframe(pd.DataFrame(no_deal_rows(words, lang), columns=heads), hide_index=True, column_config=config, alt=say(lang, "negotiate.no_deal_title"))


def _moves(summary: Summary, words: Summary, found: Bargain, lang: str, ink: str) -> None:
    """The plan, the log as a table, and both tracks."""
    rows = plan_rows(words, found, lang)
    if rows:
        heads = [say(lang, f"negotiate.plan_{name}") for name in ("number", "figure", "step", "ask")]
        st.markdown(f"**{say(lang, 'negotiate.plan')}**")
        st.dataframe(pd.DataFrame(rows, columns=heads), hide_index=True, alt=say(lang, "negotiate.plan"))
    st.markdown(f"**{say(lang, 'negotiate.log')}**", help=say(lang, "negotiate.log_help"))
    _log(lang)
    if any(float(each.figure) for each in summary.dossier.talks.log):
        st.plotly_chart(tracks_chart(summary, found, lang, ink), theme=None, key="tracks", config=BARE, alt=say(lang, "negotiate.tracks_alt"))
        st.caption(say(lang, "negotiate.tracks_note"))


def said_row(said: Said, lang: str) -> Row:
    """An entry of the log as a row of the table."""
    return {"on": said.on, "side": said.side, "figure": float(said.figure), "words": str(pick(said.words, lang))}


def said_record(row: Row, old: Any, lang: str) -> Said | None:
    """A row of the table as an entry; nothing where nothing was said."""
    text, figure = str(row.get("words") or ""), number_in(row, "figure") or 0.0
    if not text and not figure and row.get("on") is None:
        return None
    on = day_in(row["on"]) if row.get("on") is not None else date.today()
    words: Any = old.words if old is not None and pick(old.words, lang) == text else text
    return Said(on, row.get("side") or SIDES[1], figure, words, old.chosen if old is not None else "")


def _log(lang: str) -> None:
    columns = {
        "on": st.column_config.DateColumn(say(lang, "field.said.on"), format="YYYY-MM-DD"),
        "side": choices(say(lang, "field.said.side"), SIDES, "party.", lang, default=SIDES[1]),
        "figure": money_column(say(lang, "field.said.figure")),
        "words": st.column_config.TextColumn(say(lang, "field.said.words"), width="large", max_chars=500),
    }
    editor("talks_log", lambda d: d.talks.log, _with_log, lambda said: said_row(said, lang), lambda row, old: said_record(row, old, lang), columns, lang)


def _no_deal(summary: Summary, lang: str, ink: str) -> None:
    """What follows if nothing is agreed, by each side's beliefs; going to law; and the law's own price anchors."""
    st.caption(say(lang, "negotiate.no_advice"))
    fields(list(NO_DEAL_FIELDS), lang, columns=3)
    st.markdown(f"**{say(lang, 'negotiate.law')}**")
    fields(list(LAW), lang, columns=3)
    law, case = summary.dossier.no_deal.law, summary.dossier.case
    if float(law.sued):
        harm = float(case.harm_suffered) if law.damages is None else float(law.damages)
        numbers = {"sued": law.sued, "liable": law.liable_as_we_see, "free": 1.0 - float(law.liable_as_we_see), "currency": case.currency}
        pays, gets = harm + float(law.shifted) * float(law.their_costs), float(law.shifted) * float(law.our_costs)
        st.graphviz_chart(_tree(ink, say(lang, "negotiate.tree_settle"), say(lang, "negotiate.tree_sued", **numbers), say(lang, "negotiate.tree_not"),
                                say(lang, "negotiate.tree_lost", pays=pays, **numbers), say(lang, "negotiate.tree_won", gets=gets, **numbers)))  # fmt: skip
    fields(["talks.value_kept"], lang)
    value, kept = float(case.order.affected_value), float(summary.dossier.talks.value_kept)
    numbers = {"cut": float(reduced_price(value, kept)), "award": float(warranty_damages(value, value * kept))}
    st.caption(say(lang, "negotiate.anchor", price=value, currency=case.currency, **numbers))


def _tree(ink: str, root: str, sued: str, calm: str, lost: str, won: str) -> str:
    """The decision tree of going to law, as graphviz draws it; `ink` is the colour of words and lines."""

    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "").replace('"', "'") + '"'

    nodes = "; ".join(f"{name} [label={quoted(text)}]" for name, text in (("r", root), ("s", sued), ("c", calm), ("l", lost), ("w", won)))
    look = f'node [shape=box, style=rounded, fontsize=12, color="{ink}", fontcolor="{ink}"]; edge [color="{ink}"]'
    return f"digraph {{ rankdir=LR; bgcolor=transparent; {look}; {nodes}; r -> s; r -> c; s -> l; s -> w }}"
