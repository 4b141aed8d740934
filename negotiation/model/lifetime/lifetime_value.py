"""Customer lifetime value from typed numbers: margin an order, orders a year, yearly retention, and other effects of
their staying."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from negotiation.core.cashflow import (
    MONTH,
    OUTSIDE,
    US,
    YEAR,
    Flow,
    discount,
    part_until,
    present_value,
    sign_for,
    with_time_axis,
)
from negotiation.core.distributions import Beta
from negotiation.core.fields import Num
from negotiation.model.facts.case import Case
from negotiation.model.lifetime.order_stream import OrderStream
from negotiation.model.lifetime.shifted_beta_geometric import NODES, retention_nodes

Nodes: TypeAlias = tuple[tuple[Num, Num], ...]


def net_margin(case: Case) -> Num:
    """What a usual order earns us: value · (margin − expected claims − service) − the cost of waiting for late payment.
    Money.

    late payment: value · ((1 + our rate)^(days late / 365) − 1)
    """
    customer = case.customer
    waiting = 1.0 / discount(customer.pays_late_days, case.rates.us) - 1.0
    return case.usual_order * (customer.margin_rate - customer.expected_claims - customer.service_cost - waiting)


MOST_DISTINCT = 256
"""Up to this many distinct retentions of an array get nodes of their own. More are replaced by equally weighted
quantiles."""


def _nodes(case: Case) -> Nodes:
    """Keep probabilities and weights of an uncertain retention by Gauss–Jacobi; none if it is certain.

    An array of few distinct retentions gets the nodes of each. An array of many (draws) gets equally weighted
    quantiles, accurate within 2 %.
    """
    customer = case.customer
    strength = customer.retention_strength
    if strength is None:
        return ()
    power = 1.0 / customer.orders_per_year
    if not np.ndim(customer.retention) and not np.ndim(strength):
        retentions, weights = retention_nodes(float(customer.retention), float(strength))
        return tuple((float(each) ** power, float(weight)) for each, weight in zip(retentions, weights, strict=True))
    means, strengths = np.broadcast_arrays(
        np.asarray(customer.retention, dtype=float), np.asarray(strength, dtype=float)
    )
    pairs, which = np.unique(np.stack([means.ravel(), strengths.ravel()]), axis=1, return_inverse=True)
    if pairs.shape[1] > MOST_DISTINCT:
        spread = Beta(customer.retention, strength)
        return tuple((spread.quantile((place + 0.5) / NODES) ** power, 1.0 / NODES) for place in range(NODES))
    table = np.zeros((2, pairs.shape[1], NODES))
    for place, (mean, sure) in enumerate(pairs.T):
        for side, values in enumerate(retention_nodes(float(mean), float(sure))):
            table[side, place, : len(values)] = values
    found = table[:, which.ravel()].reshape(2, *means.shape, NODES)
    return tuple((found[0, ..., place] ** power, found[1, ..., place]) for place in range(NODES))


def order_stream(case: Case) -> OrderStream:
    """The next orders of a customer who stays: gap = 365 / f days, keep = R^(1/f), margin net of later costs of the
    orders.

    f orders a year, R yearly retention, growth (1 + g)^(1/f) − 1 an order. If keep · (1 + growth) · d(gap) is 1 or more
    at our rate, the infinite sum does not exist. The stream then stops at the customer's horizon and sets `no_end`.
    """
    customer = case.customer
    gap = YEAR / customer.orders_per_year
    power = 1.0 / customer.orders_per_year
    keep = customer.retention**power
    nodes = _nodes(case)
    growth: Num = (1.0 + customer.growth) ** power - 1.0
    step = (1.0 + growth) * discount(gap, case.rates.us)
    highest = keep
    for each, _ in nodes:
        highest = np.maximum(highest, each)
    no_end = np.asarray(highest * step >= 1.0, dtype=float)
    for_both = np.maximum(1.0 + growth, 1.0) * discount(gap, np.minimum(case.rates.us, case.rates.customer))
    horizon_orders = np.floor(customer.horizon * customer.orders_per_year + 1e-9)
    times = np.where(no_end == 1.0, horizon_orders, np.inf)[()]
    shared = np.where(highest * for_both >= 1.0, horizon_orders, np.inf)[()]
    stream = OrderStream(
        net_margin(case),
        gap,
        keep,
        times,
        no_end[()],
        nodes,
        growth,
        (),
        shared,
        customer.replaced,
        np.ceil(customer.replaced_after / gap - 1e-9),
    )
    return replace(stream, others=(*_open_orders(case), *_replaced(case, stream)))


def _open_orders(case: Case) -> list[Flow]:
    """Open orders and tenders: the gain in the chance of their margin if the customer stays, and what the work in
    progress would lose.

    (margin + work in progress − what it would fetch elsewhere) · (chance now − chance after they leave), on its day
    """
    flows = []
    for order in case.customer.open_orders:
        day = max((order.on - case.settlement_date).days, 0)
        lost = np.maximum(order.margin + order.work_in_progress - order.fetches, 0.0)
        chance = np.maximum(order.chance_now - order.chance_after, 0.0)
        flows.append(Flow("open_order_margin", OUTSIDE, US, lost, first_day=float(day), chance=chance, if_stays=True))
    return flows


def _replaced(case: Case, stream: OrderStream) -> list[Flow]:
    """Volume that we would sell to others from some day on if the customer left. It is not lost, so it is taken off the
    value of staying."""
    customer = case.customer
    if not np.any(np.asarray(customer.replaced) > 0.0):
        return []
    skipped = np.ceil(customer.replaced_after / stream.gap - 1e-9)
    flows = []
    for keep, weight in stream.streams:
        first = np.maximum(skipped, 1.0)
        amount = customer.replaced * np.maximum(stream.margin, 0.0) * (1.0 + stream.growth) ** first
        left = np.maximum(stream.times - first + 1.0, 0.0)
        flows.append(
            Flow(
                "replaced_margin",
                US,
                OUTSIDE,
                amount,
                first * stream.gap,
                stream.gap,
                left,
                weight * keep**first,
                keep,
                stream.growth,
                if_stays=True,
            )
        )
    return flows


def lifetime_value(stream: OrderStream, rate: Num, years: Num = np.inf) -> Num:
    """Expected discounted margin of all next orders within `years`, given that the customer stays through this claim.

        L = Σ_{k≥1} margin · (1 + growth)^k · keep^k · (1 + rate)^(−k · gap / 365), over the nodes of keep;
            and what else hangs on staying

    Money, day 0 today, the first margin one gap from now. Infinite `years`: without end. Shapes broadcast. Retention 0:
    0. Source: geometric series; the timing is that of Gupta & Lehmann's m·r / (1 + i − r).

    >>> yearly = OrderStream(margin=1.0, gap=365.0, keep=0.8)
    >>> round(float(lifetime_value(yearly, 0.1)), 3)
    2.667
    """
    horizon: Num = np.multiply(years, YEAR)
    return sum(
        (sign_for(flow, US) * present_value(part_until(flow, horizon), rate) for flow in stream.margin_flows()), 0.0
    )


def lifetime_by_month(stream: OrderStream, rate: Num, months: int) -> Num:
    """Cumulative lifetime value at the end of each month 0 … `months` (365 / 12 days each), on a trailing axis."""
    days = np.arange(months + 1, dtype=float) * MONTH
    at = np.asarray(rate)[..., None]
    return sum(
        (
            sign_for(flow, US) * present_value(part_until(with_time_axis(flow), days), at)
            for flow in stream.margin_flows()
        ),
        np.zeros(months + 1),
    )


@dataclass(frozen=True, eq=False)
class UsualFormulas:
    """Three formulas for the same customer that differ in when the first margin comes. Each is a multiple of the yearly
    margin m.

    `after_a_year` m·r / (1 + i − r) (Gupta & Lehmann), `now` m(1 + i) / (1 + i − r) with a margin today and as long as
    they stay, `undecided` m / (1 + i − r) (Fader & Hardie note 024).
    """

    after_a_year: Num
    now: Num
    undecided: Num


def usual_formulas(margin: Num, retention: Num, rate: Num) -> UsualFormulas:
    """The three usual formulas side by side: yearly margin m, yearly retention r, yearly rate i with 1 + i > r.

    >>> found = usual_formulas(1.0, 0.8, 0.1)
    >>> round(found.after_a_year, 3), round(found.now, 3), round(found.undecided, 3)
    (2.667, 3.667, 3.333)
    """
    each = margin / (1.0 + rate - retention)
    return UsualFormulas(each * retention, each * (1.0 + rate), each)
