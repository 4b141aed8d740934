"""Back and forth through the steps of a claim, its baseline and its named versions, without a page."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation import BadInput, Dossier
from negotiation.services.claim_history import (
    MOST_SNAPSHOTS,
    MOST_STEPS,
    ClaimHistory,
    begin_history,
    changed_claim,
    redone,
    states,
    undone,
    with_baseline,
    with_snapshot,
    with_snapshot_renamed,
    with_step,
    without_snapshot,
)
from tests.support.agreements import load

FIRST = load("gift_boxes")


def titled(title: str) -> Dossier:
    return replace(FIRST, case=replace(FIRST.case, title=title))


def walked(*titles: str) -> ClaimHistory:
    history = begin_history(FIRST)
    for title in titles:
        history = with_step(history, titled(title))
    return history


def test_a_claim_that_was_just_opened_is_its_own_baseline_and_has_no_steps() -> None:
    history = begin_history(FIRST)
    assert (history.base, history.past, history.future, dict(history.snapshots)) == (FIRST, (), (), {})
    assert undone(history) is history
    assert redone(history) is history
    assert begin_history(FIRST, titled("base")).base == titled("base")


@given(st.lists(st.text("abc", min_size=1, max_size=3), min_size=1, max_size=8), st.integers(0, 9))
def test_what_is_undone_and_done_again_is_the_same_history(titles: list[str], back: int) -> None:
    history = walked(*titles)
    here = history
    for _ in range(min(back, len(titles))):
        here = undone(here)
    assert here.claim == [FIRST, *map(titled, titles)][-1 - min(back, len(titles))]
    assert set(map(id, states(here))) == set(map(id, states(history)))
    for _ in range(back):
        here = redone(here)
    assert here == history


def test_a_new_step_after_a_step_back_forgets_what_was_undone() -> None:
    history = with_step(undone(walked("a", "b")), titled("c"))
    assert (history.future, history.past) == ((), (FIRST, titled("a")))
    assert redone(history) is history


def test_moves_of_one_widget_are_one_step_unless_they_are_the_first() -> None:
    assert with_step(walked("a", "b"), titled("c"), same_step=True).past == (FIRST, titled("a"))
    assert with_step(begin_history(FIRST), titled("a"), same_step=True).past == (FIRST,)


def test_only_so_many_steps_are_kept_and_the_oldest_go() -> None:
    history = walked(*map(str, range(MOST_STEPS + 3)))
    assert len(history.past) == MOST_STEPS
    assert history.past[0] == titled("2")


def test_the_baseline_and_named_versions_make_no_step() -> None:
    history = with_baseline(walked("a"))
    assert (history.base, len(history.past)) == (titled("a"), 1)
    history = with_snapshot(with_snapshot(history, "one", FIRST), "one", titled("b"))
    assert list(history.snapshots) == ["one", "one 2"]
    renamed = with_snapshot_renamed(history, "one", "first")
    assert list(renamed.snapshots) == ["first", "one 2"]
    assert with_snapshot_renamed(history, "one", "one 2") is history
    assert with_snapshot_renamed(history, "one", "") is history
    assert list(without_snapshot(renamed, "first").snapshots) == ["one 2"]
    assert len(history.past) == 1


def test_only_so_many_versions_are_named() -> None:
    history = begin_history(FIRST)
    for _ in range(MOST_SNAPSHOTS):
        history = with_snapshot(history, "same", FIRST)
    assert len(history.snapshots) == MOST_SNAPSHOTS
    assert with_snapshot(history, "another", FIRST) is history


def test_a_change_that_cannot_be_computed_is_refused() -> None:
    with pytest.raises(BadInput):
        changed_claim(FIRST, lambda dossier: replace(dossier, case=replace(dossier.case, currency="no currency")))
    assert changed_claim(FIRST, lambda dossier: dossier) == FIRST
