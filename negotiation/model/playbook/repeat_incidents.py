"""Repeated incidents of an account: their number in the window, the rung that answers them as settlement terms, and the
failures still to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from negotiation.core.cashflow import PROMISED_MARGIN, US, YEAR, present_value, sign_for
from negotiation.core.fields import COUNT, SHARE, Num, Text, date_field, flag_field, number_field, text_field
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.chance_of_staying import StayingCurve
from negotiation.model.lifetime.lifetime_value import order_stream
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.playbook.escalation import Rung, rung_reached, rungs_of
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms import CreditOverOrders, Guarantee, PriceCut, ReducedScope, Term, Visit

CUT_KINDS = ("accept_as_is", "other")
"""Remedies with which a price cut makes sense. With the others the reduction is a credit on later orders."""


@dataclass(frozen=True, eq=False)
class PastIncident:
    """An earlier incident of this account. `similar`: of the same kind as this claim's, so that it affects the chance
    of staying."""

    on: date = date_field()
    what: Text = text_field(longest=500)
    similar: bool = flag_field(True)


@dataclass(frozen=True, eq=False)
class Repeats:
    """How repeats are counted: within the last `window` months. Once the cause is removed the share `left` of the
    failures remains, an assumption."""

    window: Num = number_field(COUNT.within(low=1.0, high=60.0), 12.0)
    left: Num = number_field(SHARE, 0.15)

    @property
    def days(self) -> float:
        """Days of the window: months · 365 / 12."""
        return float(np.max(self.window)) * YEAR / 12.0


@dataclass(frozen=True, eq=False)
class IncidentCount:
    """Incidents in the window, this one included, and the number of similar earlier ones. `typed` is that number in the
    facts of the claim."""

    incidents: int
    similar: int
    typed: int

    @property
    def differs(self) -> bool:
        """True if the list of incidents and the facts of the claim disagree."""
        return self.similar != self.typed


def count_incidents(incidents: tuple[PastIncident, ...], repeats: Repeats, case: Case, today: date) -> IncidentCount:
    """Number of incidents in the window that ends today; this claim's own incident is counted once.

    Without a list of incidents the facts of the claim are used: earlier similar ones and this one.

    Args:
        incidents: earlier incidents of the account.
        repeats: how incidents are counted.
        case: facts of the claim.
        today: last day of the window.
    """
    typed = int(np.max(case.incident.earlier_similar))
    if not incidents:
        return IncidentCount(typed + 1, typed, typed)
    earlier = [
        each for each in incidents if 0 <= (today - each.on).days < repeats.days and each.on != case.incident.found_on
    ]
    return IncidentCount(len(earlier) + 1, sum(each.similar for each in earlier), typed)


@dataclass(frozen=True, eq=False)
class Further:
    """Failures still to come.

    `per_year` at the pace of the window, `days` until the cause is removed, `expected` failures until then, and the
    `chance` of at least one.
    """

    per_year: float
    days: float
    expected: float
    chance: float


def further_failures(count: int, repeats: Repeats, case: Case, remedy: Remedy, today: date) -> Further:
    """Failures still to come, Poisson at the pace of the window: λ = incidents / window days · days until fixed, chance
    1 − e^(−λ).

    The cause is fixed when the remedy is done: its `done_day` after the settlement date, counted from today, at least
    0.

    Args:
        count: incidents in the window, this one included.
        repeats: how incidents are counted.
        case: facts of the claim.
        remedy: the remedy that removes the cause.
        today: day from which the days count.
    """
    until_settled = (case.settlement_date - today).days
    days = max(float(np.max(remedy.done_day)) + until_settled, 0.0)
    expected = count / repeats.days * days
    return Further(count / repeats.days * YEAR, days, expected, float(-np.expm1(-expected)))


@dataclass(frozen=True, eq=False)
class StayingAfterRepeat:
    """The chance of staying by the default curve, now and after one more similar incident, at the same offer."""

    now: float
    after_one_more: float


def staying_after_one_more(curve: StayingCurve, ratio: float, similar: int) -> StayingAfterRepeat:
    """The chance of staying now and after one more incident (Maxham & Netemeyer 2002: no recovery paradox after the
    second)."""
    return StayingAfterRepeat(float(curve.chance(ratio, similar)), float(curve.chance(ratio, similar + 1)))


@dataclass(frozen=True, eq=False)
class Response:
    """The response of the ladder: the index of the rung, the next rung, the terms with their cost to us, and the
    failures to come.

    `cost` is the present value of the terms' own flows at our rate, if the customer stays; positive is a cost.
    `next_cost` is that of the next rung, None on the last.
    """

    counted: IncidentCount
    place: int | None
    rung: Rung | None
    terms: tuple[Term, ...]
    cost: float
    next_rung: Rung | None
    next_cost: float | None
    further: Further


def ladder_response(
    incidents: tuple[PastIncident, ...],
    ladder: tuple[Rung, ...],
    repeats: Repeats,
    case: Case,
    remedy: Remedy,
    today: date,
) -> Response:
    """The rung for this claim's number of incidents, with its terms and their cost. One claim of plain numbers.

    Args:
        incidents: earlier incidents of the account.
        ladder: the team's rungs; empty for the default ones.
        repeats: how incidents are counted.
        case: facts of the claim.
        remedy: the remedy beside which the terms are offered.
        today: last day of the window.
    """
    found, rungs, life = count_incidents(incidents, repeats, case, today), rungs_of(ladder), order_stream(case)
    place = rung_reached(ladder, found.incidents)
    further = further_failures(found.incidents, repeats, case, remedy, today)
    rung = None if place is None else rungs[place]
    above = 0 if place is None else place + 1
    next_rung = rungs[above] if above < len(rungs) else None
    per_year = further.per_year * float(np.max(repeats.left))
    terms = () if rung is None else terms_of(rung, case, remedy, per_year)
    next_cost = None if next_rung is None else cost_of(terms_of(next_rung, case, remedy, per_year), case, remedy, life)
    return Response(found, place, rung, terms, cost_of(terms, case, remedy, life), next_rung, next_cost, further)


def terms_of(rung: Rung, case: Case, remedy: Remedy, failures_per_year: float) -> tuple[Term, ...]:
    """The settlement terms that the rung gives. A field at 0 gives no term.

    Args:
        rung: the rung of the ladder.
        case: facts of the claim.
        remedy: the remedy beside which the terms are offered.
        failures_per_year: expected failures a year until the cause is gone.
    """
    usual = case.usual_order
    terms: list[Term] = []
    if rung.travel:
        terms.append(Visit(rung.travel * usual, 0.0, rung.within_hours / 24.0))
    if rung.reduction and remedy.kind in CUT_KINDS:
        terms.append(PriceCut(rung.reduction))
    elif rung.reduction:
        terms.append(CreditOverOrders(rung.reduction * case.order.affected_value, 1.0))
    if rung.guarantee:
        terms.append(Guarantee(rung.guarantee, rung.penalty * usual, failures_per_year))
    if rung.less:
        terms.append(ReducedScope(rung.less, rung.months))
    return tuple(terms)


def cost_of(terms: tuple[Term, ...], case: Case, remedy: Remedy, life: OrderStream) -> float:
    """Present value to us of the terms' flows if the customer stays, promised margin left out. Money; positive is a
    cost.

    Args:
        terms: settlement terms.
        case: facts of the claim.
        remedy: the remedy beside the terms.
        life: stream of next orders of the customer.
    """
    flows = [flow for term in terms for flow in term.flows(case, remedy, life) if flow.key != PROMISED_MARGIN]
    total: Num = sum((-sign_for(flow, US) * present_value(flow, case.rates.us) for flow in flows), 0.0)
    return float(total)
