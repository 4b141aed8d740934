"""Provisions, roll-forward, movements and credits exactly at their ends: the last claim of a population, the last
cent, the last day."""

from dataclasses import replace

import numpy as np
import pytest

from negotiation import BadInput
from negotiation.finance.provision.provision import (
    ASC_450,
    CAS_13,
    IAS_37,
    IFRS_SMES,
    expected_value,
    provision_for,
)
from negotiation.finance.provision.revenue_credits import credit_position
from negotiation.finance.provision.roll_forward import roll_forward, unwinding


def test_chances_of_one_row_that_are_negative_or_over_one_are_refused() -> None:
    for wrong in ([[0.5, 0.5], [-0.1, 0.5]], [[0.5, 0.5], [0.6, 0.5]], [0.5, 0.500_001]):
        with pytest.raises(BadInput):
            expected_value([1.0, 2.0], wrong)
    assert float(expected_value([9.0, 2.0], [0.0, 1.0])) == 2.0
    assert float(expected_value([1.0] * 10, [0.1] * 10)) == pytest.approx(1.0)  # ten tenths are a hair off 1


def test_IAS_37_24_thirty_alike_claims_are_a_population_and_twenty_nine_are_not() -> None:
    found = provision_for(0.6, 0.0, 10.0, 100.0, alike=np.array([29.0, 30.0]))
    assert found.why.tolist() == ["mostly_higher", "expected_value"]


def test_IAS_37_24_a_class_is_probable_if_one_of_it_is() -> None:
    """1 − .99^50 = .395, 1 − .98^40 = .554; of two claims at .2 each one comes with .36, at .3 with .51."""
    chances, alike = np.array([0.01, 0.02]), np.array([50.0, 40.0])
    assert provision_for(chances, 1.0, 1.0, 1.0, alike=alike).likelihood.tolist() == ["possible", "probable"]
    pair = replace(IAS_37, population=2.0)
    found = provision_for(np.array([0.2, 0.3]), 1.0, 1.0, 1.0, alike=2.0, policy=pair)
    assert found.likelihood.tolist() == ["possible", "probable"]


def test_a_claim_that_can_only_cost_zero_has_no_provision_and_half_a_dollar_has() -> None:
    found = provision_for(0.9, 0.0, 0.0, np.array([0.0, 0.5]))
    assert found.why.tolist()[0] == "nothing"
    assert found.why.tolist()[1] != "nothing"
    possible = provision_for(0.3, 0.0, 0.0, np.array([0.0, 0.5]))
    assert possible.disclosed_why.tolist() == ["none", "contingent"]


def test_ASC_450_20_50_3_more_is_possible_only_above_what_is_accrued_and_only_where_a_loss_is_probable() -> None:
    highs = np.array([2_000.0, 2_000.5])
    assert provision_for(0.8, 1_000.0, 2_000.0, highs, policy=ASC_450).disclosed_why.tolist() == [
        "none",
        "more_possible",
    ]
    assert str(provision_for(0.05, 1_000.0, 2_000.0, 9_000.0, policy=ASC_450).disclosed_why) == "none"
    for policy in (IAS_37, IFRS_SMES, CAS_13):
        found = provision_for(0.8, 1_000.0, 2_000.0, 9_000.0, policy=policy)
        assert (str(found.disclosed_why), float(found.disclosed_high)) == ("none", 0.0)


def test_outcomes_as_far_above_as_below_leave_the_most_likely_one() -> None:
    both = replace(IAS_37, lower_too=True)
    found = provision_for(0.9, 1_000.0, 2_000.0, np.array([2_999.0, 3_000.0, 3_001.0]), policy=both)
    assert found.why.tolist() == ["mostly_lower", "most_likely", "mostly_higher"]


def test_discounting_matters_from_exactly_the_material_part_and_from_the_first_day() -> None:
    """At 100 % a year a payment after a year is worth half."""
    half = replace(IAS_37, rate=1.0, material=0.5)
    assert provision_for(0.9, 8.0, 8.0, 8.0, days=np.array([364.0, 365.0]), policy=half).discount_why.tolist() == [
        "not_material",
        "discounted",
    ]
    always = replace(IAS_37, material=0.0)
    found = provision_for(0.9, 8.0, 8.0, 8.0, days=np.array([-30.0, 0.0, 0.5]), policy=always)
    assert found.discount_why.tolist() == ["at_once", "at_once", "discounted"]
    assert found.provision.tolist() == pytest.approx([8.0, 8.0, 8.0 * 1.05 ** (-0.5 / 365.0)], rel=1e-12)


