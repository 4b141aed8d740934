"""What a customer is worth at depth: uncertain retention, growth, open orders, volume that others take, order dates,
and its band."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation import BadInput, Dossier, draw_dossier, evaluate, figures, summarise
from negotiation.claim.defaults.default_rules import order_account, reset_to_default
from negotiation.claim.document.uncertain_ranges import Range
from negotiation.model.facts.case import Case, Order, Rates
from negotiation.model.facts.customer import Customer, OpenOrder, PastOrder
from negotiation.model.lifetime.lifetime_value import (
    lifetime_by_month,
    lifetime_value,
    net_margin,
    order_stream,
    usual_formulas,
)
from negotiation.model.lifetime.order_history import account_of, expected_order_value, order_rate
from negotiation.model.lifetime.shifted_beta_geometric import ShiftedBetaGeometric
from negotiation.model.lifetime.value_interval import value_interval
from negotiation.presentation.options.explain import explain
from negotiation.presentation.options.table import calendar_rows

CASE = Case(
    date(2026, 1, 1),
    order=Order(quantity=1.0, unit_price=100.0),
    rates=Rates(us=0.1),
    customer=Customer(margin_rate=0.5, orders_per_year=1.0, retention=0.8),
)


def of(**changes: object) -> Case:
    return replace(CASE, customer=replace(CASE.customer, **changes))  # type: ignore[arg-type]


def worth(case: Case) -> float:
    return float(lifetime_value(order_stream(case), case.rates.us))


def test_gupta_lehmann_and_fader_hardie_note_024_are_different_formulas() -> None:
    three = usual_formulas(1.0, 0.8, 0.1)
    assert (round(three.after_a_year, 3), round(three.now, 3), round(three.undecided, 3)) == (2.667, 3.667, 3.333)
    assert worth(CASE) == pytest.approx(50.0 * three.after_a_year)


@pytest.mark.parametrize(("mean", "strength"), [(0.8, 5.0), (0.85, 40.0), (0.6, 1.5), (0.95, 12.0)])
def test_uncertain_retention_in_flows_matches_the_closed_form(mean: float, strength: float) -> None:
    """Fader & Hardie: before the first renewal, that renewal undiscounted; ours discounts it by one year."""
    exact = ShiftedBetaGeometric((1 - mean) * strength, mean * strength).residual_lifetime(0.1) / 1.1
    assert worth(of(retention=mean, retention_strength=strength)) == pytest.approx(50.0 * exact, rel=1e-8)


def test_uncertain_retention_is_worth_more_than_its_mean_and_the_same_at_high_strength() -> None:
    certain = worth(CASE)
    assert worth(of(retention_strength=3.0)) > certain * 1.05
    assert worth(of(retention_strength=1e5)) == pytest.approx(certain, rel=1e-3)


def test_a_debt_over_orders_is_weighed_by_the_same_uncertain_retention(gift_boxes: Dossier) -> None:
    customer = replace(gift_boxes.case.customer, retention_strength=4.0)
    sheet = summarise(replace(gift_boxes, case=replace(gift_boxes.case, customer=customer)))
    flows = [flow for flow in sheet.outcome("half_over_orders").worth.flows if flow.key == "repayment_over_orders"]
    expected = sum(float(flow.amount * flow.chance) for flow in flows)
    nodes = sheet.life.stream.streams
    assert expected == pytest.approx(2_339.0 / 4.0 * sum(weight * keep for keep, weight in nodes))
    rows = [row for row in calendar_rows(sheet, "half_over_orders", "en") if "later orders" in row["flow"]]
    assert len(rows) == 4
    assert len([row for row in explain(sheet, "half_over_orders", "en").flows if "later orders" in row["flow"]]) == 1


def test_growth_and_net_margin_by_hand() -> None:
    """50 a year growing by 3 %: 50 · 1.03 · .8 / (1.1 − .8 · 1.03); claims 2 %, service 3 %, paid half a year late
    at 10 %."""
    assert worth(of(growth=0.03)) == pytest.approx(50 * 1.03 * 0.8 / (1.1 - 0.8 * 1.03))
    net = 100 * (0.5 - 0.02 - 0.03 - (1.1**0.5 - 1.0))
    assert float(net_margin(of(expected_claims=0.02, service_cost=0.03, pays_late_days=182.5))) == pytest.approx(net)


def test_open_orders_count_with_the_gain_in_chance_from_staying() -> None:
    order = OpenOrder(CASE.settlement_date + timedelta(days=365), "tender", 1_000.0, 300.0, 100.0, 0.9, 0.2)
    assert worth(of(open_orders=(order,))) - worth(CASE) == pytest.approx((1_000 + 300 - 100) * 0.7 / 1.1)
    assert worth(of(open_orders=(replace(order, chance_after=0.95),))) == pytest.approx(worth(CASE))


def test_volume_that_others_replace_is_no_loss_from_then_on() -> None:
    """All of it from the second year on: only the first year's margin is at stake."""
    assert worth(of(replaced=1.0, replaced_after=366.0)) == pytest.approx(50 * 0.8 / 1.1)
    assert worth(of(replaced=0.5, replaced_after=0.0)) == pytest.approx(0.5 * worth(CASE))


@given(
    st.floats(0, 0.99),
    st.floats(0.2, 12),
    st.floats(0, 0.3),
    st.floats(-0.2, 0.2),
    st.one_of(st.none(), st.floats(0.5, 100)),
)
def test_the_curve_climbs_to_the_value_within_the_horizon(
    retention: float, orders: float, rate: float, growth: float, strength: float | None
) -> None:
    case = replace(
        of(retention=retention, orders_per_year=orders, growth=growth, retention_strength=strength),
        rates=Rates(us=rate),
    )
    stream = order_stream(case)
    months = np.asarray(lifetime_by_month(stream, rate, 36))
    assert np.all(np.diff(months) >= -1e-9)
    assert float(months[-1]) == pytest.approx(float(lifetime_value(stream, rate, 3.0)), rel=1e-9, abs=1e-9)


