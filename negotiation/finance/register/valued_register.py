"""A register in one currency on one day. Every line is converted once, so that every split adds up to the cent."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation.core.distributions import Pert
from negotiation.core.money import minor_digits
from negotiation.core.problems import BadInput, Problem
from negotiation.finance.register.register import Minor, Register, round_half_up

LARGEST = 9e18
"""Largest sum of one figure over all lines, in minor units; more does not fit into 64 bits."""


@dataclass(frozen=True, eq=False)
class Figures:
    """The figures of one line, a group or a whole register, in minor units of the reporting currency; arrays or whole
    numbers.

    `claimed` is gross, `accepted` part of it, `disputed` = max(claimed − accepted, 0), `paid` so far. Only open claims
    have what may still be paid: `low`, `likely`, `high` if it happens, `expected` = chance × (low + 4 likely + high) /
    6. `receivable` is what customers owe, `overdue` the part that was due before the day. Credits: `promised` = `used`
    + `expired` + `credits` that are still open. `recovery` is what others are expected to give back. `assured` is the
    part of it that may be deducted: virtually certain, of an open claim × its chance (nobody gives back what was never
    paid), and at most what is still exposed (the bounds of IAS 37.53).

        net = expected + credits − assured

    is the net exposure, never below 0: what is still expected to leave us. Open credits count in full, in addition to
    the estimate, so an estimate must not include them. Receivables are left out. A claim does not lose what a customer
    owes; and if it is withheld against the claim, the estimate already includes it. What was paid or used is gone and
    no exposure.
    """

    count: Any
    open_count: Any
    claimed: Any
    accepted: Any
    disputed: Any
    paid: Any
    low: Any
    likely: Any
    high: Any
    expected: Any
    receivable: Any
    overdue: Any
    promised: Any
    used: Any
    expired: Any
    credits: Any
    recovery: Any
    assured: Any
    net: Any


NAMES = tuple(each.name for each in dataclasses.fields(Figures))
MONEY_NAMES = NAMES[2:]


@dataclass(frozen=True, eq=False)
class ConvertedRegister:
    """A register on a day in one currency: `lines` has one row a claim, `rates` the worth of one unit of each
    currency."""

    register: Register
    rates: Mapping[str, float]
    currency: str
    today: date
    lines: Figures

    def __len__(self) -> int:
        return len(self.register)

    @property
    def digits(self) -> int:
        """Digits of the minor unit in which all figures are whole numbers."""
        return minor_digits(self.currency)

    def rows(self, where: NDArray[Any]) -> ConvertedRegister:
        """Some rows, by a mask or by indices. Nothing is rounded again."""
        lines = Figures(**{name: getattr(self.lines, name)[where] for name in NAMES})
        return dataclasses.replace(self, register=self.register.rows(where), lines=lines)


def convert_register(register: Register, worth: Mapping[str, float], currency: str, today: date) -> ConvertedRegister:
    """Every line of a register in one currency.

    Each figure of a line is converted from its own currency and rounded half up once, to the minor unit. All totals and
    splits are sums of these whole numbers. The credits of a line are rounded at their running sums, so that used,
    expired and open still add up to promised. A currency without a worth above 0 raises BadInput; the reporting
    currency itself is worth 1.

    Args:
        register: the register, each row in its own currency.
        worth: worth of one unit of each currency in the reporting currency.
        currency: code of the reporting currency.
        today: the day of the register.

    >>> from negotiation.finance.register.entry import Entry
    >>> from negotiation.finance.register.register import register_of
    >>> euro = register_of([Entry("A-1", currency="EUR", claimed=100.0, chance=0.5, likely=60.0, high=60.0,
    ...     promised=10.0, used=4.0)])
    >>> lines = convert_register(euro, {"EUR": 1.1}, "USD", date(2026, 11, 20)).lines
    >>> [int(part[0]) for part in (lines.claimed, lines.expected, lines.credits, lines.net)]
    [11000, 2750, 660, 3410]
    """
    known = {**worth, currency: 1.0}
    missing = [code for code in register.factor("currency")[1] if not known.get(code, 0.0) > 0.0]
    if missing:
        raise BadInput(
            *(
                Problem("rate_missing", f"rates.{code}", code, {"currency": currency, "on": today.isoformat()})
                for code in missing
            )
        )
    rate = register.per_row("currency", known) / register.scale * 10.0 ** minor_digits(currency)

    def converted(amount: NDArray[Any]) -> Minor:
        value = amount * rate
        if float(value.sum()) > LARGEST:
            raise BadInput(Problem("out_of_range", "register", float(value.sum()), {"low": 0, "high": LARGEST}))
        return round_half_up(value)

    is_open, nothing = register.is_open, np.zeros(len(register), np.int64)
    low, likely, high = (np.where(is_open, converted(getattr(register, name)), 0) for name in ("low", "likely", "high"))
    mean = np.asarray(Pert(register.low.astype(float), register.likely.astype(float), register.high.astype(float)).mean)
    expected = np.where(is_open, converted(register.chance * mean), 0)
    used, gone = converted(register.used), converted(register.used + register.expired)
    promised = np.maximum(converted(register.promised), gone)
    claimed, accepted, receivable, recovery = (
        converted(getattr(register, name)) for name in ("claimed", "accepted", "receivable", "recovery")
    )
    certain = register.per_row(
        "certainty", {each: each == "virtually_certain" for each in register.factor("certainty")[1]}
    ).astype(bool)
    returned = np.where(is_open, converted(register.chance * register.recovery), recovery)
    assured = np.where(certain, np.minimum(returned, expected + promised - gone), 0)
    late = register.receivable_due < np.datetime64(today)
    lines = Figures(
        count=nothing + 1,
        open_count=is_open.astype(np.int64),
        claimed=claimed,
        accepted=accepted,
        disputed=np.maximum(claimed - accepted, 0),
        paid=converted(register.paid),
        low=low,
        likely=likely,
        high=high,
        expected=expected,
        receivable=receivable,
        overdue=np.where(late, receivable, 0),
        promised=promised,
        used=used,
        expired=gone - used,
        credits=promised - gone,
        recovery=recovery,
        assured=assured,
        net=expected + promised - gone - assured,
    )
    return ConvertedRegister(register, known, currency, today, lines)


def register_totals(found: ConvertedRegister) -> Figures:
    """Sums over all lines, as whole numbers. An empty register gives 0 for everything."""
    return Figures(**{name: int(getattr(found.lines, name).sum()) for name in NAMES})


def group_totals(found: ConvertedRegister, codes: NDArray[np.int64], groups: int) -> Figures:
    """Sums over the lines of each group. `codes` is the group of every row, 0 to `groups` − 1. Exact in 64 bits."""
    sums = {}
    for name in NAMES:
        total = np.zeros(groups, np.int64)
        np.add.at(total, codes, getattr(found.lines, name))
        sums[name] = total
    return Figures(**sums)
