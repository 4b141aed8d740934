"""The register as columns: one row a claim, money in whole minor units of each row's own currency."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation.core.fields import MONEY
from negotiation.core.money import minor_digits
from negotiation.finance.register.entry import OPEN_STAGES, Entry

Texts = NDArray[np.object_]
Days = NDArray[np.datetime64]
Minor = NDArray[np.int64]

FIELDS = tuple(each.name for each in dataclasses.fields(Entry))
AMOUNTS = tuple(each.name for each in dataclasses.fields(Entry) if each.metadata.get("unit") is MONEY)
DATES = tuple(each.name for each in dataclasses.fields(Entry) if "day" in each.metadata)
TEXTS = tuple(each.name for each in dataclasses.fields(Entry) if {"text", "choice", "currency"} & set(each.metadata))
"""Names of an entry's fields by kind: money, dates (NaT: none), and texts or codes."""


DUST = 1e-6
"""How far below half a unit a float may be and still mean the half: 100 × 0.145 is 14.499999999999998."""


def round_half_up(value: NDArray[np.float64]) -> Minor:
    """Amounts that are not negative, rounded half up to whole units, as by a spreadsheet's ROUND.

    >>> round_half_up(np.array([0.5, 1.49, 100 * 0.145, 2.25])).tolist()
    [1, 1, 15, 2]
    """
    return np.floor(value + (0.5 + DUST)).astype(np.int64)


@dataclass(frozen=True, eq=False)
class Register:
    """All claims as columns of one length, in the order of input. The fields are those of `Entry`.

    Money is in minor units of the row's own `currency` (int64), `chance` is 0 to 1, dates are days (NaT: none), texts
    are str objects.
    """

    code: Texts
    title: Texts
    customer: Texts
    owner: Texts
    team: Texts
    cause: Texts
    currency: Texts
    stage: Texts
    opened: Days
    next_deadline: Days
    claimed: Minor
    accepted: Minor
    paid: Minor
    chance: NDArray[np.float64]
    low: Minor
    likely: Minor
    high: Minor
    settles_on: Days
    receivable: Minor
    receivable_due: Days
    promised: Minor
    used: Minor
    expired: Minor
    recovery: Minor
    certainty: Texts
    _factors: dict[str, tuple[NDArray[np.int64], tuple[str, ...]]] = field(default_factory=dict, init=False, repr=False)

    def __len__(self) -> int:
        return len(self.code)

    def factor(self, name: str) -> tuple[NDArray[np.int64], tuple[str, ...]]:
        """A text column as integer codes and the texts that they stand for, in order of first appearance. Computed
        once."""
        if name not in self._factors:
            place: defaultdict[str, int] = defaultdict()
            place.default_factory = place.__len__
            codes = np.fromiter(map(place.__getitem__, getattr(self, name).tolist()), np.int64, len(self))
            self._factors[name] = codes, tuple(place)
        return self._factors[name]

    def per_row(self, name: str, values: Mapping[str, Any]) -> NDArray[Any]:
        """A value for each row by its text in a column, such as the rate or the digits of its currency."""
        codes, names = self.factor(name)
        return np.array([values[each] for each in names])[codes] if names else np.zeros(0)

    @property
    def is_open(self) -> NDArray[np.bool_]:
        """True for rows on which something may still have to be paid."""
        return self.per_row("stage", {each: each in OPEN_STAGES for each in self.factor("stage")[1]}).astype(bool)

    @property
    def scale(self) -> NDArray[np.float64]:
        """Minor units in one unit of the row's currency: 100 for USD, 1 for JPY."""
        return self.per_row("currency", {each: 10.0 ** minor_digits(each) for each in self.factor("currency")[1]})

    def rows(self, where: NDArray[Any]) -> Register:
        """Some rows, by a mask or by indices."""
        return Register(**{name: getattr(self, name)[where] for name in FIELDS})


def register_of(entries: Iterable[Entry]) -> Register:
    """The columns of some entries. Amounts are rounded half up to the minor unit of their currency.

    >>> kept = register_of([Entry("A-1", claimed=12.5), Entry("A-2", claimed=1e3, currency="JPY")])
    >>> kept.claimed.tolist(), kept.is_open.tolist(), len(register_of([]))
    ([1250, 1000], [True, True], 0)
    """
    rows = tuple(entries)
    columns: dict[str, NDArray[Any]] = {name: _objects([str(getattr(row, name)) for row in rows]) for name in TEXTS}
    columns |= {name: np.array([getattr(row, name) for row in rows], dtype="datetime64[D]") for name in DATES}
    scale = np.array([10.0 ** minor_digits(row.currency) for row in rows])
    columns |= {name: round_half_up(np.array([float(getattr(row, name)) for row in rows]) * scale) for name in AMOUNTS}
    return Register(**columns, chance=np.array([float(row.chance) for row in rows]))


def entries_of(register: Register) -> tuple[Entry, ...]:
    """The entries of the columns, to the cent.

    >>> [(each.code, each.claimed, each.settles_on) for each in entries_of(register_of([Entry("A-1", claimed=12.5)]))]
    [('A-1', 12.5, None)]
    """
    columns = {name: getattr(register, name).tolist() for name in FIELDS if name not in AMOUNTS}
    columns |= {name: (getattr(register, name) / register.scale).tolist() for name in AMOUNTS}
    return tuple(
        Entry(**dict(zip(FIELDS, row, strict=True))) for row in zip(*(columns[name] for name in FIELDS), strict=True)
    )


def _objects(texts: list[str]) -> Texts:
    column = np.empty(len(texts), dtype=object)
    column[:] = texts
    return column
