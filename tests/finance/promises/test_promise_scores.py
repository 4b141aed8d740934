"""Promises kept and guesses scored: states day by day, totals that add up, and known Brier scores."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation import BadInput
from negotiation.finance.promises.follow_up import OUTCOMES, FollowUp, Promise
from negotiation.finance.promises.promise_scores import (
    PROMISE_STATES,
    calibration_score,
    promise_state,
    score_of,
    tally_promises,
)

TODAY = date(2026, 11, 22)
DAYS = st.none() | st.integers(-30, 30).map(lambda days: TODAY + timedelta(days=days))
MONEY = st.integers(0, 10**8).map(lambda cents: cents / 100.0)
PROMISED = st.builds(Promise, by_us=st.booleans(), due=DAYS, done_on=DAYS, planned=MONEY, actual=st.none() | MONEY)


def test_a_promise_goes_from_later_to_due_to_late_and_is_done_on_its_day() -> None:
    promise = Promise(due=TODAY, done_on=TODAY + timedelta(days=3))
    states = [promise_state(promise, TODAY + timedelta(days=days)) for days in range(-9, 5)]
    assert states == ["later"] * 2 + ["due"] * 8 + ["late"] * 2 + ["done"] * 2
    assert promise_state(Promise(), TODAY) == "open"


def test_planned_against_actual_for_each_side_by_hand() -> None:
    promises = (
        Promise("a", by_us=True, due=date(2026, 11, 1), planned=1_000.0, done_on=date(2026, 11, 5), actual=1_100.0),
        Promise("b", by_us=True, due=date(2026, 11, 1), planned=500.0, done_on=date(2026, 10, 30)),
        Promise("c", by_us=True, due=date(2026, 11, 20), planned=200.0),
        Promise("d", by_us=True, due=date(2026, 12, 20), planned=300.0),
        Promise("e", by_us=False, due=date(2026, 11, 29), planned=8_000.0),
    )
    ours, theirs = tally_promises(promises, TODAY, True), tally_promises(promises, TODAY, False)
    assert ours.states == {"late": 1, "due": 0, "later": 1, "open": 0, "done": 2, "lapsed": 0}
    assert (ours.done_late, ours.planned, ours.planned_by_now) == (1, 2_000.0, 1_700.0)
    assert (ours.planned_done, ours.actual, ours.outstanding) == (1_500.0, 1_600.0, 500.0)
    assert (theirs.states["due"], theirs.planned, theirs.actual) == (1, 8_000.0, 0.0)
    gone = tally_promises((replace(promises[2], lapsed=True),), TODAY, True)
    assert (gone.states["lapsed"], gone.states["late"], gone.outstanding) == (1, 0, 0.0)


@given(st.lists(PROMISED, max_size=12))
def test_every_promise_is_in_one_state_and_totals_add_up_to_the_cent(promises: list[Promise]) -> None:
    for by_us in (True, False):
        found = tally_promises(promises, TODAY, by_us)
        assert tuple(found.states) == PROMISE_STATES
        assert sum(found.states.values()) == sum(1 for each in promises if each.by_us == by_us)
        assert round(100 * found.planned) == round(100 * found.planned_done) + round(100 * found.outstanding)
        assert found.planned_done <= found.planned_by_now <= found.planned
        assert found.done_late <= found.states["done"]


def test_a_perfect_guess_scores_0_and_a_half_scores_a_quarter() -> None:
    outcomes = ["stayed"] * 12 + ["left"] * 8
    assert calibration_score([1.0] * 12 + [0.0] * 8, outcomes).brier == 0.0
    half = calibration_score([0.5] * 20, outcomes)
    assert (half.brier, half.base) == (0.25, pytest.approx(0.24))
    assert calibration_score([0.6] * 20, outcomes).brier == pytest.approx(0.24)


def test_bands_say_how_often_they_stayed_with_counts() -> None:
    guesses = [0.1] * 6 + [0.2] * 5 + [0.85] * 10 + [1.0] * 2 + [0.5] * 3
    outcomes = (
        ["stayed"] * 3 + ["left"] * 3 + ["left"] * 5 + ["stayed"] * 9 + ["left"] + ["stayed"] * 2 + ["stayed"] * 3
    )
    found = calibration_score(guesses, outcomes)
    assert [(band.count, band.stayed) for band in found.bands] == [
        (6, 0.5),
        (5, 0.0),
        (3, None),
        (0, None),
        (12, pytest.approx(11 / 12)),
    ]
    assert found.bands[4].guessed == pytest.approx((10 * 0.85 + 2.0) / 12)
    assert found.leaning == ""


def test_hopeful_and_gloomy_guesses_are_called_so() -> None:
    assert calibration_score([0.9] * 30, ["stayed"] * 15 + ["left"] * 15).leaning == "too_hopeful"
    assert calibration_score([0.1] * 30, ["stayed"] * 15 + ["left"] * 15).leaning == "too_gloomy"
    assert calibration_score([0.5] * 30, ["stayed"] * 15 + ["left"] * 15).leaning == ""


def test_with_fewer_than_twenty_known_it_says_too_few_and_only_counts() -> None:
    found = calibration_score([0.8] * 25, ["stayed"] * 19 + ["not_known"] * 6)
    assert (found.code, found.known, found.waiting, found.brier, found.leaning) == ("too_few", 19, 6, None, "")
    assert [(band.count, band.stayed) for band in found.bands][4] == (19, None)
    assert calibration_score([0.8] * 20, ["stayed"] * 20).code == "scored"
    assert calibration_score([], []).code == "too_few"


@given(st.lists(st.tuples(st.floats(0.0, 1.0), st.sampled_from(OUTCOMES)), max_size=60))
def test_a_score_lies_between_0_and_1_and_bands_hold_every_known_guess(rows: list[tuple[float, str]]) -> None:
    found = calibration_score([row[0] for row in rows], [row[1] for row in rows])
    assert sum(band.count for band in found.bands) == found.known
    assert found.known + found.waiting == len(rows)
    assert found.brier is None or 0.0 <= found.brier <= 1.0
    assert (found.brier is None) == (found.code == "too_few")


def test_follow_ups_without_an_agreement_or_a_guess_are_left_out() -> None:
    agreed = FollowUp("a", TODAY, 0.8, outcome="stayed")
    found = score_of(
        [*[agreed] * 20, FollowUp("b", None, 0.1, outcome="left"), FollowUp("c", TODAY, None, outcome="left")]
    )
    assert (found.known, found.brier) == (20, pytest.approx(0.04))


@pytest.mark.parametrize(
    "wrong", [([1.2], ["stayed"]), ([0.5], ["gone"]), ([0.5, 0.6], ["stayed"]), ([np.inf], ["left"])]
)
def test_guesses_out_of_range_and_unknown_outcomes_are_refused(wrong: tuple[list[float], list[str]]) -> None:
    with pytest.raises(BadInput):
        calibration_score(*wrong)
