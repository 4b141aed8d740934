"""A real browser's fields filled and chosen."""

from __future__ import annotations

from tests.browser.conftest import Visit


def fill(opened: Visit, label: str, value: str) -> None:
    field = opened.page.get_by_role("spinbutton", name=label).or_(opened.page.get_by_role("textbox", name=label)).first
    field.fill(value)
    field.press("Enter")
    opened.page.wait_for_timeout(250)
    opened.settle()


def pick(opened: Visit, label: str, option: str) -> None:
    box = opened.page.get_by_role("combobox", name=label)
    box.evaluate("element => element.scrollIntoView({block: 'center'})")  # a list closes when the page scrolls under it
    opened.page.wait_for_timeout(300)
    box.click()
    opened.page.get_by_role("option", name=option, exact=True).click()
    opened.settle()
