"""The picture below every chart and the file below every table: made of what is shown, with what it rests on."""

import csv
import io
import shutil
from datetime import date
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from negotiation.handouts.common.footer import assumptions, footer_stamp
from negotiation.i18n.catalogue import LANGUAGES, say
from tests.conftest import missing
from tests.support.app import healthy, open_app, open_session, to_page


@pytest.fixture
def handed_out(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What every download button of a run would hand out, by its key."""
    found: dict[str, Any] = {}

    def button(label: str, data: Any, file: str, mime: str, key: str = "", **more: Any) -> bool:
        found[key] = (label, data, file, mime)
        return False

    monkeypatch.setattr(st, "download_button", button)
    return found


def opened(app: AppTest, name: str) -> AppTest:
    app.session_state[f"picture_{name}"] = True
    return healthy(app.run())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_chart_that_is_shown_is_drawn_as_a_picture_with_its_stamp(lang: str, handed_out: dict[str, Any]) -> None:
    if shutil.which("chromium") is None:
        missing("chromium")
    app = opened(open_app(lang), "signature")
    healthy(app.button(key="draw_svg_signature").click().run())
    label, data, file, mime = handed_out["take_svg_signature"]
    assert label == say(lang, "pictures.download", ending="SVG")
    assert (file[:10], file[-4:], mime) == ("signature-", ".svg", "image/svg+xml")
    text = data.decode()
    assert text.startswith("<svg")
    summary = open_session(app).computed[1]
    assert assumptions(summary, lang)[0].field in text
    assert say(lang, "option.no_deal") in text


def test_where_no_browser_is_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    import kaleido

    def fails(*args: object, **more: object) -> None:
        raise RuntimeError("no browser")

    monkeypatch.setattr(kaleido, "calc_fig_sync", fails)
    app = opened(open_app("en"), "signature")
    app.button(key="draw_png_signature").click().run()
    assert not app.exception
    assert len(app.error) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_file_below_a_table_holds_the_rows_of_the_screen_and_the_stamp(
    lang: str, handed_out: dict[str, Any]
) -> None:
    app = open_app(lang)
    _, data, file, mime = handed_out["csv_options"]
    rows = list(csv.reader(io.StringIO(data().decode("utf-8-sig"))))
    frame = app.dataframe[0].value
    assert [row[0].lstrip("'") for row in rows[1 : len(frame) + 1]] == frame["option"].tolist()
    assert rows[len(frame) + 1] == []
    assert mime == "text/csv"
    assert rows[len(frame) + 2][0] == footer_stamp(open_session(app).computed[1], date.fromisoformat(file[8:18]), lang)


def test_a_claim_without_a_verdict_has_pictures_of_its_remedies_with_the_stamp_alone(
    handed_out: dict[str, Any],
) -> None:
    app = open_app("en")
    healthy(app.button(key="new").click().run())
    app = to_page(app, "rework")
    app.session_state["open_section_rework_table"] = True
    healthy(app.run())
    rows = list(csv.reader(io.StringIO(handed_out["csv_remedies"][1]().decode("utf-8-sig"))))
    below = rows[rows.index([]) + 1 :]
    assert len(below) == 1
    assert "model version" in below[0][0]


def test_what_comes_from_outside_the_claim_says_so(handed_out: dict[str, Any]) -> None:
    app = to_page(open_app("en"), "causes")
    healthy(app.button(key="causes_sample").click().run())
    app.session_state["open_causes_table"] = True
    healthy(app.run())
    for key in ("csv_all_causes", "csv_savings"):
        rows = list(csv.reader(io.StringIO(handed_out[key][1]().decode("utf-8-sig"))))
        assert "not part of a claim" in rows[-1][0]
