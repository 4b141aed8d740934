"""The claim page in both languages: from nothing to a verdict with ten entries, defaults as chips, tables, links,
undo, empty states."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from negotiation import BadInput, load
from negotiation.claim.defaults.default_rules import with_typed_value
from negotiation.claim.defaults.first_questions import QUESTIONS
from negotiation.claim.defaults.new_claim import new_claim
from negotiation.handouts.link.claim_link import ClaimLink, claim_of_link, to_link_and_whole
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.presentation.common.escaping import for_markdown
from negotiation.web.widgets.table_editor import changed_records, claim_record, claim_row
from tests.conftest import CLAIMS, ROOT
from tests.support.app import CLAIM, by_name, healthy, open_claim, open_session, said, to_page, typed_in


def answer_all(app: AppTest, lang: str) -> AppTest:
    today = date.today()
    numbers = {
        "q_order_value": 14_400.0,
        "q_claimed": 7_800.0,
        "q_receivable": 14_400.0,
        "q_remedy_cost": 4_678.0,
        "q_orders_per_year": 6.0,
    }
    for name, value in numbers.items():
        healthy(typed_in(app, name).set_value(str(value)).run())
    healthy(by_name(app.selectbox, "q_kind").set_value("wrong_goods").run())
    healthy(by_name(app.text_input, f"q_affected_{lang}").set_value("1,000 of 3,000").run())
    healthy(by_name(app.date_input, "q_receivable_due").set_value(today - timedelta(days=44)).run())
    healthy(by_name(app.date_input, "q_needed_on").set_value(today + timedelta(days=54)).run())
    return healthy(by_name(app.button_group, "q_proof").set_value(["order_confirmed"]).run())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_from_nothing_to_a_verdict_with_ten_entries(lang: str) -> None:
    app = open_claim(lang, new=True)
    assert say(lang, "page.claim.new") in said(app)
    assert say(lang, "question.order_value.short") in said(app)
    answer_all(app, lang)
    paid_day = float(new_claim(date.today()).remedies[0].paid_day)
    cost = f"{4_678.0 * 1.08 ** (-paid_day / 365.0):,.0f}"
    assert cost in said(app)
    assert "14,400.00" in said(app)
    to_page(app, "options")
    assert cost in str(app.subheader[0].value)


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
    healthy(typed_in(app, "q_order_value").set_value("18250.5").run())
    other = "zh" if lang == "en" else "en"
    healthy(app.button_group(key="lang").set_value(other).run())
    assert typed_in(app, "q_order_value").value == "18,250.5"
    to_page(to_page(app, "options"), CLAIM)
    assert typed_in(app, "q_order_value").value == "18,250.5"


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
        app.session_state[f"open_group_{name}"] = True
    healthy(app.run())
    labels = " ".join(str(each.label) for each in app.expander)
    assert ":orange-badge[Yearly retention 85%]" in labels
    assert ":gray-badge[Margin 25%]" in labels
    assert typed_in(app, "f_case.customer.retention").value == "85"
    healthy(typed_in(app, "f_case.customer.retention").set_value("70").run())
    assert ":gray-badge[Yearly retention 70%]" in " ".join(str(each.label) for each in app.expander)


def test_what_a_table_reports_becomes_claim_lines() -> None:
    before = load(CLAIMS / "gift_boxes.json").case.claims
    changes = {
        "edited_rows": {0: {"claimed": 9_800.0, "proven": 4_000.0}},
        "added_rows": [{"kind": "freight", "claimed": 100.0}, {}],
        "deleted_rows": [2],
    }
    goods, lost, freight, empty = changed_records(before, changes, claim_row, claim_record)
    assert (goods.claimed, goods.proven, goods.kind) == (9_800.0, 4_000.0, "goods")
    assert lost.claimed == before[1].claimed
    assert (freight.kind, freight.claimed, freight.claimant) == ("freight", 100.0, "customer")
    assert empty.claimed == 0.0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_tables_are_drawn_in_their_groups(lang: str) -> None:
    app = open_claim(lang)
    for name in ("claimed", "incident", "remedy"):
        app.session_state[f"open_group_{name}"] = True
    healthy(app.run())
    assert len(app.dataframe) == 3


def test_a_link_opens_what_it_holds_and_an_edit_changes_the_address() -> None:
    dossier = with_typed_value(load(CLAIMS / "gift_boxes.json"), "case.customer.retention", 0.5)
    app = open_claim(claim=to_link_and_whole(ClaimLink(dossier))[0] or "")
    app.session_state["open_group_customer"] = True
    healthy(app.run())
    assert typed_in(app, "f_case.customer.retention").value == "50"
    healthy(typed_in(app, "f_case.customer.retention").set_value("60").run())
    token = app.query_params["claim"]
    assert claim_of_link(token[0] if isinstance(token, list) else token).claim.case.customer.retention == 0.6


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
    desk = open_session(app)
    assert list(desk.snapshots) == ["first"]
    healthy(typed_in(app, "q_order_value").set_value("20000").run())
    healthy(app.button(key="snapshot_0_first_copy").click().run())
    assert list(desk.snapshots) == ["first", "first 2"]
    healthy(app.text_input(key="snapshot_1_first 2_name").set_value("second").run())
    assert list(desk.snapshots) == ["first", "second"]
    healthy(app.button(key="snapshot_0_first_open").click().run())
    assert typed_in(app, "q_order_value").value == "14,400"
    healthy(app.button(key="snapshot_1_second_remove").click().run())
    assert list(desk.snapshots) == ["first"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_part_of_the_options_page_in_every_view_and_challenge(lang: str) -> None:
    app = to_page(open_claim(lang), "options")
    for name in ("table", "changes", "calendar", "offers", "how", "assumptions"):
        app.session_state[f"open_section_{name}"] = True
    for view in ("break_even", "cash", "waterfall", "calendar", "signature"):
        healthy(app.button_group(key="view").set_value(view).run())
    for challenge in ("same_chance", "stay_anyway", "as_judged"):
        healthy(app.button_group(key="challenge").set_value(challenge).run())
        assert (
            any(
                say(lang, f"challenge.{challenge}_{end}") in str(each.value)
                for each in app.info
                for end in ("holds", "turns")
            )
            or challenge == "as_judged"
        )


def test_back_and_forth_between_the_pages_keeps_working() -> None:
    app = to_page(open_claim(), "options")
    app.button_group(key="challenge").set_value("same_chance").run()
    app = to_page(to_page(app, CLAIM), "options")
    healthy(app.button_group(key="view").set_value("cash").run())
    healthy(by_name(app.slider, "lever_extra_slider").set_value(5).run())
    assert "5 extra orders" in said(app)


def test_options_are_added_duplicated_renamed_changed_and_removed() -> None:
    app = to_page(open_claim(), "options")

    def run(widget: Any = app) -> None:
        app.session_state["open_section_offers"] = app.session_state["open_section_changes"] = True
        healthy(widget.run())

    run()
    desk = open_session(app)
    run(app.button(key="offer_duplicate").click())
    assert [offer.code for offer in desk.claim.offers][:2] == ["customer_pays", "customer_pays_2"]
    run(by_name(app.text_input, "offer_name_customer_pays_2_en").set_value("My own"))
    run(app.button_group(key="term_group").set_value("goods"))
    run(app.button(key="add_customer_pays_2_price_cut").click())
    run(by_name(app.text_input, "f_offers[customer_pays_2].terms[price_cut].cut_en").set_value("7.5"))
    (copy,) = [offer for offer in desk.claim.offers if offer.code == "customer_pays_2"]
    assert copy.name == "My own"
    assert copy.terms[-1].cut == 0.075
    assert "My own" in said(app)
    run(app.button(key="offer_remove").click())
    run(app.button(key="package_nothing").click())
    assert [offer.code for offer in desk.claim.offers][-1] == "own_option"
    for _ in range(4):
        run(app.button(key="undo").click())
    assert "customer_pays_2" in [offer.code for offer in desk.claim.offers]


def test_a_claim_left_behind_comes_back_with_its_history() -> None:
    app = open_claim(new=True)
    healthy(typed_in(app, "q_order_value").set_value("5000").run())
    healthy(app.button(key="open_gift_boxes").click().run())
    assert typed_in(app, "q_order_value").value == "14,400"
    healthy(app.button(key="open_before").click().run())
    assert typed_in(app, "q_order_value").value == "5,000"
    healthy(app.button(key="undo").click().run())
    assert typed_in(app, "q_order_value").value == ""


def test_a_claim_without_lines_or_with_quantity_0_can_still_be_answered() -> None:
    raw = new_claim(date(2026, 11, 22))
    bare = replace(
        raw, case=replace(raw.case, claims=()), remedies=(replace(raw.remedies[0], lines=()), raw.remedies[1])
    )
    by_key = {question.key: question for question in QUESTIONS}
    assert by_key["claimed"].put(bare, 700.0).case.claimed == 700.0
    assert by_key["remedy_cost"].put(bare, 900.0).remedies[0].cost(bare.case) == 900.0
    assert by_key["remedy_cost"].put(replace(raw, remedies=(), offers=()), 900.0).remedies[0].cost(bare.case) == 900.0
    empty = replace(raw, case=replace(raw.case, order=replace(raw.case.order, quantity=0.0, affected=0.0)))
    with pytest.raises(BadInput):
        by_key["order_value"].put(empty, 5.0)


def test_our_share_can_come_back_from_nothing() -> None:
    app = to_page(open_claim(), "options")
    healthy(by_name(app.slider, "lever_our_share_slider").set_value(0.0).run())
    healthy(by_name(app.slider, "lever_our_share_slider").set_value(60.0).run())
    assert {
        offer.code: [getattr(term, "share", None) for term in offer.terms] for offer in open_session(app).claim.offers
    }["half_now"] == [0.4]


def test_the_users_words_make_no_link_and_no_icon() -> None:
    for evil in (
        "http://a.com/x",
        "www.b.com",
        "me@b.com",
        ":material/home:",
        ":streamlit:",
        "a -> b",
        "a -- b",
        "<- c",
    ):
        assert for_markdown(evil).replace("\\", "").replace("\u2060", "") == evil
        assert "\u2060" in for_markdown(evil)
