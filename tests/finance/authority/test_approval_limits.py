"""Who may promise what: limits by hand first, then that no splitting gets round them and that more never needs a
lower role."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation import BadInput
from negotiation.core.field_checks import check_record
from negotiation.finance.authority.approval_limits import (
    HOUSE_POLICY,
    NOTHING,
    ROLES,
    RULED,
    AuthorityPolicy,
    Promised,
    Rule,
    check_limits,
)

CENTS = st.integers(0, 3_000_000).map(lambda cents: cents / 100.0)
PROMISED = st.builds(Promised, CENTS, CENTS, CENTS, CENTS)
LIMIT = st.none() | st.integers(0, 8_000_000).map(lambda cents: cents / 100.0)
RULES = st.builds(Rule, st.sampled_from(ROLES), st.sampled_from(RULED), LIMIT, LIMIT)
POLICIES = st.builds(lambda rules: AuthorityPolicy("USD", ROLES, tuple(rules)), st.lists(RULES, max_size=12))


def test_within_all_limits_it_is_allowed() -> None:
    found = check_limits(HOUSE_POLICY, "sales_manager", Promised(credit=5_000.0), in_year=Promised(credit=15_000.0))
    assert found.allowed
    assert (found.code, found.signs, found.excesses) == ("allowed", "sales_manager", ())


def test_one_cent_over_a_limit_goes_to_the_lowest_role_whose_limits_hold() -> None:
    found = check_limits(HOUSE_POLICY, "sales_manager", Promised(credit=5_000.01), in_year=Promised(credit=15_000.0))
    assert (found.code, found.signs) == ("ask", "sales_director")
    assert [(each.form, each.limit, each.allowed, each.asked, each.over) for each in found.excesses] == [
        ("any", "per_claim", 5_000.0, 5_000.01, 0.01),
        ("any", "per_year", 20_000.0, 20_000.01, 0.01),
    ]
    assert check_limits(HOUSE_POLICY, "sales", Promised(credit=30_000.0)).signs == "managing_director"


def test_cash_is_kept_tighter_than_credit() -> None:
    assert check_limits(HOUSE_POLICY, "sales_manager", Promised(credit=3_000.0)).allowed
    found = check_limits(HOUSE_POLICY, "sales_manager", Promised(cash=3_000.0))
    assert [(each.form, each.limit, each.over) for each in found.excesses] == [("cash", "per_claim", 1_000.0)]


def test_a_role_may_not_promise_a_form_without_a_rule() -> None:
    policy = AuthorityPolicy(
        roles=("clerk", "head"), rules=(Rule("clerk", "goods", 100.0, 100.0), Rule("head", "goods"))
    )
    assert check_limits(policy, "clerk", Promised(goods=50.0)).allowed
    found = check_limits(policy, "clerk", Promised(goods=50.0, cash=1.0))
    assert (found.code, found.signs) == ("nobody", "")
    assert [(each.form, each.limit, each.over) for each in found.excesses] == [("cash", "no_rule", 1.0)]


def test_a_higher_role_with_lower_limits_is_skipped() -> None:
    policy = AuthorityPolicy(
        roles=("clerk", "head", "owner"),
        rules=(Rule("clerk", "any", 100.0), Rule("head", "any", 50.0), Rule("owner", "any", 1_000.0)),
    )
    assert check_limits(policy, "clerk", Promised(cash=500.0)).signs == "owner"
    assert check_limits(policy, "head", Promised(cash=80.0)).signs == "clerk"


def test_a_second_offer_in_the_same_claim_counts_with_the_first() -> None:
    policy = AuthorityPolicy(roles=("clerk",), rules=(Rule("clerk", "any", 1_000.0),))
    assert check_limits(policy, "clerk", Promised(cash=400.0), in_claim=Promised(credit=600.0)).allowed
    assert not check_limits(policy, "clerk", Promised(cash=400.01), in_claim=Promised(credit=600.0)).allowed
    assert check_limits(policy, "clerk", Promised(cash=400.01), in_year=Promised(credit=600.0)).allowed


def test_promises_of_this_claim_count_even_if_missing_from_the_year() -> None:
    policy = AuthorityPolicy(roles=("clerk",), rules=(Rule("clerk", "any", None, 1_000.0),))
    assert not check_limits(
        policy, "clerk", Promised(cash=1.0), in_claim=Promised(cash=600.0), in_year=Promised(credit=400.0)
    ).allowed


def test_the_minor_unit_of_the_currency_decides() -> None:
    yen = AuthorityPolicy("JPY", ("clerk",), (Rule("clerk", "any", 1_000.0),))
    assert check_limits(yen, "clerk", Promised(cash=1_000.4)).allowed
    assert not check_limits(yen, "clerk", Promised(cash=1_000.6)).allowed


@given(POLICIES, st.sampled_from(ROLES), st.lists(PROMISED, min_size=1, max_size=6), PROMISED, PROMISED)
def test_splitting_an_amount_into_parts_never_gets_more_through_than_the_whole(
    policy: AuthorityPolicy, role: str, parts: list[Promised], claim: Promised, year: Promised
) -> None:
    before = list(accumulate(parts, Promised.plus, initial=NOTHING))
    through = all(
        check_limits(policy, role, part, claim.plus(done), year.plus(done)).allowed
        for part, done in zip(parts, before, strict=False)
    )
    whole = check_limits(policy, role, before[-1], claim, year)
    assert whole.allowed or not through


@given(st.sampled_from(ROLES[:-1]), st.lists(PROMISED, min_size=1, max_size=12))
def test_splitting_over_many_claims_of_a_customer_never_passes_the_limit_of_the_year(
    role: str, parts: list[Promised]
) -> None:
    year = NOTHING
    for part in parts:
        if check_limits(HOUSE_POLICY, role, part, in_year=year).allowed:
            year = year.plus(part)
    for rule in HOUSE_POLICY.rules:
        if rule.role == role and rule.per_year is not None:
            assert year.of(rule.form) <= float(rule.per_year) + 0.005


@given(POLICIES, st.sampled_from(ROLES), PROMISED, PROMISED, PROMISED, PROMISED)
def test_more_promised_never_needs_a_lower_role(
    policy: AuthorityPolicy, role: str, offer: Promised, more: Promised, claim: Promised, year: Promised
) -> None:
    def height(signs: str) -> int:
        return ROLES.index(signs) if signs else len(ROLES)

    less = check_limits(policy, role, offer, claim, year)
    for offered, in_claim, in_year in [
        (offer.plus(more), claim, year),
        (offer, claim.plus(more), year),
        (offer, claim, year.plus(more)),
    ]:
        found = check_limits(policy, role, offered, in_claim, in_year)
        assert height(found.signs) >= height(less.signs)
        assert less.allowed or not found.allowed
        assert sum(each.over for each in found.excesses) >= sum(each.over for each in less.excesses) - 1e-6


@given(POLICIES, st.sampled_from(ROLES), PROMISED, PROMISED, PROMISED)
def test_the_verdict_says_what_its_excesses_say(
    policy: AuthorityPolicy, role: str, offer: Promised, claim: Promised, year: Promised
) -> None:
    found = check_limits(policy, role, offer, claim, year)
    assert found.allowed == (not found.excesses)
    assert (found.code == "nobody") == (found.signs == "")
    assert all(
        each.over > 0.0 and each.asked == pytest.approx(each.allowed + each.over, abs=0.006) for each in found.excesses
    )
    if found.signs:
        assert check_limits(policy, found.signs, offer, claim, year).allowed


def test_an_unknown_role_a_negative_promise_and_a_broken_policy_are_refused() -> None:
    for policy, role, offer in [
        (HOUSE_POLICY, "intern", NOTHING),
        (HOUSE_POLICY, "sales", Promised(cash=-5_000.0, credit=5_400.0)),
        (HOUSE_POLICY, "sales", Promised(float("nan"))),
        (AuthorityPolicy(roles=("a", "a")), "a", NOTHING),
        (AuthorityPolicy(roles=("a",), rules=(Rule("b"),)), "a", NOTHING),
        (AuthorityPolicy(roles=("a",), rules=(Rule("a", "gold"),)), "a", NOTHING),
    ]:
        with pytest.raises(BadInput):
            check_limits(policy, role, offer)


def test_the_default_policy_passes_its_field_checks() -> None:
    assert list(check_record(HOUSE_POLICY)) == []
