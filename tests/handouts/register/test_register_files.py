"""The register as a file: out and back to the cent, rows refused with their reasons, none lost, and nothing hostile
in it."""

import csv
import io
import re
import runpy
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from negotiation import BadInput
from negotiation.finance.register.entry import CERTAINTIES, Entry
from negotiation.finance.register.register import FIELDS, Register, entries_of, register_of
from negotiation.finance.register.valued_register import NAMES, ConvertedRegister, convert_register, register_totals
from negotiation.finance.register_file.cell_vocabulary import (
    CAUSE_WORDS,
    CERTAINTY_WORDS,
    STAGE_WORDS,
    codes_of,
    plain_word,
)
from negotiation.finance.register_file.column_headings import HEADS, plain_head
from negotiation.finance.register_file.register_reader import read_register
from negotiation.handouts.register.register_files import MOST_IN_BOOK, heads_of, register_book, register_csv
from negotiation.handouts.register.totals_sheets import COLUMNS
from negotiation.i18n.catalogue import LANGUAGES, messages, say
from negotiation.model.facts.case import INCIDENTS, STAGES
from tests.conftest import ROOT
from tests.support.registers import HAND, TODAY, WORTH, entries
from tests.support.workbooks import recalculated, workbook

FORMATS: dict[str, Callable[[Register, str], bytes]] = {
    "csv": register_csv,
    "xlsx": lambda register, lang: register_book(convert_register(register, WORTH, "USD", TODAY), lang),
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("ending", FORMATS)
@settings(max_examples=40)
@given(rows=entries(6).filter(bool))
@example(rows=HAND)
def test_a_file_reads_back_as_the_same_register_to_the_cent(ending: str, lang: str, rows: tuple[Entry, ...]) -> None:
    found = read_register(FORMATS[ending](register_of(rows), lang), TODAY)
    assert found.refused == {}
    assert [asdict(each) for each in entries_of(found.register)] == [asdict(each) for each in rows]
    assert (found.rows, found.rounded, found.unestimated, found.ignored) == (len(rows), 0, 0, ())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_head_and_word_of_the_export_is_understood(lang: str) -> None:
    for name, head in heads_of(lang).items():
        assert plain_head(head) in map(plain_head, HEADS[name])
    for section, codes, known in (
        ("stage", STAGES, STAGE_WORDS),
        ("certainty", CERTAINTIES, CERTAINTY_WORDS),
        ("incident", INCIDENTS, CAUSE_WORDS),
    ):
        assert {codes_of(known)[plain_word(say(lang, f"{section}.{code}"))] for code in codes} == set(codes)
    written = [plain_head(head) for heads in HEADS.values() for head in heads]
    assert len(written) == len(set(written))
    for known in (STAGE_WORDS, CERTAINTY_WORDS, CAUSE_WORDS):
        assert len(codes_of(known)) == sum(map(len, known.values()))
    assert tuple(HEADS) == FIELDS


ROWS = """code,customer,opened,claimed,currency,chance,low,likely,high,stage,promised,used,expired,certainty,title
A-1,Nordlicht,2026-10-01,1000,USD,60%,100,200,300,open,,,,,
,Nordlicht,2026-10-01,1000,USD,,,1,,open,,,,,
A-3,,2026-10-01,1000,USD,,,1,,open,,,,,
A-4,Nordlicht,2026-13-01,1000,USD,,,1,,open,,,,,
A-5,Nordlicht,2026-11-21,1000,USD,,,1,,open,,,,,
A-6,Nordlicht,1890-01-01,1000,USD,,,1,,open,,,,,
A-7,Nordlicht,2026-10-01,-5,USD,,,1,,open,,,,,
A-8,Nordlicht,2026-10-01,a lot,USD,,,1,,open,,,,,
A-9,Nordlicht,2026-10-01,500 or 600,USD,,,1,,open,,,,,
A-10,Nordlicht,2026-10-01,1.234,USD,,,1,,open,,,,,
A-11,Nordlicht,2026-10-01,EUR 5,USD,,,1,,open,,,,,
A-12,Nordlicht,2026-10-01,2e12,USD,,,1,,open,,,,,
A-13,Nordlicht,2026-10-01,5,XXQ,,,1,,open,,,,,
A-14,Nordlicht,2026-10-01,5,,,,1,,open,,,,,
A-15,Nordlicht,2026-10-01,5,USD,120%,,1,,open,,,,,
A-16,Nordlicht,2026-10-01,5,USD,75,,1,,open,,,,,
A-17,Nordlicht,2026-10-01,5,USD,likely,,1,,open,,,,,
A-18,Nordlicht,2026-10-01,5,USD,-0.1,,1,,open,,,,,
A-19,Nordlicht,2026-10-01,5,USD,,2,1,3,open,,,,,
A-20,Nordlicht,2026-10-01,5,USD,,1,4,3,open,,,,,
A-21,Nordlicht,2026-10-01,5,USD,,1,,3,open,,,,,
A-22,Nordlicht,2026-10-01,5,USD,,,1,,open,100,60,50,,
A-23,Nordlicht,2026-10-01,5,USD,,,1,,perhaps,,,,,
A-24,Nordlicht,2026-10-01,5,USD,,,1,,open,,,,hopeful,
A-25,Nordlicht,2026-10-01,5,USD,,,1,,open,,,,,LONG
A-1,Harbour,2026-10-01,5,USD,,,1,,open,,,,,
A-27,Harbour,2026-10-01,"1,234.50",usd,0.5,,,,已谈妥,,,,,
A-28,Harbour,2026-10-01,(5),USD,,,1,,open,,,,,
A-29,Harbour,2026-10-01,nan,USD,,,1,,open,,,,,
""".replace("LONG", "x" * 301)
REASONS = [
    "no_code",
    "no_customer",
    "no_such_date",
    "future_date",
    "date_out",
    "negative",
    "no_amount",
    "no_amount",
    "unclear_amount",
    "other_currency",
    "too_much",
    "unknown_currency",
    "currency_missing",
    "chance_out",
    "chance_over_one",
    "no_chance",
    "chance_out",
    "range_falls",
    "range_falls",
    "no_likely",
    "credits_over_promised",
    "unknown_stage",
    "unknown_certainty",
    "too_long",
    "code_twice",
    "negative",
    "no_amount",
]


def test_every_row_that_is_left_out_is_named_with_its_reason_and_none_is_lost() -> None:
    found = read_register(ROWS.encode(), TODAY)
    assert [(each.row, each.code) for each in found.faults] == list(zip([*range(3, 28), 29, 30], REASONS, strict=True))
    assert found.rows == len(found.register) + sum(found.refused.values()) == 29
    assert entries_of(found.register)[1].claimed == 1_234.5
    assert entries_of(found.register)[1].stage == "agreed"
    assert found.unestimated == 1
    for code in {*REASONS}:
        assert all(
            f"{section}.{code}" in messages(lang) for lang in LANGUAGES for section in ("refused_row", "register_fault")
        )


def test_the_first_of_two_equal_codes_stays_unless_it_is_refused_itself() -> None:
    head = "code,customer,opened,claimed,currency\n"
    found = read_register(f"{head}A,C,2026-01-01,-1,USD\nA,C,2026-01-01,2,USD\nA,C,2026-01-01,3,USD\n".encode())
    assert found.register.claimed.tolist() == [200]
    assert [(each.row, each.code) for each in found.faults] == [(2, "negative"), (4, "code_twice")]


CELLS = st.sampled_from(
    [
        "",
        "A-1",
        "A-2",
        "5",
        "-5",
        "1.234",
        "75%",
        "75",
        "0.5",
        "2026-01-01",
        "2026-02-30",
        "USD",
        "JPY",
        "yen",
        "open",
        "nonsense",
        "=1+1",
        "'",
    ]
)


@settings(max_examples=80)
@given(st.lists(st.lists(CELLS, min_size=len(FIELDS), max_size=len(FIELDS)), min_size=1, max_size=12))
def test_whatever_the_rows_hold_the_rows_read_and_refused_are_all_rows(cells: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([FIELDS, *cells])
    found = read_register(out.getvalue().encode(), TODAY)
    filled = sum(any(cell.strip() for cell in row) for row in cells)
    assert (
        found.rows
        == filled
        == len(found.register) + sum(found.refused.values())
        == len(found.register) + len({each.row for each in found.faults})
    )


HEAD = "code,customer,opened,claimed,currency,chance,likely\n"


@pytest.mark.parametrize(
    ("typed", "chance"),
    [
        ("75%", 0.75),
        ("0.75", 0.75),
        ("７５％", 0.75),
        ("7,5%", 0.075),
        ("0,75", 0.75),
        ("100 %", 1.0),
        ("1", 1.0),
        ("0", 0.0),
        ("", 1.0),
        ("0.5%", 0.005),
    ],
)
def test_chances_as_people_write_them(typed: str, chance: float) -> None:
    found = read_register(f'{HEAD}A,C,2026-01-01,5,USD,"{typed}",1\n'.encode())
    assert found.register.chance.tolist() == pytest.approx([chance])


def test_a_head_that_says_per_cent_is_believed() -> None:
    found = read_register(
        f"{HEAD.replace('chance', 'Chance (%)')}A,C,2026-01-01,5,USD,75,1\nB,C,"
        f"2026-01-01,5,USD,1,1\nC,C,2026-01-01,5,USD,101,1\n".encode()
    )
    assert found.register.chance.tolist() == pytest.approx([0.75, 0.01])
    assert found.refused == {"chance_out": 1}


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [
        ("1,234.50", "USD", 123_450),
        ("1.234,50", "EUR", 123_450),
        ("1234,50", "EUR", 123_450),
        ("$ 12", "USD", 1_200),
        ("USD 12.5", "USD", 1_250),
        ("１２", "USD", 1_200),
        ("1 234", "USD", 123_400),
        ("1'234.50", "USD", 123_450),
        ("1500", "JPY", 1_500),
        ("1.234", "KWD", 1_234),
        ("1e3", "USD", 100_000),
        ("¥1500", "人民币", 150_000),
        ("0.125", "USD", 13),
        ("12.345678", "USD", 1_235),
    ],
)
def test_amounts_as_people_write_them(typed: str, currency: str, minor: int) -> None:
    found = read_register(f'{HEAD}A,C,2026-01-01,"{typed}",{currency},,1\n'.encode())
    assert found.register.claimed.tolist() == [minor]
    assert found.rounded == (typed in ("0.125", "12.345678"))


def test_all_dates_of_a_file_are_read_in_one_way() -> None:
    found = read_register(
        b"code,customer,opened,claimed,currency,next deadline\nA,C,13/02/2026,5,USD,03/04/2026\nB,C,20/02/2026,5,USD,\n"
    )
    assert [str(day) for day in found.register.next_deadline] == ["2026-04-03", "NaT"]


def test_semicolons_chinese_heads_and_gb18030_are_read() -> None:
    text = "编号;客户;日期;金额;币种;状态;原因;概率\nA-1;北光;2026年10月01日;1.234,50;人民币;已报方案;款式做错;75％\n"
    found = entries_of(read_register(text.encode("gb18030")).register)[0]
    assert (found.code, found.customer, found.currency, found.stage, found.cause) == (
        "A-1",
        "北光",
        "CNY",
        "offered",
        "款式做错",
    )
    assert (found.claimed, found.chance, found.opened) == (1_234.5, 0.75, date(2026, 10, 1))


def test_a_currency_that_is_asked_for_fills_the_empty_cells() -> None:
    text = b"code,customer,opened,claimed\nA,C,2026-01-01,5\n"
    assert read_register(text).refused == {"currency_missing": 1}
    assert read_register(text, currency="EUR").register.currency.tolist() == ["EUR"]


def test_columns_that_are_not_understood_are_named_and_empty_rows_are_no_rows() -> None:
    found = read_register(b"code,customer,opened,claimed,currency,shoe size\nA,C,2026-01-01,5,USD,43\n,,,,,\n,,,,,44\n")
    assert found.ignored == ("shoe size",)
    assert (found.rows, found.refused) == (2, {"no_code": 1})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"code,customer,opened\nA,C,2026-01-01\n", "column_missing"),
        (b"code,customer,opened,claimed\nA,C,2026-01-01,5,6\n", "not_a_table"),
        (b"code,customer,opened,claimed\nA,C,2026-01-01,5\nA,C,2026-01-01,5,6\n", "not_a_table"),
        (b"PK\x03\x04 broken", "not_a_table"),
    ],
)
def test_a_file_that_is_no_register_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_register(data)
    assert refused.value.problems[0].code == code


