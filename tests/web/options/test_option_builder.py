"""The builder, the division of the loss and the claim upstream, in both languages: cards move everything, and
nothing typed is lost."""

from itertools import count
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from negotiation.claim.defaults.option_presets import MOST_OPTIONS, PACKAGES
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.model.division.loss_parties import WAYS, Stake
from negotiation.model.facts.contract import Milestone
from negotiation.model.terms import TERMS, Recovery
from negotiation.web.options.division_section import stake_record, stake_row
from negotiation.web.session.claim_session import SAMPLE_NAMES
from negotiation.web.shared.contract_tables import milestone_record, milestone_row
from tests.support.app import by_name, healthy, open_app, open_sample, open_session, said, verdict

COUNTER = count(100)


def builder(lang: str = "en", *sections: str) -> AppTest:
    app = open_app(lang)
    for section in ("table", "how", "assumptions"):
        app.session_state[f"open_section_{section}"] = False
    for section in sections or ("offers",):
        app.session_state[f"open_section_{section}"] = True
    return healthy(app.run())


def edit(app: AppTest, code: str, name: str = "edited") -> AppTest:
    app.session_state[f"chosen_{name}"] = code
    app.session_state[f"shown_{name}"] = next(COUNTER)
    return healthy(app.run())


def offers(app: AppTest) -> list[Any]:
    return list(open_session(app).claim.offers)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_package_makes_an_option_that_computes(lang: str) -> None:
    app = builder(lang)
    for package in PACKAGES:
        before = len(offers(app))
        if before >= MOST_OPTIONS:
            healthy(app.button(key="offer_remove").click().run())
            before -= 1
        healthy(app.button(key=f"package_{package}").click().run())
        assert len(offers(app)) == before + 1, package
        assert app.session_state["chosen_edited"] == offers(app)[-1].code


def test_twelve_options_are_enough() -> None:
    app = builder()
    while len(offers(app)) < MOST_OPTIONS:
        healthy(app.button(key="package_nothing").click().run())
    assert app.button(key="offer_duplicate").disabled


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_term_can_be_added_as_a_card_and_taken_out_again(lang: str) -> None:
    app = builder(lang)
    healthy(app.button(key="package_nothing").click().run())
    code = offers(app)[-1].code
    for term in TERMS:
        healthy(app.button_group(key="term_group").set_value(term.group).run())
        healthy(app.button(key=f"add_{code}_{term.key}").click().run())
        assert [each.key for each in offers(app)[-1].terms] == [term.key]
        assert say(lang, f"terms.{term.key}.name") in said(app)
        healthy(app.button(key=f"out_{code}_{term.key}").click().run())
        assert offers(app)[-1].terms == ()


def test_a_typed_range_in_a_card_is_kept_and_the_verdict_moves() -> None:
    app = builder()
    before = verdict(app)
    code = "remake_extra_orders"
    edit(app, code)
    healthy(by_name(app.text_input, f"f_offers[{code}].terms[extra_orders].orders_en").set_value("8").run())
    assert verdict(app) != before
    healthy(by_name(app.text_input, f"f_offers[{code}].terms[extra_orders].fulfilment_en").set_value("60 to 90").run())
    claim = open_session(app).claim
    assert claim.range_of(f"offers[{code}].terms[extra_orders].fulfilment").high == 0.9
    healthy(app.button(key=f"out_{code}_extra_orders").click().run())
    assert open_session(app).claim.ranges == tuple(each for each in claim.ranges if "extra_orders" not in each.path)


def test_a_field_out_of_range_is_refused_under_the_card_and_stays_as_typed() -> None:
    app = builder()
    edit(app, "price_cut")
    name = "f_offers[price_cut].terms[price_cut].cut_en"
    by_name(app.text_input, name).set_value("140").run()
    assert not app.exception
    assert "140%" in app.error[0].value
    assert "100%" in app.error[0].value
    assert by_name(app.text_input, name).value == "140"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_remedy_can_wait_for_the_overdue_invoice(lang: str) -> None:
    app = builder(lang)
    edit(app, "remake")
    healthy(by_name(app.selectbox, "wait_remake_remedy").set_value("payment_received").run())
    (offer,) = [each for each in offers(app) if each.code == "remake"]
    assert [(wait.what, wait.event) for wait in offer.waits] == [("remedy", "payment_received")]
    healthy(by_name(app.text_input, f"f_offers[remake].waits[0].chance_{lang}").set_value("50").run())
    (offer,) = [each for each in offers(app) if each.code == "remake"]
    assert offer.waits[0].chance == 0.5
    healthy(by_name(app.selectbox, "wait_remake_remedy").set_value("none").run())
    assert not next(each for each in offers(app) if each.code == "remake").waits


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_makes_no_sense_says_so(lang: str) -> None:
    app = builder(lang)
    edit(app, "remake")
    healthy(app.button_group(key="term_group").set_value("goods").run())
    healthy(app.button(key="add_remake_price_cut").click().run())
    assert any(say(lang, "terms.price_cut.also_put_right") in each.value for each in app.warning)


