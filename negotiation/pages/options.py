"""Options: the verdict, the chart that proves it, the levers beside the chart that they move, and how each number was computed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from negotiation.charts import (
    COLUMNS, chart_message, error_text, explain, legend, loss_and_lifetime_bars, loss_and_lifetime_value, notices, option_label, rows_as_text,
    scales_note, sources, verdict_headline, verdict_reasons,
)  # fmt: skip
from negotiation.dossier import Dossier
from negotiation.lifetime import Judgement
from negotiation.pages.claim import open_claim
from negotiation.pages.form import forget_levers, lever
from negotiation.settlement import NO_DEAL
from negotiation.summary import Summary, summarise
from negotiation.terms import CreditOverOrders, CustomerShare, ExtraOrders, RepaymentOverOrders
from negotiation.units import SHARE, BadInput, Translated, Unit
from negotiation.words import say

SHARED = (CustomerShare, RepaymentOverOrders)
PAID_OVER = (RepaymentOverOrders, CreditOverOrders)


def page(lang: str, bar: DeltaGenerator) -> None:
    """The whole page. The levers are drawn first into their place beside the chart, since the verdict above depends on them."""
    opened = open_claim(lang, bar)
    top = st.container()
    left, right = st.columns([5, 3], gap="large")
    with right:
        moved = _levers(opened, lang)
    summary = _computed(moved, lang, top)
    if summary is None:
        return
    with top:
        _verdict(summary, lang)
    with left:
        _chart(summary, lang)
    _details(summary, lang)


def _computed(dossier: Dossier, lang: str, place: Any) -> Summary | None:
    """The summary; where the figures cannot be computed, what is wrong, and the last summary that could."""
    try:
        summary = summarise(dossier)
    except BadInput as error:
        with place:
            for problem in error.problems:
                st.error(error_text(problem, lang))
            st.caption(say(lang, "app.nothing_kept"))
        return st.session_state.get("last_summary")
    st.session_state["last_summary"] = summary
    return summary


def _verdict(summary: Summary, lang: str) -> None:
    first, second, *others = [*verdict_reasons(summary, lang), ""]
    st.subheader(verdict_headline(summary, lang), anchor=False)
    st.markdown(f"{first} {second}".strip())
    for notice in notices(summary, lang):
        st.warning(notice)
    if any(others):
        st.caption(" \n".join(f"- {reason}" for reason in others if reason))


def _chart(summary: Summary, lang: str) -> None:
    st.markdown(f"**{chart_message(summary, lang)}**")
    st.plotly_chart(
        loss_and_lifetime_value(summary, lang), key="loss_and_lifetime_value", config={"displayModeBar": False, "displaylogo": False},
        alt=say(lang, "chart.alt"),
    )  # fmt: skip
    st.caption(f"{legend(summary, lang)}  \n{scales_note(summary, lang)}")


def _levers(dossier: Dossier, lang: str) -> Dossier:
    """The four things that people argue about; returns the dossier with them put in."""

    def words(key: str) -> str:
        return say(lang, f"page.options.{key}")

    def used_by(*terms: type[Any]) -> list[str]:
        return [option_label(dossier, offer.code, lang) for offer in dossier.offers if any(isinstance(term, terms) and _movable(term) for term in offer.terms)]

    def first(name: str, *terms: type[Any]) -> float | None:
        found = (getattr(term, name) for offer in dossier.offers for term in offer.terms if isinstance(term, terms) and _movable(term))
        value = next(found, None)
        return None if value is None else float(value)

    st.markdown(f"**{words('levers')}**")
    changes: dict[str, float] = {}
    for name, field, unit, terms in (
        ("our_share", "share", SHARE, SHARED),
        ("orders", "orders", _limit(RepaymentOverOrders, "orders", 24), PAID_OVER),
        ("extra", "orders", _limit(ExtraOrders, "orders", 24), (ExtraOrders,)),
    ):
        value = first(field, *terms)
        if value is None:
            continue
        start = 1.0 - value if name == "our_share" else value
        changes[name] = lever(name, words(name), unit, start, words(f"{name}_help"), lang)
    moved = replace(dossier, offers=tuple(replace(offer, terms=tuple(_moved(term, changes) for term in offer.terms)) for offer in dossier.offers))
    moved = _judged(moved, lang)
    st.button(say(lang, "app.reset"), on_click=forget_levers, icon=":material/undo:", type="tertiary")
    return moved


def _limit(term: type[Any], field: str, high: float) -> Unit:
    """The unit of a term's field, its range narrowed to what a slider can show."""
    unit: Unit = next(each.metadata["unit"] for each in term.__dataclass_fields__.values() if each.name == field)
    return unit.within(high=high)


