"""What the customer is worth: typed numbers, uncertain retention, order dates of one account or many; and the chance that they stay."""

from negotiation.lifetime.cohort import DROPOUT_A, DROPOUT_B, ENOUGH, FEWEST, BgNbd, chance_alive, fit_bg_nbd
from negotiation.lifetime.fitting import Prior
from negotiation.lifetime.history import MONTH, Account, OrderRate, account_of, order_rate
from negotiation.lifetime.orders import Moments, OrderStream
from negotiation.lifetime.renewals import ShiftedBetaGeometric, fit_sbg, retention_nodes
from negotiation.lifetime.spending import GammaGamma, fit_gamma_gamma
from negotiation.lifetime.staying import Judgement, StayingCurve
from negotiation.lifetime.value import lifetime_by_month, lifetime_value, order_stream

__all__ = [
    "DROPOUT_A", "DROPOUT_B", "ENOUGH", "FEWEST", "MONTH", "Account", "BgNbd", "GammaGamma", "Judgement", "Moments", "OrderRate", "OrderStream", "Prior",
    "ShiftedBetaGeometric", "StayingCurve", "account_of", "chance_alive", "fit_bg_nbd", "fit_gamma_gamma", "fit_sbg", "lifetime_by_month", "lifetime_value",
    "order_rate", "order_stream", "retention_nodes",
]  # fmt: skip
