"""The facts of a claim: the order and what went wrong, the customer, what is claimed and unpaid, the contract, and the way of the goods."""

from negotiation.case.contract import COUNTRIES, MILESTONES, WEEKS, ExchangeRate, LateDelivery, Logistics, Milestone, Shutdown
from negotiation.case.customer import Customer, OpenOrder, OrderPrior, PastOrder
from negotiation.case.facts import (
    BUSINESSES,
    CLAIM_LINES,
    CLAIMANTS,
    INCIDENTS,
    PROOFS,
    STAGES,
    Case,
    ClaimLine,
    Event,
    Incident,
    Order,
    Rates,
)

__all__ = [
    "BUSINESSES", "CLAIMANTS", "CLAIM_LINES", "COUNTRIES", "INCIDENTS", "MILESTONES", "PROOFS", "STAGES", "WEEKS", "Case", "ClaimLine", "Customer",
    "Event", "ExchangeRate", "Incident", "LateDelivery", "Logistics", "Milestone", "OpenOrder", "Order", "OrderPrior", "PastOrder", "Rates", "Shutdown",
]  # fmt: skip
