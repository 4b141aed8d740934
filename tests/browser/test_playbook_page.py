"""The Playbook page in a real browser: the step first, a step ticked and undone, every fold open, and a phone."""

import pytest

from negotiation.i18n.catalogue import say
from negotiation.web.playbook.page import SECTIONS
from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_fold_opens_without_a_sideways_scroll_and_a_step_is_ticked_and_undone(
    visit: Open, lang: str, width: int
) -> None:
    opened = visit(lang, width)
    opened.go("playbook", lang, opened.page.locator("summary").filter(has_text=say(lang, "playbook_page.steps_title")))
    page, before = opened.page, opened.verdict()
    assert say(lang, "playbook_do.tell_customer") in before
    page.locator(".st-key-remind_tell_customer button:visible").click()
    page.wait_for_function("before => document.querySelector('h3').innerText !== before", arg=before)
    opened.settle()
    page.locator(".st-key-undo button:visible").click()
    page.wait_for_function("before => document.querySelector('h3').innerText === before", arg=before)
    opened.settle()
    for name, _, _ in SECTIONS:
        page.locator("summary").filter(has_text=say(lang, f"playbook_page.{name}_title")).click()
        opened.settle()
        assert opened.overflow() <= 0, name
    page.locator("[data-testid=stGraphVizChart] svg").wait_for()


def test_a_note_is_taken_with_enter_and_the_field_is_free_for_the_next(visit: Open) -> None:
    opened = visit()
    opened.go("playbook", "en", opened.page.locator("summary").filter(has_text=say("en", "playbook_page.steps_title")))
    page = opened.page
    page.locator("summary").filter(has_text=say("en", "playbook_page.call_title")).click()
    for words in ("They want a visit", "And an answer by Friday"):
        field = page.get_by_placeholder(say("en", "playbook_page.note_hint")).first
        field.fill(words)
        field.press("Enter")
        page.get_by_text(words).first.wait_for()
        opened.settle()
    assert page.get_by_placeholder(say("en", "playbook_page.note_hint")).first.input_value() == ""


def test_a_problem_and_causes_typed_into_their_tables_grow_the_tree(visit: Open) -> None:
    opened = visit()
    opened.go("playbook", "en", opened.page.locator("summary").filter(has_text=say("en", "playbook_page.steps_title")))
    page = opened.page
    page.set_viewport_size({"width": 1280, "height": 2900})
    page.locator("summary").filter(has_text=say("en", "playbook_page.diagnosis_title")).click()
    page.locator("[data-testid=stGraphVizChart] svg").wait_for()
    opened.settle()

    def click(table: int, row: int) -> None:
        box = page.locator("[data-testid=stDataFrame]").nth(table).bounding_box()
        page.mouse.click(box["x"] + 150, box["y"] + 35 * (row + 1) + 17)
        page.wait_for_timeout(500)
        opened.settle()

    for table, row, words in ((0, 2, "Third problem"), (1, 3, "A new cause"), (1, 4, "Another cause")):
        for place in (row, 0, row):
            click(table, place)
        page.keyboard.press("Enter")
        page.wait_for_timeout(400)
        page.keyboard.type(words, delay=25)
        page.wait_for_timeout(150)
        page.keyboard.press("Enter")
        page.locator("li").filter(has_text=words).first.wait_for()
        opened.settle()
    assert page.locator("li").filter(has_text="A new cause").count() >= 1
