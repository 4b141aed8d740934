"""What can be put on the table beside the remedy: one small file per settlement term, one explicit list of them all."""

from negotiation.terms.added_features import AddedFeatures
from negotiation.terms.amount_per_unit import AmountPerUnit
from negotiation.terms.cash_compensation import CashCompensation
from negotiation.terms.credit_over_orders import CreditOverOrders
from negotiation.terms.customer_share import CustomerShare
from negotiation.terms.deposit import Deposit
from negotiation.terms.expedite import Expedite
from negotiation.terms.extended_warranty import ExtendedWarranty
from negotiation.terms.extra_orders import ExtraOrders
from negotiation.terms.free_goods import FreeGoods
from negotiation.terms.free_service import FreeService
from negotiation.terms.guarantee import Guarantee
from negotiation.terms.inspection_rule import InspectionRule
from negotiation.terms.milestone_payment import MilestonePayment
from negotiation.terms.payment_days import PaymentDays
from negotiation.terms.price_cut import PriceCut
from negotiation.terms.receivable_now import ReceivableNow
from negotiation.terms.receivable_with_order import ReceivableWithOrder
from negotiation.terms.recovery import Recovery
from negotiation.terms.reduced_scope import ReducedScope
from negotiation.terms.repayment_over_orders import RepaymentOverOrders
from negotiation.terms.return_and_refund import ReturnAndRefund
from negotiation.terms.term import GROUPS, Term, consequence_of, is_absent, keys_of, objections_of, rounded, starting_of
from negotiation.terms.visit import Visit

TERMS: tuple[type[Term], ...] = (
    CustomerShare,
    RepaymentOverOrders,
    CreditOverOrders,
    AmountPerUnit,
    ExtraOrders,
    PriceCut,
    CashCompensation,
    Expedite,
    Recovery,
    ReturnAndRefund,
    FreeGoods,
    InspectionRule,
    FreeService,
    AddedFeatures,
    ExtendedWarranty,
    Visit,
    ReceivableNow,
    ReceivableWithOrder,
    Deposit,
    PaymentDays,
    MilestonePayment,
    Guarantee,
    ReducedScope,
)
"""Every term, in the order in which people read them."""

__all__ = [
    "GROUPS", "TERMS", "AddedFeatures", "AmountPerUnit", "CashCompensation", "CreditOverOrders", "CustomerShare", "Deposit", "Expedite",
    "ExtendedWarranty", "ExtraOrders", "FreeGoods", "FreeService", "Guarantee", "InspectionRule", "MilestonePayment", "PaymentDays", "PriceCut",
    "ReceivableNow", "ReceivableWithOrder", "Recovery", "ReducedScope", "RepaymentOverOrders", "ReturnAndRefund", "Term", "Visit", "consequence_of",
    "is_absent", "keys_of", "objections_of", "rounded", "starting_of",
]  # fmt: skip
