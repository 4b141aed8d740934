"""The customer page in both languages: every view and section, order dates by paste and by table, the ladder, and
bad input."""

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from negotiation import BadInput, load
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.importers.order_lines import read_orders
from negotiation.web.customer.page import pasted
from negotiation.web.session.session_state import ORDERS_LEFT_OUT, ORDERS_OF_ALL, ORDERS_REFUSALS
from tests.conftest import CLAIMS, ROOT
from tests.support.app import healthy, open_claim, open_session, said, to_page, typed_in

GIFT_BOXES = load(CLAIMS / "gift_boxes.json")


def open_customer(lang: str = "en", *sections: str) -> AppTest:
    app = to_page(open_claim(lang), "customer")
    return opened(app, *sections) if sections else app


def opened(app: AppTest, *sections: str) -> AppTest:
    for name in sections:
        app.session_state[f"open_section_customer_{name}"] = True
    return healthy(app.run())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_line_says_what_staying_is_worth(lang: str) -> None:
    app = open_customer(lang)
    assert "88,407" in str(app.subheader[0].value)
    assert "61,885" in said(app)
    assert say(lang, "ladder.typed") in said(app)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", ["worth", "orders", "break_even"])
def test_every_view_and_section_is_drawn(lang: str, view: str) -> None:
    app = open_customer(lang)
    app.session_state["customer_view"] = view
    opened(app, "dates", "open", "margin", "how")
    assert len(app.get("plotly_chart")) == 1
    assert len(app.dataframe) == 2
    assert "Gupta & Lehmann" in said(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_button_takes_the_value_from_the_order_dates_and_the_options_follow(lang: str) -> None:
    app = open_customer(lang)
    healthy(app.button(key="use_history").click().run())
    claim = open_session(app).claim
    assert claim.case.customer.orders_per_year != 6.0
    assert claim.case.customer.order_value is not None
    assert say(lang, "customer.rung_history", orders=13) in said(app)
    assert "88,407" not in str(app.subheader[0].value)
    to_page(app, "options")
    assert open_session(app).computed[1].life.value < 88_000
    healthy(app.button(key="undo").click().run())
    assert open_session(app).claim.case.customer.orders_per_year == 6.0


def test_an_uncertain_retention_gives_a_band() -> None:
    app = open_customer()
    healthy(typed_in(app, "f_case.customer.retention_strength").set_value("12").run())
    assert " to USD" in str(app.subheader[0].value)
    assert say("en", "customer.rung_uncertain") in said(app)
    healthy(typed_in(app, "f_case.customer.retention_strength").set_value("").run())
    assert open_session(app).claim.case.customer.retention_strength is None


def submit(app: AppTest, text: str) -> AppTest:
    app.session_state["open_section_customer_dates"] = True
    (area,) = [each for each in app.text_area if each.key == "pasted_orders"]
    area.set_value(text)
    (button,) = [each for each in app.button if "paste_orders" in str(each.key)]
    return button.click().run()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pasted_order_dates_become_the_history_and_a_bad_line_is_named_and_kept(lang: str) -> None:
    app = open_customer(lang, "dates")
    submit(app, "2026-03-02 14,400\n2026/5/18; 9800\n2026年9月1日，1.2万")
    assert [(str(each.on), each.value) for each in open_session(app).claim.case.customer.history] == [
        ("2026-03-02", 14_400.0),
        ("2026-05-18", 9_800.0),
        ("2026-09-01", 12_000.0),
    ]
    submit(app, "2026-03-02 14,400\nsome day 5")
    assert "some day 5" in str(app.error[0].value)
    (area,) = [each for each in app.text_area if each.key == "pasted_orders"]
    assert "some day 5" in area.value
    assert len(open_session(app).claim.case.customer.history) == 3


@pytest.mark.parametrize("text", ["", "2026-13-01 5", "2026-02-30 5", "5000", "2026-01-01 many"])
def test_what_is_no_order_line_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        pasted(text)


def test_without_answers_the_page_says_what_to_do() -> None:
    app = to_page(open_claim("en", new=True), "customer")
    assert say("en", "page.customer.empty") in said(app)


def test_a_file_of_several_accounts_takes_the_one_with_most_orders(monkeypatch: pytest.MonkeyPatch) -> None:
    from negotiation.web.customer import page as customer

    class Uploaded:
        def getvalue(self) -> bytes:
            return b"customer,date,amount\na,2026-01-05,100\nb,2026-01-06,70\na,2026-02-05,110\na,2027-05-05,9\n"

    class Kept(dict[str, Any]):
        pass

    seen: dict[str, Any] = {}
    state = Kept(orders_file=Uploaded())
    monkeypatch.setattr(customer.st, "session_state", state)
    monkeypatch.setattr(customer, "claim_session", type("Desk", (), {"claim": GIFT_BOXES, "refused": {}}))
    monkeypatch.setattr(customer, "update_claim", lambda name, change: seen.update(claim=change(GIFT_BOXES)) or True)
    customer._take_file()
    assert [each.value for each in seen["claim"].case.customer.history] == [100.0, 110.0]
    assert state[ORDERS_LEFT_OUT.key] == {"future_date": 1, "other_account": 1}
    assert [(each.row, each.code) for each in state[ORDERS_REFUSALS.key]] == [(5, "future_date")]
    assert len(state[ORDERS_OF_ALL.key]) == 3


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_of_many_accounts_says_how_sure_it_is_and_can_be_the_starting_point(lang: str) -> None:
    app = open_customer(lang)
    data = (ROOT / "data" / "orders" / "box_customers.csv").read_bytes()
    app.session_state[ORDERS_OF_ALL.key] = read_orders(data, date(2026, 11, 23))
    opened(app, "dates")
    assert say(lang, "lifetime.priors", accounts=48) in said(app).replace("\\", "").replace("\u2060", "")
    assert len(app.get("plotly_chart")) == 2
    app.session_state["open_section_customer_dates"] = True
    healthy(app.button(key="use_prior").click().run())
    assert 1.0 < open_session(app).claim.case.customer.prior.shape < 4.0
    healthy(app.button(key="use_history").click().run())
    assert say(lang, "customer.rung_many", orders=13) in said(app)
