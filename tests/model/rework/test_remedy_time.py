"""When a remedy is done and arrives: published networks and calendars first, then what must hold for any steps,
ships and planes."""

from dataclasses import replace
from datetime import date, timedelta

import holidays
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation import BadInput, Dossier
from negotiation.claim.defaults.default_rules import follow_the_facts, with_typed_value
from negotiation.claim.defaults.new_claim import with_remedy
from negotiation.claim.document.dossier_checks import checked_dossier, dossier_problems
from negotiation.claim.summary.remedy_forecasts import forecast_remedies
from negotiation.core.distributions import ThreePoint
from negotiation.core.sampling import quantiles, sample
from negotiation.model.facts.case import Case, Order
from negotiation.model.facts.contract import Logistics, Shutdown
from negotiation.model.rework.critical_path import (
    Step,
    build_network,
    critical_path,
    finish_times,
    network_length,
    slacks,
)
from negotiation.model.rework.remedy import Remedy
from negotiation.model.rework.remedy_forecast import air_curve
from negotiation.model.rework.schedule import Timing, cured_share, planned_done, planned_transits, timing
from negotiation.model.rework.transport import by_air, by_sea, departure
from negotiation.model.rework.work_calendar import announced_until, work_calendar

MILWAUKEE = {
    "A": ((1, 2, 3), ""),
    "B": ((2, 3, 4), ""),
    "C": ((1, 2, 3), "A"),
    "D": ((2, 4, 6), "AB"),
    "E": ((1, 4, 7), "C"),
    "F": ((1, 2, 9), "C"),
    "G": ((3, 4, 11), "DE"),
    "H": ((1, 2, 3), "FG"),
}


def steps_of(table: dict[str, tuple[tuple[int, int, int], str]]) -> tuple[Step, ...]:
    return tuple(
        Step(code, days=ThreePoint(*map(float, days)), after=tuple(after)) for code, (days, after) in table.items()
    )


def test_milwaukee_paper_length_path_slack_and_variance() -> None:
    """Heizer & Render, Milwaukee Paper."""
    found = critical_path(build_network(steps_of(MILWAUKEE)))
    assert found.length == pytest.approx(15.0)
    assert found.codes == ("A", "C", "E", "G", "H")
    assert {code: round(slack, 9) for code, slack in found.slack.items() if slack > 1e-9} == {
        "B": 1.0,
        "D": 1.0,
        "F": 6.0,
    }
    assert found.variance == pytest.approx(3.1111, abs=1e-4)
    assert found.chance(16.0) == pytest.approx(0.7146, abs=2e-4)


def test_milwaukee_paper_simulated_with_beta_pert() -> None:
    """Mean 15.235, P50/80/95 15.10/16.66/18.28, P(≤ 16) .690; within the stated errors of 16,384 random draws."""
    net = build_network(steps_of(MILWAUKEE))
    drawn = sample({step.code: step.days for step in net.steps}, 16_384, seed=7)
    weeks = np.asarray(network_length(net, [drawn[step.code] for step in net.steps]))
    p50, p80, p95 = quantiles(weeks, (0.5, 0.8, 0.95))
    assert weeks.mean() == pytest.approx(15.235, abs=0.02)
    assert (p50, p80, p95) == (
        pytest.approx(15.10, abs=0.036),
        pytest.approx(16.66, abs=0.046),
        pytest.approx(18.28, abs=0.072),
    )
    assert float(np.mean(weeks <= 16.0)) == pytest.approx(0.690, abs=0.0068)


def test_the_textbook_is_optimistic_where_paths_merge() -> None:
    net = build_network(steps_of(MILWAUKEE))
    drawn = sample({step.code: step.days for step in net.steps}, 4_096, seed=1)
    weeks = np.asarray(network_length(net, [drawn[step.code] for step in net.steps]))
    assert float(np.mean(weeks <= 16.0)) < critical_path(net).chance(16.0) - 0.01


def test_china_has_248_working_days_in_2026_with_make_up_workdays() -> None:
    assert work_calendar(date(2025, 12, 31), Logistics(country="CN")).worked[365] == 248
    assert (
        sum(
            date(2026, 1, 1) + timedelta(days=day) not in holidays.country_holidays("CN", years=2026)
            and (date(2026, 1, 1) + timedelta(days=day)).weekday() < 5
            for day in range(365)
        )
        == 242
    )


