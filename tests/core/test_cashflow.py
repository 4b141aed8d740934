"""Flows against published figures, against their own calendar, and against an independent rate-of-return library."""

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
)
from negotiation.core.dated_cashflow import cash_calendar, payback_months, unroll_flow
from negotiation.core.problems import BadInput, NoEnd
from negotiation.core.returns import InternalRates, irr, npv_of_periods, xirr, xnpv

EXCEL_DATES = [date(2008, 1, 1), date(2008, 3, 1), date(2008, 10, 30), date(2009, 2, 15), date(2009, 4, 1)]
EXCEL_AMOUNTS = [-10_000, 2_750, 4_250, 3_250, 2_750]
NUMPY_FINANCIAL = [-1678.87, 771.96, 1814.05, 3520.30, 3552.95, 3584.99, 4789.91, -1]


def test_excel_xnpv_documented_example() -> None:
    assert xnpv(0.09, EXCEL_AMOUNTS, EXCEL_DATES) == pytest.approx(2086.647602, abs=5e-7)


def test_excel_xirr_documented_example() -> None:
    assert xirr(EXCEL_AMOUNTS, EXCEL_DATES).roots == pytest.approx(
        (0.373362535,), abs=1e-8
    )  # Excel itself stops within 1e-8


def test_excel_npv_discounts_the_first_amount_too() -> None:
    assert npv_of_periods(0.10, [-10_000, 3_000, 4_200, 6_800]) == pytest.approx(1188.44, abs=5e-3)


def test_irr_finds_the_root_that_numpy_financial_misses() -> None:
    found = irr(NUMPY_FINANCIAL)
    assert found.sign_changes == 2
    assert found.roots[-1] == pytest.approx(1.0043, abs=5e-5)
    assert found.roots == pytest.approx((-0.99979, 1.0043), abs=5e-5)


def test_irr_reports_every_root() -> None:
    assert irr([-100, 230, -132]).roots == pytest.approx((0.1, 0.2))
    assert irr([-1, 6, -11, 6]).roots == pytest.approx((0.0, 1.0, 2.0), abs=1e-12)


def test_irr_reports_a_double_root_once() -> None:
    assert irr([100, -200, 100]).roots == pytest.approx((0.0,), abs=1e-7)


def test_irr_says_there_is_none() -> None:
    assert irr([100, 50]) == InternalRates((), 0)
    assert irr([1, -1, 1]).roots == ()


@given(st.lists(st.floats(-1e6, 1e6).map(lambda x: round(x, 2)), min_size=2, max_size=12))
def test_every_internal_rate_is_a_root_and_there_are_no_more_than_sign_changes(amounts: list[float]) -> None:
    found = irr(amounts)
    assert len(found.roots) <= found.sign_changes
    assert list(found.roots) == sorted(found.roots)
    for root in found.roots:
        steps = np.array(amounts) * (1 + root) ** -np.arange(float(len(amounts)))
        assert abs(steps.sum()) <= 1e-6 * np.abs(steps).sum()


@given(
    st.floats(1, 1e6),
    st.lists(st.floats(1, 1e6), min_size=1, max_size=10),
    st.lists(st.integers(1, 400), min_size=10, max_size=10),
)
def test_one_investment_agrees_with_pyxirr(paid: float, received: list[float], gaps: list[int]) -> None:
    days = [date.fromordinal(738_000 + sum(gaps[:index])) for index in range(len(received) + 1)]
    amounts = [-paid, *received]
    found = xirr(amounts, days)
    oracle = pyxirr.xirr(days, amounts)
    assume(oracle is not None and -0.999 < oracle < 1e6)
    assert len(found.roots) == 1
    assert found.roots[0] == pytest.approx(oracle, rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("rate", [-1.0, -2.0, float("nan"), float("inf")])
def test_rates_at_or_below_minus_one_and_not_finite_are_refused(rate: float) -> None:
    with pytest.raises(BadInput) as caught:
        xnpv(rate, EXCEL_AMOUNTS, EXCEL_DATES)
    assert caught.value.problems[0].path == "rate"


def test_amounts_that_are_not_finite_and_lengths_that_differ_are_refused() -> None:
    with pytest.raises(BadInput, match="amounts"):
        irr([1.0, float("nan")])
    with pytest.raises(BadInput, match="dates"):
        xnpv(0.1, [1.0], EXCEL_DATES)


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


def test_no_steps_are_worth_nothing_even_at_ratio_zero() -> None:
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
