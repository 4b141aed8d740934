"""What people type: amounts with separators, percent, ten-thousands, and some out of a whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation.importers.typed_numbers import read_typed_number, read_typed_part


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("14,400", 14_400.0),
        ("14400.5", 14_400.5),
        (" 1.4万 ", 14_000.0),
        ("１２３", 123.0),
        ("2m", 2e6),
        ("14 400", 14_400.0),
        ("a few", None),
        ("", None),
        ("-5", None),
    ],
)
def test_amounts(typed: str, number: float | None) -> None:
    assert read_typed_number(typed) == number


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("1,000 of 3,000", (1_000.0, 3_000.0)),
        ("1000/3000", (1_000.0, 3_000.0)),
        ("1000 out of 3000", (1_000.0, 3_000.0)),
        ("33%", (990.0, 3_000.0)),
        ("all", (3_000.0, 3_000.0)),
        ("全部", (3_000.0, 3_000.0)),
        ("１，０００／３，０００", (1_000.0, 3_000.0)),
        ("500", (500.0, 3_000.0)),
        ("5000", (5_000.0, 5_000.0)),
        ("1 of 2 of 3", None),
        ("some", None),
        ("", None),
    ],
)
def test_a_part_of_a_whole_is_read(typed: str, part: tuple[float, float] | None) -> None:
    assert read_typed_part(typed, 3_000.0) == part


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(text: str) -> None:
    read_typed_number(text)
    read_typed_part(text, 10.0)
