"""How the provision moved since a booking: opening + lines = closing to the cent, whatever rates, rules and
currencies did meanwhile."""

import csv
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation import BadInput
from negotiation.finance.position import Position, value_register
from negotiation.finance.provision.provision import ASC_450, IAS_37, IFRS_SMES, POLICIES, ProvisionPolicy
from negotiation.finance.register.entry import Entry
from negotiation.finance.register.register import Register, register_of
from negotiation.finance.register.valued_register import convert_register
from negotiation.finance.register_file.register_reader import read_register
from negotiation.services.period_end_snapshot import (
    measured_on,
    policy_of_period_end,
    rates_of_period_end,
    same_figures,
    snapshot,
)
from negotiation.services.provision_since import ProvisionMovement, provision_movement
from negotiation.store import PeriodEnd, PeriodEndLine
from tests.conftest import ROOT
from tests.support.registers import WORTH, entries

START, END = date(2026, 10, 31), date(2026, 11, 20)
NAMES = ("added", "used", "reversed", "unwound", "exchange", "policy")
POUND = Entry(
    "P-1", customer="c", currency="GBP", claimed=9_000.0, chance=0.9, low=1_912.37, likely=1_912.37, high=1_912.37
)


def on(
    day: date,
    entries: tuple[Entry, ...] | Register,
    worth: dict[str, float],
    policy: ProvisionPolicy = IAS_37,
    currency: str = "USD",
) -> Position:
    register = entries if isinstance(entries, Register) else register_of(entries)
    return value_register(convert_register(register, worth, currency, day), policy, draws=64)


def closes(moved: ProvisionMovement) -> bool:
    roll = moved.roll
    lines = roll.opened + roll.added - roll.used - roll.reversed + roll.unwound + roll.exchange + roll.policy
    return bool((lines == roll.closed).all()) and bool(
        (roll.expense == roll.closed - roll.opened + roll.used + roll.beyond).all()
    )


def only(moved: ProvisionMovement) -> dict[str, int]:
    """The lines that moved."""
    return {name: moved.roll.total(name) for name in NAMES if moved.roll.total(name)}


def test_another_rate_is_an_exchange_difference_and_nothing_else() -> None:
    moved = provision_movement(snapshot(on(START, (POUND,), {"GBP": 1.13636})), on(START, (POUND,), {"GBP": 1.25}))
    assert only(moved) == {"exchange": 239_046 - 217_314}
    assert closes(moved)


def test_another_standard_is_a_change_of_policy_and_nothing_else() -> None:
    doubtful = replace(POUND, code="P-2", chance=0.6)
    was = on(START, (POUND, doubtful), {"GBP": 1.25})
    moved = provision_movement(snapshot(was), on(START, (POUND, doubtful), {"GBP": 1.25}, ASC_450))
    assert only(moved) == {"policy": -239_046}
    assert moved.largest("policy", 5) == [("P-2", -239_046)]
    assert closes(moved)


def test_what_is_paid_at_another_rate_leaves_no_additions() -> None:
    paid = replace(POUND, paid=1_000.0, low=912.37, likely=912.37, high=912.37)
    moved = provision_movement(snapshot(on(START, (POUND,), {"GBP": 1.0})), on(END, (paid,), {"GBP": 1.25}))
    assert only(moved) == {"used": 125_000, "exchange": 47_809}


def test_another_discount_rate_counts_with_the_unwinding() -> None:
    late = replace(POUND, currency="USD", settles_on=date(2028, 10, 31))
    moved = provision_movement(snapshot(on(START, (late,), {})), on(START, (late,), {}, replace(IAS_37, rate=0.08)))
    assert set(only(moved)) == {"unwound"}
    assert moved.roll.total("unwound") < 0
    assert closes(moved)


def test_interest_runs_from_the_day_for_which_figures_were_worked_out_not_from_the_period_end() -> None:
    late = replace(POUND, currency="USD", settles_on=date(2028, 10, 31))
    booked = snapshot(on(END, (late,), {}), on=START)
    assert (booked.booked_on, measured_on(booked)) == (START, END)
    assert only(provision_movement(booked, on(END, (late,), {}))) == {}
    assert provision_movement(snapshot(on(START, (late,), {})), on(END, (late,), {})).roll.total("unwound") > 0


def test_a_start_in_another_currency_is_translated_at_the_rate_of_its_day() -> None:
    booked = snapshot(on(START, (POUND,), {"GBP": 1.25}))
    now = on(START, (POUND,), {"GBP": 9.0}, currency="CNY")
    with pytest.raises(BadInput) as refused:
        provision_movement(booked, now)
    assert refused.value.problems[0].code == "rate_missing"
    same = provision_movement(booked, now, {"USD": 7.2})
    assert (same.worth, same.roll.total("opened"), only(same)) == (7.2, 1_721_131, {"exchange": 2})
    dearer = provision_movement(booked, on(END, (POUND,), {"GBP": 9.9}, currency="CNY"), {"USD": 7.2})
    assert set(only(dearer)) == {"exchange"}
    held = snapshot(on(START, (POUND, replace(POUND, code="P-2", currency="CNY")), {"GBP": 1.25, "CNY": 0.16}))
    assert provision_movement(held, now).worth == pytest.approx(6.25)


