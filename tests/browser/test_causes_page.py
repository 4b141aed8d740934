"""The Causes page in a real browser: both charts are drawn at a desk and on a phone, in both languages, light and
dark; a file is read."""

from pathlib import Path

import pytest

from negotiation.i18n.catalogue import LANGUAGES, say
from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_our_log_is_drawn_at_a_desk_and_on_a_phone(look: Open, lang: str, width: int, scheme: str) -> None:
    opened = look(lang, width, scheme)
    opened.go("causes", lang, opened.page.get_by_text(say(lang, "causes.empty")))
    page = opened.page
    assert opened.overflow() <= 0
    page.get_by_role("button", name=say(lang, "causes.open_sample")).click()
    page.locator(".js-plotly-plot").nth(1).wait_for()
    opened.settle()
    assert "Wrong style made" in opened.verdict()
    charts = page.locator(".js-plotly-plot .main-svg")
    assert all((charts.nth(place).bounding_box() or {"width": 0})["width"] <= width for place in range(charts.count()))
    assert page.locator(".js-plotly-plot").first.locator("path").count() > 7
    assert opened.overflow() <= 0
    page.get_by_text(say(lang, "causes.by_count"), exact=True).first.click()
    page.get_by_text(say(lang, "causes.axis_count"), exact=True).first.wait_for()
    assert opened.verdict().index("Late printing") < opened.verdict().index("Wrong style made")


def test_a_file_is_read_its_refusals_are_told_and_the_table_comes_back_as_a_file(visit: Open, tmp_path: Path) -> None:
    opened = visit()
    opened.go("causes", "en", opened.page.get_by_text(say("en", "causes.empty")))
    page, path = opened.page, tmp_path / "log.csv"
    path.write_text("date,cause,cost\n2026-01-05,Colour,100\n2026-01-06,=1+1,40\nsoon,Size,5\n", "utf-8")
    page.locator("[data-testid=stMain] input[type=file]").set_input_files(str(path))
    page.locator(".js-plotly-plot").nth(1).wait_for()
    opened.settle()
    assert opened.verdict().startswith("Colour accounts for 71% of the cost")
    assert page.get_by_text(say("en", "causes.left_out", rows=1)).is_visible()
    page.get_by_text(say("en", "causes.table_title")).first.click()
    with page.expect_download() as download:
        page.locator(".st-key-csv_all_causes button:visible").first.click()
    download.value.save_as(tmp_path / "causes.csv")
    assert "'=1+1" in (tmp_path / "causes.csv").read_text("utf-8-sig")
