"""The rework page in both languages: every view and section, the air slider, tables, inspect first, adding and
removing, and bad input."""

from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from negotiation import load
from negotiation.claim.document.dossier_checks import dossier_problems
from negotiation.claim.summary.remedy_forecasts import forecast_remedies
from negotiation.core.problems import Problem
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.model.rework.remedy import REMEDIES
from negotiation.presentation.common.errors import error_text
from negotiation.presentation.rework.line_tables import Line, line_row, lines_in, step_row
from negotiation.presentation.rework.table import remedy_rows
from negotiation.presentation.rework.text import remedy_headline
from negotiation.web.shared.remedy_tables import line_record, put_lines, remedy_of, step_records
from tests.conftest import CLAIMS
from tests.support.app import by_name, healthy, open_claim, open_session, said, to_page, typed_in

SECTIONS = ("table", "lines", "steps", "work", "days", "way", "late", "exchange", "bad", "this", "how")
GIFT_BOXES = load(CLAIMS / "gift_boxes.json")


def open_rework(lang: str = "en", *sections: str, **query: str) -> AppTest:
    app = to_page(open_claim(lang, **query), "rework")
    return opened(app, *sections) if sections else app


def opened(app: AppTest, *sections: str) -> AppTest:
    for name in sections:
        app.session_state[f"open_section_rework_{name}"] = True
    return healthy(app.run())


def chosen(app: AppTest, code: str) -> AppTest:
    (found,) = [
        each
        for each in app.selectbox
        if str(each.key).startswith("remedy_") and not str(each.key).startswith("remedy_kind")
    ]
    return healthy(found.set_value(code).run())


def run(app: AppTest, widget: Any, *sections: str) -> AppTest:
    for name in sections:
        app.session_state[f"open_section_rework_{name}"] = True
    widget.run()
    return app


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_line_says_cost_date_and_certainty(lang: str) -> None:
    app = open_rework(lang)
    rows = remedy_rows(forecast_remedies(GIFT_BOXES), GIFT_BOXES)
    remake = next(row for row in rows if row.code == "remake")
    assert str(app.subheader[0].value) == remedy_headline(remake, GIFT_BOXES, lang)
    assert "4,678" in str(app.subheader[0].value)
    assert "912" in said(app)  # the price cut by grade stands beside it


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", ["compare", "curve", "cost", "gantt", "dates"])
def test_every_view_of_every_remedy_is_drawn(lang: str, view: str) -> None:
    app = open_rework(lang)
    for code in ("remake", "part_by_air", "graded", "recover", "next_order", "refund"):
        app.session_state["rework_view"] = view
        chosen(app, code)
        assert len(app.get("plotly_chart")) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", ["part_by_air", "graded"])
def test_every_section_opens(lang: str, code: str) -> None:
    app = opened(chosen(open_rework(lang), code), *SECTIONS)
    assert len(app.dataframe) >= 4
    assert say(
        lang, "rework_how.total", amount=5_821.6 if code == "part_by_air" else 912.0, currency="USD"
    ) in " ".join(str(each.value) for each in app.markdown)


def test_flying_more_costs_more_and_the_headline_follows() -> None:
    app = chosen(open_rework(), "part_by_air")
    assert "300 fly" in str(app.subheader[0].value)
    (slider,) = [each for each in app.slider if str(each.key).startswith("lever_flown_part_by_air_slider")]
    assert slider.value == 300.0
    run(app, slider.set_value(500.0))
    assert "500 fly" in str(app.subheader[0].value)
    assert "6,584" in str(app.subheader[0].value)
    run(app, app.button(key="undo").click())
    assert "300 fly" in str(app.subheader[0].value)


def test_a_circle_is_refused_by_the_names_of_its_steps() -> None:
    rows: list[Any] = [
        (step_row(step, GIFT_BOXES.remedies[0].steps, "en"), step) for step in GIFT_BOXES.remedies[0].steps
    ]
    rows[0][0]["after"] = "Packing"
    steps = step_records(rows, "en")
    assert steps[0].after == ("pack",)
    broken = replace(GIFT_BOXES, remedies=(replace(GIFT_BOXES.remedies[0], steps=steps), *GIFT_BOXES.remedies[1:]))
    (problem,) = list(dossier_problems(broken))
    assert problem.code == "steps_in_a_circle"
    assert "Packing" in error_text(problem, "en")
    assert "包装" in error_text(problem, "zh")


def test_steps_are_written_by_name_in_either_language_and_new_ones_may_be_waited_for() -> None:
    steps = GIFT_BOXES.remedies[0].steps
    for lang in LANGUAGES:
        rows: list[Any] = [(step_row(step, steps, lang), step) for step in steps]
        assert [(step.code, step.after) for step in step_records(rows, lang)] == [
            (step.code, step.after) for step in steps
        ]
        rows.append(({"name": "Fumigation", "likely": 2.0, "after": rows[-1][0]["name"]}, None))
        rows.append(
            ({"name": "Seal", "optimistic": 1.0, "likely": 1.0, "pessimistic": 3.0, "after": "Fumigation"}, None)
        )
        *_, fumigation, seal = step_records(rows, lang)
        assert (fumigation.code, fumigation.after, float(fumigation.days.optimistic)) == ("Fumigation", ("pack",), 2.0)
        assert seal.after == ("Fumigation",)


