"""The gift boxes, to the cent, through the library and the command line (the page has the same test in tests/pages)."""

import json
import math

import pytest

import negotiation
from negotiation.presentation.options.table import COLUMNS, figures_by_option
from tests.conftest import CLAIMS
from tests.support.commands import run
from tests.support.gift_boxes import MONEY, ROWS

CHANCES = ["s_against_no_deal", "s_against_the_next_cheaper_they_would_take"]


def assert_row(figures: dict[str, object], code: str) -> None:
    for key in MONEY:
        assert figures[key] == float(ROWS[code][key]), (code, key)
    for key in CHANCES:
        expected = ROWS[code][key]
        assert (figures[key] is None) == (expected == ""), (code, key)
        if expected:
            assert round(100 * float(str(figures[key])), 2) == float(expected), (code, key)
    assert figures["s"] == float(ROWS[code]["s"])
    assert figures["payback_month"] == int(ROWS[code]["payback_month"])


@pytest.mark.parametrize("code", ROWS)
def test_the_table_through_the_library(gift_boxes: negotiation.Dossier, code: str) -> None:
    assert_row(figures_by_option(negotiation.summarise(gift_boxes))[code], code)


def test_the_table_through_the_command_line() -> None:
    answer = json.loads(run("evaluate", str(CLAIMS / "gift_boxes.json"), "--json").stdout)
    assert answer["lifetime_value"] == 88407.41
    assert answer["recommended"] == "remake_extra_orders"
    assert list(answer["options"]) == list(ROWS)
    for code, figures in answer["options"].items():
        assert_row(figures, code)


@pytest.mark.parametrize("code", ROWS)
def test_the_default_chance_of_staying(gift_boxes: negotiation.Dossier, code: str) -> None:
    outcome = negotiation.summarise(gift_boxes).outcome(code)
    assert round(float(outcome.worth.staying_default), 3) == float(ROWS[code]["default_s"])


def test_what_the_customer_would_refuse_is_marked(gift_boxes: negotiation.Dossier) -> None:
    sheet = figures_by_option(negotiation.summarise(gift_boxes))
    assert [code for code, row in sheet.items() if not row["customer_would_accept"]] == ["customer_pays", "price_cut"]


def test_the_verdict_in_numbers(gift_boxes: negotiation.Dossier) -> None:
    verdict = negotiation.summarise(gift_boxes).verdict
    assert (verdict.code, verdict.reference, verdict.runner_up) == (
        "remake_extra_orders",
        "half_over_orders",
        "credit_over_orders",
    )
    assert (verdict.cash_out, verdict.cash_out_day, verdict.most_at_risk) == (4678.0, 10.0, 19078.0)
    assert round(verdict.orders_to_earn_back, 1) == 1.3
    assert round(100 * verdict.points_needed) == 2
    assert round(100 * verdict.points_judged) == 4
    assert verdict.cheapest_if_they_stay == "credit_over_orders"
    assert verdict.cost_if_they_stay / verdict.own_cost_if_they_stay == pytest.approx(0.454, abs=0.001)
    assert verdict.ties == ()


def test_cash_out_is_gross_of_receipts(gift_boxes: negotiation.Dossier) -> None:
    sheet = figures_by_option(negotiation.summarise(gift_boxes))
    expected = {"no_deal": 3600.0, "price_cut": 720.0}
    assert {code: row["cash_out_30_days"] for code, row in sheet.items()} == {
        code: expected.get(code, 4678.0) for code in ROWS
    }


def test_every_column_of_the_table_is_a_stable_key_and_has_a_head() -> None:
    from negotiation.i18n.catalogue import messages

    for column in COLUMNS:
        assert f"figure.{column.key}.name" in messages("en")
        assert f"figure.{column.key}.meaning" in messages("en")
    assert set(MONEY + CHANCES) <= {column.key for column in COLUMNS}


def test_a_figure_is_never_nan_or_minus_zero(gift_boxes: negotiation.Dossier) -> None:
    for row in figures_by_option(negotiation.summarise(gift_boxes)).values():
        for key, value in row.items():
            if isinstance(value, float):
                assert math.isfinite(value), key
                assert str(value) != "-0.0", key
