"""Lateness, quantities, ships and inspection exactly at their ends: the seventh day, the last day of grace, the cut-off
of a ship, a sample in which all or none is bad."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from negotiation import BadInput
from negotiation.model.facts.case import Case
from negotiation.model.facts.contract import Logistics
from negotiation.model.rework.cost_lines import CostLine, with_line_codes
from negotiation.model.rework.inspection import bad_share
from negotiation.model.rework.late_delivery import cured_when_late, late_damages
from negotiation.model.rework.quantities import chargeable_kilograms, labour_hours, start_quantity
from negotiation.model.rework.transport import by_air, by_sea, departure


def weeks(days: float, counted: str, **terms: float) -> float:
    """Weeks that are paid for: damages at 1 a week on a late value of 1."""
    return float(late_damages(days, 1.0, 1.0, 1e9, counted, **terms))


@pytest.mark.parametrize(
    ("days", "completed", "commenced"),
    [(0.0, 0, 0), (0.1, 0, 1), (6.9, 0, 1), (7.0, 1, 1), (7.1, 1, 2), (13.9, 1, 2), (14.0, 2, 2), (15.0, 2, 3)],
)
def test_a_week_is_completed_on_its_seventh_day_and_the_next_begins_after_it(
    days: float, completed: float, commenced: float
) -> None:
    assert (weeks(days, "completed"), weeks(days, "commenced")) == (completed, commenced)
    assert weeks(days, "pro_rata") == pytest.approx(days / 7.0)


def test_rounding_makes_no_week_more_or_less() -> None:
    for slip in (-1e-12, 1e-12):
        assert (weeks(21.0 + slip, "completed"), weeks(21.0 + slip, "commenced")) == (3.0, 3.0)


def test_within_grace_nothing_is_due_and_past_it_all_days_count_unless_it_is_deducted() -> None:
    days = np.array([13.0, 14.0, 14.1, 21.0])
    assert late_damages(days, 1.0, 1.0, 9.0, grace_days=14.0).tolist() == [0.0, 0.0, 2.0, 3.0]
    assert late_damages(days, 1.0, 1.0, 9.0, grace_days=14.0, grace_deducted=True).tolist() == [0.0, 0.0, 0.0, 1.0]
    early = late_damages(np.array([-20.0, 0.0]), 1.0, 1.0, 9.0, "commenced", grace_days=0.0)
    assert early.tolist() == [0.0, 0.0]


def test_no_more_than_the_cap_is_due() -> None:
    assert late_damages(np.array([69.0, 70.0, 77.0]), 50_000.0, 0.005, 0.05).tolist() == [2_250.0, 2_500.0, 2_500.0]


def test_a_late_remedy_cures_a_tenth_less_a_week_down_to_three_tenths() -> None:
    cured = cured_when_late(np.array([-7.0, 0.0, 7.0, 41.0, 42.0, 43.0]))
    assert cured.tolist() == pytest.approx([0.9, 0.9, 0.8, 0.9 - 4.1 / 7.0, 0.3, 0.3])


def test_no_piece_is_started_where_none_is_needed_and_rounding_starts_none_more() -> None:
    found = start_quantity(np.array([0.0, 0.5, 1.0, 99.0, 99.1]), 0.99, 5.0)
    assert found.tolist() == [0.0, 6.0, 7.0, 105.0, 106.0]
    assert [float(start_quantity(good, 0.7)) for good in (7.0, 0.7, 70.0)] == [10.0, 1.0, 100.0]
    assert float(start_quantity(100.0, 0.1 + 0.2)) == 334.0


def test_a_piece_takes_its_minutes_and_one_set_up() -> None:
    assert np.asarray(labour_hours(np.array([0.0, 0.5, 60.0]), 1.0, 0.5, 2.0)).tolist() == [
        0.0,
        0.5 / 60.0 * 1.5 + 2.0,
        3.5,
    ]


def test_air_freight_charges_the_greater_of_weight_and_volume() -> None:
    assert np.asarray(chargeable_kilograms(np.array([1.0, 0.9]), 6_000.0)).tolist() == [1.0, 1.0]


WEEKLY = Logistics(first_sailing=date(2026, 1, 10), cut_off_days=2.0, sailing_every=7.0)
START = date(2026, 1, 1)
"""The ships leave on days 9, 16, 23 … after the start, and on day 2."""


@pytest.mark.parametrize(
    ("ready", "sails"), [(-1.0, 2.0), (0.0, 2.0), (0.1, 9.0), (6.9, 9.0), (7.0, 9.0), (7.1, 16.0), (14.0, 16.0)]
)
def test_goods_that_are_ready_on_the_day_of_the_cut_off_are_on_the_ship(ready: float, sails: float) -> None:
    assert float(departure(ready, WEEKLY, START)) == sails
    assert float(departure(ready, replace(WEEKLY, cut_off_days=np.array(2.0)), START)) == sails


def test_a_started_day_counts_as_a_whole_day_by_sea_and_by_air() -> None:
    assert float(by_sea(7.0, 25.2, WEEKLY, START)) == 35.0
    assert float(by_air(6.2, 3.0)) == 10.0
    assert float(departure(6.2, Logistics(cut_off_days=1.5), START)) == 9.0


def test_Clopper_Pearson_1934_all_or_none_bad_and_nobody_looked() -> None:
    found = bad_share(np.array([0.0, 5.0, 0.0, 1.0]), np.array([5.0, 5.0, 0.0, 1.0]))
    assert found.found.tolist() == [0.0, 1.0, 0.0, 1.0]
    assert found.upper.tolist() == pytest.approx([1.0 - 0.05**0.2, 1.0, 1.0, 1.0])
    for bad in (5.1, np.array([1.0, 5.1])):
        with pytest.raises(BadInput):
            bad_share(bad, 5.0)


def test_each_line_is_paid_to_the_right_party() -> None:
    case = Case(START)

    def paid(category: str, payer: str) -> tuple[str, str]:
        flow = CostLine(category, 1.0, 5.0, payer).flow(case, {"fixed": 1.0}, 3.0)
        return str(flow.payer), str(flow.payee)

    assert paid("production", "us") == ("us", "outside")
    assert paid("production", "factory") == ("factory", "outside")
    assert paid("salvage", "us") == ("outside", "us")
    assert paid("recovery", "factory") == ("factory", "us")
    assert paid("refund", "us") == ("us", "customer")
    assert paid("customer_handling", "customer") == ("customer", "outside")
    many = with_line_codes([CostLine("freight")] * 4 + [CostLine("freight", code="freight_3")])
    assert [line.code for line in many] == ["freight", "freight_2", "freight_4", "freight_5", "freight_3"]
