"""Evidence, repeats and scope as sections of a page, in both languages: what they say, what their buttons do, and
what is refused."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from negotiation import BadInput, Dossier
from negotiation.core.fields import Translated
from negotiation.core.problems import Problem
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.model.playbook.escalation import LADDER, Rung
from negotiation.model.playbook.evidence import Evidence, TimeBar
from negotiation.model.playbook.extra_requests import Request
from negotiation.model.playbook.repeat_incidents import PastIncident
from negotiation.presentation.common.errors import error_text
from negotiation.presentation.playbook.text import request_rows
from negotiation.web.playbook import evidence_section, repeats_section
from negotiation.web.playbook.escalation_table import RUNG, with_ladder
from negotiation.web.playbook.evidence_section import PAPER, bar_line, new_proofs
from negotiation.web.playbook.extra_requests_section import REQUEST, put_requests, request_record
from negotiation.web.playbook.repeats_section import INCIDENT
from negotiation.web.session.claim_session import sample
from negotiation.web.session.session_state import TABLE_SHEETS
from negotiation.web.widgets.record_editor import columns_of, record_of, row_of
from negotiation.web.widgets.table_editor import changed_records
from tests.support.app import by_name, healthy, open_session, put_claim, said

TODAY = date(2026, 11, 22)
SECTIONS = {"evidence": "gift_boxes", "repeats": "failing_service", "scope": "eight_requests"}
FILES = {"evidence": "evidence_section", "repeats": "repeats_section", "scope": "extra_requests_section"}
SCRIPT = """
import streamlit as st
from negotiation.web.playbook.{file} import {section}_section
from negotiation.web.session.claim_session import open_sample
if "claim_session" not in st.session_state:
    open_sample("{sample}")
{section}_section("{lang}")
"""


class Clock(date):
    """A calendar on which it is always the same day."""

    @classmethod
    def today(cls) -> "Clock":
        return cls(TODAY.year, TODAY.month, TODAY.day)


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (evidence_section, repeats_section):
        monkeypatch.setattr(module, "date", Clock)


def section(name: str, lang: str = "en", which: str = "", **state: Any) -> AppTest:
    app = AppTest.from_string(
        SCRIPT.format(section=name, file=FILES[name], sample=which or SECTIONS[name], lang=lang), default_timeout=30
    )
    for key, value in state.items():
        app.session_state[key] = value
    return healthy(app.run())


def claim(app: AppTest) -> Dossier:
    found: Dossier = open_session(app).claim
    return found


def changed(app: AppTest, **playbook: Any) -> AppTest:
    """The section again, with other lists in the playbook of its claim."""
    now = open_session(app)
    put_claim(now, replace(now.claim, playbook=replace(now.claim.playbook, **playbook)))
    return healthy(app.run())


def warned(app: AppTest) -> str:
    return "\n".join(str(each.value) for each in app.warning)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", SECTIONS)
@pytest.mark.parametrize("which", ["gift_boxes", "failing_service", "eight_requests", "network_delivery"])
def test_every_section_draws_every_claim(name: str, which: str, lang: str) -> None:
    section(name, lang, which, open_repeats_ladder=True)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_strength_of_the_papers_only_informs_and_its_formula_is_one_click_away(lang: str) -> None:
    app = section("evidence", lang)
    (line,) = [each for each in app.markdown if say(lang, "page_evidence.strength", balance=0.756) in each.value]
    assert "92.8%" in line.help
    assert say(lang, "page_evidence.informs") in [each.value for each in app.caption]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_claimed_without_proof_is_worth_its_sum(lang: str) -> None:
    assert "USD 7,800" in said(section("evidence", lang))


def test_a_paper_becomes_a_proof_of_the_claim_and_undo_takes_it_back() -> None:
    app = section("evidence")
    assert app.button(key="evidence_take").disabled
    app = changed(app, evidence=(*claim(app).playbook.evidence, Evidence("photos", speaks_for="us")))
    assert new_proofs(claim(app)) == ("photos",)
    healthy(app.button(key="evidence_take").click().run())
    assert "photos" in claim(app).case.incident.proof
    assert app.button(key="evidence_take").disabled
    assert "photos" not in open_session(app).past[-1].case.incident.proof


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_assumed_period_says_so_until_someone_types_it(lang: str) -> None:
    app = section("evidence", lang)
    bar = TimeBar("reasonable_notice", date(2026, 12, 20), 28.0, True)
    assert "-badge[" in bar_line(claim(app), bar, lang)
    healthy(by_name(app.text_input, f"f_playbook.time_bars.reasonable_days_{lang}").set_value("20").run())
    assert claim(app).playbook.time_bars.reasonable_days == 20.0
    assert "-badge[" not in bar_line(claim(app), bar, lang)


def test_a_missed_day_is_red_a_near_one_orange_a_far_one_plain() -> None:
    found = claim(section("evidence"))
    lines = [
        bar_line(found, TimeBar("two_years", TODAY, left, kept), "en")
        for left, kept in ((-3.0, False), (9.0, None), (90.0, None))
    ]
    assert [line.split("[")[0] for line in lines[:2]] == [":red", ":orange"]
    assert not lines[2].startswith(":")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_insurers_consent_is_asked_for_until_it_is_there(lang: str) -> None:
    app = section("evidence", lang, "failing_service")
    assert say(lang, "page_evidence.until") in warned(app)
    bars = claim(app).playbook.time_bars
    app = changed(app, time_bars=replace(bars, insurer_asked_on=None))
    assert say(lang, "caution.insurer_first.instead") in warned(app)
    app = changed(app, time_bars=replace(bars, insurer_agreed_on=TODAY))
    assert warned(app) == ""
    assert len(app.success) == 1


def test_a_period_that_is_no_number_is_refused_and_stays_as_typed() -> None:
    app = section("evidence")
    by_name(app.text_input, "f_playbook.time_bars.claim_period_en").set_value("a while").run()
    assert len(app.error) == 1
    assert by_name(app.text_input, "f_playbook.time_bars.claim_period_en").value == "a while"


def test_what_a_user_typed_is_never_markup() -> None:
    app = section("evidence")
    app = changed(app, evidence=(Evidence("photos", TODAY, "**me**", "[link](http://x)", "us", 0.5, ""),))
    assert "[link](" not in said(app)
    assert "**me**" not in said(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_eighth_failure_stands_on_the_eighth_rung_with_its_cost(lang: str) -> None:
    app = section("repeats", lang)
    assert say(lang, "page_repeats.on_rung", incidents=8, window=12.0, place=8, rungs=8) in said(app)
    assert "CNY 201,271" in said(app)
    assert say(lang, "page_repeats.last") in said(app)
    assert "12.3%" in said(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_incidents_show_their_rung_and_the_next_one(lang: str) -> None:
    app = section("repeats", lang)
    app = changed(app, incidents=(PastIncident(date(2026, 9, 2), "first"),))
    assert say(lang, "page_repeats.on_rung", incidents=2, window=12.0, place=2, rungs=8) in said(app)
    assert say(lang, "page_repeats.next", incidents=3.0) in said(app)
    assert say(lang, "page_repeats.differs", similar=1, typed=4) in warned(app)
    healthy(app.button(key="repeats_take").click().run())
    assert claim(app).case.incident.earlier_similar == 1.0
    assert warned(app) == ""


def test_the_response_becomes_terms_of_the_chosen_option() -> None:
    app = section("repeats")
    code = claim(app).offers[0].code
    healthy(app.button(key="repeats_put").click().run())
    offer = next(each for each in claim(app).offers if each.code == code)
    assert {"visit", "guarantee", "reduced_scope"} <= {term.key for term in offer.terms}
    assert len(open_session(app).past) == 1


def test_one_more_rung_is_the_teams_own_ladder_and_the_house_ladder_comes_back() -> None:
    app = section("repeats", open_repeats_ladder=True)
    assert app.button(key="ladder_back").disabled
    healthy(app.button(key="ladder_add").click().run())
    assert [float(rung.incidents) for rung in claim(app).playbook.ladder] == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    healthy(app.button(key="ladder_back").click().run())
    assert claim(app).playbook.ladder == ()


@pytest.mark.parametrize(("lang", "who"), [("en", "account manager"), ("zh", "客户经理")])
def test_a_milder_later_rung_is_refused_in_the_words_of_the_table(lang: str, who: str) -> None:
    milder = (*LADDER[:4], replace(LADDER[4], answers="account_manager", reduction=0.01), *LADDER[5:])
    with pytest.raises(BadInput) as refused:
        with_ladder(sample("failing_service"), milder, lang)
    texts = [error_text(problem, lang, percent=True) for problem in refused.value.problems]
    assert who in texts[0]
    assert "1%" in texts[1]
    assert "5%" in texts[1]


def test_while_an_entry_is_refused_no_rung_is_added_and_the_house_ladder_takes_it_back() -> None:
    app = section("repeats", open_repeats_ladder=True)
    open_session(app).refused["playbook_ladder"] = (Problem("no_rung", "playbook.ladder"),)
    app.run()
    assert len(app.error) == 1
    assert app.button(key="ladder_add").disabled
    version = app.session_state[TABLE_SHEETS.key]["playbook_ladder"].version
    healthy(app.button(key="ladder_back").click().run())
    assert app.session_state[TABLE_SHEETS.key]["playbook_ladder"].version > version


def test_a_ladder_without_rungs_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        with_ladder(sample("failing_service"), (), "en")
    assert refused.value.problems[0].code == "no_rung"


def test_percent_stands_only_in_the_cells() -> None:
    row = row_of(LADDER[2], RUNG, "en")
    assert (row["travel"], row["reduction"], row["report_days"]) == (2.0, 5.0, 3.0)
    rungs = changed_records(
        LADDER,
        {"edited_rows": {"2": {"reduction": 6.0}}, "added_rows": [], "deleted_rows": []},
        lambda rung: row_of(rung, RUNG, "en"),
        lambda cells, old: record_of(Rung, cells, old, RUNG, "en"),
    )
    assert rungs[2].reduction == pytest.approx(0.06)
    assert row_of(rungs[3], RUNG, "en") == row_of(LADDER[3], RUNG, "en")
    assert list(columns_of(Rung, RUNG, "zh", {"answers": "answers.", "travels": "travels."})) == list(RUNG)


def test_a_text_that_nobody_touched_keeps_its_other_language() -> None:
    old = PastIncident(TODAY, Translated("Failure", "故障"))
    row = row_of(old, INCIDENT, "en")
    assert record_of(PastIncident, row, old, INCIDENT, "en").what is old.what
    assert record_of(PastIncident, {**row, "what": "Outage"}, old, INCIDENT, "en").what == "Outage"


def test_a_new_row_with_nothing_typed_is_no_record_and_one_without_a_day_gets_one() -> None:
    assert record_of(PastIncident, {"similar": True, "on": None, "what": ""}, None, INCIDENT, "en", on=TODAY) is None
    found = record_of(PastIncident, {"similar": True, "what": "again"}, None, INCIDENT, "en", on=TODAY)
    assert (found.on, found.what) == (TODAY, "again")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_requests_stand_by_worth_per_cost_with_their_advice(lang: str) -> None:
    heads, found = request_rows(sample("eight_requests"), lang)
    rows = [list(row.values()) for row in found]
    assert len(rows) == 8
    assert len(heads) == len(rows[0])
    assert rows[0][1:5] == ["CNY 12,000", "CNY 40,500", "3.4", say(lang, "scope_advice.accept")]
    assert [row[0] for row in rows if row[-1] == say(lang, "page_scope.by_sales")] == [
        "Night shift on site for three months" if lang == "en" else "驻场夜班三个月"
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_overdrawn_budget_and_a_habit_never_go_unnoticed(lang: str) -> None:
    app = section("scope", lang)
    assert "CNY 3,000" in said(app)
    assert "CNY 192,000" in said(app)
    assert warned(app) == ""
    requests = tuple(
        replace(each, decision="accept") if each.code in ("r4", "r7", "r8") else each
        for each in claim(app).playbook.requests
    )
    app = changed(app, requests=requests)
    assert "CNY 71,000" in warned(app)
    assert say(lang, "caution.giving_habit.instead") in warned(app)
    assert len(app.warning) == 2


def test_what_is_granted_becomes_terms_of_the_chosen_option_and_nothing_granted_adds_nothing() -> None:
    app = section("scope")
    code = claim(app).offers[0].code
    healthy(app.button(key="scope_put").click().run())
    offer = next(each for each in claim(app).offers if each.code == code)
    assert [term.key for term in offer.terms][-1] == "added_features"
    app = changed(section("scope"), requests=())
    assert app.button(key="scope_put").disabled


def test_a_changed_decision_notes_its_day_and_an_open_one_has_none() -> None:
    old = sample("eight_requests").playbook.requests[3]
    row = row_of(old, REQUEST, "en")
    found = request_record({**row, "decision": "accept"}, old, "en", TODAY)
    assert found is not None
    assert found.decided_on == TODAY
    reopened = request_record({**row, "hours": 10.0}, found, "en", date(2027, 1, 1))
    assert reopened is not None
    assert reopened.decided_on is None
    early = request_record({**row, "decision": "decline"}, old, "en", date(2026, 1, 1))
    assert early is not None
    assert early.decided_on == old.asked_on


def test_a_new_request_gets_the_next_free_code() -> None:
    dossier = sample("eight_requests")
    found = put_requests(dossier, (*dossier.playbook.requests[1:], Request(what="one more"), Request(what="and more")))
    assert [each.code for each in found.playbook.requests[-2:]] == ["r1", "r9"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", SECTIONS)
def test_a_claim_without_answers_draws_too(name: str, lang: str) -> None:
    script = SCRIPT.format(section=name, file=FILES[name], sample="gift_boxes", lang=lang)
    script = script.replace('open_sample("gift_boxes")', "start_new()").replace(
        "import open_sample", "import start_new"
    )
    healthy(AppTest.from_string(script, default_timeout=30).run())


def test_a_new_row_shows_the_figures_that_it_begins_with_and_they_alone_are_no_record() -> None:
    columns = columns_of(Evidence, PAPER, "en", {"kind": "paper.", "speaks_for": "speaks_for."})
    assert columns["strength"]["default"] == 50.0
    begun = {"kind": "message", "speaks_for": "us", "strength": 50.0}
    assert record_of(Evidence, begun, None, PAPER, "en") is None
    assert record_of(Evidence, {**begun, "strength": 60.0}, None, PAPER, "en").strength == pytest.approx(0.6)