def test_what_it_closes_is_typed_in_its_card() -> None:
    app = builder()
    edit(app, "remake")
    healthy(by_name(app.text_input, "f_offers[remake].closure.reopening_chance_en").set_value("20").run())
    healthy(by_name(app.text_input, "f_offers[remake].closure.orders_en").set_value("Order 2417").run())
    healthy(by_name(app.selectbox, "f_offers[remake].closure.full_and_final").set_value("yes").run())
    (offer,) = [each for each in offers(app) if each.code == "remake"]
    assert (offer.closure.orders, offer.closure.full_and_final, offer.closure.reopening_chance) == (
        "Order 2417",
        True,
        0.2,
    )
    assert not [each for each in app.text_input if "reopening_chance" in str(each.key)], (
        "with release nothing is opened again"
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_loss_is_divided_and_put_into_an_option(lang: str) -> None:
    app = builder(lang, "division")
    healthy(app.button(key="division_start").click().run())
    assert [stake.party for stake in open_session(app).claim.division.stakes] == ["factory", "us", "customer"]
    for way in WAYS:
        healthy(by_name(app.selectbox, "f_division.way").set_value(way).run())
    rows = app.dataframe[-1].value
    assert len(rows) == len(WAYS)
    healthy(app.button(key="division_put").click().run())
    terms = offers(app)[0].terms
    assert {term.key for term in terms} == {"customer_share", "recovery"}
    claimed = next(term for term in terms if isinstance(term, Recovery)).claimed
    shares = next(term.share for term in terms if term.key == "customer_share")
    assert claimed + shares * 4678 == pytest.approx(4678 * 2 / 3, abs=0.02), "the Talmud: a third each here"


def test_more_loss_than_can_be_asked_for_says_so_and_loses_nothing() -> None:
    app = builder("en", "division")
    healthy(app.button(key="division_start").click().run())
    healthy(by_name(app.text_input, "f_division.loss_en").set_value("50,000").run())
    assert any("50,000" in each.value for each in app.warning)
    app.button(key="division_put").click().run()
    assert not app.exception
    assert app.error, "their half of 50,000 is more than the remedy costs"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_claim_upstream_has_the_roles_swapped_and_shows_the_gap(lang: str) -> None:
    app = builder(lang, "division")
    cost = open_session(app).computed[1].best.claim_cost
    healthy(app.button(key="open_upstream").click().run())
    claim = open_session(app).claim
    assert claim.upstream.against == "factory"
    assert claim.case.harm == pytest.approx(float(cost), abs=0.005)
    assert claim.case.rates.customer == 0.08
    assert claim.case.order.unit_price == pytest.approx(3.6)
    assert any("4,668.15" in each.value for each in app.info)
    healthy(app.button(key="open_before").click().run())
    assert open_session(app).claim.upstream.against == "none"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("sample", SAMPLE_NAMES)
def test_every_sample_opens_with_its_builder_tornado_and_division(lang: str, sample: str) -> None:
    app = open_sample(builder(lang, "offers", "division", "calendar", "how", "table"), sample)
    healthy(app.button_group(key="view").set_value("tornado").run())
    codes = [offer.code for offer in offers(app)]
    for code in codes:
        for name in ("edited", "viewed", "calendar_of", "explained"):
            app.session_state[f"chosen_{name}"] = code
            app.session_state[f"shown_{name}"] = len(code) + 1000 * codes.index(code)
        healthy(app.run())


def test_rows_of_the_tables_are_records_again() -> None:
    stake = Stake("us", 4678.0, 0.25, 0.5)
    assert stake_row(stake_record(stake_row(stake), None)) == stake_row(stake)
    stage = Milestone("go_live", None, None, 100.0, True, False)
    assert milestone_row(milestone_record(milestone_row(stage), None)) == milestone_row(stage)
    assert milestone_record({"expected": "2027-01-31"}, None).expected.isoformat() == "2027-01-31"
