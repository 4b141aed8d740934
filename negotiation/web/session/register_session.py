"""The book of the session: which register is looked at (the team's own, a file, or our sample), valued once until
something in it changes."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import numpy as np
import streamlit as st

from negotiation.claim.summary.claim_summary import MODEL_VERSION
from negotiation.core.problems import BadInput, Problem
from negotiation.core.sample_data import sample_folder
from negotiation.finance.position import Position, value_register
from negotiation.finance.provision.provision import ProvisionPolicy
from negotiation.finance.register.entry import Entry
from negotiation.finance.register.exchange_rates import ExchangeRates, rates_on_day, read_rates
from negotiation.finance.register.register import FIELDS, Register, entries_of
from negotiation.finance.register.valued_register import convert_register
from negotiation.finance.register_file.column_mapping import Columns, ColumnsMissing
from negotiation.finance.register_file.register_reader import RegisterReading, read_register
from negotiation.finance.reporting_settings import Team
from negotiation.i18n.catalogue import say
from negotiation.presentation.exposure.text import how_exposure
from negotiation.store import columns, trail_end
from negotiation.web.session.session_context import store_now
from negotiation.web.session.team_settings import team_setting

FOLDER = sample_folder("register")
SAMPLE_DAY = date(2026, 11, 20)
"""The day on which the sample team's register is looked at."""

SEED = 1


