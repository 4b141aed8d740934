"""Two people's changes to the same claim put together: nothing is lost, and what they did differently is named."""

import copy
import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation import BadInput, Dossier, store, to_document
from negotiation.claim.document.field_paths import value_at, with_value
from negotiation.store import Change, Clash, Store, merge
from tests.support.store_servers import ANN, BOB, NOW, entry, later


def test_changes_to_different_fields_are_both_kept(gift_boxes: Dossier) -> None:
    mine = with_value(gift_boxes, "case.order.quantity", 1_200.0)
    theirs = dataclasses.replace(with_value(gift_boxes, "case.customer.margin_rate", 0.25), seed=9.0)
    merged = merge(*map(to_document, (gift_boxes, mine, theirs)))
    assert merged.clashes == ()
    found = merged.dossier()
    assert (found.case.order.quantity, found.case.customer.margin_rate, found.seed) == (1_200.0, 0.25, 9.0)


def test_the_same_field_changed_differently_is_a_clash_that_keeps_all_three(gift_boxes: Dossier) -> None:
    merged = merge(
        *(to_document(with_value(gift_boxes, "case.order.quantity", value)) for value in (1_000.0, 1_200.0, 900.0))
    )
    assert merged.clashes == (Clash("case.order.quantity", 1_000, 1_200, 900),)
    assert merged.dossier().case.order.quantity == 1_200.0


def test_an_option_added_by_each_and_a_term_changed_in_a_third_all_stand(gift_boxes: Dossier) -> None:
    first, *rest = gift_boxes.offers
    mine = dataclasses.replace(gift_boxes, offers=(first, dataclasses.replace(first, code="mine"), *rest))
    theirs = dataclasses.replace(
        gift_boxes,
        offers=(*gift_boxes.offers[:-1], dataclasses.replace(rest[-1], code="theirs"), gift_boxes.offers[-1]),
    )
    path = next(
        f"offers[{offer.code}].terms[{term.key}].share"
        for offer in rest
        for term in offer.terms
        if hasattr(term, "share")
    )
    theirs = with_value(theirs, path, 0.123)
    merged = merge(*map(to_document, (gift_boxes, mine, theirs)))
    assert merged.clashes == ()
    found = [offer.code for offer in merged.dossier().offers]
    assert found.index("mine") == 1
    assert "theirs" in found
    assert len(found) == len(gift_boxes.offers) + 2
    assert value_at(merged.dossier(), path) == 0.123


def test_what_one_took_away_and_the_other_changed_is_a_clash_and_stays() -> None:
    base = {"offers": [{"code": "a", "share": 1}, {"code": "b", "share": 1}]}
    without = {"offers": [{"code": "b", "share": 1}]}
    changed = {"offers": [{"code": "a", "share": 2}, {"code": "b", "share": 1}]}
    for mine, theirs in ((without, changed), (changed, without)):
        merged = merge(base, mine, theirs)
        assert merged.document == changed
        assert [clash.path for clash in merged.clashes] == ["offers[a]"]
    assert merge(base, without, base).document == without
    assert merge(base, base, without).document == without


def test_entries_that_both_added_at_the_end_of_a_log_all_stand() -> None:
    base = {"said": [{"on": 1}]}
    merged = merge(base, {"said": [{"on": 1}, {"on": 2}]}, {"said": [{"on": 1}, {"on": 3}]})
    assert merged.document == {"said": [{"on": 1}, {"on": 3}, {"on": 2}]}
    clashing = merge(base, {"said": [{"on": 5}]}, {"said": [{"on": 1}, {"on": 3}]})
    assert [clash.path for clash in clashing.clashes] == ["said"]


def test_an_order_that_one_of_both_changed_is_kept_with_what_the_other_added() -> None:
    base, moved, added = ({"x": [{"code": name} for name in names]} for names in ("abc", "cab", "abdc"))
    for mine, theirs in ((moved, added), (added, moved)):
        assert [item["code"] for item in merge(base, mine, theirs).document["x"]] == ["c", "a", "b", "d"]


