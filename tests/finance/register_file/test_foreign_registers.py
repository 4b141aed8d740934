"""Registers that somebody else made: their heads, dates, stages and currencies, and what is said where something
cannot be read."""

import re
from datetime import date

import pandas as pd
import pytest

from negotiation import BadInput
from negotiation.core.money import parse_currency
from negotiation.finance.register.register import entries_of
from negotiation.finance.register_file.cell_vocabulary import STAGE_WORDS
from negotiation.finance.register_file.column_headings import HEADS, plain_head
from negotiation.finance.register_file.column_mapping import ColumnsMissing
from negotiation.finance.register_file.register_reader import read_register
from negotiation.i18n.catalogue import LANGUAGES
from negotiation.importers.table_dates import ORDERS, dates_in
from negotiation.presentation.common.labels import in_language
from negotiation.presentation.exposure.register_text import fault_row, stage_words
from tests.support.workbooks import workbook

TODAY = date(2026, 11, 23)
ENGLISH = """Claim Ref.,Client,Date opened,Curr.,Claimed (gross),Our offer,Paid to date,Probability,Low,Most likely,\
High,Expected payment date,Reply due,Open invoice,Invoice due,Insurance recovery,Status,Reason,Account manager
R-1,Nord,2026-11-02,US$,"1,200.00",300,0,60%,100,200,300,2026-12-01,2026-11-30,500,2026-12-15,50,Under review,late,Ann
"""
CHINESE = """索赔单号,客户名称,登记日期,币别,索赔金额（元）,索赔事由,案件状态,赔付概率(%),\
最低赔付,预计赔付,最高赔付,预计付款日,答复截止日,应收账款余额,可向工厂追回,我方认可金额,业务员
S-1,北光,2026年11月2日,人民币,1200,短装,协商中,60,100,200,300,2026/12/1,2026.11.30,500,50,300,刘燕
"""


@pytest.mark.parametrize(("text", "currency"), [(ENGLISH, "USD"), (CHINESE, "CNY")])
def test_every_column_of_a_register_of_somebody_else_is_read(text: str, currency: str) -> None:
    found = read_register(text.encode(), TODAY)
    assert (found.ignored, found.faults, len(found.register)) == ((), (), 1)
    (row,) = entries_of(found.register)
    assert (row.currency, row.opened, row.stage, row.next_deadline, row.settles_on) == (
        currency,
        date(2026, 11, 2),
        "open",
        date(2026, 11, 30),
        date(2026, 12, 1),
    )
    assert (row.claimed, row.accepted, row.chance, row.low, row.likely, row.high, row.receivable, row.recovery) == (
        1200,
        300,
        0.6,
        100,
        200,
        300,
        500,
        50,
    )
    assert row.owner in ("Ann", "刘燕")


@pytest.mark.parametrize(
    "head",
    ["Ref", "CLAIM REF", "claim-ref", "Claim_Ref.", "Claim  no.", "Claim #", "索赔单号", " 案件编号 ", "Ｃlaim number"],
)
def test_a_head_is_known_however_it_is_written(head: str) -> None:
    assert plain_head(head) in map(plain_head, HEADS["code"])


def test_all_missing_columns_are_told_at_once_with_what_is_understood_and_what_is_there() -> None:
    with pytest.raises(ColumnsMissing) as caught:
        read_register(
            b"Akte,Kunde,Eingang,Forderung,Waehrung\nK-4711,Nord,2026-11-02,100,EUR\nK-4712,Harbour,2026-11-03,200,USD\n",
            TODAY,
        )
    assert [each.value for each in caught.value.problems] == [
        "code",
        "customer",
        "opened",
        "claimed",
        "Akte, Kunde, Eingang, Forderung, Waehrung",
    ]
    assert "索赔单号" in str(caught.value.problems[0].allowed["choices"])
    assert {
        name: caught.value.columns.likely[name] for name in ("code", "customer", "opened", "claimed", "currency")
    } == {
        "code": 0,
        "customer": 1,
        "opened": 2,
        "claimed": 3,
        "currency": 4,
    }


