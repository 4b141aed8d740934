"""Limits exactly at their ends: the last cent, the last day of the year, a form that is not touched."""

import pytest

from negotiation import BadInput
from negotiation.finance.authority.approval_limits import (
    HOUSE_POLICY,
    AuthorityPolicy,
    Promised,
    Rule,
    approval_covers,
    check_limits,
)


def test_the_settings_are_kept_by_the_keepers_or_by_everyone_where_there_are_none() -> None:
    assert HOUSE_POLICY.keeps("finance")
    assert not HOUSE_POLICY.keeps("sales")
    assert AuthorityPolicy(roles=("clerk",)).keeps("clerk")
    assert AuthorityPolicy(roles=("clerk",)).keeps("anybody")


def test_a_form_that_is_not_in_the_offer_exceeds_no_limit_even_if_exceeded_before() -> None:
    before = Promised(cash=2_500.0)
    assert check_limits(HOUSE_POLICY, "sales_manager", Promised(credit=100.0), in_claim=before).allowed
    found = check_limits(HOUSE_POLICY, "sales_manager", Promised(cash=0.01), in_claim=before)
    assert [(each.form, each.limit) for each in found.excesses] == [("cash", "per_claim")]


def test_one_cent_in_a_form_without_a_rule_exceeds_the_limits() -> None:
    policy = AuthorityPolicy(roles=("clerk",), rules=(Rule("clerk", "goods", 100.0),))
    assert check_limits(policy, "clerk", Promised(goods=1.0, cash=0.0)).allowed
    assert check_limits(policy, "clerk", Promised(goods=1.0, cash=0.01)).code == "nobody"


def test_a_limit_of_nothing_allows_nothing() -> None:
    policy = AuthorityPolicy(roles=("clerk",), rules=(Rule("clerk", "any", 0.0),))
    (excess,) = check_limits(policy, "clerk", Promised(cash=0.01)).excesses
    assert (excess.allowed, excess.asked, excess.over) == (0.0, 0.01, 0.01)


def test_an_approval_covers_the_cent_that_was_approved_and_not_the_next() -> None:
    assert approval_covers({"cash": 10.0}, {"cash": 10.004}, 2)
    assert not approval_covers({"cash": 10.0}, {"cash": 10.01}, 2)
    assert approval_covers({}, {"cash": 0.0}, 2)
    assert not approval_covers({"cash": 9.0, "goods": 9.0}, {"cash": 9.0, "goods": 9.01}, 2)
    assert not approval_covers({"cash": 9.0, "goods": 9.0}, {"cash": 9.01, "goods": 9.0}, 2)


def test_a_role_that_is_named_twice_or_empty_is_refused_and_others_are_not() -> None:
    for roles in (("clerk", "clerk"), ("clerk", "")):
        with pytest.raises(BadInput) as refused:
            check_limits(AuthorityPolicy(roles=roles), "clerk", Promised())
        assert [each.path for each in refused.value.problems] == ["roles[1]"]
    assert check_limits(AuthorityPolicy(roles=("clerk", "head")), "clerk", Promised()).allowed


def test_zero_is_not_negative_and_minus_one_cent_is() -> None:
    assert check_limits(HOUSE_POLICY, "sales", Promised(cash=0.0)).allowed
    for wrong in ({"offer": Promised(cash=-0.01)}, {"offer": Promised(), "in_year": Promised(service=-0.01)}):
        with pytest.raises(BadInput):
            check_limits(HOUSE_POLICY, "sales", **wrong)
