"""What credits on later orders do to revenue: they cut it when they are promised, not when they are used (IFRS 15)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from negotiation.core.fields import Num
from negotiation.core.problems import BadInput, Problem

Codes: TypeAlias = NDArray[np.str_]

CREDIT_FLAGS = ("none", "price_cut", "beyond_the_goods", "ask_material_right")

MATERIAL_RIGHT = 0.05
"""Part of the later orders from which a credit that only comes with them may be a material right: an assumption, for
the accountant to judge."""


@dataclass(frozen=True, eq=False)
class CreditInPrice:
    """A credit for faulty goods put into the price of an extra order: `credit` cuts revenue now, the extra units are
    billed at `billed_price` and booked, with those of the first contract still to come, at `booked_price`."""

    credit: Num
    billed_price: Num
    booked_price: Num


def credit_in_price(
    faulty: Num, credit_each: Num, extra: Num, extra_price: Num, to_come: Num, price: Num
) -> CreditInPrice:
    """A credit of `credit_each` for `faulty` units delivered, taken off the bill of `extra` units that are not at
    their usual price.

        credit = faulty · credit_each;  billed = extra_price − credit / extra;
        booked = (to_come · price + extra · extra_price) / (to_come + extra)

    Pieces and money per piece, `to_come` the units of the first contract not delivered yet, at `price`. No extra
    units, or a credit above their price, raise BadInput. Source: IFRS 15, illustrative example 5, case B.

    >>> found = credit_in_price(60.0, 15.0, 30.0, 80.0, 60.0, 100.0)
    >>> float(found.credit), float(found.billed_price), round(float(found.booked_price), 2)
    (900.0, 50.0, 93.33)
    """
    if np.any(np.asarray(extra) <= 0.0):
        raise BadInput(Problem("out_of_range", "extra", float(np.min(extra)), {"low": 1.0, "high": 1e12}))
    credit = np.asarray(faulty) * credit_each
    worth = np.asarray(extra) * extra_price
    if np.any(credit > worth):
        raise BadInput(
            Problem("out_of_range", "credit", float(np.max(credit)), {"low": 0.0, "high": float(np.min(worth))})
        )
    return CreditInPrice(
        credit, extra_price - credit / extra, (np.asarray(to_come) * price + worth) / (np.asarray(to_come) + extra)
    )


@dataclass(frozen=True, eq=False)
class CreditPosition:
    """Where promised credits stand, money: promised = used + expired + open, and promised = revenue_cut +
    given_back.

    `refund_liability` is the part of what is open that is expected to be taken; `revenue_cut` what revenue has borne
    in all, `given_back` what lapsed or is expected to lapse. `flag` is one of CREDIT_FLAGS, a question to the
    accountant rather than an answer.
    """

    open: Num
    refund_liability: Num
    revenue_cut: Num
    given_back: Num
    flag: Codes


def credit_position(
    promised: Num,
    used: Num,
    expired: Num,
    *,
    delivered: Num,
    taken: Num = 1.0,
    only_with_orders: bool | NDArray[np.bool_] = False,
    orders: Num = 0.0,
    material: Num = MATERIAL_RIGHT,
) -> CreditPosition:
    """Credits on later orders, promised for goods delivered for `delivered`: what cuts revenue now, and what is owed
    still. All figures broadcast.

        open = promised − used − expired;  refund liability = open · taken;  revenue cut = used + refund liability;
        given back = the rest

    A credit is a price concession on the goods delivered, so it is not spread over the later orders. `taken` below 1
    only where it is highly probable that no more is taken. Flags: `ask_material_right` where it comes only with
    later orders and is at least the part `material` of those (`orders`, money); else `beyond_the_goods` where more
    is credited than was delivered; else `price_cut`. Used and expired above promised raise BadInput. Sources: IFRS
    15.20–21, .50–59, .55, .70, .B40.

    >>> found = credit_position(900.0, 300.0, 100.0, delivered=6_000.0)
    >>> (float(found.open), float(found.refund_liability), float(found.revenue_cut), float(found.given_back),
    ...     str(found.flag))
    (500.0, 500.0, 800.0, 100.0, 'price_cut')
    """
    left = np.asarray(promised, dtype=float) - used - expired
    if np.any(left < -1e-6):
        raise BadInput(
            Problem("out_of_range", "used", float(np.min(left)), {"low": 0.0, "high": float(np.max(promised))})
        )
    left = np.maximum(left, 0.0)
    liability = left * taken
    right = np.asarray(only_with_orders) & (np.asarray(promised) >= np.asarray(material) * orders)
    beyond = np.asarray(promised) > np.asarray(delivered)
    flag = np.where(right, "ask_material_right", np.where(beyond, "beyond_the_goods", "price_cut"))
    return CreditPosition(
        left[()],
        liability[()],
        (used + liability)[()],
        (expired + left - liability)[()],
        np.where(np.asarray(promised) <= 0.0, "none", flag)[()],
    )
