"""The document of a claim: equal after a round trip, and every bad one refused with a message that names field,
value and what is allowed."""

import copy
import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import negotiation
from negotiation.claim.document.compact_json import compact, differing_fields
from negotiation.claim.document.dossier import FORMAT, LARGEST, Document, dumps, to_document, upgrade
from negotiation.claim.document.dossier_file import loads
from negotiation.claim.document.field_paths import with_value
from negotiation.core.problems import BadInput
from negotiation.i18n.catalogue import LANGUAGES
from negotiation.presentation.common.errors import error_text
from tests.conftest import CLAIMS


@pytest.mark.parametrize("name", ["gift_boxes", "mail_order_boxes"])
def test_a_sample_is_equal_after_a_round_trip_and_its_file_is_as_we_write_it(name: str) -> None:
    text = (CLAIMS / f"{name}.json").read_text("utf-8")
    dossier = loads(text)
    assert dumps(dossier) == text
    assert loads(dumps(dossier)) == dossier
    assert hash(loads(text)) == hash(dossier)


def test_dossiers_differ_when_their_documents_do(gift_boxes: negotiation.Dossier) -> None:
    assert replace(gift_boxes, case=replace(gift_boxes.case, receivable=1.0)) != gift_boxes
    assert gift_boxes != "gift boxes"


def test_awkward_numbers_and_words_survive(gift_boxes: negotiation.Dossier) -> None:
    case = replace(gift_boxes.case, receivable=0.1 + 0.2, title='“引号” = "quotes" \n\t 😀')
    assert loads(dumps(replace(gift_boxes, case=case))).case.receivable == 0.1 + 0.2
    assert loads(dumps(replace(gift_boxes, case=case))).case.title == case.title


def test_the_text_that_is_kept_is_the_document_after_every_edit() -> None:
    for dossier in map(negotiation.load, sorted(CLAIMS.glob("*.json"))):
        title = '“引号” = "quotes" \n\t 😀'
        edits = {
            "case.receivable": 0.1 + 0.2,
            "case.title": title,
            "staying.floor": 0.125,
            "seed": 9.0,
            "case.customer.name": "ACME",
        }
        known = dossier
        for path, value in edits.items():
            known = with_value(known, path, value)
            assert json.loads(compact(known)) == to_document(known), path
            assert json.loads(compact(dossier)) == to_document(dossier)
        assert compact(loads(compact(known))) == compact(known)


def test_what_differs_between_two_kept_texts_is_read_alone_and_whole_where_one_was_written_otherwise(
    gift_boxes: negotiation.Dossier,
) -> None:
    edited = replace(gift_boxes, seed=5.0, case=replace(gift_boxes.case, receivable=1.0))
    before, now = compact(gift_boxes), compact(edited)
    old, new = differing_fields(before, now)
    assert (set(old), set(new)) == ({"case", "seed"}, {"case", "seed"})
    assert {**to_document(gift_boxes), **new} == to_document(edited)
    assert differing_fields(now, now) == ({}, {})
    otherwise = json.dumps(to_document(gift_boxes))
    assert differing_fields(otherwise, now) == (to_document(gift_boxes), to_document(edited))
    assert differing_fields(now, otherwise) == (to_document(edited), to_document(gift_boxes))


def test_a_document_of_an_array_is_refused_in_the_text_that_is_kept_as_well(gift_boxes: negotiation.Dossier) -> None:
    compact(gift_boxes)
    with pytest.raises(BadInput):
        compact(replace(gift_boxes, case=replace(gift_boxes.case, receivable=np.array([1.0, 2.0]))))


def test_samples_say_which_figures_are_from_the_source_and_which_are_ours(
    gift_boxes: negotiation.Dossier, mail_order_boxes: negotiation.Dossier
) -> None:
    for dossier in (gift_boxes, mail_order_boxes):
        assert {note.origin for note in dossier.notes} == {"source", "ours", "assumption", "default"}


