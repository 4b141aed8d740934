"""Lifetime value against Gupta & Lehmann, the order stream, and the default chance of staying."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import negotiation
from negotiation.model.lifetime.chance_of_staying import StayingCurve
from negotiation.model.lifetime.lifetime_value import lifetime_by_month, lifetime_value, order_stream
from negotiation.model.lifetime.order_stream import OrderStream


def test_gupta_and_lehmann_first_margin_after_a_year() -> None:
    yearly = OrderStream(margin=1.0, gap=365.0, keep=0.8)
    assert float(lifetime_value(yearly, 0.1)) == pytest.approx(2.667, abs=5e-4)


def test_fader_and_hardie_note_024_margin_now_and_while_staying_is_one_margin_more() -> None:
    yearly = OrderStream(margin=1.0, gap=365.0, keep=0.8)
    assert 1.0 + float(lifetime_value(yearly, 0.1)) == pytest.approx(3.667, abs=5e-4)


def test_gift_boxes_are_worth_88407_41(gift_boxes: negotiation.Dossier) -> None:
    stream = order_stream(gift_boxes.case)
    assert round(float(lifetime_value(stream, 0.08)), 2) == 88407.41


def test_value_over_a_horizon_is_the_sum_of_its_orders(gift_boxes: negotiation.Dossier) -> None:
    stream = order_stream(gift_boxes.case)
    by_hand = sum(3600 * 0.85 ** (k / 6) * 1.08 ** (-k / 6) for k in range(1, 19))
    assert float(lifetime_value(stream, 0.08, years=3)) == pytest.approx(by_hand, rel=1e-12)


def test_months_climb_to_the_value_over_the_horizon(gift_boxes: negotiation.Dossier) -> None:
    stream = order_stream(gift_boxes.case)
    months = lifetime_by_month(stream, 0.08, 36)
    assert np.shape(months) == (37,)
    assert months[0] == 0.0
    assert np.all(np.diff(months) >= 0)
    assert float(months[-1]) == pytest.approx(float(lifetime_value(stream, 0.08, years=3)), rel=1e-12)


def test_months_of_a_portfolio_have_a_trailing_axis() -> None:
    stream = OrderStream(margin=np.array([1.0, 2.0]), gap=365.0, keep=np.array([0.8, 0.5]))
    assert np.shape(lifetime_by_month(stream, np.array([[0.1], [0.2], [0.3]]), 24)) == (3, 2, 25)


def test_if_the_sum_is_infinite_the_stream_stops_at_the_horizon(gift_boxes: negotiation.Dossier) -> None:
    case = gift_boxes.case
    endless = replace(case, customer=replace(case.customer, retention=1.0), rates=replace(case.rates, us=0.0))
    stream = order_stream(endless)
    assert stream.no_end
    assert float(lifetime_value(stream, 0.0)) == pytest.approx(3 * 6 * 3600)


def test_nobody_stays_and_the_customer_is_worth_nothing() -> None:
    assert float(lifetime_value(OrderStream(margin=100.0, gap=60.0, keep=0.0), 0.08)) == 0.0


@given(st.integers(0, 30), st.floats(0.1, 1), st.floats(10, 400))
def test_parts_over_orders_add_up_to_the_total(orders: int, keep: float, gap: float) -> None:
    from negotiation.core.cashflow import CUSTOMER, US
    from negotiation.core.dated_cashflow import unroll_flow

    (flow,) = OrderStream(margin=1.0, gap=gap, keep=keep).over_orders(float(orders), "credit", US, CUSTOMER, 1000.0)
    assert float(flow.times) * float(flow.amount) == pytest.approx(1000.0 if orders else 0.0)
    assert flow.if_stays
    days, expected = unroll_flow(flow, 1e9)
    assert days[:orders].tolist() == pytest.approx([gap * (k + 1) for k in range(orders)])
    assert expected[:orders].tolist() == pytest.approx([1000.0 / orders * keep ** (k + 1) for k in range(orders)])


def test_moments_at_an_order_and_within_a_period() -> None:
    stream = OrderStream(margin=1.0, gap=60.0, keep=0.9)
    third = stream.at_order(3.0)
    assert (float(third.first_day), float(third.times), float(third.chance)) == pytest.approx((180.0, 1.0, 0.729))
    assert float(stream.at_order(0.0).times) == 0.0
    spread = stream.within(3.0, 182.5, 0.8)
    assert (
        float(spread.first_day),
        float(spread.every_days),
        float(spread.times),
        float(spread.chance),
    ) == pytest.approx((182.5 / 3, 182.5 / 3, 3.0, 0.8))


def test_earlier_incidents_take_the_chance_down_and_it_stays_between_zero_and_one() -> None:
    curve = StayingCurve()
    assert float(curve.chance(0.5, 1.0)) == pytest.approx(float(curve.chance(0.5)) - 0.10)
    assert float(curve.chance(0.0, 9.0)) == 0.0
    assert float(replace(curve, ceiling=1.0).chance(1e9)) <= 1.0
