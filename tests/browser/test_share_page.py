"""The Share page in a real browser: previews, every file downloaded on both sides, in both languages, and a phone."""

import re
from pathlib import Path
from typing import Any

import pytest

from negotiation.i18n.catalogue import LANGUAGES, say
from negotiation.web.share.file_buttons import KINDS
from tests.browser.conftest import Open, Visit

pytestmark = pytest.mark.browser

BEGINS = {
    "eml": b"Subject",
    "pdf": b"%PDF-",
    "pptx": b"PK\x03\x04",
    "xlsx": b"PK\x03\x04",
    "html": b"<!",
    "ics": b"BEGIN:VCALENDAR",
    "csv": b"\xef\xbb\xbf",
    "png": b"\x89PNG",
    "svg": b"<svg",
}


def downloaded(opened: Visit, button: Any) -> Any:
    """What a button hands out at the first press."""
    with opened.page.expect_download(timeout=60_000) as found:
        button.click()
    return found.value


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [1280, 390])
def test_the_message_can_be_read_at_a_desk_and_on_a_phone(look: Open, lang: str, width: int) -> None:
    opened = look(lang, width)
    opened.go("share", lang, opened.page.get_by_text(say(lang, "share.customer_badge")))
    assert opened.page.get_by_text(say(lang, "letter.share")).first.is_visible()
    assert opened.overflow() <= 0


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("side", ["customer", "internal"])
def test_every_file_can_be_downloaded(visit: Open, lang: str, side: str, tmp_path: Path) -> None:
    opened = visit(lang)
    opened.go("share", lang, opened.page.get_by_text(say(lang, "share.customer_badge")))
    page = opened.page
    page.get_by_role("radio", name=say(lang, f"share.{side}"), exact=True).or_(
        page.get_by_role("button", name=say(lang, f"share.{side}"), exact=True)
    ).first.click()
    page.get_by_text(say(lang, f"share.files_{side}")).first.wait_for()
    opened.settle()
    for ending, kind in KINDS.items():
        name = getattr(kind, side)
        if not name:
            continue
        if ending in ("png", "svg"):
            page.get_by_role("button", name=say(lang, "share.draw", ending=ending.upper())).click()
        button = page.get_by_role("button", name=say(lang, f"share.file_{name}", ending=ending.upper()))
        button.wait_for(timeout=60_000)
        opened.settle()
        download = downloaded(opened, button)
        path = tmp_path / f"{name}.{ending}"
        download.save_as(path)
        assert re.fullmatch(rf"{name}-\d{{4}}-\d\d-\d\d-[0-9a-f]{{8}}\.{ending}", download.suggested_filename)
        assert path.read_bytes().startswith(BEGINS[ending]), ending
        assert path.stat().st_size > 300
        opened.settle()


def test_the_proposal_is_shown_as_it_is_printed_and_the_memo_too(visit: Open) -> None:
    opened = visit()
    opened.go("share", "en", opened.page.get_by_text(say("en", "share.customer_badge")))
    page = opened.page
    page.get_by_text("Proposal to sign").first.click()
    page.locator("[data-testid=stImage] img").first.wait_for()
    page.get_by_text("Inside our firm").first.click()
    page.get_by_text(say("en", "share.internal_badge")).first.wait_for()
    page.locator("[data-testid=stImage] img").first.wait_for()
    assert opened.overflow() <= 0
