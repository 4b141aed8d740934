"""The share of bad pieces: from what was found among those inspected to a share with its exact upper bound."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiation.core.fields import Num
from negotiation.core.problems import BadInput, Problem

CONFIDENCE = 0.95


@dataclass(frozen=True, eq=False)
class BadShare:
    """The share found bad, and its upper bound at the stated confidence."""

    found: Num
    upper: Num


def bad_share(found_bad: Num, inspected: Num, confidence: float = CONFIDENCE) -> BadShare:
    """Share of bad pieces, with its exact one-sided upper bound.

        found = x / n;  upper: P(X ≤ x | n, p) = 1 − confidence  ⟺  p = I⁻¹(confidence; x + 1, n − x);
        1 where x = n or n = 0

    Three failures among 30 leave up to 24 % possible, three among 3,000 up to 0.26 %. For a finite lot the bound is
    on the safe side. Pieces; shapes broadcast. More bad than inspected raises BadInput. Source: Clopper & Pearson
    1934.

    >>> [round(float(bad_share(0.0, 59.0).upper), 4), round(float(bad_share(3.0, 30.0).upper), 3)]
    [0.0495, 0.239]
    """
    from scipy.special import betaincinv

    bad, looked_at = np.asarray(found_bad, dtype=float), np.asarray(inspected, dtype=float)
    if np.any(bad > looked_at):
        raise BadInput(
            Problem(
                "out_of_range",
                "case.incident.found_bad",
                float(np.max(bad)),
                {"low": 0.0, "high": float(np.min(looked_at))},
            )
        )
    some = looked_at > bad
    safe = np.where(looked_at > 0.0, looked_at, 1.0)
    upper = np.where(some, betaincinv(bad + 1.0, np.where(some, looked_at - bad, 1.0), confidence), 1.0)
    return BadShare((bad / safe)[()], upper[()])
