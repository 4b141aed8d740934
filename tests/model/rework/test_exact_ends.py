"""Lateness exactly at its ends: the seventh day, the last day of grace, the cap."""

import numpy as np
import pytest

from negotiation.model.rework.late_delivery import cured_when_late, late_damages


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
