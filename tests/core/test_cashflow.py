"""Flows against published figures, against their own calendar, and against an independent present-value library."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest
import pyxirr
from hypothesis import assume, given
from hypothesis import strategies as st

from negotiation.core import cashflow
from negotiation.core.cashflow import (
    CUSTOMER,
    OUTSIDE,
    US,
    Flow,
    geometric_sum,
    part_before,
    part_until,
    present_value,
    present_values,
    sign_for,
)
from negotiation.core.dated_cashflow import cash_calendar, payback_months, unroll_flow
from negotiation.core.problems import BadInput, NoEnd

EXCEL_DATES = [date(2008, 1, 1), date(2008, 3, 1), date(2008, 10, 30), date(2009, 2, 15), date(2009, 4, 1)]
EXCEL_AMOUNTS = [-10_000, 2_750, 4_250, 3_250, 2_750]


def payments(amounts: Sequence[float], days: Sequence[date]) -> list[Flow]:
    return [
        Flow("paid", *((US, OUTSIDE) if amount < 0.0 else (OUTSIDE, US)), abs(amount), first_day=(day - days[0]).days)
        for amount, day in zip(amounts, days, strict=True)
    ]


def worth_to_us(amounts: Sequence[float], days: Sequence[date], rate: float) -> float:
    return sum(sign_for(each, US) * float(present_value(each, rate)) for each in payments(amounts, days))


def test_excel_xnpv_documented_example() -> None:
    assert worth_to_us(EXCEL_AMOUNTS, EXCEL_DATES, 0.09) == pytest.approx(2086.647602, abs=5e-7)


def test_excel_xirr_documented_example() -> None:
    assert worth_to_us(EXCEL_AMOUNTS, EXCEL_DATES, 0.373362535) == pytest.approx(0.0, abs=1e-3)


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=10),
    st.lists(st.integers(0, 400), min_size=10, max_size=10),
    st.floats(-0.5, 5.0),
)
def test_present_values_of_dated_payments_agree_with_pyxirr(amounts: list[float], gaps: list[int], rate: float) -> None:
    days = [date.fromordinal(738_000 + sum(gaps[:index])) for index in range(len(amounts))]
    size = sum(float(present_value(each, rate)) for each in payments(amounts, days))
    assert worth_to_us(amounts, days, rate) == pytest.approx(pyxirr.xnpv(rate, days, amounts), abs=1e-9 * size + 1e-9)


amounts = st.floats(0, 1e6)
shares = st.floats(0, 1)


@st.composite
def some_flows(draw: st.DrawFn) -> Flow:
    return Flow(
        "any",
        US,
        CUSTOMER,
        draw(amounts),
        first_day=draw(st.floats(0, 2_000)),
        every_days=draw(st.one_of(st.just(0.0), st.floats(0.01, 400))),
        times=float(draw(st.integers(0, 40))),
        chance=draw(shares),
        keep=draw(shares),
        growth=draw(st.floats(-1, 0.5)),
    )


@given(some_flows(), st.floats(-0.5, 2))
def test_present_value_equals_the_discounted_calendar(flow: Flow, rate: float) -> None:
    rows = cash_calendar([flow], date(2026, 1, 1), horizon=1e9)
    assert len(rows) == flow.times
    discounted = float((rows["expected"] * (1 + rate) ** (-rows["day"] / 365)).sum())
    assert float(present_value(flow, rate)) == pytest.approx(discounted, rel=1e-9, abs=1e-9)


@given(st.floats(0, 0.999), st.floats(-0.2, 0.5), st.floats(1, 400))
def test_endless_flow_is_the_limit_of_many_steps(keep: float, rate: float, gap: float) -> None:
    ratio = keep * (1 + rate) ** (-gap / 365)
    assume(ratio < 0.99)
    endless = Flow("a", US, CUSTOMER, 100.0, first_day=gap, every_days=gap, times=np.inf, keep=keep)
    many = Flow("a", US, CUSTOMER, 100.0, first_day=gap, every_days=gap, times=5_000.0, keep=keep)
    assert float(present_value(endless, rate)) == pytest.approx(float(present_value(many, rate)), rel=1e-9)


@pytest.mark.parametrize("distance", [0.0, 1e-16, 1e-12, 1e-9, -1e-9, 1e-6, -1e-3, 0.1])
def test_geometric_sum_is_right_at_and_next_to_one(distance: float) -> None:
    ratio = 1.0 + distance
    exact = sum(ratio**k for k in range(50))
    assert float(geometric_sum(ratio, 50)) == pytest.approx(exact, rel=1e-12)


def test_zero_steps_are_worth_zero_even_at_ratio_zero() -> None:
    assert float(geometric_sum(0.0, 0)) == 0.0
    assert float(geometric_sum(0.0, 3)) == 1.0


@pytest.mark.parametrize("ratio", [1.0, 1.5, np.array([0.5, 1.0])])
def test_endless_sum_with_a_ratio_of_one_or_more_is_refused(ratio: cashflow.Num) -> None:
    with pytest.raises(NoEnd) as caught:
        geometric_sum(ratio, np.inf)
    assert caught.value.problems[0].code == "no_end"
    assert caught.value.problems[0].value == np.max(ratio)


@given(st.lists(some_flows(), min_size=1, max_size=6), st.floats(-0.5, 2))
def test_stacked_flows_equal_flows_one_by_one(some: list[Flow], rate: float) -> None:
    assert present_values(some, rate) == pytest.approx(
        [float(present_value(flow, rate)) for flow in some], rel=1e-12, abs=1e-12
    )


@given(some_flows(), st.floats(0, 5_000))
def test_until_and_before_split_a_flow_by_its_calendar(flow: Flow, day: float) -> None:
    days, expected = unroll_flow(flow, 1e9)
    assume(not np.any(np.abs(days - day) < 1e-6))
    upto = float(expected[: int(flow.times)][days[: int(flow.times)] <= day].sum())
    assert float(present_value(part_until(flow, day), 0.0)) == pytest.approx(upto, rel=1e-9, abs=1e-9)
    assert float(present_value(part_before(flow, day), 0.0)) == pytest.approx(upto, rel=1e-9, abs=1e-9)


def test_before_leaves_the_day_itself_out_and_until_takes_it_in() -> None:
    third_of_year = Flow("a", US, CUSTOMER, 1.0, first_day=365 / 6, every_days=365 / 6, times=6.0)
    assert float(part_before(third_of_year, 182.5).times) == 2.0
    assert float(part_until(third_of_year, 182.5).times) == 3.0
    at_once = Flow("a", US, CUSTOMER, 1.0, times=4.0)
    assert float(part_before(at_once, 0.0).times) == 0.0
    assert float(part_until(at_once, 0.0).times) == 4.0


def test_payback_is_the_month_in_which_the_balance_recovers_for_good() -> None:
    out = Flow("a", US, OUTSIDE, 100.0, first_day=10.0)
    back = Flow("b", OUTSIDE, US, 60.0, first_day=31.0, every_days=60.0, times=2.0)
    again = Flow("c", US, OUTSIDE, 50.0, first_day=95.0)
    later = Flow("d", OUTSIDE, US, 50.0, first_day=400.0)
    options = [[out, back], [out, back, again, later], [out], [back], []]
    assert payback_months(options, US, 0.0, [1.0] * 5) == [3.0, 14.0, np.inf, 0.0, 0.0]


def test_payments_of_one_day_count_together() -> None:
    out, back = Flow("a", US, OUTSIDE, 100.0, first_day=10.0), Flow("b", OUTSIDE, US, 100.0, first_day=10.0)
    assert payback_months([[out, back]], US, 0.08, [1.0]) == [0.0]


def test_calendar_rows_carry_dates_and_the_chance_of_staying() -> None:
    credit = Flow(
        "credit", US, CUSTOMER, 100.0, first_day=60.5, every_days=60.5, times=2.0, chance=0.9, keep=0.9, if_stays=True
    )
    rows = cash_calendar([credit], date(2026, 1, 1), staying=0.5)
    assert rows["date"].tolist() == [date(2026, 3, 2), date(2026, 5, 2)]
    assert rows["expected"].tolist() == pytest.approx([45.0, 40.5])
    with pytest.raises(BadInput, match="one_offer_only"):
        cash_calendar([Flow("a", US, CUSTOMER, np.array([1.0, 2.0]))], date(2026, 1, 1))
