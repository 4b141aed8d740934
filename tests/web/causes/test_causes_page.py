"""The Causes page in both languages: the verdict first, cost or count, what was left out, measures that save, a
file, and nothing in the claim."""

import csv
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from negotiation.handouts.common.csv_table import table_file
from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.model.complaints.complaint_log import Complaints, read_complaints
from negotiation.model.complaints.pareto_analysis import pareto, trend
from negotiation.presentation.complaints.chart import MOST_ROWS, pareto_chart, trend_chart
from negotiation.web.causes import page as causes
from negotiation.web.causes.page import SAMPLE, Log, until
from negotiation.web.causes.prevention_table import Prevention, record_of, row_of
from negotiation.web.session.session_state import COMPLAINT_LOG, COMPLAINT_PROBLEMS, PREVENTION
from tests.support.app import healthy, open_app, open_session, said, to_page, verdict

FOLDS = ("table", "refused", "how", "log")


def at_causes(lang: str = "en", data: bytes | None = None, *folds: str) -> AppTest:
    """The page with our sample log, or with one from a file."""
    app = open_app(lang)
    for name in folds:
        app.session_state[f"open_causes_{name}"] = True
    app = to_page(app, "causes")
    if data is None:
        return healthy(app.button(key="causes_sample").click().run())
    app.session_state[COMPLAINT_LOG.key] = Log(read_complaints(data, date(2026, 11, 22)), "our log.csv")
    return healthy(app.run())


