"""Options: the verdict, the chart that proves it, the levers beside the chart that they move, and how each number
was computed."""

from __future__ import annotations

import streamlit as st

from negotiation.claim.checks.cautions import cautions
from negotiation.claim.checks.challenges import CHALLENGES, with_challenge
from negotiation.claim.checks.switch_points import turning_points
from negotiation.claim.defaults.first_questions import unanswered
from negotiation.claim.summary.claim_summary import Summary, summarise
from negotiation.core.fields import Translated
from negotiation.i18n.catalogue import say
from negotiation.presentation.claim.cautions_text import caution_lines, caution_names, turning_text
from negotiation.presentation.common.escaping import escaped_summary, for_markdown
from negotiation.presentation.options.chart_titles import headline_figures
from negotiation.presentation.options.text import notices, verdict_headline, verdict_reasons
from negotiation.web.options.chart_switcher import chart_switcher
from negotiation.web.options.division_section import upstream_banner
from negotiation.web.options.option_builder import open_builder
from negotiation.web.options.option_details import details
from negotiation.web.options.sensitivity_sliders import levers
from negotiation.web.session.claim_session import claim_session, is_complete, open_sample, summary_now, summary_of_base
from negotiation.web.session.session_state import CHALLENGE
from negotiation.web.shell.page_fragment import page_fragment


def page(lang: str) -> None:
    """Everything below the header, worked out anew on its own when a lever moves: the header waits for the next
    whole run."""
    page_fragment(_all, lang)


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
        chart_switcher(summary, lang)
    with top:
        upstream_banner(summary, lang)
        _verdict(summary, challenge, lang)
    with right:
        st.segmented_control(
            say(lang, "challenge.label"),
            CHALLENGES,
            key=CHALLENGE.key,
            required=True,
            persist_state="session",
            wrap=True,
            format_func=lambda code: say(lang, f"challenge.{code}"),
            help=say(lang, "challenge.help"),
        )
        levers(lang)
        st.caption(
            say(lang, "page.options.now", verdict=verdict_headline(escaped_summary(summary, for_markdown), lang))
        )
    st.button(
        say(lang, "page.options.open_builder"),
        key="open_builder",
        icon=":material/tune:",
        on_click=open_builder,
        args=(summary.verdict.code,),
    )
    details(summary, lang)


def _empty(lang: str) -> None:
    names = say(lang, "list.join").join(
        say(lang, f"question.{question.key}.short") for question in unanswered(claim_session().claim)
    )
    st.subheader(say(lang, "page.options.empty"), anchor=False)
    st.markdown(say(lang, "page.options.empty_missing", names=names))
    with st.container(horizontal=True):
        st.button(
            say(lang, "page.options.empty_sample"), on_click=open_sample, args=("gift_boxes",), key="empty_sample"
        )


def _summary(lang: str) -> tuple[Summary, str]:
    """The open claim, or what a challenge makes of it."""
    summary = summary_now()
    if CHALLENGE.get() not in CHALLENGES:  # another page forgets it
        CHALLENGE.put(CHALLENGES[0])
    challenge = str(CHALLENGE.get())
    if challenge == CHALLENGES[0]:
        return summary, challenge
    key = f"challenge.{challenge}_why"
    supposed = with_challenge(
        summary,
        challenge,
        Translated(say("en", "challenge.who"), say("zh", "challenge.who")),
        Translated(say("en", key), say("zh", key)),
    )
    return summarise(supposed), challenge


def _verdict(summary: Summary, challenge: str, lang: str) -> None:
    words = escaped_summary(summary, for_markdown)
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
        with right.expander(
            say(lang, "list.sentence").join([say(lang, "caution.title"), caution_names(found, lang)]),
            icon=":material/warning:",
        ):
            st.markdown("\n".join(f"- {line}" for line in caution_lines(words, found, lang)))


def _figures(summary: Summary, lang: str) -> None:
    """Three figures with their change against the pinned version, each explained in its help."""
    base = None if claim_session().claim is claim_session().base and summary is summary_now() else summary_of_base()
    shown = headline_figures(summary, base, lang)
    with st.container(horizontal=True, gap="medium"):
        for figure in shown:
            st.metric(
                figure.label,
                figure.value,
                figure.change or None,
                delta_color="inverse" if figure.cost else "normal",
                help=figure.help,
                width="content",
            )
