"""The Share page in both languages: what is still open, the letter's words, previews of both sides, and nothing
lost."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from negotiation.handouts.file_formats import file_of
from negotiation.handouts.handout_context import handout_context
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.web.session.claim_session import SAMPLE_NAMES
from negotiation.web.share.file_buttons import KINDS
from negotiation.web.share.page import PREVIEWS
from tests.support.app import by_name, healthy, open_app, open_sample, open_session, said, to_page, verdict


def at_share(lang: str = "en", sample: str = "gift_boxes") -> AppTest:
    app = open_app(lang)
    if sample != "gift_boxes":
        open_sample(app, sample)
    return to_page(app, "share")


def shown(app: AppTest) -> str:
    return "\n".join(block.value for block in app.code)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("sample", SAMPLE_NAMES)
def test_every_sample_has_a_message_with_three_offers_in_the_language_of_the_page(lang: str, sample: str) -> None:
    app = at_share(lang, sample)
    assert "A1." in shown(app)
    assert "C1." in shown(app)
    assert say(lang, "letter.share") in shown(app)
    assert say(lang, "share.customer_badge") in said(app)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("side", list(PREVIEWS))
def test_every_preview_of_both_sides_is_shown(lang: str, side: str) -> None:
    app = at_share(lang)
    app.session_state["share_side"] = side
    for preview in PREVIEWS[side]:
        app.session_state[f"share_preview_{side}"] = preview
        healthy(app.run())
        assert shown(app) or app.get("image") or app.dataframe
    assert say(lang, f"share.{side}_badge") in said(app)


def test_the_badge_and_the_internal_files_tell_the_sides_apart() -> None:
    app = at_share()
    app.session_state["share_side"] = "internal"
    healthy(app.run())
    app.session_state["share_preview_internal"] = "note"
    healthy(app.run())
    assert "USD 4,668" in shown(app)
    assert say("en", "share.internal_badge") in said(app)
    app.session_state["share_side"] = "customer"
    healthy(app.run())
    assert "4,668" not in shown(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_typed_goes_into_the_message_and_can_be_undone(lang: str) -> None:
    app = at_share(lang)
    before = verdict(app)
    healthy(by_name(app.text_input, f"f_letter.addressee_{lang}").set_value("Ms Chan").run())
    healthy(by_name(app.text_area, f"f_letter.sender_{lang}").set_value("Li Wei\nBoxes Ltd").run())
    assert say(lang, "letter.dear", name="Ms Chan") in shown(app)
    assert shown(app).rstrip().endswith("Li Wei\nBoxes Ltd")
    assert open_session(app).claim.letter.addressee == "Ms Chan"
    healthy(app.button(key="undo").click().run())
    healthy(app.button(key="undo").click().run())
    assert verdict(app) == before


def test_a_letter_in_hong_kong_chinese_from_an_english_page() -> None:
    app = at_share("en")
    app.session_state["share_tongue_customer"] = "zh_hant"
    healthy(app.run())
    assert "訂單" in shown(app)
    assert "尾數" in shown(app) or "確認" in shown(app)


def test_one_option_is_put_when_it_is_chosen() -> None:
    app = at_share()
    healthy(by_name(app.selectbox, "f_letter.puts").set_value("one").run())
    healthy(by_name(app.selectbox, "f_letter.offer").set_value("half_over_orders").run())
    assert "2,339.00" in shown(app)
    assert "A1." not in shown(app)
    healthy(by_name(app.selectbox, "f_letter.puts").set_value("none").run())
    assert say("en", "letter.ask_none") in shown(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_forms_of_settlement_say_what_to_ask(lang: str) -> None:
    app = at_share(lang)
    app.session_state["open_share_forms"] = True
    healthy(app.run())
    assert say(lang, "settlement_form.replacement_1") in said(app)
    assert say(lang, "settlement_form.netting") in said(app)


def test_an_answer_day_in_the_past_is_said() -> None:
    app = at_share()
    healthy(by_name(app.date_input, "f_letter.answer_by").set_value("2026-01-05").run())
    assert say("en", "share.point_answer_is_past") in said(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_answers_the_page_says_what_is_missing(lang: str) -> None:
    app = open_app(lang)
    healthy(app.button(key="new").click().run())
    app = to_page(app, "share")
    assert say(lang, "share.empty") in said(app)


def test_every_kind_of_file_has_words_on_both_sides() -> None:
    for kind in KINDS.values():
        for name in (kind.customer, kind.internal):
            assert not name or say("en", f"share.file_{name}", ending="X")


def test_a_workbook_that_was_sent_can_be_opened_again() -> None:
    app = open_app("en")
    data = file_of(handout_context(open_session(app).claim, date(2026, 11, 22)), "xlsx", "en")
    healthy(app.file_uploader(key="upload").set_value(("book.xlsx", data, "application/octet-stream")).run())
    assert open_session(app).kind == "own"
    assert verdict(app) == verdict(open_app("en"))
