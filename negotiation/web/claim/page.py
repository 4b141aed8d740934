"""Claim: eight questions start it, defaults fill in the rest; what it means, how complete it is, and what happened
when."""

from __future__ import annotations

from datetime import date

import streamlit as st

from negotiation.claim.checks.completeness import completeness
from negotiation.claim.defaults.default_rules import with_typed_value
from negotiation.claim.defaults.first_questions import QUESTIONS, is_known, unanswered
from negotiation.i18n.catalogue import say
from negotiation.model.facts.case import BUSINESSES
from negotiation.presentation.claim.cautions_text import completeness_text, gap_lines
from negotiation.presentation.claim.explain import explain_facts
from negotiation.presentation.claim.text import claim_headline, timeline
from negotiation.presentation.common.escaping import escaped_summary, for_markdown
from negotiation.presentation.options.text import verdict_headline, verdict_reasons
from negotiation.web.claim.more_fields import more_fields
from negotiation.web.claim.question_fields import questions
from negotiation.web.session.claim_session import claim_session, is_complete, summary_now
from negotiation.web.shell.url_state import keep_address
from negotiation.web.widgets.field_widgets import code_field


def page(lang: str) -> None:
    """The eight questions on the left, what follows from them on the right, everything else folded below."""
    headline = st.container()
    left, right = st.columns([5, 4], gap="large")
    with left:
        st.markdown(f"**{say(lang, 'page.claim.questions')}**")
        _setting(lang)
        questions(lang)
    with right:
        if is_complete():
            _meaning(lang)
        else:
            _waiting(lang)
        _timeline(lang)
        with st.expander(say(lang, "page.options.how"), icon=":material/calculate:"):
            st.markdown("\n".join(f"- {step}" for step in explain_facts(claim_session().claim, lang)))
    with headline:
        st.subheader(
            claim_headline(claim_session().claim, lang) if is_complete() else say(lang, "page.claim.new"), anchor=False
        )
    more_fields(lang)
    keep_address(lang)


def _setting(lang: str) -> None:
    """Kind of business and currency: what the starting values come from."""
    left, right = st.columns([3, 2])
    with left:
        code_field(
            "business",
            say(lang, "field.case.business"),
            BUSINESSES,
            lambda code: say(lang, f"business.{code}"),
            lambda d: d.case.business,
            lambda d, code: with_typed_value(d, "case.business", code),
            lang,
            help=say(lang, "field_help.case.business"),
        )
    with right:
        now = claim_session().claim.case.currency
        codes = sorted({*COMMON_CURRENCIES, now})
        code_field(
            "currency",
            say(lang, "field.case.currency"),
            codes,
            str,
            lambda d: d.case.currency,
            lambda d, code: with_typed_value(d, "case.currency", code),
            lang,
        )


COMMON_CURRENCIES = (
    "AUD",
    "BRL",
    "CAD",
    "CHF",
    "CNY",
    "EUR",
    "GBP",
    "HKD",
    "INR",
    "JPY",
    "KRW",
    "MXN",
    "SGD",
    "TWD",
    "USD",
    "VND",
)
"""Offered in the form; a claim file may use any ISO 4217 currency."""


def _waiting(lang: str) -> None:
    """A claim that cannot be computed yet: how far it is, and what is missing for a verdict."""
    claim = claim_session().claim
    st.progress(
        is_known(claim) / len(QUESTIONS),
        text=say(lang, "page.claim.answered", known=is_known(claim), asked=len(QUESTIONS)),
    )
    names = say(lang, "list.join").join(say(lang, f"question.{question.key}.short") for question in unanswered(claim))
    st.info(say(lang, "page.claim.missing", names=names), icon=":material/pending:")
    st.caption(say(lang, "page.claim.promise"))


def _meaning(lang: str) -> None:
    """The verdict in short, and how complete the claim is."""
    summary = summary_now()
    words = escaped_summary(summary, for_markdown)
    with st.container(border=True):
        st.markdown(f"**{verdict_headline(words, lang)}**")
        st.markdown(say(lang, "list.sentence").join(verdict_reasons(words, lang)[:1]))
    found = completeness(summary)
    st.progress(found.known / found.asked, text=completeness_text(found, lang))
    lines = gap_lines(words, found, lang)
    if lines:
        with st.expander(
            say(lang, "page.claim.gaps", count=len(lines)),
            icon=":material/help:",
            expanded=any(gap.turns for gap in found.gaps),
        ):
            st.markdown("\n".join(f"- {line}" for line in lines))
            st.caption(say(lang, "page.claim.gaps_note"))


def _timeline(lang: str) -> None:
    """What happened and what is due, in order, today marked."""
    st.markdown(f"**{say(lang, 'page.claim.timeline')}**")
    st.markdown("\n".join(f"- {line}" for line in timeline(claim_session().claim, date.today(), lang)))
