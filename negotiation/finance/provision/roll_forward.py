"""The movement of the provision between two period ends: claim by claim, in whole minor units, so that it closes to the
cent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from negotiation.core.cashflow import discount
from negotiation.core.fields import Num
from negotiation.core.problems import BadInput, Problem

Minor: TypeAlias = NDArray[np.int64]
"""Money in whole minor units of one currency."""


@dataclass(frozen=True, eq=False)
class RollForward:
    """Movements of each claim in minor units: opened + added − used − reversed + unwound + exchange + policy = closed.

    No movement is negative except four. `exchange` is the effect of exchange rates; `policy` that of another standard
    or other thresholds; `unwound` the passage of time, negative only if the discount rate changed; and `beyond`. `used`
    was paid out of the provision. `beyond` was paid without having been provided for: it goes to expense directly
    (negative: money came back). Expense of the period = added − reversed + unwound + exchange + policy + beyond =
    closed − opened + paid.
    """

    opened: Minor
    added: Minor
    used: Minor
    reversed: Minor
    unwound: Minor
    exchange: Minor
    policy: Minor
    closed: Minor
    beyond: Minor

    def total(self, movement: str) -> int:
        """Sum of one movement over all claims, in minor units."""
        return int(getattr(self, movement).sum())

    @property
    def expense(self) -> Minor:
        """Expense of the period: added − reversed + unwound + exchange + policy + beyond. Minor units."""
        return self.added - self.reversed + self.unwound + self.exchange + self.policy + self.beyond


def roll_forward(
    opened: ArrayLike,
    closed: ArrayLike,
    paid: ArrayLike,
    unwound: ArrayLike = 0,
    exchange: ArrayLike = 0,
    rerated: ArrayLike = 0,
    policy: ArrayLike = 0,
) -> RollForward:
    """The movements of IAS 37.84, from the opening and closing provision, the payments between, and the effects not
    caused by the claims.

        used = paid, at most opened + exchange + unwound;
        rest = closed − policy − rerated − opened − exchange − unwound + used
        added = max(rest, 0);  reversed = max(−rest, 0)

    One entry a claim, whole minor units of one currency. A figure that is not whole, and a negative provision or
    unwinding, raise BadInput. Sources: IAS 37.59–61, 37.84; IAS 21.28; IFRS for SMEs 21.14.

    Args:
        opened: provision at the start, minor units, shape (claims,); 0 for a claim that did not exist.
        closed: provision at the end, minor units, shape (claims,); 0 for a claim that no longer exists.
        paid: paid between, minor units; broadcasts to (claims,).
        unwound: unwinding of the discount, minor units; broadcasts to (claims,).
        exchange: effect of other exchange rates on the opening, minor units; broadcasts to (claims,).
        rerated: part of the closing due to another discount rate, minor units; counted with the unwinding; broadcasts
            to (claims,).
        policy: part of the closing due to other accounting rules, minor units; broadcasts to (claims,).

    >>> moved = roll_forward([2_603_774, 1_205_345, 375_497], [0, 1_289_719, 401_782], [2_760_000, 0, 0],
    ...     [156_226, 84_374, 26_285])
    >>> moved.total("opened"), moved.total("unwound"), moved.total("used"), moved.total("added"), moved.total("closed")
    (4184616, 266885, 2760000, 0, 1691501)
    """
    start, end, interest = (
        _whole(each, name, 0) for each, name in ((opened, "opened"), (closed, "closed"), (unwound, "unwound"))
    )
    spent, rates, other, rules = (
        _whole(each, name, None)
        for each, name in ((paid, "paid"), (exchange, "exchange"), (rerated, "rerated"), (policy, "policy"))
    )
    start, end, spent, interest, rates, other, rules = np.broadcast_arrays(
        start, end, spent, interest, rates, other, rules
    )
    used = np.clip(spent, 0, np.maximum(start + rates + interest, 0))
    rest = end - rules - other - start - rates - interest + used
    return RollForward(
        start, np.maximum(rest, 0), used, np.maximum(-rest, 0), interest + other, rates, rules, end, spent - used
    )


def unwinding(opened: ArrayLike, rate: Num, days: Num) -> Minor:
    """Growth of a discounted provision over `days`: opened · ((1 + rate)^(days / 365) − 1), rounded half to even.

    Whole minor units, each claim (or tranche) at its own yearly rate. `days` end on the day of payment. 0 if nothing
    was discounted (rate 0).

    >>> unwinding([2_603_774, 1_205_345, 375_497], np.array([0.06, 0.07, 0.07]), 365.0).tolist()
    [156226, 84374, 26285]
    """
    grown = 1.0 / np.asarray(discount(np.maximum(days, 0.0), rate)) - 1.0
    return np.rint(_whole(opened, "opened", 0) * grown).astype(np.int64)


def _whole(values: ArrayLike, name: str, low: int | None) -> Minor:
    found: NDArray[Any] = np.asarray(values)
    if not np.issubdtype(found.dtype, np.integer):
        raise BadInput(Problem("not_whole", name, str(found.dtype)))
    if low is not None and np.any(found < low):
        raise BadInput(Problem("out_of_range", name, int(found.min()), {"low": low, "high": 2**63 - 1}))
    return found.astype(np.int64)
