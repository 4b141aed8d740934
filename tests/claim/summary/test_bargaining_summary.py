"""The bargaining table of a claim: packages against the options they stand for, walk-aways, equal offers, the log,
and no absurd figure."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

import negotiation
from negotiation.claim.summary.bargaining_summary import AS_IS, Bargain, bargain
from negotiation.claim.summary.claim_summary import Summary, summarise
from negotiation.core.cashflow import CUSTOMER, US
from negotiation.core.problems import BadInput
from negotiation.model.bargaining.equal_offers import customer_types
from negotiation.model.bargaining.negotiation_log import Said
from negotiation.model.bargaining.offer_packages import PackageBounds, package_grids, walk_aways
from negotiation.model.facts.case import Case, ClaimLine, Order, Rates
from negotiation.model.lifetime.chance_of_staying import StayingCurve
from negotiation.model.lifetime.lifetime_value import order_stream
from negotiation.model.valuation.litigation import Law
from negotiation.model.valuation.offer import NoDeal, options_of
from negotiation.model.valuation.option_value import value_options
from negotiation.web.negotiate.page import said_record, said_row
from tests.conftest import CLAIMS
from tests.support.claims import answered

SAMPLES = (
    "gift_boxes",
    "mail_order_boxes",
    "network_delivery",
    "failing_service",
    "gift_boxes_negotiation",
    "stopped_cooperation",
    "eight_requests",
)


@pytest.fixture(scope="module", params=SAMPLES)
def table(request: pytest.FixtureRequest) -> tuple[Summary, Bargain]:
    summary = summarise(negotiation.load(CLAIMS / f"{request.param}.json"))
    return summary, bargain(summary)


def test_every_row_is_what_the_package_is_worth_as_an_offer(table: tuple[Summary, Bargain]) -> None:
    summary, found = table
    case, life = summary.dossier.case, summary.life.stream
    for place in np.linspace(0, found.ours.size - 1, 12).astype(int):
        option = options_of(
            case, life, (*summary.dossier.remedies, AS_IS), [found.offer(int(place))], summary.dossier.no_deal
        )[1]
        (alone,) = value_options(case, life, StayingCurve(), [option], payback=False)
        ours = (
            float(alone.to_us.at(found.staying) + alone.promised.at(found.staying)) - found.late[0] - found.walk_away[0]
        )
        theirs = (
            float(alone.to_customer.at(found.staying)) - found.late[1] - walk_aways(case, summary.dossier.no_deal)[1]
        )
        assert found.ours[place] == pytest.approx(ours, abs=0.006)
        assert found.theirs[place] == pytest.approx(theirs, abs=0.006)


def test_three_equal_offers_cost_the_same_to_the_cent_and_lead_with_different_terms(
    table: tuple[Summary, Bargain],
) -> None:
    summary, found = table
    assert len(found.menu) == 3
    assert len({item.lead for item in found.menu}) == 3
    case, life, costs = summary.dossier.case, summary.life.stream, set()
    for item in found.menu:
        option = options_of(case, life, (*summary.dossier.remedies, AS_IS), [item.offer], summary.dossier.no_deal)[1]
        (alone,) = value_options(case, life, StayingCurve(), [option], payback=False)
        assert float(alone.to_customer.at(found.staying)) - found.late[1] == pytest.approx(item.theirs, abs=1e-6)
        costs.add(round(-float(alone.to_us.at(found.staying) + alone.promised.at(found.staying)), summary.digits) + 0.0)
    assert len(costs) == 1
    assert sum(item.liked for item in found.menu) == pytest.approx(1.0)


def test_nothing_that_is_put_on_the_table_is_below_a_walk_away_or_absurd(table: tuple[Summary, Bargain]) -> None:
    summary, found = table
    harm = float(summary.dossier.case.harm_suffered)
    away = walk_aways(summary.dossier.case, summary.dossier.no_deal)
    for item in found.menu:
        assert item.ours >= away[0] - 0.005
        assert item.theirs >= away[1] - 0.005
        assert item.theirs + harm <= 1.5 * harm + 0.01
    for place in (found.points.nash, found.points.kalai_smorodinsky, found.points.egalitarian, found.points.best_total):
        assert place is not None
        assert found.ours[place] >= 0.0
        assert found.theirs[place] >= 0.0
        assert found.allowed[place]
    for step in found.moves.plan:
        assert 0.0 <= step.figure <= 1.5 * harm + 0.01
    assert 0.0 <= found.moves.next.figure <= 1.5 * harm + 0.01 or found.moves.next.code == "accept"
    assert found.room.least <= found.room.most_given


def test_the_frontier_and_the_options_are_on_one_map(table: tuple[Summary, Bargain]) -> None:
    summary, found = table
    assert {code for code, _, _ in found.options} == {offer.code for offer in summary.dossier.offers}
    for place in found.edge:
        better = (found.ours >= found.ours[place]) & (found.theirs >= found.theirs[place]) & found.allowed
        strictly = better & ((found.ours > found.ours[place]) | (found.theirs > found.theirs[place]))
        assert not strictly.any()


def test_figures_of_no_deal_through_the_claim_are_the_worked_case() -> None:
    law = Law(1.0, 60.0, 0.5, 0.6, 20.0, 18.0, 0.5, 0.9, 1.5)
    case = Case(
        date(2026, 1, 1),
        order=Order(1.0, 1.0, 1.0),
        claims=(ClaimLine("goods", 120.0),),
        harm=0.0,
        rates=Rates(0.08, 0.12),
    )
    ours, theirs = walk_aways(case, NoDeal(withheld_chance=0.0, law=law))
    assert (round(-ours, 2), round(theirs, 2)) == (46.28, 10.06)
    _, switching = walk_aways(case, NoDeal(withheld_chance=0.0, switching_cost=15.0, law=law))
    assert round(switching, 2) == -4.94


def test_each_party_is_valued_on_its_own_beliefs(gift_boxes: negotiation.Dossier) -> None:
    ours, theirs = walk_aways(gift_boxes.case, replace(gift_boxes.no_deal, withheld_chance_as_they_see_it=0.5))
    assert (ours, theirs) == (-3600.0, -6500.0 + 7200.0 - 1500.0)
    assert [flow.key for flow in NoDeal(their_customer=5.0).flows(gift_boxes.case, CUSTOMER)] == [
        flow.key for flow in NoDeal(their_customer=5.0).flows(gift_boxes.case, US)
    ]


def test_no_room_says_how_much_is_missing_and_what_could_close_it(gift_boxes: negotiation.Dossier) -> None:
    hard = replace(gift_boxes.no_deal, withheld_chance=0.0, withheld_chance_as_they_see_it=1.0, switching_cost=0.0)
    offers = tuple(
        replace(offer, terms=tuple(term for term in offer.terms if term.key != "extra_orders"))
        for offer in gift_boxes.offers
    )
    found = bargain(summarise(replace(gift_boxes, no_deal=hard, offers=offers)))
    assert found.points.nash is None
    assert found.menu == ()
    assert found.room.gap > 0.0
    assert found.room.closer
    assert found.moves.next.code == "no_room"
    assert found.room.chance < 0.05


def test_more_may_be_given_only_where_the_user_says_so(gift_boxes: negotiation.Dossier) -> None:
    free = bargain(summarise(replace(gift_boxes, talks=replace(gift_boxes.talks, unlimited=True))))
    bound = bargain(summarise(gift_boxes))
    assert bool(free.allowed.all())
    assert not bool(bound.allowed.all())
    assert (
        float((bound.theirs[bound.allowed] + walk_aways(gift_boxes.case, gift_boxes.no_deal)[1]).max())
        <= 0.5 * 6500.0 + 0.01
    )


def test_a_choice_reweights_the_kinds_and_moves_the_estimate_of_their_walk_away(
    gift_boxes: negotiation.Dossier,
) -> None:
    law = Law(0.5, None, 0.3, 0.6, 1000.0, 1000.0, 0.5, 0.9, 2.0)
    dossier = replace(gift_boxes, no_deal=replace(gift_boxes.no_deal, law=law))
    before = bargain(summarise(dossier))
    moved = []
    for item in before.menu:
        talks = replace(dossier.talks, log=(Said(date(2026, 11, 24), "customer", 0.0, "", item.lead),))
        after = bargain(summarise(replace(dossier, talks=talks)))
        assert [each.lead for each in after.menu] == [each.lead for each in before.menu], (
            "the menu that was chosen from stays"
        )
        moved.append(after.walk_away[1])
    assert len({round(each, 2) for each in moved}) > 1


def test_the_log_makes_the_tracks_the_plan_and_the_next_move(gift_boxes: negotiation.Dossier) -> None:
    def after(*said: Said) -> Bargain:
        return bargain(summarise(replace(gift_boxes, talks=replace(gift_boxes.talks, log=said))))

    them, us = Said(date(2026, 11, 20), "customer", 7800.0), Said(date(2026, 11, 21), "us", 4000.0)
    start = after()
    assert start.moves.ask == 7800.0
    assert start.moves.next.code in ("open", "open_far")
    assert after(them, us).moves.next.code == "wait"
    answered = after(them, us, Said(date(2026, 11, 23), "customer", 7000.0))
    assert answered.moves.next.code == "bracket"
    assert 4000.0 < answered.moves.next.figure < answered.moves.next.bracket <= 7000.0
    figures = [step.figure for step in answered.moves.plan]
    assert figures == sorted(figures)
    steps = np.diff([4000.0, *figures])
    assert np.all(np.diff(steps) < 0.0), "smaller and smaller"
    assert figures[-1] == pytest.approx(answered.target, abs=0.01)
    assert after(them, us, Said(date(2026, 11, 23), "customer", 3000.0)).moves.next.code == "accept"
    assert after(them, us, Said(date(2026, 11, 23), "customer", 5900.0)).moves.next.code == "accept_package", (
        "more than we would pay in cash"
    )
    more = after(them, us, Said(date(2026, 11, 23), "customer", 7000.0), Said(date(2026, 11, 25), "us", 4800.0))
    assert more.moves.forecast is not None


def test_the_kinds_of_customer_surround_the_claims_own_figures(gift_boxes: negotiation.Dossier) -> None:
    types = customer_types(gift_boxes.case)
    assert types.weight.sum() == pytest.approx(1.0)
    assert types.rate.min() < 0.15 < types.rate.max()


def test_cash_of_a_package_is_exact_and_no_grid(gift_boxes: negotiation.Dossier) -> None:
    case, life = gift_boxes.case, order_stream(gift_boxes.case)
    away = walk_aways(case, gift_boxes.no_deal)
    (remade, *_) = package_grids(case, life, gift_boxes.remedies, gift_boxes.offers, PackageBounds(0.92, away))
    cash = np.asarray(remade.terms[-1].paid)  # type: ignore[attr-defined]
    paid = np.flatnonzero(cash > 0)
    assert paid.size
    for place in paid[:5]:
        mine, yours = float(remade.ours[place] - away[0]), float(remade.theirs[place] - away[1])
        here = mine * yours
        assert here >= (mine - 0.01) * (yours + 0.01) - 1e-6
        assert here >= (mine + 0.01) * (yours - 0.01) - 1e-6


def test_rows_of_the_log_are_entries_again() -> None:
    said = Said(date(2026, 11, 20), "customer", 7800.0, "Full claim", "credit_over_orders")
    again = said_record({**said_row(said, "en"), "on": "2026-11-20"}, said, "en")
    assert again is not None
    assert (again.on, again.figure, again.words, again.chosen) == (said.on, said.figure, said.words, said.chosen)
    assert said_record({}, None, "en") is None


# what a reviewer found, each once


def finite(found: Bargain) -> bool:
    figures = [
        found.room.least,
        found.room.most,
        found.room.most_given,
        found.room.most_with_relationship,
        found.room.chance,
        found.room.gap,
        found.target,
        found.moves.ask,
        found.moves.start,
        found.moves.next.figure,
        found.moves.next.bracket,
        *(step.figure for step in found.moves.plan),
        *(value for item in found.menu for value in (item.ours, item.theirs, item.liked)),
    ]
    return bool(np.all(np.isfinite(figures)))


@pytest.mark.parametrize(
    ("claimed", "receivable", "remedy_cost", "after"),
    [
        (250.0, 14_400.0, 4678.0, 90.0),
        (500.0, 14_400.0, 4678.0, 0.0),
        (7800.0, 0.0, 9000.0, 0.0),
        (7800.0, 50_000.0, 4678.0, 180.0),
        (1.0, 1.0, 1.0, 0.0),
    ],
)
def test_odd_claims_have_figures_that_agree(
    claimed: float, receivable: float, remedy_cost: float, after: float
) -> None:
    dossier = answered(claimed=claimed, receivable=receivable, remedy_cost=remedy_cost)
    dossier = replace(dossier, case=replace(dossier.case, receivable_after=after))
    for offers in (
        dossier.offers,
        dossier.offers[:1],
        tuple(offer for offer in dossier.offers if offer.code == "at_our_cost"),
    ):
        found = bargain(summarise(replace(dossier, offers=offers)))
        assert finite(found)
        assert (found.room.gap > 0.0) == (found.points.nash is None)
        if found.room.gap:
            assert found.moves.plan == ()
            assert found.moves.next.code == "no_room"
        else:
            assert found.room.least <= found.room.most_given + 0.01
            assert found.room.most_given <= found.room.most_with_relationship + 0.01
        assert all(step.figure >= 0.0 for step in found.moves.plan)


def test_that_the_invoice_comes_late_is_not_something_that_we_give() -> None:
    now = answered()
    late = replace(now, case=replace(now.case, receivable_after=180.0))
    assert bargain(summarise(late)).target == pytest.approx(bargain(summarise(now)).target, rel=0.02)


def test_no_offers_no_table(gift_boxes: negotiation.Dossier) -> None:
    with pytest.raises(BadInput) as error:
        bargain(summarise(replace(gift_boxes, offers=())))
    assert error.value.problems[0].path == "offers"


def test_many_remedies_do_not_make_sets_without_end(gift_boxes: negotiation.Dossier) -> None:
    remedies = tuple(replace(gift_boxes.remedies[0], code=f"r{number}") for number in range(12))
    offers = tuple(
        replace(gift_boxes.offers[number % 7], code=f"o{number}", remedy=f"r{number}", staying=None)
        for number in range(12)
    )
    found = bargain(summarise(replace(gift_boxes, remedies=remedies, offers=offers, notes=(), ranges=())))
    assert len(found.menu) == 3
    assert len({(item.offer.remedy, str(item.offer.terms)) for item in found.menu}) == 3


def test_many_choices_and_no_harm_leave_the_kinds_numbers(gift_boxes: negotiation.Dossier) -> None:
    lead = bargain(summarise(gift_boxes)).menu[-1].lead
    log = tuple(Said(date(2026, 11, 24), "customer", 0.0, "", lead) for _ in range(150))
    assert finite(bargain(summarise(replace(gift_boxes, talks=replace(gift_boxes.talks, log=log)))))
    unlimited = replace(gift_boxes.talks, log=log[:1], unlimited=True)
    assert finite(bargain(summarise(replace(gift_boxes, case=replace(gift_boxes.case, harm=0.0), talks=unlimited))))
    assert finite(bargain(summarise(replace(gift_boxes, case=replace(gift_boxes.case, rates=Rates(0.08, -0.6))))))


def test_an_unknown_choice_teaches_nothing(gift_boxes: negotiation.Dossier) -> None:
    log = (Said(date(2026, 11, 24), "customer", 0.0, "", "no_such_lead"),)
    assert (
        bargain(summarise(replace(gift_boxes, talks=replace(gift_boxes.talks, log=log)))).walk_away
        == bargain(summarise(gift_boxes)).walk_away
    )


def test_a_typed_target_is_never_passed(gift_boxes: negotiation.Dossier) -> None:
    for target in (1000.0, 3000.0):
        found = bargain(summarise(replace(gift_boxes, talks=replace(gift_boxes.talks, target=target))))
        assert found.moves.start <= target
        assert all(step.figure <= target + 0.01 for step in found.moves.plan)


def test_days_out_of_order_and_several_a_day_are_read_by_day(gift_boxes: negotiation.Dossier) -> None:
    log = (
        Said(date(2026, 11, 25), "customer", 6000.0),
        Said(date(2026, 11, 20), "customer", 7800.0),
        Said(date(2026, 11, 23), "us", 4000.0),
    )
    found = bargain(summarise(replace(gift_boxes, talks=replace(gift_boxes.talks, log=log))))
    assert found.moves.ask == 6000.0
    assert found.moves.next.code != "wait"
    same = (Said(date(2026, 11, 20), "customer", 6500.0), Said(date(2026, 11, 20), "customer", 5000.0))
    assert bargain(summarise(replace(gift_boxes, talks=replace(gift_boxes.talks, log=same)))).moves.ask == 5000.0


def test_without_a_claim_their_figure_is_asked_for_and_a_choice_is_closed_on(gift_boxes: negotiation.Dossier) -> None:
    silent = replace(gift_boxes, case=replace(gift_boxes.case, claims=(), harm=6500.0))
    assert bargain(summarise(silent)).moves.next.code == "ask_figure"
    lead = bargain(summarise(gift_boxes)).menu[0].lead
    chosen = replace(gift_boxes.talks, log=(Said(date(2026, 11, 24), "customer", 0.0, "", lead),))
    assert bargain(summarise(replace(gift_boxes, talks=chosen))).moves.next.code == "close"
