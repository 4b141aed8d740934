"""What waits for an approval, in both languages: the sample's questions by role, their order and pages, and the same
sums one by one and all at once."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from streamlit.testing.v1 import AppTest

from negotiation.claim.document.dossier import plain_values
from negotiation.finance.authority.approval_limits import HOUSE_POLICY, ROLES, AuthorityPolicy, Promised, Rule
from negotiation.finance.register.entry import Entry
from negotiation.finance.reporting_settings import DatedRate, Team
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.presentation.common.escaping import for_markdown
from negotiation.services.authority import promised_before
from negotiation.services.sample_team import SAMPLE_DAY, sample_requests
from negotiation.store import (
    JudgedRequest,
    Person,
    PromisedAmount,
    WaitingRequest,
    approvals,
    ask,
    decide,
    import_entries,
    judge_requests,
    promise,
    put_setting,
    verify,
    waiting_requests,
)
from negotiation.web.exposure.approvals_section import AT_ONCE
from negotiation.web.session.approval_queue import SAMPLE_ROLE
from negotiation.web.session.session_context import context_now, store_now
from negotiation.web.session.session_state import APPROVAL_QUEUE, REGISTER_VIEW, SAMPLE_DECISIONS
from tests.support.app import by_name, healthy, said, to_page, verdict
from tests.support.exposure_app import BEN, NOW, at_exposure, press

ADA = Person("Ada", "sales")
SIGNABLE = {"sales": 0, "sales_manager": 4, "sales_director": 8, "managing_director": 8}


NOTHING_ALLOWED = AuthorityPolicy(roles=("sales",), rules=(Rule("sales", "any", None, 0.0),))
"""Under it every verdict says what was promised within the year, with the offer."""


def plain(_: str) -> float:
    return 1.0


def found(app: AppTest) -> tuple[JudgedRequest, ...]:
    every: tuple[JudgedRequest, ...] = app.session_state[APPROVAL_QUEUE.key][1]
    return every


def as_role(app: AppTest, role: str) -> AppTest:
    return healthy(role_field(app).set_value(role).run())


def role_field(app: AppTest) -> Any:
    """In which role the sample's questions are tried."""
    (field,) = [each for each in app.selectbox if str(each.key).startswith(f"{SAMPLE_ROLE}_")]
    return field


def asked_for(code: str, amount: float, who: Person = ADA, form: str = "credit", at: datetime = NOW) -> int:
    return ask(store_now(), code, 1, "offer", {form: amount}, "Because.", who, now=at).number


