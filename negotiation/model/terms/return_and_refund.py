"""The affected goods come back, and the customer gets their price back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from negotiation.core.cashflow import CUSTOMER, FORWARDER, OUTSIDE, US, Flow
from negotiation.core.fields import DAYS, MONEY, SHARE, Num, number_field
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.rework.remedy import Remedy
from negotiation.model.terms.term import Term, keys_of, present


@dataclass(frozen=True, eq=False)
class ReturnAndRefund:
    """The share `returned` of the affected goods comes back on `day`. We refund their price and pay `freight` for the
    return.

    We resell them for `resale` of their price. The customer gives up goods worth `worth_to_them` of their price.
    """

    key: ClassVar[str] = "return_and_refund"
    group: ClassVar[str] = "goods"
    returned: Num = number_field(SHARE, 1.0)
    freight: Num = number_field(MONEY, 0.0)
    resale: Num = number_field(SHARE, 0.2)
    worth_to_them: Num = number_field(SHARE, 0.0)
    day: Num = number_field(DAYS, 14.0)

    def flows(self, case: Case, remedy: Remedy, life: OrderStream) -> list[Flow]:
        price = self.returned * case.order.affected_value
        some = present(self.returned)
        return [
            Flow(self.key, US, CUSTOMER, price, first_day=self.day),
            Flow("return_freight", US, FORWARDER, self.freight * some, first_day=self.day),
            Flow("resale", OUTSIDE, US, self.resale * price, first_day=self.day),
            Flow("goods_given_back", CUSTOMER, OUTSIDE, self.worth_to_them * price, first_day=self.day),
        ]

    def objections(self, case: Case, remedy: Remedy, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """The remedy already refunds them, or the goods are also cut in price or put right."""
        if remedy.kind in ("return_and_refund", "credit_note"):
            return ("refunded_already",)
        cut = "price_cut" in keys_of(terms)
        return (
            *(["also_cut"] if cut else []),
            *(["also_put_right"] if remedy.kind in ("rework", "sort_and_replace") else []),
        )
