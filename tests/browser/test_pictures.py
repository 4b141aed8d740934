"""A chart as a picture and a table as a file, on the pages that show them, in a real browser."""

from pathlib import Path

import pytest

from negotiation.i18n.catalogue import say
from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("lang", "width"), [("en", 1280), ("zh", 390)])
def test_the_chart_on_the_screen_is_drawn_and_downloaded(visit: Open, lang: str, width: int, tmp_path: Path) -> None:
    opened = visit(lang, width)
    page = opened.page
    page.get_by_role("button", name=say(lang, "pictures.picture")).first.click()
    draw = page.get_by_role("button", name=say(lang, "pictures.draw", ending="PNG"))
    draw.wait_for()
    draw.click()
    take = page.get_by_role("button", name=say(lang, "pictures.download", ending="PNG"))
    take.wait_for(timeout=60_000)
    opened.settle()
    with page.expect_download(timeout=60_000) as found:
        take.click()
    found.value.save_as(tmp_path / "chart.png")
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")
    assert found.value.suggested_filename.startswith("signature-")
    assert opened.overflow() <= 0


def test_a_table_on_the_screen_is_downloaded_with_its_stamp(visit: Open, tmp_path: Path) -> None:
    opened = visit()
    page = opened.page
    page.locator("summary").filter(has_text=say("en", "page.options.table")).first.click()
    button = page.locator(".st-key-csv_options button:visible").first
    button.wait_for()
    opened.settle()
    with page.expect_download(timeout=60_000) as found:
        button.click()
    found.value.save_as(tmp_path / "options.csv")
    text = (tmp_path / "options.csv").read_text("utf-8-sig")
    assert text.startswith(say("en", "head.option"))
    assert "model version" in text
