"""The register: columns and back, one currency, splits that add up to the cent, what is due, what moved."""

from dataclasses import asdict, replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation import BadInput
from negotiation.finance.register.breakdown import (
    AGES,
    KEYS,
    LATENESS,
    Concentration,
    ageing,
    concentration,
    lateness,
    split_by,
)
from negotiation.finance.register.due_calendar import calendar, due_items, month_of
from negotiation.finance.register.entry import Entry
from negotiation.finance.register.register import entries_of, register_of
from negotiation.finance.register.valued_register import (
    MONEY_NAMES,
    NAMES,
    ConvertedRegister,
    convert_register,
    register_totals,
)
from tests.support.registers import HAND, TODAY, WORTH, days_ago, entries

REPORTING = st.sampled_from(["USD", "JPY", "KWD"])


def seen(rows: tuple[Entry, ...], currency: str = "USD", worth: dict[str, float] | None = None) -> ConvertedRegister:
    return convert_register(
        register_of(rows), worth or {code: each / WORTH[currency] for code, each in WORTH.items()}, currency, TODAY
    )


@given(entries())
def test_columns_and_back_are_the_same_entries_to_the_cent(rows: tuple[Entry, ...]) -> None:
    assert [asdict(each) for each in entries_of(register_of(rows))] == [asdict(each) for each in rows]


def test_the_totals_of_four_claims_by_hand() -> None:
    found = register_totals(seen(HAND, worth={"EUR": 1.1, "CNY": 0.14}))
    assert (found.count, found.open_count) == (4, 2)
    assert found.claimed == 1_000_000 + 330_000 + 980_000 + 90_000
    assert found.accepted == 400_000 + 330_000 + 700_000 + 90_000
    assert found.disputed == 600_000 + 280_000
    assert found.paid == 100_000 + 55_000 + 90_000
    assert (found.low, found.likely, found.high) == (200_000 + 700_000, 500_000 + 700_000, 800_000 + 700_000)
    assert found.expected == 300_000 + 700_000
    assert (found.receivable, found.overdue) == (1_450_000, 1_440_000)
    assert (found.promised, found.used, found.expired, found.credits) == (220_000, 88_000, 22_000, 110_000)
    assert (found.recovery, found.assured) == (1_120_000, 700_000)
    assert found.net == 300_000 + 110_000 + 0


def test_what_may_still_be_paid_is_that_of_open_claims_only() -> None:
    settled = tuple(replace(each, stage="settled") for each in HAND)
    found = register_totals(seen(settled))
    assert (found.low, found.likely, found.high, found.expected) == (0, 0, 0, 0)
    assert found.net == found.credits == register_totals(seen(HAND)).credits


@given(entries(), REPORTING)
def test_every_split_adds_up_to_the_totals_to_the_cent(rows: tuple[Entry, ...], currency: str) -> None:
    found = seen(rows, currency)
    total = register_totals(found)
    for key in KEYS:
        split = split_by(found, key)
        assert len(set(split.names)) == len(split)
        assert split.figures.net.tolist() == sorted(split.figures.net.tolist(), reverse=True)
        for name in NAMES:
            assert int(getattr(split.figures, name).sum()) == getattr(total, name), (key, name)
    still_open = register_totals(found.rows(found.register.is_open))
    assert [int(getattr(ageing(found).figures, name).sum()) for name in NAMES] == [
        getattr(still_open, name) for name in NAMES
    ]
    assert int(lateness(found).figures.receivable.sum()) == total.receivable


@given(entries(), REPORTING)
def test_the_figures_of_every_line_are_consistent(rows: tuple[Entry, ...], currency: str) -> None:
    found = seen(rows, currency).lines
    assert (found.promised == found.used + found.expired + found.credits).all()
    assert (found.net == found.expected + found.credits - found.assured).all()
    assert (found.low <= found.likely).all()
    assert (found.likely <= found.high).all()
    assert all((getattr(found, name) >= 0).all() for name in MONEY_NAMES)
    assert (found.assured <= found.recovery).all()
    assert (found.overdue <= found.receivable).all()


@given(entries())
def test_a_line_is_rounded_once_and_half_up(rows: tuple[Entry, ...]) -> None:
    from decimal import ROUND_HALF_UP, Decimal

    found = seen(rows, worth=WORTH)
    for entry, claimed in zip(rows, found.lines.claimed.tolist(), strict=True):
        exact = Decimal(str(entry.claimed)) * Decimal(str(WORTH[entry.currency])) * 100
        assert abs(claimed - int(exact.quantize(Decimal(1), ROUND_HALF_UP))) <= (
            abs(exact % 1 - Decimal("0.5")) < Decimal("1e-5")
        )


