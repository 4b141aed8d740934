"""Diagnosis, the call, the twenty steps, evidence and time bars: tied to the claim's own facts, and entered once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import negotiation
from negotiation import BadInput, Case, ClaimLine, Dossier, Order, Translated
from negotiation.claim.checks.cautions import cautions
from negotiation.claim.checks.changes import changed_inputs
from negotiation.claim.document.dossier_checks import checked_dossier, dossier_problems
from negotiation.claim.edits.accept_message import with_confirmed
from negotiation.claim.edits.from_playbook import with_demands_logged, with_proofs, with_steps_of_measures
from negotiation.claim.edits.playbook_lists import with_playbook
from negotiation.claim.progress.call_plan import call_plan, presented
from negotiation.claim.progress.checklist_progress import progress, reminders_due
from negotiation.claim.summary.claim_summary import summarise
from negotiation.i18n.catalogue import say
from negotiation.model.bargaining.negotiation_log import Said
from negotiation.model.facts.contract import ExchangeRate, Milestone
from negotiation.model.playbook.call_steps import LSCPA, Demand, Heard, notes_by_step
from negotiation.model.playbook.checklist import PHASES, STEPS, Tick
from negotiation.model.playbook.escalation import LADDER
from negotiation.model.playbook.evidence import (
    Evidence,
    TimeBars,
    proofs,
    strength,
    time_bars,
    two_years_after,
    unproven,
)
from negotiation.model.playbook.playbook import Playbook
from negotiation.model.playbook.root_cause import Cause, Measure, Trouble, chains, diagnosis
from negotiation.model.playbook.stakeholders import Person, beside_the_message
from negotiation.presentation.claim.cautions_text import change_lines
from negotiation.presentation.playbook.text import bar_text, papers_by_day, point_text
from tests.conftest import CLAIMS

TODAY = date(2026, 11, 23)
CASE = Case(
    TODAY,
    order=Order(quantity=10.0, unit_price=100.0, affected=10.0, needed_on=date(2026, 12, 10)),
    answer_by=date(2026, 11, 27),
    receivable=900.0,
)
SAMPLES = ("gift_boxes", "failing_service", "stopped_cooperation", "eight_requests")


MAIN = Trouble("late", "Goods late", True)
CAUSES = (
    Cause("no_parts", "No parts", "late"),
    Cause("fire", "Fire at the maker", "no_parts", True),
    Cause("people", "Too few people", "late"),
)


def test_the_causes_are_traced_from_the_main_problem_to_each_root() -> None:
    found = diagnosis((Trouble("other", "Another"), MAIN), CAUSES, (), CASE, TODAY)
    assert found.main is MAIN
    assert [[cause.code for cause in chain] for chain in found.chains] == [["no_parts", "fire"], ["people"]]
    assert found.open == ("solution", "when", "prevention")


def test_each_of_the_five_questions_is_open_until_it_is_answered() -> None:
    fix = Measure("buy", "solution", "Another brand", "fire", "Purchasing", date(2026, 12, 1))
    two = Measure("two", "prevention", "Two suppliers", "fire", "Purchasing", date(2027, 1, 1))
    assert diagnosis((), (), (), CASE, TODAY).open == ("what", "why", "solution", "when", "prevention")
    assert diagnosis((MAIN,), CAUSES[:1], (replace(fix, due=None),), CASE, TODAY).open == ("why", "when", "prevention")
    assert diagnosis((MAIN,), CAUSES, (fix, two), CASE, TODAY).open == ()
    assert diagnosis((MAIN,), CAUSES, (fix, replace(two, owner="")), CASE, TODAY).open == ("prevention",)
    assert diagnosis((MAIN,), CAUSES, (fix,), CASE, TODAY).left == 8.0


def test_a_solution_after_a_date_of_the_contract_names_the_date_and_the_payment_that_hangs_on_it() -> None:
    case = replace(
        CASE,
        milestones=(
            Milestone("go_live", date(2026, 12, 12), None, 5_000.0),
            Milestone("arrival", date(2026, 1, 1), None, 1.0, True),
        ),
    )
    found = diagnosis((MAIN,), (), (Measure("fix", "solution", due=date(2026, 12, 14)),), case, TODAY)
    assert [(each.against, each.days, each.payment) for each in found.late] == [
        ("needed_on", 4.0, 900.0),
        ("answer_by", 17.0, 0.0),
        ("go_live", 2.0, 5_000.0),
    ]
    in_time = diagnosis((MAIN,), (), (Measure("fix", "solution", due=date(2026, 12, 10)),), case, TODAY)
    assert [each.against for each in in_time.late] == ["answer_by"]
    done = Measure("fix", "solution", due=date(2026, 12, 14), done_on=date(2026, 12, 14))
    assert diagnosis((MAIN,), (), (done,), case, TODAY).late == ()


def wrong(dossier: Dossier) -> list[tuple[str, str]]:
    return [(each.code, each.path) for each in dossier_problems(dossier)]


def test_unknown_parents_circles_and_codes_used_twice_are_problems_with_their_path(gift_boxes: Dossier) -> None:
    empty = replace(gift_boxes, playbook=Playbook())
    assert wrong(with_playbook(empty, problems=(MAIN,), causes=CAUSES)) == []
    assert wrong(with_playbook(empty, problems=(MAIN,), causes=(Cause("a", of="b"),))) == [
        ("unknown_parent", "playbook.causes[0].of")
    ]
    circle = (Cause("a", of="b"), Cause("b", of="c"), Cause("c", of="a"))
    assert wrong(with_playbook(empty, causes=circle)) == [("causes_in_a_circle", "playbook.causes")]
    assert wrong(with_playbook(empty, causes=(Cause("a", of="a"),))) == [("unknown_parent", "playbook.causes[0].of")]
    assert wrong(with_playbook(empty, problems=(MAIN, replace(MAIN, main=False)))) == [
        ("code_not_unique", "playbook.problems[1].code")
    ]
    assert wrong(with_playbook(empty, problems=(MAIN, Trouble("b", main=True)))) == [
        ("one_main_problem", "playbook.problems[1].main")
    ]
    assert wrong(with_playbook(empty, measures=(Measure("late"),), problems=(MAIN,))) == [
        ("code_not_unique", "playbook.measures[0].code")
    ]
    assert wrong(with_playbook(empty, ticks=(Tick("facts"), Tick("facts")))) == [
        ("code_not_unique", "playbook.ticks[1].code")
    ]
    bars = TimeBars(insured=True, insurer_asked_on=date(2026, 11, 2), insurer_agreed_on=date(2026, 11, 1))
    assert wrong(with_playbook(empty, time_bars=bars)) == [
        ("ends_before_it_begins", "playbook.time_bars.insurer_agreed_on")
    ]


@given(
    st.lists(
        st.tuples(st.sampled_from(["late", *"abcdefgh"]), st.sampled_from(["late", *"abcdefgh"])),
        max_size=8,
        unique_by=lambda pair: pair[0],
    )
)
def test_chains_end_for_any_causes(pairs: list[tuple[str, str]]) -> None:
    causes = tuple(Cause(code, of=of) for code, of in pairs)
    for chain in chains(MAIN, causes):
        codes = [cause.code for cause in chain]
        assert len(set(codes)) == len(codes)
        assert chain[0].of == "late"


def test_dated_solutions_become_steps_of_a_remedy_one_after_the_other(gift_boxes: Dossier) -> None:
    measures = (
        Measure("move", "solution", "Move the line", days=3.0),
        Measure("train", "solution", days=1.0),
        Measure("never", "prevention", days=9.0),
    )
    found = with_steps_of_measures(with_playbook(gift_boxes, problems=(), causes=(), measures=measures), "remake")
    steps = next(each for each in checked_dossier(found).remedies if each.code == "remake").steps
    assert [(each.code, each.after, each.days.likely) for each in steps[-2:]] == [
        ("move", ("pack",), 3.0),
        ("train", ("move",), 1.0),
    ]
    again = with_steps_of_measures(found, "remake")
    assert len(next(each for each in again.remedies if each.code == "remake").steps) == len(steps)
    with pytest.raises(BadInput):
        with_steps_of_measures(gift_boxes, "nothing")


def test_there_are_twenty_steps_six_before_twelve_during_two_after() -> None:
    assert len(set(STEPS)) == 20
    assert [len(codes) for codes in PHASES.values()] == [6, 12, 2]


def states(dossier: Dossier, today: date) -> dict[str, str]:
    return {each.code: each.state for each in progress(dossier, today)}


def test_the_claims_own_facts_show_what_is_done(gift_boxes: Dossier) -> None:
    found = {each.code: (each.state, each.how) for each in progress(gift_boxes, TODAY)}
    assert found["safeguards"] == ("done", "facts")
    assert found["alternatives"] == ("done", "facts")
    assert found["tell_sales"] == ("done", "ticked")
    assert found["let_them_vent"] == ("done", "facts")
    assert found["be_honest"] == ("open", "")
    assert found["tell_customer"] == ("overdue", "")
    assert found["follow_up"] == ("later", "")
    answered = replace(gift_boxes, talks=replace(gift_boxes.talks, log=(Said(TODAY, "us", 1.0),)))
    assert states(answered, TODAY)["tell_customer"] == "done"
    assert states(with_playbook(gift_boxes, heard=(Heard("clarify"),)), TODAY)["be_honest"] == "done"
    assert states(with_playbook(gift_boxes, heard=(Heard("share"),)), TODAY)["tell_customer"] == "done"


def test_reminders_follow_the_dates_of_the_claim(gift_boxes: Dossier) -> None:
    found_on = gift_boxes.case.incident.found_on
    assert found_on is not None
    assert states(gift_boxes, found_on)["apologise"] == "due"
    assert states(gift_boxes, found_on + timedelta(days=1))["apologise"] == "due"
    assert states(gift_boxes, found_on + timedelta(days=2))["apologise"] == "overdue"
    assert [each.code for each in reminders_due(gift_boxes, TODAY)] == ["tell_customer", "apologise"]
    settled = replace(gift_boxes, case=replace(gift_boxes.case, stage="settled"))
    assert states(settled, TODAY)["follow_up"] == "open"
    assert states(settled, TODAY + timedelta(days=2))["follow_up"] == "due"
    assert states(settled, TODAY + timedelta(days=3))["follow_up"] == "overdue"
    assert states(settled, TODAY)["never_again"] == "open"


def test_a_tick_dated_in_the_future_does_not_count(gift_boxes: Dossier) -> None:
    book = with_playbook(gift_boxes, ticks=(Tick("apologise", TODAY),))
    assert states(book, TODAY)["apologise"] == "done"
    assert states(book, TODAY - timedelta(days=1))["apologise"] != "done"


def test_the_papers_of_each_side_are_weighed_and_move_no_figure(gift_boxes: Dossier) -> None:
    ours = (
        Evidence("signed_proforma", strength=0.5),
        Evidence("photos", strength=0.5),
        Evidence("message", speaks_for="neither", strength=1.0),
    )
    found = strength((*ours, Evidence("message", speaks_for="customer", strength=0.25)))
    assert (found.ours, found.theirs, found.balance) == (0.75, 0.25, 0.75)
    assert strength(()).balance is None
    stripped = negotiation.figures(summarise(replace(gift_boxes, playbook=Playbook())))
    assert negotiation.figures(summarise(gift_boxes)) == stripped


def test_papers_become_proofs_of_the_claim_once(gift_boxes: Dossier) -> None:
    papers = (
        Evidence("photos"),
        Evidence("signed_proforma"),
        Evidence("approved_sample", speaks_for="customer"),
        Evidence("contract"),
    )
    assert proofs(papers) == ("photos", "order_confirmed")
    found = with_proofs(with_playbook(gift_boxes, evidence=papers))
    assert found.case.incident.proof == ("order_confirmed", "drawings_approved", "inspection_report", "photos")
    assert with_proofs(found).case.incident.proof == found.case.incident.proof
    bare = replace(
        gift_boxes,
        case=replace(gift_boxes.case, incident=replace(gift_boxes.case.incident, proof=("none",))),
        playbook=Playbook(),
    )
    assert with_proofs(bare).case.incident.proof == ("none",)
    assert with_proofs(with_playbook(bare, evidence=papers)).case.incident.proof == ("photos", "order_confirmed")


FOUND = replace(CASE, incident=replace(CASE.incident, found_on=date(2026, 11, 1)))
BARS = TimeBars(date(2026, 10, 1), date(2026, 11, 20), 60.0, "delivery", True, 14.0)


def test_the_last_days_by_hand() -> None:
    found = {bar.code: (bar.on, bar.left, bar.kept) for bar in time_bars(BARS, FOUND, TODAY)}
    assert found == {
        "reasonable_notice": (date(2026, 11, 15), -8.0, False),
        "contract_period": (date(2026, 11, 30), 7.0, True),
        "two_years": (date(2028, 10, 1), 678.0, True),
    }
    counted = {bar.code: bar.on for bar in time_bars(replace(BARS, counted_from="discovery"), FOUND, TODAY)}
    assert counted["contract_period"] == date(2026, 12, 31)
    silent = {bar.code: bar.kept for bar in time_bars(replace(BARS, noticed_on=None), FOUND, TODAY)}
    assert silent == {"reasonable_notice": False, "contract_period": None, "two_years": None}


def test_where_the_convention_does_not_govern_only_the_contract_counts() -> None:
    assert [bar.code for bar in time_bars(replace(BARS, cisg=False), FOUND, TODAY)] == ["contract_period"]


def test_a_seller_who_knew_of_the_defect_cannot_rely_on_late_notice() -> None:
    bars = replace(BARS, we_knew=True, insured=True, insurer_by=date(2026, 12, 1))
    assert [bar.code for bar in time_bars(bars, FOUND, TODAY)] == ["insurer"]


@given(st.dates(date(1970, 1, 1), date(2190, 12, 31)))
def test_two_years_are_two_calendar_years(day: date) -> None:
    assert two_years_after(day).year == day.year + 2
    assert 729 <= (two_years_after(day) - day).days <= 731


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_papers_and_events_share_one_timeline(gift_boxes: Dossier, lang: str) -> None:
    lines = papers_by_day(gift_boxes, TODAY, lang)
    assert len(lines) == 4 + 4 + 2 + 2
    undated = with_playbook(gift_boxes, evidence=(Evidence("photos"),), time_bars=TimeBars())
    assert papers_by_day(undated, TODAY, lang)[0].startswith(("Photos", "照片"))


def test_claim_lines_without_proof_are_named_with_what_they_are_worth() -> None:
    case = replace(
        CASE,
        claims=(
            ClaimLine("goods", 500.0, 500.0),
            ClaimLine("freight", 300.0, 100.0),
            ClaimLine("lost_sales", 900.0),
            ClaimLine("other", 50.0, 80.0),
        ),
    )
    assert [(gap.place, gap.line.kind, gap.at_stake) for gap in unproven(case)] == [
        (2, "lost_sales", 900.0),
        (1, "freight", 200.0),
    ]


def test_an_insurer_who_has_not_agreed_is_a_caution(gift_boxes: Dossier) -> None:
    def codes(bars: TimeBars) -> list[str]:
        return [each.code for each in cautions(summarise(with_playbook(gift_boxes, time_bars=bars)))]

    assert "insurer_first" not in codes(TimeBars())
    assert "insurer_first" in codes(TimeBars(insured=True, insurer_asked_on=TODAY))
    assert "insurer_first" not in codes(TimeBars(insured=True, insurer_agreed_on=TODAY))


def test_demands_heard_go_into_the_log_of_offers_once(gift_boxes: Dossier) -> None:
    demands = (
        Demand("refund", date(2026, 11, 21), 4_000.0, "All of it"),
        Demand("remake", date(2026, 11, 21)),
        Demand("discount", None, 100.0),
    )
    found = with_demands_logged(with_playbook(gift_boxes, demands=demands))
    assert [(said.on, said.side, said.figure, said.words) for said in found.talks.log] == [
        (date(2026, 11, 21), "customer", 4_000.0, "All of it")
    ]
    assert [each.logged for each in found.playbook.demands] == [True, False, False]
    assert with_demands_logged(found) == found
    assert checked_dossier(found)


def test_notes_are_grouped_by_their_step() -> None:
    notes = (Heard("ask", words="1"), Heard("listen", words="2"), Heard("ask", words="3"))
    found = notes_by_step(notes)
    assert tuple(found) == LSCPA
    assert [note.words for note in found["ask"]] == ["1", "3"]


def test_those_who_decide_come_first_and_our_own_people_never() -> None:
    people = (
        Person("c", needs="x"),
        Person("b", blamed=True),
        Person("u", "us", decides=True),
        Person("a", decides=True),
        Person("n"),
    )
    assert [person.name for person in beside_the_message(people)] == ["a", "b", "c"]


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_call_is_planned_from_the_claim_and_can_be_said_in_both_languages(name: str, lang: str) -> None:
    summary = summarise(negotiation.load(CLAIMS / f"{name}.json"))
    points = call_plan(summary, TODAY)
    assert [LSCPA.index(point.step) for point in points] == sorted(LSCPA.index(point.step) for point in points)
    assert {point.step for point in points} == set(LSCPA)
    for point in points:
        text = point_text(summary.dossier, point, lang)
        assert text
        assert "{" not in text
    for bar in time_bars(summary.dossier.playbook.time_bars, summary.dossier.case, TODAY):
        assert bar_text(bar, lang)


def test_the_plan_presents_the_recommended_offer_first_and_only_what_they_would_take(gift_boxes: Dossier) -> None:
    summary = summarise(gift_boxes)
    shown = presented(summary)
    assert shown[0].code == summary.verdict.code
    assert 1 < len(shown) <= 3
    assert all(outcome.accepted for outcome in shown)
    loyal = negotiation.Judgement(0.95)
    offers = tuple(replace(each, staying=loyal) if each.code == "customer_pays" else each for each in gift_boxes.offers)
    dear = replace(gift_boxes, offers=offers)
    refused = summarise(dear)
    assert not refused.outcome("customer_pays").accepted
    assert refused.outcome("customer_pays").net > refused.best.net
    assert "customer_pays" not in [outcome.code for outcome in presented(refused)]
    asks = [point for point in call_plan(summary, TODAY) if point.step == "ask"]
    assert {point.choice for point in asks if point.key == "in_return"} >= {"extra_orders"}
    assert next(point for point in asks if point.key == "proof").numbers == {"amount": 7_800.0}


def test_words_of_a_user_stay_words_in_the_plan(gift_boxes: Dossier) -> None:
    book = with_playbook(gift_boxes, demands=(Demand("other", TODAY, 5.0, "**bold** [x](http://x) {amount}"),))
    point = next(point for point in call_plan(summarise(book), TODAY) if point.key == "demanded_amount")
    text = point_text(book, point, "en")
    assert "**bold**" not in text
    assert "](http" not in text


def test_a_confirmed_proposal_fills_its_field_and_nothing_else(gift_boxes: Dossier) -> None:
    from negotiation.importers.pasted_message import read_message

    message = "1,200 of 3,000 boxes are wrong, we want a refund of USD 5,000 by Friday or else. Unpaid invoice: $9,000."
    found = gift_boxes
    for proposal in read_message(message, TODAY, "USD"):
        if proposal.field:
            found = with_confirmed(found, proposal, TODAY)
    case = checked_dossier(found).case
    assert (case.order.affected, case.order.quantity, case.answer_by, case.receivable) == (
        1_200.0,
        3_000.0,
        date(2026, 11, 27),
        9_000.0,
    )
    assert (case.claims[-1].kind, case.claims[-1].claimed, len(case.claims)) == (
        "other",
        5_000.0,
        len(gift_boxes.case.claims) + 1,
    )
    assert case.incident.ultimatum
    assert [demand.kind for demand in found.playbook.demands] == ["refund", "deadline", "ultimatum"]


def test_an_amount_in_another_currency_needs_a_rate(gift_boxes: Dossier) -> None:
    from negotiation.importers.pasted_message import read_message

    (amount,) = [each for each in read_message("loss of EUR 100", TODAY) if each.kind == "amount"]
    rates = tuple(each for each in gift_boxes.case.exchange_rates if each.currency != "EUR")
    with pytest.raises(BadInput, match="no_exchange_rate"):
        with_confirmed(replace(gift_boxes, case=replace(gift_boxes.case, exchange_rates=rates)), amount, TODAY)
    euros = replace(gift_boxes, case=replace(gift_boxes.case, exchange_rates=(*rates, ExchangeRate("EUR", 1.1))))
    assert with_confirmed(euros, amount, TODAY).case.claims[-1].claimed == pytest.approx(110.0)
    with pytest.raises(BadInput, match="not_a_choice"):
        with_confirmed(gift_boxes, replace(amount, field="seed"), TODAY)


def test_a_playbook_survives_its_document_and_its_lean_document(gift_boxes: Dossier) -> None:
    import json

    from negotiation.claim.document.dossier import to_document
    from negotiation.claim.document.dossier_file import loads

    book = with_playbook(
        gift_boxes,
        evidence=(Evidence("photos", TODAY, Translated("a", "甲"), strength=0.25),),
        demands=(Demand("refund", TODAY),),
    )
    assert loads(negotiation.dumps(book)) == book
    assert loads(json.dumps(to_document(book, lean=True))) == book
    assert "playbook" not in to_document(replace(gift_boxes, playbook=Playbook()), lean=True)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", SAMPLES)
def test_what_changed_in_a_playbook_is_named(name: str, lang: str) -> None:
    dossier = negotiation.load(CLAIMS / f"{name}.json")
    other = with_playbook(replace(dossier, playbook=Playbook()), ladder=LADDER)
    lines = change_lines(changed_inputs(dossier, other), dossier, other, lang)
    assert not [line for line in lines if line.endswith("…")]
    assert any(say(lang, "field.playbook.ladder") in line for line in lines)


@pytest.mark.parametrize("name", [*SAMPLES, "gift_boxes_negotiation", "mail_order_boxes", "network_delivery"])
def test_every_sample_is_written_as_it_is_read(name: str) -> None:
    path = CLAIMS / f"{name}.json"
    assert negotiation.dumps(negotiation.load(path)) == path.read_text("utf-8")
