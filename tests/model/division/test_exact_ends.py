"""A loss divided exactly at its ends: all of the claims, nothing, small sums, one row of many."""

import math

import numpy as np
import pytest

from negotiation import BadInput
from negotiation.model.division.claims_rules import RULES, awards, divide
from negotiation.model.division.loss_parties import Stake, best_off, by_every_rule


@pytest.mark.parametrize("rule", RULES)
def test_one_amount_over_rows_of_claims_and_rows_of_amounts_over_one_claim(rule: str) -> None:
    claims = np.array([[30.0, 40.0, 50.0], [10.0, 20.0, 60.0]])
    both = awards(60.0, claims, rule)
    assert both.shape == (2, 3)
    for place, row in enumerate(claims):
        assert both[place].tolist() == pytest.approx(awards(60.0, row, rule).tolist())
    amounts = awards(np.array([[0.0, 30.0], [60.0, 90.0]]), claims[1], rule)
    assert amounts.shape == (2, 2, 3)
    assert amounts[1, 0].tolist() == pytest.approx(both[1].tolist())


def test_all_of_small_claims_and_parts_of_them() -> None:
    assert awards(0.25, [0.3, 0.2], "proportional").tolist() == pytest.approx([0.15, 0.1])
    for rule in RULES[1:]:
        assert awards(0.5, [0.3, 0.2], rule).tolist() == pytest.approx([0.3, 0.2])
        assert awards(0.0, [0.3, 0.2], rule).tolist() == [0.0, 0.0]
    assert awards(0.0, [0.0, 0.0], "proportional").tolist() == [0.0, 0.0]


def test_the_talmud_is_the_same_from_both_sides_at_half_of_all_claims() -> None:
    for amount in (300.0 - 1e-9, 300.0, 300.0 + 1e-9):
        assert awards(amount, [100.0, 200.0, 300.0], "talmud").tolist() == pytest.approx([50.0, 100.0, 150.0])


def test_more_than_all_claims_in_one_row_is_refused_and_more_by_rounding_is_not() -> None:
    rows = np.array([[30.0, 40.0], [10.0, 20.0]])
    with pytest.raises(BadInput):
        awards(31.0, rows, "talmud")
    assert awards(0.1 + 0.2, [0.1, 0.2], "talmud").tolist() == pytest.approx([0.1, 0.2])
    assert awards(100.0, rows, "equal").tolist() == [[50.0, 50.0]] * 2


@pytest.mark.parametrize(
    ("claims", "value"),
    [([5.0, -1.0, -2.0], -1.0), ([0.0, -3.0], -3.0), ([0.5, -0.1], -0.1), ([5.0, math.inf], math.inf), ([], 0.0)],
)
def test_the_first_figure_that_is_wrong_is_named(claims: list[float], value: float) -> None:
    with pytest.raises(BadInput) as refused:
        awards(1.0, claims, "talmud")
    assert refused.value.problems[0].value == value


def test_nothing_is_divided_into_nothing_with_the_digits_of_the_currency() -> None:
    assert [str(part) for part in divide(0, [1.0, 2.0], "talmud")] == ["0.00", "0.00"]
    assert [str(part) for part in divide(0, [1.0], "equal", 3)] == ["0.000"]


def test_who_bears_as_little_by_several_ways_is_favoured_by_each_of_them() -> None:
    stakes = (Stake("us", 300.0, 1.0, 0.5), Stake("customer", 100.0, 0.0, 0.5))
    found = by_every_rule(200.0, stakes)
    assert found["responsibility"] is not None
    favoured = best_off(found)
    assert favoured["responsibility"] == (1,)
    assert favoured["agreed"] == favoured["equal"] == (0,)
    assert favoured["proportional"] == ()
    assert best_off({"one": None}) == {}
