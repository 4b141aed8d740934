"""One claim as finance keeps it, worked out from its document: what it may still cost, what is owed and promised,
and what is due next."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from datetime import date

import numpy as np

from negotiation.claim.document.dossier import Dossier
from negotiation.claim.summary.claim_summary import Summary
from negotiation.core.cashflow import (
    CREDIT_FALLBACK,
    FACTORY,
    FORWARDER,
    INSURER,
    LOST_MARGIN,
    MILESTONE_PAID,
    ORDER_OTHERWISE,
    ORDER_PAID,
    OTHERWISE,
    PROMISED_MARGIN,
    RECEIVABLE_LATE,
    RECEIVABLE_PAID,
    SHORTFALL_FEE,
    US,
    WITHHELD,
    YEAR,
    Flow,
    present_value,
    sign_for,
)
from negotiation.core.fields import Text, Translated
from negotiation.core.money import minor_digits, round_money
from negotiation.finance.promises.follow_up import EARLIER, Promise
from negotiation.finance.register.entry import OPEN_STAGES, Entry
from negotiation.model.playbook.root_cause import chains
from negotiation.model.valuation.offer import NO_DEAL
from negotiation.model.valuation.outcomes import Outcome

CHANCE = 0.75
"""Chance that an open claim costs us anything where nobody typed one: an assumption, on the edge of "probable" under
either standard."""

NO_OUTFLOW = (
    LOST_MARGIN,
    PROMISED_MARGIN,
    OTHERWISE,
    ORDER_OTHERWISE,
    ORDER_PAID,
    RECEIVABLE_PAID,
    RECEIVABLE_LATE,
    MILESTONE_PAID,
    WITHHELD,
    SHORTFALL_FEE,
)
"""Keys of what no provision is made for: margin of the future (IAS 37.63), and payments that are owed anyway, which
the receivable carries."""

THIRD_PARTIES = (FACTORY, FORWARDER, INSURER)
"""Whoever gives us something back: a reimbursement, never set off (IAS 37.53)."""


def obligation(outcome: Outcome, without: Collection[str] = (), agreed: bool = False) -> tuple[float, float]:
    """What an option costs us as an obligation, and what third parties give back: present values at its chance of
    staying, each at least 0. Money.

    Flows whose keys are in `without` are counted elsewhere. Once `agreed`, what ends within a year counts with its
    own amount, as it is paid.
    """
    counted = [
        (
            flow,
            sign_for(flow, US)
            * (_amount(flow) if agreed and _ends(flow) <= YEAR else float(value))
            * (float(outcome.staying) if flow.if_stays else 1.0),
        )
        for flow, value in zip(outcome.worth.flows, outcome.worth.values, strict=True)
        if flow.key not in (*NO_OUTFLOW, *without) and US in (flow.payer, flow.payee)
    ]
    back = sum(value for flow, value in counted if flow.payee == US and flow.payer in THIRD_PARTIES)
    return max(back - sum(value for _, value in counted), 0.0), max(back, 0.0)


def _amount(flow: Flow) -> float:
    return float(present_value(flow, 0.0))


def _ends(flow: Flow) -> float:
    """Days after the settlement date of its last step; infinite where there is none."""
    times = float(flow.times)
    return math.inf if math.isinf(times) else float(flow.first_day) + float(flow.every_days) * max(times - 1.0, 0.0)


def register_entry(dossier: Dossier, summary: Summary | None, code: str, lang: str = "en") -> Entry:
    """The line of the register of one claim; `summary` is None for a claim that cannot be computed yet.

    What is typed in the ledger counts. Else, while the claim is open: likely = the agreed option, or the recommended
    one, less what is paid; low = the cheapest that they would take; high = what they claim, if that is more; all at
    least 0. Once agreed the three are one, expected on the day of our earliest open promise of money, and the
    credits that were promised are counted apart. Settled and closed claims cost nothing more. `lang` chooses among
    words that we ship in both languages.
    """
    case, ledger, follow = dossier.case, dossier.ledger, dossier.follow_up
    digits = minor_digits(case.currency)
    paid = max(_paid(dossier), 0.0) if ledger.paid is None else float(ledger.paid)
    net = _paid(dossier, earlier=False) if ledger.paid is None else paid
    (low, likely, high), back = ((0.0, 0.0, 0.0), 0.0) if case.stage not in OPEN_STAGES else _range(dossier, summary)
    low, likely, high = (max(each - net, 0.0) for each in (low, likely, high))
    typed = [
        typed if typed is not None else derived
        for typed, derived in ((ledger.low, low), (ledger.likely, likely), (ledger.high, high))
    ]
    low, likely, high = (round_money(float(each), digits) for each in typed)
    promised, used, expired = credits_of(follow.promises, digits)
    accepted = sum(float(line.accepted) for line in case.claims if line.accepted is not None)
    dues = sorted(due for due in deadlines(dossier) if due is not None)
    return Entry(
        code=code,
        title=_cut(case.title, "title", lang),
        customer=_cut(case.customer.name, "customer", lang),
        owner=_cut(ledger.owner, "owner", lang) or _owner(dossier, lang),
        team=_cut(ledger.team, "team", lang),
        cause=_cut(ledger.cause, "cause", lang) or _cause(dossier, lang),
        currency=case.currency,
        stage=case.stage,
        opened=_opened(dossier),
        next_deadline=dues[0] if dues else None,
        claimed=round_money(float(case.claimed), digits),
        accepted=round_money(accepted, digits),
        paid=round_money(paid, digits),
        chance=float(ledger.chance) if ledger.chance is not None else _chance(case.stage),
        low=min(low, likely),
        likely=likely,
        high=max(high, likely),
        settles_on=ledger.settles_on or pays_on(dossier),
        receivable=round_money(float(case.receivable) + float(case.unpaid_milestones), digits),
        receivable_due=case.receivable_due,
        promised=promised,
        used=used,
        expired=expired,
        recovery=round_money(float(ledger.recovery) if ledger.recovery is not None else back, digits),
        certainty=ledger.certainty,
    )


def pays_on(dossier: Dossier) -> date | None:
    """Once agreed, the day of our earliest open promise that costs money, credits apart; None before, and where
    nothing is left to pay."""
    ours = [
        each
        for each in dossier.follow_up.promises
        if each.by_us and each.kind != "credit" and float(each.planned) > 0.0
    ]
    days = [each.due for each in ours if each.due is not None and each.done_on is None and not each.lapsed]
    return min(days, default=None) if dossier.case.stage == "agreed" else None


def deadlines(dossier: Dossier) -> Iterator[date | None]:
    """Days on which something is due in this claim and not done: our answer while it is open, the goods, measures
    and promises. The invoice has its own."""
    case, playbook = dossier.case, dossier.playbook
    if case.stage in OPEN_STAGES:
        yield case.answer_by if case.stage == "open" else None
        yield case.order.needed_on
    yield from (each.due for each in playbook.measures if each.done_on is None)
    yield from (each.due for each in dossier.follow_up.promises if each.done_on is None and not each.lapsed)


def _range(dossier: Dossier, summary: Summary | None) -> tuple[tuple[float, float, float], float]:
    """What the claim may cost in all at the least, likely and at the most, and what others give back then. Money."""
    if summary is None:
        return (0.0, float(dossier.case.claimed), float(dossier.case.claimed)), 0.0
    agreed = dossier.follow_up.offer
    codes = [outcome.code for outcome in summary.outcomes]
    chosen = summary.outcome(agreed if agreed in codes else summary.verdict.code)
    likely, back = obligation(chosen, credit_keys(dossier), agreed in codes)
    if agreed in codes:
        return (likely, likely, likely), back
    taken = [
        obligation(outcome)[0] for outcome in summary.outcomes if outcome.code != NO_DEAL and np.all(outcome.accepted)
    ]
    return (min([likely, *taken]), likely, max(likely, float(dossier.case.claimed))), back


def credit_keys(dossier: Dossier) -> set[str]:
    """Flow keys of the credits that were promised one by one: once listed they are counted as credits, no longer in
    the estimate.

    Credits count whole, so what is paid in cash for unused ones is not counted beside them.
    """
    ours = [each for each in dossier.follow_up.promises if each.kind == "credit" and each.by_us]
    found = {_key(each) for each in ours if not each.code.startswith(EARLIER)}
    return {*found, CREDIT_FALLBACK} if found else found


def credits_of(promises: Sequence[Promise], digits: int) -> tuple[float, float, float]:
    """Credits promised, used and expired, to the cent; one of which more was used than planned was promised with as
    much. Money.

    >>> credits_of([Promise("a", "credit", planned=10.0, done_on=date(2026, 1, 1), actual=12.0),
    ...     Promise("b", "credit", planned=5.0, lapsed=True)], 2)
    (17.0, 12.0, 5.0)
    """
    promised, used, expired = 0.0, 0.0, 0.0
    for each in promises:
        if each.kind == "credit" and each.by_us:
            planned, taken = (
                round_money(float(each.planned), digits),
                round_money(each.came_to, digits) if each.done_on is not None else 0.0,
            )
            promised, used = promised + max(planned, taken), used + taken
            expired += planned if each.lapsed and each.done_on is None else 0.0
    return round_money(promised, digits), round_money(used, digits), round_money(expired, digits)


def _paid(dossier: Dossier, earlier: bool = True) -> float:
    """What our promises that are done have cost, credits apart, less what they have paid of it: below 0 while they
    have paid more.

    Payments that are owed anyway, such as the invoice, have nothing to do with it. Not `earlier`: what the agreement
    that holds has cost alone.
    """
    counted = [
        each for each in dossier.follow_up.promises if (each.kind != "credit" if each.by_us else each.kind == "payment")
    ]
    counted = [each for each in counted if earlier or not each.code.startswith(EARLIER)]
    done = [each for each in counted if each.done_on is not None and _key(each) not in NO_OUTFLOW]
    return sum((1.0 if each.by_us else -1.0) * each.came_to for each in done)


def _key(promise: Promise) -> str:
    """The key of the flow that a promise was listed for."""
    return promise.code.removeprefix(EARLIER).rpartition(".")[0]


def _chance(stage: str) -> float:
    return {"open": CHANCE, "offered": CHANCE, "agreed": 1.0}.get(stage, 0.0)


def _opened(dossier: Dossier) -> date:
    first = [event.on for event in dossier.case.events]
    return dossier.case.incident.found_on or (min(first) if first else dossier.case.settlement_date)


def _owner(dossier: Dossier, lang: str) -> str:
    """Who follows up the main problem."""
    troubles = dossier.playbook.problems
    return next(
        (_cut(each.owner, "owner", lang) for each in sorted(troubles, key=lambda each: not each.main) if each.owner), ""
    )


def _cause(dossier: Dossier, lang: str) -> str:
    """The root that the diagnosis came to, else what kind of incident it is."""
    playbook = dossier.playbook
    main = next(
        (each for each in playbook.problems if each.main), playbook.problems[0] if len(playbook.problems) == 1 else None
    )
    roots = [chain[-1] for chain in chains(main, playbook.causes) if chain[-1].root]
    return _said(roots[0].what, lang)[:100] if roots else dossier.case.incident.kind


def _cut(text: Text, field: str, lang: str) -> str:
    """Words of the claim as long as the register keeps them."""
    return _said(text, lang)[: Entry.__dataclass_fields__[field].metadata["text"]]


def _said(text: Text, lang: str) -> str:
    return (text.zh if lang == "zh" else text.en) if isinstance(text, Translated) else text
