"""Claims saved, read, versioned and archived: the same on SQLite and on PostgreSQL."""

import dataclasses
from collections.abc import Callable
from datetime import datetime

import numpy as np
import pytest

from negotiation import BadInput, Dossier, store
from negotiation.finance.register.entry import Entry
from negotiation.store import Conflict, Person, Provided, Store
from tests.support.store_servers import ANN, BOB, NOW, archive, entry, later


def codes(error: pytest.ExceptionInfo[BadInput]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def same(one: Entry, other: Entry) -> bool:
    return dataclasses.astuple(one) == dataclasses.astuple(other)


def test_a_claim_comes_back_as_it_was_saved(store_: Store, gift_boxes: Dossier) -> None:
    provided = Provided(1_234.56, "probable")
    assert store.save(store_, gift_boxes, entry(), ANN, 0, now=NOW, provided=provided) == 1
    kept = store.load(store_, "A-1")
    assert kept.dossier == gift_boxes
    assert same(kept.line.entry, entry())
    assert (kept.line.version, kept.line.who, kept.line.created, kept.line.updated) == (1, ANN, NOW, NOW)
    assert kept.line.provided == provided
    assert not kept.line.archived


def test_every_version_can_be_had_again_with_what_was_changed(store_: Store, gift_boxes: Dossier) -> None:
    edited = dataclasses.replace(gift_boxes, seed=7.0)
    store.save(store_, gift_boxes, entry(), ANN, 0, now=NOW)
    assert store.save(store_, edited, entry(claimed=6_000.0, owner="Bob"), BOB, 1, now=later(5)) == 2
    then, kept = store.revision(store_, "A-1", 1)
    assert kept.dossier == gift_boxes
    assert same(then.line.entry, entry())
    newest, oldest = store.history(store_, "A-1")
    assert (oldest.line.who, oldest.changes) == (ANN, ())
    assert (newest.line.who, newest.line.updated) == (BOB, later(5))
    assert [(change.path, change.old, change.new) for change in newest.changes] == [
        ("entry.owner", "Ann Lee", "Bob"),
        ("entry.claimed", 550_025, 600_000),
        ("seed", 1, 7),
    ]
    assert store.load(store_, "A-1").dossier == edited


def test_the_second_writer_is_told_and_nothing_is_written(store_: Store, gift_boxes: Dossier) -> None:
    store.save(store_, gift_boxes, entry(), ANN, 0, now=NOW)
    store.save(store_, gift_boxes, entry(paid=1.0), BOB, 1, now=later(1))
    with pytest.raises(Conflict) as told:
        store.save(store_, gift_boxes, entry(paid=2.0), ANN, 1, now=later(2))
    assert (told.value.version, told.value.who, told.value.when) == (2, BOB, later(1))
    assert codes(told) == ["store_conflict"]
    assert store.load(store_, "A-1").line.entry.paid == 1.0
    assert len(store.history(store_, "A-1")) == 2
    with pytest.raises(Conflict):
        store.save(store_, None, entry(), ANN, 0, now=later(2))


def test_a_save_that_changes_nothing_makes_no_version(store_: Store, gift_boxes: Dossier) -> None:
    store.save(store_, gift_boxes, entry(), ANN, 0, now=NOW)
    assert store.save(store_, gift_boxes, entry(), BOB, 1, now=later(1)) == 1
    assert store.trail_end(store_).sequence == 1


def test_a_line_without_a_claim_keeps_the_document_that_is_there(store_: Store, gift_boxes: Dossier) -> None:
    store.save(store_, gift_boxes, entry(), ANN, 0, now=NOW)
    store.save(store_, None, entry(paid=5.0), BOB, 1, now=later(1))
    assert store.load(store_, "A-1").dossier == gift_boxes
    store.save(store_, None, entry("A-2"), BOB, 0, now=later(1))
    kept = store.load(store_, "A-2")
    assert kept.dossier is None
    assert not kept.line.has_document
    assert store.save(store_, gift_boxes, entry("A-2"), BOB, 1, now=later(2)) == 2
    assert store.load(store_, "A-2").line.has_document


def test_a_claim_that_was_archived_stays_out_of_the_register_and_readable(store_: Store, gift_boxes: Dossier) -> None:
    store.save(store_, gift_boxes, entry(), ANN, 0, now=NOW)
    archive(store_, "A-1", BOB, now=later(1))
    assert store.search(store_).total == 0
    assert [line.entry.code for line in store.search(store_, archived=True).lines] == ["A-1"]
    assert store.load(store_, "A-1").dossier == gift_boxes
    assert store.save(store_, None, entry(paid=3.0), ANN, 2, now=later(2)) == 3
    assert store.load(store_, "A-1").line.archived
    archive(store_, "A-1", BOB, now=later(3), archived=False)
    assert store.search(store_).total == 1
    assert store.history(store_, "A-1")[0].action == "restored"


def test_an_unknown_claim_is_named(store_: Store) -> None:
    actions: tuple[Callable[[], object], ...] = (
        lambda: store.load(store_, "no"),
        lambda: store.history(store_, "no"),
        lambda: store.save(store_, None, entry("no"), ANN, 3, now=NOW),
    )
    for action in actions:
        with pytest.raises(BadInput) as error:
            action()
        assert codes(error) == ["no_such_claim"]


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ({"claimed": -1.0}, "out_of_range"),
        ({"currency": "XXQ"}, "not_a_currency"),
        ({"title": "x" * 301}, "too_long"),
        ({"title": "a\0b"}, "not_storable"),
        ({"customer": "half \ud83d"}, "not_storable"),
        ({"code": "  "}, "missing"),
        ({"claimed": np.array([1.0, 2.0])}, "one_offer_only"),
    ],
)
def test_what_cannot_be_kept_is_refused_before_anything_is_written(
    sqlite: Store, bad: dict[str, object], code: str
) -> None:
    with pytest.raises(BadInput) as error:
        store.save(sqlite, None, entry(**bad), ANN, 0, now=NOW)  # type: ignore[arg-type]
    assert codes(error) == [code]
    assert store.trail_end(sqlite).sequence == 0