def test_more_rows_than_can_be_read_are_refused_before_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("negotiation.finance.register_file.register_reader.MOST_ROWS", 3)
    with pytest.raises(BadInput) as refused:
        read_register(register_csv(register_of(HAND), "en"))
    assert refused.value.problems[0].code == "too_many"
    monkeypatch.setattr("negotiation.handouts.register.register_files.MOST_IN_BOOK", 3)
    with pytest.raises(BadInput):
        FORMATS["xlsx"](register_of(HAND), "en")
    assert MOST_IN_BOOK == 15_000


def test_a_workbook_of_somebody_else_is_read() -> None:
    rows: list[list[object]] = [
        ["Claim number", "Customer", "Opened on", "Amount", "Currency", "Chance", "Likely"],
        ["A-1", "C", date(2026, 1, 1), 12.5, "USD", 0.75, 3],
        [1001, "C", date(2026, 1, 2), 7, "EUR", 1, None],
        [None, None, None, None, None, None, None],
    ]
    found = read_register(workbook(rows), TODAY)
    assert [(each.code, each.claimed, each.chance, each.likely) for each in entries_of(found.register)] == [
        ("A-1", 12.5, 0.75, 3.0),
        ("1001", 7.0, 1.0, 0.0),
    ]
    assert (found.rows, found.unestimated) == (2, 1)


