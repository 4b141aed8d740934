"""4W1H: the main problem, why, what solves it, when, and how it is prevented; the measures' days on their way into a
remedy."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from negotiation.claim.edits.from_playbook import with_steps_of_measures
from negotiation.i18n.catalogue import say
from negotiation.i18n.formats import localized
from negotiation.model.facts.case import Case
from negotiation.model.playbook.root_cause import MEASURES, QUESTIONS, Diagnosis, Late, Measure, diagnosis, rework_steps
from negotiation.presentation.common.escaping import for_markdown
from negotiation.presentation.common.labels import remedy_label
from negotiation.presentation.playbook.text import action_due
from negotiation.presentation.trees.text import cause_nodes, tree_lines
from negotiation.web.playbook.playbook_rows import (
    cause_record,
    cause_row,
    measure_record,
    measure_row,
    put_causes,
    put_measures,
    put_problems,
    trouble_record,
    trouble_row,
    with_main,
)
from negotiation.web.session.claim_session import claim_session, commit_step
from negotiation.web.session.view_state import choice_box
from negotiation.web.widgets.chart_with_downloads import tree_with_downloads
from negotiation.web.widgets.field_widgets import code_field, refusal
from negotiation.web.widgets.table_editor import choices, money_column, table_editor


def root_cause_section(lang: str) -> None:
    """The five answers, the tree of causes, measures by kind, what comes too late, and the tables in which all that
    is written."""
    claim, today = claim_session().claim, date.today()
    playbook = claim.playbook
    found = diagnosis(playbook.problems, playbook.causes, playbook.measures, claim.case, today)
    st.markdown("\n".join(f"- {answer_text(question, found, today, lang)}" for question in QUESTIONS))
    if not playbook.problems:
        st.info(say(lang, "playbook_page.nothing"))
    else:
        _tree(lang)
    _measures(found, today, lang)
    if found.late:
        st.markdown(
            f":red[:material/error:] **{say(lang, 'playbook_page.late_title')}**\n"
            + "\n".join(f"- {late_text(each, claim.case, lang)}" for each in found.late)
        )
    _tables(lang)
    _into_remedy(lang)


def answer_text(question: str, found: Diagnosis, today: date, lang: str) -> str:
    """One of the five questions with its answer as markdown, or that it has none yet."""
    word = say(lang, f"w1h.{question}")
    if question in found.open:
        return say(
            lang, "playbook_page.answer", question=word, answer=f":orange[{say(lang, 'playbook_page.unanswered')}]"
        )
    roots = [chain[-1].what for chain in found.chains if chain[-1].root]
    answers = {
        "what": [found.main.what] if found.main else [],
        "why": roots,
        **{kind: [each.what for each in found.measures[kind]] for kind in MEASURES},
    }
    if question == "when":
        return say(lang, "playbook_page.answer", question=word, answer=_when(found, today, lang))
    texts = [for_markdown(str(localized(each, lang))) for each in answers[question]]
    answer = texts[0] if len(texts) == 1 else say(lang, "playbook_page.several", first=texts[0], more=len(texts) - 1)
    return say(lang, "playbook_page.answer", question=word, answer=answer)


def _when(found: Diagnosis, today: date, lang: str) -> str:
    if found.left is None:
        return say(lang, "playbook_page.when_done")
    due = min(each.due for each in found.measures["solution"] if each.due is not None and each.done_on is None)
    return say(
        lang, "playbook_page.when_open" if due >= today else "playbook_page.when_past", left=abs(found.left), due=due
    )


def _tree(lang: str) -> None:
    playbook = claim_session().claim.playbook
    codes = [each.code for each in playbook.problems]
    labels = {each.code: str(localized(each.what, lang)) for each in playbook.problems}
    if len(codes) > 1:
        code_field(
            "playbook_main",
            say(lang, "playbook_page.main"),
            codes,
            lambda code: labels.get(code, code),
            lambda d: next((each.code for each in d.playbook.problems if each.main), None),
            with_main,
            lang,
            placeholder=say(lang, "playbook_page.no_main"),
        )
    left, right = st.columns(2, gap="large")
    left.markdown(tree_lines(playbook, lang))
    if playbook.causes:
        with right:
            tree_with_downloads("causes", cause_nodes(playbook, lang), say(lang, "playbook_page.tree_alt"), lang)


def _measures(found: Diagnosis, today: date, lang: str) -> None:
    """What is done, by kind: who by when."""
    shown = [kind for kind in MEASURES if found.measures[kind]]
    for column, kind in zip(st.columns(len(shown)) if shown else (), shown, strict=True):
        head = say(lang, f"measure_kind.{kind}")
        column.markdown(
            f"**{head[:1].upper()}{head[1:]}**\n"
            + "\n".join(f"- {measure_text(each, today, lang)}" for each in found.measures[kind])
        )


def measure_text(each: Measure, today: date, lang: str) -> str:
    """A measure in one line of markdown: what, who, by when or when it was done."""
    who = for_markdown(str(localized(each.owner, lang))) or say(lang, "playbook_page.no_owner")
    left = None if each.due is None else float((each.due - today).days)
    when = (
        action_due(each.due, left, lang)
        if each.done_on is None
        else say(lang, "playbook_page.done_on", on=each.done_on)
    )
    return say(lang, "playbook_page.measure", what=for_markdown(str(localized(each.what, lang))), who=who, due=when)


def late_text(late: Late, case: Case, lang: str) -> str:
    """A measure that misses a date of the contract, with the payment that hangs on that date."""
    if late.against in ("needed_on", "answer_by"):
        against = say(lang, f"playbook_page.late_{late.against}")
    else:
        against = say(lang, "playbook_page.late_milestone", stage=say(lang, f"milestone.{late.against}"))
    what = for_markdown(str(localized(late.measure.what, lang)))
    key = "late_payment" if late.payment else "late"
    return say(
        lang,
        f"playbook_page.{key}",
        what=what,
        days=late.days,
        against=against,
        on=late.on,
        payment=late.payment,
        currency=case.currency,
    )


def _select(label: str, labels: Mapping[str, str], **more: Any) -> Any:
    shown: dict[Any, str] = {code: words[:80] for code, words in labels.items()}
    return st.column_config.SelectboxColumn(
        label, options=list(labels), format_func=lambda code: shown.get(code, str(code)), width="medium", **more
    )


def _tables(lang: str) -> None:
    playbook = claim_session().claim.playbook

    def text(record: str, name: str, longest: int, **more: Any) -> Any:
        return st.column_config.TextColumn(say(lang, f"field.{record}.{name}"), max_chars=longest, **more)

    def date_column(record: str, name: str) -> Any:
        return st.column_config.DateColumn(say(lang, f"field.{record}.{name}"), format="YYYY-MM-DD")

    st.markdown(f"**{say(lang, 'playbook_page.problems')}**")
    columns = {
        "what": text("trouble", "what", 500, width="large"),
        "owner": text("trouble", "owner", 100),
        "due": date_column("trouble", "due"),
    }
    table_editor(
        "playbook_problems",
        lambda d: d.playbook.problems,
        put_problems,
        lambda each: trouble_row(each, lang),
        lambda row, old: trouble_record(row, old, lang),
        columns,
        lang,
    )
    if not playbook.problems:
        return
    labels = {each.code: str(localized(each.what, lang)) for each in playbook.problems} | {
        each.code: str(localized(each.what, lang)) for each in playbook.causes
    }
    version = hashlib.sha256(repr(labels).encode()).hexdigest()[
        :8
    ]  # an editor forgets its edits when its choices change, so it is made anew
    first = next((each.code for each in playbook.problems if each.main), playbook.problems[0].code)
    st.markdown(f"**{say(lang, 'playbook_page.causes')}**", help=say(lang, "playbook_page.causes_help"))
    columns = {
        "what": text("cause", "what", 500, width="large"),
        "of": _select(say(lang, "field.cause.of"), labels, required=True, default=first),
        "root": st.column_config.CheckboxColumn(say(lang, "field.cause.root"), default=False),
        "traced_by": text("cause", "traced_by", 100),
        "on": date_column("cause", "on"),
    }
    table_editor(
        f"playbook_causes_{version}",
        lambda d: d.playbook.causes,
        put_causes,
        lambda each: cause_row(each, lang),
        lambda row, old: cause_record(row, old, lang),
        columns,
        lang,
    )
    st.markdown(f"**{say(lang, 'playbook_page.measures')}**", help=say(lang, "playbook_page.measures_help"))
    others = {each.against: each.against for each in playbook.measures if each.against and each.against not in labels}
    columns = {
        "kind": choices(say(lang, "field.measure.kind"), MEASURES, "measure_kind.", lang, default="solution"),
        "what": text("measure", "what", 500, width="large"),
        "owner": text("measure", "owner", 100),
        "due": date_column("measure", "due"),
        "done_on": date_column("measure", "done_on"),
        "days": st.column_config.NumberColumn(say(lang, "field.measure.days"), min_value=0.0, max_value=1_000.0),
        "cost": money_column(say(lang, "field.measure.cost")),
        "against": _select(say(lang, "field.measure.against"), labels | others),
        "prevents": st.column_config.NumberColumn(
            f"{say(lang, 'field.measure.prevents')} (%)", min_value=0.0, max_value=100.0
        ),
    }
    table_editor(
        f"playbook_measures_{version}",
        lambda d: d.playbook.measures,
        put_measures,
        lambda each: measure_row(each, lang),
        lambda row, old: measure_record(row, old, lang),
        columns,
        lang,
    )


def _into_remedy(lang: str) -> None:
    """The working days of the solutions as steps of a remedy, so that its date follows."""
    claim = claim_session().claim
    if not claim.remedies or not claim.playbook.measures:
        return
    made = {each.code for each in rework_steps(claim.playbook.measures)}
    codes = [each.code for each in claim.remedies]
    code = choice_box(
        "playbook_remedy", say(lang, "playbook_page.into_remedy"), codes, lambda each: remedy_label(claim, each, lang)
    )
    st.button(
        say(lang, "playbook_page.put_steps"),
        key="playbook_put_steps",
        icon=":material/input:",
        disabled=not made,
        on_click=_put_steps,
        args=(code,),
    )
    here = {each.code for remedy in claim.remedies if remedy.code == code for each in remedy.steps}
    if not made or made <= here:
        st.caption(say(lang, "playbook_page.steps_stand" if made else "playbook_page.no_steps"))
    refusal("playbook_put_steps", lang)


def _put_steps(code: str) -> None:
    commit_step("playbook_put_steps", lambda dossier: with_steps_of_measures(dossier, code))
