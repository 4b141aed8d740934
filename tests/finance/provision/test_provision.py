"""What is provided and why: the standards' own examples first, then what must hold for every claim; roll-forward and
credits on later orders."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation import BadInput
from negotiation.finance.provision.provision import (
    ASC_450,
    CAS_13,
    IAS_37,
    IFRS_SMES,
    POLICIES,
    Provision,
    ProvisionPolicy,
    expected_value,
    provision_for,
)
from negotiation.finance.provision.revenue_credits import credit_position
from negotiation.finance.provision.roll_forward import roll_forward, unwinding
from negotiation.finance.register.entry import CERTAINTIES

MONEY = st.integers(0, 10**9).map(lambda cents: cents / 100.0)
SHARES = st.integers(0, 100).map(lambda percent: percent / 100.0)
POINTS = st.tuples(MONEY, MONEY, MONEY).map(sorted)
RULES = st.sampled_from(list(POLICIES.values()))


def whys(found: Provision) -> tuple[str, str, str, str, str]:
    return (
        str(found.likelihood),
        str(found.why),
        str(found.discount_why),
        str(found.disclosed_why),
        str(found.recovery_why),
    )


def test_IAS_37_39_a_population_of_warranties_is_provided_at_400_000() -> None:
    assert expected_value([0.0, 1_000_000.0, 4_000_000.0], [0.75, 0.20, 0.05]) == 400_000.0
    given_a_defect = 1_600_000.0
    found = provision_for(0.25, given_a_defect, given_a_defect, given_a_defect, alike=1_000.0)
    assert (found.provision, str(found.why)) == (400_000.0, "expected_value")


def test_IAS_37_40_a_single_obligation_is_provided_at_its_most_likely_outcome() -> None:
    found = provision_for(0.7, 500_000.0, 500_000.0, 500_000.0)
    assert found.provision == 500_000.0
    assert whys(found) == ("probable", "most_likely", "at_once", "none", "none")


def test_IAS_37_40_the_most_likely_outcome_is_lifted_where_others_are_mostly_higher() -> None:
    found = provision_for(0.8, 1_000.0, 1_000.0, 4_000.0)
    assert (found.provision, str(found.why)) == (1_500.0, "mostly_higher")
    assert provision_for(0.8, 1_000.0, 2_000.0, 3_600.0).provision == 2_100.0
    assert provision_for(0.8, 1_000.0, 2_000.0, 3_000.0).provision == 2_000.0
    mostly_lower = provision_for(0.8, 0.0, 3_000.0, 3_600.0)
    assert (mostly_lower.provision, str(mostly_lower.why)) == (3_000.0, "most_likely")
    allowed = provision_for(0.8, 0.0, 3_000.0, 3_600.0, policy=replace(IAS_37, lower_too=True))
    assert (allowed.provision, str(allowed.why)) == (2_600.0, "mostly_lower")


def test_IAS_37_39_a_range_without_a_likelier_amount_is_provided_at_its_middle() -> None:
    found = provision_for(0.8, 1_000.0, np.nan, 4_000.0)
    assert (found.provision, str(found.why)) == (2_500.0, "midpoint")


def test_SMEs_21A_4_warranties_are_provided_at_46_000_and_41_846_16_discounted() -> None:
    total = float(expected_value([0.30 * 1_000_000.0, 0.70 * 1_000_000.0], [0.06, 0.04]))
    assert total == pytest.approx(46_000.0)
    policy = replace(IFRS_SMES, rate=np.array([0.06, 0.07, 0.07]))
    parts = total * np.array([0.6, 0.3, 0.1])
    found = provision_for(1.0, parts, parts, parts, days=365.0 * np.arange(1, 4), policy=policy)
    assert np.round(found.provision).tolist() == [26_038.0, 12_053.0, 3_755.0]
    assert round(float(np.sum(found.provision)), 2) == 41_846.16
    assert set(np.asarray(found.discount_why)) == {"discounted"}


def test_SMEs_21A_4_rolls_forward_to_16_915_01() -> None:
    opened = np.array([2_603_774, 1_205_345, 375_497])
    unwound = unwinding(opened, np.array([0.06, 0.07, 0.07]), 365.0)
    paid = np.array([2_760_000, 0, 0])
    moved = roll_forward(opened, opened + unwound - paid, paid, unwound)
    assert moved.total("opened") == 4_184_616
    assert moved.total("unwound") == 266_885
    assert moved.total("used") == 2_760_000
    assert (moved.total("added"), moved.total("reversed"), moved.total("beyond")) == (0, 0, 0)
    assert moved.total("closed") == 1_691_501


def test_ASC_450_20_30_1_accrues_the_best_estimate_else_the_minimum_of_the_range() -> None:
    best = provision_for(0.8, 1_000.0, 2_000.0, 9_000.0, policy=ASC_450)
    assert (best.provision, str(best.why)) == (2_000.0, "best_estimate")
    minimum = provision_for(0.8, 1_000.0, np.nan, 9_000.0, policy=ASC_450)
    assert (minimum.provision, str(minimum.why)) == (1_000.0, "minimum")
    assert (minimum.disclosed_low, minimum.disclosed_high, str(minimum.disclosed_why)) == (
        0.0,
        8_000.0,
        "more_possible",
    )


def test_ASC_450_a_population_without_a_better_estimate_counts_with_its_minimum() -> None:
    found = provision_for(0.2, 1_000.0, np.nan, 9_000.0, alike=50.0, policy=ASC_450)
    assert (found.provision, str(found.why)) == (200.0, "expected_value")
    assert provision_for(0.2, 1_000.0, np.nan, 9_000.0, alike=50.0).provision == 1_000.0


def test_probable_means_more_than_half_under_IAS_37_and_three_quarters_under_ASC_450() -> None:
    chances = np.array([0.05, 0.10, 0.50, 0.51, 0.74, 0.75])
    assert provision_for(chances, 1.0, 1.0, 1.0).likelihood.tolist() == [
        "remote",
        "possible",
        "possible",
        "probable",
        "probable",
        "probable",
    ]
    assert provision_for(chances, 1.0, 1.0, 1.0, policy=ASC_450).likelihood.tolist() == [
        "remote",
        "possible",
        "possible",
        "possible",
        "possible",
        "probable",
    ]


def test_CAS_13_guidance_more_than_half_is_probable_and_five_per_cent_at_most_is_remote() -> None:
    found = provision_for(np.array([0.03, 0.05, 0.0501, 0.5, 0.51, 0.95]), 1.0, 1.0, 1.0, policy=CAS_13)
    assert found.likelihood.tolist() == ["remote", "remote", "possible", "possible", "probable", "probable"]


def test_CAS_13_article_5_a_single_claim_at_its_most_likely_amount_a_range_at_its_middle_many_at_expected_value() -> (
    None
):
    single = provision_for(0.7, 1_000.0, 2_000.0, 9_000.0, policy=CAS_13)
    assert (single.provision, str(single.why)) == (2_000.0, "most_likely")
    assert str(provision_for(0.7, 1_000.0, 2_000.0, 9_000.0).why) == "mostly_higher"
    span = provision_for(0.7, 800.0, np.nan, 1_000.0, policy=CAS_13)
    assert (span.provision, str(span.why)) == (900.0, "midpoint")
    assert str(provision_for(0.1, 100.0, 100.0, 100.0, alike=40.0, policy=CAS_13).why) == "expected_value"


def test_IAS_37_86_what_is_possible_is_disclosed_with_its_range_and_what_is_remote_is_not() -> None:
    found = provision_for(np.array([0.3, 0.05]), 1_000.0, 2_000.0, 9_000.0)
    assert found.provision.tolist() == [0.0, 0.0]
    assert found.why.tolist() == ["not_probable", "remote"]
    assert (found.disclosed_low.tolist(), found.disclosed_high.tolist()) == ([1_000.0, 0.0], [9_000.0, 0.0])
    assert found.disclosed_why.tolist() == ["contingent", "none"]


def test_IAS_37_24_many_alike_claims_count_as_a_class() -> None:
    alone, many = provision_for(0.2, 100.0, 100.0, 100.0), provision_for(0.2, 100.0, 100.0, 100.0, alike=50.0)
    assert (alone.provision, str(alone.why)) == (0.0, "not_probable")
    assert (many.provision, str(many.likelihood), str(many.why)) == (20.0, "probable", "expected_value")


def test_IAS_37_45_discounting_only_where_it_matters() -> None:
    found = provision_for(0.9, 1_000.0, 1_000.0, 1_000.0, days=np.array([0.0, 30.0, 365.0]))
    assert found.discount_why.tolist() == ["at_once", "not_material", "discounted"]
    assert found.provision.tolist() == pytest.approx([1_000.0, 1_000.0, 1_000.0 / 1.05])
    assert found.undiscounted.tolist() == [1_000.0] * 3
    assert str(provision_for(0.9, 1.0, 1.0, 1.0, days=365.0, policy=ASC_450).discount_why) == "not_discounted"


def test_IAS_37_53_a_recovery_is_an_asset_only_when_virtually_certain_and_at_most_the_provision() -> None:
    found = provision_for(
        0.9,
        1_000.0,
        1_000.0,
        1_000.0,
        recovery=np.array([400.0, 1_500.0, 400.0, 400.0, 0.0]),
        certainty=np.array(["virtually_certain", "virtually_certain", "probable", "remote", "virtually_certain"]),
    )
    assert found.recovery.tolist() == [400.0, 1_000.0, 0.0, 0.0, 0.0]
    assert found.recovery_why.tolist() == ["asset", "capped", "disclosed", "not_shown", "none"]
    nothing = provision_for(0.2, 1_000.0, 1_000.0, 1_000.0, recovery=400.0, certainty="virtually_certain")
    assert (nothing.recovery, str(nothing.recovery_why)) == (0.0, "no_provision")
    assert (
        provision_for(0.9, 1_000.0, 1_000.0, 1_000.0, recovery=400.0, certainty="probable", policy=ASC_450).recovery
        == 400.0
    )


@given(
    SHARES,
    POINTS,
    st.integers(0, 4_000),
    st.sampled_from([1.0, 29.0, 30.0, 500.0]),
    MONEY,
    st.sampled_from(CERTAINTIES),
    RULES,
)
def test_a_provision_stays_between_nothing_and_the_highest_amount(
    chance: float,
    points: list[float],
    days: int,
    alike: float,
    recovery: float,
    certainty: str,
    policy: ProvisionPolicy,
) -> None:
    found = provision_for(
        chance, *points, days=float(days), alike=alike, recovery=recovery, certainty=certainty, policy=policy
    )
    slip = 1e-9 * points[2]
    assert 0.0 <= found.provision <= found.undiscounted + slip
    assert found.undiscounted <= points[2] + slip
    assert 0.0 <= found.recovery <= found.provision
    assert (str(found.likelihood) == "probable") or found.provision == 0.0
    if alike == 1.0 and str(found.likelihood) == "probable":
        assert found.undiscounted >= points[0] - slip


CLAIMS = st.tuples(
    SHARES, POINTS, st.integers(0, 900), st.sampled_from([1.0, 60.0]), MONEY, st.sampled_from(CERTAINTIES)
)


@given(st.lists(CLAIMS, min_size=1, max_size=6), RULES)
def test_a_register_of_claims_equals_its_claims_one_by_one(
    rows: list[tuple[float, list[float], int, float, float, str]], policy: ProvisionPolicy
) -> None:
    chance, points, days, alike, recovery, certainty = (np.array(column) for column in zip(*rows, strict=True))
    together = provision_for(
        chance, *points.T, days=days.astype(float), alike=alike, recovery=recovery, certainty=certainty, policy=policy
    )
    for place, row in enumerate(rows):
        alone = provision_for(
            row[0], *row[1], days=float(row[2]), alike=row[3], recovery=row[4], certainty=row[5], policy=policy
        )
        for name, value in vars(alone).items():
            taken = getattr(together, name)[place]
            assert (
                taken == value
                if isinstance(value, str)
                else float(taken) == pytest.approx(float(value), rel=1e-12, abs=1e-12)
            )


def test_chances_over_one_and_points_that_fall_are_refused() -> None:
    with pytest.raises(BadInput):
        expected_value([1.0, 2.0], [0.8, 0.3])
    with pytest.raises(BadInput):
        provision_for(0.9, 2.0, 1.0, 3.0)


CENTS = st.lists(
    st.tuples(st.integers(0, 10**14), st.integers(0, 10**14), st.integers(-(10**12), 10**14), st.integers(0, 10**12)),
    min_size=1,
    max_size=20,
)


@given(CENTS)
def test_the_roll_forward_closes_to_the_cent_claim_by_claim_and_in_total(rows: list[tuple[int, int, int, int]]) -> None:
    opened, closed, paid, unwound = np.array(rows).T
    moved = roll_forward(opened, closed, paid, unwound)
    assert (moved.opened + moved.added - moved.used - moved.reversed + moved.unwound == moved.closed).all()
    assert moved.total("opened") + moved.total("added") - moved.total("used") - moved.total("reversed") + moved.total(
        "unwound"
    ) == moved.total("closed")
    assert (moved.expense == closed - opened + paid).all()
    assert (moved.used + moved.beyond == paid).all()
    assert min(getattr(moved, name).min() for name in ("added", "used", "reversed", "unwound")) >= 0
    assert ((moved.added == 0) | (moved.reversed == 0)).all()


def test_what_was_paid_and_never_provided_goes_to_expense_directly() -> None:
    moved = roll_forward([10_000, 0], [0, 2_000], [15_000, 3_000])
    assert moved.used.tolist() == [10_000, 0]
    assert moved.beyond.tolist() == [5_000, 3_000]
    assert moved.added.tolist() == [0, 2_000]


@pytest.mark.parametrize("figures", [([1.5], [0], [0]), ([-1], [0], [0]), ([1], [-5], [0])])
def test_a_roll_forward_of_fractional_cents_or_negative_provisions_is_refused(
    figures: tuple[list[float], list[int], list[int]],
) -> None:
    with pytest.raises(BadInput):
        roll_forward(*figures)


def test_a_credit_is_a_cut_or_a_question_for_the_accountant() -> None:
    found = credit_position(
        np.array([0.0, 900.0, 7_000.0, 900.0, 900.0]),
        0.0,
        0.0,
        delivered=6_000.0,
        only_with_orders=np.array([True, False, False, True, True]),
        orders=np.array([0.0, 0.0, 0.0, 10_000.0, 90_000.0]),
    )
    assert found.flag.tolist() == ["none", "price_cut", "beyond_the_goods", "ask_material_right", "price_cut"]
    assert found.revenue_cut.tolist() == [0.0, 900.0, 7_000.0, 900.0, 900.0]


@given(MONEY, SHARES, SHARES, SHARES)
def test_every_credit_promised_is_used_expired_or_open_and_cuts_revenue_or_is_given_back(
    promised: float, used: float, expired: float, taken: float
) -> None:
    spent = promised * used
    lapsed = (promised - spent) * expired
    found = credit_position(promised, spent, lapsed, delivered=promised, taken=taken)
    assert spent + lapsed + float(found.open) == pytest.approx(promised, abs=1e-6)
    assert float(found.revenue_cut) + float(found.given_back) == pytest.approx(promised, abs=1e-6)
    assert 0.0 <= found.refund_liability <= found.open


def test_more_credit_used_than_promised_is_refused() -> None:
    with pytest.raises(BadInput):
        credit_position(100.0, 90.0, 20.0, delivered=100.0)
