"""The largest unsecured exposure by hand: what is paid on which day, and what is prepaid for later orders."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from negotiation.core.cashflow import (
    CUSTOMER,
    ORDER_OTHERWISE,
    ORDER_PAID,
    OTHERWISE,
    OUTSIDE,
    RECEIVABLE_LATE,
    RECEIVABLE_PAID,
    US,
    Flow,
)
from negotiation.model.facts.case import Case
from negotiation.model.facts.contract import Milestone
from negotiation.model.valuation.credit_exposure import largest_exposures

CASE = Case(date(2026, 1, 1), receivable=1000.0)


def exposed(*flows: Flow, case: Case = CASE) -> tuple[float, float]:
    """Largest exposure and its day; the same in a table of two claims, and in two draws of three claims."""
    ((most, on),) = largest_exposures(case, [flows])
    for shape in ((2,), (2, 3)):
        table = replace(case, receivable=np.full(shape, float(case.receivable)))
        ((mosts, ons),) = largest_exposures(table, [flows])
        assert np.broadcast_to(mosts, shape) == pytest.approx(np.full(shape, float(most)))
        assert np.broadcast_to(ons, shape) == pytest.approx(np.full(shape, float(on)))
    return float(most), float(on)


def test_a_milestone_that_is_expected_tomorrow_is_paid_tomorrow() -> None:
    reached = Milestone("arrival", expected=date(2026, 1, 2), payment=600.0, reached=True)
    case = replace(CASE, receivable=0.0, milestones=(reached,))
    work = Flow("remedy", US, OUTSIDE, 700.0, first_day=10.0)
    assert exposed(work, case=case) == (700.0, 10.0)
    today = replace(case, milestones=(replace(reached, expected=date(2026, 1, 1)),))
    assert exposed(work, case=today) == (1300.0, 10.0)


@pytest.mark.parametrize(("day", "most"), [(0.0, 1700.0), (0.5, 700.0), (1.0, 700.0), (2.0, 700.0)])
def test_an_invoice_with_a_date_is_paid_on_it_and_one_without_stays_owed(day: float, most: float) -> None:
    late = [
        Flow(RECEIVABLE_LATE, US, CUSTOMER, 1000.0),
        Flow(RECEIVABLE_LATE, CUSTOMER, US, 1000.0, first_day=day),
    ]
    ((found, _),) = largest_exposures(CASE, [[*late, Flow("remedy", US, OUTSIDE, 700.0, first_day=10.0)]])
    assert float(found) == max(most, 1000.0)


def test_an_invoice_that_is_paid_earlier_is_taken_back_on_its_own_day_only() -> None:
    paid = Flow(RECEIVABLE_PAID, CUSTOMER, US, 1000.0, first_day=3.0)
    otherwise = Flow(OTHERWISE, US, CUSTOMER, 1000.0, first_day=1.0)
    assert exposed(paid, otherwise) == (2000.0, 1.0)


def test_prepayments_for_later_orders_do_not_reduce_the_unpaid_invoice() -> None:
    prepaid = [
        Flow(ORDER_PAID, CUSTOMER, US, 500.0, first_day=10.0),
        Flow(ORDER_OTHERWISE, US, CUSTOMER, 500.0, first_day=40.0),
    ]
    assert exposed(*prepaid, Flow("remedy", US, OUTSIDE, 700.0, first_day=20.0)) == (1700.0, 20.0)


def test_a_later_order_on_longer_terms_counts_until_it_is_paid() -> None:
    longer = [
        Flow(ORDER_OTHERWISE, US, CUSTOMER, 500.0, first_day=40.0),
        Flow(ORDER_PAID, CUSTOMER, US, 500.0, first_day=100.0),
    ]
    assert exposed(*longer) == (1500.0, 40.0)


def test_the_first_of_two_equally_bad_moments_is_named() -> None:
    flows = [
        Flow("a", US, OUTSIDE, 0.1, first_day=5.0),
        Flow("b", US, OUTSIDE, 0.2, first_day=6.0),
        Flow("c", CUSTOMER, US, 0.3, first_day=7.0),
        Flow("d", US, OUTSIDE, 0.3, first_day=8.0),
    ]
    assert exposed(*flows)[1] == 6.0
    assert exposed(*flows, case=replace(CASE, receivable=0.0))[1] == 6.0
    big = [replace(flow, amount=float(flow.amount) * 1e9) for flow in flows]
    assert exposed(*big)[1] == 6.0


def test_a_cent_more_is_a_worse_moment() -> None:
    flows = [
        Flow("a", US, OUTSIDE, 100_000.0, first_day=5.0),
        Flow("b", CUSTOMER, US, 100_000.0, first_day=6.0),
        Flow("c", US, OUTSIDE, 100_000.01, first_day=7.0),
    ]
    assert exposed(*flows) == (101_000.01, 7.0)


def test_all_that_happens_on_one_day_is_summed_first() -> None:
    flows = [Flow("a", US, OUTSIDE, 400.0, first_day=5.0), Flow("b", CUSTOMER, US, 400.0, first_day=5.0)]
    assert exposed(*flows) == (1000.0, 0.0)


def test_options_side_by_side_have_only_their_own_payments() -> None:
    one = [Flow(f"a{day}", US, OUTSIDE, 100.0, first_day=float(day)) for day in range(1, 4)]
    other = [Flow("b", US, OUTSIDE, 50.0, first_day=9.0)]
    assert largest_exposures(CASE, [one, other, [*one, *other]]) == [(1300.0, 3.0), (1050.0, 9.0), (1350.0, 9.0)]


def test_an_option_without_payments_leaves_what_is_owed() -> None:
    assert largest_exposures(CASE, [[], []]) == [(1000.0, 0.0), (1000.0, 0.0)]
