"""One figure at a time: the generic sweep, and the tornado of an option against evaluating each end alone."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import negotiation
from negotiation.claim.checks.tornado import tornado
from negotiation.claim.document.field_paths import with_value
from negotiation.core.sensitivity import one_at_a_time
from negotiation.model.terms import Recovery


@given(
    st.dictionaries(
        st.sampled_from("abcdef"), st.tuples(st.floats(-5, 5), st.floats(-5, 5), st.floats(-3, 3)), min_size=1
    )
)
def test_a_sum_swings_by_its_coefficients(parts: dict[str, tuple[float, float, float]]) -> None:
    ends = {name: (min(low, high), max(low, high)) for name, (low, high, _) in parts.items()}
    found = one_at_a_time(
        lambda at: sum((parts[name][2] * at[name] for name in parts), np.float64(0.0)), dict.fromkeys(parts, 1.0), ends
    )
    assert {swing.name for swing in found} == set(parts)
    assert [swing.width for swing in found] == sorted((swing.width for swing in found), reverse=True)
    for swing in found:
        assert swing.width == pytest.approx(abs(parts[swing.name][2]) * (swing.high - swing.low), abs=1e-9)


def test_nothing_to_move_is_no_bar() -> None:
    assert one_at_a_time(lambda at: 0.0, {}, {}) == ()


@pytest.mark.parametrize("code", ["remake_extra_orders", "half_over_orders", "price_cut"])
def test_each_bar_is_what_the_claim_says_with_that_figure_alone(gift_boxes: negotiation.Dossier, code: str) -> None:
    summary = negotiation.summarise(gift_boxes)
    found = tornado(summary, code)
    assert found.levers
    assert found.now == pytest.approx(float(summary.outcome(code).net - summary.outcome("no_deal").net))
    for lever in found.levers:
        for end, result in ((lever.swing.low, lever.swing.at_low), (lever.swing.high, lever.swing.at_high)):
            alone = negotiation.summarise(replace(with_value(gift_boxes, lever.path, end), ranges=()))
            assert result == pytest.approx(float(alone.outcome(code).net - alone.outcome("no_deal").net), rel=1e-9), (
                lever.path
            )
        recommended = {
            negotiation.summarise(replace(with_value(gift_boxes, lever.path, end), ranges=())).verdict.code
            for end in (lever.swing.low, lever.swing.high)
        }
        assert lever.turns == (recommended != {summary.verdict.code}), lever.path


def test_typed_ranges_are_used_where_there_are_any(gift_boxes: negotiation.Dossier) -> None:
    levers = {lever.path: lever for lever in tornado(negotiation.summarise(gift_boxes), "remake").levers}
    rate = levers["remedies[remake].lines[production].rate"]
    assert (rate.typed, rate.swing.low, rate.swing.high) == (True, 3.4, 4.3)
    assert not levers["offers[remake].staying.chance"].typed


def test_uncertain_retention_and_two_terms_of_one_kind_are_moved_as_they_stand(gift_boxes: negotiation.Dossier) -> None:
    offer = replace(
        gift_boxes.offers[4],
        terms=(Recovery(300.0, "factory", 0.5, 60.0), Recovery(100.0, "forwarder", 0.9, 10.0, 0.2)),
    )
    case = replace(gift_boxes.case, customer=replace(gift_boxes.case.customer, retention_strength=5.0))
    dossier = replace(gift_boxes, case=case, offers=(*gift_boxes.offers[:4], offer, *gift_boxes.offers[5:]))
    found = tornado(negotiation.summarise(dossier), "remake")
    paths = {lever.path for lever in found.levers}
    assert {
        "offers[remake].terms[recovery].claimed",
        "offers[remake].terms[1].claimed",
        "offers[remake].terms[1].fee",
    } <= paths
    for lever in found.levers:
        for end, result in ((lever.swing.low, lever.swing.at_low), (lever.swing.high, lever.swing.at_high)):
            alone = negotiation.summarise(replace(with_value(dossier, lever.path, end), ranges=()))
            assert result == pytest.approx(
                float(alone.outcome("remake").net - alone.outcome("no_deal").net), rel=1e-9
            ), lever.path
