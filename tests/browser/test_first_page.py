"""The first page in a real browser: what a sales manager sees, at a desk and on a phone, in both languages."""

import json

import pytest

from tests.browser.conftest import Open, Windows
from tests.conftest import CLAIMS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_verdict_and_chart_without_sideways_scrolling(visit: Open, lang: str, width: int, scheme: str) -> None:
    opened = visit(lang, width, scheme)
    assert "4,668" in opened.verdict()
    assert ("3 extra orders" if lang == "en" else "追加 3 张订单") in opened.verdict()
    opened.page.locator(".js-plotly-plot .bars path").first.wait_for()
    assert opened.page.locator(".js-plotly-plot").get_by_text("81,335").count() >= 1
    assert opened.overflow() <= 0
    assert opened.page.locator('[data-testid="stException"]').count() == 0


def test_a_slider_moved_by_hand_changes_the_verdict_and_its_number_field(visit: Open) -> None:
    opened = visit()
    before = opened.verdict()
    slider = opened.page.get_by_role("slider", name="Extra orders")
    slider.focus()
    for _ in range(3):
        slider.press("ArrowLeft")
    opened.page.wait_for_function("before => document.querySelector('h3').innerText !== before", arg=before)
    opened.settle()
    assert "3 extra orders" not in opened.verdict()
    assert opened.page.get_by_role("spinbutton", name="Extra orders").input_value() == "0"


def test_a_typed_number_moves_the_slider(visit: Open) -> None:
    opened = visit()
    field = opened.page.get_by_role("spinbutton", name="Our share of the remedy")
    field.fill("30")
    field.press("Enter")
    opened.page.locator(".js-plotly-plot").get_by_text("customer pays 70% now").first.wait_for()
    opened.settle()
    assert opened.page.get_by_role("slider", name="Our share of the remedy").input_value() == "30"


def test_a_language_switch_keeps_every_entry_and_stays_in_the_link(visit: Open) -> None:
    opened = visit("en", 390)
    field = opened.page.get_by_role("spinbutton", name="Number of orders")
    field.fill("7")
    field.press("Enter")
    opened.page.locator(".js-plotly-plot").get_by_text("theirs over 7 orders").first.wait_for()
    opened.page.get_by_role("radio", name="中文").click()
    opened.page.locator(".js-plotly-plot").get_by_text("分 7 张订单付清").first.wait_for()
    opened.settle()
    assert "lang=zh" in opened.page.url
    assert opened.page.get_by_role("spinbutton", name="分几张订单偿还/抵扣").input_value() == "7"
    assert opened.overflow() <= 0


def test_a_bad_file_is_explained_and_the_verdict_stays(visit: Open) -> None:
    opened = visit("zh")
    before = opened.verdict()
    opened.page.get_by_role("button", name="案子").first.click()
    bad = (CLAIMS / "gift_boxes.json").read_text("utf-8").replace('"retention": 0.85', '"retention": 8.5')
    opened.page.locator('input[type="file"]').set_input_files(
        [{"name": "bad.json", "mimeType": "application/json", "buffer": bad.encode()}]
    )
    opened.page.get_by_text("年续单率（case.customer.retention）：8.5 超出允许范围（0 至 1）。").wait_for()
    assert opened.verdict() == before


def test_words_in_a_claim_file_make_no_request_and_are_shown_as_they_stand(visit: Open) -> None:
    opened = visit()
    evil = "Refund $4,800 of $14,400 ![i](http://evil.example/x.png) <img src=http://evil.example/y.png>"
    raw = json.loads((CLAIMS / "gift_boxes.json").read_text("utf-8"))
    raw["case"]["title"] = raw["offers"][3]["name"] = raw["offers"][3]["staying"]["why"] = evil
    opened.page.get_by_role("button", name="Claims").first.click()
    opened.page.locator('input[type="file"]').set_input_files(
        [{"name": "c.json", "mimeType": "application/json", "buffer": json.dumps(raw).encode()}]
    )
    opened.page.wait_for_function(
        "() => document.querySelector('h3').innerText.replaceAll('\\u2060', '').includes('Refund $4,800 of $14,400 ![i](http://evil.example/x.png)')"
    )
    opened.settle()


def test_the_option_chosen_stays_chosen_when_its_words_change(visit: Open) -> None:
    opened = visit()
    box = opened.page.get_by_role("combobox").first
    box.evaluate("element => element.scrollIntoView({block: 'center'})")  # a list closes when the page scrolls under it
    opened.page.wait_for_timeout(300)
    box.click()
    opened.page.get_by_role("option", name="Remake, half each, now").click()
    opened.settle()
    field = opened.page.get_by_role("spinbutton", name="Our share of the remedy")
    field.fill("20")
    field.press("Enter")
    opened.page.locator(".js-plotly-plot").get_by_text("customer pays 80% now").first.wait_for()
    opened.settle()
    field = opened.page.get_by_role("spinbutton", name="Chance that they stay")
    field.fill("61")
    field.press("Enter")
    opened.page.get_by_label("Reason").wait_for()
    opened.settle()
    assert opened.page.get_by_role("spinbutton", name="Chance that they stay").input_value() == "61"
    assert "3 extra orders" in opened.verdict()
    opened.page.locator(".js-plotly-plot").get_by_text("53,929").first.wait_for()


def test_an_emptied_field_shows_its_figure_again(visit: Open) -> None:
    opened = visit()
    before = opened.verdict()
    field = opened.page.get_by_role("spinbutton", name="Chance that they stay")
    field.fill("")
    field.press("Enter")
    opened.page.wait_for_timeout(600)
    opened.settle()
    assert opened.page.get_by_role("spinbutton", name="Chance that they stay").input_value() == "92"
    assert opened.verdict() == before


def test_a_window_that_is_used_again_has_forgotten_the_visit_before(windows: Windows) -> None:
    first = windows.opened("zh", 1280, "light")
    first.page.evaluate(
        "() => { localStorage.setItem('was', 'here'); sessionStorage.setItem('was',"
        " 'here'); document.cookie = 'was=here; path=/' }"
    )
    first.page.set_viewport_size({"width": 500, "height": 500})
    windows.give_back(first)
    again = windows.opened("en", 1280, "light")
    assert again is first
    assert again.page.evaluate(
        "() => [localStorage.getItem('was'), sessionStorage.getItem('was'), "
        "document.cookie.includes('was'), innerWidth]"
    ) == [
        None,
        None,
        False,
        1280,
    ]
    assert "3 extra orders" in again.verdict()
    windows.give_back(again)


def test_two_visitors_do_not_see_each_other(visit: Open) -> None:
    one, other = visit(), visit()
    before = other.verdict()
    field = one.page.get_by_role("spinbutton", name="Extra orders")
    field.fill("9")
    field.press("Enter")
    one.page.wait_for_function("() => document.querySelector('h3').innerText.includes('9 extra orders')")
    other.page.reload()
    other.page.get_by_role("heading", level=3).first.wait_for()
    other.settle()
    assert other.verdict() == before
