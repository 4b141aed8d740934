"""Gamma-Gamma over many accounts: the value of an order, and the expected value of one account's next orders."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.core.fields import Num
from negotiation.core.problems import BadInput, Problem
from negotiation.model.lifetime.bg_nbd import ENOUGH, FEWEST, WIDE
from negotiation.model.lifetime.maximum_likelihood import Prior, maximise


@dataclass(frozen=True, eq=False)
class GammaGamma:
    """Order values Gamma(p, ν) within an account, ν ~ Gamma(q, v) among accounts. `priors` is empty if there were
    enough accounts.

    Source: Fader, Hardie & Lee 2005, "RFM and CLV"; Fader & Hardie note 025.
    """

    p: float
    q: float
    v: float
    log_likelihood: float
    standard_errors: dict[str, float]
    accounts: float
    priors: tuple[Prior, ...] = ()

    def expected_value(self, orders: Num, mean_value: Num) -> Num:
        """Expected value of an account's next order after x orders worth m on average: p (v + x m) / (p x + q − 1).

        It lies between the account's own mean and that of all accounts. Money, shapes broadcast; infinite if p x + q ≤
        1.
        """
        weight = self.p * np.asarray(orders, dtype=float) + self.q - 1.0
        found: Num = np.where(
            weight > 0.0,
            self.p * (self.v + np.asarray(orders) * mean_value) / np.where(weight > 0.0, weight, 1.0),
            np.inf,
        )[()]
        return found


def fit_gamma_gamma(frequency: Num, mean_value: Num, weights: Num | None = None) -> GammaGamma:
    """Fit Gamma-Gamma to accounts with x repeat orders, worth m on average.

        ln L = ln Γ(px+q) − ln Γ(px) − ln Γ(q) + q ln v + (px−1) ln m + px ln x − (px+q) ln(x m + v)

    Accounts without repeat orders are left out. Fewer than 20 others, or values that are not above 0, raise BadInput.
    Up to 200 accounts the priors of the record support the fit. Money in one currency.
    """
    x, m = np.broadcast_arrays(
        np.atleast_1d(np.asarray(frequency, float)), np.atleast_1d(np.asarray(mean_value, float))
    )
    n = np.ones(x.shape) if weights is None else np.broadcast_to(np.asarray(weights, float), x.shape)
    some = x > 0.0
    x, m, n = x[some], m[some], n[some]
    if np.any(~(m > 0.0) | ~np.isfinite(m)):
        place = int(np.argmax(~(m > 0.0) | ~np.isfinite(m)))
        raise BadInput(Problem("no_value", "accounts", float(m[place]), {"row": place + 1}))
    accounts = float(n.sum())
    if accounts < FEWEST:
        raise BadInput(Problem("too_few_accounts", "accounts", accounts, {"low": float(FEWEST)}))
    mean = float(n @ m / accounts)
    priors: tuple[Prior, ...] = ()
    if accounts <= ENOUGH:
        priors = (Prior("p", 4.0, WIDE), Prior("q", 4.0, WIDE), Prior("v", 0.75 * mean, WIDE))

    def likelihood(parameters: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        from scipy.special import gammaln, psi

        p, q, v = parameters
        px, total = p * x, x * m + v
        height = (
            gammaln(px + q)
            - gammaln(px)
            - gammaln(q)
            + q * np.log(v)
            + (px - 1.0) * np.log(m)
            + px * np.log(x)
            - (px + q) * np.log(total)
        )
        slope = np.array(
            [
                n @ (x * (psi(px + q) - psi(px) + np.log(m) + np.log(x) - np.log(total))),
                n @ (psi(px + q) - psi(q) + np.log(v) - np.log(total)),
                n @ (q / v - (px + q) / total),
            ]
        )
        return float(n @ height), slope

    fit = maximise(likelihood, (2.0, 3.0, mean), priors)
    p, q, v = map(float, fit.parameters)
    return GammaGamma(
        p,
        q,
        v,
        fit.log_likelihood,
        dict(zip(("p", "q", "v"), map(float, fit.standard_errors), strict=True)),
        accounts,
        priors,
    )
