"""What waits for an approval in the book of the session: the team's own questions, or those of the sample, which are decided for this session only."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time

import streamlit as st

from negotiation.exposure import FORMS, AuthorityPolicy, Team, verdict
from negotiation.pages.allowed import YEAR, promised_of, together, worth
from negotiation.pages.book import FOLDER, SAMPLE_DAY, Book
from negotiation.pages.choosing import chosen
from negotiation.pages.policies import kept_policy, policy
from negotiation.pages.working import now_utc, person_now, store_now
from negotiation.store import Approval, Committed, Given, Guard, Judged, Person, Question, customer_key, decide, given_with, head, judged, waiting
from negotiation.units import BadInput, Problem

DECIDED = "sample_decided"
"""Under which name the session holds what was decided on the sample's questions."""

SAMPLE_ROLE = "sample_role"
"""The choice of the role in which the sample's questions are tried."""


def person_in(book: Book) -> Person:
    """Who decides in a book: who works here; in the sample in the role that is tried there, which changes nothing of who works here."""
    who = person_now()
    return replace(who, role=str(chosen(SAMPLE_ROLE, who.role))) if book.kind == "sample" else who


def waiting_in(book: Book, lang: str) -> tuple[Judged, ...]:
    """Every question of the book under this person's limits, those that they may sign first; a register from a file has none.

    Worked out anew only when something was written, decided or set, or when somebody else looks. A store out of reach raises BadInput.
    """
    if book.kind == "file":
        return ()
    (rules, version), (_, team) = policy(AuthorityPolicy), policy(Team)
    who, decided = person_in(book), decided_here()
    source = head(store_now()).sequence if book.kind == "store" else (lang, tuple(decided.items()))
    key = (book.kind, source, who, version, team, book.today)
    known = st.session_state.get("waiting")
    if known is None or known[0] != key:
        questions, given = waiting(store_now()) if book.kind == "store" else _of_the_sample(book, lang)
        known = (key, judged(questions, given, rules, who, _rates(worth_in(book, rules.currency) if book.kind == "sample" else worth)))
        st.session_state["waiting"] = known
    found: tuple[Judged, ...] = known[1]
    return found


def decide_one(book: Book, number: int, state: str, comment: str, lang: str) -> None:
    """Approve, refuse or withdraw a question of the book; one that this person may not decide by now, or refuses without a word, raises BadInput."""
    if state == "refused" and not comment.strip():
        raise BadInput(Problem("refused_without_comment", ""))
    each = next((each for each in waiting_in(book, lang) if each.question.approval.number == number), None)
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
        offer = promised_of(asked.amounts, worth(asked.currency))
        if not verdict(kept_policy(AuthorityPolicy)[0], who.role, offer, in_year=together(beside.sums)).allowed:
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
        found.append(Approval(int(row["number"]), row["claim"], 1, row["offer"], "", amounts, Person(row["asked_by"], row["role"]), at, row["reason"]))
    return tuple(found)


def _of_the_sample(book: Book, lang: str) -> tuple[tuple[Question, ...], tuple[Given, ...]]:
    """The same as `store.waiting` gives, out of the sample's files and of what was decided in this session."""
    register, decided, at = book.position.found.register, decided_here(), datetime.combine(SAMPLE_DAY, time(18), UTC)
    place = {str(code): number for number, code in enumerate(register.code)}

    def of(code: str, name: str) -> str:
        return str(getattr(register, name)[place[code]])

    questions: list[Question] = []
    given: list[Given] = []
    for each in sample_questions(lang):
        state, who = decided.get(each.number, ("asked", None))
        asked = replace(each, currency=of(each.code, "currency"), state=state, decided_by=who, decided_at=at if who else None)
        question = Question(asked, of(each.code, "customer"), of(each.code, "title"), each.version)
        questions += [question] if state == "asked" else []
        given += given_with(question) if state == "approved" else ()
    for row in _rows("promised.csv"):
        code, day = row["claim"], date.fromisoformat(row["day"])
        given.append(Given((customer_key(of(code, "customer")),), code, row["form"], float(row["amount"]), of(code, "currency"), day))
    return tuple(questions), tuple(given)


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((FOLDER / name).read_text("utf-8"))))


def worth_in(book: Book, currency: str) -> Callable[[str], float]:
    """What a unit of a currency is worth in another at the rates of the book."""
    found = {**book.position.found.worth, book.currency: 1.0}

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