def _movable(term: Any) -> bool:
    """A customer who pays all is an option of its own, not a shared cost: the lever of our share leaves it alone."""
    return not (isinstance(term, SHARED) and term.share >= 1.0)


def _moved(term: Any, changes: dict[str, float]) -> Any:
    if isinstance(term, SHARED) and "our_share" in changes and _movable(term):
        term = replace(term, share=round(1.0 - changes["our_share"], 9))
    if isinstance(term, PAID_OVER) and "orders" in changes:
        term = replace(term, orders=changes["orders"])
    if isinstance(term, ExtraOrders) and "extra" in changes:
        term = replace(term, orders=changes["extra"])
    return term


def _judged(dossier: Dossier, lang: str) -> Dossier:
    """The chance of staying of one option at a time; what was typed for the others is kept."""
    outcomes = {outcome.code: outcome for outcome in summarise(dossier).outcomes}
    codes = list(outcomes)
    chosen = st.selectbox(
        say(lang, "page.options.option"), codes, index=codes.index(_first_choice(dossier)), key="staying_of",
        format_func=lambda code: option_label(dossier, code, lang), persist_state="session",
    )  # fmt: skip
    chosen = chosen if chosen in outcomes else NO_DEAL
    start = float(outcomes[chosen].staying)
    lever(f"staying_{chosen}", say(lang, "page.options.staying"), SHARE, start, say(lang, "page.options.staying_help"), lang)
    who = Translated(say("en", "page.options.changed_who"), say("zh", "page.options.changed_who"))
    why = Translated(say("en", "page.options.changed"), say("zh", "page.options.changed"))

    def judgement(code: str, typed: Judgement | None) -> Judgement | None:
        percent = st.session_state.get(f"lever_staying_{code}")
        unchanged = percent is None or abs(percent / 100.0 - float(outcomes[code].staying)) < 1e-9
        return typed if unchanged else Judgement(percent / 100.0, who, why)

    offers = tuple(replace(offer, staying=judgement(offer.code, offer.staying)) for offer in dossier.offers)
    return replace(dossier, offers=offers, no_deal=replace(dossier.no_deal, staying=judgement(NO_DEAL, dossier.no_deal.staying)))


def _first_choice(dossier: Dossier) -> str:
    return summarise(dossier).verdict.code


def _details(summary: Summary, lang: str) -> None:
    """Folded: the table, how one option was computed, and where the figures come from."""
    order = [bar.code for bar in loss_and_lifetime_bars(summary)]
    currency = summary.dossier.case.currency
    with st.expander(say(lang, "page.options.table"), icon=":material/table:"):
        frame = pd.DataFrame(rows_as_text(summary, lang, order))
        config = {"option": st.column_config.TextColumn(say(lang, "head.option"), help=say(lang, "head_help.option"), pinned=True, width="medium")}
        for column in COLUMNS:
            config[column.key] = st.column_config.TextColumn(say(lang, f"head.{column.key}"), help=say(lang, f"head_help.{column.key}"), alignment="right")
        st.dataframe(frame, hide_index=True, column_config=config, key="table", alt=say(lang, "page.options.table"))
        st.caption(say(lang, "page.options.table_note", currency=currency))
    with st.expander(say(lang, "page.options.how"), icon=":material/calculate:"):
        chosen = st.selectbox(
            say(lang, "page.options.option"), order, key="explained", format_func=lambda code: option_label(summary.dossier, code, lang),
            persist_state="session",
        )  # fmt: skip
        chosen = chosen if chosen in order else order[0]
        found = explain(summary, chosen, lang)
        st.caption(say(lang, "explain.intro", label=option_label(summary.dossier, chosen, lang)))
        for step in found.steps:
            st.markdown(step)
        st.caption(say(lang, "explain.flows", rate=summary.dossier.case.rates.us))
        heads = {name: say(lang, f"explain.{name}") for name in ("flow", "who", "amount", "first", "times", "chance", "value")}
        right = {heads[name]: st.column_config.TextColumn(alignment="right") for name in ("amount", "times", "chance", "value")}
        st.dataframe(pd.DataFrame(found.flows).rename(columns=heads), hide_index=True, column_config=right, alt=say(lang, "page.options.how"))
    with st.expander(say(lang, "page.options.assumptions"), icon=":material/fact_check:"):
        life = summary.life
        st.markdown(say(lang, "page.options.lifetime", value=life.value, over=life.over_horizon, horizon=life.horizon, currency=currency))
        heads = {name: say(lang, f"explain.note_{name}") for name in ("field", "origin", "what")}
        frame = pd.DataFrame(sources(summary, lang)).rename(columns=heads)
        st.dataframe(frame, hide_index=True, column_config={heads["what"]: st.column_config.TextColumn(width="large")}, alt=say(lang, "page.options.assumptions"))
