"""What a claim is to finance, what an offer promises, and the list of what is to be done once it is agreed."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

import negotiation
from negotiation.claim.commitments.committed_amounts import committed_earlier
from negotiation.claim.commitments.promised_amounts import FORM_OF_GROUP, promised_by_option
from negotiation.claim.commitments.register_entry import CHANCE, obligation, register_entry
from negotiation.core.field_checks import check_record
from negotiation.core.problems import BadInput
from negotiation.finance.promises.follow_up import Promise
from negotiation.finance.register.entry import Entry
from negotiation.model.rework.cost_lines import CostLine
from negotiation.model.terms import (
    GROUPS,
    CashCompensation,
    CreditOverOrders,
    CustomerShare,
    ReceivableNow,
    Recovery,
    Term,
)
from negotiation.services.agree import agree
from tests.conftest import ROOT
from tests.support.agreements import TODAY, agreed_on, done, load

SAMPLES = sorted(path.stem for path in (ROOT / "data" / "claims").glob("*.json"))


def test_gift_boxes_cost_what_the_remake_costs_or_what_they_claim() -> None:
    dossier = load("gift_boxes")
    summary = negotiation.summarise(dossier)
    entry = register_entry(dossier, summary, "2417")
    assert (entry.likely, entry.high, entry.chance) == (round(float(summary.best.claim_cost), 2), 7800.0, CHANCE)
    assert entry.low == 1907.08  # half over orders at .9, the cheapest that they would take
    assert (entry.receivable, entry.opened, entry.next_deadline) == (
        14400.0,
        date(2026, 11, 20),
        date(2026, 11, 24),
    )  # our answer is a day late


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_has_a_line_that_is_right(name: str) -> None:
    dossier = load(name)
    entry = register_entry(dossier, negotiation.summarise(dossier), name)
    assert not list(check_record(entry))
    assert 0.0 <= entry.low <= entry.likely <= entry.high
    assert entry.title


def test_what_finance_typed_counts_before_what_follows_from_the_claim() -> None:
    dossier = load("gift_boxes")
    typed = replace(
        dossier.ledger,
        chance=0.3,
        low=100.0,
        likely=200.0,
        high=300.0,
        recovery=50.0,
        certainty="probable",
        owner="Ada",
        team="Boxes",
    )
    entry = register_entry(replace(dossier, ledger=typed), negotiation.summarise(dossier), "1")
    assert (entry.chance, entry.low, entry.likely, entry.high, entry.recovery) == (0.3, 100.0, 200.0, 300.0, 50.0)
    assert (entry.certainty, entry.owner, entry.team) == ("probable", "Ada", "Boxes")


def test_a_claim_that_cannot_be_computed_yet_may_cost_what_they_claim() -> None:
    entry = register_entry(load("gift_boxes"), None, "1")
    assert (entry.low, entry.likely, entry.high) == (0.0, 7800.0, 7800.0)


def test_margin_given_up_and_the_invoice_are_no_obligation() -> None:
    summary = negotiation.summarise(load("failing_service"))
    retreat = summary.outcome("retreat")
    assert obligation(retreat)[0] < float(retreat.claim_cost)


def test_what_a_third_party_gives_back_is_not_set_off() -> None:
    dossier = load("gift_boxes")
    offer = next(each for each in dossier.offers if each.code == "remake")
    summary = negotiation.summarise(dossier)
    with_recovery = replace(offer, code="recovered", terms=(Recovery(1000.0, chance=0.5),))
    more = negotiation.summarise(replace(dossier, offers=(*dossier.offers, with_recovery)))
    gross, back = obligation(more.outcome("recovered"))
    plain, none = obligation(summary.outcome("remake"))
    assert none == 0.0
    assert 480.0 < back < 500.0
    assert gross == pytest.approx(plain)


def test_every_group_of_terms_has_a_form_of_compensation() -> None:
    assert set(FORM_OF_GROUP) == set(GROUPS)


def test_an_offer_promises_its_face_value_by_form() -> None:
    dossier = load("gift_boxes")
    assert promised_by_option(dossier, "credit_over_orders") == {
        "credit": 2339.0
    }  # they pay the remake at once, and get half of it back as credit
    assert promised_by_option(dossier, "price_cut") == {"cash": 720.0}
    assert promised_by_option(dossier, "half_now") == {"remedy": 2339.0}
    assert promised_by_option(dossier, "no_deal") == promised_by_option(dossier, "nothing there") == {}


@drawn(st.floats(1.0, 1e6), st.integers(1, 12))
def test_a_credit_is_promised_whole_however_unlikely_its_use(total: float, orders: int) -> None:
    dossier = load("gift_boxes")
    offer = replace(
        dossier.offers[0], terms=(CreditOverOrders(1.0, float(orders), expires_after=1.0), CashCompensation(total))
    )
    found = promised_by_option(replace(dossier, offers=(offer,)), offer.code)
    assert found["cash"] == pytest.approx(total)
    full = replace(offer, terms=(CreditOverOrders(1.0, float(orders)), CashCompensation(total)))
    assert found["credit"] == pytest.approx(promised_by_option(replace(dossier, offers=(full,)), offer.code)["credit"])


def test_agreeing_lists_every_promise_with_its_day_and_money() -> None:
    dossier = load("gift_boxes")
    agreed = agree(negotiation.summarise(dossier), "credit_over_orders", TODAY)
    follow = agreed.follow_up
    assert (agreed.case.stage, follow.offer, follow.agreed_on, follow.guess) == (
        "agreed",
        "credit_over_orders",
        TODAY,
        0.9,
    )
    credits = [each for each in follow.promises if each.kind == "credit"]
    assert [each.planned for each in credits] == [584.75] * 4
    assert sum(each.planned for each in credits) == promised_by_option(dossier, "credit_over_orders")["credit"]
    ours = {each.code: each for each in follow.promises}
    assert ours["customer_share.1"].by_us is False
    assert ours["remedy"].planned == 4678.0
    assert ours["call.after_agreement"].due == date(2026, 11, 27)
    dues = [each.due for each in follow.promises if each.due is not None]
    assert dues == sorted(dues)


def test_extra_orders_are_promises_of_theirs_one_by_one() -> None:
    agreed = agree(negotiation.summarise(load("gift_boxes")), "remake_extra_orders", TODAY)
    orders = [each for each in agreed.follow_up.promises if each.kind == "order"]
    assert [(each.by_us, each.planned) for each in orders] == [(False, 14400.0)] * 3
    assert (orders[-1].due - TODAY).days == 182


@pytest.mark.parametrize("name", SAMPLES)
def test_every_offer_of_every_sample_can_be_agreed_and_kept(name: str) -> None:
    dossier = load(name)
    summary = negotiation.summarise(dossier)
    for offer in dossier.offers:
        agreed = agree(summary, offer.code, TODAY)
        assert negotiation.loads(negotiation.dumps(agreed)) == agreed
        codes = [each.code for each in agreed.follow_up.promises]
        assert len(codes) == len(set(codes))
        again = agree(negotiation.summarise(done(agreed, codes[0])), offer.code, TODAY)
        assert next(each for each in again.follow_up.promises if each.code == codes[0]).done_on == TODAY


def test_what_is_done_is_paid_and_no_longer_open_and_a_credit_counts_once() -> None:
    dossier = load("gift_boxes")
    agreed = agree(negotiation.summarise(dossier), "credit_over_orders", TODAY)
    before = register_entry(agreed, negotiation.summarise(agreed), "1")
    assert (before.paid, before.low, before.chance, before.promised) == (0.0, before.high, 1.0, 2339.0)
    assert before.likely == 0.0  # they pay the remake at once; what is left to give is the credit, counted apart
    used = done(agreed, "credit_over_orders.1", actual=500.0)
    after = register_entry(used, negotiation.summarise(used), "1")
    assert (after.paid, after.used, after.promised) == (0.0, 500.0, 2339.0)
    promises = tuple(
        replace(each, lapsed=True) if each.code == "credit_over_orders.4" else each for each in used.follow_up.promises
    )
    assert (
        register_entry(replace(used, follow_up=replace(used.follow_up, promises=promises)), None, "1").expired == 584.75
    )


def test_the_remedy_that_is_done_is_paid() -> None:
    agreed = agree(negotiation.summarise(load("gift_boxes")), "remake_extra_orders", TODAY)
    before = register_entry(agreed, negotiation.summarise(agreed), "1")
    finished = done(agreed, "remedy", actual=3000.0)
    after = register_entry(finished, negotiation.summarise(finished), "1")
    assert (after.paid, after.likely) == (3000.0, pytest.approx(before.likely - 3000.0))


def test_a_settled_claim_costs_nothing_more_and_waits_only_for_promises() -> None:
    dossier = load("gift_boxes")
    agreed = agree(negotiation.summarise(dossier), "credit_over_orders", TODAY)
    settled = replace(agreed, case=replace(agreed.case, stage="settled"))
    entry = register_entry(settled, negotiation.summarise(settled), "1")
    assert (entry.low, entry.likely, entry.high, entry.chance, entry.is_open) == (0.0, 0.0, 0.0, 0.0, False)
    assert entry.next_deadline == TODAY  # a measure of the diagnosis; then the first call


def test_an_offer_that_there_is_not_cannot_be_agreed() -> None:
    with pytest.raises(BadInput) as refused:
        agree(negotiation.summarise(load("gift_boxes")), "nothing", TODAY)
    assert [(each.code, each.path, each.value) for each in refused.value.problems] == [
        ("not_a_choice", "follow_up.offer", "nothing")
    ]


def test_what_they_pay_of_the_remedy_at_once_is_not_promised_by_us() -> None:
    dossier = load("gift_boxes")
    offer = replace(dossier.offers[0], terms=(CustomerShare(0.25),))
    assert promised_by_option(replace(dossier, offers=(offer,)), offer.code) == {"remedy": pytest.approx(0.75 * 4678.0)}


def line(dossier: negotiation.Dossier) -> Entry:
    return register_entry(dossier, negotiation.summarise(dossier), "1")


def offering(*terms: Term) -> negotiation.Dossier:
    """The gift boxes with the first offer made of these terms."""
    dossier = load("gift_boxes")
    return replace(dossier, offers=(replace(dossier.offers[0], terms=terms), *dossier.offers[1:]))


def test_once_they_have_paid_their_share_the_whole_remedy_is_still_to_be_paid() -> None:
    agreed = agreed_on(load("gift_boxes"), "half_now")
    before, after = line(agreed), line(done(agreed, "customer_share.1"))
    assert (after.paid, after.likely) == (0.0, pytest.approx(before.likely + 2339.0))
    finished = line(done(done(agreed, "customer_share.1"), "remedy"))
    assert (finished.paid, finished.likely) == (2339.0, 0.0)


def test_an_invoice_that_is_paid_takes_nothing_off_what_the_claim_has_cost() -> None:
    agreed = agreed_on(offering(ReceivableNow()))
    assert "receivable_paid.1" in [each.code for each in agreed.follow_up.promises]
    assert line(done(agreed, "receivable_paid.1", "remedy")).paid == 4678.0


def test_a_credit_that_is_paid_in_cash_where_it_is_not_used_counts_once() -> None:
    plain, with_cash = (
        line(agreed_on(offering(CreditOverOrders(2000.0, 4.0, expires_after=200.0, fallback=part))))
        for part in (0.0, 1.0)
    )
    assert with_cash.promised == plain.promised == 2000.0
    assert with_cash.likely == plain.likely


def test_used_and_expired_credits_are_never_more_than_promised() -> None:
    agreed = agreed_on(load("gift_boxes"), "credit_over_orders")
    more = line(done(agreed, "credit_over_orders.1", actual=5000.0))
    assert (more.promised, more.used) == (6754.25, 5000.0)
    both = line(done(agreed, "credit_over_orders.1", lapsed=True))
    assert (both.promised, both.used, both.expired) == (2339.0, 584.75, 0.0)


def test_what_was_paid_under_one_agreement_stays_paid_after_another() -> None:
    dossier = offering(CashCompensation(1000.0))
    paid = done(agreed_on(dossier), "cash_compensation.1")
    again = agreed_on(paid, "price_cut")
    assert [each.code for each in again.follow_up.promises if each.done_on] == ["earlier.cash_compensation.1"]
    assert (line(again).paid, line(again).likely) == (1000.0, 720.0)
    assert committed_earlier(again) == {"cash": 1000.0}
    back = agreed_on(again)
    assert [each.code for each in back.follow_up.promises if each.done_on] == ["cash_compensation.1"]
    assert (line(back).paid, committed_earlier(back)) == (1000.0, {})


def test_a_promise_added_by_hand_stays_when_something_else_is_agreed() -> None:
    agreed = agreed_on(load("gift_boxes"), "remake")
    own = replace(
        agreed,
        follow_up=replace(
            agreed.follow_up, promises=(*agreed.follow_up.promises, Promise("own.1", "other", "Send samples"))
        ),
    )
    assert "own.1" in [each.code for each in agreed_on(own, "price_cut").follow_up.promises]


def test_a_refund_within_the_remedy_is_planned_once_and_is_cash() -> None:
    dossier = load("gift_boxes")
    remedy = replace(
        dossier.remedies[0], lines=(*dossier.remedies[0].lines, CostLine("refund", 1.0, 500.0, code="refund"))
    )
    refunded = replace(dossier, remedies=(remedy, *dossier.remedies[1:]))
    agreed = agreed_on(refunded, "remake")
    assert {each.code: each.planned for each in agreed.follow_up.promises if each.planned} == {
        "cost_refund.1": 500.0,
        "remedy": 4678.0,
    }
    assert promised_by_option(refunded, "remake") == {"remedy": 4678.0, "cash": 500.0}
    assert line(done(agreed, "cost_refund.1", "remedy")).paid == 5178.0


@pytest.mark.parametrize(
    ("name", "code"),
    [("stopped_cooperation", "redone"), ("eight_requests", "all_eight"), ("network_delivery", "warranty")],
)
def test_services_that_are_done_are_paid_and_nothing_stays_provided_for_them(name: str, code: str) -> None:
    agreed = agreed_on(load(name), code)
    assert line(agreed).likely > 0.0
    assert line(done(agreed, *(each.code for each in agreed.follow_up.promises))).likely == 0.0


def test_once_agreed_the_payment_is_expected_on_the_day_of_our_earliest_open_promise_of_money() -> None:
    dossier = load("gift_boxes")
    assert line(dossier).settles_on is None
    agreed = agreed_on(dossier, "credit_over_orders")
    dues = {each.code: each.due for each in agreed.follow_up.promises}
    assert (
        dues["call.after_agreement"]
        < dues["customer_share.1"]
        < dues["remedy"]
        == line(agreed).settles_on
        < dues["credit_over_orders.1"]
    )
    assert line(done(agreed, "remedy")).settles_on is None
    typed = replace(agreed, ledger=replace(agreed.ledger, settles_on=date(2027, 5, 1)))
    assert line(typed).settles_on == date(2027, 5, 1)
    assert line(replace(agreed, case=replace(agreed.case, stage="settled"))).settles_on is None
    two = agreed_on(offering(CashCompensation(1000.0)))
    cash = next(each.due for each in two.follow_up.promises if each.code == "cash_compensation.1")
    assert line(two).settles_on == cash < line(done(two, "cash_compensation.1")).settles_on


def test_what_was_agreed_for_this_year_counts_with_its_own_amount_and_what_comes_later_at_present_value() -> None:
    agreed = agreed_on(load("gift_boxes"), "remake")
    assert line(agreed).likely == 4678.0
    assert 4600.0 < line(load("gift_boxes")).likely < 4678.0
    later, soon = (agreed_on(offering(CashCompensation(1000.0, day))) for day in (800.0, 300.0))
    assert line(soon).likely == 5678.0
    assert line(later).likely < 5600.0


def test_long_words_of_a_claim_are_cut_to_what_the_register_keeps() -> None:
    dossier = load("gift_boxes")
    case = replace(dossier.case, title="T" * 1_900, customer=replace(dossier.case.customer, name="C" * 1_900))
    entry = register_entry(replace(dossier, case=case), None, "1")
    assert (len(entry.title), len(entry.customer)) == (300, 200)
    assert not list(check_record(entry))
