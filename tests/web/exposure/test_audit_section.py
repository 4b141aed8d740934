"""The audit trail in words: amounts in their own currency, dates, shares and codes in both languages; what has no
label stays as its path."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from negotiation.claim.document.dossier import plain_values
from negotiation.finance.authority.approval_limits import HOUSE_POLICY, Rule
from negotiation.finance.provision.provision import IAS_37
from negotiation.finance.register.entry import Entry
from negotiation.finance.reporting_settings import DatedRate, Team
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.presentation.audit.text import change_text, subject_label
from negotiation.presentation.common.labels import option_label
from negotiation.store import (
    Person,
    PromisedAmount,
    ask,
    audit_currencies,
    decide,
    promise,
    put_setting,
    save,
    trail,
)
from negotiation.web.exposure import audit_section
from negotiation.web.exposure.audit_section import changes_in_words, settings_in
from negotiation.web.session.claim_session import sample
from negotiation.web.session.session_context import store_now
from tests.support.exposure_app import at_exposure
from tests.support.store_servers import archive

ADA, NOW = Person("Ada", "sales"), datetime(2026, 11, 22, 9, tzinfo=UTC)
FIRST = Entry("A-1", customer="N", claimed=1_000.0)
DOCUMENT = "claim:A-1"


def told(lang: str = "en") -> list[str]:
    """Every row of the trail in words, the oldest first."""
    rows = trail(store_now())
    coins = audit_currencies(store_now(), rows)
    return [changes_in_words(row, lang, coins.get(row["sequence"]), settings_in(rows)) for row in reversed(rows)]


def test_amounts_of_the_register_stand_in_the_currency_that_they_had_then() -> None:
    save(store_now(), None, FIRST, ADA, 0, now=NOW)
    save(
        store_now(),
        None,
        replace(FIRST, claimed=1_200.0, currency="JPY", settles_on=date(2026, 12, 1), chance=0.5),
        ADA,
        1,
        now=NOW,
    )
    save(
        store_now(),
        None,
        replace(FIRST, claimed=70.0, currency="KWD", settles_on=date(2026, 12, 1), chance=0.5),
        ADA,
        2,
        now=NOW,
    )
    english = told()
    assert english[1].startswith(
        "Currency: USD → JPY; Claimed: USD 1,000.00 → JPY 1,200; Chance: 100% → 50%; Expected payment: Dec 1, 2026"
    )
    assert "Claimed: JPY 1,200 → KWD 70.000" in english[2]
    assert told("zh")[1].startswith(
        "币种：USD → JPY；索赔金额：USD 1,000.00 → JPY 1,200；概率：100% → 50%；预计支付日：2026年12月1日"
    )


def test_what_was_promised_stands_in_the_currency_that_the_claim_had_then() -> None:
    save(store_now(), None, FIRST, ADA, 0, now=NOW)
    promise(store_now(), "A-1", [PromisedAmount("cash", 900.0, date(2026, 11, 1))], ADA, now=NOW)
    save(store_now(), None, replace(FIRST, currency="JPY"), ADA, 1, now=NOW)
    promise(store_now(), "A-1", [], ADA, now=NOW)
    promise(store_now(), "A-1", [PromisedAmount("cash", 70.0, date(2026, 11, 1))], ADA, now=NOW)
    english = told()
    assert "USD 900.00" in english[1]
    assert "JPY 70" in english[4]


@pytest.mark.parametrize(
    ("path", "old", "new", "english", "chinese"),
    [
        ("entry.stage", "open", "offered", "Stage: open → offer made", "阶段：处理中 → 已报方案"),
        ("entry.cause", "late", "holes", "Cause: late delivery → holes", "原因：交货延误 → holes"),
        ("entry.archived", False, True, "Archived: no → yes", "已归档：否 → 是"),
        ("entry.next_deadline", "2026-11-02", None, "Next deadline: Nov 2, 2026 → –", "最近期限：2026年11月2日 → –"),
        ("case.order.unit_price", 4.8, 3.5, "Price per piece: EUR 4.80 → EUR 3.50", "单价：EUR 4.80 → EUR 3.50"),
        ("case.customer.retention", 0.85, 0.5, "Yearly retention: 85% → 50%", "年续单率：85% → 50%"),
        (
            "case.settlement_date",
            "2026-11-23",
            "2026-05-05",
            "Settlement date: Nov 23, 2026 → May 5, 2026",
            "了结日（第 0 天）：2026年11月23日 → 2026年5月5日",
        ),
        ("case.stage", "open", "agreed", "Stage: open → agreed", "阶段：处理中 → 已谈妥"),
        ("case.title", '{"en": "A \\"b\\"", "zh": "甲"}', "New", 'Title: A "b" → New', "标题：甲 → New"),
        (
            "offers[own_1].terms[customer_share].share",
            0.5,
            0.4,
            "Customer's share, now (own_1): 50% → 40%",
            "客户承担比例（当下） (own_1)：50% → 40%",
        ),
        ("no.such_thing[3]", 1, 2, "no.such_thing[3]: 1 → 2", "no.such_thing[3]：1 → 2"),
        ("entry.no_such", 1, 2, "entry.no_such: 1 → 2", "entry.no_such：1 → 2"),
    ],
)
def test_a_change_is_told_in_words(path: str, old: object, new: object, english: str, chinese: str) -> None:
    assert change_text(DOCUMENT, path, old, new, "en", ("EUR", 2), ("EUR", 2)).lower() == english.lower()
    shown = change_text(DOCUMENT, path, old, new, "zh", ("EUR", 2), ("EUR", 2))
    if path.startswith("offers"):
        assert shown.endswith("（own_1）：50% → 40%")
    else:
        assert shown == chinese


def test_requests_promises_and_limits_are_told_in_words_and_money() -> None:
    save(store_now(), sample("gift_boxes"), FIRST, ADA, 0, now=NOW)
    number = ask(store_now(), "A-1", 1, "remake", {"cash": 9.0, "remedy": 3.25}, "Because.", ADA, now=NOW).number
    decide(store_now(), number, "approved", "ok", Person("Ben", "sales_director"), now=NOW)
    promise(store_now(), "A-1", [PromisedAmount("cash", 5.0, date(2026, 1, 1))], ADA, now=NOW)
    put_setting(store_now(), "authority", plain_values(HOUSE_POLICY), ADA, 0, now=NOW)
    put_setting(
        store_now(),
        "authority",
        plain_values(replace(HOUSE_POLICY, rules=(Rule("sales", "any", 900.0, 2_000.0), *HOUSE_POLICY.rules[1:]))),
        ADA,
        1,
        now=NOW,
    )
    archive(store_now(), "A-1", ADA, now=NOW)
    assert told()[1:] == [
        "Claim: A-1; Option: Remake, nothing in return; Cash: USD 9.00; Remedy: USD 3.25",
        "Claim: A-1; Option: Remake, nothing in return; Decision: requested → approved; Comment: ok",
        "Cash Jan 1, 2026: USD 5.00",
        "set for the first time",
        "Limit per claim (Sales representative · All forms together): USD 500 → USD 900",
        "Archived: no → yes",
    ]
    assert [
        subject_label(each, "en")
        for each in ("approval:7", "booking:2", "promised:A-1", "setting:team", "setting:x", "claim:A")
    ] == [
        "Request no. 7",
        "Period-end figures no. 2",
        "A-1",
        "Currency and rates",
        "x",
        "A",
    ]


def test_the_first_setting_is_compared_with_what_held_before_and_every_row_of_it_has_a_name() -> None:
    lowered = tuple(
        replace(each, per_claim=3_000.0) if (each.role, each.form) == ("sales_manager", "any") else each
        for each in HOUSE_POLICY.rules
    )
    put_setting(
        store_now(),
        "authority",
        plain_values(replace(HOUSE_POLICY, rules=(Rule("finance", "goods", 50.0), *lowered))),
        ADA,
        0,
        now=NOW,
    )
    put_setting(
        store_now(), "provision", plain_values(replace(IAS_37, asset_when="probable", rate=0.06)), ADA, 0, now=NOW
    )
    team = Team("USD", rates=(DatedRate(date(2026, 11, 20), "EUR", 1.136364),))
    put_setting(store_now(), "team", plain_values(team), ADA, 0, now=NOW)
    put_setting(
        store_now(),
        "team",
        plain_values(replace(team, rates=(DatedRate(date(2026, 11, 20), "EUR", 1.25),))),
        ADA,
        1,
        now=NOW,
    )
    put_setting(
        store_now(),
        "authority",
        plain_values(replace(HOUSE_POLICY, currency="EUR", keepers=("finance",))),
        ADA,
        1,
        now=NOW,
    )
    english, chinese = told(), told("zh")
    manager = "Sales manager · All forms together"
    assert english[0] == (
        f"set for the first time; Limit per claim ({manager}): USD 5,000 → USD 3,"
        f"000; Limit per claim (Finance · Free goods): USD 50"
    )
    assert (
        english[1] == "set for the first time; Discount rate, pre-tax: 5% → 6%; Recognise a recovery "
        "as an asset when: Virtually certain → Probable"
    )
    assert english[2:4] == [
        "set for the first time; Rate (EUR · Nov 20, 2026): 1.136364",
        "Rate (EUR · Nov 20, 2026): 1.136364 → 1.25",
    ]
    assert english[4].startswith("Currency of the limits: USD → EUR")
    assert "Who may change this: Finance, Managing director → Finance" in english[4] or "and 1 more" in english[4]
    assert chinese[3] == "汇率（EUR · 2026年11月20日）：1.136364 → 1.25"
    assert "销售经理 · 各种形式合计" in chinese[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_option_is_called_by_its_name_and_times_are_those_of_whoever_looks(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_section, "zone_now", lambda: ZoneInfo("Asia/Shanghai"))
    save(store_now(), sample("gift_boxes"), FIRST, ADA, 0, now=NOW)
    ask(store_now(), "A-1", 1, "remake_extra_orders", {"remedy": 3.25}, "Because.", ADA, now=NOW)
    app = at_exposure(lang, "trail")
    (frame,) = (each.value for each in app.dataframe if "Ada" in each.value.to_string())
    label = option_label(sample("gift_boxes"), "remake_extra_orders", lang)
    assert label in frame.to_string(max_colwidth=None)
    assert "remake_extra_orders" not in frame.to_string(max_colwidth=None)
    assert list(frame[say(lang, "exposure_page.trail_at", zone="Asia/Shanghai")]) == ["2026-11-22 17:00"] * 2
    assert list(frame[say(lang, "exposure_page.trail_at", zone="UTC")]) == ["2026-11-22 09:00"] * 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_shows_no_path_that_has_a_label_and_no_minor_units(lang: str) -> None:
    save(store_now(), sample("gift_boxes"), FIRST, ADA, 0, now=NOW)
    changed = replace(sample("gift_boxes"), case=replace(sample("gift_boxes").case, stage="offered", title="New"))
    save(store_now(), changed, replace(FIRST, claimed=1_200.5), ADA, 1, now=NOW)
    app = at_exposure(lang, "trail")
    (frame,) = (each.value for each in app.dataframe if "Ada" in each.value.to_string())
    text = frame.to_string()
    assert "USD 1,200.50" in text
    assert not [each for each in ("entry.", "case.", "120050") if each in text]


def test_of_many_changes_it_is_said_how_many_more_there_are() -> None:
    changed = replace(FIRST, title="T", owner="O", team="M", claimed=2.0, accepted=1.0, paid=1.0)
    save(store_now(), None, FIRST, ADA, 0, now=NOW)
    save(store_now(), None, changed, ADA, 1, now=NOW)
    assert told()[1].endswith("; and 2 more")
    assert told("zh")[1].endswith("；另有 2 项")
