"""Evidence: the papers and how strong they are, what is claimed without proof, the deadlines, the insurer's consent,
and the timeline."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.edits.from_playbook import with_proofs
from negotiation.claim.edits.playbook_lists import with_playbook
from negotiation.i18n.catalogue import say
from negotiation.model.playbook.evidence import Evidence, TimeBar, proofs, strength, time_bars, unproven
from negotiation.presentation.common.record_tables import LISTS
from negotiation.presentation.common.values import origin_of
from negotiation.presentation.playbook.text import bar_text, papers_by_day
from negotiation.web.session.claim_session import claim_session, commit_step
from negotiation.web.widgets.field_by_path import fields_by_path
from negotiation.web.widgets.field_widgets import refusal
from negotiation.web.widgets.record_editor import columns_of, record_of, row_of
from negotiation.web.widgets.table_editor import table_editor

PAPER = LISTS["evidence"].columns
CHOICES = {"kind": "paper.", "speaks_for": "speaks_for."}
PERIODS = ("delivered_on", "noticed_on", "we_knew", "claim_period", "counted_from", "cisg")
INSURER = ("insurer_by", "insurer_asked_on", "insurer_agreed_on")
ASSUMED = "playbook.time_bars.reasonable_days"
SOON = 14.0
"""Days before a last day from which it is shown as pressing."""


def evidence_section(lang: str) -> None:
    """Draw the section. Deadlines are counted from the day it is drawn on."""
    claim, today = claim_session().claim, date.today()
    _strength(claim.playbook.evidence, lang)
    _papers(lang)
    _take(claim, lang)
    _unproven(claim, lang)
    _deadlines(claim, today, lang)
    _insurer(claim, today, lang)
    lines = papers_by_day(claim, today, lang)
    if lines:
        st.markdown(f"**{say(lang, 'page_evidence.timeline')}**\n" + "\n".join(f"- {line}" for line in lines))


def _strength(papers: tuple[Evidence, ...], lang: str) -> None:
    found = strength(papers)
    how = say(lang, "page_evidence.strength_how", ours=found.ours, theirs=found.theirs)
    if found.balance is None:
        st.markdown(f"**{say(lang, 'page_evidence.no_strength')}**", help=how)
    else:
        st.markdown(f"**{say(lang, 'page_evidence.strength', balance=found.balance)}**", help=how)
    st.caption(say(lang, "page_evidence.informs"))


def _papers(lang: str) -> None:
    def to_record(row: dict[str, Any], old: Any) -> Evidence | None:
        found: Evidence | None = record_of(Evidence, row, old, PAPER, lang)
        return found

    st.caption(say(lang, "page_evidence.papers"))
    table_editor(
        "playbook_evidence",
        lambda d: d.playbook.evidence,
        lambda d, papers: with_playbook(d, evidence=papers),
        lambda each: row_of(each, PAPER, lang),
        to_record,
        columns_of(Evidence, PAPER, lang, CHOICES),
        lang,
    )


def new_proofs(dossier: Dossier) -> tuple[str, ...]:
    """The proofs that our papers stand for and the facts of the claim do not name yet."""
    return tuple(code for code in proofs(dossier.playbook.evidence) if code not in dossier.case.incident.proof)


def _take(claim: Dossier, lang: str) -> None:
    codes = new_proofs(claim)
    what = say(lang, "list.join").join(say(lang, f"proof.{code}") for code in codes)
    help = say(lang, "page_evidence.take_help", what=what) if codes else say(lang, "page_evidence.taken")
    st.button(
        say(lang, "page_evidence.take"),
        key="evidence_take",
        icon=":material/verified:",
        disabled=not codes,
        help=help,
        on_click=_take_now,
    )
    refusal("evidence_take", lang)


def _take_now() -> None:
    commit_step("evidence_take", with_proofs)


def _unproven(claim: Dossier, lang: str) -> None:
    gaps, currency = unproven(claim.case), claim.case.currency
    if not claim.case.claims:
        return
    if not gaps:
        st.markdown(f":material/check: {say(lang, 'page_evidence.all_proven')}")
        return
    total = sum(gap.at_stake for gap in gaps)
    st.markdown(
        f"**{say(lang, 'page_evidence.unproven', total=total, currency=currency)}**",
        help=say(lang, "page_evidence.unproven_how"),
    )
    rows = [(say(lang, f"claim_line.{gap.line.kind}"), gap.at_stake, float(gap.line.claimed)) for gap in gaps]
    lines = (
        say(lang, "page_evidence.unproven_line", what=what, gap=gap, claimed=claimed, currency=currency)
        for what, gap, claimed in rows
    )
    st.markdown("\n".join(f"- {line}" for line in lines))


def _deadlines(claim: Dossier, today: date, lang: str) -> None:
    bars = claim.playbook.time_bars
    st.markdown(f"**{say(lang, 'page_evidence.deadlines')}**", help=say(lang, "page_evidence.deadlines_how"))
    names = (*PERIODS, *(("reasonable_days",) if bars.cisg else ()))
    fields_by_path([f"playbook.time_bars.{name}" for name in names], lang, columns=3)
    if bars.we_knew:
        st.warning(say(lang, "page_evidence.we_knew"), icon=":material/gavel:")
    found = [bar for bar in time_bars(bars, claim.case, today) if bar.code != "insurer"]
    if found:
        st.markdown("\n".join(f"- {bar_line(claim, bar, lang)}" for bar in found))
    elif not bars.we_knew:
        st.caption(say(lang, "page_evidence.no_bars"))


def bar_line(claim: Dossier, bar: TimeBar, lang: str) -> str:
    """A last day as markdown: red where it was missed, orange where it is near, with a badge while its period is an
    assumption."""
    text = bar_text(bar, lang)
    pressing = bar.kept is None and bar.left <= SOON
    line = f":red[{text}]" if bar.kept is False else f":orange[{text}]" if pressing else text
    origin = origin_of(claim, ASSUMED)
    return (
        f"{line} :orange-badge[{say(lang, f'origin.{origin}')}]"
        if bar.code == "reasonable_notice" and origin in ("default", "assumption")
        else line
    )


def _insurer(claim: Dossier, today: date, lang: str) -> None:
    """Whether whoever insures us has agreed; the caution stays until they have."""
    bars = claim.playbook.time_bars
    st.markdown(f"**{say(lang, 'page_evidence.insurer')}**")
    fields_by_path(
        [f"playbook.time_bars.{name}" for name in ("insured", *(INSURER if bars.insured else ()))],
        lang,
        columns=4 if bars.insured else 3,
    )
    for bar in time_bars(bars, claim.case, today):
        if bar.code == "insurer":
            st.markdown(f"- {bar_line(claim, bar, lang)}")
    if bars.insured and bars.insurer_agreed_on is not None:
        st.success(say(lang, "page_evidence.agreed", on=bars.insurer_agreed_on), icon=":material/verified_user:")
    elif bars.insurer_asked_on is not None and bars.consent_missing:
        st.warning(
            f"**{say(lang, 'page_evidence.asked', on=bars.insurer_asked_on)}** {say(lang, 'page_evidence.until')}",
            icon=":material/shield:",
        )
    elif bars.consent_missing:
        caution = "  \n".join(say(lang, f"caution.insurer_first.{part}") for part in ("what", "instead"))
        st.warning(f"**{say(lang, 'page_evidence.not_asked')}** {caution}", icon=":material/shield:")
