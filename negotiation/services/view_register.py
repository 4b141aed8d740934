"""The register that is looked at: the team's own, a file or the sample team's, valued on a day by the team's policy
and rates."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from negotiation.core.problems import BadInput, Problem
from negotiation.finance.position import Position, value_register
from negotiation.finance.provision.provision import ProvisionPolicy
from negotiation.finance.register.exchange_rates import ExchangeRates, rates_on_day
from negotiation.finance.register.register import FIELDS, Register
from negotiation.finance.register.valued_register import convert_register
from negotiation.finance.register_file.register_reader import RegisterReading, read_register
from negotiation.finance.reporting_settings import Team
from negotiation.services.context import Context
from negotiation.services.sample_team import SAMPLE_DAY, sample_rates, sample_register
from negotiation.store import columns, trail_end

SEED = 1
"""Of the draws behind the loss distribution: the same register has the same figures."""


@dataclass(frozen=True, eq=False)
class RegisterView:
    """A register in one currency on a day: where it comes from, what it is worth, what of it could not be read, in
    which version each claim of the team's own stood; how many claims of a currency without a rate are `uncounted`,
    and how many of these `waits` open. `kind` is `store` (the team's own), `sample` or `file`."""

    kind: str
    name: str
    position: Position
    reading: RegisterReading | None = None
    uncounted: Mapping[str, int] = field(default_factory=dict)
    waits: int = 0
    versions: Mapping[str, int] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day on which the register is valued."""
        return self.position.converted.today

    @property
    def without_rate(self) -> tuple[str, ...]:
        """Currencies without a usable rate."""
        return tuple(self.uncounted)

    @property
    def currency(self) -> str:
        """The currency of its reports."""
        return self.position.converted.currency


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
    def mark(self) -> str:
        """Checksum of the file: the same for the same bytes, another for every other file."""
        return hashlib.sha256(self.data).hexdigest()[:16]

    @property
    def key(self) -> Hashable:
        """Equal for the same file read with the same answers."""
        return self.name, self.mark, self.currency, tuple(sorted(self.chosen.items())), self.order


@dataclass(frozen=True, eq=False)
class RegisterFile:
    """A file and what was read from it."""

    upload: UploadedRegister
    reading: RegisterReading


def read_register_file(context: Context, upload: UploadedRegister) -> RegisterFile:
    """A file read with what was said of it. Columns that are needed and were not found raise ColumnsMissing with
    those that are there; whatever else keeps it from being read raises BadInput."""
    reading = read_register(upload.data, context.calendar(), upload.currency, upload.chosen, upload.order)
    return RegisterFile(upload, reading)


def day_of_register(context: Context, kind: str) -> date:
    """The day on which a register of a kind is looked at: today, but for the sample's."""
    return SAMPLE_DAY if kind == "sample" else context.calendar()


def source_of_register(context: Context, kind: str, file: RegisterFile | None = None) -> Hashable:
    """What the claims of a register come from; equal as long as they are the same: the end of the audit trail for the
    team's own, the language of the sample, the checksum and the answers of a file."""
    if kind == "store":
        return trail_end(context.store).sequence
    return context.language if kind == "sample" else None if file is None else file.upload.key


def view_register(
    context: Context, kind: str, policy: ProvisionPolicy, team: Team, file: RegisterFile | None = None
) -> RegisterView | None:
    """A register valued on its day, in the team's currency; the sample's in US dollars at its own rates. None for a
    team's register without a claim.

    - `kind`: `store`, `sample` or `file`; for the last one `file` says which.
    - `policy`: how provisions are measured.
    - `team`: its currency, rates and correlation.

    A store out of reach raises BadInput.
    """
    today = day_of_register(context, kind)
    rates, name = team.exchange_rates(), ""
    reading: RegisterReading | None = None
    versions: dict[str, int] = {}
    if kind == "sample":
        reading, rates = sample_register(context.language, today), sample_rates(today)
        register = reading.register
    elif kind == "file":
        if file is None:
            return None
        name, reading, register = file.upload.name, file.reading, file.reading.register
    else:
        held = columns(context.store)
        register = Register(**{each: held[each] for each in FIELDS})
        versions = dict(zip(held["code"].tolist(), held["version"].tolist(), strict=True))
        if not len(register):
            return None
    usable, worth = _usable_rates(register, rates, today)
    kept = register if usable.all() else register.rows(usable)
    there = {code: value for code, value in worth.items() if np.isfinite(value)}
    converted = convert_register(kept, there, rates.reporting, today)
    position = value_register(converted, policy, correlation=float(team.correlation), seed=SEED)
    left = register.currency[~usable]
    uncounted = {code: int((left == code).sum()) for code, value in worth.items() if not np.isfinite(value)}
    return RegisterView(kind, name, position, reading, uncounted, int(register.is_open[~usable].sum()), versions)


def _usable_rates(register: Register, rates: ExchangeRates, today: date) -> tuple[NDArray[np.bool_], dict[str, float]]:
    """Which claims have a usable rate on a day, and what a unit of each currency is worth (NaN without a rate): claims
    without one are left out and named, never counted as nothing in silence."""
    codes = register.factor("currency")[1]
    found = rates_on_day(rates, list(codes), today)
    worth = {code: float(each) for code, each in zip(codes, found.worth, strict=True)} | {rates.reporting: 1.0}
    usable = register.per_row("currency", {code: np.isfinite(worth[code]) for code in codes}).astype(bool)
    return usable, worth


def rates_of_register(view: RegisterView, currency: str) -> Callable[[str], float]:
    """What a unit of a currency is worth in another at the rates of a register; BadInput without one of both rates."""
    found = {**view.position.converted.rates, view.currency: 1.0}

    def of(code: str) -> float:
        if code == currency:
            return 1.0
        if code not in found or currency not in found:
            raise BadInput(Problem("no_limit_rate", "", code, {"currency": currency}))
        return found[code] / found[currency]

    return of
