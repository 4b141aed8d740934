"""BG/NBD over many accounts: how often they order and when they fall silent, with predictions by account."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.core.fields import Num
from negotiation.core.problems import BadInput, Problem
from negotiation.core.sampling import quantiles
from negotiation.model.facts.customer import OrderPrior
from negotiation.model.lifetime.maximum_likelihood import Prior, maximise

FEWEST, ENOUGH = 20, 200
"""Below the first number of accounts no fit is made. Up to the second the priors below support the fit."""

STATED = OrderPrior()
"""Centres of the priors: a and b of the chance of falling silent after an order, r of the order rate; α is r times the
mean gap. Assumptions."""

WIDE = 1.0
"""Standard deviation of each prior in logarithms: a factor of e either way."""


@dataclass(frozen=True, eq=False)
class BgNbd:
    """Order rates Gamma(r, α) and the chance of falling silent after an order Beta(a, b); time in the unit of the data.

    `priors` is empty if there were enough accounts for plain maximum likelihood. Source: Fader, Hardie & Lee 2005.
    """

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float
    standard_errors: dict[str, float]
    accounts: float
    priors: tuple[Prior, ...] = ()

    def chance_alive(self, frequency: Num, recency: Num, age: Num) -> Num:
        """Chance that an account still orders, given x repeat orders, the last at t_x, and an observation time T.

            1 / (1 + [x > 0] · a / (b + x − 1) · ((α + T) / (α + t_x))^(r + x))

        Too pessimistic for accounts that order at regular intervals, because the model treats gaps as random. Shapes
        broadcast.
        """
        return chance_alive(frequency, recency, age, self.r, self.alpha, self.a, self.b)

    def expected_orders(self, days: Num) -> Num:
        """Expected orders of a new account within a time t.

            (a + b − 1) / (a − 1) · (1 − (α / (α + t))^r · ₂F₁(r, b; a + b − 1; t / (α + t)))

        At a = 1 the limit is used. Source: equation 9.
        """
        return self._expected(np.zeros(()), np.asarray(days, dtype=float), np.ones(()), 0.0)

    def expected_orders_of(self, frequency: Num, recency: Num, age: Num, days: Num) -> Num:
        """Expected orders of one account within the next t, given its history. Shapes broadcast. Source: equation 10.

        Args:
            frequency: x, repeat orders, count; broadcasts.
            recency: t_x, time of the last order, in the unit of the data; broadcasts.
            age: T, time observed, in the unit of the data; broadcasts.
            days: t, time ahead, in the unit of the data; broadcasts.
        """
        x, alive = np.asarray(frequency, dtype=float), self.chance_alive(frequency, recency, age)
        return self._expected(x, np.asarray(days, dtype=float), alive, age)

    def _expected(self, x: Num, t: Num, alive: Num, age: Num) -> Num:
        from scipy.special import hyp2f1

        a = self.a if abs(self.a - 1.0) > 1e-6 else 1.0 + 1e-6
        start = self.alpha + np.asarray(age, dtype=float)
        ratio = hyp2f1(self.r + x, self.b + x, a + self.b + x - 1.0, t / (start + t))
        grown = (a + self.b + x - 1.0) / (a - 1.0) * (1.0 - (start / (start + t)) ** (self.r + x) * ratio)
        found: Num = np.asarray(grown * alive)[()]
        return found

    def orders_drawn(
        self, frequency: float, recency: float, age: float, days: float, draws: int = 4_096, seed: int = 0
    ) -> NDArray[np.float64]:
        """Draws of the number of orders of one account within the next t, shape (draws,). Their mean is
        `expected_orders_of`.

        The account is alive with its chance. Then orders = min(Poisson(λt), orders until it falls silent), λ ~ Gamma(r
        + x, α + T), chance of falling silent ~ Beta(a, b + x).

        Args:
            frequency: x, repeat orders, count.
            recency: t_x, time of the last order, in the unit of the data.
            age: T, time observed, in the unit of the data.
            days: t, time ahead, in the unit of the data.
            draws: number of draws.
            seed: seed of the draws.
        """
        random = np.random.default_rng(seed)
        alive = random.random(draws) < float(self.chance_alive(frequency, recency, age))
        rate = random.gamma(self.r + frequency, 1.0 / (self.alpha + age), draws)
        silent = np.maximum(random.beta(self.a, self.b + frequency, draws), 1e-12)
        until = np.ceil(np.log(random.random(draws)) / np.log1p(-np.minimum(silent, 1.0 - 1e-12)))
        drawn: NDArray[np.float64] = np.minimum(random.poisson(rate * days), np.maximum(until, 1.0)) * alive.astype(
            float
        )
        return drawn

    def band_of(self, frequency: float, recency: float, age: float, days: float, seed: int = 0) -> tuple[float, float]:
        """The 90 % band (equal tails) of the orders of one account within the next t.

        Args:
            frequency: x, repeat orders, count.
            recency: t_x, time of the last order, in the unit of the data.
            age: T, time observed, in the unit of the data.
            days: t, time ahead, in the unit of the data.
            seed: seed of the draws.
        """
        low, high = quantiles(self.orders_drawn(frequency, recency, age, days, seed=seed), (0.05, 0.95))
        return low, high


def chance_alive(frequency: Num, recency: Num, age: Num, r: Num, alpha: Num, a: Num, b: Num) -> Num:
    """Chance that an account still orders, from stated or fitted parameters: see `BgNbd.chance_alive`.

    Args:
        frequency: x, repeat orders, count; broadcasts.
        recency: t_x, time of the last order; broadcasts.
        age: T, time observed, in the same unit; broadcasts.
        r: shape of the order rate; broadcasts.
        alpha: rate parameter of the order rate, in the same unit of time; broadcasts.
        a: first parameter of the chance of falling silent, Beta(a, b); broadcasts.
        b: second parameter of the chance of falling silent; broadcasts.

    >>> [round(float(chance_alive(12.0, last, 30.0, 2.0, 4.0, 0.6, 12.0)), 2) for last in (29.0, 26.0, 22.0, 18.0)]
    [0.96, 0.87, 0.47, 0.08]
    """
    x = np.asarray(frequency, dtype=float)
    some = x > 0.0
    odds = np.exp(
        np.log(a)
        - np.log(np.where(some, b + x - 1.0, 1.0))
        + (r + x) * (np.log(alpha + np.asarray(age)) - np.log(alpha + np.asarray(recency)))
    )
    found: Num = (1.0 / (1.0 + np.where(some, odds, 0.0)))[()]
    return found


def checked_accounts(
    frequency: Num, recency: Num, age: Num
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """The three columns as arrays of one length. Raises BadInput for an impossible account: negative, silent before it
    began, not finite."""
    columns = [np.atleast_1d(np.asarray(each, dtype=float)) for each in (frequency, recency, age)]
    x, last, length = (np.asarray(each, dtype=float) for each in np.broadcast_arrays(*columns))
    wrong: NDArray[np.bool_] = (
        ~np.isfinite(x + last + length)
        | (x < 0)
        | (last < 0)
        | (last > length)
        | ((x == 0) != (last == 0))
        | (x != np.round(x))
    )
    if np.any(wrong):
        place = int(np.argmax(wrong))
        raise BadInput(
            Problem(
                "no_account",
                "accounts",
                (float(x[place]), float(last[place]), float(length[place])),
                {"row": place + 1},
            )
        )
    return x, last, length


def fit_bg_nbd(frequency: Num, recency: Num, age: Num, weights: Num | None = None) -> BgNbd:
    """Fit BG/NBD to accounts with x repeat orders, the last at t_x, observed for T, in any one unit of time.

        ln L = ln Γ(r+x) − ln Γ(r) + r ln α + ln B(a, b+x) − ln B(a,
            b) + ln((α+T)^−(r+x) + [x>0] a/(b+x−1) (α+t_x)^−(r+x))

    Computed in logarithms throughout, with the analytic gradient. Identical accounts are merged. Fewer than 20
    accounts, or accounts that never ordered again, raise BadInput. Up to 200 accounts the priors of the record support
    the fit. Source: Fader, Hardie & Lee 2005.

    Args:
        frequency: x, repeat orders, count, shape (accounts,).
        recency: t_x, time of the last order, shape (accounts,).
        age: T, time observed, in the same unit, shape (accounts,).
        weights: how many accounts each row stands for, shape (accounts,); None for one each.
    """
    import pandas as pd

    x, last, length = checked_accounts(frequency, recency, age)
    table = pd.DataFrame(
        {
            "x": x,
            "last": last,
            "length": length,
            "n": 1.0 if weights is None else np.broadcast_to(np.asarray(weights, float), x.shape),
        }
    )
    merged = table.groupby(["x", "last", "length"], sort=False)["n"].sum().reset_index()
    x, last, length, n = (merged[name].to_numpy(float) for name in ("x", "last", "length", "n"))
    accounts = float(n.sum())
    if accounts < FEWEST:
        raise BadInput(Problem("too_few_accounts", "accounts", accounts, {"low": float(FEWEST)}))
    orders, time = float(n @ x), float(n @ length)
    if orders <= 0.0:
        raise BadInput(Problem("no_repeat_orders", "accounts", accounts))
    gap = time / orders
    priors: tuple[Prior, ...] = ()
    if accounts <= ENOUGH:
        centres = (("r", STATED.shape), ("alpha", STATED.shape * gap), ("a", STATED.a), ("b", STATED.b))
        priors = tuple(Prior(name, float(centre), WIDE) for name, centre in centres)
    repeats, place = np.unique(x, return_inverse=True)
    counts = np.bincount(place, n)
    some = x > 0.0

    def likelihood(parameters: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        from scipy.special import gammaln, psi

        r, alpha, a, b = parameters
        until_end, until_last = np.log(alpha + length), np.log(alpha + last)
        silent = np.where(some, np.log(a) - np.log(np.where(some, b + x - 1.0, 1.0)) - (r + x) * until_last, -np.inf)
        alive = -(r + x) * until_end
        both = np.logaddexp(alive, silent)
        share = np.exp(silent - both)
        by_count = (
            gammaln(r + repeats)
            - gammaln(r)
            + r * np.log(alpha)
            + gammaln(a + b)
            + gammaln(b + repeats)
            - gammaln(b)
            - gammaln(a + b + repeats)
        )
        height = float(counts @ by_count + n @ both)
        weighted = n * share
        slope = np.array(
            [
                counts @ (psi(r + repeats) - psi(r) + np.log(alpha))
                - n @ ((1.0 - share) * until_end + share * until_last),
                accounts * r / alpha - n @ ((r + x) * ((1.0 - share) / (alpha + length) + share / (alpha + last))),
                counts @ (psi(a + b) - psi(a + b + repeats)) + weighted.sum() / a,
                counts @ (psi(a + b) + psi(b + repeats) - psi(b) - psi(a + b + repeats))
                - weighted @ np.where(some, 1.0 / np.where(some, b + x - 1.0, 1.0), 0.0),
            ]
        )
        return height, slope

    fit = maximise(likelihood, (1.0, gap, 1.0, 3.0), priors)
    errors = dict(zip(("r", "alpha", "a", "b"), map(float, fit.standard_errors), strict=True))
    r, alpha, a, b = map(float, fit.parameters)
    return BgNbd(r, alpha, a, b, fit.log_likelihood, errors, accounts, priors)
