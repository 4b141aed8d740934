"""Each figure that a user sees has its function, its words and its place; each key of `--json` is one of them."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from negotiation.cli import main
from negotiation.figure_register import (
    COMMANDS,
    FIGURES,
    PLACES,
    SIGNS,
    UNITS,
    Figure,
    figure,
    figures_of_command,
    function_of,
)
from negotiation.i18n.catalogue import LANGUAGES, messages
from negotiation.presentation.common.figure_text import HEADS, figure_rows
from negotiation.presentation.options.table import COLUMNS
from tests.conftest import CLAIMS, ROOT
from tests.support.write_figures import PLACE, document

REGISTER = ROOT / "data" / "register"
SAMPLES = {
    "evaluate": [["evaluate", str(path)] for path in sorted(CLAIMS.glob("*.json"))],
    "bargain": [["bargain", str(CLAIMS / f"{name}.json")] for name in ("gift_boxes_negotiation", "failing_service")],
    "rework": [["rework", str(CLAIMS / "gift_boxes.json")]],
    "lifetime": [["lifetime", str(ROOT / "data" / "orders" / "box_customers.csv")]],
    "exposure": [
        ["exposure", str(REGISTER / "team_en.csv"), "--rates", str(REGISTER / "rates.csv"), "--today", "2026-11-20"]
    ],
}
"""Commands that together print every key."""

NOT_IN_A_SAMPLE = {"ties.*", "forecast.amount", "forecast.day", "forecast.gap"}
"""Keys that no sample has something under: none ends in a tie, and in none have both sides named two figures."""


@pytest.mark.parametrize("each", FIGURES, ids=lambda each: each.key)
def test_a_figure_has_its_function_its_words_and_its_place(each: Figure) -> None:
    found = function_of(each)
    assert found.__doc__ or isinstance(found, property)
    assert (ROOT / "negotiation" / each.path).is_file()
    assert each.unit in UNITS
    assert each.sign in SIGNS
    assert set(each.pages) <= set(PLACES)
    assert {path.partition(" ")[0] for path in each.json} <= set(COMMANDS)
    assert each.pages or each.json
    for lang in LANGUAGES:
        assert {f"figure.{each.key}.name", f"figure.{each.key}.meaning"} <= messages(lang).keys()


def test_keys_and_names_occur_once() -> None:
    keys = [each.key for each in FIGURES]
    assert len(set(keys)) == len(keys) > 90
    for lang in LANGUAGES:
        names = [row["name"] for row in figure_rows(lang)]
        assert sorted({name for name in names if names.count(name) > 1}) == []


def test_formulas_name_figures_that_there_are() -> None:
    known = {each.key for each in FIGURES}
    inputs = {"claimed_to_harm", "unit_price", "usual_order", "margin_rate", "orders_per_year", "x_t"}
    for each in FIGURES:
        for name in re.findall(r"\b[a-z]+(?:_[a-z]+)+\b", each.formula):
            assert name in known | inputs | {"d_us", "d_customer", "t_x"}, (each.key, name)


def leaves(answer: Any, place: str = "") -> Iterator[str]:
    """Paths of everything in a JSON answer; places in a list are `*`, an empty list or record is a leaf."""
    if isinstance(answer, dict) and answer:
        for name, value in answer.items():
            yield from leaves(value, f"{place}.{name}" if place else name)
    elif isinstance(answer, list) and answer:
        for value in answer:
            yield from leaves(value, f"{place}.*")
    else:
        yield place


@pytest.mark.parametrize("command", COMMANDS)
def test_every_key_that_the_command_line_prints_is_a_figure(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    patterns = {path: re.compile(re.escape(path).replace(r"\*", "[^.]+")) for path in figures_of_command(command)}
    seen = set()
    for arguments in SAMPLES[command]:
        assert main([*arguments, "--json"]) == 0
        for leaf in set(leaves(json.loads(capsys.readouterr().out))):
            matching = {path for path, pattern in patterns.items() if pattern.fullmatch(leaf)}
            nothing_there = {path for path, pattern in patterns.items() if _is_below(leaf, path)}
            assert len(matching) == 1 or nothing_there, leaf
            seen |= matching
    assert patterns.keys() - seen <= NOT_IN_A_SAMPLE


def _is_below(leaf: str, path: str) -> bool:
    """True where the leaf is an empty or missing record of which the path is a part."""
    parts, whole = leaf.split("."), path.split(".")
    return len(parts) < len(whole) and all(
        one in (each, "*") or each == "*" for one, each in zip(parts, whole, strict=False)
    )


def test_the_columns_of_the_options_are_figures() -> None:
    assert {column.key for column in COLUMNS} <= {each.key for each in FIGURES}


def test_the_document_is_the_register() -> None:
    assert PLACE.read_text("utf-8") == document(), "run python -m tests.support.write_figures"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_figure_is_found_by_its_name_its_key_and_its_function(lang: str) -> None:
    row = next(row for row in figure_rows(lang) if row["key"] == "net_to_us")
    assert tuple(row) == HEADS
    for text in (row["name"], "NET_TO_US", "outcomes.py · net_to_us"):
        assert row in figure_rows(lang, text)
    assert figure_rows(lang, "no such figure") == []


def test_an_unknown_figure_is_refused() -> None:
    with pytest.raises(KeyError):
        figure("nothing")