def test_a_currency_without_a_rate_is_named() -> None:
    with pytest.raises(BadInput) as refused:
        convert_register(register_of(HAND), {"EUR": 1.1, "CNY": 0.0}, "USD", TODAY)
    assert [(each.code, each.value) for each in refused.value.problems] == [("rate_missing", "CNY")]


def test_more_money_than_fits_is_refused_and_not_wrapped_around() -> None:
    many = register_of([Entry(f"A-{place}", claimed=1e12, currency="KWD") for place in range(20)])
    with pytest.raises(BadInput) as refused:
        convert_register(many, {"KWD": 1e6}, "USD", TODAY)
    assert refused.value.problems[0].code == "out_of_range"


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(BadInput):
        split_by(seen(HAND), "colour")
    with pytest.raises(BadInput):
        calendar(due_items(seen(HAND)), TODAY, "year")


@pytest.mark.parametrize("key", KEYS)
def test_an_empty_register_has_no_groups_and_zero_totals(key: str) -> None:
    empty = seen(())
    assert len(split_by(empty, key)) == 0
    assert asdict(register_totals(empty)) == dict.fromkeys(NAMES, 0)
    assert (len(ageing(empty)), len(lateness(empty)), len(due_items(empty))) == (len(AGES), len(LATENESS), 0)
    assert concentration(split_by(empty, key)).share == 0.0


def test_open_claims_stand_in_the_band_of_their_age() -> None:
    rows = tuple(
        Entry(f"A-{age}", opened=days_ago(age), claimed=1.0) for age in (0, 30, 31, 60, 61, 90, 91, 180, 181, 900)
    )
    assert ageing(seen(rows)).figures.count.tolist() == [2, 2, 2, 2, 2]
    assert ageing(seen((replace(rows[0], stage="closed"),))).figures.count.tolist() == [0, 0, 0, 0, 0]
    split = split_by(seen((*rows, replace(rows[0], code="closed", stage="closed"))), "age")
    assert dict(zip(split.names, split.figures.count.tolist(), strict=True)) == dict.fromkeys(AGES, 2) | {"not_open": 1}


def test_receivables_stand_in_the_band_of_their_delay() -> None:
    due = [None, TODAY, *(days_ago(days) for days in (-5, 1, 30, 31, 91, 181))]
    rows = tuple(
        Entry(f"A-{place}", receivable=1.0, receivable_due=each, stage="closed") for place, each in enumerate(due)
    )
    found = lateness(seen((*rows, Entry("nothing owed", receivable_due=days_ago(400)))))
    assert dict(zip(found.names, found.figures.count.tolist(), strict=True)) == {
        "no_date": 1,
        "not_due": 2,
        "to_30": 2,
        "to_60": 1,
        "to_90": 0,
        "to_180": 1,
        "over_180": 1,
    }


def test_a_chance_above_half_is_probable_and_below_a_tenth_remote() -> None:
    rows = tuple(Entry(f"A-{chance}", chance=chance) for chance in (0.51, 1.0, 0.5, 0.1, 0.09, 0.0))
    split = split_by(seen(rows), "probability")
    assert dict(zip(split.names, split.figures.count.tolist(), strict=True)) == {
        "probable": 2,
        "possible": 2,
        "remote": 2,
    }


def test_concentration_of_equal_and_of_unequal_customers() -> None:
    equal = tuple(Entry(f"A-{place}", customer=f"C{place}", likely=100.0, low=100.0, high=100.0) for place in range(8))
    found = concentration(split_by(seen(equal), "customer"))
    assert (found.share, found.herfindahl, found.like) == pytest.approx((5 / 8, 1 / 8, 8.0))
    assert len(found.top) == 5
    one = tuple(replace(each, customer="C") for each in equal)
    assert concentration(split_by(seen(one), "customer")) == Concentration("customer", ("C",), 1.0, 1.0, 1.0)
    shares = concentration(
        split_by(seen((replace(equal[0], likely=300.0, low=300.0, high=300.0), equal[1])), "customer"), most=1
    )
    assert (shares.share, shares.herfindahl) == pytest.approx((0.75, 0.625))


