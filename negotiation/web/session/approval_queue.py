"""What waits for an approval in the register that is looked at, judged once until something changes; what is decided
on the sample's requests stays in this session."""

from __future__ import annotations

from dataclasses import replace

from negotiation.finance.authority.approval_limits import AuthorityPolicy
from negotiation.finance.reporting_settings import Team
from negotiation.services.approvals import approval_queue, decide_request
from negotiation.services.context import Context
from negotiation.services.sample_team import Decisions
from negotiation.services.view_register import RegisterView
from negotiation.store import JudgedRequest, Person, trail_end
from negotiation.web.session.session_context import context_now, person_now
from negotiation.web.session.session_state import APPROVAL_QUEUE, SAMPLE_DECISIONS
from negotiation.web.session.team_settings import team_setting
from negotiation.web.session.view_state import chosen

SAMPLE_ROLE = "sample_role"
"""The choice of the role in which the sample's requests are tried."""


def person_in(book: RegisterView) -> Person:
    """Who decides in a register: who works here; in the sample in the role that is tried there, which changes nothing
    of who works here."""
    who = person_now()
    return replace(who, role=str(chosen(SAMPLE_ROLE, who.role))) if book.kind == "sample" else who


def _context_of(book: RegisterView, lang: str) -> Context:
    return replace(context_now(lang), person=person_in(book))


def queue_now(book: RegisterView, lang: str) -> tuple[JudgedRequest, ...]:
    """Every request of the register under this person's limits, those that they may sign first; a register from a
    file has none.

    Judged anew only when something was written, decided or set, or when somebody else looks. A store out of reach
    raises BadInput.
    """
    if book.kind == "file":
        return ()
    (rules, version), (_, team) = team_setting(AuthorityPolicy), team_setting(Team)
    context, decided = _context_of(book, lang), decided_here()
    source = trail_end(context.store).sequence if book.kind == "store" else (lang, tuple(decided.items()))
    key = (book.kind, source, context.person, version, team, book.today)
    return APPROVAL_QUEUE.get(key, lambda: approval_queue(context, book, rules, decided))


def decide_one(book: RegisterView, number: int, state: str, comment: str, lang: str) -> None:
    """Approve, refuse or withdraw a request of the register; what is wrong raises BadInput, see `decide_request`."""
    request = next((each for each in queue_now(book, lang) if each.question.approval.number == number), None)
    decided = decide_request(_context_of(book, lang), book, request, number, state, comment, decided_here())
    if book.kind == "sample":
        SAMPLE_DECISIONS.put(decided)


def decided_here() -> Decisions:
    """What was decided on the sample's requests in this session, by number."""
    found: Decisions = SAMPLE_DECISIONS.get()
    return found


def undo_decision(number: int) -> None:
    """One of the sample's requests waits again."""
    SAMPLE_DECISIONS.put({each: found for each, found in decided_here().items() if each != number})


def undo_decisions() -> None:
    """All of the sample's requests wait again."""
    SAMPLE_DECISIONS.forget()
