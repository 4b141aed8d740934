"""The interval of the lifetime value, given how well the order rate and the retention are known."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from negotiation.core.distributions import Beta, Spread
from negotiation.core.fields import Num
from negotiation.core.sampling import sample
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.lifetime_value import lifetime_by_month, lifetime_value, order_stream
from negotiation.model.lifetime.order_history import OrderRate

DRAWS = 1_024
LOW, HIGH = 0.05, 0.95


@dataclass(frozen=True, eq=False)
class ValueInterval:
    """The 5 % and 95 % quantiles of the lifetime value without end, and of its growth by month. Money."""

    low: float
    high: float
    low_by_month: NDArray[np.float64]
    high_by_month: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class _Rate:
    """The order rate as a distribution, in orders a year."""

    rate: OrderRate

    @property
    def mean(self) -> float:
        return 12.0 * self.rate.mean

    def quantile(self, probability: Num) -> Num:
        from scipy.special import gammaincinv

        return np.asarray(12.0 * gammaincinv(self.rate.shape, probability) / self.rate.rate)


def value_interval(case: Case, rate: OrderRate | None, months: int, seed: int = 1) -> ValueInterval | None:
    """Interval of the lifetime value with the order rate drawn (from order dates) and the retention drawn (if
    uncertain).

    None if neither is uncertain.

    Args:
        case: facts of the claim.
        rate: order rate from the customer's order dates; None if there are none.
        months: number of months of the curve by month.
        seed: seed of the draws.
    """
    customer = case.customer
    spreads: dict[str, Spread] = {}
    if rate is not None:
        spreads["orders_per_year"] = _Rate(rate)
    if customer.retention_strength is not None:
        spreads["retention"] = Beta(customer.retention, customer.retention_strength)
    if not spreads:
        return None
    drawn = sample(spreads, DRAWS, seed)
    orders = np.clip(drawn["orders_per_year"], 0.05, 366.0) if rate is not None else customer.orders_per_year
    retention = np.clip(drawn["retention"], 0.0, 0.999) if "retention" in drawn else customer.retention
    many = order_stream(
        replace(case, customer=replace(customer, retention_strength=None, orders_per_year=orders, retention=retention))
    )
    worth = np.ravel(np.asarray(lifetime_value(many, case.rates.us)))
    by_month = np.asarray(lifetime_by_month(many, case.rates.us, months)).reshape(DRAWS, months + 1)
    low, high = (float(each) for each in np.quantile(worth, (LOW, HIGH)))
    low_by_month, high_by_month = np.quantile(by_month, (LOW, HIGH), axis=0)
    return ValueInterval(low, high, low_by_month, high_by_month)
