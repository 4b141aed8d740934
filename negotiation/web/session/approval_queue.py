"""What waits for an approval in the book of the session: the team's own questions, or those of the sample, which are
decided for this session only."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time

import streamlit as st

from negotiation.core.problems import BadInput, Problem
from negotiation.finance.authority.approval_limits import FORMS, AuthorityPolicy, check_limits
from negotiation.finance.reporting_settings import Team
from negotiation.store import (
    Approval,
    Committed,
    CustomerPromise,
    Guard,
    JudgedRequest,
    Person,
    WaitingRequest,
    customer_key,
    decide,
    judge_requests,
    promised_with_request,
    trail_end,
    waiting_requests,
)
from negotiation.web.session.authority_check import YEAR, promised_of, rate_to_limits, total_in_limit_currency
from negotiation.web.session.register_session import FOLDER, SAMPLE_DAY, RegisterView
from negotiation.web.session.session_context import now_utc, person_now, store_now
from negotiation.web.session.team_settings import strict_team_setting, team_setting
from negotiation.web.session.view_state import chosen

DECIDED = "sample_decided"
"""Under which name the session holds what was decided on the sample's questions."""

SAMPLE_ROLE = "sample_role"
"""The choice of the role in which the sample's questions are tried."""


def person_in(book: RegisterView) -> Person:
    """Who decides in a book: who works here; in the sample in the role that is tried there, which changes nothing of
    who works here."""
    who = person_now()
    return replace(who, role=str(chosen(SAMPLE_ROLE, who.role))) if book.kind == "sample" else who


def approval_queue(book: RegisterView, lang: str) -> tuple[JudgedRequest, ...]:
    """Every question of the book under this person's limits, those that they may sign first; a register from a file
    has none.

    Worked out anew only when something was written, decided or set, or when somebody else looks. A store out of
    reach raises BadInput.
    """
    if book.kind == "file":
        return ()
    (rules, version), (_, team) = team_setting(AuthorityPolicy), team_setting(Team)
    who, decided = person_in(book), decided_here()
    source = trail_end(store_now()).sequence if book.kind == "store" else (lang, tuple(decided.items()))
    key = (book.kind, source, who, version, team, book.today)
    known = st.session_state.get("waiting")
    if known is None or known[0] != key:
        questions, given = waiting_requests(store_now()) if book.kind == "store" else _of_the_sample(book, lang)
        known = (
            key,
            judge_requests(
                questions,
                given,
                rules,
                who,
                _rates(rates_of_register(book, rules.currency) if book.kind == "sample" else rate_to_limits),
            ),
        )
        st.session_state["waiting"] = known
    found: tuple[JudgedRequest, ...] = known[1]
    return found


def decide_one(book: RegisterView, number: int, state: str, comment: str, lang: str) -> None:
    """Approve, refuse or withdraw a question of the book; one that this person may not decide by now, or refuses
    without a word, raises BadInput."""
    if state == "refused" and not comment.strip():
        raise BadInput(Problem("refused_without_comment", ""))
    each = next((each for each in approval_queue(book, lang) if each.question.approval.number == number), None)
    if state != "withdrawn" and each is not None and not each.own and not each.may_sign:
        raise BadInput(Problem("over_authority", "", number))
    if book.kind == "store":
        now = now_utc()
        guard = None if each is None else _enough(each.question.approval, person_now())
        decide(store_now(), number, state, comment, person_now(), now=now, since=now.date() - YEAR, guard=guard)
    elif each is not None:
        st.session_state[DECIDED] = {**decided_here(), number: (state, person_in(book))}


def _enough(asked: Approval, who: Person) -> Guard:
    """Keeps a question from being decided by whoever may not promise so much by now."""

    def check(beside: Committed) -> None:
        offer = promised_of(asked.amounts, rate_to_limits(asked.currency))
        if not check_limits(
            strict_team_setting(AuthorityPolicy)[0], who.role, offer, in_year=total_in_limit_currency(beside.sums)
        ).allowed:
            raise BadInput(Problem("over_authority", "", asked.number))

    return check


def decided_here() -> dict[int, tuple[str, Person]]:
    """What was decided on the sample's questions in this session, by number."""
    found: dict[int, tuple[str, Person]] = st.session_state.get(DECIDED, {})
    return found


def undo_decision(number: int) -> None:
    """One of the sample's questions waits again."""
    st.session_state[DECIDED] = {each: found for each, found in decided_here().items() if each != number}


def undo_decisions() -> None:
    """All of the sample's questions wait again."""
    st.session_state.pop(DECIDED, None)


def sample_questions(lang: str) -> tuple[Approval, ...]:
    """The questions of the sample team as its files hold them."""
    found = []
    for row in _rows(f"approvals_{lang}.csv"):
        amounts = {form: float(row[form]) for form in FORMS if float(row[form])}
        at = datetime.fromisoformat(row["asked_at"]).replace(tzinfo=UTC)
        found.append(
            Approval(
                int(row["number"]),
                row["claim"],
                1,
                row["offer"],
                "",
                amounts,
                Person(row["asked_by"], row["role"]),
                at,
                row["reason"],
            )
        )
    return tuple(found)


def _of_the_sample(book: RegisterView, lang: str) -> tuple[tuple[WaitingRequest, ...], tuple[CustomerPromise, ...]]:
    """The same as `store.waiting` gives, out of the sample's files and of what was decided in this session."""
    register, decided, at = (
        book.position.converted.register,
        decided_here(),
        datetime.combine(SAMPLE_DAY, time(18), UTC),
    )
    place = {str(code): number for number, code in enumerate(register.code)}

    def of(code: str, name: str) -> str:
        return str(getattr(register, name)[place[code]])

    questions: list[WaitingRequest] = []
    given: list[CustomerPromise] = []
    for each in sample_questions(lang):
        state, who = decided.get(each.number, ("asked", None))
        asked = replace(
            each, currency=of(each.code, "currency"), state=state, decided_by=who, decided_at=at if who else None
        )
        question = WaitingRequest(asked, of(each.code, "customer"), of(each.code, "title"), each.version)
        questions += [question] if state == "asked" else []
        given += promised_with_request(question) if state == "approved" else ()
    for row in _rows("promised.csv"):
        code, day = row["claim"], date.fromisoformat(row["day"])
        given.append(
            CustomerPromise(
                (customer_key(of(code, "customer")),),
                code,
                row["form"],
                float(row["amount"]),
                of(code, "currency"),
                day,
            )
        )
    return tuple(questions), tuple(given)


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((FOLDER / name).read_text("utf-8"))))


def rates_of_register(book: RegisterView, currency: str) -> Callable[[str], float]:
    """What a unit of a currency is worth in another at the rates of the book."""
    found = {**book.position.converted.rates, book.currency: 1.0}

    def of(code: str) -> float:
        if code == currency:
            return 1.0
        if code not in found or currency not in found:
            raise BadInput(Problem("no_limit_rate", "", code, {"currency": currency}))
        return found[code] / found[currency]

    return of


def _rates(of: Callable[[str], float]) -> Callable[[str], float]:
    """The same, asked once for each currency."""
    known: dict[str, float | BadInput] = {}

    def once(code: str) -> float:
        if code not in known:
            try:
                known[code] = of(code)
            except BadInput as error:
                known[code] = error
        rate = known[code]
        if isinstance(rate, BadInput):
            raise rate
        return rate

    return once
