"""Dividing a loss: the published tables, and the properties that each rule is known by."""

from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation import BadInput, Case, ClaimLine, CostLine, Dossier, Judgement, Offer, Order, Remedy, summarise
from negotiation.claim.edits.apply_division import with_division
from negotiation.model.division.claims_rules import RULES, awards, divide
from negotiation.model.division.loss_parties import WAYS, Division, Stake, best_off, by_every_rule
from negotiation.model.terms import CustomerShare, PriceCut, Recovery, RepaymentOverOrders, Term

CLAIMS = st.lists(st.integers(0, 1_000_000).map(lambda cents: cents / 100), min_size=1, max_size=7)
BOUNDED = [rule for rule in RULES if rule != "equal"]


@pytest.mark.parametrize(("amount", "parts"), [(100, [33 + 1 / 3] * 3), (200, [50, 75, 75]), (300, [50, 100, 150])])
def test_aumann_maschler_1985_the_talmud_table(amount: float, parts: list[float]) -> None:
    assert awards(amount, [100, 200, 300], "talmud").tolist() == pytest.approx(parts, abs=1e-12)


def test_aumann_maschler_1985_the_contested_garment() -> None:
    assert awards(1.0, [1.0, 0.5], "talmud").tolist() == [0.75, 0.25]


def test_each_rule_by_hand() -> None:
    found = {rule: awards(300.0, [100.0, 200.0, 300.0], rule).tolist() for rule in RULES}
    assert found["equal"] == [100.0, 100.0, 100.0]
    assert found["proportional"] == [50.0, 100.0, 150.0]
    assert found["constrained_equal_awards"] == [100.0, 100.0, 100.0]
    assert found["constrained_equal_losses"] == [0.0, 100.0, 200.0]
    assert awards(350.0, [100.0, 200.0, 300.0], "constrained_equal_awards").tolist() == [100.0, 125.0, 125.0]
    assert awards(450.0, [100.0, 200.0, 300.0], "constrained_equal_losses").tolist() == [50.0, 150.0, 250.0]


def test_equal_ignores_claims_and_may_be_more_than_they_ask_for() -> None:
    assert divide(100, [1, 2, 3], "equal") == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]
    assert divide(9, [0, 0, 0], "equal") == [3, 3, 3]


@given(CLAIMS, st.floats(0, 1), st.sampled_from(BOUNDED))
def test_the_parts_add_up_and_nobody_gets_more_than_they_claim_or_less_than_nothing(
    claims: list[float], part: float, rule: str
) -> None:
    amount = sum(claims) * part
    found = awards(amount, claims, rule)
    assert found.sum() == pytest.approx(amount, rel=1e-12, abs=1e-9)
    assert np.all(found >= -1e-9)
    assert np.all(found <= np.array(claims) + 1e-9)


@given(CLAIMS, st.floats(0, 1), st.sampled_from(RULES), st.randoms(use_true_random=False))
def test_symmetric_order_preserving_and_the_same_for_any_order_of_names(
    claims: list[float], part: float, rule: str, random: object
) -> None:
    amount = sum(claims) * part
    found = awards(amount, claims, rule)
    order = np.argsort(claims, kind="stable")
    assert np.all(np.diff(found[order]) >= -1e-9), "who claims more gets no less"
    assert np.all(np.diff((np.array(claims) - found)[order]) >= -1e-9) or rule == "equal", "and loses no less"
    places = list(range(len(claims)))
    random.shuffle(places)  # type: ignore[attr-defined]
    moved = awards(amount, [claims[place] for place in places], rule)
    assert moved.tolist() == pytest.approx(found[places].tolist(), abs=1e-9)


@given(CLAIMS, st.floats(0, 1), st.floats(0, 1), st.sampled_from(RULES))
def test_nobody_gets_less_when_there_is_more(claims: list[float], one: float, other: float, rule: str) -> None:
    low, high = sorted((one, other))
    assert np.all(awards(sum(claims) * high, claims, rule) - awards(sum(claims) * low, claims, rule) >= -1e-9)


@given(CLAIMS, st.floats(0, 1), st.sampled_from(RULES), st.sampled_from([0, 2, 3]))
def test_to_the_minor_unit_they_add_up_exactly_and_are_within_one_unit(
    claims: list[float], part: float, rule: str, digits: int
) -> None:
    amount = Decimal(str(round(sum(claims) * part, digits)))
    if rule != "equal" and float(amount) > sum(claims):
        return
    found = divide(amount, claims, rule, digits)
    assert sum(found) == amount
    assert all(part == round(part, digits) for part in found)
    unit = 10.0**-digits
    assert np.all(
        np.abs(np.array(found, dtype=float) - awards(float(amount), claims, rule)) <= unit * (1 + 1e-9) + 1e-9
    )