def add_working_days(start: date, days: float, country: str, *shutdowns: Shutdown) -> date:
    calendar = work_calendar(start, Logistics(country=country, shutdowns=shutdowns), days)
    return start + timedelta(days=int(np.ceil(float(calendar.after(days)) - 1e-9)))


def test_ten_working_days_after_9_february_2026_is_the_28th_in_china() -> None:
    assert add_working_days(date(2026, 2, 9), 10, "CN") == date(2026, 2, 28)
    assert add_working_days(date(2026, 2, 9), 10, "CN", Shutdown(date(2026, 2, 10), date(2026, 2, 14))) > date(
        2026, 2, 28
    )


def test_the_last_announced_year_is_known_where_make_up_workdays_are_decreed() -> None:
    assert (announced_until("CN") or 0) >= 2026
    assert announced_until("DE") is None


@pytest.mark.parametrize("country", ["CN", "DE", "US", "VN", "TW"])
@given(start=st.dates(date(2000, 1, 1), date(2090, 1, 1)), days=st.integers(1, 200))
def test_working_days_are_those_of_the_library_one_by_one(country: str, start: date, days: int) -> None:
    calendar, day, left = holidays.country_holidays(country, years=range(start.year, start.year + 3)), start, days
    while left:
        day += timedelta(days=1)
        left -= calendar.is_working_day(day)
    assert add_working_days(start, days, country) == day


@given(st.lists(st.floats(0, 150), min_size=2, max_size=20), st.integers(0, 30))
def test_more_working_days_never_end_earlier_and_counting_back_agrees(days: list[float], shut: int) -> None:
    logistics = Logistics(shutdowns=(Shutdown(date(2026, 12, 1), date(2026, 12, 1) + timedelta(days=shut)),))
    calendar = work_calendar(date(2026, 11, 23), logistics, 151.0)
    ends = np.asarray(calendar.after(np.sort(days)))
    assert np.all(np.diff(ends) >= -1e-9)
    whole = np.ceil(np.sort(days))
    np.testing.assert_allclose(calendar.until(calendar.after(whole)), whole)


@st.composite
def random_steps(draw: st.DrawFn) -> tuple[Step, ...]:
    count = draw(st.integers(1, 9))
    steps = []
    for place in range(count):
        low, middle, high = sorted(draw(st.tuples(*[st.integers(0, 12)] * 3)))
        after = draw(st.sets(st.integers(0, place - 1), max_size=3)) if place else set()
        steps.append(
            Step(
                f"s{place}",
                days=ThreePoint(float(low), float(middle), float(high)),
                after=tuple(f"s{each}" for each in sorted(after)),
            )
        )
    return tuple(draw(st.permutations(steps)))


def paths(steps: tuple[Step, ...]) -> list[list[Step]]:
    """Every path from a step without predecessors to any step, by brute force."""
    by_code = {step.code: step for step in steps}
    grown: list[list[Step]] = [[step] for step in steps]
    whole = []
    while grown:
        path = grown.pop()
        if not path[0].after:
            whole.append(path)
        grown += [[by_code[code], *path] for code in path[0].after]
    return whole


@given(random_steps())
def test_the_length_is_that_of_the_longest_path_and_slack_what_is_left(steps: tuple[Step, ...]) -> None:
    found = critical_path(build_network(steps))
    lengths = [sum(float(step.days.mean) for step in path) for path in paths(steps)]
    assert found.length == pytest.approx(max(lengths))
    for step in steps:
        longest = max(
            total for path, total in zip(paths(steps), lengths, strict=True) if any(each is step for each in path)
        )
        assert found.slack[step.code] == pytest.approx(found.length - longest, abs=1e-9)
    critical = [path for path, total in zip(paths(steps), lengths, strict=True) if total >= max(lengths) - 1e-9]
    assert found.variance == pytest.approx(max(sum(float(step.days.variance) for step in path) for path in critical))
    assert sum(float(step.days.mean) for step in steps if step.code in found.codes) == pytest.approx(found.length)


@given(random_steps(), st.data())
def test_a_longer_step_never_shortens_the_path(steps: tuple[Step, ...], data: st.DataObject) -> None:
    net = build_network(steps)
    days = [float(step.days.likely) for step in net.steps]
    place, more = data.draw(st.integers(0, len(days) - 1)), data.draw(st.floats(0, 20))
    longer = [day + more * (number == place) for number, day in enumerate(days)]
    assert float(network_length(net, longer)) >= float(network_length(net, days)) - 1e-9
    slack = float(slacks(net, days)[place])
    assert float(network_length(net, longer)) == pytest.approx(
        max(float(network_length(net, days)), float(network_length(net, days)) + more - slack)
    )


