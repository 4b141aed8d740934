"""What all claims may cost: the register, what is provided and why, who may promise what, what is promised, and the loss of a bad year."""

from negotiation.exposure.entry import CERTAINTIES, OPEN_STAGES, Entry
from negotiation.exposure.ledger import OUTCOMES, PROMISES, FollowUp, Ledger, Promise
from negotiation.exposure.portfolio import CORRELATION, UNSURE, Loss, Quantile, total_loss, vasicek_loss
from negotiation.exposure.provision import (
    ASC_450,
    DISCLOSURES,
    DISCOUNTINGS,
    IAS_37,
    IFRS_SMES,
    LIKELIHOODS,
    POLICIES,
    REASONS,
    RECOVERED,
    STANDARDS,
    Provision,
    ProvisionPolicy,
    expected_value,
    provided,
)
from negotiation.exposure.rates import ExchangeRates, RatesOn, converted, exchange_rates, rates_on, read_rates
from negotiation.exposure.revenue import CREDIT_FLAGS, CreditInPrice, CreditPosition, credit_in_price, credit_position
from negotiation.exposure.roll_forward import RollForward, roll_forward, unwinding

__all__ = [
    "ASC_450", "CERTAINTIES", "CORRELATION", "CREDIT_FLAGS", "DISCLOSURES", "DISCOUNTINGS", "IAS_37", "IFRS_SMES", "LIKELIHOODS", "OPEN_STAGES", "OUTCOMES",
    "POLICIES", "PROMISES", "REASONS", "RECOVERED", "STANDARDS", "UNSURE", "CreditInPrice", "CreditPosition", "Entry", "ExchangeRates", "FollowUp",
    "Ledger", "Loss", "Promise", "Provision", "ProvisionPolicy", "Quantile", "RatesOn", "RollForward", "converted", "credit_in_price", "credit_position",
    "exchange_rates", "expected_value", "provided", "rates_on", "read_rates", "roll_forward", "total_loss", "unwinding", "vasicek_loss",
]  # fmt: skip
