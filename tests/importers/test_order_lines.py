"""Files of orders: read as people write them, refused row by row, never believed further than they deserve."""

import io
import zipfile
from datetime import date, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation import BadInput
from negotiation.importers.order_lines import accounts_of, read_orders
from negotiation.model.lifetime.evidence_level import forecast_accounts, holdout
from tests.conftest import ROOT
from tests.support.workbooks import workbook

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    [
        "date,amount\n2026-03-02,14400\n2026-05-18,9800.5\n",
        'Order Date;Total\n02.03.2026;"14.400,00"\n18.05.2026;"9.800,50"\n',
        'Invoice Date,Revenue\n03/02/2026,"$14,400.00"\n05/18/2026,"USD 9,800.50"\n',
        "日期,金额\n2026年03月02日,14400\n2026年05月18日,¥9800.50\n",
        "date\tvalue\n20260302\t14400\n20260518\t9800.50\n",
    ],
)
def test_dates_and_amounts_as_people_write_them(text: str) -> None:
    found = read_orders(text.encode(), TODAY)
    assert [str(day) for day in found.day] == ["2026-03-02", "2026-05-18"]
    assert found.amount.tolist() == [14_400.0, 9_800.5]


def test_gb18030_and_a_byte_order_mark_are_read() -> None:
    text = "客户,日期,金额\n上海包装,2026-03-02,100\n"
    for data in (text.encode("gb18030"), text.encode("utf-8-sig")):
        assert read_orders(data, TODAY).account.tolist() == ["上海包装"]


@pytest.mark.parametrize("separator", ["\t", ",", ";"])
@pytest.mark.parametrize(("mark", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_unicode_text_out_of_a_spreadsheet_is_read(mark: bytes, encoding: str, separator: str) -> None:
    text = "客户\t日期\t金额\r\n上海包装\t2026-03-02\t100\r\n".replace("\t", separator)
    found = read_orders(mark + text.encode(encoding), TODAY)
    assert (found.account.tolist(), found.amount.tolist()) == (["上海包装"], [100.0])


def test_many_rows_of_unicode_text_are_read_whole() -> None:
    text = "account,date,amount\n" + "".join(f"a{place},2026-03-02,{place + 1}\n" for place in range(9_000))
    assert len(read_orders(text.encode("utf-16"), TODAY).account) == 9_000


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ("account,date,amount\na,2026-03-02,100\n".encode("utf-16-le"), "UTF-16, no BOM"),
        ("account,date,amount\na,2026-03-02,100\n".encode("utf-16-be"), "UTF-16, no BOM"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00\x01" * 99, "XLS"),
        (b"\x7fELF\x02\x00\x00\x00\x03\x00" + b"\x00" * 90, "binary"),
        ("account,date\n".encode("utf-32"), "binary"),
        (b"\xff\xfea\x00\x00\x00,\x00b\x00\n\x001\x00,\x002\x00", "binary"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_its_kind(data: bytes, kind: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_orders(data, TODAY)
    assert [(each.code, each.value) for each in caught.value.problems] == [("not_a_table", kind)]


def test_unicode_text_that_ends_within_a_character_is_refused() -> None:
    with pytest.raises(BadInput, match="not_a_table"):
        read_orders("account,date,amount\na,2026-03-02,100\n".encode("utf-16") + b"\x41", TODAY)


def test_every_row_that_is_left_out_is_named_with_its_reason() -> None:
    rows = [
        "account,date,amount,currency,invoice",
        "a,2026-01-05,100,USD,1",
        "a,2026-02-30,100,USD,2",
        "a,2027-01-01,100,USD,3",
        "a,2026-02-05,,USD,4",
        "a,2026-02-06,-50,USD,5",
        "a,2026-02-07,0,USD,6",
        "a,2026-02-08,90,EUR,7",
        "a,2026-01-05,100,USD,1",
        "a,2026-03-01,(30.00),USD,8",
        "a,2026-04-01,70,USD,9",
    ]
    found = read_orders("\n".join(rows).encode(), TODAY)
    assert found.amount.tolist() == [100.0, 70.0]
    assert [(each.row, each.code) for each in found.refusals] == [
        (3, "no_date"),
        (4, "future_date"),
        (5, "no_amount"),
        (6, "refund"),
        (7, "no_amount"),
        (8, "other_currency"),
        (9, "duplicate"),
        (10, "refund"),
    ]
    assert found.currency == "USD"
    assert sum(found.refused.values()) == 8


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"  \n", "empty_file"),
        (b"date,amount\n", "empty_file"),
        (b"when,how much\n2026-01-01,5\n", "no_column"),
        (b"date,amount\nyesterday,some\n", "no_order_lines"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100, "not_a_table"),
        (b"PK\x03\x04 broken", "not_a_table"),
        (b"date,amount\x00\n", "not_a_table"),
        (b"\xff\xfe\xff\xff,\xff\n\xff\xff", "not_a_table"),
    ],
)
def test_files_that_are_no_orders_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_orders(data, TODAY)
    assert refused.value.problems[0].code == code


def test_a_workbook_is_read_and_its_formulas_need_values() -> None:
    rows: list[list[object]] = [["Date", "Amount"], [datetime(2026, 3, 2), 14_400], [datetime(2026, 5, 18), 9_800.5]]
    assert read_orders(workbook(rows), TODAY).amount.tolist() == [14_400.0, 9_800.5]
    with pytest.raises(BadInput) as refused:
        read_orders(workbook([*rows, [datetime(2026, 6, 1), "=1+1"]]), TODAY)
    assert refused.value.problems[0].code == "formula_without_value"


@pytest.mark.parametrize("kind", ["bomb", "macro", "link", "members"])
def test_a_hostile_workbook_is_never_opened(kind: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        if kind == "bomb":
            archive.writestr("xl/worksheets/sheet1.xml", b"0" * (60 * 2**20))
        elif kind == "members":
            for number in range(300):
                archive.writestr(f"xl/{number}.xml", "x")
        else:
            archive.writestr("xl/vbaProject.bin" if kind == "macro" else "xl/externalLinks/externalLink1.xml", "x")
    with pytest.raises(BadInput) as refused:
        read_orders(buffer.getvalue(), TODAY)
    assert refused.value.problems[0].code == "hostile_file"


def test_lines_of_one_day_are_one_order_and_accounts_are_counted_in_months() -> None:
    rows = ["customer,date,amount", "a,2026-01-01,60", "a,2026-01-01,40", "a,2026-04-02,300", "b,2026-02-01,80"]
    found = accounts_of(read_orders("\n".join(rows).encode(), TODAY), date(2026, 12, 31))
    by_name = {str(name): place for place, name in enumerate(found.name)}
    a, b = by_name["a"], by_name["b"]
    assert (found.frequency[a], found.frequency[b]) == (1.0, 0.0)
    assert found.recency[a] == pytest.approx(91 * 12 / 365)
    assert found.age[a] == pytest.approx(364 * 12 / 365)
    assert (found.mean_value[a], found.mean_value[b]) == (300.0, 0.0)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 700), st.floats(1, 1e5)), min_size=1, max_size=60))
