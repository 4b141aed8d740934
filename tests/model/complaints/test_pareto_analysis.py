"""Causes of complaints: a log read row by row, the most frequent first, by month, and what prevention would have
saved."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation import BadInput
from negotiation.model.complaints.complaint_log import Complaints, read_complaints
from negotiation.model.complaints.pareto_analysis import pareto, savings, trend, window_start
from negotiation.model.playbook.root_cause import Measure
from tests.conftest import ROOT
from tests.support.workbooks import workbook

TODAY = date(2026, 11, 22)

LOG = """date,account,cause,cost,currency
2026-11-02,Nordlicht,Wrong style,1000,USD
2026-10-05,Nordlicht,Late printing,200,USD
2026-09-01,Harbour,Late printing,100,USD
2026-08-20,Harbour,late  printing,,USD
2026-06-01,Harbour,Wrong style,400,USD
2026-05-22,Harbour,Old cause,9000,USD
"""


def log() -> Complaints:
    return read_complaints(LOG.encode(), TODAY)


def test_the_causes_of_six_months_by_hand() -> None:
    found = pareto(log(), TODAY)
    assert found.first == date(2026, 5, 23)
    assert found.cause.tolist() == ["Late printing", "Wrong style"]
    assert found.count.tolist() == [3, 2]
    assert found.cost.tolist() == [300.0, 1_400.0]
    assert found.unpriced.tolist() == [1, 0]
    assert found.running_count.tolist() == [0.6, 1.0]
    assert found.running_cost.tolist() == pytest.approx([300 / 1_700, 1.0])
    assert pareto(log(), TODAY, by="cost").cause.tolist() == ["Wrong style", "Late printing"]
    assert pareto(log(), TODAY, months=12).cause.tolist() == ["Late printing", "Wrong style", "Old cause"]


def test_the_same_log_with_chinese_heads_in_gb18030_and_as_a_workbook_is_the_same() -> None:
    chinese = "日期,客户,原因,金额,币种\n2026年11月02日,北光,款式做错,1000,USD\n2026年10月05日,北光,印刷延误,200,USD\n"
    found = read_complaints(chinese.encode("gb18030"), TODAY)
    assert found.cause.tolist() == ["款式做错", "印刷延误"]
    assert found.cost.tolist() == [1_000.0, 200.0]
    rows = [
        ["date", "cause", "cost"],
        [date(2026, 11, 2), "Wrong style", 1_000],
        [date(2026, 10, 5), "Late printing", 200],
    ]
    assert read_complaints(workbook(rows), TODAY).cost.tolist() == [1_000.0, 200.0]


def test_every_row_that_is_left_out_is_named_with_its_reason() -> None:
    rows = [
        "date,cause,cost,currency",
        "2026-01-05,a,100,USD",
        "2026-02-30,a,1,USD",
        "2027-01-01,a,1,USD",
        "2026-02-05,,1,USD",
        "2026-02-06,a,-5,USD",
        "2026-02-07,a,much,USD",
        "2026-02-08,a,7,EUR",
        "2026-02-09,b,,USD",
    ]
    found = read_complaints("\n".join(rows).encode(), TODAY)
    assert len(found) == 2
    assert [(each.row, each.code) for each in found.refusals] == [
        (3, "no_date"),
        (4, "future_date"),
        (5, "no_cause"),
        (6, "refund"),
        (7, "no_amount"),
        (8, "other_currency"),
    ]
    assert sum(found.refused.values()) == 6
    assert np.isnan(found.cost[1])


@pytest.mark.parametrize("text", ["", "account,cost\na,1\n", "date,cause\n", "date,cause\nsoon,late\n"])
def test_a_file_without_a_complaint_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_complaints(text.encode(), TODAY)


def test_months_without_complaints_appear_with_zero() -> None:
    found = trend(log(), TODAY, months=7)
    assert found.month == ("2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11")
    assert found.cause.tolist() == ["Late printing", "Wrong style", "Old cause"]
    assert found.count.tolist() == [[0, 0, 0, 1, 1, 1, 0], [0, 1, 0, 0, 0, 0, 1], [1, 0, 0, 0, 0, 0, 0]]
    assert found.cost[1].tolist() == [0.0, 400.0, 0.0, 0.0, 0.0, 0.0, 1_000.0]


def test_what_prevention_would_have_saved_by_hand() -> None:
    recap = Measure("recap", "prevention", against="Wrong style", cost=200.0, prevents=0.6)
    photos = Measure("photos", "prevention", against="Wrong style", cost=100.0, prevents=0.5)
    unknown = Measure("unknown", "prevention", against="Flood", cost=50.0)
    found = savings(pareto(log(), TODAY), (recap, photos, Measure("fix", "solution", against="Wrong style"), unknown))
    assert [(each.caused, each.saved, each.net) for each in found] == [
        (1_400.0, 840.0, 640.0),
        (560.0, 280.0, 180.0),
        (0.0, 0.0, -50.0),
    ]
    assert found[0].count == 2


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), st.integers(0, 150), st.one_of(st.none(), st.integers(0, 900))),
        min_size=1,
        max_size=40,
    ),
    st.lists(st.floats(0, 1), max_size=5),
)
def test_running_shares_rise_to_one_and_savings_never_exceed_what_it_cost(
    rows: list[tuple[str, int, int | None]], shares: list[float]
) -> None:
    cause, ago, cost = zip(*rows, strict=True)
    made = Complaints(
        np.datetime64(TODAY) - np.array(ago).astype("timedelta64[D]"),
        np.full(len(rows), "", dtype=object),
        np.array(cause, dtype=object),
        np.array([np.nan if each is None else each for each in cost], dtype=float),
        "USD",
    )
    found = pareto(made, TODAY)
    assert found.count.sum() == len(rows)
    assert (np.diff(found.running_count) > 0.0).all()
    assert found.running_count[-1] == pytest.approx(1.0)
    assert (np.diff(found.count) <= 0).all()
    assert trend(made, TODAY).count.sum() == len(rows)
    measures = tuple(
        Measure(str(place), "prevention", against="a", prevents=share) for place, share in enumerate(shares)
    )
    caused = float(found.cost[found.cause == "a"].sum())
    assert sum(each.saved for each in savings(found, measures)) <= caused + 1e-6


@pytest.mark.parametrize(
    ("today", "first"), [(date(2026, 8, 31), date(2026, 3, 1)), (date(2026, 11, 22), date(2026, 5, 23))]
)
def test_six_months_are_calendar_months(today: date, first: date) -> None:
    assert window_start(today) == first


def test_the_log_that_we_ship_is_read_whole() -> None:
    found = read_complaints((ROOT / "data" / "complaints" / "box_factory.csv").read_bytes(), TODAY)
    assert len(found) == 120
    assert found.refusals == ()
    best = pareto(found, TODAY)
    assert best.cause[0] == "Late printing"
    assert pareto(found, TODAY, by="cost").cause[0] == "Wrong style made"