def test_rows_of_claims_equal_their_rows_one_by_one() -> None:
    random = np.random.default_rng(3)
    claims = random.uniform(0, 100, (40, 4))
    amounts = claims.sum(axis=-1) * random.uniform(0, 1, 40)
    for rule in RULES:
        together = awards(amounts, claims, rule)
        for row in range(40):
            assert together[row].tolist() == pytest.approx(
                awards(float(amounts[row]), claims[row], rule).tolist(), abs=1e-9
            )


@pytest.mark.parametrize(
    ("amount", "claims", "rule", "path"),
    [
        (100, [60, 30], "talmud", "division.amount"),
        (-1, [60, 30], "equal", "division.amount"),
        (float("nan"), [60, 30], "equal", "division.amount"),
        (10, [60, -30], "proportional", "division.claims"),
        (10, [], "equal", "division.claims"),
        (10, [60, float("inf")], "talmud", "division.claims"),
        (10, [60], "shapley", "division.rule"),
    ],
)
def test_what_cannot_be_divided_says_why(amount: float, claims: list[float], rule: str, path: str) -> None:
    with pytest.raises(BadInput) as error:
        awards(amount, claims, rule)
    assert error.value.problems[0].path == path


def test_every_way_side_by_side_and_whom_it_favours() -> None:
    stakes = (Stake("factory", 1000.0, 0.5, 0.0), Stake("us", 4678.0, 0.5, 0.5), Stake("customer", 4678.0, 0.0, 0.5))
    found = by_every_rule(4678.0, stakes)
    assert set(found) == set(WAYS)
    assert found["agreed"] == [Decimal("0.00"), Decimal("2339.00"), Decimal("2339.00")]
    assert found["responsibility"] == [Decimal("2339.00"), Decimal("2339.00"), Decimal("0.00")]
    assert all(sum(parts) == Decimal("4678.00") for parts in found.values() if parts is not None)
    best = best_off(found)
    assert best["agreed"] == (0,)
    assert best["responsibility"] == (2,)


def test_a_way_without_figures_cannot_be_used() -> None:
    found = by_every_rule(100.0, (Stake("us", 10.0), Stake("customer", 20.0)))
    assert found["agreed"] is None
    assert found["talmud"] is None
    assert found["equal"] == [50, 50]


# into an option


def divided(cost: float, terms: tuple[Term, ...] = (), theirs: float = 1.0, others: tuple[Stake, ...] = ()) -> Any:
    case = Case(
        date(2026, 1, 1),
        order=Order(quantity=100.0, unit_price=100.0, affected=50.0),
        claims=(ClaimLine("goods", 1200.0),),
    )
    stakes = (Stake("customer", 1e6, 0.0, theirs), Stake("us", 1e6, 0.0, 1.0 - theirs), *others)
    remedy = Remedy("r", lines=(CostLine("production", 1.0, cost, code="p"),))
    dossier = Dossier(
        case, (remedy,), (Offer("o", "r", terms, staying=Judgement(0.8)),), division=Division(None, "agreed", stakes)
    )
    changed = with_division(dossier, "o")
    summarise(changed)
    return changed


@pytest.mark.parametrize("cost", [1234.567, 57.0, 1234.564, 0.07, 1e6 / 3])
def test_a_customer_who_bears_all_bears_exactly_all(cost: float) -> None:
    (term,) = divided(cost).offers[0].terms
    assert term.share == 1.0


def test_a_share_that_is_spread_stays_spread_and_nothing_is_borne_twice() -> None:
    (term,) = divided(1000.0, (RepaymentOverOrders(0.5, 6.0),), 0.6).offers[0].terms
    assert (type(term), term.share, term.orders) == (RepaymentOverOrders, 0.6, 6.0)
    (term,) = divided(1000.0, (RepaymentOverOrders(0.2, 6.0), CustomerShare(0.2)), 0.6).offers[0].terms
    assert (type(term), term.share) == (CustomerShare, 0.6)


def test_what_is_known_of_a_recovery_is_kept_and_what_was_agreed_is_certain() -> None:
    known = (Recovery(100.0, "factory", 0.9, 10.0, 0.1), PriceCut(0.1))
    terms = (
        divided(1000.0, known, 0.5, (Stake("factory", 1e6, 0.0, 0.5), Stake("forwarder", 1e6, 0.0, 0.5)))
        .offers[0]
        .terms
    )
    found = [(term.source, term.claimed, term.chance, term.day) for term in terms if isinstance(term, Recovery)]
    assert found == [("factory", 250.0, 0.9, 10.0), ("forwarder", 250.0, 1.0, 60.0)]
    assert terms[-1].cut == 0.1


def test_an_option_that_is_not_there_is_refused() -> None:
    with pytest.raises(BadInput):
        with_division(divided(100.0), "unknown")