@given(random_steps())
def test_many_schedules_at_once_equal_the_schedules_one_by_one(steps: tuple[Step, ...]) -> None:
    net = build_network(steps)
    drawn = sample({step.code: step.days for step in net.steps}, 8, seed=2)
    together = finish_times(net, [drawn[step.code] for step in net.steps])
    for row in range(8):
        alone = finish_times(net, [float(drawn[step.code][row, 0]) for step in net.steps])
        assert [float(np.broadcast_to(each, (8, 1))[row, 0]) for each in together] == pytest.approx(
            [float(each) for each in alone], abs=1e-12
        )


FAULTS = [
    ("steps_in_a_circle", (Step("a", after=("c",)), Step("b", after=("a",)), Step("c", after=("b",)))),
    ("steps_in_a_circle", (Step("a", after=("a",)),)),
    ("unknown_step", (Step("a", after=("nobody",)),)),
    ("code_not_unique", (Step("a"), Step("a"))),
    ("code_not_unique", (Step(""),)),
    ("points_do_not_rise", (Step("a", days=ThreePoint(3.0, 2.0, 4.0)),)),
    ("points_do_not_rise", (Step("a", days=ThreePoint(1.0, 5.0, 4.0)),)),
]


@pytest.mark.parametrize(("code", "steps"), FAULTS)
def test_steps_that_form_no_valid_network_are_refused_with_their_field(
    gift_boxes: Dossier, code: str, steps: tuple[Step, ...]
) -> None:
    with pytest.raises(BadInput) as refused:
        build_network(steps)
    assert code in {problem.code for problem in refused.value.problems}
    dossier = replace(
        gift_boxes, remedies=(replace(gift_boxes.remedies[0], steps=steps), *gift_boxes.remedies[1:]), ranges=()
    )
    found = next(problem for problem in dossier_problems(dossier) if problem.code == code)
    assert found.path.startswith("remedies[0].steps")


def test_a_circle_is_named_by_its_steps() -> None:
    with pytest.raises(BadInput) as refused:
        build_network(FAULTS[0][1])
    assert set(str(refused.value.problems[0].value).split(" → ")) == {"a", "b", "c"}


START = date(2026, 11, 23)
WEEKLY = Logistics(first_sailing=date(2026, 11, 28), cut_off_days=2.0)


def test_a_two_day_slip_can_cost_a_week() -> None:
    assert float(departure(10.0, WEEKLY, START)) == 12.0
    assert float(departure(10.2, WEEKLY, START)) == 19.0
    assert float(departure(10.0, replace(WEEKLY, first_sailing=None), START)) == 12.0


@given(
    st.floats(0, 500),
    st.floats(0, 60),
    st.floats(0, 30),
    st.integers(1, 30),
    st.integers(-400, 400),
    st.integers(0, 20),
)
def test_later_ready_or_slower_never_arrives_earlier_and_every_departure_is_a_sailing(
    ready: float, more: float, transit: float, every: int, first: int, cut_off: int
) -> None:
    logistics = Logistics(
        first_sailing=START + timedelta(days=first), sailing_every=float(every), cut_off_days=float(cut_off)
    )
    leaves = float(departure(ready, logistics, START))
    assert leaves >= ready + cut_off - 1e-6
    assert leaves - every < np.ceil(ready) + cut_off
    assert (leaves - first) % every == pytest.approx(0.0, abs=1e-6)
    assert float(by_sea(ready + more, transit, logistics, START)) >= float(by_sea(ready, transit, logistics, START))
    assert float(by_sea(ready, transit + more, logistics, START)) >= float(by_sea(ready, transit, logistics, START))
    assert float(by_air(ready + more, transit)) >= float(by_air(ready, transit))


