"""The Negotiate page in both languages: the room, three equal offers, a choice, the settings, going to law, and
nothing lost."""

import pytest
from streamlit.testing.v1 import AppTest

from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.web.session.claim_session import SAMPLE_NAMES
from negotiation.web.session.session_state import OFFER_TAKEN
from tests.support.app import by_name, healthy, open_app, open_sample, open_session, said, to_page, verdict


def at_the_table(lang: str = "en", sample: str = "gift_boxes", *sections: str) -> AppTest:
    app = open_app(lang)
    if sample != "gift_boxes":
        open_sample(app, sample)
    for section in sections:
        app.session_state[f"open_negotiate_{section}"] = True
    return to_page(app, "negotiate")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("sample", SAMPLE_NAMES)
def test_every_sample_has_its_room_three_offers_and_a_next_move(lang: str, sample: str) -> None:
    app = at_the_table(lang, sample, "moves", "table", "no_deal", "how")
    assert say(lang, "negotiate.put_3") in verdict(app)
    assert say(lang, "negotiate.next") in said(app)
    assert [button.key for button in app.button if str(button.key).startswith("menu_add_")] == [
        "menu_add_A",
        "menu_add_B",
        "menu_add_C",
    ]


def test_an_equal_offer_becomes_an_option_and_a_choice_goes_into_the_log() -> None:
    app = at_the_table()
    before = len(open_session(app).claim.offers)
    healthy(app.button(key="menu_add_B").click().run())
    claim = open_session(app).claim
    assert len(claim.offers) == before + 1
    assert claim.offers[-1].code == "equal_b"
    healthy(app.button(key="menu_chosen_A").click().run())
    assert open_session(app).claim.talks.log[-1].chosen
    healthy(app.button(key="undo").click().run())
    assert open_session(app).claim.talks.log == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_offer_that_the_customer_chose_becomes_an_option_and_leads_to_the_agreement(lang: str) -> None:
    app = at_the_table(lang)
    before = open_session(app).claim
    app = healthy(app.button(key="menu_chosen_B").click().run())
    claim = open_session(app).claim
    assert [offer.code for offer in claim.offers] == [*(offer.code for offer in before.offers), "equal_b"]
    assert claim.talks.log[-1].chosen
    app.button(key="menu_agree").click().run()
    assert app.session_state["chosen_follow_option"] == "equal_b"
    assert app.session_state["open_playbook_follow_up"]


def test_an_offer_that_is_an_option_already_is_not_added_again() -> None:
    app = at_the_table()
    healthy(app.button(key="menu_add_A").click().run())
    healthy(app.button(key="menu_chosen_A").click().run())
    claim = open_session(app).claim
    assert [offer.code for offer in claim.offers].count("equal_a") == 1
    assert not [offer.code for offer in claim.offers if offer.code.startswith("equal_a_")]
    assert app.session_state[OFFER_TAKEN.key] == "equal_a"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_going_to_law_moves_the_walk_aways_and_shows_its_tree(lang: str) -> None:
    app = at_the_table(lang, "gift_boxes", "no_deal")
    before = verdict(app)
    healthy(by_name(app.text_input, f"f_no_deal.law.sued_{lang}").set_value("80").run())
    assert verdict(app) != before
    assert len(app.get("graphviz_chart")) == 1
    healthy(by_name(app.text_input, f"f_no_deal.law.their_costs_{lang}").set_value("2,000").run())
    assert open_session(app).claim.no_deal.law.their_costs == 2000.0


def test_a_weight_out_of_range_is_refused_and_stays_as_typed() -> None:
    app = at_the_table("en", "gift_boxes", "table")
    by_name(app.text_input, "f_talks.power_en").set_value("150").run()
    assert not app.exception
    assert "150%" in app.error[0].value
    assert by_name(app.text_input, "f_talks.power_en").value == "150"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_answers_the_table_says_what_is_missing(lang: str) -> None:
    app = open_app(lang)
    healthy(app.button(key="new").click().run())
    app = to_page(app, "negotiate")
    assert say(lang, "negotiate.empty") in said(app)
