"""The Negotiate page in a real browser: the room first, three cards, the map, going to law with its tree, and a
phone."""

import pytest

from negotiation.i18n.catalogue import say
from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [1280, 390])
def test_room_three_offers_and_the_map(look: Open, lang: str, width: int) -> None:
    opened = look(lang, width)
    opened.go("negotiate", lang, opened.page.get_by_text(say(lang, "negotiate.put_3")))
    assert opened.page.locator("[data-testid=stPlotlyChart]").count() == 1
    assert opened.page.get_by_role("button", name=say(lang, "negotiate.to_options")).count() == 3
    assert opened.overflow() <= 0


def test_going_to_law_draws_its_tree_and_moves_the_room(visit: Open) -> None:
    opened = visit()
    opened.go("negotiate", "en", opened.page.get_by_text(say("en", "negotiate.put_3")))
    page, before = opened.page, opened.verdict()
    page.locator("summary").filter(has_text="If there is no deal").click()
    field = page.get_by_role("textbox", name="Chance that they sue")
    field.fill("60")
    field.press("Enter")
    page.wait_for_function("before => document.querySelector('h3').innerText !== before", arg=before)
    page.locator("[data-testid=stGraphVizChart] svg").wait_for()
    assert opened.overflow() <= 0


def test_a_choice_is_logged_becomes_an_option_and_leads_to_the_agreement(visit: Open) -> None:
    opened = visit()
    opened.go("negotiate", "en", opened.page.get_by_text(say("en", "negotiate.put_3")))
    page = opened.page
    page.get_by_role("button", name="They chose this").first.click()
    page.get_by_role("button", name="Write down the agreement").wait_for()
    opened.settle()
    page.locator("summary").filter(has_text="Moves: plan and log").click()
    page.get_by_text("Log of the talks").wait_for()
    page.get_by_role("button", name="Make it an option").nth(1).click()
    opened.settle()
    page.get_by_role("button", name="Write down the agreement").click()
    page.get_by_role("button", name=say("en", "page_follow.agree")).wait_for()
    assert opened.errors == []
