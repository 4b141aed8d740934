"""The worth of a customer exactly at its ends: where a sum without end begins, orders of today, volume that others
take, four equal gaps."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from scipy.stats import nbinom

from negotiation import BadInput
from negotiation.core.cashflow import CUSTOMER, US, YEAR, Flow
from negotiation.model.facts.case import Case, Order, Rates
from negotiation.model.facts.customer import Customer, OpenOrder
from negotiation.model.lifetime.chance_of_staying import StayingCurve, compensation_ratio
from negotiation.model.lifetime.evidence_level import Holdout
from negotiation.model.lifetime.lifetime_value import lifetime_value, net_margin, order_stream, usual_formulas
from negotiation.model.lifetime.order_history import account_of, expected_order_value, order_rate
from negotiation.model.lifetime.order_stream import OrderStream

TODAY = date(2026, 1, 1)
CASE = Case(
    TODAY,
    order=Order(quantity=10.0, unit_price=100.0),
    customer=Customer(margin_rate=0.2, orders_per_year=2.0, retention=0.81, horizon=2.5),
    rates=Rates(0.1, 0.1),
)


def of(rates: Rates = CASE.rates, **customer: object) -> OrderStream:
    changed = replace(CASE, customer=replace(CASE.customer, **customer), rates=rates)  # type: ignore[arg-type]
    return order_stream(changed)


def test_the_net_margin_of_an_order_deducts_claims_service_and_late_payment() -> None:
    customer = replace(CASE.customer, expected_claims=0.02, service_cost=0.03, pays_late_days=365.0)
    assert float(net_margin(replace(CASE, customer=customer))) == pytest.approx(1000.0 * (0.2 - 0.02 - 0.03 - 0.1))


def test_the_sum_is_infinite_from_a_ratio_of_exactly_one() -> None:
    none = of(Rates(0.0, 0.0), retention=1.0)
    assert (float(none.no_end), float(none.times), float(none.shared_times)) == (1.0, 5.0, 5.0)
    ends = of(Rates(0.0, 0.0), retention=0.999)
    assert (float(ends.no_end), float(ends.times), float(ends.shared_times)) == (0.0, np.inf, np.inf)
    theirs = of(Rates(0.1, 0.0), retention=1.0)
    assert (float(theirs.no_end), float(theirs.times), float(theirs.shared_times)) == (0.0, np.inf, 5.0)
    ours = of(Rates(0.0, 0.1), retention=1.0)
    assert (float(ours.times), float(ours.shared_times)) == (5.0, 5.0)
    grown = of(Rates(0.1, 0.1), retention=1.0, growth=0.1)
    assert (float(grown.no_end), float(grown.shared_times)) == (1.0, 5.0)
    shrinks = of(Rates(0.0, 0.0), retention=1.0, growth=-0.1)
    assert (float(shrinks.no_end), float(shrinks.times), float(shrinks.shared_times)) == (0.0, np.inf, 5.0)


def test_the_last_order_of_the_horizon_counts_in_spite_of_rounding() -> None:
    for orders, years, count in ((2.0, 2.5, 5.0), (10.0 / 3.0, 3.0, 10.0), (2.0, 2.49, 4.0)):
        assert float(of(Rates(0.0, 0.0), retention=1.0, orders_per_year=orders, horizon=years).times) == count


def test_an_order_keeps_and_grows_with_the_root_of_the_year() -> None:
    stream = of(growth=0.21)
    assert (float(stream.gap), float(stream.keep), float(stream.growth)) == pytest.approx((182.5, 0.9, 0.1))
    assert float(stream.margin) == pytest.approx(200.0)


def test_a_table_of_uncertain_retentions_equals_its_rows_one_by_one() -> None:
    means, sure = np.array([0.6, 0.9, 0.6]), np.array([3.0, 40.0, 3.0])
    for retention, strength in ((means, 5.0), (0.9, sure), (means, sure)):
        table = of(retention=retention, retention_strength=strength)
        each = np.broadcast_arrays(retention, strength)
        alone = [of(retention=float(r), retention_strength=float(k)) for r, k in zip(*each, strict=True)]
        values = np.asarray(lifetime_value(table, 0.1))
        assert values.tolist() == pytest.approx([float(lifetime_value(one, 0.1)) for one in alone])


def test_up_to_256_distinct_retentions_have_nodes_of_their_own_and_more_have_quantiles() -> None:
    for count, own in ((256, True), (257, False)):
        table = of(retention=np.linspace(0.5, 0.9, count), retention_strength=5.0)
        assert all((np.ndim(weight) == 1) is own for _, weight in table.nodes)


def test_the_second_next_order_comes_once_and_parts_of_less_than_one_order_are_all_of_it() -> None:
    stream = OrderStream(100.0, 60.0, 0.9)
    found = stream.at_order(2.0)
    figures = (found.first_day, found.every_days, found.times, found.chance, found.keep)
    assert [float(each) for each in figures] == pytest.approx([120.0, 0.0, 1.0, 0.81, 1.0])
    assert float(stream.at_order(0.0).times) == 0.0
    (part,) = stream.over_orders(0.5, "x", US, CUSTOMER, 10.0)
    assert float(part.amount) == 10.0


def test_the_surest_of_uncertain_retentions_decides_whether_there_is_an_end() -> None:
    """A retention of .5 on average may be nearly 1, and with growth of 20 % a year at 10 % such a one has no end."""
    doubtful = of(retention=0.5, retention_strength=2.0, growth=0.2)
    assert (float(doubtful.no_end), float(doubtful.times)) == (1.0, 5.0)
    certain = of(retention=0.5, growth=0.2)
    assert (float(certain.no_end), float(certain.times)) == (0.0, np.inf)


def test_others_stand_in_from_the_order_after_the_day() -> None:
    found = [float(of(replaced=0.5, replaced_after=day).replaced_orders) for day in (0.0, 1.0, 182.5, 183.0)]
    assert found == [0.0, 1.0, 1.0, 2.0]


def others(**customer: object) -> list[Flow]:
    return list(of(**customer).others)  # type: ignore[arg-type]


def test_an_open_order_of_the_past_is_of_today_and_never_worth_less_than_nothing() -> None:
    order = OpenOrder(TODAY + timedelta(7), margin=100.0, work_in_progress=50.0, fetches=30.0, chance_after=0.25)
    (found,) = others(open_orders=(order,))
    assert (float(found.amount), float(found.first_day), float(found.chance)) == (120.0, 7.0, 0.75)
    assert found.if_stays
    (past,) = others(open_orders=(replace(order, on=TODAY - timedelta(7)),))
    assert float(past.first_day) == 0.0
    (cheap,) = others(open_orders=(replace(order, fetches=200.0),))
    assert float(cheap.amount) == 0.0
    (unlikely,) = others(open_orders=(replace(order, chance_now=0.1),))
    assert float(unlikely.chance) == 0.0


def test_replacement_begins_with_the_first_order_after_its_day() -> None:
    def taken(after: float, replaced: object = 0.5, **more: object) -> tuple[float, ...]:
        (flow,) = others(replaced=replaced, replaced_after=after, **more)
        return tuple(float(np.max(each)) for each in (flow.amount, flow.first_day, flow.chance, flow.times))

    assert taken(0.0) == pytest.approx((100.0, 182.5, 0.9, np.inf))
    assert taken(182.5) == pytest.approx((100.0, 182.5, 0.9, np.inf))
    assert taken(183.0) == pytest.approx((100.0, 365.0, 0.81, np.inf))
    assert taken(365.0, growth=0.21) == pytest.approx((121.0, 365.0, 0.81, np.inf))
    assert taken(183.0, np.array([0.0, 0.5])) == pytest.approx((100.0, 365.0, 0.81, np.inf))
    assert taken(183.0, margin_rate=-0.1)[0] == 0.0
    assert others(replaced=0.0) == []
    assert all(flow.if_stays for flow in others(replaced=0.5))
    beyond = of(Rates(0.0, 0.0), retention=1.0, replaced=0.5, replaced_after=3_650.0)
    assert float(beyond.others[0].times) == 0.0


def test_others_replace_the_remaining_orders_of_a_stream_that_stops() -> None:
    stream = of(Rates(0.0, 0.0), retention=1.0, replaced=0.5, replaced_after=183.0)
    assert float(stream.others[0].times) == 4.0
    assert float(lifetime_value(stream, 0.0)) == pytest.approx(5 * 200.0 - 4 * 100.0)


def test_an_order_on_the_last_day_of_the_years_counts() -> None:
    stream = OrderStream(100.0, 182.5, 1.0)
    assert [float(lifetime_value(stream, 0.0, years)) for years in (0.49, 0.5, 1.0)] == [0.0, 100.0, 200.0]
    assert float(stream.count_by(YEAR)) == 2.0


def test_the_three_usual_formulas_differ_by_when_the_first_margin_comes() -> None:
    found = usual_formulas(1.0, 0.8, 0.1)
    assert (found.after_a_year, found.now, found.undecided) == pytest.approx((0.8 / 0.3, 1.1 / 0.3, 1.0 / 0.3))


def test_the_staying_curve_is_in_its_middle_at_the_midpoint_and_stays_between_nothing_and_one() -> None:
    curve = StayingCurve()
    assert float(curve.chance(0.35)) == pytest.approx((0.25 + 0.88) / 2.0)
    assert float(curve.chance(0.35 + 0.15)) == pytest.approx(0.25 + 0.63 / (1.0 + np.exp(-1.0)))
    assert [float(curve.chance(ratio)) for ratio in (1e9, -1e9)] == pytest.approx([0.88, 0.25])
    assert float(curve.chance(0.35, 2.0)) == pytest.approx(0.365)
    assert float(curve.chance(0.35, 9.0)) == 0.0
    assert float(replace(curve, ceiling=1.0, penalty=-0.5).chance(9.0, 1.0)) == 1.0


def test_half_a_dollar_of_harm_can_be_made_good_in_part_and_the_ratio_is_never_negative() -> None:
    found = compensation_ratio(np.array([-0.25, -0.5, -9.0, 0.5]), 0.5)
    assert np.asarray(found).tolist() == [0.5, 0.0, 0.0, 2.0]
    assert float(compensation_ratio(5.0, 0.0)) == 1.0


def dates(*days: int) -> list[date]:
    return [TODAY + timedelta(day) for day in days]


def test_four_nearly_equal_gaps_are_regular_and_three_are_too_few() -> None:
    four, three = dates(0, 30, 60, 90, 120), dates(0, 30, 60, 90)
    assert account_of(four, [1.0] * 5, four[-1]).regular
    assert not account_of(three, [1.0] * 4, three[-1]).regular
    half = dates(0, 10, 40, 50, 80)  # gaps 10, 30, 10, 30: spread 10 around 20
    assert not account_of(half, [1.0] * 5, half[-1]).regular
    less = dates(0, 11, 40, 51, 80)
    assert account_of(less, [1.0] * 5, less[-1]).regular


def test_an_order_on_the_last_day_seen_counts_and_one_after_it_is_refused() -> None:
    found = account_of(dates(0, 73, 73), [10.0, 20.0, 30.0], TODAY + timedelta(73))
    assert (found.repeats, found.mean_value) == (1, 30.0)
    assert [found.recency, found.age, *found.gaps] == pytest.approx([2.4, 2.4, 2.4])
    with pytest.raises(BadInput):
        account_of(dates(0, 73), [1.0, 1.0], TODAY + timedelta(72))
    with pytest.raises(BadInput):
        account_of([], [], TODAY)


def test_an_order_rate_needs_a_positive_prior_but_no_observations() -> None:
    assert order_rate(0.0, 0.0).mean == 0.5
    assert order_rate(0.0, 0.0, 0.5, 0.5).next_orders(3.0) == 3.0
    for wrong in ((-0.1, 1.0), (1.0, -0.1), (1.0, 1.0, 0.0), (1.0, 1.0, 2.0, 0.0)):
        with pytest.raises(BadInput):
            order_rate(*wrong)


@pytest.mark.parametrize("months", [0.1, 12.0, 1_200.0])
def test_the_band_of_the_next_orders_is_that_of_the_negative_binomial(months: float) -> None:
    rate = order_rate(12.0, 30.0)
    law = nbinom(rate.shape, rate.rate / (rate.rate + months))
    assert rate.next_orders_band(months) == (law.ppf(0.05), law.ppf(0.95))
    assert rate.next_orders_band(months, 0.5) == (law.ppf(0.25), law.ppf(0.75))


def test_more_orders_shrink_the_order_value_less_towards_the_usual_one() -> None:
    """With one order of 100 and a usual 200: 4 (150 + 100) / (4 + 3)."""
    one = account_of(dates(0), [100.0], TODAY)
    assert expected_order_value(one, 200.0) == pytest.approx(1000.0 / 7.0)
    assert expected_order_value(account_of(dates(0, 9), [100.0, 100.0], TODAY + timedelta(9)), 200.0) == pytest.approx(
        4.0 * 350.0 / 11.0
    )


def test_where_no_order_came_a_holdout_is_off_by_nothing_that_can_be_said() -> None:
    assert np.isnan(Holdout(6.0, np.array([1.0]), np.array([0.0])).off_by)
    assert Holdout(6.0, np.array([1.0]), np.array([1.0])).off_by == 0.0
