"""Offers, no deal, what each is worth to both parties, and which one we recommend."""

from negotiation.settlement.compare import ALWAYS, NEVER, Outcome, Settlement, break_even, settle
from negotiation.settlement.offer import NO_DEAL, NoDeal, Offer, Option, options_of
from negotiation.settlement.receivable import recovered_if_relations_break
from negotiation.settlement.worth import CASH_OUT_DAYS, Line, Worth, worth_of

__all__ = [
    "ALWAYS", "CASH_OUT_DAYS", "NEVER", "NO_DEAL", "Line", "NoDeal", "Offer", "Option", "Outcome", "Settlement", "Worth",
    "break_even", "options_of", "recovered_if_relations_break", "settle", "worth_of",
]  # fmt: skip
