"""Any chart as a picture and any table as a file: none on any page is without, and all of ours say when, by what and
on which assumptions."""

import ast
import csv
import io
import re
from dataclasses import replace
from typing import Any

import pytest
from icalendar import Calendar

import negotiation
from negotiation.claim.edits.apply_division import starting_stakes
from negotiation.core.problems import BadInput
from negotiation.handouts.chart_catalogue import CHARTS
from negotiation.handouts.common.csv_table import table_file
from negotiation.handouts.common.footer import assumptions, footer_in_full, footer_lines, footer_stamp
from negotiation.handouts.file_formats import THEIRS, file_of
from negotiation.handouts.handout_context import HandoutContext, handout_context
from negotiation.handouts.single_piece import chart, charts_of, table, tables_of
from negotiation.handouts.table_catalogue import TABLES
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.model.bargaining.negotiation_log import SIDES, Said
from negotiation.model.facts.contract import ExchangeRate, Milestone
from negotiation.model.facts.customer import OpenOrder
from negotiation.model.playbook.call_steps import Demand
from negotiation.model.playbook.extra_requests import Request
from negotiation.model.playbook.repeat_incidents import PastIncident
from negotiation.model.rework.quantities import Yield
from negotiation.model.rework.remedy import Grade
from negotiation.presentation.common.escaping import wrapped
from negotiation.presentation.common.record_tables import LISTS
from negotiation.presentation.trees.chart import tree_chart
from negotiation.presentation.trees.text import Node, cause_nodes, law_nodes
from negotiation.services.agree import agree
from tests.conftest import CLAIMS, ROOT
from tests.support.handouts import SAMPLES, TODAY, above, hostile, material, unpacked

PAGES = sorted((ROOT / "negotiation" / "web").rglob("*.py"))
FIGURES = sorted((ROOT / "negotiation" / "presentation").rglob("*.py"))
OUTSIDE = {"pareto_chart", "trend_chart", "holdout_chart", "loss_chart", "split_chart", "due_chart", "movement_chart"}
"""Figures of an uploaded log, of many accounts' orders or of the register: no part of a claim, so they have their
picture on their own page only."""

EDITED_OUTSIDE = {"prevention_table.py", "approval_limits_section.py"}
"""Pages that edit a table which is no part of a claim; what they show of it is a table with its own file."""


def full() -> HandoutContext:
    """A claim that has something in every list, every chart and every table."""
    day = TODAY.replace(year=2026, month=3)
    dossier = negotiation.load(CLAIMS / "gift_boxes.json")
    case = replace(
        dossier.case,
        exchange_rates=(ExchangeRate("CNY", 0.14, day),),
        milestones=(Milestone("final_acceptance", day, day, 500.0),),
        customer=replace(dossier.case.customer, open_orders=(OpenOrder(day, "Tender", 900.0, 0.0, 0.0, 0.5, 0.25),)),
    )
    remedy = dossier.remedies[0]
    remedy = replace(
        remedy, grades=(Grade("light", 10.0, 0.2),), work=replace(remedy.work, yields=(Yield("print", 0.98),))
    )
    playbook = replace(
        dossier.playbook,
        demands=(Demand("compensation", day, 900.0, "at once"),),
        incidents=(PastIncident(day, "late", True),),
        requests=(Request("r1", "night shift", cost=12.0, worth=30.0),),
    )
    law = replace(dossier.no_deal.law, sued=0.3)
    promised = agree(negotiation.summarise(dossier), "credit_over_orders", day).follow_up
    dossier = replace(
        dossier,
        case=case,
        remedies=(remedy, *dossier.remedies[1:]),
        playbook=playbook,
        follow_up=promised,
        no_deal=replace(dossier.no_deal, law=law),
        talks=replace(
            dossier.talks, log=(Said(day, SIDES[1], 5_000.0, "all of it"), Said(day, SIDES[0], 1_000.0, "a part"))
        ),
        division=replace(dossier.division, stakes=starting_stakes(dossier)),
    )
    return handout_context(dossier, TODAY)


FULL = full()


