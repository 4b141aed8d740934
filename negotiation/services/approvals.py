"""Ask for what lies over one's own limits, see what waits, and decide it: for the team's own claims in the store, and
for the sample team, whose decisions are kept by whoever tries them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from negotiation.claim.commitments.committed_amounts import committed_amounts
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.summary.claim_summary import Summary
from negotiation.core.money import minor_digits
from negotiation.core.problems import BadInput, Problem
from negotiation.finance.authority.approval_limits import AuthorityPolicy, approval_covers, check_limits
from negotiation.finance.promises.follow_up import FollowUp, Ledger
from negotiation.services.authority import (
    YEAR,
    OffersOf,
    OfferStanding,
    offers_asked,
    promised_of,
    rate_to_limits,
    total_in_limit_currency,
)
from negotiation.services.context import Context
from negotiation.services.draft import Draft
from negotiation.services.sample_team import Decisions, sample_waiting
from negotiation.services.save_claim import save_claim
from negotiation.services.team_settings import saved_setting
from negotiation.services.view_register import RegisterView, rates_of_register
from negotiation.store import (
    Approval,
    Committed,
    Guard,
    JudgedRequest,
    approvals,
    ask,
    decide,
    judge_requests,
    revision,
    waiting_requests,
)

NO_DECISIONS: Decisions = {}


def save_for_request(
    context: Context, draft: Draft, summary: Summary | None = None, offers_of: OffersOf | None = None
) -> Draft:
    """The claim saved before a question is put about it, so that what is approved is what was shown.

    What is agreed within the limits is noted; what lies over them is not, for it is about to be asked for. Arguments
    and what is raised are those of `save_claim`.
    """
    if draft.is_saved:
        return draft
    try:
        return save_claim(context, draft, True, summary, offers_of)
    except BadInput:
        return save_claim(context, draft, False, summary, offers_of)


def ask_for_approval(context: Context, draft: Draft, standing: OfferStanding, reason: str) -> Approval:
    """Put what an offer promises to whoever may approve it. The claim must be saved as it stands, else Conflict; the
    same question twice raises BadInput."""
    return ask(
        context.store,
        draft.code,
        draft.version,
        standing.code,
        standing.amounts,
        reason,
        context.person,
        now=context.clock(),
    )


def pending_request(context: Context, draft: Draft, offers_of: OffersOf | None = None) -> Approval | None:
    """The request that waits for what the claim promises as it stands; None where nobody asked for so much."""
    whole = committed_amounts(draft.claim)
    waiting = approvals(context.store, draft.code, "asked") if draft.code else ()
    return next((each for each in waiting if is_enough(context, each, draft.claim, whole, offers_of)), None)


def is_enough(
    context: Context,
    asked: Approval,
    claim: Dossier,
    amounts: Mapping[str, float],
    offers_of: OffersOf | None = None,
) -> bool:
    """Whether what was asked for, or one of the equal offers that were asked for together, covers amounts by form in
    the currency of a claim."""
    currency = claim.case.currency
    if asked.currency != currency:
        return False
    together = offers_of(asked) if offers_of is not None else offers_asked(context, asked)
    return any(
        approval_covers(each, amounts, minor_digits(currency))
        for each in (asked.amounts, *together.to_customer_of(claim))
    )


def is_what_was_asked(context: Context, asked: Approval, claim: Dossier) -> bool:
    """Whether the claim equals the version that was asked about, ignoring stage, follow-up and finance's figures."""
    before = revision(context.store, asked.code, asked.version)[1].dossier
    return before is not None and _before_agreement(before) == _before_agreement(claim)


def _before_agreement(dossier: Dossier) -> Dossier:
    return replace(dossier, case=replace(dossier.case, stage="open"), follow_up=FollowUp(), ledger=Ledger())


def approval_queue(
    context: Context, view: RegisterView, rules: AuthorityPolicy, decided: Decisions = NO_DECISIONS
) -> tuple[JudgedRequest, ...]:
    """Every request that waits in a register, judged under the limits of the person, those that they may sign first;
    a register from a file has none.

    - `rules`: who may promise what.
    - `decided`: what was decided on the sample's requests.

    A store out of reach raises BadInput.
    """
    if view.kind == "file":
        return ()
    rate: Callable[[str], float]
    if view.kind == "store":
        requests, given = waiting_requests(context.store)
        rate = partial(rate_to_limits, context)
    else:
        requests, given = sample_waiting(view.position.converted.register, context.language, decided)
        rate = rates_of_register(view, rules.currency)
    return judge_requests(requests, given, rules, context.person, _asked_once(rate))


def decide_request(
    context: Context,
    view: RegisterView,
    request: JudgedRequest | None,
    number: int,
    state: str,
    comment: str,
    decided: Decisions = NO_DECISIONS,
) -> Decisions:
    """Approve, refuse or withdraw a request of a register, and return the decisions on the sample's requests: with
    this one, if it is one of them.

    - `request`: as it stands in the queue of the person; None where it waits there no longer.
    - `number`, `state`, `comment`: which one, `approved`, `refused` or `withdrawn`, and a word on it.
    - `decided`: what was decided on the sample's requests before.

    A request that this person may not decide by now, or refuses without a word, raises BadInput; one that somebody
    else decided meanwhile raises Conflict.
    """
    if state == "refused" and not comment.strip():
        raise BadInput(Problem("refused_without_comment", ""))
    if state != "withdrawn" and request is not None and not request.own and not request.may_sign:
        raise BadInput(Problem("over_authority", "", number))
    if view.kind == "store":
        now = context.clock()
        guard = None if request is None else _authority_guard(context, request.question.approval)
        decide(context.store, number, state, comment, context.person, now=now, since=now.date() - YEAR, guard=guard)
    elif request is not None:
        return {**decided, number: (state, context.person)}
    return decided


def _authority_guard(context: Context, asked: Approval) -> Guard:
    """Keeps a request from being decided by somebody who may not promise so much by now."""

    def check(beside: Committed) -> None:
        offer = promised_of(asked.amounts, rate_to_limits(context, asked.currency))
        rules, in_year = saved_setting(context, AuthorityPolicy)[0], total_in_limit_currency(context, beside.sums)
        if not check_limits(rules, context.person.role, offer, in_year=in_year).allowed:
            raise BadInput(Problem("over_authority", "", asked.number))

    return check


def _asked_once(rate: Callable[[str], float]) -> Callable[[str], float]:
    """The same rates, each asked for once; a refusal is remembered too."""
    known: dict[str, float | BadInput] = {}

    def once(code: str) -> float:
        if code not in known:
            try:
                known[code] = rate(code)
            except BadInput as error:
                known[code] = error
        found = known[code]
        if isinstance(found, BadInput):
            raise found
        return found

    return once