def change(raw: Document, path: str, value: Any) -> Document:
    raw = copy.deepcopy(raw)
    *steps, last = path.replace("[", ".").replace("]", "").split(".")
    place: Any = raw
    for step in steps:
        place = place[int(step) if step.isdigit() else step]
    if value is ...:
        del place[last]
    else:
        place[int(last) if last.isdigit() else last] = value
    return raw


BAD = [
    ("case.order.quantity", -1, "out_of_range", ["Quantity", "−1", "0 to"]),
    ("case.customer.retention", 1.2, "out_of_range", ["Yearly retention", "1.2", "0 to 1"]),
    ("case.customer.orders_per_year", 0, "out_of_range", ["Orders a year", "0", "0.05 to 366"]),
    ("case.rates.us", -1, "out_of_range", ["Our discount rate", "−1", "−0.99"]),
    ("case.receivable", "14400", "not_a_number", ["Unpaid receivable", "14400"]),
    ("case.receivable", True, "not_a_number", ["Unpaid receivable"]),
    ("case.receivable", None, "not_a_number", ["Unpaid receivable"]),
    ("case.settlement_date", "23.11.2026", "not_a_date", ["Settlement date", "23.11.2026", "2026-12-31"]),
    ("case.settlement_date", 20261123, "not_a_date", ["Settlement date"]),
    ("case.currency", "XXY", "not_a_currency", ["Currency", "XXY", "USD"]),
    ("case.stage", "lost", "not_a_choice", ["Stage", "lost", "settled"]),
    ("case.colour", "red", "unknown_field", ["case.colour"]),
    ("case.order.unit_prise", 4.8, "unknown_field", ["case.order.unit_prise"]),
    ("case", ..., "missing", ["Case"]),
    ("case.order", [1], "wrong_kind", ["Order"]),
    ("offers[1].terms[0].share", 2, "out_of_range", ["Customer's share, now", "offers[1].terms[0].share", "0 to 1"]),
    ("offers[2].terms[0].orders", 2.5, "not_whole", ["Number of orders", "2.5"]),
    ("offers[2].terms[0].orders", 0, "out_of_range", ["Number of orders", "1 to 120"]),
    ("offers[0].terms[0].term", "free_lunch", "unknown_term", ["free_lunch", "price_cut"]),
    ("offers[0].terms[0].term", ..., "unknown_term", ["price_cut"]),
    ("offers[0].terms[0].orders", 3, "unknown_field", ["offers[0].terms[0].orders"]),
    ("offers[0].remedy", "magic", "not_a_choice", ["magic", "as_is"]),
    ("offers[0].code", "half_now", "code_not_unique", ["half_now"]),
    ("offers[0].code", "no_deal", "code_not_unique", ["no_deal"]),
    ("remedies[1].code", "remake", "code_not_unique", ["remake"]),
    (
        "offers[1].terms",
        [{"term": "customer_share", "share": 0.6}, {"term": "repayment_over_orders", "share": 0.6, "orders": 4}],
        "shares_over_one",
        ["120%"],
    ),
    ("case.title", "x" * 3000, "too_long", ["Title", "2,000"]),
    ("case.title", {"en": "only English"}, "missing", ["Chinese text"]),
    ("format", 99, "other_format", ["99", "1"]),
    ("format", ..., "other_format", ["–"]),
    ("format", "1", "other_format", ["1"]),
]


