"""Offers that wait for an approval, all at once: what each customer was promised within a year, and which of them a
person may sign."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from negotiation.core.problems import BadInput, Problem
from negotiation.finance.authority.approval_limits import (
    FORMS,
    WINDOW,
    AuthorityPolicy,
    LimitCheck,
    Promised,
    check_limits,
)
from negotiation.store.approval_requests import approval_of, same_person
from negotiation.store.connection import Store, reading
from negotiation.store.customer_commitments import count_promises, keys_of
from negotiation.store.customer_names import customer_key
from negotiation.store.records import Approval, CustomerPromise, Person
from negotiation.store.sql_tables import APPROVALS, CLAIMS

YEAR = timedelta(days=WINDOW - 1)


@dataclass(frozen=True, eq=False)
class WaitingRequest:
    """An offer that waits, with the customer, the title and the version that its claim has now; the claim's document
    stays where it is."""

    approval: Approval
    customer: str
    title: str
    version: int


@dataclass(frozen=True, eq=False)
class JudgedRequest:
    """A question under the limits, which are in `currency`: `asker` for the role of who asked, `mine` for the person
    who looks.

    `below` is for the role next below the lowest that may sign (below nobody: the highest), where that is neither
    who asked nor below them. All are None where the limits cannot be applied, and `problem` says why; `mine` also
    where the limits do not know the role. `own`: who looks has asked it, so somebody else decides.
    """

    question: WaitingRequest
    asker: LimitCheck | None
    mine: LimitCheck | None
    own: bool
    currency: str
    problem: Problem | None = None
    below: LimitCheck | None = None

    @property
    def may_sign(self) -> bool:
        """Whether the person who looks may decide it."""
        return self.mine is not None and self.mine.allowed and not self.own

    @property
    def signs(self) -> str:
        """The lowest role that may sign; empty where none may or where it is not known."""
        return "" if self.asker is None else self.asker.signs


def waiting_requests(store: Store) -> tuple[tuple[WaitingRequest, ...], tuple[CustomerPromise, ...]]:
    """Every question that waits, the earliest first, and what its customers were promised that may count for one of
    them; no document is read."""
    asked = select(APPROVALS, CLAIMS.c.code, CLAIMS.c.customer, CLAIMS.c.title, CLAIMS.c.version.label("version_now"))
    query = (
        asked.join(CLAIMS, CLAIMS.c.id == APPROVALS.c.claim_id)
        .where(APPROVALS.c.state == "asked")
        .order_by(APPROVALS.c.number)
    )
    with reading(store) as connection:
        rows = connection.execute(query).mappings().all()
        questions = tuple(
            WaitingRequest(approval_of(row), row["customer"], row["title"], row["version_now"]) for row in rows
        )
        if not questions:
            return (), ()
        since = min(each.approval.asked_at for each in questions).date() - YEAR
        names = keys_of(each.customer for each in questions)
        return questions, tuple(count_promises(connection, names, since))


def promised_with_request(question: WaitingRequest) -> tuple[CustomerPromise, ...]:
    """What an approved question promises to its customer, from the day on which it was decided."""
    asked = question.approval
    on = (asked.decided_at or asked.asked_at).date()
    return tuple(
        CustomerPromise((customer_key(question.customer),), asked.code, form, amount, asked.currency, on)
        for form, amount in asked.amounts.items()
    )


def judge_requests(
    questions: Sequence[WaitingRequest],
    given: Iterable[CustomerPromise],
    policy: AuthorityPolicy,
    who: Person,
    worth: Callable[[str], float],
) -> tuple[JudgedRequest, ...]:
    """Each question under the limits: first those that the person may sign, then the others, the own ones last; the
    earliest first among them.

        in_year = Σ given to the customer with other claims within the 365 days that end with the question,
            each at `worth`

    `worth` says what a unit of a currency is worth in that of the limits, and raises BadInput where there is no
    rate: then nobody may sign. An empty name of a customer is nobody's, so nothing was given to it before.
    """
    known: dict[str, list[CustomerPromise]] = {}
    for each in given:
        for customer in each.customers:
            known.setdefault(customer, []).append(each)
    found = [_judged(each, known.get(customer_key(each.customer), ()), policy, who, worth) for each in questions]
    return tuple(
        sorted(
            found,
            key=lambda each: (
                not each.may_sign,
                each.own,
                each.question.approval.asked_at,
                each.question.approval.number,
            ),
        )
    )


def _judged(
    question: WaitingRequest,
    given: Sequence[CustomerPromise],
    policy: AuthorityPolicy,
    who: Person,
    worth: Callable[[str], float],
) -> JudgedRequest:
    asked = question.approval
    since, own = asked.asked_at.date() - YEAR, same_person(asked.asked_by.name, who.name)
    try:
        offer = _promised(asked.amounts, worth(asked.currency))
        sums: dict[tuple[str, str], float] = {}
        for each in given if question.customer.strip() else ():
            if each.on >= since and each.code != asked.code:
                sums[each.form, each.currency] = sums.get((each.form, each.currency), 0.0) + each.amount
        before = Promised()
        for (form, currency), amount in sums.items():
            before = before.plus(_promised({form: amount}, worth(currency)))
        role = asked.asked_by.role if asked.asked_by.role in policy.roles else policy.roles[0]
        asker = check_limits(policy, role, offer, in_year=before)
        place = len(policy.roles) if asker.code == "nobody" else policy.roles.index(asker.signs)
        below = (
            check_limits(policy, policy.roles[place - 1], offer, in_year=before)
            if place - 1 > policy.roles.index(role)
            else None
        )
        mine = check_limits(policy, who.role, offer, in_year=before) if who.role in policy.roles else None
    except BadInput as error:
        return JudgedRequest(question, None, None, own, policy.currency, error.problems[0])
    return JudgedRequest(question, asker, mine, own, policy.currency, below=below)


def _promised(amounts: Mapping[str, float], rate: float) -> Promised:
    return Promised(**{form: rate * amounts.get(form, 0.0) for form in FORMS})
