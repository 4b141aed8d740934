"""Paste the message, in both languages: every proposal with what it would change, nothing taken by itself, one
button each, and undo."""

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from negotiation import load
from negotiation.claim.defaults.first_questions import unanswered
from negotiation.claim.defaults.new_claim import new_claim
from negotiation.claim.document.dossier import Dossier
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.importers.pasted_message import read_message
from negotiation.presentation.playbook.message_text import (
    change_line,
    doubt_line,
    read_line,
    stands_already,
    target_fields,
)
from negotiation.web.playbook.paste_section import confirmed
from negotiation.web.session.session_state import PASTED_MESSAGE
from tests.conftest import CLAIMS
from tests.support.app import open_session

TODAY = date(2026, 11, 22)
GIFT_BOXES = load(CLAIMS / "gift_boxes.json")
MESSAGE = (
    "We want a refund of USD 5,000, otherwise we cancel all orders. 1,200 of "
    "3,000 boxes are wrong. Either that or 20% off."
)


def section(lang: str) -> AppTest:
    script = f"""
from negotiation.web.playbook.paste_section import paste_section
from negotiation.web.session.claim_session import start_new, undo
import streamlit as st
st.button("undo", on_click=undo, key="undo")
st.button("new", on_click=start_new, key="new")
paste_section("{lang}")
"""
    return healthy(AppTest.from_string(script, default_timeout=30).run())


def healthy(app: AppTest) -> AppTest:
    assert not app.exception
    assert [error.value for error in app.error] == []
    return app


def read(app: AppTest, text: str) -> AppTest:
    app.text_area(key="pasted_text").set_value(text)
    (button,) = [each for each in app.button if "paste_message" in str(each.key)]
    return healthy(button.click().run())


def claim_of(app: AppTest) -> Dossier:
    claim: Dossier = open_session(app).claim
    return claim


def takes(app: AppTest) -> list[Any]:
    return [each for each in app.button if str(each.key).startswith("paste_take_")]


def place_of(app: AppTest, kind: str, value: object) -> int:
    found = app.session_state[PASTED_MESSAGE.key].proposals
    return next(place for place, each in enumerate(found) if each.kind == kind and each.value == value)


