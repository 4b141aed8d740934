"""How much evidence a file of orders gives, what each account is expected to bring, and how well that predicted orders
kept back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.core.cashflow import MONTH
from negotiation.core.problems import BadInput
from negotiation.core.sampling import quantiles
from negotiation.importers.order_lines import Accounts, Orders, accounts_of
from negotiation.model.facts.customer import OrderPrior
from negotiation.model.lifetime.bg_nbd import BgNbd, fit_bg_nbd
from negotiation.model.lifetime.gamma_gamma import GammaGamma, fit_gamma_gamma
from negotiation.model.lifetime.order_history import VALUE_SHAPE, VALUE_SPREAD

RUNGS = ("one_by_one", "priors", "many")
"""Evidence levels: too few accounts for a fit, so each by itself with a stated prior; fitted with visible priors;
fitted by plain maximum likelihood."""

YEAR_OF_MONTHS = 12.0
KEPT_BACK = 0.3
"""Share of the time, at the end, that the holdout check keeps back."""


@dataclass(frozen=True, eq=False)
class AccountForecasts:
    """Every account with its expected orders of the next year, the chance that it still orders, and the value of an
    order.

    `rung` is the evidence level. If no fit is possible, `why_not` is the reason, and `model` and `values` are stated
    priors.
    """

    accounts: Accounts
    rung: str
    next_year: NDArray[np.float64]
    alive: NDArray[np.float64]
    order_value: NDArray[np.float64]
    model: BgNbd
    values: GammaGamma
    why_not: str = ""

    @property
    def fit(self) -> BgNbd | None:
        """The fitted model; None if it is the stated prior."""
        return None if self.why_not else self.model

    @property
    def turnover(self) -> NDArray[np.float64]:
        """Expected turnover of the next year, money."""
        return self.next_year * self.order_value

    def turnover_drawn(self, place: int, draws: int = 4_096, seed: int = 0) -> NDArray[np.float64]:
        """Draws of one account's turnover within the next year: numbers of orders from `BgNbd`, their values from
        `GammaGamma`.

        Σ of N values Gamma(p, ν) = Gamma(p N, ν),  ν ~ Gamma(q + p x, v + x m)
        """
        x, mean = float(self.accounts.frequency[place]), float(self.accounts.mean_value[place])
        orders = self.model.orders_drawn(
            x, float(self.accounts.recency[place]), float(self.accounts.age[place]), YEAR_OF_MONTHS, draws, seed
        )
        random, values = np.random.default_rng(seed + 1), self.values
        scale = random.gamma(values.q + values.p * x, 1.0 / (values.v + x * mean), draws)
        total: NDArray[np.float64] = np.where(
            orders > 0, random.gamma(np.maximum(values.p * orders, 1e-9)) / scale, 0.0
        )
        return total

    def turnover_band(self, place: int, seed: int = 0) -> tuple[float, float]:
        """The 90 % band (equal tails) of one account's turnover within the next year."""
        low, high = quantiles(self.turnover_drawn(place, seed=seed), (0.05, 0.95))
        return low, high


def forecast_accounts(accounts: Accounts, months: float = YEAR_OF_MONTHS) -> AccountForecasts:
    """Expected orders within the next `months`, at the evidence level that the accounts allow. Few accounts never raise
    an error.

    Without a fit the stated prior (`OrderPrior`, and p = q = 4 around the mean of all accounts) is used in the same
    formulas.
    """
    x, last, age, mean = accounts.frequency, accounts.recency, accounts.age, accounts.mean_value
    prior, why_not = OrderPrior(), ""
    model = BgNbd(float(prior.shape), float(prior.months), float(prior.a), float(prior.b), np.nan, {}, 0.0)
    try:
        model = fit_bg_nbd(x, last, age)
    except BadInput as error:
        why_not = error.problems[0].code
    try:
        values = fit_gamma_gamma(x, mean)
    except BadInput:
        usual = float(np.mean(mean[x > 0])) if np.any(x > 0) else 0.0
        values = GammaGamma(VALUE_SHAPE, VALUE_SPREAD, usual * (VALUE_SPREAD - 1.0) / VALUE_SHAPE, np.nan, {}, 0.0)
    return AccountForecasts(
        accounts=accounts,
        rung=RUNGS[0] if why_not else RUNGS[1] if model.priors else RUNGS[2],
        next_year=np.asarray(model.expected_orders_of(x, last, age, months)),
        alive=np.asarray(model.chance_alive(x, last, age)),
        order_value=np.asarray(values.expected_value(x, mean)),
        model=model,
        values=values,
        why_not=why_not,
    )


@dataclass(frozen=True, eq=False)
class Holdout:
    """Orders of the period kept back, by account: predicted from the time before, and as they came. Only accounts known
    before."""

    months: float
    predicted: NDArray[np.float64]
    actual: NDArray[np.float64]

    @property
    def off_by(self) -> float:
        """How far the predictions are off in all: Σ predicted / Σ actual − 1. NaN where no order came.

        >>> Holdout(12.0, np.array([6.0, 5.0]), np.array([4.0, 6.0])).off_by
        0.10000000000000009
        """
        came = float(self.actual.sum())
        return float(self.predicted.sum()) / came - 1.0 if came else float("nan")


def holdout(orders: Orders) -> Holdout | None:
    """Fit on the first part of the time, predict the rest, and compare. None if there is nothing to compare."""
    first, last = orders.day.min().astype("int64"), orders.day.max().astype("int64")
    split = int(last - KEPT_BACK * (last - first))
    before = orders.day.astype("int64") <= split
    if before.all() or not before.any():
        return None
    known = accounts_of(
        Orders(orders.account[before], orders.day[before], orders.amount[before], orders.currency),
        np.datetime64(split, "D").astype(object),
    )
    months = (int(last) - split) / MONTH
    days = {
        (str(name), int(day))
        for name, day in zip(orders.account[~before], orders.day[~before].astype("int64"), strict=True)
    }
    came = Counter(name for name, _ in days)
    actual = np.array([came[str(name)] for name in known.name], dtype=float)
    return Holdout(months, forecast_accounts(known, months).next_year, actual)
