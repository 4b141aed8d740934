"""Lists of the playbook changed: nothing else moves, and no range can name a row of them."""

from dataclasses import replace

import pytest

from negotiation import Dossier, to_document
from negotiation.claim.document.dossier_checks import dossier_problems
from negotiation.claim.document.uncertain_ranges import Range
from negotiation.claim.edits.playbook_lists import with_playbook
from negotiation.model.playbook.escalation import Rung
from negotiation.model.playbook.root_cause import Measure


def test_the_named_lists_change_and_nothing_else(gift_boxes: Dossier) -> None:
    before = replace(gift_boxes, ranges=(Range("case.order.quantity", 10_000.0, 13_000.0),))
    measures, ladder = (Measure("a"),), (Rung(2.0),)
    after = with_playbook(before, measures=measures, ladder=ladder)
    assert after.playbook.measures is measures
    assert after.playbook.ladder is ladder
    assert to_document(replace(after, playbook=before.playbook)) == to_document(before)


@pytest.mark.parametrize("path", ["playbook.measures[a].cost", "playbook.ladder[0].within_hours"])
def test_figures_of_the_playbook_have_no_range(gift_boxes: Dossier, path: str) -> None:
    ranged = replace(with_playbook(gift_boxes, measures=(Measure("a"),), ladder=(Rung(),)), ranges=(Range(path),))
    assert ("unknown_field", path) in {(each.code, each.value) for each in dossier_problems(ranged)}
