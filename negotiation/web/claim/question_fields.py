"""The eight questions, ten entries: each reads its answer from the open claim and puts a new one there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from negotiation.claim.defaults.first_questions import QUESTIONS, Question, answer_in
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.field_paths import path_exists, value_at
from negotiation.core.fields import FREQUENCY, MONEY
from negotiation.core.problems import BadInput, Problem
from negotiation.i18n.catalogue import say
from negotiation.importers.typed_numbers import read_typed_part
from negotiation.model.facts.case import INCIDENTS, PROOFS
from negotiation.presentation.common.escaping import for_markdown
from negotiation.web.session.claim_session import claim_session
from negotiation.web.widgets.field_widgets import bind_widget, code_field, day_field, range_field, refusal


def questions(lang: str) -> None:
    """All of them, two in a row at a desk, one below the other on a phone."""
    by_key = {question.key: question for question in QUESTIONS}
    for keys in (
        ("order_value",),
        ("kind", "affected"),
        ("claimed",),
        ("receivable", "receivable_due"),
        ("remedy_cost",),
        ("needed_on",),
        ("orders_per_year",),
        ("proof",),
    ):
        for column, key in zip(st.columns(len(keys)), keys, strict=True):
            with column:
                ASKED[key](by_key[key], lang)


def _reads(question: Question) -> Callable[[Dossier], Any]:
    return lambda dossier: answer_in(dossier, question)


def _label(question: Question, lang: str) -> str:
    return say(lang, f"question.{question.key}.ask")


def _help(question: Question, lang: str) -> str:
    return say(lang, f"question.{question.key}.help")


def _own_field(question: Question) -> str:
    """The path of the field that the answer stands in as it is typed; empty where it is worked into another."""
    claim = claim_session().claim
    same = question.path != "case.order.unit_price" and question.parts(claim) == 1 and path_exists(claim, question.path)
    return question.path if same and value_at(claim, question.path) == question.read(claim) else ""


def _money(question: Question, lang: str) -> None:
    many = question.parts(claim_session().claim) > 1
    range_field(
        f"q_{question.key}",
        _label(question, lang),
        MONEY,
        _reads(question),
        question.put,
        lang,
        path=_own_field(question),
        disabled=many,
        help=say(lang, "question.sum_of_lines") if many else _help(question, lang),
        placeholder=say(lang, "question.amount"),
    )


def _often(question: Question, lang: str) -> None:
    usual = f"{float(claim_session().claim.case.customer.orders_per_year):g}"
    range_field(
        f"q_{question.key}",
        _label(question, lang),
        FREQUENCY,
        _reads(question),
        question.put,
        lang,
        path=_own_field(question),
        help=_help(question, lang),
        placeholder=usual,
    )


def _kind(question: Question, lang: str) -> None:
    code_field(
        f"q_{question.key}",
        _label(question, lang),
        INCIDENTS,
        lambda code: say(lang, f"incident.{code}"),
        _reads(question),
        question.put,
        lang,
        placeholder=say(lang, "question.choose"),
        help=_help(question, lang),
    )


def _day(question: Question, lang: str) -> None:
    day_field(
        f"q_{question.key}", _label(question, lang), _reads(question), question.put, lang, help=_help(question, lang)
    )


def _affected(question: Question, lang: str) -> None:
    """Typed as people say it: 1,000 of 3,000; 30 %; all."""
    name = f"q_{question.key}_{lang}"

    def shown(answer: Any) -> str:
        if answer is None:
            return ""
        affected, quantity = (f"{float(each):,.10g}" if float(each) < 1e15 else str(each) for each in answer)
        return say(lang, "question.affected.shown", affected=affected, quantity=quantity)

    def put(dossier: Dossier, typed: str) -> Dossier:
        found = read_typed_part(typed, float(dossier.case.order.quantity))
        if found is None:
            raise BadInput(Problem("not_a_part", "case.order.affected", typed[:40]))
        return question.put(dossier, found)

    key, value, take = bind_widget(name, _reads(question), put, shown, str)
    st.text_input(
        _label(question, lang),
        value,
        key=key,
        on_change=take,
        placeholder=say(lang, "question.affected.example"),
        help=_help(question, lang),
    )
    refusal(name, lang)


def _proof(question: Question, lang: str) -> None:
    """What we hold in writing; "nothing" excludes the rest."""

    def put(dossier: Dossier, chosen: list[str]) -> Dossier:
        old = dossier.case.incident.proof
        codes = (
            [code for code in chosen if code != "none"] if "none" in old else (["none"] if "none" in chosen else chosen)
        )
        return question.put(dossier, tuple(code for code in PROOFS if code in codes))

    key, value, take = bind_widget(f"q_{question.key}", _reads(question), put, lambda answer: list(answer or ()), list)
    st.pills(
        _label(question, lang),
        PROOFS,
        selection_mode="multi",
        default=value,
        key=key,
        on_change=take,
        wrap=True,
        help=_help(question, lang),
        format_func=lambda code: for_markdown(say(lang, f"proof.{code}")),
    )
    refusal(f"q_{question.key}", lang)


ASKED: dict[str, Callable[[Question, str], None]] = {
    "order_value": _money,
    "kind": _kind,
    "affected": _affected,
    "claimed": _money,
    "receivable": _money,
    "receivable_due": _day,
    "remedy_cost": _money,
    "needed_on": _day,
    "orders_per_year": _often,
    "proof": _proof,
}
