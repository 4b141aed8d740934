"""Requests beyond the contract: cost to us, worth to them, who gets the credit, and what remains of the goodwill
budget."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from negotiation.core.cashflow import CUSTOMER, US, YEAR, present_value
from negotiation.core.fields import (
    COUNT,
    DAYS,
    MONEY,
    SHARE,
    Num,
    Text,
    Unit,
    choice_field,
    date_field,
    flag_field,
    number_field,
    text_field,
)
from negotiation.core.problems import Problem
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.lifetime_value import order_stream
from negotiation.model.terms import AddedFeatures, FreeService, Term

DECISIONS = ("open", "accept", "trade", "decline")
ADVICE = ("deliver", "accept", "trade", "decline")
SCOPES = ("outside", "inside", "unclear")
EFFORT = Unit("hours", 0.0, 1e6, 1.0)


@dataclass(frozen=True, eq=False)
class Request:
    """Something they ask for, in the contract or beyond it: its cost to us apart from our hours, and its worth to them.

    With `months` it is a service that runs so long, with cost and worth spread over them. Otherwise it is done after
    `days`. `credit` is the person on their side who gets the credit. `promised_by_sales`: our own people promised it,
    so it is counted separately.
    """

    code: str = text_field(longest=60)
    what: Text = text_field(longest=500)
    scope: str = choice_field(SCOPES, "outside")
    asked_on: date | None = date_field(None)
    cost: Num = number_field(MONEY, 0.0)
    hours: Num = number_field(EFFORT, 0.0)
    worth: Num = number_field(MONEY, 0.0)
    used: Num = number_field(SHARE, 0.9)
    months: Num = number_field(COUNT.within(high=240.0), 0.0)
    days: Num = number_field(DAYS, 30.0)
    credit: Text = text_field(longest=200)
    promised_by_sales: bool = flag_field()
    decision: str = choice_field(DECISIONS, "open")
    decided_on: date | None = date_field(None)
    reason: Text = text_field(longest=500)


@dataclass(frozen=True, eq=False)
class Goodwill:
    """What we are ready to give this customer beyond contracts: `budget` in total, `spent` elsewhere; an hour of ours
    costs `hourly_cost`.

    More than `most` requests beyond the contract accepted within `window` days is a habit. Assumptions, which the team
    may edit.
    """

    budget: Num = number_field(MONEY, 0.0)
    spent: Num = number_field(MONEY, 0.0)
    hourly_cost: Num = number_field(MONEY, 0.0)
    most: Num = number_field(COUNT, 2.0)
    window: Num = number_field(DAYS, 365.0)


@dataclass(frozen=True, eq=False)
class WeighedRequest:
    """A request with its cost to us (hours included), its worth to them times the chance that they use it, and the
    ratio of the two.

    `advice` follows from these figures alone (ADVICE); what is in the contract is delivered. Money; `ratio` is infinite
    for a request that costs nothing.
    """

    request: Request
    cost: float
    worth: float
    ratio: float
    advice: str


def cost_of_request(request: Request, goodwill: Goodwill) -> float:
    """Cost of a request: cost + hours · hourly cost. Money."""
    return float(np.max(request.cost + request.hours * goodwill.hourly_cost))


def weigh_requests(requests: tuple[Request, ...], goodwill: Goodwill) -> tuple[WeighedRequest, ...]:
    """Every request, the highest worth per cost first.

    Advice: a request worth less to them than it costs us is declined. The others are accepted in this order as long as
    the budget, less what is spent elsewhere, covers them; decisions so far do not reduce it. What it no longer covers
    is traded for something in return.
    """
    rows = []
    for each in requests:
        cost, worth = cost_of_request(each, goodwill), float(np.max(each.worth * each.used))
        rows.append((each, cost, worth, worth / cost if cost > 0.0 else np.inf))
    rows.sort(key=lambda row: -row[3])
    left, found = float(np.max(goodwill.budget - goodwill.spent)), []
    for each, cost, worth, ratio in rows:
        advice = (
            "deliver"
            if each.scope == "inside"
            else "decline"
            if worth < cost
            else "accept"
            if cost <= left
            else "trade"
        )
        left -= cost if advice == "accept" else 0.0
        found.append(WeighedRequest(each, cost, worth, float(ratio), advice))
    return tuple(found)


@dataclass(frozen=True, eq=False)
class GoodwillBudget:
    """The goodwill budget, money: what accepted requests beyond the contract take, what is left, and by how much it is
    overdrawn.

    `left` is below 0 exactly if `overdrawn` is above 0. `promised_by_sales` is the part of what is taken that our own
    people had promised. `promised_open` is what their other promises beyond the contract, not declined yet, would take.
    """

    budget: float
    spent: float
    taken: float
    left: float
    overdrawn: float
    promised_by_sales: float
    promised_open: float


def goodwill_budget(requests: tuple[Request, ...], goodwill: Goodwill) -> GoodwillBudget:
    """left = budget − spent elsewhere − accepted requests that are not in the contract. Money in the claim's
    currency."""
    beyond = [each for each in requests if each.scope != "inside"]
    accepted = [each for each in beyond if each.decision == "accept"]
    taken = sum((cost_of_request(each, goodwill) for each in accepted), 0.0)
    promised = sum((cost_of_request(each, goodwill) for each in accepted if each.promised_by_sales), 0.0)
    waiting = sum(
        (
            cost_of_request(each, goodwill)
            for each in beyond
            if each.promised_by_sales and each.decision in ("open", "trade")
        ),
        0.0,
    )
    whole, spent = float(np.max(goodwill.budget)), float(np.max(goodwill.spent))
    left = whole - spent - taken
    return GoodwillBudget(whole, spent, taken, left, max(taken + spent - whole, 0.0), promised, waiting)


@dataclass(frozen=True, eq=False)
class GivingHabit:
    """Giving that has become a habit.

    The number accepted in the window; `each_order`, what was given with this order; and the present value of giving the
    same with every order over the customer's horizon. Money.
    """

    count: int
    each_order: float
    over_horizon: float
    orders: float


def giving_habit(requests: tuple[Request, ...], goodwill: Goodwill, case: Case, today: date) -> GivingHabit | None:
    """The habit, or None if at most `most` requests beyond the contract were accepted within the window that ends
    today.

    A decision without a day counts as made today. Present value at our rate, each order only if it comes.

    Args:
        requests: all requests of this customer.
        goodwill: the limits of giving.
        case: facts of the claim.
        today: last day of the window.
    """
    within = float(np.max(goodwill.window))
    recent = [
        each
        for each in requests
        if each.decision == "accept"
        and each.scope != "inside"
        and 0 <= (today - (each.decided_on or each.asked_on or today)).days <= within
    ]
    if len(recent) <= float(np.max(goodwill.most)):
        return None
    life, given = order_stream(case), sum(cost_of_request(each, goodwill) for each in recent)
    orders = life.count_by(case.customer.horizon * YEAR)
    flows = life.steps(orders, "goodwill", US, CUSTOMER, given)
    return GivingHabit(
        len(recent), given, float(sum(present_value(flow, case.rates.us) for flow in flows)), float(np.max(orders))
    )


def terms_of_requests(requests: tuple[Request, ...], goodwill: Goodwill) -> tuple[tuple[str, Term], ...]:
    """Accepted requests beyond the contract as settlement terms, by request code: a service if it runs for months, else
    added features."""
    return tuple(
        (each.code, _term(each, goodwill)) for each in requests if each.decision == "accept" and each.scope != "inside"
    )


def _term(request: Request, goodwill: Goodwill) -> Term:
    cost = cost_of_request(request, goodwill)
    months = float(np.max(request.months))
    if months > 0.0:
        return FreeService(request.months, cost / months, request.worth / months, request.used)
    return AddedFeatures(cost, request.worth, request.used, request.days)


def request_problems(requests: tuple[Request, ...]) -> Iterator[Problem]:
    """Problems of the requests: codes that are empty or used twice, and decisions dated before the request."""
    codes: list[str] = []
    for place, each in enumerate(requests):
        if not each.code or each.code in codes or set("[]") & set(each.code):
            yield Problem("code_not_unique", f"requests[{place}].code", each.code)
        codes.append(each.code)
        if each.decided_on is not None and each.asked_on is not None and each.decided_on < each.asked_on:
            yield Problem(
                "ends_before_it_begins",
                f"requests[{place}].decided_on",
                each.decided_on.isoformat(),
                {"low": each.asked_on.isoformat()},
            )
