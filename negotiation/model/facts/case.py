"""The facts of one claim: the order, what went wrong, the claim lines, what is unpaid, and each party's discount
rate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from negotiation.core.fields import (
    COUNT,
    DAYS,
    MONEY,
    NUMBER,
    PIECES,
    RATE,
    Num,
    Text,
    choice_field,
    codes_field,
    currency_field,
    date_field,
    flag_field,
    number_field,
    records_field,
    text_field,
)
from negotiation.model.facts.contract import ExchangeRate, LateDelivery, Logistics, Milestone
from negotiation.model.facts.customer import Customer

INCIDENTS = ("wrong_goods", "defect", "shortage", "late", "service_failure", "other")
STAGES = ("open", "offered", "agreed", "settled", "closed")
BUSINESSES = ("box_factory", "box_trader", "equipment", "services", "own_software")
PROOFS = (
    "order_confirmed",
    "sample_approved",
    "drawings_approved",
    "inspection_report",
    "recap_email",
    "photos",
    "none",
)
CLAIMANTS = ("customer", "end_customer")
CLAIM_LINES = ("goods", "rework", "inspection", "freight", "duty", "lost_sales", "penalty", "handling", "other")


@dataclass(frozen=True, eq=False)
class Order:
    """The order that went wrong.

    `affected` pieces of `quantity` are bad; the customer needs good ones by `needed_on`.
    """

    reference: Text = text_field()
    goods: Text = text_field()
    quantity: Num = number_field(PIECES, 1.0)
    unit_price: Num = number_field(MONEY, 0.0)
    affected: Num = number_field(PIECES, 0.0)
    needed_on: date | None = date_field(None)

    @property
    def value(self) -> Num:
        """quantity · unit price, money."""
        return self.quantity * self.unit_price

    @property
    def affected_value(self) -> Num:
        """affected · unit price, money."""
        return self.affected * self.unit_price


@dataclass(frozen=True, eq=False)
class Incident:
    """What went wrong, when it was found, how often before, and what we can prove.

    `earlier_similar` counts similar incidents with this customer in the last 12 months, `claims_in_six_months` all
    their other claims in the last six. `proof` is what we hold in writing ("none": nothing). `ultimatum`: they threaten
    to leave or to go public. Of `inspected` pieces (or pieces in use), `found_bad` were bad; both are None if nobody
    counted.
    """

    kind: str = choice_field(INCIDENTS, "wrong_goods")
    what: Text = text_field()
    found_on: date | None = date_field(None)
    earlier_similar: Num = number_field(COUNT.within(high=100), 0.0)
    claims_in_six_months: Num = number_field(COUNT.within(high=100), 0.0)
    proof: tuple[str, ...] = codes_field(PROOFS)
    ultimatum: bool = flag_field()
    inspected: Num | None = number_field(PIECES, None, optional=True)
    found_bad: Num | None = number_field(PIECES, None, optional=True)


@dataclass(frozen=True, eq=False)
class ClaimLine:
    """One line of the claim: made by the customer, or by their own customer through them; claimed, and proven and
    accepted by us if known."""

    kind: str = choice_field(CLAIM_LINES)
    claimed: Num = number_field(MONEY, 0.0)
    proven: Num | None = number_field(MONEY, None, optional=True)
    accepted: Num | None = number_field(MONEY, None, optional=True)
    claimant: str = choice_field(CLAIMANTS, "customer")


@dataclass(frozen=True, eq=False)
class Event:
    """Something that happened in this claim on a day."""

    on: date = date_field()
    what: Text = text_field()


@dataclass(frozen=True, eq=False)
class Rates:
    """Yearly discount rates. Each party has its own, which is why shifting payments in time can suit both."""

    us: Num = number_field(RATE, 0.08)
    customer: Num = number_field(RATE, 0.15)


@dataclass(frozen=True, eq=False)
class Case:
    """Everything that is known about one claim. Amounts are in `currency`; days count from `settlement_date`.

    `harm` is what the customer really loses (default: claimed ÷ `claimed_to_harm`, an assumption: buyers commonly add
    about 20 %). `receivable` is what they still owe us for this order. It counts as paid after `receivable_after` days
    (0: at once) unless an option says otherwise. `milestones` are the stages of a delivery contract; their payments are
    not part of the receivable.
    """

    settlement_date: date = date_field()
    title: Text = text_field()
    business: str = choice_field(BUSINESSES, "box_factory")
    stage: str = choice_field(STAGES, "open")
    answer_by: date | None = date_field(None)
    currency: str = currency_field("USD")
    order: Order = Order()
    incident: Incident = Incident()
    customer: Customer = Customer()
    events: tuple[Event, ...] = records_field(100)
    claims: tuple[ClaimLine, ...] = records_field(50)
    harm: Num | None = number_field(MONEY, None, optional=True)
    claimed_to_harm: Num = number_field(NUMBER.within(low=0.1, high=100.0), 1.2)
    receivable: Num = number_field(MONEY, 0.0)
    receivable_due: date | None = date_field(None)
    receivable_after: Num = number_field(DAYS, 0.0)
    rates: Rates = Rates()
    exchange_rates: tuple[ExchangeRate, ...] = records_field(20)
    late_delivery: LateDelivery = LateDelivery()
    logistics: Logistics = Logistics()
    milestones: tuple[Milestone, ...] = records_field(20)

    def worth_of_one(self, code: str) -> Num | None:
        """Value of one unit of a currency in the claim's currency; 1 for an empty code; None if no rate was typed."""
        if code in ("", self.currency):
            return 1.0
        return next((each.rate for each in self.exchange_rates if each.currency == code), None)

    @property
    def unit_cost(self) -> Num:
        """Our cost of a piece: unit price · (1 − margin rate), at least 0. Money."""
        return np.maximum(self.order.unit_price * (1.0 - self.customer.margin_rate), 0.0)[()]

    def milestone(self, kind: str) -> Milestone | None:
        """The first unpaid milestone of a kind; None if there is none."""
        return next((each for each in self.milestones if each.kind == kind and not each.paid), None)

    def days_until(self, on: date | None) -> float:
        """Days from the settlement date to a date; 0 for a date that is past or unknown."""
        return 0.0 if on is None else float(max((on - self.settlement_date).days, 0))

    @property
    def unpaid_milestones(self) -> Num:
        """Sum of the payments of milestones that are reached and not paid, money."""
        return sum((each.payment for each in self.milestones if each.reached and not each.paid), 0.0)

    @property
    def late_value(self) -> Num:
        """Value on which damages for late delivery are computed: typed, or that of the affected goods. Money."""
        return self.order.affected_value if self.late_delivery.value is None else self.late_delivery.value

    @property
    def days_until_needed(self) -> float | None:
        """Days from the settlement date until good goods are needed; None if no date is known."""
        return None if self.order.needed_on is None else float((self.order.needed_on - self.settlement_date).days)

    @property
    def usual_order(self) -> Num:
        """Value of a usual order: typed, or that of this order. Money."""
        return self.order.value if self.customer.order_value is None else self.customer.order_value

    @property
    def yearly_margin(self) -> Num:
        """usual order · margin rate · orders a year, money."""
        return self.usual_order * self.customer.margin_rate * self.customer.orders_per_year

    @property
    def yearly_turnover(self) -> Num:
        """usual order · orders a year, money."""
        return self.usual_order * self.customer.orders_per_year

    @property
    def claimed(self) -> Num:
        """Sum of the claim lines, money."""
        return sum((line.claimed for line in self.claims), 0.0)

    @property
    def harm_suffered(self) -> Num:
        """The typed harm, or claimed ÷ claimed_to_harm. Money; 0 if nothing is claimed.

        >>> Case(date(2026, 1, 1), claims=(ClaimLine("goods", 7800.0),)).harm_suffered
        6500.0
        """
        return self.claimed / self.claimed_to_harm if self.harm is None else self.harm