HOSTILE = (
    "=1+1",
    "@SUM(A1)",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "＝1",
    "'=1",
    "http://example.com",
    '=HYPERLINK("http://x")',
    "<r><t>x</t></r>",
    "{=1}",
    "x" * 60,
    "\u202ex",
    "*",
    "~?",
    "_x0041_",
    "TRUE",
    "1e5",
    "two\nlines",
)


def hostile() -> tuple[Entry, ...]:
    return tuple(
        replace(HAND[0], code=f"{text[:40]} {place}", title=text, customer=text, owner=text, team=text, cause=text)
        for place, text in enumerate(HOSTILE)
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_becomes_a_formula_a_link_or_markup(lang: str) -> None:
    register = register_of(hostile())
    for row in csv.reader(io.StringIO(register_csv(register, lang).decode("utf-8-sig"))):
        assert not [cell for cell in row if re.match(r"[\s]*[=+\-@＝|%]", cell)]
    book = load_workbook(io.BytesIO(FORMATS["xlsx"](register, lang)))
    first = book.worksheets[0]
    assert all(cell.data_type != "f" and cell.hyperlink is None for row in first.iter_rows() for cell in row)
    sheets = {sheet.title for sheet in book.worksheets}
    for sheet in book.worksheets[1:]:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.hyperlink is None
                if cell.data_type == "f":
                    assert "HYPERLINK" not in str(cell.value)
                    assert set(re.findall(r"'([^']+)'!", str(cell.value))) <= sheets


def values_of(data: bytes, formulas: bool = False) -> dict[str, list[list[object]]]:
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()]
        for sheet in load_workbook(io.BytesIO(data), data_only=not formulas).worksheets
    }