def shown(app: AppTest) -> str:
    return "\n".join(str(each.value) for each in (*app.markdown, *app.caption))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_reading_proposes_and_takes_nothing(lang: str) -> None:
    app = section(lang)
    before = claim_of(app)
    read(app, MESSAGE)
    found = app.session_state[PASTED_MESSAGE.key].proposals
    assert len(takes(app)) == len(found) == 7
    assert claim_of(app) is before
    assert say(lang, "demand.ultimatum") in shown(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_amount_becomes_a_claim_line_of_the_chosen_kind_and_can_be_undone(lang: str) -> None:
    app = read(section(lang), MESSAGE)
    before = claim_of(app).case.claims
    place = place_of(app, "amount", 5_000.0)
    assert say(lang, "paste.there_line") not in shown(app)
    app.selectbox(key=f"paste_choice_kind_{place}_{lang}").set_value("lost_sales").run()
    healthy(app.button(key=f"paste_take_{place}_0").click().run())
    claims = claim_of(app).case.claims
    assert len(claims) == len(before) + 1
    assert (claims[-1].kind, claims[-1].claimed) == ("lost_sales", 5_000.0)
    assert say(lang, "paste.there_line") in shown(app)
    healthy(app.button(key="undo").click().run())
    assert claim_of(app).case.claims == before
    assert say(lang, "paste.there_line") not in shown(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_fact_shows_what_stands_there_and_is_done_once_taken(lang: str) -> None:
    app = read(section(lang), "1,100 of 2,900 boxes are wrong.")
    place = place_of(app, "quantity", 2_900.0)
    assert "3,000 → **2,900**" in shown(app).replace("\\", "").replace("\u2060", "")
    healthy(app.button(key=f"paste_take_{place}_0").click().run())
    assert claim_of(app).case.order.quantity == 2_900.0
    assert app.button(key=f"paste_take_{place}_0").disabled
    healthy(app.button(key="undo").click().run())
    assert claim_of(app).case.order.quantity == 3_000.0
    assert not app.button(key=f"paste_take_{place}_0").disabled


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_demand_with_a_figure_goes_on_to_the_log_of_the_talks(lang: str) -> None:
    app = read(section(lang), "We want a refund. Our loss is USD 5,000.")
    known = len(claim_of(app).playbook.demands)
    log = len(claim_of(app).talks.log)
    place = place_of(app, "demand", "refund")
    app.number_input(key=f"paste_choice_figure_{place}").set_value(4_000.0).run()
    healthy(app.button(key=f"paste_take_{place}_0").click().run())
    demands = claim_of(app).playbook.demands
    assert len(demands) == known + 1
    assert (demands[-1].kind, demands[-1].figure, demands[-1].logged) == ("refund", 4_000.0, False)
    healthy(app.button(key="paste_to_log").click().run())
    assert 4_000.0 in [said.figure for said in claim_of(app).talks.log]
    assert len(claim_of(app).talks.log) > log
    assert "paste_to_log" not in [each.key for each in app.button]


def test_a_share_has_no_field_until_someone_chooses_one() -> None:
    app = read(section("en"), "Give us 20% off.")
    place = place_of(app, "share", 0.2)
    assert app.button(key=f"paste_take_{place}_0").disabled
    app.selectbox(key=f"paste_choice_{place}_en").set_value("playbook.demands").run()
    healthy(app.button(key=f"paste_take_{place}_0").click().run())
    assert claim_of(app).playbook.demands[-1].kind == "discount"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_reading_in_doubt_offers_both(lang: str) -> None:
    app = read(section(lang), "We claim USD 1.500 in damages.")
    (place,) = [
        place for place, each in enumerate(app.session_state[PASTED_MESSAGE.key].proposals) if each.kind == "amount"
    ]
    assert say(lang, "pasted_doubt.separator") in shown(app).replace("\\", "")
    other = app.session_state[PASTED_MESSAGE.key].proposals[place].other
    healthy(app.button(key=f"paste_take_{place}_1").click().run())
    assert claim_of(app).case.claims[-1].claimed == other


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_amount_in_a_currency_without_a_rate_is_refused_in_words(lang: str) -> None:
    app = read(section(lang), "We claim CHF 5,000 in damages.")
    place = place_of(app, "amount", 5_000.0)
    assert say(lang, "paste.no_rate", code="CHF") in shown(app)
    before = claim_of(app)
    app.button(key=f"paste_take_{place}_0").click().run()
    assert not app.exception
    assert "CHF" in app.error[0].value
    assert claim_of(app) is before


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_found_is_said_and_the_message_can_be_forgotten(lang: str) -> None:
    app = read(section(lang), "You are the worst supplier we ever had.")
    assert app.info[0].value == say(lang, "paste.nothing")
    healthy(app.button(key="paste_forget").click().run())
    assert PASTED_MESSAGE.key not in app.session_state
    assert app.text_area(key="pasted_text").value == ""


def test_a_message_is_not_shown_beside_another_claim() -> None:
    app = read(section("en"), MESSAGE)
    assert takes(app)
    healthy(app.button(key="new").click().run())
    assert not takes(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_of_the_message_are_never_markup(lang: str) -> None:
    text = "Our loss is $5,000 **[x](http://evil.example)** $6,000 :red[refund] <b>"
    for each in read_message(text, TODAY):
        line = read_line(each, "USD", lang)
        assert "](http" not in line
        assert "$" not in line.replace("\\$", "")


def test_a_first_line_that_waits_for_its_answer_is_filled_not_doubled() -> None:
    fresh = new_claim(TODAY)
    (amount,) = [each for each in read_message("We claim USD 5,000 in damages.", TODAY) if each.kind == "amount"]
    taken = confirmed(fresh, amount, TODAY, "case.claims", "goods")
    assert [(line.kind, line.claimed) for line in taken.case.claims] == [("goods", 5_000.0)]
    assert len(unanswered(taken)) < len(unanswered(fresh))
    again = confirmed(taken, amount, TODAY, "case.claims", "freight")
    assert [line.kind for line in again.case.claims] == ["goods", "freight"]
    assert stands_already(taken, amount, "case.claims")
    assert not stands_already(fresh, amount, "case.claims")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_place_of_every_kind_has_words(lang: str) -> None:
    text = (
        "We claim 5.000 by 3/4/2027. 20% off. 300 boxes. Refund us, otherwise we cancel "
        "all orders. Our loss is $5,000. Reply by Friday."
    )
    found = read_message(text, TODAY)
    assert {each.kind for each in found} == {"amount", "date", "share", "quantity", "demand"}
    for each in found:
        assert doubt_line(each, "USD", lang) or not each.doubt
        assert [change_line(GIFT_BOXES, each, path, lang) for path in target_fields(each) if path].count("") == 0
