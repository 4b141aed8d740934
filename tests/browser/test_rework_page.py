"""The rework page in a real browser: the slider between sea and air, tables, a range typed by hand, and a phone."""

import pytest

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [1280, 390])
def test_cost_date_and_certainty_come_first_and_nothing_overflows(look: Open, lang: str, width: int) -> None:
    opened = look(lang, width)
    opened.go("rework", lang, opened.page.get_by_role("heading", level=3).filter(has_text="4,678"))
    assert "4,678" in opened.verdict()
    assert opened.page.locator("[data-testid=stPlotlyChart]").count() == 1
    assert opened.overflow() <= 0


def test_a_slider_between_sea_and_air_moves_cost_and_date(visit: Open) -> None:
    opened = visit()
    opened.go("rework", "en", opened.page.get_by_role("heading", level=3).filter(has_text="4,678"))
    field = opened.page.get_by_role("spinbutton", name="Pieces by air")
    field.fill("400")
    field.press("Enter")
    opened.page.wait_for_function("() => document.querySelector('h3').innerText.includes('400 fly')")
    assert "6,203" in opened.verdict()
    opened.page.get_by_text("Sea or air", exact=True).click()
    opened.page.wait_for_function(
        "() => [...document.querySelectorAll('.annotation-text')].some(each => each.textContent.includes('400 fly'))"
    )


def test_a_group_stays_open_while_its_figures_are_typed_as_ranges(visit: Open) -> None:
    opened = visit()
    opened.page.get_by_role("link", name="Claim").first.click()
    opened.page.get_by_text("Rates, and if no deal").click()
    field = opened.page.get_by_role("textbox", name="Chance that the invoice is withheld")
    understood = opened.page.get_by_text("20 to 40", exact=True)
    for typed, state in (("20% to 40%", "visible"), ("35", "hidden")):
        field.fill(typed)
        field.press("Enter")
        understood.wait_for(state=state)
        opened.settle()
        assert field.is_visible()
    field.fill("quite likely")
    field.press("Enter")
    opened.page.get_by_text("is not understood").wait_for()
    assert field.input_value() == "quite likely"