def test_what_is_due_by_hand() -> None:
    found = due_items(seen(HAND, worth={"EUR": 1.1, "CNY": 0.14}))
    listed = [
        (int(row), kind, str(day), int(amount))
        for row, kind, day, amount in zip(found.row, found.kind, found.day, found.amount, strict=True)
    ]
    assert listed == [
        (0, "receivable", "2026-10-05", 1_440_000),
        (2, "deadline", "2026-11-18", 0),
        (3, "receivable", "2026-11-20", 10_000),
        (0, "deadline", "2026-11-25", 300_000),
        (0, "settlement", "2026-12-15", 500_000),
        (2, "settlement", "NaT", 700_000),
    ]
    assert found.weighted.tolist() == [1_440_000, 0, 10_000, 300_000, 300_000, 700_000]  # 60 % of 5,000
    assert len(found.before(TODAY)) == 2
    assert len(found.between(*month_of(TODAY))) == 3
    assert found.undated().row.tolist() == [2]
    assert found.of("receivable").amount.tolist() == [1_440_000, 10_000]
    weeks = calendar(found, TODAY, "week", 4)
    assert [str(day) for day in weeks.first_day] == ["2026-11-16", "2026-11-23", "2026-11-30", "2026-12-07"]
    assert weeks.count.tolist() == [[0, 1, 0], [1, 0, 0], [0, 0, 0], [0, 0, 0]]
    months = calendar(found, TODAY, "month", 2)
    assert [str(day) for day in months.first_day] == ["2026-11-01", "2026-12-01"]
    assert months.amount.tolist() == [[300_000, 10_000, 0], [0, 0, 500_000]]


def test_a_payment_is_the_most_likely_amount_and_its_chance_counts_in_the_sum_only() -> None:
    remote = Entry("A-1", stage="open", chance=0.12, low=30_000.0, likely=40_000.0, high=44_000.0, settles_on=TODAY)
    agreed = Entry("A-2", stage="agreed", chance=1.0, low=6_000.0, likely=6_000.0, high=6_000.0, settles_on=TODAY)
    found = due_items(seen((remote, agreed)))
    assert (found.amount.tolist(), found.weighted.tolist()) == ([4_000_000, 600_000], [468_000, 600_000])


def test_items_without_a_date_are_due_on_no_day() -> None:
    rows = (Entry("A-1", chance=0.05, likely=900.0, high=900.0), Entry("A-2", stage="closed", receivable=70.0))
    found = due_items(seen(rows))
    assert found.undated().kind.tolist() == ["receivable", "settlement"]
    assert (
        len(found.before(date.max))
        == len(found.between(date.min, date.max))
        == int(calendar(found, TODAY).count.sum())
        == 0
    )


def test_our_late_items_come_first_and_overdue_receivables_after_upcoming_items() -> None:
    rows = (
        Entry("old", stage="settled", receivable=1.0, receivable_due=days_ago(400)),
        Entry("newer", stage="settled", receivable=1.0, receivable_due=days_ago(2)),
        Entry("next", stage="settled", receivable=1.0, receivable_due=TODAY),
        Entry("late", likely=1.0, high=1.0, settles_on=days_ago(1)),
        Entry("answer", next_deadline=days_ago(3)),
        Entry("undated", likely=1.0, high=1.0),
    )
    listed = due_items(seen(rows)).by_urgency(TODAY)
    assert [rows[row].code for row in listed.row] == ["answer", "late", "next", "newer", "old", "undated"]
    assert [rows[row].code for row in listed.first(2).row] == ["answer", "late"]


@given(entries(), st.sampled_from(["week", "month"]))
def test_no_due_day_is_lost_between_the_periods(rows: tuple[Entry, ...], step: str) -> None:
    found = due_items(seen(rows))
    periods = calendar(found, TODAY, step, 12)
    last = periods.first_day[-1].item()
    end = last + timedelta(days=6) if step == "week" else month_of(last)[1]
    inside = found.between(TODAY, end)
    assert int(periods.count.sum()) == len(inside)
    assert int(periods.amount.sum()) == int(inside.amount.sum())
    assert (np.diff(found.between(date.min, date.max).day.astype(int)) >= 0).all()
    assert len(found) == len(found.between(date.min, date.max)) + len(found.undated())


def test_nothing_is_overdue_before_its_day() -> None:
    assert register_totals(seen(HAND)).overdue > 0
    assert register_totals(convert_register(register_of(HAND), WORTH, "USD", date(2020, 1, 1))).overdue == 0


def test_a_virtually_certain_recovery_is_deducted_times_the_chance_of_the_claim() -> None:
    claim = Entry(
        "A", chance=0.5, low=1_000.0, likely=1_000.0, high=1_000.0, recovery=400.0, certainty="virtually_certain"
    )
    done = Entry("B", stage="settled", promised=300.0, recovery=100.0, certainty="virtually_certain")
    lines = convert_register(register_of([claim, done]), {}, "USD", TODAY).lines
    assert lines.assured.tolist() == [20_000, 10_000]
    assert lines.net.tolist() == [50_000 - 20_000, 30_000 - 10_000]
