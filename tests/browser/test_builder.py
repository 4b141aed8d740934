"""The builder in a real browser: a new option from a package, a card more, and everything moves; the tornado; the
division; and a phone."""

import pytest

from negotiation.i18n.catalogue import say
from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_new_option_from_a_package_and_one_card_more(visit: Open, lang: str, width: int) -> None:
    opened = visit(lang, width)
    page = opened.page
    for pressed in ("page.options.open_builder", "offers.add", "package.service"):
        page.get_by_role("button", name=say(lang, pressed)).click()
        opened.settle()
    page.get_by_text(say(lang, "terms.free_service.name"), exact=True).first.wait_for()
    page.get_by_text(say(lang, "term_group.safeguards"), exact=True).first.click()
    opened.settle()
    page.get_by_role("button", name=say(lang, "terms.guarantee.name")).click()
    opened.settle()
    page.get_by_label(say(lang, "field.guarantee.penalty")).first.wait_for()
    field = page.get_by_label(say(lang, "field.guarantee.penalty")).first
    field.fill("1000 to 3000")
    field.press("Enter")
    page.wait_for_function(
        "() => document.body.innerText.includes('2,000') || document.body.innerText.includes('1,000')"
    )
    assert opened.overflow() <= 0
    assert opened.errors == []
    assert opened.outside == []


def test_a_card_moves_the_verdict_at_once(visit: Open) -> None:
    opened = visit()
    page = opened.page
    before = opened.verdict()
    page.get_by_role("button", name="Change an option").click()
    opened.settle()
    field = page.get_by_role("textbox", name="Extra orders")
    field.fill("9")
    field.press("Enter")
    page.wait_for_function("before => document.querySelector('h3').innerText !== before", arg=before)
    assert "9 extra orders" in opened.verdict()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_tornado_and_the_division_fit(visit: Open, width: int) -> None:
    opened = visit("en", width)
    page = opened.page
    page.get_by_text("What matters most", exact=True).first.click()
    page.get_by_text("moves it most", exact=False).first.wait_for()
    opened.settle()
    page.locator("summary").filter(has_text="Divide the loss").first.click()
    opened.settle()
    page.get_by_role("button", name="Start with factory, us and customer").click()
    page.get_by_text("Half first (Talmud)").first.wait_for()
    opened.settle()
    assert opened.overflow() <= 0
    page.get_by_role("button", name="Open the claim upstream").click()
    page.get_by_text("A claim upstream against the factory").first.wait_for()
    page.get_by_text("Upstream: Gift boxes in the wrong style").first.wait_for()
    assert opened.errors == []
