"""Slider to redrawn chart in a real browser, against an empty app in the same run; five sessions at once; start to
first chart."""

import statistics
import time
from typing import Any

from tests.browser.conftest import Visit, Windows, chromium, serve  # noqa: F401

WATCH = """() => new Promise(done => {
  const before = SELECT;
  document.addEventListener('keydown', () => {
    const start = performance.now();
    const look = () => {
      const now = SELECT;
      if (now && now !== before) done(performance.now() - start); else requestAnimationFrame(look)
    };
    look();
  }, {once: true, capture: true});
})"""
CHART = "Array.from(document.querySelectorAll('.js-plotly-plot text')).map(e => e.textContent).join('|')"
WORDS = "document.querySelector('h3').innerText"
MOVES = 20


def moves(visit: Visit, shown: str, count: int = MOVES) -> list[float]:
    """Milliseconds from a key press on the slider to what it changes, one after the other."""
    slider = visit.page.get_by_role("slider", name="Extra orders")
    taken = []
    for number in range(count):
        slider.focus()
        handle = visit.page.evaluate_handle(
            "code => { window.took = eval('(' + code + ')')(); return 1 }", WATCH.replace("SELECT", shown)
        )
        slider.press("ArrowRight" if number % 2 == 0 else "ArrowLeft")
        taken.append(float(visit.page.evaluate("() => window.took")))
        handle.dispose()
        visit.settle()
    return taken


def together(visits: list[Visit], apart: int, rounds: int = 10) -> list[float]:
    """The same for several sessions at once, their presses `apart` milliseconds from each other; 0: all at the same
    moment."""
    taken = []
    for number in range(rounds):
        for visit in visits:
            visit.page.get_by_role("slider", name="Extra orders").focus()
            visit.page.evaluate(
                "code => { window.took = eval('(' + code + ')')(); return 1 }", WATCH.replace("SELECT", CHART)
            )
        for visit in visits:
            visit.page.keyboard.press("ArrowRight" if number % 2 == 0 else "ArrowLeft")
            visit.page.wait_for_timeout(apart)
        taken += [float(visit.page.evaluate("() => window.took")) for visit in visits]
        for visit in visits:
            visit.settle()
    return taken


def spread(taken: list[float]) -> str:
    return (
        f"median {statistics.median(taken):.0f} ms, p90 "
        f"{sorted(taken)[int(0.9 * len(taken)) - 1]:.0f} ms of {len(taken)}"
    )


def test_slider_to_redrawn_chart_against_an_empty_app(chromium: Any) -> None:  # noqa: F811
    with serve("tests/benchmarks/floor_app.py") as base:
        floor = moves(Windows(chromium, base).opened("en", 1280, "light"), WORDS)
    with serve("app.py") as base:
        began = time.perf_counter()
        visit = Windows(chromium, base).opened("en", 1280, "light")
        visit.page.locator(".js-plotly-plot .bars path").first.wait_for()
        first = time.perf_counter() - began
        ours = moves(visit, CHART)
        several = [Windows(chromium, base).opened("en", 1280, "light") for _ in range(5)]
        each_second, lockstep = together(several, 200), together(several, 0)
    print(f"\nempty app: {spread(floor)}\nours: {spread(ours)}\nopening to first chart: {first:.2f} s")
    print(f"five sessions, each a move a second: {spread(each_second)}\nfive sessions in lockstep: {spread(lockstep)}")
    print(f"over the empty app: {statistics.median(ours) - statistics.median(floor):.0f} ms (wanted: at most 100)")
