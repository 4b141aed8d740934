"""Requests beyond the contract: worth per cost, the goodwill budget, and the habit of giving, in money."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import negotiation
from negotiation import BadInput, Case, Customer, Dossier, Order, Rates
from negotiation.claim.checks.cautions import cautions
from negotiation.claim.document.dossier_checks import dossier_problems
from negotiation.claim.edits.from_playbook import with_requests_granted
from negotiation.claim.summary.claim_summary import summarise
from negotiation.model.playbook.extra_requests import (
    DECISIONS,
    SCOPES,
    Goodwill,
    Request,
    giving_habit,
    goodwill_budget,
    terms_of_requests,
    weigh_requests,
)
from negotiation.model.terms import AddedFeatures, FreeService
from tests.conftest import CLAIMS

TODAY = date(2026, 11, 23)
GOODWILL = Goodwill(10_000.0, 2_000.0, 100.0, 2.0, 365.0)


def request(code: str, cost: float, hours: float, worth: float, decision: str = "accept", **more: object) -> Request:
    return Request(code, code, cost=cost, hours=hours, worth=worth, used=1.0, decision=decision, **more)  # type: ignore[arg-type]


THREE = (
    request("big", 9_000.0, 10.0, 12_000.0),
    request("small", 0.0, 10.0, 5_000.0),
    request("bad", 500.0, 5.0, 200.0, "open"),
)


def test_the_most_worth_per_cost_comes_first_and_the_advice_follows_the_budget() -> None:
    found = weigh_requests(THREE, GOODWILL)
    assert [(each.request.code, each.cost, each.worth, each.ratio) for each in found] == [
        ("small", 1_000.0, 5_000.0, 5.0),
        ("big", 10_000.0, 12_000.0, 1.2),
        ("bad", 1_000.0, 200.0, 0.2),
    ]
    assert [each.advice for each in found] == ["accept", "trade", "decline"]
    (inside,) = weigh_requests((request("in", 1e6, 0.0, 0.0, scope="inside"),), GOODWILL)
    assert inside.advice == "deliver"
    (free,) = weigh_requests((request("free", 0.0, 0.0, 5.0),), GOODWILL)
    assert (free.ratio, free.advice) == (np.inf, "accept")


def test_the_budget_by_hand() -> None:
    found = goodwill_budget(
        (
            *THREE,
            request("in", 700.0, 0.0, 0.0, scope="inside"),
            request("sold", 300.0, 0.0, 0.0, "open", promised_by_sales=True),
        ),
        GOODWILL,
    )
    assert (found.taken, found.left, found.overdrawn) == (11_000.0, -3_000.0, 3_000.0)
    assert (found.promised_by_sales, found.promised_open) == (0.0, 300.0)
    sold = goodwill_budget((request("sold", 300.0, 1.0, 0.0, promised_by_sales=True),), GOODWILL)
    assert (sold.promised_by_sales, sold.promised_open, sold.left) == (400.0, 0.0, 7_600.0)


REQUEST = st.builds(
    Request,
    st.just("r"),
    cost=st.integers(0, 90_000).map(float),
    hours=st.integers(0, 500).map(float),
    worth=st.integers(0, 90_000).map(float),
    scope=st.sampled_from(SCOPES),
    decision=st.sampled_from(DECISIONS),
    promised_by_sales=st.booleans(),
)


@given(st.lists(REQUEST, max_size=12), st.integers(0, 200_000), st.integers(0, 50_000), st.integers(0, 900))
def test_the_budget_is_never_negative_unnoticed(requests: list[Request], whole: int, spent: int, hourly: int) -> None:
    goodwill = Goodwill(float(whole), float(spent), float(hourly))
    found = goodwill_budget(tuple(requests), goodwill)
    assert found.left + found.taken + found.spent == pytest.approx(found.budget)
    assert (found.left < 0.0) == (found.overdrawn > 0.0)
    assert found.overdrawn == pytest.approx(max(-found.left, 0.0))
    advised = sum(each.cost for each in weigh_requests(tuple(requests), goodwill) if each.advice == "accept")
    assert advised <= max(whole - spent, 0.0) + 1e-6
    ratios = [each.ratio for each in weigh_requests(tuple(requests), goodwill)]
    assert ratios == sorted(ratios, reverse=True)


def test_an_overdrawn_budget_is_a_caution_in_money(gift_boxes: Dossier) -> None:
    book = replace(gift_boxes, playbook=replace(gift_boxes.playbook, requests=THREE, goodwill=GOODWILL))
    (found,) = [each for each in cautions(summarise(book)) if each.code == "goodwill_overdrawn"]
    assert found.numbers == {"overdrawn": 3_000.0, "budget": 10_000.0}
    enough = replace(book, playbook=replace(book.playbook, goodwill=replace(GOODWILL, budget=13_000.0)))
    assert "goodwill_overdrawn" not in [each.code for each in cautions(summarise(enough))]


CASE = Case(
    TODAY,
    order=Order(quantity=1.0, unit_price=1_000.0),
    customer=Customer(orders_per_year=1.0, retention=0.8, horizon=2.0),
    rates=Rates(0.25, 0.0),
)


def given_on(*days_ago: int, scope: str = "outside", decision: str = "accept") -> tuple[Request, ...]:
    return tuple(
        request(
            f"{scope}{decision}{days}", 100.0, 0.0, 0.0, decision, scope=scope, decided_on=TODAY - timedelta(days=days)
        )
        for days in days_ago
    )


def test_giving_the_same_with_every_order_by_hand() -> None:
    """300 with each of two yearly orders, each with 80 % chance to come, at 25 %: 300 · (.8/1.25 + .64/1.5625) =
    314.88."""
    found = giving_habit(given_on(1, 2, 3), Goodwill(), CASE, TODAY)
    assert found is not None
    assert (found.count, found.each_order, found.orders) == (3, 300.0, 2.0)
    assert found.over_horizon == pytest.approx(314.88)


def test_only_what_was_given_beyond_the_contract_within_the_window_is_a_habit() -> None:
    assert giving_habit(given_on(1, 2), Goodwill(), CASE, TODAY) is None
    assert giving_habit(given_on(1, 2, 366), Goodwill(), CASE, TODAY) is None
    assert giving_habit(given_on(1, 2, -1), Goodwill(), CASE, TODAY) is None
    assert (
        giving_habit(
            (*given_on(1, 2), *given_on(3, scope="inside"), *given_on(4, decision="trade")), Goodwill(), CASE, TODAY
        )
        is None
    )
    assert giving_habit(given_on(1, 2, 365), Goodwill(), CASE, TODAY) is not None
    assert giving_habit(given_on(1), Goodwill(most=0.0), CASE, TODAY) is not None


def test_accepted_requests_beyond_the_contract_become_terms() -> None:
    requests = (
        request("once", 500.0, 5.0, 3_000.0, days=20.0),
        request("monthly", 600.0, 0.0, 900.0, months=3.0),
        request("no", 1.0, 0.0, 1.0, "decline"),
        request("in", 1.0, 0.0, 1.0, scope="inside"),
    )
    found = dict(terms_of_requests(requests, GOODWILL))
    once, monthly = found["once"], found["monthly"]
    assert list(found) == ["once", "monthly"]
    assert isinstance(once, AddedFeatures)
    assert (once.cost, once.worth, once.used, once.day) == (1_000.0, 3_000.0, 1.0, 20.0)
    assert isinstance(monthly, FreeService)
    assert (monthly.months, monthly.monthly_cost, monthly.monthly_worth) == (3.0, 200.0, 300.0)


def test_of_the_eight_requests_the_seventh_comes_first_and_is_the_one_that_is_offered() -> None:
    dossier = negotiation.load(CLAIMS / "eight_requests.json")
    book = dossier.playbook
    found = weigh_requests(book.requests, book.goodwill)
    assert len(found) == 8
    assert (found[0].request.code, found[0].advice) == ("r7", "accept")
    assert min(book.requests, key=lambda each: float(np.max(each.hours))).code == "r7"
    state = goodwill_budget(book.requests, book.goodwill)
    assert (state.taken, state.left, state.overdrawn) == (12_000.0, 3_000.0, 0.0)
    assert state.promised_open == 30_000.0 + 540.0 * 300.0
    granted = with_requests_granted(dossier, "none_of_it")
    one, other = (next(each for each in granted.offers if each.code == code) for code in ("none_of_it", "only_seventh"))
    assert [(term.key, getattr(term, "cost", None)) for term in one.terms] == [
        (term.key, getattr(term, "cost", None)) for term in other.terms
    ]
    assert summarise(dossier).verdict.code == "only_seventh"
    with pytest.raises(BadInput):
        with_requests_granted(dossier, "nothing")


def test_requests_with_one_code_and_decisions_before_the_question_are_problems(gift_boxes: Dossier) -> None:
    twice = (
        request("a", 1.0, 1.0, 1.0),
        request("a", 1.0, 1.0, 1.0, asked_on=TODAY, decided_on=TODAY - timedelta(days=1)),
    )
    found = [
        (each.code, each.path)
        for each in dossier_problems(replace(gift_boxes, playbook=replace(gift_boxes.playbook, requests=twice)))
    ]
    assert found == [
        ("code_not_unique", "playbook.requests[1].code"),
        ("ends_before_it_begins", "playbook.requests[1].decided_on"),
    ]