def test_arrays_of_uncertain_customers_equal_them_one_by_one() -> None:
    retention, strength = np.array([0.6, 0.8, 0.9]), np.array([3.0, 8.0, 30.0])
    together = np.asarray(lifetime_value(order_stream(of(retention=retention, retention_strength=strength)), 0.1))
    for place in range(3):
        assert together[place] == pytest.approx(
            worth(of(retention=float(retention[place]), retention_strength=float(strength[place]))), rel=0.02
        )


def test_one_account_of_12_repeat_orders_in_30_months() -> None:
    """REFERENCE: prior Gamma(2, 4 months) → .412 a month, .249 to .608, next year 1 to 10 orders."""
    found = order_rate(12.0, 30.0)
    assert round(found.mean, 3) == 0.412
    assert tuple(round(each, 3) for each in found.band()) == (0.249, 0.608)
    assert found.next_orders_band(12.0) == (1, 10)


def test_orders_of_one_day_are_one_and_a_steady_rhythm_is_seen() -> None:
    days = [date(2025, 1, 6) + timedelta(days=60 * number) for number in range(6)]
    account = account_of([*days, days[2]], [100.0] * 7, date(2025, 12, 1))
    assert (account.repeats, account.regular) == (5, True)
    assert account.mean_value == pytest.approx(700 / 6)
    assert 0.0 < float(account.chance_alive()) < 1.0
    with pytest.raises(BadInput):
        account_of([date(2027, 1, 1)], [1.0], date(2026, 1, 1))
    with pytest.raises(BadInput):
        account_of([], [], date(2026, 1, 1))


def test_with_more_orders_the_value_is_closer_to_their_own_mean() -> None:
    few, many = (
        account_of([date(2024, 1, 1) + timedelta(days=10 * n) for n in range(count)], [50.0] * count, date(2026, 1, 1))
        for count in (1, 40)
    )
    assert 50.0 < expected_order_value(many, 100.0) < expected_order_value(few, 100.0) < 100.0


def test_the_gift_box_claim_takes_its_value_from_its_order_dates_and_the_options_follow(gift_boxes: Dossier) -> None:
    typed_value = float(summarise(gift_boxes).life.value)
    from_dates = reset_to_default(
        reset_to_default(gift_boxes, "case.customer.orders_per_year"), "case.customer.order_value"
    )
    account = order_account(from_dates)
    assert account is not None
    assert from_dates.case.customer.orders_per_year == pytest.approx(
        12 * order_rate(account.repeats, account.age).mean, abs=0.005
    )
    sheet = summarise(from_dates)
    assert float(sheet.life.value) < typed_value
    assert figures(sheet)["options"] != figures(summarise(gift_boxes))["options"]
    band = value_interval(from_dates.case, order_rate(account.repeats, account.age), 36)
    assert band is not None
    assert band.low < float(sheet.life.value) < band.high
    assert value_interval(gift_boxes.case, None, 36) is None
    without = replace(from_dates.case.customer, history=())
    assert order_account(replace(from_dates, case=replace(from_dates.case, customer=without))) is None


def test_an_uncertain_retention_can_be_drawn_too(gift_boxes: Dossier) -> None:
    many = draw_dossier(
        replace(gift_boxes, ranges=(Range("case.customer.retention", shape="beta", strength=20.0),)), 64
    )
    values = np.asarray(evaluate(many)[1].lifetime_value)
    assert values.shape == (64, 1)
    assert np.ptp(values) > 0


def test_history_after_the_settlement_date_is_not_counted(gift_boxes: Dossier) -> None:
    later = PastOrder(gift_boxes.case.settlement_date + timedelta(days=5), 1.0)
    customer = replace(gift_boxes.case.customer, history=(*gift_boxes.case.customer.history, later))
    before, after = (
        order_account(each)
        for each in (gift_boxes, replace(gift_boxes, case=replace(gift_boxes.case, customer=customer)))
    )
    assert before is not None
    assert after is not None
    assert before.repeats == after.repeats


def test_with_several_orders_a_year_the_yearly_retention_is_the_uncertain_one() -> None:
    """Six orders a year with a very strong belief are worth what a certain retention is worth."""
    often = of(orders_per_year=6.0)
    assert worth(of(orders_per_year=6.0, retention_strength=1e6)) == pytest.approx(worth(often), rel=1e-4)
    stream = order_stream(of(orders_per_year=6.0, retention_strength=8.0))
    yearly = sum(float(weight) * float(keep) ** 6 for keep, weight in stream.streams)
    assert yearly == pytest.approx(0.8)


def test_the_chance_of_the_kth_order_is_the_mean_over_the_nodes() -> None:
    stream = order_stream(of(retention_strength=5.0))
    for number, exact in ((1.0, 0.8), (2.0, 0.8 * (4.0 + 1.0) / (5.0 + 1.0))):
        assert float(stream.at_order(number).chance) == pytest.approx(exact)


def test_what_others_take_grows_as_the_margin_does() -> None:
    """All replaced from the first day: nothing is at stake, also where margin grows."""
    assert worth(of(replaced=1.0, replaced_after=0.0, growth=0.05)) == pytest.approx(0.0, abs=1e-9)
    assert worth(of(replaced=1.0, replaced_after=400.0, growth=0.05)) == pytest.approx(50 * 1.05 * 0.8 / 1.1)
