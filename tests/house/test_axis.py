"""One formula for one claim, a portfolio and many draws: arrays of any legal shape equal their elements one by one."""

import dataclasses
from dataclasses import replace

import numpy as np
import pytest

import negotiation
from negotiation.core.cashflow import CUSTOMER, US, present_value, present_values, sign_for
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.terms import TERMS
from negotiation.model.valuation.outcomes import Comparison, Outcome
from tests.support.arrays import element, spread

SHAPES = {"rows": [(5,)], "draws": [(4, 1)], "draws and rows": [(4, 5)], "mixed": [(), (5,), (4, 1), (4, 5)]}
FIGURES = [field.name for field in dataclasses.fields(Outcome) if field.name != "worth"]
WORTH = ["ratio", "staying", "staying_default", "payback"]


def figures(settlement: Comparison, shape: tuple[int, ...]) -> dict[str, np.ndarray]:
    found = {"best": settlement.best, "tied": settlement.tied, "lifetime_value": settlement.lifetime_value}
    for outcome in settlement.outcomes:
        found |= {f"{outcome.code}.{name}": getattr(outcome, name) for name in FIGURES}
        found |= {f"{outcome.code}.{name}": getattr(outcome.worth, name) for name in WORTH}
    first = {"tied": (len(settlement.outcomes),)}
    return {name: np.broadcast_to(value, first.get(name, ()) + shape) for name, value in found.items()}


@pytest.mark.parametrize("shapes", SHAPES.values(), ids=SHAPES.keys())
@pytest.mark.parametrize("judged", [True, False], ids=["judged", "default curve"])
def test_a_table_of_claims_equals_its_claims_one_by_one(
    gift_boxes: negotiation.Dossier, shapes: list[tuple[int, ...]], judged: bool
) -> None:
    dossier = replace(gift_boxes, case=replace(gift_boxes.case, harm=6500.0), ranges=())
    if not judged:
        dossier = replace(
            dossier,
            offers=tuple(replace(offer, staying=None) for offer in dossier.offers),
            no_deal=replace(dossier.no_deal, staying=None),
        )
    shape = np.broadcast_shapes(*shapes)
    many = spread(dossier, shapes, seed=7)
    order, curve = many.case.order, many.staying
    many = replace(many, staying=replace(curve, floor=np.minimum(curve.floor, curve.ceiling)))
    many = replace(
        many, case=replace(many.case, order=replace(order, affected=np.minimum(order.affected, order.quantity)))
    )
    together = figures(negotiation.evaluate(many)[1], shape)
    for place in np.ndindex(shape):
        alone = figures(negotiation.evaluate(element(many, place, shape))[1], ())
        for name, value in alone.items():
            taken = together[name][(..., *place)]
            np.testing.assert_allclose(
                taken.astype(float), value.astype(float), rtol=1e-12, atol=1e-8, err_msg=f"{name} at {place}"
            )


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.key)
@pytest.mark.parametrize("shapes", SHAPES.values(), ids=SHAPES.keys())
def test_a_table_of_terms_equals_its_terms_one_by_one(
    gift_boxes: negotiation.Dossier, term: type, shapes: list[tuple[int, ...]]
) -> None:
    shape = np.broadcast_shapes(*shapes)
    case, remedy = gift_boxes.case, gift_boxes.remedies[0]
    life = OrderStream(margin=3600.0, gap=365 / 6, keep=0.97)
    many = spread(replace(term(), **{"credit": 1000.0} if term.key == "credit_over_orders" else {}), shapes, seed=11)
    together = [np.broadcast_to(value, shape) for value in present_values(many.flows(case, remedy, life), 0.08)]
    assert together
    for place in np.ndindex(shape):
        alone = present_values(element(many, place, shape).flows(case, remedy, life), 0.08)
        for values, value in zip(together, alone, strict=True):
            assert float(values[place]) == pytest.approx(float(value), rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.key)
def test_a_term_with_nothing_in_its_first_field_is_absent(gift_boxes: negotiation.Dossier, term: type) -> None:
    first = dataclasses.fields(term)[0].name
    life = OrderStream(margin=3600.0, gap=365 / 6, keep=0.97)
    flows = replace(term(), **{first: 0.0}).flows(gift_boxes.case, gift_boxes.remedies[0], life)
    assert [float(present_value(flow, 0.08)) for flow in flows] == [0.0] * len(flows)


def test_every_flow_goes_from_one_party_to_another(gift_boxes: negotiation.Dossier) -> None:
    for outcome in negotiation.summarise(gift_boxes).outcomes:
        assert all(flow.payer != flow.payee for flow in outcome.worth.flows)
        assert all(
            sign_for(flow, flow.payee) == 1.0 and sign_for(flow, flow.payer) == -1.0 for flow in outcome.worth.flows
        )


def test_every_present_value_equals_its_discounted_calendar(gift_boxes: negotiation.Dossier) -> None:
    from negotiation.core.dated_cashflow import cash_calendar

    case = gift_boxes.case
    for outcome in negotiation.summarise(gift_boxes).outcomes:
        rows = cash_calendar(outcome.worth.flows, case.settlement_date, float(outcome.staying), horizon=36_500)
        rows = rows[rows["key"] != "promised_margin"]
        to_us = (rows["payee"] == US).astype(float) - (rows["payer"] == US).astype(float)
        to_them = (rows["payee"] == CUSTOMER).astype(float) - (rows["payer"] == CUSTOMER).astype(float)
        assert -(to_us * rows["expected"] * 1.08 ** (-rows["day"] / 365)).sum() == pytest.approx(
            float(outcome.claim_cost), abs=1e-8
        )
        assert (to_them * rows["expected"] * 1.15 ** (-rows["day"] / 365)).sum() == pytest.approx(
            float(outcome.to_customer), abs=1e-8
        )
