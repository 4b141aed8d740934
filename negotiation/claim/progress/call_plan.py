"""The call in five steps, planned from the claim's own facts and offers: what to listen for, share, clarify, present
and ask. Keys and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from negotiation.claim.summary.claim_summary import Summary
from negotiation.core.fields import Text
from negotiation.model.playbook.call_steps import LSCPA
from negotiation.model.playbook.evidence import unproven
from negotiation.model.playbook.root_cause import chains, diagnosis
from negotiation.model.playbook.stakeholders import beside_the_message
from negotiation.model.terms import is_absent
from negotiation.model.valuation.offer import NO_DEAL
from negotiation.model.valuation.outcomes import Outcome

MOST_PRESENTED = 3
"""Offers put before the customer: a choice, not a list."""

ASKS_OF_THEM = (
    "customer_share",
    "repayment_over_orders",
    "extra_orders",
    "receivable_now",
    "receivable_with_order",
    "deposit",
    "payment_days",
    "milestone_payment",
)
"""Terms that ask something of the customer."""


@dataclass(frozen=True, eq=False)
class Point:
    """One thing to say or to hear: under which of the five steps, the key of its words, its figures, and the field
    that it comes from.

    `words` is what a user typed, `option` the code of an offer, `choice` a code whose words stand elsewhere (a claim
    line, a demand, a paper).
    """

    step: str
    key: str
    numbers: Mapping[str, float | date] = field(default_factory=dict)
    path: str = ""
    words: Text = ""
    option: str = ""
    choice: str = ""


def call_plan(summary: Summary, today: date) -> tuple[Point, ...]:
    """Everything to bring to the call, in the order of the five steps. Nothing in it shows our cost, margin or
    system."""
    found = [
        *_listen(summary),
        *_share(summary, today),
        *_clarify(summary, today),
        *_present(summary),
        *_ask(summary, today),
    ]
    return tuple(sorted(found, key=lambda point: LSCPA.index(point.step)))


def presented(summary: Summary) -> tuple[Outcome, ...]:
    """The offers to put before them: the recommended one first, then the best others that they would take; none
    where no deal is best."""
    if summary.best.code == NO_DEAL:
        return ()
    others = [each for each in summary.outcomes if each.accepted and each.code not in (NO_DEAL, summary.best.code)]
    others.sort(key=lambda outcome: -float(outcome.net))
    return (summary.best, *others[: MOST_PRESENTED - 1])


def _listen(summary: Summary) -> Iterator[Point]:
    """What they will complain of: their lines, what they demanded so far, who takes the blame on their side."""
    dossier = summary.dossier
    for place, line in enumerate(dossier.case.claims):
        yield Point("listen", "claimed", {"amount": float(line.claimed)}, f"case.claims[{place}]", choice=line.kind)
    for place, demand in enumerate(dossier.playbook.demands):
        numbers = {} if demand.figure is None else {"amount": float(demand.figure)}
        key = "demanded" if demand.figure is None else "demanded_amount"
        yield Point("listen", key, numbers, f"playbook.demands[{place}]", demand.words, choice=demand.kind)
    for person in beside_the_message(dossier.playbook.people):
        yield Point(
            "listen",
            "blamed" if person.blamed else "decides" if person.decides else "needs",
            path="playbook.people",
            words=person.name,
        )


def _share(summary: Summary, today: date) -> Iterator[Point]:
    """What it does to them: their harm, their date, their own customer."""
    case = summary.dossier.case
    if float(case.harm_suffered) > 0.0:
        yield Point("share", "harm", {"amount": float(case.harm_suffered)}, "case.harm")
    if case.order.needed_on is not None:
        left = (case.order.needed_on - today).days
        yield Point(
            "share",
            "needed" if left >= 0 else "needed_past",
            {"on": case.order.needed_on, "days": float(abs(left))},
            "case.order.needed_on",
        )
    if any(line.claimant == "end_customer" for line in case.claims) or any(
        each.side == "their_customer" for each in summary.dossier.playbook.people
    ):
        yield Point("share", "their_customer", path="playbook.people")
    if float(case.incident.earlier_similar) > 0.0:
        yield Point(
            "share", "again", {"count": float(case.incident.earlier_similar) + 1.0}, "case.incident.earlier_similar"
        )


def _clarify(summary: Summary, today: date) -> Iterator[Point]:
    """What happened and what is not known yet: roots, papers by their date, lines without proof, nobody counted."""
    case, playbook = summary.dossier.case, summary.dossier.playbook
    main = diagnosis(playbook.problems, playbook.causes, playbook.measures, case, today).main
    for chain in chains(main, playbook.causes):
        yield Point("clarify", "root" if chain[-1].root else "cause", path="playbook.causes", words=chain[-1].what)
    papers = [each for each in playbook.evidence if each.speaks_for != "customer"]
    for paper in sorted(papers, key=lambda each: (each.on is None, each.on or today)):
        numbers: dict[str, float | date] = {} if paper.on is None else {"on": paper.on}
        yield Point(
            "clarify",
            "paper" if paper.on is None else "paper_on",
            numbers,
            "playbook.evidence",
            paper.shows,
            choice=paper.kind,
        )
    for gap in unproven(case):
        yield Point(
            "clarify", "unproven", {"amount": gap.at_stake}, f"case.claims[{gap.place}].proven", choice=gap.line.kind
        )
    if case.incident.found_bad is None and case.order.quantity > 1.0:
        yield Point("clarify", "not_counted", {"affected": float(case.order.affected)}, "case.incident.found_bad")
    if playbook.time_bars.consent_missing:
        yield Point("clarify", "insurer_first", path="playbook.time_bars.insurer_agreed_on")


def _present(summary: Summary) -> Iterator[Point]:
    """The offers to choose from, each with what it is worth to them against no deal, then what keeps it from coming
    back."""
    for outcome in presented(summary):
        yield Point(
            "present",
            "offer",
            {"worth": float(outcome.better_for_them)},
            f"offers[{outcome.code}]",
            option=outcome.code,
        )
    for measure in summary.dossier.playbook.measures:
        if measure.kind == "prevention":
            numbers: dict[str, float | date] = {} if measure.due is None else {"on": measure.due}
            yield Point(
                "present",
                "prevention" if measure.due is None else "prevention_by",
                numbers,
                "playbook.measures",
                measure.what,
            )


def _ask(summary: Summary, today: date) -> Iterator[Point]:
    """What we need from them: which offer, by when, what in return, and proof of what is not proven."""
    dossier, case = summary.dossier, summary.dossier.case
    shown = presented(summary)
    if shown:
        yield Point("ask", "which", {"count": float(len(shown))}, "offers")
    asked = {
        term.key
        for offer in dossier.offers
        if offer.code in {each.code for each in shown}
        for term in offer.terms
        if not is_absent(term)
    }
    for key in (key for key in ASKS_OF_THEM if key in asked):
        yield Point("ask", "in_return", path="offers", choice=key)
    if case.answer_by is not None:
        yield Point("ask", "by_when" if case.answer_by >= today else "now", {"on": case.answer_by}, "case.answer_by")
    missing = sum(gap.at_stake for gap in unproven(case))
    if missing > 0.0:
        yield Point("ask", "proof", {"amount": missing}, "case.claims")
    if case.receivable_due is not None and float(case.receivable) > 0.0 and case.receivable_due < today:
        yield Point("ask", "payment", {"amount": float(case.receivable), "on": case.receivable_due}, "case.receivable")
