"""The way of a claim: facts, diagnosis, rework, offers, negotiate, share, follow-up."""

from dataclasses import replace
from datetime import date

import negotiation
from negotiation.claim.defaults.new_claim import new_claim
from negotiation.claim.progress.workflow import PATH, current_step, workflow_steps
from negotiation.model.bargaining.negotiation_log import Said
from negotiation.services.agree import agree
from tests.conftest import ROOT

TODAY = date(2026, 11, 25)


def done(dossier: negotiation.Dossier) -> list[str]:
    return [each.name for each in workflow_steps(dossier, TODAY) if each.done]


def test_an_empty_claim_begins_with_the_facts() -> None:
    assert "facts" not in done(new_claim(TODAY))
    assert current_step(workflow_steps(negotiation.Dossier(negotiation.Case(TODAY)), TODAY)) is not None


def test_the_sample_waits_at_the_talks_and_each_step_is_told_by_the_claim_itself() -> None:
    dossier = negotiation.load(ROOT / "data" / "claims" / "gift_boxes.json")
    assert done(dossier) == ["facts", "diagnosis", "rework", "offers"]
    assert current_step(workflow_steps(dossier, TODAY)).name == "negotiate"
    said = replace(dossier, talks=replace(dossier.talks, log=(Said(TODAY, "us", 1000.0),)))
    assert current_step(workflow_steps(said, TODAY)).name == "share"
    agreed = agree(negotiation.summarise(said), "remake_extra_orders", TODAY)
    assert current_step(workflow_steps(agreed, TODAY)).name == "follow_up"
    all_done = replace(
        agreed.follow_up, promises=tuple(replace(each, done_on=TODAY) for each in agreed.follow_up.promises)
    )
    assert done(replace(agreed, follow_up=all_done)) == list(PATH)
    assert current_step(workflow_steps(replace(agreed, follow_up=all_done), TODAY)) is None


def test_a_step_that_was_skipped_comes_back_in_the_end() -> None:
    dossier = negotiation.load(ROOT / "data" / "claims" / "gift_boxes.json")
    agreed = agree(negotiation.summarise(dossier), "remake_extra_orders", TODAY)
    over = replace(
        agreed,
        follow_up=replace(
            agreed.follow_up, promises=tuple(replace(each, lapsed=True) for each in agreed.follow_up.promises)
        ),
    )
    assert current_step(workflow_steps(over, TODAY)).name == "negotiate"


def test_the_call_to_ask_again_is_told_by_its_promise_and_own_limits_lead_to_exposure() -> None:
    from negotiation.claim.progress.checklist_progress import progress

    dossier = negotiation.load(ROOT / "data" / "claims" / "gift_boxes.json")
    agreed = agree(negotiation.summarise(dossier), "remake_extra_orders", TODAY)
    states = {each.code: each for each in progress(agreed, TODAY)}
    assert (states["follow_up"].how, states["follow_up"].path, states["procedures"].path) == (
        "",
        "follow_up.promises",
        "authority",
    )
    called = tuple(replace(each, done_on=TODAY) if each.kind == "call" else each for each in agreed.follow_up.promises)
    over = replace(agreed, follow_up=replace(agreed.follow_up, promises=called))
    assert {each.code: each for each in progress(over, TODAY)}["follow_up"].how == "facts"
