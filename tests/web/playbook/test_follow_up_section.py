"""After the agreement, in both languages: agree on an option, tick off what was promised, late ones told apart,
settle."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from negotiation import Dossier
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.web.playbook import follow_up_section
from negotiation.web.playbook.follow_up_section import COLUMNS, promise_record
from negotiation.web.session.claim_session import sample
from negotiation.web.widgets.record_editor import row_of
from tests.support.app import by_name, healthy, open_session, said

TODAY = date(2026, 11, 22)
SCRIPT = """
from negotiation.web.session import claim_session
from negotiation.web.playbook import follow_up_section
import streamlit as st
if "claim_session" not in st.session_state:
    claim_session.open_sample("gift_boxes")
follow_up_section.follow_section("{lang}")
"""


class Clock(date):
    """A calendar on which it is always the same day."""

    @classmethod
    def today(cls) -> "Clock":
        return cls(TODAY.year, TODAY.month, TODAY.day)


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follow_up_section, "date", Clock)


def section(lang: str) -> AppTest:
    return healthy(AppTest.from_string(SCRIPT.format(lang=lang), default_timeout=30).run())


def claim(app: AppTest) -> Dossier:
    found: Dossier = open_session(app).claim
    return found


def agreed(lang: str, code: str = "credit_over_orders") -> AppTest:
    app = section(lang)
    app.session_state["chosen_follow_option"] = code
    app = healthy(app.run())
    return healthy(app.button(key="follow_agree").click().run())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_listed_before_something_is_agreed(lang: str) -> None:
    app = section(lang)
    assert say(lang, "page_follow.none") in said(app)
    assert not app.checkbox


@pytest.mark.parametrize("lang", LANGUAGES)
def test_agreeing_lists_what_was_promised_and_a_tick_is_part_of_the_claim(lang: str) -> None:
    app = agreed(lang)
    now = claim(app)
    assert (now.case.stage, now.follow_up.offer) == ("agreed", "credit_over_orders")
    assert len(app.checkbox) == len(now.follow_up.promises) == 8
    assert say(lang, "page_follow.tally", done=0, count=8, late=0, left=8) in said(app)
    first = now.follow_up.promises[0].code
    app = healthy(by_name(app.checkbox, f"promise_{first}").check().run())
    assert claim(app).follow_up.promises[0].done_on == TODAY
    assert say(lang, "page_follow.done_on", on=TODAY) in by_name(app.checkbox, f"promise_{first}").label
    app = healthy(by_name(app.checkbox, f"promise_{first}").uncheck().run())
    assert claim(app).follow_up.promises[0].done_on is None


def test_when_all_is_done_the_claim_can_be_settled() -> None:
    app = agreed("en")
    assert not [each for each in app.button if each.key == "follow_settle"]
    for code in [each.code for each in claim(app).follow_up.promises]:
        app = healthy(by_name(app.checkbox, f"promise_{code}").check().run())
    app = healthy(app.button(key="follow_settle").click().run())
    assert claim(app).case.stage == "settled"


def test_what_became_of_the_customer_is_kept() -> None:
    app = agreed("zh")
    app = healthy(by_name(app.selectbox, "follow_outcome").select("stayed").run())
    assert claim(app).follow_up.outcome == "stayed"


def test_a_promise_is_late_once_its_day_is_past_and_nothing_came() -> None:
    from negotiation.finance.promises.follow_up import Promise
    from negotiation.finance.promises.promise_scores import promise_state, tally_promises

    def is_late(promise: Promise, today: date) -> bool:
        return promise_state(promise, today) == "late"

    def amounts(promise: Promise) -> tuple[float, float]:
        found = tally_promises([promise], TODAY, True)
        return found.planned, found.actual

    promise = Promise("a", "payment", "x", due=date(2026, 11, 21), planned=100.0)
    assert is_late(promise, TODAY)
    assert not is_late(promise, date(2026, 11, 21))
    assert not is_late(replace(promise, done_on=TODAY), TODAY)
    assert not is_late(replace(promise, lapsed=True), TODAY)
    assert not is_late(replace(promise, due=None), TODAY)
    assert amounts(promise) == (100.0, 0.0)
    assert amounts(replace(promise, done_on=TODAY)) == (100.0, 100.0)
    assert amounts(replace(promise, done_on=TODAY, actual=90.0)) == (100.0, 90.0)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_row_of_the_table_is_the_promise_again(lang: str) -> None:
    from negotiation import summarise
    from negotiation.services.agree import agree

    for each in agree(summarise(sample("gift_boxes")), "credit_over_orders", TODAY).follow_up.promises:
        row: dict[str, Any] = row_of(each, COLUMNS, lang)
        again = promise_record(row, each, lang)
        assert row_of(again, COLUMNS, lang) == row
        assert again is not None
        assert (again.code, again.what) == (each.code, each.what)
    made = promise_record({"what": "Send a sample", "kind": "other"}, None, lang)
    assert made is not None
    assert made.code.startswith("own.")


def test_whether_i_may_promise_an_option_is_said_where_it_is_agreed() -> None:
    app = section("en")
    app.session_state["person_name"], app.session_state["person_role"] = "Ada", "sales"
    app.session_state["chosen_follow_option"] = "remake"
    app = healthy(app.run())
    assert say("en", "standing.ask") in [each.label for each in app.button]
    app.session_state["person_role"] = "managing_director"
    assert say("en", "standing.ask") not in [each.label for each in healthy(app.run()).button]