def test_changes_that_cannot_stand_together_are_refused_by_name(gift_boxes: Dossier) -> None:
    used = gift_boxes.offers[0].remedy
    spare = dataclasses.replace(
        gift_boxes, remedies=(*gift_boxes.remedies, dataclasses.replace(gift_boxes.remedies[0], code="spare"))
    )
    mine = dataclasses.replace(spare, remedies=spare.remedies[:-1])
    theirs = dataclasses.replace(
        spare, offers=(*spare.offers, dataclasses.replace(spare.offers[0], code="new", remedy="spare"))
    )
    merged = merge(*map(to_document, (spare, mine, theirs)))
    assert merged.clashes == ()
    with pytest.raises(BadInput) as error:
        merged.dossier()
    assert [problem.code for problem in error.value.problems] == ["not_a_choice"]
    assert used != "spare"


def test_the_second_writer_merges_with_what_the_store_has_and_saves(store_: Store, gift_boxes: Dossier) -> None:
    store.save(store_, gift_boxes, entry(), ANN, 0, now=NOW)
    store.save(store_, with_value(gift_boxes, "case.order.quantity", 1_200.0), entry(), BOB, 1, now=later(1))
    mine = dataclasses.replace(gift_boxes, seed=9.0)
    with pytest.raises(store.Conflict) as told:
        store.save(store_, mine, entry(), ANN, 1, now=later(2))
    theirs, base = store.load(store_, "A-1"), store.revision(store_, "A-1", 1)[1]
    assert theirs.dossier is not None
    assert base.dossier is not None
    merged = merge(to_document(base.dossier), to_document(mine), to_document(theirs.dossier))
    assert merged.clashes == ()
    assert store.save(store_, merged.dossier(), entry(), ANN, told.value.version, now=later(3)) == 3
    both = store.load(store_, "A-1").dossier
    assert both is not None
    assert (both.seed, both.case.order.quantity) == (9.0, 1_200.0)


LEAVES = st.none() | st.booleans() | st.integers(-3, 3) | st.text("ab", max_size=2)
RECORDS = st.recursive(
    LEAVES,
    lambda inner: st.dictionaries(st.sampled_from("pqr"), inner, max_size=3) | st.lists(inner, max_size=3),
    max_leaves=8,
)
CODED = st.lists(st.sampled_from("uvwxyz"), unique=True, max_size=5).flatmap(
    lambda codes: st.tuples(*(st.fixed_dictionaries({"code": st.just(code), "value": LEAVES}) for code in codes)).map(
        list
    )
)
DOCUMENTS = st.fixed_dictionaries({"a": RECORDS, "b": RECORDS, "items": CODED})


def exactly(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


@given(DOCUMENTS, DOCUMENTS)
def test_what_only_one_side_changed_is_taken_whole(base: dict[str, Any], changed: dict[str, Any]) -> None:
    for mine, theirs in ((changed, base), (base, changed), (changed, copy.deepcopy(changed))):
        merged = merge(base, mine, theirs)
        assert merged.document == changed
        assert merged.clashes == ()


@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_both_sides_name_the_same_clashes_and_mine_stands(
    base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    swapped = {(clash.path, exactly((clash.base, clash.theirs, clash.mine))) for clash in other.clashes}
    assert {(clash.path, exactly((clash.base, clash.mine, clash.theirs))) for clash in one.clashes} == swapped
    if not one.clashes:
        held = {item["code"]: item for item in one.document["items"]}
        assert held == {item["code"]: item for item in other.document["items"]}


@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_every_value_that_somebody_typed_is_in_the_document_or_in_a_clash(
    base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    merged = merge(base, mine, theirs)
    kept = {item["code"]: item for item in merged.document["items"]}
    was = {item["code"]: item for item in base["items"]}
    for side in (mine, theirs):
        for item in side["items"]:
            if item != was.get(item["code"]):
                clashing = any(clash.path.startswith(f"items[{item['code']}]") for clash in merged.clashes)
                assert kept[item["code"]] == item or clashing


@given(DOCUMENTS, DOCUMENTS)
def test_differences_are_none_only_where_documents_are_equal(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert (store.differences(one, other) == ()) == (one == other)


def test_differences_name_fields_as_paths_of_a_claim_do(gift_boxes: Dossier) -> None:
    path = next(
        f"offers[{offer.code}].terms[{term.key}].share"
        for offer in gift_boxes.offers
        for term in offer.terms
        if hasattr(term, "share")
    )
    changed = with_value(gift_boxes, path, 0.123)
    was = value_at(gift_boxes, path)
    assert store.differences(to_document(gift_boxes), to_document(changed)) == (Change(path, was, 0.123),)
