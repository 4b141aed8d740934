"""The settlement terms that can be offered beside the remedy: one small file a term, and one list of them all."""

from negotiation.model.terms.added_features import AddedFeatures
from negotiation.model.terms.amount_per_unit import AmountPerUnit
from negotiation.model.terms.cash_compensation import CashCompensation
from negotiation.model.terms.credit_over_orders import CreditOverOrders
from negotiation.model.terms.customer_share import CustomerShare
from negotiation.model.terms.deposit import Deposit
from negotiation.model.terms.expedite import Expedite
from negotiation.model.terms.extended_warranty import ExtendedWarranty
from negotiation.model.terms.extra_orders import ExtraOrders
from negotiation.model.terms.free_goods import FreeGoods
from negotiation.model.terms.free_service import FreeService
from negotiation.model.terms.guarantee import Guarantee
from negotiation.model.terms.inspection_rule import InspectionRule
from negotiation.model.terms.milestone_payment import MilestonePayment
from negotiation.model.terms.payment_days import PaymentDays
from negotiation.model.terms.price_cut import PriceCut
from negotiation.model.terms.receivable_now import ReceivableNow
from negotiation.model.terms.receivable_with_order import ReceivableWithOrder
from negotiation.model.terms.recovery import Recovery
from negotiation.model.terms.reduced_scope import ReducedScope
from negotiation.model.terms.repayment_over_orders import RepaymentOverOrders
from negotiation.model.terms.return_and_refund import ReturnAndRefund
from negotiation.model.terms.term import (
    GROUPS,
    Term,
    consequence_of,
    is_absent,
    keys_of,
    objections_of,
    rounded,
    starting_of,
)
from negotiation.model.terms.visit import Visit

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
"""Every term, in the order of display."""

__all__ = [
    "GROUPS",
    "TERMS",
    "AddedFeatures",
    "AmountPerUnit",
    "CashCompensation",
    "CreditOverOrders",
    "CustomerShare",
    "Deposit",
    "Expedite",
    "ExtendedWarranty",
    "ExtraOrders",
    "FreeGoods",
    "FreeService",
    "Guarantee",
    "InspectionRule",
    "MilestonePayment",
    "PaymentDays",
    "PriceCut",
    "ReceivableNow",
    "ReceivableWithOrder",
    "Recovery",
    "ReducedScope",
    "RepaymentOverOrders",
    "ReturnAndRefund",
    "Term",
    "Visit",
    "consequence_of",
    "is_absent",
    "keys_of",
    "objections_of",
    "rounded",
    "starting_of",
]