def test_accounts_equal_a_plain_count(lines: list[tuple[str, int, float]]) -> None:
    days = [np.datetime64("2024-01-01") + np.timedelta64(day, "D") for _, day, _ in lines]
    text = "id,date,amount\n" + "\n".join(
        f"{name},{day},{value:.2f}" for (name, _, value), day in zip(lines, days, strict=True)
    )
    found = accounts_of(read_orders(text.encode(), TODAY))
    for place, name in enumerate(found.name):
        own = sorted({day for (each, day, _) in lines if each == name})
        assert found.frequency[place] == len(own) - 1
        assert found.recency[place] == pytest.approx((own[-1] - own[0]) * 12 / 365)


@pytest.mark.parametrize("accounts", [1, 5, 20, 50])
@pytest.mark.parametrize("seed", range(6))
def test_a_value_always_comes_with_its_evidence_level(accounts: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    rows = ["id,date,amount"]
    for account in range(accounts):
        day = np.datetime64("2024-01-01") + np.timedelta64(int(random.integers(0, 200)), "D")
        while day < np.datetime64("2026-11-01"):
            rows.append(f"c{account},{day},{random.gamma(4, 250):.2f}")
            day += np.timedelta64(int(random.exponential(75)) + 1, "D")
            if random.random() < 0.05:
                break
    orders = read_orders("\n".join(rows).encode(), TODAY)
    found = forecast_accounts(accounts_of(orders))
    assert (found.rung == "one_by_one") == (found.fit is None) == bool(found.why_not)
    assert accounts >= 20 or found.rung == "one_by_one"
    assert found.fit is None or found.fit.priors
    assert np.all(np.isfinite(found.next_year))
    assert np.all((found.alive >= 0) & (found.alive <= 1))
    check = holdout(orders)
    assert check is None or len(check.predicted) == len(check.actual)
    for place in range(min(3, len(found.accounts))):
        low, high = found.turnover_band(place)
        assert 0.0 <= low <= high


def test_the_drawn_turnover_of_an_account_has_the_mean_that_is_stated() -> None:
    data = (ROOT / "data" / "orders" / "box_customers.csv").read_bytes()
    found = forecast_accounts(accounts_of(read_orders(data, TODAY)))
    for place in np.argsort(-found.turnover)[:3]:
        assert found.turnover_drawn(int(place), draws=200_000, seed=3).mean() == pytest.approx(
            found.turnover[place], rel=0.05
        )


def test_without_a_fit_mean_and_band_both_use_the_stated_prior() -> None:
    rows = [
        "id,date,amount",
        *(f"c{n % 4},{2024 + n // 12}-{1 + n % 12:02d}-{3 + n % 20:02d},{500 + 10 * n}" for n in range(30)),
    ]
    found = forecast_accounts(accounts_of(read_orders("\n".join(rows).encode(), TODAY)))
    assert found.rung == "one_by_one"
    for place in range(4):
        assert found.turnover_drawn(place, draws=400_000, seed=5).mean() == pytest.approx(
            found.turnover[place], rel=0.02
        )