def test_cost_lines_keep_codes_and_ranges_through_the_table() -> None:
    lines = lines_in(GIFT_BOXES, remedy_of(GIFT_BOXES, "remake"))
    rows = [(line_row(each, "en"), each) for each in lines]
    again = put_lines(GIFT_BOXES, "remake", tuple(line_record(row, old, "en") for row, old in rows))
    assert again == GIFT_BOXES
    rows[0][0].update(rate=3.7, low=3.5, high=4.5)
    fewer = put_lines(
        GIFT_BOXES, "remake", tuple(line_record(row, old, "en") for row, old in rows if old.line.code != "sea")
    )
    known = fewer.range_of("remedies[remake].lines[production].rate")
    assert known is not None
    assert (known.low, known.high) == (3.5, 4.5)
    assert fewer.range_of("remedies[remake].lines[sea].rate") is None
    note = fewer.note("remedies[remake].lines[production].rate")
    assert note is not None
    assert (note.path, note.origin) == ("remedies[remake].lines[production]", "ours")
    more = put_lines(GIFT_BOXES, "remake", (*lines, Line(replace(lines[0].line, code=""), None, None)))
    assert [line.code for line in more.remedies[0].lines][-1] == "production_2"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_of_remedy_can_be_added_seen_made_an_option_and_removed(lang: str) -> None:
    app = open_rework(lang)
    for kind in REMEDIES:
        healthy(app.button(key=f"add_{kind}").click().run())
        healthy(app.run())
        assert say(lang, f"remedy.{kind}") in str(app.subheader[0].value)
    added = open_session(app).claim.remedies[-1].code
    healthy(app.button(key="use_remedy").click().run())
    assert open_session(app).claim.offers[-1].remedy == added
    opened(app, "this")
    run(app, app.button(key="remedy_remove").click(), "this")
    (problem,) = [str(error.value) for error in app.error]
    assert say(lang, f"remedy.{REMEDIES[-1]}") in problem
    run(app, app.button(key="remedy_duplicate").click(), "this")
    healthy(app.run())
    count = len(open_session(app).claim.remedies)
    run(app, app.button(key="remedy_remove").click(), "this")
    assert len(open_session(app).claim.remedies) == count - 1


def test_inspect_first_is_a_step_with_its_cost() -> None:
    app = opened(open_rework(), "steps")
    before = open_session(app).claim.remedies[0]
    run(app, app.button(key="inspect_first").click(), "steps")
    after = open_session(app).claim.remedies[0]
    assert after.steps[0].code == "inspect_first"
    assert all(step.after for step in after.steps[1:])
    case = open_session(app).claim.case
    assert float(after.cost(case)) == pytest.approx(float(before.cost(case)) + 268.0)
    assert float(after.done_day) > float(before.done_day)  # the days follow the steps


def test_typed_days_win_until_the_schedule_is_followed_again() -> None:
    app = opened(open_rework(), "days")
    run(app, typed_in(app, "f_remedies[remake].done_day").set_value("21"), "days")
    assert open_session(app).claim.remedies[0].done_day == 21.0
    run(app, app.button(key="follow_schedule").click(), "days")
    assert open_session(app).claim.remedies[0].done_day == 10.0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_how_many_are_bad_is_explained_with_its_exact_bound(lang: str) -> None:
    app = opened(open_rework(lang), "bad")
    run(app, typed_in(app, "f_case.incident.inspected").set_value("30"), "bad")
    run(app, typed_in(app, "f_case.incident.found_bad").set_value("3"), "bad")
    assert "23.86%" in said(app)
    run(app, typed_in(app, "f_case.incident.found_bad").set_value("31"), "bad")
    assert "31" in str(app.error[0].value)
    assert typed_in(app, "f_case.incident.found_bad").value == "31"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_range_is_typed_kept_shown_and_refused_where_it_makes_no_sense(lang: str) -> None:
    app = open_claim(lang)

    def enter(name: str, text: str) -> None:
        app.session_state["open_group_money"] = True
        typed_in(app, name).set_value(text).run()

    app.session_state["open_group_money"] = True
    healthy(app.run())
    field = "f_no_deal.switching_cost"
    enter(field, "1,000 - 3,000")
    claim = open_session(app).claim
    known = claim.range_of("no_deal.switching_cost")
    assert (float(claim.no_deal.switching_cost), known.low, known.high) == (2_000.0, 1_000.0, 3_000.0)
    assert say(lang, "figure.range", low="1,000", high="3,000") in said(app)
    enter(field, "a few")
    assert "a few" in str(app.error[0].value)
    assert typed_in(app, field).value == "a few"
    enter(field, "1500")
    assert open_session(app).claim.range_of("no_deal.switching_cost") is None
    share = "f_no_deal.withheld_chance"
    enter(share, "20% to 40%")
    assert open_session(app).claim.range_of("no_deal.withheld_chance").high == pytest.approx(0.4)
    enter(share, "20 to 140")
    assert [type(each) for each in open_session(app).refused[f"{share}_{lang}"]] == [Problem]


def test_a_new_claim_has_steps_and_a_date_at_once() -> None:
    app = to_page(open_claim("en", new=True), "rework")
    assert say("en", "page.rework.not_complete") in said(app)
    assert len(app.get("plotly_chart")) == 1
    assert by_name(app.date_input, "f_case.order.needed_on")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_steps_are_renamed_and_removed_without_losing_what_waits_for_them(lang: str) -> None:
    steps = GIFT_BOXES.remedies[0].steps
    rows: list[Any] = [(step_row(step, steps, lang), step) for step in steps]
    rows[3][0]["name"] = "Print run, by night"
    renamed = step_records(rows, lang, steps)
    assert renamed[4].after == ("print",)
    again: list[Any] = [(step_row(step, renamed, lang), step) for step in renamed]
    assert [step.after for step in step_records(again, lang, renamed)] == [step.after for step in steps]
    again[6][0]["after"] = "Print run, by night, " + str(again[5][0]["name"])
    assert step_records(again, lang, renamed)[6].after == ("print", "inspect")
    assert step_records(rows[1:], lang, steps)[0].after == ()
    assert [step.after for step in step_records(rows[1:], lang, steps)][2] == ("material", "plates")