def calls(path: Any, name: str) -> list[ast.Call]:
    found = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    return [
        node
        for node in found
        if (node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")) == name
    ]


@pytest.mark.parametrize(
    "name",
    ["plotly_chart", "graphviz_chart", "dataframe", "table", "line_chart", "bar_chart", "altair_chart", "pyplot"],
)
def test_every_chart_and_table_of_every_page_goes_through_the_piece_that_gives_its_file(name: str) -> None:
    drawn = {
        path.name
        for path in [*PAGES, ROOT / "app.py"]
        for call in calls(path, name)
        if isinstance(call.func, ast.Attribute)
    }
    assert drawn == {"chart_with_downloads.py"} or not drawn


def public_figures() -> set[str]:
    found = set()
    for path in FIGURES:
        for node in ast.parse(path.read_text("utf-8")).body:
            if (
                isinstance(node, ast.FunctionDef)
                and not node.name.startswith("_")
                and node.returns is not None
                and ast.unparse(node.returns) == "go.Figure"
            ):
                found.add(node.name)
    return found - {"waterfall"}


def test_every_figure_is_a_chart_by_name_or_of_something_outside_the_claim_and_drawn_on_a_page() -> None:
    by_name = (ROOT / "negotiation" / "handouts" / "chart_catalogue.py").read_text("utf-8")
    found = public_figures()
    assert len(found) > 15
    assert {name for name in found if f"{name}(" not in by_name} == OUTSIDE
    pages = "\n".join(path.read_text("utf-8") for path in PAGES)
    assert {name for name in found if name not in pages} == set()


def edited() -> set[str]:
    """The names of all tables that are edited on a page."""
    found = set()
    for path in PAGES:
        for call in calls(path, "table_editor"):
            name = ast.unparse(call.args[0]).removeprefix("f").strip("'\"")
            found.add(re.sub(r"_\{.*?\}$", "", name).removeprefix("playbook_"))
    return {"ladder" if name == "TABLE" else "grades" if name == "{field}" else name for name in found}


def test_every_table_that_is_edited_is_a_table_by_name() -> None:
    found = edited()
    assert len(found) > 20
    assert found - set(TABLES) == set()
    assert {path.name for path in PAGES if calls(path, "data_editor")} == {"table_editor.py", *EDITED_OUTSIDE}


def test_the_full_claim_has_every_chart_and_every_table() -> None:
    assert charts_of(FULL) == tuple(CHARTS)
    assert tables_of(FULL) == tuple(TABLES)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", list(TABLES))
def test_any_table_becomes_a_file_with_its_heads_and_closes_with_stamp_and_assumptions(name: str, lang: str) -> None:
    data = file_of(FULL, "csv", lang, piece=name)
    rows, whole = above(data), list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    heads, expected = TABLES[name](FULL, lang, "")
    assert rows[0] == list(heads.values())
    assert len(rows) == len(expected) + 1 > 1
    closing = [row[0] for row in whole[len(rows) + 1 :]]
    assert closing[0] == footer_stamp(FULL.summary, TODAY, lang)
    for each in assumptions(FULL.summary, lang):
        assert any(each.field in line and each.value in line and each.why in line for line in closing)


@pytest.mark.parametrize("name", list(CHARTS))
def test_any_chart_can_be_had_for_a_picture(name: str) -> None:
    for lang in LANGUAGES:
        figure = chart(FULL, name, lang)
        assert len(figure.data) + len(figure.layout.shapes) > 0


def test_a_chart_and_a_table_can_be_of_another_option_or_remedy() -> None:
    codes = [offer.code for offer in FULL.summary.dossier.offers]
    drawn = {str(chart(FULL, f"cash:{code}", "en").to_json()) for code in codes}
    assert len(drawn) == len(codes)
    rows = {str(table(FULL, f"cost_lines:{each.remedy.code}", "en")[1]) for each in FULL.outlooks}
    assert len(rows) > 1
    for piece in ("cash:nothing", "steps:nothing", "remedies:nothing"):
        with pytest.raises(BadInput):
            chart(FULL, piece, "en")


@pytest.mark.parametrize("name", SAMPLES)
def test_every_chart_and_table_that_a_sample_names_can_be_had(name: str) -> None:
    made = material(name)
    for piece in charts_of(made):
        assert chart(made, piece, "zh") is not None
    for piece in tables_of(made):
        heads, rows = table(made, piece, "zh")
        assert heads
        assert all(set(row) >= set(heads) for row in rows)


def test_a_list_of_the_claim_shows_words_instead_of_codes_and_percent_instead_of_shares() -> None:
    heads, rows = table(FULL, "open_orders", "en")
    assert heads["chance_now"].endswith("(%)")
    assert (rows[0]["chance_now"], rows[0]["on"]) == (50.0, "2026-03-22")
    playbook = FULL.summary.dossier.playbook
    heads, rows = table(FULL, "causes", "en")
    problem = playbook.problems[0].what
    assert rows[0]["of"] == getattr(problem, "en", problem)
    assert {row["kind"] for row in table(FULL, "evidence", "zh")[1]} <= {
        say("zh", f"paper.{each.kind}") for each in playbook.evidence
    }


def test_what_a_user_typed_becomes_no_formula_in_any_list() -> None:
    dossier = hostile(FULL.summary.dossier, "=1+1")
    dossier = replace(dossier, playbook=replace(dossier.playbook, requests=(Request("r1", "=1+1", reason="@x"),)))
    made = handout_context(dossier, TODAY)
    for name in tables_of(made):
        cells = [
            cell
            for row in csv.reader(io.StringIO(file_of(made, "csv", "en", piece=name).decode("utf-8-sig")))
            for cell in row
        ]
        assert [cell for cell in cells if cell[:1] in ("=", "@", "＝")] == [], name


def test_closing_lines_stand_below_an_empty_line_and_are_no_formula_either() -> None:
    rows = list(csv.reader(io.StringIO(table_file({"a": "A"}, [{"a": 1.0}], ["=1+1", "made"]).decode("utf-8-sig"))))
    assert rows == [["A"], ["1.0"], [], ["'=1+1"], ["made"]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_our_calendar_and_our_pictures_carry_the_stamp_and_the_assumptions(lang: str) -> None:
    described = str(Calendar.from_ical(file_of(FULL, "ics", lang))["description"])
    first, second = footer_lines(FULL.summary, TODAY, lang)
    assert first == footer_stamp(FULL.summary, TODAY, lang)
    assert first in described
    assert second in described
    assert all(each.field in second and each.between in second for each in assumptions(FULL.summary, lang))
    assert len(footer_in_full(FULL.summary, TODAY, lang)) == len(assumptions(FULL.summary, lang)) + 2


@pytest.mark.parametrize("ending", sorted(THEIRS))
def test_no_file_for_the_customer_carries_seed_version_or_assumptions(ending: str) -> None:
    """Day and mark tie the customer's files to ours; seed, model version and assumptions stay with us."""
    made = handout_context(replace(FULL.summary.dossier, seed=77_123.0), TODAY)
    for tongue in ("en", "zh", "zh_hant"):
        text = unpacked(file_of(made, ending, tongue, customer=True), ending)
        assert "77123" not in text
        assert "77,123" not in text
        for lang in LANGUAGES:
            assert not any(line in text for line in footer_in_full(made.summary, TODAY, lang))
            assert not any(each.between in text and each.field in text for each in assumptions(made.summary, lang))


def test_a_long_note_is_wrapped_and_none_of_it_is_lost() -> None:
    text = say("en", "export.assumed", what="retention 85%, 70% to 92%; " * 12)
    lines = wrapped(text, 60.0)
    assert " ".join(lines).split() == text.split()
    assert max(len(line) for line in lines) < 60 / 0.55 + 12
    chinese = "以下为假设，按对结果影响大小排列。" * 9
    assert "".join(wrapped(chinese, 40.0)) == chinese
    assert not any(line.startswith(("，", "。")) for line in wrapped(chinese, 17.0))


def test_a_tree_has_a_box_for_every_node_and_a_line_for_every_join() -> None:
    playbook, dossier = FULL.summary.dossier.playbook, FULL.summary.dossier
    for nodes in (cause_nodes(playbook, "en"), law_nodes(dossier, "en")):
        shapes = tree_chart(nodes).layout.shapes
        assert sum(shape.type == "rect" for shape in shapes) == len(nodes)
        assert sum(shape.type == "line" for shape in shapes) == sum(bool(each.of) for each in nodes)
    hostile_words = tree_chart((Node("a", "", '<b onclick="x">&'),)).layout.annotations[0].text
    assert "<b" not in hostile_words


def test_all_lists_have_words_for_their_columns() -> None:
    for name in LISTS:
        for lang in LANGUAGES:
            assert all(TABLES[name](FULL, lang, "")[0].values()), name
