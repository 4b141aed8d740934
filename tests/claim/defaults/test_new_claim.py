"""A new claim: ten answers are enough, defaults follow the facts until someone types them, and the published tables
stand behind them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation import BadInput, dumps, loads, summarise
from negotiation.claim.defaults.business_presets import STARTING_VALUES
from negotiation.claim.defaults.default_rules import (
    DEFAULTS,
    is_default,
    reset_to_default,
    with_range,
    with_typed_value,
)
from negotiation.claim.defaults.first_questions import QUESTIONS, answer_in, is_known, unanswered
from negotiation.claim.defaults.new_claim import REMEDY_LINE, new_claim, with_remedy
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.field_paths import value_at
from negotiation.claim.summary.remedy_forecasts import forecast_remedies
from negotiation.model.rework.late_delivery import cured_when_late
from negotiation.model.rework.remedy import REMEDIES, WITHOUT_GOODS
from negotiation.model.valuation.invoice_recovery import recovered_if_relations_break
from tests.support.claims import ANSWERS, TODAY, answered


def test_ten_entries_make_a_claim_with_a_verdict() -> None:
    assert len(QUESTIONS) == 10
    dossier = answered()
    assert is_known(dossier) == 10
    assert unanswered(dossier) == ()
    assert {question.key: answer_in(dossier, question) for question in QUESTIONS} == ANSWERS | {
        "order_value": pytest.approx(14_400.0)
    }
    sheet = summarise(dossier)
    assert sheet.verdict.code == "extra_orders"
    assert sheet.verdict.most_at_risk == pytest.approx(14_400 + 4_678)
    assert float(dossier.case.order.affected_value) == pytest.approx(4_800)


def test_answers_in_any_order_make_the_same_claim() -> None:
    dossier = new_claim(TODAY)
    for question in reversed(QUESTIONS):
        dossier = question.put(dossier, ANSWERS[question.key])
    assert {**dumps_of(dossier)} == {**dumps_of(answered())}


def dumps_of(dossier: Dossier) -> dict[str, Any]:
    import json

    document: dict[str, Any] = json.loads(dumps(dossier))
    document["notes"] = sorted(map(str, document["notes"]))
    return document


def test_a_new_claim_waits_for_the_four_essential_answers() -> None:
    dossier = new_claim(TODAY)
    assert [question.key for question in unanswered(dossier)] == ["order_value", "affected", "claimed", "remedy_cost"]
    assert is_known(dossier) == 0
    assert loads(dumps(dossier)) == dossier


@pytest.mark.parametrize("business", STARTING_VALUES)
def test_every_kind_of_business_has_its_starting_values(business: str) -> None:
    dossier = with_typed_value(answered(), "case.business", business)
    values = STARTING_VALUES[business]
    assert dossier.case.customer.margin_rate == values.margin_rate
    assert dossier.case.customer.retention == values.retention
    assert dossier.case.rates.customer == values.their_rate
    assert summarise(dossier).verdict.code


def test_what_was_typed_does_not_follow_and_comes_back_when_asked() -> None:
    dossier = with_typed_value(answered(), "case.customer.margin_rate", 0.4)
    moved = with_typed_value(dossier, "case.business", "box_trader")
    assert moved.case.customer.margin_rate == 0.4
    assert not is_default(moved, "case.customer.margin_rate")
    assert reset_to_default(moved, "case.customer.margin_rate").case.customer.margin_rate == 0.15


def test_an_older_debt_is_more_likely_lost_and_a_later_remedy_cures_less() -> None:
    old = answered(receivable_due=TODAY - timedelta(days=365))
    assert old.no_deal.withheld_chance == pytest.approx(0.77)
    late = answered(needed_on=TODAY + timedelta(days=float(old.remedies[0].arrival_day) - 14.0))
    assert late.remedies[0].cures == pytest.approx(0.7)


def test_collection_agencies_table_of_recovered_debts() -> None:
    ages = np.array([0.0, 30.0, 60.0, 90.0, 182.5, 365.0, 730.0])
    np.testing.assert_allclose(recovered_if_relations_break(ages), [0.95, 0.90, 0.81, 0.70, 0.52, 0.23, 0.09])


@given(st.floats(-1_000, 2_000), st.floats(0, 500))
def test_later_never_cures_more_and_older_never_recovers_more(days: float, more: float) -> None:
    assert float(cured_when_late(days + more)) <= float(cured_when_late(days)) + 1e-12
    assert float(recovered_if_relations_break(days + more)) <= float(recovered_if_relations_break(days)) + 1e-12


@given(st.floats(1, 1e9), st.integers(1, 10**6), st.integers(1, 10**6))
def test_the_value_of_the_order_survives_its_quantity(value: float, affected: int, more: int) -> None:
    dossier = QUESTIONS[0].put(new_claim(TODAY), value)
    dossier = QUESTIONS[2].put(dossier, (float(affected), float(affected + more)))
    assert float(dossier.case.order.value) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize("answer", [(5.0, 3.0), (-1.0, 3.0), (0.0, 0.0)])
def test_more_affected_than_there_are_is_refused(answer: tuple[float, float]) -> None:
    with pytest.raises(BadInput) as refused:
        QUESTIONS[2].put(new_claim(TODAY), answer)
    assert refused.value.problems[0].path.startswith("case.order.")


def test_every_default_leads_to_a_field_of_a_new_claim() -> None:
    dossier = new_claim(TODAY)
    for path in DEFAULTS:
        value_at(dossier, path)


def test_a_line_typed_as_an_answer_and_edited_as_a_table_stays_one_line_with_one_range() -> None:
    from negotiation.presentation.rework.line_tables import lines_in
    from negotiation.web.shared.remedy_tables import put_lines, remedy_of

    ranged = with_range(answered(), REMEDY_LINE, 4_000.0, 6_000.0)
    edited = put_lines(ranged, "put_right", lines_in(ranged, remedy_of(ranged, "put_right")))
    assert edited == ranged
    assert loads(dumps(edited)) == edited
    bare = new_claim(TODAY)
    renamed = put_lines(
        bare,
        "put_right",
        tuple(
            replace(each, line=replace(each.line, name="Reprint"))
            for each in lines_in(bare, remedy_of(bare, "put_right"))
        ),
    )
    assert "remedy_cost" in [question.key for question in unanswered(loads(dumps(renamed)))]
    question = next(question for question in QUESTIONS if question.key == "remedy_cost")
    assert "remedy_cost" not in [each.key for each in unanswered(question.put(renamed, 2_700.0))]
    assert float(question.read(question.put(renamed, 2_700.0))) == 2_700.0


def test_a_file_whose_lines_have_no_codes_gets_them_and_its_notes_follow() -> None:
    import json

    document = json.loads(dumps(answered()))
    line = document["remedies"][0]["lines"][0]
    line["code"] = ""
    document["remedies"][0]["lines"].append({**line, "rate": 5.0})
    document["notes"] += [{"path": "remedies[0].lines[1].rate", "origin": "source", "what": "quoted"}]
    read = loads(json.dumps(document))
    assert [each.code for each in read.remedies[0].lines] == ["production", "production_2"]
    note = read.note("remedies[put_right].lines[production_2].rate")
    assert note is not None
    assert note.what == "quoted"


@pytest.mark.parametrize("business", STARTING_VALUES)
@pytest.mark.parametrize("currency", ["USD", "EUR", "JPY"])
def test_every_kind_of_remedy_starts_with_lines_and_steps_that_can_be_computed(business: str, currency: str) -> None:
    dossier = with_typed_value(
        replace(answered(), case=replace(answered().case, currency=currency)), "case.business", business
    )
    for kind in REMEDIES:
        dossier = with_remedy(dossier, kind)
        added = dossier.remedies[-1]
        assert added.kind == kind
        if kind not in (*WITHOUT_GOODS, "other"):
            assert added.steps
            assert added.done_day > 0.0
        assert added.lines or added.grades
    assert loads(dumps(dossier)) == dossier
    assert len(forecast_remedies(dossier, draws=64)) == len(REMEDIES) + 2


def test_typing_into_something_that_follows_makes_all_of_it_the_users_own() -> None:
    changed = with_typed_value(answered(), "remedies[put_right].steps[approve].days.pessimistic", 9.0)
    assert value_at(changed, "remedies[put_right].steps[approve].days.pessimistic") == 9.0
    assert not is_default(changed, "remedies[put_right].steps")
    assert changed.remedies[0].done_day > answered().remedies[0].done_day  # the days still follow the steps


@pytest.mark.parametrize(
    ("inspected", "bad", "pieces"), [(None, None, 1_000.0), (0.0, 0.0, 1_000.0), (40.0, 10.0, 250.0)]
)
def test_sorting_replaces_as_many_as_were_found_bad_and_all_where_nobody_counted(
    inspected: float | None, bad: float | None, pieces: float
) -> None:
    dossier = answered()
    incident = replace(dossier.case.incident, inspected=inspected, found_bad=bad)
    found = with_remedy(replace(dossier, case=replace(dossier.case, incident=incident)), "sort_and_replace")
    assert found.remedies[-1].work.pieces == pieces
