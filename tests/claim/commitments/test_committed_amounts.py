"""What a claim promises in all: nothing that somebody changes after the agreement takes anything back, and every
addition counts."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

import negotiation
from negotiation.claim.commitments.committed_amounts import (
    committed_amounts,
    committed_by_hand,
    sum_by_form,
    with_agreement_held,
)
from negotiation.claim.commitments.promised_amounts import promised_by_option
from negotiation.finance.authority.approval_limits import FORMS, Promised
from negotiation.finance.promises.follow_up import PROMISES, Promise
from negotiation.finance.register.entry import AGREED_STAGES
from negotiation.model.facts.case import STAGES, ClaimLine
from negotiation.model.terms import CashCompensation, CreditOverOrders
from tests.support.agreements import agreed_on, done, load


def with_list(dossier: negotiation.Dossier, *promises: Promise) -> negotiation.Dossier:
    return replace(dossier, follow_up=replace(dossier.follow_up, promises=promises))


def planned(dossier: negotiation.Dossier, code: str, **values: Any) -> negotiation.Dossier:
    return with_list(
        dossier, *(replace(each, **values) if each.code == code else each for each in dossier.follow_up.promises)
    )


def trimmed(dossier: negotiation.Dossier, code: str) -> negotiation.Dossier:
    """The same without the credit of an option."""
    left = {
        each.code: tuple(term for term in each.terms if not isinstance(term, CreditOverOrders))
        for each in dossier.offers
        if each.code == code
    }
    return replace(
        dossier, offers=tuple(replace(each, terms=left.get(each.code, each.terms)) for each in dossier.offers)
    )


def test_what_was_agreed_stays_promised_whatever_becomes_of_the_option_and_of_the_list() -> None:
    agreed = agreed_on(load("gift_boxes"), "credit_over_orders")
    promised = promised_by_option(agreed, "credit_over_orders")
    assert committed_amounts(agreed) == promised == {"credit": 2339.0}
    gone = replace(agreed, offers=tuple(each for each in agreed.offers if each.code != "credit_over_orders"))
    for less in (
        trimmed(agreed, "credit_over_orders"),
        gone,
        with_list(agreed),
        with_list(trimmed(agreed, "credit_over_orders")),
    ):
        assert committed_amounts(less) == promised
    assert committed_amounts(agreed_on(trimmed(agreed, "credit_over_orders"), "credit_over_orders")) == {}
    dearer = tuple(replace(each, terms=(*each.terms, CashCompensation(100.0))) for each in agreed.offers)
    assert committed_amounts(replace(agreed, offers=dearer)) == {"credit": 2339.0, "cash": 100.0}


def test_what_is_added_to_the_list_or_raised_in_it_is_promised_as_well() -> None:
    agreed = agreed_on(load("gift_boxes"), "credit_over_orders")
    rows = agreed.follow_up.promises
    own = Promise("own.1", "payment", "A little something", planned=300.0)
    assert committed_amounts(with_list(agreed, *rows, own)) == {"credit": 2339.0, "cash": 300.0}
    assert committed_amounts(with_list(agreed, *rows, replace(own, actual=450.0))) == {"credit": 2339.0, "cash": 450.0}
    assert committed_amounts(with_list(agreed, *rows, replace(own, by_us=False))) == {"credit": 2339.0}
    assert committed_amounts(planned(agreed, "credit_over_orders.1", planned=1000.0)) == {
        "credit": 2339.0 + 1000.0 - 584.75
    }
    assert committed_amounts(planned(agreed, "credit_over_orders.1", actual=584.76)) == {
        "credit": pytest.approx(2339.01)
    }
    moved = planned(
        planned(agreed, "credit_over_orders.1", planned=500.0), "credit_over_orders.2", planned=2 * 584.75 - 500.0
    )
    assert committed_amounts(moved) == {"credit": 2339.0}
    again = agreed_on(with_list(agreed, *rows, own), "price_cut")
    assert committed_by_hand(again) == {"cash": 300.0}
    assert committed_amounts(again) == sum_by_form(promised_by_option(again, "price_cut"), {"cash": 300.0})


def test_what_putting_right_came_to_in_the_end_is_no_promise() -> None:
    agreed = agreed_on(load("gift_boxes"), "remake")
    assert committed_amounts(done(agreed, "remedy", actual=99_999.0)) == committed_amounts(agreed)


def test_a_claim_that_is_agreed_with_nothing_written_down_promises_what_was_accepted() -> None:
    begun = load("gift_boxes")
    lines = (
        ClaimLine("goods", 900.0, accepted=700.0),
        ClaimLine("other", 50.0),
        ClaimLine("other", 80.0, accepted=80.0),
    )
    by_stage = {
        stage: committed_amounts(replace(begun, case=replace(begun.case, stage=stage, claims=lines)))
        for stage in STAGES
    }
    assert by_stage == {"open": {}, "offered": {}, **{stage: {"cash": 780.0} for stage in AGREED_STAGES}}


def test_an_older_document_promises_what_its_option_promises_now() -> None:
    agreed = agreed_on(load("gift_boxes"), "credit_over_orders")
    older = replace(agreed, follow_up=replace(agreed.follow_up, agreed=Promised(), listed=Promised()))
    assert committed_amounts(older) == committed_amounts(agreed)
    assert committed_amounts(trimmed(older, "credit_over_orders")) == {}


GIFT_BOXES = agreed_on(load("gift_boxes"), "credit_over_orders")
ROWS = st.builds(
    Promise,
    code=st.sampled_from(["own.a", "earlier.b", "other.c"]),
    kind=st.sampled_from(PROMISES),
    by_us=st.booleans(),
    planned=st.floats(0.0, 1e6),
    actual=st.none() | st.floats(0.0, 1e6),
)


@drawn(st.lists(ROWS, max_size=6), st.lists(ROWS, max_size=3), st.booleans())
def test_no_edit_of_the_list_or_of_the_option_lowers_what_was_promised_and_an_addition_always_counts(
    before: list[Promise], added: list[Promise], trims: bool
) -> None:
    agreed = with_agreement_held(with_list(GIFT_BOXES, *before))
    follow = agreed.follow_up
    for left in range(len(before) + 1):
        edited = with_list(trimmed(agreed, "credit_over_orders") if trims else agreed, *before[:left])
        assert all(committed_amounts(edited).get(form, 0.0) >= follow.agreed.of(form) - 0.01 for form in FORMS)
    more = committed_amounts(with_list(agreed, *before, *added))
    for form in FORMS:
        rise = sum_by_form(*(committed_by_hand(with_list(agreed, replace(each, code="own.x"))) for each in added)).get(
            form, 0.0
        )
        assert more.get(form, 0.0) >= follow.agreed.of(form) + rise - 0.02
