"""The book of the session: which register is looked at (the team's own, a file, or our sample), valued once until something in it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import streamlit as st

from negotiation.charts.exposure import how_exposure
from negotiation.exposure import (
    FIELDS,
    Entry,
    ExchangeRates,
    Position,
    ProvisionPolicy,
    Reading,
    Register,
    Team,
    entries_of,
    position,
    rates_on,
    read_rates,
    read_register,
    valued,
)
from negotiation.pages.desk import SAMPLES
from negotiation.pages.policies import policy
from negotiation.pages.working import store_now
from negotiation.store import columns, head
from negotiation.summary import MODEL_VERSION
from negotiation.units import BadInput, Problem
from negotiation.words import say

FOLDER = SAMPLES.parent / "register"
SAMPLE_DAY = date(2026, 11, 20)
"""The day on which the sample team's register is looked at."""

SEED = 1


@dataclass(frozen=True, eq=False)
class Book:
    """A register in one currency on a day: where it comes from, what it is worth, what of it could not be read, claims without a rate, and in which version
    each claim of the team's own stood."""

    kind: str
    name: str
    position: Position
    reading: Reading | None = None
    without_rate: tuple[str, ...] = ()
    versions: Mapping[str, int] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day of the book."""
        return self.position.found.today

    @property
    def currency(self) -> str:
        """The currency of its reports."""
        return self.position.found.currency


NO_CURRENCY = "currency_missing"
"""The reason for which rows without a currency are left out."""


@dataclass(frozen=True, eq=False)
class Again:
    """A file that can be read once more: its name, its bytes, and the currency that was given for amounts without one."""

    name: str
    data: bytes
    currency: str


def notes_of(book: Book, lang: str) -> Callable[[], tuple[str, ...]]:
    """The lines below a picture or a table of the book: day, model version, seed, and how its figures are computed."""
    return lambda: (
        say(lang, "exposure.stamp", today=book.today, version=MODEL_VERSION, seed=SEED, rows=len(book.position.found), currency=book.currency),
        *how_exposure(book.position, lang),
    )


def kind_now() -> str:
    """Which book is looked at: the team's own (`store`), our `sample` or a `file`; the team's own until another is chosen."""
    return str(st.session_state.get("book_kind", "store"))


def book_now(lang: str) -> Book | None:
    """The book, worked out anew only when its claims, its settings, its day or its words changed; None while it is empty.

    A store out of reach raises BadInput.
    """
    kind = kind_now()
    (measures, measured), (team, version) = policy(ProvisionPolicy), policy(Team)
    today = SAMPLE_DAY if kind == "sample" else date.today()
    source = head(store_now()).sequence if kind == "store" else lang if kind == "sample" else id(st.session_state.get("book_file"))
    key = (kind, source, today, measured, version)
    known = st.session_state.get("book")
    if known is None or known[0] != key:
        known = (key, _made(kind, lang, today, measures, team))
        st.session_state["book"] = known
    found: Book | None = known[1]
    return found


def _made(kind: str, lang: str, today: date, measures: ProvisionPolicy, team: Team) -> Book | None:
    if kind == "sample":
        reading = read_register((FOLDER / f"team_{lang}.csv").read_bytes(), today)
        rates = read_rates((FOLDER / "rates.csv").read_bytes(), "USD", today)
        return _valued(kind, "", reading.register, rates, today, measures, float(team.correlation), reading)
    if kind == "file":
        reading, name = st.session_state["book_file"]
        return _valued(kind, name, reading.register, team.exchange_rates(), today, measures, float(team.correlation), reading)
    held = columns(store_now())
    register = Register(**{name: held[name] for name in FIELDS})
    if not len(register):
        return None
    versions = dict(zip(held["code"].tolist(), held["version"].tolist(), strict=True))
    return replace(_valued(kind, "", register, team.exchange_rates(), today, measures, float(team.correlation)), versions=versions)


def _valued(
    kind: str, name: str, register: Register, rates: ExchangeRates, today: date, measures: ProvisionPolicy, correlation: float, reading: Reading | None = None
) -> Book:
    """Claims in a currency without a usable rate are left out and named, never counted as nothing in silence."""
    codes = register.factor("currency")[1]
    found = rates_on(rates, list(codes), today)
    worth = {code: float(each) for code, each in zip(codes, found.worth, strict=True)} | {rates.reporting: 1.0}
    usable = register.per_row("currency", {code: np.isfinite(worth[code]) for code in codes}).astype(bool)
    kept = register if usable.all() else register.rows(usable)
    there = {code: value for code, value in worth.items() if np.isfinite(value)}
    place = position(valued(kept, there, rates.reporting, today), measures, correlation=correlation, seed=SEED)
    return Book(kind, name, place, reading, tuple(code for code in codes if not np.isfinite(worth[code])))


def choose_book(kind: str) -> None:
    """Look at another book."""
    st.session_state["book_kind"] = kind


def take_file(name: str, data: bytes, currency: str = "") -> tuple[Problem, ...]:
    """Lay a register from a file open, amounts without a currency in `currency`; what is wrong with it, where it cannot be read.

    A file in which currencies are missing stays at hand, so that it can be read again once its currency is known.
    """
    try:
        found = read_register(data, date.today(), currency)
    except BadInput as error:
        return error.problems
    st.session_state["book_file"] = (found, name)
    st.session_state["book_again"] = Again(name, data, currency) if currency or NO_CURRENCY in found.refused else None
    choose_book("file")
    return ()


def file_again() -> Again | None:
    """The file that lies open, where amounts in it have no currency of their own."""
    found: Again | None = st.session_state.get("book_again") if kind_now() == "file" else None
    return found


def entries_in(book: Book) -> Sequence[Entry]:
    """The lines of a book as entries."""
    return entries_of(book.position.found.register)