def in_plain_python(remedy: Remedy, case: Case, days: dict[str, float]) -> tuple[date, date]:
    """Ready and arrival by sea of one schedule, worked out step by step with dates."""
    logistics, done = case.logistics, dict[str, float]()
    while len(done) < len(remedy.steps):
        for step in remedy.steps:
            if step.code not in done and all(code in done for code in step.after):
                done[step.code] = max([0.0, *(done[code] for code in step.after)]) + days[step.code]
    calendar, day, left = (
        holidays.country_holidays(logistics.country),
        case.settlement_date,
        int(np.ceil(max(done.values()) - 1e-9)),
    )
    while left:
        day += timedelta(days=1)
        left -= calendar.is_working_day(day) and not any(each.first <= day <= each.last for each in logistics.shutdowns)
    sails = logistics.first_sailing or day
    while sails < day + timedelta(days=int(logistics.cut_off_days)):
        sails += timedelta(days=int(logistics.sailing_every))
    return day, sails + timedelta(days=int(np.ceil(days["(sea)"] - 1e-9)))


def test_many_arrivals_equal_a_plain_loop_with_dates(gift_boxes: Dossier) -> None:
    case = replace(gift_boxes.case, settlement_date=date(2027, 1, 11))  # the factory's shutdown lies ahead
    remedy = gift_boxes.remedies[0]
    drawn = sample({step.code: step.days for step in remedy.steps} | {"(sea)": case.logistics.sea}, 256, seed=3)
    many: Timing = timing(remedy, case, drawn)
    for row in range(256):
        ready, arrival = in_plain_python(remedy, case, {code: float(each[row, 0]) for code, each in drawn.items()})
        assert case.settlement_date + timedelta(days=int(np.ceil(np.asarray(many.ready)[row, 0] - 1e-9))) == ready
        assert case.settlement_date + timedelta(days=int(np.asarray(many.sea)[row, 0])) == arrival


def test_the_sample_follows_its_plan_and_keeps_its_figures(gift_boxes: Dossier) -> None:
    remake = gift_boxes.remedies[0]
    assert planned_done(remake, gift_boxes.case) == 10.0 == remake.done_day
    assert planned_transits(remake, gift_boxes.case) == (30.0, 8.0) == (remake.transit_days, remake.air_days)


def test_the_forecasts_of_both_samples_are_consistent(gift_boxes: Dossier, mail_order_boxes: Dossier) -> None:
    for dossier in (gift_boxes, mail_order_boxes):
        for found in forecast_remedies(dossier, draws=1_024):
            assert found.cost == pytest.approx(sum(float(part.ours) for part in found.parts))
            p50, p80, p95 = found.last_by()
            assert p50 <= p80 <= p95
            assert found.first_by()[1] <= p80
            assert all(value == round(value) for value in (p50, p80, p95)) or not found.remedy.steps
            assert 0.0 <= found.chance <= 1.0
            assert 0.0 <= found.cures <= 1.0
            assert all(0.0 <= chance <= 1.0 for chance in found.critical.values())


def test_the_same_seed_gives_the_same_dates_and_another_seed_nearly_the_same(gift_boxes: Dossier) -> None:
    one, again, other = (forecast_remedies(replace(gift_boxes, seed=seed), draws=1_024)[0] for seed in (1.0, 1.0, 2.0))
    np.testing.assert_array_equal(one.last, again.last)
    assert not np.array_equal(one.last, other.last)
    assert np.mean(other.last) == pytest.approx(np.mean(one.last), abs=0.2)


def test_without_a_date_needed_there_is_no_chance_of_the_date(gift_boxes: Dossier) -> None:
    case = replace(gift_boxes.case, order=Order(affected=10.0, quantity=10.0))
    found = forecast_remedies(replace(gift_boxes, case=case), draws=64)[0]
    assert np.isnan(found.chance)
    assert np.isnan(found.classical_chance)
    assert float(cured_share(gift_boxes.remedies[0], case)) == 0.9


def test_shutdowns_and_transits_must_make_sense(gift_boxes: Dossier) -> None:
    bad = replace(
        gift_boxes.case.logistics,
        shutdowns=(Shutdown(date(2027, 2, 2), date(2027, 2, 1)),),
        sea=ThreePoint(30.0, 20.0, 40.0),
    )
    with pytest.raises(BadInput) as refused:
        checked_dossier(replace(gift_boxes, case=replace(gift_boxes.case, logistics=bad)))
    assert {(problem.code, problem.path) for problem in refused.value.problems} == {
        ("points_do_not_rise", "case.logistics.sea"),
        ("ends_before_it_begins", "case.logistics.shutdowns[0].last"),
    }