def test_columns_chosen_by_hand_are_read_and_none_stands_for_two_figures() -> None:
    data = b"Akte,Kunde,Eingang,Forderung,Waehrung,Status\n4711,Nord,2026-11-02,100,EUR,what is due\n"
    chosen = {"code": 0, "customer": 1, "opened": 2, "claimed": 3, "currency": 4, "stage": None, "title": 5}
    (row,) = entries_of(read_register(data, TODAY, chosen=chosen).register)
    assert (row.code, row.customer, row.opened, row.claimed, row.currency, row.stage, row.title) == (
        "4711",
        "Nord",
        date(2026, 11, 2),
        100.0,
        "EUR",
        "open",
        "what is due",
    )
    with pytest.raises(ColumnsMissing) as missing:
        read_register(data, TODAY, chosen={**chosen, "claimed": None})
    assert "claimed" not in {*missing.value.columns.known, *missing.value.columns.likely}
    with pytest.raises(BadInput) as caught:
        read_register(data, TODAY, chosen={"code": 0, "customer": 0})
    assert (caught.value.problems[0].code, caught.value.problems[0].value) == ("column_twice", "Akte")


def test_a_column_of_currencies_under_an_unknown_head_is_proposed_and_the_head_of_an_amount_names_its_currency() -> (
    None
):
    found = read_register(
        "code,customer,opened,claimed,W\nA,C,2026-11-02,5,USD\nB,C,2026-11-02,5,欧元\n".encode(), TODAY
    )
    assert found.refused == {"currency_missing": 2}
    assert found.columns.likely["currency"] == 4
    data = (
        "code,customer,opened,Claimed (EUR),paid,currency\nA,C,2026-11-02,5,1,"
        "\nB,C,2026-11-02,5,1,USD\nC,C,2026-11-02,5,1,€\n".encode()
    )
    named = read_register(data, TODAY)
    assert named.register.currency.tolist() == ["EUR", "EUR"]
    assert named.refused == {"other_currency": 1}


def test_each_date_is_read_as_it_is_written_in_one_column() -> None:
    cells = [
        "2026/8/3",
        "2026-11-27",
        "2026年11月27日",
        "2026.11.15",
        "14/10/2026",
        "2 Nov 2026",
        "Nov 2, 2026",
        "02-Nov-26",
        "20261127",
        "2026-11-27 00:00:00",
        "3.4.2026",
        "05/05/2026",
        "2nd of November 2026",
        "Mon, 2 Nov 2026",
    ]
    days, why = dates_in({"a": pd.Series(cells)})
    assert [str(each) for each in days["a"]] == [
        "2026-08-03",
        "2026-11-27",
        "2026-11-27",
        "2026-11-15",
        "2026-10-14",
        "2026-11-02",
        "2026-11-02",
        "2026-11-02",
        "2026-11-27",
        "2026-11-27",
        "2026-04-03",
        "2026-05-05",
        "2026-11-02",
        "2026-11-02",
    ]
    assert set(why["a"]) == {""}


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("31/02/2026", "no_such_date"),
        ("2026-02-30", "no_such_date"),
        ("2026-13-01", "no_such_date"),
        ("soon", "no_date"),
        ("03/04/26", "unclear_date"),
        ("2026-11", "no_date"),
        ("", ""),
    ],
)
def test_a_day_that_does_not_exist_is_another_fault_than_a_text_that_is_no_date(cell: str, reason: str) -> None:
    days, why = dates_in({"a": pd.Series(["14/10/2026", cell])})
    assert (why["a"][1], str(days["a"][1])) == (reason, "NaT")


@pytest.mark.parametrize(
    ("cells", "others", "order", "day"),
    [
        (["13/02/2026"], [], "", "2026-04-03"),
        (["02/13/2026"], [], "", "2026-03-04"),
        ([], ["02/13/2026"], "", "2026-03-04"),
        (["13/02/2026"], ["02/13/2026"], "", "2026-04-03"),
        (["13/02/2026", "02/13/2026"], [], "", "NaT"),
        ([], ["13/02/2026", "02/13/2026"], "", "NaT"),
        (["13/02/2026", "02/13/2026"], ["13/02/2026"], "month_first", "2026-03-04"),
        ([], [], "", "NaT"),
        ([], [], "day_first", "2026-04-03"),
        ([], [], "month_first", "2026-03-04"),
        (["13/02/2026"], [], "month_first", "2026-04-03"),
    ],
)
def test_the_order_of_day_and_month_is_that_of_the_column_then_of_the_file_then_the_one_that_was_said(
    cells: list[str], others: list[str], order: str, day: str
) -> None:
    days, why = dates_in({"a": pd.Series(["03/04/2026", *cells], dtype=str), "b": pd.Series(others, dtype=str)}, order)
    assert str(days["a"][0]) == day
    assert (why["a"][0] == "unclear_date") == (day == "NaT")


