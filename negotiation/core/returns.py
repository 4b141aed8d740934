"""Present value and rate of return of dated payments, as spreadsheets state them, with every root instead of the
first found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from negotiation.core.cashflow import YEAR
from negotiation.core.field_checks import check_number
from negotiation.core.fields import Unit
from negotiation.core.problems import BadInput, Problem

LOG_RATE_RANGE = (-30.0, 30.0)
"""Roots are sought between rates of −100 % + 1e-13 and 1e13: outside lies nothing that anyone could call a return."""


RETURN = Unit("rate", float(np.nextafter(-1.0, 0.0)), 1e15, 0.01)
"""Any rate above −100 %: wider than a discount rate that someone types, since a return can be anything."""


def _checked(amounts: Sequence[float]) -> NDArray[np.float64]:
    values = np.asarray(amounts, dtype=float)
    if values.ndim != 1 or not values.size or not np.isfinite(values).all():
        raise BadInput(Problem("not_finite", "amounts", tuple(map(float, np.ravel(values)))))
    return values


def _years(dates: Sequence[date]) -> NDArray[np.float64]:
    return np.array([day.toordinal() - dates[0].toordinal() for day in dates], dtype=float) / YEAR


def xnpv(rate: float, amounts: Sequence[float], dates: Sequence[date]) -> float:
    """Present value on the first date of dated amounts: Σ pᵢ / (1 + r)^((dᵢ − d₀) / 365).

    Received is positive, paid negative. Whole dates only, so that no daylight-saving hour moves the last digits. A
    rate at or below −100 %, NaN or infinity raises BadInput. Source: Excel's XNPV.

    >>> days = [date(2008, 1, 1), date(2008, 3, 1), date(2008, 10, 30), date(2009, 2, 15), date(2009, 4, 1)]
    >>> round(xnpv(0.09, [-10_000, 2_750, 4_250, 3_250, 2_750], days), 6)
    2086.647602
    """
    wrong = list(check_number(rate, RETURN, "rate"))
    if wrong:
        raise BadInput(*wrong)
    values = _checked(amounts)
    if len(values) != len(dates):
        raise BadInput(Problem("lengths_differ", "dates", len(dates), {"expected": len(values)}))
    return float(np.sum(values * (1.0 + rate) ** -_years(dates)))


def npv_of_periods(rate: float, amounts: Sequence[float]) -> float:
    """Excel's NPV: the first amount is discounted by one period too, Σ pᵢ / (1 + r)^i for i = 1, 2, …

    >>> round(npv_of_periods(0.10, [-10_000, 3_000, 4_200, 6_800]), 2)
    1188.44
    """
    wrong = list(check_number(rate, RETURN, "rate"))
    if wrong:
        raise BadInput(*wrong)
    values = _checked(amounts)
    return float(np.sum(values * (1.0 + rate) ** -np.arange(1.0, len(values) + 1.0)))


@dataclass(frozen=True)
class InternalRates:
    """Every internal rate of return, ascending, and how often the amounts change sign: never more roots than
    changes."""

    roots: tuple[float, ...]
    sign_changes: int


def xirr(amounts: Sequence[float], dates: Sequence[date]) -> InternalRates:
    """All yearly rates at which dated amounts are worth nothing: the roots of XNPV.

    None where the amounts never change sign. Source: Excel's XIRR, which reports one.

    >>> days = [date(2008, 1, 1), date(2008, 3, 1), date(2008, 10, 30), date(2009, 2, 15), date(2009, 4, 1)]
    >>> [round(root, 7) for root in xirr([-10_000, 2_750, 4_250, 3_250, 2_750], days).roots]
    [0.3733625]
    """
    values = _checked(amounts)
    if len(values) != len(dates):
        raise BadInput(Problem("lengths_differ", "dates", len(dates), {"expected": len(values)}))
    return _all_roots(values, _years(dates))


def irr(amounts: Sequence[float]) -> InternalRates:
    """All rates per period at which evenly spaced amounts are worth nothing, the first one undiscounted.

    >>> [round(root, 6) for root in irr([-100, 230, -132]).roots]
    [0.1, 0.2]
    """
    values = _checked(amounts)
    return _all_roots(values, np.arange(float(len(values))))


def _all_roots(values: NDArray[np.float64], times: NDArray[np.float64]) -> InternalRates:
    """Roots in x = log(1 + r) of f(x) = Σ pᵢ e^(−tᵢ x).

    By Rolle's theorem the roots of f·e^(cx) lie one in each gap between the roots of its derivative, whose amounts
    are pᵢ (c − tᵢ). With c chosen where the amounts change sign, that change is gone from the derivative: after as
    many steps as there are changes no root is left, and every gap holds at most one (Descartes' rule for exponential
    sums).
    """
    order = np.argsort(times, kind="stable")
    days, inverse = np.unique(times[order], return_inverse=True)
    sums = np.zeros(len(days))
    np.add.at(sums, inverse, values[order])
    kept = sums != 0.0
    p, t = sums[kept], days[kept]
    changes = int(np.sum(np.diff(np.sign(p)) != 0)) if p.size else 0
    return InternalRates(tuple(float(np.expm1(x)) for x in _roots(p, t)), changes)


def _roots(p: NDArray[np.float64], t: NDArray[np.float64]) -> list[float]:
    from scipy.optimize import brentq

    flips = np.flatnonzero(np.diff(np.sign(p)))
    if not flips.size:
        return []

    def f(x: float) -> float:
        exponents = -t * x
        return float(np.sum(p * np.exp(exponents - exponents.max())))

    split = (t[flips[0]] + t[flips[0] + 1]) / 2.0
    edges = [LOG_RATE_RANGE[0], *_roots(p * (split - t), t), LOG_RATE_RANGE[1]]
    scale = float(np.abs(p).max())
    found: list[float] = []
    for low, high in pairwise(edges):
        at_low, at_high = f(low), f(high)
        if low > edges[0] and abs(at_low) <= 1e-13 * scale:
            found.append(low)
        elif at_low * at_high < 0.0 and abs(at_high) > 1e-13 * scale:
            found.append(float(brentq(f, low, high, xtol=1e-15, rtol=1e-14)))
    return found
