"""Period ends on the page of exposure, in both languages: recorded for a day, what moved since, currencies and
standards, and what is told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from negotiation.finance.provision.provision import ASC_450
from negotiation.finance.register.entry import Entry
from negotiation.finance.reporting_settings import DatedRate, Team
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.presentation.exposure.movement_text import movement_headline, movement_rows
from negotiation.services.period_end_snapshot import policy_of_period_end
from negotiation.services.sample_team import SAMPLE_DAY
from negotiation.store import Person, import_entries, list_period_ends, trail
from negotiation.web.session.recorded_period_ends import moved_in
from negotiation.web.session.session_context import context_now, store_now
from negotiation.web.session.team_settings import save_team_setting
from tests.support.app import healthy, open_session, said
from tests.support.exposure_app import as_ada, at_exposure, press, register_view

BEN = Person("Ben", "finance")
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
POUND = Entry(
    "P-1", customer="Nord", currency="GBP", claimed=9_000.0, chance=0.9, low=1_912.37, likely=1_912.37, high=1_912.37
)


def last_month_end() -> date:
    return date.today().replace(day=1) - timedelta(days=1)


def with_pounds(monkeypatch: pytest.MonkeyPatch, lang: str = "en", worth: float = 1.25) -> AppTest:
    """A team with a claim in pounds and its rate, as Ada of finance, at the period ends."""
    from negotiation.web.session import team_settings

    import_entries(store_now(), [POUND], BEN, now=NOW)
    monkeypatch.setattr(team_settings, "context_now", lambda: replace(context_now(), person=BEN))
    rates(Team(rates=(DatedRate(last_month_end() - timedelta(days=3), "GBP", worth),)), 0)
    return at_exposure(app=as_ada(at_exposure(lang, "bookings", "limits", "measures"), "finance"))


def rates(team: Team, version: int) -> None:
    assert save_team_setting(team, version) == ()


def frame(app: AppTest, head: str) -> Any:
    return next(each.value for each in app.dataframe if head in each.value.columns)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sample_team_says_what_changed_since_the_month_before_and_names_the_claims(lang: str) -> None:
    app = press(at_exposure(lang, "bookings"), "book_sample")
    found = register_view(app)
    roll = moved_in(found, 1).roll
    by = round((roll.total("closed") - roll.total("opened")) / 100)
    assert [each.delta for each in app.metric] == [
        "",
        say(lang, "exposure_page.since_last", by=by, on=date(2026, 10, 31)),
        "",
        "",
    ]
    assert movement_headline(roll, "USD", date(2026, 10, 31), lang) in said(app)
    assert say(lang, "exposure_page.only_store") not in said(app)
    assert not [each for each in app.button if each.key == "book_now"]
    lines = frame(app, say(lang, "exposure_page.moved_claims"))
    amounts = [
        round(100 * float(each.replace(",", "").replace("−", "-")))
        for each in lines[say(lang, "exposure_page.moved_amount", currency="USD")]
    ]
    assert sum(amounts[:-1]) == amounts[-1] == found.position.total("provided")
    movers = frame(app, say(lang, "exposure_page.moved_code"))
    assert 5 < len(movers) <= 30
    assert movers[say(lang, "exposure_page.moved_customer")].all()
    app.button(key="movers_open").click().run()
    assert open_session(app).claim.case.customer.name


def recorded(app: AppTest) -> AppTest:
    """The figures recorded under the last month's end."""
    app = healthy(app.date_input(key="booking_day_0").set_value(last_month_end()).run())
    return press(app, "book_now")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_period_end_is_recorded_under_its_day_and_told(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    app = with_pounds(monkeypatch, lang)
    assert [each.delta for each in app.metric] == [""] * 4
    assert say(lang, "exposure_page.no_bookings") in said(app)
    assert app.date_input(key="booking_day_0").value == date.today()
    app = healthy(app.date_input(key="booking_day_0").set_value(last_month_end()).run())
    assert say(lang, "exposure_page.booking_stand", today=date.today(), on=last_month_end()) in [
        each.value for each in app.warning
    ]
    app = press(app, "book_now")
    assert [each.value for each in app.toast] == [say(lang, "told.booked", on=last_month_end())]
    (booked,) = list_period_ends(store_now())
    assert (booked.booked_on, booked.at is not None and booked.at.date()) == (
        last_month_end(),
        datetime.now(UTC).date(),
    )
    assert "policy." not in str([row["changes"] for row in trail(store_now(), "booking:1")])
    row = frame(app, say(lang, "exposure_page.booked_standard")).iloc[0]
    assert row[say(lang, "exposure_page.booked_currency")] == "USD"
    assert row[say(lang, "exposure_page.booked_standard")] == say(lang, "standard.ias_37")
    assert row[say(lang, "exposure_page.booked_on")] == last_month_end()
    assert app.date_input(key="booking_day_1").value == date.today()
    later = say(lang, "exposure_page.recorded_later", on=last_month_end(), stood=date.today())
    assert later in [each.value for each in app.caption]
    assert not healthy(app.run()).toast


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rates_and_standard_have_lines_of_their_own(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    app = recorded(with_pounds(monkeypatch, lang, 1.13636))
    rates(Team(rates=(DatedRate(date.today(), "GBP", 1.25),)), 1)
    assert save_team_setting(replace(ASC_450, probable=0.95), 0) == ()
    app = healthy(app.run())
    roll = moved_in(register_view(app), 1).roll
    assert {name: roll.total(name) for name in ("added", "reversed", "exchange", "policy", "closed")} == {
        "added": 0,
        "reversed": 0,
        "exchange": 21_732,
        "policy": -239_046,
        "closed": 0,
    }
    assert [row["line"] for row in movement_rows(roll, "USD", lang)] == [
        say(lang, f"moved.{name}") for name in ("opened", "exchange", "policy", "closed")
    ]
    assert say(
        lang, "exposure_page.rules_then", then=say(lang, "standard.ias_37"), now=say(lang, "standard.asc_450")
    ) in [each.value for each in app.caption]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_start_in_another_currency_is_translated_and_says_so_or_why_not(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = recorded(with_pounds(monkeypatch, lang))
    day = last_month_end() - timedelta(days=3)
    rates(Team("CNY", rates=(DatedRate(date.today(), "GBP", 9.0), DatedRate(date.today(), "USD", 7.2))), 1)
    app = healthy(app.run())
    assert policy_of_period_end(list_period_ends(store_now())[0]) is not None
    assert say(lang, "exposure_page.untranslated", currency="USD") in [each.value for each in app.warning]
    assert app.metric[1].delta == ""
    rates(Team("CNY", rates=(DatedRate(day, "GBP", 9.0), DatedRate(day, "USD", 7.2))), 2)
    app = healthy(app.run())
    said_so = say(
        lang, "exposure_page.translated", booked="2,390.46", was="USD", currency="CNY", worth=7.2, on=last_month_end()
    )
    assert said_so in [each.value for each in app.caption]
    assert "CNY" in movement_headline(moved_in(register_view(app), 1).roll, "CNY", last_month_end(), lang)
    assert len(app.get("plotly_chart")) == 4


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_saved_is_told(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    app = press(with_pounds(monkeypatch, lang), "limits_keep")
    assert [each.value for each in app.toast] == [say(lang, "told.limits")]
    for words, button in (("told.standard", "exposure_page.keep_standard"), ("told.team", "exposure_page.keep_team")):
        app = healthy(next(each for each in app.button if each.label == say(lang, button)).click().run())
        assert [each.value for each in app.toast] == [say(lang, words)]


def test_files_of_the_sample_are_named_by_the_day_of_their_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    import streamlit as st

    named: list[str] = []
    plain = st.download_button

    def noting(label: str, data: Any, file_name: str, *more: Any, **rest: Any) -> Any:
        named.append(file_name)
        return plain(label, data, file_name, *more, **rest)

    app = at_exposure("en", "due", "claims", "measures", "bookings", "files")
    monkeypatch.setattr(st, "download_button", noting)
    press(app, "book_sample")
    assert {each.split("-")[0] for each in named} >= {"due", "claims", "measures", "bookings", "moved", "movers"}
    assert [each for each in named if "-20" in each and SAMPLE_DAY.isoformat() not in each] == []
