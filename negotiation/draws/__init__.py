"""Ranges as distributions, and draws from them."""

from negotiation.draws.sampling import DRAWS, MOST_DRAWS, chance_by, quantiles, sample
from negotiation.draws.spreads import Beta, Pert, Spread, ThreePoint, Triangular, Uniform, check_order, rising

__all__ = [
    "DRAWS", "MOST_DRAWS", "Beta", "Pert", "Spread", "ThreePoint", "Triangular", "Uniform", "chance_by", "check_order", "quantiles", "rising", "sample",
]  # fmt: skip
