"""The rules of the claims problem: how an amount E is divided among claims c that add up to more.

Source: Aumann & Maschler 1985; O'Neill 1982; Thomson's surveys for the names.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from negotiation.core.fields import Num
from negotiation.core.money import allocate
from negotiation.core.problems import BadInput, Problem

Amounts = NDArray[np.float64]

TOLERANCE = 1e-9
"""Share of all claims by which an amount may exceed them and still count as equal to them. It absorbs rounding."""


def _equal(amount: Amounts, claims: Amounts) -> Amounts:
    return np.broadcast_to(amount[..., None] / claims.shape[-1], claims.shape)


def _proportional(amount: Amounts, claims: Amounts) -> Amounts:
    total = claims.sum(axis=-1, keepdims=True)
    return claims * amount[..., None] / np.where(total > 0.0, total, 1.0)


def _equal_awards(amount: Amounts, claims: Amounts) -> Amounts:
    """min(cᵢ, λ): the smallest claims are paid in full first; the rest is split evenly among the others."""
    rising = np.sort(claims, axis=-1)
    served = np.concatenate([np.zeros((*rising.shape[:-1], 1)), np.cumsum(rising, axis=-1)[..., :-1]], axis=-1)
    level = (amount[..., None] - served) / np.arange(rising.shape[-1], 0, -1)
    enough = level <= rising
    first = np.argmax(enough, axis=-1)[..., None]
    found = np.where(enough.any(axis=-1, keepdims=True), np.take_along_axis(level, first, axis=-1), np.inf)
    return np.minimum(claims, np.maximum(found, 0.0))


def _equal_losses(amount: Amounts, claims: Amounts) -> Amounts:
    """max(0, cᵢ − λ): the shortfall is split evenly, and nobody loses more than their claim."""
    return claims - _equal_awards(claims.sum(axis=-1) - amount, claims)


def _talmud(amount: Amounts, claims: Amounts) -> Amounts:
    """Equal awards on half the claims while E is at most half of their sum; above it, equal losses on the other
    half."""
    total = claims.sum(axis=-1)
    half = claims / 2.0
    low = amount <= total / 2.0
    gains = _equal_awards(np.where(low, amount, total / 2.0), half)
    losses = claims - _equal_awards(np.where(low, total / 2.0, total - amount), half)
    return np.where(low[..., None], gains, losses)


_FORMULAS: Mapping[str, Callable[[Amounts, Amounts], Amounts]] = {
    "equal": _equal,
    "proportional": _proportional,
    "constrained_equal_awards": _equal_awards,
    "constrained_equal_losses": _equal_losses,
    "talmud": _talmud,
}

RULES = tuple(_FORMULAS)
"""Names of the rules, the simplest first."""


def awards(amount: Num, claims: ArrayLike, rule: str) -> Amounts:
    """What each claimant gets under a rule, before rounding. Claimants are on the last axis; amounts and claims
    broadcast before it.

        equal E / n, claims ignored;  proportional E · cᵢ / C;  constrained_equal_awards min(cᵢ, λ);
        constrained_equal_losses max(0, cᵢ − λ);
        talmud: equal awards on c / 2 while E ≤ C / 2, else c − equal awards of C − E on c / 2

    C is the sum of claims; λ makes the awards add up to E. Money, not negative, 0 ≤ E ≤ C except for `equal`. Raises
    BadInput for an unknown rule, no claims, figures that are negative or not finite, and an amount above the sum of
    claims. Source: Aumann & Maschler 1985.

    >>> awards(200.0, [100.0, 200.0, 300.0], "talmud").tolist()
    [50.0, 75.0, 75.0]
    >>> awards(1.0, [1.0, 0.5], "talmud").tolist()
    [0.75, 0.25]
    """
    if rule not in RULES:
        raise BadInput(Problem("not_a_choice", "division.rule", rule, {"choices": RULES}))
    asked, total = np.asarray(claims, dtype=float), np.asarray(amount, dtype=float)
    for path, figures in (("division.claims", asked), ("division.amount", total)):
        if not np.all(np.isfinite(figures)) or np.any(figures < 0.0) or not figures.size:
            raise BadInput(Problem("out_of_range", path, _worst(figures), {"low": 0.0, "high": 1e12}))
    all_claims = asked.sum(axis=-1)
    if rule != "equal" and np.any(total > all_claims * (1.0 + TOLERANCE)):
        raise BadInput(
            Problem(
                "out_of_range", "division.amount", float(np.max(total)), {"low": 0.0, "high": float(np.min(all_claims))}
            )
        )
    shape = np.broadcast_shapes(total.shape, asked.shape[:-1])
    asked = np.broadcast_to(asked, (*shape, asked.shape[-1]))
    return _FORMULAS[rule](np.broadcast_to(total if rule == "equal" else np.minimum(total, all_claims), shape), asked)


def _worst(figures: Amounts) -> float:
    return next((float(each) for each in figures.flat if not math.isfinite(each) or each < 0.0), 0.0)


def divide(amount: Decimal | str | float, claims: Sequence[float], rule: str, digits: int = 2) -> list[Decimal]:
    """`awards` in the minor unit of the currency: one amount a claimant, adding up to the amount exactly. Ties go by
    order.

    Each award is within one minor unit of `awards`. Raises what `awards` raises.

    Args:
        amount: E, the amount to divide, money.
        claims: the claims, money, one a claimant.
        rule: one of RULES.
        digits: digits of the currency's minor unit.

    >>> [str(part) for part in divide(100, [100, 200, 300], "talmud")]
    ['33.34', '33.33', '33.33']
    >>> [str(part) for part in divide("0.01", [1, 1], "equal")]
    ['0.01', '0.00']
    """
    exact = awards(float(amount), [float(claim) for claim in claims], rule)
    if not exact.any():
        return [Decimal(0).scaleb(-digits) for _ in exact]
    return allocate(amount if isinstance(amount, Decimal | str) else str(amount), exact.tolist(), digits)
