"""Limits that are held whatever is changed after an agreement: the list of promises, the customer, the stage, the
limits themselves."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from negotiation import Dossier, summarise
from negotiation.claim.commitments.committed_amounts import sum_by_form
from negotiation.finance.promises.follow_up import Promise
from negotiation.finance.register.entry import Entry
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.i18n.formats import localized
from negotiation.model.facts.case import ClaimLine
from negotiation.services.agree import agree
from negotiation.store import (
    PromisedAmount,
    approvals,
    decide,
    import_entries,
    load,
    promise,
    promised_to_customer,
    put_setting,
    setting,
)
from negotiation.web.session.session_context import store_now
from negotiation.web.session.session_state import SAVE_MENU_STAYS
from tests.support.app import by_name, healthy, open_app, open_session, put_claim, said, to_page
from tests.support.exposure_app import BEN, NOW, as_ada, at_exposure, claim, code_of, press, with_title
from tests.support.store_servers import promised_with


def agreed_and_kept(role: str = "sales_manager") -> AppTest:
    """A claim with an agreement that its role may make, kept."""
    app = as_ada(open_app(), role)
    put_claim(open_session(app), agree(summarise(claim(app)), "credit_over_orders", date.today()))
    app.session_state[SAVE_MENU_STAYS.key] = True
    return press(app.run(), "keep")


def changed_to(app: AppTest, dossier: Dossier) -> AppTest:
    put_claim(open_session(app), dossier)
    app.session_state[SAVE_MENU_STAYS.key] = True
    return app.run()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_payment_that_is_added_to_the_list_by_hand_is_asked_for_like_any_promise(lang: str) -> None:
    app = agreed_and_kept()
    app.session_state["lang"] = lang
    app.query_params["lang"] = lang
    follow = claim(app).follow_up
    small, large = (Promise("own.1", "payment", "A little something", planned=amount) for amount in (500.0, 2_500.0))
    app = press(
        changed_to(app, replace(claim(app), follow_up=replace(follow, promises=(*follow.promises, small)))), "keep"
    )
    assert {each.form: each.amount for each in promised_with(store_now(), code_of(app))} == {
        "credit": 2_339.0,
        "cash": 500.0,
    }
    app = changed_to(app, replace(claim(app), follow_up=replace(follow, promises=(*follow.promises, large))))
    app = app.button(key="keep").click().run()
    assert say(lang, "role.sales_director") in app.error[0].value
    app = press(app, "keep_ask")
    (asked,) = approvals(store_now())
    assert asked.amounts == {"credit": 2_339.0, "cash": 2_500.0}
    decide(store_now(), asked.number, "approved", "", BEN, now=NOW)
    press(changed_to(app, with_title(claim(app), "Another title")), "keep")
    assert (
        sum_by_form(*({each.form: each.amount} for each in promised_with(store_now(), code_of(app)))) == asked.amounts
    )


def test_a_claim_that_is_given_another_customer_is_held_to_what_that_one_was_promised() -> None:
    app = agreed_and_kept()
    noted, its = promised_with(store_now(), code_of(app)), claim(app).case
    import_entries(store_now(), [Entry("OLD", customer="Other", claimed=1.0)], BEN, now=NOW)
    promise(store_now(), "OLD", [PromisedAmount("credit", 19_000.0, date.today())], BEN, now=NOW)
    other = replace(claim(app), case=replace(its, customer=replace(its.customer, name="Other")))
    app = changed_to(app, other)
    assert app.button(key="keep").click().run().error
    assert promised_with(store_now(), code_of(app)) == noted
    app = press(as_ada(app, "sales_director"), "keep")
    for name, amounts in ((str(localized(its.customer.name, "en")), [2_339.0]), ("Other", [21_339.0])):
        assert [each.amount for each in promised_to_customer(store_now(), (name,))] == amounts


def test_a_stage_that_is_set_by_hand_promises_what_was_accepted() -> None:
    app = as_ada(open_app())
    lines = (ClaimLine("goods", 9_000.0, accepted=1_900.0), ClaimLine("other", 900.0))
    begun = claim(app)
    app = press(changed_to(app, replace(begun, case=replace(begun.case, stage="settled", claims=lines))), "keep")
    assert [(each.form, each.amount) for each in promised_with(store_now(), code_of(app))] == [("cash", 1_900.0)]
    app = changed_to(
        app, replace(begun, case=replace(begun.case, stage="settled", claims=(replace(lines[0], accepted=2_100.0),)))
    )
    assert app.button(key="keep").click().run().error
    app = press(app, "keep_ask")
    (asked,) = approvals(store_now())
    assert (asked.offer, asked.amounts, asked.reason) == ("", {"cash": 2_100.0}, say("en", "standing.accepted_reason"))
    app = as_ada(app, "sales_director")
    app.session_state["person_name"] = "Cleo"
    app = at_exposure(app=app)
    assert say("en", "standing.accepted") in said(app)


def test_a_claim_without_a_customer_is_asked_for_the_name_before_anything_is_promised_with_it() -> None:
    app = as_ada(open_app())
    nobody = replace(claim(app), case=replace(claim(app).case, customer=replace(claim(app).case.customer, name="")))
    app = changed_to(app, agree(summarise(nobody), "credit_over_orders", date.today()))
    app = app.button(key="keep").click().run()
    assert say("en", "field.customer.name") in app.error[0].value
    press(as_ada(app, "managing_director"), "keep")


def test_limits_that_cannot_be_read_hold_everybody_and_say_so() -> None:
    put_setting(store_now(), "authority", {"rules": "of a newer version"}, BEN, 0, now=NOW)
    app = as_ada(open_app(), "managing_director")
    app = changed_to(app, agree(summarise(claim(app)), "credit_over_orders", date.today()))
    app = app.button(key="keep").click().run()
    assert "version 1" in app.error[0].value
    assert healthy(at_exposure("en", "limits"))


def late(app: AppTest, told: Any) -> AppTest:
    """One more run in which the browser also reports a widget that the page no longer draws."""
    tree: Any = app._tree
    own = tree.get_widget_states

    def with_it() -> Any:
        found = own()
        found.widgets.append(told)
        return found

    tree.get_widget_states = with_it
    return app.run()


@pytest.mark.parametrize(
    ("kind", "name", "typed"), [("text_input", "person_name", "Ada"), ("selectbox", "person_role", "finance")]
)
def test_a_name_or_role_that_is_reported_after_its_field_is_gone_breaks_nothing(
    kind: str, name: str, typed: str
) -> None:
    app = open_app()
    app.session_state[SAVE_MENU_STAYS.key] = True
    field = by_name(getattr(to_page(app, "playbook"), kind), name)
    before = field.value
    told = field.set_value(typed)._widget_state
    field.set_value(before)
    app = to_page(app, "exposure")
    app.session_state[SAVE_MENU_STAYS.key] = False
    healthy(late(healthy(app.run()), told))


def over_the_limit(lang: str = "en") -> AppTest:
    """The playbook with an option chosen that a representative may not promise."""
    app = as_ada(open_app(lang), "sales")
    app.session_state["open_playbook_follow_up"] = True
    app.session_state["chosen_follow_option"] = "credit_over_orders"
    return to_page(app, "playbook")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_over_the_limit_the_standing_comes_before_a_button_that_says_it_asks_first(lang: str) -> None:
    app = over_the_limit(lang)
    keys = [str(each.key) for each in app.button]
    assert keys.index("asking") < keys.index("follow_agree")
    button = app.button(key="follow_agree")
    assert (button.label, button.proto.type) == (say(lang, "page_follow.agree_asks"), "secondary")
    app = press(app, "follow_agree")
    (asked,) = approvals(store_now())
    assert (asked.state, asked.offer, claim(app).follow_up.offer) == (
        "asked",
        "credit_over_orders",
        "credit_over_orders",
    )
    assert app.button(key="follow_agree").label == say(lang, "page_follow.agree_pending", number=asked.number)
    assert promised_with(store_now(), code_of(app)) == ()


def test_without_a_name_nothing_is_asked_and_nothing_is_listed() -> None:
    app = over_the_limit()
    app.session_state["person_name"] = ""
    app = app.run()
    app = app.button(key="follow_agree").click().run()
    assert approvals(store_now()) == ()
    assert not claim(app).follow_up.offer


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_a_request_waits_saving_says_its_number_and_keeps_the_rest(lang: str) -> None:
    app = press(over_the_limit(lang), "follow_agree")
    (asked,) = approvals(store_now())
    app.session_state[SAVE_MENU_STAYS.key] = True
    app = app.run()
    app = healthy(app.button(key="keep").click().run())
    told = say(lang, "keeping.pending", number=asked.number, who="Ada", on=asked.asked_at.date())
    assert told in [each.value for each in app.warning]
    assert not [each for each in app.button if each.key == "keep_ask"]
    app = press(app, "keep_rest")
    assert load(store_now(), code_of(app)).dossier == claim(app)
    assert promised_with(store_now(), code_of(app)) == ()
    assert len(approvals(store_now())) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_currency_of_the_limits_is_chosen_beside_them_and_no_amount_is_converted(lang: str) -> None:
    import_entries(store_now(), [Entry("OLD", customer="Other", claimed=1.0)], BEN, now=NOW)
    app = as_ada(at_exposure(lang, "limits"), "finance")
    app = healthy(app.selectbox(key="limits_currency_0").set_value("EUR").run())
    assert say(lang, "exposure_page.limits_currency", before="USD", now="EUR") in " ".join(
        each.value for each in app.caption
    )
    press(app, "limits_keep")
    found = setting(store_now(), "authority")
    assert found is not None
    assert (found.value["currency"], found.value["rules"][1]["per_claim"]) == ("EUR", 5_000.0)


@pytest.mark.parametrize(("fold", "key"), [("limits", "_limits"), ("bookings", "_booking"), ("measures", "_measures")])
def test_whoever_has_no_name_is_asked_for_it_before_the_button_and_the_field_stays(fold: str, key: str) -> None:
    import_entries(store_now(), [Entry("OLD", customer="Other", claimed=1.0)], BEN, now=NOW)
    app = at_exposure("en", fold)
    app = healthy(by_name(app.text_input, f"person_name{key}").set_value("Ada").run())
    assert by_name(app.text_input, f"person_name{key}").value == "Ada"
    assert not [
        each
        for each in to_page(to_page(app, "playbook"), "exposure").text_input
        if str(each.key).startswith(f"person_name{key}")
    ]
