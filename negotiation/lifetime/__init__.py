"""What the customer is worth: typed numbers, uncertain retention, order dates of one account or many; and the chance that they stay."""

from negotiation.lifetime.band import Band, lifetime_band
from negotiation.lifetime.cohort import ENOUGH, FEWEST, BgNbd, chance_alive, fit_bg_nbd
from negotiation.lifetime.fitting import Prior
from negotiation.lifetime.history import MONTH, Account, OrderRate, account_of, expected_order_value, order_rate
from negotiation.lifetime.ladder import RUNGS, Holdout, Portfolio, holdout, portfolio
from negotiation.lifetime.orders import Moments, OrderStream
from negotiation.lifetime.renewals import ShiftedBetaGeometric, fit_sbg, retention_nodes
from negotiation.lifetime.spending import GammaGamma, fit_gamma_gamma
from negotiation.lifetime.staying import Judgement, StayingCurve
from negotiation.lifetime.value import UsualFormulas, lifetime_by_month, lifetime_value, net_margin, order_stream, usual_formulas

__all__ = [
    "ENOUGH",
    "FEWEST",
    "MONTH",
    "RUNGS",
    "Account",
    "Band",
    "BgNbd",
    "GammaGamma",
    "Holdout",
    "Judgement",
    "Moments",
    "OrderRate",
    "OrderStream",
    "Portfolio",
    "Prior",
    "ShiftedBetaGeometric",
    "StayingCurve",
    "UsualFormulas",
    "account_of",
    "chance_alive",
    "expected_order_value",
    "fit_bg_nbd",
    "fit_gamma_gamma",
    "fit_sbg",
    "holdout",
    "lifetime_band",
    "lifetime_by_month",
    "lifetime_value",
    "net_margin",
    "order_rate",
    "order_stream",
    "portfolio",
    "retention_nodes",
    "usual_formulas",
]  # fmt: skip
