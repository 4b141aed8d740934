"""Offers, no deal, what each is worth to both parties, and which one we recommend."""

from negotiation.settlement.agreed import EVENTS, THE_REMEDY, Closure, Wait
from negotiation.settlement.compare import ALWAYS, NEVER, Outcome, Settlement, break_even, settle
from negotiation.settlement.law import Law
from negotiation.settlement.objections import Objection, objections
from negotiation.settlement.offer import NO_DEAL, NoDeal, Offer, Option, options_of
from negotiation.settlement.receivable import recovered_if_relations_break
from negotiation.settlement.worth import CASH_OUT_DAYS, NO_CASH, NO_COMPENSATION, Line, Worth, worth_of

__all__ = [
    "ALWAYS", "CASH_OUT_DAYS", "EVENTS", "NEVER", "NO_CASH", "NO_COMPENSATION", "NO_DEAL", "THE_REMEDY", "Closure", "Law", "Line", "NoDeal",
    "Objection", "Offer", "Option", "Outcome", "Settlement", "Wait", "Worth", "break_even", "objections", "options_of",
    "recovered_if_relations_break", "settle", "worth_of",
]  # fmt: skip
