"""Uncertain retention: a Beta distribution of the chance of leaving, its closed forms, weighted nodes for flows, and a
fit to a table of renewals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from negotiation.core.fields import Num
from negotiation.core.problems import BadInput, Problem
from negotiation.model.lifetime.maximum_likelihood import maximise

NODES = 32
"""Gauss–Jacobi nodes that represent an uncertain retention in flows: exact for polynomials of degree 63 in the
retention."""


@dataclass(frozen=True, eq=False)
class ShiftedBetaGeometric:
    """The yearly chance of leaving is Beta(α, β) among customers: mean retention β / (α + β), strength α + β.

    Source: Fader & Hardie 2007, "How to project customer retention".
    """

    alpha: float
    beta: float
    log_likelihood: float = float("nan")
    standard_errors: tuple[tuple[str, float], ...] = ()

    @property
    def retention(self) -> float:
        """Mean retention at the first renewal."""
        return self.beta / (self.alpha + self.beta)

    def survival(self, renewals: Num) -> Num:
        """Share of customers still there after so many renewals: B(α, β + t) / B(α, β)."""
        from scipy.special import betaln

        logs = betaln(self.alpha, self.beta + np.asarray(renewals, float)) - betaln(self.alpha, self.beta)
        found: Num = np.exp(np.asarray(logs, dtype=float))[()]
        return found

    def residual_lifetime(self, rate: float, renewal: int = 1) -> float:
        """Expected discounted renewals to come just before the n-th renewal decision; that renewal is undiscounted.

            (β + n − 1) / (α + β + n − 1) · ₂F₁(1, β + n; α + β + n; 1 / (1 + d))

        The function is summed as its series, because the library's version overflows for large α + β. `rate` d at least
        0.001. Source: Fader & Hardie 2010, "Customer-base valuation in a contractual setting".
        """
        if rate < LEAST_RATE:
            raise BadInput(Problem("out_of_range", "rate", rate, {"low": LEAST_RATE, "high": 1.0}))
        n = float(renewal)
        steps = np.arange(int(np.ceil(40.0 / np.log1p(rate))), dtype=float)
        ratios = (self.beta + n + steps) / (self.alpha + self.beta + n + steps) / (1.0 + rate)
        series = 1.0 + float(np.cumprod(ratios).sum())
        return (self.beta + n - 1.0) / (self.alpha + self.beta + n - 1.0) * series


LEAST_RATE = 0.001
"""Discount rate below which the closed form is not summed."""


def fit_sbg(counts: Sequence[float]) -> ShiftedBetaGeometric:
    """Fit to a table of renewals: customers at the start and after each renewal, such as 1000, 869, 743.

        ln L = Σ (n_{t−1} − n_t) ln P(leave at t) + n_last ln S(last)

    Fewer than three counts, rising counts, or nobody leaving raise BadInput. Source: Fader & Hardie 2007.
    """
    left = np.asarray(counts, dtype=float)
    if (
        left.ndim != 1
        or len(left) < 3
        or not np.all(np.isfinite(left))
        or np.any(np.diff(left) > 0)
        or left[-1] < 0
        or left[0] <= 0
    ):
        raise BadInput(Problem("no_renewals", "counts", tuple(left[:12].tolist()), {"low": 3.0}))
    lost, last = -np.diff(left), float(left[-1])
    if lost.sum() <= 0 or np.all(lost[1:] == 0):
        raise BadInput(Problem("no_renewals", "counts", tuple(left[:12].tolist()), {"low": 3.0}))
    years = np.arange(1, len(left), dtype=float)

    def likelihood(parameters: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        from scipy.special import betaln, psi

        a, b = parameters
        none = betaln(a, b)
        height = lost @ (betaln(a + 1.0, b + years - 1.0) - none) + last * (betaln(a, b + years[-1]) - none)
        both = psi(a + b) - psi(a + b + years)
        end = psi(a + b) - psi(a + b + years[-1])
        slope = np.array(
            [
                lost @ (psi(a + 1.0) - psi(a) + both) + last * end,
                lost @ (psi(b + years - 1.0) - psi(b) + both) + last * (psi(b + years[-1]) - psi(b) + end),
            ]
        )
        return float(height), slope

    fit = maximise(likelihood, (1.0, 1.0 + last / max(float(left[0] - last), 1.0)))
    alpha, beta = map(float, fit.parameters)
    errors = tuple(zip(("alpha", "beta"), map(float, fit.standard_errors), strict=True))
    return ShiftedBetaGeometric(alpha, beta, fit.log_likelihood, errors)


@lru_cache(maxsize=256)
def retention_nodes(mean: float, strength: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Retentions and weights that represent a Beta distribution with this mean and strength (in customer years).

        E[g(R)] ≈ Σ w_j g(R_j),  R ~ Beta(mean · strength, (1 − mean) · strength), Gauss–Jacobi

    A mean of 0 or 1, or within 1e-6 customer years of it, is certain: one node. Above a strength of 1,000 three nodes
    suffice, at the mean and √3 standard deviations around it.
    """
    stays, leaves = mean * strength, (1.0 - mean) * strength
    if min(stays, leaves) < 1e-6:
        return np.array([mean]), np.array([1.0])
    if strength > 1_000.0:
        away = float(np.sqrt(3.0 * mean * (1.0 - mean) / (strength + 1.0)))
        return np.clip(np.array([mean - away, mean, mean + away]), 0.0, 1.0), np.array([1.0, 4.0, 1.0]) / 6.0
    from scipy.special import roots_jacobi

    points, weights = roots_jacobi(NODES, leaves - 1.0, stays - 1.0)
    return np.asarray((points + 1.0) / 2.0), np.asarray(weights / weights.sum())
