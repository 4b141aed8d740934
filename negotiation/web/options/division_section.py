"""Who bears how much of the loss: the parties, every rule side by side, the way that is chosen put into an option;
and the claim upstream."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.upstream import AGAINST
from negotiation.claim.edits.apply_division import divide_loss, loss_of, starting_stakes, with_division
from negotiation.claim.edits.upstream_claim import upstream_claim
from negotiation.claim.summary.claim_summary import Summary
from negotiation.core.fields import Translated
from negotiation.core.money import minor_digits
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import localized
from negotiation.model.division.loss_parties import PARTIES, Stake
from negotiation.model.playbook.evidence import strength
from negotiation.model.valuation.offer import NO_DEAL
from negotiation.presentation.common.escaping import for_markdown
from negotiation.presentation.common.labels import option_label
from negotiation.presentation.common.values import choice_text
from negotiation.presentation.division.chart import division_chart
from negotiation.presentation.division.table import division_table
from negotiation.presentation.division.text import division_sentence, ways_in_plain_words
from negotiation.web.session.claim_session import claim_session, commit_step, open_claim
from negotiation.web.session.view_state import choice_box
from negotiation.web.widgets.chart_with_downloads import chart_with_downloads, table_with_downloads
from negotiation.web.widgets.field_by_path import field_by_path
from negotiation.web.widgets.field_widgets import refusal
from negotiation.web.widgets.table_editor import Row, choices, money_column, number_in, table_editor


def division_section(summary: Summary, lang: str) -> None:
    """Parties and shares, the rules side by side, and what to do with the result."""
    claim = claim_session().claim
    st.markdown(say(lang, "division.intro"))
    if not claim.division.stakes:
        st.button(say(lang, "division.start"), key="division_start", icon=":material/groups:", on_click=_start)
    else:
        _stakes(lang)
        left, right = st.columns(2)
        with left:
            field_by_path("division.loss", lang)
        with right:
            field_by_path("division.way", lang)
        refusal("division", lang)
        if claim.playbook.evidence:
            papers = strength(claim.playbook.evidence)
            st.caption(say(lang, "division.evidence", ours=papers.ours, theirs=papers.theirs))
        _rules(summary, claim, lang)
    _upstream(summary, lang)


def _start() -> None:
    commit_step(
        "division",
        lambda dossier: replace(dossier, division=replace(dossier.division, stakes=starting_stakes(dossier))),
    )


def _stakes(lang: str) -> None:
    percent: Any = st.column_config.NumberColumn
    columns = {
        "party": choices(say(lang, "field.stake.party"), PARTIES, "party.", lang, default="factory"),
        "most": money_column(say(lang, "field.stake.most")),
        "responsibility": percent(
            f"{say(lang, 'field.stake.responsibility')} (%)", min_value=0.0, max_value=100.0, format="%.4g"
        ),
        "agreed": percent(f"{say(lang, 'field.stake.agreed')} (%)", min_value=0.0, max_value=100.0, format="%.4g"),
    }

    def put(dossier: Dossier, stakes: tuple[Any, ...]) -> Dossier:
        ranges = tuple(each for each in dossier.ranges if not each.path.startswith("division.stakes"))
        return replace(dossier, division=replace(dossier.division, stakes=stakes), ranges=ranges)

    st.caption(say(lang, "division.stakes"))
    table_editor("stakes", lambda d: d.division.stakes, put, stake_row, stake_record, columns, lang)


def stake_row(stake: Stake) -> Row:
    """A party as a row of the table; shares as percent."""
    return {
        "party": stake.party,
        "most": float(stake.most),
        "responsibility": 100.0 * float(stake.responsibility),
        "agreed": 100.0 * float(stake.agreed),
    }


def stake_record(row: Row, old: Any) -> Stake:
    """A row of the table as a party."""
    parts = {name: (number_in(row, name) or 0.0) / 100.0 for name in ("responsibility", "agreed")}
    return Stake(row.get("party") or "factory", number_in(row, "most") or 0.0, **parts)


def _rules(summary: Summary, claim: Dossier, lang: str) -> None:
    loss, found, stakes = loss_of(claim), divide_loss(claim), claim.division.stakes
    most = sum(float(stake.most) for stake in stakes)
    if most < loss:
        st.warning(say(lang, "division.not_enough", most=most, loss=loss, currency=claim.case.currency))
    chart_with_downloads(
        "division_chart",
        lambda ink: division_chart(claim, found, lang, ink),
        say(lang, "division.chart_alt"),
        lang,
        summary,
    )
    heads, rows = division_table(claim, found, lang)
    table_with_downloads(
        "division", heads, rows, say(lang, "page.options.division"), lang, right=tuple(heads)[1:-1], notes=summary
    )
    st.caption("  \n".join(ways_in_plain_words(lang)))
    if found[claim.division.way] is None:
        return
    st.markdown(division_sentence(claim, found, lang))
    codes = [offer.code for offer in claim.offers]
    if codes:
        left, right = st.columns([3, 2], vertical_alignment="bottom")
        with left:
            code = choice_box(
                "divided", say(lang, "division.into"), codes, lambda each: option_label(claim, each, lang)
            )
        right.button(
            say(lang, "division.put"),
            key="division_put",
            help=say(lang, "division.put_help"),
            on_click=_put,
            args=(code,),
        )


def _put(code: str) -> None:
    commit_step("division", lambda dossier: with_division(dossier, code))


def _upstream(summary: Summary, lang: str) -> None:
    """The same incident one step up the chain."""
    claim = claim_session().claim
    if claim.upstream.against != AGAINST[0]:
        return
    st.markdown(f"**{say(lang, 'division.upstream')}**", help=say(lang, "division.upstream_help"))
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        against = choice_box(
            "against", say(lang, "division.against"), AGAINST[1:], lambda each: say(lang, f"against.{each}")
        )
    cost = float(summary.best.claim_cost) if summary.verdict.code != NO_DEAL else loss_of(claim)
    right.button(
        say(lang, "division.open"),
        key="open_upstream",
        icon=":material/north:",
        on_click=_open,
        args=(against, max(cost, 0.0)),
    )


def _open(against: str, cost: float) -> None:
    claim = claim_session().claim
    title = Translated(
        *(say(lang, "division.title", title=str(localized(claim.case.title, lang))) for lang in ("en", "zh"))
    )
    ourselves = Translated(say("en", "division.ourselves"), say("zh", "division.ourselves"))
    open_claim(
        upstream_claim(claim, against, round(cost, minor_digits(claim.case.currency)), title, ourselves),
        "own",
        keep=True,
    )


def upstream_banner(summary: Summary, lang: str) -> None:
    """On a mirrored claim: whose seat is whose, and the gap that is left to us."""
    upstream, currency = summary.dossier.upstream, summary.dossier.case.currency
    if upstream.against == AGAINST[0]:
        return
    against = choice_text(summary.dossier, "upstream.against", upstream.against, lang)
    text = say(lang, "division.banner", against=for_markdown(against), cost=upstream.cost, currency=currency)
    if summary.verdict.code != NO_DEAL:
        gap = -float(summary.best.to_customer)
        text += "  \n" + say(lang, "division.gap", gap=gap, got=float(upstream.cost) - gap, currency=currency)
    st.info(text, icon=":material/swap_vert:")
