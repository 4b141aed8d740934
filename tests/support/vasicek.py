"""The exact loss of a very large register of alike claims, against which the drawn losses are compared."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr, ndtri

from negotiation.core.fields import Num


def vasicek_loss(chance: Num, correlation: Num, at: Num) -> Num:
    """Part of very many alike small claims that costs in the year that is not exceeded with the chance `at`.

        Φ((Φ⁻¹(chance) + √ρ · Φ⁻¹(at)) / √(1 − ρ));  ρ < 1

    Source: Vasicek 2002.
    """
    found: Num = ndtr((ndtri(chance) + np.sqrt(correlation) * ndtri(at)) / np.sqrt(1.0 - np.asarray(correlation)))
    return found
