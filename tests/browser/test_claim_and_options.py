"""Claim and Options in a real browser: ten entries to a verdict on a phone, links, Back, undo, challenges, and no
session sees another."""

from datetime import date

import pytest

from negotiation.claim.defaults.new_claim import new_claim
from tests.browser.conftest import Open
from tests.support.browser import fill, pick

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_from_nothing_to_a_verdict_with_ten_entries_on_a_phone(visit: Open, lang: str) -> None:
    opened = visit(lang, 390)
    opened.page.get_by_role("button", name="Start your own" if lang == "en" else "新建自己的案子").click()
    opened.settle()
    opened.page.get_by_text("5 · ").first.wait_for()
    opened.settle()
    for start, value in (("1 · ", "14400"), ("3 · ", "7800"), ("4 · ", "14400"), ("5 · ", "4678"), ("7 · ", "6")):
        fill(opened, start, value)
    pick(
        opened,
        "2 · What went wrong?" if lang == "en" else "2 · 出了什么问题？",
        "Wrong goods" if lang == "en" else "货做错了",
    )
    fill(opened, "How many are affected?" if lang == "en" else "涉及多少？", "1,000 of 3,000")
    for label, value in (
        (("Due when?", "2026-10-09"), ("6 · ", "2027-01-15"))
        if lang == "en"
        else (("应于何时付清？", "2026-10-09"), ("6 · ", "2027-01-15"))
    ):
        box = opened.page.get_by_test_id("stDateInput").filter(has_text=label).locator("input").first
        if box.count():
            box.fill(value.replace("-", "/"))
            box.press("Enter")
            opened.settle()
    opened.page.get_by_role("button", name="Order countersigned" if lang == "en" else "订单/PI 已回签").click()
    opened.settle()
    assert opened.overflow() <= 0
    for name in (
        ("Next: Customer", "Next: Rework", "Next: Options")
        if lang == "en"
        else ("下一步：客户", "下一步：补救", "下一步：方案")
    ):
        opened.page.get_by_role("link", name=name).click()
        opened.page.locator(".js-plotly-plot .main-svg").first.wait_for()
        opened.settle()
        assert opened.overflow() <= 0
    paid_day = float(new_claim(date.today()).remedies[0].paid_day)
    opened.page.get_by_text(f"{4_678.0 * 1.08 ** (-paid_day / 365.0):,.0f}").first.wait_for()
    assert opened.overflow() <= 0


def test_a_reload_keeps_what_was_changed_and_back_takes_it_back(visit: Open) -> None:
    opened = visit()
    before = opened.verdict()
    field = opened.page.get_by_role("spinbutton", name="Extra orders")
    field.fill("9")
    field.press("Enter")
    opened.page.wait_for_function("() => document.querySelector('h3').innerText.includes('9 extra orders')")
    opened.settle()
    opened.page.reload()
    opened.page.wait_for_function(
        "() => document.querySelector('h3') && document.querySelector('h3').innerText.includes('9 extra orders')"
    )
    opened.settle()
    opened.page.wait_for_timeout(2_200)
    opened.page.go_back()
    opened.page.wait_for_function(
        "before => document.querySelector('h3') && document.querySelector('h3').innerText === before", arg=before
    )


def test_undo_and_a_challenge_change_the_verdict(visit: Open) -> None:
    opened = visit()
    before = opened.verdict()
    slider = opened.page.get_by_role("slider", name="Extra orders")
    slider.focus()
    slider.press("ArrowRight")
    opened.page.wait_for_function("() => document.querySelector('h3').innerText.includes('4 extra orders')")
    opened.settle()
    opened.page.get_by_test_id("stMain").get_by_role("button", name="undo").click()
    opened.page.wait_for_function("before => document.querySelector('h3').innerText === before", arg=before)
    opened.settle()
    opened.page.get_by_role("radio", name="They would stay anyway").click()
    opened.page.get_by_text("Challenge: ").first.wait_for()
    opened.settle()


@pytest.mark.parametrize("view", ["When it pays", "Cash over time", "What it costs", "Who pays when"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_chart_is_drawn_without_sideways_scrolling(look: Open, view: str, width: int) -> None:
    opened = look("en", width)
    opened.go("options", "en", opened.page.get_by_role("radio", name=view))
    opened.page.get_by_role("radio", name=view).click()
    opened.settle()
    opened.page.locator(".js-plotly-plot").first.wait_for()
    assert opened.overflow() <= 0


def test_five_visitors_each_see_their_own(visit: Open) -> None:
    visits = [visit() for _ in range(5)]
    for number, each in enumerate(visits, start=4):
        field = each.page.get_by_role("spinbutton", name="Extra orders")
        field.fill(str(number))
        field.press("Enter")
    for number, each in enumerate(visits, start=4):
        each.page.wait_for_function(
            "wanted => document.querySelector('h3').innerText.includes(wanted)", arg=f"{number} extra orders"
        )
        each.settle()
        assert f"{number} extra orders" in each.verdict()
