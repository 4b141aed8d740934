"""Exposure in a real browser: the sample team at a desk and on a phone, a claim kept by two people at once, an
approval from asking to signing."""

from pathlib import Path

import pytest

from negotiation.i18n.catalogue import LANGUAGES, say
from tests.browser.conftest import Open, Visit

pytestmark = pytest.mark.browser


def to_exposure(opened: Visit, lang: str) -> None:
    opened.go("exposure", lang, opened.page.locator(".st-key-book_sample button"))


def press(opened: Visit, key: str) -> None:
    opened.page.locator(f".st-key-{key} button:visible").first.click()
    opened.page.wait_for_timeout(300)
    opened.settle()


def type_name(opened: Visit, lang: str, name: str, role: str = "") -> None:
    """Into the fields that stand open."""
    field = opened.page.get_by_role("textbox", name=say(lang, "person.name"))
    field.first.fill(name)
    field.first.press("Tab")
    opened.page.wait_for_timeout(300)
    opened.settle()
    if role:
        opened.page.get_by_role("combobox", name=say(lang, "person.role")).first.click()
        opened.page.get_by_role("option", name=say(lang, f"role.{role}"), exact=True).click()
        opened.page.wait_for_timeout(300)
        opened.settle()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_sample_team_is_drawn_at_a_desk_and_on_a_phone(look: Open, lang: str, width: int, scheme: str) -> None:
    opened = look(lang, width, scheme)
    to_exposure(opened, lang)
    press(opened, "book_sample")
    page = opened.page
    page.locator(".js-plotly-plot").nth(2).wait_for()
    opened.settle()
    assert "79" in opened.verdict()
    charts = page.locator(".js-plotly-plot .main-svg")
    assert all((charts.nth(place).bounding_box() or {"width": 0})["width"] <= width for place in range(charts.count()))
    assert opened.overflow() <= 0
    page.get_by_text(say(lang, "exposure_page.by_age"), exact=True).first.click()
    page.get_by_text(say(lang, "register.band_over_180")).first.wait_for()
    for name in ("claims", "measures", "limits", "files"):
        page.get_by_text(say(lang, f"exposure_page.{name}_title")).first.click()
        opened.settle()
    assert opened.overflow() <= 0


def test_the_register_leaves_as_a_file_and_comes_back(visit: Open, tmp_path: Path) -> None:
    opened = visit()
    to_exposure(opened, "en")
    press(opened, "book_sample")
    opened.page.locator(".js-plotly-plot").nth(2).wait_for()
    opened.page.get_by_text(say("en", "exposure_page.files_title")).first.click()
    opened.page.locator(".st-key-register_csv button").wait_for()
    opened.settle()
    with opened.page.expect_download() as download:
        opened.page.locator(".st-key-register_csv button").click()
    path = tmp_path / "register.csv"
    download.value.save_as(path)
    opened.page.locator("[data-testid=stMain] input[type=file]").first.set_input_files(str(path))
    opened.page.get_by_text(say("en", "exposure_page.rows_read", rows=500, read=500, refused=0)).wait_for()
    opened.settle()
    assert opened.page.get_by_text(
        "claims in CNY, EUR not counted"
    ).is_visible()  # without a rate they are named, not counted
    assert "38" in opened.verdict()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_offer_over_my_limits_is_asked_for_and_signed_by_somebody_else(visit: Open, lang: str) -> None:
    asking = visit(lang)
    asking.go("share", lang, asking.page.get_by_text(say(lang, "share.customer_badge")))
    press(asking, "keeping")
    type_name(asking, lang, f"Ada {lang}", "sales")
    asking.page.keyboard.press("Escape")
    asking.page.locator(".st-key-asking button").wait_for()
    press(asking, "asking")
    asking.page.get_by_text(f"Ada {lang}").first.wait_for()
    asking.page.goto(f"{asking.base}/?lang={lang}")  # a new session in the same browser
    asking.page.get_by_role("heading", level=3).first.wait_for()
    to_exposure(asking, lang)
    asking.page.get_by_role(
        "button", name=say(lang, "person.is", name=f"Ada {lang}", role=say(lang, "role.sales"))
    ).wait_for()
    assert asking.errors == []
    signing = visit(lang)
    to_exposure(signing, lang)
    signing.page.get_by_role("button", name=say(lang, "person.who")).click()
    type_name(signing, lang, "Ben", "sales_director")
    signing.page.keyboard.press("Escape")
    approve = signing.page.get_by_role("button", name=say(lang, "approving.approved"), exact=True).and_(
        signing.page.locator(":enabled")
    )
    approve.first.wait_for()
    before = approve.count()
    approve.first.click()
    signing.page.wait_for_function(
        f"() => document.querySelectorAll('[class*=approval_approved] button:enabled').length < {before}"
    )
    signing.settle()
    assert signing.overflow() <= 0


def test_the_way_opens_the_fold_that_comes_next(visit: Open) -> None:
    opened = visit()
    opened.page.get_by_role("button", name="5/7").click()
    press(opened, "way_diagnosis")
    opened.page.get_by_text("Nobody asked which style a number stands for").first.wait_for()
    assert "/playbook" in opened.page.url
