"""Dated exchange rates: the latest on or before a day, rows refused with their reason, lines converted once and
totals that reconcile."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation import BadInput
from negotiation.finance.register.exchange_rates import exchange_rates, rates_on_day, read_rates
from negotiation.finance.register.reporting_rates import currency_of_rates, rates_to_reporting
from negotiation.finance.reporting_settings import DatedRate, Team

TODAY = date(2026, 11, 22)
TABLE = [
    (date(2026, 10, 1), "EUR", 1.10),
    (date(2026, 11, 1), "EUR", 1.20),
    (date(2026, 11, 10), "CNY", 0.14),
    (date(2026, 6, 1), "JPY", 0.0067),
]


def test_the_rate_is_the_latest_on_or_before_the_day() -> None:
    rates = exchange_rates("USD", TABLE)
    days = np.array(["2026-10-01", "2026-10-31", "2026-11-01", "2026-11-22"], dtype="datetime64[D]")
    found = rates_on_day(rates, ["EUR"] * 4, days)
    assert found.worth.tolist() == [1.10, 1.10, 1.20, 1.20]
    assert found.day.astype(str).tolist() == ["2026-10-01", "2026-10-01", "2026-11-01", "2026-11-01"]
    assert found.problems == ()


def test_a_rate_that_is_missing_or_too_old_is_a_problem_and_no_number() -> None:
    found = rates_on_day(exchange_rates("USD", TABLE), ["USD", "JPY", "CHF", "CNY"], TODAY)
    assert found.worth[[0, 3]].tolist() == [1.0, 0.14]
    assert np.isnan(found.worth[[1, 2]]).all()
    assert [(each.code, each.path) for each in found.problems] == [
        ("rate_missing", "rates.CHF"),
        ("rate_too_old", "rates.JPY"),
    ]
    assert found.problems[1].allowed == {"currency": "USD", "on": "2026-11-22", "of": "2026-06-01", "high": 35}
    early = rates_on_day(exchange_rates("USD", TABLE), ["EUR"], date(2026, 9, 30))
    assert [each.code for each in early.problems] == ["rate_missing"]


def test_the_day_on_which_a_rate_becomes_too_old() -> None:
    rates, day = exchange_rates("USD", TABLE[-1:]), date(2026, 6, 1)
    assert rates_on_day(rates, ["JPY"], day + timedelta(35)).problems == ()
    assert [each.code for each in rates_on_day(rates, ["JPY"], day + timedelta(36)).problems] == ["rate_too_old"]


ROWS = st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["EUR", "CNY"]), st.integers(1, 10**6)), max_size=20)
ASKED = st.lists(st.tuples(st.integers(0, 450), st.sampled_from(["EUR", "CNY", "USD"])), min_size=1, max_size=10)


@given(ROWS, ASKED)
def test_many_lines_get_the_rates_that_each_would_get_alone(
    rows: list[tuple[int, str, int]], asked: list[tuple[int, str]]
) -> None:
    start = date(2025, 1, 1)
    kept = {(day, code): worth / 1e4 for day, code, worth in rows}
    rates = exchange_rates("USD", [(start + timedelta(day), code, worth) for (day, code), worth in kept.items()])
    days = np.array([start + timedelta(day) for day, _ in asked], dtype="datetime64[D]")
    found = rates_on_day(rates, [code for _, code in asked], days, oldest=60)
    for place, (day, code) in enumerate(asked):
        known = [(then, worth) for (then, other), worth in kept.items() if other == code and day - 60 <= then <= day]
        expected = 1.0 if code == "USD" else max(known)[1] if known else np.nan
        assert found.worth[place] == expected or (np.isnan(expected) and np.isnan(found.worth[place]))


FILE = """date,currency,rate
2026-11-02,EUR,1.10
2026-11-02,CNY,"0,1402"
2026-02-30,EUR,1.1
2027-01-01,EUR,1.1
2026-11-02,XXZ,1.1
2026-11-02,USD,1
2026-11-02,JPY,=1+1
2026-11-03,JPY,-0.0067
2026-11-03,KRW,"1,380"
2026-11-02,eur,1.30
"""


def test_every_row_that_is_left_out_is_named_with_its_reason() -> None:
    found = read_rates(FILE.encode(), "USD", TODAY)
    assert list(zip(found.currency.tolist(), found.worth.tolist(), strict=True)) == [("CNY", 0.1402), ("EUR", 1.10)]
    assert [(each.row, each.code) for each in found.refusals] == [
        (4, "no_date"),
        (5, "future_date"),
        (6, "no_currency"),
        (7, "own_currency"),
        (8, "no_rate"),
        (9, "no_rate"),
        (10, "no_rate"),
        (11, "duplicate"),
    ]
    assert sum(found.refused.values()) + len(found.worth) == 10


def test_chinese_heads_in_gb18030_are_read() -> None:
    found = read_rates("日期,币种,汇率\n2026年11月02日,USD,7.1234\n".encode("gb18030"), "CNY", TODAY)
    assert (found.currency.tolist(), found.worth.tolist()) == (["USD"], [7.1234])


@pytest.mark.parametrize("text", ["", "date,currency\n2026-01-01,EUR\n", "date,currency,rate\nsoon,EUR,1\n"])
def test_a_file_without_a_rate_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_rates(text.encode(), "USD", TODAY)


def test_rows_that_a_file_would_refuse_are_refused() -> None:
    for row in [(TODAY, "EUR", 0.0), (TODAY, "USD", 1.0), (TODAY, "QQQ", 1.0)]:
        with pytest.raises(BadInput):
            exchange_rates("USD", [row])


def test_a_head_may_say_in_which_currency_the_rates_are() -> None:
    text = b"day,currency,worth_in_usd\n2026-11-01,EUR,1.25\n2026-11-01,CNY,0.125\n"
    assert (currency_of_rates(text), currency_of_rates(b"day,currency,worth\n2026-11-01,EUR,1\n")) == ("USD", "")
    found = read_rates(text, currency_of_rates(text), date(2026, 11, 20))
    assert rates_to_reporting(found, "USD", ["EUR", "USD"], date(2026, 11, 20)) == {"EUR": 1.25, "USD": 1.0}
    assert rates_to_reporting(found, "CNY", ["EUR", "CNY", "USD"], date(2026, 11, 20)) == {
        "EUR": 10.0,
        "CNY": 1.0,
        "USD": 8.0,
    }
    with pytest.raises(BadInput) as refused:
        rates_to_reporting(found, "JPY", ["EUR"], date(2026, 11, 20))
    assert [each.code for each in refused.value.problems] == ["rate_missing"]


def test_a_team_that_reports_in_another_currency_keeps_its_rates_and_totals() -> None:
    rows = [
        (date(2026, 1, 1), "EUR", 1.25),
        (date(2026, 1, 20), "EUR", 1.20),
        (date(2026, 1, 2), "CNY", 0.15),
        (date(2025, 1, 2), "GBP", 1.3),
    ]
    team = Team("USD", rates=tuple(DatedRate(*row) for row in rows))
    euro = team.reported_in("EUR")
    assert euro.currency == "EUR"
    assert sorted((each.on, each.currency, float(each.worth)) for each in euro.rates) == [
        (date(2026, 1, 1), "USD", 0.8),
        (date(2026, 1, 2), "CNY", 0.12),
        (date(2026, 1, 20), "USD", pytest.approx(1 / 1.2)),
    ]
    day = date(2026, 1, 25)
    before, after = (rates_on_day(each.exchange_rates(), ["CNY", "USD", "EUR"], day).worth for each in (team, euro))
    assert after[1:] * 1.2 == pytest.approx(before[1:], abs=1e-12)
    assert team.reported_in("JPY").rates == ()
    assert team.reported_in("USD") is team
