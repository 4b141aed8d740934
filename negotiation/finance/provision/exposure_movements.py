"""What moved between two states of a register: from the net exposure then to the net exposure now, line by line to
the cent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation.core.problems import BadInput, Problem
from negotiation.finance.register.register import Minor, Texts
from negotiation.finance.register.valued_register import ConvertedRegister, convert_register

MOVES = ("new", "rates", "raised", "lowered", "closed", "gone", "used", "paid")
"""The kinds of movement, in the order in which they are told."""


@dataclass(frozen=True, eq=False)
class Movements:
    """opening + new + rates + raised + lowered + closed + gone + used + paid = closing, in minor units; what takes
    away is negative.

    `new`: claims that were not there, with all that they have cost since. `rates`: the same claims at today's
    exchange rates. `raised`, `lowered`: expected more or less than before. `closed`: what was expected too much
    (negative) or too little when a claim closed. `gone`: claims that are no longer in the register. `used`: credits
    taken. `paid`: payments made. By claim in `code`, `customer` and the columns of `moved`, one for each of MOVES;
    `opening` and `closing` are those of each claim.
    """

    currency: str
    code: Texts
    customer: Texts
    opening: Minor
    moved: Minor
    closing: Minor

    def total(self, move: str) -> int:
        """The sum of one of MOVES."""
        return int(self.moved[:, MOVES.index(move)].sum())

    def count(self, move: str) -> int:
        """How many claims moved so."""
        return int((self.moved[:, MOVES.index(move)] != 0).sum())


def movements(before: ConvertedRegister, after: ConvertedRegister) -> Movements:
    """What moved between two states, matched by the claims' codes.

    The change of a claim is split: payments and credits taken since then come off (a correction of what was paid
    adds back), the exchange rates' part is the earlier state valued at the later rates, and the rest is an estimate
    raised, lowered, or settled by closing. Two reporting currencies, or a code that stands twice, raise BadInput.
    """
    if before.currency != after.currency:
        raise BadInput(Problem("not_a_choice", "currency", before.currency, {"choices": (after.currency,)}))
    for each in (before, after):
        codes, names = each.register.factor("code")
        if len(names) < len(codes):
            twice = names[int(np.flatnonzero(np.bincount(codes) > 1)[0])]
            raise BadInput(Problem("code_not_unique", "register", twice))
    restated = convert_register(before.register, {**before.rates, **after.rates}, after.currency, before.today)
    then, now = _places(before, after)
    was_there, is_there = then >= 0, now >= 0

    def old(of: ConvertedRegister, name: str) -> Minor:
        return _at(getattr(of.lines, name), then)

    closing = _at(after.lines.net, now)
    rates = old(restated, "net") - old(before, "net")
    paid = np.where(is_there, _at(after.lines.paid, now) - old(restated, "paid"), 0)
    used = np.where(is_there, _at(after.lines.used, now) - old(restated, "used"), 0)
    rest = closing - old(restated, "net") + paid + used
    shut = (
        was_there
        & is_there
        & _at(before.register.is_open, then).astype(bool)
        & ~_at(after.register.is_open, now).astype(bool)
    )
    stays = was_there & is_there & ~shut
    parts = {
        "new": np.where(~was_there, rest, 0),
        "rates": rates,
        "raised": np.where(stays, np.maximum(rest, 0), 0),
        "lowered": np.where(stays, np.minimum(rest, 0), 0),
        "closed": np.where(shut, rest, 0),
        "gone": np.where(was_there & ~is_there, rest, 0),
        "used": -used,
        "paid": -paid,
    }
    code, customer = (
        np.where(is_there, _at(getattr(after.register, name), now), _at(getattr(before.register, name), then))
        for name in ("code", "customer")
    )
    return Movements(
        after.currency, code, customer, old(before, "net"), np.stack([parts[name] for name in MOVES], axis=1), closing
    )


def _places(before: ConvertedRegister, after: ConvertedRegister) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each claim of either state its row then and its row now, −1 where it is not there; the earlier ones first."""
    old, new = before.register.code.tolist(), after.register.code.tolist()
    place_now, known = {code: place for place, code in enumerate(new)}, set(old)
    added = np.array([place for place, code in enumerate(new) if code not in known], dtype=np.int64)
    then = np.concatenate([np.arange(len(old)), np.full(len(added), -1)])
    now = np.concatenate([np.array([place_now.get(code, -1) for code in old], dtype=np.int64), added])
    return then.astype(np.int64), now.astype(np.int64)


def _at(column: NDArray[Any], places: NDArray[np.int64]) -> NDArray[Any]:
    """The values at some places, 0 (or nothing) where the place is −1."""
    if not len(column):
        return np.zeros(len(places), column.dtype)
    return np.where(places >= 0, column[places], np.zeros(1, column.dtype))
