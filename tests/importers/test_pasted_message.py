"""A pasted message: what it seems to say is proposed with its place and how it was read, never taken; codes and
phone numbers are no amounts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation import BadInput
from negotiation.importers.message_dates import read_dates_in_text
from negotiation.importers.message_numbers import chinese_numeral, read_number_in_text
from negotiation.importers.message_phrases import DEMANDED, normalised
from negotiation.importers.pasted_message import DOUBTS, KINDS, READ_AS, Proposal, read_message
from negotiation.model.playbook.call_steps import DEMANDS

TODAY = date(2026, 11, 22)
"""A Sunday."""

MESSAGES = [
    (
        "We want a refund of USD 5,000 by Friday, otherwise we cancel all orders. PO 20261215, call +49 30 123456.",
        [
            ("amount", 5_000.0, "case.claims"),
            ("date", date(2026, 11, 27), "case.answer_by"),
            ("demand", "refund", "playbook.demands"),
            ("demand", "deadline", "playbook.demands"),
            ("demand", "ultimatum", "case.incident.ultimatum"),
        ],
    ),
    (
        "请在下周五之前退款3万元，否则我们终止合作。订单号 GB-2048，电话13812345678。",
        [
            ("amount", 30_000.0, "case.claims"),
            ("date", date(2026, 11, 27), "case.answer_by"),
            ("demand", "refund", "playbook.demands"),
            ("demand", "deadline", "playbook.demands"),
            ("demand", "ultimatum", "case.incident.ultimatum"),
        ],
    ),
    (
        "1,200 of 3,000 boxes are wrong. Please remake them free of charge and deliver by 15 December.",
        [
            ("quantity", 1_200.0, "case.order.affected"),
            ("quantity", 3_000.0, "case.order.quantity"),
            ("date", date(2026, 12, 15), "case.order.needed_on"),
            ("demand", "remake", "playbook.demands"),
            ("demand", "free_goods", "playbook.demands"),
            ("demand", "deadline", "playbook.demands"),
        ],
    ),
    (
        "Either 20% off or a credit note of USD 5k.",
        [
            ("share", 0.2, ""),
            ("amount", 5_000.0, "case.claims"),
            ("demand", "discount", "playbook.demands"),
            ("demand", "compensation", "playbook.demands"),
        ],
    ),
    (
        "Our loss is EUR 1.500,50. Your unpaid invoice of $14,400 stays unpaid.",
        [("amount", 1_500.5, "case.claims"), ("amount", 14_400.0, "case.receivable")],
    ),
    (
        "要求打八折，或者赔偿三万五千块，15号前答复。",
        [
            ("share", 0.2, ""),
            ("amount", 35_000.0, "case.claims"),
            ("date", date(2026, 12, 15), "case.answer_by"),
            ("demand", "discount", "playbook.demands"),
            ("demand", "compensation", "playbook.demands"),
            ("demand", "deadline", "playbook.demands"),
        ],
    ),
    (
        "請賠償HK$12,000，3天內回覆。",
        [
            ("amount", 12_000.0, "case.claims"),
            ("date", date(2026, 11, 25), "case.answer_by"),
            ("demand", "compensation", "playbook.demands"),
            ("demand", "deadline", "playbook.demands"),
        ],
    ),
    (
        "Our loss is 3-5k USD. We don't want a discount, we want our money back!",
        [
            ("amount", 3_000.0, "case.claims"),
            ("amount", 5_000.0, "case.claims"),
            ("demand", "refund", "playbook.demands"),
        ],
    ),
    (
        "客户退货1200套，每套单价12.5元，损失1.8万",
        [("quantity", 1_200.0, ""), ("amount", 12.5, "case.order.unit_price"), ("amount", 18_000.0, "case.claims")],
    ),
    (
        "Compensate us 3000 immediately!",
        [("amount", 3_000.0, "case.claims"), ("demand", "compensation", "playbook.demands")],
    ),
    (
        "我们11月5日收到货，发现300个破损",
        [("date", date(2026, 11, 5), "case.incident.found_on"), ("quantity", 300.0, "case.order.affected")],
    ),
    (
        "共3万件，其中五百件不良",
        [("quantity", 30_000.0, "case.order.quantity"), ("quantity", 500.0, "case.order.affected")],
    ),
    (
        "十天内回复，否则起诉",
        [
            ("date", date(2026, 12, 2), "case.answer_by"),
            ("demand", "deadline", "playbook.demands"),
            ("demand", "ultimatum", "case.incident.ultimatum"),
        ],
    ),
    (
        "尾款8,500美元下个月5号到期",
        [("amount", 8_500.0, "case.receivable"), ("date", date(2026, 12, 5), "case.receivable_due")],
    ),
    (
        "赔偿3到5万",
        [
            ("amount", 30_000.0, "case.claims"),
            ("amount", 50_000.0, "case.claims"),
            ("demand", "compensation", "playbook.demands"),
        ],
    ),
    ("不要退款，要重做", [("demand", "remake", "playbook.demands")]),
    (
        "Refund 50% of the invoice, $7,200.00!",
        [("share", 0.5, ""), ("amount", 7_200.0, "case.receivable"), ("demand", "refund", "playbook.demands")],
    ),
    (
        "Your order of 3,000 pcs at $4.80 each",
        [("quantity", 3_000.0, "case.order.quantity"), ("amount", 4.8, "case.order.unit_price")],
    ),
    (
        "We need the goods in our warehouse by Dec. 18",
        [("date", date(2026, 12, 18), "case.order.needed_on"), ("demand", "deadline", "playbook.demands")],
    ),
    (
        "明天给我方案，赔一半",
        [
            ("date", date(2026, 11, 23), "case.answer_by"),
            ("share", 0.5, ""),
            ("demand", "compensation", "playbook.demands"),
        ],
    ),
    (
        "Please reply within 5 working days.",
        [("date", date(2026, 11, 27), "case.answer_by"), ("demand", "deadline", "playbook.demands")],
    ),
    (
        "扣款 1200.50，百分之二十的折扣",
        [("amount", 1_200.5, "case.claims"), ("share", 0.2, ""), ("demand", "discount", "playbook.demands")],
    ),
    ("You are the worst supplier we ever had.", []),
]


def said(found: tuple[Proposal, ...]) -> set[tuple[str, object, str]]:
    return {(each.kind, each.value, each.field) for each in found}


@pytest.mark.parametrize(("message", "expected"), MESSAGES, ids=[message[:24] for message, _ in MESSAGES])
def test_a_message_is_read_into_proposals(message: str, expected: list[tuple[str, object, str]]) -> None:
    found = read_message(message, TODAY)
    assert said(found) == set(expected)
    assert len(found) == len(expected)
    assert all(message[each.start : each.end] == each.text for each in found)


@pytest.mark.parametrize(
    "trap",
    [
        "PO 20261215",
        "Order no. 4711",
        "order GB-2048/7",
        "invoice 2026-118",
        "+49 30 1234567",
        "电话 0755-26001234",
        "13812345678",
        "model X200",
        "ISO 9001",
        "batch 4471",
        "订单号：88231",
        "货号A1205",
        "item #4477",
        "info5000@boxes.com",
        "https://boxes.com/refund/5000",
        "meeting at 10:30",
        "SKU 99-1200",
        "container MSKU1234567",
        "合同号 HT2026001",
        "tracking 1Z999AA10123456784",
    ],
)
def test_numbers_of_orders_items_and_phones_are_no_amounts(trap: str) -> None:
    assert [each for each in read_message(f"See {trap} please", TODAY) if each.kind != "demand"] == []


@pytest.mark.parametrize(
    ("message", "values"),
    [
        ("PO 5000 USD 300", [300.0]),
        ("item GB-300 boxes damaged", []),
        ("see invoice 2026-11-08", []),
        ("mail info@5000usd.com", []),
        ("https://boxes.com/5000usd", []),
        ("the whole batch 12k is bad", []),
        ("refund 13812345678", []),
        ("订单号5000元 300元", [300.0]),
        ("货号 300只有两只坏", [2.0]),
        ("call +49 30 500 EUR", []),
        ("we order 4711 pcs", [4_711.0]),
        ("order 4,711 boxes", [4_711.0]),
        ("order 4711-12 boxes", []),
    ],
)
def test_a_code_beside_a_currency_or_a_unit_is_still_a_code(message: str, values: list[float]) -> None:
    assert [each.value for each in read_message(message, TODAY) if each.kind != "demand"] == values


@pytest.mark.parametrize(
    ("written", "value", "other"),
    [
        ("USD 1,5", 1.5, 15.0),
        ("EUR 1.500", 1_500.0, 1.5),
        ("USD 1,500", 1_500.0, None),
        ("EUR 12,50", 12.5, 1_250.0),
        ("USD 1,234.50", 1_234.5, None),
        ("EUR 1.234,50", 1_234.5, None),
        ("1 500 EUR", 1_500.0, None),
        ("USD 0.500", 0.5, None),
        ("3,0000元", 30_000.0, None),
    ],
)
def test_an_ambiguous_number_keeps_its_other_reading(written: str, value: float, other: float | None) -> None:
    (found,) = read_message(f"pay {written} please", TODAY)
    assert (found.value, found.other) == (value, other)
    assert found.doubt == ("" if other is None else "separator")


@pytest.mark.parametrize(
    ("written", "claim", "currency", "doubt"),
    [
        ("$500", "USD", "USD", ""),
        ("$500", "HKD", "HKD", "which_currency"),
        ("US$500", "HKD", "USD", ""),
        ("¥500", "CNY", "CNY", ""),
        ("¥500", "JPY", "JPY", "which_currency"),
        ("500 euros", "USD", "EUR", ""),
        ("refund 500", "USD", "", "no_currency"),
        ("RMB 500", "USD", "CNY", ""),
    ],
)
def test_a_sign_means_the_claims_currency_where_it_can(written: str, claim: str, currency: str, doubt: str) -> None:
    found = next(each for each in read_message(written, TODAY, claim) if each.kind == "amount")
    assert (found.value, found.currency, found.doubt) == (500.0, currency, doubt)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-12-15", (2026, 12, 15)),
        ("15/12/26", (2026, 12, 15)),
        ("December 15th, 2026", (2026, 12, 15)),
        ("15th of December", (2026, 12, 15)),
        ("5 January", (2027, 1, 5)),
        ("2026年12月15日", (2026, 12, 15)),
        ("12月15號", (2026, 12, 15)),
        ("周五", (2026, 11, 27)),
        ("下下周一", (2026, 11, 30)),
        ("上周五", (2026, 11, 13)),
        ("last Friday", (2026, 11, 20)),
        ("tomorrow", (2026, 11, 23)),
        ("大后天", (2026, 11, 25)),
        ("月底", (2026, 11, 30)),
        ("end of next month", (2026, 12, 31)),
        ("in two weeks", (2026, 12, 6)),
        ("within 24 hours", (2026, 11, 23)),
        ("三个工作日内", (2026, 11, 25)),
        ("两周内", (2026, 12, 6)),
        ("the 15th", (2026, 12, 15)),
        ("十五号", (2026, 12, 15)),
        ("26号", (2026, 11, 26)),
        ("年底", (2026, 12, 31)),
    ],
)
def test_relative_dates_count_from_the_given_day(written: str, expected: tuple[int, int, int]) -> None:
    (found,) = read_dates_in_text(normalised(written), TODAY)
    assert found.value == date(*expected)


def test_an_ambiguous_order_of_day_and_month_keeps_both_readings() -> None:
    (found,) = read_dates_in_text("12/05/2026", TODAY)
    assert (found.value, found.other) == (date(2026, 5, 12), date(2026, 12, 5))
    (sure,) = read_dates_in_text("13/12/2026", TODAY)
    assert sure.other is None
    (week,) = read_dates_in_text("next Friday", TODAY)
    assert week.other is not None
    assert week.other - week.value == timedelta(days=7)


def test_impossible_dates_are_skipped() -> None:
    assert list(read_dates_in_text("31/11/2026, 2026-02-30, 2月30日, the 99th", TODAY)) == []


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("三万五千", 35_000.0),
        ("十五", 15.0),
        ("一百零五", 105.0),
        ("两千三", 2_300.0),
        ("一亿", 1e8),
        ("二十", 20.0),
        ("万", None),
    ],
)
def test_chinese_numerals(written: str, value: float | None) -> None:
    assert chinese_numeral(written) == value


@given(st.integers(0, 99_999_999))
def test_a_number_written_with_thousands_is_read_back(number: int) -> None:
    read = read_number_in_text(f"{number:,}.00")
    assert read is not None
    assert read.value == float(number)


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader_and_every_proposal_names_its_place(text: str) -> None:
    for each in read_message(text, TODAY):
        assert text[each.start : each.end] == each.text
        assert each.kind in KINDS
        assert each.how in READ_AS
        assert each.doubt in DOUBTS


@given(
    st.lists(
        st.sampled_from(
            [
                "USD ",
                "3",
                "万",
                "千",
                ",",
                ".",
                "5k",
                " of ",
                "boxes",
                "元",
                "折",
                "号",
                "12月",
                "周五",
                "refund ",
                "-",
                "/",
                "成",
                " ",
            ]
        ),
        max_size=14,
    )
)
def test_pieces_of_figures_in_any_order_are_read_within_bounds(pieces: list[str]) -> None:
    for each in read_message("".join(pieces), TODAY):
        if each.kind == "share":
            assert isinstance(each.value, float)
            assert 0.0 <= each.value <= 1.0
        if each.kind in ("amount", "quantity"):
            assert isinstance(each.value, float)
            assert 0.0 < each.value <= 1e12


@pytest.mark.parametrize(
    "piece", ["1,", "1 000 ", "a-", "百", "USD ", "+1 ", "by the ", "3万", "12/", "refund 5 of 6 boxes ", "退3元"]
)
def test_a_long_message_is_read_in_good_time_and_a_longer_one_refused(piece: str) -> None:
    import time

    begun = time.process_time()
    read_message((piece * 10_000)[:10_000], TODAY)
    assert time.process_time() - begun < 8.0
    with pytest.raises(BadInput):
        read_message("x" * 10_001, TODAY)


def test_the_demands_are_those_of_the_playbook() -> None:
    assert {*DEMANDED, "ultimatum", "other"} == set(DEMANDS)


def test_traditional_characters_keep_their_places() -> None:
    message = "請賠償三萬元並於下週五之前退款，訂單號AB123"
    assert len(normalised(message)) == len(message)
    assert {each.value for each in read_message(message, TODAY) if each.kind in ("amount", "date")} == {
        30_000.0,
        date(2026, 11, 27),
    }
