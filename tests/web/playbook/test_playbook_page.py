"""The Playbook page in both languages: where the claim stands, ticks and undo, the diagnosis, the call, people, and
rows that keep their codes."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from negotiation import load
from negotiation.claim.document.dossier import Dossier
from negotiation.claim.document.dossier_checks import checked_dossier
from negotiation.claim.edits.playbook_lists import with_playbook
from negotiation.claim.progress.checklist_progress import progress
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.model.playbook.call_steps import Heard
from negotiation.model.playbook.checklist import STEPS
from negotiation.model.playbook.playbook import Playbook
from negotiation.model.playbook.root_cause import Cause, Trouble
from negotiation.presentation.trees.text import as_dot, branches, cause_nodes, tree_lines
from negotiation.web.playbook.page import SECTIONS, where
from negotiation.web.playbook.playbook_rows import (
    cause_record,
    cause_row,
    demand_record,
    demand_row,
    heard_record,
    heard_row,
    measure_record,
    measure_row,
    person_record,
    person_row,
    put_causes,
    put_measures,
    put_problems,
    tick_of,
    trouble_record,
    trouble_row,
    with_main,
    with_tick,
)
from negotiation.web.widgets.table_editor import changed_records
from tests.conftest import CLAIMS
from tests.support.app import by_name, healthy, open_app, open_sample, open_session, put_claim, said, to_page, verdict

SAMPLES = ("gift_boxes", "stopped_cooperation", "failing_service")
NO_CHANGES: dict[str, Any] = {"edited_rows": {}, "added_rows": [], "deleted_rows": []}
KINDS = {
    "problems": (trouble_row, trouble_record),
    "causes": (cause_row, cause_record),
    "measures": (measure_row, measure_record),
    "heard": (heard_row, heard_record),
    "demands": (demand_row, demand_record),
    "people": (person_row, person_record),
}


def claim(name: str) -> Dossier:
    return load(CLAIMS / f"{name}.json")


def at_the_playbook(lang: str = "en", sample: str = "gift_boxes", *sections: str) -> AppTest:
    app = open_app(lang)
    if sample != "gift_boxes":
        open_sample(app, sample)
    for section in sections:
        app.session_state[f"open_playbook_{section}"] = True
    return to_page(app, "playbook")


def open_claim_of(app: AppTest) -> Dossier:
    found: Dossier = open_session(app).claim
    return found


def edited(dossier: Dossier, name: str, changes: dict[str, Any], lang: str = "en") -> Any:
    to_row, to_record = KINDS[name]
    rows: Any = getattr(dossier.playbook, name)
    return changed_records(
        rows, NO_CHANGES | changes, lambda each: to_row(each, lang), lambda row, old: to_record(row, old, lang)
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("sample", SAMPLES)
def test_every_sample_says_first_where_it_stands_and_every_fold_can_be_opened(lang: str, sample: str) -> None:
    app = at_the_playbook(lang, sample, *(name for name, _, _ in SECTIONS))
    assert verdict(app) == where(progress(claim(sample), date.today()), lang)
    for key in (
        "w1h.what",
        "lscpa.listen",
        "playbook_page.demands",
        "playbook_page.beside",
        "playbook_page.step_detail",
    ):
        assert say(lang, key) in said(app), key
    assert len(app.get("graphviz_chart")) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_line_names_the_first_step_that_is_due_and_moves_on_when_it_is_done(lang: str) -> None:
    today = date(2026, 11, 22)
    gift_boxes = claim("gift_boxes")
    told = with_tick(gift_boxes, "tell_customer", done_on=today)
    lines = [
        where(progress(each, today), lang) for each in (gift_boxes, told, with_tick(told, "apologise", done_on=today))
    ]
    assert [
        say(lang, f"playbook_do.{code}") in line
        for code, line in zip(("tell_customer", "apologise", "be_honest"), lines, strict=True)
    ] == [True] * 3
    assert ["11" in lines[0], "12" in lines[1], "14" in lines[2]] == [True] * 3
    done = gift_boxes
    for code in STEPS:
        done = with_tick(done, code, done_on=today)
    assert where(progress(done, today), lang) == say(lang, "playbook_page.all_done", count=20)


def test_a_reminder_is_ticked_with_one_press_and_taken_back_by_undo() -> None:
    app = at_the_playbook()
    before = verdict(app)
    healthy(app.button(key="remind_tell_customer").click().run())
    assert tick_of(open_claim_of(app), "tell_customer").done_on == date.today()
    assert verdict(app) != before
    assert "remind_tell_customer" not in [button.key for button in app.button]
    healthy(app.button(key="undo").click().run())
    assert verdict(app) == before


def test_a_box_ticks_a_step_and_its_date_person_and_note_can_be_typed() -> None:
    app = at_the_playbook("en", "gift_boxes", "steps")
    healthy(by_name(app.checkbox, "box_blame_nobody").check().run())
    assert tick_of(open_claim_of(app), "blame_nobody").done_on == date.today()
    healthy(by_name(app.checkbox, "box_blame_nobody").uncheck().run())
    assert "blame_nobody" not in [each.code for each in open_claim_of(app).playbook.ticks]
    healthy(by_name(app.text_input, "tick_tell_customer_owner_en").set_value("Li *Na*").run())
    healthy(by_name(app.text_input, "tick_tell_customer_note_en").set_value("call at nine").run())
    healthy(by_name(app.date_input, "tick_tell_customer_done_on").set_value(date(2026, 11, 20)).run())
    tick = tick_of(open_claim_of(app), "tell_customer")
    assert (tick.owner, tick.note, tick.done_on) == ("Li *Na*", "call at nine", date(2026, 11, 20))
    assert r"Li \*Na\*" in said(app)


def test_one_note_too_many_is_refused_under_its_field_and_stays_as_typed() -> None:
    app = at_the_playbook("en", "gift_boxes", "call")
    full = with_playbook(
        open_claim_of(app), heard=tuple(Heard("listen", None, "", f"note {number}") for number in range(100))
    )
    put_claim(open_session(app), full)
    healthy(app.run())
    (field,) = [each for each in app.text_input if str(each.key).startswith("note_ask__")]
    field.set_value("one more").run()
    assert not app.exception
    assert len(app.error) == 1
    assert open_claim_of(app) is full
    (field,) = [each for each in app.text_input if str(each.key).startswith("note_ask__")]
    assert field.value == "one more"


def test_another_main_problem_moves_the_whole_diagnosis() -> None:
    app = at_the_playbook("en", "gift_boxes", "diagnosis")
    healthy(by_name(app.selectbox, "playbook_main").set_value("unpaid").run())
    assert [each.code for each in open_claim_of(app).playbook.problems if each.main] == ["unpaid"]
    assert say("en", "playbook_page.unanswered") in said(app)
    healthy(app.button(key="undo").click().run())
    assert [each.code for each in open_claim_of(app).playbook.problems if each.main] == ["style"]


def test_the_working_days_of_the_solutions_become_steps_of_the_chosen_remedy() -> None:
    app = at_the_playbook("en", "stopped_cooperation", "diagnosis")
    healthy(app.button(key="playbook_put_steps").click().run())
    claim = open_claim_of(app)
    assert "redo" in [step.code for step in claim.remedies[0].steps]
    assert say("en", "playbook_page.steps_stand") in said(app)


def test_without_working_days_there_is_nothing_to_put_into_a_remedy() -> None:
    app = at_the_playbook("en", "gift_boxes", "diagnosis")
    assert app.button(key="playbook_put_steps").disabled
    assert say("en", "playbook_page.no_steps") in said(app)


def test_what_comes_too_late_names_the_payment_that_hangs_on_it() -> None:
    app = at_the_playbook("en", "stopped_cooperation", "diagnosis")
    assert "CNY 120,000 depends on it" in said(app)


def test_a_note_taken_in_the_call_stands_under_its_step_as_words_only() -> None:
    app = at_the_playbook("en", "gift_boxes", "call")
    (field,) = [each for each in app.text_input if str(each.key).startswith("note_clarify__")]
    healthy(field.set_value("[who](http://x.example) *signed*").run())
    last = open_claim_of(app).playbook.heard[-1]
    assert (last.step, last.words, last.on) == ("clarify", "[who](http://x.example) *signed*", date.today())
    assert r"\[who\]" in said(app)
    (field,) = [each for each in app.text_input if str(each.key).startswith("note_clarify__")]
    assert field.value == ""


def test_a_demand_with_day_and_amount_goes_into_the_log_once() -> None:
    app = at_the_playbook("en", "stopped_cooperation", "call")
    healthy(app.button(key="demands_to_log").click().run())
    claim = open_claim_of(app)
    assert [float(each.figure) for each in claim.talks.log if each.side == "customer"][-1] == 48_000.0
    assert all(each.logged for each in claim.playbook.demands)
    assert app.button(key="demands_to_log").disabled


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_new_claim_has_its_steps_and_says_what_the_call_waits_for(lang: str) -> None:
    app = open_app(lang)
    healthy(app.button(key="new").click().run())
    for name, _, _ in SECTIONS:
        app.session_state[f"open_playbook_{name}"] = True
    app = to_page(app, "playbook")
    assert say(lang, "playbook_page.call_empty") in said(app)
    assert say(lang, "playbook_page.nothing") in said(app)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("name", KINDS)
def test_a_table_that_nobody_edits_keeps_every_record_with_both_languages(name: str, sample: str, lang: str) -> None:
    dossier = claim(sample)
    kept = replace(dossier, playbook=replace(dossier.playbook, **{name: edited(dossier, name, {}, lang)}))
    assert kept == dossier


def test_words_changed_in_a_cell_replace_both_languages_and_an_emptied_row_goes() -> None:
    changed = edited(
        claim("gift_boxes"),
        "people",
        {"edited_rows": {0: {"name": "Ann", "decides": False}, 1: {"name": "", "needs": None}}},
    )
    assert (changed[0].name, changed[0].decides) == ("Ann", False)
    assert len(changed) == 2


def test_new_rows_get_codes_that_stay_while_their_words_change() -> None:
    dossier = claim("gift_boxes")
    added = {"added_rows": [{"what": "First"}, {"what": "Second", "owner": "Li"}]}
    once = checked_dossier(put_problems(dossier, edited(dossier, "problems", added)))
    assert [each.code for each in once.playbook.problems] == ["style", "unpaid", "problem_1", "problem_2"]
    hung = checked_dossier(put_causes(once, (*once.playbook.causes, Cause("", "Why", "problem_2"))))
    assert hung.playbook.causes[-1].code == "cause_1"
    reworded = tuple(
        replace(each, code="") if each.code.startswith("problem") else each for each in once.playbook.problems
    )
    reworded = (*reworded[:3], replace(reworded[3], what="Second, said better"))
    again = checked_dossier(put_problems(hung, reworded))
    assert [each.code for each in again.playbook.problems] == ["style", "unpaid", "problem_1", "problem_2"]
    shorter = checked_dossier(put_problems(hung, (*reworded[:2], replace(reworded[3], what="Second"))))
    assert [each.code for each in shorter.playbook.problems] == ["style", "unpaid", "problem_2"]


def test_a_cause_that_is_taken_out_hands_its_causes_and_measures_on() -> None:
    dossier = claim("gift_boxes")
    changed = checked_dossier(put_causes(dossier, edited(dossier, "causes", {"deleted_rows": [0]})))
    assert {each.code: each.of for each in changed.playbook.causes} == {"not_asked": "style", "not_read": "style"}
    changed = checked_dossier(put_causes(dossier, edited(dossier, "causes", {"deleted_rows": [0, 1]})))
    assert [each.against for each in changed.playbook.measures] == ["style", "style", "style"]


def test_a_problem_that_is_taken_out_leaves_its_causes_to_the_main_one_and_the_last_one_takes_them_along() -> None:
    dossier = with_main(claim("gift_boxes"), "unpaid")
    changed = checked_dossier(put_problems(dossier, edited(dossier, "problems", {"deleted_rows": [0]})))
    assert [each.of for each in changed.playbook.causes] == ["unpaid", "numbers", "unpaid"]
    assert checked_dossier(put_problems(dossier, ())).playbook.causes == ()


def test_a_measure_keeps_percent_in_the_table_only() -> None:
    dossier = claim("stopped_cooperation")
    assert measure_row(dossier.playbook.measures[3], "en")["prevents"] == 80.0
    rows = edited(
        dossier,
        "measures",
        {
            "edited_rows": {3: {"prevents": 25}},
            "added_rows": [{"what": "Train", "kind": "prevention", "due": "2026-12-24"}],
        },
    )
    changed = checked_dossier(put_measures(dossier, rows))
    assert float(changed.playbook.measures[3].prevents) == 0.25
    assert (changed.playbook.measures[4].code, changed.playbook.measures[4].due) == ("measure_1", date(2026, 12, 24))


def test_the_tree_goes_from_the_main_problem_down_to_the_roots() -> None:
    playbook = claim("gift_boxes").playbook
    assert [(depth, each.code) for depth, each in branches(playbook)] == [
        (0, "style"),
        (1, "numbers"),
        (2, "not_asked"),
        (1, "not_read"),
        (0, "unpaid"),
    ]
    lines = tree_lines(playbook, "en").split("\n")
    assert lines[2].startswith("        - Nobody asked which style a number stands for :orange-badge[root cause]")


def test_what_a_user_types_stays_words_in_the_list_and_in_the_drawing() -> None:
    hostile = 'x"]; n9 [label="\\N <b>&lt;" URL="http://x.example'
    playbook = Playbook(
        problems=(Trouble("a", hostile, True),), causes=(Cause("b", "*so* [so](http://x.example)", "a", True),)
    )
    dot = as_dot(cause_nodes(playbook, "en"), "#000000")
    assert dot.count('"') == 2 * (3 + 2)  # three colours and two labels, each begun and ended
    assert "\\N" not in dot
    assert r"\*so\* \[so\]" in tree_lines(playbook, "en")