def test_an_older_booking_without_its_policy_and_rates_is_still_read() -> None:
    old = PeriodEnd(
        START,
        "1",
        "USD",
        {"provided": 217_314, "rate": 50_000},
        (PeriodEndLine("P-1", 1, "USD", 217_314, "most_likely", {"paid": 0, "days": 0}),),
    )
    assert policy_of_period_end(old) is None
    assert rates_of_period_end(old) == {"USD": 1.0}
    assert measured_on(old) == START
    now = on(END, (POUND,), {"GBP": 1.25}, ASC_450)
    assert only(provision_movement(old, now)) == {"added": 21_732}
    assert only(provision_movement(old, now, {"GBP": 1.13636})) == {"exchange": 21_732}


@pytest.mark.parametrize(
    "policy",
    [*POLICIES.values(), replace(IAS_37, probable=0.35, population=7.0, lower_too=True, asset_when="possible")],
)
def test_a_booking_holds_the_policy_and_the_rates_that_it_was_made_with(policy: ProvisionPolicy) -> None:
    booked = snapshot(on(START, (POUND,), {"GBP": 1.13636}, policy))
    assert vars(policy_of_period_end(booked)) == vars(policy)
    assert rates_of_period_end(booked) == {"USD": 1.0, "GBP": 1.13636}
    assert booked.lines[0].figures["own.GBP"] == (191_237 if booked.lines[0].provision else 0)
    assert same_figures(booked, replace(booked, totals={**booked.totals, "measured.on": 1}))
    assert not same_figures(booked, replace(booked, totals={**booked.totals, "worth.GBP": 1}))


@settings(max_examples=40, deadline=None)
@given(
    entries(),
    entries(),
    st.randoms(use_true_random=False),
    st.floats(0.5, 2.0),
    st.sampled_from([IAS_37, IFRS_SMES, ASC_450]),
    st.booleans(),
)
def test_opening_and_lines_make_the_closing_of_every_claim(first, second, chooser, rate, policy, other) -> None:  # type: ignore[no-untyped-def]
    codes = [each.code for each in first]
    chooser.shuffle(codes)
    second = tuple(
        replace(each, code=code)
        for each, code in zip(second, [*codes, *(f"new {place}" for place in range(99))], strict=False)
    )
    before, worth = (
        on(START, first, WORTH),
        {code: each * (rate if code != "USD" else 1.0) for code, each in WORTH.items()},
    )
    if other:
        worth = {code: 7.0 * each for code, each in worth.items()} | {"USD": 7.0}
    after = on(END, second, worth, policy, "CNY" if other else "USD")
    moved = provision_movement(snapshot(before), after, {"USD": 7.0})
    assert closes(moved)
    assert moved.roll.total("closed") == after.total("provided")
    assert other or moved.roll.total("opened") == before.total("provided")
    assert set(moved.code) == {each.code for each in first} | {each.code for each in second}
    assert min(getattr(moved.roll, name).min(initial=0) for name in ("added", "used", "reversed")) >= 0


def test_the_sample_team_moved_from_its_period_end_to_its_day_to_the_cent() -> None:
    first, *rows = csv.DictReader((ROOT / "data" / "register" / "booked.csv").open(encoding="utf-8", newline=""))
    lines = tuple(
        PeriodEndLine(row["code"], 1, row["currency"], int(row["provision"]), row["kind"], json.loads(row["figures"]))
        for row in rows
    )
    start = PeriodEnd(START, "", first["currency"], json.loads(first["figures"]), lines)
    register = read_register((ROOT / "data" / "register" / "team_en.csv").read_bytes(), END).register
    moved = provision_movement(start, on(END, register, {"EUR": 1.1, "CNY": 0.14}))
    assert measured_on(start) == START
    assert start.totals["provided"] == sum(line.provision for line in lines) == moved.roll.total("opened") > 0
    assert set(only(moved)) >= {"added", "used", "reversed", "exchange"}
    assert closes(moved)
    codes = set(register.code)
    assert all(line.code in codes for line in lines)


def test_a_claim_that_was_opened_after_the_day_of_a_period_end_is_not_in_it() -> None:
    early, late = replace(POUND, opened=START), replace(POUND, code="P-2", opened=date(2026, 11, 3))
    now = on(END, (early, late), {"GBP": 1.0})
    made = snapshot(now, on=START)
    assert ([each.code for each in made.lines], made.totals["provided"], made.totals["open"]) == (["P-1"], 191_237, 1)
    assert only(provision_movement(made, now)) == {"added": 191_237}
    assert len(snapshot(now).lines) == len(snapshot(now, on=END).lines) == 2