def many() -> tuple[Entry, ...]:
    """Claims with amounts that fall on halves of a cent, in every currency, and the hostile ones."""
    currencies = sorted(WORTH)
    return (
        tuple(
            Entry(
                f"H-{place}",
                "",
                f"Customer {place % 7}",
                "",
                ("East", "", "*")[place % 3],
                INCIDENTS[place % 6],
                currencies[place % 5],
                STAGES[place % 5],
                date(2026, 1 + place % 10, 3),
                None,
                100.0 + place,
                50.0 + place,
                place + 1.0,
                (place % 9) / 8,
                10.0 + place,
                11.0 + place,
                15.0 + place,
                None,
                7.0 * place,
                (None, TODAY, date(2026, 11, 19))[place % 3],
                30.0 + place,
                10.0,
                3.0 + place,
                9.0 * place,
                CERTAINTIES[place % 4],
            )
            for place in range(90)
        )
        + hostile()
    )


HALVES = {"USD": 1.0, "EUR": 1.125, "CNY": 0.145, "JPY": 0.00625, "KWD": 3.2505}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_figures_that_stand_in_the_workbook_are_those_of_the_register(lang: str) -> None:
    found = convert_register(register_of(many()), HALVES, "USD", TODAY)
    sheets = list(values_of(register_book(found, lang)).values())
    total = register_totals(found)
    for place, name in enumerate(NAMES):
        scale = 1 if name in ("count", "open_count") else 100
        expected = getattr(total, name) / scale
        assert sheets[-1][4 + place][1] == expected
        for groups in sheets[2:5]:
            assert groups[3][2 + COLUMNS.index(name)] == expected
            assert groups[-1][2 + COLUMNS.index(name)] == 0


def test_a_spreadsheet_that_works_all_out_again_comes_to_the_same_cents(tmp_path: Path) -> None:
    files = {
        lang: register_book(
            convert_register(
                register_of(many()), {code: each / HALVES[currency] for code, each in HALVES.items()}, currency, TODAY
            ),
            lang,
        )
        for lang, currency in (("en", "USD"), ("zh", "JPY"))
    } | {"empty": register_book(convert_register(register_of(()), {}, "USD", TODAY), "en")}
    for name, again in recalculated(files, tmp_path).items():
        before, after = values_of(files[name]), values_of(again)
        assert set(before) == set(after)
        compared = 0
        for title, rows in before.items():
            for row, other in zip(rows, after[title], strict=False):
                for cell, second in zip(row, other, strict=False):
                    if isinstance(cell, float | int) and not isinstance(cell, bool):
                        assert second == pytest.approx(cell, abs=1e-7), (title, row[:3])
                        compared += 1
        assert compared > (3_000 if name != "empty" else 60)


