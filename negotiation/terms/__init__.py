"""What can be put on the table beside the remedy: one small file per settlement term, one explicit list of them all."""

from negotiation.terms.credit_over_orders import CreditOverOrders
from negotiation.terms.customer_share import CustomerShare
from negotiation.terms.extra_orders import ExtraOrders
from negotiation.terms.price_cut import PriceCut
from negotiation.terms.repayment_over_orders import RepaymentOverOrders
from negotiation.terms.term import Term

TERMS: tuple[type[Term], ...] = (CustomerShare, RepaymentOverOrders, CreditOverOrders, ExtraOrders, PriceCut)
"""Every term, in the order in which people read them."""

__all__ = ["TERMS", "CreditOverOrders", "CustomerShare", "ExtraOrders", "PriceCut", "RepaymentOverOrders", "Term"]
