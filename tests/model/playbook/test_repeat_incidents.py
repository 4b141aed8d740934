"""Repeated incidents: the rung by how many in the window, its terms and their cost by hand, and never milder with
more of them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import negotiation
from negotiation import Case, Customer, Dossier, Order, Rates, Remedy
from negotiation.claim.document.dossier_checks import dossier_problems
from negotiation.claim.edits.from_playbook import with_repeats, with_response
from negotiation.claim.summary.claim_summary import summarise
from negotiation.model.facts.case import Incident
from negotiation.model.lifetime.chance_of_staying import StayingCurve
from negotiation.model.lifetime.lifetime_value import order_stream
from negotiation.model.playbook.escalation import (
    ANSWERS,
    FALLING,
    LADDER,
    RISING,
    TRAVELS,
    Rung,
    ladder_problems,
    rung_reached,
    severity,
)
from negotiation.model.playbook.playbook import Playbook
from negotiation.model.playbook.repeat_incidents import (
    PastIncident,
    Repeats,
    cost_of,
    count_incidents,
    further_failures,
    ladder_response,
    staying_after_one_more,
    terms_of,
)
from negotiation.model.terms import CreditOverOrders, Guarantee, PriceCut, ReducedScope, Visit
from negotiation.presentation.playbook.text import rung_text
from tests.conftest import CLAIMS

TODAY = date(2026, 11, 23)
CASE = Case(
    TODAY,
    order=Order(quantity=1.0, unit_price=10_000.0, affected=1.0),
    incident=Incident("service_failure", found_on=date(2026, 11, 21)),
    customer=Customer(margin_rate=0.4, orders_per_year=12.0, retention=1.0),
    rates=Rates(0.0, 0.0),
)
FIX = Remedy("fix", "rework", done_day=5.0)
AS_IS = Remedy("as_is", "accept_as_is")


def incidents(*days_ago: int, similar: bool = True) -> tuple[PastIncident, ...]:
    return tuple(PastIncident(TODAY - timedelta(days=days), "", similar) for days in days_ago)


def test_incidents_in_the_window_are_counted_with_this_one_once() -> None:
    found = count_incidents(incidents(2, 10, 364, 366, -5), Repeats(), CASE, TODAY)
    assert (found.incidents, found.similar) == (3, 2)
    mixed = (*incidents(30), *incidents(40, similar=False))
    assert (
        count_incidents(mixed, Repeats(), CASE, TODAY).incidents,
        count_incidents(mixed, Repeats(), CASE, TODAY).similar,
    ) == (3, 1)
    typed = replace(CASE, incident=replace(CASE.incident, earlier_similar=4.0))
    assert count_incidents((), Repeats(), typed, TODAY).incidents == 5
    assert count_incidents(incidents(30), Repeats(), typed, TODAY).differs


def test_the_first_incident_gets_an_answer_and_no_money() -> None:
    found = ladder_response((), (), Repeats(), CASE, FIX, TODAY)
    assert (found.place, found.rung, found.terms, found.cost) == (0, LADDER[0], (), 0.0)
    assert found.next_rung is LADDER[1]


def test_the_third_rung_by_hand() -> None:
    found = ladder_response(incidents(10, 20), (), Repeats(), CASE, AS_IS, TODAY)
    assert found.place == 2
    assert [type(term) for term in found.terms] == [Visit, PriceCut]
    assert found.cost == pytest.approx(200.0 + 500.0)
    credit = ladder_response(incidents(10, 20), (), Repeats(), CASE, FIX, TODAY)
    assert [type(term) for term in credit.terms] == [Visit, CreditOverOrders]
    assert credit.cost == pytest.approx(700.0)
    assert found.next_cost == pytest.approx(300.0 + 500.0)


def test_the_top_rung_by_hand() -> None:
    """Visit 1,000, price cut 1,500, guarantee p = 1 − e^(−.45 · 3 / 12) of 5,000 and of leaving, 30 % of six orders'
    margin of 4,000."""
    rung = LADDER[-1]
    found = terms_of(rung, CASE, AS_IS, 0.45)
    assert [type(term) for term in found] == [Visit, PriceCut, Guarantee, ReducedScope]
    guarantee = found[2]
    assert isinstance(guarantee, Guarantee)
    chance = 1.0 - np.exp(-0.45 * 3 / 12)
    case = replace(CASE, customer=replace(CASE.customer, horizon=1.0))
    life = order_stream(case)
    lost_orders = 12.0 - 1.0
    by_hand = (
        1_000.0 + 1_500.0 + chance * 5_000.0 + chance * guarantee.leave_then * lost_orders * 4_000.0 + 0.3 * 6 * 4_000.0
    )
    assert cost_of(found, case, AS_IS, life) == pytest.approx(by_hand)


def test_failures_until_the_cause_is_removed_by_hand() -> None:
    found = further_failures(8, Repeats(12.0), CASE, FIX, TODAY)
    assert (found.per_year, found.days) == (8.0, 5.0)
    assert found.expected == pytest.approx(8 * 5 / 365)
    assert found.chance == pytest.approx(1 - np.exp(-40 / 365))
    assert further_failures(8, Repeats(12.0), CASE, FIX, TODAY - timedelta(days=10)).days == 15.0
    assert further_failures(8, Repeats(12.0), CASE, FIX, TODAY + timedelta(days=30)).expected == 0.0
    assert further_failures(8, Repeats(3.0), CASE, FIX, TODAY).expected == pytest.approx(8 * 5 / 91.25)


def test_one_more_incident_takes_the_penalty_off_staying() -> None:
    found = staying_after_one_more(StayingCurve(), 1.0, 2)
    assert found.now - found.after_one_more == pytest.approx(0.10)
    low = staying_after_one_more(StayingCurve(), 0.0, 9)
    assert (low.now, low.after_one_more) == (0.0, 0.0)


def test_the_guarantee_of_the_ladder_counts_what_is_left_once_the_cause_is_gone() -> None:
    found = ladder_response(incidents(*range(10, 80, 10)), (), Repeats(12.0, 0.15), CASE, FIX, TODAY)
    (guarantee,) = [term for term in found.terms if isinstance(term, Guarantee)]
    assert guarantee.failures_per_year == pytest.approx(8 * 0.15)


def test_a_ladder_that_gets_milder_is_a_problem_that_names_the_field(gift_boxes: Dossier) -> None:
    ladder = (
        Rung(1.0, "director", 2.0, reduction=0.1, report_days=3.0),
        Rung(3.0, "account_manager", 4.0, reduction=0.05),
    )
    book = replace(gift_boxes, playbook=replace(gift_boxes.playbook, ladder=ladder))
    found = [(each.code, each.path) for each in dossier_problems(book)]
    assert found == [
        ("ladder_milder", f"playbook.ladder[1].{name}")
        for name in ("answers", "reduction", "within_hours", "report_days")
    ]
    assert [each.code for each in ladder_problems((Rung(2.0), Rung(2.0)))] == ["rungs_do_not_rise"]
    assert list(ladder_problems(LADDER)) == []


SHARES = st.integers(0, 30).map(lambda share: share / 100)
RUNG: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "answers": st.sampled_from(ANSWERS),
        "within_hours": st.integers(0, 48).map(float),
        "travels": st.sampled_from(TRAVELS),
        "travel": SHARES,
        "report_days": st.one_of(st.none(), st.integers(1, 9).map(float)),
        "guarantee": st.integers(0, 6).map(float),
        "penalty": SHARES,
        "reduction": SHARES,
        "less": SHARES,
        "months": st.integers(0, 9).map(float),
    }
)


def rising(rungs: list[dict[str, Any]]) -> tuple[Rung, ...]:
    """A ladder from any rungs: every field sorted so that it gets graver."""
    plain = [Rung(1.0, **fields) for fields in rungs]
    columns = {
        name: sorted(plain, key=lambda rung, name=name: float(severity(rung, name))) for name in (*RISING, *FALLING)
    }  # type: ignore[misc]
    return tuple(
        Rung(float(place + 1), **{name: getattr(column[place], name) for name, column in columns.items()})
        for place in range(len(plain))
    )


@given(
    st.lists(RUNG, min_size=1, max_size=6),
    st.lists(st.integers(0, 400), max_size=12),
    st.lists(st.integers(0, 400), max_size=6),
)
def test_a_ladder_without_problems_is_never_milder_with_more_incidents(
    rungs: list[dict[str, Any]], ago: list[int], more: list[int]
) -> None:
    ladder = rising(rungs)
    assert list(ladder_problems(ladder)) == []
    few = ladder_response(incidents(*ago), ladder, Repeats(), CASE, AS_IS, TODAY)
    many = ladder_response(incidents(*ago, *more), ladder, Repeats(), CASE, AS_IS, TODAY)
    assert few.rung is not None
    assert many.rung is not None
    for name in (*RISING, *FALLING):
        assert np.all(np.asarray(severity(many.rung, name)) >= severity(few.rung, name))
    assert many.cost >= few.cost - 1e-9
    assert many.further.chance >= few.further.chance


@given(st.integers(1, 40), st.integers(0, 40))
def test_more_incidents_never_reach_a_lower_rung(few: int, more: int) -> None:
    low, high = rung_reached((), few), rung_reached((), few + more)
    assert low is not None
    assert high is not None
    assert high >= low


def test_the_failing_service_reaches_the_top_rung_and_its_terms_go_into_an_offer() -> None:
    dossier = negotiation.load(CLAIMS / "failing_service.json")
    remedy = dossier.remedies[0]
    found = ladder_response(
        dossier.playbook.incidents, dossier.playbook.ladder, dossier.playbook.repeats, dossier.case, remedy, TODAY
    )
    assert found.counted.incidents == 8
    assert not found.counted.differs
    assert found.next_rung is None
    changed = with_response(dossier, "fee_waived", found)
    offer = next(each for each in changed.offers if each.code == "fee_waived")
    assert [term.key for term in offer.terms] == [
        "cash_compensation",
        "visit",
        "credit_over_orders",
        "guarantee",
        "reduced_scope",
    ]
    assert np.isfinite(summarise(changed).outcome("fee_waived").claim_cost)


def test_the_list_of_incidents_fills_the_facts_of_the_claim() -> None:
    dossier = negotiation.load(CLAIMS / "failing_service.json")
    fewer = replace(dossier, playbook=replace(dossier.playbook, incidents=dossier.playbook.incidents[-3:]))
    assert with_repeats(fewer, TODAY).case.incident.earlier_similar == 2.0
    assert (
        with_repeats(replace(dossier, playbook=Playbook()), TODAY).case.incident.earlier_similar
        == dossier.case.incident.earlier_similar
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_rung_has_words(lang: str) -> None:
    texts = [rung_text(rung, lang) for rung in LADDER]
    assert len(set(texts)) == len(LADDER)
