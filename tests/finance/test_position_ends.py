"""The position of a register exactly at its ends: who counts as alike, days past, groups in order, a quantile that
the draws just carry."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from scipy.stats import norm

from negotiation import BadInput
from negotiation.finance.loss.loss_distribution import Loss, total_loss
from negotiation.finance.loss.severity_cells import keys_of_claims, size_cells
from negotiation.finance.position import (
    expected_to_provision,
    provision_reasons,
    provisions_by_line,
    value_register,
)
from negotiation.finance.provision.provision import IAS_37, ProvisionPolicy
from negotiation.finance.register.entry import Entry
from negotiation.finance.register.register import register_of
from negotiation.finance.register.valued_register import ConvertedRegister, convert_register
from negotiation.finance.reporting_settings import DatedRate, Team

TODAY = date(2026, 11, 20)
SURE = Entry("A", cause="late", chance=0.9, low=100.0, likely=100.0, high=100.0)


def seen(*rows: Entry) -> ConvertedRegister:
    return convert_register(register_of(rows), {}, "USD", TODAY)


def alike(count: int, **changes: object) -> list[Entry]:
    return [replace(SURE, code=f"{changes.get('cause', 'late')} {place}", **changes) for place in range(count)]


def test_claims_are_alike_if_they_are_open_and_have_one_cause() -> None:
    policy = replace(IAS_37, population=3.0)

    def why(*rows: Entry, rules: ProvisionPolicy = policy) -> list[str]:
        return np.asarray(provisions_by_line(seen(*rows), rules).why).astype(str).tolist()

    assert why(*alike(3)) == ["expected_value"] * 3
    assert why(*alike(2), *alike(1, cause="holes")) == ["most_likely"] * 3
    assert why(*alike(2), replace(SURE, code="shut", stage="closed")) == ["most_likely"] * 2 + ["nothing"]
    assert why() == []
    pair = replace(IAS_37, population=2.0)
    assert why(*alike(1), rules=pair) == ["most_likely"]
    shut = provisions_by_line(seen(replace(SURE, stage="closed", recovery=5.0, certainty="virtually_certain")), pair)
    reasons = (shut.likelihood, shut.why, shut.discount_why, shut.disclosed_why, shut.recovery_why)
    assert [str(each[0]) for each in reasons] == ["remote", "nothing", "none", "none", "no_provision"]


def test_a_payment_in_a_year_is_discounted_and_one_that_is_past_or_has_no_day_is_not() -> None:
    rows = (
        replace(SURE, code="year", settles_on=TODAY + timedelta(365)),
        replace(SURE, code="past", settles_on=TODAY - timedelta(365)),
        replace(SURE, code="none", settles_on=None),
    )
    found = value_register(seen(*rows), draws=64)
    assert found.provided.tolist() == [9524, 10_000, 10_000]
    assert found.discount.tolist() == [476, 0, 0]
    assert found.total("discount") == 476
    assert np.asarray(found.provision.discount_why).tolist() == ["discounted", "at_once", "at_once"]


def test_groups_stand_by_what_is_provided_then_by_how_much_more_they_may_cost() -> None:
    rows = (
        Entry("1", customer="possible", chance=0.3, high=500.0),
        Entry("2", customer="possible more", chance=0.3, high=900.0),
        replace(SURE, code="3", customer="small"),
        replace(SURE, code="4", customer="large", low=200.0, likely=200.0, high=250.0),
        Entry("5", customer="nothing", stage="closed", claimed=5.0),
        Entry("6", customer="cent", chance=0.3, high=0.01),
    )
    assert value_register(seen(*rows), draws=64).split("customer") == [
        ("large", 20_833, 4_167),
        ("small", 10_000, 0),
        ("possible more", 0, 90_000),
        ("possible", 0, 50_000),
        ("cent", 0, 1),
    ]


def test_reasons_stand_by_amount_then_by_number_and_leave_out_what_is_not_open() -> None:
    rows = (
        replace(SURE, code="1"),
        Entry("2", chance=0.3, high=500.0),
        Entry("3", chance=0.05, high=500.0),
        Entry("4", chance=0.04, high=500.0),
        replace(SURE, code="5", stage="closed"),
    )
    found = value_register(seen(*rows), draws=64)
    assert list(provision_reasons(found).items()) == [
        ("most_likely", (1, 10_000)),
        ("remote", (2, 0)),
        ("not_probable", (1, 0)),
    ]


def test_the_steps_from_expected_to_provided_by_hand() -> None:
    """90 expected and 100 provided for one, 75 expected and nothing for the other, 4.76 off for a year."""
    rows = (
        replace(SURE, code="1", settles_on=TODAY + timedelta(365)),
        Entry("2", chance=0.3, low=250.0, likely=250.0, high=250.0),
    )
    assert expected_to_provision(value_register(seen(*rows), draws=64)) == {
        "expected": 16_500,
        "in_full": 1_000,
        "not_provided": 7_500,
        "discount": 476,
        "provided": 9_524,
    }


def test_only_what_is_virtually_certain_is_taken_off_the_loss() -> None:
    row = replace(SURE, chance=1.0, recovery=30.0)
    certain = value_register(seen(replace(row, certainty="virtually_certain")), draws=64)
    assert set(certain.loss.totals.tolist()) == {7_000}
    probable = value_register(seen(replace(row, certainty="probable")), draws=64)
    assert set(probable.loss.totals.tolist()) == {10_000}
    assert value_register(seen(), draws=64).loss.expected == 0.0


def years(totals: list[int]) -> Loss:
    return Loss(np.array(totals), 2, 0.0, 0.15, 0)


def test_a_quantile_is_the_smallest_total_that_is_not_exceeded_and_its_interval_is_by_hand() -> None:
    """Of 100, 200 … 10,000 in rising order one neighbouring pair stands on either side of any of them: 1.96 · √(½ + ½)
    is two ranks either way."""
    rising = years([100 * place for place in range(1, 101)])
    found = rising.quantile(0.5)
    assert (found.value, found.low, found.high) == (50.0, 48.0, 52.0)
    assert rising.quantile(0.501).value == 51.0
    assert (rising.quantile(0.9).value, rising.quantile(0.91).reason) == (90.0, "too_few_draws")
    assert (rising.quantile(0.1).value, rising.quantile(0.09).reason) == (10.0, "too_few_draws")
    assert rising.quantile(1.0).reason == "too_few_draws"


def test_an_interval_that_runs_past_the_draws_is_not_given() -> None:
    """Totals that go up and down each year: 21 of 24 neighbours lie on different sides of the middle, 1.96 · √11 is
    seven ranks."""
    swinging = years([place * 100 if place % 2 else (25 - place) * 100 for place in range(1, 25)])
    found = swinging.quantile(0.5)
    below = swinging.totals <= np.sort(swinging.totals)[11]
    radius = int(np.ceil(1.96 * np.sqrt(0.5 * np.count_nonzero(below[1:] != below[:-1]) + 0.5)))
    if radius > 11:
        assert found.reason == "too_few_draws"
    else:
        ordered = np.sort(swinging.totals) / 100.0
        assert (found.low, found.high) == (ordered[11 - radius], ordered[11 + radius])


def test_above_a_limit_is_more_than_it_to_the_cent() -> None:
    four = years([100, 200, 300, 400])
    assert [four.above(limit) for limit in (1.99, 2.0, 2.01, 4.0)] == [0.75, 0.5, 0.5, 0.0]
    assert four.mean == 2.5
    assert four.mean_error == pytest.approx(np.sqrt(0.5 * 3.0 * 4.0 / 3.0) / 4.0)


def test_the_smallest_and_the_largest_number_of_draws_are_drawn() -> None:
    def drawn(**changes: object) -> Loss:
        return total_loss(["a"], 0.5, 1.0, 1.0, 1.0, **{"draws": 2, **changes})  # type: ignore[arg-type]

    assert len(drawn().totals) == 2
    assert len(drawn(draws=2**20).totals) == 2**20
    for wrong in ({"draws": 1}, {"draws": 2**20 + 1}, {"correlation": 1.0}, {"correlation": -0.01}):
        with pytest.raises(BadInput):
            drawn(**wrong)
    assert len(drawn(correlation=0.99).totals) == 2


def test_one_claim_alone_costs_as_often_as_its_chance_whatever_is_common() -> None:
    for correlation in (0.0, 0.15, 0.9):
        found = total_loss(["a"], 0.3, 1.0, 1.0, 1.0, correlation=correlation, draws=2**14)
        assert float(found.totals.mean()) / 100.0 == pytest.approx(0.3, abs=0.02)


def test_in_the_worst_tenth_of_years_many_claims_cost_as_the_factor_says() -> None:
    count, draws = 2_000, 64
    found = total_loss([f"c{place}" for place in range(count)], 0.3, 1.0, 1.0, 1.0, correlation=0.5, draws=draws)
    factor = norm.ppf((np.arange(draws) + 0.5) / draws)
    given = norm.cdf((norm.ppf(0.3) - np.sqrt(0.5) * factor) / np.sqrt(0.5))
    assert found.totals / 100.0 / count == pytest.approx(given, abs=0.05)


def test_a_spread_without_width_is_one_size_and_a_likely_end_is_in_the_table() -> None:
    assert set(size_cells(5.0, 5.0, 5.0).tolist()) == {5.0}
    for likely in (0.0, 1.0, 0.5, 1.0 / 256.0):
        cells = size_cells(0.0, likely, 1.0)
        assert float(cells.mean()) == pytest.approx((4.0 * likely + 1.0) / 6.0, abs=1e-9)
        assert (np.diff(cells) > 0.0).all()
        assert 0.0 < float(cells[0]) < float(cells[-1]) < 1.0


def test_a_claims_key_is_its_own_and_a_code_used_twice_is_named() -> None:
    assert keys_of_claims(["a", "b"], 0).tolist() == keys_of_claims(["b", "a"], 0)[::-1].tolist()
    assert keys_of_claims(["a"], 0).tolist() != keys_of_claims(["a"], 1).tolist()
    with pytest.raises(BadInput) as refused:
        keys_of_claims(["a", "b", "b"], 0)
    assert refused.value.problems[0].value == "b"


def test_rates_in_another_currency_are_over_its_own_rate_of_the_day_and_back() -> None:
    team = Team(
        "USD",
        rates=(
            DatedRate(date(2026, 1, 1), "EUR", 1.25),
            DatedRate(date(2026, 2, 5), "CNY", 0.15),
            DatedRate(date(2026, 2, 6), "JPY", 0.01),
            DatedRate(date(2025, 12, 31), "JPY", 0.01),
        ),
    )
    found = team.reported_in("EUR")
    assert [(str(each.on), each.currency, float(each.worth)) for each in found.rates] == [
        ("2026-02-05", "CNY", 0.12),
        ("2026-01-01", "USD", 0.8),
    ]
    assert team.reported_in("USD") is team
    third = Team("USD", rates=(DatedRate(date(2026, 1, 1), "EUR", 3.0),)).reported_in("EUR")
    assert [float(each.worth) for each in third.rates] == [0.333333333333333]  # fifteen decimals