@pytest.mark.parametrize(
    ("path", "value", "code", "said"), BAD, ids=[f"{path} = {value!r:.20}" for path, value, _, _ in BAD]
)
def test_a_bad_field_is_refused_with_its_name_its_value_and_what_is_allowed(
    gift_boxes: negotiation.Dossier, path: str, value: Any, code: str, said: list[str]
) -> None:
    with pytest.raises(BadInput) as caught:
        loads(json.dumps(change(to_document(gift_boxes), path, value)))
    problem = caught.value.problems[0]
    assert problem.code == code
    for words in said:
        assert words in error_text(problem, "en")
    for lang in LANGUAGES:
        for each in caught.value.problems:
            assert error_text(each, lang)
    assert any("\u4e00" <= letter <= "\u9fff" for letter in error_text(problem, "zh"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no_json"),
        ("{", "no_json"),
        ("not json", "no_json"),
        ("[" * 100_000, "no_json"),
        ('{"a":' * 5_000 + "1" + "}" * 5_000, "no_json"),
        ('{"format": 1, "case": NaN}', "no_json"),
        ('{"format": 1, "case": Infinity}', "no_json"),
        ("[]", "not_a_document"),
        ("7", "not_a_document"),
        ("null", "not_a_document"),
        ('{"format": 1' + " " * LARGEST + "}", "too_large"),
        ("\x00\x01", "no_json"),
    ],
    ids=lambda value: f"{value[:12]!r}",
)
def test_what_is_no_claim_at_all_is_refused(text: str, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        loads(text)
    assert [problem.code for problem in caught.value.problems] == [code]
    for lang in LANGUAGES:
        assert error_text(caught.value.problems[0], lang)


def test_ten_megabytes_are_refused_before_they_are_read() -> None:
    with pytest.raises(BadInput, match="too_large"):
        loads(b"[" + b"0," * 5_000_000 + b"0]")


def test_bytes_that_are_not_utf8_are_refused() -> None:
    with pytest.raises(BadInput, match="no_json"):
        loads(b'{"format": "\xff\xfe"}')


def test_every_problem_is_reported_at_once(gift_boxes: negotiation.Dossier) -> None:
    raw = change(change(to_document(gift_boxes), "case.order.quantity", -1), "case.customer.retention", 7)
    with pytest.raises(BadInput) as caught:
        loads(json.dumps(raw))
    assert [problem.path for problem in caught.value.problems] == ["case.order.quantity", "case.customer.retention"]


def test_an_older_format_is_brought_up_step_by_step() -> None:
    steps = {1: lambda raw: {**raw, "b": raw["a"] + 1}, 2: lambda raw: {"c": raw["b"] * 10}}
    assert upgrade({"format": 1, "a": 1}, steps, to=3) == {"format": 3, "c": 20}
    assert upgrade({"format": 3, "c": 1}, steps, to=3) == {"format": 3, "c": 1}
    with pytest.raises(BadInput, match="other_format"):
        upgrade({"format": 0}, steps, to=3)


def test_there_is_one_upgrade_for_each_older_format() -> None:
    from negotiation.claim.document.dossier import UPGRADES

    assert sorted(UPGRADES) == list(range(1, FORMAT))


def test_arrays_are_no_document(gift_boxes: negotiation.Dossier) -> None:
    import numpy as np

    many = replace(gift_boxes, case=replace(gift_boxes.case, receivable=np.array([1.0, 2.0])))
    with pytest.raises(BadInput):
        dumps(many)
    with pytest.raises(BadInput, match="one_offer_only"):
        negotiation.summarise(many)


def test_a_bad_number_given_to_the_library_is_refused_too(gift_boxes: negotiation.Dossier) -> None:
    with pytest.raises(BadInput, match=r"case\.receivable"):
        negotiation.summarise(replace(gift_boxes, case=replace(gift_boxes.case, receivable=float("nan"))))
    with pytest.raises(BadInput, match="parts"):
        negotiation.summarise(gift_boxes, parts=("magic",))


def test_retention_of_one_at_rate_zero_says_so_and_shows_the_horizon(gift_boxes: negotiation.Dossier) -> None:
    from negotiation.presentation.options.text import notices

    raw = change(change(to_document(gift_boxes), "case.customer.retention", 1), "case.rates.us", 0)
    sheet = negotiation.summarise(loads(json.dumps(raw)))
    assert sheet.life.no_end
    assert float(sheet.life.value) == pytest.approx(3 * 6 * 3600)
    (english,), (chinese,) = notices(sheet, "en"), notices(sheet, "zh")
    assert "has no end" in english
    assert "100%" in english
    assert "USD 64,800" in english
    assert "USD 64,800" in chinese
