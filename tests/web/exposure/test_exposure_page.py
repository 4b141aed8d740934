"""Exposure in both languages: from an empty shelf to the sample team, claims kept, two who keep one claim, limits
and approvals, bookings, files."""

import io
import os
import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import event
from streamlit.testing.v1 import AppTest

from negotiation import Dossier
from negotiation.claim.commitments.promised_amounts import promised_by_offer
from negotiation.claim.commitments.register_entry import register_entry
from negotiation.finance.authority.approval_limits import AuthorityPolicy, Rule
from negotiation.finance.position import Position, value_register
from negotiation.finance.promises.promise_scores import promise_state
from negotiation.finance.register.due_calendar import due_items, month_of
from negotiation.finance.register.entry import Entry
from negotiation.finance.register.register import register_of
from negotiation.finance.register.valued_register import convert_register
from negotiation.finance.register_file.register_reader import read_register
from negotiation.handouts.register.register_files import register_csv, register_template
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.i18n.formats import localized
from negotiation.model.terms import CashCompensation
from negotiation.presentation.common.escaping import for_markdown
from negotiation.presentation.common.labels import option_label
from negotiation.presentation.exposure.due_text import (
    DUE_SHOWN,
    due_listed,
    due_rows,
    due_soon,
    due_stretches,
    due_sums,
    due_total,
)
from negotiation.presentation.exposure.text import split_rows
from negotiation.services.period_end_snapshot import snapshot
from negotiation.services.provision_since import provision_movement
from negotiation.services.sample_team import SAMPLE_DAY
from negotiation.store import (
    VARIABLE,
    Person,
    approvals,
    columns,
    import_entries,
    list_period_ends,
    load,
    load_period_end,
    open_store,
    save,
    setting,
    trail,
    verify,
)
from negotiation.web.exposure.approval_limits_section import rule_of
from negotiation.web.exposure.claims_section import found_in
from negotiation.web.session.claim_session import sample
from negotiation.web.session.session_context import context_now, store_now
from negotiation.web.session.session_state import (
    ADDRESS_AT,
    CONFLICT,
    MATERIAL,
    OFFER_TAKEN,
    REGISTER_FILE,
    SAVE_MENU_STAYS,
)
from negotiation.web.widgets.record_editor import row_of
from tests.support.app import by_name, healthy, open_app, open_session, put_claim, said, to_page, verdict
from tests.support.exposure_app import BEN, NOW, as_ada, at_exposure, claim, code_of, press, register_view, with_title

FOLDS = ("due", "claims", "measures", "bookings", "promises", "limits", "files", "trail")


def puts_one(app: AppTest) -> AppTest:
    """The message puts the recommended option alone."""
    put_claim(open_session(app), replace(claim(app), letter=replace(claim(app).letter, puts="one")))
    return app


