"""Options: the verdict, the chart that proves it, the levers beside the chart that they move, and how each number was computed."""

from __future__ import annotations

import streamlit as st

from negotiation.charts import caution_lines, caution_names, escaped, for_markdown, headline_figures, notices, turning_text, verdict_headline, verdict_reasons
from negotiation.pages.alone import alone
from negotiation.pages.desk import desk, is_complete, open_sample, summary_now, summary_of_base
from negotiation.pages.details import details
from negotiation.pages.division import upstream_banner
from negotiation.pages.levers import levers
from negotiation.pages.offers import open_builder
from negotiation.pages.views import view
from negotiation.review import CHALLENGES, cautions, challenged, turning_points
from negotiation.starting import unanswered
from negotiation.summary import Summary, summarise
from negotiation.units import Translated
from negotiation.words import say


def page(lang: str) -> None:
    """Everything below the header, worked out anew on its own when a lever moves: the header waits for the next whole run."""
    alone(_all, lang)


def _all(lang: str) -> None:
    """The whole page; where the claim is not complete yet, what is missing and the two ways on."""
    if not is_complete():
        _empty(lang)
    else:
        _verdict_chart_and_levers(lang)


def _verdict_chart_and_levers(lang: str) -> None:
    top = st.container()
    summary, challenge = _summary(lang)
    left, right = st.columns([5, 3], gap="large")
    with left:  # first, since drawing it takes the browser longest
        view(summary, lang)
    with top:
        upstream_banner(summary, lang)
        _verdict(summary, challenge, lang)
    with right:
        st.segmented_control(say(lang, "challenge.label"), CHALLENGES, key="challenge", required=True, persist_state="session", wrap=True,
                             format_func=lambda code: say(lang, f"challenge.{code}"),
                             help=say(lang, "challenge.help"))  # fmt: skip
        levers(lang)
        st.caption(say(lang, "page.options.now", verdict=verdict_headline(escaped(summary, for_markdown), lang)))
    st.button(say(lang, "page.options.open_builder"), key="open_builder", icon=":material/tune:", on_click=open_builder, args=(summary.verdict.code,))
    details(summary, lang)


def _empty(lang: str) -> None:
    names = say(lang, "list.join").join(say(lang, f"question.{question.key}.short") for question in unanswered(desk().claim))
    st.subheader(say(lang, "page.options.empty"), anchor=False)
    st.markdown(say(lang, "page.options.empty_missing", names=names))
    with st.container(horizontal=True):
        st.button(say(lang, "page.options.empty_sample"), on_click=open_sample, args=("gift_boxes",), key="empty_sample")


def _summary(lang: str) -> tuple[Summary, str]:
    """The open claim, or what a challenge makes of it."""
    summary = summary_now()
    if st.session_state.get("challenge") not in CHALLENGES:  # another page forgets it
        st.session_state["challenge"] = CHALLENGES[0]
    challenge = str(st.session_state["challenge"])
    if challenge == CHALLENGES[0]:
        return summary, challenge
    key = f"challenge.{challenge}_why"
    supposed = challenged(summary, challenge, Translated(say("en", "challenge.who"), say("zh", "challenge.who")), Translated(say("en", key), say("zh", key)))
    return summarise(supposed), challenge


def _verdict(summary: Summary, challenge: str, lang: str) -> None:
    words = escaped(summary, for_markdown)
    reasons = verdict_reasons(words, lang)
    why, others = reasons[:2], reasons[2:]
    st.subheader(verdict_headline(words, lang), anchor=False)
    if why:
        st.markdown(say(lang, "list.sentence").join(why))
    for notice in notices(words, lang):
        st.warning(notice)
    judged = summary_now()
    turning = turning_text(words, turning_points(summary), lang) if challenge == CHALLENGES[0] else ""
    if challenge != CHALLENGES[0]:
        same = summary.verdict.code == judged.verdict.code
        st.info(say(lang, f"challenge.{challenge}_{'holds' if same else 'turns'}"), icon=":material/question_mark:")
    _figures(summary, lang)
    found = cautions(summary)
    lines = [f"- {line}" for line in (*others, *([turning] if turning else []))]
    left, right = st.columns(2)
    if lines:
        with left.expander(say(lang, "page.options.more"), icon=":material/notes:"):
            st.markdown("\n".join(lines))
    if found:
        with right.expander(say(lang, "list.sentence").join([say(lang, "caution.title"), caution_names(found, lang)]), icon=":material/warning:"):
            st.markdown("\n".join(f"- {line}" for line in caution_lines(words, found, lang)))


def _figures(summary: Summary, lang: str) -> None:
    """Three figures with their change against the pinned version, each explained in its help."""
    base = None if desk().claim is desk().base and summary is summary_now() else summary_of_base()
    shown = headline_figures(summary, base, lang)
    with st.container(horizontal=True, gap="medium"):
        for figure in shown:
            st.metric(figure.label, figure.value, figure.change or None, delta_color="inverse" if figure.cost else "normal", help=figure.help, width="content")