def chosen(app: AppTest, name: str, value: Any) -> AppTest:
    app.session_state[name] = value
    return healthy(app.run())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_a_log_the_page_says_what_to_open(lang: str) -> None:
    app = to_page(open_app(lang), "causes")
    assert say(lang, "causes.empty") in verdict(app)
    assert [button.key for button in app.button if button.key == "causes_sample"]
    assert len(app.get("file_uploader")) >= 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_verdict_names_the_few_causes_and_their_share(lang: str) -> None:
    app = at_causes(lang)
    assert "Wrong style made" in verdict(app)
    assert "Late printing" in verdict(app)
    found = pareto(read_complaints(SAMPLE.read_bytes(), date.max), date(2026, 11, 13), 6, "cost")
    assert f"{round(100 * found.running_cost[1])}%" in verdict(app)
    assert len(app.get("plotly_chart")) == 2
    assert say(lang, "causes.sample") in said(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_ranked_by_count_another_cause_comes_first(lang: str) -> None:
    app = chosen(at_causes(lang), "causes_by", "count")
    assert verdict(app).index("Late printing") < verdict(app).index("Wrong style made")
    chosen(app, "causes_months", 12)
    assert "12" in verdict(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_row_left_out_is_told_with_its_reason(lang: str) -> None:
    data = (
        b"date,cause,cost,currency\n2026-11-02,Colour,100,USD\n2026-11-03,Colour,40,USD\n2026-11-04,"
        b"Size,50,EUR\nsoon,Size,10,USD\n2026-11-05,,9,USD\n"
    )
    app = at_causes(lang, data, "refused")
    warnings = [each.value for each in app.warning]
    assert say(lang, "causes.several_currencies", rows=1, code="USD") in warnings
    assert say(lang, "causes.left_out", rows=2) in warnings
    refused = next(
        frame.value for frame in app.dataframe if say(lang, "page.customer.refused_why") in frame.value.columns
    )
    assert list(refused[say(lang, "page.customer.refused_row")]) == [4, 5, 6]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_fold_shows_the_formula_with_this_logs_figures(lang: str) -> None:
    app = at_causes(lang, None, *FOLDS)
    found = pareto(read_complaints(SAMPLE.read_bytes(), date.max), date(2026, 11, 13), 6, "cost")
    assert f"{found.cost[0]:,.0f} + {found.cost[1]:,.0f}" in said(app)
    assert f"{found.cost.sum():,.0f}" in said(app)
    assert f"{found.cost[0] * 0.5:,.2f}" in said(app)


def test_the_table_as_a_file_holds_every_cause_and_no_formula() -> None:
    data = b"date,cause,cost,currency\n2026-11-02,=1+1,100,USD\n2026-11-03,Size,40,USD\n"
    from negotiation.presentation.complaints.text import pareto_heads, pareto_rows

    found = pareto(read_complaints(data, date(2026, 11, 22)), date(2026, 11, 22), 6, "cost")
    rows = list(
        csv.reader(
            table_file(pareto_heads("en", "USD"), pareto_rows(found, "USD", "en")).decode("utf-8-sig").splitlines()
        )
    )
    assert rows[1][:2] == ["'=1+1", "1"]
    assert rows[2][0] == "Size"
    assert rows[1][4] == "100.00"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_stands_in_the_log_is_words_never_markup(lang: str) -> None:
    hostile = "[go](http://evil.example) **x** <script>$a$ :red[b]"
    data = f'date,cause,cost,currency\n2026-11-02,"{hostile}",100,USD\n'.encode()
    app = at_causes(lang, data, *FOLDS)
    for block in (*app.markdown, *app.subheader, *app.caption, *app.warning):
        assert "](http" not in str(block.value), block.value
        assert "<script" not in str(block.value).replace("\\<", ""), block.value
    found = pareto(read_complaints(data, date(2026, 11, 22)), date(2026, 11, 22), 6, "cost")
    assert "<script" not in pareto_chart(found, "cost", "USD", lang).to_json()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_measures_start_assumed_and_those_of_the_claim_are_offered(lang: str) -> None:
    app = at_causes(lang)
    before = open_session(app).claim
    assert any(say(lang, "causes.assumed", part="50%") in str(frame.value.to_numpy()) for frame in app.dataframe)
    (offer,) = [button for button in app.button if str(button.key).startswith("prevention_of_claim_")]
    healthy(offer.click().run())
    kept = app.session_state[PREVENTION.key]
    assert len(kept.rows) == 3
    assert kept.rows[-1].prevents == 0.6
    assert kept.rows[-1].cause == ""
    assert app.info[0].value == say(lang, "causes.without_cause", count=1)
    assert not [button for button in app.button if str(button.key).startswith("prevention_of_claim_")]
    assert open_session(app).claim is before


def test_a_typed_share_is_no_longer_an_assumption() -> None:
    old = Prevention("Recap", "Colour", 100.0, 0.5)
    assert record_of(row_of(old), old) == old
    changed = record_of(row_of(old) | {"prevents": 70.0}, old)
    assert changed == Prevention("Recap", "Colour", 100.0, 0.7, True)
    assert record_of(row_of(changed) | {"prevents": 50.0}, changed) == Prevention("Recap", "Colour", 100.0, 0.5, True)
    assert record_of({}, None) is None


def test_the_net_stands_only_where_the_cost_is_known() -> None:
    app = at_causes("en")
    app.session_state[PREVENTION.key].rows = (
        Prevention("Recap", "Wrong style made", 1_000.0, 0.5, True),
        Prevention("Other", "Late printing"),
    )
    healthy(app.run())
    shown = (
        next(frame.value for frame in app.dataframe if "Prevented" in frame.value.columns)
        .astype(str)
        .to_numpy()
        .tolist()
    )
    found = pareto(read_complaints(SAMPLE.read_bytes(), date.max), date(2026, 11, 13), 6, "cost")
    assert shown[0][-1] == f"{found.cost[0] * 0.5 - 1_000.0:,.2f}"
    assert shown[1][-1] == say("en", "causes.no_cost")


class Uploaded:
    def __init__(self, data: bytes) -> None:
        self.data, self.name = data, "log.csv"

    def getvalue(self) -> bytes:
        return self.data


def test_a_file_becomes_the_log_and_one_that_cannot_be_read_leaves_it(monkeypatch: pytest.MonkeyPatch) -> None:
    state: dict[str, Any] = {
        "causes_file": Uploaded("日期,原因,费用\n2026-01-05,颜色,100\n".encode()),
        COMPLAINT_PROBLEMS.key: ("old",),
    }
    monkeypatch.setattr(causes.st, "session_state", state)
    claim = type("Claim", (), {"case": type("Case", (), {"currency": "CNY"})})
    monkeypatch.setattr(causes, "claim_session", lambda: type("Desk", (), {"claim": claim}))
    causes._take_file()
    log = state[COMPLAINT_LOG.key]
    assert (log.name, log.assumed, log.complaints.currency, len(log.complaints)) == ("log.csv", True, "CNY", 1)
    assert COMPLAINT_PROBLEMS.key not in state
    state["causes_file"] = Uploaded(b"a,b\n1,2\n")
    causes._take_file()
    assert state[COMPLAINT_PROBLEMS.key][0].code == "no_column"
    assert state[COMPLAINT_LOG.key] is log


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_error_is_told_in_the_language_of_the_page_and_closing_forgets_the_log(lang: str) -> None:
    from negotiation.core.problems import Problem

    app = to_page(open_app(lang), "causes")
    problem = Problem("no_complaints", "", 7)
    app.session_state[COMPLAINT_PROBLEMS.key] = (problem,)
    app.run()
    assert say(lang, "error.no_complaints", field="", value=7) in app.error[0].value
    app.session_state["open_causes_log"] = True
    healthy(app.button(key="causes_sample").click().run())
    healthy(app.button(key="causes_close").click().run())
    assert say(lang, "causes.empty") in verdict(app)


def test_a_log_without_cost_is_ranked_by_count_and_an_empty_window_says_so() -> None:
    app = at_causes("en", b"date,cause\n2026-11-02,Colour\n2026-11-03,Colour\n2026-11-04,Size\n")
    assert "Colour accounts for 67% of the complaints" in verdict(app)
    assert "USD" not in said(app) or "USD 0" in said(app)


def log_of(*days: str) -> Complaints:
    return read_complaints(("date,cause\n" + "".join(f"{day},Colour\n" for day in days)).encode(), date.max)


def test_the_window_ends_today_unless_the_log_stopped_or_lies_ahead() -> None:
    today = date(2026, 11, 22)
    assert until(log_of("2026-11-01"), today) == today
    assert until(log_of("2026-01-01", "2026-09-01"), today) == date(2026, 9, 1)
    assert until(log_of("2026-12-24"), today) == date(2026, 12, 24)


@pytest.mark.parametrize("by", ["cost", "count"])
def test_many_causes_are_drawn_as_twelve_rows_and_a_rest_that_ends_at_all(by: str) -> None:
    rows = "".join(f"2026-11-02,Cause {number},{number}\n" for number in range(1, 31))
    found = pareto(read_complaints(f"date,cause,cost\n{rows}".encode(), date(2026, 11, 22)), date(2026, 11, 22), 6, by)
    chart = pareto_chart(found, by, "USD", "en")
    bars = [trace for trace in chart.data if trace.type == "bar"]
    (line,) = [trace for trace in chart.data if trace.type == "scatter"]
    assert len(bars) == MOST_ROWS + 1
    assert line.x[-1] == pytest.approx(1.0)
    assert sum(bar.x[0] for bar in bars) == pytest.approx(465.0 if by == "cost" else 30.0)


def test_the_trend_draws_one_cause_in_front_of_all() -> None:
    log = read_complaints(SAMPLE.read_bytes(), date.max)
    found = trend(log, date(2026, 11, 13))
    every, ours = trend_chart(found, "Wrong style made", "count", "USD", "en").data
    assert sum(every.y) == found.count.sum()
    assert sum(ours.y) == found.count[list(found.cause).index("Wrong style made")].sum()


def test_measures_go_into_the_diagnosis_of_the_claim_and_are_not_doubled() -> None:
    from negotiation.web.causes.prevention_table import with_preventions
    from negotiation.web.session.claim_session import sample

    claim = sample("gift_boxes")
    rows = [
        Prevention("Photo of the sample on the order", "Wrong style made", 400.0, 0.6),
        Prevention("", "Late printing"),
    ]
    once = with_preventions(claim, rows, "USD")
    made = [each for each in once.playbook.measures if each not in claim.playbook.measures]
    assert [(each.kind, each.what, each.against, each.cost, each.prevents) for each in made] == [
        ("prevention", "Photo of the sample on the order", "Wrong style made", 400.0, 0.6)
    ]
    assert with_preventions(once, rows, "USD") == once
    again = with_preventions(
        once, [Prevention("Photo of the sample on the order", "Wrong style made", 450.0, 0.7)], "USD"
    )
    assert [(each.cost, each.prevents) for each in again.playbook.measures if each.what == rows[0].what] == [
        (450.0, 0.7)
    ]
    assert len(again.playbook.measures) == len(once.playbook.measures)
    assert all(
        each.cost == 0.0 for each in with_preventions(claim, rows, "EUR").playbook.measures if each.what == rows[0].what
    )
