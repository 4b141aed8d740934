"""The claim page in both languages: from nothing to a verdict with ten entries, defaults as chips, tables, links, undo, empty states."""

from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from negotiation import load
from negotiation.export import Sheaf, from_link, to_link
from negotiation.pages.tables import changed_records, claim_record, claim_row
from negotiation.starting import typed
from negotiation.words import LANGUAGES, say
from tests.conftest import CLAIMS, ROOT

CLAIM = "claim"


def open_claim(lang: str = "en", new: bool = False, **query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    for name, value in ({"lang": lang} | query).items():
        app.query_params[name] = value
    app.run()
    if new:
        app.button(key="new").click().run()
    return to_page(app, CLAIM)


def to_page(app: AppTest, name: str) -> AppTest:
    """Another page, as the navigation would open it: its script hash is what the browser sends."""
    from streamlit.util import calc_hash

    app._page_hash = calc_hash(name if name == CLAIM else "")
    return healthy(app.run())


def healthy(app: AppTest) -> AppTest:
    assert not app.exception
    assert [error.value for error in app.error] == []
    return app


def by_name(widgets: Any, name: str) -> Any:
    (found,) = [widget for widget in widgets if str(widget.key).startswith(f"{name}__")]
    return found


def answer_all(app: AppTest, lang: str) -> AppTest:
    today = date.today()
    numbers = {"q_order_value": 14_400.0, "q_claimed": 7_800.0, "q_receivable": 14_400.0, "q_remedy_cost": 4_678.0, "q_orders_per_year": 6.0}
    for name, value in numbers.items():
        healthy(by_name(app.number_input, name).set_value(value).run())
    healthy(by_name(app.selectbox, "q_kind").set_value("wrong_goods").run())
    healthy(by_name(app.text_input, f"q_affected_{lang}").set_value("1,000 of 3,000").run())
    healthy(by_name(app.date_input, "q_receivable_due").set_value(today - timedelta(days=44)).run())
    healthy(by_name(app.date_input, "q_needed_on").set_value(today + timedelta(days=54)).run())
    return healthy(by_name(app.button_group, "q_proof").set_value(["order_confirmed"]).run())


def said(app: AppTest) -> str:
    return " ".join(str(each.value) for each in [*app.subheader, *app.markdown, *app.info, *app.caption])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_from_nothing_to_a_verdict_with_ten_entries(lang: str) -> None:
    app = open_claim(lang, new=True)
    assert say(lang, "page.claim.new") in said(app)
    assert say(lang, "question.order_value.short") in said(app)
    answer_all(app, lang)
    assert "4,668" in said(app)
    assert "14,400.00" in said(app)
    to_page(app, "options")
    assert "4,668" in str(app.subheader[0].value)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_options_without_answers_say_what_is_missing(lang: str) -> None:
    app = to_page(open_claim(lang, new=True), "options")
    assert str(app.subheader[0].value) == say(lang, "page.options.empty")
    assert say(lang, "question.claimed.short") in said(app)
    healthy(app.button(key="empty_sample").click().run())
    assert "4,668" in str(app.subheader[0].value)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_entries_survive_a_language_switch_and_a_page_change(lang: str) -> None:
    app = open_claim(lang, new=True)
    healthy(by_name(app.number_input, "q_order_value").set_value(18_250.5).run())
    other = "zh" if lang == "en" else "en"
    healthy(app.button_group(key="lang").set_value(other).run())
    assert by_name(app.number_input, "q_order_value").value == 18_250.5
    to_page(to_page(app, "options"), CLAIM)
    assert by_name(app.number_input, "q_order_value").value == 18_250.5


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_answer_that_is_not_understood_is_explained_and_kept(lang: str) -> None:
    app = open_claim(lang, new=True)
    by_name(app.text_input, f"q_affected_{lang}").set_value("quite a few").run()
    (problem,) = [str(error.value) for error in app.error]
    assert "quite a few" in problem
    assert by_name(app.text_input, f"q_affected_{lang}").value == "quite a few"
    healthy(by_name(app.text_input, f"q_affected_{lang}").set_value("30 / 90").run())
    by_name(app.text_input, f"q_affected_{lang}").set_value("90 of 30").run()
    assert "90" in str(app.error[0].value)


def test_every_group_opens_and_its_chips_mark_assumptions() -> None:
    app = open_claim()
    for name in ("order", "claimed", "incident", "customer", "remedy", "money", "curve", "limits"):
        app.session_state[f"group_{name}"] = True
    healthy(app.run())
    labels = " ".join(str(each.label) for each in app.expander)
    assert ":orange-badge[Yearly retention 85%]" in labels
    assert ":gray-badge[Margin 25%]" in labels
    assert by_name(app.number_input, "f_case.customer.retention").value == 85
    healthy(by_name(app.number_input, "f_case.customer.retention").set_value(70).run())
    assert ":gray-badge[Yearly retention 70%]" in " ".join(str(each.label) for each in app.expander)


def test_what_a_table_reports_becomes_claim_lines() -> None:
    before = load(CLAIMS / "gift_boxes.json").case.claims
    changes = {"edited_rows": {0: {"claimed": 9_800.0, "proven": 4_000.0}}, "added_rows": [{"kind": "freight", "claimed": 100.0}, {}], "deleted_rows": [2]}
    goods, lost, freight, empty = changed_records(before, changes, claim_row, claim_record)
    assert (goods.claimed, goods.proven, goods.kind) == (9_800.0, 4_000.0, "goods")
    assert lost.claimed == before[1].claimed
    assert (freight.kind, freight.claimed, freight.claimant) == ("freight", 100.0, "customer")
    assert empty.claimed == 0.0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_tables_are_drawn_in_their_groups(lang: str) -> None:
    app = open_claim(lang)
    for name in ("claimed", "incident", "remedy"):
        app.session_state[f"group_{name}"] = True
    healthy(app.run())
    assert len(app.dataframe) == 3


def test_a_link_opens_what_it_holds_and_an_edit_changes_the_address() -> None:
    dossier = typed(load(CLAIMS / "gift_boxes.json"), "case.customer.retention", 0.5)
    app = open_claim(claim=to_link(Sheaf(dossier)) or "")
    app.session_state["group_customer"] = True
    healthy(app.run())
    assert by_name(app.number_input, "f_case.customer.retention").value == 50
    healthy(by_name(app.number_input, "f_case.customer.retention").set_value(60).run())
    token = app.query_params["claim"]
    assert from_link(token[0] if isinstance(token, list) else token).claim.case.customer.retention == 0.6


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_junk_link_falls_back_with_a_message(lang: str) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.query_params["lang"], app.query_params["claim"] = lang, "1junk"
    healthy(app.run())
    assert say(lang, "app.bad_link") in [str(warning.value) for warning in app.warning]
    assert "4,668" in str(app.subheader[0].value)


def test_versions_are_kept_renamed_duplicated_opened_and_removed() -> None:
    app = open_claim()
    app.text_input(key="snapshot_name").set_value("first")
    next(button for button in app.button if button.label == say("en", "header.save_snapshot")).click()
    healthy(app.run())
    desk = app.session_state["desk"]
    assert list(desk.snapshots) == ["first"]
    healthy(by_name(app.number_input, "q_order_value").set_value(20_000.0).run())
    healthy(app.button(key="snapshot_0_first_copy").click().run())
    assert list(desk.snapshots) == ["first", "first 2"]
    healthy(app.text_input(key="snapshot_1_first 2_name").set_value("second").run())
    assert list(desk.snapshots) == ["first", "second"]
    healthy(app.button(key="snapshot_0_first_open").click().run())
    assert by_name(app.number_input, "q_order_value").value == 14_400
    healthy(app.button(key="snapshot_1_second_remove").click().run())
    assert list(desk.snapshots) == ["first"]
