"""What a remedy costs: published figures first, then what must hold for any lines."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from negotiation import BadInput, Dossier, summarise
from negotiation.claim.document.dossier_checks import checked_dossier
from negotiation.core.cashflow import CUSTOMER, FACTORY, OUTSIDE, US
from negotiation.model.facts.case import Case, Order
from negotiation.model.facts.contract import ExchangeRate, LateDelivery, Logistics
from negotiation.model.rework.cost_lines import COST_CATEGORIES, CREDITS, TO_CUSTOMER, CostLine
from negotiation.model.rework.inspection import bad_share
from negotiation.model.rework.late_delivery import late_damages
from negotiation.model.rework.quantities import (
    DRIVERS,
    Work,
    Yield,
    chargeable_kilograms,
    labour_hours,
    start_quantity,
)
from negotiation.model.rework.remedy import Grade, Remedy

CASE = Case(
    date(2026, 11, 23), order=Order(quantity=3_000.0, unit_price=4.8, affected=1_000.0, needed_on=date(2027, 1, 15))
)
MONEY = st.floats(0.0, 1e6)
PIECES = st.floats(0.0, 1e6)
SHARES = st.floats(0.0, 1.0)


def test_rolled_yield_of_four_steps_starts_10788_for_10000_good() -> None:
    assert float(start_quantity(10_000.0, 0.97 * 0.98 * 0.99 * 0.985)) == 10_788.0
    work = Work(10_000.0, tuple(Yield(share=each) for each in (0.97, 0.98, 0.99, 0.985)), make_ready=250.0)
    assert float(work.started(CASE)) == 11_038.0


@given(st.integers(0, 10**7), st.integers(1, 100))
@example(8_578_432, 29)
def test_a_yield_that_divides_evenly_starts_no_piece_too_many(good: int, percent: int) -> None:
    share = percent / 100
    exact = -(-good * 100 // percent)
    assert float(start_quantity(float(good), share)) == exact


def test_labour_is_minutes_with_burden_and_set_up_at_the_wage() -> None:
    assert float(labour_hours(10_788.0, 3.0, 0.4, 5.0)) * 8.0 == pytest.approx(10_788 * 3 / 60 * 8 * 1.4 + 5 * 8)


def test_bulky_boxes_are_charged_by_volume() -> None:
    assert float(chargeable_kilograms(240.0, 1_800_000.0)) == 300.0


def test_scrap_less_salvage_with_disposal_is_what_throwing_pieces_away_costs() -> None:
    lines = tuple(
        CostLine(kind, 1.0, rate, driver="scrapped")
        for kind, rate in (("scrap", 3.6), ("salvage", 0.25), ("disposal", 0.05))
    )
    remedy = Remedy("r", lines=lines, work=Work(scrapped=788.0))
    assert float(remedy.cost(CASE)) == pytest.approx(788.0 * (3.6 - 0.25 + 0.05))


@pytest.mark.parametrize(("weeks", "due"), [("completed", 500.0), ("commenced", 750.0), ("pro_rata", 714.29)])
def test_late_delivery_damages_of_50000_at_half_a_percent_after_20_days(weeks: str, due: float) -> None:
    assert round(float(late_damages(20.0, 50_000.0, 0.005, 0.05, weeks)), 2) == due
    assert [float(late_damages(days, 50_000.0, 0.005, 0.05, weeks)) for days in (70.0, 71.0, 700.0)] == [2_500.0] * 3


def test_grace_is_a_threshold_unless_the_contract_deducts_it() -> None:
    within, past = late_damages(np.array([7.0, 8.0]), 50_000.0, 0.005, 0.05, "commenced", grace_days=7.0)
    assert (within, past) == (0.0, 500.0)
    assert float(late_damages(8.0, 50_000.0, 0.005, 0.05, "commenced", grace_days=7.0, grace_deducted=True)) == 250.0
    with pytest.raises(BadInput):
        late_damages(8.0, 50_000.0, 0.005, weeks="fortnights")


@given(
    st.floats(-400, 4_000),
    st.floats(0, 100),
    MONEY,
    SHARES,
    SHARES,
    st.sampled_from(["completed", "commenced", "pro_rata"]),
)
def test_later_never_costs_less_damages_and_never_more_than_the_cap(
    late: float, more: float, value: float, rate: float, cap: float, weeks: str
) -> None:
    early, later = (float(late_damages(days, value, rate, cap, weeks)) for days in (late, late + more))
    assert 0.0 <= early <= later + 1e-9 * value
    assert later <= cap * value * (1 + 1e-12)


def test_the_bound_is_lower_for_the_same_failures_among_more_pieces() -> None:
    # Rule of three, exact: none bad of n leaves at most 1 - .05^(1/n).
    assert float(bad_share(0.0, 59.0).upper) == pytest.approx(1 - 0.05 ** (1 / 59), rel=1e-9)
    few, many = bad_share(3.0, 30.0), bad_share(3.0, 3_000.0)
    assert (float(few.found), round(float(few.upper), 3), round(float(many.upper), 5)) == (0.1, 0.239, 0.00258)
    assert float(bad_share(5.0, 5.0).upper) == float(bad_share(0.0, 0.0).upper) == 1.0


@given(st.integers(1, 3_000), st.data())
def test_at_the_upper_bound_so_few_bad_pieces_are_just_unlikely(inspected: int, data: st.DataObject) -> None:
    from scipy.stats import binom

    bad = data.draw(st.integers(0, inspected - 1))
    upper = float(bad_share(float(bad), float(inspected)).upper)
    assert float(binom.cdf(bad, inspected, upper)) == pytest.approx(0.05, abs=1e-6)


def test_more_bad_than_inspected_is_refused() -> None:
    with pytest.raises(BadInput):
        bad_share(4.0, 3.0)


def test_the_sample_remake_costs_4678_line_by_line(gift_boxes: Dossier) -> None:
    remake = gift_boxes.remedies[0]
    costs = {flow.key: float(flow.amount) for flow in remake.cost_flows(gift_boxes.case)}
    assert costs["cost_production"] == 3_600.0
    assert costs["cost_sea_freight"] == pytest.approx(288.0)
    assert costs["cost_air_freight"] == 0.0
    assert float(remake.cost(gift_boxes.case)) == pytest.approx(4_678.0)


def test_expedite_is_air_freight_less_sea_freight_avoided(gift_boxes: Dossier) -> None:
    case = gift_boxes.case
    sea, part, air = (replace(gift_boxes.remedies[0], by_air=share) for share in (0.0, 0.3, 1.0))
    assert float(part.cost(case)) - float(sea.cost(case)) == pytest.approx(300 * 1.0 * 4.1 - 300 * 0.006 * 48)
    assert float(air.cost(case)) - float(sea.cost(case)) == pytest.approx(1_000 * 4.1 - 6 * 48)


def flow_of(line: CostLine, **work: float) -> tuple[str, str, float]:
    (flow,) = Remedy("r", lines=(line,), work=Work(**work)).cost_flows(CASE)
    return flow.payer, flow.payee, float(flow.amount)


def test_who_pays_whom_by_kind_of_line() -> None:
    assert flow_of(CostLine("production", 2.0, 5.0)) == (US, OUTSIDE, 10.0)
    assert flow_of(CostLine("production", 2.0, 5.0, "factory")) == (FACTORY, OUTSIDE, 10.0)
    assert flow_of(CostLine("chargeback", 1.0, 5.0)) == (US, CUSTOMER, 5.0)
    assert flow_of(CostLine("customer_handling", 1.0, 5.0, "customer")) == (CUSTOMER, OUTSIDE, 5.0)
    assert flow_of(CostLine("recovery", 1.0, 5.0, "factory")) == (FACTORY, US, 5.0)
    assert flow_of(CostLine("salvage", 1.0, 5.0)) == (OUTSIDE, US, 5.0)
    assert flow_of(CostLine("duty", 1.0, 0.04, driver="goods_value")) == (US, OUTSIDE, pytest.approx(192.0))


def test_the_shared_cost_excludes_payments_to_the_customer_and_recovered_money() -> None:
    lines = (
        CostLine("production", 1.0, 100.0),
        CostLine("chargeback", 1.0, 30.0),
        CostLine("recovery", 1.0, 40.0, "factory"),
        CostLine("freight", 1.0, 7.0, "forwarder"),
    )
    remedy = Remedy("r", lines=lines)
    assert float(remedy.our_cost(CASE)) == 60.0
    assert float(remedy.cost(CASE)) == 90.0
    assert float(remedy.lines_cost(CASE)) == 97.0
    assert float(Remedy("r", lines=(CostLine("salvage", 1.0, 40.0),)).our_cost(CASE)) == 0.0


def test_goods_kept_by_grade_cost_what_is_taken_off_their_price() -> None:
    remedy = Remedy("graded", "accept_as_is", grades=(Grade(pieces=700.0, off=0.1), Grade(pieces=300.0, off=0.4)))
    assert float(remedy.cost(CASE)) == pytest.approx((700 * 0.1 + 300 * 0.4) * 4.8)


def test_a_late_remedy_pays_damages_for_each_part_by_its_own_way() -> None:
    case = replace(CASE, late_delivery=LateDelivery(0.005, 0.05, weeks="pro_rata"))
    late = Remedy("r", done_day=60.0, transit_days=14.0, air_days=0.0, by_air=0.25, freight="shipped")
    assert float(late.cost(case)) == pytest.approx(4_800 * 0.005 * (0.75 * 21 + 0.25 * 7) / 7)
    assert float(replace(late, done_day=20.0).cost(case)) == 0.0
    assert not any(
        flow.key == "late_damages" for flow in late.cost_flows(replace(case, order=replace(case.order, needed_on=None)))
    )


LINES = st.lists(
    st.builds(
        CostLine,
        st.sampled_from(COST_CATEGORIES),
        st.floats(0, 1e3),
        st.floats(0, 1e4),
        st.sampled_from(("us", "customer", "factory")),
        driver=st.sampled_from(DRIVERS),
    ),
    max_size=8,
)
WORKS = st.builds(
    Work,
    pieces=PIECES,
    make_ready=st.floats(0, 500),
    minutes=st.floats(0, 60),
    burden=st.floats(0, 3),
    setup_hours=st.floats(0, 50),
    scrapped=PIECES,
    kilograms=st.floats(0, 50),
    cubic_centimetres=st.floats(0, 1e5),
)


@given(LINES, WORKS, st.floats(0.01, 100))
def test_cost_is_homogeneous_in_currency(lines: list[CostLine], work: Work, rate: float) -> None:
    """The same lines in a currency worth `rate`, or all amounts times `rate`: the same cost."""
    abroad = replace(CASE, exchange_rates=(ExchangeRate("EUR", rate),))
    foreign = Remedy("r", lines=tuple(replace(line, currency="EUR") for line in lines), work=work)
    scaled = Remedy("r", lines=tuple(replace(line, rate=line.rate * rate) for line in lines), work=work)
    by_value = sum(1 for line in lines if line.driver == "goods_value")
    assert float(foreign.cost(abroad)) == pytest.approx(float(scaled.cost(abroad)), rel=1e-9, abs=1e-6)
    if not by_value:
        plain = Remedy("r", lines=tuple(lines), work=work)
        assert float(foreign.cost(abroad)) == pytest.approx(rate * float(plain.cost(abroad)), rel=1e-9, abs=1e-6)


@given(LINES, WORKS, SHARES)
def test_parts_add_up_and_no_money_is_made(lines: list[CostLine], work: Work, by_air: float) -> None:
    remedy = Remedy("r", lines=tuple(lines), work=work, by_air=by_air, freight="shipped")
    flows = remedy.cost_flows(CASE)
    assert all(flow.payer != flow.payee and float(flow.amount) >= 0.0 for flow in flows)
    ours = sum(float(flow.amount) * ((flow.payer == US) - (flow.payee == US)) for flow in flows)
    assert float(remedy.cost(CASE)) == pytest.approx(ours, rel=1e-12, abs=1e-9)
    assert {line.category for line in lines if line.comes_back} <= set(CREDITS)
    assert all(flow.payee != CUSTOMER or flow.key.removeprefix("cost_") in TO_CUSTOMER for flow in flows)


@given(LINES, WORKS)
def test_air_and_sea_at_0_and_100_percent_are_the_pure_remedies(lines: list[CostLine], work: Work) -> None:
    case = replace(CASE, claims=(), harm=500.0, late_delivery=LateDelivery(0.01, 1.0))
    mixed = Remedy(
        "r", lines=tuple(lines), work=work, done_day=40.0, transit_days=30.0, air_days=6.0, cures=0.8, freight="shipped"
    )
    no_plane = replace(mixed, lines=tuple(line for line in lines if not line.driver.startswith("air_")), air_days=0.0)
    no_ship = replace(mixed, lines=tuple(line for line in lines if line.driver != "sea_m3"), transit_days=6.0)
    for share, pure in ((0.0, no_plane), (1.0, no_ship)):
        found = {
            (flow.key, float(flow.amount), float(flow.first_day))
            for flow in replace(mixed, by_air=share).flows(case)
            if float(flow.amount)
        }
        assert found == {
            (flow.key, float(flow.amount), float(flow.first_day))
            for flow in replace(pure, by_air=share).flows(case)
            if float(flow.amount)
        }


def test_a_currency_without_a_rate_is_refused_with_its_field(gift_boxes: Dossier) -> None:
    first = gift_boxes.remedies[0]
    foreign = replace(first, lines=(replace(first.lines[0], currency="EUR"), *first.lines[1:]))
    dossier = replace(gift_boxes, remedies=(foreign, *gift_boxes.remedies[1:]))
    with pytest.raises(BadInput) as refused:
        summarise(dossier)
    (problem,) = refused.value.problems
    assert (problem.code, problem.path, problem.value) == ("no_exchange_rate", "remedies[0].lines[0].currency", "EUR")
    rated = replace(
        dossier, case=replace(dossier.case, exchange_rates=(ExchangeRate("EUR", 1.15, date(2026, 11, 20)),))
    )
    assert float(checked_dossier(rated).remedies[0].cost(rated.case)) == pytest.approx(4_678 + 0.15 * 3_600)
    with pytest.raises(BadInput):
        checked_dossier(replace(rated, case=replace(rated.case, exchange_rates=rated.case.exchange_rates * 2)))


def test_a_portfolio_of_remedies_equals_its_remedies_one_by_one() -> None:
    random = np.random.default_rng(3)
    pieces, by_air, rate = random.uniform(0, 5e3, 40), random.uniform(0, 1, 40), random.uniform(0, 9, 40)
    lines = tuple(CostLine("other", 1.5, 2.0, driver=driver) for driver in DRIVERS)

    def one(pieces: object, by_air: object, rate: object) -> Remedy:
        work = Work(pieces, (Yield(share=0.93),), 40.0, 3.0, 0.4, 5.0, 20.0, 0.7, 5_000.0)  # type: ignore[arg-type]
        return Remedy(
            "r",
            lines=(*lines, CostLine("salvage", 1.0, rate)),
            work=work,
            by_air=by_air,
            done_day=50.0,
            transit_days=30.0,
            air_days=6.0,
        )  # type: ignore[arg-type]

    case = replace(CASE, late_delivery=LateDelivery(0.005, 0.05), logistics=Logistics())
    together = one(pieces, by_air, rate)
    for formula in (Remedy.cost, Remedy.our_cost, Remedy.lines_cost):
        values = np.asarray(formula(together, case))
        alone = [float(formula(one(*map(float, each)), case)) for each in zip(pieces, by_air, rate, strict=True)]
        np.testing.assert_allclose(values, alone, rtol=1e-12)
