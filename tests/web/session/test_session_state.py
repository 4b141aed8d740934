"""What a session keeps is its own: nothing that one changes in place reaches another."""

import pytest
import streamlit as st

from negotiation.web.session.session_state import Held, Latest, Slot, choice, fold


@pytest.fixture(autouse=True)
def state(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    found: dict[str, object] = {}
    monkeypatch.setattr(st, "session_state", found)
    return found


def test_a_slot_gives_its_beginning_until_something_is_put_there(state: dict[str, object]) -> None:
    slot = Slot("a", 3)
    assert (slot.get(), slot.is_set(), slot.take()) == (3, False, 3)
    slot.put(5)
    assert (slot.get(), slot.is_set(), state) == (5, True, {"a": 5})
    assert (slot.take(), slot.get(), state) == (5, 3, {})
    slot.put(6)
    slot.forget()
    assert state == {}


def test_two_sessions_never_hold_the_same_thing(monkeypatch: pytest.MonkeyPatch) -> None:
    held: Held[dict[str, int]] = Held("a", dict)
    held.get()["mine"] = 1
    assert held.get() == {"mine": 1}
    monkeypatch.setattr(st, "session_state", {})
    assert held.get() == {}


def test_the_latest_is_worked_out_anew_only_from_something_else() -> None:
    latest: Latest[object] = Latest("a")
    first = latest.get(("x", 1), object)
    assert latest.get(("x", 1), object) is first
    assert latest.made_from() == ("x", 1)
    assert latest.get(("x", 2), object) is not first
    latest.forget()
    assert latest.made_from() is None


def test_folds_and_choices_have_a_slot_each() -> None:
    fold("one").put(True)
    choice("one").put("code")
    assert (fold("one").get(), fold("two").get(), choice("one").get(), choice("two").get()) == (
        True,
        False,
        "code",
        None,
    )
