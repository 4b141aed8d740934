"""Customer lifetime value from three typed numbers: margin an order, orders a year, yearly retention."""

from __future__ import annotations

import numpy as np

from negotiation.case import Case
from negotiation.flows import YEAR, discount, over_time, present_value, until
from negotiation.lifetime.orders import OrderStream
from negotiation.units import Num


def order_stream(case: Case) -> OrderStream:
    """The next orders of a customer who stays: gap = 365 / f days, keep = R^(1/f), margin = order value · margin rate.

    f orders a year, R yearly retention. Where keep · d(gap) is 1 or more at our rate, a sum without end does not exist: the
    stream stops at the headline horizon and says so in `no_end`.
    """
    customer = case.customer
    order_value = case.usual_order
    gap = YEAR / customer.orders_per_year
    keep = customer.retention ** (1.0 / customer.orders_per_year)
    no_end = np.asarray(keep * discount(gap, case.rates.us) >= 1.0, dtype=float)
    horizon_orders = np.floor(customer.horizon * customer.orders_per_year + 1e-9)
    return OrderStream(order_value * customer.margin_rate, gap, keep, np.where(no_end == 1.0, horizon_orders, np.inf)[()], no_end[()])


def lifetime_value(stream: OrderStream, rate: Num, years: Num = np.inf) -> Num:
    """Expected discounted margin of all next orders within `years`, given that the customer stays through this claim.

        L = Σ_{k≥1} margin · keep^k · (1 + rate)^(−k · gap / 365)

    Money, day 0 today, the first margin one gap from now. `years` infinite: without end. Shapes broadcast. Nobody stays
    (retention 0): 0. Source: geometric series; the timing is that of Gupta & Lehmann's m·r / (1 + i − r).

    >>> yearly = OrderStream(margin=1.0, gap=365.0, keep=0.8)
    >>> round(float(lifetime_value(yearly, 0.1)), 3)
    2.667
    """
    horizon: Num = np.multiply(years, YEAR)
    return present_value(until(stream.margin_flow(), horizon), rate)


def lifetime_by_month(stream: OrderStream, rate: Num, months: int) -> Num:
    """Cumulative lifetime value at the end of each month 0 … `months` (365 / 12 days each), on a trailing axis."""
    days = np.arange(months + 1, dtype=float) * (YEAR / 12.0)
    return present_value(until(over_time(stream.margin_flow()), days), np.asarray(rate)[..., None])