def test_a_document_with_half_a_character_is_refused_and_one_with_a_zero_character_kept(
    store_: Store, gift_boxes: Dossier
) -> None:
    titled = [
        dataclasses.replace(gift_boxes, case=dataclasses.replace(gift_boxes.case, title=title))
        for title in ("half \ud83d", "zero \0")
    ]
    with pytest.raises(BadInput) as error:
        store.save(store_, titled[0], entry(), ANN, 0, now=NOW)
    assert codes(error) == ["not_storable"]
    store.save(store_, titled[1], entry(), ANN, 0, now=NOW)
    assert store.load(store_, "A-1").dossier == titled[1]


def test_nobody_writes_without_a_name_or_without_a_time_zone(sqlite: Store) -> None:
    with pytest.raises(BadInput) as error:
        store.save(sqlite, None, entry(), Person(" ", "boss"), 0, now=NOW)
    assert codes(error) == ["no_person"]
    with pytest.raises(ValueError, match="time zone"):
        store.save(sqlite, None, entry(), ANN, 0, now=datetime(2026, 1, 1))


def test_words_that_look_like_commands_are_words(store_: Store, gift_boxes: Dossier) -> None:
    hostile = "'); DROP TABLE claims; -- %_\\ =1+1 <b>\u202e"
    store.save(
        store_,
        gift_boxes,
        entry(hostile[:50], title=hostile, customer="=cmd|' /C calc'!A0"),
        Person(hostile, ":role"),
        0,
        now=NOW,
    )
    assert store.load(store_, hostile[:50]).line.entry.title == hostile
    assert store.search(store_, "drop TABLE %_\\").total == 1
    assert store.search(store_, "%").total == 1
    assert store.search(store_, "drop%table").total == 0
    assert store.search(store_, "d_op").total == 0
