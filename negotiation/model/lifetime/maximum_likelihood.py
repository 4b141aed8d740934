"""Maximum likelihood for models with positive parameters, maximised in logarithms with an analytic gradient."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.core.problems import BadInput, Problem

Likelihood = Callable[[NDArray[np.float64]], tuple[float, NDArray[np.float64]]]
"""Maps the parameters to the log-likelihood and its gradient."""

WIDEST = 25.0
FARTHEST = 12.0
"""Largest absolute logarithm of a parameter during the search, and at its end. Beyond it the fit has diverged and is
refused."""


@dataclass(frozen=True, eq=False)
class Prior:
    """Prior belief about one parameter: log-normal around `centre`, with `spread` in logarithms. It is shown to the
    user."""

    name: str
    centre: float
    spread: float


@dataclass(frozen=True, eq=False)
class Fit:
    """The parameters that maximise the (penalised) likelihood, the log-likelihood there without the penalty, and
    standard errors."""

    parameters: NDArray[np.float64]
    log_likelihood: float
    standard_errors: NDArray[np.float64]


def maximise(likelihood: Likelihood, start: Sequence[float], priors: Sequence[Prior] = ()) -> Fit:
    """Maximise the log-likelihood (with priors: the posterior in log-parameters) by BFGS with the analytic gradient.

        standard errors: √ of the diagonal of the inverse negative Hessian, from central differences of the gradient

    A search that diverges or does not end at a maximum raises BadInput.
    """
    from scipy.optimize import minimize

    centres = np.log([prior.centre for prior in priors]) if priors else np.zeros(0)
    spreads = np.array([prior.spread for prior in priors])

    def downhill(logs: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        values = np.exp(np.clip(logs, -WIDEST, WIDEST))
        height, slope = likelihood(values)
        drop, pull = -height, -slope * values
        if len(centres):
            drop += float(0.5 * np.sum(((logs - centres) / spreads) ** 2))
            pull = pull + (logs - centres) / spreads**2
        return (drop, pull) if np.isfinite(drop) else (1e300, np.zeros_like(logs))

    first = np.log(np.asarray(start, dtype=float))
    found = minimize(
        downhill,
        first,
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 2_000, "ftol": 1e-15, "gtol": 1e-9, "maxcor": 30},
    )
    logs = np.asarray(found.x, dtype=float)
    if np.any(np.abs(logs) > FARTHEST) or not np.isfinite(found.fun):
        raise BadInput(
            Problem("no_maximum", "accounts", tuple(round(float(each), 4) for each in np.exp(np.clip(logs, -700, 700))))
        )
    step = 1e-5
    slopes = [
        (downhill(logs + shift)[1] - downhill(logs - shift)[1]) / (2.0 * step) for shift in np.eye(len(logs)) * step
    ]
    hessian = 0.5 * (np.array(slopes) + np.array(slopes).T)
    values = np.exp(logs)
    try:
        covariance = np.linalg.inv(hessian)
    except np.linalg.LinAlgError:
        covariance = np.full_like(hessian, np.nan)
    spread = np.where(np.diag(covariance) > 0.0, np.diag(covariance), np.nan)
    return Fit(values, float(likelihood(values)[0]), values * np.sqrt(spread))
