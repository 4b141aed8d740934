"""Who the customer is and how they buy: usual orders, open orders, past orders, and prior beliefs about any account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from negotiation.core.fields import (
    DAYS,
    FREQUENCY,
    MONEY,
    RATE,
    SHARE,
    YEARS,
    Num,
    Text,
    Unit,
    date_field,
    number_field,
    records_field,
    text_field,
)

STRENGTH = Unit("number", 0.1, 1e6, 1.0)
PRIOR = Unit("number", 1e-4, 1e6, 0.1)


@dataclass(frozen=True, eq=False)
class OpenOrder:
    """An order or tender that is not decided or not delivered yet: its margin on a day, and its chance now and after
    the customer left.

    `work_in_progress` is the value already made; `fetches` is what it would sell for elsewhere.
    """

    on: date = date_field()
    name: Text = text_field(longest=200)
    margin: Num = number_field(MONEY, 0.0)
    work_in_progress: Num = number_field(MONEY, 0.0)
    fetches: Num = number_field(MONEY, 0.0)
    chance_now: Num = number_field(SHARE, 1.0)
    chance_after: Num = number_field(SHARE, 0.0)


@dataclass(frozen=True, eq=False)
class PastOrder:
    """An order that this customer placed: its day and its value in the claim's currency."""

    on: date = date_field()
    value: Num = number_field(MONEY, 0.0)


@dataclass(frozen=True, eq=False)
class OrderPrior:
    """Prior belief about any account before its own orders: order rate Gamma(`shape`, `months`), chance of falling
    silent Beta(`a`, `b`).

    A stated assumption, or the result of a fit over many accounts.
    """

    shape: Num = number_field(PRIOR, 2.0)
    months: Num = number_field(PRIOR, 4.0)
    a: Num = number_field(PRIOR, 0.6)
    b: Num = number_field(PRIOR, 12.0)


@dataclass(frozen=True, eq=False)
class Customer:
    """Who they are and how they buy, apart from this claim.

    `order_value` is a usual order (default: this order's value), `margin_rate` our margin on it, `retention` the chance
    that they still buy a year later. `horizon` is the number of years shown beside the lifetime value without end.
    `claims_last_year` is what we paid on their other claims in the last 12 months (None: unknown).
    `share_of_our_margin` is their share of our whole margin (None: unknown). `retention_strength` says how sure the
    retention is, in customer years (None: certain). `growth` is that of the margin a year. `expected_claims` and
    `service_cost` are shares of an order. `pays_late_days` is how late they usually pay. If they left, others would
    take `replaced` of the volume from `replaced_after` days on.
    """

    name: Text = text_field()
    order_value: Num | None = number_field(MONEY, None, optional=True)
    margin_rate: Num = number_field(SHARE.within(low=-1.0), 0.25)
    orders_per_year: Num = number_field(FREQUENCY, 6.0)
    retention: Num = number_field(SHARE, 0.85)
    horizon: Num = number_field(YEARS.within(low=1.0, high=30.0), 3.0)
    claims_last_year: Num | None = number_field(MONEY, None, optional=True)
    share_of_our_margin: Num | None = number_field(SHARE, None, optional=True)
    retention_strength: Num | None = number_field(STRENGTH, None, optional=True)
    growth: Num = number_field(RATE.within(low=-0.5, high=0.5), 0.0)
    expected_claims: Num = number_field(SHARE, 0.0)
    service_cost: Num = number_field(SHARE, 0.0)
    pays_late_days: Num = number_field(DAYS, 0.0)
    replaced: Num = number_field(SHARE, 0.0)
    replaced_after: Num = number_field(DAYS, 180.0)
    open_orders: tuple[OpenOrder, ...] = records_field(50)
    history: tuple[PastOrder, ...] = records_field(2_000)
    prior: OrderPrior = OrderPrior()