def test_what_is_not_provided_is_not_discounted() -> None:
    assert str(provision_for(0.2, 8.0, 8.0, 8.0, days=365.0).discount_why) == "none"


def test_IAS_37_53_a_recovery_of_exactly_the_provision_is_an_asset_and_small_sums_count() -> None:
    found = provision_for(0.9, 0.5, 0.5, 0.5, recovery=np.array([0.25, 0.5, 0.51, 0.0]), certainty="virtually_certain")
    assert found.recovery_why.tolist() == ["asset", "asset", "capped", "none"]
    assert found.recovery.tolist() == [0.25, 0.5, 0.5, 0.0]


def test_a_possible_recovery_is_not_shown_and_a_probable_one_is_disclosed() -> None:
    sure = np.array(["virtually_certain", "probable", "possible", "remote"])
    found = provision_for(0.9, 9.0, 9.0, 9.0, recovery=1.0, certainty=sure)
    assert found.recovery_why.tolist() == ["asset", "disclosed", "not_shown", "not_shown"]


def test_IAS_37_84_the_expense_is_what_the_provision_grew_by_and_what_was_paid() -> None:
    """10,000 opened, 100 by exchange, 50 unwound, 20 by another rate, 300 by other rules, 4,000 paid, 9,000 left."""
    moved = roll_forward([10_000], [9_000], [4_000], [50], [100], [20], [300])
    assert moved.expense.tolist() == [9_000 - 10_000 + 4_000]
    figures = {name: moved.total(name) for name in ("added", "used", "reversed", "unwound", "exchange", "policy")}
    assert figures == {"added": 2_530, "used": 4_000, "reversed": 0, "unwound": 70, "exchange": 100, "policy": 300}
    less = roll_forward([10_000], [5_000], [4_000], [50], [100], [20], [300])
    assert (less.total("added"), less.total("reversed")) == (0, 1_470)
    assert less.expense.tolist() == [5_000 - 10_000 + 4_000]


def test_usage_is_at_most_the_provision_after_exchange_and_unwinding() -> None:
    moved = roll_forward([1_000, 1_000, 1_000], [0, 0, 0], [1_500, 1_500, 200], [30, 0, 0], [-100, -1_200, -900])
    assert moved.used.tolist() == [930, 0, 100]
    assert moved.beyond.tolist() == [570, 1_500, 100]
    back = roll_forward([1_000], [1_000], [-200])
    assert (back.used.tolist(), back.beyond.tolist()) == ([0], [-200])


def test_nothing_unwinds_on_the_day_itself_or_after_it() -> None:
    assert unwinding([1_000_000, 1_000_000], 0.05, np.array([0.0, -10.0])).tolist() == [0, 0]
    assert unwinding([1_000_000, 0], 0.05, 1.0).tolist() == [134, 0]


def test_a_provision_of_zero_is_valid_and_a_negative_one_is_refused() -> None:
    assert roll_forward([0], [0], [0]).total("closed") == 0
    for wrong in (([0], [-1], [0]), ([-1], [0], [0]), ([0, -1], [0, 0], [0, 0])):
        with pytest.raises(BadInput):
            roll_forward(*wrong)


def test_a_credit_of_exactly_a_twentieth_of_the_orders_is_a_question_and_of_all_the_goods_a_cut() -> None:
    found = credit_position(np.array([500.0, 499.0]), 0.0, 0.0, delivered=9e9, only_with_orders=True, orders=10_000.0)
    assert found.flag.tolist() == ["ask_material_right", "price_cut"]
    whole = credit_position(np.array([500.0, 500.01]), 0.0, 0.0, delivered=500.0)
    assert whole.flag.tolist() == ["price_cut", "beyond_the_goods"]
    assert credit_position(np.array([0.0, 0.5]), 0.0, 0.0, delivered=9.0).flag.tolist() == ["none", "price_cut"]


def test_credits_used_to_the_last_cent_leave_nothing_in_spite_of_rounding() -> None:
    found = credit_position(0.3, 0.1, 0.2, delivered=1.0)
    assert float(found.open) == 0.0
    overused = credit_position(100.0, 100.0 + 1e-7, 0.0, delivered=1.0)
    assert float(overused.open) == 0.0
    for used in (100.01, np.array([50.0, 100.01])):
        with pytest.raises(BadInput):
            credit_position(100.0, used, 0.0, delivered=1.0)


def test_the_rest_of_partly_taken_credits_is_given_back() -> None:
    found = credit_position(900.0, 300.0, 100.0, delivered=6_000.0, taken=0.8)
    assert [float(each) for each in (found.refund_liability, found.revenue_cut, found.given_back)] == [400, 700, 200]