def test_the_same_register_gives_the_same_bytes() -> None:
    found = convert_register(register_of(HAND), WORTH, "USD", TODAY)
    assert register_book(found, "en") == register_book(found, "en")
    assert register_csv(found.register, "zh") == register_csv(found.register, "zh")


def test_heads_stay_in_sight_and_dates_are_dates() -> None:
    book = load_workbook(io.BytesIO(FORMATS["xlsx"](register_of(HAND), "en")))
    assert [sheet.freeze_panes for sheet in book.worksheets] == ["C2", "B5", "C5", "C5", "C5", None]
    first = book.worksheets[0]
    assert first.cell(2, 1 + FIELDS.index("opened")).value.date() == date(2026, 10, 1)
    assert first.cell(2, 1 + FIELDS.index("claimed")).value == 10_000


SAMPLE = ROOT / "data" / "register"


def test_the_sample_team_is_what_its_generator_makes() -> None:
    made = runpy.run_path(str(SAMPLE / "make.py"))["files"]()
    assert sorted(made) == [
        "approvals_en.csv",
        "approvals_zh.csv",
        "booked.csv",
        "promised.csv",
        "rates.csv",
        "team_en.csv",
        "team_zh.csv",
    ]
    for name, data in made.items():
        assert (SAMPLE / name).read_bytes() == data, name


def test_the_sample_team_is_read_without_a_refusal_and_has_the_same_figures_in_both_languages() -> None:
    english, chinese = (read_register((SAMPLE / f"team_{lang}.csv").read_bytes(), TODAY) for lang in LANGUAGES)
    for each in (english, chinese):
        assert (each.rows, len(each.register), each.refused, each.rounded, each.unestimated, each.ignored) == (
            500,
            500,
            {},
            0,
            0,
            (),
        )
        assert 60 <= each.register.is_open.sum() <= 80
        assert set(each.register.currency) == {"USD", "EUR", "CNY"}
    for name in FIELDS:
        same = (getattr(english.register, name) == getattr(chinese.register, name)) | (
            getattr(english.register, name) != getattr(english.register, name)
        )
        assert bool(same.all()) == (name not in ("title", "customer", "owner", "team", "cause")), name
    assert f"{TODAY.day} {TODAY:%B %Y}" in (SAMPLE / "README.md").read_text("utf-8")


def alike(rows: int, text: str = "") -> ConvertedRegister:
    found = register_of(
        [Entry(f"A-{place}", text, "Nord", claimed=10.0, low=1.0, likely=2.0, high=3.0) for place in range(rows)]
    )
    return convert_register(found, {}, "USD", TODAY)


def test_a_workbook_at_its_limit_is_written_in_time_and_is_read_back_whole() -> None:
    found = alike(MOST_IN_BOOK, "2,000 nested gift boxes: glue comes loose, second delivery of the order")
    began = time.process_time()
    data = register_book(found, "en")
    assert time.process_time() - began < 20.0
    assert len(read_register(data, TODAY).register) == MOST_IN_BOOK


def test_a_workbook_that_could_not_be_read_back_is_refused_and_says_how_many_claims_fit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from negotiation.handouts.register import register_files

    monkeypatch.setattr(register_files, "MOST_INFLATED", 400_000)
    with pytest.raises(BadInput) as caught:
        register_book(alike(300), "en")
    (problem,) = caught.value.problems
    assert problem.code == "too_many"
    assert len(register_book(alike(problem.allowed["high"] - 15), "en")) > 0
    monkeypatch.undo()
    with pytest.raises(BadInput):
        register_book(alike(MOST_IN_BOOK + 1), "en")


def test_no_formula_of_the_workbook_is_newer_than_what_every_spreadsheet_knows() -> None:
    book = load_workbook(io.BytesIO(register_book(convert_register(register_of(HAND), WORTH, "USD", TODAY), "en")))
    formulas = [
        cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]
    names = {name for each in formulas for name in re.findall(r"([A-Z][A-Z.]+)\(", each)}
    assert names == {"ROUND", "SUM", "IF", "OR", "AND", "MAX", "MIN", "ISNUMBER", "SUMIFS", "COUNTIFS", "ROWS"}
