"""One account's order dates: its order rate, expected orders, the chance that it still orders, and the value of an
order."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from negotiation.core.cashflow import MONTH
from negotiation.core.fields import Num
from negotiation.core.problems import BadInput, Problem
from negotiation.model.lifetime.bg_nbd import chance_alive


@dataclass(frozen=True, eq=False)
class OrderRate:
    """Order rate Gamma(shape, rate) given an account's own orders: orders a month while it still orders."""

    shape: float
    rate: float

    @property
    def mean(self) -> float:
        """shape / rate, orders a month."""
        return self.shape / self.rate

    def band(self, chance: float = 0.9) -> tuple[float, float]:
        """The band (equal tails) that contains the rate with a given chance. Orders a month."""
        from scipy.special import gammaincinv

        low, high = (
            float(gammaincinv(self.shape, each)) / self.rate for each in ((1.0 - chance) / 2.0, (1.0 + chance) / 2.0)
        )
        return low, high

    def next_orders(self, months: float) -> float:
        """Expected orders in the next months: mean · months."""
        return self.mean * months

    def next_orders_band(self, months: float, chance: float = 0.9) -> tuple[int, int]:
        """The band (equal tails) of the orders in the next months: negative binomial, F(k) = I(rate / (rate +
        months); shape, k + 1)."""
        from scipy.special import betainc

        counts = np.arange(int(10.0 * self.next_orders(months) + 60.0))
        below = betainc(self.shape, counts + 1.0, self.rate / (self.rate + months))
        low, high = (int(np.searchsorted(below, each)) for each in ((1.0 - chance) / 2.0, (1.0 + chance) / 2.0))
        return low, high


def order_rate(repeats: float, months: float, shape: float = 2.0, rate: float = 4.0) -> OrderRate:
    """Order rate after x repeat orders in T months, from a stated prior Gamma(shape, rate).

        Gamma(shape + x, rate + T);  conjugate

    Args:
        repeats: x, repeat orders, count.
        months: T, months observed.
        shape: shape of the prior.
        rate: rate parameter of the prior, months.

    >>> found = order_rate(12.0, 30.0)
    >>> round(found.mean, 3), tuple(round(each, 3) for each in found.band()), found.next_orders_band(12.0)
    (0.412, (0.249, 0.608), (1, 10))
    """
    if repeats < 0 or months < 0 or shape <= 0 or rate <= 0:
        raise BadInput(Problem("out_of_range", "history", (repeats, months, shape, rate), {"low": 0.0, "high": 1e6}))
    return OrderRate(shape + repeats, rate + months)


@dataclass(frozen=True, eq=False)
class Account:
    """One account as the models see it: x repeat orders worth `mean_value`, the last after `recency` months, observed
    for `age` months.

    Orders of one day count as one. `gaps` are the months between orders.
    """

    repeats: int
    recency: float
    age: float
    mean_value: float
    gaps: tuple[float, ...]

    @property
    def regular(self) -> bool:
        """True if it orders at nearly equal intervals. A model that treats gaps as random then overstates its churn."""
        return len(self.gaps) >= 4 and float(np.std(self.gaps)) < 0.5 * float(np.mean(self.gaps))

    def chance_alive(self, r: Num = 2.0, alpha: Num = 4.0, a: Num = 0.6, b: Num = 12.0) -> Num:
        """Chance that the account still orders, from a stated prior. Time in months.

        Args:
            r: shape of the order rate; broadcasts.
            alpha: rate parameter of the order rate, months; broadcasts.
            a: first parameter of the chance of falling silent, Beta(a, b); broadcasts.
            b: second parameter of the chance of falling silent; broadcasts.
        """
        return chance_alive(float(self.repeats), self.recency, self.age, r, alpha, a, b)


def account_of(days: Sequence[date], values: Sequence[float], until: date) -> Account:
    """An account from its order dates and their values, observed until a day. Orders of one day are merged.

    No orders, or an order after `until`, raise BadInput.
    """
    if not days:
        raise BadInput(Problem("no_orders", "case.customer.history"))
    if max(days) > until:
        raise BadInput(
            Problem(
                "day_out_of_range",
                "case.customer.history",
                max(days).isoformat(),
                {"low": min(days).isoformat(), "high": until.isoformat()},
            )
        )
    merged: dict[date, float] = {}
    for day, value in zip(days, values, strict=True):
        merged[day] = merged.get(day, 0.0) + value
    ordered = sorted(merged)
    first, last = ordered[0], ordered[-1]
    gaps = tuple((later - earlier).days / MONTH for earlier, later in itertools.pairwise(ordered))
    return Account(
        len(ordered) - 1,
        (last - first).days / MONTH,
        (until - first).days / MONTH,
        float(np.mean(list(merged.values()))),
        gaps,
    )


VALUE_SHAPE, VALUE_SPREAD = 4.0, 4.0
"""p and q of the stated prior for one account's order values (Gamma-Gamma). Assumptions."""


def expected_order_value(account: Account, usual: float) -> float:
    """Expected value of an account's next order: its own mean, shrunk towards a usual value; less so with more orders.

        p (v + n m) / (p n + q − 1),  n orders worth m on average, v such that without orders it is the usual value

    Gamma-Gamma with a stated prior p = q = 4. Money.
    """
    orders = account.repeats + 1
    spread = usual * (VALUE_SPREAD - 1.0) / VALUE_SHAPE
    return VALUE_SHAPE * (spread + orders * account.mean_value) / (VALUE_SHAPE * orders + VALUE_SPREAD - 1.0)
