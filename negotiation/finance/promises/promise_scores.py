"""Promises kept: done, due and late; planned against actual; and guesses of staying scored against the outcome."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import ArrayLike

from negotiation.core.field_checks import check_number
from negotiation.core.fields import SHARE, Num
from negotiation.core.money import round_money
from negotiation.core.problems import BadInput, Problem
from negotiation.finance.promises.follow_up import OUTCOMES, FollowUp, Promise

PROMISE_STATES = ("late", "due", "later", "open", "done", "lapsed")
"""Late; due today or within the next days; due later; no day named; done; lapsed, so nothing more will come of it."""

SOON = 7
"""Promises due within this number of days count as due."""


def promise_state(promise: Promise, today: date, soon: int = SOON) -> str:
    """State of a promise on a day: one of PROMISE_STATES. A promise done after that day is not done yet.

    >>> [promise_state(Promise(due=day), date(2026, 1, 10)) for day in (date(2026, 1, 9), date(2026, 1, 10),
    ...     date(2026, 1, 17), date(2026, 1, 18), None)]
    ['late', 'due', 'due', 'later', 'open']
    """
    if promise.done_on is not None and promise.done_on <= today:
        return "done"
    if promise.lapsed:
        return "lapsed"
    if promise.due is None:
        return "open"
    if promise.due < today:
        return "late"
    return "due" if promise.due <= today + timedelta(days=soon) else "later"


@dataclass(frozen=True)
class PromiseTally:
    """Promises of one side on a day: the number in each state, the number done late, and money planned and actual.

    `planned` is of all promises, `planned_by_now` of those done or due by now. `actual` is of those done (as planned if
    nobody noted it). `outstanding` is planned for those that may still come. planned = planned of those done + of those
    lapsed + outstanding, to the cent.
    """

    states: dict[str, int]
    done_late: int
    planned: float
    planned_by_now: float
    planned_done: float
    actual: float
    outstanding: float


def tally_promises(
    promises: Iterable[Promise], today: date, by_us: bool, digits: int = 2, soon: int = SOON
) -> PromiseTally:
    """The state of the promises of one side. Money of the claim, rounded promise by promise.

    Args:
        promises: promises of both sides.
        today: the day of the tally.
        by_us: True for our promises, False for theirs.
        digits: digits of the currency's minor unit.
        soon: promises due within this number of days count as due.

    >>> late = Promise(due=date(2026, 1, 1), planned=50.0, done_on=date(2026, 1, 3), actual=40.0)
    >>> found = tally_promises([late, Promise(planned=7.0)], date(2026, 1, 9), True)
    >>> found.states["done"], found.done_late, found.planned, found.planned_done, found.actual, found.outstanding
    (1, 1, 57.0, 50.0, 40.0, 7.0)
    """
    ours = [(promise, promise_state(promise, today, soon)) for promise in promises if promise.by_us == by_us]
    done = [promise for promise, state in ours if state == "done"]
    come = [promise for promise, state in ours if state == "done" or (promise.due is not None and promise.due <= today)]
    late = sum(1 for each in done if each.due is not None and each.done_on is not None and each.done_on > each.due)
    return PromiseTally(
        {code: sum(1 for _, state in ours if state == code) for code in PROMISE_STATES},
        late,
        _sum((promise.planned for promise, _ in ours), digits),
        _sum((promise.planned for promise in come), digits),
        _sum((promise.planned for promise in done), digits),
        _sum((promise.came_to for promise in done), digits),
        _sum((promise.planned for promise, state in ours if state not in ("done", "lapsed")), digits),
    )


def _sum(amounts: Iterable[Num], digits: int) -> float:
    """Sum in whole minor units, so that parts add up."""
    return round_money(sum(round(float(each) * 10**digits) for each in amounts) / 10**digits, digits)


BANDS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
FEWEST = 20
"""Fewest guesses with a known outcome that are scored."""

FEWEST_IN_BAND = 5

LEANINGS = ("", "too_hopeful", "too_gloomy")


@dataclass(frozen=True)
class Band:
    """Guesses from `low` up to `high`: their number, their mean, and the share that stayed (None: fewer than 5 in the
    band)."""

    low: float
    high: float
    count: int
    guessed: float | None
    stayed: float | None


@dataclass(frozen=True)
class CalibrationScore:
    """How good guesses of staying were.

    `code` is scored or too_few. `known` counts guesses with a known outcome, `waiting` those without. `brier` is the
    mean of (guess − outcome)²: 0 is perfect, 0.25 is what always guessing one half gets. `base` is the score of always
    guessing the share that stayed. `leaning` says in which direction the guesses as a whole were more than two standard
    errors off. The scores are None if there are too few.
    """

    code: str
    known: int
    waiting: int
    brier: float | None
    base: float | None
    guessed: float | None
    stayed: float | None
    leaning: str
    bands: tuple[Band, ...]


def calibration_score(guesses: ArrayLike, outcomes: Sequence[str], fewest: int = FEWEST) -> CalibrationScore:
    """Guesses of staying, 0 to 1 (NaN: nobody guessed), scored against outcomes (one code of OUTCOMES each).

        brier = mean (g − o)²;  base = ō (1 − ō);  o 1 where they stayed, 0 where they left;
        leaning: |Σ (g − o)| > 2 √Σ g (1 − g)

    Bands are 0 to 20 %, 20 to 40 % and so on. A guess on an edge belongs to the upper band, 100 % to the last. With
    fewer than `fewest` known outcomes the code is `too_few`, and bands hold only counts. Guesses out of range, unknown
    outcomes and different lengths raise BadInput. Source: Brier 1950.

    >>> found = calibration_score([0.9] * 10 + [0.3] * 10, ["stayed"] * 9 + ["left"] * 8 + ["stayed"] * 3)
    >>> found.code, round(found.brier or 0.0, 2), round(found.base or 0.0, 2), [band.count for band in found.bands]
    ('scored', 0.15, 0.24, [0, 10, 0, 0, 10])
    """
    guess, happened = np.asarray(guesses, dtype=float), np.asarray(outcomes, dtype=str)
    problems = [*check_number(guess[~np.isnan(guess)], SHARE, "guess")]
    if guess.shape != happened.shape:
        problems.append(Problem("lengths_differ", "guess", len(guess), {"expected": len(happened)}))
    problems += [
        Problem("not_a_choice", "outcome", str(each), {"choices": OUTCOMES})
        for each in np.unique(happened[~np.isin(happened, OUTCOMES)])
    ]
    if problems:
        raise BadInput(*problems)
    guessed, ended = ~np.isnan(guess), happened != OUTCOMES[0]
    told, stayed = guess[guessed & ended], (happened[guessed & ended] == "stayed").astype(float)
    known, waiting = told.size, int(np.count_nonzero(guessed & ~ended))
    enough = known >= max(fewest, 1)
    place = np.clip(np.searchsorted(BANDS, told, side="right") - 1, 0, len(BANDS) - 2)
    bands = tuple(_band(index, told[place == index], stayed[place == index], enough) for index in range(len(BANDS) - 1))
    if not enough:
        return CalibrationScore("too_few", known, waiting, None, None, None, None, "", bands)
    off, error = float((told - stayed).sum()), float(np.sqrt((told * (1.0 - told)).sum()))
    leaning = "" if abs(off) <= 2.0 * error else "too_hopeful" if off > 0.0 else "too_gloomy"
    rate = float(stayed.mean())
    return CalibrationScore(
        "scored",
        known,
        waiting,
        float(((told - stayed) ** 2).mean()),
        rate * (1.0 - rate),
        float(told.mean()),
        rate,
        leaning,
        bands,
    )


def _band(index: int, told: np.ndarray, stayed: np.ndarray, enough: bool) -> Band:
    shown = enough and told.size >= FEWEST_IN_BAND
    return Band(
        BANDS[index],
        BANDS[index + 1],
        told.size,
        float(told.mean()) if shown else None,
        float(stayed.mean()) if shown else None,
    )


def score_of(follow_ups: Iterable[FollowUp], fewest: int = FEWEST) -> CalibrationScore:
    """`calibration_score` of the follow-ups of many claims. Claims without an agreement are left out."""
    followed = [each for each in follow_ups if each.agreed_on is not None]
    return calibration_score(
        [np.nan if each.guess is None else float(each.guess) for each in followed],
        [each.outcome for each in followed],
        fewest,
    )