def keep(app: AppTest) -> AppTest:
    """The open claim kept, as Ada, by the button of the empty page."""
    return press(at_exposure(app=as_ada(app)), "book_keep")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_shelf_says_what_it_is_for(lang: str) -> None:
    app = at_exposure(lang)
    assert verdict(app) == say(lang, "exposure_page.empty")
    assert say(lang, "exposure_page.empty_note") in said(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sample_team_is_one_button_away_and_every_part_is_drawn(lang: str) -> None:
    app = press(at_exposure(lang, *FOLDS), "book_sample")
    found = register_view(app)
    assert len(found.position.converted) == 500
    assert found.reading is not None
    assert found.reading.refused == {}
    assert found.without_rate == ()
    assert found.today == SAMPLE_DAY
    assert str(int(found.position.converted.lines.open_count.sum())) in verdict(app)
    assert len(app.get("plotly_chart")) == 4
    for key in ("team", "cause", "owner", "age", "stage", "lateness"):
        app.session_state["exposure_by"] = key
        app = healthy(app.run())
    assert say(lang, "exposure_page.only_store") in said(app)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "day", [SAMPLE_DAY, date(2026, 11, 23), date(2026, 11, 27), date(2026, 11, 30), date(2026, 12, 1)]
)
def test_the_bars_add_up_to_the_number_in_the_title_and_to_the_list_at_the_end_of_a_month_too(
    day: date, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from negotiation.services import view_register

    monkeypatch.setattr(view_register, "SAMPLE_DAY", day)
    app = press(at_exposure(lang, "due"), "book_sample")
    found = register_view(app).position
    every = due_items(found.converted)
    names, counts, out, back = due_stretches(found, every, lang)
    soon, by, until = sum(counts[:-1]), month_of(day)[1], day + timedelta(days=92)
    values = {"count": soon, "late": len(every.before(day)), "more": counts[-1], "by": by, "until": until}
    assert say(lang, "exposure_due.title", **values) in said(app)
    assert len(names) == len(set(names)) == len(counts) == len(out) == len(back)
    assert soon == len(due_soon(found, every)) == len(due_listed(found, every, "all")) - len(every.undated())
    assert round(100 * sum(out[:-1])) == int(due_soon(found, every).of("settlement").amount.sum())
    assert round(100 * sum(back[:-1])) == int(due_soon(found, every).of("receivable").amount.sum())


def test_both_languages_of_the_sample_have_the_same_figures() -> None:
    english, chinese = (register_view(press(at_exposure(lang), "book_sample")).position for lang in LANGUAGES)
    assert (english.provided == chinese.provided).all()
    assert (english.converted.lines.net == chinese.converted.lines.net).all()
    assert english.loss.quantile(0.95).value == chinese.loss.quantile(0.95).value


def test_every_split_adds_up_to_what_is_provided_to_the_cent() -> None:
    found = register_view(press(at_exposure(), "book_sample")).position
    for key in ("customer", "team", "cause", "owner", "age", "stage"):
        assert round(sum(row[1] for row in split_rows(found, key, "en")) * 100) == found.total("provided")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_can_be_narrowed_to_one_direction_and_says_what_it_adds_up_to(lang: str) -> None:
    app = press(at_exposure(lang, "due"), "book_sample")
    found = register_view(app).position
    every, lengths = due_items(found.converted), []
    for line in due_sums(found, every, lang):
        assert line in said(app)
    for shown in DUE_SHOWN:
        app.session_state["due_shown"] = shown
        app = healthy(app.run())
        listed = due_listed(found, every, shown)
        rows = app.dataframe[0].value
        assert len(rows) == len(listed) > 0
        assert set(listed.kind) == ({"settlement", "receivable", "deadline"} if shown == "all" else {shown})
        assert due_total(found, listed, lang) in said(app)
        lengths.append(len(listed))
    assert lengths[0] == sum(lengths[1:])


def due_position(*entries: Entry) -> Position:
    return value_register(convert_register(register_of(entries), {"USD": 1.0}, "USD", SAMPLE_DAY), draws=256)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_says_what_was_agreed_what_is_only_likely_and_what_has_no_date(lang: str) -> None:
    found = due_position(
        Entry(
            "A-1",
            customer="Elm",
            stage="agreed",
            low=6_000.0,
            likely=6_000.0,
            high=6_000.0,
            settles_on=SAMPLE_DAY - timedelta(days=2),
        ),
        Entry(
            "A-2",
            customer="Oak",
            stage="open",
            chance=0.12,
            low=30_000.0,
            likely=40_000.0,
            high=44_000.0,
            settles_on=SAMPLE_DAY + timedelta(days=1),
        ),
        Entry("A-3", customer="Ash", stage="open", chance=0.05, low=900.0, likely=900.0, high=900.0),
        Entry("A-4", customer="Fir", stage="settled", receivable=70.0, receivable_due=SAMPLE_DAY),
        Entry("A-5", customer="Yew", stage="settled", receivable=30.0),
    )
    every = due_items(found.converted)
    rows = due_rows(found, due_listed(found, every, "all"), lang)
    assert [(row["amount"], row["chance"], row["status"]) for row in rows] == [
        ("6,000.00", say(lang, "exposure_due.agreed"), say(lang, "exposure_due.late", days=2)),
        ("70.00", "", say(lang, "exposure_due.today")),
        ("40,000.00", "12%", say(lang, "exposure_due.left", days=1)),
        ("900.00", "5%", say(lang, "exposure_due.no_date")),
        ("30.00", "", say(lang, "exposure_due.no_date")),
    ]
    assert [str(row["who"]).split(" ")[0] for row in rows] == [
        say(lang, f"exposure_due.who_{kind}", customer="").split(" ")[0]
        for kind in ("settlement", "receivable", "settlement", "settlement", "receivable")
    ]
    owed, pay, answers, undated = due_sums(found, every, lang)
    assert "USD 100" in owed  # the invoice without a date is owed too
    for amount in ("USD 46,000", "USD 6,000", "USD 10,680"):
        assert amount in pay
    assert say(lang, "exposure_due.answers", number=0, overdue=0, by=month_of(SAMPLE_DAY)[1]) == answers
    for amount in ("USD 900", "USD 45", "USD 30"):
        assert amount in undated
    assert len(due_soon(found, every)) == 3


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nobody_keeps_a_claim_without_a_name_and_nothing_is_lost(lang: str) -> None:
    app = at_exposure(lang)
    app.button(key="book_keep").click().run()
    assert [error.value for error in app.error] == [for_markdown(say(lang, "error.no_person"))]
    by_name(app.text_input, "person_name_empty").set_value("Ada").run()
    app = press(app, "book_keep")
    assert code_of(app)
    assert "1" in verdict(app)


def test_a_kept_claim_stands_in_the_register_with_its_version_and_its_trail() -> None:
    app = keep(open_app())
    line = load(store_now(), code_of(app)).line
    expected = register_entry(claim(app), open_session(app).computed[1], code_of(app))
    assert (line.version, line.entry.likely, line.entry.claimed, line.who.name) == (1, expected.likely, 7_800.0, "Ada")
    assert load(store_now(), code_of(app)).dossier == claim(app)
    assert verify(store_now()).holds
    assert [row["action"] for row in trail(store_now())] == ["saved"]


def test_the_bar_keeps_changes_as_a_new_version() -> None:
    app = keep(open_app())
    put_claim(open_session(app), replace(claim(app), case=replace(claim(app).case, stage="offered")))
    app.session_state[SAVE_MENU_STAYS.key] = True
    app = press(healthy(app.run()), "keep")
    assert load(store_now(), code_of(app)).line.version == 2
    assert load(store_now(), code_of(app)).line.entry.stage == "offered"


def test_an_earlier_version_can_be_had_again_and_is_kept_as_a_new_one() -> None:
    app = keep(open_app())
    for title in ("Second title", "Third title"):
        put_claim(open_session(app), with_title(claim(app), title))
        app.session_state[SAVE_MENU_STAYS.key] = True
        app = press(healthy(app.run()), "keep")
        app.session_state[SAVE_MENU_STAYS.key] = True
        app = healthy(app.run())
    assert load(store_now(), code_of(app)).line.version == 3
    app.selectbox(key="keep_version").set_value(2).run()
    app = press(app, "keep_take")
    assert claim(app).case.title == "Second title"
    app = press(app, "keep")
    assert load(store_now(), code_of(app)).line.version == 4


def elsewhere(app: AppTest, change: Any) -> None:
    """Somebody else keeps the same claim meanwhile."""
    kept = load(store_now(), code_of(app))
    assert kept.dossier is not None
    save(store_now(), change(kept.dossier), kept.line.entry, BEN, kept.line.version, now=NOW)


def with_goods(dossier: Dossier, goods: str) -> Dossier:
    return replace(dossier, case=replace(dossier.case, order=replace(dossier.case.order, goods=goods)))


def conflict(lang: str = "en", theirs: Any = lambda d: with_goods(d, "Boxes of Ben")) -> AppTest:
    """Ada changed the title, Ben was quicker with his own change."""
    app = keep(open_app(lang))
    elsewhere(app, theirs)
    put_claim(open_session(app), with_title(claim(app), "Title of Ada"))
    app.session_state[SAVE_MENU_STAYS.key] = True
    app = healthy(app.run())
    app.button(key="keep").click().run()
    return app


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_second_writer_is_told_and_both_changes_are_brought_together(lang: str) -> None:
    app = conflict(lang)
    assert "Ben" in " ".join(each.value for each in app.warning)
    app = press(app, "merge_mine")
    kept = load(store_now(), code_of(app))
    assert kept.dossier is not None
    assert (kept.dossier.case.title, kept.dossier.case.order.goods, kept.line.version) == (
        "Title of Ada",
        "Boxes of Ben",
        3,
    )
    assert claim(app) == kept.dossier


@pytest.mark.parametrize(("button", "title"), [("merge_mine", "Title of Ada"), ("merge_theirs", "Title of Ben")])
def test_where_both_changed_the_same_field_one_of_them_is_chosen(button: str, title: str) -> None:
    app = press(conflict(theirs=lambda d: with_title(with_goods(d, "Boxes of Ben"), "Title of Ben")), button)
    found = load(store_now(), code_of(app)).dossier
    assert found is not None
    assert (found.case.title, found.case.order.goods) == (title, "Boxes of Ben")


def test_giving_way_keeps_mine_as_a_version_and_one_step_back() -> None:
    app = press(conflict(), "give_up")
    now = open_session(app)
    assert now.claim.case.order.goods == "Boxes of Ben"
    assert [each.case.title for each in now.snapshots.values()] == ["Title of Ada"]
    assert now.past[-1].case.title == "Title of Ada"


def test_a_kept_claim_is_found_and_laid_open_again() -> None:
    app = keep(open_app())
    code = code_of(app)
    import_entries(
        store_now(),
        [Entry("X-1", title="Crushed corners", customer="Nordlicht", claimed=900.0, likely=400.0, high=600.0)],
        BEN,
        now=NOW,
    )
    app = at_exposure("en", "claims", app=healthy(open_app().run()))
    places = found_in(register_view(app), "nordlicht crushed", ["open"], "en")
    assert [str(register_view(app).position.converted.register.code[place]) for place in places] == ["X-1"]
    assert found_in(register_view(app), "nordlicht", ["closed"], "en") == []
    app = open_one("X-1")
    assert claim(app).case.customer.name == "Nordlicht"
    assert (claim(app).ledger.likely, code_of(app)) == (400.0, "X-1")
    assert claim(open_one(code)) == sample("gift_boxes")


def open_one(code: str) -> AppTest:
    """A claim opened from the table, in a session of its own."""
    app = open_app()
    app.session_state["chosen_claims_one"] = code
    app = at_exposure("en", "claims", app=app)
    app.button(key="claims_open").click().run()
    return app


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_register_from_a_file_names_every_row_that_it_refuses_and_goes_into_the_store(lang: str) -> None:
    good = register_csv(
        register_of([Entry("A-1", customer="Müller", claimed=100.0), Entry("A-2", customer="=1+1", claimed=5.0)]), lang
    ).decode("utf-8-sig")
    broken = good + good.splitlines()[1].replace("A-1", "A-3").replace("100.00", "much") + "\n"
    app = at_exposure(lang, "files")
    app.file_uploader(key="book_upload").set_value(("register.csv", broken.encode(), "text/csv")).run()
    app = healthy(as_ada(app).run())
    assert len(register_view(app).position.converted) == 2
    assert say(lang, "exposure_page.rows_read", rows=3, read=2, refused=1) in said(app)
    app = press(app, "register_import")
    assert [load(store_now(), code).line.entry.customer for code in ("A-1", "A-2")] == ["Müller", "=1+1"]
    assert verify(store_now()).holds


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_limit_of_the_workbook_is_said_and_above_it_only_csv_is_offered(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from negotiation.web.exposure import register_section

    app = press(at_exposure(lang, "files"), "book_sample")
    assert say(lang, "exposure_page.files_limit", most=15_000, read=200_000, rows=500) in said(app)
    monkeypatch.setattr(register_section, "MOST_IN_BOOK", 499)
    app = healthy(app.run())
    states = {each.proto.label: each.proto.disabled for each in app.get("download_button")}
    assert (states[say(lang, "exposure_page.xlsx")], states[say(lang, "exposure_page.csv")]) == (True, False)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_columns_by_which_one_decides_stand_first_where_a_phone_shows_them(lang: str) -> None:
    app = press(at_exposure(lang, "due", "claims", "measures"), "book_sample")
    first = [tuple(each.value.columns[:3]) for each in app.dataframe]
    assert first == [
        tuple(say(lang, f"exposure_due.head_{name}", currency="USD") for name in ("who", "amount", "on")),
        (
            say(lang, "field.entry.customer"),
            say(lang, "exposure_page.head_net"),
            say(lang, "field.entry.next_deadline"),
        ),
        tuple(say(lang, f"exposure_page.reason_{name}") for name in ("amount", "count", "why")),
    ]
    reasons = app.dataframe[2].value
    assert int(reasons.iloc[:, 1].sum()) == int(register_view(app).position.converted.lines.open_count.sum())


NO_CURRENCIES = (
    "Claim number,Customer,Opened on,Claimed,Most likely\nA-1,Müller,2026-10-01,100.50,50\nA-2,Nord,2026-10-02,300,20\n"
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_register_without_currencies_is_read_once_more_in_the_one_that_is_chosen(lang: str) -> None:
    app = at_exposure(lang)
    app.file_uploader(key="book_upload").set_value(("register.csv", NO_CURRENCIES.encode(), "text/csv")).run()
    assert len(register_view(healthy(app)).position.converted) == 0
    assert say(lang, "exposure_page.currency_missing", rows=2) in [each.value for each in app.warning]
    assert verdict(app) == say(lang, "exposure_page.nothing_read", name=for_markdown("register.csv"), rows=2)
    app = healthy(by_name(app.selectbox, "book_currency").set_value("USD").run())
    assert register_view(app).position.converted.register.claimed.tolist() == [10_050, 30_000]
    assert set(register_view(app).position.converted.register.currency) == {"USD"}
    assert not app.warning
    app = healthy(by_name(app.selectbox, "book_currency").set_value("EUR").run())
    assert register_view(app).without_rate == ("EUR",)


def test_another_file_without_currencies_is_asked_for_its_own() -> None:
    app = at_exposure("en", "files")
    app.file_uploader(key="book_upload").set_value(("register.csv", NO_CURRENCIES.encode("utf-16"), "text/csv")).run()
    app = healthy(by_name(app.selectbox, "book_currency").set_value("JPY").run())
    other = NO_CURRENCIES.replace("A-1", "B-1").encode()
    app = healthy(app.file_uploader(key="files_upload").set_value(("other.csv", other, "text/csv")).run())
    assert by_name(app.selectbox, "book_currency").value is None
    assert len(register_view(app).position.converted) == 0


def upload(app: AppTest, text: str, name: str = "register.csv", key: str = "book_upload") -> AppTest:
    app = app.file_uploader(key=key).set_value((name, text.encode(), "text/csv")).run()
    assert not app.exception
    return app


def read_with_these(app: AppTest, lang: str = "en") -> AppTest:
    """The boxes as they are chosen, taken by their button."""
    app = next(each for each in app.button if each.label == say(lang, "exposure_page.columns_read")).click().run()
    assert not app.exception
    return app


FOREIGN = (
    "Akte,Kunde,Eingang,Forderung,Waehrung,Bemerkung\nK-1,Nord,2026-10-01,100.50,"
    "USD,first\nK-2,Harbour,2026-10-02,300,USD,second\n"
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_columns_that_were_not_found_are_told_at_once_and_chosen_in_boxes(lang: str) -> None:
    app = upload(at_exposure(lang), FOREIGN)
    fields = say(lang, "list.join").join(
        say(lang, f"field.entry.{name}") for name in ("code", "customer", "opened", "claimed")
    )
    assert [each.value for each in app.error] == [
        for_markdown(say(lang, "exposure_page.columns_missing", name="register.csv", fields=fields))
    ]
    assert [
        by_name(app.selectbox, f"column_{name}").value for name in ("code", "customer", "opened", "claimed", "currency")
    ] == [0, 1, 2, 3, 4]
    by_name(app.selectbox, "column_title").set_value(5)
    app = read_with_these(app, lang)
    register = register_view(app).position.converted.register
    assert (register.code.tolist(), register.claimed.tolist(), register.title.tolist()) == (
        ["K-1", "K-2"],
        [10_050, 30_000],
        ["first", "second"],
    )
    assert not app.error


def test_one_column_is_not_two_figures_and_the_boxes_stay() -> None:
    app = upload(at_exposure(), FOREIGN)
    by_name(app.selectbox, "column_claimed").set_value(0)
    app = read_with_these(app)
    assert for_markdown(say("en", "error.column_twice", value="Akte")) in [each.value for each in app.error]
    by_name(app.selectbox, "column_claimed").set_value(3)
    app = read_with_these(app)
    assert len(register_view(app).position.converted) == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_columns_that_were_not_recognised_are_told_above_the_totals_and_can_be_assigned(lang: str) -> None:
    text = "Ref,Customer,Date opened,Claimed,Ccy,Carrier\nA-1,Nord,2026-10-01,100,USD,DHL\n"
    app = upload(at_exposure(lang), text)
    assert say(lang, "exposure_page.rows_ignored", names="Carrier") in said(app)
    mark = app.session_state[REGISTER_FILE.key].upload.mark
    app.session_state[f"open_register_columns_{mark}"] = True
    app = healthy(app.run())
    by_name(app.selectbox, "column_team").set_value(5)
    app = read_with_these(app, lang)
    assert register_view(app).position.converted.register.team.tolist() == ["DHL"]
    assert say(lang, "exposure_page.rows_ignored", names="Carrier") not in said(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_column_of_currencies_is_proposed_instead_of_one_currency_for_all(lang: str) -> None:
    app = upload(
        at_exposure(lang),
        "Ref,Customer,Date opened,Claimed,W\nA-1,Nord,2026-10-01,100,美元\nA-2,Nord,2026-10-01,100,US$\n",
    )
    assert not [each for each in app.selectbox if str(each.key).startswith("book_currency")]
    app = healthy(next(each for each in app.button if str(each.key).startswith("currency_column")).click().run())
    assert register_view(app).position.converted.register.currency.tolist() == ["USD", "USD"]


@pytest.mark.parametrize(("order", "day"), [("day_first", "2026-04-03"), ("month_first", "2026-03-04")])
def test_the_order_of_day_and_month_is_asked_for_where_the_file_does_not_say(order: str, day: str) -> None:
    app = upload(at_exposure(), "Ref,Customer,Date opened,Claimed,Ccy\nA-1,Nord,03/04/2026,100,USD\n")
    assert say("en", "exposure_page.order_missing", rows=1, value="03/04/2026") in [each.value for each in app.warning]
    app = healthy(by_name(app.segmented_control, "book_order").set_value(order).run())
    assert [str(each) for each in register_view(app).position.converted.register.opened] == [day]


WITHOUT_RATE = (
    "Ref,Customer,Date opened,Claimed,Ccy,Most likely\nA-1,Nord,2026-10-01,100,EUR,50\nA-2,"
    "Nord,2026-10-01,100,人民币,50\nA-3,Nord,soon,100,EUR,50\n"
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_claims_that_all_wait_for_a_rate_are_told_with_the_field_for_it_and_without_zeros(lang: str) -> None:
    app = upload(at_exposure(lang, "files"), WITHOUT_RATE)
    codes = say(lang, "list.join").join(("EUR", "CNY"))
    assert verdict(app) == say(lang, "exposure_page.all_wait", rows=2, codes=codes)
    assert not app.metric
    assert "USD 0" not in said(app)
    assert say(lang, "exposure_page.rows_waiting", counted=0, waiting=2, codes=codes) in said(app)
    app = healthy(as_ada(app, "finance").run())
    app.number_input(key="team_worth_EUR_0").set_value(1.1)
    app = healthy(next(each for each in app.button if each.label == say(lang, "exposure_page.keep_team")).click().run())
    assert len(register_view(app).position.converted) == 1
    assert say(lang, "exposure_page.headline_wait", rows=1, codes="CNY").strip() in verdict(app)
    assert say(lang, "exposure_page.rows_waiting", counted=1, waiting=1, codes="CNY") in said(app)


def test_the_currency_of_the_reports_is_chosen_by_its_name() -> None:
    app = healthy(as_ada(press(at_exposure("zh", "measures"), "book_sample"), "finance").run())
    app.selectbox(key="team_currency_0").set_value("CNY · 人民币")
    app = healthy(next(each for each in app.button if each.label == say("zh", "exposure_page.keep_team")).click().run())
    assert setting(store_now(), "team").value["currency"] == "CNY"  # type: ignore[union-attr]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_that_was_added_is_not_offered_again_and_its_refused_rows_stay_listed(lang: str) -> None:
    text = "Ref,Customer,Date opened,Claimed,Ccy\nA-1,Nord,2026-10-01,100,USD\nA-2,Nord,31/02/2026,much,USD\n"
    app = upload(at_exposure(lang, "files"), text)
    assert say(lang, "exposure_page.approvals_own") in said(app)
    app = press(healthy(as_ada(app).run()), "register_import")
    assert say(lang, "exposure_page.added", rows=1, added=1, changed=0, same=0, left=0) in [
        each.value for each in app.success
    ]
    assert say(lang, "exposure_page.into_store_note") not in said(app)
    assert "register_import" not in [each.key for each in app.button]
    app = press(app, "imported_to_store")
    assert register_view(app).kind == "store"
    assert say(lang, "exposure_page.last_file", name="register.csv") in said(app)
    refused = next(each.value for each in app.dataframe if say(lang, "exposure_page.refused_why") in each.value.columns)
    assert refused[say(lang, "exposure_page.refused_column")].tolist() == ["Date opened", "Claimed"]
    assert refused[say(lang, "exposure_page.refused_what")].tolist() == ["31/02/2026", "much"]


def test_claims_that_stood_there_with_other_figures_can_still_be_taken_from_the_file() -> None:
    import_entries(store_now(), [Entry("A-1", customer="Nord", claimed=5.0, opened=date(2026, 10, 1))], BEN, now=NOW)
    app = at_exposure("en", "files")
    app = upload(app, "Ref,Customer,Date opened,Claimed,Ccy\nA-1,Nord,2026-10-01,100,USD\n", key="files_upload")
    app = press(healthy(as_ada(app).run()), "register_import")
    assert say("en", "exposure_page.left_note", left=1) in said(app)
    assert app.button(key="register_import").disabled
    app = press(healthy(app.checkbox(key="import_replace").set_value(True).run()), "register_import")
    assert load(store_now(), "A-1").line.entry.claimed == 100.0
    assert "register_import" not in [each.key for each in app.button]


def test_with_no_readable_row_the_refusals_stand_on_the_page_and_no_section_is_named_that_is_not_there() -> None:
    app = upload(at_exposure(), "Ref,Customer,Date opened,Claimed,Ccy\nA-1,Nord,soon,100,USD\n")
    assert verdict(app) == say("en", "exposure_page.nothing_read", name=for_markdown("register.csv"), rows=1)
    assert not [each.value for each in app.warning]
    assert any(say("en", "exposure_page.refused_why") in each.value.columns for each in app.dataframe)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_template_has_the_heads_of_the_language_and_reads_back_as_its_one_line(lang: str) -> None:
    assert say(lang, "exposure_page.template") in [
        each.proto.label for each in at_exposure(lang).get("download_button")
    ]
    found = read_register(register_template(lang, date(2026, 11, 23)), date(2026, 11, 23))
    assert (len(found.register), found.refused, found.ignored) == (1, {}, ())
    assert found.columns.heads[0] == say(lang, "field.entry.code")


def test_a_register_with_its_currencies_is_not_asked_for_one() -> None:
    app = at_exposure()
    data = register_csv(register_of([Entry("A-1", customer="Müller", claimed=100.0)]), "en")
    app.file_uploader(key="book_upload").set_value(("register.csv", data, "text/csv")).run()
    assert not [each for each in healthy(app).selectbox if str(each.key).startswith("book_currency")]


def test_a_file_that_is_no_register_is_refused_and_the_page_stays() -> None:
    app = at_exposure()
    app.file_uploader(key="book_upload").set_value(("x.csv", b"a,b\n1,2\n", "text/csv")).run()
    assert len(app.error) == 1
    assert verdict(app) == say("en", "exposure_page.empty")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_offer_over_my_limits_asks_for_an_approval_and_finance_sees_it_wait(lang: str) -> None:
    app = to_page(puts_one(as_ada(open_app(lang), "sales")), "share")
    assert any(say(lang, "standing.ask") == each.label for each in app.button)
    app = press(app, "asking")
    (asked,) = approvals(store_now())
    assert (asked.state, asked.asked_by.name, asked.offer, dict(asked.amounts)) == (
        "asked",
        "Ada",
        "remake_extra_orders",
        {"remedy": 4_678.0},
    )
    assert asked.reason
    app = at_exposure(lang, app=app)
    assert app.button(key=f"approval_approved_{asked.number}").disabled  # nobody decides their own question
    by_name(app.text_input, "person_name_page").set_value("Ben").run()
    assert app.button(key=f"approval_approved_{asked.number}").disabled  # not within Ben's limits either
    by_name(app.selectbox, "person_role_page").set_value("sales_director").run()
    app.text_input(key=f"approval_comment_{asked.number}").set_value("Go ahead").run()
    app = press(healthy(app.run()), f"approval_approved_{asked.number}")
    (decided,) = approvals(store_now())
    assert decided.decided_by is not None
    assert (decided.state, decided.decided_by.name, decided.comment) == ("approved", "Ben", "Go ahead")
    assert verify(store_now()).holds


def test_of_the_equal_offers_the_one_that_asks_for_most_is_put_to_somebody_who_may_decide() -> None:
    app = press(to_page(as_ada(open_app(), "sales"), "share"), "asking")
    (asked,) = approvals(store_now())
    material = app.session_state[MATERIAL.key][1]
    every = [promised_by_offer(material.summary.dossier, item.offer) for item in material.bargaining.menu]
    assert asked.offer == "equal_offers"
    assert dict(asked.amounts) in [{form: round(amount, 2) for form, amount in each.items()} for each in every]
    assert sum(asked.amounts.values()) == pytest.approx(max(sum(each.values()) for each in every), abs=0.02)


def test_what_was_approved_for_one_claim_counts_for_the_next_of_the_same_customer() -> None:
    from negotiation.services.authority import promised_before
    from negotiation.store import decide

    app = asked_as_ada()
    (asked,) = approvals(store_now())
    customer = load(store_now(), asked.code).line.entry.customer
    assert promised_before(context_now(), (customer,), "another", date.today()).of("any") == 0.0
    decide(store_now(), asked.number, "approved", "", BEN, now=datetime.now(UTC))
    assert promised_before(context_now(), (customer.upper() + " ",), "another", date.today()).of("any") == 4_678.0
    assert promised_before(context_now(), (customer,), code_of(app), date.today()).of("any") == 0.0


def test_what_is_agreed_counts_from_the_day_it_was_noted_whatever_day_is_typed() -> None:
    from negotiation import summarise
    from negotiation.services.agree import agree
    from negotiation.store import promised_to_customer

    app = open_app()
    put_claim(open_session(app), agree(summarise(claim(app)), "credit_over_orders", date(2020, 1, 1)))
    keep(app)
    assert [each.amount for each in promised_to_customer(store_now(), ("Middleman importer",), date.today())] == [
        2_339.0
    ]


def test_the_same_figures_are_not_booked_twice() -> None:
    app = press(as_ada(at_exposure("en", "bookings", app=keep(open_app())), "finance"), "book_now")
    app.date_input(key="booking_day_1").set_value(list_period_ends(store_now())[0].booked_on).run()
    app.button(key="book_now").click().run()
    assert [each.code for each in open_session(app).refused["booking"]] == ["booked_already"]
    assert len(app.error) == 1
    assert len(list_period_ends(store_now())) == 1
    line = load(store_now(), code_of(app)).line
    save(store_now(), None, replace(line.entry, likely=line.entry.likely + 1.0), BEN, line.version, now=NOW)
    assert not healthy(app.run()).error


def test_what_i_may_promise_myself_asks_nobody() -> None:
    app = to_page(as_ada(open_app(), "managing_director"), "share")
    assert not [each for each in app.button if each.key == "asking"]
    assert "Managing director" in said(app)


def test_equal_offers_that_leave_the_goods_as_they_are_stand_on_the_page_of_a_claim_without_that_remedy() -> None:
    app = as_ada(open_app(), "sales")
    whole = sample("mail_order_boxes")
    left = tuple(each for each in whole.remedies if each.kind != "accept_as_is")
    codes = {each.code for each in left}
    put_claim(
        open_session(app),
        replace(whole, remedies=left, offers=tuple(each for each in whole.offers if each.remedy in codes)),
    )
    app = to_page(app, "share")
    material = app.session_state[MATERIAL.key][1]
    assert not codes.issuperset(item.offer.remedy for item in material.bargaining.menu)
    assert [each for each in app.button if each.key == "asking"]


def test_what_was_promised_before_counts_so_that_splitting_dodges_nothing() -> None:
    from negotiation.store import PromisedAmount, promise

    app = keep(puts_one(open_app()))
    customer = "Middleman importer"
    entry = Entry("OLD-1", customer=customer, claimed=1.0)
    import_entries(store_now(), [entry], BEN, now=NOW)
    promise(store_now(), "OLD-1", [PromisedAmount("cash", 17_000.0, date.today())], BEN, now=NOW)
    app = to_page(app, "share")
    assert [
        each for each in app.button if each.key == "asking"
    ]  # 4,678 alone is within a sales manager's 5,000 a claim, not with 17,000 before
    assert "21,678" in said(app)


def test_figures_are_booked_and_the_provision_moves_to_the_cent() -> None:
    app = as_ada(keep(open_app()), "finance")
    app = press(at_exposure("en", "bookings", app=app), "book_now")
    (booked,) = list_period_ends(store_now())
    first = register_view(app)
    assert booked.totals["provided"] == first.position.total("provided") > 0
    assert [(each.code, each.version) for each in load_period_end(store_now(), booked.number).lines] == [
        (code_of(app), 1)
    ]
    paid = replace(load(store_now(), code_of(app)).line.entry, paid=1_000.0, low=900.0, likely=3_668.15, high=6_800.0)
    save(store_now(), None, paid, BEN, 1, now=NOW)
    app = healthy(app.run())
    moved = provision_movement(snapshot(first.position), register_view(app).position).roll
    total = {name: moved.total(name) for name in ("opened", "added", "used", "reversed", "unwound", "closed")}
    assert total["opened"] + total["added"] - total["used"] - total["reversed"] + total["unwound"] == total["closed"]
    assert total["used"] == 100_000
    assert total["closed"] == register_view(app).position.total("provided")


def test_limits_are_kept_with_who_set_them() -> None:
    app = as_ada(at_exposure("en", "limits", app=keep(open_app())), "finance")
    app = press(app, "limits_keep")
    kept = setting(store_now(), "authority")
    assert kept is not None
    assert (kept.version, kept.who.name, kept.value["currency"]) == (1, "Ada", "USD")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_row_of_the_limits_is_the_rule_again_and_an_emptied_cell_is_no_limit(lang: str) -> None:
    columns = ("role", "form", "per_claim", "per_year")
    for rule in AuthorityPolicy(roles=("sales",), rules=(Rule("sales", "cash", 10.0, None), Rule("sales"))).rules:
        assert row_of(rule_of(row_of(rule, columns, lang), rule, lang), columns, lang) == row_of(rule, columns, lang)
    assert rule_of({"role": None}, None, lang) is None
    emptied = rule_of({"role": "sales", "form": "cash", "per_claim": None}, Rule("sales", "cash", 10.0), lang)
    assert emptied is not None
    assert emptied.per_claim is None


def test_a_currency_without_a_rate_is_named_not_counted_as_nothing() -> None:
    import_entries(
        store_now(),
        [Entry("E-1", customer="A", currency="EUR", claimed=10.0), Entry("U-1", customer="B", claimed=20.0)],
        BEN,
        now=NOW,
    )
    app = at_exposure("en", "measures")
    assert register_view(app).without_rate == ("EUR",)
    assert "EUR" in " ".join(each.value for each in app.warning)
    assert int(register_view(app).position.converted.lines.claimed.sum()) == 2_000


def test_promises_of_kept_claims_are_told_late_and_due() -> None:
    from negotiation import summarise
    from negotiation.services.agree import agree

    agreed = agree(summarise(sample("gift_boxes")), "credit_over_orders", date(2026, 1, 5))
    app = open_app()
    put_claim(open_session(app), agreed)
    app = at_exposure("en", "promises", app=keep(app))
    assert say("en", "exposure_page.too_few", known=0, fewest=20) in said(app)
    assert len(app.dataframe) >= 1
    states = [promise_state(each, date.today()) for each in agreed.follow_up.promises]
    late, due = states.count("late"), states.count("due")
    assert late > 0
    assert say("en", "exposure_page.promises_tally", late=late, due=due, later=8 - late - due, done=0) in said(app)
    assert list(app.dataframe[0].value.columns[:3]) == [
        say("en", f"exposure_page.promise_{name}") for name in ("customer", "state", "due")
    ]
    planned = app.dataframe[0].value[say("en", "exposure_page.promise_planned")]
    assert {each for each in planned if each} == {"USD 4,678.00", "USD 584.75"}
    assert "Only claims with an agreement" not in said(app)
    import_entries(
        store_now(), [Entry("X-1", customer="Elm", stage="settled"), Entry("X-2", stage="open")], BEN, now=NOW
    )
    assert say("en", "exposure_page.promises_others", others=1) in said(healthy(app.run()))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_agreed_claims_without_an_agreement_written_down_here_are_counted(lang: str) -> None:
    import_entries(
        store_now(), [Entry(f"X-{place}", customer="Elm", stage="agreed") for place in range(3)], BEN, now=NOW
    )
    app = at_exposure(lang, "promises")
    assert say(lang, "exposure_page.no_promises") in said(app)
    assert say(lang, "exposure_page.promises_others", others=3) in said(app)


def test_a_chart_has_one_notation_and_what_customers_owe_is_one_sum() -> None:
    from negotiation.presentation.exposure.chart import due_chart, split_chart

    def written(figure: Any) -> list[str]:
        return [each.text for each in figure.layout.annotations]

    names, counts = ["a", "b", "c"], [1, 1, 1]
    assert written(due_chart(names, counts, [33_000.0, 2_327.0, 68.0], [0.0, 0.0, 0.0], "USD", "zh")) == [
        "3.3万",
        "0.2万",
        "<0.1万",
    ]
    assert written(due_chart(names, counts, [33_000.0, 2_327.0, 0.0], [0.0, 0.0, 0.0], "USD", "en")) == [
        "33.0k",
        "2.3k",
    ]
    assert written(due_chart(names, counts, [930.0, 0.0, 0.0], [0.0, 20.0, 0.0], "USD", "en")) == ["930", "20"]
    rows = [("not due yet", 0.0, 52_436.0), ("1 to 30", 900.0, 0.0)]
    assert written(split_chart(rows, "USD", "en", owed=True))[1::2] == ["52,436", "900"]
    assert "0, up to 52,436" in written(split_chart(rows, "USD", "en"))


def test_the_store_out_of_reach_is_said_and_the_claim_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_app()
    monkeypatch.setenv("NEGOTIATION_DATABASE", "sqlite:////proc/nowhere/claims.db")
    app.session_state["person_name"] = "Ada"
    app.session_state[SAVE_MENU_STAYS.key] = True
    app = app.run()
    app.button(key="keep").click().run()
    assert len(app.error) == 1
    assert claim(app) == sample("gift_boxes")


def test_a_workbook_of_the_sample_opens_in_pandas() -> None:
    from negotiation.handouts.register.register_files import register_book

    found = register_view(press(at_exposure(), "book_sample"))
    frame = pd.read_excel(io.BytesIO(register_book(found.position.converted, "en")), header=None)
    assert len(frame) >= 500


def test_a_second_store_sees_what_the_first_kept() -> None:
    app = keep(open_app())
    assert load(open_store(os.environ["NEGOTIATION_DATABASE"]), code_of(app)).line.version == 1


def keep_in_the_bar(app: AppTest) -> AppTest:
    app.session_state[SAVE_MENU_STAYS.key] = True
    return press(healthy(app.run()), "keep")


def test_credits_of_an_imported_line_stay_in_the_register_when_its_claim_is_kept() -> None:
    line = Entry(
        "X-1",
        title="Dents",
        customer="N",
        stage="agreed",
        claimed=900.0,
        likely=400.0,
        high=600.0,
        promised=1_000.0,
        used=400.0,
        expired=100.0,
    )
    import_entries(store_now(), [line], BEN, now=NOW)
    keep_in_the_bar(as_ada(open_one("X-1")))
    found = load(store_now(), "X-1").line
    assert (found.version, found.entry.promised, found.entry.used, found.entry.expired) == (2, 1_000.0, 400.0, 100.0)
    assert (found.entry.likely, found.entry.high) == (400.0, 600.0)


def test_figures_that_finance_imported_over_a_claim_survive_the_next_save_of_its_document() -> None:
    app = keep(open_app())
    code = code_of(app)
    before = load(store_now(), code).line.entry
    import_entries(
        store_now(),
        [replace(before, chance=0.2, low=50.0, likely=100.0, high=200.0, paid=77.0)],
        BEN,
        now=NOW,
        replace=True,
    )
    app = as_ada(open_one(code))
    put_claim(open_session(app), with_title(claim(app), "New title"))
    keep_in_the_bar(app)
    found = load(store_now(), code).line
    assert (found.version, found.entry.title) == (3, "New title")
    assert (found.entry.chance, found.entry.low, found.entry.likely, found.entry.high, found.entry.paid) == (
        0.2,
        50.0,
        100.0,
        200.0,
        77.0,
    )


def test_two_who_begin_from_the_same_imported_line_both_keep_what_they_did() -> None:
    import_entries(store_now(), [Entry("X-1", title="Dents", customer="N", claimed=900.0)], BEN, now=NOW)
    app = as_ada(open_one("X-1"))
    begun = claim(app)
    save(store_now(), with_title(begun, "Title of Ben"), load(store_now(), "X-1").line.entry, BEN, 1, now=NOW)
    put_claim(open_session(app), with_goods(begun, "Boxes of Ada"))
    app.session_state[SAVE_MENU_STAYS.key] = True
    app = healthy(app.run())
    app.button(key="keep").click().run()
    press(app, "merge_mine")
    found = load(store_now(), "X-1").dossier
    assert found is not None
    assert (found.case.title, found.case.order.goods) == ("Title of Ben", "Boxes of Ada")


def test_a_conflict_is_over_once_the_claim_is_opened_again() -> None:
    app = conflict()
    app.session_state["chosen_claims_one"] = code_of(app)
    app = at_exposure("en", "claims", app=app)
    app.button(key="claims_open").click().run()
    assert CONFLICT.key not in app.session_state
    assert not app.warning


def test_a_claim_whose_promises_could_not_be_noted_is_not_said_to_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    from negotiation.core.problems import BadInput, Problem
    from negotiation.services import save_claim

    def busy(*_: object) -> None:
        raise BadInput(Problem("store_busy", "", "x"))

    app = as_ada(open_app())
    app.session_state[SAVE_MENU_STAYS.key] = True
    app = healthy(app.run())
    with monkeypatch.context() as broken:
        broken.setattr(save_claim, "promising", lambda *_, **__: busy)
        app.button(key="keep").click().run()
        assert len(app.error) == 1
        assert not app.button(key="keep").disabled
    app = press(app, "keep")
    assert open_session(app).kept == claim(app)
    assert load(store_now(), code_of(app)).line.version == 1


def asked_as_ada(app: AppTest | None = None) -> AppTest:
    """An offer over Ada's limits, put to somebody who may decide."""
    return press(to_page(puts_one(as_ada(app or open_app(), "sales")), "share"), "asking")


def test_a_name_typed_in_one_field_is_not_taken_back_by_another() -> None:
    app = asked_as_ada()
    app.session_state["person_name"] = ""
    app.session_state[SAVE_MENU_STAYS.key] = True
    app = at_exposure(app=app)
    by_name(app.text_input, "person_name").set_value("Zoe").run()
    assert app.session_state["person_name"] == "Zoe"
    fields = [each for each in app.text_input if str(each.key).startswith("person_name_")]
    assert [each.value for each in fields] == ["Zoe"] * 3  # the bar, the page, and beside what waits
    app = healthy(by_name(app.selectbox, "person_role_page").set_value("managing_director").run())
    assert app.session_state["person_role"] == "managing_director"
    assert app.session_state["person_name"] == "Zoe"


def test_limits_changed_meanwhile_by_somebody_else_are_not_overwritten() -> None:
    from negotiation.claim.document.dossier import plain_values as plain
    from negotiation.finance.authority.approval_limits import HOUSE_POLICY
    from negotiation.store import put_setting

    app = as_ada(at_exposure("en", "limits", app=keep(open_app())), "managing_director")
    app = healthy(app.run())
    others = replace(HOUSE_POLICY, rules=(Rule("managing_director"), *HOUSE_POLICY.rules))
    put_setting(store_now(), "authority", plain(others), BEN, 0, now=NOW)
    app.session_state["limits_en_0"] = {"edited_rows": {0: {"per_claim": 600.0}}, "added_rows": [], "deleted_rows": []}
    app.button(key="limits_keep").click().run()
    now = setting(store_now(), "authority")
    assert now is not None
    assert (now.version, now.who.name, now.value["rules"][0]["per_claim"]) == (1, "Ben", None)
    assert "Ben" in app.error[0].value


def test_nothing_that_somebody_typed_is_formatting_where_an_approval_is_shown() -> None:
    from negotiation.store import decide

    app = asked_as_ada()
    (asked,) = approvals(store_now())
    decide(
        store_now(),
        asked.number,
        "approved",
        "![x](http://evil.example/x.png)",
        Person("Ben *b*", "sales_director"),
        now=NOW,
    )
    shown = [each.value for each in to_page(app, "share").markdown if "evil" in each.value]
    assert shown
    assert not [each for each in shown if "![x](" in each or "*b*" in each.replace("\\*", "")]


def test_nobody_approves_their_own_question_under_another_spelling() -> None:
    app = asked_as_ada()
    (asked,) = approvals(store_now())
    app.session_state["person_name"], app.session_state["person_role"] = "  ADA", "managing_director"
    app = at_exposure(app=app)
    assert app.button(key=f"approval_approved_{asked.number}").disabled
    assert not app.button(key=f"approval_withdrawn_{asked.number}").disabled


def test_a_register_is_worked_out_once_although_its_standard_was_kept() -> None:
    from negotiation.claim.document.dossier import plain_values as plain
    from negotiation.finance.provision.provision import ASC_450
    from negotiation.store import put_setting

    put_setting(store_now(), "provision", plain(ASC_450), BEN, 0, now=NOW)
    app = at_exposure(app=keep(open_app()))
    first = register_view(app)
    assert first.position.policy.standard == "asc_450"
    assert register_view(healthy(app.run())) is first


def test_a_store_that_breaks_while_the_page_is_drawn_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from negotiation.core.problems import BadInput, Problem
    from negotiation.presentation.common.errors import error_text
    from negotiation.services import close_period

    problem = Problem("store_unreachable", "", "x")

    def broken(_: object) -> None:
        raise BadInput(problem)

    app = keep(open_app())
    monkeypatch.setattr(close_period, "list_period_ends", broken)
    app.session_state["open_exposure_bookings"] = True
    app = app.run()
    assert [each.value for each in app.error] == [for_markdown(error_text(problem, "en"))]


def test_what_was_promised_in_one_language_counts_in_the_other() -> None:
    from negotiation import summarise
    from negotiation.services.agree import agree

    app = open_app("zh")
    put_claim(open_session(app), agree(summarise(sample("gift_boxes")), "remake", date.today()))
    keep(app)
    assert load(store_now(), code_of(app)).line.entry.customer != "Middleman importer"
    script = AppTest.from_function(_standing_of_the_sample).run()
    assert not script.exception
    assert script.session_state["in_year"] == 4_678.0


def _standing_of_the_sample() -> None:
    import streamlit as st

    from negotiation.services.authority import standing_of
    from negotiation.services.draft import Draft
    from negotiation.web.session.claim_session import sample
    from negotiation.web.session.session_context import context_now

    st.session_state["in_year"] = standing_of(context_now(), Draft(sample("gift_boxes")), "remake").in_year


def test_the_rates_of_a_team_that_reports_in_another_currency_than_that_of_the_limits_count() -> None:
    from negotiation.claim.document.dossier import plain_values
    from negotiation.finance.reporting_settings import DatedRate, Team
    from negotiation.store import put_setting

    put_setting(
        store_now(), "team", plain_values(Team("CNY", rates=(DatedRate(date.today(), "USD", 8.0),))), BEN, 0, now=NOW
    )
    script = AppTest.from_function(_worth_of_a_typed_rate).run()
    assert not script.exception
    assert script.session_state["worth"] == pytest.approx(0.125)


def test_the_rate_of_the_team_counts_before_one_that_was_typed_into_the_claim() -> None:
    from negotiation.claim.document.dossier import plain_values as plain
    from negotiation.finance.reporting_settings import DatedRate, Team
    from negotiation.store import put_setting

    put_setting(store_now(), "team", plain(Team("USD", rates=(DatedRate(date.today(), "CNY", 0.14),))), BEN, 0, now=NOW)
    script = AppTest.from_function(_worth_of_a_typed_rate).run()
    assert not script.exception
    assert script.session_state["worth"] == pytest.approx(0.14)


def _worth_of_a_typed_rate() -> None:
    from types import SimpleNamespace

    import streamlit as st

    from negotiation.services.authority import rate_to_limits
    from negotiation.web.session.session_context import context_now

    case = SimpleNamespace(currency="CNY", worth_of_one=lambda _: 1_000.0)
    st.session_state["worth"] = rate_to_limits(context_now(), "CNY", SimpleNamespace(case=case))  # type: ignore[arg-type]


def in_address(app: AppTest) -> dict[str, str]:
    return {name: str(value[0] if isinstance(value, list) else value) for name, value in dict(app.query_params).items()}


def reloaded(app: AppTest, **changed: str) -> AppTest:
    """The address of a session in a new one."""
    return as_ada(open_app(**{**in_address(app), **changed}))


def test_a_kept_claim_is_still_the_same_after_the_page_is_reloaded() -> None:
    app = keep(open_app())
    code = code_of(app)
    again = reloaded(app)
    assert (code_of(again), open_session(again).version) == (code, 1)
    put_claim(open_session(again), with_title(claim(again), "After the reload"))
    again = keep_in_the_bar(again)
    assert load(store_now(), code).line.version == 2
    assert len(columns(store_now())["code"]) == 1
    behind = reloaded(app)
    put_claim(open_session(behind), with_title(claim(behind), "From an old link"))
    behind.session_state[SAVE_MENU_STAYS.key] = True
    behind = healthy(behind.run())
    behind.button(key="keep").click().run()
    assert "Ada" in behind.warning[0].value


@pytest.mark.parametrize(
    "mark",
    [
        "",
        "X",
        "~~",
        "{code}~1~0000000000000000",
        "{code}~99999999999~00",
        "{code}~2~e3b0c44298fc1c14",
        "nothing~1~e3b0c44298fc1c14",
    ],
)
def test_a_link_that_only_names_a_claim_does_not_take_its_number(mark: str) -> None:
    app = keep(open_app())
    assert code_of(reloaded(app, kept=mark.format(code=code_of(app)))) == ""


def test_a_claim_too_long_for_a_link_is_opened_from_the_shelf_after_a_reload() -> None:
    app = keep(open_app())
    again = open_app(kept=in_address(app)["kept"])
    assert (code_of(again), claim(again)) == (code_of(app), claim(app))


def test_another_claim_opened_after_a_kept_one_has_no_number_in_the_address() -> None:
    app = keep(open_app())
    assert "kept" in dict(app.query_params)
    app = press(app, "new")
    assert code_of(app) == ""
    assert "kept" not in dict(app.query_params)


def test_a_step_back_in_the_browser_keeps_the_number_of_the_claim() -> None:
    app = keep(open_app())
    code, before = code_of(app), in_address(app)
    now = open_session(app)
    now.history = replace(now.history, past=(claim(app),))
    put_claim(open_session(app), with_title(claim(app), "Another title"))
    open_session(app).edits += 1
    app = keep_in_the_bar(app)
    assert in_address(app)["claim"] != before["claim"]
    app.query_params["claim"] = before["claim"]
    app.query_params["kept"] = before["kept"]
    app.session_state[ADDRESS_AT.key] = 0.0
    app = healthy(app.run())
    assert claim(app) == sample("gift_boxes")
    assert (code_of(app), open_session(app).version) == (code, 2)


@pytest.mark.parametrize(("customer", "same"), [("Müller", True), ("Somebody else", False)])
def test_a_claim_of_a_file_that_is_kept_already_is_opened_under_its_number(customer: str, same: bool) -> None:
    import_entries(store_now(), [Entry("A-1", customer=customer, claimed=100.0)], BEN, now=NOW)
    app = at_exposure("en", "files", "claims")
    lines = register_csv(register_of([Entry("A-1", customer="Müller", claimed=100.0)]), "en")
    app.file_uploader(key="files_upload").set_value(("register.csv", lines, "text/csv")).run()
    app.button(key="claims_open").click().run()
    assert claim(app).case.customer.name == "Müller"
    assert code_of(app) == ("A-1" if same else "")


@pytest.mark.parametrize(("paid", "used"), [(10_000.0, 0), (10_100.0, 11_000)])
def test_an_exchange_rate_that_moves_is_no_payment(paid: float, used: int) -> None:
    def on(day: date, worth: float, paid: float) -> Position:
        register = register_of(
            [
                Entry(
                    "E-1", customer="c", currency="EUR", claimed=1_000.0, low=500.0, likely=500.0, high=500.0, paid=paid
                )
            ]
        )
        return value_register(convert_register(register, {"EUR": worth}, "USD", day))

    moved = provision_movement(snapshot(on(date(2026, 11, 10), 1.0, 10_000.0)), on(date(2026, 11, 20), 1.1, paid)).roll
    assert (moved.total("opened"), moved.total("exchange"), moved.total("used"), moved.total("closed")) == (
        50_000,
        5_000,
        used,
        55_000,
    )
    assert moved.total("added") == used


def test_a_kept_claim_can_be_opened_again_after_a_sample_and_each_keeps_its_own_number() -> None:
    app = keep(open_app())
    code = code_of(app)
    app = keep_in_the_bar(press(app, "open_failing_service"))
    assert code_of(app) not in ("", code)
    assert load(store_now(), code).dossier == sample("gift_boxes")
    assert code_of(press(app, "open_before")) == code


def test_what_was_approved_stays_approved_once_it_is_agreed_but_not_once_more_is_promised() -> None:
    from negotiation import summarise
    from negotiation.services.agree import agree
    from negotiation.store import decide

    app = asked_as_ada()
    (asked,) = approvals(store_now())
    decide(store_now(), asked.number, "approved", "Go ahead", BEN, now=NOW)
    now = open_session(app)
    put_claim(now, agree(summarise(now.claim), asked.offer, date.today()))
    app = to_page(keep_in_the_bar(app), "share")
    assert load(store_now(), code_of(app)).line.version == 2
    assert "Go ahead" in said(app)
    assert not [each for each in app.button if each.key == "asking"]
    now = open_session(app)
    less = tuple(replace(each, terms=()) if each.code == asked.offer else each for each in now.claim.offers)
    put_claim(now, replace(now.claim, offers=less, letter=replace(now.claim.letter, offer=asked.offer)))
    assert not [each for each in healthy(app.run()).button if each.key == "asking"]
    now = open_session(app)
    more = tuple(replace(each, terms=(*each.terms, CashCompensation(5_000.0))) for each in now.claim.offers)
    put_claim(now, replace(now.claim, offers=more))
    assert [each for each in healthy(app.run()).button if each.key == "asking"]


def agreed_over_the_limit(lang: str) -> AppTest:
    """A claim that Ada, who may promise 500, agreed for more, and tried to keep."""
    from negotiation import summarise
    from negotiation.services.agree import agree

    app = as_ada(open_app(lang), "sales")
    put_claim(open_session(app), agree(summarise(claim(app)), "credit_over_orders", date.today()))
    app.session_state[SAVE_MENU_STAYS.key] = True
    app = healthy(app.run())
    return app.button(key="keep").click().run()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_agreement_over_my_limit_is_not_kept_but_asked_for_and_counts_once_it_is_approved(lang: str) -> None:
    from negotiation.store import decide, search
    from tests.support.store_servers import promised_with

    app = agreed_over_the_limit(lang)
    assert say(lang, "role.sales_manager") in app.error[0].value
    assert search(store_now()).total == 0
    assert claim(app).follow_up.offer == "credit_over_orders"
    app = press(app, "keep_ask")
    (asked,) = approvals(store_now())
    assert (asked.code, asked.offer, asked.state) == (code_of(app), "credit_over_orders", "asked")
    assert sum(asked.amounts.values()) == 2_339.0
    label = str(localized(option_label(claim(app), "credit_over_orders", lang), lang))
    assert label[:20] in asked.reason
    assert load(store_now(), code_of(app)).dossier == claim(app)
    assert promised_with(store_now(), code_of(app)) == ()
    put_claim(open_session(app), with_title(claim(app), "Another title"))
    app.session_state[SAVE_MENU_STAYS.key] = True
    app = press(healthy(app.run()), "keep")
    assert load(store_now(), code_of(app)).line.version == 2
    assert promised_with(store_now(), code_of(app)) == ()
    now = open_session(app)
    dearer = tuple(replace(each, terms=(*each.terms, CashCompensation(900.0))) for each in now.claim.offers)
    put_claim(now, replace(now.claim, offers=dearer))
    app.session_state[SAVE_MENU_STAYS.key] = True
    app = app.run()
    assert app.button(key="keep").click().run().error
    put_claim(open_session(app), load(store_now(), code_of(app)).dossier)
    put_claim(open_session(app), with_title(claim(app), "A third title"))
    app = app.run()
    decide(store_now(), asked.number, "approved", "", BEN, now=NOW)
    app = press(app, "keep")
    assert {each.form: each.amount for each in promised_with(store_now(), code_of(app))} == asked.amounts
    assert verify(store_now()).holds


def test_an_agreement_over_my_limit_is_kept_by_whoever_may_sign_it_and_then_edited_by_anybody() -> None:
    from tests.support.store_servers import promised_with

    app = agreed_over_the_limit("en")
    app = press(as_ada(app, "sales_director"), "keep")
    assert promised_with(store_now(), code_of(app))
    put_claim(open_session(app), with_title(claim(app), "Another title"))
    app.session_state[SAVE_MENU_STAYS.key] = True
    press(as_ada(app.run(), "sales"), "keep")
    assert load(store_now(), code_of(app)).line.version == 2


def test_an_approval_does_not_cover_what_is_promised_on_top_of_what_it_was_used_for() -> None:
    from negotiation.finance.promises.follow_up import Promise
    from negotiation.store import decide
    from tests.support.store_servers import promised_with

    app = press(agreed_over_the_limit("en"), "keep_ask")
    (asked,) = approvals(store_now())
    decide(store_now(), asked.number, "approved", "", BEN, now=NOW)
    follow = claim(app).follow_up
    done = Promise("earlier.cash.1", "payment", "Paid", planned=2_339.0, done_on=date.today())
    put_claim(open_session(app), replace(claim(app), follow_up=replace(follow, promises=(*follow.promises, done))))
    app.session_state[SAVE_MENU_STAYS.key] = True
    app = app.run()
    assert app.button(key="keep").click().run().error
    assert promised_with(store_now(), code_of(app)) == ()
    app = press(app, "keep_ask")
    asked = approvals(store_now())[0]
    assert sum(asked.amounts.values()) == 2 * 2_339.0
    decide(store_now(), asked.number, "approved", "", BEN, now=NOW)
    put_claim(open_session(app), with_title(claim(app), "Another title"))
    app.session_state[SAVE_MENU_STAYS.key] = True
    press(app.run(), "keep")
    assert sum(each.amount for each in promised_with(store_now(), code_of(app))) == 2 * 2_339.0


def test_what_is_promised_on_top_of_an_agreement_counts_from_its_own_day() -> None:
    from negotiation import summarise
    from negotiation.services.agree import agree
    from negotiation.services.authority import promises_to_record
    from negotiation.store import PromisedAmount

    agreed = agree(summarise(sample("gift_boxes")), "credit_over_orders", date(2020, 1, 1))
    today = date(2026, 11, 22)
    (whole,) = promises_to_record(agreed, [], today)
    before = PromisedAmount(whole.form, 339.0, date(2020, 1, 1))
    once = promises_to_record(agreed, [before], today)
    assert once == [before, PromisedAmount(whole.form, 2_000.0, today)]
    assert promises_to_record(agreed, [replace(before, amount=9_000.0)], today) == [replace(before, amount=2_339.0)]
    assert promises_to_record(agreed, once, today) == once


def test_an_option_that_is_deleted_after_it_was_agreed_still_counts() -> None:
    from negotiation import summarise
    from negotiation.services.agree import agree
    from tests.support.store_servers import promised_with

    app = open_app()
    put_claim(open_session(app), agree(summarise(claim(app)), "credit_over_orders", date.today()))
    app = keep(app)
    noted = promised_with(store_now(), code_of(app))
    put_claim(
        open_session(app),
        replace(claim(app), offers=tuple(each for each in claim(app).offers if each.code != "credit_over_orders")),
    )
    app.session_state[SAVE_MENU_STAYS.key] = True
    app = press(app.run(), "keep")
    assert load(store_now(), code_of(app)).line.version == 2
    assert promised_with(store_now(), code_of(app)) == noted != ()


def test_without_a_rate_an_agreement_is_kept_by_who_has_no_limit_and_by_nobody_else() -> None:
    from negotiation import summarise
    from negotiation.services.agree import agree
    from negotiation.store import search
    from tests.support.store_servers import promised_with

    app = as_ada(open_app(), "sales_director")
    begun = replace(claim(app), case=replace(claim(app).case, currency="CNY"))
    put_claim(open_session(app), agree(summarise(begun), "credit_over_orders", date.today()))
    app.session_state[SAVE_MENU_STAYS.key] = True
    app = app.run()
    assert app.button(key="keep").click().run().error
    assert search(store_now()).total == 0
    app = press(as_ada(app, "managing_director"), "keep")
    assert [each.amount for each in promised_with(store_now(), code_of(app))] == [2_339.0]


def test_the_agreement_that_i_may_make_is_noted_while_i_ask_for_another_offer() -> None:
    from negotiation import summarise
    from negotiation.services.agree import agree
    from tests.support.store_servers import promised_with

    app = puts_one(as_ada(open_app()))
    put_claim(open_session(app), agree(summarise(claim(app)), "credit_over_orders", date.today()))
    more = tuple(
        replace(each, terms=(*each.terms, CashCompensation(5_000.0))) if each.code != "credit_over_orders" else each
        for each in claim(app).offers
    )
    put_claim(
        open_session(app),
        replace(claim(app), offers=more, letter=replace(claim(app).letter, puts="one", offer="remake_extra_orders")),
    )
    app = press(to_page(app, "share"), "asking")
    assert len(approvals(store_now())) == 1
    assert sum(each.amount for each in promised_with(store_now(), code_of(app))) == 2_339.0


def test_a_claim_that_was_agreed_in_one_language_is_edited_in_the_other_by_anybody() -> None:
    app = press(as_ada(agreed_over_the_limit("en"), "sales_director"), "keep")
    app.session_state["lang"] = "zh"
    put_claim(open_session(app), with_title(claim(app), "Another title"))
    app.session_state[SAVE_MENU_STAYS.key] = True
    app = as_ada(app, "sales")
    app.query_params["lang"] = "zh"
    app = press(app.run(), "keep")
    assert load(store_now(), code_of(app)).line.version == 2
    assert load(store_now(), code_of(app)).line.entry.customer != "Middleman importer"


def test_whichever_of_the_equal_offers_the_customer_takes_was_approved_with_them() -> None:
    from negotiation import summarise
    from negotiation.services.agree import agree
    from negotiation.store import decide
    from tests.support.store_servers import promised_with

    for letter in "ABC":
        app = press(to_page(as_ada(open_app(), "sales"), "share"), "asking")
        asked = approvals(store_now())[0]
        assert asked.offer == "equal_offers"
        decide(store_now(), asked.number, "approved", "", BEN, now=NOW)
        app = press(to_page(app, "negotiate"), f"menu_chosen_{letter}")
        now = open_session(app)
        put_claim(now, agree(summarise(now.claim), app.session_state[OFFER_TAKEN.key], date.today()))
        app = keep_in_the_bar(app)
        assert promised_with(store_now(), code_of(app)), letter
        now = open_session(app)
        put_claim(
            now,
            replace(
                now.claim,
                offers=tuple(
                    replace(each, terms=(*each.terms, CashCompensation(9_000.0))) for each in now.claim.offers
                ),
            ),
        )
        app.session_state[SAVE_MENU_STAYS.key] = True
        assert app.run().button(key="keep").click().run().error


def test_a_question_about_what_is_agreed_counts_for_the_next_claim_of_the_same_customer() -> None:
    from negotiation.services.authority import promised_before

    app = press(agreed_over_the_limit("en"), "keep_ask")
    customer = load(store_now(), code_of(app)).line.entry.customer
    (asked,) = approvals(store_now())
    assert (
        promised_before(context_now(), (f"{customer} GmbH",), "another", date.today()).of("any")
        == sum(asked.amounts.values())
        > 0.0
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_settings_of_the_team_and_its_books_are_for_finance_and_the_managing_director(lang: str) -> None:
    app = as_ada(at_exposure(lang, "limits", app=keep(open_app(lang))), "sales_director")
    app.button(key="limits_keep").click().run()
    assert say(lang, "role.finance") in app.error[0].value
    assert say(lang, "role.sales_director") in app.error[0].value
    assert setting(store_now(), "authority") is None
    app = as_ada(at_exposure(lang, "bookings"), "sales_director")
    app.button(key="book_now").click().run()
    assert say(lang, "role.finance") in app.error[0].value
    assert list_period_ends(store_now()) == ()


def test_a_customer_whose_name_is_nearly_that_of_another_is_told() -> None:
    from negotiation.store import PromisedAmount, promise

    app = keep(puts_one(open_app()))
    import_entries(store_now(), [Entry("OLD-1", customer="Middlemann importers", claimed=1.0)], BEN, now=NOW)
    promise(store_now(), "OLD-1", [PromisedAmount("cash", 1.0, date.today())], BEN, now=NOW)
    assert "Middlemann importers" in " ".join(each.value for each in to_page(app, "share").caption)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_that_is_read_only_is_said_and_the_entry_is_still_there(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = keep(open_app(lang))
    url = os.environ[VARIABLE]
    put_claim(open_session(app), with_title(claim(app), "Typed a moment ago"))
    monkeypatch.setenv(VARIABLE, url.replace("sqlite:///", "sqlite:///file:") + "?mode=ro&uri=true")
    app.session_state[SAVE_MENU_STAYS.key] = True
    app = healthy(app.run())
    app.button(key="keep").click().run()
    assert len(app.error) == 1
    assert [each.code for each in open_session(app).refused["keep"]] == ["store_read_only"]
    assert claim(app).case.title == "Typed a moment ago"
    monkeypatch.setenv(VARIABLE, url)
    app = press(app, "keep")
    kept = load(store_now(), code_of(app)).dossier
    assert kept is not None
    assert kept.case.title == "Typed a moment ago"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_full_disk_is_said_and_the_entry_is_still_there(lang: str) -> None:
    app = keep(open_app(lang))

    def fill(connection: Any, _record: Any, _proxy: Any) -> None:
        cursor = connection.cursor()
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")

    put_claim(open_session(app), with_title(claim(app), "x" * 1_900))
    app.session_state[SAVE_MENU_STAYS.key] = True
    app = healthy(app.run())
    engine = store_now().engine
    engine.dispose()
    event.listen(engine, "checkout", fill)
    for _ in range(12):
        app.button(key="keep").click().run()
        if app.error:
            break
        put_claim(open_session(app), with_title(claim(app), str(random.random()) * 90))
        app = app.run()
    assert [each.code for each in open_session(app).refused["keep"]] == ["store_full"]
    assert claim(app).case.title
    event.remove(engine, "checkout", fill)


def with_cookie(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    import streamlit as st

    monkeypatch.setattr(type(st.context), "cookies", property(lambda _: {"negotiation_person": value}))


def test_who_worked_here_before_is_known_again_and_a_change_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    from urllib.parse import quote

    with_cookie(monkeypatch, quote('["Ada </script>", "finance"]'))
    app = open_app()
    app.session_state[SAVE_MENU_STAYS.key] = True
    app = healthy(app.run())
    assert by_name(app.text_input, "person_name").value == "Ada </script>"
    assert by_name(app.selectbox, "person_role").value == "finance"
    assert not scripts(app)
    by_name(app.text_input, "person_name").set_value("Bea </script><b>").run()
    (script,) = scripts(app)
    assert "Bea%20%3C%2Fscript%3E%3Cb%3E" in script
    assert script.count("<") == 2


def scripts(app: AppTest) -> list[str]:
    return [each.proto.body for each in app.get("html") if "cookie" in each.proto.body]


@pytest.mark.parametrize(
    "value",
    [
        "",
        "x",
        "%5B1%2C2%5D",
        '["a"]',
        '{"a": 1}',
        '["' + "n" * 101 + '", "sales"]',
        "%ff%fe",
        '[["a"], "b"]',
        "[" * 4_000,
        '["\\ud800", "sales"]',
    ],
)
def test_a_cookie_that_holds_no_person_is_passed_over(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    from negotiation.web.session.user_cookie import remembered_person

    with_cookie(monkeypatch, value)
    assert remembered_person() is None
