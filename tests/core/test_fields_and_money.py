"""Money to the cent, and what is said of a field that is wrong."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation.core.field_checks import check_number, check_record
from negotiation.core.fields import COUNT, SHARE
from negotiation.core.money import allocate, minor_digits, round_money
from negotiation.core.problems import BadInput
from negotiation.model.facts.case import Order


def test_a_hundred_in_three_gives_the_odd_cent_to_the_first() -> None:
    assert allocate(100, [1, 1, 1]) == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]


def test_five_cents_are_split_three_to_seven() -> None:
    assert allocate("0.05", [3, 7]) == [Decimal("0.02"), Decimal("0.03")]


def test_yen_have_no_cents_and_dinars_three_digits() -> None:
    assert [minor_digits(code) for code in ("USD", "JPY", "KWD")] == [2, 0, 3]
    assert allocate(100, [1, 1, 1], digits=0) == [Decimal(34), Decimal(33), Decimal(33)]
    assert allocate(1, [1, 2], digits=3) == [Decimal("0.333"), Decimal("0.667")]


@given(
    st.decimals(-10_000_000, 10_000_000, places=2),
    st.lists(st.floats(0, 1e6).map(lambda weight: round(weight, 6)), min_size=1, max_size=20),
    st.integers(0, 3),
)
def test_parts_add_up_and_none_is_a_unit_away_from_its_share(total: Decimal, weights: list[float], digits: int) -> None:
    if not sum(weights):
        with pytest.raises(BadInput):
            allocate(total, weights, digits)
        return
    parts, unit = allocate(total, weights, digits), Decimal(1).scaleb(-digits)
    whole = total.quantize(unit)
    assert sum(parts) == whole
    for part, weight in zip(parts, weights, strict=True):
        assert abs(float(part) - float(whole) * weight / sum(weights)) <= float(unit) * (1 + 1e-6)


@pytest.mark.parametrize("weights", [[0, 0], [-1, 2], [float("nan"), 1], [float("inf"), 1]])
def test_weights_that_divide_nothing_are_refused(weights: list[float]) -> None:
    with pytest.raises(BadInput, match="bad_weights"):
        allocate(1, weights)


def test_a_float_is_rounded_as_it_is_and_never_to_minus_zero() -> None:
    assert round_money(2.675) == 2.67
    assert str(round_money(-0.001)) == "0.0"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (-0.1, "out_of_range"),
        (1.1, "out_of_range"),
        (float("nan"), "not_finite"),
        (float("inf"), "not_finite"),
        ("0.5", "not_a_number"),
        (True, "not_a_number"),
        (np.array([0.5, 2.0]), "out_of_range"),
        (np.array([0.5, np.nan]), "not_finite"),
    ],
)
def test_a_bad_number_names_the_field_the_value_and_what_is_allowed(value: object, code: str) -> None:
    (problem,) = check_number(value, SHARE, "case.customer.retention")
    assert (problem.code, problem.path) == (code, "case.customer.retention")
    assert problem.allowed == {"unit": "share", "low": 0.0, "high": 1.0}


def test_half_an_order_is_no_count() -> None:
    assert [problem.code for problem in check_number(2.5, COUNT, "orders")] == ["not_whole"]


def test_every_bad_field_is_reported_not_only_the_first() -> None:
    assert [problem.path for problem in check_record(Order(quantity=-1.0, unit_price=float("nan")), "order")] == [
        "order.quantity",
        "order.unit_price",
    ]
