"""The register exactly at its ends: one minor unit, the last day of a period, the day on which something is late."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from negotiation import BadInput
from negotiation.finance.register import exchange_rates as rates_module
from negotiation.finance.register.breakdown import CLASSES, concentrated, lateness, split_by
from negotiation.finance.register.due_calendar import calendar, due_items, month_of
from negotiation.finance.register.entry import Entry
from negotiation.finance.register.exchange_rates import exchange_rates, rates_on_day, read_rates
from negotiation.finance.register.register import register_of, round_half_up
from negotiation.finance.register.valued_register import ConvertedRegister, convert_register, register_totals
from tests.support.registers import TODAY, days_ago

CENT = 0.01


def seen(*rows: Entry, currency: str = "USD", worth: dict[str, float] | None = None) -> ConvertedRegister:
    return convert_register(register_of(rows), worth or {}, currency, TODAY)


def test_equal_exposures_stand_by_the_largest_claim_then_by_name() -> None:
    rows = (
        Entry("1", customer="small", claimed=10.0),
        Entry("2", customer="large", claimed=90.0),
        Entry("3", customer="b", claimed=50.0),
        Entry("4", customer="a", claimed=50.0),
        Entry("5", customer="exposed", likely=1.0, high=1.0),
    )
    split = split_by(seen(*rows), "customer")
    assert split.names.tolist() == ["exposed", "large", "a", "b", "small"]
    assert (split.first(2).names.tolist(), split.first(2).figures.claimed.tolist()) == (
        ["exposed", "large"],
        [0, 9_000],
    )


def test_a_receivable_of_one_cent_is_listed_and_none_is_not() -> None:
    cent = Entry("A", receivable=CENT, receivable_due=TODAY, stage="closed")
    assert lateness(seen(cent, replace(cent, code="B", receivable=0.0))).figures.count.tolist()[:2] == [0, 1]
    assert lateness(seen(replace(cent, receivable_due=None))).figures.count.tolist()[:3] == [1, 0, 0]
    assert lateness(seen(replace(cent, receivable_due=days_ago(1)))).figures.count.tolist()[:3] == [0, 0, 1]
    assert len(due_items(seen(cent))) == 1


def test_an_expected_payment_of_one_cent_is_due() -> None:
    cent = Entry("A", low=CENT, likely=CENT, high=CENT, settles_on=TODAY)
    assert due_items(seen(cent)).kind.tolist() == ["settlement"]
    assert len(due_items(seen(replace(cent, chance=0.0)))) == 0


def test_without_any_exposure_nothing_is_concentrated() -> None:
    found = concentrated("customer", ["a", "b"], [0, 0])
    assert (found.top, found.share, found.herfindahl, found.like) == ((), 0.0, 0.0, 0.0)
    one = concentrated("customer", ["a", "b", "c"], [8, 0, 2], 2)
    assert (one.top, one.share) == (("a",), 0.8)
    assert (one.herfindahl, one.like) == (pytest.approx(0.68), pytest.approx(1 / 0.68))


def dated(*days: date) -> ConvertedRegister:
    return seen(*(Entry(f"D{day:%j}", next_deadline=day) for day in days))


def test_the_first_and_the_last_day_of_a_period_are_included() -> None:
    first, last = TODAY, TODAY + timedelta(days=6)
    found = due_items(dated(first - timedelta(1), first, last, last + timedelta(1)))
    assert found.between(first, last).day.tolist() == [first, last]
    assert found.before(first).day.tolist() == [first - timedelta(1)]


def test_the_first_items_are_never_more_than_there_are() -> None:
    found = due_items(dated(TODAY, TODAY + timedelta(1)))
    assert [len(found.first(most)) for most in (0, 1, 2, 3)] == [0, 1, 2, 2]


def test_the_order_of_urgency_is_ours_late_then_next_then_theirs_late_then_undated() -> None:
    rows = (
        Entry("their newer", receivable=1.0, receivable_due=days_ago(2), stage="closed"),
        Entry("their older", receivable=1.0, receivable_due=days_ago(90), stage="closed"),
        Entry("undated", receivable=1.0, stage="closed"),
        Entry("tomorrow", next_deadline=TODAY + timedelta(1)),
        Entry("in a month", next_deadline=TODAY + timedelta(30)),
        Entry("ours today", next_deadline=TODAY),
        Entry("their today", receivable=1.0, receivable_due=TODAY, stage="closed"),
        Entry("ours late", next_deadline=days_ago(1)),
        Entry("ours later", next_deadline=days_ago(40)),
    )
    listed = due_items(seen(*rows)).by_urgency(TODAY)
    assert [rows[row].code for row in listed.row] == [
        "ours later",
        "ours late",
        "ours today",
        "their today",
        "tomorrow",
        "in a month",
        "their newer",
        "their older",
        "undated",
    ]


def test_the_last_day_of_the_last_period_counts_and_the_next_does_not() -> None:
    sunday, monday = date(2026, 11, 29), date(2026, 11, 30)
    assert calendar(due_items(dated(sunday, monday)), TODAY, "week", 2).count[:, 0].tolist() == [0, 1]
    month_end, next_month = date(2026, 12, 31), date(2027, 1, 1)
    assert calendar(due_items(dated(month_end, next_month)), TODAY, "month", 2).count[:, 0].tolist() == [0, 1]
    assert calendar(due_items(dated(TODAY, days_ago(1))), TODAY, "week", 1).count[:, 0].tolist() == [1]
    assert month_of(date(2026, 12, 31)) == (date(2026, 12, 1), date(2026, 12, 31))
    assert month_of(date(2026, 1, 31)) == (date(2026, 1, 1), date(2026, 1, 31))
    assert len(calendar(due_items(dated(TODAY)), TODAY)) == 12


def test_a_rate_of_today_is_read_and_one_of_tomorrow_is_ahead() -> None:
    rows = f"date,currency,rate\n{TODAY},EUR,1.1\n{TODAY + timedelta(1)},CNY,0.14\n"
    found = read_rates(rows.encode(), "USD", TODAY)
    assert found.currency.tolist() == ["EUR"]
    assert [each.code for each in found.refusals] == ["future_date"]


def test_the_smallest_and_the_largest_rate_are_read_and_beyond_them_none() -> None:
    kept = read_rates(b"date,currency,rate\n2026-01-01,EUR,0.000000001\n2026-01-02,EUR,1000000000\n", "USD", TODAY)
    assert kept.worth.tolist() == [1e-9, 1e9]
    for worth in ("0.0000000009", "1000000001"):
        with pytest.raises(BadInput):
            read_rates(f"date,currency,rate\n2026-01-01,EUR,{worth}\n".encode(), "USD", TODAY)
    for number in (1e-9, 1e9):
        assert exchange_rates("USD", [(TODAY, "EUR", number)]).worth.tolist() == [number]
    for number in (0.9e-9, 1.1e9):
        with pytest.raises(BadInput):
            exchange_rates("USD", [(TODAY, "EUR", number)])


def test_a_currency_may_be_written_as_a_sign_or_in_small_letters_and_an_unknown_one_is_refused() -> None:
    text = "date,currency,rate\n2026-01-01,eur,1.1\n2026-01-01,€,1.2\n2026-01-02,€,1.3\n2026-01-01,blah,1.1\n"
    found = read_rates(text.encode(), "USD", TODAY)
    assert found.currency.tolist() == ["EUR", "EUR"]
    assert [each.code for each in found.refusals] == ["duplicate", "no_currency"]


def test_the_first_day_with_a_rate_that_is_too_old_is_named() -> None:
    rates = exchange_rates("USD", [(date(2026, 1, 1), "EUR", 1.1)])
    days = np.array(["2026-08-01", "2026-05-01", "2026-11-01"], dtype="datetime64[D]")
    (problem,) = rates_on_day(rates, ["EUR"] * 3, days).problems
    assert problem.allowed["on"] == "2026-05-01"
    early = np.array(["2025-08-01", "2025-05-01"], dtype="datetime64[D]")
    (missing,) = rates_on_day(rates, ["EUR"] * 2, early).problems
    assert missing.allowed["on"] == "2025-05-01"


def test_one_line_without_a_rate_or_with_an_old_one_is_enough_for_a_problem() -> None:
    rates = exchange_rates("USD", [(date(2026, 1, 1), "EUR", 1.1)])
    days = np.array(["2026-01-02", "2025-12-31"], dtype="datetime64[D]")
    assert [each.code for each in rates_on_day(rates, ["EUR"] * 2, days).problems] == ["rate_missing"]
    days = np.array(["2026-01-02", "2026-10-01"], dtype="datetime64[D]")
    assert [each.code for each in rates_on_day(rates, ["EUR"] * 2, days).problems] == ["rate_too_old"]


def test_as_many_rows_of_rates_as_allowed_are_read_and_one_more_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rates_module.MOST_ROWS == 200_000
    monkeypatch.setattr(rates_module, "MOST_ROWS", 2)
    rows = ["date,currency,rate", "2026-01-01,EUR,1.1", "2026-01-02,EUR,1.1", "2026-01-03,EUR,1.1"]
    assert len(read_rates("\n".join(rows[:3]).encode(), "USD", TODAY).worth) == 2
    with pytest.raises(BadInput):
        read_rates("\n".join(rows).encode(), "USD", TODAY)


def test_a_half_of_a_unit_is_rounded_up_in_spite_of_binary_fractions_and_less_is_not() -> None:
    assert round_half_up(np.array([0.4999, 0.5, 1.0, 100 * 1.005, 0.0])).tolist() == [0, 1, 1, 101, 0]


def test_what_was_due_yesterday_is_overdue_and_what_is_due_today_is_not() -> None:
    rows = (
        Entry("A", receivable=5.0, receivable_due=TODAY),
        Entry("B", receivable=7.0, receivable_due=days_ago(1)),
        Entry("C", receivable=9.0),
    )
    assert seen(*rows).lines.overdue.tolist() == [0, 700, 0]


def test_more_accepted_than_claimed_is_nothing_disputed() -> None:
    rows = (Entry("A", claimed=5.0, accepted=7.0), Entry("B", claimed=7.0, accepted=5.0))
    assert seen(*rows).lines.disputed.tolist() == [0, 200]
    assert [float(each.disputed) for each in rows] == [0.0, 2.0]


def test_IAS_37_53_no_more_is_assured_than_is_still_exposed_and_only_as_likely_as_the_claim() -> None:
    sure = Entry("A", chance=0.5, low=10.0, likely=10.0, high=10.0, recovery=8.0, certainty="virtually_certain")
    assert seen(sure).lines.assured.tolist() == [400]
    assert seen(replace(sure, recovery=30.0)).lines.assured.tolist() == [500]
    assert seen(replace(sure, recovery=30.0, promised=9.0, used=2.0)).lines.assured.tolist() == [500 + 700]
    assert seen(replace(sure, certainty="probable")).lines.assured.tolist() == [0]
    assert seen(replace(sure, stage="settled", promised=9.0)).lines.assured.tolist() == [800]


def test_credits_used_and_expired_beyond_what_was_promised_leave_none_open() -> None:
    found = seen(Entry("A", promised=10.0, used=8.0, expired=4.0)).lines
    assert [int(each[0]) for each in (found.promised, found.used, found.expired, found.credits)] == [1200, 800, 400, 0]


def test_the_chances_of_the_classes_end_where_the_standard_says() -> None:
    for chance, name in ((0.5, "possible"), (0.500001, "probable"), (0.1, "possible"), (0.099999, "remote")):
        assert split_by(seen(Entry("A", chance=chance)), "probability").names.tolist() == [name]
        assert name in CLASSES


def test_a_rate_must_be_above_nothing_and_the_currency_of_the_report_needs_none() -> None:
    assert register_totals(seen(Entry("A", currency="EUR", claimed=1.0), worth={"EUR": 1e-9})).claimed == 0
    for worth in (0.0, -1.0, float("nan")):
        with pytest.raises(BadInput):
            seen(Entry("A", currency="EUR"), worth={"EUR": worth})
    with pytest.raises(BadInput):
        seen(Entry("A", currency="EUR"))
    assert register_totals(seen(Entry("A", claimed=1.0), worth={"USD": 9.0})).claimed == 100


def test_what_fits_into_64_bits_is_added_up_and_more_is_refused() -> None:
    """A trillion euros are 10^14 cents."""
    large = Entry("A", currency="EUR", claimed=1e12)
    assert register_totals(seen(large, worth={"EUR": 89_000.0})).claimed == 8_900_000_000_000_000_000
    with pytest.raises(BadInput):
        seen(large, worth={"EUR": 95_000.0})
