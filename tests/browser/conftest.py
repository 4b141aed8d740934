"""A real browser against a real server on loopback; skipped with its reason where either is missing."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from negotiation.i18n.catalogue import say
from negotiation.store import VARIABLE
from tests.conftest import ROOT, missing

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)


@contextmanager
def serve(app: str) -> Iterator[str]:
    """An app, started as the README's command starts it, on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        app,
        "--server.port",
        str(port),
        "--server.address",
        "127.0.0.1",
    ]
    kept = tempfile.mkdtemp(prefix="claims-")
    own = {VARIABLE: f"sqlite:///{kept}/claims.db"}
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **own}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{base}/_stcore/health", timeout=1)
                break
            except OSError:
                assert process.poll() is None, "the app did not start"
                time.sleep(0.25)
        yield base
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:  # a machine under load; nothing of this server is needed any more
            process.kill()
            process.wait()
        shutil.rmtree(kept, ignore_errors=True)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The app."""
    with serve("app.py") as base:
        yield base


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium through Playwright."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright")
    path = shutil.which("chromium")
    if path is None:
        missing("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS.split())
        yield browser
        browser.close()


class Visit:
    """One open page: what it asked of other machines, what the console said, and waiting for the script to be done."""

    def __init__(self, browser: Any, base: str, width: int) -> None:
        phone = width < 700
        self.base, self.size = base, {"width": width, "height": 900}
        self.context = browser.new_context(viewport=self.size, is_mobile=phone, has_touch=phone)
        self.page = self.context.new_page()
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", lambda request: self.outside.append(request.url) if not self.own(request.url) else None)
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, lang: str, scheme: str) -> None:
        """The first page, for somebody who has not been here before and likes it "light" or "dark"."""
        self.page.emulate_media(color_scheme=scheme)
        self.page.goto(f"{self.base}/?lang={lang}")
        self.page.get_by_role("heading", level=3).first.wait_for(timeout=60_000)
        self.settle()

    def forget(self) -> None:
        """Leave the app, and nothing in this window knows of it any more: no cookie, nothing stored, no error, and
        its size is as it was."""
        self.page.goto(f"{self.base}/_stcore/health")
        self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
        self.context.clear_cookies()
        session = self.context.new_cdp_session(self.page)
        session.send("Storage.clearDataForOrigin", {"origin": self.base, "storageTypes": "all"})
        session.detach()
        self.page.set_viewport_size(self.size)
        self.outside, self.errors = [], []

    def own(self, url: str) -> bool:
        return url.startswith((self.base, self.base.replace("http", "ws"), "data:", "blob:"))

    def settle(self) -> None:
        """Wait until the script has been at rest for several looks in a row: one alone can be the moment between two
        runs."""
        quiet = 0
        for _ in range(400):
            state = self.page.get_attribute('[data-testid="stApp"]', "data-test-script-state")
            quiet = quiet + 1 if state == "notRunning" else 0
            if quiet >= 5:
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"the script of {self.page.url[:80]} has not come to rest: {state}")

    def go(self, name: str, lang: str, until: Any = None) -> None:
        """Walk to a page by its link, on a phone through the drawer, which is closed again; `until` is what must
        stand there before."""
        phone = self.page.viewport_size["width"] < 700
        if phone:
            self.page.locator("[data-testid=stExpandSidebarButton]").click()
        self.page.get_by_role("link", name=say(lang, f"page.{name}.title")).first.click()
        if until is not None:
            until.first.wait_for()
        self.settle()
        if phone:
            self.page.locator("[data-testid=stSidebar]").hover()
            self.page.locator("[data-testid=stSidebarCollapseButton] button").click()
            self.settle()

    def verdict(self) -> str:
        return str(self.page.get_by_role("heading", level=3).first.inner_text())

    def overflow(self) -> int:
        """Pixels by which the page is wider than the window."""
        return int(
            self.page.evaluate(
                "() => { const m = document.querySelector('[data-testid=\"stMain\"]')"
                "; return m.scrollWidth - m.clientWidth }"
            )
        )


Open = Callable[..., Visit]

MOST_FREE = 3
"""Windows of one width that are kept for the next test."""


class Windows:
    """Windows for visits. One that has been used opens the app again with a third of the work: Chromium has compiled
    its scripts."""

    def __init__(self, browser: Any, base: str) -> None:
        self.browser, self.base = browser, base
        self.free: dict[int, list[Visit]] = {}

    def opened(self, lang: str, width: int, scheme: str) -> Visit:
        free = self.free.get(width)
        visit = free.pop() if free else Visit(self.browser, self.base, width)
        visit.open(lang, scheme)
        return visit

    def give_back(self, visit: Visit) -> None:
        """For the next test, which finds nothing of this one in it."""
        free = self.free.setdefault(visit.size["width"], [])
        if len(free) < MOST_FREE:
            visit.forget()
            free.append(visit)
        else:
            visit.context.close()


@pytest.fixture(scope="session")
def windows(chromium: Any, server: str) -> Windows:
    return Windows(chromium, server)


@pytest.fixture
def visit(request: pytest.FixtureRequest, windows: Windows) -> Iterator[Open]:
    """Opens the app anew, each time in a window of its own; those of a test that failed are closed."""
    visits: list[Visit] = []
    failed = request.session.testsfailed

    def opened(lang: str = "en", width: int = 1280, scheme: str = "light") -> Visit:
        visits.append(windows.opened(lang, width, scheme))
        return visits[-1]

    yield opened
    found = [(each.outside, each.errors) for each in visits]
    for each in visits:
        if request.session.testsfailed > failed or each.outside or each.errors:
            each.context.close()
        else:
            windows.give_back(each)
    for outside, errors in found:
        assert outside == []
        assert errors == []


@pytest.fixture(scope="session")
def kept() -> dict[tuple[str, int, str], Visit]:
    """The pages that stay open from test to test, by language, width and scheme."""
    return {}


@pytest.fixture
def look(request: pytest.FixtureRequest, windows: Windows, kept: dict[tuple[str, int, str], Visit]) -> Iterator[Open]:
    """Opens a page once for all tests that change no figure of the claim; after a test that failed the next one
    opens it anew."""
    used: set[tuple[str, int, str]] = set()
    failed = request.session.testsfailed

    def opened(lang: str = "en", width: int = 1280, scheme: str = "light") -> Visit:
        place = (lang, width, scheme)
        if place not in kept:
            kept[place] = windows.opened(lang, width, scheme)
        used.add(place)
        return kept[place]

    yield opened
    seen = [kept[place] for place in used]
    if request.session.testsfailed > failed or any(each.outside or each.errors for each in seen):
        for place in used:
            kept.pop(place).context.close()
    for each in seen:
        assert each.outside == []
        assert each.errors == []
