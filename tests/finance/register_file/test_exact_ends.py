"""Cells of a register's file exactly at their ends: what is still read, and what is refused for which reason."""

from datetime import date, timedelta

import pytest

from negotiation import BadInput
from negotiation.finance.register.register import entries_of
from negotiation.finance.register_file import register_reader
from negotiation.finance.register_file.register_reader import LONGEST, RegisterReading, read_register

TODAY = date(2026, 11, 23)
USUAL = {"code": "R-1", "customer": "Nord", "opened": "2026-11-02", "claimed": "100"}
HEADS = {
    "code": "Claim no",
    "customer": "Customer",
    "opened": "Opened",
    "claimed": "Claimed",
    "chance": "Chance",
    "low": "Low",
    "likely": "Likely",
    "high": "High",
    "promised": "Credits promised",
    "used": "Credits used",
    "expired": "Credits expired",
    "currency": "Currency",
    "stage": "Stage",
}


def read(*rows: dict[str, str], heads: dict[str, str] = HEADS) -> RegisterReading:
    lines = [",".join(f'"{head}"' for head in heads.values())]
    lines += [",".join(f'"{({**USUAL, **row}).get(name, "")}"' for name in heads) for row in rows]
    return read_register("\n".join(lines).encode(), TODAY, "USD", {name: place for place, name in enumerate(heads)})


def reason(heads: dict[str, str] = HEADS, **cells: str) -> str:
    return ", ".join(fault.code for fault in read(cells, heads=heads).faults)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("0", ""), ("1", ""), ("0%", ""), ("100%", ""), ("101%", "chance_out"), ("-1%", "chance_out"), ("1%", ""),
     ("1.01", "chance_over_one"), ("100", "chance_over_one"), ("101", "chance_out"), ("-0.1", "chance_out"),
     ("half", "no_chance"), ("", "")],
)  # fmt: skip
def test_a_chance_lies_between_nothing_and_all(cell: str, expected: str) -> None:
    assert reason(chance=cell) == expected


def test_a_chance_is_per_cent_where_its_cell_or_its_head_says_so_and_empty_is_certain() -> None:
    found = read({"code": "1", "chance": "75%"}, {"code": "2", "chance": "0,75"}, {"code": "3"})
    assert [row.chance for row in entries_of(found.register)] == [0.75, 0.75, 1.0]
    per_cent = read({"code": "1", "chance": "75"}, {"code": "2"}, heads={**HEADS, "chance": "Chance (%)"})
    assert [row.chance for row in entries_of(per_cent.register)] == [0.75, 1.0]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("0", ""), ("-0.01", "negative"), ("(5)", "negative"), ("1000000000000", ""), ("1000000000001", "too_much"),
     ("much", "no_amount"), ("1.234", "unclear_amount"), ("0.234", ""), ("1234.567", ""), ("999.5", ""),
     ("USD 5", ""), ("EUR 5", "other_currency"), ("", "")],
)  # fmt: skip
def test_an_amount_is_read_or_refused_with_its_reason(cell: str, expected: str) -> None:
    assert reason(claimed=cell) == expected


def test_three_decimals_are_plain_where_the_currency_has_them() -> None:
    assert reason(claimed="1.234", currency="KWD") == ""
    assert read({"claimed": "1.005"}, heads=HEADS).refused == {"unclear_amount": 1}
    assert (read({"claimed": "1234.567"}).rounded, read({"claimed": "1234.56"}).rounded) == (1, 0)


def test_a_range_may_have_no_width_and_may_not_fall_and_needs_its_middle() -> None:
    assert reason(low="5", likely="5", high="5") == ""
    assert reason(low="5.01", likely="5", high="6") == "range_falls"
    assert reason(low="4", likely="5", high="4.99") == "range_falls"
    assert reason(low="4") == reason(high="4") == "no_likely"
    (row,) = entries_of(read({"likely": "5"}).register)
    assert (row.low, row.likely, row.high) == (5.0, 5.0, 5.0)


def test_an_open_claim_without_any_estimate_is_counted_as_such() -> None:
    rows = [{"code": stage, "stage": stage} for stage in ("open", "offered", "agreed", "settled", "closed")]
    assert read(*rows).unestimated == 3
    assert read({"likely": "5"}).unestimated == 0


def test_all_credits_may_be_used_and_expired_and_not_a_cent_more() -> None:
    assert reason(promised="10", used="6", expired="4") == ""
    assert reason(promised="10", used="6", expired="4.01") == "credits_over_promised"


def test_a_claim_opened_today_is_read_and_one_of_tomorrow_lies_ahead() -> None:
    assert reason(opened=TODAY.isoformat()) == ""
    assert reason(opened=(TODAY + timedelta(1)).isoformat()) == "future_date"
    assert reason(opened="") == "no_date"


@pytest.mark.parametrize("name", ["code", "customer"])
def test_a_text_may_be_as_long_as_its_field_and_not_empty(name: str) -> None:
    assert reason(**{name: "x" * LONGEST[name]}) == ""
    assert reason(**{name: "x" * (LONGEST[name] + 1)}) == "too_long"
    assert reason(**{name: ""}) == f"no_{name}"


def test_a_number_that_stood_before_is_refused_unless_the_first_was() -> None:
    found = read({}, {}, {"code": "R-2", "claimed": "much"}, {"code": "R-2"})
    assert [(fault.row, fault.code) for fault in found.faults] == [(3, "code_twice"), (4, "no_amount")]
    assert (found.rows, len(found.register)) == (4, 2)


def test_a_row_without_anything_is_no_row() -> None:
    nothing = dict.fromkeys(HEADS, "")
    found = read({}, nothing, {"code": "R-2"}, {**nothing, "stage": "open"})
    assert (found.rows, len(found.register)) == (3, 2)
    assert {fault.row for fault in found.faults} == {5}


def test_as_many_rows_as_allowed_are_read_and_one_more_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert register_reader.MOST_ROWS == 200_000
    monkeypatch.setattr(register_reader, "MOST_ROWS", 2)
    rows = [{"code": str(place)} for place in range(3)]
    assert len(read(*rows[:2]).register) == 2
    with pytest.raises(BadInput):
        read(*rows)


def test_a_column_is_chosen_once_and_must_be_there() -> None:
    text = b"a,b,c,d\n1,2,2026-01-01,4\n"
    right = {"code": 0, "customer": 1, "opened": 2, "claimed": 3}
    assert len(read_register(text, TODAY, "USD", right).register) == 1
    for wrong in ({**right, "claimed": 4}, {**right, "claimed": -1}, {**right, "claimed": 2}):
        with pytest.raises(BadInput):
            read_register(text, TODAY, "USD", wrong)
