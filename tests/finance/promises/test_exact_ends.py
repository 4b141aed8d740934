"""Promises and guesses exactly at their ends: the day itself, the last of the seven days, the edge of a band."""

from datetime import date, timedelta

import numpy as np
import pytest

from negotiation import BadInput
from negotiation.finance.promises.follow_up import FollowUp, Promise
from negotiation.finance.promises.promise_scores import calibration_score, promise_state, score_of, tally_promises

TODAY = date(2026, 11, 22)
TOMORROW, YESTERDAY = TODAY + timedelta(1), TODAY - timedelta(1)


def test_a_promise_done_today_is_done_and_one_done_tomorrow_is_not_yet() -> None:
    assert promise_state(Promise(due=TODAY, done_on=TODAY), TODAY) == "done"
    assert promise_state(Promise(due=TODAY, done_on=TOMORROW), TODAY) == "due"
    assert promise_state(Promise(due=YESTERDAY, lapsed=True), TODAY) == "lapsed"
    assert [promise_state(Promise(due=TODAY + timedelta(each)), TODAY) for each in (7, 8)] == ["due", "later"]
    assert promise_state(Promise(due=TODAY + timedelta(3)), TODAY, soon=3) == "due"
    assert promise_state(Promise(due=TODAY + timedelta(3)), TODAY, soon=2) == "later"


def test_what_is_done_on_its_day_is_not_late_and_a_day_later_it_is() -> None:
    promises = [
        Promise(due=YESTERDAY, done_on=YESTERDAY, planned=1.0),
        Promise(due=YESTERDAY, done_on=TODAY, planned=10.0),
        Promise(done_on=TODAY, planned=100.0),
    ]
    assert tally_promises(promises, TODAY, True).done_late == 1


def test_what_falls_due_today_is_planned_by_now_and_what_is_done_before_its_day_is_too() -> None:
    promises = [
        Promise(due=TODAY, planned=1.0),
        Promise(due=TOMORROW, planned=10.0),
        Promise(due=TOMORROW, done_on=TODAY, planned=100.0, actual=90.0),
        Promise(planned=1000.0),
        Promise(due=YESTERDAY, lapsed=True, planned=10_000.0),
        Promise(by_us=False, due=TODAY, planned=5.0),
    ]
    found = tally_promises(promises, TODAY, True)
    assert (found.planned, found.planned_by_now, found.planned_done) == (11_111.0, 10_101.0, 100.0)
    assert (found.actual, found.outstanding) == (90.0, 1_011.0)
    assert found.states == {"late": 0, "due": 2, "later": 0, "open": 1, "done": 1, "lapsed": 1}
    assert tally_promises(promises, TODAY, False).planned == 5.0
    assert tally_promises([Promise(planned=0.005)] * 2 + [Promise(planned=1.25)], TODAY, True, digits=0).planned == 1.0


STAYED, LEFT = ["stayed"], ["left"]


def test_a_guess_on_an_edge_belongs_to_the_upper_band_and_certainty_to_the_last() -> None:
    guesses = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0, 0.1999, 0.9999]
    counts = [band.count for band in calibration_score(guesses, STAYED * 8).bands]
    assert counts == [2, 1, 1, 1, 3]
    assert [(band.low, band.high) for band in calibration_score([], []).bands][::4] == [(0.0, 0.2), (0.8, 1.0)]


def test_twenty_guesses_are_scored_and_nineteen_are_not_and_five_fill_a_band() -> None:
    assert calibration_score([0.5] * 19, STAYED * 19).code == "too_few"
    scored = calibration_score([0.5] * 15 + [0.9] * 5, STAYED * 20)
    assert scored.code == "scored"
    assert [band.stayed for band in scored.bands] == [None, None, 1.0, None, 1.0]
    assert calibration_score([0.5] * 16 + [0.9] * 4, STAYED * 20).bands[4].guessed is None
    assert calibration_score([0.5], STAYED, fewest=0).code == "scored"
    assert calibration_score([], [], fewest=0).code == "too_few"


def test_exactly_two_standard_errors_lean_to_no_side_and_more_do() -> None:
    """Sixteen guesses of a half have a standard error of 2 in their sum: 12 stayed is 4 more than expected."""
    for stayed, leaning in ((12, ""), (13, "too_gloomy"), (4, ""), (3, "too_hopeful")):
        found = calibration_score([0.5] * 16, STAYED * stayed + LEFT * (16 - stayed), fewest=16)
        assert found.leaning == leaning


def test_of_twenty_who_were_sure_to_stay_one_left() -> None:
    found = calibration_score([1.0] * 20, STAYED * 19 + LEFT)
    assert (found.leaning, found.brier) == ("too_hopeful", 0.05)
    assert calibration_score([0.0] * 20, STAYED + LEFT * 19).leaning == "too_gloomy"


def test_guesses_without_an_outcome_are_waiting_and_claims_without_a_guess_do_not_count() -> None:
    found = calibration_score([0.5, np.nan, 0.5, np.nan], ["not_known", "not_known", "left", "stayed"])
    assert (found.known, found.waiting) == (1, 1)


def test_one_guess_out_of_range_among_others_is_refused_and_both_ends_are_in_it() -> None:
    assert calibration_score([0.0, 1.0], ["left", "stayed"], fewest=2).brier == 0.0
    for guesses, outcomes in (([0.5, 1.01], STAYED * 2), ([0.5], STAYED * 2), ([0.5, 0.5], ["stayed", "gone"])):
        with pytest.raises(BadInput):
            calibration_score(guesses, outcomes)


def test_a_promise_of_nothing_that_came_to_nothing_is_nothing_and_untyped_is_as_planned() -> None:
    assert Promise(planned=5.0, actual=0.0).came_to == 0.0
    assert Promise(planned=5.0).came_to == 5.0


def test_only_what_was_agreed_is_followed() -> None:
    followed = [FollowUp(agreed_on=TODAY, guess=0.5, outcome="left"), FollowUp(guess=0.5, outcome="left")]
    assert score_of(followed).known == 1