def test_typed_days_count_everywhere_and_the_others_follow_from_them(gift_boxes: Dossier) -> None:
    late = with_typed_value(gift_boxes, "remedies[remake].done_day", 21.0)
    found = forecast_remedies(late, draws=256)[0]
    assert np.all(np.asarray(found.drawn.ready) == 21.0)
    assert late.remedies[0].transit_days == 33.0  # the ship of day 26, 28 days later
    assert found.cost == pytest.approx(float(late.remedies[0].cost(late.case)))
    assert found.plan.sea == 54.0 == float(late.remedies[0].arrival_day)


def test_a_typed_share_cured_is_kept_and_a_refund_cures_nothing(gift_boxes: Dossier) -> None:
    assert forecast_remedies(with_typed_value(gift_boxes, "remedies[part_by_air].cures", 0.2), draws=64)[
        2
    ].cures == pytest.approx(0.2)
    refunded = with_remedy(gift_boxes, "return_and_refund")
    assert forecast_remedies(refunded, draws=64)[-1].cures == 0.0


def test_the_slower_of_two_ways_brings_the_last_goods(gift_boxes: Dossier) -> None:
    logistics = replace(gift_boxes.case.logistics, sea=ThreePoint(1.0, 1.0, 1.0), air=ThreePoint(40.0, 40.0, 40.0))
    dossier = follow_the_facts(replace(gift_boxes, case=replace(gift_boxes.case, logistics=logistics)))
    found = forecast_remedies(dossier, draws=64)[2]
    remedy = dossier.remedies[2]
    assert found.remedy.code == "part_by_air"
    assert float(remedy.arrival_day) == float(remedy.done_day) + 40.0
    assert {point.last_by for point in air_curve(found, dossier.case, (0.3, 1.0))} == {found.last_by()[1]}


def test_schedules_longer_than_any_calendar_are_refused_at_their_field(gift_boxes: Dossier) -> None:
    long = tuple(Step(f"s{place}", days=ThreePoint(300.0, 300.0, 300.0)) for place in range(40))
    remedies = (replace(gift_boxes.remedies[0], steps=long), *gift_boxes.remedies[1:])
    shut = (Shutdown(date(2026, 1, 1), date(2199, 1, 1)),)
    for broken, code in (
        (replace(gift_boxes, remedies=remedies), "schedule_too_long"),
        (replace(gift_boxes, case=replace(gift_boxes.case, logistics=Logistics(shutdowns=shut))), "day_out_of_range"),
    ):
        assert code in {problem.code for problem in dossier_problems(broken)}


@pytest.mark.parametrize("name", ["(sea)", "(air)", "a]b", "[c"])
def test_ambiguous_step_codes_are_refused(name: str) -> None:
    with pytest.raises(BadInput):
        build_network((Step(name),))


def test_a_shutdown_of_one_day_takes_exactly_that_day() -> None:
    assert add_working_days(date(2026, 11, 23), 1, "CN", Shutdown(date(2026, 11, 24), date(2026, 11, 24))) == date(
        2026, 11, 25
    )
    assert add_working_days(date(2026, 11, 23), 1, "CN", Shutdown(date(2026, 11, 25), date(2026, 11, 25))) == date(
        2026, 11, 24
    )


def test_each_part_of_the_goods_cures_by_its_own_lateness_and_the_parts_add_up(gift_boxes: Dossier) -> None:
    remedy = replace(gift_boxes.remedies[2], done_day=50.0, transit_days=17.0, air_days=3.0, by_air=0.25, cures=0.8)
    assert float(cured_share(remedy, gift_boxes.case)) == pytest.approx(0.25 * 0.9 + 0.75 * (0.9 - 0.1 * 14 / 7))
    cured = [flow for flow in remedy.flows(gift_boxes.case) if flow.key == "harm_cured"]
    assert {float(flow.first_day): float(flow.amount) for flow in cured} == {
        67.0: pytest.approx(0.75 * 0.8 * 6_500),
        53.0: pytest.approx(0.25 * 0.8 * 6_500),
    }


def test_a_remedy_from_python_without_notes_follows_its_steps(gift_boxes: Dossier) -> None:
    bare = Remedy("bare", steps=(Step("work", days=ThreePoint(5.0, 5.0, 5.0)),))
    dossier = replace(gift_boxes, remedies=(*gift_boxes.remedies, bare), notes=())
    assert forecast_remedies(dossier, draws=64)[-1].last_by() == [7.0] * 3
    assert (
        forecast_remedies(replace(dossier, remedies=(*gift_boxes.remedies, replace(bare, done_day=3.0))), draws=64)[
            -1
        ].last_by()
        == [3.0] * 3
    )
