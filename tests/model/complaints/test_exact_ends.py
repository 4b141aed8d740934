"""The complaint log exactly at its ends: the first and the last day of the window, today, a cost of nothing."""

from datetime import date, timedelta

import numpy as np
import pytest

from negotiation import BadInput
from negotiation.model.complaints import complaint_log
from negotiation.model.complaints.complaint_log import Complaints, read_complaints
from negotiation.model.complaints.pareto_analysis import pareto, savings, trend, window_start
from negotiation.model.playbook.root_cause import Measure

TODAY = date(2026, 11, 22)


def log(*rows: str) -> Complaints:
    return read_complaints("\n".join(("date,account,cause,cost", *rows)).encode(), TODAY)


def test_the_window_begins_the_day_after_the_same_day_months_ago_and_ends_today() -> None:
    found = log("2026-05-22,A,before,1", "2026-05-23,A,first,1", "2026-11-22,A,last,1")
    assert pareto(found, TODAY).cause.tolist() == ["first", "last"]
    assert pareto(found, TODAY - timedelta(1)).cause.tolist() == ["before", "first"]
    assert window_start(date(2026, 11, 22), 1) == date(2026, 10, 23)


def test_a_complaint_of_today_is_read_and_one_of_tomorrow_is_ahead() -> None:
    found = log("2026-11-22,A,a,1", "2026-11-23,A,a,1")
    assert (len(found), [each.code for each in found.refusals]) == (1, ["future_date"])


def test_a_cost_of_nothing_is_a_cost_and_an_empty_one_is_unknown() -> None:
    found = log("2026-11-01,A,a,0", "2026-11-01,A,a,", "2026-11-01,A,a,-0.01", "2026-11-01,A,a,much")
    assert [each.code for each in found.refusals] == ["refund", "no_amount"]
    ranked = pareto(found, TODAY)
    assert (ranked.count.tolist(), ranked.cost.tolist(), ranked.unpriced.tolist()) == ([2], [0.0], [1])
    assert (ranked.running_count.tolist(), ranked.running_cost.tolist()) == ([1.0], [0.0])


def test_the_running_share_of_a_cost_of_half_a_dollar_ends_at_one() -> None:
    assert pareto(log("2026-11-01,A,a,0.5"), TODAY).running_cost.tolist() == [1.0]


def test_equally_frequent_causes_are_ranked_by_cost_and_equally_costly_ones_by_count() -> None:
    found = log("2026-11-01,A,cheap,1", "2026-11-01,A,dear,9", "2026-11-01,A,split,4.5", "2026-11-02,A,split,4.5")
    assert pareto(found, TODAY).cause.tolist() == ["split", "dear", "cheap"]
    assert pareto(found, TODAY, by="cost").cause.tolist() == ["split", "dear", "cheap"]
    same = log("2026-11-01,A,second,1", "2026-11-01,A,first,1")
    assert pareto(same, TODAY).cause.tolist() == ["second", "first"]


def test_the_first_month_of_a_trend_counts_from_its_first_day_and_this_one_up_to_today() -> None:
    found = log("2026-09-30,A,before,1", "2026-10-01,A,a,2", "2026-11-22,A,a,4", "2026-11-02,A,b,8")
    shown = trend(found, TODAY, months=2)
    assert (shown.month, shown.cause.tolist()) == (("2026-10", "2026-11"), ["a", "b"])
    assert (shown.count.tolist(), shown.cost.tolist()) == ([[1, 1], [0, 1]], [[2.0, 4.0], [0.0, 8.0]])
    assert trend(found, date(2026, 11, 21), months=2).count.tolist() == [[1, 0], [0, 1]]
    assert len(trend(found, TODAY).month) == 12
    tied = trend(log("2026-11-02,A,z,2", "2026-11-02,A,a,4"), TODAY, months=2)
    assert (tied.cause.tolist(), tied.count.tolist()) == (["z", "a"], [[0, 1], [0, 1]])
    assert tied.cost.tolist() == [[0.0, 2.0], [0.0, 4.0]]


def test_preventions_apply_one_after_the_other_and_an_unknown_cause_costs_nothing() -> None:
    ranked = pareto(log("2026-11-01,A,a,100"), TODAY)
    half = Measure("m", "prevention", against="a", cost=30.0, prevents=0.5)
    other = Measure("n", "prevention", against="b", cost=5.0)
    found = savings(ranked, (half, half, other, Measure("s", "solution", against="a")))
    assert [(each.caused, each.count, each.saved, each.net) for each in found] == [
        (100.0, 1, 50.0, 20.0),
        (50.0, 1, 25.0, -5.0),
        (0.0, 0, 0.0, -5.0),
    ]


def test_of_draws_a_prevention_prevents_and_costs_the_most() -> None:
    draws = Measure("m", "prevention", against="a", cost=np.array([1.0, 8.0]), prevents=np.array([0.25, 0.5]))
    (found,) = savings(pareto(log("2026-11-01,A,a,100"), TODAY), (draws,))
    assert (found.saved, found.net) == (50.0, 42.0)


def test_blanks_in_a_row_are_one() -> None:
    assert log("2026-11-01,A,late   printing,1").cause.tolist() == ["late printing"]


def test_as_many_rows_as_allowed_are_read_and_one_more_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert complaint_log.MOST_ROWS == 200_000
    monkeypatch.setattr(complaint_log, "MOST_ROWS", 2)
    rows = [f"2026-11-0{day},A,a,1" for day in (1, 2, 3)]
    assert len(log(*rows[:2])) == 2
    with pytest.raises(BadInput):
        log(*rows)


def test_a_long_cause_is_cut_after_eighty_characters() -> None:
    assert len(str(log(f"2026-11-01,A,{'x' * 81},1").cause[0])) == 80


def test_the_currency_is_that_of_most_rows_unless_another_is_asked_for() -> None:
    text = b"date,cause,cost,currency\n2026-11-01,a,1,EUR\n2026-11-01,a,1,USD\n2026-11-01,a,1,usd\n2026-11-01,a,1,\n"
    found = read_complaints(text, TODAY)
    assert (found.currency, len(found), [each.code for each in found.refusals]) == ("USD", 3, ["other_currency"])
    assert (len(read_complaints(text, TODAY, "EUR")), read_complaints(text, TODAY, "EUR").currency) == (2, "EUR")