def with_claims(*customers: str) -> None:
    import_entries(
        store_now(),
        [Entry(f"C-{place}", customer=name, claimed=1.0) for place, name in enumerate(customers)],
        BEN,
        now=NOW,
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sample_says_how_many_of_its_questions_each_role_may_sign(lang: str) -> None:
    app = press(at_exposure(lang), "book_sample")
    for role, mine in SIGNABLE.items():
        app = as_role(app, role)
        assert sum(each.may_sign for each in found(app)) == mine
        key = "approving.all_mine" if mine == 8 else "approving.mine" if mine else "approving.none_mine"
        assert say(lang, key, role=say(lang, f"role.{role}"), mine=mine, count=8) in said(app)
    assert say(lang, "exposure.headline_waiting", waiting=8) in verdict(app)
    assert say(lang, "approving.sample") in said(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_question_of_the_sample_is_shown_with_who_asked_why_and_what_limit_it_breaks(lang: str) -> None:
    app = press(at_exposure(lang), "book_sample")
    first = found(app)[0]
    text = said(app) + " ".join(each.value for each in app.text)
    asked = first.question.approval
    for part in (asked.asked_by.name, asked.offer, asked.reason, first.question.customer, asked.code):
        assert part in text, part
    assert say(lang, "approving.signs", role=say(lang, "role.sales_manager")) in text
    over = {"role": say(lang, "role.sales"), "asked": 3_628.45, "allowed": 500.0, "currency": "USD"}
    assert say(lang, "approving.over_per_claim_any", **over) in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_decision_on_the_sample_counts_until_it_is_taken_back_and_nothing_is_kept(lang: str) -> None:
    app = press(at_exposure(lang), "book_sample")
    number = found(app)[0].question.approval.number
    app = press(app, f"approval_approved_{number}")
    assert len(found(app)) == 7
    assert say(lang, "exposure.headline_waiting", waiting=7) in verdict(app)
    assert say(lang, "approving.decided", decided=1) in said(app)
    assert approvals(store_now()) == ()
    app = press(app, "approvals_again")
    assert len(found(app)) == 8


def test_the_sample_has_a_customer_for_whom_only_the_sum_of_the_year_breaks_the_limit() -> None:
    app = as_role(press(at_exposure(), "book_sample"), "sales_manager")
    (split,) = (
        each
        for each in found(app)
        if each.asker is not None and {one.limit for one in each.asker.excesses} == {"per_year"}
    )
    assert (split.question.customer, split.signs, split.question.approval.amounts) == (
        "Harbour Gift House",
        "sales_director",
        {"credit": 260.0},
    )
    assert {each.signs for each in found(app)} == {"sales_manager", "sales_director"}


def test_both_languages_ask_the_same_on_open_claims_and_each_breaks_the_limits_of_who_asks() -> None:
    english, chinese = (sample_requests(lang) for lang in LANGUAGES)
    same = ("number", "code", "amounts", "asked_at", "version")
    assert [[getattr(each, name) for name in same] for each in english] == [
        [getattr(each, name) for name in same] for each in chinese
    ]
    assert [each.asked_by.role for each in english] == [each.asked_by.role for each in chinese]
    app = press(at_exposure(), "book_sample")
    register = app.session_state[REGISTER_VIEW.key][1].position.converted.register
    opened = dict(zip(register.code, register.is_open, strict=True))
    assert all(opened[each.code] for each in english)
    assert all(each.asker is not None and each.asker.code == "ask" for each in found(app))
    assert all(each.asked_at.date() < SAMPLE_DAY and each.asked_by.role in ROLES for each in english)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_questions_stand_on_pages_and_it_is_said_which_of_how_many_are_shown(lang: str) -> None:
    app = press(at_exposure(lang), "book_sample")
    assert say(lang, "approving.shown", first=1, last=AT_ONCE, count=8) in said(app)
    app.session_state["approvals_page_2"] = 2
    app = healthy(app.run())
    assert say(lang, "approving.shown", first=5, last=8, count=8) in said(app)
    shown = {str(each.key) for each in app.button if str(each.key).startswith("approval_approved_")}
    assert shown == {f"approval_approved_{each.question.approval.number}" for each in found(app)[AT_ONCE:]}


def test_those_that_i_may_sign_stand_first_and_my_own_last() -> None:
    with_claims("A", "B", "C", "D")
    numbers = [
        asked_for("C-0", 30_000.0),
        asked_for("C-1", 600.0, Person("Me", "sales")),
        asked_for("C-2", 700.0),
        asked_for("C-3", 800.0),
    ]
    ordered = judge_requests(*waiting_requests(store_now()), HOUSE_POLICY, Person("me ", "sales_manager"), plain)
    assert [each.question.approval.number for each in ordered] == [numbers[2], numbers[3], numbers[0], numbers[1]]
    assert [each.signs for each in ordered] == ["sales_manager", "sales_manager", "managing_director", "sales_manager"]


def test_without_a_rate_nobody_may_sign_and_it_says_so() -> None:
    import_entries(
        store_now(),
        [Entry("E-1", customer="A", currency="EUR", claimed=1.0), Entry("U-1", customer="A", claimed=1.0)],
        BEN,
        now=NOW,
    )
    number = ask(store_now(), "E-1", 1, "offer", {"cash": 600.0}, "Because.", ADA, now=NOW).number
    app = at_exposure()
    app.session_state["person_role"] = "managing_director"
    app = healthy(app.run())
    assert app.button(key=f"approval_approved_{number}").disabled
    assert "EUR" in " ".join(each.value for each in app.caption if "block" in each.value)


def test_what_customers_were_promised_before_is_the_same_one_by_one_and_all_at_once() -> None:
    chosen = random.Random(7)
    with_claims(*(chosen.choice(["Nord", " NORD", "Harbour", "", "Ｎord"]) for _ in range(40)))
    for place in range(40):
        day = NOW.date() - timedelta(days=chosen.choice([2, 300, 365, 370, 380, 390, 500]))
        if chosen.random() < 0.4:
            promise(
                store_now(),
                f"C-{place}",
                [PromisedAmount(chosen.choice(["cash", "credit"]), chosen.randrange(1, 900), day)],
                BEN,
                now=NOW,
            )
        for _ in range(chosen.choice([0, 0, 1, 2])):
            at = datetime.combine(day, datetime.min.time(), UTC)
            decide(
                store_now(),
                asked_for(f"C-{place}", float(chosen.randrange(1, 900)), at=at),
                "approved",
                "",
                BEN,
                now=at,
            )
    for place in range(40):
        if chosen.random() < 0.5:
            asked_for(f"C-{place}", 1_000.0, at=NOW - timedelta(days=chosen.randrange(40)))
    questions, given = waiting_requests(store_now())
    compared = 0
    for each in questions:
        (one,) = judge_requests([each], given, NOTHING_ALLOWED, BEN, plain)
        before = promised_before(context_now(), (each.customer,), each.approval.code, each.approval.asked_at.date())
        assert in_year(one) == before.of("any"), each
        compared += before.of("any") > 0.0
    assert len(questions) > 10 < compared


def in_year(each: JudgedRequest) -> float:
    """What the customer was promised before the question."""
    assert each.asker is not None
    return each.asker.excesses[0].asked - sum(each.question.approval.amounts.values())


def test_many_questions_are_asked_of_the_store_at_once_and_no_document_is_read() -> None:
    with_claims(*(f"Customer {place % 7}" for place in range(60)))
    for place in range(60):
        asked_for(f"C-{place}", 900.0)
    said_to_store: list[str] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        said_to_store.append(statement)

    event.listen(store_now().engine, "before_cursor_execute", listen)
    questions, _ = waiting_requests(store_now())
    event.remove(store_now().engine, "before_cursor_execute", listen)
    assert len(questions) == 60
    assert len([each for each in said_to_store if each.startswith("SELECT")]) <= 4
    assert not any("document" in each for each in said_to_store)


def test_two_parts_of_one_sum_cannot_both_be_signed_from_a_page_that_was_drawn_before() -> None:
    with_claims("Nord", "Nord")
    first, second = asked_for("C-0", 4_900.0), asked_for("C-1", 4_900.0)
    import_entries(store_now(), [Entry("OLD", customer="Nord", claimed=1.0)], BEN, now=NOW)
    promise(store_now(), "OLD", [PromisedAmount("credit", 12_000.0, date.today())], BEN, now=NOW)
    app = at_exposure()
    app.session_state["person_name"], app.session_state["person_role"] = "Cleo", "sales_manager"
    app = healthy(app.run())
    assert [each.may_sign for each in found(app)] == [True, True]
    decide(store_now(), first, "approved", "", BEN, now=datetime.now(UTC))
    app.button(key=f"approval_approved_{second}").click().run()
    assert [(each.number, each.state) for each in approvals(store_now())] == [(second, "asked"), (first, "approved")]
    assert for_markdown(say("en", "error.over_authority", value=second)) in " ".join(each.value for each in app.error)
    assert verify(store_now()).holds


def test_the_promise_of_an_approved_question_counts_in_its_own_forms() -> None:
    asked = sample_requests("en")[0]
    one = judge_requests([WaitingRequest(asked, "A", "", 1)], (), HOUSE_POLICY, BEN, plain)[0]
    assert one.asker is not None
    assert one.asker.excesses[0].asked == Promised(credit=2_400.0, service=900.0).of("any")


def cards(app: AppTest) -> list[int]:
    """Numbers of the sample's questions that are not decided, in the order in which they stand on the page."""
    keys = [str(each.key).rpartition("_") for each in app.button]
    done = [number for name, _, number in keys if name == "approval_undo"]
    return [int(number) for name, _, number in keys if name == "approval_open" and number not in done]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_decided_question_stays_in_its_place_as_one_line_and_the_others_do_not_move(lang: str) -> None:
    app = press(at_exposure(lang), "book_sample")
    before, first = cards(app), found(app)[0]
    app = press(app, f"approval_approved_{before[0]}")
    assert cards(app) == before[1:]
    amounts = say(lang, "list.join").join(
        say(
            lang,
            "approving.amount",
            form=say(lang, f"compensation.{form}"),
            amount=amount,
            currency=first.question.approval.currency,
        )
        for form, amount in first.question.approval.amounts.items()
    )
    what = f"**{first.question.customer}** · {first.question.approval.offer} · {amounts}"
    line = say(lang, "approving.was_approved", what=what, number=before[0])
    assert line in said(app)
    assert app.button(key=f"approval_approved_{before[0]}").disabled
    drawn = [
        int(str(each.key).rpartition("_")[2]) for each in app.button if str(each.key).startswith("approval_approved_")
    ]
    assert drawn == before
    assert say(lang, "approving.shown", first=1, last=AT_ONCE, count=8) in said(app)
    app = press(press(app, f"approval_approved_{before[1]}"), f"approval_undo_{before[0]}")
    assert cards(app) == [before[0], *before[2:]]
    assert set(app.session_state[SAMPLE_DECISIONS.key]) == {before[1]}
    app.session_state["approvals_page_2"] = 2
    app = healthy(app.run())
    assert not [each for each in app.button if str(each.key).startswith("approval_undo_")]
    app.session_state["approvals_page_2"] = 1
    app = healthy(app.run())
    assert cards(app) == [before[0], *before[2:]]
    assert app.button(key=f"approval_approved_{before[1]}").disabled


def test_what_was_decided_is_gone_from_the_list_once_the_page_was_left() -> None:
    app = press(at_exposure(), "book_sample")
    (first, *_) = cards(app)
    app = at_exposure(app=to_page(press(app, f"approval_approved_{first}"), "playbook"))
    assert [each.question.approval.number for each in found(app)][:AT_ONCE] == cards(app)
    assert not [each for each in app.button if each.key == f"approval_undo_{first}"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_last_question_of_our_own_that_is_approved_stays_in_words_and_cannot_be_taken_back(lang: str) -> None:
    with_claims("Nord")
    number = asked_for("C-0", 900.0)
    app = at_exposure(lang)
    app.session_state["person_name"], app.session_state["person_role"] = "Cleo", "sales_manager"
    app = press(healthy(app.run()), f"approval_approved_{number}")
    amounts = say(lang, "approving.amount", form=say(lang, "compensation.credit"), amount=900.0, currency="USD")
    assert say(lang, "approving.was_approved", what=f"**Nord** · offer · {amounts}", number=number) in said(app)
    assert say(lang, "approving.none") in said(app)
    assert app.button(key=f"approval_approved_{number}").disabled
    assert app.button(key=f"approval_refused_{number}").disabled
    assert not [each for each in app.button if str(each.key).startswith("approval_undo_")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_rejected_without_a_word_and_the_card_stays(lang: str) -> None:
    with_claims("Nord")
    number = asked_for("C-0", 900.0)
    app = at_exposure(lang)
    app.session_state["person_name"] = "Cleo"
    app = healthy(app.run())
    app.button(key=f"approval_refused_{number}").click().run()
    assert [each.value for each in app.error] == [for_markdown(say(lang, "error.refused_without_comment"))]
    assert approvals(store_now())[0].state == "asked"
    app.text_input(key=f"approval_comment_{number}").set_value("Too much")
    app = press(app, f"approval_refused_{number}")  # typed and pressed at once
    assert [(each.state, each.comment) for each in approvals(store_now())] == [("refused", "Too much")]


def test_a_role_that_is_tried_in_the_sample_is_nobodys_role() -> None:
    app = press(at_exposure(), "book_sample")
    app = as_role(app, "managing_director")
    assert "person_role" not in app.session_state or app.session_state["person_role"] == "sales_manager"
    with_claims("Nord")
    number = asked_for("C-0", 30_000.0)
    app = press(app, "book_store")
    assert app.button(key=f"approval_approved_{number}").disabled
    assert not [each for each in app.selectbox if str(each.key).startswith(f"{SAMPLE_ROLE}_")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_card_says_why_the_role_below_the_one_that_may_approve_may_not(lang: str) -> None:
    with_claims("Nord", "Sued", "Ost")
    cash, small = asked_for("C-0", 3_000.0, form="cash"), asked_for("C-1", 600.0)
    asked_for("C-2", 30_000.0, Person("Dee", "sales_director"))
    app = at_exposure(lang)
    below = say(
        lang,
        "approving.below_per_claim",
        role=say(lang, "role.sales_manager"),
        form=say(lang, "compensation.cash"),
        allowed=2_000.0,
        currency="USD",
    )
    told = [each.value for each in app.caption if "gavel" in each.value]
    assert [below in each for each in told].count(True) == 1
    by_number = {each.question.approval.number: each for each in found(app)}
    assert by_number[small].below is None
    assert by_number[cash].below is not None
    assert [each.below for each in found(app) if each.question.customer == "Ost"] == [None]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_title_says_how_much_waits_by_currency_or_in_that_of_the_reports(lang: str) -> None:
    app = press(at_exposure(lang), "book_sample")
    worth = app.session_state[REGISTER_VIEW.key][1].position.converted.rates
    total = sum(
        sum(each.question.approval.amounts.values()) * worth[each.question.approval.currency] for each in found(app)
    )
    assert say(
        lang, "approving.title", count=8, sum=say(lang, "approving.sum_about", amount=total, currency="USD")
    ) in said(app)
    import_entries(
        store_now(),
        [Entry("E-1", customer="A", currency="EUR", claimed=1.0), Entry("U-1", customer="A", claimed=1.0)],
        BEN,
        now=NOW,
    )
    asked_for("E-1", 600.0)
    asked_for("U-1", 700.0)
    app = press(app, "book_store")
    parts = [
        say(lang, "approving.sum", amount=amount, currency=currency)
        for amount, currency in ((600.0, "EUR"), (700.0, "USD"))
    ]
    assert say(lang, "approving.title", count=2, sum=say(lang, "list.join").join(parts)) in said(app)
    put_setting(
        store_now(), "team", plain_values(Team("USD", rates=(DatedRate(date.today(), "EUR", 1.25),))), BEN, 0, now=NOW
    )
    app = healthy(app.run())
    assert say(lang, "approving.sum_about", amount=1_450.0, currency="USD") in said(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_card_says_what_is_provided_for_its_claim_so_far(lang: str) -> None:
    entry = Entry("C-0", customer="Nord", claimed=5_000.0, chance=0.9, low=2_120.0, likely=2_120.0, high=2_120.0)
    import_entries(store_now(), [entry], BEN, now=NOW)
    asked_for("C-0", 900.0)
    app = at_exposure(lang)
    assert say(lang, "approving.provided", amount=2_120.0, currency="USD") in [each.value for each in app.caption]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whoever_has_no_name_yet_is_asked_for_it_beside_what_waits(lang: str) -> None:
    with_claims("Nord")
    number = asked_for("C-0", 900.0)
    app = at_exposure(lang)
    by_name(app.text_input, "person_name_approvals").set_value("Cleo").run()
    app = press(app, f"approval_approved_{number}")
    assert approvals(store_now())[0].state == "approved"
    assert by_name(app.text_input, "person_name_approvals").value == "Cleo"