@dataclass(frozen=True, eq=False)
class RegisterView:
    """A register in one currency on a day: where it comes from, what it is worth, what of it could not be read, in
    which version each claim of the team's own stood; how many claims of a currency without a rate are `uncounted`,
    and how many of these `waits` open."""

    kind: str
    name: str
    position: Position
    reading: RegisterReading | None = None
    uncounted: Mapping[str, int] = field(default_factory=dict)
    waits: int = 0
    versions: Mapping[str, int] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day of the book."""
        return self.position.converted.today

    @property
    def without_rate(self) -> tuple[str, ...]:
        """Currencies without a usable rate."""
        return tuple(self.uncounted)

    @property
    def currency(self) -> str:
        """The currency of its reports."""
        return self.position.converted.currency


NO_CURRENCY, UNCLEAR = "currency_missing", "unclear_date"
"""The reasons for which rows are left out until an answer is given: no currency, and dates in which day and month
could be swapped."""


@dataclass(frozen=True, eq=False)
class UploadedRegister:
    """A file that can be read once more: its name, its bytes, and what was said of it by hand: the currency of
    amounts without one, which column is what, and whether the day or the month comes first."""

    name: str
    data: bytes
    currency: str = ""
    chosen: Mapping[str, int | None] = field(default_factory=dict)
    order: str = ""

    @cached_property
    def mark(self) -> int:
        """Another file asks anew."""
        return zlib.crc32(self.data)


def notes_of(book: RegisterView, lang: str) -> Callable[[], tuple[str, ...]]:
    """The lines below a picture or a table of the book: day, model version, seed, and how its figures are computed."""
    return lambda: (
        say(
            lang,
            "exposure.stamp",
            today=book.today,
            version=MODEL_VERSION,
            seed=SEED,
            rows=len(book.position.converted),
            currency=book.currency,
        ),
        *how_exposure(book.position, lang),
    )


def register_kind() -> str:
    """Which book is looked at: the team's own (`store`), our `sample` or a `file`; the team's own until another is
    chosen."""
    return str(st.session_state.get("book_kind", "store"))


def register_now(lang: str) -> RegisterView | None:
    """The book, worked out anew only when its claims, its settings, its day or its words changed; None while it is
    empty.

    A store out of reach raises BadInput.
    """
    kind = register_kind()
    (measures, measured), (team, version) = team_setting(ProvisionPolicy), team_setting(Team)
    today = SAMPLE_DAY if kind == "sample" else date.today()
    source = (
        trail_end(store_now()).sequence
        if kind == "store"
        else lang
        if kind == "sample"
        else id(st.session_state.get("book_file"))
    )
    key = (kind, source, today, measured, version)
    known = st.session_state.get("book")
    if known is None or known[0] != key:
        known = (key, _made(kind, lang, today, measures, team))
        st.session_state["book"] = known
    found: RegisterView | None = known[1]
    return found


def _made(kind: str, lang: str, today: date, measures: ProvisionPolicy, team: Team) -> RegisterView | None:
    if kind == "sample":
        reading = read_register((FOLDER / f"team_{lang}.csv").read_bytes(), today)
        rates = read_rates((FOLDER / "rates.csv").read_bytes(), "USD", today)
        return _valued(kind, "", reading.register, rates, today, measures, float(team.correlation), reading)
    if kind == "file":
        reading, name = st.session_state["book_file"]
        return _valued(
            kind, name, reading.register, team.exchange_rates(), today, measures, float(team.correlation), reading
        )
    held = columns(store_now())
    register = Register(**{name: held[name] for name in FIELDS})
    if not len(register):
        return None
    versions = dict(zip(held["code"].tolist(), held["version"].tolist(), strict=True))
    return replace(
        _valued(kind, "", register, team.exchange_rates(), today, measures, float(team.correlation)), versions=versions
    )


def _valued(
    kind: str,
    name: str,
    register: Register,
    rates: ExchangeRates,
    today: date,
    measures: ProvisionPolicy,
    correlation: float,
    reading: RegisterReading | None = None,
) -> RegisterView:
    """Claims in a currency without a usable rate are left out and named, never counted as nothing in silence."""
    codes = register.factor("currency")[1]
    found = rates_on_day(rates, list(codes), today)
    worth = {code: float(each) for code, each in zip(codes, found.worth, strict=True)} | {rates.reporting: 1.0}
    usable = register.per_row("currency", {code: np.isfinite(worth[code]) for code in codes}).astype(bool)
    kept = register if usable.all() else register.rows(usable)
    there = {code: value for code, value in worth.items() if np.isfinite(value)}
    place = value_register(
        convert_register(kept, there, rates.reporting, today), measures, correlation=correlation, seed=SEED
    )
    left = register.currency[~usable]
    uncounted = {code: int((left == code).sum()) for code in codes if not np.isfinite(worth[code])}
    return RegisterView(kind, name, place, reading, uncounted, int(register.is_open[~usable].sum()))


def choose_register(kind: str) -> None:
    """Look at another book."""
    st.session_state["book_kind"] = kind


def take_upload(name: str, data: bytes) -> None:
    """Lay a register from a file open."""
    st.session_state.pop("book_asking", None)
    read_upload(UploadedRegister(name, data), "upload")


def read_upload(again: UploadedRegister, place: str) -> None:
    """Read a file with what was said of it; what is wrong with it is shown at the `place` from which it was read.

    A file in which columns that are needed were not found stays at hand with its columns, so that they can be chosen.
    """
    st.session_state["book_problems"] = (place, ())
    try:
        found = read_register(again.data, date.today(), again.currency, again.chosen, again.order)
    except ColumnsMissing as error:
        st.session_state["book_asking"] = (again, error.columns)
        return
    except BadInput as error:
        st.session_state["book_problems"] = (place, error.problems)
        return
    for name in ("book_asking", "imported"):
        st.session_state.pop(name, None)
    st.session_state["book_file"], st.session_state["book_again"] = (found, again.name), again
    choose_register("file")


def problems_at(place: str) -> tuple[Problem, ...]:
    """What was wrong with the last file that was read from there."""
    where, problems = st.session_state.get("book_problems", ("", ()))
    return tuple(problems) if where == place else ()


def asking_now() -> tuple[UploadedRegister, Columns] | None:
    """The file whose columns are asked for, and what they are."""
    found: tuple[UploadedRegister, Columns] | None = st.session_state.get("book_asking")
    return found


def file_again() -> UploadedRegister | None:
    """The file that lies open."""
    found: UploadedRegister | None = st.session_state.get("book_again") if register_kind() == "file" else None
    return found


def last_file() -> tuple[RegisterReading, str] | None:
    """The file that was added to the team's own register last: what became of it, and its name."""
    found: tuple[RegisterReading, str] | None = st.session_state.get("book_file")
    return found if st.session_state.get("imported") is not None else None


def entries_in(book: RegisterView) -> Sequence[Entry]:
    """The lines of a book as entries."""
    return entries_of(book.position.converted.register)