@pytest.mark.parametrize("order", ORDERS)
def test_a_file_whose_dates_say_no_order_is_asked_for_it(order: str) -> None:
    data = b"code,customer,opened,claimed,currency\nA,C,03/04/2026,5,USD\n"
    assert read_register(data, TODAY).refused == {"unclear_date": 1}
    found = read_register(data, TODAY, order=order)
    assert str(found.register.opened[0]) == {"day_first": "2026-04-03", "month_first": "2026-03-04"}[order]


MANY = (
    "ref,customer,date opened,claimed,currency,status,low,likely,high\nA-1,Nord,31/02/2026,"
    "much,Taler,perhaps,9,x,3\nA-2,Nord,2026-11-02,5,USD,open,,,\n"
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_that_is_wrong_in_a_row_is_told_with_column_value_and_what_is_allowed(lang: str) -> None:
    found = read_register(MANY.encode(), TODAY)
    assert (len(found.register), found.refused) == (1, {"unknown_stage": 1})
    told = [fault_row(each, found, lang) for each in found.faults]
    assert [(each["row"], each["claim"], each["column"], each["what"]) for each in told] == [
        (2, "A-1", "status", "perhaps"),
        (2, "A-1", "currency", "Taler"),
        (2, "A-1", "date opened", "31/02/2026"),
        (2, "A-1", "claimed", "much"),
        (2, "A-1", "likely", "x"),
    ]
    assert all(
        in_language(words, lang)[0] in told[0]["why"] and set(words) & set(re.split("[,、 ]+", stage_words(lang)))
        for words in STAGE_WORDS.values()
    )


@pytest.mark.parametrize(
    ("word", "stage"),
    [
        ("rejected", "closed"),
        ("Declined", "closed"),
        ("withdrawn", "closed"),
        ("已撤销", "closed"),
        ("已拒赔", "closed"),
        ("已达成", "agreed"),
        ("协商中", "open"),
        ("谈判中", "open"),
        ("已报价", "offered"),
        ("待处理", "open"),
        ("处理中", "open"),
        ("已结案", "settled"),
        ("In-Progress", "open"),
        ("offer_made", "offered"),
    ],
)
def test_usual_words_for_a_stage_are_known(word: str, stage: str) -> None:
    found = read_register(
        f"ref,customer,date opened,claimed,currency,status\nA,C,2026-11-02,5,USD,{word}\n".encode(), TODAY
    )
    assert found.register.stage.tolist() == [stage]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("人民币", "CNY"),
        ("RMB", "CNY"),
        ("美元", "USD"),
        ("US$", "USD"),
        ("欧元", "EUR"),
        ("€", "EUR"),
        ("£", "GBP"),
        ("usd", "USD"),
        ("$", ""),
        ("Taler", ""),
    ],
)
def test_currencies_are_understood_as_people_write_them(written: str, code: str) -> None:
    assert parse_currency(written) == code
    found = read_register(f"ref,customer,date opened,claimed,currency\nA,C,2026-11-02,5,{written}\n".encode(), TODAY)
    assert found.register.currency.tolist() == ([code] if code else [])


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("RMB 500", {}),
        ("500元", {}),
        ("人民币500", {}),
        ("€500", {"other_currency": 1}),
        ("500美元", {"other_currency": 1}),
    ],
)
def test_a_currency_beside_an_amount_is_that_of_the_row_or_the_row_is_refused(
    typed: str, refused: dict[str, int]
) -> None:
    found = read_register(f"ref,customer,date opened,claimed,currency\nA,C,2026-11-02,{typed},CNY\n".encode(), TODAY)
    assert found.refused == refused
    assert found.register.claimed.tolist() == ([] if refused else [50_000])


def test_texts_and_true_dates_stand_side_by_side_in_a_workbook() -> None:
    rows: list[list[object]] = [
        ["Ref", "Customer", "Date opened", "Claimed", "Ccy"],
        ["A", "C", date(2026, 1, 2), 5, "USD"],
        ["B", "C", "2026年11月2日", 5, "USD"],
    ]
    assert [str(each) for each in read_register(workbook(rows), TODAY).register.opened] == ["2026-01-02", "2026-11-02"]
