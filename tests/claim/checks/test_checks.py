"""The verdict questioned: the turning point is where the verdict turns, cautions fire on their facts, gaps say what
they change."""

from dataclasses import replace
from datetime import timedelta

import pytest

from negotiation import Dossier, Judgement, PriceCut, summarise
from negotiation.claim.checks.cautions import cautions
from negotiation.claim.checks.challenges import CHALLENGES, with_challenge
from negotiation.claim.checks.changes import changed_inputs
from negotiation.claim.checks.completeness import completeness
from negotiation.claim.checks.switch_points import turning_points
from negotiation.claim.document.caution_thresholds import Limits
from negotiation.claim.document.field_paths import with_value
from negotiation.model.valuation.offer import NO_DEAL


def judged(dossier: Dossier, code: str, chance: float) -> Dossier:
    return replace(
        dossier,
        offers=tuple(
            replace(offer, staying=Judgement(chance)) if offer.code == code else offer for offer in dossier.offers
        ),
    )


@pytest.mark.parametrize("sample", ["gift_boxes", "mail_order_boxes"])
def test_the_verdict_turns_exactly_at_the_turning_point(sample: str, request: pytest.FixtureRequest) -> None:
    sheet = summarise(request.getfixturevalue(sample))
    turn = turning_points(sheet)
    assert turn.below is not None
    above, below = (summarise(judged(sheet.dossier, sheet.verdict.code, turn.below + step)) for step in (1e-6, -1e-6))
    assert above.verdict.code == sheet.verdict.code
    assert below.verdict.code == turn.instead


def test_the_turning_point_of_the_gift_boxes_by_hand(gift_boxes: Dossier) -> None:
    sheet = summarise(gift_boxes)
    rival = sheet.outcome("credit_over_orders").net
    promised = sheet.outcome("remake_extra_orders").promised_margin / 0.92
    by_hand = (rival + 4668.146727) / (sheet.life.value + promised)
    assert turning_points(sheet).below == pytest.approx(float(by_hand), abs=1e-7)


def test_no_deal_turns_too(gift_boxes: Dossier) -> None:
    sheet = summarise(
        replace(gift_boxes, no_deal=replace(gift_boxes.no_deal, staying=Judgement(1.0), withheld_chance=0.0))
    )
    turn = turning_points(sheet)
    assert sheet.verdict.code == NO_DEAL
    assert turn.below is not None
    changed = replace(sheet.dossier, no_deal=replace(sheet.dossier.no_deal, staying=Judgement(turn.below - 1e-6)))
    assert summarise(changed).verdict.code == turn.instead


def test_challenges_change_only_the_chances_of_staying(gift_boxes: Dossier) -> None:
    sheet = summarise(gift_boxes)
    assert CHALLENGES[0] == "as_judged"
    assert with_challenge(sheet, "as_judged") is sheet.dossier
    same, anyway = (summarise(with_challenge(sheet, challenge)) for challenge in CHALLENGES[1:])
    assert {float(outcome.staying) for outcome in same.outcomes if outcome.code != NO_DEAL} == {0.92}
    assert float(same.outcome(NO_DEAL).staying) == 0.3
    assert {float(outcome.staying) for outcome in anyway.outcomes} == {1.0}
    assert {change.path.rsplit(".", 1)[0].split("[")[0] for change in changed_inputs(gift_boxes, same.dossier)} == {
        "offers"
    }


def codes(dossier: Dossier) -> set[str]:
    return {caution.code for caution in cautions(summarise(dossier))}


def test_the_sample_warns_of_the_late_payer_and_asks_about_precedent(gift_boxes: Dossier) -> None:
    found = {caution.code: caution for caution in cautions(summarise(gift_boxes))}
    assert set(found) == {"late_payer", "precedent"}
    assert found["late_payer"].numbers == {"days": 45.0, "receivable": 14_400.0}
    assert found["precedent"].numbers["total"] == pytest.approx(46_681.467, abs=1e-3)
    assert found["precedent"].asks


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("case.customer.margin_rate", -0.05, "not_worth_keeping"),
        ("case.incident.ultimatum", True, "ultimatum"),
        ("case.incident.claims_in_six_months", 1.0, "habit_count"),
        ("case.customer.claims_last_year", 2_700.0, "habit_turnover"),
        ("case.customer.claims_last_year", 7_000.0, "habit_margin"),
        ("case.customer.share_of_our_margin", 0.26, "concentration"),
        ("limits.yearly_margins", 0.2, "over_a_years_margin"),
        ("limits.harm_share", 0.5, "over_the_harm"),
    ],
)
def test_each_fact_raises_its_caution(gift_boxes: Dossier, path: str, value: object, code: str) -> None:
    assert code not in codes(gift_boxes)
    assert code in codes(with_value(gift_boxes, path, value))


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("case.customer.claims_last_year", 2_500.0, "habit_turnover"),
        ("case.customer.share_of_our_margin", 0.25, "concentration"),
        ("limits.late_days", 45.0, "late_payer"),
        ("limits.nearest_customers", 0.0, "precedent"),
    ],
)
def test_at_the_threshold_there_is_no_caution_yet(gift_boxes: Dossier, path: str, value: object, code: str) -> None:
    assert code not in codes(with_value(gift_boxes, path, value))


def test_a_paid_invoice_is_not_late_and_a_proven_claim_meets_no_ultimatum(gift_boxes: Dossier) -> None:
    assert "late_payer" not in codes(with_value(gift_boxes, "case.receivable", 0.0))
    lines = tuple(replace(line, proven=line.claimed) for line in gift_boxes.case.claims)
    proven = replace(
        gift_boxes,
        case=replace(gift_boxes.case, claims=lines, incident=replace(gift_boxes.case.incident, ultimatum=True)),
    )
    assert "ultimatum" not in codes(proven)


def test_a_generous_price_cut_is_named(gift_boxes: Dossier) -> None:
    offers = tuple(
        replace(offer, terms=(PriceCut(1.0),)) if offer.code == "price_cut" else offer for offer in gift_boxes.offers
    )
    sheet = summarise(replace(gift_boxes, offers=offers, limits=Limits(harm_share=0.7)))
    assert "price_cut" in next(each for each in cautions(sheet) if each.code == "over_the_harm").options


def test_a_gap_says_what_it_changes(gift_boxes: Dossier) -> None:
    found = completeness(summarise(gift_boxes))
    assert 0 < found.known < found.asked
    gap = found.gaps[0]
    assert gap.path == "no_deal.withheld_chance"
    assert gap.turns
    assert summarise(with_value(gift_boxes, gap.path, gap.high)).verdict.code == gap.verdict_high
    assert float(summarise(with_value(gift_boxes, gap.path, gap.low)).best.net) == pytest.approx(gap.net_low)


def test_changes_name_the_path_before_and_now(gift_boxes: Dossier) -> None:
    later = with_value(gift_boxes, "offers[half_now].terms[customer_share].share", 0.4)
    later = with_value(later, "case.answer_by", gift_boxes.case.settlement_date + timedelta(days=9))
    found = changed_inputs(gift_boxes, later)
    assert [(change.path, change.before, change.now) for change in found][1:] == [
        ("offers[1].terms[0].share", 0.5, 0.4)
    ]
    shorter = replace(gift_boxes, offers=gift_boxes.offers[:-1])
    (gone,) = changed_inputs(gift_boxes, shorter)
    assert gone.now is None
    assert changed_inputs(gift_boxes, gift_boxes) == ()
