"""Time bars, ladder, goodwill and repeats exactly at their ends: on the last day it still counts."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from negotiation.core.field_checks import LATEST
from negotiation.model.facts.case import Case, ClaimLine, Order
from negotiation.model.facts.contract import Milestone
from negotiation.model.facts.customer import Customer
from negotiation.model.playbook.escalation import LADDER, Rung, ladder_problems, rung_reached, rungs_of, severity
from negotiation.model.playbook.evidence import (
    Evidence,
    TimeBars,
    evidence_problems,
    proofs,
    strength,
    time_bars,
    two_years_after,
    unproven,
)
from negotiation.model.playbook.extra_requests import (
    Goodwill,
    Request,
    cost_of_request,
    giving_habit,
    goodwill_budget,
    request_problems,
    terms_of_requests,
    weigh_requests,
)
from negotiation.model.playbook.repeat_incidents import (
    PastIncident,
    Repeats,
    count_incidents,
    further_failures,
    ladder_response,
    terms_of,
)
from negotiation.model.playbook.root_cause import Measure, Trouble, diagnosis, rework_steps, too_late
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms import AddedFeatures, FreeService

TODAY = date(2026, 11, 23)
CASE = Case(
    TODAY,
    order=Order(quantity=10.0, unit_price=100.0, affected=5.0),
    customer=Customer(margin_rate=0.2, orders_per_year=2.0, retention=1.0),
)
FOUND = replace(CASE, incident=replace(CASE.incident, found_on=date(2026, 11, 1)))


def day(days: int) -> date:
    return TODAY + timedelta(days)


def test_notice_on_the_last_day_is_in_time_and_a_day_later_is_not() -> None:
    """30 days after discovery on 1 November is 1 December."""
    for noticed, kept in ((date(2026, 12, 1), True), (date(2026, 12, 2), False)):
        (bar,) = time_bars(TimeBars(noticed_on=noticed), FOUND, TODAY)
        assert (bar.code, bar.on, bar.kept) == ("reasonable_notice", date(2026, 12, 1), kept)
    for today, left, kept in ((date(2026, 12, 1), 0.0, None), (date(2026, 12, 2), -1.0, False)):
        (bar,) = time_bars(TimeBars(), FOUND, today)
        assert (bar.left, bar.kept) == (left, kept)


def test_each_bar_needs_its_own_facts_and_the_nearest_comes_first() -> None:
    bars = TimeBars(date(2026, 10, 1), claim_period=60.0, insured=True, insurer_by=date(2026, 12, 24))
    assert [bar.code for bar in time_bars(bars, FOUND, TODAY)] == [
        "contract_period",
        "reasonable_notice",
        "insurer",
        "two_years",
    ]
    assert [bar.code for bar in time_bars(replace(bars, we_knew=True), FOUND, TODAY)] == ["insurer"]
    assert [bar.code for bar in time_bars(replace(bars, cisg=False, insured=False), FOUND, TODAY)] == [
        "contract_period"
    ]
    assert [bar.code for bar in time_bars(replace(bars, insured=False), CASE, TODAY)] == [
        "contract_period",
        "two_years",
    ]
    found = replace(bars, counted_from="discovery", cisg=False, insured=False)
    assert [bar.on for bar in time_bars(found, FOUND, TODAY)] == [date(2026, 12, 31)]
    assert time_bars(found, CASE, TODAY) == ()
    assert time_bars(TimeBars(insured=True), CASE, TODAY) == ()


def test_of_draws_the_longest_period_the_strongest_paper_and_the_latest_rung_are_taken() -> None:
    draws = np.array([10.0, 60.0])
    bars = TimeBars(date(2026, 11, 1), claim_period=draws, cisg=False)
    assert [bar.on for bar in time_bars(bars, CASE, TODAY)] == [date(2026, 12, 31)]
    assert [bar.on for bar in time_bars(TimeBars(reasonable_days=draws), FOUND, TODAY)] == [date(2026, 12, 31)]
    assert strength((Evidence(strength=np.array([0.25, 0.5])),)).ours == 0.5
    assert rung_reached((Rung(np.array([1.0, 3.0])),), 2) is None


def test_no_bar_lies_beyond_the_last_day_that_a_claim_may_have() -> None:
    late = date(LATEST.year - 1, 11, 1)
    bars = TimeBars(late, claim_period=3_000.0, cisg=False)
    assert [bar.on for bar in time_bars(bars, CASE, TODAY)] == [LATEST]
    assert two_years_after(late).year == LATEST.year


def test_CISG_39_2_two_years_end_on_the_same_day_and_on_28_february_after_a_leap_day() -> None:
    assert two_years_after(date(2026, 2, 28)) == date(2028, 2, 28)
    assert two_years_after(date(2024, 2, 29)) == date(2026, 2, 28)
    assert two_years_after(date(2024, 3, 29)) == date(2026, 3, 29)
    assert two_years_after(date(2024, 1, 29)) == date(2026, 1, 29)


def test_the_insurers_consent_is_missing_only_where_one_is_insured_and_has_none() -> None:
    assert TimeBars(insured=True).consent_missing
    assert not TimeBars().consent_missing
    assert not TimeBars(insured=True, insurer_agreed_on=TODAY).consent_missing


def test_an_insurer_may_agree_on_the_day_on_which_it_is_asked_and_not_before() -> None:
    asked = TimeBars(insurer_asked_on=TODAY, insurer_agreed_on=TODAY)
    assert list(evidence_problems(asked)) == []
    assert [each.code for each in evidence_problems(replace(asked, insurer_agreed_on=day(-1)))] == [
        "ends_before_it_begins"
    ]
    assert list(evidence_problems(TimeBars(insurer_agreed_on=TODAY))) == []
    assert list(evidence_problems(TimeBars(insurer_asked_on=TODAY))) == []


def test_papers_of_one_side_carry_all_and_none_carry_nothing() -> None:
    found = strength((Evidence(strength=0.5), Evidence(strength=0.25), Evidence(speaks_for="neither", strength=0.9)))
    assert (found.ours, found.theirs, found.balance) == (0.625, 0.0, 1.0)
    assert strength(()).balance is None
    assert strength((Evidence(strength=0.0),)).balance is None
    assert strength((Evidence(speaks_for="customer", strength=0.25),)).balance == 0.0
    assert strength((Evidence(strength=0.001),)).balance == 1.0


def test_only_papers_that_speak_for_us_and_stand_for_a_proof_are_proofs() -> None:
    papers = (Evidence("photos"), Evidence("photos"), Evidence("recap_email", speaks_for="customer"), Evidence("other"))
    assert proofs(papers) == ("photos",)


def test_a_claim_line_is_unproven_from_the_first_cent_the_largest_gap_first() -> None:
    lines = (
        ClaimLine("goods", 100.0, 99.99),
        ClaimLine("goods", 100.0, 100.0),
        ClaimLine("goods", 100.0, 120.0),
        ClaimLine("goods", 50.0),
        ClaimLine("goods", np.array([0.0, 70.0]), 10.0),
    )
    found = unproven(replace(CASE, claims=lines))
    assert [(gap.place, round(gap.at_stake, 2)) for gap in found] == [(4, 60.0), (3, 50.0), (0, 0.01)]


def test_a_rung_is_reached_at_its_number_of_incidents() -> None:
    assert [rung_reached(LADDER, count) for count in (0, 1, 7, 8, 9)] == [None, 0, 6, 7, 7]
    assert rungs_of(()) == LADDER
    own = (Rung(2),)
    assert (rungs_of(own), rung_reached(own, 1), rung_reached(own, 2)) == (own, None, 0)


def test_a_ladder_may_stay_as_it_is_from_rung_to_rung_and_may_not_fall() -> None:
    low = Rung(1, "technical_lead", 4.0, "technician", 0.1, 5.0, 1.0, 0.1, 0.1, 0.1, 1.0)
    assert list(ladder_problems((low, replace(low, incidents=2)))) == []
    assert [each.code for each in ladder_problems((low, low))] == ["rungs_do_not_rise"]
    for name, milder in (
        ("answers", "account_manager"),
        ("travels", "nobody"),
        ("within_hours", 4.5),
        ("report_days", 6.0),
        ("report_days", None),
        ("travel", 0.09),
        ("guarantee", 0.0),
        ("penalty", 0.0),
        ("reduction", 0.0),
        ("less", 0.0),
        ("months", 0.5),
        ("less", np.array([0.2, 0.0])),
    ):
        (problem,) = ladder_problems((low, replace(low, incidents=2, **{name: milder})))
        assert (problem.code, problem.path) == ("ladder_milder", f"ladder[1].{name}")
    three = (low, replace(low, incidents=2), replace(low, incidents=3, less=0.0))
    assert [(each.path, each.allowed["rung"]) for each in ladder_problems(three)] == [("ladder[2].less", 3)]
    assert float(np.max(severity(replace(low, report_days=None), "report_days"))) == -np.inf
    rising = (low, replace(low, incidents=np.array([2.0, 1.0])))
    assert [each.code for each in ladder_problems(rising)] == ["rungs_do_not_rise"]


GOODWILL = Goodwill(1_000.0, 100.0, 50.0, 1.0, 30.0)


def test_what_is_worth_exactly_its_cost_is_accepted_to_the_last_cent_of_the_budget() -> None:
    def advice(*requests: Request) -> list[str]:
        return [each.advice for each in weigh_requests(requests, GOODWILL)]

    assert advice(Request(cost=900.0, worth=1_000.0)) == ["accept"]
    assert advice(Request(cost=900.01, worth=1_001.0)) == ["trade"]
    assert advice(Request(cost=90.0, worth=100.0)) == ["accept"]
    assert advice(Request(cost=90.1, worth=100.0)) == ["decline"]
    assert advice(Request(scope="inside", cost=9e9)) == ["deliver"]
    one, other = Request("one", cost=500.0, worth=5_000.0), Request("other", cost=400.0, worth=1_000.0)
    assert advice(one, other) == ["accept", "accept"]
    assert advice(one, replace(other, cost=400.1)) == ["accept", "trade"]
    inside = Request(scope="inside", cost=500.0, worth=9_000.0)
    assert advice(inside, one, other) == ["deliver", "accept", "accept"]


def test_requests_stand_by_worth_per_cost_and_hours_cost_too() -> None:
    rows = (Request("a", cost=10.0, worth=100.0, used=1.0), Request("b", hours=1.0, worth=1_000.0), Request("free"))
    found = weigh_requests(rows, GOODWILL)
    assert [(each.request.code, each.cost, each.ratio) for each in found] == [
        ("free", 0.0, np.inf),
        ("b", 50.0, 18.0),
        ("a", 10.0, 10.0),
    ]
    assert cost_of_request(Request(cost=0.5, hours=0.01), GOODWILL) == 1.0
    assert weigh_requests((Request(cost=0.5, worth=1.0, used=1.0),), GOODWILL)[0].ratio == 2.0


def test_the_goodwill_budget_by_hand() -> None:
    accept = Request(cost=300.0, decision="accept")
    rows = (
        accept,
        replace(accept, promised_by_sales=True, hours=2.0),
        replace(accept, scope="inside", promised_by_sales=True),
        Request(cost=10.0, decision="open", promised_by_sales=True),
        Request(cost=20.0, decision="trade", promised_by_sales=True),
        Request(cost=40.0, decision="decline", promised_by_sales=True),
        Request(cost=80.0, decision="open"),
    )
    found = goodwill_budget(rows, GOODWILL)
    assert (found.taken, found.left, found.overdrawn) == (700.0, 200.0, 0.0)
    assert (found.promised_by_sales, found.promised_open) == (400.0, 30.0)
    more = goodwill_budget((*rows, accept), GOODWILL)
    assert (more.left, more.overdrawn) == (-100.0, 100.0)
    exact = goodwill_budget((replace(accept, cost=900.0),), GOODWILL)
    assert (exact.left, exact.overdrawn) == (0.0, 0.0)


def test_of_draws_the_dearest_cost_the_greatest_worth_and_the_largest_budget_are_taken() -> None:
    draws = np.array([1.0, 8.0])
    assert cost_of_request(Request(cost=draws, hours=1.0), GOODWILL) == 58.0
    assert weigh_requests((Request(worth=draws, used=0.5),), GOODWILL)[0].worth == 4.0
    assert weigh_requests((Request(cost=8.0, worth=9.0, used=1.0),), Goodwill(draws))[0].advice == "accept"
    found = goodwill_budget((), Goodwill(10.0 * draws, draws))
    assert (found.budget, found.spent, found.left) == (80.0, 8.0, 72.0)


def test_giving_is_a_habit_from_one_more_than_allowed_within_the_window_that_ends_today() -> None:
    def given(*days: int, scope: str = "outside", decision: str = "accept") -> int:
        rows = tuple(Request(cost=10.0, scope=scope, decision=decision, decided_on=day(-each)) for each in days)
        found = giving_habit(rows, GOODWILL, CASE, TODAY)
        return 0 if found is None else found.count

    assert [given(0), given(0, 1), given(0, 30), given(0, 31), given(0, -1)] == [0, 2, 2, 0, 0]
    assert given(0, 1, scope="inside") == given(0, 1, decision="open") == 0
    two = (Request(cost=10.0, decision="accept"), Request(cost=5.0, decision="accept", asked_on=day(-5)))
    found = giving_habit(two, GOODWILL, replace(CASE, rates=replace(CASE.rates, us=0.0)), TODAY)
    assert found is not None
    assert (found.count, found.each_order, found.orders, found.over_horizon) == (2, 15.0, 6.0, 90.0)


def test_a_service_that_runs_is_spread_over_its_months_and_a_thing_is_added_once() -> None:
    rows = (
        Request("runs", cost=6.0, worth=12.0, months=0.5, decision="accept"),
        Request("once", cost=6.0, worth=12.0, days=9.0, decision="accept"),
        Request("inside", scope="inside", decision="accept"),
        Request("open"),
    )
    (one, service), (other, thing) = terms_of_requests(rows, GOODWILL)
    assert (one, other) == ("runs", "once")
    assert isinstance(service, FreeService)
    assert isinstance(thing, AddedFeatures)
    assert (service.months, service.monthly_cost, service.monthly_worth, service.used) == (0.5, 12.0, 24.0, 0.9)
    assert (thing.cost, thing.worth, thing.used, thing.day) == (6.0, 12.0, 0.9, 9.0)


def test_a_decision_on_the_day_of_the_question_is_fine_and_codes_stand_once() -> None:
    fine = (
        Request("a", asked_on=TODAY, decided_on=TODAY),
        Request("b", decided_on=day(-9)),
        Request("c", asked_on=TODAY),
    )
    assert list(request_problems(fine)) == []
    wrong = (Request("a", asked_on=TODAY, decided_on=day(-1)), Request("a"), Request(""), Request("x["))
    assert [(each.code, each.path) for each in request_problems(wrong)] == [
        ("ends_before_it_begins", "requests[0].decided_on"),
        ("code_not_unique", "requests[1].code"),
        ("code_not_unique", "requests[2].code"),
        ("code_not_unique", "requests[3].code"),
    ]


def test_an_incident_of_today_counts_and_one_of_a_whole_window_ago_does_not() -> None:
    """Twelve months are 365 days."""

    def counted(*days: int, case: Case = CASE, similar: bool = True) -> tuple[int, int]:
        rows = tuple(PastIncident(day(-each), similar=similar) for each in days)
        found = count_incidents(rows, Repeats(), case, TODAY)
        return found.incidents, found.similar

    assert [counted(each) for each in (0, 364, 365, -1)] == [(2, 1), (2, 1), (1, 0), (1, 0)]
    assert counted(1, 2, similar=False) == (3, 0)
    assert counted(22, 40, case=FOUND) == (2, 1)  # the first is this claim's own, found on 1 November
    typed = replace(CASE, incident=replace(CASE.incident, earlier_similar=2.0))
    assert counted(case=typed) == (3, 2)
    assert count_incidents((PastIncident(day(-1)),), Repeats(), typed, TODAY).differs
    assert not count_incidents((PastIncident(day(-1)), PastIncident(day(-2))), Repeats(), typed, TODAY).differs
    assert Repeats(6.0).days == pytest.approx(182.5)


def test_of_draws_the_longest_window_the_most_incidents_and_the_latest_day_are_taken() -> None:
    draws = np.array([6.0, 12.0])
    assert Repeats(draws).days == 365.0
    typed = replace(CASE, incident=replace(CASE.incident, earlier_similar=draws))
    assert count_incidents((), Repeats(), typed, TODAY).incidents == 13
    assert further_failures(1, Repeats(), CASE, Remedy("fix", "rework", done_day=draws), TODAY).days == 12.0
    two = (Request(cost=10.0, decision="accept"), Request(cost=5.0, decision="accept", asked_on=day(-10)))
    assert giving_habit(two, Goodwill(most=1.0, window=draws), CASE, TODAY) is not None
    assert giving_habit(two, Goodwill(most=draws / 6.0), CASE, TODAY) is None
    (_, service) = terms_of_requests((Request("a", cost=12.0, months=draws, decision="accept"),), Goodwill())[0]
    assert service.monthly_cost == 1.0


def test_failures_still_to_come_are_counted_until_the_remedy_is_done_and_never_backwards() -> None:
    remedy = Remedy("fix", "rework", done_day=36.5)
    found = further_failures(2, Repeats(), CASE, remedy, TODAY)
    assert (found.per_year, found.days, found.expected) == pytest.approx((2.0, 36.5, 0.2))
    assert found.chance == pytest.approx(1.0 - np.exp(-0.2))
    assert further_failures(2, Repeats(), CASE, remedy, day(10)).days == 26.5
    late = further_failures(2, Repeats(), CASE, remedy, day(90))
    assert (late.days, late.expected, late.chance) == (0.0, 0.0, 0.0)


def test_below_the_first_rung_the_next_is_the_first_and_of_draws_most_failures_are_left() -> None:
    ladder = (Rung(2, guarantee=3.0, penalty=0.1), Rung(3, guarantee=3.0, penalty=0.1))
    remedy = Remedy("fix", "rework")
    none = ladder_response((), ladder, Repeats(), CASE, remedy, TODAY)
    assert (none.place, none.rung, none.next_rung, none.terms) == (None, None, ladder[0], ())
    (again,) = (PastIncident(day(-1)),)
    found = ladder_response((again,), ladder, Repeats(left=np.array([0.1, 0.2])), CASE, remedy, TODAY)
    assert (found.place, found.next_rung) == (0, ladder[1])
    (guarantee,) = found.terms
    assert guarantee.failures_per_year == pytest.approx(2.0 * 0.2)


def test_what_is_nothing_on_a_rung_is_no_term() -> None:
    as_is, fix = Remedy("as_is", "accept_as_is"), Remedy("fix", "rework")
    assert terms_of(LADDER[1], CASE, fix, 1.0) == ()
    visit, credit, guarantee, less = terms_of(LADDER[7], CASE, fix, 1.5)
    assert (visit.cost, visit.worth, visit.day) == (100.0, 0.0, pytest.approx(0.5 / 24.0))
    assert (credit.credit, credit.orders) == (75.0, 1.0)
    assert (guarantee.months, guarantee.penalty, guarantee.failures_per_year) == (3, 500.0, 1.5)
    assert (less.less, less.months) == (0.3, 6)
    assert [term.key for term in terms_of(LADDER[2], CASE, as_is, 1.0)] == ["visit", "price_cut"]


def test_one_problem_is_the_main_one_and_of_two_none_is_until_one_is_marked() -> None:
    one, other = Trouble("a"), Trouble("b")

    def main(*troubles: Trouble) -> Trouble | None:
        return diagnosis(troubles, (), (), CASE, TODAY).main

    assert main() is None
    assert main(one) is one
    assert main(one, other) is None
    marked = replace(other, main=True)
    assert main(one, marked) is marked


def test_when_is_answered_by_a_day_for_every_solution_and_the_first_is_what_is_left() -> None:
    early, late, done = Measure("a", due=day(3)), Measure("b", due=day(9)), Measure("c", done_on=day(-1))
    found = diagnosis((), (), (late, early, done), CASE, TODAY)
    assert (found.left, "when" in found.open) == (3.0, False)
    undated = diagnosis((), (), (early, Measure("d")), CASE, TODAY)
    assert (undated.left, "when" in undated.open) == (3.0, True)
    assert diagnosis((), (), (done,), CASE, TODAY).left is None


def test_a_solution_on_the_day_on_which_the_goods_are_needed_is_not_late() -> None:
    needed = replace(
        CASE,
        order=replace(CASE.order, needed_on=day(5)),
        receivable=np.array([10.0, 20.0]),
        milestones=(Milestone("arrival", due=day(4), payment=np.array([1.0, 2.0])),),
    )
    found = too_late((Measure("a", due=day(5)), Measure("b", due=day(6)), Measure("c", due=day(4))), needed)
    assert [(each.measure.code, each.against, each.days, each.payment) for each in found] == [
        ("a", "arrival", 1.0, 2.0),
        ("b", "needed_on", 1.0, 20.0),
        ("b", "arrival", 2.0, 2.0),
    ]


def test_a_step_takes_two_days_either_way_and_never_less_than_none() -> None:
    steps = rework_steps((Measure("a", days=3.0), Measure("b", days=1.0), Measure("c", days=2.0, done_on=TODAY)))
    durations = [(step.days.optimistic, step.days.likely, step.days.pessimistic) for step in steps]
    assert durations == [(1.0, 3.0, 5.0), (0.0, 1.0, 3.0)]
    assert [step.after for step in steps] == [(), ("a",)]
