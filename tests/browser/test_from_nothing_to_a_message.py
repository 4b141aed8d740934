"""From an empty claim to a message that is ready to send, with every entry counted: fewer than 25."""

import pytest

from negotiation.i18n.catalogue import LANGUAGES, say
from tests.browser.conftest import Open, Visit
from tests.support.browser import fill, pick

pytestmark = pytest.mark.browser

MOST = 25


class Counted:
    """One page on which every entry of the user is counted."""

    def __init__(self, opened: Visit, lang: str) -> None:
        self.opened, self.lang, self.entries = opened, lang, 0

    def fill(self, label: str, value: str) -> None:
        fill(self.opened, label, value)
        self.entries += 1

    def pick(self, label: str, option: str) -> None:
        pick(self.opened, label, option)
        self.entries += 1

    def write(self, name: str, text: str) -> None:
        """A field of the letter, of one line or several."""
        field = self.opened.page.get_by_role("textbox", name=say(self.lang, f"field.letter.{name}"))
        field.fill(text)
        field.press("Control+Enter")
        self.opened.page.wait_for_timeout(250)
        self.opened.settle()
        self.entries += 1

    def day(self, label: str, value: str) -> None:
        box = self.opened.page.get_by_test_id("stDateInput").filter(has_text=label).locator("input").first
        box.fill(value)
        box.press("Enter")
        self.opened.settle()
        self.entries += 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_from_an_empty_claim_to_a_message_ready_to_send_in_fewer_than_25_entries(visit: Open, lang: str) -> None:
    opened = visit(lang)
    page, user, en = opened.page, Counted(opened, lang), lang == "en"
    page.get_by_role("button", name=say(lang, "app.start_own")).click()
    page.get_by_text("5 · ").first.wait_for()
    opened.settle()
    for start, value in (("1 · ", "14400"), ("3 · ", "7800"), ("4 · ", "14400"), ("5 · ", "4678"), ("7 · ", "6")):
        user.fill(start, value)
    user.pick("2 · What went wrong?" if en else "2 · 出了什么问题？", say(lang, "incident.wrong_goods"))
    user.fill("How many are affected?" if en else "涉及多少？", "1,000 of 3,000")
    user.day("6 · ", "2027/03/15")
    page.get_by_role("button", name=say(lang, "proof.order_confirmed")).click()
    user.entries += 1
    opened.settle()
    page.get_by_role("link", name=say(lang, "page.share.title"), exact=True).first.click()
    page.get_by_text(say(lang, "share.customer_badge")).first.wait_for()
    opened.settle()
    user.write("addressee", "Ms Chan")
    user.write("sender", "Li Wei")
    user.write("heard", "style B, in time")
    user.write("cause", "The item numbers were read as style A.")
    page.get_by_text(say(lang, "letter.dear", name="Ms Chan")).first.wait_for()
    said = page.locator("[data-testid=stCode]").nth(1).inner_text()
    assert "A1." in said or "1." in said
    assert "Li Wei" in said
    assert "USD" in said
    opened.settle()
    with page.expect_download() as download:
        page.get_by_role("button", name=say(lang, "share.file_message", ending="EML")).click()
    assert download.value.suggested_filename.startswith("message-")
    assert user.entries < MOST
    assert opened.overflow() <= 0
