"""The offline page in a real browser, opened as a file: it asks for nothing, draws its charts, folds, fits a phone,
and prints."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import negotiation
from negotiation.claim.summary.bargaining_summary import bargain
from negotiation.claim.summary.claim_summary import summarise
from negotiation.handouts.html.offline_page import offline_page
from negotiation.presentation.common.theme import INK_ON_DARK
from negotiation.presentation.options.text import verdict_headline
from tests.conftest import CLAIMS
from tests.support.hostile import hostile, marks

pytestmark = pytest.mark.browser

Opened = Callable[..., Any]


@pytest.fixture
def opened(chromium: Any, tmp_path: Path) -> Iterator[Opened]:
    """A page from bytes, in a window; in the end it has asked for nothing and has complained of nothing."""
    outside: list[str] = []
    errors: list[str] = []
    contexts = []

    def show(data: bytes, width: int = 1280, scheme: str = "light") -> Any:
        path = tmp_path / "page.html"
        path.write_bytes(data)
        phone = width < 700
        contexts.append(
            chromium.new_context(
                viewport={"width": width, "height": 900}, is_mobile=phone, has_touch=phone, color_scheme=scheme
            )
        )
        page = contexts[-1].new_page()
        page.on(
            "request",
            lambda request: outside.append(request.url) if not request.url.startswith(("file:", "data:")) else None,
        )
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("dialog", lambda dialog: (errors.append(dialog.message), dialog.dismiss()))
        page.goto(path.as_uri())
        page.locator(".chart .main-svg").first.wait_for(timeout=30_000)
        return page

    yield show
    for context in contexts:
        context.close()
    assert outside == []
    assert errors == []


def until(page: Any, condition: str) -> None:
    """Wait for a condition, asked from outside: the page's own policy forbids to evaluate words inside it."""
    for _ in range(150):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(200)
    raise AssertionError(condition)


def unfold(page: Any) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    until(page, "[...document.querySelectorAll('.chart')].every(chart => chart.querySelector('.main-svg'))")


def overflow(page: Any) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("name", ["gift_boxes", "network_delivery"])
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_opens_draws_every_chart_and_never_scrolls_sideways(
    opened: Opened, name: str, lang: str, width: int
) -> None:
    summary = summarise(negotiation.load(CLAIMS / f"{name}.json"))
    page = opened(offline_page(summary, bargain(summary), date(2026, 12, 1), lang), width)
    assert page.locator("h1").inner_text() == verdict_headline(summary, lang)
    assert overflow(page) <= 0
    unfold(page)
    assert page.locator(".chart").count() == 5
    assert overflow(page) <= 0
    right = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.chart')].map(chart => "
        "chart.querySelector('.main-svg').getBoundingClientRect().right))"
    )
    assert right <= width
    cut = """[...document.querySelectorAll('.chart')].flatMap(chart =>
        [...chart.querySelectorAll('.annotation-text, .textpoint text, .bartext')]
            .filter(words => words.getBoundingClientRect().right > chart.getBoundingClientRect().right + 2)
            .map(words => words.textContent))"""
    assert page.evaluate(cut) == []
    figures = page.evaluate("[...document.querySelectorAll('.bartext')].map(words => words.textContent)")
    assert figures
    assert not [each for each in figures if "…" in each]


def test_in_the_dark_the_words_of_the_charts_are_light_and_turn_with_the_window(
    opened: Opened, gift_boxes: negotiation.Dossier
) -> None:
    page = opened(offline_page(summarise(gift_boxes), None, date(2026, 12, 1), "en"), 1280, "dark")
    colour = "document.querySelector('.chart').layout.font.color"
    assert page.evaluate(colour) == INK_ON_DARK
    page.emulate_media(color_scheme="light")
    until(page, f"{colour} !== '{INK_ON_DARK}'")


def test_it_prints_every_section_with_its_charts(opened: Opened, gift_boxes: negotiation.Dossier) -> None:
    from pypdf import PdfReader

    page = opened(offline_page(summarise(gift_boxes), None, date(2026, 12, 1), "en"), 1280, "dark")
    import io

    file = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    text = "\n".join(sheet.extract_text() for sheet in file.pages)
    for words in ("Customer lifetime value", "pays from s*, against no deal", "What this rests on", "month 4"):
        assert words in " ".join(text.split())
    sizes = {tuple(round(float(side)) for side in sheet.mediabox[2:]) for sheet in file.pages}
    assert all(sorted(size) == [595, 842] or sorted(size) == [594, 842] for size in sizes), sizes
    assert page.locator("details[open]").count() == 0


def test_hostile_words_run_nothing(opened: Opened, gift_boxes: negotiation.Dossier) -> None:
    summary = summarise(hostile(gift_boxes, marks()))
    page = opened(offline_page(summary, bargain(summary), date(2026, 12, 1), "en"), 390)
    unfold(page)
    assert page.locator("img, a[href], iframe, object").count() == 0
    assert overflow(page) <= 0
