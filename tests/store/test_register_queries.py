"""The register searched and imported: the same on SQLite and on PostgreSQL."""

import dataclasses
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation import BadInput, Dossier, store
from negotiation.core.fields import MONEY
from negotiation.core.money import minor_digits
from negotiation.finance.register.entry import CERTAINTIES, Entry
from negotiation.store import Provided, Store, row_mapping
from tests.support.store_servers import ANN, BOB, NOW, entry, later


@pytest.fixture
def filled(store_: Store) -> Store:
    several = [
        entry("A-1", stage="open", next_deadline=date(2026, 5, 1)),
        entry(
            "A-2",
            stage="settled",
            customer="ＡＣＭＥ 礼盒",
            currency="JPY",
            claimed=900.0,
            accepted=1_000.0,
            cause="late",
        ),
        entry("A-3", stage="agreed", customer="acme", title="Late again", team="South", next_deadline=date(2026, 4, 1)),
        entry("A-4", stage="offered", currency="KWD", claimed=1.234, accepted=0.0),
    ]
    for place_, each in enumerate(several):
        store.save(store_, None, each, ANN, 0, now=later(place_))
    return store_


def found(filled: Store, *words_: str, **wanted: object) -> list[str]:
    return [line.entry.code for line in store.search(filled, *words_, **wanted).lines]  # type: ignore[arg-type]


def test_a_search_looks_through_the_words_whatever_their_width_and_capitals(filled: Store) -> None:
    assert found(filled, "acme", sort="code", descending=False) == ["A-2", "A-3"]
    assert found(filled, "礼盒") == ["A-2"]
    assert found(filled, "MÜLLER söhne", sort="code", descending=False) == ["A-1", "A-4"]
    assert found(filled, "acme late south") == ["A-3"]
    assert found(filled, "acme nowhere") == []
    assert found(filled, "a-4") == ["A-4"]


def test_a_search_narrows_by_stage_and_sorts_and_pages(filled: Store) -> None:
    assert found(filled) == ["A-4", "A-3", "A-2", "A-1"]
    assert found(filled, open_only=True) == ["A-4", "A-3", "A-1"]
    assert found(filled, stages=("settled", "agreed")) == ["A-3", "A-2"]
    assert found(filled, customer="acme") == ["A-3"]
    assert found(filled, sort="next_deadline", descending=False) == ["A-3", "A-1", "A-2", "A-4"]
    assert found(filled, sort="next_deadline") == ["A-1", "A-3", "A-4", "A-2"]
    assert found(filled, sort="code", page=2, size=3) == ["A-1"]
    assert store.search(filled, sort="code", page=2, size=3).total == 4
    with pytest.raises(BadInput):
        found(filled, sort="haystack; DROP TABLE claims")


def test_the_register_comes_out_as_columns(filled: Store) -> None:
    held = store.columns(filled)
    assert held["code"].tolist() == ["A-1", "A-2", "A-3", "A-4"]
    assert held["claimed"].tolist() == [550_025, 900, 550_025, 1_234]
    assert held["claimed"].dtype == np.int64
    assert held["digits"].tolist() == [2, 0, 2, 3]
    assert held["next_deadline"].astype(str).tolist() == ["2026-05-01", "NaT", "2026-04-01", "NaT"]
    assert store.columns(filled, archived=True)["claimed"].tolist() == []
    assert store.columns(filled, open_only=True)["code"].tolist() == ["A-1", "A-3", "A-4"]


def test_a_register_is_imported_whole_with_an_audit_row_for_each_line(store_: Store, gift_boxes: Dossier) -> None:
    store.save(store_, gift_boxes, entry("B-1", paid=9.0), ANN, 0, now=NOW)
    store.save(store_, None, entry("B-2"), ANN, 0, now=NOW)
    register = [entry(f"B-{place_}") for place_ in range(1, 501)]
    done = store.import_entries(store_, register, BOB, now=later(1), provided={"B-3": Provided(5.0, "probable")})
    assert (len(done.added), done.changed, done.same, done.left) == (498, (), ("B-2",), ("B-1",))
    assert store.search(store_, page=1, size=500).total == 500
    assert store.load(store_, "B-1").line.entry.paid == 9.0
    assert store.load(store_, "B-3").line.provided == Provided(5.0, "probable")
    again = store.import_entries(
        store_, register, BOB, now=later(2), replace=True, provided={"B-3": Provided(5.0, "probable")}
    )
    assert (again.added, again.changed, len(again.same)) == ((), ("B-1",), 499)
    kept = store.load(store_, "B-1")
    assert (kept.line.version, kept.line.who, kept.line.entry.paid) == (2, BOB, 0.0)
    assert kept.dossier == gift_boxes
    assert store.history(store_, "B-1")[0].changes[0].path == "entry.paid"
    assert store.trail_end(store_).sequence == 2 + 498 + 1
    assert store.verify(store_).holds


def test_an_import_with_one_bad_line_writes_nothing(store_: Store) -> None:
    with pytest.raises(BadInput) as error:
        store.import_entries(store_, [entry("B-1"), entry("B-2", claimed=-5.0), entry("B-1")], BOB, now=NOW)
    assert [(problem.code, problem.path) for problem in error.value.problems] == [
        ("out_of_range", "entries[1].claimed"),
        ("code_not_unique", "entries[2].code"),
    ]
    assert store.search(store_).total == 0
    assert store.trail_end(store_).sequence == 0
    assert store.import_entries(store_, [], BOB, now=NOW) == store.Imported()


DAYS = st.dates(date(1970, 1, 1), date(2199, 12, 31))
TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=60)


@given(
    st.builds(
        Entry,
        code=TEXTS.filter(str.strip),
        title=TEXTS,
        customer=TEXTS,
        currency=st.sampled_from(["USD", "JPY", "KWD", "CNY"]),
        opened=DAYS,
        next_deadline=st.none() | DAYS,
        chance=st.floats(0, 1),
        certainty=st.sampled_from(CERTAINTIES),
        **{name: st.floats(0, 1e12) for name in row_mapping.AMOUNTS},
    )
)
def test_an_entry_as_a_row_and_back_is_the_same_to_the_minor_unit(made: Entry) -> None:
    back = row_mapping.entry_of(row_mapping.row_of(row_mapping.figures(row_mapping.to_row(made))))
    for field in dataclasses.fields(Entry):
        was, now = getattr(made, field.name), getattr(back, field.name)
        assert now == (round(was, minor_digits(made.currency)) if field.metadata.get("unit") == MONEY else was), (
            field.name
        )
    assert row_mapping.figures(row_mapping.to_row(back)) == row_mapping.figures(row_mapping.to_row(made))
